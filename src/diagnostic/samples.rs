//! For tests: samples of every finding, so that no code can be left without words.

use super::{
    Code, Doubt, Finding, FooterItem, Form, Found, IgnoreProblem, PortalForm, Rule, SealedChange, Slip,
    Thing, Wording,
};

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
        Code::UntoldFigure => vec![Finding::UntoldFigure { figure: text("15家") }],
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
        Code::FigureBound => vec![Finding::FigureBound {
            id: text("pilot-firms"),
            figure: text("12家"),
            data: text("12家以上"),
        }],
        Code::FigureUnit => vec![Finding::FigureUnit {
            id: text("pilot-firms"),
            figure: text("12个以上"),
            data: text("12家以上"),
        }],
        Code::FigureUnread => {
            vec![Finding::FigureUnread { id: text("pilot-firms"), figure: text("一批企业") }]
        }
        Code::FigureValue => vec![Finding::FigureValue {
            id: text("pilot-firms"),
            figure: text("13家以上"),
            data: text("12家以上"),
        }],
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
        Code::MissingFooterItem => vec![
            Finding::MissingFooterItem { items: vec![FooterItem::Icp] },
            Finding::MissingFooterItem {
                items: vec![
                    FooterItem::Badge,
                    FooterItem::IdCode,
                    FooterItem::Icp,
                    FooterItem::Police,
                    FooterItem::Sponsor,
                    FooterItem::Contact,
                    FooterItem::ReportErrors,
                    FooterItem::Accessibility,
                ],
            },
        ],
        Code::MissingFrontMatter => vec![Finding::MissingFrontMatter],
        Code::MissingKey => {
            things().into_iter().map(|of| Finding::MissingKey { key: text("title"), of }).collect()
        }
        Code::MissingPicture => vec![
            Finding::MissingPicture { target: text("park.jpeg"), similar: Some(text("park.jpg")) },
            Finding::MissingPicture { target: text("gate.png"), similar: None },
        ],
        Code::MissingSite => vec![Finding::MissingSite { folder: text("plans") }],
        Code::MissingPortalValue => vec![
            Finding::MissingPortalValue { keys: texts(&["published", "source"]), of: Thing::Plan },
            Finding::MissingPortalValue { keys: texts(&["site_id_code"]), of: Thing::Under(text("portal")) },
            Finding::MissingPortalValue { keys: texts(&["base_url"]), of: Thing::Site },
        ],
        Code::MissingValue => vec![
            Finding::MissingValue { id: text("pilot-firms"), value: text("actual") },
            Finding::MissingValue { id: text("pilot-firms"), value: text("attainment") },
            Finding::MissingValue { id: text("pilot-firms"), value: text("level") },
        ],
        Code::NotUtf8 => {
            vec![Finding::NotUtf8 { guess: Some("GB 18030") }, Finding::NotUtf8 { guess: None }]
        }
        Code::OrphanFile => vec![Finding::OrphanFile],
        Code::PortalValue => [
            (PortalForm::IdCode, "site_id_code", "130400000"),
            (PortalForm::Domain, "site_domain", "https://www.example.gov.cn"),
            (PortalForm::Police, "police", "京公网安备1104010270006号"),
            (PortalForm::Address, "badge", "bszs.conac.cn"),
            (PortalForm::Subject, "subject", "政务公开"),
        ]
        .map(|(form, key, value)| Finding::PortalValue { key: text(key), value: text(value), form })
        .into(),
        Code::SumMismatch => [Some(text("14家")), None]
            .into_iter()
            .map(|sum| Finding::SumMismatch {
                id: text("rd-centres"),
                total: text("15家"),
                sum,
                parts: texts(&["city-centres 6家", "district-centres 8家"]),
            })
            .collect(),
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
        Code::ActualAfterAsOf
        | Code::ActualUndated
        | Code::ActualUnsourced
        | Code::DueOutsideYear
        | Code::DuplicateName
        | Code::MissingDirection
        | Code::NoDue
        | Code::NoLead
        | Code::PercentOrPoints
        | Code::ShareOver100
        | Code::StatusContradicted
        | Code::TargetIsBaseline
        | Code::TargetMetAtBaseline
        | Code::UnitChanged
        | Code::UnknownReplaced
        | Code::VanishedIndicator => {
            doubts().into_iter().map(Finding::Doubt).filter(|finding| finding.code() == code).collect()
        }
        Code::DashOrEllipsis
        | Code::DocumentNumberForm
        | Code::DoubledApproximation
        | Code::HalfWidthBrackets
        | Code::HalfWidthPunctuation
        | Code::HeadingNumberForm
        | Code::LevelJump
        | Code::NumberingGap
        | Code::PaddedDate
        | Code::RangeMark
        | Code::RangeSign
        | Code::ShortYear
        | Code::StraightQuotes => {
            wordings().into_iter().map(Finding::Wording).filter(|finding| finding.code() == code).collect()
        }
        Code::WrongType => forms()
            .into_iter()
            .zip(founds().into_iter().cycle())
            .map(|(expected, found)| Finding::WrongType { key: text("actual"), expected, found })
            .collect(),
    }
}

fn doubts() -> Vec<Doubt> {
    let (id, name, unit) = (|| text("pilot-firms"), || text("高新技术企业"), text);
    let mut doubts = vec![
        Doubt::ActualAfterAsOf { date: text("2017-01-05"), as_of: text("2016-12-31") },
        Doubt::DueOutsideYear { due: text("2017-03-31"), year: 2016 },
        Doubt::MissingDirection { id: id() },
        Doubt::PercentForPoints { id: id(), name: text("比重提高") },
        Doubt::PointsAfterPercent { id: id(), unit: unit("个百分点"), before: unit("%"), year: 2015 },
        Doubt::PointsForPercent { id: id(), name: text("比重") },
        Doubt::ShareOver100 { name: text("比重"), value: text("120") },
        Doubt::StatusContradicted { id: id(), stated: "met", judged: "not-met" },
        Doubt::TargetIsBaseline { id: id(), value: text("60") },
        Doubt::TargetMetAtBaseline { id: id(), target: text("60家以上"), baseline: text("65") },
        Doubt::UnitChanged { id: id(), unit: unit("万元"), before: unit("亿元"), year: 2015 },
        Doubt::UnknownReplaced { id: id(), year: None, similar: None },
    ];
    for others in [0, 1, 12] {
        doubts.extend([
            Doubt::ActualUndated { id: id(), others },
            Doubt::ActualUnsourced { id: id(), others },
            Doubt::DuplicateName { name: name(), other: id(), others },
            Doubt::NoDue { id: id(), others },
            Doubt::NoLead { id: id(), others },
            Doubt::VanishedIndicator { id: id(), name: name(), year: 2015, others },
        ]);
    }
    doubts.extend([Some(id()), None].map(|similar| Doubt::UnknownReplaced {
        id: id(),
        year: Some(2015),
        similar,
    }));
    doubts
}

fn wordings() -> Vec<Wording> {
    let rules = [
        Rule::DashOrEllipsis,
        Rule::DoubledApproximation,
        Rule::HalfWidthBrackets,
        Rule::HalfWidthPunctuation,
        Rule::HeadingNumberForm,
        Rule::PaddedDate,
        Rule::RangeMark,
        Rule::RangeSign,
        Rule::ShortYear,
        Rule::StraightQuotes,
    ];
    let phrases =
        rules
            .map(|rule| Slip::Phrase { rule, found: text("之年,我局"), better: text("之年，我局") });
    let mut slips = phrases.to_vec();
    slips.extend([
        Slip::Numbering { before: text("一、"), found: text("三、"), expected: text("二、") },
        Slip::Numbering { before: text("二是"), found: text("二是"), expected: text("三是") },
        Slip::LevelJump { levels: (2, 4) },
        Slip::TitleInBody,
        Slip::DocumentNumber { found: text("科发(2016)1号"), better: Some(text("科发〔2016〕1号")) },
        Slip::DocumentNumber { found: text("科发2016-1"), better: None },
    ]);
    let counts = [(1, 0), (3, 1), (1, 12)].into_iter().cycle();
    slips.into_iter().zip(counts).map(|(slip, (count, more))| Wording { slip, count, more }).collect()
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
