//! Text, links, fields, changes, tables, notes: what each becomes.

use super::support::{Parts, dump, plain};
use crate::import::docx::{ReadFault, TrackedChanges};

#[test]
fn lines_hold_tabs_breaks_symbols_and_blanks_as_shown() {
    let body = r#"<w:p><w:r><w:t> a </w:t><w:tab/><w:t xml:space="preserve"> b</w:t><w:br/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F001"/><w:t>&amp;&#x4E00;</w:t></w:r></w:p>"#;
    assert_eq!(Parts::body(body).dump(), "1 a→ b↵\u{2011}☑&一\nlost Other at Some(1): \u{F001}\n");
}

#[test]
fn page_breaks_are_told_of_the_paragraph_that_follows() {
    let body = [
        plain("前"),
        r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#.into(),
        plain("后"),
        r#"<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>新</w:t><w:br w:type="page"/></w:r></w:p>"#
            .into(),
        plain("末"),
    ];
    assert_eq!(Parts::body(&body.concat()).dump(), "1 前\n2 page \n3 page 后\n4 page 新\n5 page 末\n");
}

#[test]
fn fields_show_results_and_never_instructions() {
    let field = |instruction: &str, result: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let nested = field(" IF ", &[run("是"), field(" PAGE ", &run("3")), run("页")].concat());
    let link = field(r#" HYPERLINK "https://example.org/" "#, &run("网站"));
    let simple = r#"<w:fldSimple w:instr=" DATE "><w:r><w:t>今</w:t></w:r></w:fldSimple>"#;
    let circle = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \o\ac(○,3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let broken = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>仍在</w:t></w:r>"#;
    let body = format!("<w:p>{nested}{link}{simple}{circle}</w:p><w:p>{broken}</w:p>{}", plain("后"));
    assert_eq!(
        Parts::body(&body).dump(),
        "1 是3页<网站 https://example.org/>今③\n2 仍在\n3 后\nlost Equation at Some(1): \n"
    );
}

#[test]
fn tables_of_contents_are_told_by_field_control_and_style() {
    let body = format!(
        r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:hyperlink w:anchor="_Toc1"><w:r><w:t>一、</w:t><w:tab/><w:t>1</w:t></w:r></w:hyperlink></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>{}"#,
        plain("目录"),
        plain("正文")
    );
    assert_eq!(
        Parts::body(&body).dump(),
        "1 toc 目录\n2 toc <一、 #_Toc1><→ #_Toc1><1 #_Toc1>\n3 toc \n4 正文\n"
    );
}

#[test]
fn links_lead_outside_and_within() {
    let body = r#"<w:p><w:hyperlink r:id="outside1"><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:hyperlink w:anchor="x"><w:r><w:t>乙</w:t></w:r></w:hyperlink><w:hyperlink r:id="gone"><w:r><w:t>丙</w:t></w:r></w:hyperlink></w:p>"#;
    assert_eq!(
        Parts::body(body).outside("https://example.org/").dump(),
        "1 <甲 https://example.org/><乙 #x>丙\n"
    );
}

fn changed() -> Parts {
    let who = r#"w:author="张" w:date="2026-01-01T00:00:00Z""#;
    Parts::body(&format!(
        r#"<w:p><w:pPr><w:rPr><w:del w:id="1" {who}/></w:rPr></w:pPr><w:r><w:t>新增</w:t></w:r><w:ins w:id="2" {who}><w:r><w:t>12</w:t></w:r></w:ins><w:del w:id="3" {who}><w:r><w:delText>10</w:delText></w:r></w:del></w:p><w:p><w:r><w:t>家</w:t></w:r><w:r><w:rPr><w:b/><w:rPrChange w:id="4" {who}><w:rPr/></w:rPrChange></w:rPr><w:t>。</w:t></w:r></w:p><w:tbl><w:tr><w:trPr><w:del w:id="5" {who}/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:trPr><w:ins w:id="6" {who}/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>"#,
        plain("旧行"),
        plain("新行")
    ))
}

#[test]
fn tracked_changes_are_counted_accepted_and_rejected() {
    assert_eq!(changed().read(TrackedChanges::Refuse), Err(ReadFault::TrackedChanges(6)));
    assert_eq!(
        dump(&changed().read(TrackedChanges::Accept).unwrap()),
        "1 新增12家*。\ntable of 1\n row\n  0+1x1\n   3 新行\nlost Deleted at Some(1): 10\nlost Deleted at Some(2): 旧行\n"
    );
    assert_eq!(
        dump(&changed().read(TrackedChanges::Reject).unwrap()),
        "1 新增10\n2 家。\ntable of 1\n row\n  0+1x1\n   3 旧行\nlost Inserted at Some(1): 12\nlost Inserted at Some(4): 新行\n"
    );
}

#[test]
fn hidden_text_is_lost_and_said() {
    let styles = r#"<w:style w:type="character" w:styleId="h"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>"#;
    let body = format!(
        r#"<w:p><w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>隐</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>整段</w:t></w:r></w:p>{}"#,
        plain("后")
    );
    assert_eq!(
        Parts::body(&body).with("styles", "styles", styles).dump(),
        "1 见\n3 后\nlost Hidden at Some(1): 密隐\nlost Hidden at Some(2): 整段\n"
    );
}

#[test]
fn merged_cells_keep_their_columns() {
    let cell = |props: &str, text: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", plain(text));
    let body = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>",
        cell(r#"<w:gridSpan w:val="2"/>"#, "任务"),
        cell("", "时限"),
        cell(r#"<w:vMerge w:val="restart"/>"#, "工业"),
        cell("", "一"),
        cell("", "6月"),
        cell("<w:vMerge/>", "盖住"),
        cell("", "二"),
        cell("", "12月"),
        cell("", "三"),
        cell("<w:vMerge/>", "独"),
    );
    assert_eq!(
        Parts::body(&body).dump(),
        "table of 3\n row head\n  0+2x1\n   1 任务\n  2+1x1\n   2 时限\n row\n  0+1x2\n   3 工业\n  1+1x1\n   4 一\n  2+1x1\n   5 6月\n row\n  1+1x1\n   7 二\n  2+1x1\n   8 12月\n row\n  1+1x1\n   9 三\n  2+1x1\n   10 独\nlost CoveredCell at Some(6): 盖住\n"
    );
}

#[test]
fn text_boxes_follow_their_paragraph_once() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", plain("云河区人民政府文件"));
    let body = format!(
        r#"<w:p><w:r><w:t>甲</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>乙</w:t></w:r></w:p><w:p><w:r><w:pict><v:rect><v:textbox>{content}</v:textbox></v:rect></w:pict></w:r></w:p>"#
    );
    assert_eq!(
        Parts::body(&body).dump(),
        "1 甲乙\n2 frame 云河区人民政府文件\n3 \n4 frame 云河区人民政府文件\n"
    );
}

#[test]
fn pictures_notes_comments_and_running_texts_have_their_places() {
    let body = r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="地图"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="image"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:drawing><a:blip r:embed="emf"/></w:drawing></w:r><w:r><w:object><v:shape><v:imagedata r:id="emf"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p><w:sectPr><w:footerReference w:type="default" r:id="footer"/></w:sectPr>"#;
    let parts = Parts::body(body)
        .with("footnotes", "footnotes", &format!(r#"<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{}</w:footnote><w:footnote w:id="3">{}</w:footnote>"#, plain("注"), plain("未引")))
        .with("comments", "comments", &format!(r#"<w:comment w:id="0" w:author="李">{}{}</w:comment>"#, plain("请核"), plain("数字")))
        .with("footer", "ftr", r#"<w:p><w:r><w:t>—</w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>"#)
        .relate("image", "media/image1.png")
        .relate("emf", "media/image2.emf")
        .with_bytes("word/media/image1.png", b"\x89PNG\r\n\x1a\n")
        .with_bytes("word/media/image2.emf", b"\x01\0\0\0");
    assert_eq!(
        parts.dump(),
        "1 文{note 0}{picture 0}\nFootnote:\n  2 注\nFooter:\n  3 —1\npicture image1.png Some(\"地图\")\ncomment Some(\"李\") at Some(1): 请核\n数字\nlost Picture at Some(1): image2.emf\nlost Object at Some(1): Excel.Sheet.12\n"
    );
}

#[test]
fn equations_are_read_in_a_line() {
    let body = r#"<w:p><w:r><w:t>率=</w:t></w:r><m:oMath><m:f><m:fPr><m:ctrlPr/></m:fPr><m:num><m:r><m:t>甲</m:t></m:r></m:num><m:den><m:r><m:t>乙</m:t></m:r></m:den></m:f><m:r><m:t>×100%</m:t></m:r></m:oMath><w:r><w:t>。</w:t></w:r></w:p>"#;
    assert_eq!(Parts::body(body).dump(), "1 率=甲/乙×100%。\nlost Equation at Some(1): \n");
}

#[test]
fn faces_sizes_and_weights_come_from_all_that_speaks_of_them() {
    let styles = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia" w:asciiTheme="minorHAnsi"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="p"><w:name w:val="甲"/><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="character" w:styleId="c"><w:name w:val="乙"/><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr></w:style>"#;
    let theme = r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:fontScheme><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="宋体"/></a:minorFont></a:fontScheme></a:theme>"#;
    let run = |props: &str| format!("<w:r><w:rPr>{props}</w:rPr><w:t>文</w:t></w:r>");
    let body = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="p"/><w:jc w:val="center"/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>{}{}{}</w:p><w:p>{}{}</w:p>"#,
        run(""),
        run(r#"<w:rStyle w:val="c"/>"#),
        run(
            r#"<w:rFonts w:eastAsia="楷体" w:eastAsiaTheme="minorEastAsia"/><w:b w:val="0"/><w:sz w:val="44"/><w:color w:val="auto"/>"#
        ),
        run(""),
        run(r#"<w:rFonts w:eastAsia="仿宋_GB2312"/><w:vertAlign w:val="superscript"/>"#),
    );
    let parts = Parts::body(&body)
        .with("styles", "styles", styles)
        .relate("theme", "theme/theme1.xml")
        .with_bytes("word/theme/theme1.xml", theme.as_bytes());
    let document = parts.read(TrackedChanges::Refuse).unwrap();
    let looks: Vec<String> = document
        .blocks
        .iter()
        .flat_map(|block| match block {
            crate::import::document::Block::Paragraph(one) => one.runs.clone(),
            crate::import::document::Block::Table(_) => Vec::new(),
        })
        .map(|run| {
            let look = run.look;
            format!(
                "{} {:?} {} {:?} {:?}",
                look.face.unwrap_or_default(),
                look.size,
                look.bold,
                look.colour,
                look.position
            )
        })
        .collect();
    assert_eq!(
        looks,
        [
            "黑体 Some(32) true None Line",
            "黑体 Some(32) false Some([255, 0, 0]) Line",
            "宋体 Some(44) false None Line",
            "宋体 Some(21) false None Line",
            "仿宋_GB2312 Some(21) false None Raised",
        ]
    );
    match &document.blocks[0] {
        crate::import::document::Block::Paragraph(one) => {
            assert_eq!(
                (one.first_indent, one.alignment),
                (Some(200), crate::import::document::Alignment::Centre)
            );
        }
        crate::import::document::Block::Table(_) => panic!("a paragraph is a table"),
    }
}
