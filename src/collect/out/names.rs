//! Names of files that every system takes, from the names of units.

use super::LIST;
use std::collections::BTreeSet;

/// The longest name before its ending, in bytes: common systems take 255.
const LONGEST: usize = 200;
/// Names that one system keeps for its devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The names of the workbooks of units, in their order: `水务局.xlsx`. No two are the same, on systems that do not tell
/// large letters from small ones either.
pub fn file_names(units: &[&str]) -> Vec<String> {
    let mut taken = BTreeSet::from([LIST.to_lowercase()]);
    let mut name = |unit: &str| {
        let stem = stem(unit);
        let numbered = (2..).map(|number: u32| format!("{stem}（{number}）.xlsx"));
        let mut candidates = std::iter::once(format!("{stem}.xlsx")).chain(numbered);
        let free = candidates.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default();
        taken.insert(free.to_lowercase());
        free
    };
    units.iter().map(|unit| name(unit)).collect()
}

/// A unit's name without what some system refuses in the name of a file.
fn stem(unit: &str) -> String {
    let plain = |c: char| match c {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    let text: String = unit.chars().map(plain).collect();
    let mut stem = String::new();
    for c in text.trim().chars() {
        if stem.len() + c.len_utf8() > LONGEST {
            break;
        }
        stem.push(c);
    }
    let stem = stem.trim_start_matches('.').trim_end_matches(['.', ' ']).to_owned();
    let is_device = DEVICES.contains(&stem.split('.').next().unwrap_or_default().to_lowercase().as_str());
    if stem.is_empty() || is_device { format!("单位{stem}") } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_portable_and_each_is_one_of_its_own() {
        let long = "局".repeat(100);
        let names = file_names(&["水务局", "a/b", "A/B", "con", "..", "局. ", "填报单位名单", &long]);
        let expected = [
            "水务局.xlsx",
            "a_b.xlsx",
            "A_B（2）.xlsx",
            "单位con.xlsx",
            "单位.xlsx",
            "局.xlsx",
            "填报单位名单（2）.xlsx",
            &format!("{}.xlsx", "局".repeat(66)),
        ];
        assert_eq!(names, expected);
    }
}
