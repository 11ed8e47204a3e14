//! What whole texts become. Each file tests one subject with tables.

mod chinese;
mod hostile;
mod parts;
mod passages;
mod raw_html;
mod structure;

use super::*;
use crate::model::numbering::Numbering;

/// Writes what it is asked for, visibly.
struct Plain<'a>(&'a Body);

impl Fill for Plain<'_> {
    fn link(&mut self, index: usize, out: &mut String) {
        escape(&self.0.links[index].target, out);
    }
    fn picture(&mut self, index: usize, out: &mut String) {
        let picture = &self.0.pictures[index];
        out.push_str(&format!("<img src=\"{}\" alt=\"{}\">", picture.target, picture.alt));
    }
    fn figure(&mut self, index: usize, out: &mut String) {
        let figure = &self.0.figures[index];
        out.push_str(&format!("<data>{}</data>", figure.text.as_deref().unwrap_or("12家")));
    }
    fn figure_words(&mut self, _: usize, out: &mut String) {
        out.push_str("12家");
    }
    fn block(&mut self, index: usize, out: &mut String) {
        out.push_str(&format!("<block {index}>"));
    }
    fn id_prefix(&mut self, out: &mut String) {
        out.push_str("p-");
    }
    fn label(&mut self, label: Label, out: &mut String) {
        out.push_str(&format!("{label:?}"));
    }
}

fn filled(body: &Body, numbers: HeadingNumbers) -> String {
    let mut out = String::new();
    body.fill(2, numbers, &mut Plain(body), &mut out);
    assert!(!out.contains(|c| matches!(c, '\u{1}' | '\u{fdd0}'..='\u{fdef}')), "{out:?}");
    out
}

fn html(text: &str) -> String {
    let marked = filled(&parse(text), HeadingNumbers::NONE);
    let mut pieces = marked.split("<span class=\"nobr\">");
    let first = pieces.next().unwrap_or_default().to_owned();
    first + &pieces.map(|piece| piece.replacen("</span>", "", 1)).collect::<String>()
}

/// The HTML of a single paragraph, without its tags.
fn line(text: &str) -> String {
    let html = html(text);
    let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>\n"));
    inner.map_or_else(|| format!("not one paragraph: {html}"), str::to_owned)
}

/// The stretch of a text that a span names.
fn at<'a>(text: &'a str, span: &std::ops::Range<usize>) -> &'a str {
    text.get(span.clone()).unwrap()
}

/// The findings' codes with the stretch of the text that each is about.
fn faults(text: &str) -> Vec<(&'static str, String)> {
    parse(text)
        .faults
        .iter()
        .map(|(finding, span)| (finding.code().as_str(), at(text, span).to_owned()))
        .collect()
}

fn chinese(section: Option<u32>) -> HeadingNumbers {
    HeadingNumbers { style: Numbering::Chinese, section }
}
