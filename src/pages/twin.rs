//! The Markdown twin of a page: the same words and values, for programs and for people without a browser.
//!
//! Takes the site and what the page is made from; gives simple HTML, of which [`crate::markdown::from_html`] makes the Markdown. Texts
//! are filled as on the page, but figures are words alone, and tables and lists are plain ones. Links lead to other twins; where they name a
//! place on a page, or what has no twin, they lead to the page.

use super::address::{encode, encode_ascii, encode_fragment};
use super::catalog::PageRef;
use super::context::LinkContext;
use super::context_builder::section_prefix;
use super::fill::RenderEnv;
use super::links::{Destination, Resolved};
use super::render::ArchiveView;
use crate::archive::site_archive::SITE;
use crate::bug::bug;
use crate::digest::Digest;
use crate::markdown::{Body, Fill, HeadingNumbers, Label, escape};
use crate::model::address::PageAddress;
use crate::model::plan::{DocumentId, Plan, Section, Series};
use crate::model::recorder::{Fact, Tracked, note};

/// What a twin is called beside its page.
pub const TWIN: &str = "index.md";
/// The list of what programs find here, at the root.
pub const LLMS: &str = "llms.txt";

/// What twins go by, where the site is to have any.
#[derive(Debug, Clone)]
pub struct Twins {
    /// The plan that is being sealed: what is not below it is the live site's.
    pub alone: Option<PageAddress>,
    /// The digest of all bags: some hold twins and some do not.
    pub archive: Digest,
}

/// The files that twins know of.
#[derive(Clone, Copy)]
pub struct TwinSite<'w, 's> {
    pub env: RenderEnv<'w, 's>,
    /// What is sealed.
    pub archived: &'w Tracked<ArchiveView<'w>>,
    pub twins: &'w Twins,
    /// The public address of the site.
    pub base_url: Option<&'w str>,
}

/// A twin that is being written.
pub struct TwinPage<'w, 's> {
    pub site: TwinSite<'w, 's>,
    /// The way up to the site's root.
    root: String,
    html: String,
}

impl<'s> TwinSite<'_, 's> {
    /// Whether a page of a plan has a twin: what is sealed has those that were sealed with it.
    fn plan_has(self, plan: &Plan, address: &PageAddress) -> bool {
        if self.twins.alone.as_ref().is_some_and(|alone| *alone == plan.address) {
            return true;
        }
        let sealed = self.archived.plans.iter().find(|sealed| sealed.publishes(plan));
        sealed.is_none_or(|sealed| sealed.bag.files.contains_key(&format!("{SITE}{address}{TWIN}")))
    }

    /// Whether the page of a document has a twin.
    fn document_has(self, page: PageRef<'s>, address: &PageAddress) -> bool {
        match page {
            PageRef::Plan(_, plan) | PageRef::Section(_, plan, _) => self.plan_has(plan, address),
            PageRef::Home(_) | PageRef::Series(_) | PageRef::Page(_) => true,
        }
    }

    /// The path of a page of a plan below the site's root: its twin's, where there is one.
    pub fn path_of_plan(self, plan: &Plan, address: &PageAddress) -> String {
        if self.plan_has(plan, address) { twin_path(address) } else { self.env.builder.path(address) }
    }
}

/// The path of a twin below the site's root, as it stands in links.
pub fn twin_path(address: &PageAddress) -> String {
    format!("{}{TWIN}", encode(address))
}

impl<'w, 's> TwinPage<'w, 's> {
    /// Begins the twin of the page at an address.
    pub fn new(site: TwinSite<'w, 's>, address: &PageAddress) -> Self {
        Self { site, root: address.root(), html: String::new() }
    }

    /// The HTML that was written.
    pub fn into_html(self) -> String {
        self.html
    }

    /// A word of the theme.
    pub fn word(&self, key: &'static str) -> &'w str {
        self.site.env.builder.theme.word(key)
    }

    /// Escaped text.
    pub fn text(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        escape(text, &mut out);
        out
    }

    /// A label with what it names, as HTML.
    pub fn labelled(&self, label: &'static str, html: &str) -> String {
        format!("{}{}{html}", self.text(self.word(label)), self.text(self.word("colon")))
    }

    /// Words in brackets behind others.
    pub fn in_brackets(&self, text: &str) -> String {
        self.text(&format!("{}{text}{}", self.word("open_bracket"), self.word("close_bracket")))
    }

    /// The way to a path below the site's root; to the live site, where that page is not sealed with this one.
    fn way(&self, (address, path): (&PageAddress, &str), fragment: &str) -> String {
        let outside = self.site.twins.alone.as_ref().filter(|plan| !address.starts_with(&***plan));
        match (outside, self.site.base_url) {
            (Some(_), Some(base)) => format!("{base}{}{fragment}", encode_ascii(address)),
            _ => format!("{}{path}{fragment}", self.root),
        }
    }

    /// A link to a page that has a twin wherever the site has any.
    pub fn twin_link(&self, title: &str, address: &PageAddress) -> String {
        self.link(title, &self.way((address, &twin_path(address)), ""))
    }

    /// A link to a page.
    pub fn page_link(&self, title: &str, address: &PageAddress) -> String {
        self.link(title, &self.way((address, &self.site.env.builder.path(address)), ""))
    }

    /// A link to a page of a plan.
    pub fn plan_link(&self, title: &str, plan: &Plan, address: &PageAddress) -> String {
        self.link(title, &self.way((address, &self.site.path_of_plan(plan, address)), ""))
    }

    /// A link to the page of an indicator.
    pub fn indicator_link(&self, series: &Series, (id, name): (&str, &str)) -> String {
        self.twin_link(name, &self.site.env.builder.bodies.indicator(&series.address, id))
    }

    /// A link to a file, by its encoded path below the site's root.
    pub fn file_link(&self, title: &str, path: &str) -> String {
        self.link(title, &format!("{}{path}", self.root))
    }

    fn link(&self, title: &str, way: &str) -> String {
        let title = if title.trim().is_empty() { self.word("untitled") } else { title };
        format!("<a href=\"{}\">{}</a>", self.text(way), self.text(title))
    }

    /// Appends a heading of plain words.
    pub fn heading(&mut self, level: u8, text: &str) {
        let text = if text.trim().is_empty() { self.word("untitled") } else { text };
        self.heading_of(level, &self.text(text));
    }

    /// Appends a heading of HTML.
    pub fn heading_of(&mut self, level: u8, html: &str) {
        self.html.push_str(&format!("<h{level}>{html}</h{level}>\n"));
    }

    /// Appends a paragraph of HTML.
    pub fn paragraph(&mut self, html: &str) {
        self.html.push_str(&format!("<p>{html}</p>\n"));
    }

    /// Appends a list; nothing where it is empty.
    pub fn list(&mut self, items: &[String]) {
        self.html.push_str(&list(items));
    }

    /// Appends HTML.
    pub fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Appends the text of a document, with headings of the first rank at a level; `whole` says that it stands on its plan's page.
    pub fn body(
        &mut self,
        (document, body): (DocumentId, &'s Body),
        section: Option<&Section>,
        (level, numbers): (u8, HeadingNumbers),
        is_whole: bool,
    ) {
        if !body.has_text() {
            return;
        }
        let mut html = String::new();
        let prefix = section.filter(|_| is_whole).map(section_prefix).unwrap_or_default();
        let resolved = self.site.env.references.of(document);
        body.fill(level, numbers, &mut TwinFill { page: self, document, body, resolved, prefix }, &mut html);
        self.html.push_str(&html);
    }
}

/// A list of HTML; nothing where it is empty.
pub fn list(items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: String = items.iter().map(|item| format!("<li>{item}</li>\n")).collect();
    format!("<ul>\n{items}</ul>\n")
}

/// Links in a list.
pub fn titles(links: &[LinkContext], separator: &str) -> String {
    links.iter().map(|link| link.title.as_str()).collect::<Vec<_>>().join(separator)
}

/// A table of HTML cells. A column of which no row says anything is left out.
#[derive(Debug, Default)]
pub struct TwinTable {
    pub caption: String,
    /// The heads of the columns, each with whether it holds numbers.
    pub heads: Vec<(String, bool)>,
    pub rows: Vec<Vec<String>>,
    /// What stands in an empty cell.
    pub absent: String,
}

impl TwinTable {
    /// The table; nothing where no cell says anything.
    pub fn html(&self) -> String {
        let says = |at: usize| self.rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
        let shown: Vec<usize> = (0..self.heads.len()).filter(|at| says(*at)).collect();
        if shown.is_empty() {
            return String::new();
        }
        let mut html = String::from("<table>");
        if !self.caption.is_empty() {
            html.push_str(&format!("<caption>{}</caption>", self.caption));
        }
        html.push_str("<thead><tr>");
        for (head, is_number) in shown.iter().filter_map(|at| self.heads.get(*at)) {
            let class = if *is_number { " class=\"right\"" } else { "" };
            html.push_str(&format!("<th scope=\"col\"{class}>{head}</th>"));
        }
        html.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            html.push_str("<tr>");
            for cell in shown.iter().filter_map(|at| row.get(*at)) {
                html.push_str(&format!("<td>{}</td>", if cell.is_empty() { &self.absent } else { cell }));
            }
            html.push_str("</tr>");
        }
        html + "</tbody></table>\n"
    }
}

/// Fills the slots of a text for a twin.
struct TwinFill<'p, 'w, 's> {
    page: &'p TwinPage<'w, 's>,
    document: DocumentId,
    body: &'s Body,
    resolved: Option<&'w Resolved<'s>>,
    prefix: String,
}

impl TwinFill<'_, '_, '_> {
    fn words(&self, index: usize) -> String {
        let Some(figure) = self.body.figures.get(index) else { return String::new() };
        let bound = self.resolved.and_then(|resolved| *resolved.figures.get(index)?);
        let words = self.page.site.env.figure_words(self.document, figure, bound);
        words.unwrap_or_else(|| bug!("figure {index} of document {} has no words", self.document.0))
    }
}

impl Fill for TwinFill<'_, '_, '_> {
    fn link(&mut self, index: usize, out: &mut String) {
        let env = self.page.site.env;
        match self.resolved.and_then(|resolved| resolved.links.get(index)) {
            Some(Destination::Page { document, anchor }) => {
                let Some(entry) = env.catalog.entry_of(*document) else { return };
                note(|| Fact::Address(*document));
                let has_twin = anchor.is_empty() && self.page.site.document_has(entry.page, entry.address);
                let path = if has_twin { twin_path(entry.address) } else { env.builder.path(entry.address) };
                let fragment =
                    if anchor.is_empty() { String::new() } else { format!("#{}", encode_fragment(anchor)) };
                escape(&self.page.way((entry.address, &path), &fragment), out);
            }
            Some(Destination::File(file)) => {
                if let Some(asset) = env.asset(*file) {
                    escape(&format!("{}{}", self.page.root, encode(&asset.path)), out);
                }
            }
            Some(Destination::External(address) | Destination::Dead(address)) => escape(address, out),
            // Words without a link.
            Some(Destination::Gone) | None => {}
        }
    }

    fn picture(&mut self, index: usize, out: &mut String) {
        let Some(picture) = self.body.pictures.get(index) else { return };
        let target = self.resolved.and_then(|resolved| resolved.pictures.get(index));
        let Some(Destination::File(file)) = target else { return escape(&picture.alt, out) };
        let Some(asset) = self.page.site.env.asset(*file) else { return };
        let way = self.page.text(&format!("{}{}", self.page.root, encode(&asset.path)));
        let (alt, title) = (self.page.text(&picture.alt), self.page.text(&picture.title));
        out.push_str(&format!("<img src=\"{way}\" alt=\"{alt}\" title=\"{title}\">"));
    }

    fn figure(&mut self, index: usize, out: &mut String) {
        escape(&self.words(index), out);
    }

    fn figure_words(&mut self, index: usize, out: &mut String) {
        escape(&self.words(index), out);
    }

    fn block(&mut self, index: usize, out: &mut String) {
        let bound = self.resolved.and_then(|resolved| resolved.blocks.get(index));
        let place = self.page.site.env.catalog.entry_of(self.document).map(|entry| entry.page);
        let place = place.and_then(|page| Some((page.series()?, page.plan()?)));
        if let (Some(bound), Some(place)) = (bound, place) {
            out.push_str(&self.page.bound_block(place, bound));
        }
    }

    fn id_prefix(&mut self, out: &mut String) {
        escape(&self.prefix, out);
    }

    /// Only browsers need them.
    fn label(&mut self, _: Label, _: &mut String) {}
}
