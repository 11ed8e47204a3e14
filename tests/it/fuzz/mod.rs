//! Damaged inputs through the program: none may make it panic, hang or take what is wrong for right.
//!
//! Each parser has its test: a few seconds in every run, as long as `PLANPRESS_FUZZ_SECONDS` says in `./test --long`. The
//! repository's own content is cut, spliced and salted with what parsers trip over. A failure prints the input that causes it
//! and the seed that repeats the run. Phrases and figures have their laws beside the code (`src/model/quantity/`), which
//! `./test --long` runs with more cases.

mod bags;
mod documents;
mod requests;
mod themes;

use crate::support::random::Random;
use std::fs;
use std::path::Path;

/// What is put in here and there.
const SALT: [&str; 78] = [
    "---\n",
    "\n---\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{1}",
    "\u{feff}",
    "\u{fdd0}",
    "\u{ffff}",
    "\u{85}",
    "\u{2028}",
    "\u{200b}",
    "：",
    "，",
    "。**",
    "**“",
    "”**",
    "*",
    "**",
    "~~",
    "_",
    "`",
    "```",
    "```indicators\n",
    "```tasks\nall\n```\n",
    "```chart\nall\n```\n",
    "~~~",
    "[",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "](indicator:a)",
    "[](indicator:a#actual)",
    "[](indicator:2016/a)",
    "](#",
    "](../",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<a href=x id=y>",
    "<table><tr>",
    "<script>",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "- [x] ",
    "1. ",
    "# ",
    "### ",
    " {#x .y}",
    "|",
    "|-|-|\n",
    "\n: ",
    "    ",
    "&amp;",
    "&#x1;",
    "&#0;",
    "\\",
    "title: ",
    "kind: plan\n",
    "year: 2016\n",
    "indicators:\n  - {id: a, name: a, target: 12家以上, actual: 3}\n",
    "tasks:\n  - {id: b, name: b}\n",
    "aliases: [/a/]\n",
    "&a ",
    "*a",
    "{",
    "}",
    "!!int ",
    "? ",
    "1e999",
    "九万亿",
    "%",
];

/// What damages texts, at random.
struct Damage(Random);

impl Damage {
    fn below(&mut self, limit: usize) -> usize {
        self.0.below(limit)
    }

    fn pick<'t, T: ?Sized>(&mut self, from: &'t [Box<T>]) -> &'t T {
        &from[self.below(from.len())]
    }

    /// An offset in a text, at a character.
    fn offset(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// A stretch of a text.
    fn stretch<'t>(&mut self, text: &'t str, longest: usize) -> &'t str {
        let start = self.offset(text);
        let rest = &text[start..];
        let end = rest.char_indices().nth(1 + self.below(longest)).map_or(rest.len(), |(at, _)| at);
        &rest[..end]
    }

    fn damage(&mut self, text: &str, others: &[Box<str>]) -> Vec<u8> {
        let mut text = text.to_owned();
        for _ in 0..=self.below(12) {
            let at = self.offset(&text);
            match self.below(7) {
                0..=2 => text.insert_str(at, SALT[self.below(SALT.len())]),
                3 => text.insert_str(at, &SALT[self.below(SALT.len())].repeat(self.below(40))),
                4 => {
                    let other = self.pick(others);
                    text.insert_str(at, self.stretch(other, 200));
                }
                5 => {
                    let gone = self.stretch(&text[at..], 60).len().min(text.len() - at);
                    let mut end = at + gone;
                    while !text.is_char_boundary(end) {
                        end += 1;
                    }
                    text.replace_range(at..end, "");
                }
                _ => {
                    let again = self.stretch(&text, 200).to_owned();
                    text.insert_str(at, &again);
                }
            }
        }
        let mut bytes = text.into_bytes();
        if self.below(20) == 0 && !bytes.is_empty() {
            let at = self.below(bytes.len());
            bytes[at] ^= 1 << self.below(8);
        }
        bytes
    }
}

/// The texts to damage.
fn seeds() -> Vec<Box<str>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let all = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    all.filter(|entry| entry.path().extension().is_some_and(|end| end == "md"))
        .map(|entry| fs::read_to_string(entry.path()).unwrap().into())
        .collect()
}
