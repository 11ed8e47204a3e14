//! Bound figures: their words with those around them, and how they agree with data.

use super::super::{Agreement, ChangeRole, agreement, read_figure};
use crate::model::quantity::Quantity;

#[test]
fn a_bound_or_a_unit_outside_of_the_figure_counts() {
    let cases = [
        ("", "12家以上", "、省", "12家以上"),
        ("办结率不低于", "95%", "，", "不低于95%"),
        ("培育", "60家", "以上企业", "60家以上"),
        ("控制在", "5.5%", "左右", "5.5%左右"),
        ("控制在", "5.5%", "", "不超过5.5%"),
        ("比重达", "42", " 全社会", "42"),
        ("比重达", "42", "%", "42%"),
        ("比重超过", "42", "。", "超42"),
        ("", "力争突破100亿元", "", "超100亿元"),
        ("实现交易额", "超亿元", "。", "超1亿元"),
        ("", "培育企业12家以上", "", "12家以上"),
        ("节约", "100吨", "", "100吨"),
        ("达12家以上、", "60家", "", "60家"),
        ("力争", "60家", "", "60家"),
        ("", "3—5家", "", "3—5家"),
        ("", "1.2万", "", "1.2万"),
        ("", "两倍", "", "2倍"),
    ];
    for (before, text, after, expected) in cases {
        let read = read_figure(before, text, after, &[], ChangeRole::End);
        assert_eq!(read, Quantity::parse(expected).ok(), "{before}[{text}]{after}");
    }
    for text in ["创建成功", "", "20多家", "三分之一", "2家、6家", "2016年建成"] {
        assert_eq!(read_figure("", text, "", &[], ChangeRole::End), None, "{text}");
    }
    let change = "由9600元提高到15600元";
    assert_eq!(read_figure("", change, "", &[], ChangeRole::End), Quantity::parse("15600元").ok());
    assert_eq!(read_figure("", change, "", &[], ChangeRole::Start), Quantity::parse("9600元").ok());
}

#[test]
fn values_units_and_bounds_are_compared() {
    let cases = [
        ("12家以上", "12家以上", Agreement::Same),
        ("13家以上", "12家以上", Agreement::OtherValue),
        ("12家", "12家以上", Agreement::OtherBound),
        ("12家左右", "12家以上", Agreement::OtherBound),
        ("13家", "12家以上", Agreement::OtherValue),
        ("12个", "12家", Agreement::OtherUnit),
        ("3%", "3个百分点", Agreement::OtherUnit),
        ("42", "42%", Agreement::Same),
        ("43", "42%", Agreement::OtherValue),
        ("1000万元", "0.1亿元", Agreement::Same),
        ("1.2万人", "12000人", Agreement::Same),
        ("1.2万", "1.2万人", Agreement::Same),
        ("1.2万人", "1.3万人", Agreement::OtherValue),
        ("超亿元", "超1亿元", Agreement::Same),
        ("3—5家", "3～5家", Agreement::Same),
        ("3—5家", "3—6家", Agreement::OtherValue),
        ("3家", "3—5家", Agreement::OtherValue),
        ("3.10%", "3.1%", Agreement::Same),
        ("100名", "100人", Agreement::Same),
        ("100人次", "100人", Agreement::OtherUnit),
    ];
    for (figure, data, expected) in cases {
        let [one, other] = [figure, data].map(|text| Quantity::parse(text).unwrap());
        assert_eq!(agreement(&one, &other), expected, "{figure} and {data}");
    }
}

#[test]
fn words_further_away_bound_a_figure() {
    for (before, text, after, expected) in [
        ("补贴标准不低于当地上年度居民人均可支配收入的", "60%", "。", "60%以上"),
        ("高企、科小分别超过", "90家", "和870家。", "超90家"),
        ("高企、科小分别超过90家和", "870家", "。", "超870家"),
        ("占比不得低于", "30%", "，", "30%以上"),
        ("每镇至少建成", "2家", "。", "2家以上"),
        ("研发投入分别提高", "15", "、22个百分点以上。", "15个百分点以上"),
        ("研发投入分别提高15、", "22个百分点", "以上。", "22个百分点以上"),
        ("分别建设", "2", "、6、8家。", "2家"),
        ("", "12/10万以下", "。", "不超过12/10万"),
        ("死亡率控制在", "12/10万", "以下。", "不超过12/10万"),
        ("", "1 200家", "。", "1200家"),
        ("达到", "九成五", "以上。", "95%以上"),
        ("新增就业", "24万以上", "。", "240000以上"),
        ("净增", "12家（含12家）以上", "。", "12家以上"),
    ] {
        let read = read_figure(before, text, after, &[], ChangeRole::End);
        assert_eq!(read, Quantity::parse(expected).ok(), "{before}[{text}]{after}");
    }
}
