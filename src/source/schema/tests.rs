//! The schemas, and the reference of all keys in `docs/`, which is made from the same tables.

use super::*;
use crate::diagnostic::Language;

/// Every object, for documentation and schemas.
static ALL: &[&ObjectSpec] = &[
    &keys::SITE,
    &keys::PORTAL,
    &keys::PLAN,
    &keys::SECTION,
    &keys::PAGE,
    &keys::INDICATOR,
    &keys::MEASUREMENT,
    &keys::MILESTONE,
    &keys::REVISION,
    &keys::TASK,
    &keys::THEME,
    &keys::PARAMETER,
];

/// The reference of all keys as Markdown, for `docs/`.
fn reference(language: Language) -> String {
    let (title, note, header) = match language {
        Language::English => (
            "Front matter, site.yaml and theme.yaml",
            "This page is made from the tables that the program reads with (`src/source/keys.rs`).",
            "| key | form | must | meaning |\n| --- | --- | --- | --- |",
        ),
        Language::Chinese => (
            "文稿头部、site.yaml 与 theme.yaml 的键",
            "本页由程序读取时所用的表（`src/source/keys.rs`）生成。",
            "| 键 | 写法 | 必填 | 含义 |\n| --- | --- | --- | --- |",
        ),
    };
    let mut text = format!("# {title}\n\n{note}\n");
    for object in ALL {
        text.push_str(&format!("\n## {}\n\n{header}\n", heading(object.name, language)));
        for key in object.keys {
            let must = match (key.need, language) {
                (Need::Optional, _) => "",
                (Need::Required, Language::English) => "yes",
                (Need::Required, Language::Chinese) => "是",
            };
            let meaning = match language {
                Language::English => key.english,
                Language::Chinese => key.chinese,
            };
            text.push_str(&format!(
                "| `{}` | {} | {must} | {meaning} |\n",
                key.name,
                form(key.shape, language)
            ));
        }
    }
    text
}

fn heading(name: &str, language: Language) -> String {
    let (english, chinese) = match name {
        "site" => ("`site.yaml`", "`site.yaml`"),
        "portal" => ("`portal` in `site.yaml`", "`site.yaml` 中的 `portal`"),
        "plan" => ("A plan's `_index.md`", "计划的 `_index.md`"),
        "section" => ("A section", "章节"),
        "page" => ("An ordinary page, the home page, a series", "普通页面、首页、系列"),
        "indicator" => ("An indicator", "指标"),
        "measurement" => ("A measured value (`baseline`, `actual`)", "测得的值（`baseline`、`actual`）"),
        "milestone" => ("A milestone", "阶段目标"),
        "revision" => ("A revision", "调整"),
        "task" => ("A task", "任务"),
        "theme" => ("`theme.yaml`", "`theme.yaml`"),
        _ => ("A parameter in `theme.yaml`", "`theme.yaml` 中的参数"),
    };
    match language {
        Language::English => english.to_owned(),
        Language::Chinese => chinese.to_owned(),
    }
}

fn form(shape: ValueShape, language: Language) -> String {
    let (english, chinese) = match shape {
        ValueShape::Text => ("text", "文字"),
        ValueShape::Integer => ("whole number", "整数"),
        ValueShape::Boolean => ("`true` or `false`", "`true` 或 `false`"),
        ValueShape::Date => ("date, `2016-03-01`", "日期，`2016-03-01`"),
        ValueShape::DateTime => {
            ("date, with a time if wanted, `2016-03-01 09:30`", "日期，可带时间，`2016-03-01 09:30`")
        }
        ValueShape::Day => ("date, such as `2016-06-30` or `6月底`", "日期，如 `2016-06-30`、`6月底`"),
        ValueShape::Quarter => ("`1`, `Q1` or `第一季度`", "`1`、`Q1` 或 `第一季度`"),
        ValueShape::Due => (
            "date, such as `2016-06-30` or `6月底前`, or `continuous`",
            "日期，如 `2016-06-30`、`6月底前`，或 `continuous`（长期）",
        ),
        ValueShape::TextList => ("list of texts", "文字列表"),
        ValueShape::Units => {
            ("a unit, or several: `水务局、住建局` or a list", "单位；几个的写 `水务局、住建局`，或用列表")
        }
        ValueShape::Choice(words) | ValueShape::ChoiceList(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            let list = matches!(shape, ValueShape::ChoiceList(_));
            return match language {
                Language::English if list => format!("list of {}", words.join(", ")),
                Language::English => words.join(", "),
                Language::Chinese if list => format!("列表，可写 {}", words.join("、")),
                Language::Chinese => words.join("、"),
            };
        }
        ValueShape::Id => ("id: `a-z`, `0-9`, `-`", "标识：`a-z`、`0-9`、`-`"),
        ValueShape::IdList => ("list of ids", "标识列表"),
        ValueShape::Target => (
            "`60`, `\">= 12\"`, `\"3..5\"`, `12家以上`, `增长8%`, `前10位`, `{text: …}` …",
            "`60`、`\">= 12\"`、`\"3..5\"`、`12家以上`、`增长8%`、`前10位`、`{text: …}` 等",
        ),
        ValueShape::Number => ("number", "数值"),
        ValueShape::Measurement => {
            ("number, or `value`, `date`, `source`, `note`", "数值，或 `value`、`date`、`source`、`note`")
        }
        ValueShape::MeasurementOf(_) => ("number, or keys, see below", "数值，或一组项目，见下表"),
        ValueShape::Mapping(_) => ("keys, see below", "见下表"),
        ValueShape::MappingList(_) => ("list of entries, see below", "条目列表，见下表"),
        ValueShape::Open => ("see the guide", "见写作指南"),
    };
    match language {
        Language::English => english.to_owned(),
        Language::Chinese => chinese.to_owned(),
    }
}

#[test]
fn schemas_refuse_unknown_keys_and_name_required_ones() {
    let schema = site();
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["required"], json!(["title"]));
    assert_eq!(front_matter()["anyOf"].as_array().map(Vec::len), Some(3));
    assert_eq!(theme()["properties"]["parameters"]["additionalProperties"]["type"], "object");
}

#[test]
fn the_reference_in_docs_is_current() {
    for (language, path) in
        [(Language::English, "docs/front-matter.md"), (Language::Chinese, "docs/front-matter.zh-CN.md")]
    {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let expected = reference(language);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &expected).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == expected, "{} is not current; run the tests with UPDATE_DOCS=1", path.display());
    }
}
