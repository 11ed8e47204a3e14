//! The recorder: notes what is read while a page is rendered or a check runs, and fails where that was not declared.
//!
//! A page that is kept because its key is the same, and a finding that is kept because nothing in its [`Dependencies`] changed,
//! are right only if everything that they were made from is declared there. So what rendering and checks read of the
//! site goes through accessors that [`note`] a [`Fact`], as all that typst computes from goes through its `World`. A key
//! carries the facts that it was made from ([`Declared`]); while a page is rendered, a [`Recording`] is open, and when it
//! ends, every fact that was read must be among those. [`Tracked`] is a value that notes a fact whenever it is looked
//! at, [`Traced`] one that was computed once for many pages: each that uses it has read all that it was computed from. Where
//! little is taken from much (a count, a single figure), [`answer`] notes that in place of all that was looked through.
//!
//! Records are kept by thread, and each computation has its own. A recording is never open while rayon is called: a
//! thread that waits there takes up another's work, which would be recorded here.
//!
//! All this happens under `debug_assertions` only (`RECORDS_ARE_KEPT`): in debug builds, which tests are (the library is
//! compiled without `cfg(test)` for those outside it, and a feature would have to be asked for by every command). In release builds the
//! types hold nothing and the functions do nothing.
//!
//! [`Dependencies`]: crate::pages::dependencies::Dependencies

use super::document::DocumentId;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashSet};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

/// Whether facts are noted at all.
const RECORDS_ARE_KEPT: bool = cfg!(debug_assertions);

thread_local! {
    /// The records that are open in this thread, the innermost last.
    static RECORDS: RefCell<Vec<BTreeSet<Fact>>> = const { RefCell::new(Vec::new()) };
    /// The kind that is left out of declarations.
    static OMITTED: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Something of a site that a page may show or a check may look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// The front matter of a document.
    Front(DocumentId),
    /// What lists show of a plan (title, year, status), a section (title, draft, lead unit), an ordinary page (title).
    Heading(DocumentId),
    /// The year of a plan, which belongs to the structure of the site.
    Year(DocumentId),
    /// How a plan numbers its sections.
    Numbering(DocumentId),
    /// The text of a document, and what its references lead to.
    Body(DocumentId),
    /// The address of a document.
    Address(DocumentId),
    /// How many indicators and tasks a plan has.
    Count(DocumentId),
    /// Whether a document lists any indicators, and any tasks.
    Listed(DocumentId),
    /// The value that a figure takes from an indicator of a document, and whether its row is shown there.
    Figure(DocumentId, String),
    /// A file that is not Markdown, by its place in the list of these: its address and size.
    Asset(usize),
    /// Which plans of a series, by its place in the site, have an indicator, and which others replace it.
    Indicator(usize, String),
    /// Which plans name a unit of a series, or one that is shared by all, how often, and where.
    Unit(Option<usize>, String),
    /// The series, as all pages know them.
    Navigation,
    /// What `site.yaml` says.
    Configuration,
    /// The theme's templates and words.
    Theme,
    /// What is sealed.
    Archive,
}

/// The kinds of facts that are declared, and what findings depend on: each can be left out of all declarations, by its name.
pub const KINDS: [&str; 18] = [
    "front",
    "heading",
    "numbering",
    "body",
    "address",
    "count",
    "listed",
    "figure",
    "asset",
    "indicator",
    "unit",
    "navigation",
    "configuration",
    "theme",
    "archive",
    "linked",
    "shown",
    "earlier",
];

impl Fact {
    /// The name of its kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Front(_) => "front",
            Self::Heading(_) => "heading",
            Self::Year(_) => "year",
            Self::Numbering(_) => "numbering",
            Self::Body(_) => "body",
            Self::Address(_) => "address",
            Self::Count(_) => "count",
            Self::Listed(_) => "listed",
            Self::Figure(..) => "figure",
            Self::Asset(_) => "asset",
            Self::Indicator(..) => "indicator",
            Self::Unit(..) => "unit",
            Self::Navigation => "navigation",
            Self::Configuration => "configuration",
            Self::Theme => "theme",
            Self::Archive => "archive",
        }
    }

    /// Whether it belongs to the structure of the site: when that is another, nothing that was found holds.
    pub const fn is_structure(&self) -> bool {
        matches!(self, Self::Year(_) | Self::Address(_))
    }

    /// The document that it is a fact of; none for what belongs to the whole site.
    pub const fn document(&self) -> Option<DocumentId> {
        match self {
            Self::Front(document)
            | Self::Heading(document)
            | Self::Year(document)
            | Self::Numbering(document)
            | Self::Body(document)
            | Self::Address(document)
            | Self::Count(document)
            | Self::Listed(document)
            | Self::Figure(document, _) => Some(*document),
            Self::Asset(_)
            | Self::Indicator(..)
            | Self::Unit(..)
            | Self::Navigation
            | Self::Configuration
            | Self::Theme
            | Self::Archive => None,
        }
    }
}

/// A fact, where facts are noted.
fn kept(fact: impl FnOnce() -> Fact) -> Option<Fact> {
    RECORDS_ARE_KEPT.then(fact)
}

/// A value of the site: whoever looks at it has read the fact.
#[derive(Debug, Clone, Default)]
pub struct Tracked<T> {
    value: T,
    fact: Option<Fact>,
}

impl<T> Tracked<T> {
    /// A value that is part of a fact.
    pub fn new(value: T, fact: impl FnOnce() -> Fact) -> Self {
        Self { value, fact: kept(fact) }
    }

    /// The value, for who takes no more of it than another fact says.
    pub fn narrow(&self, fact: impl FnOnce() -> Fact) -> &T {
        note(fact);
        &self.value
    }

    /// Puts another value in its place, which is part of the same fact.
    pub fn set(&mut self, value: T) {
        self.value = value;
    }
}

/// What belongs to no document has no fact.
impl<T> From<T> for Tracked<T> {
    fn from(value: T) -> Self {
        Self { value, fact: None }
    }
}

impl<T> Deref for Tracked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        if let Some(fact) = &self.fact {
            note(|| fact.clone());
        }
        &self.value
    }
}

/// A value computed once for many pages, with the facts that it was computed from: whoever takes it has read them all.
#[derive(Debug, Clone)]
pub struct Traced<T> {
    value: T,
    facts: Declared,
}

impl<T> Traced<T> {
    /// Computes it.
    pub fn of(compute: impl FnOnce() -> T) -> Self {
        let (value, facts) = capture(compute);
        Self { value, facts }
    }

    /// Takes it.
    pub fn get(&self) -> &T {
        self.facts.note();
        &self.value
    }

    /// Takes it out.
    pub fn into_inner(self) -> T {
        self.facts.note();
        self.value
    }

    /// What it was computed from.
    pub const fn facts(&self) -> &Declared {
        &self.facts
    }

    /// Takes the little of it that this one fact says.
    pub fn narrow(&self, fact: impl FnOnce() -> Fact) -> &T {
        note(fact);
        &self.value
    }
}

/// Takes one fact from much that has to be looked through for it: only the fact is noted.
pub fn answer<T>(fact: impl FnOnce() -> Fact, compute: impl FnOnce() -> T) -> T {
    note(fact);
    apart(compute)
}

/// Leaves a kind out of all declarations that this thread makes from now on, to prove that it is missed.
pub fn omit_declarations(kind: Option<&'static str>) {
    OMITTED.set(kind);
}

/// Whether this kind of dependency is declared: always, but for a test.
pub fn is_declared(kind: &'static str) -> bool {
    OMITTED.get() != Some(kind)
}

/// Whether this thread records what is read, if any does.
pub fn is_recording() -> bool {
    !RECORDS_ARE_KEPT || RECORDS.with_borrow(|records| !records.is_empty())
}

/// Notes that a fact was read.
pub fn note(fact: impl FnOnce() -> Fact) {
    if RECORDS_ARE_KEPT {
        RECORDS.with_borrow_mut(|records| {
            if let Some(record) = records.last_mut() {
                record.insert(fact());
            }
        });
    }
}

/// A record that ends with its scope, and never leaves its thread.
struct Record(PhantomData<*const ()>);

impl Record {
    fn open() -> Self {
        if RECORDS_ARE_KEPT {
            RECORDS.with_borrow_mut(|records| records.push(BTreeSet::new()));
        }
        Self(PhantomData)
    }

    fn take(&self) -> BTreeSet<Fact> {
        RECORDS.with_borrow_mut(|records| records.last_mut().map(std::mem::take).unwrap_or_default())
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        RECORDS.with_borrow_mut(Vec::pop);
    }
}

/// Computes something, and gives what it was computed from.
pub fn capture<T>(compute: impl FnOnce() -> T) -> (T, Declared) {
    let record = Record::open();
    let value = compute();
    let own = record.take();
    (value, Declared((!own.is_empty()).then(|| Arc::new(Node { own, parts: Vec::new() }))))
}

/// Computes something without a record: what comes of it notes for itself who looks at it.
pub fn apart<T>(compute: impl FnOnce() -> T) -> T {
    let _record = Record::open();
    compute()
}

/// Computes something; `discount` takes away from the facts that were read those that are declared, which may depend
/// on what came of it. None may be left.
pub fn confine<T>(
    what: &str,
    compute: impl FnOnce() -> T,
    discount: impl FnOnce(&T, &mut BTreeSet<Fact>),
) -> T {
    let record = Record::open();
    let value = compute();
    let mut read = record.take();
    drop(record);
    if RECORDS_ARE_KEPT {
        discount(&value, &mut read);
        require(what, &read);
    }
    value
}

#[expect(clippy::panic, reason = "only in debug builds: the declaration that is missing is to be seen")]
fn require(what: &str, undeclared: &BTreeSet<Fact>) {
    if !undeclared.is_empty() {
        panic!("{what}: read and not declared: {undeclared:?}");
    }
}

/// Facts that something is made from.
#[derive(Debug, Clone, Default)]
pub struct Declared(Option<Arc<Node>>);

#[derive(Debug, Clone, Default)]
struct Node {
    own: BTreeSet<Fact>,
    parts: Vec<Declared>,
}

impl Declared {
    /// It is made from this fact, too.
    pub fn add(&mut self, fact: impl FnOnce() -> Fact) {
        if let Some(fact) = kept(fact).filter(|fact| is_declared(fact.kind())) {
            Arc::make_mut(self.0.get_or_insert_default()).own.insert(fact);
        }
    }

    /// It is made from all this, too.
    pub fn include(&mut self, part: &Self) {
        if part.0.is_some() {
            Arc::make_mut(self.0.get_or_insert_default()).parts.push(part.clone());
        }
    }

    /// Notes that all these facts were read.
    pub fn note(&self) {
        if RECORDS_ARE_KEPT {
            self.facts().into_iter().for_each(|fact| note(|| fact.clone()));
        }
    }

    /// Records what is read from now on; at the end of the recording it must all be among these facts.
    pub fn record(&self, what: &str) -> Recording {
        Recording { declared: self.clone(), what: what.to_owned(), record: Record::open() }
    }

    fn facts(&self) -> BTreeSet<&Fact> {
        let (mut facts, mut seen, mut next) = (BTreeSet::new(), HashSet::new(), vec![self]);
        while let Some(Self(Some(node))) = next.pop() {
            if seen.insert(Arc::as_ptr(node)) {
                facts.extend(&node.own);
                next.extend(node.parts.iter().filter(|part| part.0.is_some()));
            }
        }
        facts
    }
}

/// A recording, which fails at its end if anything was read that was not declared.
#[must_use = "what is read is recorded as long as this lives"]
pub struct Recording {
    declared: Declared,
    what: String,
    record: Record,
}

impl Drop for Recording {
    fn drop(&mut self) {
        if !RECORDS_ARE_KEPT || std::thread::panicking() {
            return;
        }
        let declared = self.declared.facts();
        let mut read = self.record.take();
        read.retain(|fact| {
            let more = match fact {
                Fact::Year(document) => [Some(Fact::Heading(*document)), Some(Fact::Front(*document))],
                Fact::Heading(document)
                | Fact::Numbering(document)
                | Fact::Listed(document)
                | Fact::Figure(document, _) => [Some(Fact::Front(*document)), None],
                _ => [None, None],
            };
            !declared.contains(fact) && !more.iter().flatten().any(|more| declared.contains(more))
        });
        require(&self.what, &read);
    }
}
