//! Promises written into the texts: entries into front matter, links around the words; held to what was meant by reading the
//! new texts again.

use super::ProposedIndicator;
use super::find::{Doubt, Promise};
use super::join::{Entry, Register};
use super::plan::{PlanFile, read_file};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::source::edit::front_edit::{FrontEdit, edit_text};
use crate::source::edit::insert::Record;
use crate::source::edit::patches::Patches;
use crate::source::yaml::value::read_value;
use std::collections::{BTreeMap, BTreeSet};

/// What is written: the files that change, the indicators in the order of the text, what could not be written.
pub type Written = (BTreeMap<String, Vec<u8>>, Vec<ProposedIndicator>, Vec<Doubt>);

/// Writes all entries of a register.
pub fn write(plan: &[PlanFile], register: &mut Register<'_>, year: i16) -> Written {
    for entry in &mut register.entries {
        settle(plan, entry);
    }
    let mut refused: BTreeMap<usize, Words> = BTreeMap::new();
    let mut files = BTreeMap::new();
    // A file that cannot be changed as meant takes its entries with it, and these the links in other files: at most once
    // for each file.
    for _ in 0..=plan.len() {
        files.clear();
        let before = refused.len();
        for (index, file) in plan.iter().enumerate() {
            if refused.contains_key(&index) {
                continue;
            }
            let entries = register.entries.iter().filter(|entry| !is_refused(entry, &refused));
            let entries: Vec<&Entry> = entries.collect();
            match new_text(file, index, &entries, year) {
                Ok(None) => {}
                Ok(Some(text)) => {
                    files.insert(file.path.clone(), text.into_bytes());
                }
                Err(why) => {
                    refused.insert(index, why);
                }
            }
        }
        if refused.len() == before {
            break;
        }
    }
    let mut proposed: Vec<((usize, usize), ProposedIndicator)> = Vec::new();
    let mut doubts = Vec::new();
    for entry in &register.entries {
        let lost = is_refused(entry, &refused);
        for promise in &entry.bound {
            let why =
                refused.get(&promise.file).or_else(|| refused.get(&entry.new.as_ref()?.0).filter(|_| lost));
            if let Some(why) = why {
                doubts.push(Doubt {
                    file: promise.file,
                    at: promise.source.start,
                    figure: figure(plan, promise),
                    why: why.clone(),
                });
            }
        }
        let Some((first, (home, _))) = entry.bound.first().zip(entry.new.as_ref()).filter(|_| !lost) else {
            continue;
        };
        let Some(file) = plan.get(*home) else { continue };
        let own = ProposedIndicator {
            file: file.path.clone(),
            id: entry.id.clone(),
            name: entry.name.clone(),
            figure: figure(plan, first),
            sentence: first.sentence.clone(),
        };
        proposed.push(((first.file, first.source.start), own));
    }
    proposed.sort_by_key(|(place, _)| *place);
    (files, proposed.into_iter().map(|(_, own)| own).collect(), doubts)
}

/// Puts an entry into a section where it is bound in one; the plan's own text often says first what sections say again.
fn settle(plan: &[PlanFile], entry: &mut Entry) {
    let in_section = entry
        .bound
        .iter()
        .map(|promise| promise.file)
        .find(|file| plan.get(*file).is_some_and(|file| !file.is_index));
    if let (Some((home, _)), Some(section)) = (&mut entry.new, in_section)
        && plan.get(*home).is_some_and(|file| file.is_index)
    {
        *home = section;
    }
}

fn is_refused(entry: &Entry, refused: &BTreeMap<usize, Words>) -> bool {
    entry.new.as_ref().is_some_and(|(home, _)| refused.contains_key(home))
}

fn figure(plan: &[PlanFile], promise: &Promise) -> String {
    let text = plan.get(promise.file).map_or("", PlanFile::text);
    text.get(promise.source.clone()).unwrap_or_default().to_owned()
}

/// The new text of a file; none where nothing changes.
fn new_text(file: &PlanFile, index: usize, entries: &[&Entry], year: i16) -> Result<Option<String>, Words> {
    let text = &file.document.text;
    let mut patches = Patches::default();
    let own = entries.iter().filter_map(|entry| entry.new.as_ref()).filter(|(home, _)| *home == index);
    let records: Vec<Record> = own.map(|(_, record)| record.clone()).collect();
    if !records.is_empty() {
        let front = || {
            say!("its front matter is written in a way that cannot be added to", "文件头的写法无法添加指标")
        };
        let value = read_value(text.yaml()).map_err(|_| front())?;
        let listed = value.get("indicators").and_then(|own| own.as_sequence()).map_or(0, Vec::len);
        let records = records.into_iter().map(|record| (listed, record)).collect();
        let edit = FrontEdit::Add { map: Vec::new(), key: "indicators", records, behind: &[] };
        let own = edit_text(text.yaml(), &[edit]).map_err(|_| front())?;
        patches.add_all(own, text.yaml_range.start);
    }
    let mut bound: Vec<(&Promise, &str)> = entries
        .iter()
        .flat_map(|entry| entry.bound.iter().map(|promise| (promise, entry.id.as_str())))
        .filter(|(promise, _)| promise.file == index)
        .collect();
    if bound.is_empty()
        && !entries.iter().any(|entry| entry.new.as_ref().is_some_and(|(home, _)| *home == index))
    {
        return Ok(None);
    }
    bound.sort_by_key(|(promise, _)| promise.source.start);
    for (promise, id) in &bound {
        patches.add(promise.source.start..promise.source.start, "[");
        patches.add(promise.source.end..promise.source.end, format!("](indicator:{id})"));
    }
    let misread = || say!("the file would not read as it is meant", "写入后文件的含义会变");
    let new = patches.apply(file.text()).map_err(|_| misread())?.text;
    holds(file, &new, &bound, year).then_some(Some(new)).ok_or_else(misread)
}

/// Whether a new text reads as the old one with just these figures bound.
fn holds(file: &PlanFile, new: &str, bound: &[(&Promise, &str)], year: i16) -> bool {
    let Some(read) = read_file(&file.path, new.to_owned(), year) else { return false };
    let (old, new) = (&file.document.text.body, &read.document.text.body);
    let words = |promise: &Promise| file.text().get(promise.source.clone());
    let mut expected: BTreeSet<(&str, Option<&str>)> =
        bound.iter().map(|(own, id)| (*id, words(own))).collect();
    for figure in &new.figures {
        expected.remove(&(figure.id.as_str(), figure.text.as_deref()));
    }
    expected.is_empty()
        && new.figures.len() == old.figures.len() + bound.len()
        && new.links.len() == old.links.len()
        && new.passages.len() == old.passages.len()
        && new.passages.iter().zip(&old.passages).all(|(new, old)| new.text == old.text)
        && new.faults.len() == old.faults.len()
}
