//! For tests: samples of every finding, so that no code can be left without words.

use super::{Code, Finding, Form, Found, IgnoreProblem, SealedChange, Thing};

fn text(text: &str) -> String {
    text.to_owned()
}

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().copied().map(text).collect()
}

/// Every finding, at least once for each of its codes.
pub(super) fn all() -> Vec<Finding> {
    Code::ALL.iter().flat_map(|code| of(*code)).collect()
}

/// The findings of a code, once for each way that their words can go.
pub(super) fn of(code: Code) -> Vec<Finding> {
    match code {
        Code::BadDate => vec![
            Finding::BadDate { key: text("written"), text: text("2016-02-30") },
            Finding::BadDate { key: text("due"), text: text("年底") },
        ],
        Code::BadId => vec![Finding::BadId { text: text("Pilot Firms") }],
        Code::BadIgnore => [
            IgnoreProblem::NoInstruction { text: text("skip") },
            IgnoreProblem::NoCode,
            IgnoreProblem::UnknownCode { code: text("missing-al") },
            IgnoreProblem::Fixed { code: Code::BadYaml },
            IgnoreProblem::NoReason { code: Code::MissingAlt },
        ]
        .map(|problem| Finding::BadIgnore { problem })
        .into(),
        Code::BadTarget => vec![Finding::BadTarget {
            text: text("若干"),
            english: text("a number is missing at character 1"),
            chinese: text("第1个字符处缺少数字"),
        }],
        Code::BadValue => vec![
            Finding::BadValue {
                key: text("status"),
                value: text("publish"),
                allowed: texts(&["draft", "published"]),
            },
            Finding::BadValue { key: text("kind"), value: text("x"), allowed: texts(&["plan"]) },
        ],
        Code::BadYaml => vec![Finding::BadYaml { detail: text("did not find expected key.") }],
        Code::DeadAnchor => vec![
            Finding::DeadAnchor {
                target: text("02-platforms.md"),
                anchor: text("众创空见"),
                similar: Some(text("众创空间")),
            },
            Finding::DeadAnchor { target: text(""), anchor: text("x"), similar: None },
        ],
        Code::DeadLink => vec![
            Finding::DeadLink { target: text("03-markt.md"), similar: Some(text("03-market.md")) },
            Finding::DeadLink { target: text("x.md"), similar: None },
        ],
        Code::DuplicateAddress => vec![Finding::DuplicateAddress {
            address: text("/2016/market/"),
            other: text("content/2016/03-market.md"),
        }],
        Code::DuplicateFootnote => vec![Finding::DuplicateFootnote { label: text("1") }],
        Code::UndefinedFootnote => vec![Finding::UndefinedFootnote { label: text("口径") }],
        Code::UnusedFootnote => vec![Finding::UnusedFootnote { label: text("2") }],
        Code::UnusedIgnore => vec![Finding::UnusedIgnore { code: Code::MissingAlt }],
        Code::DuplicateId => vec![Finding::DuplicateId { id: text("pilot-firms") }],
        Code::DuplicateYear => {
            vec![Finding::DuplicateYear { year: 2016, other: text("content/2016/_index.md") }]
        }
        Code::BrokenSeal => vec![Finding::BrokenSeal {
            english: text("data/site/2016/index.html: altered: its bytes are not those that were sealed"),
            chinese: text("data/site/2016/index.html：已被改动：与封存时的字节不同"),
        }],
        Code::SealedSource => [
            SealedChange::Lines(text("培育12家以上众创空间。")),
            SealedChange::Lines(String::new()),
            SealedChange::Removed(text("培育12家以上众创空间。")),
            SealedChange::More(1),
            SealedChange::More(2),
            SealedChange::Unseen,
            SealedChange::Bytes,
            SealedChange::Missing,
            SealedChange::Added,
        ]
        .map(|change| Finding::SealedSource { plan: text("2016"), change })
        .to_vec(),
        Code::EmptyPlan => vec![Finding::EmptyPlan],
        Code::EmptySection => vec![Finding::EmptySection],
        Code::HtmlRemoved => vec![Finding::HtmlRemoved { html: text("<script>") }],
        Code::LinkToDraft => vec![Finding::LinkToDraft {
            target: text("../2017/_index.md"),
            file: text("content/2017/_index.md"),
        }],
        Code::LowContrast => vec![Finding::LowContrast {
            key: text("color"),
            colour: text("#6b9bd1"),
            ground: text("#f3f5f8"),
            ratio: text("2.65"),
            nearest: text("#4573a7"),
        }],
        Code::MissingAlt => vec![Finding::MissingAlt { target: text("park.jpg") }],
        Code::MissingFrontMatter => vec![Finding::MissingFrontMatter],
        Code::MissingKey => {
            things().into_iter().map(|of| Finding::MissingKey { key: text("title"), of }).collect()
        }
        Code::MissingPicture => vec![
            Finding::MissingPicture { target: text("park.jpeg"), similar: Some(text("park.jpg")) },
            Finding::MissingPicture { target: text("gate.png"), similar: None },
        ],
        Code::MissingSite => vec![Finding::MissingSite { folder: text("plans") }],
        Code::MissingValue => vec![
            Finding::MissingValue { id: text("pilot-firms"), value: text("actual") },
            Finding::MissingValue { id: text("pilot-firms"), value: text("attainment") },
            Finding::MissingValue { id: text("pilot-firms"), value: text("level") },
        ],
        Code::NotUtf8 => {
            vec![Finding::NotUtf8 { guess: Some("GB 18030") }, Finding::NotUtf8 { guess: None }]
        }
        Code::OrphanFile => vec![Finding::OrphanFile],
        Code::SymlinkOutside => vec![Finding::SymlinkOutside { target: text("../secret") }],
        Code::TemplateError => vec![
            Finding::TemplateError { detail: text("unknown variable `plan`"), page: Some(text("/2016/")) },
            Finding::TemplateError { detail: text("unexpected end of input"), page: None },
        ],
        Code::ThemeCycle => vec![Finding::ThemeCycle { chain: texts(&["a", "b", "a"]) }],
        Code::UnclosedFrontMatter => vec![Finding::UnclosedFrontMatter],
        Code::UnitMismatch => {
            vec![Finding::UnitMismatch { phrase_unit: text("亿元"), unit: text("万元") }]
        }
        Code::UnknownIndicator => vec![
            Finding::UnknownIndicator { id: text("pilot-firm"), similar: Some(text("pilot-firms")) },
            Finding::UnknownIndicator { id: text("x"), similar: None },
        ],
        Code::UnknownKey => things()
            .into_iter()
            .flat_map(|of| {
                [Some(text("target")), None].map(|similar| Finding::UnknownKey {
                    key: text("targt"),
                    of: of.clone(),
                    similar,
                })
            })
            .collect(),
        Code::UnknownTheme => vec![
            Finding::UnknownTheme { name: text("gvo"), known: texts(&["city", "gov"]) },
            Finding::UnknownTheme { name: text("x"), known: Vec::new() },
        ],
        Code::Unreadable => vec![Finding::Unreadable { detail: text("permission denied") }],
        Code::WrongType => forms()
            .into_iter()
            .zip(founds().into_iter().cycle())
            .map(|(expected, found)| Finding::WrongType { key: text("actual"), expected, found })
            .collect(),
    }
}

fn things() -> Vec<Thing> {
    vec![
        Thing::Site,
        Thing::Theme,
        Thing::Series,
        Thing::Plan,
        Thing::Section,
        Thing::Page,
        Thing::Indicator,
        Thing::Measurement,
        Thing::Milestone,
        Thing::Revision,
        Thing::Task,
        Thing::Under(text("portal")),
    ]
}

fn forms() -> Vec<Form> {
    vec![
        Form::Text,
        Form::Number,
        Form::Integer,
        Form::Boolean,
        Form::List,
        Form::TextList,
        Form::Mapping,
        Form::MappingList,
        Form::Measurement,
        Form::Target,
        Form::Date,
    ]
}

fn founds() -> Vec<Found> {
    vec![
        Found::Nothing,
        Found::Text,
        Found::Number,
        Found::Boolean,
        Found::List,
        Found::Mapping,
        Found::Tagged,
    ]
}
