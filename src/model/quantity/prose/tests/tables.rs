//! Tables in the manner of five-year and yearly plans, each cell with what it states, labelled by hand.

use super::super::Table;
use super::short;

/// What the cells of a table state, row by row below the header; `above` stands before it.
fn read(above: Option<&str>, rows: &[&[&str]]) -> Vec<String> {
    let cells = rows.iter().enumerate().flat_map(|(row, cells)| {
        cells
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
            .map(move |(column, text)| (row, column, *text))
    });
    let table = Table::new(above, cells.clone(), &[]);
    let rows = rows.iter().enumerate().skip(1);
    let of_row = |(row, cells): (usize, &&[&str])| {
        let all = cells.iter().enumerate().flat_map(|(column, text)| table.mentions(row, column, text, &[]));
        all.map(|mention| short(&mention)).collect::<Vec<_>>().join(" ")
    };
    rows.map(of_row).collect()
}

#[test]
fn a_column_of_units_counts_its_rows() {
    let found = read(
        None,
        &[
            &["序号", "指标", "单位", "2025年", "2030年目标", "年均增长", "属性"],
            &["1", "地区生产总值", "亿元", "820", "1100以上", "6左右", "预期性"],
            &["2", "研发投入强度", "%", "2.8", "≥3.2", "[0.4]", "预期性"],
            &["3", "孕产妇死亡率", "1/10万", "9.8", "＜9", "—", "约束性"],
            &["4", "人均预期寿命", "岁", "79.6", "80.5", "", "预期性"],
            &["5", "每千人口床位数", "张", "7.2", "8—8.5", "", "预期性"],
            &["6", "城镇新增就业", "万人", "12.5", "[60]以上", "", "预期性"],
        ],
    );
    assert_eq!(
        found,
        [
            "820亿元 >=1100亿元 ~6%",
            "2.8% >=3.2% 0.4%",
            "9.8/10万 <9/10万",
            "79.6岁 80.5岁",
            "7.2张 8..8.5张",
            "12.5万人 >=60万人",
        ]
    );
}

#[test]
fn a_name_has_the_unit_of_its_column_or_row() {
    assert_eq!(
        read(
            None,
            &[&["年份", "研发投入（亿元）", "增速（%）"], &["2025", "11.2", "8"], &["2026", "13", "9以上"]]
        ),
        ["11.2亿元 8%", "13亿元 >=9%"]
    );
    assert_eq!(
        read(
            None,
            &[
                &["指标名称", "2025年完成", "2026年目标"],
                &["新增高企（家）", "30", "35以上"],
                &["技术合同成交额（亿元）", "8.6", "超10"],
                &["群众满意度（％）", "96.5", "不低于97"],
                &["联系电话", "88123456", "88123457"],
            ],
        ),
        ["30家 >=35家", "8.6亿元 >10亿元", "96.5% >=97%", ""]
    );
    assert_eq!(
        read(None, &[&["指标", "2026年目标（%）"], &["办结率", "99"], &["满意率", "95以上"]]),
        ["99%", ">=95%"]
    );
}

#[test]
fn the_text_above_has_the_unit_of_all_cells() {
    assert_eq!(
        read(
            Some("单位：万元"),
            &[&["序号", "项目", "投资", "完成时限"], &["1", "污水厂", "5200", "2026.12"]]
        ),
        ["5200万元"]
    );
}

#[test]
fn offices_years_and_serial_numbers_are_no_units_and_count_nothing() {
    assert_eq!(
        read(None, &[&["序号", "任务", "单位", "年度"], &["1", "建成厂房3座", "科技局", "2026"]]),
        ["3座"]
    );
    assert_eq!(read(None, &[&["", "指标（家）"], &["1", "12"], &["2", "13"]]), ["12家", "13家"]);
    assert_eq!(read(None, &[&["指标", "数量"], &["高企", "12"]]), [""]);
}

#[test]
fn columns_of_earlier_years_are_past() {
    let cells =
        [(0, 0, "指标"), (0, 1, "2025年"), (0, 2, "2026年"), (0, 3, "上年完成"), (0, 4, "2025年目标")];
    let table = Table::new(None, cells.into_iter(), &[]);
    let past: Vec<bool> = (0..5).map(|column| table.is_past(column, 2026)).collect();
    assert_eq!(past, [false, true, false, true, false]);
}
