//! `plan.stratml.xml`: a plan in the words of StratML Part 2 (ISO 17469), the standard for performance plans and reports.
//!
//! A section is a goal. An indicator or a task is an objective of it, so that its units can stand beside it as the stakeholders that
//! perform it; an indicator's objective holds its performance indicator. Targets and values are results: the phrase that the plan prints is
//! their description, and a plain number in the indicator's own unit their number of units; how a value is compared with it stands in the
//! descriptor as front matter writes it (`>= 12`). What the standard has no element for (status, definition, milestones, changes within the
//! year) is told line by line as other information. As soon as one indicator has a value, the plan is a performance report.

mod element;
mod result;

use super::record::{IndicatorData, PlanRecord, SectionData, TaskData};
use crate::model::config::Lang;
use element::{Document, Ids};
use result::{actuals, targets};

/// The name space of the standard's second part.
const NAMESPACE: &str = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport";

/// The document.
pub fn document(record: &PlanRecord, lang: Lang) -> Vec<u8> {
    let plan = &record.plan;
    let reported = record.indicators.iter().any(|one| one.actual.is_some());
    let kind = if reported { "Performance_Report" } else { "Performance_Plan" };
    let mut ids = Ids::default();
    let mut document = Document::new();
    document.within("PerformancePlanOrReport", &[("xmlns", NAMESPACE), ("Type", kind)], |root| {
        root.text("Name", &plan.title);
        root.optional("Description", plan.summary.as_deref());
        root.lines("OtherInformation", &about(record, lang));
        root.within("StrategicPlanCore", &[], |core| {
            core.within("Organization", &[], |organization| {
                organization.text("Name", plan.issuer.as_deref().unwrap_or(&plan.series_title));
            });
            for (place, section) in plan.sections.iter().enumerate() {
                goal(core, record, Some((place, section)), &mut ids, lang);
            }
            let apart = record.indicators.iter().any(|one| one.section.is_none())
                || record.tasks.iter().any(|one| one.section.is_none());
            // The standard asks for one goal at least.
            if apart || plan.sections.is_empty() {
                goal(core, record, None, &mut ids, lang);
            }
        });
        root.within("AdministrativeInformation", &[], |information| {
            information.text("StartDate", &format!("{:04}-01-01", plan.year));
            information.text("EndDate", &format!("{:04}-12-31", plan.year));
            information.optional("PublicationDate", plan.published.as_deref().or(plan.written.as_deref()));
            if let Some(site) = &record.provenance.site_url {
                let path = &record.provenance.path;
                information.text("Source", &format!("{}/{path}", site.trim_end_matches('/')));
            }
        });
    });
    document.finish()
}

/// What the standard has no element for, of the plan.
fn about(record: &PlanRecord, lang: Lang) -> Vec<String> {
    let plan = &record.plan;
    let provenance = &record.provenance;
    let told = [
        (["发文字号", "Document number"], plan.document_number.as_deref()),
        (["索引号", "Index number"], plan.index_number.as_deref()),
        (["主题分类", "Subject"], plan.subject.as_deref()),
        (["成文日期", "Written"], plan.written.as_deref()),
        (["数据截止日期", "Data as of"], plan.as_of.as_deref()),
        (["来源站点", "Site"], Some(&*provenance.site)),
        (["许可", "Licence"], provenance.licence.as_deref()),
        (["内容的SHA-256", "SHA-256 of the content"], Some(&*provenance.digest)),
        (["生成程序", "Written by"], Some(provenance.generator)),
    ];
    told.into_iter().filter_map(|(name, text)| Some(line(lang, name, text?))).collect()
}

/// A section with what it holds; without one, what belongs to none.
fn goal(
    core: &mut Document,
    record: &PlanRecord,
    section: Option<(usize, &SectionData)>,
    ids: &mut Ids,
    lang: Lang,
) {
    let place = section.map(|(place, _)| place);
    core.within("Goal", &[], |goal| {
        match section {
            Some((_, section)) => {
                goal.text("Name", &section.title);
                // The standard demands a description; the text of a section is on its page.
                goal.text("Description", "");
                goal.text("Identifier", &ids.take("section", last_part(&section.path)));
                let number = section.number.trim();
                goal.optional("SequenceIndicator", Some(number).filter(|number| !number.is_empty()));
                stakeholders(goal, &section.leads, &[], lang);
            }
            None => {
                goal.text("Name", &record.plan.title);
                goal.text("Description", "");
                goal.text("Identifier", &ids.take("plan", ""));
            }
        }
        for one in record.indicators.iter().filter(|one| one.section == place) {
            indicator(goal, record, one, ids, lang);
        }
        for one in record.tasks.iter().filter(|one| one.section == place) {
            task(goal, one, ids, lang);
        }
    });
}

fn indicator(goal: &mut Document, record: &PlanRecord, indicator: &IndicatorData, ids: &mut Ids, lang: Lang) {
    goal.within("Objective", &[], |objective| {
        objective.text("Name", &indicator.name);
        objective.optional("Description", indicator.definition.as_deref());
        objective.text("Identifier", &ids.take("objective", &indicator.id));
        stakeholders(objective, &indicator.leads, &indicator.partners, lang);
        let kind = indicator.target.as_ref().map(|target| match target.kind {
            "text" => ("PerformanceIndicatorType", "Qualitative"),
            _ => ("PerformanceIndicatorType", "Quantitative"),
        });
        objective.within("PerformanceIndicator", kind.as_slice(), |measured| {
            measured.text("MeasurementDimension", &indicator.name);
            measured.text("UnitOfMeasurement", indicator.unit.as_deref().unwrap_or_default());
            measured.text("Identifier", &ids.take("indicator", &indicator.id));
            for part in &indicator.sum_of {
                measured.within("Relationship", &[("RelationshipType", "Broader_Than")], |relationship| {
                    relationship.text("ReferentIdentifier", &format!("indicator-{part}"));
                });
            }
            for earlier in &indicator.replaces {
                measured.within("Relationship", &[], |relationship| {
                    relationship.text("ReferentIdentifier", &format!("indicator-{earlier}"));
                    relationship.text("Name", pick(lang, ["替代的上年指标", "Replaces, of the year before"]));
                });
            }
            if indicator.target.is_some() || indicator.baseline.is_some() || !indicator.reports.is_empty() {
                measured.within("MeasurementInstance", &[], |instance| {
                    targets(instance, record, indicator, lang);
                    actuals(instance, record, indicator, lang);
                });
            }
            measured.lines("OtherInformation", &result::particulars(indicator, lang));
        });
    });
}

fn task(goal: &mut Document, task: &TaskData, ids: &mut Ids, lang: Lang) {
    goal.within("Objective", &[], |objective| {
        objective.text("Name", &task.name);
        objective.text("Identifier", &ids.take("task", &task.id));
        stakeholders(objective, &task.leads, &task.partners, lang);
        let told = [
            (["完成时限", "Due"], task.due.as_ref().map(|due| &*due.text)),
            (["到期日", "Due date"], task.due.as_ref().and_then(|due| due.date.as_deref())),
            (["状态", "State"], task.state.as_ref().map(|state| &*state.text)),
            (["取消原因", "Dropped because"], task.reason.as_deref()),
            (["备注", "Note"], task.note.as_deref()),
        ];
        let lines: Vec<_> =
            told.into_iter().filter_map(|(name, text)| Some(line(lang, name, text?))).collect();
        objective.lines("OtherInformation", &lines);
    });
}

/// The units that answer for something, and those that take part.
fn stakeholders(element: &mut Document, leads: &[String], partners: &[String], lang: Lang) {
    let leads = leads.iter().map(|unit| (unit, pick(lang, ["牵头单位", "Lead unit"])));
    let partners = partners.iter().map(|unit| (unit, pick(lang, ["配合单位", "Partner unit"])));
    for (unit, role) in leads.chain(partners) {
        element.within("Stakeholder", &[("StakeholderTypeType", "Organization")], |stakeholder| {
            stakeholder.text("Name", unit);
            stakeholder.within("Role", &[], |element| {
                element.text("Name", role);
                element.text("RoleType", "Performer");
            });
        });
    }
}

/// A name with what it says.
fn line(lang: Lang, name: [&str; 2], text: &str) -> String {
    match lang {
        Lang::Chinese => format!("{}：{text}", pick(lang, name)),
        Lang::English => format!("{}: {text}", pick(lang, name)),
    }
}

/// The word in a language.
const fn pick(lang: Lang, [chinese, english]: [&str; 2]) -> &str {
    match lang {
        Lang::Chinese => chinese,
        Lang::English => english,
    }
}

/// The last part of an address: `innovators` of `2016/innovators/`.
fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
