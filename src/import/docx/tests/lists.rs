//! Automatic numbers, as Word shows them.

use super::support::{Parts, item};

fn level(place: u8, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

fn official(id: u8, more: &str) -> String {
    format!(
        r#"<w:abstractNum w:abstractNumId="{id}">{more}{}{}{}{}</w:abstractNum>"#,
        level(0, "japaneseCounting", "%1、", ""),
        level(1, "japaneseCounting", "（%2）", ""),
        level(2, "decimal", "%3.", ""),
        level(3, "decimal", "（%4）", "")
    )
}

fn labels(numbering: &str, items: &[(i64, u8)]) -> String {
    let body: String = items.iter().map(|(list, level)| item(*list, *level, "文")).collect();
    let document = Parts::body(&body).with("numbering", "numbering", numbering).dump();
    document.lines().map(|line| line.split(['[', ']']).nth(1).unwrap_or("-")).collect::<Vec<_>>().join(" ")
}

#[test]
fn levels_count_and_begin_anew_below_higher_ones() {
    let numbering = official(0, "") + r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let items = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 3), (1, 0), (1, 1), (1, 2)];
    assert_eq!(labels(&numbering, &items), "一、 （一） （二） 1. （1） （2） 二、 （一） 1.");
}

#[test]
fn instances_share_counters_unless_they_start_anew() {
    let numbering = official(0, "")
        + r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>"#;
    assert_eq!(labels(&numbering, &[(1, 0), (2, 0), (3, 0), (3, 0), (1, 0)]), "一、 二、 一、 二、 三、");
    assert_eq!(labels(&numbering, &[(4, 0), (4, 0)]), "V) VI)");
}

#[test]
fn legal_levels_restarts_and_none_are_kept() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}{}{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        level(0, "chineseCountingThousand", "第%1章", ""),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimal", "第%3条", r#"<w:lvlRestart w:val="0"/>"#),
        level(3, "none", "%4", "")
    );
    let items = [(1, 0), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2), (1, 3), (1, 1)];
    assert_eq!(labels(&numbering, &items), "第一章 第1条 第2条 第二章 2.1 第3条 - 2.2");
}

#[test]
fn lists_by_a_style_of_lists_take_its_levels() {
    let numbering = official(0, r#"<w:styleLink w:val="L"/>"#)
        + r#"<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="M"/></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>"#;
    assert_eq!(labels(&numbering, &[(1, 0), (1, 1), (2, 0), (9, 0), (0, 0)]), "一、 （一） - - -");
}

#[test]
fn bullets_of_symbol_faces_are_real_characters() {
    let bullet = |face: &str, sign: &str| {
        format!(
            r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/><w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
        )
    };
    assert_eq!(labels(&bullet("Symbol", "\u{F0B7}"), &[(1, 0)]), "•*");
    assert_eq!(labels(&bullet("Wingdings", "\u{F0D8}"), &[(1, 0)]), "➢*");
    assert_eq!(labels(&bullet("Wingdings", "l"), &[(1, 0)]), "●*");
    assert_eq!(labels(&bullet("Nobody", "\u{F0FF}"), &[(1, 0)]), "•*");
}

#[test]
fn styles_of_wps_with_numeric_ids_carry_levels_outlines_and_numbers() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        level(0, "japaneseCounting", "%1、", r#"<w:pStyle w:val="2"/>"#),
        level(1, "japaneseCounting", "（%2）", r#"<w:pStyle w:val="3"/>"#)
    );
    let style = |id: u8, name: &str, more: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}">{name}<w:basedOn w:val="1"/><w:pPr>{more}</w:pPr></w:style>"#
        )
    };
    let list = r#"<w:numPr><w:numId w:val="1"/></w:numPr>"#;
    let styles = format!(
        r#"<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>{}{}{}"#,
        style(2, r#"<w:name w:val="标题 1"/>"#, &format!(r#"{list}<w:outlineLvl w:val="0"/>"#)),
        style(3, "", &format!(r#"{list}<w:outlineLvl w:val="1"/>"#)),
        style(4, r#"<w:name w:val="正文缩进"/>"#, "")
    );
    let p = |id: u8, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{id}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let parts = Parts::body(
        &[p(2, "总体要求"), p(3, "目标"), p(3, "原则"), p(4, "正文"), p(2, "任务"), p(3, "工业"), p(9, "缺")]
            .concat(),
    )
    .with("numbering", "numbering", &numbering)
    .with("styles", "styles", &styles);
    assert_eq!(
        parts.dump(),
        "1 h1s [一、] 总体要求\n2 h2s [（一）] 目标\n3 h2s [（二）] 原则\n4 正文\n5 h1s [二、] 任务\n6 h2s [（一）] 工业\n7 缺\n"
    );
    let document = parts.read(crate::import::docx::TrackedChanges::Refuse).unwrap();
    let names: Vec<_> = document
        .blocks
        .iter()
        .map(|block| match block {
            crate::import::document::Block::Paragraph(one) => one.styles.join(">"),
            crate::import::document::Block::Table(_) => String::new(),
        })
        .collect();
    assert_eq!(
        names,
        ["标题 1>Normal", "3>Normal", "3>Normal", "正文缩进>Normal", "标题 1>Normal", "3>Normal", "Normal"]
    );
}
