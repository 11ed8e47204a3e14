//! A cell as a day: a spreadsheet's date of either calendar, or a date that was typed as text.

use super::value::short;
use crate::collect::cell::{Cell, CellValue, is_space};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::model::official_date::parse_day;
use jiff::civil::Date;

/// Reads the cell of a day in a plan of a year.
///
/// # Errors
/// What is wrong with it.
pub fn day(cell: &Cell, year: i16) -> Result<Date, Words> {
    let text = match &cell.value {
        CellValue::Date(date) => return Ok(*date),
        CellValue::Text(text) => text.trim_matches(is_space).to_owned(),
        CellValue::Number(number) => number.to_string(),
        CellValue::Error(error) => {
            return Err(say!("the cell shows the error {error}", "单元格显示错误 {error}"));
        }
        CellValue::Uncomputed => {
            return Err(say!("the cell holds a formula without a result", "单元格中是没有算出结果的公式"));
        }
        CellValue::Bool(_) => cell.as_text(),
    };
    run_together(&text).or_else(|| parse_day(&text, year).map(|day| day.date)).ok_or_else(|| {
        say!(
            "`{}` is no date; write it as 2016-6-30, or set the cell's format to a date",
            "“{}”不是日期；请写成 2016-6-30 的形式，或把单元格格式设为日期",
            short(&text)
        )
    })
}

/// 20160630, with digits of either width.
fn run_together(text: &str) -> Option<Date> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| match c {
            '０'..='９' => u8::try_from(u32::from(c) - 0xFF10).ok(),
            c => c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()),
        })
        .collect();
    let number = |digits: &[u8]| digits.iter().fold(0_i16, |number, digit| number * 10 + i16::from(*digit));
    match digits?.as_slice() {
        [year @ .., m1, m2, d1, d2] if year.len() == 4 => {
            let (month, day) = (number(&[*m1, *m2]), number(&[*d1, *d2]));
            Date::new(number(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in [
            "2026年6月30日",
            "2026.6.30",
            "20260630",
            "２０２６０６３０",
            "2026/6/30",
            "2026-06-30",
            " 6月30日 ",
            "6月底",
            "二季度",
            "２０２６．６．３０",
        ] {
            assert_eq!(day(&Cell::text(text), 2026), Ok(date(2026, 6, 30)), "{text}");
        }
        let number = Cell { value: CellValue::Number(20_260_630.0), ..Cell::text("") };
        assert_eq!(day(&number, 2026), Ok(date(2026, 6, 30)));
    }

    #[test]
    fn what_names_no_day_is_refused() {
        for text in ["26.6.30", "46203", "2026-02-30", "20260631", "年中", "昨天"] {
            assert!(day(&Cell::text(text), 2026).is_err(), "{text}");
        }
    }
}
