//! A small county of bodies that refer to one another, published in one folder, and what should stand of it in another.

use crate::support::{copy, files, write};
use planpress::internals::output::{GoodFolder, Memory, Stage, good_folder};
use planpress::internals::pipeline::walls::BodyState;
use planpress::internals::pipeline::{BuildReport, Options, Session, Silent};
use planpress::internals::source::cache::DirtyFiles;
use planpress::internals::standing;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

pub type Files = BTreeMap<String, Vec<u8>>;

/// A county: bodies with plans of some years, each with sections, indicators, and links and figures of the next body.
pub fn county(root: &Path, bodies: usize, years: usize) {
    write(root, "site.yaml", "title: 县政府部门计划\nbase_url: https://a.example/\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n各部门计划，见[一局](b0/_index.md)。\n");
    write(root, "content/about.md", "---\ntitle: 关于\n---\n说明。\n");
    for body in 0..bodies {
        self::body(root, body, bodies, years);
    }
}

pub fn body(root: &Path, body: usize, bodies: usize, years: usize) {
    let own = format!("content/b{body}");
    write(root, &format!("{own}/_index.md"), format!("---\ntitle: 第{body}局\nissuer: 第{body}局\n---\n"));
    write(
        root,
        &format!("{own}/p.svg"),
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='{}'/>", body + 1),
    );
    for year in (2026 - years + 1)..=2026 {
        let front = format!("kind: plan\ntitle: 第{body}局{year}年计划\nyear: {year}\nstatus: published");
        write(
            root,
            &format!("{own}/{year}/_index.md"),
            format!("---\n{front}\n---\n前言。\n\n![图](../p.svg)\n"),
        );
        for (number, name) in ["x", "y"].iter().enumerate() {
            section(root, body, (body + 1) % bodies, year, &format!("0{}-{name}", number + 1), body + 10);
        }
    }
}

pub fn section(root: &Path, body: usize, other: usize, year: usize, file: &str, value: usize) {
    let id = &file[3..];
    let indicator = format!(
        "indicators:\n  - {{id: {id}, name: 指标{id}, measure: flow, target: {value}家以上, actual: 3}}"
    );
    let text = format!(
        "---\ntitle: 章节{id}\nlead: 办公室\n{indicator}\n---\n## 标题\n\n培育[](indicator:{id})，邻局[](indicator:b{other}/{year}/{id})。\n见[邻局](../../b{other}/{year}/{file}.md#标题)。\n"
    );
    write(root, &format!("content/b{body}/{year}/{file}.md"), text);
}

pub fn options(output: &Path) -> Options {
    let good = GoodFolder { path: good_folder(output).unwrap(), output: output.to_owned() };
    Options { good: Some(good), gather_states: true, ..Options::default() }
}

/// Builds as `planpress build` does.
pub fn publish(session: &mut Session, options: &Options, output: &Path) -> BuildReport {
    let mut stage = Stage::open(output).unwrap();
    let report = session.run(&DirtyFiles::All, &stage, &Silent).unwrap();
    if report.publishable {
        stage.note_bodies(report.digests());
        let store = standing::stage(&report, options).unwrap();
        stage.commit().unwrap();
        standing::settle(store, &report).unwrap();
    }
    report
}

pub fn published(output: &Path) -> Files {
    let mut files = files(output);
    files.remove(".planpress-manifest");
    files
}

/// A build of what lies in `content/`, with nothing to fall back on.
pub fn clean(session: &mut Session) -> (BuildReport, Files) {
    let memory = Memory::new();
    let report = session.run(&DirtyFiles::All, &memory, &Silent).unwrap();
    (report, memory.into_files())
}

pub fn assert_same(found: &Files, expected: &Files, what: &str) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(expected), "{what}");
    for (path, bytes) in expected {
        let texts = || [&found[path], bytes].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert!(found[path] == *bytes, "{what}: {path}\n{:?}", texts());
    }
}

pub fn standing_still(report: &BuildReport) -> Vec<&str> {
    let still = report.bodies.values().filter(|body| matches!(body.state, BodyState::LastGood { .. }));
    still.map(|body| body.name.as_str()).collect()
}

/// Two sites: one that is published and fallen back on, and one that always holds what should stand.
pub struct Sites {
    _folder: tempfile::TempDir,
    pub root: PathBuf,
    pub output: PathBuf,
    pub expected: PathBuf,
    pub options: Options,
    pub session: Session,
    pub clean: Session,
}

impl Sites {
    /// Both made, and the first published.
    pub fn new(make: impl Fn(&Path)) -> Self {
        let mut sites = Self::unpublished(make);
        assert!(sites.publish().publishable);
        sites
    }

    pub fn unpublished(make: impl Fn(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (root, expected) = (folder.path().join("site"), folder.path().join("expected"));
        let output = folder.path().join("public");
        make(&root);
        make(&expected);
        let options = options(&output);
        let session = Session::new(root.clone(), options.clone());
        let clean = Session::new(expected.clone(), Options::default());
        Self { _folder: folder, root, output, expected, options, session, clean }
    }

    pub fn publish(&mut self) -> BuildReport {
        publish(&mut self.session, &self.options, &self.output)
    }

    /// Compares what is published with a build of what should stand.
    pub fn compare(&mut self, what: &str) {
        let (report, expected) = clean(&mut self.clean);
        assert!(!report.has_errors(), "{what}: {:#?}", report.diagnostics);
        assert_same(&published(&self.output), &expected, what);
    }

    pub fn put_back(&self, body: &str) {
        let _ = fs::remove_dir_all(self.root.join("content").join(body));
        copy(&self.expected.join("content").join(body), &self.root.join("content").join(body));
    }
}
