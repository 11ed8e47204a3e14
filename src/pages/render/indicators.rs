//! Indicators over the years, each within the plans of one body: `/indicators/<id>/`, or below its series where there are several.

use super::super::across::Listed;
use super::super::charts::{bullets, reports, year_kind, years};
use super::super::context_builder::Anchor;
use super::prelude::*;
use crate::model::history::{Counted, History, PlannedIndicator, Tie, Year, unit_of};
use crate::model::indicator::{Indicator, Measurement};
use crate::model::progress::{JudgedIndicator, Status, YearOnYear};
use crate::model::quantity::{Direction, scale_split};

impl<'s> Renderer<'_, 's> {
    /// The pages of all indicators, and the lists of them; nothing where no plan has any.
    pub(super) fn indicators(&self) -> RenderResult {
        if !self.env.cross_index.has_ids() {
            return Ok(Rendered::default());
        }
        let site = &self.env.catalog.site.series;
        let all =
            site.iter().enumerate().zip(&self.keys.cross_plan().series).flat_map(|((at, series), keys)| {
                self.env.cross_index.ids(at).zip(&keys.ids).map(move |((id, _), key)| (at, series, id, key))
            });
        let all: Vec<_> = all.collect();
        let mut outcomes: Vec<RenderResult> = all
            .into_par_iter()
            .map(|(at, series, id, key)| {
                let address = self.env.builder.bodies.indicator(&series.address, id);
                let page = self.kept_with_or(PageKind::Indicator, &address, key, || {
                    self.indicator((at, series), id, &address, key)
                });
                merge(vec![page, self.embed((at, series), id, &address, key)])
            })
            .collect();
        outcomes.extend(self.indicator_lists());
        merge(outcomes)
    }

    fn indicator(
        &self,
        (at, series): (usize, &'s Series),
        id: &str,
        address: &PageAddress,
        key: &Fingerprint,
    ) -> RenderResult {
        let Some((history, newest)) = self.history((at, series), id) else {
            bug!("no plan of series {at} has the indicator `{id}`")
        };
        let summary = self.in_a_sentence(newest);
        let head = PageHead {
            draft: history.years.iter().filter_map(|year| year.given()).all(is_draft),
            summary: Some(&summary),
            described: Some(self.described_indicator((at, series), newest.placed.1, address)),
            ..self.across(
                PageKind::Indicator,
                &newest.placed.1.name,
                address,
                self.above(Listed::Indicators, at, series),
            )
        };
        let part = self.part((at, series), &history, newest);
        self.put_indicator_twin(&head, key, (at, series), &part)?;
        let embed = self.embed_codes(series, address, &part);
        let indicator = SharedValue::new(&IndicatorHistory { id: id.to_owned(), parts: vec![part], embed });
        self.finish(&head, key, FilledText::default(), IndicatorTemplate { indicator })
    }

    /// An indicator over the years, and the newest that has it.
    pub(super) fn history(
        &self,
        (_, series): (usize, &'s Series),
        id: &str,
    ) -> Option<(History<'s>, PlannedIndicator<'s>)> {
        let history = History::new(series, id, &self.env.cross_index)?;
        let newest = history.newest()?;
        Some((history, newest))
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

    pub(super) fn part(
        &self,
        (at, series): (usize, &'s Series),
        history: &History<'s>,
        newest: PlannedIndicator<'s>,
    ) -> SeriesHistory {
        let indicator = newest.placed.1;
        let charts = history.runs();
        let charts = charts.iter().filter_map(|run| years(run, self.env.builder.lang));
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
        let tie = |tie: &Tie<'s>| self.tie(series, tie, indicator);
        // The newest year of which there is anything to tell.
        let tells = |given: &PlannedIndicator<'s>| self.judged(*given).progress.status != Status::NotDue;
        let told = history.years.iter().rev().filter_map(|year| year.given()).find(tells).unwrap_or(newest);
        let value = self.value_of(told);
        let judged = self.judged(told);
        SeriesHistory {
            series: self.series_link(at, series),
            name: indicator.name.clone(),
            unit: unit_of(indicator).map(str::to_owned),
            direction: indicator.direction().map(|direction| match direction {
                Direction::Up => "up",
                Direction::Down => "down",
            }),
            ended: history.ended.then_some(newest.plan.year()),
            charts: charts.collect(),
            years: history.years.iter().map(|year| self.year(series, *year, history)).collect(),
            unit_changes: unit_changes.collect(),
            breaks: breaks(history),
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
        self.reports_of(given).pop()
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

    fn year(&self, series: &'s Series, year: Year<'s>, history: &History<'s>) -> HistoryYear {
        let builder = self.env.builder.within(&series.address);
        let plan = match year {
            Year::Own(given) | Year::Predecessor(given) => Some(given.plan),
            Year::Without(plan) => Some(plan),
            Year::NoPlan(_) => None,
        };
        let given = year.given();
        let drawn =
            given.and_then(|given| bullets(given.placed.1, &self.reports_of(given), given.plan.year()));
        HistoryYear {
            year: year.year(),
            kind: year_kind(year),
            plan: plan.map(|plan| builder.plan_link(plan)),
            section: given.and_then(|given| Some(self.section_link(given.plan, given.placed.0?))),
            row: given.map(|given| self.row(given.plan, &given.placed.1.id)),
            indicator: given.map(|given| builder.indicator(&self.judged(given), Anchor::Elsewhere)),
            line: if drawn.is_none() { given.and_then(|given| self.line_of(given)) } else { None },
            bullets: drawn,
            year_on_year: given.map_or_else(Vec::new, |given| {
                let reports = given.placed.1.reports(self.judged(given).progress.at);
                reports.iter().map(|report| self.year_on_year(given, report, history)).collect()
            }),
        }
    }

    /// The reports of a year as a line.
    fn line_of(&self, given: PlannedIndicator<'s>) -> Option<PlotContext> {
        reports(given.placed.1, &self.reports_of(given), given.plan.year(), self.env.builder.lang)
    }

    /// What was reported of a year up to the day that it is judged at.
    fn reports_of(&self, given: PlannedIndicator<'s>) -> Vec<&'s Measurement> {
        given.placed.1.reports(self.judged(given).progress.at)
    }

    fn tie(&self, series: &Series, tie: &Tie<'s>, own: &Indicator) -> Succession {
        let builder = self.env.builder.within(&series.address);
        let other = |given: &PlannedIndicator<'s>| {
            let one = given.placed.1;
            RelatedIndicator {
                name: one.name.clone(),
                path: builder.indicator_path(&one.id),
                year: given.plan.year(),
                other_unit: unit_of(one) != unit_of(own),
            }
        };
        Succession { year: tie.year, others: tie.others.iter().map(other).collect() }
    }
}

/// The years from which on something else is counted in the same unit.
fn breaks(history: &History<'_>) -> Vec<SeriesBreak> {
    let mut before: Option<Counted<'_>> = None;
    let told = history.years.iter().filter_map(|year| {
        let counted = Counted::of(year.given()?.placed.1).after(before);
        let by = before.replace(counted).and_then(|before| counted.differs_from(&before));
        Some(SeriesBreak { year: year.year(), by: by? })
    });
    told.collect()
}

fn is_draft(given: PlannedIndicator<'_>) -> bool {
    given.plan.status() == PlanStatus::Draft || given.placed.0.is_some_and(|section| section.is_draft())
}
