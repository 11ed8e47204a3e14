//! Reading values: the one way from a YAML text to a [`Value`].

use super::folded::join_lines;
use super::limit::exceeds_alias_limit;
use super::number::tag_long_numbers;
use super::syntax;
use crate::diagnostic::YamlFault;
use serde_yaml::Value;

/// Why a text is not YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// The byte at which to show it.
    pub at: usize,
    /// The byte at which the reader stopped.
    pub stopped: usize,
    /// What is wrong, in the parser's words.
    pub fault: YamlFault,
}

/// Reads a YAML text; long numbers keep their digits (see [`super::number`]), and lines of Chinese are
/// joined (see [`super::folded`]).
///
/// # Errors
/// Where the text is not YAML, or its aliases stand for far more than the text.
pub fn read_value(yaml: &str) -> Result<Value, YamlError> {
    if exceeds_alias_limit(yaml) {
        let at = yaml.find('*').unwrap_or(0);
        return Err(YamlError { at, stopped: at, fault: YamlFault::TooManyAliases });
    }
    let tagged = tag_long_numbers(yaml);
    let text = tagged.as_ref().map_or(yaml, |tagged| &tagged.text);
    let mut value = serde_yaml::from_str(text).map_err(|error| {
        let stopped = error.location().map_or(0, |location| location.index());
        let stopped = tagged.as_ref().map_or(stopped, |tagged| tagged.old_offset(stopped));
        let message = error.to_string();
        YamlError {
            at: syntax::place(yaml, &message, stopped),
            stopped,
            fault: YamlFault::Parser(syntax::detail(&message).to_owned()),
        }
    })?;
    join_lines(yaml, &mut value);
    Ok(value)
}
