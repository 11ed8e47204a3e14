//! Sentences that promise, and sentences that tell what was.

use super::super::Stated;
use super::super::{Tense, Told, mentions};
use crate::model::quantity::Bound;

#[test]
fn results_are_told_apart_from_promises() {
    use Told::{Promise, Result};
    for (heading, text, expected) in [
        ("", "力争培育12家，确保完成20项。", &[Promise, Promise][..]),
        ("", "截至6月底已完成30家。", &[Result]),
        ("", "去年培育30家，今年力争35家。", &[Result, Promise]),
        ("", "2025年新建3座；2026年新建5座。", &[Result, Promise]),
        ("", "比2025年提高3个百分点。", &[Promise]),
        ("", "完成投资52亿元，同比增长10%。", &[Result, Result]),
        ("", "刑事警情同比下降10%以上。", &[Promise]),
        ("", "到年底建成5G基站800个，同比增长12%。", &[Promise, Promise]),
        ("一、2025年工作回顾", "新建学校3所。", &[Result]),
        ("二、存在问题", "研发投入强度为1.9%。", &[Result]),
        ("（一）面临形势", "研发投入强度为1.9%。", &[Result]),
        ("一、2025年工作总结", "完成年度任务的110%。", &[Result]),
        // What is done about it is promised.
        ("（三）夯实产业发展基础", "新建平台3个。", &[Promise]),
        ("（四）着力解决存在的问题", "整改完成12项。", &[Promise]),
        ("二、2026年主要目标", "新建学校3所。", &[Promise]),
        ("", "实现了500万元产值。", &[Result]),
        ("", "建设12家。", &[Promise]),
    ] {
        let mut tense = Tense::new(text, 2026, Some(heading));
        let bounded = |stated: &Stated| match stated {
            Stated::Quantity(quantity) => !matches!(quantity.bound, Bound::Exactly(_)),
            _ => false,
        };
        let told: Vec<Told> =
            mentions(text).iter().map(|one| tense.told(one.range.start, bounded(&one.stated))).collect();
        assert_eq!(told, expected, "{text}");
    }
}
