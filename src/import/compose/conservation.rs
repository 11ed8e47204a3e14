//! The law that no character is lost without a word, as tests hold every draft to it.
//!
//! The composed files are read back with the project's own parser: what their texts say must be what the fates say stands there, in
//! order and nothing more; what fates say of front matter must stand in the key's value; the rest must be among the losses.

use super::super::document::{OfficeDocument, ParagraphId};
use super::draft::{is_blank_character, whole};
use super::{FatePlace, PlanDraft};
use crate::markdown::{Fill, HeadingNumbers, Label, parse};
use crate::source::front_matter::split;
use crate::source::yaml::value::read_value;
use std::collections::BTreeMap;

/// Says what is wrong with the account of a draft; nothing where it holds.
pub fn unaccounted(document: &OfficeDocument, draft: &PlanDraft) -> Vec<String> {
    let mut faults = Vec::new();
    let mut told: BTreeMap<ParagraphId, String> = BTreeMap::new();
    for fate in &draft.fates {
        told.entry(fate.paragraph).or_default().push_str(&squeezed(&fate.text));
    }
    for paragraph in document.paragraphs() {
        let own = squeezed(&whole(paragraph));
        let told = told.remove(&paragraph.id).unwrap_or_default();
        if own != told {
            faults.push(format!("paragraph {} is {own:?}, accounted for {told:?}", paragraph.id));
        }
    }
    let mut losses: Vec<(ParagraphId, String)> =
        draft.losses.iter().filter_map(|loss| Some((loss.at?, squeezed(&loss.text)))).collect();
    let mut bodies: BTreeMap<&str, String> = BTreeMap::new();
    for fate in &draft.fates {
        let own = squeezed(&fate.text);
        match &fate.place {
            FatePlace::Body { file } => bodies.entry(file).or_default().push_str(&own),
            FatePlace::Key { file, key } => {
                let value = value(draft, file, key);
                if !stands_in(&own, key, &value) {
                    faults.push(format!("{key} of {file} is {value:?}, without {own:?}"));
                }
            }
            FatePlace::Lost => match losses.iter().position(|loss| *loss == (fate.paragraph, own.clone())) {
                Some(at) => drop(losses.remove(at)),
                None => faults.push(format!("{own:?} of paragraph {} is no loss", fate.paragraph)),
            },
        }
    }
    for (file, bytes) in draft.files.iter().filter(|(file, _)| file.ends_with(".md")) {
        let shown = shown(&String::from_utf8_lossy(bytes));
        let told = bodies.remove(file.as_str()).unwrap_or_default();
        // Notes of a table's cells stand right behind it, and not where the document has them.
        let is_same =
            if document.notes.is_empty() { shown == told } else { letters(&shown) == letters(&told) };
        if !is_same {
            faults.push(format!("{file} shows {shown:?}, accounted for {told:?}"));
        }
    }
    faults.extend(bodies.into_keys().map(|file| format!("no file {file}")));
    faults
}

/// Whether words stand in the value of a key, as they are or as the key has them: dates, and in tables what the model has other words
/// for.
fn stands_in(own: &str, key: &str, value: &str) -> bool {
    let is_date = matches!(key, "written" | "printed_on");
    let is_table = matches!(key, "indicators" | "tasks");
    let numeric = own.replace([',', '，'], "");
    let also = [own.replace('％', "%"), numeric];
    let named = [("约束性", "binding"), ("预期性", "expected"), ("约束", "binding"), ("预期", "expected")];
    let year: String = own.chars().take_while(char::is_ascii_digit).collect();
    // 地区生产总值（亿元） is a name and a unit.
    let parted = own.strip_suffix(['）', ')']).and_then(|own| own.rsplit_once(['（', '(']));
    value.contains(own)
        || is_table && parted.is_some_and(|(name, unit)| value.contains(name) && value.contains(unit))
        || is_date && own.contains('年') && value.contains(&year)
        || is_table && also.iter().any(|own| value.contains(own.as_str()))
        || is_table && named.iter().any(|(word, meant)| own == *word && value.contains(meant))
}

fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// A text without what shows nothing.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !is_blank_character(*c)).collect()
}

/// All words of a key's value.
fn value(draft: &PlanDraft, file: &str, key: &str) -> String {
    let text =
        draft.files.get(file).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let parts = split(&text).unwrap();
    let value = read_value(text.get(parts.yaml).unwrap()).unwrap();
    squeezed(&words(value.get(key).unwrap_or(&serde_yaml::Value::Null)))
}

fn words(value: &serde_yaml::Value) -> String {
    match value {
        serde_yaml::Value::String(text) => text.clone(),
        serde_yaml::Value::Sequence(list) => list.iter().map(words).collect::<Vec<_>>().join("\n"),
        serde_yaml::Value::Mapping(map) => map.values().map(words).collect::<Vec<_>>().join("\n"),
        other => serde_yaml::to_string(other).unwrap_or_default(),
    }
}

/// What a file's text shows, without blanks.
pub fn shown(text: &str) -> String {
    let parts = split(text).unwrap();
    let body = text.get(parts.body).unwrap();
    let mut html = String::new();
    parse(body).fill(1, HeadingNumbers::NONE, &mut Nothing, &mut html);
    // References to notes and the ways back are the page's own.
    for (open, close) in [("<sup class=\"footnote-ref\">", "</sup>"), ("<a class=\"footnote-back\"", "</a>")]
    {
        while let Some(at) = html.find(open) {
            let end = html.get(at..).unwrap().find(close).map_or(html.len(), |end| at + end + close.len());
            html.replace_range(at..end, "");
        }
    }
    let text: String =
        html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    squeezed(&text.replace("&nbsp;", " ").replace("&amp;", "&"))
}

/// Fills slots with nothing.
struct Nothing;

impl Fill for Nothing {
    fn link(&mut self, _: usize, _: &mut String) {}
    fn picture(&mut self, _: usize, _: &mut String) {}
    fn figure(&mut self, _: usize, _: &mut String) {}
    fn figure_words(&mut self, _: usize, _: &mut String) {}
    fn block(&mut self, _: usize, _: &mut String) {}
    fn id_prefix(&mut self, _: &mut String) {}
    fn label(&mut self, _: Label, _: &mut String) {}
}
