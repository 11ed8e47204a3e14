//! Site, series, plan and section: the tree of what is published.
//!
//! Front matter is shared, not copied: a preview keeps what it has read from one build to the next.

use super::address::PageAddress;
use super::date::Day;
use super::indicator::{Ignored, Indicator, Responsibility, Task};
use super::numbering::Numbering;
use super::recorder::{Fact, Tracked, answer, note};
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

pub use super::document::DocumentId;

/// Front matter; who looks at it has read all of it, as far as the recorder knows.
pub type SharedFront<T> = Tracked<Arc<T>>;

/// The front matter of a document.
pub fn front_of<T>(document: DocumentId, front: Arc<T>) -> SharedFront<T> {
    Tracked::new(front, || Fact::Front(document))
}

/// A site: what one `site.yaml` publishes.
#[derive(Debug, Default)]
pub struct Site {
    /// The home page, where there is one.
    pub home: Option<Leaf>,
    /// The series, in the order of navigation.
    pub series: Vec<Series>,
    /// Ordinary pages, in the order of navigation.
    pub pages: Vec<Leaf>,
}

impl Site {
    /// The series below which an address lies, with its place; none for what belongs to the site as a whole, and for plans that lie right
    /// in `content/`.
    pub fn series_at(&self, address: &str) -> Option<(usize, &Series)> {
        let own = self.series.iter().enumerate();
        let own = own.filter(|(_, one)| !one.address.is_empty() && address.starts_with(&*one.address));
        own.max_by_key(|(_, series)| series.address.len())
    }

    /// The ordinary pages at the top level, which navigation leads to: `about/`, and not `news/2016/opening/`.
    pub fn top_pages(&self) -> impl Iterator<Item = &Leaf> {
        self.pages.iter().filter(|leaf| !leaf.address.bare().contains('/'))
    }
}

/// A page with nothing below it: the home page or an ordinary page.
#[derive(Debug)]
pub struct Leaf {
    pub document: DocumentId,
    /// Its address below the site's root: `about/`; empty for the home page.
    pub address: PageAddress,
    /// Its front matter.
    pub front: SharedFront<PageFront>,
}

/// The plans of one issuing body, one per year (系列).
#[derive(Debug)]
pub struct Series {
    /// Its own document; `None` where plans lie directly in `content/` or the folder has no
    /// `_index.md`.
    pub document: Option<DocumentId>,
    /// Its address: `district/`; empty where plans lie directly in `content/`.
    pub address: PageAddress,
    pub title: String,
    /// Its front matter, where it has any.
    pub front: SharedFront<PageFront>,
    /// Its plans, newest first.
    pub plans: Vec<Plan>,
}

/// One year's document of one body (计划).
#[derive(Debug)]
pub struct Plan {
    pub document: DocumentId,
    /// Its address: `district/2016/`.
    pub address: PageAddress,
    /// Its front matter.
    pub front: SharedFront<PlanFront>,
    /// Its sections in order.
    pub sections: Vec<Section>,
}

/// One part of a plan (章节).
#[derive(Debug)]
pub struct Section {
    pub document: DocumentId,
    /// Its address: `district/2016/innovators/`.
    pub address: PageAddress,
    /// The last name of its address, which is also its anchor on the plan's page.
    pub slug: String,
    /// Its front matter.
    pub front: SharedFront<SectionFront>,
}

/// Front matter of an ordinary page, the home page and a series.
#[derive(Debug, Clone, Default)]
pub struct PageFront {
    pub title: String,
    /// Its place in the navigation.
    pub order: Option<i64>,
    pub summary: Option<String>,
    /// The issuing body, for a series.
    pub issuer: Option<String>,
    /// Whether it is held back.
    pub draft: bool,
    /// Old addresses.
    pub aliases: Vec<String>,
    /// What the theme's author asked for, as JSON.
    pub extra: Option<Box<serde_json::Value>>,
}

/// Whether a plan may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlanStatus {
    /// Held back.
    #[default]
    Draft,
    /// Public.
    Published,
}

/// How values are expected to grow within the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// The plan does not say: only milestones tell whether a value is on course.
    #[default]
    Unstated,
    /// In proportion to time, from the baseline at the year's start to the target when it is due.
    Linear,
}

/// Front matter of a plan.
#[derive(Debug, Clone, Default)]
pub struct PlanFront {
    /// The document's title.
    pub title: String,
    pub year: i16,
    /// Whether it may be seen.
    pub status: PlanStatus,
    /// 发文机关.
    pub issuer: Option<String>,
    /// 发文字号.
    pub document_number: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// 主题分类.
    pub subject: Option<String>,
    /// 成文日期.
    pub written: Option<Date>,
    /// 主送机关: whom it is sent to, in one text, as it stands before the colon.
    pub addressee: Option<String>,
    /// 附件: the names of what is attached.
    pub attachments: Vec<String>,
    /// 抄送机关: who gets a copy, in one text.
    pub copied_to: Option<String>,
    /// 印发机关: the office that has it printed and sent.
    pub printed_by: Option<String>,
    /// 印发日期.
    pub printed_on: Option<Date>,
    /// 发布日期.
    pub published: Option<DateTime>,
    /// 公开方式.
    pub disclosure: Option<String>,
    /// 有效性.
    pub validity: Option<String>,
    /// The document that replaces it.
    pub replaced_by: Option<String>,
    /// 来源.
    pub source: Option<String>,
    /// 责任编辑.
    pub editor: Option<String>,
    /// 主题词.
    pub keywords: Vec<String>,
    /// 内容概述.
    pub summary: Option<String>,
    /// The date that actual values speak of.
    pub as_of: Option<Day>,
    /// How headings are numbered.
    pub numbering: Numbering,
    /// How values are expected to grow between the dates that the plan gives.
    pub pace: Pace,
    /// The units that answer for the plan.
    pub units: Vec<String>,
    /// Old addresses.
    pub aliases: Vec<String>,
    /// Diagnostic codes to ignore, with the reason.
    pub ignore: Ignored,
    /// Indicators that belong to no section.
    pub indicators: Vec<Indicator>,
    /// Tasks that belong to no section.
    pub tasks: Vec<Task>,
    /// What the theme's author asked for, as JSON.
    pub extra: Option<Box<serde_json::Value>>,
}

impl PlanFront {
    /// The date that actual values speak of, as a calendar date.
    pub fn as_of_date(&self) -> Option<Date> {
        self.as_of.as_ref().map(|day| day.date)
    }
}

/// Front matter of a section.
#[derive(Debug, Clone, Default)]
pub struct SectionFront {
    pub title: String,
    /// Its place among the sections.
    pub order: Option<i64>,
    /// Who answers for it, and so for its indicators and tasks that do not say it themselves.
    pub responsibility: Responsibility,
    pub indicators: Vec<Indicator>,
    pub tasks: Vec<Task>,
    /// Whether it is held back.
    pub draft: bool,
    /// Diagnostic codes to ignore in this file, with the reason.
    pub ignore: Ignored,
    /// Old addresses.
    pub aliases: Vec<String>,
    /// What the theme's author asked for, as JSON.
    pub extra: Option<Box<serde_json::Value>>,
}

/// What one part of a plan commits to: the plan itself, or one of its sections.
#[derive(Debug, Clone, Copy)]
pub struct PlanPart<'p> {
    /// The document that says it.
    pub document: DocumentId,
    /// The section; none for the plan itself.
    pub section: Option<&'p Section>,
    plan: &'p Plan,
}

impl<'p> PlanPart<'p> {
    /// Its indicators, in the order of the document.
    pub fn indicators(self) -> &'p [Indicator] {
        self.listed(|front| &front.indicators, |front| &front.indicators)
    }

    /// Its tasks, in the order of the document.
    pub fn tasks(self) -> &'p [Task] {
        self.listed(|front| &front.tasks, |front| &front.tasks)
    }

    /// A list of its front matter.
    fn listed<T>(
        self,
        of_plan: impl FnOnce(&'p PlanFront) -> &'p [T],
        of_section: impl FnOnce(&'p SectionFront) -> &'p [T],
    ) -> &'p [T] {
        let listed = || Fact::Listed(self.document);
        let list = match self.section {
            None => of_plan(self.plan.front.narrow(listed)),
            Some(section) => of_section(section.front.narrow(listed)),
        };
        if !list.is_empty() {
            note(|| Fact::Front(self.document));
        }
        list
    }
}

impl Section {
    /// What its items inherit of a section's responsibility.
    pub fn responsibility(&self) -> &Responsibility {
        &self.front.responsibility
    }
}

impl Series {
    /// The body that issues its plans: all pages know it.
    pub fn issuer(&self) -> Option<&str> {
        self.front.narrow(|| Fact::Navigation).issuer.as_deref()
    }
}

impl Leaf {
    pub fn title(&self) -> &str {
        &self.front.narrow(|| Fact::Heading(self.document)).title
    }
}

/// What lists and headings show of a section: less than its front matter, and declared for itself.
impl Section {
    fn heading(&self) -> &SectionFront {
        self.front.narrow(|| Fact::Heading(self.document))
    }

    pub fn title(&self) -> &str {
        &self.heading().title
    }

    /// Whether it is shown only because drafts are.
    pub fn is_draft(&self) -> bool {
        self.heading().draft
    }

    /// The units that answer for it.
    pub fn leads(&self) -> &[String] {
        &self.heading().responsibility.leads
    }
}

/// What lists and headings show of a plan: less than its front matter, and declared for itself.
impl Plan {
    fn heading(&self) -> &PlanFront {
        self.front.narrow(|| Fact::Heading(self.document))
    }

    pub fn title(&self) -> &str {
        &self.heading().title
    }

    pub fn year(&self) -> i16 {
        self.front.narrow(|| Fact::Year(self.document)).year
    }

    /// Whether it may be seen.
    pub fn status(&self) -> PlanStatus {
        self.heading().status
    }

    /// How its headings are numbered.
    pub fn numbering(&self) -> Numbering {
        self.front.narrow(|| Fact::Numbering(self.document)).numbering
    }

    /// How many indicators it has.
    pub fn indicator_count(&self) -> usize {
        answer(|| Fact::Count(self.document), || self.indicators().count())
    }

    /// How many tasks it has.
    pub fn task_count(&self) -> usize {
        answer(|| Fact::Count(self.document), || self.tasks().count())
    }
}

impl Plan {
    /// The address of its indicator table.
    pub fn table_address(&self) -> PageAddress {
        self.address.below("indicators")
    }

    /// The address of the page of what it changes.
    pub fn changes_address(&self) -> PageAddress {
        self.address.below("changes")
    }

    /// The plan's own part, then that of each section: the order in which everything lists them.
    pub fn parts(&self) -> impl Iterator<Item = PlanPart<'_>> {
        std::iter::once(self.part(None)).chain(self.sections.iter().map(|section| self.part(Some(section))))
    }

    /// What one of its sections commits to, or, for none, the plan itself.
    pub fn part<'p>(&'p self, section: Option<&'p Section>) -> PlanPart<'p> {
        let document = section.map_or(self.document, |section| section.document);
        PlanPart { document, section, plan: self }
    }

    /// All indicators of the plan with the section they stand in, in reading order.
    pub fn indicators(&self) -> impl Iterator<Item = (Option<&Section>, &Indicator)> {
        self.parts().flat_map(|part| part.indicators().iter().map(move |one| (part.section, one)))
    }

    /// All tasks of the plan with the section they stand in, in reading order.
    pub fn tasks(&self) -> impl Iterator<Item = (Option<&Section>, &Task)> {
        self.parts().flat_map(|part| part.tasks().iter().map(move |one| (part.section, one)))
    }
}
