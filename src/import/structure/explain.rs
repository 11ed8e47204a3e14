//! Why each paragraph was taken for what it was, in words.

use super::{Ground, NumberFamily, Role, Ruling, Structure};
use crate::diagnostic::words::say;
use crate::diagnostic::{Language, Words};
use crate::import::document::ParagraphId;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One line for each paragraph that is not empty: its number, what it is, why, and its first words.
pub fn explain(
    structure: &Structure,
    beginnings: &BTreeMap<ParagraphId, String>,
    language: Language,
) -> String {
    let mut out = String::new();
    for (id, ruling) in structure.rulings.iter().filter(|(_, ruling)| ruling.role != Role::Empty) {
        let begins = beginnings.get(id).map_or("", String::as_str);
        let grounds: Vec<String> =
            ruling.grounds.iter().map(|ground| ground_words(ground).into_language(language)).collect();
        let role = role_words(ruling).into_language(language);
        let (open, close, comma) = match language {
            Language::English => (" (", ")", ", "),
            Language::Chinese => ("（", "）", "，"),
        };
        let why =
            if grounds.is_empty() { String::new() } else { format!("{open}{}{close}", grounds.join(comma)) };
        let _ = writeln!(out, "{:>4}  {role}{why}  {begins}", id.0);
    }
    out
}

fn role_words(ruling: &Ruling) -> Words {
    match &ruling.role {
        Role::Empty => say!("empty", "空"),
        Role::Title => say!("title", "标题（题名）"),
        Role::IssuerHead => say!("red head", "红头"),
        Role::DocumentNumber => say!("document number", "发文字号"),
        Role::Addressee => say!("addressee", "主送机关"),
        Role::Heading { level, run_in: None, .. } => say!("heading {level}", "{level}级标题"),
        Role::Heading { level, run_in: Some(_), .. } => {
            say!("heading {level}, with text in its line", "{level}级标题，后接正文")
        }
        Role::Text => say!("text", "正文"),
        Role::Item(_) => say!("item", "列表项"),
        Role::Caption => say!("caption", "图表标题"),
        Role::Contents => say!("contents", "目录"),
        Role::Attachments => say!("attachments", "附件说明"),
        Role::AttachmentMark => say!("begins an attachment", "附件标志"),
        Role::Signature => say!("signature", "署名"),
        Role::WrittenDate => say!("date of writing", "成文日期"),
        Role::Imprint => say!("imprint", "版记"),
        Role::Dress => say!("dress", "装饰"),
    }
}

fn ground_words(ground: &Ground) -> Words {
    match ground {
        Ground::Outline(level) => say!("outline level {level}", "大纲{level}级"),
        Ground::Style(name) => say!("style {name}", "样式“{name}”"),
        Ground::Series { family, members } => {
            say!("{} in a series of {}", "序号{}，同级共{}个", sample(*family), *members)
        }
        Ground::Look(look) => say!("looks: {look}", "字体“{look}”"),
        Ground::Centred => say!("centred", "居中"),
        Ground::Position => say!("its place", "所在位置"),
        Ground::Wording(words) => say!("its words: {words}", "文字“{words}”"),
    }
}

/// How a family's numbers are written.
fn sample(family: NumberFamily) -> &'static str {
    match family {
        NumberFamily::Part => "第一部分",
        NumberFamily::Chapter => "第一章",
        NumberFamily::Division => "第一节",
        NumberFamily::Article => "第一条",
        NumberFamily::Han => "一、",
        NumberFamily::HanInBrackets => "（一）",
        NumberFamily::Digit => "1.",
        NumberFamily::DigitInBrackets => "（1）",
        NumberFamily::Circled => "①",
        NumberFamily::Decimal(_) => "1.1",
        NumberFamily::HanIs => "一是",
        NumberFamily::Roman => "Ⅰ.",
        NumberFamily::Letter => "A.",
    }
}
