//! Front matter and other YAML as values of the model, read as it was meant where it was typed amiss.
//!
//! Takes YAML and what reads a mapping; gives the value and what is wrong with the text, each fault at its place in the text
//! as it was typed. What follows from a slip is not told beside it.

use super::characters;
use super::fields::{Fault, Faults};
use super::slips::{self, Mended, Slip, read_mapping};
use super::text::SourceFile;
use super::yaml::SpannedYaml;
use crate::bug::slice;
use crate::diagnostic::{Diagnostic, Finding, Setting};
use serde_yaml::Mapping;
use std::ops::Range;

/// YAML that was read, mended where that was needed.
#[derive(Debug)]
pub struct ReadYaml {
    /// What it says; none where what was meant cannot be told.
    pub map: Option<Mapping>,
    /// How it was mended.
    pub mended: Option<Mended>,
    /// What is amiss.
    pub slips: Vec<Slip>,
}

impl ReadYaml {
    /// Whether no mend was a guess.
    pub fn is_sure(&self) -> bool {
        self.mended.as_ref().is_none_or(|mended| mended.is_sure)
    }
}

/// Reads YAML that must be a mapping, mended where that is needed.
pub fn read_mending(source: &SourceFile, range: &Range<usize>) -> ReadYaml {
    let yaml = slice(&source.text, range.clone());
    let mut mended = match read_mapping(yaml) {
        Ok(map) => return ReadYaml { map: Some(map), mended: None, slips: Vec::new() },
        Err(error) => slips::mend(yaml, error),
    };
    ReadYaml { map: mended.map.take(), slips: mended.slips.clone(), mended: Some(mended) }
}

/// Reads YAML that must be a mapping; empty YAML is an empty mapping.
///
/// # Errors
/// What is amiss, at its places.
pub fn read_yaml(source: &SourceFile, range: Range<usize>) -> Result<Mapping, Vec<Diagnostic>> {
    let ReadYaml { map, slips, .. } = read_mending(source, &range);
    map.filter(|_| slips.is_empty()).ok_or_else(|| slip_findings(source, &range, &slips))
}

/// Reads the YAML of a whole file into a value of the model, as far as it can be told what was meant.
pub fn read_typed<T: Default>(
    source: &SourceFile,
    read: &dyn Fn(&Mapping, &mut Faults) -> T,
) -> (T, Vec<Diagnostic>) {
    let range = 0..source.text.len();
    let ReadYaml { map, mended, slips } = read_mending(source, &range);
    match map {
        Some(mut map) => {
            characters::settle(&mut map);
            Yaml { source, range, mended: mended.as_ref() }.typed(&map, read)
        }
        None => (T::default(), slip_findings(source, &range, &slips)),
    }
}

/// Findings of what was typed amiss in the YAML at a place of a file.
pub fn slip_findings(source: &SourceFile, range: &Range<usize>, slips: &[Slip]) -> Vec<Diagnostic> {
    let of = |slip: &Slip| {
        let start = (range.start + slip.range.start).min(source.text.len());
        // At the end of a text, at the line after it.
        let end = (range.start + slip.range.end).min(source.text.len());
        Diagnostic::new(Finding::BadYaml { fault: slip.fault.clone() }, source.place(start..end))
    };
    slips.iter().map(of).collect()
}

/// What counts for a mend that cannot be what was meant: more than any number of faults.
const NOT_MEANT: usize = 1 << 30;

/// YAML that is being read as values of the model.
pub struct Yaml<'y> {
    /// The file.
    pub source: &'y SourceFile,
    /// Where it lies in the file.
    pub range: Range<usize>,
    /// How it was mended, where that was needed.
    pub mended: Option<&'y Mended>,
}

impl Yaml<'_> {
    /// What `read` makes of a mapping, and what is wrong with it. Where a mend of a line leaves fewer faults, the line was
    /// typed amiss: that is told, and what follows from it is not.
    pub fn typed<T>(&self, map: &Mapping, read: &dyn Fn(&Mapping, &mut Faults) -> T) -> (T, Vec<Diagnostic>) {
        let faults_of = |map: &Mapping| {
            let mut faults = Faults::default();
            let value = read(map, &mut faults);
            (value, faults.into_list())
        };
        let (value, faults) = faults_of(map);
        if let Some(mended) = self.mended {
            return (value, self.told(if mended.is_sure { faults } else { Vec::new() }, mended));
        }
        if faults.is_empty() {
            let yaml = slice(&self.source.text, self.range.clone());
            return (value, slip_findings(self.source, &self.range, &slips::cut_off(yaml)));
        }
        // A mend that brings a key to where there is none of its name was not what was meant.
        let strange = |faults: &[Fault]| {
            faults
                .iter()
                .filter(|fault| matches!(fault.finding, Finding::UnknownKey { similar: None, .. }))
                .count()
        };
        let already = strange(&faults);
        let found = place_faults(self.source, self.range.clone(), faults);
        let first = self.source.place(self.range.start..self.range.start).start.line;
        // Of a unit it is told what is wrong with it.
        let mut lines: Vec<usize> = found
            .iter()
            .filter(|found| !matches!(found.finding, Finding::BadUnit { .. }))
            .filter_map(|found| found.place.as_ref()?.start.line.checked_sub(first))
            .collect();
        lines.dedup();
        let yaml = slice(&self.source.text, self.range.clone());
        // A key that is answered with the right one says what was meant.
        let is_answered =
            |fault: &Fault| matches!(&fault.finding, Finding::UnknownKey { similar: Some(_), .. });
        let weight = |fault: &Fault| if is_answered(fault) { 1 } else { 3 };
        let settled = |map: &Mapping| {
            let mut map = map.clone();
            characters::settle(&mut map);
            map
        };
        let count = |map: &Mapping| {
            let faults = faults_of(&settled(map)).1;
            if strange(&faults) > already { NOT_MEANT } else { faults.iter().map(weight).sum::<usize>() }
        };
        let Some(mended) = slips::mend_meaning(yaml, &lines, &count) else { return (value, found) };
        let (value, faults) =
            mended.map.as_ref().map_or_else(|| (value, Vec::new()), |map| faults_of(&settled(map)));
        (value, self.told(faults, &mended))
    }

    /// The slips of a text, and the faults that were found in it as it was mended, at their places in the text as it was
    /// typed. A key that is misnamed besides is named in the line as it should be.
    fn told(&self, faults: Vec<Fault>, mended: &Mended) -> Vec<Diagnostic> {
        let mut slips = mended.slips.clone();
        let mut found = Vec::new();
        let places = if faults.is_empty() { Vec::new() } else { fault_ranges(&mended.text(), faults) };
        for (range, finding, setting) in places {
            let old = mended.old_range(&range);
            if let Finding::UnknownKey { key, similar: Some(similar), .. } = &finding
                && let Some(slip) = slips.iter_mut().find(|slip| slip.line == mended.line(&old))
                && slip.rename(key, similar)
            {
                continue;
            }
            let (start, end) = (self.range.start + old.start, self.range.start + old.end);
            let place = self.source.place(start..end.min(self.source.text.len()));
            found.push(Diagnostic::new(finding, place).set_in(setting));
        }
        let mut told = slip_findings(self.source, &self.range, &slips);
        told.append(&mut found);
        told
    }
}

/// Finds the places of faults and makes diagnostics of them.
pub fn place_faults(source: &SourceFile, yaml_range: Range<usize>, faults: Vec<Fault>) -> Vec<Diagnostic> {
    if faults.is_empty() {
        return Vec::new();
    }
    let start = yaml_range.start;
    let of = |(range, finding, setting): (Range<usize>, Finding, Setting)| {
        Diagnostic::new(finding, source.place(start + range.start..start + range.end)).set_in(setting)
    };
    fault_ranges(slice(&source.text, yaml_range), faults).into_iter().map(of).collect()
}

/// Where faults lie in a YAML text, what they are, and what they concern.
fn fault_ranges(yaml: &str, faults: Vec<Fault>) -> Vec<(Range<usize>, Finding, Setting)> {
    let tree = SpannedYaml::read(yaml);
    let of = |fault: Fault| {
        let range = if fault.path.is_empty() { 0..yaml.len() } else { tree.find(&fault.path, fault.on) };
        // A whole list or mapping would say no more than its first line.
        let length = first_line(slice(yaml, range.clone())).len();
        (range.start..range.start + length, fault.finding, fault.setting)
    };
    faults.into_iter().map(of).collect()
}

/// The first line of a text.
pub fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
