//! Bodies that cannot stop one another: what one gets wrong, the others do not pay for.

use crate::support::{copy, files, tests, write};
use planpress::internals::diagnostic::{Code, Severity};
use planpress::internals::output::{GoodFolder, Memory, Stage, good_folder};
use planpress::internals::pipeline::walls::BodyState;
use planpress::internals::pipeline::{BuildReport, Options, Session, Silent};
use planpress::internals::source::cache::DirtyFiles;
use planpress::internals::standing;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Files = BTreeMap<String, Vec<u8>>;

/// A county: bodies with plans of some years, each with sections, indicators, and links and figures of the next body.
fn county(root: &Path, bodies: usize, years: usize) {
    write(root, "site.yaml", "title: 县政府部门计划\nbase_url: https://a.example/\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n各部门计划，见[一局](b0/_index.md)。\n");
    write(root, "content/about.md", "---\ntitle: 关于\n---\n说明。\n");
    for body in 0..bodies {
        self::body(root, body, bodies, years);
    }
}

fn body(root: &Path, body: usize, bodies: usize, years: usize) {
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

fn section(root: &Path, body: usize, other: usize, year: usize, file: &str, value: usize) {
    let id = &file[3..];
    let indicator = format!(
        "indicators:\n  - {{id: {id}, name: 指标{id}, measure: flow, target: {value}家以上, actual: 3}}"
    );
    let text = format!(
        "---\ntitle: 章节{id}\nlead: 办公室\n{indicator}\n---\n## 标题\n\n培育[](indicator:{id})，邻局[](indicator:b{other}/{year}/{id})。\n见[邻局](../../b{other}/{year}/{file}.md#标题)。\n"
    );
    write(root, &format!("content/b{body}/{year}/{file}.md"), text);
}

fn options(output: &Path) -> Options {
    let good = GoodFolder { path: good_folder(output).unwrap(), output: output.to_owned() };
    Options { good: Some(good), gather_states: true, ..Options::default() }
}

/// Builds as `planpress build` does.
fn publish(session: &mut Session, options: &Options, output: &Path) -> BuildReport {
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

fn published(output: &Path) -> Files {
    let mut files = files(output);
    files.remove(".planpress-manifest");
    files
}

/// A build of what lies in `content/`, with nothing to fall back on.
fn clean(session: &mut Session) -> (BuildReport, Files) {
    let memory = Memory::new();
    let report = session.run(&DirtyFiles::All, &memory, &Silent).unwrap();
    (report, memory.into_files())
}

fn assert_same(found: &Files, expected: &Files, what: &str) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(expected), "{what}");
    for (path, bytes) in expected {
        let texts = || [&found[path], bytes].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert!(found[path] == *bytes, "{what}: {path}\n{:?}", texts());
    }
}

fn standing_still(report: &BuildReport) -> Vec<&str> {
    let still = report.bodies.values().filter(|body| matches!(body.state, BodyState::LastGood { .. }));
    still.map(|body| body.name.as_str()).collect()
}

/// Two sites: one that is published and fallen back on, and one that always holds what should stand.
struct Sites {
    _folder: tempfile::TempDir,
    root: PathBuf,
    output: PathBuf,
    expected: PathBuf,
    options: Options,
    session: Session,
    clean: Session,
}

impl Sites {
    fn new(make: impl Fn(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (root, expected) = (folder.path().join("site"), folder.path().join("expected"));
        let output = folder.path().join("public");
        make(&root);
        make(&expected);
        let options = options(&output);
        let session = Session::new(root.clone(), options.clone());
        let clean = Session::new(expected.clone(), Options::default());
        let mut sites = Self { _folder: folder, root, output, expected, options, session, clean };
        assert!(sites.publish().publishable);
        sites
    }

    fn publish(&mut self) -> BuildReport {
        publish(&mut self.session, &self.options, &self.output)
    }

    /// Compares what is published with a build of what should stand.
    fn compare(&mut self, what: &str) {
        let (report, expected) = clean(&mut self.clean);
        assert!(!report.has_errors(), "{what}: {:#?}", report.diagnostics);
        assert_same(&published(&self.output), &expected, what);
    }

    fn put_back(&self, body: &str) {
        let _ = fs::remove_dir_all(self.root.join("content").join(body));
        copy(&self.expected.join("content").join(body), &self.root.join("content").join(body));
    }
}

/// What a hand slips in a body, besides what the codes stand for: a file of its folder, what stands there, and what is typed.
const SLIPS: [(&str, &str, &str); 8] = [
    ("2026/01-x.md", "title: 章节", "title：章节"),
    ("2026/01-x.md", "(indicator:x)", "(indicator:zz)"),
    ("2026/01-x.md", "[](indicator:b", "[](indicator:bb"),
    ("2026/01-x.md", "target: ", "targt: "),
    ("2026/01-x.md", "---\n## ", "## "),
    ("2026/_index.md", "![图](../p.svg)", "![图](../q.svg)"),
    ("2026/_index.md", "前言。", "[下节](03-z.md)"),
    ("_index.md", "title:", "titel:"),
];

/// Every error that a code stands for, put into one body while another body changes.
#[test]
fn whatever_is_wrong_in_one_body_the_others_are_published() {
    let number =
        |name: &str, default| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default);
    let (bodies, years) = (number("PLANPRESS_BODIES", 3), number("PLANPRESS_YEARS", 1));
    let mut sites = Sites::new(|root| county(root, bodies, years));
    let mut kinds = 0;
    let own = sites.root.join("content/b1");
    let mut compare = |sites: &mut Sites, what: &str| {
        for root in [&sites.root, &sites.expected] {
            section(root, 2, 0, 2026, "01-x", kinds + 20);
        }
        let memory = Memory::new();
        let report = sites.session.run(&DirtyFiles::All, &memory, &Silent).unwrap();
        // What is found elsewhere, or is only doubtful, stops no body.
        if report.bodies.get("b1").is_some_and(|body| body.errors > 0) {
            assert!(report.publishable && report.has_errors(), "{what}: {:#?}", report.bodies);
            assert_eq!(standing_still(&report), ["b1"], "{what}");
            let (clean, expected) = clean(&mut sites.clean);
            assert!(!clean.has_errors(), "{what}: {:#?}", clean.diagnostics);
            assert_same(&memory.into_files(), &expected, what);
            kinds += 1;
        }
        sites.put_back("b1");
        kinds
    };
    for (slip, (file, from, to)) in SLIPS.iter().enumerate() {
        let text = fs::read_to_string(own.join(file)).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(own.join(file), text.replacen(from, to, 1)).unwrap();
        assert_eq!(compare(&mut sites, &format!("{file}: {to}")), slip + 1, "{file}: {to}");
    }
    for code in Code::all().filter(|code| code.severity() == Severity::Error) {
        let bad = tests().join("bad").join(code.as_str()).join("content");
        for entry in fs::read_dir(&bad).into_iter().flatten() {
            let entry = entry.unwrap();
            if entry.path().is_dir() {
                copy(&entry.path(), &own.join(entry.file_name()));
            }
        }
        compare(&mut sites, code.as_str());
    }
    assert!(kinds >= 40, "only {kinds} kinds of errors were in the body");
}
