//! Proves that the contenders did the same work: as many section pages each, and on a sample of pages the same
//! texts. A comparison of unequal work is refused.

use std::fs;
use std::path::Path;

use crate::body;
use crate::corpus::Shape;
use crate::files::Tally;

/// How many pages are read.
const SAMPLES: usize = 7;

/// Checks one contender's output.
///
/// # Errors
/// What is missing.
pub fn same_work(name: &str, shape: Shape, output: &Path, tally: Tally) -> Result<(), String> {
    if tally.section_pages != shape.sections {
        return Err(format!("{name}: {} section pages for {} sections", tally.section_pages, shape.sections));
    }
    let step = (shape.sections / SAMPLES).max(1);
    for section in (0..shape.sections).step_by(step).map(|number| shape.section(number)) {
        let plan = output.join(section.plan.folder());
        // The section's own page, and the whole plan's page, which must hold the same.
        for page in [plan.join(section.slug()).join("index.html"), plan.join("index.html")] {
            let text =
                fs::read_to_string(&page).map_err(|error| format!("{name}: {}: {error}", page.display()))?;
            let shown = shown_text(&text);
            let wanted = body::sample(&section);
            if let Some(missing) = wanted.iter().find(|text| !shown.contains(squeeze(text).as_str())) {
                return Err(format!("{name}: {} does not show {missing:?}", page.display()));
            }
        }
    }
    for page in ["index.html", "404.html", "sitemap.xml", "feed.xml", "robots.txt"] {
        if !output.join(page).is_file() {
            return Err(format!("{name}: no {page}"));
        }
    }
    Ok(())
}

/// A page's text without tags and spaces, which each theme sets its own way.
fn shown_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
    }
    squeeze(&text)
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
