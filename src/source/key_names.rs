//! Which key a writer means by another word: `名称` for `name`, `Title` for `title`, `targt` for `target`.
//!
//! Takes a key as it is written and the table of the mapping that it stands in; gives the key of the table. Reads no
//! values.

use super::fields::closest;
use super::keys::{self, KeySpec, ObjectSpec};

/// Words of plans for keys: each with the keys that it may stand for, of which the first that the mapping has is meant.
static CHINESE: [(&str, &[&str]); 92] = [
    ("标题", &["title", "name"]),
    ("题目", &["title", "name"]),
    ("名称", &["name", "title"]),
    ("文件名称", &["title"]),
    ("计划名称", &["title"]),
    ("章节名称", &["title"]),
    ("章节标题", &["title"]),
    ("站点名称", &["title"]),
    ("网站名称", &["title", "site_name"]),
    ("指标名称", &["name"]),
    ("任务名称", &["name"]),
    ("主题名称", &["name"]),
    ("指标", &["indicators", "name"]),
    ("任务", &["tasks", "name"]),
    ("主要指标", &["indicators"]),
    ("重点任务", &["tasks"]),
    ("类型", &["kind", "type"]),
    ("类别", &["kind", "type"]),
    ("种类", &["kind", "type"]),
    ("年份", &["year"]),
    ("年度", &["year"]),
    ("年", &["year"]),
    ("状态", &["status", "state"]),
    ("进展", &["state", "status"]),
    ("发文机关", &["issuer"]),
    ("发布机构", &["issuer"]),
    ("发布单位", &["issuer"]),
    ("印发单位", &["issuer"]),
    ("制定单位", &["issuer"]),
    ("文号", &["document_number"]),
    ("发文字号", &["document_number"]),
    ("索引号", &["index_number"]),
    ("主题分类", &["subject"]),
    ("成文日期", &["written"]),
    ("发布日期", &["published"]),
    ("发布时间", &["published"]),
    ("公开方式", &["disclosure"]),
    ("有效性", &["validity"]),
    ("替代文件", &["replaced_by"]),
    ("来源", &["source"]),
    ("数据来源", &["source"]),
    ("责任编辑", &["editor"]),
    ("编辑", &["editor"]),
    ("主题词", &["keywords"]),
    ("关键词", &["keywords"]),
    ("摘要", &["summary"]),
    ("概述", &["summary"]),
    ("内容概述", &["summary"]),
    ("数据截止日期", &["as_of"]),
    ("截至日期", &["as_of"]),
    ("截止日期", &["due", "as_of"]),
    ("编号方式", &["numbering"]),
    ("责任单位", &["lead", "units"]),
    ("牵头单位", &["lead"]),
    ("牵头部门", &["lead"]),
    ("主办单位", &["lead", "sponsor"]),
    ("负责单位", &["lead"]),
    ("配合单位", &["partners"]),
    ("配合部门", &["partners"]),
    ("协办单位", &["partners"]),
    ("责任分工", &["lead"]),
    ("完成时限", &["due"]),
    ("完成时间", &["due"]),
    ("时限", &["due"]),
    ("时间节点", &["due"]),
    ("顺序", &["order"]),
    ("排序", &["order"]),
    ("草稿", &["draft"]),
    ("编号", &["id"]),
    ("标识", &["id"]),
    ("代码", &["id"]),
    ("单位", &["unit", "lead", "units"]),
    ("计量单位", &["unit"]),
    ("目标", &["target"]),
    ("目标值", &["target"]),
    ("目标任务", &["target", "name"]),
    ("年度目标", &["target"]),
    ("完成值", &["actual"]),
    ("实际值", &["actual"]),
    ("完成情况", &["actual", "state"]),
    ("实际完成", &["actual"]),
    ("基期值", &["baseline"]),
    ("基数", &["baseline"]),
    ("上年值", &["baseline"]),
    ("数值", &["value"]),
    ("日期", &["date"]),
    ("季度", &["quarter"]),
    ("备注", &["note"]),
    ("说明", &["note", "description"]),
    ("口径", &["definition"]),
    ("统计口径", &["definition"]),
    ("原因", &["reason"]),
];

/// The key that is meant, where `written` is none of the mapping's own.
pub fn meant(object: &ObjectSpec, written: &str) -> Option<&'static KeySpec> {
    let folded = fold(written);
    let has = |name: &str| object.key(name);
    if let Some(key) = has(&folded) {
        return Some(key);
    }
    let of_chinese = CHINESE.iter().find(|(word, _)| *word == folded);
    let named = of_chinese.and_then(|(_, names)| names.iter().find_map(|name| has(name)));
    // What the reference calls a key: 力争目标值（第二档） is `stretch` by its first words.
    let by_meaning = || {
        let first =
            |key: &&KeySpec| key.chinese.split(['，', '；', '（', '、', '：']).next() == Some(&*folded);
        object.keys.iter().find(first)
    };
    named.or_else(by_meaning).or_else(|| {
        let similar = closest(&folded, object.keys.iter().map(|key| key.name))?;
        object.key(&similar)
    })
}

/// Whether a word is a key of some mapping.
pub fn is_key(word: &str) -> bool {
    keys::ALL.iter().any(|object| object.key(word).is_some())
}

/// Whether a word is a Chinese one for a key.
pub fn is_chinese_key(word: &str) -> bool {
    CHINESE.iter().any(|(own, _)| *own == word)
}

/// A key without what makes it look like another to a reader, and like the same to a writer: blanks, full-width and
/// capital letters, hyphens.
fn fold(written: &str) -> String {
    let of = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let folded = written.trim().trim_matches(is_invisible).chars().map(of);
    let folded = folded.map(|c| if matches!(c, '-' | ' ') { '_' } else { c.to_ascii_lowercase() });
    folded.filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}

/// Characters that take no room.
pub const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_for_a_key_is_known() {
        for (object, written, expected) in [
            (&keys::INDICATOR, "名称", Some("name")),
            (&keys::SECTION, "名称", Some("title")),
            (&keys::INDICATOR, "单位", Some("unit")),
            (&keys::INDICATOR, "目标值", Some("target")),
            (&keys::INDICATOR, "完成值", Some("actual")),
            (&keys::INDICATOR, "力争目标值", Some("stretch")),
            (&keys::SECTION, "牵头单位", Some("lead")),
            (&keys::SECTION, "\u{3000}lead", Some("lead")),
            (&keys::PLAN, "TITLE", Some("title")),
            (&keys::PLAN, "as-of", Some("as_of")),
            (&keys::PLAN, "ｙｅａｒ", Some("year")),
            (&keys::INDICATOR, "targt", Some("target")),
            (&keys::INDICATOR, "colour", None),
            (&keys::PAGE, "目标值", None),
        ] {
            assert_eq!(meant(object, written).map(|key| key.name), expected, "{written}");
        }
    }
}
