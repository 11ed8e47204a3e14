//! What was typed amiss in YAML, found by mending it: a mend that lets the reader go on was the slip.
//!
//! A reader of YAML stops where it can make no more sense of a text, which is often a line further down than the slip,
//! and says what it expected there. A clerk wrote `title：培育`. So lines near the place are tried as they
//! might have been meant ([`mends`]); the first mend with which the text can be read, or can be read further, is told,
//! with its own line. What was mended goes on being read, so that the next slip is found in the same run and what
//! depends on the file is known; nothing that was mended is ever published, for each slip is an error.

mod draft;
mod flow;
pub mod line;
mod mends;

use super::yaml::value::{YamlError, read_value};
use crate::diagnostic::{SlipKind, YamlFault, YamlSlip};
use draft::Draft;
use serde_yaml::{Mapping, Value};
use std::ops::Range;

/// What was amiss in a line.
#[derive(Debug, Clone)]
pub struct Slip {
    /// The line, from 0.
    pub line: usize,
    /// Its bytes in the text as it was typed.
    pub range: Range<usize>,
    pub fault: YamlFault,
}

impl Slip {
    /// Names a key of the line as it should be; whether it has it.
    pub fn rename(&mut self, key: &str, right: &str) -> bool {
        let YamlFault::Slip(slip) = &mut self.fault else { return false };
        let renamed = slip.line.replacen(&format!("{key}:"), &format!("{right}:"), 1);
        std::mem::replace(&mut slip.line, renamed) != slip.line
    }
}

/// A text with its slips mended.
#[derive(Debug)]
pub struct Mended {
    /// What was amiss.
    pub slips: Vec<Slip>,
    /// What the mended text says; none where it still cannot be read.
    pub map: Option<Mapping>,
    /// Whether no mend was a guess at where a line belongs.
    pub is_sure: bool,
    draft: Draft,
}

impl Mended {
    /// The text as mended.
    pub fn text(&self) -> String {
        self.draft.text()
    }

    /// A place of the mended text in the text as it was typed.
    pub fn old_range(&self, range: &Range<usize>) -> Range<usize> {
        self.draft.old_range(range)
    }

    /// The line of a place in the text as it was typed, from 0.
    pub fn line(&self, old: &Range<usize>) -> usize {
        self.draft.line(old)
    }
}

/// Reads YAML that must be a mapping; empty YAML is an empty mapping.
///
/// # Errors
/// Where it cannot be read, or is something else.
pub fn read_mapping(yaml: &str) -> Result<Mapping, YamlError> {
    match read_value(yaml)? {
        Value::Mapping(map) => Ok(map),
        Value::Null => Ok(Mapping::new()),
        _ => {
            let at = yaml.len() - yaml.trim_start().len();
            Err(YamlError { at, stopped: at, fault: YamlFault::NotAMapping })
        }
    }
}

/// So many bytes are read at most in trying.
const MOST_READ: usize = 4_000_000;
/// So many mends are tried at most in a text that cannot be read.
const MOST_TRIES: usize = 400;
/// And in one that can: there may be many such files.
const MOST_TRIES_OF_MEANING: usize = 120;
/// There, so many faults are counted at most.
const MOST_COUNTED: usize = 4_000;

/// Finds what is amiss in a text that cannot be read.
pub fn mend(yaml: &str, error: YamlError) -> Mended {
    let mut draft = Draft::new(yaml);
    // The lines of a draft end in `\n` alone, so that places in it are others.
    let mut read = if yaml.contains('\r') { read_mapping(&draft.text()) } else { Err(error) };
    let mut tries = (MOST_READ / yaml.len().max(1)).min(MOST_TRIES);
    let is_parser = |error: &YamlError| matches!(error.fault, YamlFault::Parser(_) | YamlFault::NotAMapping);
    let is_open = |read: &Result<Mapping, YamlError>| read.as_ref().is_err_and(is_parser);
    let mut rest = None;
    if tries > 0 && is_open(&read) {
        if draft.mend_certain() {
            read = read_mapping(&draft.text());
        }
        // A guess at where a line belongs counts only if all can be read in the end.
        let mut before_guesses = None;
        while let Some(error) = read.as_ref().err().filter(|error| is_parser(error)) {
            let before = draft.clone();
            let Some(next) = draft.try_at(error, &mut tries) else { break };
            let was = std::mem::replace(&mut read, next);
            if before.is_sure() && !draft.is_sure() {
                before_guesses = Some((before, was));
            }
        }
        if let Some((before, was)) = before_guesses.filter(|_| read.is_err() && !draft.tells_doubled()) {
            (draft, read) = (before, was);
        }
    }
    if let Err(error) = &read {
        let length =
            draft.text().get(error.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let old = draft.old_range(&(error.at..error.at + length));
        // What follows from a line that is told already is not told again.
        if !draft.is_told(&old) {
            rest = Some(Slip { line: draft.line(&old), range: old, fault: error.fault.clone() });
        }
    }
    let mut slips = draft.slips();
    let is_sure = read.is_ok() && draft.is_sure();
    slips.extend(rest);
    slips.sort_by_key(|slip| slip.range.start);
    Mended { slips, map: read.ok(), is_sure, draft }
}

/// Finds what is amiss in a text that can be read, and says something else than was meant; `lines` are those that
/// faults were found in, and `count` tells how grave the faults of a mapping are. None where no mend makes them fewer.
pub fn mend_meaning(yaml: &str, lines: &[usize], count: &dyn Fn(&Mapping) -> usize) -> Option<Mended> {
    let few = MOST_COUNTED / lines.len().max(1);
    let mut tries = (MOST_READ / yaml.len().max(1)).min(MOST_TRIES_OF_MEANING).min(few);
    if tries == 0 {
        return None;
    }
    let mut draft = Draft::new(yaml);
    let mut map = read_mapping(yaml).ok()?;
    let mut least = count(&map);
    let mut certain = Draft::new(yaml);
    if certain.mend_certain()
        && let Ok(read) = read_mapping(&certain.text())
        && count(&read) < least
    {
        least = count(&read);
        (draft, map) = (certain, read);
    }
    if let Some(read) = draft.with_blanks(&mut tries, &|map| count(map) < least) {
        least = count(&read);
        map = read;
    }
    for line in lines.iter().take(20) {
        if least == 0 {
            break;
        }
        if let Some((read, fewer)) = draft.try_meaning(*line, least, count, &mut tries) {
            (map, least) = (read, fewer);
        }
    }
    let slips = draft.slips();
    (!slips.is_empty()).then(|| Mended { slips, map: Some(map), is_sure: true, draft })
}

/// What follows the number of a building or machine in `3 # 号楼`.
const NUMBERED: [char; 12] = ['号', '楼', '厂', '机', '线', '地', '泵', '塔', '库', '井', '栋', '炉'];

/// Names whose end is a comment to YAML, and was meant as text: `name: 3 # 号楼`. Other comments stand where they should.
pub fn cut_off(yaml: &str) -> Vec<Slip> {
    if !yaml.contains(" #") {
        return Vec::new();
    }
    let draft = Draft::new(yaml);
    let of = |(index, line): (usize, &str)| {
        let key =
            line::key_at(line, line::content(line)).filter(|key| matches!(key.name, "name" | "title"))?;
        let range = line::value(line).filter(|_| key.mark == Some(':'))?;
        let text = line.get(range.clone())?;
        let (before, behind) = text.split_once(" #")?;
        let is_name = before.trim_end().ends_with(|c: char| c.is_ascii_digit())
            && !before.starts_with(['"', '\'', '[', '{'])
            && behind.trim_start().starts_with(NUMBERED);
        let start = draft.start(index)? + range.start + before.len() + 1;
        let mended = format!("{}\"{text}\"", line.get(..range.start)?);
        let fault = fault(SlipKind::CutOff, &mended);
        (is_name && !text.contains(['"', '\\'])).then_some(Slip {
            line: index,
            range: start..start + 1,
            fault,
        })
    };
    yaml.lines().enumerate().filter_map(of).collect()
}

/// Whether a mend of this kind may be told of a text that YAML can read.
const fn changes_meaning(kind: &SlipKind) -> bool {
    match kind {
        SlipKind::OneBracket(_) | SlipKind::ColonInText | SlipKind::AfterQuote => false,
        SlipKind::Beginning(mark) => matches!(mark, '#' | '!'),
        _ => true,
    }
}

/// The fault of a line that was mended.
fn fault(kind: SlipKind, mended: &str) -> YamlFault {
    let indent = mended.len() - mended.trim_start_matches(' ').len();
    YamlFault::Slip(YamlSlip { kind, line: mended.trim().to_owned(), indent })
}
