//! What elements and style attributes say of how text looks.

use crate::import::document::{Look, VerticalPosition};

/// What a style attribute says.
#[derive(Debug, Default)]
pub struct Style<'s> {
    pub alignment: Option<&'s str>,
    face: Option<String>,
    size: Option<u16>,
    bold: Option<bool>,
    italic: Option<bool>,
}

/// Reads a style attribute.
pub fn style_of(text: &str) -> Style<'_> {
    let mut style = Style::default();
    for declaration in text.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "text-align" => style.alignment = Some(value),
            "font-family" | "mso-fareast-font-family" => {
                let first = value.split(',').next().unwrap_or_default();
                let face = first.trim().trim_matches(['"', '\'']).to_owned();
                // The face for Han characters counts.
                if style.face.is_none() || name.trim().starts_with("mso-") {
                    style.face = Some(face).filter(|face| !face.is_empty());
                }
            }
            "font-size" => style.size = half_points(value),
            "font-weight" => {
                style.bold = Some(matches!(value, "bold" | "bolder" | "600" | "700" | "800" | "900"))
            }
            "font-style" => style.italic = Some(matches!(value, "italic" | "oblique")),
            _ => {}
        }
    }
    style
}

/// A size in half points: `16.0pt`, `22px` at 96 pixels an inch.
fn half_points(value: &str) -> Option<u16> {
    let (number, points) = match (value.strip_suffix("pt"), value.strip_suffix("px")) {
        (Some(number), _) => (number, 2.0),
        (_, Some(number)) => (number, 1.5),
        _ => return None,
    };
    let size = number.trim().parse::<f32>().ok()? * points;
    // Within what a page can show, so that nothing is cut.
    (1.0..2000.0).contains(&size).then_some(size.round() as u16)
}

/// The look within an element.
pub fn look_of(name: &str, style: &Style<'_>, around: Look) -> Look {
    let mut look = around;
    match name {
        "b" | "strong" => look.bold = true,
        "i" | "em" => look.italic = true,
        "u" | "ins" => look.underlined = true,
        "s" | "del" | "strike" => look.struck = true,
        "sup" => look.position = VerticalPosition::Raised,
        "sub" => look.position = VerticalPosition::Lowered,
        _ => {}
    }
    look.face = style.face.clone().or(look.face);
    look.size = style.size.or(look.size);
    look.bold = style.bold.unwrap_or(look.bold);
    look.italic = style.italic.unwrap_or(look.italic);
    look
}
