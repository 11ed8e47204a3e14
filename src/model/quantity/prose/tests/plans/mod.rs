//! Sentences of whole plans: bound, value and unit of all that they state, and nothing else.

mod fresh;
mod held_out;
mod work;

use super::super::{ChangeRole, Mention, mentions};
use super::short;

/// Each text with bound, value and unit of what it states, parted by a space. What is wrong is told with how many of the
/// labels are found, and how many of the mentions are right.
fn assert_reads(cases: &[(&str, &str)]) {
    let (mut wrong, mut labels, mut read, mut right) = (Vec::new(), 0, 0, 0);
    for (text, expected) in cases {
        let plain = |mention: &Mention| Mention { aim: None, role: ChangeRole::Alone, ..mention.clone() };
        let found: Vec<String> = mentions(text).iter().map(|mention| short(&plain(mention))).collect();
        let mut expected: Vec<&str> = expected.split_whitespace().collect();
        labels += expected.len();
        read += found.len();
        if found != expected {
            wrong.push(format!("{text}\n  read     {}\n  expected {}", found.join(" "), expected.join(" ")));
        }
        for one in &found {
            if let Some(at) = expected.iter().position(|label| label == one) {
                expected.remove(at);
                right += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{right} right of {labels} labels and {read} mentions\n{}", wrong.join("\n"));
}
