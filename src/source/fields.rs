//! Reading YAML values leniently: a field keeps its value or leaves a fault, and reading goes on.
//!
//! Takes parsed YAML and the tables of [`super::keys`]; gives typed values and a list of [`Fault`]s
//! that name their place by path (`indicators[2].target`). Where that path lies in the file is
//! found by [`super::yaml`], only when there is something to report.

use super::choices::Choice;
use super::key_names;
use super::keys::{Need, ObjectSpec, ValueShape};
use super::unit_list;
use super::yaml::number::{exact_decimal, written as long_number};
use super::yaml::{KeyOrValue, PathStep, YamlPath};
use crate::diagnostic::{Code, Finding, Form, Found, Setting, SlipKind, Thing, YamlFault, YamlSlip};
use crate::model::date::Day;
use crate::model::official_date::parse_day;
use crate::model::quantity::{QuantityError, parse_decimal};
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use serde_yaml::{Mapping, Value};

/// A fault in a YAML document, placed by its path.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The path to the value.
    pub path: YamlPath,
    /// Whether the key or the value is at fault.
    pub on: KeyOrValue,
    /// What is wrong.
    pub finding: Finding,
    /// What it concerns.
    pub setting: Setting,
}

/// Where reading stands, and the faults found so far.
#[derive(Debug, Default)]
pub struct Faults {
    path: YamlPath,
    list: Vec<Fault>,
    /// What is being read.
    pub setting: Setting,
}

impl Faults {
    /// The faults found.
    pub fn into_list(self) -> Vec<Fault> {
        self.list
    }

    /// How many faults there are.
    pub const fn count(&self) -> usize {
        self.list.len()
    }

    /// Records a fault at the key or value that the path leads to.
    pub fn add(&mut self, on: KeyOrValue, finding: Finding) {
        self.list.push(Fault { path: self.path.clone(), on, finding, setting: self.setting.clone() });
    }

    /// Records a fault at a key below the current place.
    pub fn add_at(&mut self, key: &str, on: KeyOrValue, finding: Finding) {
        self.within(PathStep::Key(key.to_owned()), |faults| faults.add(on, finding));
    }

    /// Runs `read` one step further down the path.
    pub fn within<T>(&mut self, step: PathStep, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let value = read(self);
        self.path.pop();
        value
    }
}

/// A mapping that is being read, with the table of keys it may have.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'v> {
    map: &'v Mapping,
    object: &'static ObjectSpec,
    /// Keys that are none of the table's, as they are written, each with the key that is meant.
    amiss: [Option<(&'v str, &'static str)>; MOST_AMISS],
}

/// So many keys of one mapping are taken for those that are meant.
const MOST_AMISS: usize = 8;

impl<'v> Fields<'v> {
    /// Starts to read a mapping; unknown and missing keys are reported at once.
    pub fn new(map: &'v Mapping, object: &'static ObjectSpec, faults: &mut Faults) -> Self {
        let (mut amiss, mut count) = ([None; MOST_AMISS], 0);
        for key in map.keys() {
            let Some(name) = scalar_text(key) else {
                faults.add(KeyOrValue::Value, wrong_type(object.name, Form::Mapping, key));
                continue;
            };
            if object.key(raw_text(key, &name)).is_none() {
                let meant = key_names::meant(object, &name).map(|key| key.name);
                if let (Some(meant), Some(written), Some(place)) = (meant, key.as_str(), amiss.get_mut(count))
                {
                    *place = Some((written, meant));
                    count += 1;
                }
                let similar = meant.map(ToOwned::to_owned);
                let finding = Finding::UnknownKey { key: name.clone(), of: object.thing(), similar };
                faults.add_at(&name, KeyOrValue::Key, finding);
            }
        }
        let fields = Self { map, object, amiss };
        for key in object.keys {
            if key.need == Need::Required && fields.get(key.name).is_none() {
                let finding = Finding::MissingKey { key: key.name.to_owned(), of: object.thing() };
                match fields.written(key.name) {
                    Some((name, _)) => faults.add_at(name, KeyOrValue::Key, finding),
                    None => faults.add(KeyOrValue::Value, finding),
                }
            }
        }
        fields
    }

    /// A key of the mapping as it is written, with its value. One that is written amiss is told, and stands for the
    /// one that is meant: nothing more is to be said of it.
    fn written<'k>(&self, key: &'k str) -> Option<(&'k str, &'v Value)>
    where
        'v: 'k,
    {
        debug_assert!(self.object.key(key).is_some(), "{key} is not in the table of {}", self.object.name);
        if let Some(value) = self.map.get(key) {
            return Some((key, value));
        }
        let (written, _) = self.amiss.iter().flatten().find(|(_, meant)| *meant == key)?;
        Some((written.trim(), self.map.get(*written)?))
    }

    /// A value that was given; a key with nothing after it counts as not given.
    pub fn get(&self, key: &str) -> Option<&'v Value> {
        self.written(key).map(|(_, value)| value).filter(|value| !value.is_null())
    }

    /// A value read by a function, with faults inside it at their own paths.
    pub fn with<T>(
        &self,
        key: &str,
        faults: &mut Faults,
        read: impl FnOnce(&'v Value, &mut Faults) -> Result<T, Finding>,
    ) -> Option<T> {
        let (name, value) = self.written(key).filter(|(_, value)| !value.is_null())?;
        faults.within(PathStep::key(name), |faults| {
            read(value, faults).map_err(|finding| faults.add(KeyOrValue::Value, finding)).ok()
        })
    }

    /// Text; a whole number is taken as text.
    pub fn text(&self, key: &str, faults: &mut Faults) -> Option<String> {
        self.with(key, faults, |value, _| text(key, value)).filter(|text| !text.is_empty())
    }

    /// A whole number.
    pub fn integer(&self, key: &str, faults: &mut Faults) -> Option<i64> {
        self.with(key, faults, |value, _| match value.as_str().and_then(whole_number_in) {
            Some(number) => Err(bad_value(key, value.as_str().unwrap_or_default(), &[&number.to_string()])),
            None => typed(key, Form::Integer, value, Value::as_i64),
        })
    }

    /// `true` or `false`; `false` where not given.
    pub fn flag(&self, key: &str, faults: &mut Faults) -> bool {
        self.with(key, faults, |value, _| typed(key, Form::Boolean, value, Value::as_bool)).unwrap_or(false)
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&self, key: &str, faults: &mut Faults) -> Vec<String> {
        let is_joined = |value: &Value| value.as_str().is_some_and(|text| text.contains(['，', '、']));
        if let Some(Value::Sequence(list)) = self.get(key)
            && list.len() == 1
            && list.iter().any(is_joined)
        {
            let kind = SlipKind::WideMarks("，、".to_owned());
            let fault = wide_list(key, list.iter().filter_map(Value::as_str), kind);
            let name = self.written(key).map_or(key, |(name, _)| name);
            faults.add_at(name, KeyOrValue::Value, Finding::BadYaml { fault });
        }
        self.items(key, faults, text)
    }

    /// The units of a list, or of a text that names several; each once.
    pub fn units(&self, key: &str, faults: &mut Faults) -> Vec<String> {
        let mut units: Vec<String> = Vec::new();
        for unit in self.items(key, faults, text).iter().flat_map(|text| unit_list::units(text)) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }

    fn items<T>(
        &self,
        key: &str,
        faults: &mut Faults,
        item: impl Fn(&str, &Value) -> Result<T, Finding>,
    ) -> Vec<T> {
        self.with(key, faults, |value, faults| match value {
            Value::Sequence(list) => Ok(list
                .iter()
                .enumerate()
                .filter_map(|(index, value)| {
                    faults.within(PathStep::Index(index), |faults| {
                        item(key, value).map_err(|finding| faults.add(KeyOrValue::Value, finding)).ok()
                    })
                })
                .collect()),
            Value::Mapping(_) | Value::Tagged(_) => Err(wrong_type(key, Form::TextList, value)),
            Value::String(list) if list.starts_with(['【', '［']) && list.ends_with(['】', '］']) => {
                let mark = list.chars().next().unwrap_or_default();
                Err(Finding::BadYaml { fault: wide_list(key, [list.as_str()], SlipKind::WideBracket(mark)) })
            }
            single => item(key, single).map(|single| vec![single]),
        })
        .unwrap_or_default()
    }

    /// An id.
    pub fn id(&self, key: &str, faults: &mut Faults) -> Option<String> {
        self.with(key, faults, |value, _| id(key, value))
    }

    /// A list of ids.
    pub fn ids(&self, key: &str, faults: &mut Faults) -> Vec<String> {
        self.items(key, faults, id)
    }

    /// One of the words that the table allows.
    pub fn choice<T: Choice>(&self, key: &str, faults: &mut Faults) -> Option<T> {
        self.with(key, faults, |value, _| choice(key, value))
    }

    /// A list of such words.
    pub fn choices<T: Choice>(&self, key: &str, faults: &mut Faults) -> Vec<T> {
        self.items(key, faults, choice)
    }

    pub fn date(&self, key: &str, faults: &mut Faults) -> Option<Date> {
        self.moment(key, faults, crate::model::date::parse_date)
    }

    /// A day: a date, or the name of one (6月底前) in a plan of this year.
    pub fn day(&self, key: &str, plan_year: i16, faults: &mut Faults) -> Option<Day> {
        self.moment(key, faults, |text| parse_day(text, plan_year))
    }

    /// A date with or without a time of day.
    pub fn date_time(&self, key: &str, faults: &mut Faults) -> Option<DateTime> {
        self.moment(key, faults, crate::model::date::parse_date_time)
    }

    /// A point in time, by the parser given.
    pub fn moment<T>(&self, key: &str, faults: &mut Faults, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.with(key, faults, |value, _| {
            let text = typed(key, Form::Date, value, scalar_text)?;
            parse(&text).ok_or(Finding::BadDate { key: key.to_owned(), text })
        })
    }

    /// A text that has to be there. Where it is not, that is reported, and the empty text stands in until the run fails.
    pub fn required_text(&self, key: &str, faults: &mut Faults) -> String {
        self.text(key, faults).unwrap_or_default()
    }

    /// A mapping whose keys are the user's, read by a function with faults inside it at their own paths.
    pub fn mapping<T>(
        &self,
        key: &str,
        faults: &mut Faults,
        read: impl FnOnce(&'v Mapping, &mut Faults) -> T,
    ) -> Option<T> {
        self.with(key, faults, |value, faults| {
            Ok(read(typed(key, Form::Mapping, value, Value::as_mapping)?, faults))
        })
    }

    /// A list of mappings, each read by `item`.
    pub fn list<T>(
        &self,
        key: &str,
        faults: &mut Faults,
        mut item: impl FnMut(Fields<'v>, &mut Faults) -> Option<T>,
    ) -> Vec<T> {
        let Some(ValueShape::MappingList(object)) = self.object.key(key).map(|key| key.shape) else {
            return Vec::new();
        };
        self.with(key, faults, |value, faults| {
            let list = typed(key, Form::MappingList, value, Value::as_sequence)?;
            let mut items = Vec::with_capacity(list.len());
            for (index, value) in list.iter().enumerate() {
                faults.within(PathStep::Index(index), |faults| match value.as_mapping() {
                    Some(map) => items.extend(item(Fields::new(map, object, faults), faults)),
                    None => faults.add(KeyOrValue::Value, wrong_type(key, Form::Mapping, value)),
                });
            }
            Ok(items)
        })
        .unwrap_or_default()
    }
}

/// A list in brackets whose marks are not those of YAML, with the list as it should be.
fn wide_list<'t>(key: &str, entries: impl IntoIterator<Item = &'t str>, kind: SlipKind) -> YamlFault {
    let entries: Vec<&str> = entries
        .into_iter()
        .flat_map(|text| text.trim_matches(['【', '】', '［', '］']).split(['，', '、', ',']).map(str::trim))
        .collect();
    YamlFault::Slip(YamlSlip { kind, line: format!("{key}: [{}]", entries.join(", ")), indent: 0 })
}

/// A key's text with the blanks around it, which are part of the key in YAML.
fn raw_text<'k>(key: &'k Value, trimmed: &'k str) -> &'k str {
    key.as_str().unwrap_or(trimmed)
}

fn text(key: &str, value: &Value) -> Result<String, Finding> {
    typed(key, Form::Text, value, scalar_text)
}

fn id(key: &str, value: &Value) -> Result<String, Finding> {
    let text = text(key, value)?;
    let mut bytes = text.bytes();
    let well_formed = bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if well_formed { Ok(text) } else { Err(Finding::BadId { text }) }
}

/// The text of a scalar that can be taken as text: a string or a whole number, with all its digits.
pub fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => long_number(value).filter(|text| !text.contains(['.', 'e', 'E'])).map(ToOwned::to_owned),
    }
}

/// The whole number that a text was meant for: in full-width digits, or with 年 or 号 behind it.
pub fn whole_number_in(text: &str) -> Option<i64> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let text: String = text.trim().trim_matches(['“', '”', '"']).chars().map(narrow).collect();
    let bare = text.trim_end_matches("年度").trim_end_matches(['年', '号']).trim();
    bare.parse().ok().filter(|_| bare.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A number with as many digits as are kept exactly, to show how one is written.
const LONGEST_NUMBER: &str = "1234567890.123456789012345678";

/// A number of the YAML document as an exact decimal: `3.1` is 3.1.
///
/// The YAML reader gives binary floats; the shortest text that names the same float is what the
/// author wrote, up to 15 significant digits. Longer numbers are kept as they were written.
///
/// # Errors
/// Where the value is no number, or has more digits than a decimal holds.
pub fn number(key: &str, expected: Form, value: &Value) -> Result<Decimal, Finding> {
    let too_long = |text: &str| bad_value(key, text, &[LONGEST_NUMBER]);
    match value {
        Value::Number(number) if number.is_finite() => {
            let text = number.to_string();
            let short = text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok());
            short.ok_or_else(|| too_long(&text))
        }
        Value::String(text) => parse_decimal(text).map_err(|error| match error {
            QuantityError::OutOfRange { .. } => too_long(text),
            _ => wrong_type(key, expected, value),
        }),
        _ => {
            let text = typed(key, expected, value, long_number)?;
            exact_decimal(text).ok_or_else(|| too_long(text))
        }
    }
}

/// What `read` makes of a value that has the expected form.
fn typed<'v, T>(
    key: &str,
    expected: Form,
    value: &'v Value,
    read: impl FnOnce(&'v Value) -> Option<T>,
) -> Result<T, Finding> {
    read(value).ok_or_else(|| wrong_type(key, expected, value))
}

/// Says that a value is none of those that are allowed, or not like them.
pub fn bad_value(key: &str, value: &str, allowed: &[&str]) -> Finding {
    let allowed = allowed.iter().map(|&word| word.to_owned()).collect();
    Finding::BadValue { key: key.to_owned(), value: value.to_owned(), allowed }
}

/// The diagnostic code that a key in the mapping `of` names; a fault where there is none of this name.
pub fn code(name: &str, of: &str, faults: &mut Faults) -> Option<Code> {
    let code = Code::find(name);
    if code.is_none() {
        let similar = closest(name, Code::all().map(Code::as_str));
        let finding = Finding::UnknownKey { key: name.to_owned(), of: Thing::Under(of.to_owned()), similar };
        faults.add_at(name, KeyOrValue::Key, finding);
    }
    code
}

/// Says that a value has another form than it should.
pub fn wrong_type(key: &str, expected: Form, value: &Value) -> Finding {
    Finding::WrongType { key: key.to_owned(), expected, found: found(value) }
}

/// The choice that a word stands for.
fn choice<T: Choice>(key: &str, value: &Value) -> Result<T, Finding> {
    let word = text(key, value)?;
    T::of(&word).ok_or_else(|| match key_names::meant_choice(&word, T::WORDS) {
        Some(meant) => bad_value(key, &word, &[meant]),
        None => bad_value(key, &word, T::WORDS),
    })
}

/// What a value is, for messages.
pub fn found(value: &Value) -> Found {
    match value {
        _ if long_number(value).is_some() => Found::Number,
        Value::Null => Found::Nothing,
        Value::Bool(_) => Found::Boolean,
        Value::Number(_) => Found::Number,
        Value::String(_) => Found::Text,
        Value::Tagged(_) => Found::Tagged,
        Value::Sequence(_) => Found::List,
        Value::Mapping(_) => Found::Mapping,
    }
}

/// Longer names, in bytes, are not compared: that takes time and memory by the product of the lengths.
const LONGEST_COMPARED: usize = 400;

/// The candidate closest to `name`, if one is close enough to have been meant.
pub fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    if name.len() > LONGEST_COMPARED {
        return None;
    }
    let length = name.chars().count();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST_COMPARED)
        .filter_map(|candidate| {
            let own = candidate.chars().count();
            let limit = (own.max(3) / 3).max(1);
            // The distance is never less than the difference of the lengths.
            let distance = (own.abs_diff(length) <= limit).then(|| strsim::osa_distance(name, candidate))?;
            (distance <= limit).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}
