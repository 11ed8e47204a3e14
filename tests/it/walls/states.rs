//! The last good sources: when they are written, when they are used, and when they are refused.

use super::county::*;
use crate::support::{files, run, write};
use planpress::internals::output::good_folder;
use planpress::internals::pipeline::walls::{BodyState, Stuck};
use planpress::internals::pipeline::{BuildReport, Options};
use planpress::internals::source::assemble::Drafts;
use std::fs;
use std::path::Path;

fn spoil(root: &Path, body: &str) {
    write(root, &format!("content/{body}/2026/01-x.md"), "---\ntitle：坏\n---\n");
}

/// Changes a body that stays free of errors.
fn change(root: &Path, body: usize) {
    section(root, body, (body + 1) % 3, 2026, "02-y", 77);
}

fn sites() -> Sites {
    Sites::new(|root| county(root, 3, 1))
}

fn state<'r>(report: &'r BuildReport, body: &str) -> &'r BodyState {
    &report.bodies[body].state
}

#[test]
fn a_body_without_last_good_sources_stops_all_and_is_named() {
    let mut sites = sites();
    let before = published(&sites.output);
    fs::remove_dir_all(good_folder(&sites.output).unwrap().join("b1")).unwrap();
    spoil(&sites.root, "b1");
    change(&sites.root, 2);
    let report = sites.publish();
    assert!(!report.publishable);
    assert_eq!(*state(&report, "b1"), BodyState::Stuck(Stuck::Missing));
    assert_eq!(*state(&report, "b2"), BodyState::Current);
    assert!(published(&sites.output) == before);
    // So does one beside it that could stand still.
    spoil(&sites.root, "b0");
    let report = sites.publish();
    assert!(!report.publishable);
    assert!(matches!(state(&report, "b0"), BodyState::LastGood { .. }), "{:#?}", report.bodies);
}

#[test]
fn damaged_sources_are_refused_and_written_again_by_the_next_good_build() {
    let mut sites = sites();
    let folder = good_folder(&sites.output).unwrap();
    let texts: Vec<_> = files(&folder.join("b1")).into_keys().collect();
    for name in texts {
        let file = folder.join("b1").join(&name);
        let whole = fs::read(&file).unwrap();
        for damage in [&whole[1..], &[whole.as_slice(), b"\n "].concat(), b""] {
            fs::write(&file, damage).unwrap();
            spoil(&sites.root, "b1");
            let report = sites.publish();
            // Blanks after a record change nothing of what it says.
            let harmless = name.ends_with(".json") && damage.len() > whole.len();
            let is_damaged = matches!(state(&report, "b1"), BodyState::Stuck(Stuck::Damaged(_)));
            assert!(
                is_damaged != harmless && report.publishable == harmless,
                "{name}: {:#?}",
                report.bodies["b1"]
            );
            sites.put_back("b1");
            assert!(sites.publish().publishable);
            spoil(&sites.root, "b1");
            assert_eq!(standing_still(&sites.publish()), ["b1"], "{name}");
            sites.put_back("b1");
            assert!(sites.publish().publishable);
        }
    }
}

#[test]
fn older_sources_than_those_published_are_refused() {
    let mut sites = sites();
    let folder = good_folder(&sites.output).unwrap();
    let old = sites.output.with_file_name("old");
    crate::support::copy(&folder, &old);
    change(&sites.root, 1);
    assert!(sites.publish().publishable);
    let before = published(&sites.output);
    fs::remove_dir_all(&folder).unwrap();
    fs::rename(old, &folder).unwrap();
    std::process::Command::new("chmod").args(["700"]).arg(&folder).status().unwrap();
    spoil(&sites.root, "b1");
    let report = sites.publish();
    assert!(
        matches!(state(&report, "b1"), BodyState::Stuck(Stuck::Outdated { .. })),
        "{:#?}",
        report.bodies["b1"]
    );
    assert!(published(&sites.output) == before);
    // Without an output nothing says that they are old.
    fs::remove_dir_all(&sites.output).unwrap();
    assert_eq!(standing_still(&sites.publish()), ["b1"]);
    sites.compare("a new output");
}

#[test]
fn sources_that_the_present_theme_or_site_yaml_refuses_stop_all() {
    let mut sites = sites();
    section(&sites.root, 1, 2, 2026, "02-y", 0);
    let text = fs::read_to_string(sites.root.join("content/b1/2026/02-y.md")).unwrap();
    write(&sites.root, "content/b1/2026/02-y.md", text + "\n![](../p.svg)\n");
    assert!(sites.publish().publishable, "a picture without words is doubtful only");
    let before = published(&sites.output);
    write(
        &sites.root,
        "site.yaml",
        "title: 县政府部门计划\nbase_url: https://a.example/\nseverity: {missing-alt: error}\n",
    );
    let report = sites.publish();
    let BodyState::Stuck(Stuck::Refused { first, .. }) = state(&report, "b1") else {
        panic!("{:#?}", report.bodies["b1"]);
    };
    assert!(first.english.contains("picture"), "{first:?}");
    assert!(published(&sites.output) == before);
    // What is the site's own stops it as ever.
    write(&sites.root, "site.yaml", "title: [\n");
    assert!(!sites.publish().publishable);
    write(&sites.root, "site.yaml", "title: 县政府部门计划\nbase_url: https://a.example/\n");
    write(&sites.root, "content/about.md", "---\ntitle: 关于\n---\n[死链](nowhere.md)\n");
    let report = sites.publish();
    assert!(!report.publishable && report.bodies.values().all(|body| body.state == BodyState::Current));
}

#[test]
fn nothing_is_kept_of_drafts_or_of_one_body() {
    let mut sites = sites();
    let folder = good_folder(&sites.output).unwrap();
    let before = files(&folder);
    change(&sites.root, 1);
    for options in [
        Options { drafts: Drafts::Show, ..sites.options.clone() },
        Options { only: Some("b1".to_owned()), ..sites.options.clone() },
    ] {
        let mut session = planpress::internals::pipeline::Session::new(sites.root.clone(), options.clone());
        assert!(publish(&mut session, &options, &sites.output).publishable);
        assert!(files(&folder) == before);
        // What is published is newer than what is kept.
        spoil(&sites.root, "b1");
        let report = sites.publish();
        assert!(
            matches!(state(&report, "b1"), BodyState::Stuck(Stuck::Outdated { .. })),
            "{:#?}",
            report.bodies
        );
        change(&sites.root, 1);
        sites.put_back("b1");
        change(&sites.root, 1);
    }
    assert!(sites.publish().publishable);
    assert!(files(&folder) != before);
}

#[test]
fn one_body_is_built_while_the_others_stand_in_their_last_good_sources() {
    let mut sites = sites();
    change(&sites.root, 1);
    change(&sites.expected, 1);
    change(&sites.root, 2);
    spoil(&sites.root, "b0");
    let options = Options { only: Some("b1".to_owned()), ..sites.options.clone() };
    let mut session = planpress::internals::pipeline::Session::new(sites.root.clone(), options.clone());
    let report = publish(&mut session, &options, &sites.output);
    assert!(report.publishable && !report.has_errors(), "{:#?}", report.diagnostics);
    let mut places = report.diagnostics.iter().filter_map(|found| found.place.as_ref());
    assert!(places.all(|place| place.file.starts_with("content/b1/")), "{:#?}", report.diagnostics);
    assert!(matches!(state(&report, "b0"), BodyState::Other { .. }));
    sites.compare("only b1");
    fs::remove_dir_all(good_folder(&sites.output).unwrap().join("b2")).unwrap();
    let report = publish(&mut session, &options, &sites.output);
    assert_eq!(*state(&report, "b2"), BodyState::Stuck(Stuck::Missing));
    assert!(!report.publishable);
}

#[test]
fn what_one_body_gets_wrong_does_not_make_another_fall() {
    let mut sites = sites();
    // b0 shows an indicator of b1, which is taken out there, beside an error of b1's own.
    write(&sites.root, "content/b1/2026/01-x.md", "---\ntitle: 章节\n---\n[死链](nowhere.md)\n");
    change(&sites.root, 0);
    change(&sites.expected, 0);
    assert_eq!(standing_still(&sites.publish()), ["b1"]);
    sites.compare("b1 alone");
    // Without that error, b1 goes on, and b0, which nothing can fill, stands still with what it printed.
    write(&sites.root, "content/b1/2026/01-x.md", "---\ntitle: 章节\n---\n文字。\n");
    let report = sites.publish();
    assert_eq!(standing_still(&report), ["b0"]);
    let page = String::from_utf8(published(&sites.output)["b0/2026/x/index.html"].clone()).unwrap();
    assert!(page.contains("<span class=\"gone\">11家以上<span"), "{page}");
}

/// An alias lies below its own body: one that lies elsewhere stops no other.
#[test]
fn a_body_that_takes_another_bodys_address_stands_still() {
    let mut sites = Sites::new(|root| {
        county(root, 3, 1);
        write(root, "content/b1/note.md", "---\ntitle: 说明\n---\n文字。\n");
    });
    let taking = "---\ntitle: 说明\naliases: [/b2/2026/new/]\n---\n文字。\n";
    write(&sites.root, "content/b1/note.md", taking);
    for root in [&sites.root, &sites.expected] {
        write(root, "content/b2/2026/03-new.md", "---\ntitle: 新\n---\n文字。\n");
        change(root, 0);
    }
    let report = sites.publish();
    assert!(report.publishable && standing_still(&report) == ["b1"], "{:#?}", report.bodies);
    sites.compare("b1 stands still");
}

/// A folder that was not fetched takes nothing off the site.
#[test]
fn a_body_whose_folder_is_not_there_stands_still() {
    let mut sites = sites();
    fs::remove_dir_all(sites.root.join("content/b2")).unwrap();
    change(&sites.root, 0);
    change(&sites.expected, 0);
    let report = sites.publish();
    assert_eq!(standing_still(&report), ["b2"], "{:#?}", report.diagnostics);
    sites.compare("b2 is not there");
    // Whoever means it says so.
    fs::remove_dir_all(good_folder(&sites.output).unwrap().join("b2")).unwrap();
    let report = sites.publish();
    assert!(report.publishable && !published(&sites.output).contains_key("b2/index.html"));
    // What the next body showed of it, it shows still.
    assert_eq!(standing_still(&report), ["b1"]);
}

/// What the site's own pages show of a body, that body does not take away from all others.
#[test]
fn a_body_that_breaks_a_page_of_the_site_stands_still() {
    let mut sites = Sites::new(|root| {
        county(root, 3, 1);
        let home = "---\ntitle: 首页\n---\n二局[](indicator:b2/2026/x)。\n";
        write(root, "content/_index.md", home);
    });
    write(&sites.root, "content/b2/2026/01-x.md", "---\ntitle: 章节\n---\n文字。\n");
    change(&sites.root, 0);
    change(&sites.expected, 0);
    // The next body shows that indicator, too: with b2 as it last was good, nothing is wrong with it.
    let report = sites.publish();
    assert!(report.publishable && report.has_errors(), "{:#?}", report.diagnostics);
    assert_eq!(standing_still(&report), ["b2"], "{:#?}", report.bodies);
    sites.compare("b2 stands still");
}

#[test]
fn all_or_nothing_and_a_site_of_one_body_are_as_before() {
    let mut sites = sites();
    write(&sites.root, "site.yaml", "title: 县政府部门计划\npublish: all-or-nothing\n");
    spoil(&sites.root, "b1");
    let before = published(&sites.output);
    let report = sites.publish();
    assert!(!report.publishable && report.bodies.is_empty());
    assert!(published(&sites.output) == before);
    let mut one = Sites::new(|root| county(root, 1, 1));
    assert!(!good_folder(&one.output).unwrap().exists(), "nothing is kept of a single body");
    spoil(&one.root, "b0");
    let report = one.publish();
    assert!(!report.publishable && report.bodies.is_empty());
}

#[test]
fn the_command_says_first_who_stands_still() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    county(root, 3, 1);
    let said = |arguments: &[&str]| {
        let done = run(root, arguments);
        (done.status.code(), String::from_utf8(done.stderr).unwrap(), String::from_utf8(done.stdout).unwrap())
    };
    assert_eq!(said(&["-q", "build"]).0, Some(0));
    spoil(root, "b1");
    let (code, err, _) = said(&["build", "--lang", "zh"]);
    assert_eq!(code, Some(1));
    let first = err.lines().next().unwrap();
    assert!(
        first.starts_with("第1局（b1）保持 20")
            && first.ends_with("有 1 个错误，在 content/b1/2026/01-x.md:2:1"),
        "{err}"
    );
    let (code, err, _) = said(&["check"]);
    assert_eq!(code, Some(1));
    assert!(err.starts_with("第1局 (b1) would stand still, as published 20"), "{err}");
    let (code, _, out) = said(&["build", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["published"]), (Some(1), &true.into()));
    let states: Vec<_> = json["bodies"].as_array().unwrap().iter().map(|body| &body["state"]).collect();
    assert_eq!(states, ["current", "last-good", "current"]);
    let (code, err, _) = said(&["build", "--only", "b11"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("there is no series `b11`: did you mean `b1`?"), "{err}");
    let (code, err, _) = said(&["check", "--only", "b2"]);
    assert_eq!(code, Some(0), "{err}");
    let (code, err, _) = said(&["build", "--good", "public/good"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("--good"), "{err}");
}
