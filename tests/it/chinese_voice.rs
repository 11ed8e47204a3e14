//! What is said in Chinese is Chinese: no text that can reach a user has a sentence in English where the Chinese one belongs.
//!
//! The sources themselves are read, so a text that is added anywhere is covered. A text is what stands in the place of the Chinese
//! one (`say!`, `Words`, `means`, an arm for `Language::Chinese`), and any literal with Chinese in it. English is a run of three
//! words that are neither code nor names.

use crate::support::report;
use std::fs;
use std::path::{Path, PathBuf};

/// So many Latin words in a row are a sentence.
const SENTENCE: usize = 3;

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a line is in Chinese, and does not only quote some.
fn is_chinese(text: &str) -> bool {
    let own: String = text.split('`').step_by(2).collect();
    let words = own.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1).count();
    let han = own.chars().filter(|c| is_han(*c)).count();
    han > 0 && han >= 2 * words
}

/// The first run of English in a text; what stands in backticks or braces is not the text's own.
fn english(text: &str) -> Option<String> {
    let own: String = text.split('`').step_by(2).collect::<Vec<_>>().join("；");
    let mut run: Vec<&str> = Vec::new();
    for piece in own.split(|c: char| c.is_whitespace()) {
        // A word that Chinese, a mark or a path touches is none of a sentence.
        let word = piece.trim_end_matches(',');
        if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) && !is_name(word) {
            run.push(word);
            if run.len() == SENTENCE {
                return Some(run.join(" "));
            }
        } else {
            run.clear();
        }
    }
    None
}

/// Whether a word is written as names and abbreviations are: `BagIt`, `JSON`, `planpress`.
fn is_name(word: &str) -> bool {
    word == "planpress" || word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
}

/// A piece of Rust: a literal text or anything else.
#[derive(Debug, PartialEq)]
enum Token {
    Text(String, usize),
    Word(String),
    Mark(char),
}

/// Rust in pieces, without comments; texts with the lines that they begin in.
fn tokens(source: &str) -> Vec<Token> {
    let characters: Vec<char> = source.chars().collect();
    let at = |index: usize| characters.get(index).copied().unwrap_or('\0');
    let (mut tokens, mut line, mut index) = (Vec::new(), 1, 0);
    while index < characters.len() {
        let c = at(index);
        let raw = c == 'r'
            && (at(index + 1) == '"' || (at(index + 1) == '#' && matches!(at(index + 2), '"' | '#')));
        if c == '/' && at(index + 1) == '/' {
            while index < characters.len() && at(index) != '\n' {
                index += 1;
            }
        } else if raw {
            let hashes = characters[index + 1..].iter().take_while(|c| **c == '#').count();
            let start = index + 1 + hashes + 1;
            let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            let length = characters[start..].windows(close.len()).position(|part| part == close).unwrap();
            let text: String = characters[start..start + length].iter().collect();
            let lines = text.matches('\n').count();
            tokens.push(Token::Text(text, line));
            line += lines;
            index = start + length + close.len();
        } else if c == '"' {
            let (mut text, start) = (String::new(), line);
            index += 1;
            while at(index) != '"' {
                if at(index) == '\\' {
                    index += 1;
                    if at(index) == '\n' {
                        // A line that goes on: its break and the blanks behind it are not in the text.
                        while at(index).is_whitespace() {
                            line += usize::from(at(index) == '\n');
                            index += 1;
                        }
                        continue;
                    }
                    text.push(if at(index) == 'n' { '\n' } else { at(index) });
                } else {
                    line += usize::from(at(index) == '\n');
                    text.push(at(index));
                }
                index += 1;
            }
            tokens.push(Token::Text(text, start));
            index += 1;
        } else if c == '\'' {
            // A character, or a lifetime.
            if at(index + 1) == '\\' {
                index += 2;
                while at(index) != '\'' || at(index - 1) == '\\' && at(index - 2) != '\\' {
                    index += 1;
                }
                index += 1;
            } else {
                index += if at(index + 2) == '\'' { 3 } else { 1 };
            }
        } else if c.is_alphanumeric() || c == '_' {
            let length = characters[index..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
            tokens.push(Token::Word(characters[index..index + length].iter().collect()));
            index += length;
        } else {
            line += usize::from(c == '\n');
            if !c.is_whitespace() {
                tokens.push(Token::Mark(c));
            }
            index += 1;
        }
    }
    tokens
}

/// The texts of the argument at a place, of a call whose opening bracket is at `open`.
fn argument(tokens: &[Token], open: usize, wanted: usize) -> Vec<(&str, usize)> {
    let (mut depth, mut number, mut texts) = (0, 0, Vec::new());
    for token in tokens.iter().skip(open) {
        match token {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') => depth -= 1,
            Token::Mark(',') if depth == 1 => number += 1,
            Token::Text(text, line) if number == wanted => texts.push((text.as_str(), *line)),
            _ => {}
        }
        if depth <= 0 {
            break;
        }
    }
    texts
}

/// The texts behind a mark (`chinese:`, `Language::Chinese =>`) up to the next comma.
fn behind(tokens: &[Token], start: usize) -> Vec<(&str, usize)> {
    let (mut depth, mut texts) = (0_i32, Vec::new());
    for token in tokens.iter().skip(start) {
        match token {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') => depth -= 1,
            Token::Mark(',' | ';') if depth == 0 => break,
            Token::Text(text, line) => texts.push((text.as_str(), *line)),
            _ => {}
        }
        if depth < 0 {
            break;
        }
    }
    texts
}

/// The texts that stand where the Chinese one belongs.
fn chinese_slots(tokens: &[Token]) -> Vec<(&str, usize)> {
    let word =
        |index: usize, text: &str| matches!(tokens.get(index), Some(Token::Word(word)) if word == text);
    let mark = |index: usize, c: char| tokens.get(index) == Some(&Token::Mark(c));
    let mut texts = Vec::new();
    for index in 0..tokens.len() {
        if word(index, "say") && mark(index + 1, '!') && mark(index + 2, '(') {
            texts.extend(argument(tokens, index + 2, 1));
        } else if word(index, "Words") && word(index + 3, "new") && mark(index + 4, '(') {
            texts.extend(argument(tokens, index + 4, 1));
        } else if word(index, "Words") && word(index + 3, "same") && mark(index + 4, '(') {
            texts.extend(argument(tokens, index + 4, 0));
        } else if word(index, "means") && mark(index + 1, '(') {
            texts.extend(argument(tokens, index + 1, 0));
        } else if word(index, "chinese") && mark(index + 1, ':') && !mark(index + 2, ':') {
            texts.extend(behind(tokens, index + 2));
        } else if let (Some(Token::Text(..)), true, Some(Token::Text(text, line))) =
            (tokens.get(index), mark(index + 1, ','), tokens.get(index + 2))
            && index > 0
            && (word(index - 1, "message") || word(index - 1, "help") || mark(index - 1, ':'))
        {
            // As `findings!` and `worded!` have them.
            texts.push((text, *line));
        } else if word(index, "Language") && word(index + 3, "Chinese") {
            // As a pattern; with a guard or in a pair too.
            let arrow = (index + 4..index + 24).find(|at| mark(*at, '=') && mark(at + 1, '>'));
            let ends =
                (index + 4..index + 24).find(|at| mark(*at, ',') || mark(*at, ';')).unwrap_or(usize::MAX);
            if let Some(arrow) = arrow.filter(|arrow| *arrow < ends) {
                texts.extend(behind(tokens, arrow + 2));
            }
        }
    }
    texts
}

/// All files below a folder with this ending, tests left out.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_none_or(|name| name != "tests") {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found
}

/// Whether a line is for those who write themes.
fn is_comment(path: &Path, line: &str) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml") && line.starts_with('#')
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_run_of_english_is_seen_and_code_and_names_are_not() {
    for sentence in [
        "nothing was written",
        "没有 nothing was written 写入",
        "错误：cannot open the file",
        "see it, then go",
    ] {
        assert!(english(sentence).is_some(), "{sentence}");
    }
    for text in [
        "请用 `planpress check --untold` 查看",
        "预览网站：planpress serve --root {folder}",
        "由 GitHub Actions 运行",
        "{} {} {}",
        "fs.inotify.max_user_watches=524288 sudo sysctl",
    ] {
        assert_eq!(english(text), None, "{text}");
    }
    let source = "// say!(\"a\", \"one two three\")\nsay!(\"a b\", r#\"c \"d\"\"#, 'x', '\\'');\n Words::new(f(1, \"no\"), format!(\"e {x}\"));";
    let read = tokens(source);
    assert_eq!(chinese_slots(&read), [("c \"d\"", 2), ("e {x}", 3)]);
    let read = tokens(
        "match l { Language::English => \"a\", Language::Chinese if x => g(\"b\") }\nW { chinese: \"c\".into() }",
    );
    assert_eq!(chinese_slots(&read), [("b", 1), ("c", 2)]);
}

#[test]
fn no_text_of_the_program_is_english_where_it_should_be_chinese() {
    let (mut failures, mut seen) = (Vec::new(), 0);
    for path in files(&root().join("src"), ".rs") {
        let source = fs::read_to_string(&path).unwrap();
        // The tests of a file stand at its end.
        let own = source.split("\n#[cfg(test)]\nmod ").next().unwrap();
        let read = tokens(own);
        let mut texts = chinese_slots(&read);
        seen += texts.len();
        let lines = read.iter().filter_map(|token| match token {
            Token::Text(text, line) => Some(text.lines().map(move |part| (part, *line))),
            _ => None,
        });
        texts.extend(lines.flatten().filter(|(text, _)| is_chinese(text)));
        for (text, line) in texts {
            if let Some(run) = english(text) {
                failures.push(format!("{}:{line}: {run:?} in {text:?}", path.display()));
            }
        }
    }
    failures.dedup();
    report(&failures);
    assert!(seen > 700, "{seen} places of a Chinese text were found");
}

#[test]
fn no_text_beside_the_program_is_english_where_it_should_be_chinese() {
    let root = root();
    let mut failures = Vec::new();
    let mut look = |path: &Path, text: &str| {
        let mut fenced = false;
        for (at, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                fenced = !fenced;
            } else if let (false, false, Some(run)) = (fenced, is_comment(path, line), english(line)) {
                failures.push(format!("{}:{}: {run:?}", path.display(), at + 1));
            }
        }
    };
    let explained = files(&root.join("src/diagnostic/explain/zh"), ".md");
    assert!(explained.len() > 100);
    let guides = files(&root.join("docs"), ".zh-CN.md");
    let made = files(&root.join("src/cli/init_site/zh"), ".md");
    for path in explained.iter().chain(&guides).chain(&made).chain(&[root.join("README.zh-CN.md")]) {
        look(path, &fs::read_to_string(path).unwrap());
    }
    // What follows the key of a word, and the texts of scripts that hold Chinese.
    let words = root.join("themes/gov/i18n/zh-Hans.yaml");
    look(&words, &fs::read_to_string(&words).unwrap());
    for folder in ["src/preview/client", "themes/gov/static"] {
        for path in files(&root.join(folder), ".js") {
            let script = fs::read_to_string(&path).unwrap();
            // Comments are for those who read the program.
            let code = |line: &str| match line.trim_start().starts_with("/**") {
                true => String::new(),
                false => line.split("//").next().unwrap_or_default().to_owned(),
            };
            let script = script.lines().map(code).collect::<Vec<_>>().join("\n");
            // The table of Chinese words, line by line, and whatever else holds any.
            let table = script.split("chinese ? {").nth(1).and_then(|rest| rest.split("} :").next());
            look(&path, &table.unwrap_or_default().replace(['"', '\'', ':', '`'], "\n"));
            let chinese: String = script
                .lines()
                .map(|line| {
                    if line.contains(is_han) {
                        line.replace(['"', '\'', ':', '(', '['], "\n")
                    } else {
                        String::new()
                    }
                })
                .filter(|line| line.contains(is_han))
                .collect::<Vec<_>>()
                .join("\n");
            look(&path, &chinese);
        }
    }
    report(&failures);
}

#[test]
fn every_phase_of_a_run_has_its_chinese_name() {
    let words = fs::read_to_string(root().join("src/cli/words.rs")).unwrap();
    let mut found = 0;
    for path in files(&root().join("src"), ".rs") {
        let read = tokens(&fs::read_to_string(&path).unwrap());
        for window in read.windows(5) {
            if let [
                Token::Word(log),
                Token::Mark('.'),
                Token::Word(time),
                Token::Mark('('),
                Token::Text(phase, _),
            ] = window
                && log == "log"
                && time == "time"
            {
                found += 1;
                assert!(words.contains(&format!("{phase:?} => ")), "{phase}");
            }
        }
    }
    assert!(found >= 8, "{found}");
}

#[test]
fn words_of_pages_have_no_blank_between_chinese_and_numbers() {
    let words = fs::read_to_string(root().join("themes/gov/i18n/zh-Hans.yaml")).unwrap();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let is_latin = |c: char| c.is_ascii_alphanumeric() || c == '{' || c == '}';
    let mut failures = Vec::new();
    for line in words.lines().filter(|line| !line.starts_with('#')) {
        let (key, word) = line.split_once(": ").unwrap();
        let chars: Vec<char> = word.chars().collect();
        let parted = chars.windows(3).any(|window| match window {
            [before, ' ', after] => {
                is_han(*before) && is_latin(*after) || is_latin(*before) && is_han(*after)
            }
            _ => false,
        });
        if parted {
            failures.push(key);
        }
    }
    assert!(failures.is_empty() && words.lines().count() > 300, "{failures:?}");
}
