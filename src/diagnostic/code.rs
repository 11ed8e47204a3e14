//! The stable codes of all findings.

use super::Severity;
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $severity:ident;)*) => {
        /// The stable name of a kind of finding: what `severity:` in `site.yaml`, `ignore:` in a
        /// plan and `planpress explain` take.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in alphabetical order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as users write it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The severity unless `site.yaml` sets another.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// An actual value of a later day than the plan speaks of.
    ActualAfterAsOf = "actual-after-as-of", Warning;
    /// An actual value with no date.
    ActualUndated = "actual-undated", Warning;
    /// An actual value with no source.
    ActualUnsourced = "actual-unsourced", Warning;
    /// A date that is not a calendar date.
    BadDate = "bad-date", Error;
    /// An id with other characters than `a-z`, `0-9` and `-`.
    BadId = "bad-id", Error;
    /// A comment that asks for a finding to be ignored and cannot be followed.
    BadIgnore = "bad-ignore", Warning;
    /// A target that cannot be read as a quantity.
    BadTarget = "bad-target", Error;
    /// A value outside the list of allowed values.
    BadValue = "bad-value", Error;
    /// Text that is not YAML.
    BadYaml = "bad-yaml", Error;
    /// An archive in which something is not as it was sealed.
    BrokenSeal = "broken-seal", Error;
    /// A Chinese dash or ellipsis that is not two characters long.
    DashOrEllipsis = "dash-or-ellipsis", Warning;
    /// A link to a heading that is not there.
    DeadAnchor = "dead-anchor", Error;
    /// A link to a file that is not there.
    DeadLink = "dead-link", Error;
    /// A document number that is not written as one.
    DocumentNumberForm = "document-number-form", Warning;
    /// 'About' said twice.
    DoubledApproximation = "doubled-approximation", Warning;
    /// A due date or milestone in another year than the plan's.
    DueOutsideYear = "due-outside-year", Warning;
    /// Two pages that would take one address.
    DuplicateAddress = "duplicate-address", Error;
    /// Two footnotes of one text with one label.
    DuplicateFootnote = "duplicate-footnote", Error;
    /// Two indicators or tasks of one plan with one id.
    DuplicateId = "duplicate-id", Error;
    /// One name under two ids.
    DuplicateName = "duplicate-name", Warning;
    /// Two plans of one series for one year.
    DuplicateYear = "duplicate-year", Error;
    /// A plan without sections.
    EmptyPlan = "empty-plan", Warning;
    /// A section with no text.
    EmptySection = "empty-section", Warning;
    /// A figure whose words state another bound than the data.
    FigureBound = "figure-bound", Warning;
    /// A figure whose words state another unit than the data.
    FigureUnit = "figure-unit", Error;
    /// A figure whose words state no quantity.
    FigureUnread = "figure-unread", Warning;
    /// A figure whose words state another value than the data.
    FigureValue = "figure-value", Error;
    /// Half-width brackets around Chinese.
    HalfWidthBrackets = "half-width-brackets", Warning;
    /// Half-width punctuation beside Chinese.
    HalfWidthPunctuation = "half-width-punctuation", Warning;
    /// A number before a heading that is not written as one.
    HeadingNumberForm = "heading-number-form", Warning;
    /// Raw HTML that was taken out because it is not safe or not closed.
    HtmlRemoved = "html-removed", Warning;
    /// A heading deeper by more than one than the one before it.
    LevelJump = "level-jump", Warning;
    /// A link from a public page to a draft that is held back.
    LinkToDraft = "link-to-draft", Error;
    /// A colour that does not read well enough on the grounds it stands on.
    LowContrast = "low-contrast", Error;
    /// A picture without a text alternative.
    MissingAlt = "missing-alt", Warning;
    /// A target that does not say which way is better.
    MissingDirection = "missing-direction", Warning;
    /// A site that stands alone and whose footer lacks what a government website's footer carries.
    MissingFooterItem = "missing-footer-item", Warning;
    /// A Markdown file with no front matter.
    MissingFrontMatter = "missing-front-matter", Error;
    /// A key that must be given and is not.
    MissingKey = "missing-key", Error;
    /// A picture that is not there.
    MissingPicture = "missing-picture", Error;
    /// A value that a government portal asks of its pages and that is not given.
    MissingPortalValue = "missing-portal-value", Warning;
    /// No `site.yaml`, so this is not a site.
    MissingSite = "missing-site", Error;
    /// A figure asks for a value that the indicator does not have.
    MissingValue = "missing-value", Error;
    /// An indicator or task with no due date.
    NoDue = "no-due", Warning;
    /// An indicator or task with no lead unit.
    NoLead = "no-lead", Warning;
    /// A file that is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A hand-written number that does not follow the one before it.
    NumberingGap = "numbering-gap", Warning;
    /// A file in `content/` that no page shows.
    OrphanFile = "orphan-file", Warning;
    /// A date in prose with leading zeros.
    PaddedDate = "padded-date", Warning;
    /// Per cent where percentage points are meant, or the other way round.
    PercentOrPoints = "percent-or-points", Warning;
    /// A value that has another form than government portals expect.
    PortalValue = "portal-value", Warning;
    /// A hyphen or `~` in a range of numbers.
    RangeMark = "range-mark", Warning;
    /// A range of which only one end carries the sign.
    RangeSign = "range-sign", Warning;
    /// A source of a sealed plan that is not as it was sealed.
    SealedSource = "sealed-source", Warning;
    /// A part greater than the whole.
    ShareOver100 = "share-over-100", Warning;
    /// A year cut to two digits.
    ShortYear = "short-year", Warning;
    /// A status given by hand that the values contradict.
    StatusContradicted = "status-contradicted", Warning;
    /// Straight quotation marks beside Chinese.
    StraightQuotes = "straight-quotes", Warning;
    /// A total that is not the sum of its parts.
    SumMismatch = "sum-mismatch", Error;
    /// A symbolic link that leaves the site.
    SymlinkOutside = "symlink-outside", Error;
    /// A target that is the value of the start.
    TargetIsBaseline = "target-is-baseline", Warning;
    /// A target that the value of the start meets already.
    TargetMetAtBaseline = "target-met-at-baseline", Warning;
    /// An error in a template of the theme.
    TemplateError = "template-error", Error;
    /// A theme that inherits from itself.
    ThemeCycle = "theme-cycle", Error;
    /// Front matter that is opened and never closed.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    /// A reference to a footnote that is not there.
    UndefinedFootnote = "undefined-footnote", Error;
    /// Another unit than in the plan before.
    UnitChanged = "unit-changed", Warning;
    /// A unit in the target's phrase that differs from `unit:`.
    UnitMismatch = "unit-mismatch", Error;
    /// A block or figure that names an indicator or task that is not there.
    UnknownIndicator = "unknown-indicator", Error;
    /// A key that does not exist.
    UnknownKey = "unknown-key", Error;
    /// `replaces` names what the plan before does not have.
    UnknownReplaced = "unknown-replaced", Warning;
    /// A theme that is neither in `themes/` nor built in.
    UnknownTheme = "unknown-theme", Error;
    /// A file or folder that could not be read.
    Unreadable = "unreadable", Error;
    /// A quantity in the prose that is bound to no indicator.
    UntoldFigure = "untold-figure", Note;
    /// A footnote that nothing refers to.
    UnusedFootnote = "unused-footnote", Warning;
    /// A finding is to be ignored that is not there.
    UnusedIgnore = "unused-ignore", Warning;
    /// An indicator of the plan before that is gone without a word.
    VanishedIndicator = "vanished-indicator", Warning;
    /// A value of the wrong type.
    WrongType = "wrong-type", Error;
}

impl Code {
    /// Whether a site may give the code a lesser severity. Where a file, a value or a figure could not
    /// be read, something would be missing or wrong in what is published, so those are always errors.
    pub const fn may_be_lowered(self) -> bool {
        !matches!(
            self,
            Self::BadDate
                | Self::BadId
                | Self::BadTarget
                | Self::BadValue
                | Self::BadYaml
                | Self::BrokenSeal
                | Self::DuplicateAddress
                | Self::DuplicateId
                | Self::LinkToDraft
                | Self::LowContrast
                | Self::MissingFrontMatter
                | Self::MissingKey
                | Self::MissingSite
                | Self::MissingValue
                | Self::NotUtf8
                | Self::SymlinkOutside
                | Self::TemplateError
                | Self::ThemeCycle
                | Self::UnclosedFrontMatter
                | Self::UnitMismatch
                | Self::UnknownIndicator
                | Self::UnknownTheme
                | Self::Unreadable
                | Self::WrongType
        )
    }

    /// Finds a code by its name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_sorted_and_kebab_case() {
        let names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        for name in names {
            assert!(
                name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{name}"
            );
            assert_eq!(Code::find(name).map(Code::as_str), Some(name));
        }
    }
}
