//! The faces of a document's theme.
//!
//! A style may name a face by its part in the theme: `minorEastAsia`. That part is a face by name or, where it is left empty, the face
//! that the theme has for the script of the document's language.

use super::xml::{Ns, Token, Xml, XmlFault};
use std::collections::HashMap;

/// The faces of a theme.
#[derive(Debug, Default)]
pub struct Theme {
    /// By `major` or `minor` and then `ea`, `latin`, `cs` or the name of a script.
    faces: HashMap<(bool, String), String>,
}

impl Theme {
    /// Reads a theme.
    ///
    /// # Errors
    /// Why the part cannot be read.
    pub fn read(text: &str) -> Result<Self, XmlFault> {
        let mut theme = Self::default();
        let mut xml = Xml::new(text);
        let mut is_major = None;
        loop {
            match xml.next()? {
                Token::Start(element) if element.ns == Ns::A => match (element.name(), is_major) {
                    ("majorFont", _) => is_major = Some(true),
                    ("minorFont", _) => is_major = Some(false),
                    ("fmtScheme", _) => return Ok(theme),
                    (name @ ("latin" | "ea" | "cs" | "font"), Some(is_major)) => {
                        let script = if name == "font" {
                            element.attribute("script").unwrap_or_default().into_owned()
                        } else {
                            name.to_owned()
                        };
                        if let Some(face) = element.attribute("typeface").filter(|face| !face.is_empty()) {
                            theme.faces.insert((is_major, script), face.into_owned());
                        }
                    }
                    _ => {}
                },
                Token::Done => return Ok(theme),
                _ => {}
            }
        }
    }

    /// The face for a part: `minorEastAsia`, `majorAscii`.
    pub fn face(&self, part: &str) -> Option<&str> {
        let is_major = part.starts_with("major");
        let get = |script: &str| self.faces.get(&(is_major, script.to_owned())).map(String::as_str);
        if part.ends_with("EastAsia") { get("ea").or_else(|| get("Hans")) } else { get("latin") }
    }
}
