//! What pages say of themselves in the words of schema.org: see [`super::super::json_ld`].
//!
//! A plan is a `Report` of a `GovernmentOrganization`, its indicator table a `Dataset` that measures each indicator, a
//! section a part of the report. An indicator's own page explains a term (`DefinedTerm`): its values are in the tables, each with its year.

use super::super::across::Listed;
use super::super::json_ld::{DataFile, Thing};
use super::feeds::last_change;
use super::prelude::*;
use crate::model::history::unit_of;
use crate::model::indicator::Indicator;
use jiff::civil::{DateTime, Time};

impl<'s> Renderer<'_, 's> {
    /// The site.
    pub(super) fn described_site(&self) -> Thing {
        let sponsor = self.config.portal.as_ref().and_then(|portal| portal.sponsor.as_deref());
        // A site of one body is that body's.
        let alone = match self.series {
            [only] => only.narrow(|| Fact::Navigation).issuer.as_deref(),
            _ => None,
        };
        Thing::of("WebSite")
            .at(self.canonical(&PageAddress::default()).as_deref())
            .text("name", Some(&self.config.title))
            .text("inLanguage", Some(self.config.lang.tag()))
            .thing("publisher", sponsor.or(alone).map(Thing::government))
            .licensed(self.config.licence.as_deref())
    }

    /// A series with its plans.
    pub(super) fn described_series(&self, series: &Series, context: &SeriesContext) -> Thing {
        let plans = series.plans.iter().map(|plan| self.named_report(plan));
        self.named_series(series, context)
            .text("inLanguage", Some(self.config.lang.tag()))
            .thing("publisher", context.issuer.as_deref().map(Thing::government))
            .things("hasPart", plans)
    }

    /// A plan.
    pub(super) fn described_plan(&self, series: &Series, context: &SeriesContext, plan: &Plan) -> Thing {
        let front = &plan.front;
        self.named_report(plan)
            .text("reportNumber", front.document_number.as_deref())
            .text("identifier", front.index_number.as_deref())
            .text("about", front.subject.as_deref())
            .texts("keywords", &front.keywords)
            .text("description", front.summary.as_deref())
            .text("inLanguage", Some(self.config.lang.tag()))
            .text("creativeWorkStatus", (front.status == PlanStatus::Draft).then_some("Draft"))
            .text("dateCreated", front.written.map(|date| date.to_string()).as_deref())
            .text("datePublished", front.published.map(moment).as_deref())
            .text("dateModified", last_change(plan).map(moment).as_deref())
            .thing("publisher", issuer(series, plan).map(Thing::government))
            .thing("isPartOf", self.part_of(series, context))
            .licensed(self.config.licence.as_deref())
    }

    /// A section of a plan.
    pub(super) fn described_section(&self, plan: &Plan, title: &str, address: &PageAddress) -> Thing {
        let report = self.named_report(plan).text("reportNumber", plan.front.document_number.as_deref());
        Thing::of("WebPage")
            .at(self.canonical(address).as_deref())
            .text("name", Some(title))
            .text("inLanguage", Some(self.config.lang.tag()))
            .thing("isPartOf", Some(report))
    }

    /// The indicator table of a plan, with the files that hold its data.
    pub(super) fn described_table<'f>(
        &self,
        (series, plan): (&Series, &Plan),
        (title, address): (&str, &PageAddress),
        files: impl IntoIterator<Item = DataFile<'f>>,
    ) -> Thing {
        let front = &plan.front;
        let name = format!("{}{}{title}", plan.title(), self.env.builder.theme.word("colon"));
        let report = self.named_report(plan).text("reportNumber", front.document_number.as_deref());
        let body = || issuer(series, plan).map(Thing::government);
        let measured = plan.indicators().map(|(_, indicator)| self.measured(series, indicator));
        Thing::of("Dataset")
            .at(self.canonical(address).as_deref())
            .text("name", Some(&name))
            .text("inLanguage", Some(self.config.lang.tag()))
            .text("temporalCoverage", Some(&front.year.to_string()))
            .text("datePublished", front.published.map(moment).as_deref())
            .text("dateModified", last_change(plan).map(moment).as_deref())
            .thing("creator", body())
            .thing("publisher", body())
            .thing("isPartOf", Some(report))
            .things("variableMeasured", measured)
            .distributed(files)
            .licensed(self.config.licence.as_deref())
    }

    /// An indicator, as its newest year has it.
    pub(super) fn described_indicator(
        &self,
        (at, series): (usize, &'s Series),
        indicator: &Indicator,
        address: &PageAddress,
    ) -> Thing {
        let list = self.env.across().list_address(Listed::Indicators, series);
        let set = Thing::of("DefinedTermSet")
            .at(self.canonical(&list).as_deref())
            .text("name", Some(&self.list_title(Listed::Indicators, at)));
        let details = indicator.details.as_ref();
        Thing::of("DefinedTerm")
            .at(self.canonical(address).as_deref())
            .text("name", Some(&indicator.name))
            .text("termCode", Some(&indicator.id))
            .text("description", details.and_then(|details| details.definition.as_deref()))
            .text("inLanguage", Some(self.config.lang.tag()))
            .thing("inDefinedTermSet", Some(set))
    }

    /// An indicator as what a table measures.
    fn measured(&self, series: &Series, indicator: &Indicator) -> Thing {
        let address = self.env.builder.bodies.indicator(&series.address, &indicator.id);
        let details = indicator.details.as_ref();
        Thing::of("PropertyValue")
            .text("name", Some(&indicator.name))
            .text("propertyID", Some(&indicator.id))
            .text("unitText", unit_of(indicator))
            .text("description", details.and_then(|details| details.definition.as_deref()))
            .text("url", self.canonical(&address).as_deref())
    }

    /// A plan by its title and its year.
    fn named_report(&self, plan: &Plan) -> Thing {
        Thing::of("Report")
            .at(self.canonical(&plan.address).as_deref())
            .text("name", Some(plan.title()))
            .text("temporalCoverage", Some(&plan.year().to_string()))
    }

    fn named_series(&self, series: &Series, context: &SeriesContext) -> Thing {
        Thing::of("CreativeWorkSeries")
            .at(self.canonical(&series.address).as_deref())
            .text("name", Some(&context.title))
    }

    /// What a plan is a part of: its series, where that has a page of its own, else the site.
    fn part_of(&self, series: &Series, context: &SeriesContext) -> Option<Thing> {
        if series.address.is_empty() {
            let site = Thing::of("WebSite").at(self.canonical(&series.address).as_deref());
            return Some(site.text("name", Some(&self.config.title)));
        }
        Some(self.named_series(series, context))
    }
}

/// The body that issues a plan: its own, else that of its series.
fn issuer<'p>(series: &'p Series, plan: &'p Plan) -> Option<&'p str> {
    plan.front.issuer.as_deref().or(series.issuer())
}

/// A time of publication (ISO 8601): the day alone, where the source gives no time of day.
fn moment(moment: DateTime) -> String {
    if moment.time() == Time::midnight() { moment.date().to_string() } else { display::rfc3339(moment) }
}
