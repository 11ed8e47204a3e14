//! Series of a few years, and how an indicator runs through them.

use super::*;
use crate::model::indicator::{Details, Responsibility};
use crate::model::plan::{DocumentId, PageFront, PlanFront};
use std::sync::Arc;

/// Finds indicators by walking through a plan.
#[derive(Debug, Clone, Copy)]
struct Walk;

impl<'s> Lookup<'s> for Walk {
    fn find(&self, plan: &'s Plan, id: &str) -> Option<Placed<'s>> {
        plan.indicators().find(|(_, indicator)| indicator.id == id)
    }

    fn replacing(&self, plan: &'s Plan, id: &str) -> Vec<Placed<'s>> {
        let replaces = |indicator: &Indicator| {
            indicator.details.iter().any(|details| details.replaces.iter().any(|own| own == id))
        };
        plan.indicators().filter(|(_, indicator)| replaces(indicator)).collect()
    }
}

/// `2016: a/家 b/项<a,c` — a year, then ids with their units and what they replace.
fn series(lines: &str) -> Series {
    let mut plans: Vec<Plan> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (year, rest) = line.split_once(':').unwrap();
            let indicators = rest.split_whitespace().map(indicator).collect();
            let front = PlanFront { year: year.parse().unwrap(), indicators, ..PlanFront::default() };
            Plan {
                document: DocumentId(0),
                address: crate::model::address::PageAddress::default(),
                front: Arc::new(front).into(),
                sections: Vec::new(),
            }
        })
        .collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.year()));
    let front = Arc::<PageFront>::default();
    Series {
        document: None,
        address: crate::model::address::PageAddress::default(),
        title: String::new(),
        front: front.into(),
        plans,
    }
}

fn indicator(word: &str) -> Indicator {
    let (own, replaces) = word.split_once('<').unwrap_or((word, ""));
    let (id, unit) = own.split_once('/').unwrap_or((own, "家"));
    let replaces = replaces.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
    Indicator {
        id: id.to_owned(),
        name: id.to_owned(),
        unit: Some(unit.to_owned()),
        measure: None,
        target: None,
        baseline: None,
        actual: None,
        responsibility: Responsibility::default(),
        level: None,
        details: Some(Box::new(Details { replaces, ..Details::default() })),
    }
}

/// `2016a 2017- 2018? 2019(b)`: own, without, no plan, predecessor.
fn told(years: &[Year<'_>]) -> String {
    let one = |year: &Year<'_>| match year {
        Year::Own(given) => format!("{}{}", year.year(), given.placed.1.id),
        Year::Predecessor(given) => format!("{}({})", year.year(), given.placed.1.id),
        Year::Without(_) => format!("{}-", year.year()),
        Year::NoPlan(_) => format!("{}?", year.year()),
    };
    years.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn ties(ties: &[Tie<'_>]) -> String {
    let one = |tie: &Tie<'_>| {
        let ids: Vec<_> = tie.others.iter().map(|one| one.placed.1.id.as_str()).collect();
        format!("{}:{}", tie.year, ids.join(","))
    };
    ties.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn years_gaps_and_predecessors_stand_in_order() {
    for (lines, years, predecessors, successors) in [
        ("2016: a\n2017: a", "2016a 2017a", "", ""),
        ("2016: a\n2019: a", "2016a 2017? 2018? 2019a", "", ""),
        ("2016: a\n2017: b\n2018: a", "2016a 2017- 2018a", "", ""),
        ("2015: b\n2016: a\n2017: b", "2016a", "", ""),
        // One in the place of one, in the same unit.
        ("2015: c\n2016: b<c\n2017: a<b\n2018: a", "2015(c) 2016(b) 2017a 2018a", "", ""),
        ("2016: b\n2018: a<b", "2016(b) 2017? 2018a", "", ""),
        // Another unit, several, or one that goes on: told, not counted.
        ("2016: b/项\n2017: a<b", "2017a", "2017:b", ""),
        ("2016: b c\n2017: a<b,c", "2017a", "2017:b,c", ""),
        ("2016: b\n2017: a<b c<b", "2017a", "2017:b", ""),
        ("2016: b\n2017: a<b b", "2017a", "2017:b", ""),
        ("2015: b/项\n2016: b\n2017: a<b", "2016(b) 2017a", "", ""),
        ("2016: a b\n2017: a<b", "2016a 2017a", "2017:b", ""),
        ("2016: c\n2017: a<nowhere", "2017a", "", ""),
        ("2016: a\n2017: c<a d<a\n2018: e<c", "2016a", "", "2017:c,d"),
        // Rings end.
        ("2015: a\n2016: b<a\n2017: a<b", "2015a 2016- 2017a", "2017:b", "2016:b"),
        ("2016: a<a\n2017: a<a", "2016a 2017a", "", ""),
    ] {
        let series = series(lines);
        let history = History::new(&series, "a", &Walk).unwrap();
        let found = (told(&history.years), ties(&history.predecessors), ties(&history.successors));
        assert_eq!(found, (years.to_owned(), predecessors.to_owned(), successors.to_owned()), "{lines}");
    }
}

#[test]
fn charts_break_where_the_unit_changes_and_leave_the_gap_out() {
    for (lines, expected, ended) in [
        ("2016: a\n2017: a", "2016a 2017a", false),
        ("2016: a\n2017: b\n2018: a/项\n2019: a/项\n2020: b", "2016a | 2018a 2019a", true),
        ("2016: a\n2017: b\n2018: a", "2016a 2017- 2018a", false),
    ] {
        let series = series(lines);
        let history = History::new(&series, "a", &Walk).unwrap();
        let runs: Vec<_> = history.runs().iter().map(|run| told(run)).collect();
        assert_eq!(runs.join(" | "), expected, "{lines}");
        assert_eq!(history.ended, ended, "{lines}");
    }
}

#[test]
fn a_slip_in_a_year_makes_no_endless_table() {
    let series = series("16: a\n2016: a");
    assert!(History::new(&series, "a", &Walk).unwrap().years.len() < 100);
    assert!(History::new(&series, "b", &Walk).is_none());
}
