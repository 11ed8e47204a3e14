//! Indicators, tasks, plans and navigation as template values.

use super::address::{LinkStyle, encode};
use super::bodies::Bodies;
use super::body_builder::BodyBuilder;
use super::charts::bar;

use super::context::*;
use super::display;
use crate::model::address::PageAddress;
use crate::model::config::Lang;
use crate::model::date::Day;
use crate::model::indicator::Indicator;
use crate::model::numbering::hand_numbered;
use crate::model::plan::{Plan, PlanStatus, Section, Series};
use crate::theme::Theme;
use jiff::civil::Date;

/// What turning model values into words depends on.
#[derive(Debug, Clone, Copy)]
pub struct ContextBuilder<'a> {
    /// The language of the pages.
    pub lang: Lang,
    /// Whose words are used.
    pub theme: &'a Theme,
    /// How links name a folder's page.
    pub style: LinkStyle,
    /// Which bodies there are, and so where indicators and units have their pages.
    pub bodies: &'a Bodies,
}

/// Whether an item's id is put on the element that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// This is the item's place on the page.
    Here,
    /// It is shown here, and has its place elsewhere.
    Elsewhere,
}

/// The id of an indicator's row.
pub fn indicator_anchor(id: &str) -> String {
    format!("indicator:{id}")
}

/// The id of a section on its plan's page.
pub fn section_anchor(section: &Section) -> String {
    format!("section:{}", id_part(&section.slug))
}

/// What stands before the ids of a section's text on its plan's page.
pub fn section_prefix(section: &Section) -> String {
    format!("{}/", id_part(&section.slug))
}

/// A slug as part of an id that can also stand in a link as it is: blanks, which no id may hold, and
/// what would have to be encoded in a link are written as `~` and a number, so that two slugs never
/// give one id.
fn id_part(slug: &str) -> String {
    let mut id = String::with_capacity(slug.len());
    for c in slug.chars() {
        if c.is_whitespace() || c.is_control() || "~%\"'#&<>[]\\^`{|}".contains(c) {
            id.push_str(&format!("~{:x}.", u32::from(c)));
        } else {
            id.push(c);
        }
    }
    id
}

/// A section's automatic number: empty where its title is numbered by hand or the plan is not numbered.
pub fn section_number(plan: &Plan, ordinal: u32, section: &Section) -> String {
    let mut number = String::new();
    if !hand_numbered(section.title()) {
        plan.numbering().write(&[ordinal], &mut number);
        if !number.is_empty() {
            number.push_str(plan.numbering().separator());
        }
    }
    number
}

impl<'a> ContextBuilder<'a> {
    /// What makes values of what one body says; `series` is the address of its series.
    pub const fn within(self, series: &'a PageAddress) -> BodyBuilder<'a> {
        BodyBuilder { builder: self, series }
    }
}

impl ContextBuilder<'_> {
    /// The path of an address as it stands in links after the way to the root.
    pub fn path(self, address: &PageAddress) -> String {
        let file = if self.style == LinkStyle::File { "index.html" } else { "" };
        encode(address) + file
    }

    /// 完成率, where it makes sense.
    pub fn attainment(self, indicator: &Indicator) -> Option<AttainmentContext> {
        indicator.attainment().map(bar)
    }

    /// The names of units in one text; none where there is none.
    pub fn names(self, units: &[String]) -> Option<String> {
        (!units.is_empty()).then(|| units.join(self.theme.word("list_separator")))
    }

    /// A series with its plans.
    pub fn series(self, series: &Series, site_title: &str) -> SeriesContext {
        SeriesContext {
            title: if series.title.is_empty() { site_title.to_owned() } else { series.title.clone() },
            path: self.path(&series.address),
            issuer: series.front.issuer.clone(),
            plans: series.plans.iter().map(|plan| self.summary(plan)).collect(),
        }
    }

    fn summary(self, plan: &Plan) -> PlanSummary {
        let front = &plan.front;
        PlanSummary {
            link: self.plan_link(plan),
            issuer: front.issuer.clone(),
            published: self.published(plan),
            document_number: front.document_number.clone(),
            summary: front.summary.clone(),
            indicator_count: plan.indicator_count(),
            section_count: plan.sections.len(),
        }
    }

    /// A plan in one line.
    pub fn plan_link(self, plan: &Plan) -> PlanLink {
        PlanLink {
            title: plan.title().to_owned(),
            year: plan.year(),
            path: self.path(&plan.address),
            draft: plan.status() == PlanStatus::Draft,
        }
    }

    fn published(self, plan: &Plan) -> Option<DateContext> {
        plan.front.published.map(|moment| {
            // Where the source gives no time of day, none is shown.
            if moment.time() == jiff::civil::Time::midnight() {
                return self.date(moment.date());
            }
            DateContext {
                iso: display::local_iso(moment),
                clock: Some(display::clock(moment, self.lang)),
                ..self.date(moment.date())
            }
        })
    }

    /// A date.
    pub fn date(self, date: Date) -> DateContext {
        DateContext {
            iso: date.to_string(),
            text: display::date(date, self.lang),
            clock: None,
            padded: display::catalogue_date(date, self.lang),
        }
    }

    /// A day as it is written, with its date for machines.
    pub fn day(self, day: &Day) -> DateContext {
        let text = display::day(day, self.lang);
        match &day.words {
            Some(_) => DateContext { iso: day.date.to_string(), padded: text.clone(), clock: None, text },
            None => self.date(day.date),
        }
    }

    /// A plan for its own pages, linked with the plan of the site that replaces it.
    pub fn plan<'p>(
        self,
        plan: &'p Plan,
        series: &SeriesContext,
        replacement: Option<&'p Plan>,
    ) -> PlanContext<'p> {
        let front = &plan.front;
        let date = |date| self.date(date);
        let plans = || series.plans.iter().map(|plan| &plan.link);
        let (newest, has_earlier) =
            (plans().find(|one| !one.draft), plans().any(|one| one.year < front.year));
        PlanContext {
            title: &front.title,
            year: front.year,
            path: self.path(&plan.address),
            draft: front.status == PlanStatus::Draft,
            issued: is_issued(plan),
            issuer: front.issuer.as_deref(),
            document_number: front.document_number.as_deref(),
            index_number: front.index_number.as_deref(),
            subject: front.subject.as_deref(),
            written: front.written.map(date),
            addressee: front.addressee.as_deref().and_then(display::without_end_mark),
            attachments: front.attachments.iter().filter_map(|name| display::attachment(name)).collect(),
            copied_to: front.copied_to.as_deref().and_then(display::without_end_mark),
            printed_by: front.printed_by.as_deref(),
            printed_on: front.printed_on.map(date),
            published: self.published(plan),
            published_on: front.published.map(|moment| date(moment.date())),
            disclosure: front.disclosure.as_deref(),
            validity: front.validity.as_deref(),
            lapsed: front.validity.as_deref().is_some_and(display::is_lapsed),
            replaced_by: replacement.map(Plan::title).or(front.replaced_by.as_deref()),
            replacement: replacement.map(|plan| self.link(plan.title(), &plan.address)),
            newer: newest.filter(|newest| newest.year > front.year).cloned(),
            source: front.source.as_deref(),
            editor: front.editor.as_deref(),
            keywords: &front.keywords,
            summary: front.summary.as_deref(),
            as_of: front.as_of.as_ref().map(|day| self.day(day)),
            series: series.link(),
            sections: self.section_links(plan),
            indicators_path: self.path(&plan.table_address()),
            changes_path: has_earlier.then(|| self.path(&plan.changes_address())),
            indicator_count: plan.indicator_count(),
            task_count: plan.task_count(),
            extra: front.extra.as_deref(),
        }
    }

    /// A plan's sections in order.
    pub fn section_links(self, plan: &Plan) -> Vec<SectionLink> {
        let link = |(ordinal, section): (u32, &Section)| SectionLink {
            link: self.numbered(plan, ordinal, section),
            anchor: section_anchor(section),
            lead: self.names(section.leads()),
            draft: section.is_draft(),
        };
        (1..).zip(&plan.sections).map(link).collect()
    }

    /// A link to a section, with its automatic number.
    pub fn numbered(self, plan: &Plan, ordinal: u32, section: &Section) -> LinkContext {
        let number = section_number(plan, ordinal, section);
        LinkContext { number, ..self.link(section.title(), &section.address) }
    }

    /// A link to a page that has a word of the interface for its title.
    pub fn word_link(self, word: &str, address: &str) -> LinkContext {
        self.link(self.theme.word(word), &PageAddress::new(address))
    }

    /// A link to a page by its title.
    pub fn link(self, title: &str, address: &PageAddress) -> LinkContext {
        LinkContext { title: title.to_owned(), number: String::new(), path: self.path(address) }
    }
}

/// Whether a plan can look like what was issued: nothing in it is a draft, and it has what an official document cannot do without.
fn is_issued(plan: &Plan) -> bool {
    let front = &plan.front;
    let is_complete = front.issuer.is_some() && front.document_number.is_some() && front.written.is_some();
    is_complete && front.status == PlanStatus::Published && !plan.sections.iter().any(Section::is_draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_slugs_never_give_one_id() {
        assert_eq!(id_part("培育 50%"), "培育~20.50~25.");
        let slugs = ["a b", "a_b", "a~20.b", "a%b", "a%20b", "a#b", "a\u{3000}b"];
        let ids: std::collections::BTreeSet<_> = slugs.iter().map(|slug| id_part(slug)).collect();
        assert_eq!(ids.len(), slugs.len(), "{ids:?}");
    }
}
