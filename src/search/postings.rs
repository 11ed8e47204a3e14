//! Which entries have which terms, and how much each speaks of them.
//!
//! Takes groups of entries, numbered from 0 in their order; gives for each term, in the order of the terms' texts, its postings.
//! Parts of the site are read in parallel and joined in order, so the result depends on the entries alone.

use super::text::{Term, Tokenizer};
use super::{Group, SearchEntry};
use crate::progress::Share;
use rayon::prelude::*;

/// Terms are short, and there are millions of them: the usual hash would take longer than all the rest.
type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::FixedState>;

/// How much an entry speaks of a term, in three bits: twice or more, four times or more, and in its title.
pub type Weight = u8;

/// An entry's number, and how much it speaks of the term.
pub type Posting = (u32, Weight);

const IN_TITLE: Weight = 4;
/// How many entries one task reads: enough that joining its maps is the smaller part.
const PER_TASK: usize = 256;

/// The terms of one entry.
fn read(entry: &SearchEntry, tokenizer: &mut Tokenizer, counts: &mut HashMap<Term, (u32, bool)>) {
    for line in &entry.lines {
        tokenizer.terms(line, |term| counts.entry(term).or_default().0 += 1);
    }
    tokenizer.terms(&entry.title, |term| counts.entry(term).or_default().1 = true);
    if let Some(whole) = tokenizer.whole(&entry.title) {
        counts.entry(whole).or_default().1 = true;
    }
}

/// The postings of all terms, terms by their texts, entries by their numbers. Tells every entry that was read.
pub fn postings(groups: &[Group], told: &Share<'_>) -> Vec<(String, Vec<Posting>)> {
    let entries: Vec<(u32, &SearchEntry)> =
        (0..).zip(groups.iter().flat_map(|group| &group.entries)).collect();
    let parts: Vec<HashMap<Term, Vec<Posting>>> = entries
        .par_chunks(PER_TASK)
        .map(|part| {
            let mut own: HashMap<Term, Vec<Posting>> = HashMap::default();
            let (mut tokenizer, mut counts) = (Tokenizer::default(), HashMap::default());
            for (number, entry) in part {
                read(entry, &mut tokenizer, &mut counts);
                #[expect(clippy::iter_over_hash_type, reason = "each term goes to its own list")]
                for (term, (in_text, in_title)) in counts.drain() {
                    let weight = (in_text / 2).min(2) as Weight | if in_title { IN_TITLE } else { 0 };
                    own.entry(term).or_default().push((*number, weight));
                }
            }
            told.advance(part.len() as u64);
            own
        })
        .collect();
    let mut all: HashMap<Term, Vec<Posting>> = HashMap::default();
    for part in parts {
        // The order of the terms does not matter here; that of the parts does, and they are in order.
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each term goes to its own list; they are sorted below"
        )]
        for (term, mut own) in part {
            all.entry(term).or_default().append(&mut own);
        }
    }
    let mut terms: Vec<(String, Vec<Posting>)> = all
        .into_par_iter()
        .map(|(term, own)| {
            let mut text = String::new();
            term.write(&mut text);
            (text, own)
        })
        .collect();
    terms.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    terms
}

#[cfg(test)]
mod tests {
    use super::super::EntryKind;
    use super::*;
    use crate::progress::{Silent, Step};

    fn postings(groups: &[Group]) -> Vec<(String, Vec<Posting>)> {
        super::postings(groups, &Share::new(&Silent, Step::SearchIndex, 0))
    }

    fn entry(title: &str, lines: &[&str]) -> SearchEntry {
        SearchEntry {
            kind: EntryKind::Section,
            title: title.to_owned(),
            path: String::new(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        }
    }

    #[test]
    fn a_term_tells_its_entries_and_their_weights() {
        let groups = [
            Group {
                entries: vec![entry("创新", &["创新。创新，创新；创新"]), entry("其他", &["创新", "再创新"])],
                ..Group::default()
            },
            Group { entries: vec![entry("创新", &[])], ..Group::default() },
        ];
        let all = postings(&groups);
        let of = |term: &str| all.iter().find(|(text, _)| text == term).map(|(_, own)| own.as_slice());
        assert_eq!(of("创新"), Some(&[(0, IN_TITLE | 2), (1, 1), (2, IN_TITLE)][..]));
        assert_eq!(of("再创"), Some(&[(1, 0)][..]));
        assert_eq!(of("创"), None);
        assert!(all.is_sorted());
    }

    #[test]
    fn many_entries_are_joined_in_order() {
        let entries = (0..3000).map(|number| entry(&format!("n{number}"), &["same"])).collect();
        let all = postings(&[Group { entries, ..Group::default() }]);
        let same = all.iter().find(|(text, _)| text == "same").unwrap();
        assert!(same.1.iter().map(|posting| posting.0).eq(0..3000));
    }
}
