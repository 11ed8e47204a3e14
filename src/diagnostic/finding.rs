//! What can be found wrong, each with its particulars and no words.

use super::{Code, Doubt, Wording};

/// The form that a value should have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A list of anything.
    List,
    /// A list of texts.
    TextList,
    /// Keys with values.
    Mapping,
    /// A list of mappings.
    MappingList,
    /// A number, or a mapping with `value`, `date`, `source` and `note`.
    Measurement,
    /// A number, a bound as text or a Chinese phrase.
    Target,
    /// A date, or a date with time.
    Date,
}

/// What was found where a value of another [`Form`] should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A key with nothing behind it.
    Nothing,
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list.
    List,
    /// Keys with values.
    Mapping,
    /// A value with a YAML tag: `!!binary …`.
    Tagged,
}

/// What a key belongs to; the words differ between languages, so it is not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// `site.yaml`.
    Site,
    /// `theme.yaml`.
    Theme,
    /// The front matter of the home page or a series.
    Series,
    /// The front matter of a plan.
    Plan,
    /// The front matter of a section.
    Section,
    /// The front matter of an ordinary page.
    Page,
    /// An indicator.
    Indicator,
    /// A value with its date, source and note.
    Measurement,
    /// A milestone of an indicator.
    Milestone,
    /// A revision of an indicator.
    Revision,
    /// A task.
    Task,
    /// The mapping under this key, such as `portal` in `site.yaml`.
    Under(String),
}

/// The form that a government portal expects of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortalForm {
    /// 网站标识码: ten letters and digits.
    IdCode,
    /// 网站域名: a host without scheme, port and path.
    Domain,
    /// 公安备案号: fourteen digits.
    Police,
    /// A whole web address.
    Address,
    /// 主题分类: two levels.
    Subject,
}

/// What the footer of a government website carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FooterItem {
    /// 党政机关标识.
    Badge,
    /// 网站标识码.
    IdCode,
    /// ICP备案号.
    Icp,
    /// 公安备案号.
    Police,
    /// 主办单位.
    Sponsor,
    /// 联系方式.
    Contact,
    /// 我为政府网站找错.
    ReportErrors,
    /// 适老化标识.
    Accessibility,
}

impl FooterItem {
    /// The key in `site.yaml` that gives it; that of the error report follows from the identification code.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Badge => "portal.badge",
            Self::IdCode => "portal.site_id_code",
            Self::Icp => "portal.icp",
            Self::Police => "portal.police",
            Self::Sponsor => "portal.sponsor",
            Self::Contact => "contact",
            Self::ReportErrors => "portal.report_errors",
            Self::Accessibility => "portal.accessibility",
        }
    }
}

/// What a second place has to do with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelatedKind {
    /// The same name was used here first.
    FirstUse,
    /// The value that this one contradicts.
    Contradicts,
    /// A part of the total that is spoken of.
    Part,
    /// The same in the plan before.
    YearBefore,
}

/// What is wrong with a comment that asks for a finding to be ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IgnoreProblem {
    /// It does not say `ignore`.
    NoInstruction {
        /// What it says.
        text: String,
    },
    /// It names no code.
    NoCode,
    /// There is no such code.
    UnknownCode {
        /// The name.
        code: String,
    },
    /// Findings of this code cannot be ignored.
    Fixed {
        /// The code.
        code: Code,
    },
    /// It gives no reason.
    NoReason {
        /// The code that it names.
        code: Code,
    },
}

/// How a source differs from what was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealedChange {
    /// These lines were sealed where others now stand; cut to a few. Empty where lines were only added.
    Lines(String),
    /// These lines were sealed before this place, and nothing stands for them.
    Removed(String),
    /// So many places of the file are other than those that were shown.
    More(usize),
    /// The text is another only where nobody sees it: in line ends, blank lines or a byte order mark.
    Unseen,
    /// The file is no text, and its bytes are others.
    Bytes,
    /// The file was sealed and is not there.
    Missing,
    /// The file is there and was not sealed.
    Added,
}

/// What is wrong, with its particulars.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the fields carry the words of their variant's description; words.rs says them in full"
)]
pub enum Finding {
    /// Text that is not a calendar date.
    BadDate { key: String, text: String },
    /// An id with characters that ids do not have.
    BadId { text: String },
    /// A comment that asks for a finding to be ignored and cannot be followed.
    BadIgnore { problem: IgnoreProblem },
    /// A target that cannot be read, and why in both languages.
    BadTarget { text: String, english: String, chinese: String },
    /// A value outside a fixed list; `allowed` is never empty.
    BadValue { key: String, value: String, allowed: Vec<String> },
    /// The YAML parser's complaint.
    BadYaml { detail: String },
    /// Something in the archive is not as it was sealed, in the words of both languages.
    BrokenSeal { english: String, chinese: String },
    /// A heading that a link names is not on the page it leads to; `similar` is the closest heading.
    DeadAnchor { target: String, anchor: String, similar: Option<String> },
    /// A link that leads nowhere; `similar` is a source file that may have been meant.
    DeadLink { target: String, similar: Option<String> },
    /// Something doubtful about an indicator or a task.
    Doubt(Doubt),
    /// Two sources for one address.
    DuplicateAddress { address: String, other: String },
    /// A footnote defined twice in one text; the second is not shown.
    DuplicateFootnote { label: String },
    /// An id used twice in one plan.
    DuplicateId { id: String },
    /// A year used twice in one series.
    DuplicateYear { year: i16, other: String },
    /// A source of a sealed plan differs from the sealed one; what is published is the sealed one.
    SealedSource { plan: String, change: SealedChange },
    /// A plan with no section.
    EmptyPlan,
    /// A section with no text, indicator or task.
    EmptySection,
    /// The words of a figure state another bound than the indicator's value.
    FigureBound { id: String, figure: String, data: String },
    /// They state another unit.
    FigureUnit { id: String, figure: String, data: String },
    /// They state no quantity.
    FigureUnread { id: String, figure: String },
    /// They state another value.
    FigureValue { id: String, figure: String, data: String },
    /// HTML that was taken out.
    HtmlRemoved { html: String },
    /// A link to a document that is held back; `file` is its source file.
    LinkToDraft { target: String, file: String },
    /// A colour of text has only `ratio` to 1 on `ground`; `nearest` of the same hue has enough.
    LowContrast { key: String, colour: String, ground: String, ratio: String, nearest: String },
    /// A picture with no text alternative.
    MissingAlt { target: String },
    /// What the footer of a site that stands alone lacks; never empty.
    MissingFooterItem { items: Vec<FooterItem> },
    /// No front matter at the head of a file.
    MissingFrontMatter,
    /// A required key that is not there; `of` names the thing that lacks it.
    MissingKey { key: String, of: Thing },
    /// A picture that is not there.
    MissingPicture { target: String, similar: Option<String> },
    /// No `site.yaml` in the folder.
    MissingSite { folder: String },
    /// Keys that a government portal asks for and that are not given; never empty.
    MissingPortalValue { keys: Vec<String>, of: Thing },
    /// An indicator has no such value (`actual`, `baseline`, …).
    MissingValue { id: String, value: String },
    /// A file that is not UTF-8; `guess` names the likely encoding.
    NotUtf8 { guess: Option<&'static str> },
    /// A file that no page shows.
    OrphanFile,
    /// A value that has another form than government portals expect.
    PortalValue { key: String, value: String, form: PortalForm },
    /// A total that is not the sum of its parts; each part with its value. No sum where they are counted in
    /// units that cannot be added.
    SumMismatch { id: String, total: String, sum: Option<String>, parts: Vec<String> },
    /// A symbolic link that leaves the site's folder.
    SymlinkOutside { target: String },
    /// A template failed; `page` is the page being rendered, if one was.
    TemplateError { detail: String, page: Option<String> },
    /// A chain of themes that leads back to itself.
    ThemeCycle { chain: Vec<String> },
    /// Front matter with no closing line.
    UnclosedFrontMatter,
    /// A reference to a footnote that is not defined; it is shown as written.
    UndefinedFootnote { label: String },
    /// The unit inside the phrase and the `unit:` beside it.
    UnitMismatch { phrase_unit: String, unit: String },
    /// No indicator or task of this id; `similar` may have been meant.
    UnknownIndicator { id: String, similar: Option<String> },
    /// A key that does not exist; `of` names the thing that does not have it.
    UnknownKey { key: String, of: Thing, similar: Option<String> },
    /// A theme that is not there; `known` lists those that are.
    UnknownTheme { name: String, known: Vec<String> },
    /// The operating system's complaint.
    Unreadable { detail: String },
    /// A quantity in the prose that is bound to no indicator.
    UntoldFigure { figure: String },
    /// A footnote that nothing refers to; it is not shown.
    UnusedFootnote { label: String },
    /// What is to be ignored here is not there.
    UnusedIgnore { code: Code },
    /// Something about the wording of the prose.
    Wording(Wording),
    /// A value of another form.
    WrongType { key: String, expected: Form, found: Found },
}

impl Finding {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::BadDate { .. } => Code::BadDate,
            Self::BadId { .. } => Code::BadId,
            Self::BadIgnore { .. } => Code::BadIgnore,
            Self::BadTarget { .. } => Code::BadTarget,
            Self::BadValue { .. } => Code::BadValue,
            Self::BadYaml { .. } => Code::BadYaml,
            Self::DeadAnchor { .. } => Code::DeadAnchor,
            Self::DeadLink { .. } => Code::DeadLink,
            Self::Doubt(doubt) => doubt.code(),
            Self::DuplicateAddress { .. } => Code::DuplicateAddress,
            Self::DuplicateFootnote { .. } => Code::DuplicateFootnote,
            Self::DuplicateId { .. } => Code::DuplicateId,
            Self::DuplicateYear { .. } => Code::DuplicateYear,
            Self::BrokenSeal { .. } => Code::BrokenSeal,
            Self::SealedSource { .. } => Code::SealedSource,
            Self::EmptyPlan => Code::EmptyPlan,
            Self::EmptySection => Code::EmptySection,
            Self::FigureBound { .. } => Code::FigureBound,
            Self::FigureUnit { .. } => Code::FigureUnit,
            Self::FigureUnread { .. } => Code::FigureUnread,
            Self::FigureValue { .. } => Code::FigureValue,
            Self::HtmlRemoved { .. } => Code::HtmlRemoved,
            Self::LinkToDraft { .. } => Code::LinkToDraft,
            Self::LowContrast { .. } => Code::LowContrast,
            Self::MissingAlt { .. } => Code::MissingAlt,
            Self::MissingFooterItem { .. } => Code::MissingFooterItem,
            Self::MissingFrontMatter => Code::MissingFrontMatter,
            Self::MissingKey { .. } => Code::MissingKey,
            Self::MissingPicture { .. } => Code::MissingPicture,
            Self::MissingSite { .. } => Code::MissingSite,
            Self::MissingPortalValue { .. } => Code::MissingPortalValue,
            Self::MissingValue { .. } => Code::MissingValue,
            Self::NotUtf8 { .. } => Code::NotUtf8,
            Self::OrphanFile => Code::OrphanFile,
            Self::PortalValue { .. } => Code::PortalValue,
            Self::SumMismatch { .. } => Code::SumMismatch,
            Self::SymlinkOutside { .. } => Code::SymlinkOutside,
            Self::TemplateError { .. } => Code::TemplateError,
            Self::ThemeCycle { .. } => Code::ThemeCycle,
            Self::UnclosedFrontMatter => Code::UnclosedFrontMatter,
            Self::UndefinedFootnote { .. } => Code::UndefinedFootnote,
            Self::UnitMismatch { .. } => Code::UnitMismatch,
            Self::UnknownIndicator { .. } => Code::UnknownIndicator,
            Self::UnknownKey { .. } => Code::UnknownKey,
            Self::UnknownTheme { .. } => Code::UnknownTheme,
            Self::Unreadable { .. } => Code::Unreadable,
            Self::UntoldFigure { .. } => Code::UntoldFigure,
            Self::UnusedFootnote { .. } => Code::UnusedFootnote,
            Self::UnusedIgnore { .. } => Code::UnusedIgnore,
            Self::Wording(wording) => wording.code(),
            Self::WrongType { .. } => Code::WrongType,
        }
    }
}
