//! Fragments of plans and sections beside their pages.

use super::super::address::encode_ascii;
use super::super::fragment::{self, FRAGMENT, STYLE};
use super::prelude::*;
use crate::output::OutputError;

impl Renderer<'_, '_> {
    /// Keeps a page of a plan with its fragment, if both are as they were made.
    pub(super) fn kept_with_fragment(
        &self,
        address: &PageAddress,
        key: &Fingerprint,
    ) -> Result<Option<Rendered>, OutputError> {
        let Some(fragment) = self.fragment_of(address).filter(|_| self.config.fragments) else {
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

    /// Where the fragment of a page lies; none where the site has no address for its links to begin with.
    fn fragment_of(&self, address: &PageAddress) -> Option<String> {
        self.config.base_url.as_ref().map(|_| format!("{address}{FRAGMENT}"))
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
        let canonical = self.canonical(head.address).filter(|_| self.config.fragments);
        let (Some(canonical), Some(path)) = (canonical, self.fragment_of(head.address)) else {
            return Ok(());
        };
        let style = self.env.builder.theme.statics.get(STYLE);
        let source = fragment::FragmentSource {
            kind,
            lang: self.config.lang.tag(),
            canonical: &canonical,
            style: style.and_then(|file| {
                Some(format!("{}{}", self.config.base_url.as_deref()?, encode_ascii(&file.path)))
            }),
        };
        let Some(html) = source.cut(&String::from_utf8_lossy(page)) else { return Ok(()) };
        let key = self.keys.fragment(key).digest();
        self.put(path, html.into_bytes(), (ArtifactKind::Other, key))
    }
}
