//! The Markdown twin of an indicator's page: its years as a table, how it is judged, what each year says of it besides.

use super::super::twin::TwinPage;
use super::super::twin_items::is_judged;
use super::prelude::*;
use super::twins::PutResult;

impl<'w, 's> Renderer<'w, 's> {
    /// Puts the twin of an indicator's page.
    pub(super) fn put_indicator_twin(
        &self,
        head: &PageHead<'_>,
        key: &Fingerprint,
        (at, series): (usize, &'s Series),
        part: &SeriesHistory,
    ) -> PutResult {
        self.put_twin(head.address, key, |page| {
            page.heading(1, head.title);
            let title = &self.series_context(at).title;
            let mut facts = Vec::new();
            if !series.address.is_empty() {
                facts.push(page.twin_link(title, &series.address));
            }
            facts.extend(part.unit.as_deref().map(|unit| page.labelled("unit", &page.text(unit))));
            let direction =
                part.direction.map(|way| if way == "up" { "direction_up" } else { "direction_down" });
            facts.extend(direction.map(|word| page.text(page.word(word))));
            facts.extend(
                part.ended.map(|year| page.text(&page.word("ended").replace("{year}", &year.to_string()))),
            );
            facts.push(page.labelled("this_page", &page.page_link(head.title, head.address)));
            page.list(&facts);
            self.draft_notice(page, head.draft);
            self.years(page, series, part);
            self.judgement(page, &part.progress);
            for year in part.years.iter().rev() {
                self.year_details(page, year);
            }
        })
    }

    /// The table of years.
    fn years(&self, page: &mut TwinPage<'w, 's>, series: &'s Series, part: &SeriesHistory) {
        let suffix = page.word("year_suffix");
        let own: Vec<&IndicatorContext> =
            part.years.iter().filter_map(|year| year.indicator.as_ref()).collect();
        let judged = own.iter().any(|one| is_judged(std::slice::from_ref(one)));
        let row = |year: &HistoryYear| {
            let title = format!("{}{suffix}", year.year);
            let plan = series.plans.iter().find(|plan| plan.year() == year.year);
            let Some(one) = &year.indicator else {
                let word = if year.kind == "without" { "year_without" } else { "year_no_plan" };
                return vec![page.text(&title), page.text(page.word(word))];
            };
            let name = plan.map_or_else(
                || page.text(&title),
                |plan| page.plan_link(&title, plan, &plan.table_address()),
            );
            let renamed = if one.name == part.name { String::new() } else { page.in_brackets(&one.name) };
            [vec![format!("{name}{renamed}")], page.values(one, judged)].concat()
        };
        let rows = part.years.iter().map(row).collect();
        let heads = ["year", "target", "baseline", "actual", "attainment", "status", "lead", "due"];
        let table = page.table_of(heads, rows);
        page.push(&table);
        let mut said = Vec::new();
        for change in &part.unit_changes {
            let word = page.word(if change.scale { "unit_rescaled" } else { "unit_changed" });
            let absent = page.word("absent");
            let text = word.replace("{year}", &change.year.to_string());
            let text = text.replace("{from}", change.from.as_deref().unwrap_or(absent));
            said.push(page.text(&text.replace("{to}", change.to.as_deref().unwrap_or(absent))));
        }
        for own in &part.breaks {
            let word = page.word(match own.by {
                "definition" => "break_definition",
                "measure" => "break_measure",
                _ => "break_kind",
            });
            said.push(page.text(&word.replace("{year}", &own.year.to_string())));
        }
        for (word, ties) in [("tie_before", &part.predecessors), ("tie_after", &part.successors)] {
            for tie in ties {
                let names: Vec<&str> = tie.others.iter().map(|other| other.name.as_str()).collect();
                let label = page.word(word).replace("{year}", &tie.year.to_string());
                let names = names.join(page.word("list_separator"));
                said.push(page.text(&format!("{label}{}{names}", page.word("colon"))));
            }
        }
        page.list(&said);
    }

    /// How the newest year is judged of which there is anything to tell.
    fn judgement(&self, page: &mut TwinPage<'w, 's>, own: &YearProgress) {
        let progress = &own.progress;
        let Some(status) = progress.status.as_ref().filter(|status| status.key != "not-due") else { return };
        let title = page.word("progress_method").replace("{year}", &own.year.to_string());
        page.heading(2, &title);
        let status = format!("{}{}{}", status.text, page.word("colon"), progress.reason);
        let mut said = vec![page.labelled("status", &page.text(&status))];
        said.extend(progress.measure.as_deref().map(|text| page.labelled("measure", &page.text(text))));
        let numbers = [
            ("attainment", &progress.attainment),
            ("used_up", &progress.used_up),
            ("distance", &progress.distance),
            ("elapsed", &progress.elapsed),
        ];
        for (label, number) in numbers {
            let text = match (&number.text, &number.missing) {
                (Some(text), _) => match &number.sum {
                    Some(sum) => format!("{sum} = {text}"),
                    None => text.clone(),
                },
                (None, Some(missing)) => format!("{}{}{missing}", page.word("not_given"), page.word("colon")),
                (None, None) => continue,
            };
            said.push(page.labelled(label, &page.text(&text)));
        }
        said.extend(progress.difference.as_deref().map(|text| page.labelled("difference", &page.text(text))));
        said.extend(own.value_date.as_deref().map(|text| page.labelled("value_date", &page.text(text))));
        page.list(&said);
    }

    /// What was reported within a year, and what else it says of the indicator.
    fn year_details(&self, page: &mut TwinPage<'w, 's>, year: &HistoryYear) {
        let Some(one) = &year.indicator else { return };
        let details = page.details(one);
        if details.is_empty() && one.reports.is_empty() {
            return;
        }
        let title = format!("{}{}", year.year, page.word("year_suffix"));
        page.heading(2, &title);
        let absent = page.word("absent");
        let compared = year.year_on_year.iter().map(|own| own.as_ref().map_or("", |own| own.text.as_str()));
        let row = |(report, compared): (&MeasurementContext, &str)| {
            let source = report.source.as_deref().or(one.source.as_deref()).unwrap_or_default();
            let note = report.note.as_deref().map(|note| format!(" {note}")).unwrap_or_default();
            let date = report.date.as_deref().unwrap_or(absent);
            [date, &report.text, compared, &format!("{source}{note}")].map(|text| page.text(text)).to_vec()
        };
        let rows: Vec<Vec<String>> =
            one.reports.iter().zip(compared.chain(std::iter::repeat(""))).map(row).collect();
        let table = page.table_of(["report_date", "actual", "year_on_year", "source"], rows);
        page.push(&table);
        page.list(&details);
    }
}
