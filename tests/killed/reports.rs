//! A run that writes reports into the files of a plan, killed at random moments: each file is whole at once, and after the next
//! command all of them are old or all are new.

use crate::moment::wait_for;
use crate::support::random::Random;
use crate::support::{effort, files, program, write};
use jiff::civil::date;
use planpress::internals::collect::entry::{Entries, NewReport};
use planpress::internals::collect::write::{Mode, Outcome, apply};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const KILLS: usize = 100;
pub const SECTIONS: usize = 8;
/// Set for the process that is to be killed: the site's folder.
const FOLDER: &str = "PLANPRESS_TEST_KILLED_REPORTS";

pub type Texts = BTreeMap<String, Vec<u8>>;

fn section(index: usize) -> String {
    format!("content/2026/{index:02}-part{index}.md")
}

pub fn site(root: &Path) {
    write(root, "site.yaml", "title: 某区政府\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n");
    let plan = "---\nkind: plan\ntitle: 2026年工作计划\nyear: 2026\nstatus: published\nissuer: 某区科技局\npublished: 2026-01-20 09:00\n---\n";
    write(root, "content/2026/_index.md", plan);
    for index in 0..SECTIONS {
        let indicator =
            format!("  - id: i{index}\n    name: 新增企业\n    unit: 家\n    target: 60家以上 # 市里下达\n");
        let text = format!("---\ntitle: 第{index}部分\nindicators:\n{indicator}---\n\n正文。\n");
        write(root, &section(index), text);
    }
}

fn entries() -> Entries {
    let report = |index: usize| NewReport {
        document: section(index).into(),
        id: format!("i{index}"),
        date: date(2026, 6, 30),
        quarter: Some(2),
        value: "31".to_owned(),
        source: Some("区统计局".to_owned()),
        note: None,
        origin: format!("科技局.xlsx 指标!E{}", index + 4),
    };
    let reports = (0..SECTIONS).map(report).collect();
    let as_of = Some(date(2026, 6, 30));
    Entries { plan: "2026".to_owned(), reports, tasks: Vec::new(), as_of, correction: None }
}

pub fn texts(root: &Path) -> Texts {
    files(&root.join("content"))
}

/// The same reports as a unit sends them, in CSV.
pub fn sent() -> String {
    let row =
        |index: usize| format!("新增企业,家,31,2026-06-30,区统计局,2026,未明确牵头单位,2026-Q2,i{index},1\n");
    let rows: String = (0..SECTIONS).map(row).collect();
    format!("指标,计量单位,完成值,截止日期,数据来源,计划地址,填报单位,填报期间,指标编号,版式\n{rows}")
}

/// Not a test of its own: the process that is killed. Without the variable it does nothing.
#[test]
fn reports_are_written() {
    let Some(root) = std::env::var_os(FOLDER) else { return };
    let done = apply(Path::new(&root), &entries(), Mode::Write).unwrap();
    assert!(matches!(done, Outcome::Done(_)), "{done:?}");
}

fn writer(root: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "reports::reports_are_written"]).env(FOLDER, root);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn front_matter_is_all_old_or_all_new_after_the_next_command() {
    let mut random = Random::of_the_moment();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    site(root);
    let old = texts(root);
    let start = Instant::now();
    assert!(writer(root).status().unwrap().success());
    let time = start.elapsed();
    let new = texts(root);
    assert_eq!(new.iter().filter(|(name, text)| old.get(*name) != Some(text)).count(), SECTIONS + 1);
    let journal = root.join(".planpress-rewrite/journal");
    let (mut mixed, mut ends_old, mut ends_new) = (0, 0, 0);
    for kill in 0..effort::kills(KILLS) {
        for (name, text) in &old {
            fs::write(root.join("content").join(name), text).unwrap();
        }
        let mut child = writer(root).spawn().unwrap();
        if kill % 4 == 0 {
            sleep(time.mul_f64(random.below(1100) as f64 / 1000.0));
        } else {
            // Most are struck while files are being renamed.
            wait_for(&journal);
            sleep(Duration::from_micros(random.below(4000) as u64));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = texts(root);
        let is = |name: &String, of: &Texts| of.get(name) == found.get(name);
        for name in old.keys() {
            assert!(is(name, &old) || is(name, &new), "kill {kill}: {name} is neither old nor new");
        }
        mixed += usize::from(found != old && found != new);
        let next = program().current_dir(root).args(["-q", "check"]).output().unwrap();
        assert!(next.status.success(), "kill {kill}: {}", String::from_utf8_lossy(&next.stderr));
        let ended = texts(root);
        assert!(ended == old || ended == new, "kill {kill}");
        assert!(!root.join(".planpress-rewrite").exists(), "kill {kill}");
        if ended == old { ends_old += 1 } else { ends_new += 1 }
    }
    assert!(mixed > effort::kills(KILLS) / 20, "the kills came at no interesting moment");
    println!("{mixed} kills left old and new files, {ends_old} ended old, {ends_new} new");
}
