//! Documents into a [`Site`]: what stands where decides what it is.
//!
//! Takes the parsed documents in the order of their paths; gives the tree of series, plans,
//! sections and pages with their addresses, and the documents' texts. Drafts are held back here
//! unless they are asked for, so that no later phase can let one out by mistake.

use super::document::{Document, Front, Signs};
use super::walk::CONTENT;
use crate::model::address::PageAddress;
use crate::model::date::PlanTime;
use crate::model::plan::{
    DocumentId, Leaf, PageFront, Plan, PlanFront, PlanStatus, Section, SectionFront, Series, Site, front_of,
};
use crate::source_path::{SourcePath, folder, is_in, name};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Which folders are plans, by which every other file's role is known.
#[derive(Debug)]
pub struct PlanFolders {
    plans: BTreeMap<String, PlanTime>,
    lost: BTreeSet<String>,
}

/// Whether an index makes its folder a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanClaim {
    None,
    /// It has a plan's keys and does not say `kind: plan`, which is told.
    Likely,
    /// It says so.
    Said,
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentRole {
    /// `content/_index.md`.
    Home,
    /// The `_index.md` of a plan's folder.
    Plan,
    Section,
    /// The `_index.md` of a folder that holds plans.
    Series,
    /// Any other page.
    Page,
}

impl PlanFolders {
    /// Takes the paths of all files with what they tell.
    pub fn new<'f>(files: impl IntoIterator<Item = (&'f str, Signs)>) -> Self {
        let mut indexes: BTreeMap<&str, Signs> = BTreeMap::new();
        let mut of_plans: BTreeSet<&str> = BTreeSet::new();
        for (file, signs) in files {
            let own = folder(file);
            if is_index(file) {
                indexes.insert(own, signs);
            }
            if signs.is_of_plan {
                of_plans.insert(if is_index(file) { folder(own) } else { own });
            }
        }
        indexes.remove(CONTENT);
        let said = indexes.iter().filter(|(_, signs)| signs.claim == PlanClaim::Said);
        let mut plans: BTreeMap<String, PlanTime> =
            said.map(|(own, signs)| ((*own).to_owned(), signs.time)).collect();
        // A plan's folder is none within another, and holds none.
        let is_free = |own: &str, plans: &BTreeMap<String, PlanTime>| {
            own != CONTENT
                && !own.is_empty()
                && !plans.keys().any(|plan| is_in(plan, own) || is_in(own, plan))
        };
        for (own, signs) in &indexes {
            let is_likely = signs.claim == PlanClaim::Likely || of_plans.contains(own);
            if is_likely && is_free(own, &plans) {
                plans.insert((*own).to_owned(), signs.time);
            }
        }
        let lost = of_plans.into_iter().filter(|own| !indexes.contains_key(own) && is_free(own, &plans));
        let lost: BTreeSet<String> = lost.map(ToOwned::to_owned).collect();
        plans.extend(lost.iter().map(|own| (own.clone(), PlanTime::default())));
        Self { plans, lost }
    }

    /// The folders that hold sections and no index.
    pub fn lost(&self) -> impl Iterator<Item = &str> {
        self.lost.iter().map(String::as_str)
    }

    /// What the plan of a section says of time; nothing for other files.
    pub fn time(&self, file: &str) -> PlanTime {
        let of_section = (self.role(file) == Some(DocumentRole::Section))
            .then(|| if is_index(file) { folder(folder(file)) } else { folder(file) });
        of_section.and_then(|plan| self.plans.get(plan)).copied().unwrap_or_default()
    }

    /// The role of a Markdown file; `None` for one that has no place: a file beside the
    /// `_index.md` of a section that is a folder.
    pub fn role(&self, file: &str) -> Option<DocumentRole> {
        let (own, is_index) = (folder(file), is_index(file));
        let is_plan = |folder: &str| self.plans.contains_key(folder);
        let mut above =
            std::iter::successors(Some(own), |own| Some(folder(own)).filter(|own| !own.is_empty()));
        if is_index && own == CONTENT {
            Some(DocumentRole::Home)
        } else if is_index && is_plan(own) {
            Some(DocumentRole::Plan)
        } else if is_plan(if is_index { folder(own) } else { own }) {
            Some(DocumentRole::Section)
        } else if above.any(is_plan) {
            None
        } else if is_index && self.plans.keys().any(|plan| folder(plan) == own) {
            Some(DocumentRole::Series)
        } else {
            Some(DocumentRole::Page)
        }
    }
}

/// Whether drafts are shown or held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// Left out, and counted.
    HoldBack,
    /// Shown, marked as drafts.
    Show,
}

/// A site put together.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The tree.
    pub site: Site,
    /// All documents with what they are, those held back too; a [`DocumentId`] is an index here.
    pub documents: Vec<PlacedDocument>,
    /// The documents by their files.
    pub by_file: HashMap<SourcePath, DocumentId>,
    /// The documents that are held back as drafts.
    pub held_back: Vec<DocumentId>,
}

/// A document with what it is.
pub type PlacedDocument = (DocumentRole, Arc<Document>);

/// Puts the documents together.
pub fn assemble(documents: Vec<PlacedDocument>, drafts: Drafts) -> Assembled {
    let mut builder = SiteBuilder::default();
    for (index, (role, document)) in documents.iter().enumerate() {
        builder.place(DocumentId(index), &document.text.source.file, *role, &document.front);
    }
    let (site, held_back) = builder.finish(drafts);
    let file = |(_, document): &PlacedDocument| document.text.source.file.clone();
    let by_file = documents.iter().map(file).zip((0..).map(DocumentId)).collect();
    Assembled { site, documents, by_file, held_back }
}

#[derive(Default)]
struct SiteBuilder {
    home: Option<Leaf>,
    pages: Vec<(String, Leaf)>,
    series: BTreeMap<String, (DocumentId, Arc<PageFront>)>,
    plans: BTreeMap<String, (DocumentId, Arc<PlanFront>)>,
    sections: BTreeMap<String, Vec<(String, DocumentId, Arc<SectionFront>)>>,
}

impl SiteBuilder {
    fn place(&mut self, document: DocumentId, file: &str, role: DocumentRole, front: &Front) {
        let own = if is_index(file) { folder(file) } else { file }.to_owned();
        match (role, front) {
            (DocumentRole::Home, Front::Page(front)) => {
                let front = front_of(document, Arc::clone(front));
                self.home = Some(Leaf { document, address: PageAddress::default(), front });
            }
            (DocumentRole::Plan, Front::Plan(front)) => {
                self.plans.insert(own, (document, Arc::clone(front)));
            }
            (DocumentRole::Section, Front::Section(front)) => {
                let of_plan = self.sections.entry(folder(&own).to_owned()).or_default();
                of_plan.push((own, document, Arc::clone(front)));
            }
            (DocumentRole::Series, Front::Page(front)) => {
                self.series.insert(own, (document, Arc::clone(front)));
            }
            (_, Front::Page(front)) => {
                let front = front_of(document, Arc::clone(front));
                self.pages.push((own.clone(), Leaf { document, address: address(&own), front }));
            }
            // `RawDocument::parse` gives each role its own kind of front matter.
            (_, Front::Plan(_) | Front::Section(_)) => {}
        }
    }

    fn finish(mut self, drafts: Drafts) -> (Site, Vec<DocumentId>) {
        let mut held_back = Vec::new();
        let mut shown = |document: DocumentId, draft: bool| {
            let show = !draft || drafts == Drafts::Show;
            if !show {
                held_back.push(document);
            }
            show
        };
        // A series all of whose plans are held back still has its page.
        let mut grouped: BTreeMap<String, (Option<_>, Vec<Plan>)> =
            self.series.into_iter().map(|(own, series)| (own, (Some(series), Vec::new()))).collect();
        for (own, (document, front)) in self.plans {
            let sections = self.sections.remove(&own).unwrap_or_default();
            if !shown(document, front.status == PlanStatus::Draft) {
                for (_, document, _) in &sections {
                    shown(*document, true);
                }
                continue;
            }
            let plan_address = address(&own);
            let mut sections: Vec<_> =
                sections.into_iter().filter(|(_, document, front)| shown(*document, front.draft)).collect();
            sections.sort_by_cached_key(|(own, _, front)| order(own, front.order));
            let sections = sections
                .into_iter()
                .map(|(own, document, front)| {
                    let slug = slug(name(&own));
                    let front = front_of(document, front);
                    Section { document, address: plan_address.below(&slug), slug, front }
                })
                .collect();
            let front = front_of(document, front);
            let plan = Plan { document, address: plan_address, front, sections };
            let (_, plans) = grouped.entry(folder(&own).to_owned()).or_default();
            plans.push(plan);
        }
        let mut series: Vec<_> = grouped
            .into_iter()
            .filter_map(|(own, (series, mut plans))| {
                plans.sort_by(|a, b| b.front.year.cmp(&a.front.year).then_with(|| a.address.cmp(&b.address)));
                let (document, front) = series.unzip();
                let front = front.unwrap_or_default();
                if document.is_some_and(|document| !shown(document, front.draft)) {
                    for plan in &plans {
                        shown(plan.document, true);
                    }
                    return None;
                }
                let address = address(&own);
                let title = match &*front.title {
                    _ if address.is_empty() => String::new(),
                    "" => slug(name(&own)),
                    title => title.to_owned(),
                };
                let key = order(&own, front.order);
                let front = match document {
                    Some(document) => front_of(document, front),
                    None => front.into(),
                };
                Some((key, Series { document, address, title, front, plans }))
            })
            .collect();
        series.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.pages.retain(|(_, leaf)| shown(leaf.document, leaf.front.draft));
        self.pages.sort_by_cached_key(|(own, leaf)| order(own, leaf.front.order));
        let site = Site {
            home: self.home,
            series: series.into_iter().map(|(_, series)| series).collect(),
            pages: self.pages.into_iter().map(|(_, leaf)| leaf).collect(),
        };
        held_back.sort();
        (site, held_back)
    }
}

/// Where an item stands among its siblings: `order:`, else the number its name begins with, else
/// after all numbered ones; then by name.
fn order(own: &str, given: Option<i64>) -> (i64, String) {
    let number = prefix(name(own)).and_then(|(number, _)| number.parse().ok());
    (given.or(number).unwrap_or(i64::MAX), own.to_owned())
}

/// The address of a file or folder below `content/`, as a path with a final slash.
pub fn address(own: &str) -> PageAddress {
    let below = own.strip_prefix(CONTENT).unwrap_or(own).trim_start_matches('/');
    let parts = below.split('/').filter(|part| !part.is_empty());
    parts.fold(PageAddress::default(), |address, part| address.below(&slug(part)))
}

/// The address part of a file's or folder's name: without its ending and the prefix that orders it.
pub fn slug(name: &str) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, end)) if end.eq_ignore_ascii_case("md") && !stem.is_empty() => stem,
        _ => name,
    };
    prefix(stem).map_or(stem, |(_, rest)| rest).trim().to_owned()
}

/// Splits an ordering prefix of one to three digits off a name: `01-innovators`.
fn prefix(name: &str) -> Option<(&str, &str)> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let (number, rest) = name.split_at_checked(digits)?;
    let rest = rest.strip_prefix(['-', '_', '.', ' '])?.trim_start();
    let bare = rest.strip_suffix(".md").unwrap_or(rest);
    (!bare.is_empty() && rest != "md").then_some((number, rest))
}

fn is_index(file: &str) -> bool {
    name(file) == "_index.md"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_from_file_names() {
        for (own, expected) in [
            ("content", ""),
            ("content/2016", "2016/"),
            ("content/2016/01-innovators.md", "2016/innovators/"),
            ("content/01-district/2016/02_平台.md", "district/2016/平台/"),
            ("content/2016-plan", "2016-plan/"),
            ("content/007.md", "007/"),
            ("content/1. 100%.md", "100%/"),
            ("content/a b.MD", "a b/"),
            ("content/v1.0", "v1.0/"),
            ("content/.md", ".md/"),
        ] {
            assert_eq!(&*address(own), expected, "{own}");
        }
    }

    #[test]
    fn what_stands_where_decides_what_it_is() {
        let time = PlanTime { year: 2016, as_of: None };
        let signs = Signs { claim: PlanClaim::Said, is_of_plan: false, time };
        let layout = PlanFolders::new([("content/district/2016/_index.md", signs)]);
        for (file, role) in [
            ("content/_index.md", Some(DocumentRole::Home)),
            ("content/district/_index.md", Some(DocumentRole::Series)),
            ("content/district/2016/_index.md", Some(DocumentRole::Plan)),
            ("content/district/2016/01-a.md", Some(DocumentRole::Section)),
            ("content/district/2016/02-b/_index.md", Some(DocumentRole::Section)),
            ("content/district/2016/02-b/notes.md", None),
            ("content/district/2016/02-b/c/_index.md", None),
            ("content/about.md", Some(DocumentRole::Page)),
            ("content/help/_index.md", Some(DocumentRole::Page)),
            ("content/district/about.md", Some(DocumentRole::Page)),
            ("content/a/b/c.md", Some(DocumentRole::Page)),
        ] {
            assert_eq!(layout.role(file), role, "{file}");
            let year = if role == Some(DocumentRole::Section) { 2016 } else { 0 };
            assert_eq!(layout.time(file).year, year, "{file}");
        }
    }

    #[test]
    fn order_is_given_or_read_from_the_name() {
        assert!(order("content/02-b", None) < order("content/10-a", None));
        assert!(order("content/z", Some(1)) < order("content/02-b", None));
        assert!(order("content/10-a", None) < order("content/a", None));
    }
}
