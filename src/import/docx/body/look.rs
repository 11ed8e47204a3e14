//! How a run looks, of all that speaks of it: itself, its character style, the paragraph's style, the defaults.

use super::super::properties::{Face, RunProps};
use super::super::styles::{Style, Styles};
use super::super::theme::Theme;
use crate::import::document::Look;

/// A run's look, and what of it the reader needs beside.
#[derive(Debug, Clone, Default)]
pub struct RunState {
    pub look: Look,
    pub is_hidden: bool,
    /// The face for characters of symbol faces.
    pub symbol_face: Option<String>,
}

/// Resolves a run's properties.
pub fn resolve(direct: &RunProps, paragraph: Option<&Style>, styles: &Styles, theme: &Theme) -> RunState {
    let character = direct.style.as_deref().and_then(|id| styles.get(id)).map(|style| &style.run);
    let paragraph = paragraph.map(|style| &style.run);
    // What is on or off is turned round by each kind of style that says it is on (ECMA-376, 17.7.3).
    let toggle = |of: fn(&RunProps) -> Option<bool>| {
        of(direct).unwrap_or_else(|| {
            let by_style =
                [paragraph, character].into_iter().flatten().filter(|props| of(props) == Some(true)).count();
            let said = [paragraph, character].into_iter().flatten().any(|props| of(props).is_some());
            by_style % 2 == 1 || (!said && of(&styles.default_run) == Some(true))
        })
    };
    let mut all = direct.clone();
    for below in [character, paragraph, Some(&styles.default_run)].into_iter().flatten() {
        all.inherit(below);
    }
    let name = |face: &Face| match face {
        Face::Named(name) => Some(name.clone()),
        Face::Theme(part) => theme.face(part).map(str::to_owned),
    };
    let look = Look {
        face: all.east_asian.as_ref().and_then(name).or_else(|| all.latin.as_ref().and_then(name)),
        size: all.size,
        bold: toggle(|props| props.bold),
        italic: toggle(|props| props.italic),
        underlined: all.underlined.unwrap_or(false),
        struck: toggle(|props| props.struck),
        colour: all.colour.flatten(),
        position: all.position.unwrap_or_default(),
    };
    RunState { look, is_hidden: toggle(|props| props.hidden), symbol_face: all.symbol_face }
}
