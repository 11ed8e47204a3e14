//! Bodies of plans and later versions of their documents.

use super::body::{BodyChange, merge};
use super::figures::KnownIndicators;

fn merged(own: &str, document: &str) -> (String, Vec<String>, Vec<String>) {
    let names = [("firms", "高新技术企业"), ("contracts", "技术合同成交额")].into();
    let merged = merge(own, document, &KnownIndicators { units: Vec::new(), names });
    let changes = merged.changes.iter().map(|change| match change {
        BodyChange::Added(text) => format!("+{text}"),
        BodyChange::Removed(text) => format!("-{text}"),
        BodyChange::Changed { old, new } => format!("{old} => {new}"),
    });
    let figures = merged
        .figures
        .iter()
        .map(|figure| format!("{}: {} => {}", figure.id, figure.old, figure.new.as_deref().unwrap_or("?")));
    (merged.text.clone(), changes.collect(), figures.collect())
}

#[test]
fn a_document_that_did_not_change_changes_nothing() {
    let own = "开头。\n\n## 壮大企业\n\n高新技术企业达到[12家以上](indicator:firms)。<!-- planpress: ignore x -->\n\n```indicators\nfirms\n```\n\n末段。\n";
    let document = "开头。\n\n## 壮大企业\n\n高新技术企业达到12家以上。\n\n末段。\n";
    assert_eq!(merged(own, document), (own.to_owned(), vec![], vec![]));
}

#[test]
fn figures_stay_bound_where_words_around_them_change() {
    let own = "年底前，高新技术企业达到[12家以上](indicator:firms)，技术合同[5亿元](indicator:contracts)。\n";
    let document = "到年底，全区高新技术企业总数达到15家以上，登记技术合同5亿元。\n";
    let (text, changes, figures) = merged(own, document);
    assert_eq!(
        text,
        "到年底，全区高新技术企业总数达到[15家以上](indicator:firms)，登记技术合同[5亿元](indicator:contracts)。\n"
    );
    assert_eq!(changes.len(), 1);
    assert_eq!(figures, ["firms: 12家以上 => 15家以上"]);
}

/// A figure follows what it counts, and never its place alone.
#[test]
fn figures_follow_what_they_count() {
    let own = "高新技术企业达到[12家](indicator:firms)，技术合同成交额达到[5亿元](indicator:contracts)。\n";
    for (document, expected, changed) in [
        // Their order is another.
        (
            "技术合同成交额达到6亿元，高新技术企业达到12家。\n",
            "技术合同成交额达到[6亿元](indicator:contracts)，高新技术企业达到[12家](indicator:firms)。\n",
            vec!["contracts: 5亿元 => 6亿元"],
        ),
        // Another thing stands in the place, even with the same number.
        (
            "雏鹰企业达到12家，技术合同成交额达到5亿元。\n",
            "雏鹰企业达到12家，技术合同成交额达到[5亿元](indicator:contracts)。\n",
            vec!["firms: 12家 => ?"],
        ),
        // What is new in the sentence is not the same as what it is new of.
        (
            "新增高新技术企业12家，技术合同成交额达到5亿元。\n",
            "新增高新技术企业12家，技术合同成交额达到[5亿元](indicator:contracts)。\n",
            vec!["firms: 12家 => ?"],
        ),
        // A change is no level.
        (
            "高新技术企业达到12家，技术合同成交额增长5%。\n",
            "高新技术企业达到[12家](indicator:firms)，技术合同成交额增长5%。\n",
            vec!["contracts: 5亿元 => ?"],
        ),
        // A figure before it is a new one.
        (
            "科技型中小企业达到80家，高新技术企业达到15家，技术合同成交额达到5亿元。\n",
            "科技型中小企业达到80家，高新技术企业达到[15家](indicator:firms)，技术合同成交额达到[5亿元](indicator:contracts)。\n",
            vec!["firms: 12家 => 15家"],
        ),
    ] {
        let (text, _, figures) = merged(own, document);
        assert_eq!((text.as_str(), figures), (expected, changed.into_iter().map(str::to_owned).collect()));
    }
}

#[test]
fn what_is_new_comes_in_and_what_is_gone_goes() {
    let own = "第一段。\n\n要删去的一段，培训[300人次](indicator:training)。\n\n第三段。\n";
    let document = "第一段。\n\n第三段。\n\n新增的第四段。\n";
    assert_eq!(
        merged(own, document),
        (
            "第一段。\n\n第三段。\n\n新增的第四段。\n".to_owned(),
            vec!["-要删去的一段，培训300人次。".to_owned(), "+新增的第四段。".to_owned()],
            vec!["training: 300人次 => ?".to_owned()],
        )
    );
}

#[test]
fn values_other_than_the_target_keep_what_they_are() {
    let own = "去年完成[38家](indicator:2025/firms#actual)，今年力争[45家](indicator:firms)。\n";
    let document = "2025年完成38家，今年力争45家。\n";
    let (text, _, figures) = merged(own, document);
    assert_eq!(text, "2025年完成[38家](indicator:2025/firms#actual)，今年力争[45家](indicator:firms)。\n");
    assert!(figures.is_empty());
}

#[test]
fn a_heading_is_not_taken_for_a_paragraph() {
    let own = "## 培育企业\n\n正文一。\n";
    let document = "### 培育企业\n\n正文一。\n";
    assert_eq!(merged(own, document).0, document);
}

mod whole {
    use crate::import::update::{BodyChange, FileChange, update};
    use std::collections::BTreeMap;

    fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    const INDEX: &str = "---\nkind: plan\ntitle: 工作要点\nyear: 2026\nstatus: draft # 草稿\n---\n\n引言。\n";
    const FIRMS: &str = "---\ntitle: 壮大企业\nlead: 高新科\nindicators:\n  # 核对过\n  - id: firms\n    name: 高新技术企业\n    unit: 家\n    target: 12家以上\n    level: 省\ntasks:\n  - {id: base, name: 建立培育库, lead: 高新科}\n---\n\n高新技术企业达到[12家以上](indicator:firms)。\n\n末段。\n";

    #[test]
    fn what_is_the_same_is_left_alone() {
        let own = texts(&[("_index.md", INDEX), ("01-firms.md", FIRMS)]);
        let document = texts(&[
            ("_index.md", "---\nkind: plan\ntitle: 工作要点\nyear: 2026\nstatus: draft\n---\n\n引言。\n"),
            ("01-zhuangda.md", "---\ntitle: 壮大企业\n---\n\n高新技术企业达到12家以上。\n\n末段。\n"),
        ]);
        let done = update(&own, &document).unwrap();
        assert_eq!(done.texts, texts(&[]));
        assert!(done.remarks.is_empty() && done.targets.is_empty());
        assert!(done.files.iter().all(|file| file.kind == FileChange::Kept && file.changes.is_empty()));
    }

    #[test]
    fn a_target_that_changed_is_proposed_anew_and_all_else_stays() {
        let own = texts(&[("_index.md", INDEX), ("01-firms.md", FIRMS)]);
        let document = texts(&[
            ("_index.md", INDEX),
            (
                "01-zhuangda.md",
                "---\ntitle: 发展壮大企业\ntasks:\n  - {id: x, name: 建立培育库, lead: 企业科}\n  - {id: base, name: 开展培训, lead: 企业科}\n---\n\n全区高新技术企业达到15家以上。\n\n末段。\n",
            ),
            ("02-parks.md", "---\ntitle: 建强园区\n---\n\n新段落。\n"),
        ]);
        let done = update(&own, &document).unwrap();
        assert_eq!(
            done.texts["01-firms.md"],
            "---\ntitle: 发展壮大企业\nlead: 高新科\nindicators:\n  # 核对过\n  - id: firms\n    name: 高新技术企业\n    unit: 家\n    target: 15家以上\n    proposed: true\n    level: 省\ntasks:\n  - {id: base, name: 建立培育库, lead: 企业科}\n  - {id: base-2, name: 开展培训, lead: 企业科}\n---\n\n全区高新技术企业达到[15家以上](indicator:firms)。\n\n末段。\n"
        );
        assert_eq!(done.texts["02-parks.md"], document["02-parks.md"]);
        assert_eq!(done.texts.len(), 2);
        assert_eq!((done.targets[0].old.as_str(), done.targets[0].new.as_str()), ("12家以上", "15家以上"));
        assert_eq!(done.files[1].old_title.as_deref(), Some("壮大企业"));
        let entries: Vec<_> = done.entries.iter().map(|own| (own.id.as_str(), own.value.clone())).collect();
        let lead = ("lead", "高新科".to_owned(), "企业科".to_owned());
        assert_eq!(entries, [("base", Some(lead)), ("base-2", None)]);
        assert_eq!(done.files[2].kind, FileChange::New);
        assert_eq!(done.files[2].changes, [BodyChange::Added("新段落。".to_owned())]);
    }

    /// Numbers of tables are numbers in YAML, with and without a point.
    #[test]
    fn numbers_of_tables_follow() {
        let list = |target: &str, baseline: &str, more: &str| {
            format!(
                "---\ntitle: 指标\nindicators:\n  - id: rate\n    name: 研发投入强度\n    unit: \"%\"\n    target: {target}\n    \
                 baseline: {{value: {baseline}, date: 2025-12-31}}\n{more}---\n\n```indicators\nrate\n```\n"
            )
        };
        let more = "  - id: share\n    name: 转化率\n    unit: \"%\"\n    target: 63.5\n    baseline: {value: 60.1, date: 2025-12-31}\n    proposed: true\n";
        let own = texts(&[("_index.md", INDEX), ("01-a.md", &list("3.2", "3.0", ""))]);
        let document = texts(&[("_index.md", INDEX), ("01-a.md", &list("3.5", "3.1", more))]);
        let done = update(&own, &document).unwrap();
        assert_eq!(
            done.texts["01-a.md"],
            "---\ntitle: 指标\nindicators:\n  - id: rate\n    name: 研发投入强度\n    unit: \"%\"\n    target: 3.5\n    proposed: true\n    \
             baseline: {value: 3.1, date: 2025-12-31}\n  - id: share\n    name: 转化率\n    unit: \"%\"\n    target: 63.5\n    \
             baseline: {value: 60.1, date: 2025-12-31}\n    proposed: true\n---\n\n```indicators\nrate\n```\n"
        );
        assert_eq!((done.targets[0].old.as_str(), done.targets[0].new.as_str()), ("3.2", "3.5"));
        assert_eq!(done.entries.len(), 2);
    }

    #[test]
    fn a_section_that_comes_between_two_gets_its_place_and_one_that_is_gone_stays() {
        let section = |title: &str| format!("---\ntitle: {title}\n---\n\n正文。\n");
        let (one, two, three) = (section("第一部分企业"), section("第二部分园区"), section("第三部分人才"));
        let own = texts(&[("_index.md", INDEX), ("01-a.md", &one), ("02-b.md", &two), ("03-c.md", &three)]);
        let new = section("营商环境");
        let document =
            texts(&[("_index.md", INDEX), ("01-a.md", &one), ("02-x.md", &new), ("03-b.md", &two)]);
        let done = update(&own, &document).unwrap();
        let kinds: Vec<_> = done.files.iter().map(|file| (file.file.as_str(), file.kind)).collect();
        assert_eq!(
            kinds,
            [
                ("_index.md", FileChange::Kept),
                ("01-a.md", FileChange::Kept),
                ("02-x.md", FileChange::New),
                ("02-b.md", FileChange::Kept),
                ("03-c.md", FileChange::Gone),
            ]
        );
        // 02-x comes before 02-b, which moves on; so does what stood behind it.
        assert!(done.texts["02-b.md"].contains("order: 3\n"), "{}", done.texts["02-b.md"]);
        assert!(done.texts["03-c.md"].contains("order: 4\n"));
        assert_eq!(done.texts["02-x.md"], new);
    }
}
