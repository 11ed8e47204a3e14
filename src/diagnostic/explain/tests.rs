//! The explanations are complete, their examples hold, and the pages of `docs/` are made from them.

use super::*;
use crate::diagnostic::Severity;
use std::path::Path;

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

/// All explanations as one Markdown page: the page of `docs/` in this language.
fn reference(language: Language) -> String {
    let (head, table) = match language {
        Language::English => (include_str!("en.md"), "| code | severity | meaning |\n| --- | --- | --- |\n"),
        Language::Chinese => (include_str!("zh.md"), "| 代码 | 级别 | 含义 |\n| --- | --- | --- |\n"),
    };
    let mut out = format!("{head}\n{table}");
    for code in Code::all() {
        let severity = code.severity().label(language);
        out.push_str(&format!("| [`{code}`](#{code}) | {severity} | {} |\n", title(code, language)));
    }
    for code in Code::all() {
        let severity = code.severity().label(language);
        let title = title(code, language);
        out.push_str(&format!("\n## {code}\n\n**{title}** ({severity})\n"));
        push_body(&mut out, text(code, language));
    }
    out
}

/// Appends an explanation without its title, its headings one level lower.
fn push_body(out: &mut String, text: &str) {
    let mut in_code = false;
    for line in text.lines().skip(1) {
        in_code ^= line.starts_with("```");
        if line.starts_with("## ") && !in_code {
            out.push('#');
        }
        out.push_str(line);
        out.push('\n');
    }
}

/// The headings of an explanation: the wrong example, the right one, the severity.
const fn headings(language: Language) -> [&'static str; 3] {
    match language {
        Language::English => ["## Wrong", "## Right", "## Severity"],
        Language::Chinese => ["## 错误写法", "## 正确写法", "## 调整级别"],
    }
}

/// The fenced blocks of a text, each with its language.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => found.push(block),
            (Some(language), None) => open = Some((language, String::new())),
            (None, Some((language, body))) => open = Some((language, body + line + "\n")),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "an unclosed block in {text}");
    found
}

/// The front matter of an example: the block itself, or what stands between `---` in Markdown.
fn yaml_of((language, body): &(&str, String)) -> Option<String> {
    match *language {
        "yaml" => Some(body.clone()),
        "markdown" => body.strip_prefix("---\n")?.split_once("---\n").map(|(yaml, _)| yaml.to_owned()),
        _ => None,
    }
}

#[test]
fn every_code_is_explained_with_two_examples() {
    for code in Code::all() {
        for language in LANGUAGES {
            let text = text(code, language);
            let title = title(code, language);
            assert!(text.starts_with(&format!("# {title}\n\n")), "{code}");
            assert!(!title.is_empty() && !title.ends_with(['.', '。']), "{code}");
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{code}");
            let [wrong, right, severity] = headings(language);
            let (before, after) = text.split_once(right).unwrap();
            assert!(before.contains(wrong), "{code}");
            assert_eq!(blocks(before).len(), 1, "{code}");
            assert_ne!(blocks(before), blocks(after), "{code}: both examples are the same");
            // Only a finding that may be right after all can be switched off.
            assert_eq!(after.contains(severity), code.severity() < Severity::Error, "{code}");
            let switch = format!("severity:\n  {code}: off\n");
            assert_eq!(after.contains(&switch), code.severity() < Severity::Error, "{code}");
        }
    }
}

#[test]
fn both_languages_show_the_same_right_example() {
    for code in Code::all() {
        let [english, chinese] = LANGUAGES.map(|language| blocks(text(code, language)));
        assert_eq!(english, chinese, "{code}");
    }
}

#[test]
fn right_examples_are_valid_yaml() {
    let mut count = 0;
    for code in Code::all() {
        let (_, after) = text(code, Language::English).split_once("## Right").unwrap();
        for block in blocks(after) {
            if let Some(yaml) = yaml_of(&block) {
                let value: Result<serde_yaml::Value, _> = serde_yaml::from_str(&yaml);
                assert!(value.is_ok_and(|value| value.is_mapping()), "{code}: {yaml}");
                count += 1;
            }
        }
    }
    assert!(count > 15, "{count}");
}

#[test]
fn the_reference_in_docs_is_the_one_in_the_program() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (language, name) in
        [(Language::English, "diagnostics.md"), (Language::Chinese, "diagnostics.zh-CN.md")]
    {
        let file = docs.join(name);
        let expected = reference(language);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(&docs).unwrap();
            std::fs::write(&file, &expected).unwrap();
        }
        let actual = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(actual == expected, "docs/{name} is out of date; run `UPDATE_DOCS=1 cargo test`");
    }
}
