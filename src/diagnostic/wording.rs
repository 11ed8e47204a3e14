//! What may be wrong with the wording of the prose: marks, numbers, headings.

use super::Code;

/// A fault in the wording, and how often it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What is wrong.
    pub slip: Slip,
    /// How many of the kind the passage has; the first is shown.
    pub count: usize,
    /// How many more passages of the file have one, which are not shown.
    pub more: usize,
}

/// What is wrong with a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields carry the words of their variant's description")]
pub enum Slip {
    /// A stretch that breaks a rule, with a little of what stands around it, and the same put right.
    Phrase { rule: Rule, found: String, better: String },
    /// A hand-written number that does not follow the one before it.
    Numbering { before: String, found: String, expected: String },
    /// A heading deeper by more than one than the one before it; `levels` are the two.
    LevelJump { levels: (u8, u8) },
    /// A heading of the first level in a body: the title has that level.
    TitleInBody,
    /// A 发文字号 that is not written as one; `better` is `None` where that cannot be said.
    DocumentNumber { found: String, better: Option<String> },
}

/// A rule of wording that is broken in one stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Two signs of Chinese are one: —— and ……
    DashOrEllipsis,
    /// 约 and 左右 say the same.
    DoubledApproximation,
    /// Brackets around Chinese are wide.
    HalfWidthBrackets,
    /// Punctuation of Chinese is wide.
    HalfWidthPunctuation,
    /// 一、 （一） 1. （1）
    HeadingNumberForm,
    /// 5月, not 05月.
    PaddedDate,
    /// 3—5家, 20%～40%: not - or ~.
    RangeMark,
    /// 20%～40%: both carry the sign.
    RangeSign,
    /// 2026年, not 26年.
    ShortYear,
    /// Quotation marks of Chinese are curly.
    StraightQuotes,
}

impl Rule {
    /// The stable code.
    pub const fn code(self) -> Code {
        match self {
            Self::DashOrEllipsis => Code::DashOrEllipsis,
            Self::DoubledApproximation => Code::DoubledApproximation,
            Self::HalfWidthBrackets => Code::HalfWidthBrackets,
            Self::HalfWidthPunctuation => Code::HalfWidthPunctuation,
            Self::HeadingNumberForm => Code::HeadingNumberForm,
            Self::PaddedDate => Code::PaddedDate,
            Self::RangeMark => Code::RangeMark,
            Self::RangeSign => Code::RangeSign,
            Self::ShortYear => Code::ShortYear,
            Self::StraightQuotes => Code::StraightQuotes,
        }
    }
}

impl Wording {
    /// A fault that stands alone.
    pub const fn once(slip: Slip) -> Self {
        Self { slip, count: 1, more: 0 }
    }

    /// The stable code.
    pub const fn code(&self) -> Code {
        match &self.slip {
            Slip::Phrase { rule, .. } => rule.code(),
            Slip::Numbering { .. } => Code::NumberingGap,
            Slip::LevelJump { .. } | Slip::TitleInBody => Code::LevelJump,
            Slip::DocumentNumber { .. } => Code::DocumentNumberForm,
        }
    }
}
