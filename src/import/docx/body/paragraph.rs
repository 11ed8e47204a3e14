//! A paragraph that is being read: its runs, and what becomes of it when it ends.

use super::super::counters::Counters;
use super::super::properties::{FirstIndent, ParagraphProps};
use super::super::styles::Style;
use super::gathered::Definitions;
use super::look::{self, RunState};
use crate::import::document::{
    Block, Inline, Label, Look, Outline, OutlineSource, Paragraph, ParagraphId, Run,
};

/// A paragraph between its start and its end.
#[derive(Debug)]
pub struct OpenParagraph {
    pub id: ParagraphId,
    pub props: ParagraphProps,
    pub runs: Vec<Run>,
    /// What its text boxes hold: it follows the paragraph.
    pub after: Vec<Block>,
    pub begins_page: bool,
    /// A line or page break that shows only if text follows.
    pub pending_break: bool,
    /// A page break after its last text: the next paragraph begins the page.
    pub breaks_page: bool,
    pub has_hidden: bool,
    /// Whether a table of contents was open when it began, and whether it has text in and outside of one.
    pub began_in_contents: bool,
    pub has_contents: bool,
    pub has_other: bool,
}

impl OpenParagraph {
    pub fn new(id: ParagraphId) -> Self {
        Self {
            id,
            props: ParagraphProps::default(),
            runs: Vec::new(),
            after: Vec::new(),
            begins_page: false,
            pending_break: false,
            breaks_page: false,
            has_hidden: false,
            began_in_contents: false,
            has_contents: false,
            has_other: false,
        }
    }

    /// A page ends here.
    pub fn page_break(&mut self) {
        if self.runs.is_empty() {
            self.begins_page = true;
        } else {
            self.pending_break = true;
        }
        self.breaks_page = true;
    }

    /// Something to be seen follows.
    pub fn push(&mut self, content: Inline, look: &Look, link: Option<&str>, in_contents: bool) {
        if std::mem::take(&mut self.pending_break) {
            self.runs.push(Run { content: Inline::Break, look: look.clone(), link: None });
        }
        self.breaks_page = false;
        if in_contents {
            self.has_contents = true;
        } else {
            self.has_other = true;
        }
        if let (Inline::Text(text), Some(last)) = (&content, self.runs.last_mut())
            && let Inline::Text(before) = &mut last.content
            && last.look == *look
            && last.link.as_deref() == link
        {
            before.push_str(text);
            return;
        }
        self.runs.push(Run { content, look: look.clone(), link: link.map(str::to_owned) });
    }

    /// The paragraph as it is shown.
    pub fn finish(
        self,
        definitions: &Definitions,
        counters: &mut Counters,
        in_frame: bool,
    ) -> (Paragraph, Vec<Block>) {
        let style = definitions.styles.of_paragraph(self.props.style.as_deref());
        let own_outline = self.props.outline;
        let (label, list_indent) = label(&self.props, style, definitions, counters);
        let mut props = self.props;
        let own_indent = props.indent;
        if let Some(style) = style {
            props.inherit(&style.paragraph);
        }
        props.inherit(&definitions.styles.default_paragraph_props);
        let indent = [own_indent, list_indent, props.indent]
            .into_iter()
            .find(|indent| *indent != FirstIndent::default())
            .unwrap_or_default();
        let size =
            self.runs.iter().find_map(|run| run.look.size).or_else(|| {
                look::resolve(&props.mark, style, &definitions.styles, &definitions.theme).look.size
            });
        let outline = props.outline.filter(|level| *level < 9).map(|level| Outline {
            level: level + 1,
            from: if own_outline.is_some() { OutlineSource::Paragraph } else { OutlineSource::Style },
        });
        let styles = style.map(|style| style.names.clone()).unwrap_or_default();
        let in_contents = (!self.has_other && (self.has_contents || self.began_in_contents))
            || styles.iter().any(|name| is_contents_style(name));
        let paragraph = Paragraph {
            label,
            runs: self.runs,
            styles,
            outline,
            alignment: props.alignment.unwrap_or_default(),
            in_contents,
            begins_page: self.begins_page || props.begins_page == Some(true),
            in_frame: in_frame || props.in_frame == Some(true),
            first_indent: hundredths(indent, size),
            ..Paragraph::new(self.id)
        };
        (paragraph, self.after)
    }

    /// The state of runs that say nothing of themselves.
    pub fn plain(&self, definitions: &Definitions) -> RunState {
        let style = definitions.styles.of_paragraph(self.props.style.as_deref());
        look::resolve(&Default::default(), style, &definitions.styles, &definitions.theme)
    }
}

/// Whether a style is that of a line in a table of contents: `toc 1`, `目录 1`.
fn is_contents_style(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    ["toc", "目录"].iter().any(|start| {
        name.strip_prefix(start).is_some_and(|rest| {
            let rest = rest.trim();
            rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}

fn label(
    props: &ParagraphProps,
    style: Option<&Style>,
    definitions: &Definitions,
    counters: &mut Counters,
) -> (Option<Label>, FirstIndent) {
    let nothing = (None, FirstIndent::default());
    let own = props.list.as_ref();
    let inherited = style.and_then(|style| style.paragraph.list.as_ref());
    let Some(instance) = own.and_then(|place| place.list).or_else(|| inherited.and_then(|place| place.list))
    else {
        return nothing;
    };
    let Some(list) = definitions.numbering.list(instance) else { return nothing };
    let by_style = || style?.ids.iter().find_map(|id| definitions.numbering.level_of_style(list, id));
    let level = own
        .and_then(|place| place.level)
        .or_else(|| if own.and_then(|place| place.list).is_none() { by_style() } else { None })
        .or_else(|| inherited.and_then(|place| place.level))
        .unwrap_or(0);
    let indent = definitions.numbering.level(list, level).map(|level| level.indent).unwrap_or_default();
    (counters.count(&definitions.numbering, list, level), indent)
}

/// An indent in hundredths of a character of this size in half points; text without a size has 10 points.
fn hundredths(indent: FirstIndent, size: Option<u16>) -> Option<i32> {
    match indent {
        FirstIndent { characters: Some(characters), .. } if characters != 0 => Some(characters),
        FirstIndent { twips: Some(twips), .. } => {
            let twips_of_character = i32::from(size.unwrap_or(20)).max(1) * 10;
            Some(twips.saturating_mul(100) / twips_of_character)
        }
        FirstIndent { characters, .. } => characters,
    }
}
