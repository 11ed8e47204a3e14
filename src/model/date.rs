//! Dates as users write them.

use jiff::civil::{Date, DateTime, Time};
use std::fmt;
use std::str::FromStr;

/// A day of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day, or the last that its name covers.
    pub date: Date,
    /// The author's own words, where they are more than a calendar date: 6月底前. Pages show them.
    pub words: Option<Box<str>>,
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self { date, words: None }
    }
}

/// As the author wrote it, else `2016-12-31`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.words {
            Some(words) => f.write_str(words),
            None => self.date.fmt(f),
        }
    }
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// On a day.
    On(Day),
    /// All the time, in the author's own words where he has any: 长期, 每月.
    Continuous(Option<Box<str>>),
}

/// What a plan says that decides how the dates in its sections are read, and which value of a year is its newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanTime {
    /// The plan's year; zero where that is at fault, and nothing is published then.
    pub year: i16,
    /// The day that its values speak of.
    pub as_of: Option<Date>,
}

/// Reads a calendar date: `2016-03-01`, `2016-3-1`, `2016/3/1`, `2016.3.1` or `2016年3月1日`.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let parts: Vec<&str> = if let Some(rest) = text.strip_suffix('日') {
        let (year, rest) = rest.split_once('年')?;
        let (month, day) = rest.split_once('月')?;
        vec![year, month, day]
    } else {
        let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-')).unwrap_or('-');
        text.split(separator).collect()
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let year = digits(year, 4).filter(|_| year.len() == 4)?;
    Date::new(year, digits(month, 2)?, digits(day, 2)?).ok()
}

/// Reads a number of so many digits at most, without a sign.
pub(super) fn digits<N: FromStr>(text: &str, longest: usize) -> Option<N> {
    let plain = text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// Reads a date with or without a time of day: `2016-03-01 09:30`, `2016-03-01T09:30:00`.
pub fn parse_date_time(text: &str) -> Option<DateTime> {
    let text = text.trim();
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, parse_time(time.trim())?),
        None => (text, Time::midnight()),
    };
    Some(parse_date(date)?.to_datetime(time))
}

fn parse_time(text: &str) -> Option<Time> {
    let parts: Vec<i8> = text.split(':').map(|part| digits(part, 2)).collect::<Option<_>>()?;
    match parts.as_slice() {
        [hour, minute] => Time::new(*hour, *minute, 0, 0).ok(),
        [hour, minute, second] => Time::new(*hour, *minute, *second, 0).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    #[test]
    fn dates_are_read_in_the_forms_that_people_write() {
        for text in [
            "2016-03-01",
            "2016-3-1",
            "2016/3/1",
            "2016.3.1",
            "2016年3月1日",
            "2016年03月01日",
            " 2016-03-01 ",
        ] {
            assert_eq!(parse_date(text), Some(date(2016, 3, 1)), "{text}");
        }
    }

    #[test]
    fn what_is_no_calendar_date_is_refused() {
        for text in
            ["2016-02-30", "2016-13-01", "16-3-1", "2016-3", "2016", "", "日", "2016-03-01-01", "+2016-1-1"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_optional() {
        assert_eq!(parse_date_time("2016-03-01 09:30"), Some(datetime(2016, 3, 1, 9, 30, 0, 0)));
        assert_eq!(parse_date_time("2016-03-01T09:30:15"), Some(datetime(2016, 3, 1, 9, 30, 15, 0)));
        assert_eq!(parse_date_time("2016-03-01"), Some(datetime(2016, 3, 1, 0, 0, 0, 0)));
        assert_eq!(parse_date_time("2016-03-01 25:00"), None);
    }
}
