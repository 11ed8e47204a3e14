//! The bodies of a site, and what holds them apart.
//!
//! A body is what lies in one folder of `content/` that has plans below it: a bureau's series, with its pages and pictures.
//! Where a site has several, each is judged by itself, and one that has errors stands in its last good sources while the
//! others go on. Plans that lie directly in `content/`, ordinary pages and the home page belong to the site.

use super::assemble::{DocumentRole, PlacedDocument, slug};
use super::document::Document;
use super::walk::{CONTENT, FoundFile};
use crate::markdown::{Figure, FigureValue};
use crate::source_path::{SourcePath, folder};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The sources of a body as they were when it was last published without errors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodySources {
    /// The body's name, as [`name_of`] gives it.
    pub name: String,
    /// Its files, each under the name that it had and where it now lies.
    pub files: Vec<FoundFile>,
    /// The texts among them that are not read from where they lie.
    pub texts: KeptTexts,
    /// What its texts took from other bodies, as it was printed: by reference, as [`reference`] writes it.
    pub takes: BTreeMap<String, String>,
}

/// Texts as they were read, kept for as long as a preview runs.
#[derive(Debug, Clone, Default)]
pub struct KeptTexts(pub BTreeMap<SourcePath, Arc<Document>>);

impl PartialEq for KeptTexts {
    fn eq(&self, other: &Self) -> bool {
        let same = |((file, one), (own, other)): ((_, &Arc<Document>), (_, &Arc<Document>))| {
            let (file, own): (&SourcePath, &SourcePath) = (file, own);
            file == own && Arc::ptr_eq(one, other)
        };
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(same)
    }
}

impl Eq for KeptTexts {}

/// The bodies of a site, where there are walls between them; else none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walls {
    bodies: BTreeSet<String>,
    standing: BTreeMap<String, Arc<BodySources>>,
}

/// The body whose folder a source file lies in: the folder's name as addresses have it, so that another prefix for its
/// order leaves it the same body. None for what lies directly in `content/`, or outside of it.
pub fn name_of(file: &str) -> Option<String> {
    let (first, _) = file.strip_prefix(CONTENT)?.strip_prefix('/')?.split_once('/')?;
    Some(slug(first))
}

/// The same of a place that may be the folder itself. A page beside the folder may have its name, and is not in it.
pub fn name_of_place(path: &str) -> Option<String> {
    let first = path.strip_prefix(CONTENT)?.strip_prefix('/')?;
    let is_folder = !first.is_empty() && !first.contains(['/', '.']);
    if is_folder { Some(slug(first)) } else { name_of(path) }
}

/// How a figure refers to what it shows of another plan: `health/2026/beds#target`.
pub fn reference(figure: &Figure) -> Option<String> {
    let plan = figure.plan.as_deref()?;
    let value = FigureValue::ALL.iter().find(|(value, _)| *value == figure.value).map(|(_, name)| *name);
    Some(format!("{plan}/{}#{}", figure.id, value.unwrap_or_default()))
}

/// The bodies that have plans among these documents.
pub fn names(documents: &[PlacedDocument]) -> BTreeSet<String> {
    let name = |(role, document): &PlacedDocument| {
        let file = &document.text.source.file;
        let is_below = *role == DocumentRole::Plan && folder(folder(file)) != CONTENT;
        if is_below { name_of(file) } else { None }
    };
    documents.iter().filter_map(name).collect()
}

impl Walls {
    /// The walls of a site with these documents and these bodies, of which some stand in their last good sources.
    pub fn new(
        documents: &[PlacedDocument],
        bodies: &BTreeSet<String>,
        standing: &[Arc<BodySources>],
    ) -> Self {
        let at_top = |(role, document): &PlacedDocument| {
            *role == DocumentRole::Plan && folder(folder(&document.text.source.file)) == CONTENT
        };
        if bodies.len() + usize::from(documents.iter().any(at_top)) < 2 {
            return Self::default();
        }
        let standing = standing.iter().map(|own| (own.name.clone(), Arc::clone(own))).collect();
        Self { bodies: bodies.clone(), standing }
    }

    /// Whether a body stands in its last good sources.
    pub fn is_standing(&self, body: &str) -> bool {
        self.standing.contains_key(body)
    }

    /// The bodies, by name; none where there are no walls.
    pub const fn bodies(&self) -> &BTreeSet<String> {
        &self.bodies
    }

    /// Whether bodies are held apart.
    pub fn are_there(&self) -> bool {
        !self.bodies.is_empty()
    }

    /// The body that a source file belongs to; none for the site's own.
    pub fn body_of(&self, file: &str) -> Option<&str> {
        if self.bodies.is_empty() {
            return None;
        }
        self.bodies.get(&name_of(file)?).map(String::as_str)
    }

    /// Whether a wall stands between two source files.
    pub fn part(&self, one: &str, other: &str) -> bool {
        self.are_there() && self.body_of(one) != self.body_of(other)
    }

    /// Whether a figure in a source file refers to another body, as far as its words tell: `health/2026`.
    pub fn part_from_plan(&self, file: &str, plan: &str) -> bool {
        let named = plan.split_once('/').map(|(series, _)| series);
        self.are_there() && named.is_some_and(|named| self.body_of(file) != Some(named))
    }

    /// Whether a source file belongs to a body that stands in its last good sources.
    pub fn stands_still(&self, file: &str) -> bool {
        !self.standing.is_empty() && self.body_of(file).is_some_and(|body| self.standing.contains_key(body))
    }

    /// What a figure of a body that stands still was printed as, when it last was good.
    pub fn taken(&self, file: &str, figure: &Figure) -> Option<&str> {
        if self.standing.is_empty() {
            return None;
        }
        let own = self.standing.get(self.body_of(file)?)?;
        own.takes.get(&reference(figure)?).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_the_first_folder_below_content_by_its_address() {
        for (file, expected) in [
            ("content/health/2026/_index.md", Some("health")),
            ("content/01-health/2026/p.png", Some("health")),
            ("content/卫健委/_index.md", Some("卫健委")),
            ("content/about.md", None),
            ("site.yaml", None),
            ("contents/health/x.md", None),
        ] {
            assert_eq!(name_of(file).as_deref(), expected, "{file}");
        }
        assert_eq!(name_of_place("content/01-health").as_deref(), Some("health"));
        assert_eq!(name_of_place("content/health.md"), None);
    }
}
