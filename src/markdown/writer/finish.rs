//! What can only be known at the end: ids, ranks and ordinals of headings, footnotes' numbers.

use super::Writer;
use crate::markdown::{
    body::Body,
    sanitise::sanitise,
    slug::{Ids, former_slug, slug},
};

impl Writer<'_> {
    /// Gives the finished body.
    pub(in crate::markdown) fn finish(mut self) -> Body {
        self.close_raw(0);
        let mut ids = Ids::default();
        let raw: Vec<String> = std::mem::take(&mut self.raw.ids).into_iter().flatten().collect();
        for id in &raw {
            ids.take(id);
        }
        self.body.anchors = raw;
        self.number_headings(&mut ids);
        self.finish_notes();
        self.body.anchors.sort_unstable();
        self.body.content = if self.raw.is_used { sanitise(&self.out) } else { self.out };
        // All bodies are kept until the site is written.
        self.body.content.shrink_to_fit();
        self.body.faults.sort_by_key(|(_, span)| (span.start, span.end));
        self.body
    }

    fn number_headings(&mut self, ids: &mut Ids) {
        let mut used = [false; 7];
        let mut explicit = Vec::with_capacity(self.body.headings.len());
        for heading in &mut self.body.headings {
            if let Some(used) = used.get_mut(usize::from(heading.level)) {
                *used = true;
            }
            // Ids given by hand go before those made from text, wherever they stand.
            explicit.push(heading.explicit_id.take().map(|id| ids.take_unique(id)));
        }
        let mut ordinals: Vec<u32> = Vec::new();
        for (heading, explicit) in self.body.headings.iter_mut().zip(explicit) {
            let former = if explicit.is_none() { former_slug(&heading.text) } else { None };
            heading.former_id = former.map(|former| ids.take_unique(former));
            if heading.former_id.is_none() {
                heading.id = explicit.unwrap_or_else(|| ids.take_unique(slug(&heading.text)));
            }
            let rank = used.iter().take(usize::from(heading.level) + 1).filter(|used| **used).count();
            heading.rank = u8::try_from(rank).unwrap_or(1);
            ordinals.resize(rank, 0);
            if let Some(last) = ordinals.last_mut() {
                *last += 1;
            }
            heading.ordinals.clone_from(&ordinals);
        }
        for heading in &mut self.body.headings {
            // These ids are new: they take none from the others.
            if heading.former_id.is_some() {
                heading.id = ids.take_unique(slug(&heading.text));
            }
            self.body.anchors.push(heading.id.clone());
            self.body.anchors.extend(heading.former_id.clone());
        }
    }
}
