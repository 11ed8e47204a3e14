//! Pairs of plans, and what is said of the difference.

use super::*;
use crate::model::indicator::{Details, Responsibility};
use crate::model::plan::{DocumentId, PlanFront};
use crate::model::quantity::Quantity;
use crate::model::target::Target;
use proptest::prelude::*;
use std::sync::Arc;

/// `id name target`, then `<id` for each id that it replaces, and `up` or `down`.
fn indicator(line: &str) -> Indicator {
    let mut words = line.split_whitespace();
    let (id, name) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
    let mut target = None;
    let mut details = Details::default();
    for word in words {
        match word {
            "up" => details.direction = Some(Direction::Up),
            "down" => details.direction = Some(Direction::Down),
            _ => match word.strip_prefix('<') {
                Some(id) => details.replaces.push(id.to_owned()),
                None => target = Some(Target::of(Quantity::parse(word).unwrap())),
            },
        }
    }
    Indicator {
        id,
        name,
        unit: None,
        measure: None,
        target,
        baseline: None,
        actual: None,
        responsibility: Responsibility::default(),
        level: None,
        details: Some(Box::new(details)),
    }
}

fn plan(lines: &str) -> Plan {
    plan_of(lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(indicator).collect())
}

fn plan_of(indicators: Vec<Indicator>) -> Plan {
    let front = PlanFront { indicators, ..PlanFront::default() };
    Plan {
        document: DocumentId(0),
        address: crate::model::address::PageAddress::default(),
        front: Arc::new(front).into(),
        sections: Vec::new(),
    }
}

fn one(before: &str, now: &str) -> (Option<TargetChange>, Option<Ambition>) {
    let (before, now) = (plan(&format!("a 甲 {before}")), plan(&format!("a 甲 {now}")));
    let comparison = Comparison::new(&before, &now);
    let [change] = comparison.indicators.as_slice() else { panic!("{comparison:?}") };
    (change.target, change.ambition)
}

/// The change between two targets as they are written.
fn between(before: &str, now: &str) -> (Option<TargetChange>, Option<Ambition>) {
    let with = |text: &str| {
        let target = Some(Target::read(text, None).unwrap());
        plan_of(vec![Indicator { target, ..indicator("a 甲") }])
    };
    let (before, now) = (with(before), with(now));
    let comparison = Comparison::new(&before, &now);
    let [change] = comparison.indicators.as_slice() else { panic!("{comparison:?}") };
    (change.target, change.ambition)
}

#[test]
fn ratios_are_compared_by_the_term_that_counts() {
    for (before, now, movement, bound, ambition) in [
        ("不低于1:3.5", "不低于1:4", RAISED, false, Some(Ambition::More)),
        ("不低于1:4", "不低于1:3.5", LOWERED, false, Some(Ambition::Less)),
        ("1:4", "1:4", None, false, None),
        ("1:4", "不低于1:4", None, true, None),
        ("不低于三分之二", "不低于五分之四", RAISED, false, Some(Ambition::More)),
    ] {
        let target = Some(TargetChange::Compared { movement, bound, units: UnitPair::Same });
        assert_eq!(between(before, now), (target, ambition), "{before} {now}");
    }
    // Which term of 3:2 counts cannot be told.
    assert_eq!(between("3:2", "5:2"), (Some(TargetChange::Reworded), None));
}

const RAISED: Option<Movement> = Some(Movement::Raised);
const LOWERED: Option<Movement> = Some(Movement::Lowered);

#[test]
fn targets_move_up_and_down_and_their_bounds_change() {
    for (before, now, movement, bound) in [
        ("60家", "60家", None, false),
        ("60家", "60.0家", None, false),
        ("60家", "65家", RAISED, false),
        ("65家以上", "60家以上", LOWERED, false),
        ("60家", "60家以上", None, true),
        ("60家", "70家以上", RAISED, true),
        ("超60家", "60家以上", None, true),
        ("5%以内", "4%以内", LOWERED, false),
        ("3—5家", "4—6家", RAISED, false),
        ("3—5家", "3—6家", RAISED, false),
        ("3—5家", "2—6家", None, true),
        ("3—5家", "4家", None, true),
        ("3—5家", "5家", None, true),
        ("3—5家", "6家", RAISED, true),
        ("6家", "3—5家", LOWERED, true),
        ("5家", "3—5家", None, true),
        ("3家", "3—5家", None, true),
        ("4家", "3—5家", None, true),
        ("0起", "1起", RAISED, false),
        ("8%左右", "8%", None, true),
    ] {
        let expected = TargetChange::Compared { movement, bound, units: UnitPair::Same };
        assert_eq!(one(before, now).0, Some(expected), "{before} → {now}");
    }
}

#[test]
fn units_are_the_same_or_another_scale_or_not_comparable() {
    let rescaled = |movement| TargetChange::Compared { movement, bound: false, units: UnitPair::Rescaled };
    for (before, now, expected) in [
        ("1000万元", "0.1亿元", rescaled(None)),
        ("1000万元", "0.2亿元", rescaled(RAISED)),
        ("2亿元", "1000万元", rescaled(LOWERED)),
        ("60家", "60项", TargetChange::OtherUnit),
        ("60", "60家", TargetChange::OtherUnit),
        ("5%", "5个百分点", TargetChange::OtherUnit),
        ("79228162514264337593543950335万元", "1亿元", TargetChange::OtherUnit),
        ("", "5%", TargetChange::Added),
        ("5%", "", TargetChange::Removed),
        ("", "", TargetChange::Neither),
    ] {
        assert_eq!(one(before, now).0, Some(expected), "{before} → {now}");
    }
}

#[test]
fn ambition_is_told_from_the_direction_and_not_without_it() {
    for (before, now, expected) in [
        ("60家以上", "65家以上", Some(Ambition::More)),
        ("65家以上", "60家以上", Some(Ambition::Less)),
        ("5%以内", "4%以内", Some(Ambition::More)),
        ("4%以内", "5%以内", Some(Ambition::Less)),
        ("3起 down", "0起 down", Some(Ambition::More)),
        // One year's word holds for both, as long as the other does not say otherwise.
        ("60家", "65家 up", Some(Ambition::More)),
        ("60家", "65家以上", Some(Ambition::More)),
        ("60家", "65家", None),
        ("60家以上", "65家以内", None),
        ("60家", "60家以上", None),
        ("60家以上", "65项以上", None),
    ] {
        assert_eq!(one(before, now).1, expected, "{before} → {now}");
    }
}

#[test]
fn indicators_are_followed_by_id_and_by_what_they_replace() {
    for (before, now, expected) in [
        ("a 甲", "a 甲", "a:Kept<a"),
        ("a 甲", "a 乙", "a:Renamed<a"),
        ("a 甲", "b 甲", "b:New< a:Dropped"),
        ("a 甲", "b 甲 <a", "b:Replaced<a"),
        ("a 甲\nb 乙", "c 丙 <a <b", "c:Merged<a,b"),
        ("a 甲\nb 乙", "a 甲 <b", "a:Merged<a,b"),
        ("a 甲", "b 乙 <a\nc 丙 <a", "b:Split<a c:Split<a"),
        ("a 甲", "a 甲\nc 丙 <a", "a:Kept<a c:Split<a"),
        ("a 甲", "b 乙 <nowhere", "b:New< a:Dropped"),
        ("a 甲", "a 甲 <a <a", "a:Kept<a"),
        ("", "", ""),
        ("a 甲", "", "a:Dropped"),
    ] {
        let (before, now) = (plan(before), plan(now));
        let comparison = Comparison::new(&before, &now);
        let told: Vec<String> = comparison
            .indicators
            .iter()
            .map(|change| {
                let before: Vec<_> = change.before.iter().map(|(_, one)| one.id.as_str()).collect();
                match change.now {
                    Some((_, now)) => format!("{}:{:?}<{}", now.id, change.origin, before.join(",")),
                    None => format!("{}:{:?}", before.join(","), change.origin),
                }
            })
            .collect();
        assert_eq!(told.join(" "), expected);
    }
}

#[test]
fn counts_say_each_change_and_parts_each_indicator_once() {
    let before = plan(
        "same 甲 60家以上\nname 乙 5项\nup 丙 60家以上\nunit 丁 60家\nscale 戊 1000万元\nbound 己 60家\ngone 庚 1家\nm1 辛 1家\nm2 壬 1家\nnone 癸",
    );
    let now = plan(
        "same 甲 60家以上\nname 乙乙 6项\nup 丙 61家以上\nunit 丁 60项\nscale 戊 0.1亿元\nbound 己 60家以上\nnew 新 1家\nm 合 2家 <m1 <m2\nnone 癸",
    );
    let comparison = Comparison::new(&before, &now);
    let expected = Counts { renamed: 1, merged: 1, bound: 1, unit: 2, more: 1, ..Counts::default() };
    assert_eq!(comparison.counts(), expected);
    let expected = Partition {
        now: 9,
        new: 1,
        carried: 8,
        higher: 2,
        lower: 0,
        worded: 1,
        otherwise: 2,
        same: 3,
        before: 10,
        carried_before: 9,
        dropped: 1,
    };
    assert_eq!(comparison.partition(), expected);
}

/// A line of a plan: one of a few ids, so that the plans meet; a name, a target, what it replaces.
fn any_line() -> impl Strategy<Value = (u8, String)> {
    let target = prop_oneof![
        Just(String::new()),
        (0_u8..5).prop_map(|n| format!("{n}家")),
        (0_u8..5).prop_map(|n| format!("{n}家以上")),
        (0_u8..5).prop_map(|n| format!("不超过{n}家")),
        (0_u8..5).prop_map(|n| format!("{n}—{}家", n + 2)),
        (0_u8..5).prop_map(|n| format!("{n}项")),
    ];
    let replaces = prop::collection::vec(0_u8..8, 0..3);
    (0_u8..8, 0_u8..3, target, replaces).prop_map(|(id, name, target, replaces)| {
        let replaces: String = replaces.into_iter().map(|id| format!(" <i{id}")).collect();
        (id, format!("i{id} 名{name} {target}{replaces}"))
    })
}

/// A plan with each id once.
fn any_plan() -> impl Strategy<Value = String> {
    prop::collection::vec(any_line(), 0..8).prop_map(|lines| {
        let distinct: BTreeMap<u8, String> = lines.into_iter().collect();
        distinct.into_values().collect::<Vec<_>>().join("\n")
    })
}

proptest! {
    #[test]
    fn the_parts_of_any_two_plans_add_up((before, now) in (any_plan(), any_plan())) {
        let (earlier, later) = (plan(&before), plan(&now));
        let comparison = Comparison::new(&earlier, &later);
        let parts = comparison.partition();
        prop_assert_eq!(parts.now, later.indicators().count());
        prop_assert_eq!(parts.before, earlier.indicators().count());
        prop_assert_eq!(parts.now, parts.new + parts.carried);
        prop_assert_eq!(parts.before, parts.carried_before + parts.dropped);
        let by_target = parts.higher + parts.lower + parts.worded + parts.otherwise + parts.same;
        prop_assert_eq!(parts.carried, by_target);
        if !comparison.indicators.iter().any(|change| matches!(change.origin, Origin::Merged | Origin::Split)) {
            prop_assert_eq!(parts.carried, parts.carried_before);
        }
        // What is better or worse has moved.
        let moved = |part: Part| matches!(part, Part::Higher | Part::Lower);
        prop_assert!(comparison.indicators.iter().all(|change| change.ambition.is_none() || moved(change.part())));
    }
}

#[test]
fn tasks_are_new_carried_on_or_gone() {
    let task = |id: &str, name: &str| Task {
        id: id.to_owned(),
        name: name.to_owned(),
        responsibility: Responsibility::default(),
        state: None,
        note: None,
        ignore: Default::default(),
    };
    let plan = |tasks: Vec<Task>| Plan {
        document: DocumentId(0),
        address: crate::model::address::PageAddress::default(),
        front: Arc::new(PlanFront { tasks, ..PlanFront::default() }).into(),
        sections: Vec::new(),
    };
    let before = plan(vec![task("a", "甲"), task("b", "乙"), task("c", "丙")]);
    let now = plan(vec![task("d", "丁"), task("b", "乙乙"), task("a", "甲")]);
    let told: Vec<String> = Comparison::new(&before, &now)
        .tasks
        .iter()
        .map(|change| match change {
            TaskChange::New(_, task) => format!("+{}", task.id),
            TaskChange::CarriedOn(_, task, _) => task.id.clone(),
            TaskChange::Gone(_, task) => format!("-{}", task.id),
        })
        .collect();
    assert_eq!(told, ["+d", "b", "a", "-c"]);
}

#[test]
fn lead_units_that_came_and_went_are_told_whatever_their_order() {
    let leads = |names: &str| names.split('、').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    for (before, now, added, removed) in [
        ("甲局、乙局", "乙局、甲局", "", ""),
        ("甲局", "甲局、乙局", "乙局", ""),
        ("甲局、乙局", "甲局", "", "乙局"),
        ("甲局、乙局", "甲局、丙局", "丙局", "乙局"),
        // Nobody was named: there is nothing to compare with.
        ("", "甲局", "", ""),
        ("甲局", "", "", ""),
    ] {
        let [earlier, later] =
            [before, now].map(|names| Responsibility { leads: leads(names), ..Responsibility::default() });
        let change = lead_change((None, &earlier), (None, &later));
        let told = change.map(|change| (change.added.join("、"), change.removed.join("、")));
        let expected =
            (!added.is_empty() || !removed.is_empty()).then(|| (added.to_owned(), removed.to_owned()));
        assert_eq!(told, expected, "{before} → {now}");
    }
}
