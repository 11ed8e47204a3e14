//! Which key a writer means by another word: `名称` for `name`, `Title` for `title`, `targt` for `target`.
//!
//! Takes a key as it is written and the table of the mapping that it stands in; gives the key of the table. The words of
//! fixed lists are known here too (`stock` for 时点指标).

use super::fields::closest;
use super::keys::{self, KeySpec, ObjectSpec};
use crate::model::characters::is_unseen;

/// Words of plans for keys: each with the keys that it may stand for, of which the first that the mapping has is meant.
static CHINESE: [(&str, &[&str]); 102] = [
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
    ("主送", &["addressee"]),
    ("主送机关", &["addressee"]),
    ("附件", &["attachments"]),
    ("附件说明", &["attachments"]),
    ("抄送", &["copied_to"]),
    ("抄送机关", &["copied_to"]),
    ("印发机关", &["printed_by"]),
    ("印发日期", &["printed_on"]),
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
    ("待确认", &["proposed"]),
    ("是否待确认", &["proposed"]),
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

/// The words that plans have for those of a fixed list.
#[rustfmt::skip]
static CHOICES: [(&str, &str); 35] = [
    ("时期", "flow"), ("时期指标", "flow"), ("流量", "flow"), ("时点", "stock"), ("时点指标", "stock"), ("存量", "stock"),
    ("比率", "rate"), ("比例", "rate"), ("比率指标", "rate"), ("已发布", "published"), ("发布", "published"), ("公开", "published"),
    ("草稿", "draft"), ("拟稿", "draft"), ("约束性", "binding"), ("约束性指标", "binding"), ("预期性", "expected"),
    ("预期性指标", "expected"), ("越高越好", "up"), ("上升", "up"), ("越低越好", "down"), ("下降", "down"), ("已完成", "met"),
    ("已完成", "done"), ("完成", "met"), ("完成", "done"), ("未完成", "not-met"), ("推进中", "in-progress"), ("进行中", "in-progress"),
    ("未启动", "not-started"), ("未开始", "not-started"), ("已取消", "dropped"), ("取消", "dropped"), ("计划", "plan"), ("按时间", "linear"),
];

/// The word of a fixed list that a Chinese one is written for: `stock` for 时点指标.
pub fn meant_choice(written: &str, words: &[&'static str]) -> Option<&'static str> {
    CHOICES.iter().find(|(own, word)| *own == written && words.contains(word)).map(|(_, word)| *word)
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
    let folded = written.trim().trim_matches(is_unseen).chars().map(of);
    let folded = folded.map(|c| if matches!(c, '-' | ' ') { '_' } else { c.to_ascii_lowercase() });
    folded.filter(|c| !c.is_whitespace() && !is_unseen(*c)).collect()
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
