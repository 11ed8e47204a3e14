//! Every finding has words, and they read as they should.

use super::*;
use crate::diagnostic::{Code, Diagnostic, Finding, Form, Found, SiteFault, Tally, Thing, YamlFault};

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

fn examples(code: Code) -> Vec<Finding> {
    (code.declaration().examples)()
}

fn words(finding: Finding, language: Language) -> (String, String) {
    let diagnostic = Diagnostic::global(finding);
    (diagnostic.message(language), diagnostic.help(language))
}

#[test]
fn every_code_has_samples_of_its_own() {
    for code in Code::all() {
        let found: Vec<_> = examples(code).iter().map(Finding::code).collect();
        assert!(!found.is_empty() && found.iter().all(|found| *found == code), "{code}: {found:?}");
    }
}

#[test]
fn every_finding_has_clean_words_in_both_languages() {
    for finding in Code::all().flat_map(examples) {
        for language in LANGUAGES {
            let (message, help) = words(finding.clone(), language);
            for text in [&message, &help] {
                assert!(!text.trim().is_empty(), "{finding:?}");
                assert_eq!(text.trim(), text);
                assert!(!text.contains(['\n', '\r', '\t']), "{text}");
                assert!(!text.contains("Some(") && !text.contains("None") && !text.contains("  "), "{text}");
                assert!(!text.ends_with(['.', '。']), "{text}");
                assert_eq!(text.matches('`').count() % 2, 0, "{text}");
            }
            // Outside of quoted examples nothing looks like a debug print.
            let prose: String = message.split('`').step_by(2).collect();
            assert!(!prose.contains(['{', '}', '[', ']']), "{message}");
        }
    }
}

#[test]
fn english_starts_small_and_chinese_is_chinese() {
    for finding in Code::all().flat_map(examples) {
        let english = words(finding.clone(), Language::English);
        let chinese = words(finding.clone(), Language::Chinese);
        assert!(!english.0.starts_with(char::is_uppercase), "{}", english.0);
        assert!(!english.1.starts_with(char::is_uppercase), "{}", english.1);
        let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(han(&chinese.0) && han(&chinese.1), "{chinese:?}");
        let prose: String = chinese.0.split('`').step_by(2).collect();
        assert!(!prose.contains([',', ';', '?']), "Latin punctuation: {}", chinese.0);
    }
}

#[test]
fn messages_give_the_particulars_and_help_gives_the_way_out() {
    let table = [
        (
            Finding::BadValue {
                key: "status".into(),
                value: "publish".into(),
                allowed: vec!["draft".into(), "published".into()],
            },
            "`status` cannot be `publish`",
            "did you mean `published`? `draft` and `published` are allowed here",
            "`status` 不能取值 `publish`",
            "是否应为 `published`？可选：`draft`和`published`",
        ),
        (
            Finding::WrongType { key: "keywords".into(), expected: Form::TextList, found: Found::Text },
            "`keywords` must be a list of texts, not text",
            "for example `keywords: [first, second]`",
            "`keywords` 应为文字列表，现为文字",
            "例如 `keywords: [甲, 乙]`",
        ),
        (
            Finding::BadYaml { fault: YamlFault::Parser("invalid length\n at line 3.".into()) },
            "this is not valid YAML: this cannot be read as keys with values",
            "look for a missing blank after a colon, a tab instead of blanks, or text with `:` or `#` that needs quotes",
            "YAML 格式有误：此处无法按“名称: 内容”识别",
            "请检查：冒号后是否漏了空格，是否用了制表符缩进，含 `:` 或 `#` 的文字是否加了引号",
        ),
        (
            Finding::MissingValue { id: "pilot-firms".into(), value: "actual".into() },
            "the indicator `pilot-firms` has no `actual`",
            "add a line `actual: …` to the indicator, or write the figure out",
            "指标 `pilot-firms` 没有完成值（`actual`）",
            "请在该指标中增加一行 `actual: …`，或直接写出数字",
        ),
        (
            Finding::DuplicateYear { year: 2016, other: "content/2016/_index.md".into() },
            "this series already has a plan for 2016: `content/2016/_index.md`",
            "correct the year of one of them, or put plans of another body in a folder of their own",
            "本系列已有2016年的计划：`content/2016/_index.md`",
            "请更正其中一个计划的年份；其他单位的计划请另设文件夹存放",
        ),
        (
            Finding::Site(SiteFault::ThemeCycle { chain: vec!["a".into(), "b".into(), "a".into()] }),
            "the theme extends itself: `a` → `b` → `a`",
            "take `extends` out of one of these themes' `theme.yaml`",
            "主题循环继承：`a` → `b` → `a`",
            "请从其中一个主题的 `theme.yaml` 中删去 `extends`",
        ),
    ];
    for (finding, message, help, chinese_message, chinese_help) in table {
        assert_eq!(words(finding.clone(), Language::English), (message.to_owned(), help.to_owned()));
        assert_eq!(words(finding, Language::Chinese), (chinese_message.to_owned(), chinese_help.to_owned()));
    }
}

#[test]
fn hostile_particulars_stay_on_one_short_line() {
    let hostile = format!("\u{1b}]0;title\u{7}{}\n`{{:?}}`", "长".repeat(1_000_000));
    for language in LANGUAGES {
        let finding = Finding::UnknownKey {
            key: hostile.clone(),
            of: Thing::Under(hostile.clone()),
            similar: Some(hostile.clone()),
        };
        let (message, help) = words(finding, language);
        assert!(message.chars().count() < 250 && help.chars().count() < 250, "{message} {help}");
        assert!(!message.contains(char::is_control) && !help.contains(char::is_control));
    }
}

#[test]
fn the_tally_counts_only_what_there_is() {
    let table = [
        ((0, 0, 0), "no findings", "未发现问题"),
        ((1, 0, 0), "1 error", "1个错误"),
        ((2, 1, 0), "2 errors, 1 warning", "2个错误、1个警告"),
        ((0, 2, 3), "2 warnings, 3 notes", "2个警告、3个提示"),
    ];
    for ((errors, warnings, notes), english, chinese) in table {
        let counts = Tally { errors, warnings, notes };
        assert_eq!(counts.words().text(Language::English), english);
        assert_eq!(counts.words().text(Language::Chinese), chinese);
    }
}
