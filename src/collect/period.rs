//! The period that units report on: a year, or what has come together up to the end of a quarter.

use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use jiff::civil::Date;

/// A year, or a quarter of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The plan's year.
    pub year: i16,
    /// The quarter, from 1 to 4; none for the whole year.
    pub quarter: Option<u8>,
    /// Its first day.
    pub start: Date,
    /// Its last day, which values are asked for.
    pub end: Date,
}

impl Period {
    /// A period of a year; none where there is no such quarter or year.
    pub fn new(year: i16, quarter: Option<u8>) -> Option<Self> {
        let (first, last, days) = match quarter {
            None => (1, 12, 31),
            Some(1) => (1, 3, 31),
            Some(2) => (4, 6, 30),
            Some(3) => (7, 9, 30),
            Some(4) => (10, 12, 31),
            Some(_) => return None,
        };
        let (start, end) = (Date::new(year, first, 1).ok()?, Date::new(year, last, days).ok()?);
        Some(Self { year, quarter, start, end })
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// How workbooks keep it beside each row: `2016`, `2016-Q2`.
    pub fn mark(self) -> String {
        match self.quarter {
            None => self.year.to_string(),
            Some(quarter) => format!("{}-Q{quarter}", self.year),
        }
    }

    /// Reads what [`mark`](Self::mark) wrote; a spreadsheet may have made a number of a bare year.
    pub fn read(mark: &str) -> Option<Self> {
        let (year, quarter) = match mark.trim().split_once("-Q") {
            Some((year, quarter)) => (year, Some(quarter.parse().ok()?)),
            None => (mark.trim(), None),
        };
        Self::new(year.parse().ok()?, quarter)
    }

    /// As a person says it.
    pub fn words(self) -> Words {
        let year = self.year;
        match self.quarter {
            None => say!("the year {year}", "{year}年全年"),
            Some(quarter) => {
                let chinese =
                    ["一", "二", "三", "四"].get(usize::from(quarter).wrapping_sub(1)).unwrap_or(&"");
                Words::new(format!("quarter {quarter} of {year}"), format!("{year}年第{chinese}季度"))
            }
        }
    }
}

/// A day in Chinese: 2016年6月30日.
pub fn chinese_day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_end_where_their_quarters_do_and_are_read_back() {
        for (quarter, end) in [
            (None, (12, 31)),
            (Some(1), (3, 31)),
            (Some(2), (6, 30)),
            (Some(3), (9, 30)),
            (Some(4), (12, 31)),
        ] {
            let period = Period::new(2016, quarter).unwrap();
            assert_eq!(period.end, date(2016, end.0, end.1));
            assert_eq!(Period::read(&period.mark()), Some(period));
        }
        for wrong in ["", "2016-Q5", "2016-Q", "第二季度", "-Q2", "99999"] {
            assert_eq!(Period::read(wrong), None, "{wrong}");
        }
    }
}
