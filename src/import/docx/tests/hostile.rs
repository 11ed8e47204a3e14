//! Files that were made to do harm, and damaged ones: a word or a document, never a panic.

use super::support::{Parts, SPACES, item, plain};
use crate::diagnostic::Language;
use crate::import::docx::{ReadFault, TrackedChanges, read};

fn refusal(bytes: &[u8]) -> String {
    match read(bytes, TrackedChanges::Accept) {
        Err(ReadFault::Unreadable(words)) => words.text(Language::English).to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_kind_of_file_that_is_none_has_its_word() {
    let compound = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let other = |name: &str| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.finish().unwrap().into_inner()
    };
    for (bytes, word) in [
        (Vec::new(), "empty"),
        (compound("EncryptedPackage"), "password"),
        (compound("WordDocument"), "older format"),
        (compound("Workbook"), "spreadsheet"),
        (b"<html>".to_vec(), "no Word document"),
        (b"PK\x03\x04".to_vec(), "damaged"),
        (other("xl/workbook.xml"), "spreadsheet"),
        (other("ppt/presentation.xml"), "presentation"),
        (other("readme.txt"), "without a Word document"),
    ] {
        let told = refusal(&bytes);
        assert!(told.contains(word), "{told}");
    }
}

#[test]
fn bombs_entities_and_cut_off_parts_are_refused() {
    let big = vec![b' '; 100 << 20];
    assert!(refusal(&Parts::default().with_bytes("word/document.xml", &big).zip()).contains("far more"));
    let entity = format!(
        r#"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {SPACES}><w:body/></w:document>"#
    );
    assert!(
        refusal(&Parts::default().with_bytes("word/document.xml", entity.as_bytes()).zip())
            .contains("entities")
    );
    let used =
        format!("<w:document {SPACES}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>");
    assert!(
        refusal(&Parts::default().with_bytes("word/document.xml", used.as_bytes()).zip())
            .contains("entities")
    );
    let cut = format!("<w:document {SPACES}><w:body><w:p><w:r><w:t>文");
    assert!(
        refusal(&Parts::default().with_bytes("word/document.xml", cut.as_bytes()).zip()).contains("damaged")
    );
}

#[test]
fn tables_ten_thousand_deep_keep_their_text() {
    let depth = 10_000;
    let open = "<w:tbl><w:tr><w:tc>".repeat(depth);
    let close = "</w:tc></w:tr></w:tbl>".repeat(depth);
    let body = format!("{open}{}{close}", plain("底"));
    let dump = Parts::body(&body).dump();
    assert!(dump.contains("1 底\n"), "{dump}");
    let wrapped = format!(
        "{}{}{}",
        "<w:sdt><w:sdtContent>".repeat(depth),
        plain("底"),
        "</w:sdtContent></w:sdt>".repeat(depth)
    );
    assert_eq!(Parts::body(&wrapped).dump(), "1 底\n");
    let boxes = format!(
        "{}{}{}",
        "<w:p><w:r><w:pict><w:txbxContent>".repeat(depth),
        plain("底"),
        "</w:txbxContent></w:pict></w:r></w:p>".repeat(depth)
    );
    assert!(Parts::body(&boxes).dump().contains("frame 底\n"));
    let math = format!(
        "<w:p><m:oMath>{}<m:t>底</m:t>{}</m:oMath></w:p>",
        "<m:f><m:num>".repeat(depth),
        "</m:num></m:f>".repeat(depth)
    );
    assert!(Parts::body(&math).dump().contains('底'));
}

#[test]
fn rings_of_styles_and_lists_end() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style><w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let body = format!(r#"<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>{}"#, item(1, 0, "文"));
    let dump =
        Parts::body(&body).with("styles", "styles", styles).with("numbering", "numbering", numbering).dump();
    assert_eq!(dump, "1 \n2 文\n");
}

#[test]
fn damaged_files_give_a_word_or_a_document() {
    let whole = Parts::body(&[item(1, 0, "甲"), plain("乙"), "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>".into()].concat())
        .with("styles", "styles", r#"<w:style w:type="paragraph" w:styleId="a"><w:name w:val="标题 1"/></w:style>"#)
        .with("numbering", "numbering", r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#);
    let zip = whole.zip();
    let mut seed = 0x2026_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for _ in 0..2_000 {
        let mut bytes = zip.clone();
        for _ in 0..=random(4) {
            let place = random(bytes.len());
            bytes[place] = u8::try_from(random(256)).unwrap();
        }
        if random(5) == 0 {
            bytes.truncate(random(bytes.len()));
        }
        let _ = read(&bytes, TrackedChanges::Accept);
    }
    // The same in the text itself, which the zip's sums would hide.
    let body = changed_body();
    for _ in 0..3_000 {
        let mut text = body.clone().into_bytes();
        for _ in 0..=random(3) {
            let place = random(text.len());
            match random(3) {
                0 => text[place] = b"<>/\"& wpt"[random(9)],
                1 => drop(text.drain(place..(place + random(30)).min(text.len()))),
                _ => {
                    let from = random(text.len());
                    let part = text[from..(from + random(60)).min(text.len())].to_vec();
                    text.splice(place..place, part);
                }
            }
        }
        let document = String::from_utf8_lossy(&text).into_owned();
        let _ = Parts::default()
            .with_bytes("word/document.xml", document.as_bytes())
            .read(TrackedChanges::Reject);
    }
}

fn changed_body() -> String {
    format!(
        r#"<w:document {SPACES}><w:body>{}<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>文</w:t></w:r></w:ins><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p><w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc></w:tr></w:tbl></w:body></w:document>"#,
        item(1, 0, "甲"),
        plain("框"),
        plain("格")
    )
}
