//! The units that a text names: 水务局、住建局、财政局 is three.
//!
//! Takes the text of `lead`, `partners` or `units`; gives the names in it, in order and each once. Marks of a list part
//! names wherever they stand outside of brackets, unless what stands before the mark cannot be a name while what follows
//! can: 文化、体育和旅游局 is one bureau. The words 和, 与 and 及 and a blank part only what reads as a unit's name on
//! both sides: 发展和改革局 is one bureau, 水务局和住建局 is two.

use crate::bug::slice;
use std::ops::Range;

/// Marks that part the entries of a list.
const MARKS: [char; 8] = ['、', '，', ',', '；', ';', '/', '／', '\n'];

/// Words that join the last two entries of a list, the longer first.
const JOINERS: [&str; 6] = ["以及", "和", "与", "及", " ", "\u{3000}"];

/// What the names of units end in.
#[rustfmt::skip]
const ENDINGS: [&str; 52] = [
    "局", "委", "办", "中心", "街道", "镇", "乡", "镇街", "公司", "院", "所", "厅", "部", "处", "科", "站", "队", "会", "集团",
    "室", "组", "署", "馆", "园", "台", "社", "厂", "行", "校", "学", "库", "办公厅", "政府", "区", "县", "市", "州", "省", "村",
    "联", "协", "部门", "单位", "企业", "基地", "平台", "法庭", "联盟", "党校", "基金", "各方", "机构",
];

/// Names that are short or end in something else.
const NAMES: [&str; 22] = [
    "人大",
    "政协",
    "团委",
    "妇联",
    "工会",
    "侨联",
    "科协",
    "文联",
    "残联",
    "法院",
    "公安",
    "编办",
    "党办",
    "政办",
    "纪委",
    "区委",
    "市委",
    "县委",
    "省委",
    "人武部",
    "红十字会",
    "工商联",
];

/// Words that end as names of units do and are none: what follows them belongs to the same name.
const WORDS: [&str; 10] = ["社会", "干部", "学科", "机会", "场所", "大学", "中小学", "企业", "城市", "部队"];

/// The same in English: a word that only the name of a unit has.
const ENGLISH: [&str; 24] = [
    "administration",
    "agency",
    "association",
    "authority",
    "board",
    "bureau",
    "center",
    "centre",
    "commission",
    "committee",
    "company",
    "council",
    "department",
    "division",
    "government",
    "group",
    "hospital",
    "institute",
    "ltd",
    "ministry",
    "office",
    "station",
    "team",
    "university",
];

/// The units that a text names.
pub fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for entry in entries(text) {
        for name in joined(slice(text, entry)) {
            if !units.iter().any(|unit| unit == name) {
                units.push(name.to_owned());
            }
        }
    }
    units
}

/// Whether a name that [`units`] gave reads as if it were several, or as if it left some out: 市、区水务局; 水务局等部门.
pub fn is_unclear(name: &str) -> bool {
    let open_list = ["等", "等部门", "等单位", "等有关部门", "等相关部门", "等有关单位", "等相关单位"];
    let lists = outer(name).any(|(_, c)| matches!(c, '、' | '，' | '；'));
    lists || open_list.iter().any(|end| name.ends_with(end))
}

/// The entries between marks; what cannot be a name by itself is taken together with what follows.
fn entries(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let marks = outer(text).filter(|(_, c)| MARKS.contains(c)).map(|(at, c)| at..at + c.len_utf8());
    for mark in marks.chain(std::iter::once(text.len()..text.len())) {
        let piece = slice(text, start..mark.start);
        let from = start + (piece.len() - piece.trim_start().len());
        if !piece.trim().is_empty() {
            pieces.push(from..from + piece.trim().len());
        }
        start = mark.end;
    }
    let is_name = |piece: &Range<usize>| is_name(slice(text, piece.clone()));
    let last_name = pieces.iter().rposition(is_name);
    let mut entries: Vec<Range<usize>> = Vec::new();
    let mut begun: Option<usize> = None;
    for (index, piece) in pieces.iter().enumerate() {
        let start = begun.take().unwrap_or(piece.start);
        if let Some(last) = last_name.filter(|_| !is_name(piece)) {
            if index < last {
                begun = Some(start);
                continue;
            }
            // Department of Culture, Media and Sport.
            if let Some(before) = entries.last_mut().filter(|_| slice(text, piece.clone()).is_ascii()) {
                before.end = piece.end;
                continue;
            }
        }
        entries.push(start..piece.end);
    }
    entries
}

/// The names in an entry, parted where a joining word stands between two names.
fn joined(entry: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut start, mut next) = (0, 0);
    for (at, _) in outer(entry).filter(|(_, c)| !c.is_ascii_alphanumeric()) {
        if at < next {
            continue;
        }
        let Some(joiner) = JOINERS.iter().find(|joiner| slice(entry, at..).starts_with(**joiner)) else {
            continue;
        };
        let (before, after) = (slice(entry, start..at).trim(), slice(entry, at + joiner.len()..).trim());
        if can_end(before) && is_chinese_name(after) && !after.starts_with('其') {
            names.push(before);
            start = at + joiner.len();
        }
        next = at + joiner.len();
    }
    names.push(slice(entry, start..).trim());
    names
}

/// Whether a text reads as the name of a unit.
fn is_name(text: &str) -> bool {
    if text.is_ascii() {
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        return words.any(|word| ENGLISH.iter().any(|own| word.eq_ignore_ascii_case(own)));
    }
    is_chinese_name(text)
}

fn is_chinese_name(text: &str) -> bool {
    let bare = without_brackets(text);
    let long = bare.chars().count() > 1;
    NAMES.contains(&bare)
        || (long && (bare.starts_with('各') || ENDINGS.iter().any(|end| bare.ends_with(end))))
}

/// Whether a name may end here, with a joining word behind it: not in 社会 of 社会和经济发展局.
fn can_end(text: &str) -> bool {
    let bare = without_brackets(text);
    let long = bare.chars().count() > 2 || bare.starts_with('各');
    NAMES.contains(&bare) || (long && is_chinese_name(bare) && !WORDS.iter().any(|word| bare.ends_with(word)))
}

/// A text without the bracket at its end: 教育局 of 教育局（体育局）.
fn without_brackets(text: &str) -> &str {
    let end = outer(text).filter(|(_, c)| !closes(*c)).last().map_or(0, |(at, c)| at + c.len_utf8());
    let bare = slice(text, ..end);
    bare.trim_end_matches(opens).trim()
}

/// The characters of a text that stand in no bracket; one that is never closed reaches to the end.
fn outer(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut depth = 0_usize;
    text.char_indices().filter(move |(_, c)| {
        let is_outer = depth == 0;
        if opens(*c) {
            depth += 1;
        } else if closes(*c) {
            depth = depth.saturating_sub(1);
        }
        is_outer
    })
}

const fn opens(c: char) -> bool {
    matches!(c, '（' | '(' | '【' | '［' | '[' | '〔' | '《' | '“')
}

const fn closes(c: char) -> bool {
    matches!(c, '）' | ')' | '】' | '］' | ']' | '〕' | '》' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_the_units_that_a_reader_sees_in_it() {
        for (text, names) in [
            ("水务局", &["水务局"][..]),
            ("水务局、住建局、财政局", &["水务局", "住建局", "财政局"]),
            ("水务局，住建局,财政局；区委办;团委", &["水务局", "住建局", "财政局", "区委办", "团委"]),
            ("科技局/知识产权局", &["科技局", "知识产权局"]),
            (" 水务局 、 住建局 、", &["水务局", "住建局"]),
            ("水务局、水务局", &["水务局"]),
            ("水务局 住建局", &["水务局", "住建局"]),
            ("水务局和住建局", &["水务局", "住建局"]),
            ("水务局、住建局和财政局", &["水务局", "住建局", "财政局"]),
            ("水务局、住建局以及财政局", &["水务局", "住建局", "财政局"]),
            ("水务局与各镇街", &["水务局", "各镇街"]),
            ("团委和妇联", &["团委", "妇联"]),
            ("区委办和政府办", &["区委办", "政府办"]),
            // Names with 和 in them.
            ("发展和改革局", &["发展和改革局"]),
            ("发展和改革局、卫生和健康委", &["发展和改革局", "卫生和健康委"]),
            ("住房和城乡建设局和水务局", &["住房和城乡建设局", "水务局"]),
            ("水务局和住房和城乡建设局", &["水务局", "住房和城乡建设局"]),
            ("工业和信息化局", &["工业和信息化局"]),
            ("人力资源和社会保障局", &["人力资源和社会保障局"]),
            ("文化和旅游局", &["文化和旅游局"]),
            ("规划和自然资源局", &["规划和自然资源局"]),
            ("社会和经济发展局", &["社会和经济发展局"]),
            ("市场监督管理局和财政局", &["市场监督管理局", "财政局"]),
            ("水务局及其下属单位", &["水务局及其下属单位"]),
            // In brackets nothing is parted.
            ("教育局（体育局、文旅局）", &["教育局（体育局、文旅局）"]),
            ("教育局（体育局、文旅局）、水务局", &["教育局（体育局、文旅局）", "水务局"]),
            ("教育局（体育局）和水务局", &["教育局（体育局）", "水务局"]),
            ("教育局（体育局、文旅局", &["教育局（体育局、文旅局"]),
            // What is no name by itself belongs to what follows.
            ("文化、体育和旅游局", &["文化、体育和旅游局"]),
            ("市、区水务局", &["市、区水务局"]),
            ("水务局、文化、体育和旅游局", &["水务局", "文化、体育和旅游局"]),
            ("水务局、张三", &["水务局", "张三"]),
            ("张三、李四", &["张三", "李四"]),
            ("Water Bureau, Housing Bureau", &["Water Bureau", "Housing Bureau"]),
            ("Department of Culture, Media and Sport", &["Department of Culture, Media and Sport"]),
            ("A Works Co., Ltd.", &["A Works Co., Ltd."]),
            ("", &[]),
            ("、，", &[]),
        ] {
            assert_eq!(units(text), names, "{text}");
        }
    }

    #[test]
    fn what_reads_as_several_and_stays_one_is_unclear() {
        for (name, unclear) in [
            ("水务局", false),
            ("教育局（体育局、文旅局）", false),
            ("A Works Co., Ltd.", false),
            ("文化、体育和旅游局", true),
            ("市、区水务局", true),
            ("水务局等部门", true),
        ] {
            assert_eq!(is_unclear(name), unclear, "{name}");
        }
    }
}
