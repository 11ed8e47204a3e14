//! Laws of proposals, on texts made of the pieces of plans.

use super::*;
use proptest::prelude::*;

/// A text without the links around figures.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](indicator:") {
        let (outside, words) = before.rsplit_once('[').unwrap();
        plain.push_str(outside);
        plain.push_str(words);
        rest = after.split_once(')').unwrap().1;
    }
    plain + rest
}

/// Texts made of the pieces that plans are made of, well put together or not.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "新增",
        "高新技术企业",
        "30家",
        "以上",
        "、",
        "，",
        "。",
        "\n\n",
        "分别",
        "达到",
        "增长",
        "8%",
        "左右",
        "和",
        "省、市、区级",
        "研发中心",
        "2家",
        "（",
        "）",
        "“",
        "”",
        "力争",
        "确保",
        "全年",
        "去年",
        "2027年",
        "6月底前",
        "占",
        "的",
        "50%",
        "其中",
        "由",
        "提高到",
        "**",
        "[",
        "](a.md)",
        "`",
        "|",
        "- ",
        "> ",
        "## ",
        "1.",
        "3—5家",
        "2.27:1",
        "翻一番",
        "前3位",
        "进入全市",
        "每",
        "亿元",
        "万",
        "十",
        "负",
        "各",
        "5G",
        "&nbsp;",
        "\\",
        "<b>",
        "[^1]",
        "为",
        "实施",
        "改造",
        "1 200个",
        "２０家",
        "$",
        "~~",
        "比上年",
        "不低于",
        "全省平均水平",
        "个百分点",
        "等",
        "https://a.cn",
        "\u{200b}",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn laws_of_proposals(body in any_text()) {
        let files = plan(&body);
        let read = propose(&files, 2026);
        let mut whole = files.clone();
        whole.extend(read.files.clone());
        let mut ids = BTreeSet::new();
        for own in &read.proposed {
            prop_assert!(ids.insert(own.id.clone()), "{} twice", own.id);
            prop_assert!(own.id.starts_with(|c: char| c.is_ascii_lowercase()));
        }
        for (name, bytes) in &whole {
            let body = |bytes: &[u8]| {
                let text = String::from_utf8(bytes.to_vec()).unwrap();
                text.splitn(3, "---\n").nth(2).unwrap().to_owned()
            };
            prop_assert_eq!(without_links(&body(bytes)), without_links(&body(&files[name])));
        }
        // What was proposed is not proposed again, and what was doubtful stays so.
        let again = propose(&whole, 2026);
        prop_assert!(again.proposed.is_empty() && again.files.is_empty(), "{:?} after {:?}", again.proposed, read.proposed);
    }

    #[test]
    fn any_characters_are_read(body in "[一二十百万亿家个%年月日，。、（）新增达到力争以上0-9\\[\\]*`|>#-]{0,60}|\\PC{0,60}") {
        propose(&plan(&body), 2026);
    }
}

#[test]
fn long_texts_take_time_in_proportion() {
    let sentence = "全年新增高新技术企业30家以上，技术合同成交额、研发投入分别增长8%、9%左右，完成投资5亿元";
    let time = |count: usize| {
        let body = sentence.repeat(count);
        let start = std::time::Instant::now();
        propose(&plan(&body), 2026);
        start.elapsed().as_secs_f64()
    };
    time(25);
    let (short, long) = (time(100), time(800));
    assert!(long < short * 24.0 + 0.5, "{short} s and {long} s");
}
