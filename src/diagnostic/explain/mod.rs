//! What each code means, why it matters and how to mend it, at length.
//!
//! Takes a code and a language, gives Markdown; the texts are files beside this one, one for each
//! code and language, with a wrong and a right example. From them the reference in `docs/` is made,
//! so that the program and its documentation never say different things. Reads no file at run time.

use super::{Code, Language};

macro_rules! texts {
    ($($code:ident $file:literal,)*) => {
        /// The explanation of a code, as Markdown: a title, the meaning, the reason, a wrong and a
        /// right example, and how to change its severity where that makes sense.
        pub const fn text(code: Code, language: Language) -> &'static str {
            match (code, language) {
                $(
                    (Code::$code, Language::English) => include_str!(concat!("en/", $file, ".md")),
                    (Code::$code, Language::Chinese) => include_str!(concat!("zh/", $file, ".md")),
                )*
            }
        }
    };
}

texts! {
    ActualAfterAsOf "actual-after-as-of",
    ActualUndated "actual-undated",
    ActualUnsourced "actual-unsourced",
    BadDate "bad-date",
    BadId "bad-id",
    BadIgnore "bad-ignore",
    BadTarget "bad-target",
    BadValue "bad-value",
    BadYaml "bad-yaml",
    BrokenSeal "broken-seal",
    DashOrEllipsis "dash-or-ellipsis",
    DeadAnchor "dead-anchor",
    DeadLink "dead-link",
    DocumentNumberForm "document-number-form",
    DoubledApproximation "doubled-approximation",
    DueOutsideYear "due-outside-year",
    DuplicateAddress "duplicate-address",
    DuplicateFootnote "duplicate-footnote",
    DuplicateId "duplicate-id",
    DuplicateName "duplicate-name",
    DuplicateYear "duplicate-year",
    EmptyPlan "empty-plan",
    EmptySection "empty-section",
    FigureBound "figure-bound",
    FigureUnit "figure-unit",
    FigureUnread "figure-unread",
    FigureValue "figure-value",
    HalfWidthBrackets "half-width-brackets",
    HalfWidthPunctuation "half-width-punctuation",
    HeadingNumberForm "heading-number-form",
    HtmlRemoved "html-removed",
    LevelJump "level-jump",
    LinkToDraft "link-to-draft",
    LowContrast "low-contrast",
    MissingAlt "missing-alt",
    MissingDirection "missing-direction",
    MissingFooterItem "missing-footer-item",
    MissingFrontMatter "missing-front-matter",
    MissingKey "missing-key",
    MissingPicture "missing-picture",
    MissingPortalValue "missing-portal-value",
    MissingSite "missing-site",
    MissingValue "missing-value",
    NoDue "no-due",
    NoLead "no-lead",
    NotUtf8 "not-utf8",
    NumberingGap "numbering-gap",
    OrphanFile "orphan-file",
    PaddedDate "padded-date",
    PercentOrPoints "percent-or-points",
    PortalValue "portal-value",
    RangeMark "range-mark",
    RangeSign "range-sign",
    SealedSource "sealed-source",
    ShareOver100 "share-over-100",
    ShortYear "short-year",
    StatusContradicted "status-contradicted",
    StraightQuotes "straight-quotes",
    SumMismatch "sum-mismatch",
    SymlinkOutside "symlink-outside",
    TargetIsBaseline "target-is-baseline",
    TargetMetAtBaseline "target-met-at-baseline",
    TemplateError "template-error",
    ThemeCycle "theme-cycle",
    UnclosedFrontMatter "unclosed-front-matter",
    UndefinedFootnote "undefined-footnote",
    UnitChanged "unit-changed",
    UnitMismatch "unit-mismatch",
    UnknownIndicator "unknown-indicator",
    UnknownKey "unknown-key",
    UnknownReplaced "unknown-replaced",
    UnknownTheme "unknown-theme",
    Unreadable "unreadable",
    UntoldFigure "untold-figure",
    UnusedFootnote "unused-footnote",
    UnusedIgnore "unused-ignore",
    VanishedIndicator "vanished-indicator",
    WrongType "wrong-type",
}

/// The title of a code's explanation: what is wrong, in a few words.
pub fn title(code: Code, language: Language) -> &'static str {
    let first = text(code, language).lines().next().unwrap_or_default();
    first.strip_prefix("# ").unwrap_or(first)
}

/// All codes with their severity and title, one a line: what `planpress explain` prints.
pub fn list(language: Language) -> String {
    let line = |code: &Code| {
        format!("{:<22} {:<8} {}\n", code.as_str(), code.severity().label(language), title(*code, language))
    };
    Code::ALL.iter().map(line).collect()
}

/// All explanations as one Markdown page: the page of `docs/` in this language.
pub fn reference(language: Language) -> String {
    let (head, table) = match language {
        Language::English => (include_str!("en.md"), "| code | severity | meaning |\n| --- | --- | --- |\n"),
        Language::Chinese => (include_str!("zh.md"), "| 代码 | 级别 | 含义 |\n| --- | --- | --- |\n"),
    };
    let mut out = format!("{head}\n{table}");
    for code in Code::ALL {
        let severity = code.severity().label(language);
        out.push_str(&format!("| [`{code}`](#{code}) | {severity} | {} |\n", title(*code, language)));
    }
    for code in Code::ALL {
        let severity = code.severity().label(language);
        let title = title(*code, language);
        out.push_str(&format!("\n## {code}\n\n**{title}** ({severity})\n"));
        push_body(&mut out, text(*code, language));
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

#[cfg(test)]
mod tests;
