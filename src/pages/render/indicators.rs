//! Indicators over the years: `/indicators/` and `/indicators/<id>/`.

use super::super::context_builder::Anchor;
use super::super::cross_index::{INDICATORS, indicator_address};
use super::chart::{chart, year_kind};
use super::line_chart::line;
use super::prelude::*;
use crate::model::history::{History, PlannedIndicator, Tie, Year, unit_of};
use crate::model::indicator::Measurement;
use crate::model::progress::{JudgedIndicator, Status, YearOnYear};
use crate::model::quantity::{Direction, scale_split};
use std::collections::{BTreeMap, BTreeSet};

impl<'s> Renderer<'_, 's> {
    /// The list of indicators and the page of each; nothing where no plan has any.
    pub(super) fn indicators(&self) -> RenderResult {
        let all: Vec<_> = self.env.cross_index.ids().zip(&self.keys.cross_plan().ids).collect();
        if all.is_empty() {
            return Ok(Rendered::default());
        }
        let mut outcomes: Vec<RenderResult> = all
            .into_par_iter()
            .map(|((id, _), key)| {
                let address = indicator_address(id);
                self.kept_or(&address, key, || self.indicator(id, &address, key))
            })
            .collect();
        outcomes.push(self.indicator_list());
        merge(outcomes)
    }

    fn indicator(&self, id: &str, address: &PageAddress, key: &Fingerprint) -> RenderResult {
        let cross_index = self.env.cross_index;
        let places: BTreeSet<usize> =
            cross_index.plans_with(id).map(|number| self.env.plan(number).0).collect();
        let site = &self.env.catalog.site.series;
        let mut parts = Vec::new();
        // The newest of all, which gives the name; of two of one year the first series'.
        let mut first: Option<PlannedIndicator<'_>> = None;
        let mut draft = true;
        for at in places {
            let Some(series) = site.get(at) else { bug!("no series {at}") };
            let history = History::new(series, id, &cross_index);
            let Some((newest, history)) = history.and_then(|history| Some((history.newest()?, history)))
            else {
                bug!("no plan of series {at} has the indicator `{id}`")
            };
            if first.is_none_or(|first| newest.plan.year() > first.plan.year()) {
                first = Some(newest);
            }
            draft &= history.years.iter().filter_map(|year| year.given()).all(is_draft);
            parts.push(self.part(self.series_link(at, series), &history, newest));
        }
        let list = self.env.builder.word_link("indicator_list", INDICATORS);
        let title = first.map_or(id, |first| first.placed.1.name.as_str());
        let summary = first.map_or_else(String::new, |first| self.in_a_sentence(first));
        let head = PageHead {
            draft,
            summary: Some(&summary),
            ..self.across(PageKind::Indicator, title, address, vec![list])
        };
        let indicator = SharedValue::new(&IndicatorHistory { id: id.to_owned(), parts });
        self.finish(&head, key, FilledText::default(), IndicatorTemplate { indicator })
    }

    /// What an indicator's page says of itself to machines: its name, and what the newest plan says.
    fn in_a_sentence(&self, given: PlannedIndicator<'_>) -> String {
        let (theme, lang) = (self.env.builder.theme, self.env.builder.lang);
        let (indicator, year) = (given.placed.1, given.plan.year().to_string());
        let labelled = |label: &str, text: String| format!("{label}{}{text}", theme.word("colon"));
        let target = indicator.target.as_ref().map(|target| {
            labelled(&theme.word("target_of_year").replace("{year}", &year), display::target(target, lang))
        });
        let actual = indicator
            .actual
            .as_ref()
            .map(|actual| labelled(theme.word("actual"), display::measurement(actual, indicator, lang)));
        let said: Vec<String> = std::iter::once(indicator.name.clone()).chain(target).chain(actual).collect();
        said.join(theme.word("clause_separator"))
    }

    fn series_link(&self, at: usize, series: &Series) -> LinkContext {
        self.env.builder.link(&self.series_context(at).title, &series.address)
    }

    fn part(
        &self,
        series: LinkContext,
        history: &History<'s>,
        newest: PlannedIndicator<'s>,
    ) -> SeriesHistory {
        let indicator = newest.placed.1;
        let charts = history.runs();
        let charts = charts.iter().filter_map(|run| chart(run, self.env.builder.lang));
        let given = history.years.iter().filter_map(|year| year.given());
        let pairs = given.clone().zip(given.skip(1));
        let unit_changes = pairs.filter_map(|(before, now)| {
            let (from, to) = (unit_of(before.placed.1), unit_of(now.placed.1));
            let text = |unit: Option<&str>| unit.map(str::to_owned);
            let bare = |unit: Option<&'s str>| scale_split(unit.unwrap_or_default()).1;
            let scale = bare(from) == bare(to);
            let year = now.plan.year();
            (from != to).then(|| UnitChange { year, from: text(from), to: text(to), scale })
        });
        let tie = |tie: &Tie<'s>| self.tie(tie, indicator);
        // The newest year of which there is anything to tell.
        let tells = |given: &PlannedIndicator<'s>| self.judged(*given).progress.status != Status::NotDue;
        let told = history.years.iter().rev().filter_map(|year| year.given()).find(tells).unwrap_or(newest);
        let value = self.value_of(told);
        let judged = self.judged(told);
        SeriesHistory {
            series,
            name: indicator.name.clone(),
            unit: unit_of(indicator).map(str::to_owned),
            direction: indicator.direction().map(|direction| match direction {
                Direction::Up => "up",
                Direction::Down => "down",
            }),
            ended: history.ended.then_some(newest.plan.year()),
            charts: charts.collect(),
            years: history.years.iter().map(|year| self.year(*year, history)).collect(),
            unit_changes: unit_changes.collect(),
            progress: YearProgress {
                year: told.plan.year(),
                progress: self.env.builder.progress(&judged),
                value_date: value
                    .and_then(Measurement::day)
                    .map(|day| display::day(day, self.env.builder.lang)),
                judged_later: value.and_then(Measurement::date) != judged.progress.at,
                year_on_year: value.and_then(|value| self.year_on_year(told, value, history)),
            },
            predecessors: history.predecessors.iter().map(tie).collect(),
            successors: history.successors.iter().map(tie).collect(),
        }
    }

    fn judged(&self, given: PlannedIndicator<'s>) -> JudgedIndicator<'s> {
        self.env.catalog.judgements.of(given.plan).get(given.placed)
    }

    /// The value that a year is judged by.
    fn value_of(&self, given: PlannedIndicator<'s>) -> Option<&'s Measurement> {
        given.placed.1.reports(self.judged(given).progress.at).pop()
    }

    /// A value beside that of the same day in the year before.
    fn year_on_year(
        &self,
        given: PlannedIndicator<'s>,
        value: &Measurement,
        history: &History<'s>,
    ) -> Option<YearOnYearContext> {
        let indicator = given.placed.1;
        let before = history.years.iter().find(|year| year.year() + 1 == given.plan.year());
        let before = before.and_then(|year| match year {
            Year::Own(before) => Some(before.placed.1),
            _ => None,
        });
        let found = YearOnYear::of(indicator, value, before)?;
        let builder = self.env.builder;
        Some(YearOnYearContext {
            text: builder.year_on_year(found.change),
            before: display::value(found.before, unit_of(indicator), builder.lang),
        })
    }

    fn year(&self, year: Year<'s>, history: &History<'s>) -> HistoryYear {
        let builder = self.env.builder;
        let plan = match year {
            Year::Own(given) | Year::Predecessor(given) => Some(given.plan),
            Year::Without(plan) => Some(plan),
            Year::NoPlan(_) => None,
        };
        let given = year.given();
        HistoryYear {
            year: year.year(),
            kind: year_kind(year),
            plan: plan.map(|plan| builder.plan_link(plan)),
            section: given.and_then(|given| Some(self.section_link(given.plan, given.placed.0?))),
            row: given.map(|given| self.row(given.plan, &given.placed.1.id)),
            indicator: given.map(|given| builder.indicator(&self.judged(given), Anchor::Elsewhere)),
            line: given.and_then(|given| self.line_of(given)),
            year_on_year: given.map_or_else(Vec::new, |given| {
                let reports = given.placed.1.reports(self.judged(given).progress.at);
                reports.iter().map(|report| self.year_on_year(given, report, history)).collect()
            }),
        }
    }

    /// The reports of a year as a line.
    fn line_of(&self, given: PlannedIndicator<'s>) -> Option<LineContext> {
        let reports = given.placed.1.reports(self.judged(given).progress.at);
        line(given.placed.1, &reports, given.plan.year(), self.env.builder.lang)
    }

    fn tie(&self, tie: &Tie<'s>, own: &crate::model::indicator::Indicator) -> Succession {
        let other = |given: &PlannedIndicator<'s>| {
            let one = given.placed.1;
            RelatedIndicator {
                name: one.name.clone(),
                path: self.env.builder.path(&indicator_address(&one.id)),
                year: given.plan.year(),
                other_unit: unit_of(one) != unit_of(own),
            }
        };
        Succession { year: tie.year, others: tie.others.iter().map(other).collect() }
    }

    fn indicator_list(&self) -> RenderResult {
        let [key, _] = &self.keys.cross_plan().lists;
        let words = ("indicator_list", Some("indicator_list_lead"));
        self.list((PageKind::IndicatorList, INDICATORS), words, key, || {
            let site = self.env.catalog.site.series.iter().enumerate();
            let lists = site.filter_map(|(at, series)| self.list_of(at, series));
            IndicatorListTemplate { lists: SharedValue::new(&lists.collect()) }
        })
    }

    /// The indicators of a series; none where no plan of it has any.
    fn list_of(&self, at: usize, series: &'s Series) -> Option<IndicatorList> {
        let newest = series.plans.first()?;
        // Of each id the newest plan that has it, and the oldest year.
        let mut spans: BTreeMap<&str, (i16, i16)> = BTreeMap::new();
        let mut ended = Vec::new();
        for plan in &series.plans {
            let year = plan.year();
            for placed in plan.indicators() {
                let id = placed.1.id.as_str();
                let known = spans.contains_key(id);
                spans.entry(id).and_modify(|(first, _)| *first = year.min(*first)).or_insert((year, year));
                if !known && !std::ptr::eq(plan, newest) {
                    ended.push((plan, placed));
                }
            }
        }
        if spans.is_empty() {
            return None;
        }
        let row = |plan: &'s Plan, placed: crate::model::comparison::Placed<'s>| {
            let (first_year, last_year) =
                spans.get(placed.1.id.as_str()).copied().unwrap_or((plan.year(), plan.year()));
            let judged = self.env.catalog.judgements.of(plan).get(placed);
            IndicatorListRow { first_year, last_year, indicator: self.indicator_summary(plan, &judged) }
        };
        let sections =
            newest.parts().filter(|part| !part.indicators().is_empty()).map(|part| IndicatorListSection {
                section: part.section.map(|section| self.section_link(newest, section)),
                indicators: part.indicators().iter().map(|one| row(newest, (part.section, one))).collect(),
            });
        Some(IndicatorList {
            series: self.series_link(at, series),
            plan: self.env.builder.plan_link(newest),
            sections: sections.collect(),
            ended: ended.into_iter().map(|(plan, placed)| row(plan, placed)).collect(),
        })
    }
}

fn is_draft(given: PlannedIndicator<'_>) -> bool {
    given.plan.status() == PlanStatus::Draft || given.placed.0.is_some_and(|section| section.is_draft())
}
