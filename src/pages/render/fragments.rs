//! Fragments of plans and sections beside their pages.

use super::super::address::encode_ascii;
use super::super::fragment::{self, FRAGMENT, STYLE};
use super::prelude::*;
use crate::output::OutputError;

impl Renderer<'_, '_> {
    /// The address that links of fragments begin with, where the site is to have any.
    pub(super) fn base_of_fragments(&self) -> Option<&str> {
        self.config.base_url.as_deref().filter(|_| self.config.fragments)
    }

    /// Puts a page's fragment, where there is to be one.
    pub(super) fn put_fragment(
        &self,
        head: &PageHead<'_>,
        key: &Fingerprint,
        page: &[u8],
    ) -> Result<(), OutputError> {
        let kind = match head.kind {
            PageKind::Plan => "plan",
            PageKind::Section => "section",
            _ => return Ok(()),
        };
        let Some(base) = self.base_of_fragments() else { return Ok(()) };
        let style = self.env.builder.theme.statics.get(STYLE);
        let source = fragment::FragmentSource {
            kind,
            lang: self.config.lang.tag(),
            canonical: &format!("{base}{}", encode_ascii(head.address)),
            without: self.config.portal.as_ref().map_or(&[], |portal| &portal.fragments_without),
            style: style.map(|file| format!("{base}{}", encode_ascii(&file.path))),
        };
        let Some(html) = source.cut(&String::from_utf8_lossy(page)) else { return Ok(()) };
        let key = self.keys.fragment(key).digest();
        self.put(format!("{}{FRAGMENT}", head.address), html.into_bytes(), (ArtifactKind::Other, key))
    }
}
