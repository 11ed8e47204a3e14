//! Thousands of damaged documents through the whole pipeline: none may make it panic.
//!
//! The repository's own content is cut, spliced and salted with what parsers trip over. Faults are
//! switched off in half of the sites, so that what is damaged is rendered, too. A failure prints the
//! document that causes it and the seed that repeats the run.

use crate::support::random::Random;
use planpress::internals::diagnostic::Code;
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, Silent};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

const SITES: usize = 100;
const DOCUMENTS: usize = 50;
/// On a slow machine fewer documents have to do.
const TIME: Duration = Duration::from_secs(8);

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

/// A site of these documents.
fn site(folder: &Path, config: &[u8], documents: &[Vec<u8>]) {
    let content = folder.join("content");
    let plan = content.join("p");
    fs::create_dir_all(&plan).unwrap();
    fs::write(folder.join("site.yaml"), config).unwrap();
    fs::write(
        plan.join("_index.md"),
        "---\nkind: plan\ntitle: 计划\nyear: 2016\nstatus: published\nindicators: [{id: a, name: 甲, target: 12家以上, actual: 3, baseline: 2}]\n---\n",
    )
    .unwrap();
    for (i, document) in documents.iter().enumerate() {
        let file = match i % 10 {
            0 => {
                let own = content.join(format!("q{i}"));
                fs::create_dir_all(&own).unwrap();
                own.join("_index.md")
            }
            1 => content.join(format!("{i}.md")),
            _ => plan.join(format!("s{i}.md")),
        };
        fs::write(file, document).unwrap();
    }
}

/// How many pages the pipeline makes of a site of these documents; none where it panics.
fn pages(config: &[u8], documents: &[Vec<u8>]) -> Option<usize> {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), config, documents);
    let run = || pipeline::run(folder.path(), &Options::default(), &Memory::new(), &Silent);
    // An error of the sink is an answer: two files of one name, where that finding is switched off.
    catch_unwind(AssertUnwindSafe(run)).ok().map(|run| run.map_or(0, |report| report.pages))
}

/// A text whose figures ask for the indicator that the site has, or are plain links outside its plan:
/// a figure with no indicator is always an error, and would keep the text from being rendered.
fn bound_to(indicator: Option<&str>, text: &str) -> String {
    let mut parts = text.split("indicator:");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest =
            part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '#'));
        match indicator {
            Some(id) => out.push_str(&format!("indicator:{id}")),
            None => out.push_str("x.md"),
        }
        out.push_str(rest);
    }
    out
}

#[test]
fn damaged_documents_make_nothing_panic() {
    let mut random = Damage(Random::seeded(20_160_101));
    let seeds = seeds();
    let own = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("site.yaml")).unwrap();
    let lenient = Code::all()
        .filter(|code| code.may_be_lowered())
        .fold("title: 甲\nseverity:\n".to_owned(), |yaml, code| yaml + "  " + code.as_str() + ": off\n");
    let start = Instant::now();
    let (mut done, mut rendered) = (0, 0);
    for number in 0..SITES {
        let config = match number % 4 {
            0 => random.damage(&own, &seeds),
            1 => own.clone().into_bytes(),
            _ => lenient.clone().into_bytes(),
        };
        // One text at fault keeps its whole site from being rendered, so those sites are small.
        let size = if number % 4 < 2 { DOCUMENTS } else { DOCUMENTS / 8 };
        let documents: Vec<Vec<u8>> = (0..size)
            .map(|place| {
                let text = random.pick(&seeds).to_owned();
                if number % 4 < 2 {
                    return random.damage(&text, &seeds);
                }
                // Front matter that cannot be read is always an error; whole front matter lets the
                // damaged text be rendered.
                let body = text.split_once("\n---\n").map_or(&*text, |(_, body)| body);
                let body = random.damage(body, &seeds);
                let body =
                    bound_to(if place % 10 < 2 { None } else { Some("a") }, &String::from_utf8_lossy(&body));
                format!("---\ntitle: 甲\n---\n{body}").into_bytes()
            })
            .collect();
        let Some(made) = pages(&config, &documents) else {
            let culprit =
                documents.iter().find(|document| pages(&config, &vec![(*document).clone(); 3]).is_none());
            let shown = culprit.map_or_else(|| config.clone(), Clone::clone);
            panic!("site {number}: {:?}", String::from_utf8_lossy(&shown));
        };
        rendered += made;
        done += documents.len();
        if start.elapsed() > TIME {
            break;
        }
    }
    println!("{done} documents and {rendered} pages in {:?}", start.elapsed());
    assert!(rendered > 0, "no damaged document was rendered");
}
