//! Bodies of plans and later versions of their documents.

use super::body::{BodyChange, merge};

fn merged(own: &str, document: &str) -> (String, Vec<String>, Vec<String>) {
    let merged = merge(own, document, &[]);
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
