//! The stable code of a finding, and the macro that declares a finding with all that belongs to it.

#[cfg(test)]
use super::finding::Finding;
use super::severity::Severity;
use std::fmt;

/// The stable name of a kind of finding: what `severity:` in `site.yaml`, `ignore:` in a plan and
/// `planpress explain` take. The code of `ReferenceFault::DeadLink` is `Code::DeadLink`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    pub(super) name: &'static str,
    pub(super) severity: Severity,
    pub(super) may_be_lowered: bool,
}

/// What is declared of a code beside its words.
pub(super) struct Declaration {
    pub(super) code: Code,
    /// The explanation in English and in Chinese, as Markdown.
    pub(super) explanation: [&'static str; 2],
    /// Findings of the code, one for each way that their words can go.
    #[cfg(test)]
    pub(super) examples: fn() -> Vec<Finding>,
}

/// Declares an enum of findings. Of each it takes the particulars, the code, the severity (`always` behind it where no
/// site may lower it), the message, the help and examples; the explanations are the files `explain/{en,zh}/<code>.md`.
/// A message or help is written as for `say!`, or is an expression that gives [`Words`](super::Words). In it, each particular
/// stands under its name, by reference.
/// `with` adds variants that hold findings declared elsewhere.
macro_rules! findings {
    (
        $(#[$about:meta])*
        pub enum $Enum:ident $(with { $($(#[$family_doc:meta])* $Family:ident($Type:ty),)* })?;
        $(
            $(#[$doc:meta])*
            $Name:ident $({ $($field:ident: $type:ty),* $(,)? })? = $code:literal, $severity:ident $($always:ident)?;
            message $message:expr $(, $message_chinese:literal $(, $message_particular:expr)*)?;
            help $help:expr $(, $help_chinese:literal $(, $help_particular:expr)*)?;
            examples $({ $($example:tt)* })+;
        )*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $Enum {
            $($(#[$doc])*
            $Name $({ $($field: $type),* })?,)*
            $($($(#[$family_doc])* $Family($Type),)*)?
        }

        #[allow(non_upper_case_globals, reason = "a code bears the name of its finding")]
        impl Code {
            $($(#[$doc])* pub const $Name: Self = Self {
                name: $code,
                severity: $crate::diagnostic::Severity::$severity,
                may_be_lowered: [$(stringify!($always),)? ""].len() == 1,
            };)*
        }

        #[allow(unused_variables, reason = "a text seldom needs all particulars")]
        impl $Enum {
            pub(super) const DECLARATIONS: &[$crate::diagnostic::code::Declaration] = &[$(
                $crate::diagnostic::code::Declaration {
                    code: Code::$Name,
                    explanation: $crate::diagnostic::code::explanation!($code),
                    #[cfg(test)]
                    examples: || vec![$($Enum::$Name { $($example)* }.into()),+],
                },
            )*];

            /// The stable code.
            pub const fn code(&self) -> Code {
                match self {
                    $(Self::$Name { .. } => Code::$Name,)*
                    $($(Self::$Family(inner) => inner.code(),)*)?
                }
            }

            /// What is wrong.
            pub(crate) fn message(&self) -> Words {
                match self {
                    $(Self::$Name $({ $($field),* })? => $crate::diagnostic::words::words!(
                        $message $(, $message_chinese $(, $message_particular)*)?
                    ),)*
                    $($(Self::$Family(inner) => inner.message(),)*)?
                }
            }

            /// What to do about it.
            pub(crate) fn help(&self) -> Words {
                match self {
                    $(Self::$Name $({ $($field),* })? => $crate::diagnostic::words::words!(
                        $help $(, $help_chinese $(, $help_particular)*)?
                    ),)*
                    $($(Self::$Family(inner) => inner.help(),)*)?
                }
            }
        }
    };
}
pub(super) use findings;

/// The explanation of a code in both languages.
macro_rules! explanation {
    ($code:literal) => {
        [
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostic/explain/en/", $code, ".md")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostic/explain/zh/", $code, ".md")),
        ]
    };
}
pub(super) use explanation;

impl Code {
    /// The code as users write it.
    pub const fn as_str(self) -> &'static str {
        self.name
    }

    /// The severity unless `site.yaml` sets another.
    pub const fn severity(self) -> Severity {
        self.severity
    }

    /// Whether a site may give the code a lesser severity. Where a file, a value or a figure could not
    /// be read, something would be missing or wrong in what is published, so those are always errors.
    pub const fn may_be_lowered(self) -> bool {
        self.may_be_lowered
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
