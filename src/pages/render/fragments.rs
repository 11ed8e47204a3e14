//! Fragments of plans and sections beside their pages.

use super::super::address::encode_ascii;
use super::super::fragment::{self, FRAGMENT, STYLE};
use super::KeptResult;
use super::prelude::*;
use crate::output::OutputError;

impl Renderer<'_, '_> {
    /// Keeps a page of a plan with its fragment, if both are as they were made.
    pub(super) fn kept_with_fragment(&self, address: &PageAddress, key: &Fingerprint) -> KeptResult {
        let Some(fragment) = self.base_of_fragments().map(|_| format!("{address}{FRAGMENT}")) else {
            return self.kept(address, key);
        };
        let key_of_fragment = self.keys.fragment(key).digest();
        // Looked at before the page is kept, since a page that is kept is not rendered again for its fragment.
        if !self.sink.holds(&fragment, key_of_fragment)? {
            return Ok(None);
        }
        let kept = self.kept(address, key)?;
        if kept.is_some() && !self.sink.keep(&fragment, ArtifactKind::Other, key_of_fragment)? {
            return Err(OutputError::PutTwice { path: fragment });
        }
        Ok(kept)
    }

    /// The address that links of fragments begin with, where the site is to have any.
    fn base_of_fragments(&self) -> Option<&str> {
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
