//! Filling a body's slots for the page that it stands on.
//!
//! A text is shown on its own page and, for a section, on its plan's page too. The two differ in
//! the way to the root, in the ids, and in which links stay on the page: that is what a [`Frame`]
//! says.

use super::across::Across;
use super::address::{encode, encode_fragment};
use super::catalog::{Catalog, PageRef};
use super::context_builder::{Anchor, ContextBuilder, indicator_anchor, section_anchor, section_prefix};
use super::cross_index::CrossIndex;
use super::display;
use super::external_hosts::ExternalHosts;
use super::links::{BoundBlock, BoundFigure, Destination, References, Resolved};
use crate::bug::bug;
use crate::diagnostic::Diagnostic;
use crate::markdown::{
    AlertKind, Block, BlockKind, Body, Figure, FigureValue, Fill, Label, escape, with_whole_figures,
};
use crate::model::address::PageAddress;
use crate::model::config::Lang;
use crate::model::indicator::{Indicator, Measurement, Task};
use crate::model::plan::{DocumentId, Plan, Section};
use crate::model::recorder::{Fact, answer, note};
use crate::source::assets::Asset;
use std::collections::BTreeSet;
use std::sync::Arc;
use tera::{Context, Value};

/// The page that a text is being written for.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'f, 's> {
    /// The plan whose whole text the page shows, if it does.
    pub whole: Option<&'s Plan>,
    /// What components take from their surroundings.
    pub surroundings: &'f Context,
    /// The page's address.
    pub address: &'f PageAddress,
}

/// What filling needs of the site.
#[derive(Debug, Clone, Copy)]
pub struct RenderEnv<'w, 's> {
    /// The lookups.
    pub catalog: &'w Catalog<'s>,
    /// What references lead to.
    pub references: &'w References<'w, 's>,
    /// The files to copy, in the order of [`Catalog::others`].
    pub assets: &'w [Option<Arc<Asset>>],
    /// Which links leave for other than government hosts and have to say so.
    pub external_hosts: ExternalHosts<'w>,
    /// Which indicators and units plans name.
    pub cross_index: &'w CrossIndex,
    /// Language, words and link style.
    pub builder: ContextBuilder<'w>,
}

impl<'w, 's> RenderEnv<'w, 's> {
    /// The plan that the cross index knows by a number, and the place of its series in the site.
    pub fn plan(&self, number: usize) -> (usize, &'s Plan) {
        self.cross_index.plan(self.catalog.site, number)
    }

    /// The words of a figure of a document: where another body has no more what it shows, those that it was printed as when
    /// its own body last was good.
    pub fn figure_words(
        &self,
        document: DocumentId,
        figure: &Figure,
        bound: Option<BoundFigure<'_>>,
    ) -> Option<String> {
        figure_words(figure, bound, self.builder.lang).or_else(|| {
            let file = self.catalog.file(document)?;
            self.catalog.walls.taken(file, figure).map(ToOwned::to_owned)
        })
    }

    /// Whether a figure that is bound to nothing shows what another body has no more.
    pub fn is_gone(&self, document: DocumentId, figure: &Figure) -> bool {
        let named = self.catalog.file(document).zip(figure.plan.as_deref());
        named.is_some_and(|(file, plan)| self.catalog.walls.part_from_plan(file, plan))
    }

    /// The pages that look across plans.
    pub const fn across(&self) -> Across<'w, 's> {
        Across { site: self.catalog.site, cross_index: self.cross_index }
    }

    /// What is known of a file that a text refers to, by its place in [`Catalog::others`].
    pub fn asset(&self, index: usize) -> Option<&'w Asset> {
        note(|| Fact::Asset(index));
        self.assets.get(index)?.as_deref()
    }
}

/// Fills the slots of one document's text on one page.
#[derive(Debug)]
pub struct Filler<'w, 'f, 's> {
    env: RenderEnv<'w, 's>,
    frame: Frame<'f, 's>,
    document: DocumentId,
    resolved: Option<&'w Resolved<'s>>,
    body: &'s Body,
    section: Option<&'s Section>,
    /// The way up to the site's root.
    root: String,
    prefix: String,
    placed: BTreeSet<&'s str>,
    /// What went wrong in the theme.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'w, 'f, 's> Filler<'w, 'f, 's> {
    /// Prepares to fill a document's text; `section` is given for a section's.
    pub fn new(
        env: RenderEnv<'w, 's>,
        frame: Frame<'f, 's>,
        document: DocumentId,
        body: &'s Body,
        section: Option<&'s Section>,
    ) -> Self {
        let prefix = frame.whole.and(section).map(section_prefix).unwrap_or_default();
        let resolved = env.references.of(document);
        let (root, placed) = (frame.address.root(), BTreeSet::new());
        Self { env, frame, document, resolved, body, section, root, prefix, placed, diagnostics: Vec::new() }
    }

    /// The address of a page of the site as seen from this page.
    fn page_link(&self, document: DocumentId, anchor: &str) -> String {
        let Some(entry) = self.env.catalog.entry_of(document) else { return String::new() };
        note(|| Fact::Address(document));
        let fragment = |prefix: &str| format!("#{}", encode_fragment(&format!("{prefix}{anchor}")));
        // What stands on this page: the parts of a plan that it shows whole, else its own text only.
        let here = match (self.frame.whole, entry.page) {
            (Some(whole), PageRef::Section(_, plan, section)) if std::ptr::eq(whole, plan) => {
                Some(Some(section))
            }
            (Some(whole), PageRef::Plan(_, plan)) if std::ptr::eq(whole, plan) => Some(None),
            _ => (document == self.document).then_some(None),
        };
        match (here, anchor.is_empty()) {
            (Some(Some(section)), true) => format!("#{}", encode_fragment(&section_anchor(section))),
            (Some(Some(section)), false) => fragment(&section_prefix(section)),
            (Some(None), true) => "#_main".to_owned(),
            (Some(None), false) => fragment(""),
            (None, is_page) => {
                let fragment = if is_page { String::new() } else { fragment("") };
                format!("{}{}{fragment}", self.root, self.env.builder.path(entry.address))
            }
        }
    }

    /// Where the row of a figure's indicator is, as seen from this page.
    fn row_link(&self, figure: &BoundFigure<'s>) -> String {
        let id = &figure.indicator().id;
        let row = encode_fragment(&indicator_anchor(id));
        let visible = row_is_shown(self.env, figure);
        let on_page = match (self.frame.whole, figure.section) {
            (Some(whole), _) => std::ptr::eq(whole, figure.plan),
            (None, Some(section)) => section.document == self.document,
            (None, None) => false,
        };
        if visible && on_page {
            return format!("#{row}");
        }
        let address = match figure.section {
            Some(section) if visible => section.address.clone(),
            None if visible => figure.plan.address.clone(),
            _ => figure.plan.table_address(),
        };
        format!("{}{}#{row}", self.root, self.env.builder.path(&address))
    }

    fn anchor_for(&mut self, id: &'s str, section: Option<&Section>) -> Anchor {
        let at_home = section.map(|section| section.document) == self.section.map(|section| section.document);
        if at_home && self.placed.insert(id) { Anchor::Here } else { Anchor::Elsewhere }
    }

    /// Words for those who do not see how something is marked.
    fn hidden(&self, word: &str, out: &mut String) {
        out.push_str("<span class=\"visually-hidden\">");
        escape(self.env.builder.theme.word(word), out);
        out.push_str("</span>");
    }

    /// What a figure stands for; none for one that was reported.
    fn bound(&self, index: usize) -> Option<BoundFigure<'s>> {
        *self.resolved?.figures.get(index)?
    }

    fn words(&self, index: usize) -> String {
        let Some(figure) = self.body.figures.get(index) else { return String::new() };
        let words = self.env.figure_words(self.document, figure, self.bound(index));
        words.unwrap_or_else(|| bug!("figure {index} of document {} has no words", self.document.0))
    }
}

/// The words of a figure: its own, or the value that it asks for; none where there is no such value, which is an error in all
/// but sealed sources.
pub fn figure_words(figure: &Figure, bound: Option<BoundFigure<'_>>, lang: Lang) -> Option<String> {
    if let Some(text) = &figure.text {
        return Some(text.clone());
    }
    let indicator = bound?.indicator();
    let measured = |value: &Measurement| display::measurement(value, indicator, lang);
    match figure.value {
        FigureValue::Target => indicator.target.as_ref().map(|target| display::target(target, lang)),
        FigureValue::Actual => indicator.actual.as_ref().map(measured),
        FigureValue::Baseline => indicator.baseline.as_ref().map(measured),
        FigureValue::Attainment => indicator.attainment().map(display::percent),
    }
}

/// Whether the text of the indicator's own section leaves its row visible there: the theme's table
/// shows all, blocks only what they name.
pub fn row_is_shown(env: RenderEnv<'_, '_>, figure: &BoundFigure<'_>) -> bool {
    answer(
        || figure.fact(),
        || {
            let document = figure.section.map_or(figure.plan.document, |section| section.document);
            let blocks = env.references.of(document).map_or(&[][..], |own| &own.blocks);
            let Some(text) = env.catalog.text(document) else { return false };
            let shows = |(bound, block): (&BoundBlock<'_>, &Block)| match bound {
                BoundBlock::Indicators(list) if block.kind == BlockKind::Indicators => {
                    list.iter().any(|(_, indicator)| std::ptr::eq(*indicator, figure.indicator()))
                }
                _ => false,
            };
            !places(&text.body, BlockKind::Indicators) || blocks.iter().zip(&text.body.blocks).any(shows)
        },
    )
}

/// Whether a text places its section's indicators or tasks itself.
pub fn places(body: &Body, kind: BlockKind) -> bool {
    body.blocks.iter().any(|block| block.kind == kind)
}

impl<'s> Fill for Filler<'_, '_, 's> {
    fn link(&mut self, index: usize, out: &mut String) {
        match self.resolved.and_then(|resolved| resolved.links.get(index)) {
            Some(Destination::Page { document, anchor }) => escape(&self.page_link(*document, anchor), out),
            Some(Destination::File(file)) => {
                if let Some(asset) = self.env.asset(*file) {
                    out.push_str(&self.root);
                    escape(&encode(&asset.path), out);
                }
            }
            Some(Destination::External(address)) => {
                escape(address, out);
                if address.starts_with("http") {
                    out.push_str("\" class=\"external\" rel=\"noopener external");
                }
            }
            Some(Destination::Dead(address)) => escape(address, out),
            // What stands in the place of a link that there could be.
            Some(Destination::Gone) => {
                out.truncate(out.strip_suffix("href=\"").map_or(out.len(), str::len));
                out.push_str("class=\"gone");
            }
            None => {}
        }
    }

    fn link_end(&mut self, index: usize, out: &mut String) {
        match self.resolved.and_then(|resolved| resolved.links.get(index)) {
            Some(Destination::External(address)) if self.env.external_hosts.needs_notice(address) => {
                self.hidden("external_link", out);
            }
            Some(Destination::Gone) => self.hidden("gone_link", out),
            _ => {}
        }
    }

    fn picture(&mut self, index: usize, out: &mut String) {
        let Some(picture) = self.body.pictures.get(index) else { return };
        let target = self.resolved.and_then(|resolved| resolved.pictures.get(index));
        let Some(Destination::File(file)) = target else {
            // Reported already; where the site says that it may be missing, its words still stand.
            return escape(&picture.alt, out);
        };
        let Some(asset) = self.env.asset(*file) else { return };
        let mut attribute = |name: &str, value: &str| {
            out.push_str(&format!("{name}=\""));
            escape(value, out);
            out.push('"');
        };
        attribute("<img src", &format!("{}{}", self.root, encode(&asset.path)));
        attribute(" alt", &picture.alt);
        if !picture.title.is_empty() {
            attribute(" title", &picture.title);
        }
        if let Some((width, height)) = asset.size {
            out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        out.push('>');
    }

    fn figure(&mut self, index: usize, out: &mut String) {
        let Some(bound) = self.bound(index) else {
            let is_gone =
                self.body.figures.get(index).is_some_and(|figure| self.env.is_gone(self.document, figure));
            if !is_gone {
                return escape(&self.words(index), out);
            }
            out.push_str("<span class=\"gone\">");
            escape(&self.words(index), out);
            self.hidden("gone_link", out);
            return out.push_str("</span>");
        };
        out.push_str("<a class=\"figure\" href=\"");
        escape(&self.row_link(&bound), out);
        out.push_str("\">");
        with_whole_figures(&self.words(index), out);
        out.push_str("</a>");
    }

    fn figure_words(&mut self, index: usize, out: &mut String) {
        escape(&self.words(index), out);
    }

    fn block(&mut self, index: usize, out: &mut String) {
        let (Some(block), Some(bound)) =
            (self.body.blocks.get(index), self.resolved.and_then(|resolved| resolved.blocks.get(index)))
        else {
            return;
        };
        // Only plans have blocks with anything in them.
        let page = self.env.catalog.entry_of(self.document).map(|entry| entry.page);
        let place = page.and_then(|page| Some((page.series()?, page.plan()?)));
        let Some((series, plan)) = place else { return };
        let builder = self.env.builder.within(&series.address);
        let judged = self.env.catalog.judgements.of(plan);
        let (component, name, items) = match bound {
            BoundBlock::Indicators(list) => {
                let is_table = block.kind == BlockKind::Indicators;
                let item = |(section, indicator): &(Option<&'s Section>, &'s Indicator)| {
                    let anchor =
                        if is_table { self.anchor_for(&indicator.id, *section) } else { Anchor::Elsewhere };
                    let judged = judged.get((*section, indicator));
                    Value::from_serializable(&builder.indicator(&judged, anchor))
                };
                let items: Vec<Value> = list.iter().map(item).collect();
                (if is_table { "indicator_table" } else { "chart" }, "indicators", items)
            }
            BoundBlock::Tasks(list) => {
                let item = |(section, task): &(Option<&'s Section>, &'s Task)| {
                    let anchor = self.anchor_for(&task.id, *section);
                    Value::from_serializable(&builder.task(task, (&plan.front, *section), anchor))
                };
                ("task_list", "tasks", list.iter().map(item).collect())
            }
        };
        if items.is_empty() {
            return;
        }
        let mut arguments = Context::new();
        arguments.insert_value(name, Value::from(items));
        let theme = builder.theme;
        match theme.component(component, &arguments, self.frame.surroundings, self.frame.address) {
            Ok(html) => out.push_str(&html),
            Err(diagnostic) => self.diagnostics.push(*diagnostic),
        }
    }

    fn id_prefix(&mut self, out: &mut String) {
        escape(&self.prefix, out);
    }

    fn label(&mut self, label: Label, out: &mut String) {
        let theme = self.env.builder.theme;
        let key = match label {
            Label::Alert(AlertKind::Note) => "alert_note",
            Label::Alert(AlertKind::Tip) => "alert_tip",
            Label::Alert(AlertKind::Important) => "alert_important",
            Label::Alert(AlertKind::Warning) => "alert_warning",
            Label::Alert(AlertKind::Caution) => "alert_caution",
            Label::TaskDone => "box_ticked",
            Label::TaskOpen => "box_empty",
            Label::Table => "table",
            Label::FootnoteBack { number, occurrence } => {
                let text = theme.word("footnote_back").replace("{n}", &number.to_string());
                escape(&text.replace("{k}", &occurrence.to_string()), out);
                return;
            }
        };
        escape(theme.word(key), out);
    }
}
