//! Plans as official documents: which pages are to be printed so, and what they hold for it. How it looks on paper is measured
//! in a browser (`tests/site/official.mjs`).

use crate::support::{build, built, copy, files, fixture, run, text, write};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PLAN: &str = "content/2026/_index.md";
const PAGE: &str = "2026/index.html";
const OFFICIAL: &str = "<body class=\"kind-plan official\">";

fn site() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&fixture("official"), &root);
    (folder, root)
}

fn change(root: &Path, file: &str, from: &str, to: &str) {
    let before = fs::read_to_string(root.join(file)).unwrap();
    assert!(before.contains(from), "{from} in {file}");
    write(root, file, before.replace(from, to));
}

#[test]
fn the_whole_page_of_an_issued_plan_is_an_official_document() {
    let (_folder, root) = site();
    let pages = built(&root, &["--drafts"]);
    let page = text(&pages, PAGE);
    assert!(page.contains(OFFICIAL));
    for part in [
        "<p class=\"issuer head-3\">青山区人民政府办公室<span class=\"paper\" data-fragment=\"omit\" hidden>文件</span></p>",
        "<p class=\"addressee\">各镇人民政府、街道办事处，高新技术产业开发区管理委员会，区政府各委、办、局，区直各单位：</p>",
        "<p>附件：</p><ol><li>青山区2026年科技创新重点任务分解表</li>",
        "hidden><p>青山区人民政府办公室</p><p><time datetime=\"2026-03-01\">2026年3月1日</time></p></div>",
        "hidden>（公开方式：主动公开；完成值截至：2026年6月30日）</p>",
        "<p class=\"imprint-copied\">抄送：区委各部门，",
        "各人民团体。</p><p class=\"imprint-printed\"><span>青山区人民政府办公室</span> <span>2026年3月2日印发</span></p>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    // What is for paper alone is hidden from screens and from those who hear the page.
    for part in page.split("class=\"paper").skip(1) {
        let tag = part.split('>').next().unwrap();
        assert!(tag.ends_with(" hidden") && tag.contains("data-fragment=\"omit\""), "{tag}");
    }
    // A section is an excerpt.
    let section = text(&pages, "2026/firms/index.html");
    assert!(section.contains("<body class=\"kind-section\">"));
    assert!(
        section.contains("hidden>摘自：</span>") && section.contains("hidden>（青政办发〔2026〕3号）</span>")
    );
    assert!(!section.contains("signature") && !section.contains("imprint"));
}

#[test]
fn what_is_not_issued_never_looks_so() {
    let (_folder, root) = site();
    let draft = text(&built(&root, &["--drafts"]), "2027/index.html");
    assert!(draft.contains("<body class=\"kind-plan unissued\">"));
    assert!(
        draft.contains("附件：") && !draft.contains("signature") && !draft.contains("imprint"),
        "{draft}"
    );

    for (what, file, from, to) in [
        ("a draft", PLAN, "status: published", "status: draft"),
        ("a draft in it", "content/2026/02-platforms.md", "lead: 科技局", "lead: 科技局\ndraft: true"),
        ("no issuer", PLAN, "issuer: 青山区人民政府办公室\n", ""),
        ("no number", PLAN, "document_number: 青政办发〔2026〕3号\n", ""),
        ("no date", PLAN, "written: 2026-03-01\n", ""),
        ("no wish", "site.yaml", "red_head: document", "red_head: none"),
    ] {
        let (_folder, root) = site();
        change(&root, file, from, to);
        let page = text(&built(&root, &["--drafts"]), PAGE);
        for part in ["official", "文件", "signature", "imprint"] {
            assert!(!page.contains(part), "{what}: {part}");
        }
    }
}

#[test]
fn fragments_and_bare_plans_have_nothing_of_the_paper() {
    let (_folder, root) = site();
    let pages = built(&root, &["--fragments"]);
    let fragment = text(&pages, "2026/fragment.html");
    assert!(fragment.contains("class=\"addressee\"") && fragment.contains("附件："));
    assert!(!fragment.contains("class=\"paper") && !fragment.contains("抄送"), "{fragment}");

    let (_folder, root) = site();
    for key in ["addressee", "copied_to", "printed_by", "printed_on", "disclosure", "as_of"] {
        let yaml = fs::read_to_string(root.join(PLAN)).unwrap();
        let kept: Vec<&str> = yaml.lines().filter(|line| !line.starts_with(&format!("{key}:"))).collect();
        write(&root, PLAN, kept.join("\n"));
    }
    change(
        &root,
        PLAN,
        "attachments:\n  - 青山区2026年科技创新重点任务分解表\n  - 青山区2026年高新技术企业、科技型中小企业和创新型领军企业培育计划表",
        "extra: {}",
    );
    let page = text(&built(&root, &[]), PAGE);
    assert!(page.contains(OFFICIAL) && page.contains("signature"));
    for part in ["addressee", "attachments", "annotation", "imprint"] {
        assert!(!page.contains(part), "{part}");
    }
}

#[test]
fn marks_that_the_page_sets_are_not_doubled_and_shapes_are_checked() {
    let (_folder, root) = site();
    change(&root, PLAN, "各人民团体。", "各人民团体");
    assert!(text(&built(&root, &[]), PAGE).contains("各人民团体。</p>"));
    change(&root, PLAN, "printed_on: 2026-03-02", "printed_on: 3月2日那天");
    change(&root, PLAN, "addressee: ", "addressee: [1] #");
    let said = String::from_utf8(run(&root, &["check"]).stderr).unwrap();
    assert!(said.contains("error[bad-date]") && said.contains("error[wrong-type]"), "{said}");
}

#[test]
fn a_changed_key_changes_the_published_page() {
    let (folder, root) = site();
    let (kept, clean) = (folder.path().join("kept"), folder.path().join("clean"));
    build(&root, &kept, &[]);
    for (from, to) in [
        ("addressee: 各镇", "addressee: 各乡"),
        ("科技创新重点任务分解表", "重点任务分解表"),
        ("copied_to: 区委", "copied_to: 市委"),
        ("printed_by: 青山区人民政府办公室", "printed_by: 青山区政府办"),
        ("printed_on: 2026-03-02", "printed_on: 2026-03-03"),
    ] {
        change(&root, PLAN, from, to);
        build(&root, &kept, &[]);
    }
    build(&root, &clean, &[]);
    assert_eq!(files(&kept).get(PAGE), files(&clean).get(PAGE));
    assert!(text(&files(&kept), PAGE).contains("抄送：市委各部门"));
}

#[test]
fn a_sealed_plan_is_printed_as_it_was_when_it_was_sealed() {
    let (_folder, root) = site();
    let run = run(&root, &["archive", "2026", "--date", "2026-12-01"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    change(&root, "site.yaml", "red_head: document", "red_head: none");
    let page = text(&built(&root, &[]), PAGE);
    assert!(page.contains(OFFICIAL) && page.contains("imprint") && page.contains("class=\"seal\""), "{page}");
}
