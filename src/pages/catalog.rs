//! Where everything is: from source files to documents, from documents to their place in the site.
//!
//! Takes the assembled site; gives lookups that link resolution and rendering share. Holds
//! references only, and is never changed once made.

use super::address::{decode, follow};
use super::judgements::Judgements;
use crate::model::address::PageAddress;
use crate::model::characters::composed;
use crate::model::indicator::{Indicator, Task};
use crate::model::plan::{DocumentId, Leaf, Plan, Section, Series, Site};
use crate::model::recorder::{Fact, apart, note};
use crate::source::assemble::{Assembled, DocumentRole};
use crate::source::bodies::Walls;
use crate::source::document::{Document, Text};
use crate::source::walk::FoundFile;
use crate::source_path::{SourcePath, folder, name};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Where a document stands in the site.
#[derive(Debug, Clone, Copy)]
pub enum PageRef<'s> {
    /// The home page.
    Home(&'s Leaf),
    /// A series' page.
    Series(&'s Series),
    /// A plan's page.
    Plan(&'s Series, &'s Plan),
    Section(&'s Series, &'s Plan, &'s Section),
    /// An ordinary page.
    Page(&'s Leaf),
}

impl<'s> PageRef<'s> {
    /// The plan that a document belongs to.
    pub const fn plan(self) -> Option<&'s Plan> {
        match self {
            Self::Plan(_, plan) | Self::Section(_, plan, _) => Some(plan),
            Self::Home(_) | Self::Series(_) | Self::Page(_) => None,
        }
    }

    /// The series that a document belongs to.
    pub const fn series(self) -> Option<&'s Series> {
        match self {
            Self::Series(series) | Self::Plan(series, _) | Self::Section(series, _, _) => Some(series),
            Self::Home(_) | Self::Page(_) => None,
        }
    }
}

/// A document that is published.
#[derive(Debug, Clone, Copy)]
pub struct CatalogEntry<'s> {
    /// Which document.
    pub document: DocumentId,
    pub address: &'s PageAddress,
    /// Where it stands.
    pub page: PageRef<'s>,
}

/// What one plan has, by id.
#[derive(Debug, Default)]
pub struct Commitments<'s> {
    /// Indicators, each with its section.
    pub indicators: HashMap<&'s str, (Option<&'s Section>, &'s Indicator)>,
    /// Tasks, each with its section.
    pub tasks: HashMap<&'s str, (Option<&'s Section>, &'s Task)>,
}

/// All lookups.
#[derive(Debug)]
pub struct Catalog<'s> {
    pub site: &'s Site,
    /// The documents; a [`DocumentId`] is an index here.
    pub documents: &'s [(DocumentRole, Arc<Document>)],
    /// The published documents, in the order of their paths.
    pub entries: Vec<CatalogEntry<'s>>,
    by_file: &'s HashMap<SourcePath, DocumentId>,
    held_back: &'s [DocumentId],
    /// The files that are not Markdown, in order.
    pub others: &'s [FoundFile],
    numbers: HashMap<&'s str, usize>,
    commitments: HashMap<DocumentId, OnceLock<Commitments<'s>>>,
    /// What holds bodies apart.
    pub walls: &'s Walls,
    /// How far plans are, judged when it is first asked for.
    pub judgements: Judgements<'s>,
    names: OnceLock<FileNames<'s>>,
}

/// Source files by what a mistaken link may have right.
#[derive(Debug, Default)]
struct FileNames<'s> {
    by_name: HashMap<String, &'s str>,
    by_folder: HashMap<&'s str, Vec<&'s str>>,
    /// By path with its letters composed.
    by_letters: HashMap<String, &'s str>,
}

/// The source file that a relative path in `file` leads to; `None` for one that is absolute or leaves the
/// content.
pub fn join(file: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let path = decode(path);
    let mut parts: Vec<&str> = folder(file).split('/').collect();
    let stays = follow(&mut parts, &path);
    (stays && parts.first() == Some(&crate::source::walk::CONTENT)).then(|| parts.join("/"))
}

impl<'s> Commitments<'s> {
    fn new(plan: &'s Plan) -> Self {
        let mut own = Self::default();
        for (section, indicator) in plan.indicators() {
            own.indicators.entry(&indicator.id).or_insert((section, indicator));
        }
        for (section, task) in plan.tasks() {
            own.tasks.entry(&task.id).or_insert((section, task));
        }
        own
    }
}

impl<'s> Catalog<'s> {
    /// Makes the lookups.
    pub fn new(assembled: &'s Assembled, others: &'s [FoundFile], walls: &'s Walls) -> Self {
        let site = &assembled.site;
        let documents = assembled.documents.as_slice();
        let mut entries = Vec::with_capacity(documents.len());
        let mut commitments = HashMap::new();
        let mut add = |document, address, page| entries.push(CatalogEntry { document, address, page });
        if let Some(leaf) = &site.home {
            add(leaf.document, &leaf.address, PageRef::Home(leaf));
        }
        for leaf in &site.pages {
            add(leaf.document, &leaf.address, PageRef::Page(leaf));
        }
        for series in &site.series {
            if let Some(document) = series.document {
                add(document, &series.address, PageRef::Series(series));
            }
            for plan in &series.plans {
                add(plan.document, &plan.address, PageRef::Plan(series, plan));
                for section in &plan.sections {
                    add(section.document, &section.address, PageRef::Section(series, plan, section));
                }
                commitments.insert(plan.document, OnceLock::new());
            }
        }
        entries.sort_by_key(|entry| entry.document);
        let Assembled { by_file, held_back, .. } = assembled;
        let numbers = others.iter().enumerate().map(|(index, found)| (&*found.file, index)).collect();
        Self {
            site,
            documents,
            entries,
            by_file,
            held_back,
            others,
            numbers,
            commitments,
            walls,
            judgements: Judgements::default(),
            names: OnceLock::new(),
        }
    }

    /// The document of a source file.
    pub fn entry(&self, file: &str) -> Option<&CatalogEntry<'s>> {
        let document = self.by_file.get(file).or_else(|| self.by_file.get(self.same_name(file)?));
        self.entry_of(*document?)
    }

    /// The published document of this number.
    pub fn entry_of(&self, document: DocumentId) -> Option<&CatalogEntry<'s>> {
        let found = self.entries.binary_search_by_key(&document, |entry| entry.document);
        found.ok().and_then(|index| self.entries.get(index))
    }

    /// Whether a source file is a draft that is held back.
    pub fn is_held_back(&self, file: &str) -> bool {
        let document = self.by_file.get(file).or_else(|| self.by_file.get(self.same_name(file)?));
        document.is_some_and(|document| self.held_back.binary_search(document).is_ok())
    }

    /// The place of a file that is not Markdown in the list of these.
    pub fn other(&self, file: &str) -> Option<usize> {
        self.numbers.get(file).or_else(|| self.numbers.get(self.same_name(file)?)).copied()
    }

    /// The source file whose name is written with the same letters in another form: a Mac parts letters from their
    /// marks, other systems do not.
    fn same_name(&self, file: &str) -> Option<&'s str> {
        if file.is_ascii() {
            return None;
        }
        self.names().by_letters.get(&composed(file)).copied()
    }

    /// The document by which a document's belongings are named: a plan's for its sections, else itself.
    pub fn root(&self, document: DocumentId) -> DocumentId {
        let plan = self.entry_of(document).and_then(|entry| entry.page.plan());
        plan.map_or(document, |plan| plan.document)
    }

    /// The source file of a document.
    pub fn file(&self, document: DocumentId) -> Option<&'s str> {
        self.documents.get(document.0).map(|(_, one)| &*one.text.source.file)
    }

    /// The text of a document.
    pub fn text(&self, document: DocumentId) -> Option<&'s Text> {
        note(|| Fact::Body(document));
        self.documents.get(document.0).map(|(_, one)| &one.text)
    }

    /// What a plan has, by id.
    pub fn commitments(&self, plan: &Plan) -> Option<&Commitments<'s>> {
        note(|| Fact::Count(plan.document));
        let own = self.commitments.get(&plan.document)?;
        // Looked for by address, since the plan must live as long as the site.
        let plan = self.entry_of(plan.document)?.page.plan()?;
        Some(own.get_or_init(|| apart(|| Commitments::new(plan))))
    }

    /// The plan that a figure names before the slash: another year of the same series, or a plan by
    /// its whole address (`city/2019`).
    pub fn plan_named(&self, name: &str, from: PageRef<'s>) -> Option<&'s Plan> {
        let own = from.series();
        let same_series = own.into_iter().flat_map(|series| &series.plans);
        let by_year = |plan: &&Plan| {
            plan.year().to_string() == name || plan.address.bare().rsplit('/').next() == Some(name)
        };
        same_series.into_iter().find(by_year).or_else(|| {
            // A plan that lies right in `content/` has a year for its whole address, which means a year of one's own series.
            let may_be_another = own.is_none() || name.contains('/');
            let mut plans = self.site.series.iter().flat_map(|series| &series.plans);
            plans.find(|plan| may_be_another && plan.address.bare() == name)
        })
    }

    /// The plan of the site that a plan says it is replaced by: named by the path of its file, its year in
    /// the series, or its address. None where another document replaces it.
    pub fn replacement(&self, plan: &Plan) -> Option<&'s Plan> {
        let named = plan.front.replaced_by.as_deref()?;
        let entry = self.entry_of(plan.document)?;
        let beside = join(self.file(plan.document)?, named);
        let found = beside.and_then(|file| {
            let found = self.entry(&file).or_else(|| self.entry(&format!("{file}/_index.md")))?;
            if let PageRef::Plan(_, plan) = found.page { Some(plan) } else { None }
        });
        let found = found.or_else(|| self.plan_named(named.trim_matches('/'), entry.page));
        found.filter(|found| found.document != plan.document)
    }

    /// A source file of the same name as one that is not there, elsewhere in the site.
    pub fn namesake(&self, path: &str) -> Option<&'s str> {
        self.names().by_name.get(&name(path).to_lowercase()).copied()
    }

    /// The source files in the folder of one that is not there.
    pub fn neighbours(&self, path: &str) -> &[&'s str] {
        self.names().by_folder.get(folder(path)).map_or(&[], Vec::as_slice)
    }

    /// Made when the first link leads nowhere.
    fn names(&self) -> &FileNames<'s> {
        self.names.get_or_init(|| {
            let mut names = FileNames::default();
            let all = self.by_file.keys().map(|file| &**file).chain(self.numbers.keys().copied());
            names.by_letters = all.map(|file| (composed(file), file)).collect();
            let mut others: Vec<&'s str> = self.others.iter().map(|found| &*found.file).collect();
            others.sort_unstable();
            for file in self.entries.iter().filter_map(|entry| self.file(entry.document)).chain(others) {
                if name(file) != "_index.md" {
                    names.by_name.entry(name(file).to_lowercase()).or_insert(file);
                }
                names.by_folder.entry(folder(file)).or_default().push(file);
            }
            names
        })
    }
}
