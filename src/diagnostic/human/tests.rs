//! Whole printed findings, as a specification of their look.

use super::*;
use crate::diagnostic::{Finding, Form, Found, ReferenceFault, RelatedKind, SiteFault, Source, Thing};
use crate::source_path::SourcePath;
use unicode_width::UnicodeWidthStr;

const ENGLISH: HumanOptions = HumanOptions { language: Language::English, colour: Colour::Never, width: 80 };
const CHINESE: HumanOptions = HumanOptions { language: Language::Chinese, ..ENGLISH };

/// The place of the first `needle` in a text.
fn place(file: &str, text: &str, needle: &str) -> Place {
    let start = text.find(needle).unwrap();
    Source { file: &SourcePath::from(file), text }.place(start..start + needle.len())
}

fn unknown_key() -> Finding {
    Finding::UnknownKey { key: "targt".into(), of: Thing::Indicator, similar: Some("target".into()) }
}

fn duplicate_id(first_line: usize, second_line: usize) -> Diagnostic {
    let text = |line: usize| format!("{}  - id: a\n", "\n".repeat(line - 1));
    Diagnostic::new(Finding::DuplicateId { id: "a".into() }, place("b.md", &text(second_line), "a"))
        .with_related(RelatedKind::FirstUse, place("a.md", &text(first_line), "a"))
}

fn wrong_type() -> Diagnostic {
    let finding = Finding::WrongType { key: "target".into(), expected: Form::Target, found: Found::List };
    let text = "indicators:\n  - id: a\n    target:\n      - 3\n      - 4\n";
    Diagnostic::new(finding, place("a.md", text, "target:\n      - 3\n      - 4"))
}

/// In one-line findings: the text above the carets, found by display width alone.
fn pointed_at(printed: &str) -> String {
    let lines: Vec<_> = printed.lines().collect();
    let caret = lines.iter().position(|line| line.contains('^')).unwrap();
    let line = lines[caret];
    let start = line.split('^').next().unwrap().width();
    let end = start + line.matches('^').count();
    let mut column = 0;
    let mut found = String::new();
    for c in lines[caret - 1].chars() {
        if (start..end).contains(&column) {
            found.push(c);
        }
        column += c.to_string().width();
    }
    found
}

#[test]
fn a_finding_shows_message_place_line_and_help() {
    let text = "---\ntitle: 一\nindicators:\n  - id: pilot-firms\n    name: 试点企业\n    unit: 家\n    targt: 12家以上\n---\n";
    let diagnostic = Diagnostic::new(unknown_key(), place("content/2016/01-a.md", text, "targt"));
    let english = "\
error[unknown-key]: unknown key `targt` in an indicator
 --> content/2016/01-a.md:7:5
  |
7 |     targt: 12家以上
  |     ^^^^^
  |
  = help: did you mean `target`?
";
    let chinese = "\
错误[unknown-key]: 指标中没有 `targt` 这一项
 --> content/2016/01-a.md:7:5
  |
7 |     targt: 12家以上
  |     ^^^^^
  |
  = 建议: 是否应为 `target`？
";
    assert_eq!(render(&diagnostic, &ENGLISH), english);
    assert_eq!(render(&diagnostic, &CHINESE), chinese);
}

#[test]
fn carets_stand_under_wide_characters() {
    let text = "一、培育[十二家](indicator:试点)企业，争创省级重点";
    let finding = Finding::Reference(ReferenceFault::UnknownIndicator { id: "试点".into(), similar: None });
    let printed = render(&Diagnostic::new(finding, place("a.md", text, "试点")), &CHINESE);
    let expected = "\
错误[unknown-indicator]: 没有编号为 `试点` 的指标或任务
 --> a.md:1:21
  |
1 | 一、培育[十二家](indicator:试点)企业，争创省级重点
  |                            ^^^^
  |
  = 建议: 请在本计划的章节中先填写该指标或任务；引用其他年度的，请在编号前写明年份，如 `YYYY/pilot-firms`
";
    assert_eq!(printed, expected);
    assert_eq!(pointed_at(&printed), "试点");
}

#[test]
fn related_places_share_one_gutter() {
    let expected = "\
error[duplicate-id]: the id `a` is already used in this plan
   --> b.md:123:9
    |
123 |   - id: a
    |         ^
    |
   ::: a.md:9:9
    |
  9 |   - id: a
    |         - first used here
    |
    = help: give each indicator and task of a plan its own id
";
    assert_eq!(render(&duplicate_id(9, 123), &ENGLISH), expected);
    let expected = "\
错误[duplicate-id]: 编号 `a` 在本计划中已经使用
  --> b.md:9:9
   |
 9 |   - id: a
   |         ^
   |
  ::: a.md:10:9
   |
10 |   - id: a
   |         - 首次出现于此
   |
   = 建议: 同一计划中，每项指标、每项任务的编号应各不相同
";
    assert_eq!(render(&duplicate_id(10, 9), &CHINESE), expected);
}

#[test]
fn a_stretch_of_lines_is_marked_at_its_side() {
    let expected = "\
error[wrong-type]: `target` must be a number or a target's words, not a list
 --> a.md:3:5
  |
3 | /     target:
4 | |       - 3
5 | |       - 4
  | |_________^
  |
  = help: for example `target: 12家以上`
";
    assert_eq!(render(&wrong_type(), &ENGLISH), expected);
}

#[test]
fn a_long_line_is_cut_to_the_width_and_keeps_its_true_column() {
    let text = format!("{}[12家](indicator:pilot-firm){}", "培育企业，".repeat(600), "。尾巴".repeat(600));
    let finding =
        Finding::Reference(ReferenceFault::UnknownIndicator { id: "pilot-firm".into(), similar: None });
    let diagnostic = Diagnostic::new(finding, place("a.md", &text, "pilot-firm"));
    for width in [0, 40, 60, 80, 81, 120, 200] {
        let printed = render(&diagnostic, &HumanOptions { width, ..ENGLISH });
        let lines: Vec<_> = printed.lines().collect();
        assert_eq!(lines[1], " --> a.md:1:3017");
        assert!(lines[3].width() <= width.max(NARROWEST), "{printed}");
        assert_eq!(pointed_at(&printed), "pilot-firm", "{printed}");
    }
}

#[test]
fn what_a_terminal_would_obey_or_hide_is_spelt_out() {
    let text = "\t\ta\u{200b}\u{1b}[31m❤\u{fe0f}👍\ttargt: 1";
    let printed = render(&Diagnostic::new(unknown_key(), place("a\u{1b}.md", text, "targt")), &ENGLISH);
    let expected = "\
error[unknown-key]: unknown key `targt` in an indicator
 --> a<U+001B>.md:1:14
  |
1 |         a<U+200B><U+001B>[31m❤👍    targt: 1
  |                                     ^^^^^
  |
  = help: did you mean `target`?
";
    assert_eq!(printed, expected);
    assert_eq!(pointed_at(&printed), "targt");
}

#[test]
fn a_finding_without_a_place_or_a_line_shows_what_there_is() {
    let global = Diagnostic::global(Finding::Site(SiteFault::MissingSite { folder: ".".into() }));
    let expected = "\
error[missing-site]: there is no `site.yaml` in `.`
 = help: name the site's folder with `--root`, or make a new site with `planpress init`
";
    assert_eq!(render(&global, &ENGLISH), expected);
    let empty = Source { file: &SourcePath::from("a.md"), text: "" }.top();
    let expected = "\
warning[empty-section]: this section has no text, indicators or tasks
 --> a.md:1:1
  |
 ::: b.md:1:1: contradicts this
  |
  = help: write its text below the front matter, or add `draft: true` until it is ready
";
    let diagnostic = Diagnostic::new(Finding::EmptySection, empty.clone())
        .with_related(RelatedKind::Contradicts, Place { file: SourcePath::from("b.md"), ..empty });
    assert_eq!(render(&diagnostic, &ENGLISH), expected);
}

#[test]
fn colours_add_escapes_and_change_nothing_else() {
    let options = HumanOptions { colour: Colour::Always, ..CHINESE };
    for diagnostic in [duplicate_id(9, 123), wrong_type()] {
        let coloured = render(&diagnostic, &options);
        assert!(coloured.contains("\u{1b}["));
        let mut plain = String::new();
        let mut escape = false;
        for c in coloured.chars() {
            match c {
                '\u{1b}' => escape = true,
                'm' if escape => escape = false,
                _ if escape => {}
                other => plain.push(other),
            }
        }
        assert_eq!(plain, render(&diagnostic, &CHINESE));
    }
}

#[test]
fn all_findings_end_with_a_count() {
    let note = Diagnostic { severity: Severity::Note, ..Diagnostic::global(Finding::EmptyPlan) };
    let missing = Diagnostic::global(Finding::Site(SiteFault::MissingSite { folder: ".".into() }));
    let expected = "\
note[empty-plan]: this plan has no sections
 = help: put a file such as `01-overview.md` beside the plan's `_index.md` for each section

error[missing-site]: there is no `site.yaml` in `.`
 = help: name the site's folder with `--root`, or make a new site with `planpress init`

1 error, 1 note
";
    assert_eq!(render_all(&[note, missing], &ENGLISH), expected);
    assert_eq!(render_all(&[], &ENGLISH), "");
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

        /// Any text, any place in it or beside it, any width: no panic, nothing a terminal obeys.
        #[test]
        fn prints_safely(text in "(?s).{0,40}\n?[\\x00-\\x20区长\u{200b}e\u{301}👩\u{200d}\u{3000}]{0,60}\n?.{0,20}",
                         start in 0usize..200, length in 0usize..80, shift in 0usize..5, width in 0usize..120) {
            let mut place = Source { file: &SourcePath::from("a.md"), text: &text }.place(start..start + length);
            place.excerpt_column += shift;
            let diagnostic =
                Diagnostic::new(unknown_key(), place.clone()).with_related(RelatedKind::FirstUse, place);
            let printed = render(&diagnostic, &HumanOptions { width, ..CHINESE });
            prop_assert!(!printed.contains(|c: char| c.is_control() && c != '\n'));
        }
    }
}
