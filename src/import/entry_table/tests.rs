//! Tables as offices write them.

use super::{EntryKind, read};
use crate::diagnostic::Language;
use crate::import::document::{Block, OfficeDocument};
use crate::import::docx::TrackedChanges;
use std::path::Path;

/// Reads the first table of a page.
fn told(html: &str) -> Result<Vec<String>, String> {
    let page = format!("<html><table>{html}</table>");
    let document: OfficeDocument =
        crate::import::read::read(Path::new("a.html"), page.as_bytes(), TrackedChanges::Refuse).unwrap();
    let Some(Block::Table(table)) = document.blocks.first() else { panic!("no table") };
    match read(table, 2027) {
        Ok(found) => {
            let mark = if found.kind == EntryKind::Tasks { "T" } else { "I" };
            let lines = found.entries.iter().map(|entry| {
                let keys = entry.keys.iter().map(|(key, value)| format!("{key}={value}"));
                format!("{mark} {} {}", entry.name, keys.collect::<Vec<_>>().join(" "))
            });
            Ok(lines.collect())
        }
        Err(None) => Err(String::new()),
        Err(Some(words)) => Err(words.text(Language::Chinese).to_owned()),
    }
}

#[test]
fn tasks_with_merged_units() {
    let html = "<tr><th>序号<th>任务<th>牵头单位<th>配合单位<th>完成时限</tr>\
        <tr><td>1<td>修订管理办法<td rowspan=2>规划财务科<td>法规科<td>3月底</tr>\
        <tr><td>2<td>建立会商制度<td>—<td>每季度</tr>\
        <tr><td>3<td>开展政策宣讲<td>高新技术科<td>各园区、各镇<td>会同区里安排</tr>";
    assert_eq!(
        told(html).unwrap(),
        [
            "T 修订管理办法 lead=规划财务科 partners=法规科 due=3月底",
            "T 建立会商制度 lead=规划财务科 due=每季度",
            "T 开展政策宣讲 lead=高新技术科 partners=各园区、各镇 note=完成时限：会同区里安排",
        ]
    );
}

#[test]
fn indicators_with_years_in_their_heads() {
    let html = "<tr><th>指标名称<th>计量单位<th>2026年完成<th>2027年目标<th>指标属性</tr>\
        <tr><td>登记技术合同<td>项<td>286<td>320以上<td>预期性</tr>\
        <tr><td>科技成果转化率<td>%<td>61.5<td>63以上<td>约束性</tr>\
        <tr><td>综合评价位次<td><td>/<td>前3位<td>预期性</tr>";
    assert_eq!(
        told(html).unwrap(),
        [
            "I 登记技术合同 unit=项 target=320以上 baseline={value: 286, date: 2026-12-31} nature=expected proposed=true",
            "I 科技成果转化率 unit=\"%\" target=63以上 baseline={value: 61.5, date: 2026-12-31} nature=binding proposed=true",
            "I 综合评价位次 target=前3位 nature=expected proposed=true",
        ]
    );
}

#[test]
fn heads_over_two_rows() {
    let html = "<tr><th rowspan=2>指标<th rowspan=2>单位<th colspan=2>目标值</tr><tr><th>2026年<th>2027年</tr>\
        <tr><td>专利<td>件<td>10<td>12</tr>";
    // 目标值2026年 is the target of another year.
    assert!(told(html).is_err());
}

#[test]
fn what_is_not_certain_stays_a_table() {
    let head = "<tr><th>指标<th>单位<th>基期值<th>目标值</tr>";
    for (rows, why) in [
        ("<tr><td>甲<td>家<td>约30<td>40</tr>", "保留为表格：第2行：“约30”不是单纯的数值"),
        ("<tr><td>甲<td>家<td>30<td></tr>", "保留为表格：第2行：没有目标值"),
        (
            "<tr><td colspan=4>一、创新</tr><tr><td>甲<td>家<td>30<td>40</tr>",
            "保留为表格：第2行：该行跨全部栏目",
        ),
    ] {
        assert_eq!(told(&format!("{head}{rows}")).unwrap_err(), why);
    }
    let unknown = "<tr><th>指标<th>目标值<th>资金来源</tr><tr><td>甲<td>40家<td>丙</tr>";
    assert_eq!(told(unknown).unwrap_err(), "保留为表格：“资金来源”一列在文件头中没有对应的键");
    let sum = "<tr><th>指标<th>目标值</tr><tr><td>甲<td>40家</tr><tr><td>合计<td>40家</tr>";
    assert_eq!(told(sum).unwrap_err(), "保留为表格：第3行：是其他各行的合计");
    for other in ["<tr><th>姓名<th>电话</tr><tr><td>甲<td>1</tr>", "<tr><td>任务</tr>"] {
        assert_eq!(told(other).unwrap_err(), "");
    }
}

#[test]
fn no_number_counts_for_two_indicators() {
    for (html, why) in [
        (
            "<tr><th>指标<th>单位<th>目标值</tr><tr><td>甲<td>家<td rowspan=2>40</tr><tr><td>乙<td>家</tr>",
            "保留为表格：第2行：有合并单元格",
        ),
        (
            "<tr><th>指标<th>基期值<th>目标值</tr><tr><td>甲<td colspan=2>40</tr>",
            "保留为表格：第2行：有合并单元格",
        ),
        (
            "<tr><th>指标（万元）<th>目标值</tr><tr><td>甲<td>40</tr>",
            "保留为表格：“指标（万元）”一列在文件头中没有对应的键",
        ),
    ] {
        assert_eq!(told(html).unwrap_err(), why);
    }
    let words = told("<tr><th>指标<th>目标值<th>属性</tr><tr><td>甲<td>40家<td>约束性（全市）</tr>").unwrap();
    assert_eq!(words, ["I 甲 target=40家 note=属性：约束性（全市） proposed=true"]);
}

#[test]
fn more_columns_of_tasks_go_into_notes_and_units_out_of_names() {
    let tasks =
        "<tr><th>重点任务<th>工作目标<th>责任单位<th>分管领导</tr><tr><td>甲<td>建成投用<td>乙<td>丁</tr>";
    assert_eq!(told(tasks).unwrap(), ["T 甲 lead=乙 note=工作目标：建成投用；分管领导：丁"]);
    let indicators = "<tr><th>指标<th>目标值</tr><tr><td>地区生产总值（亿元）<td>500以上</tr>\
        <tr><td>工业增加值（规模以上）<td>增长6%</tr><tr><td>失业率（%）<td>5.5</tr>";
    assert_eq!(
        told(indicators).unwrap(),
        [
            "I 地区生产总值 unit=亿元 target=500以上 proposed=true",
            "I 工业增加值（规模以上） target=增长6% proposed=true",
            "I 失业率 unit=\"%\" target=5.5 proposed=true",
        ]
    );
}
