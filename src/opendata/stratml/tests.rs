//! The document of a plan with everything in it, whole; and what any record may hold.

use super::*;
use crate::opendata::samples::{any_plan, plan, plan_of};
use proptest::prelude::*;
use roxmltree::{Document as Xml, Node};
use std::collections::BTreeSet;
use std::path::Path;

fn text(record: &PlanRecord) -> String {
    String::from_utf8(document(record, Lang::Chinese)).unwrap()
}

#[test]
fn a_plan_with_everything() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/opendata/plan.stratml.xml");
    let text = text(&plan());
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(file).unwrap());
}

#[test]
fn a_plan_without_values_is_a_plan_and_has_a_goal() {
    let mut record = plan_of(Vec::new(), Vec::new());
    record.plan.sections.clear();
    let text = text(&record);
    let xml = Xml::parse(&text).unwrap();
    assert_eq!(xml.root_element().attribute("Type"), Some("Performance_Plan"));
    assert_eq!(named(xml.root(), "Goal").count(), 1);
}

#[test]
fn characters_that_xml_cannot_carry_are_left_out() {
    let mut record = plan();
    record.plan.title = "a\u{0}b\u{b}c\u{fffe}d\r\ne\tf<&>]]>\u{20bb7}".to_owned();
    let text = text(&record);
    let xml = Xml::parse(&text).unwrap();
    let name = named(xml.root(), "Name").next().unwrap();
    assert_eq!(name.text(), Some("abcd\r\ne\tf<&>]]>\u{20bb7}"));
}

#[test]
fn identifiers_are_names_and_unique() {
    let mut ids = Ids::default();
    assert_eq!(ids.take("section", "02 平台"), "section-02_平台");
    assert_eq!(ids.take("section", "02 平台"), "section-02_平台.2");
    assert_eq!(ids.take("plan", ""), "plan");
}

fn named<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |one| one.has_tag_name((NAMESPACE, name)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_plan_has_its_targets_and_values(record in any_plan()) {
        let text = text(&record);
        let xml = Xml::parse(&text).unwrap();
        let ids: Vec<_> = named(xml.root(), "Identifier").filter_map(|one| one.text()).collect();
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        prop_assert_eq!(named(xml.root(), "PerformanceIndicator").count(), record.indicators.len());
        for indicator in &record.indicators {
            let id = format!("indicator-{}", indicator.id);
            let element = named(xml.root(), "PerformanceIndicator")
                .find(|one| named(*one, "Identifier").any(|own| own.text() == Some(&id)))
                .unwrap();
            let of = |result: &'static str, name: &'static str| -> Vec<String> {
                named(element, result)
                    .flat_map(|one| named(one, name).map(|own| own.text().unwrap_or_default().to_owned()).collect::<Vec<_>>())
                    .collect()
            };
            let values = || indicator.baseline.iter().chain(&indicator.reports);
            let texts: Vec<_> = values().map(|value| value.text.clone()).collect();
            prop_assert_eq!(of("ActualResult", "Description"), texts);
            let numbers: Vec<_> =
                values().filter(|value| value.kind == "number").filter_map(|value| result::units(value.value)).collect();
            prop_assert_eq!(of("ActualResult", "NumberOfUnits"), numbers);
            let targets: Vec<_> = indicator.target.iter().map(|target| target.text.clone()).collect();
            prop_assert_eq!(of("TargetResult", "Description"), targets);
        }
    }
}
