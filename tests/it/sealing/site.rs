//! A small site with what sealing has to cope with: two series of three years, pictures near and far, links and
//! figures between plans, prefixed and Chinese names, a section that is a folder, a byte order mark and CRLF.

use crate::support::{files, write};
use planpress::internals::archive::{SealedBag, audit};
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, BuildReport, Options, Silent};
use planpress::internals::sealing::{self, SealOutcome, SealRequest};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub type Files = BTreeMap<String, Vec<u8>>;

/// The public address: in a folder of a host, as on a portal.
pub const BASE_URL: &str = "https://a.gov.cn/kjj/";
/// The plan that most tests seal, by its address and by its folder.
pub const PLAN: &str = "city/2019";
pub const FOLDER: &str = "content/01-city/2019";

pub const CITY: [&str; 3] = ["city/2018", "city/2019", "city/2020"];

fn picture(text: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><title>{text}</title></svg>")
}

/// Writes the site; all its checks pass.
pub fn site(root: &Path) {
    write(root, "site.yaml", format!("\u{feff}title: 科技局\r\nbase_url: {BASE_URL}\r\n"));
    write(
        root,
        "content/_index.md",
        "---\ntitle: 首页\n---\n见[平台](01-city/2019/02-platforms/_index.md#目标)。\n",
    );
    write(root, "content/about.md", "---\ntitle: 关于\n---\n![徽标](pictures/徽标.svg)\n");
    write(root, "content/pictures/徽标.svg", picture("徽标"));
    for (series, address, other) in [("01-city", "city", "区"), ("区", "区", "city")] {
        write(root, &format!("content/{series}/_index.md"), format!("---\ntitle: 系列{address}\n---\n"));
        for year in 2018..2021 {
            plan(root, series, address, other, year);
        }
    }
}

fn plan(root: &Path, series: &str, address: &str, other: &str, year: i32) {
    let folder = format!("content/{series}/{year}");
    let index = format!(
        "---\nkind: plan\ntitle: {address}{year}年工作计划\nyear: {year}\nstatus: published\nissuer: 科技局\ndocument_number: 科发〔{year}〕1号\npublished: {year}-03-01\naliases: [/{address}/old-{year}/]\nnumbering: chinese\n---\n前言，见[第一部分](01-创新主体.md#目标)和[关于](../../about.md)。\n"
    );
    // As some editors save: a mark at the start, and two characters at the end of lines.
    let index = if year == 2019 { format!("\u{feff}{}", index.replace('\n', "\r\n")) } else { index };
    write(root, &format!("{folder}/_index.md"), index);
    let before = year.max(2019) - 1;
    write(
        root,
        &format!("{folder}/01-创新主体.md"),
        format!(
            "---\ntitle: 创新主体\naliases: [/{address}/old-{year}-主体.html, /{address}/{year}/主体/]\nlead: 高新科\ndue: {year}-12-31\nindicators:\n  - id: firms\n    name: 高新技术企业\n    unit: 家\n    measure: stock\n    target: {year}家以上\n    actual: {{value: {year}, date: {year}-11-30, source: 统计局}}\n---\n## 目标\n\n培育[](indicator:firms)，另一单位[](indicator:{other_address}/{year}/firms)，上年[](indicator:{before}/firms)。\n\n![徽标](../../pictures/徽标.svg)\n\n见[邻](../../{other}/{year}/01-创新主体.md#目标)、[平台](02-platforms/_index.md)、[首页](../../_index.md)、[系列](../_index.md)、[外站](https://b.example/?a=1&b=2)。\n",
            other = if other == "city" { "01-city" } else { other },
            other_address = other,
        ),
    );
    write(
        root,
        &format!("{folder}/02-platforms/_index.md"),
        "---\ntitle: 平台 & 园区\n---\n## 目标\n\n![园区](园区.svg)，[附件](附件.pdf)，[上年](../../2018/02-platforms/_index.md)。\n\n```indicators\nall\n```\n",
    );
    write(root, &format!("{folder}/02-platforms/园区.svg"), picture(&format!("{address}{year}")));
    write(root, &format!("{folder}/02-platforms/附件.pdf"), format!("{year}\r\n"));
    write(
        root,
        &format!("{folder}/03-r&d's 'a b'.md"),
        "---\ntitle: 研发\n---\n## 目标\n\n文字。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n",
    );
}

pub fn request(plan: &str) -> SealRequest {
    let today = jiff::civil::date(2021, 1, 1);
    SealRequest { plan: plan.to_owned(), date: None, today, amendment: None, base_url: None }
}

/// Seals a plan, which must be well.
pub fn seal(root: &Path, plan: &str) -> SealedBag {
    sealed(root, &request(plan))
}

pub fn amend(root: &Path, plan: &str, reason: &str) -> SealedBag {
    sealed(root, &SealRequest { amendment: Some(reason.to_owned()), ..request(plan) })
}

pub fn sealed(root: &Path, request: &SealRequest) -> SealedBag {
    match sealing::run(root, request, &Silent).unwrap() {
        (report, SealOutcome::Sealed(sealed)) => {
            assert!(!report.has_errors());
            *sealed
        }
        (report, outcome) => panic!("{outcome:?}\n{:#?}", report.diagnostics),
    }
}

/// What a clean build gives.
pub fn built(root: &Path) -> (BuildReport, Files) {
    let memory = Memory::new();
    let report = pipeline::run(root, &Options::default(), &memory, &Silent).unwrap();
    (report, memory.into_files())
}

/// What a clean build publishes; there must be no error.
pub fn published(root: &Path) -> Files {
    let (report, files) = built(root);
    assert!(!report.has_errors(), "{:#?}", report.diagnostics);
    files
}

/// The files below a folder of a site, by their paths from the root.
pub fn below(files: &Files, folder: &str) -> Files {
    files.iter().filter(|(path, _)| path.starts_with(folder)).map(|(a, b)| (a.clone(), b.clone())).collect()
}

/// All files of the archive.
pub fn archive(root: &Path) -> Files {
    if root.join("archive").exists() { files(&root.join("archive")) } else { Files::new() }
}

pub fn content(root: &Path) -> Files {
    files(&root.join("content"))
}

/// The sealed site of a bag.
pub fn site_of(bag: &Path) -> Files {
    files(&bag.join("data/site"))
}

pub fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", files.keys()));
    std::str::from_utf8(bytes).unwrap()
}

/// The codes of a report, each with its file.
pub fn codes(report: &BuildReport) -> Vec<(&'static str, String)> {
    let of = |diagnostic: &planpress::internals::diagnostic::Diagnostic| {
        (
            diagnostic.code().as_str(),
            diagnostic.place.as_ref().map(|p| p.file.to_string()).unwrap_or_default(),
        )
    };
    report.diagnostics.iter().map(of).collect()
}

pub fn is_whole(root: &Path) -> bool {
    audit::archive(root).verdict() == planpress::internals::archive::Verdict::Whole
}

/// Changes a file's text.
pub fn replace(root: &Path, file: &str, from: &str, to: &str) {
    let old = fs::read_to_string(root.join(file)).unwrap();
    assert!(old.contains(from), "{file} holds {from}");
    write(root, file, old.replace(from, to));
}
