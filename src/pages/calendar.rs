//! Due dates as a calendar (iCalendar, RFC 5545) that phones and office programs subscribe to.
//!
//! Takes events, gives the text of the file: an event is one day of one plan with all that is due then, so that forty
//! indicators due at the year's end are one entry and not forty. No clock and no random number is in it.

use jiff::civil::Date;
use std::fmt::Write as _;

/// What is due on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// The same as long as the thing is: no other calendar in the world has it.
    pub id: String,
    /// The day.
    pub date: Date,
    /// The day on which this was last changed, as far as it is known.
    pub stamp: Option<Date>,
    /// In one line.
    pub summary: String,
    /// In full, one item a line.
    pub description: String,
    /// The page that tells more.
    pub url: String,
}

/// The text of a calendar.
pub fn calendar(name: &str, events: &[CalendarEvent]) -> String {
    let mut text = Lines(String::new());
    text.line("BEGIN:VCALENDAR");
    text.line("VERSION:2.0");
    text.line("PRODID:-//Planpress//Planpress//EN");
    text.line("CALSCALE:GREGORIAN");
    // RFC 7986 names a calendar by NAME; most programs still read the older one.
    text.line(&format!("NAME:{}", escaped(name)));
    text.line(&format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        text.line("BEGIN:VEVENT");
        text.line(&format!("UID:{}", escaped(&event.id)));
        // The property is demanded; of what has no date it says that none is known.
        let stamp = event.stamp.map_or_else(|| "19700101".to_owned(), compact);
        text.line(&format!("DTSTAMP:{stamp}T000000Z"));
        text.line(&format!("DTSTART;VALUE=DATE:{}", compact(event.date)));
        text.line(&format!("SUMMARY:{}", escaped(&event.summary)));
        text.line(&format!("DESCRIPTION:{}", escaped(&event.description)));
        text.line(&format!("URL:{}", event.url));
        // A due date keeps nobody busy.
        text.line("TRANSP:TRANSPARENT");
        text.line("END:VEVENT");
    }
    text.line("END:VCALENDAR");
    text.0
}

/// A day as 20270630.
fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A text value: what has a meaning in the format is escaped, and no control character stays (section 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Content lines.
struct Lines(String);

impl Lines {
    /// Adds a line, folded where it is longer than 75 bytes: never within a character (section 3.1).
    fn line(&mut self, text: &str) {
        const LONGEST: usize = 75;
        let mut length = 0;
        for c in text.chars() {
            if length + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            length += c.len_utf8();
            // Writing to a string cannot fail.
            let _ = self.0.write_char(c);
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn event(summary: &str, description: &str) -> CalendarEvent {
        CalendarEvent {
            id: "a1-20160630@plan.example.gov.cn".to_owned(),
            date: date(2016, 6, 30),
            stamp: Some(date(2016, 3, 1)),
            summary: summary.to_owned(),
            description: description.to_owned(),
            url: "https://plan.example.gov.cn/2016/".to_owned(),
        }
    }

    #[test]
    fn a_calendar_is_written_as_the_standard_has_it() {
        let written = calendar(
            "科技局：截止日期",
            &[event("2项到期", "新增企业：12家以上（科技局，区财政局）\n建成园区；挂牌")],
        );
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Planpress//Planpress//EN\r\nCALSCALE:GREGORIAN\r\n\
            NAME:科技局：截止日期\r\nX-WR-CALNAME:科技局：截止日期\r\nBEGIN:VEVENT\r\n\
            UID:a1-20160630@plan.example.gov.cn\r\nDTSTAMP:20160301T000000Z\r\nDTSTART;VALUE=DATE:20160630\r\n\
            SUMMARY:2项到期\r\nDESCRIPTION:新增企业：12家以上（科技局，区财政局）\\n建\r\n 成园区；挂牌\r\n\
            URL:https://plan.example.gov.cn/2016/\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(written, expected);
    }

    /// What a reader of the format makes of a value.
    fn read(written: &str, name: &str) -> String {
        let unfolded = written.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
        let (mut out, mut chars) = (String::new(), line.chars());
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next().unwrap() {
                    'n' => out.push('\n'),
                    other => out.push(other),
                },
                (c, false) => out.push(c),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn whatever_is_said_is_read_again(text in "\\PC*(\\n\\PC*)?", description in "[;,\\\\ \u{4e00}-\u{4e20}\u{1f600}a-z]{0,200}") {
            let written = calendar("n", &[event(&text, &description)]);
            prop_assert_eq!(read(&written, "SUMMARY:"), text);
            prop_assert_eq!(read(&written, "DESCRIPTION:"), description);
            for line in written.split("\r\n") {
                prop_assert!(line.len() <= 75, "{line}");
                prop_assert!(!line.contains(['\r', '\n']));
            }
        }
    }
}
