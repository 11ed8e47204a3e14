//! One page: what its template is given, its text, and the file that comes of it.
//!
//! Takes what a page is ([`PageHead`]), its text and the values of its template; gives an artifact to the sink, and what went
//! wrong in the theme.

use super::super::address::{encode_ascii, encode_fragment};
use super::super::fill::{Filler, Frame};
use super::super::json_ld::Thing;
use super::super::meta::{self, PageIdentity};
use super::super::twin::twin_path;
use super::beside::has_twin;
use super::prelude::*;
use crate::diagnostic::Diagnostic;
use crate::markdown::{Body, HeadingNumbers};
use crate::model::plan::DocumentId;
use crate::model::recorder::is_recording;
use tera::Context;

/// What a page is, before its body is known.
pub(super) struct PageHead<'p> {
    pub(super) kind: PageKind,
    pub(super) title: &'p str,
    pub(super) address: &'p PageAddress,
    pub(super) summary: Option<&'p str>,
    pub(super) draft: bool,
    pub(super) breadcrumbs: Vec<LinkContext>,
    pub(super) extra: Option<&'p serde_json::Value>,
    /// The page that search engines are to know in its place.
    pub(super) in_place_of: Option<&'p PageAddress>,
    /// What it says of itself to machines.
    pub(super) described: Option<Thing>,
}

impl<'p> PageHead<'p> {
    /// A page that says no more of itself than its title.
    pub(super) const fn new(kind: PageKind, title: &'p str, address: &'p PageAddress) -> Self {
        Self {
            kind,
            title,
            address,
            summary: None,
            draft: false,
            breadcrumbs: Vec::new(),
            extra: None,
            in_place_of: None,
            described: None,
        }
    }
}

impl<'s> Renderer<'_, 's> {
    pub(super) fn page_context<'p>(
        &self,
        head: &'p PageHead<'_>,
        path: &'p str,
        toc: Vec<TocEntry>,
        body: String,
        description: &'p str,
    ) -> PageContext<'p> {
        let canonical = self.canonical(head.in_place_of.unwrap_or(head.address));
        // What is in nobody's reach has no address to give.
        let reachable =
            canonical.as_deref().filter(|_| !matches!(head.kind, PageKind::NotFound | PageKind::Sealed));
        let subject = PageIdentity {
            kind: head.kind,
            title: head.title,
            address: head.address,
            description,
            canonical: reachable,
        };
        PageContext {
            kind: head.kind,
            title: head.title,
            root: head.address.root(),
            path,
            description,
            meta: meta::named(self.config, self.env.catalog.site, subject),
            social: meta::social(self.config, subject),
            canonical,
            draft: head.draft,
            breadcrumbs: &head.breadcrumbs,
            toc,
            body,
            base: None,
            json_ld: head
                .described
                .as_ref()
                .map(|thing| thing.clone().text("description", Some(description)).block()),
            markdown: self.twins.filter(|_| has_twin(head.kind)).map(|_| twin_path(head.address)),
            extra: head.extra,
        }
    }

    /// What a page says of itself that has no text to take it from: what search engines and portals show has to say something.
    pub(super) fn named(&self, title: &str) -> String {
        let theme = self.env.builder.theme;
        let title = if title.trim().is_empty() { theme.word("untitled") } else { title };
        if title == self.config.title {
            return title.to_owned();
        }
        format!("{title}{}{}", theme.word("title_separator"), self.config.title)
    }

    pub(super) fn canonical(&self, address: &PageAddress) -> Option<String> {
        self.config.base_url.as_ref().map(|base| format!("{base}{}", encode_ascii(address)))
    }

    /// Renders a page whose `page` value is complete but for its body, and puts it.
    pub(super) fn finish<V: TemplateValues>(
        &self,
        head: &PageHead<'_>,
        key: &Fingerprint,
        body: FilledText,
        values: V,
    ) -> RenderResult {
        // What is sealed goes into a new bag: nothing of it is ever kept.
        debug_assert!(is_recording() || head.kind == PageKind::Sealed, "{} has no recording", head.address);
        let path = self.env.builder.path(head.address);
        let own = head.summary.unwrap_or(&body.summary);
        let fallback = if own.trim().is_empty() { self.named(head.title) } else { String::new() };
        let description = if fallback.is_empty() { own } else { &fallback };
        let page = self.page_context(head, &path, body.toc, body.html, description);
        let context = self.context_of(Some(&page), values);
        let file = head.address.file();
        let mut rendered = Rendered { pages: 1, rendered: vec![file.clone()], diagnostics: body.diagnostics };
        match self.env.builder.theme.render(V::TEMPLATE, &context, head.address) {
            Ok(bytes) => {
                self.put_fragment(head, key, &bytes)?;
                self.put(file, bytes, (ArtifactKind::Page, key.digest()))?;
            }
            Err(diagnostic) => rendered.diagnostics.push(*diagnostic),
        }
        self.told.advance(1);
        Ok(rendered)
    }

    /// Renders a template into a file that is not a folder's page.
    pub(super) fn render_file<V: TemplateValues>(
        &self,
        file: &str,
        page: Option<&PageContext<'_>>,
        values: V,
        (kind, key): (ArtifactKind, &Fingerprint),
    ) -> RenderResult {
        debug_assert!(is_recording(), "{file} has no recording");
        let mut rendered = Rendered::default();
        let context = self.context_of(page, values);
        match self.env.builder.theme.render(V::TEMPLATE, &context, file) {
            Ok(bytes) => {
                rendered.pages = usize::from(kind == ArtifactKind::Page);
                rendered.rendered.extend((kind == ArtifactKind::Page).then(|| file.to_owned()));
                self.put(file, bytes, (kind, key.digest()))?;
            }
            Err(diagnostic) => rendered.diagnostics.push(*diagnostic),
        }
        Ok(rendered)
    }

    /// The head of a page that no document has.
    pub(super) fn across<'p>(
        &self,
        kind: PageKind,
        title: &'p str,
        address: &'p PageAddress,
        above: Vec<LinkContext>,
    ) -> PageHead<'p> {
        let breadcrumbs = std::iter::once(self.home_link()).chain(above).collect();
        PageHead { breadcrumbs, ..PageHead::new(kind, title, address) }
    }

    /// Keeps or renders a page that lists others, with words for its title and for what it says of itself, from values that
    /// are only made where they are needed.
    pub(super) fn list<V: TemplateValues>(
        &self,
        (kind, address): (PageKind, &str),
        (title, lead): (&str, Option<&str>),
        key: &Fingerprint,
        values: impl FnOnce() -> V,
    ) -> RenderResult {
        let address = PageAddress::new(address);
        self.kept_or(&address, key, || {
            let theme = self.env.builder.theme;
            let head = PageHead {
                summary: lead.map(|lead| theme.word(lead)),
                ..self.across(kind, theme.word(title), &address, Vec::new())
            };
            self.finish(&head, key, FilledText::default(), values())
        })
    }

    /// The surroundings that components in a text take their values from.
    pub(super) fn surroundings(&self, head: &PageHead<'_>) -> Context {
        let path = self.env.builder.path(head.address);
        let page = self.page_context(head, &path, Vec::new(), String::new(), "");
        self.context_of(Some(&page), PageTemplate {})
    }

    /// The context of a template; files for programs have no page.
    pub(super) fn context_of(&self, page: Option<&PageContext<'_>>, values: impl TemplateValues) -> Context {
        let mut context = self.shared.get().clone();
        if let Some(page) = page {
            PageValues { page: SharedValue::new(page) }.insert_into(&mut context);
        }
        values.insert_into(&mut context);
        context
    }

    /// Fills a text that is the main text of its page.
    pub(super) fn fill(
        &self,
        head: &PageHead<'_>,
        document: Option<DocumentId>,
        section: Option<&'s Section>,
        numbers: HeadingNumbers,
    ) -> FilledText {
        let mut filled = FilledText::default();
        let Some((document, text)) = document.and_then(|id| Some((id, self.env.catalog.text(id)?))) else {
            return filled;
        };
        let surroundings = if text.body.blocks.is_empty() { Context::new() } else { self.surroundings(head) };
        let frame = Frame { whole: None, surroundings: &surroundings, address: head.address };
        let part = TextPart { document, body: &text.body, section, numbers, level: 2 };
        filled.html = self.fill_part(frame, part, Some(TocPlacement { prefix: "", below: 0 }), &mut filled);
        filled.summary = text.body.summary.clone();
        filled
    }

    /// Fills one text of a page; its headings, if they are to be listed, and its faults are added to what the page has.
    pub(super) fn fill_part(
        &self,
        frame: Frame<'_, 's>,
        TextPart { document, body, section, numbers, level }: TextPart<'s>,
        contents: Option<TocPlacement<'_>>,
        filled: &mut FilledText,
    ) -> String {
        let mut filler = Filler::new(self.env, frame, document, body, section);
        let mut html = String::new();
        if body.has_text() {
            body.fill(level, numbers, &mut filler, &mut html);
        }
        if let Some(contents) = contents {
            filled.toc.extend(toc(body, numbers, contents, &mut filler));
        }
        filled.diagnostics.extend(filler.diagnostics);
        html
    }

    pub(super) fn home_link(&self) -> LinkContext {
        self.env.builder.word_link("home", "")
    }
}

/// A text as one of those that a page shows.
pub(super) struct TextPart<'s> {
    pub(super) document: DocumentId,
    pub(super) body: &'s Body,
    /// The section whose text it is.
    pub(super) section: Option<&'s Section>,
    pub(super) numbers: HeadingNumbers,
    /// The level of its first headings.
    pub(super) level: u8,
}

/// A filled text.
#[derive(Debug, Default)]
pub(super) struct FilledText {
    pub(super) html: String,
    pub(super) toc: Vec<TocEntry>,
    pub(super) summary: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The deepest heading rank that a table of contents lists.
const TOC_RANKS: u8 = 2;

/// Where a text's headings stand in the table of contents of the page that shows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TocPlacement<'c> {
    /// What stands before the ids.
    pub(super) prefix: &'c str,
    /// How many levels the headings stand below the top.
    pub(super) below: u8,
}

/// The table of contents of a text.
fn toc(
    body: &Body,
    numbers: HeadingNumbers,
    TocPlacement { prefix, below }: TocPlacement<'_>,
    filler: &mut Filler<'_, '_, '_>,
) -> Vec<TocEntry> {
    body.headings
        .iter()
        .filter(|heading| heading.rank + below <= TOC_RANKS)
        .map(|heading| {
            let mut number = String::new();
            heading.number(numbers, &mut number);
            if !number.is_empty() {
                number.push_str(numbers.style.separator());
            }
            let mut title = String::new();
            body.fill_heading(heading, filler, &mut title);
            TocEntry {
                id: encode_fragment(&format!("{prefix}{}", heading.id)),
                number,
                title,
                level: heading.rank + below,
            }
        })
        .collect()
}
