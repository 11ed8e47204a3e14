//! Headings of texts that were labelled by hand; see `tests/import/headings/README.md`.

use super::{Role, structure};
use crate::import::docx::TrackedChanges;
use crate::import::read::read;
use std::collections::BTreeSet;
use std::path::Path;

/// At least so many of the labelled headings are found, and so many of those that are found are right, of a hundred.
const NEEDED: usize = 99;

/// A text without its labels, and the headings as they are labelled: the line, the level and the words.
fn unlabelled(labelled: &str) -> (String, BTreeSet<(usize, u8, String)>, Vec<String>) {
    let (mut text, mut headings, mut labels) = (String::new(), BTreeSet::new(), Vec::new());
    for (at, line) in labelled.lines().enumerate() {
        let (label, line) = line.split_once('|').unwrap_or_else(|| panic!("no label: {line}"));
        let (number, words) = line.split_once('¦').unwrap_or(("", line));
        text.push_str(&format!("{number}{words}\n"));
        labels.push(label.to_owned());
        if let Ok(level) = label.parse::<u8>() {
            let is_run_in = line.contains('¦');
            let end = if is_run_in { words.find('。').unwrap() } else { words.len() };
            headings.insert((at, level, words.get(..end).unwrap().trim_end_matches('。').to_owned()));
        }
    }
    (text, headings, labels)
}

#[test]
fn labelled_headings_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/headings");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|own| own == "txt"))
        .collect();
    files.sort();
    assert!(files.len() >= 10, "{files:?}");
    let (mut labelled, mut found, mut right) = (0, 0, 0);
    let (mut wrong, mut others) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let (text, headings, labels) = unlabelled(&std::fs::read_to_string(&file).unwrap());
        let document = read(Path::new("a.txt"), text.as_bytes(), TrackedChanges::Refuse).unwrap();
        let ruled = structure(&document);
        let texts: Vec<String> =
            document.paragraphs().into_iter().map(|paragraph| paragraph.text()).collect();
        let mut own = BTreeSet::new();
        for (id, ruling) in &ruled.rulings {
            let at = id.0 as usize - 1;
            if let Role::Heading { level, words, .. } = &ruling.role {
                // A label that has the number before the words is as good as one without it.
                let typed = ruling.number.clone().unwrap_or(0..0);
                let bare = texts[at].get(words.clone()).unwrap();
                let whole = format!("{}{bare}", texts[at].get(typed).unwrap());
                let is_whole = headings.contains(&(at, *level, whole.clone()));
                own.insert((at, *level, if is_whole { whole } else { bare.to_owned() }));
                continue;
            }
            let expected = match &ruling.role {
                Role::Title => "T",
                Role::Addressee => "A",
                Role::Signature | Role::WrittenDate | Role::Imprint | Role::Attachments => "S",
                Role::Contents => "C",
                Role::AttachmentMark => "M",
                _ => "-",
            };
            if labels[at] != expected && labels[at].parse::<u8>().is_err() {
                others.push(format!(
                    "{name}:{}: labelled {}, taken for {expected}: {}",
                    at + 1,
                    labels[at],
                    texts[at]
                ));
            }
        }
        labelled += headings.len();
        found += own.len();
        right += own.intersection(&headings).count();
        wrong.extend(
            headings
                .difference(&own)
                .map(|(at, level, words)| format!("{name}:{}: missed {level} {words}", at + 1)),
        );
        wrong.extend(
            own.difference(&headings)
                .map(|(at, level, words)| format!("{name}:{}: none {level} {words}", at + 1)),
        );
    }
    let report = format!("{right} right of {found} found and {labelled} labelled\n{}", wrong.join("\n"));
    println!("{report}");
    assert!(others.is_empty(), "{}", others.join("\n"));
    assert!(right * 100 >= labelled * NEEDED && right * 100 >= found * NEEDED, "{report}");
}
