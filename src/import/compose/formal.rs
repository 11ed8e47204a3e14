//! The formal parts of a document in front matter: which of their characters stand in which key, and which nowhere.

use super::super::document::Paragraph;
use super::super::loss::LossKind;
use super::super::structure::{Front, Role};
use super::draft::{Draft, is_blank, is_blank_character, whole};
use crate::bug::slice;
use jiff::civil::Date;
use std::ops::Range;

/// The plan's own file.
pub(super) const INDEX: &str = "_index.md";

/// What a key of front matter holds.
enum Value<'f> {
    Words(&'f str),
    Day(Date),
}

impl Draft<'_> {
    /// Accounts for a formal part. Gives whether its characters are accounted for: a line of the title that front matter does not
    /// have is text.
    pub(super) fn formal(&mut self, paragraph: &Paragraph, role: &Role, front: &Front) -> bool {
        let text = whole(paragraph);
        let values = values(role, front);
        let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
        let squeezed = Squeezed::of(&text);
        for (key, value) in values {
            let place = match value {
                Value::Words(words) => squeezed.place(words),
                Value::Day(day) => squeezed.day(day),
            };
            let is_free = |place: &Range<usize>| {
                found.iter().all(|(other, _)| place.end <= other.start || other.end <= place.start)
            };
            if let Some(place) = place.filter(is_free) {
                found.push((place, key));
            }
        }
        if found.is_empty() && matches!(role, Role::Title) {
            return false;
        }
        found.sort_by_key(|(place, _)| place.start);
        let mut done = 0;
        for (place, key) in found {
            self.rest(paragraph, slice(&text, done..place.start));
            self.enter(paragraph.id, INDEX, key, slice(&text, place.clone()));
            done = place.end;
        }
        self.rest(paragraph, slice(&text, done..));
        true
    }

    /// What stands beside the values.
    fn rest(&mut self, paragraph: &Paragraph, text: &str) {
        let says = text.chars().any(char::is_alphanumeric);
        self.lose(paragraph.id, if says { LossKind::Formal } else { LossKind::Dress }, text);
    }
}

/// What a part may hold, the longer values first.
fn values<'f>(role: &Role, front: &'f Front) -> Vec<(&'static str, Value<'f>)> {
    let words = |key, value: &'f Option<String>| value.as_deref().map(|value| (key, Value::Words(value)));
    let day = |key, value: Option<Date>| value.map(|value| (key, Value::Day(value)));
    let mut values: Vec<(&'static str, Value)> = match role {
        Role::Title => words("title", &front.title).into_iter().collect(),
        Role::IssuerHead | Role::Signature | Role::WrittenDate | Role::DocumentNumber => [
            words("issuer", &front.issuer),
            words("document_number", &front.document_number),
            day("written", front.written),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Role::Addressee => words("addressee", &front.addressee).into_iter().collect(),
        Role::Attachments => front.attachments.iter().map(|own| ("attachments", Value::Words(own))).collect(),
        Role::Imprint => [
            words("copied_to", &front.copied_to),
            words("printed_by", &front.printed_by),
            day("printed_on", front.printed_on),
        ]
        .into_iter()
        .flatten()
        .collect(),
        _ => Vec::new(),
    };
    values.sort_by_key(|(_, value)| match value {
        Value::Words(words) => std::cmp::Reverse(words.len()),
        Value::Day(_) => std::cmp::Reverse(0),
    });
    values
}

/// A text without blanks, with the way back.
struct Squeezed {
    text: String,
    /// For each byte, where its character lies in the text with blanks.
    places: Vec<Range<usize>>,
}

impl Squeezed {
    fn of(text: &str) -> Self {
        let mut squeezed = Self { text: String::new(), places: Vec::new() };
        for (at, c) in text.char_indices().filter(|(_, c)| !is_blank_character(*c)) {
            squeezed.text.push(c);
            squeezed.places.extend(std::iter::repeat_n(at..at + c.len_utf8(), c.len_utf8()));
        }
        squeezed
    }

    /// Where a stretch lies in the text with blanks.
    fn back(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.places.get(range.start)?;
        let last = self.places.get(range.end.checked_sub(1)?)?;
        Some(first.start..last.end)
    }

    /// Where a value stands; all of the text, where that is a part of the value: one of several lines.
    fn place(&self, value: &str) -> Option<Range<usize>> {
        let value: String = value.chars().filter(|c| !is_blank_character(*c)).collect();
        if value.is_empty() || self.text.is_empty() {
            return None;
        }
        if let Some(at) = self.text.find(&value) {
            return self.back(&(at..at + value.len()));
        }
        value.contains(&self.text).then(|| self.back(&(0..self.text.len()))).flatten()
    }

    /// Where a day is written, in digits or in Han numerals.
    fn day(&self, day: Date) -> Option<Range<usize>> {
        let (year, month, date) = (day.year(), day.month(), day.day());
        let digits = [
            format!("{year}年{month}月{date}日"),
            format!("{year}年{month:02}月{date:02}日"),
            day.to_string(),
        ];
        let han_year: String = year
            .to_string()
            .bytes()
            .filter_map(|byte| HAN.get(usize::from(byte.wrapping_sub(b'0'))))
            .collect();
        let others = ['〇', '○', '零', '0', 'O', '０'].map(|zero| {
            format!("{}年{}月{}日", han_year.replace('〇', &zero.to_string()), han(month), han(date))
        });
        let wide: String = format!("{year}年{month}月{date}日")
            .chars()
            .map(|c| c.to_digit(10).and_then(|digit| char::from_u32(0xff10 + digit)).unwrap_or(c))
            .collect();
        digits.iter().chain(&others).chain([&wide]).find_map(|written| {
            let at = self.text.find(written.as_str())?;
            self.back(&(at..at + written.len()))
        })
    }
}

const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A number of a month or a day in Han numerals.
fn han(number: i8) -> String {
    let digit = |number: i8| {
        usize::try_from(number).ok().filter(|own| *own > 0).and_then(|own| HAN.get(own)).map(char::to_string)
    };
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", digit(tens).unwrap_or_default()),
    };
    format!("{tens}{}", digit(number % 10).unwrap_or_default())
}

/// The front matter of the plan.
pub(super) fn front_matter(
    front: &Front,
    title: &str,
    year: i16,
    numbering: crate::model::numbering::Numbering,
) -> String {
    use crate::model::numbering::Numbering;
    use crate::source::edit::scalar::words;
    let mut yaml = format!("kind: plan\ntitle: {}\nyear: {year}\nstatus: draft\n", words(title));
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !is_blank(value)) {
            yaml.push_str(&format!("{key}: {}\n", words(value.trim())));
        }
    };
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    put("issuer", front.issuer.clone());
    put("document_number", front.document_number.clone());
    if let Some(written) = day(front.written) {
        yaml.push_str(&format!("written: {written}\n"));
    }
    let mut put = |key: &str, value: &Option<String>| {
        if let Some(value) = value.as_deref().filter(|value| !is_blank(value)) {
            yaml.push_str(&format!("{key}: {}\n", words(value.trim())));
        }
    };
    put("addressee", &front.addressee);
    put("copied_to", &front.copied_to);
    put("printed_by", &front.printed_by);
    if let Some(printed) = day(front.printed_on) {
        yaml.push_str(&format!("printed_on: {printed}\n"));
    }
    let attachments: Vec<&String> = front.attachments.iter().filter(|own| !is_blank(own)).collect();
    if !attachments.is_empty() {
        yaml.push_str("attachments:\n");
        for own in attachments {
            yaml.push_str(&format!("  - {}\n", words(own.trim())));
        }
    }
    match numbering {
        Numbering::Chinese => {}
        Numbering::Decimal => yaml.push_str("numbering: decimal\n"),
        Numbering::None => yaml.push_str("numbering: none\n"),
    }
    yaml
}
