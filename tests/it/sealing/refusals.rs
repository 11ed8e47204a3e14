//! What is not sealed, and what is said of it; the archive is then as it was, and so is all else.

use super::site::*;
use crate::support::{files, program, write};
use planpress::internals::progress::Silent;
use planpress::internals::sealing::{self, SealOutcome, SealRequest, refusal};
use std::fs;
use std::path::Path;

/// Runs `planpress archive` in both languages; it must refuse, say so, and change nothing.
fn refused(root: &Path, arguments: &[&str], words: [&str; 2]) {
    let before = files(root);
    for (language, words) in ["en", "zh"].into_iter().zip(words) {
        let run = program()
            .current_dir(root)
            .arg("archive")
            .args(arguments)
            .args(["--lang", language])
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(run.stdout.is_empty());
        assert!(said.contains(words), "{arguments:?}: {said:?} holds {words:?}");
    }
    assert!(files(root) == before, "{arguments:?} changed something");
}

#[test]
fn a_plan_that_is_not_ready_is_not_sealed() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let index = format!("{FOLDER}/_index.md");
    let section = format!("{FOLDER}/03-r&d's 'a b'.md");
    let kept = files(root);
    let back = || {
        for (path, bytes) in &kept {
            write(root, path, bytes);
        }
    };

    refused(
        root,
        &["city/2017"],
        [
            "there is no plan at `city/2017`; there are: city/2020, city/2019, city/2018, 区/2020",
            "没有地址为 `city/2017` 的计划；现有：city/2020、",
        ],
    );
    refused(root, &["../city/2019"], ["there is no plan at `../city/2019`", "没有地址为"]);
    refused(root, &["city"], ["there is no plan at `city`", "没有地址为"]);
    refused(
        root,
        &[PLAN, "--amend", "--reason", "更正"],
        ["`city/2019` was never sealed", "`city/2019` 尚未归档，无从修订"],
    );

    replace(root, &index, "status: published", "status: draft");
    refused(
        root,
        &[PLAN],
        ["drafts: content/01-city/2019/_index.md", "以下仍是草稿：content/01-city/2019/_index.md"],
    );
    back();
    replace(root, &section, "title: 研发", "title: 研发\ndraft: true");
    refused(
        root,
        &[PLAN],
        ["drafts: content/01-city/2019/03-r&d's 'a b'.md", "以下仍是草稿：content/01-city/2019/03-"],
    );
    // A draft of another plan does not matter, nor does one whose address only begins alike.
    back();
    let draft = "---\nkind: plan\ntitle: 计划\nyear: 2017\nstatus: draft\n---\n文字。\n";
    write(root, "content/01-city/2019-2/_index.md", draft);
    seal(root, PLAN);
    fs::remove_dir_all(root.join("archive")).unwrap();
    fs::remove_dir_all(root.join("content/01-city/2019-2")).unwrap();

    replace(root, &index, "published: 2019-03-01\r\n", "");
    replace(root, &format!("{FOLDER}/01-创新主体.md"), ", date: 2019-11-30", "");
    refused(root, &[PLAN], ["give the day of sealing with --date", "请用 --date 指定归档日期"]);
    back();
    write(root, "site.yaml", "title: 科技局\n");
    refused(root, &[PLAN], ["`base_url` in site.yaml, or --base-url", "请在 site.yaml 中填写 `base_url`"]);
    back();
    replace(root, "content/区/2020/01-创新主体.md", "target: 2020家以上", "target: 很多");
    refused(root, &[PLAN], ["not sealed: the errors above come first", "未归档：请先改正以上错误"]);
    back();
    fs::rename(root.join("site.yaml"), root.join("other.yaml")).unwrap();
    refused(root, &[PLAN], ["site.yaml", "site.yaml"]);
}

#[test]
fn a_plan_that_is_sealed_is_sealed_again_only_as_an_amendment() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    seal(root, PLAN);
    refused(
        root,
        &[PLAN],
        ["`city/2019` is sealed already (1 bag)", "`city/2019` 已经归档（共 1 个归档包）"],
    );
    refused(root, &["/city/2019/"], ["`city/2019` is sealed already", "`city/2019` 已经归档"]);
    refused(root, &[PLAN, "--amend", "--reason", " \n"], ["a reason is needed", "请写明理由"]);
}

#[test]
fn nothing_is_sealed_in_an_archive_that_does_not_hold() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    seal(root, "city/2018");
    write(root, "archive/city/2018/1/data/site/index.html", "改过的");
    refused(root, &[PLAN], ["error[broken-seal]", "错误[broken-seal]"]);
    refused(root, &["city/2018", "--amend", "--reason", "更正"], ["error[broken-seal]", "错误[broken-seal]"]);
    refused(root, &["city/2018", "--zip", "a.zip"], ["the archive does not hold", "归档核验不通过"]);
    refused(
        root,
        &["--restore", "city/2018", "--to", "restored"],
        ["the archive does not hold", "归档核验不通过"],
    );
    refused(
        root,
        &["--restore", "city/2019", "--to", "restored"],
        ["`city/2019` is not sealed", "`city/2019` 没有归档"],
    );
}

#[test]
fn a_name_that_a_bag_cannot_carry_is_refused() {
    for name in ["增长8%.txt", "甲:乙.txt", "con.txt", "尾 .txt /a.txt"] {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        site(root);
        write(root, &format!("{FOLDER}/02-platforms/{name}"), "文字");
        let link = format!("[件](<{name}>)").replace('%', "%25");
        let index = format!("{FOLDER}/02-platforms/_index.md");
        replace(root, &index, "```indicators", &format!("{link}\n\n```indicators"));
        refused(root, &[PLAN], ["cannot be archived", "无法归档"]);
    }
}

#[test]
fn the_sealed_sources_are_given_back_byte_for_byte() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let before = content(root);
    seal(root, PLAN);
    fs::remove_dir_all(root.join(FOLDER)).unwrap();
    let run =
        program().current_dir(root).args(["archive", "--restore", PLAN, "--to", "取回"]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let own: Files = before
        .into_iter()
        .filter(|(path, _)| path.starts_with("01-city/2019/") || path == "pictures/徽标.svg")
        .map(|(path, bytes)| (format!("content/{path}"), bytes))
        .chain([("site.yaml".to_owned(), fs::read(root.join("site.yaml")).unwrap())])
        .collect();
    assert_eq!(files(&root.join("取回")), own);
    // What is there is not written over.
    write(root, "取回/site.yaml", "title: 改过的\n");
    let run =
        program().current_dir(root).args(["archive", "--restore", PLAN, "--to", "取回"]).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(fs::read_to_string(root.join("取回/site.yaml")).unwrap(), "title: 改过的\n");
    // Put back, the site is as it was.
    fs::remove_file(root.join("取回/site.yaml")).unwrap();
    for (path, bytes) in files(&root.join("取回")) {
        write(root, &path, bytes);
    }
    assert_eq!(codes(&built(root).0), []);
}

/// Why a plan was not sealed, in both languages, asked on a day.
fn why(root: &Path, today: (i16, i8, i8), day: Option<(i16, i8, i8)>) -> [String; 2] {
    let date = |(year, month, day)| jiff::civil::date(year, month, day);
    let request = SealRequest { date: day.map(date), today: date(today), ..request(PLAN) };
    let (_, outcome) = sealing::run(root, &request, &Silent).unwrap();
    assert!(matches!(outcome, SealOutcome::NotReady(_)), "{outcome:?}");
    let words = refusal(PLAN, &outcome);
    [words.english, words.chinese]
}

#[test]
fn a_plan_is_sealed_on_no_day_before_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let section = format!("{FOLDER}/01-创新主体.md");
    replace(
        root,
        &format!("{FOLDER}/_index.md"),
        "published:",
        "as_of: 2019-12-31\r\nwritten: 2019-02-20\r\npublished:",
    );
    replace(
        root,
        &section,
        "actual: {value: 2019, date: 2019-11-30, source: 统计局}",
        "source: 统计局\n    reports:\n      - {date: 2019-06-30, value: 1000}\n      - {date: 2019-12-31, value: 2019}\n    revisions:\n      - {date: 2020-01-15, field: target, from: 2000家, to: 2019家, reason: 核定}",
    );
    // The day before the last of its days, and what is later.
    let [english, chinese] = why(root, (2021, 1, 1), Some((2019, 12, 30)));
    assert_eq!(
        english,
        "`city/2019` cannot have been sealed on 2019-12-30, since this is later:\n\
        \x20 content/01-city/2019/01-创新主体.md:17: revision of `firms`: 2020-01-15\n\
        \x20 content/01-city/2019/_index.md:8: `as_of`: 2019-12-31\n\
        \x20 content/01-city/2019/01-创新主体.md:15: value of `firms`: 2019-12-31\n\
        give 2020-01-15 or a later day with --date"
    );
    assert_eq!(
        chinese,
        "`city/2019` 的归档日期不能是 2019-12-30，以下各项晚于这一天：\n\
        \x20 content/01-city/2019/01-创新主体.md:17：指标 `firms` 的调整：2020-01-15\n\
        \x20 content/01-city/2019/_index.md:8：数据截止日期（`as_of`）：2019-12-31\n\
        \x20 content/01-city/2019/01-创新主体.md:15：指标 `firms` 的完成值：2019-12-31\n\
        请用 --date 写明 2020-01-15 或以后的日期"
    );
    // Until its year is over, the day must be given; any day from the latest on will do.
    let [english, chinese] = why(root, (2019, 12, 31), None);
    assert!(
        english.ends_with("give the day of sealing with --date YYYY-MM-DD, not before 2020-01-15"),
        "{english}"
    );
    assert!(
        chinese.contains("2019年的计划，年度尚未结束") && chinese.ends_with("（不早于 2020-01-15）"),
        "{chinese}"
    );
    // The bag before counts too, whatever plan of the series it is of; those of other series do not.
    let later = |plan: &str, year| SealRequest { date: Some(jiff::civil::date(year, 5, 1)), ..request(plan) };
    sealed(root, &later("city/2018", 2020));
    sealed(root, &later("区/2018", 2022));
    let [english, _] = why(root, (2021, 1, 1), Some((2020, 4, 30)));
    assert!(english.contains("\n  the bag before, city/2018/1: 2020-05-01\n"), "{english}");
    let bag = sealed(root, &request(PLAN));
    assert_eq!(bag.record.info.sealed, jiff::civil::date(2020, 5, 1));
    assert!(is_whole(root));
    // A plan that is sealed in its year, on a day that is given.
    let today = jiff::civil::date(2020, 6, 1);
    let early = SealRequest { date: Some(jiff::civil::date(2020, 12, 1)), today, ..request("city/2020") };
    assert_eq!(sealed(root, &early).record.info.sealed, jiff::civil::date(2020, 12, 1));
}
