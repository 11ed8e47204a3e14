//! How much of a site a run renders: all of it, or one plan as it is to be sealed; and whether that plan
//! may be sealed at all.

use super::extent::{BuildExtent, Seal};
use super::publish::AnalyzedSite;
use super::sealing_day::{PastDay, past_days};
use crate::archive::Info;
use crate::model::config::Lang;
use crate::model::plan::Plan;
use crate::opendata::record::{Edition, EditionKind};
use crate::pages::context::{DateContext, SealedContext};
use crate::pages::display;
use crate::source::assemble::{Assembled, address};
use crate::source::assets::Asset;
use crate::source::stand_in::set_aside;
use crate::source_path::{folder, is_in};
use crate::theme::Theme;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;

/// Whether a plan can be sealed.
#[derive(Debug)]
pub enum Readiness {
    /// It can.
    Ready(Box<Ready>),
    /// There is no such plan; these there are.
    Unknown(Vec<String>),
    /// These files of it are drafts.
    Drafts(Vec<String>),
    /// Neither the plan nor the caller gives a date.
    NoDate,
    /// The plan's year is not over, and the caller gives no date; the latest day that the plan speaks of as past.
    YearNotOver(i16, Option<Date>),
    /// These days are later than the date that the caller gives.
    TooEarly(Date, Vec<PastDay>),
    /// The site has no public address, to which the sealed pages must lead.
    NoBaseUrl,
}

/// A plan that can be sealed.
#[derive(Debug)]
pub struct Ready {
    /// What is said of it.
    pub info: Info,
    /// The public address of the site.
    pub base_url: String,
    /// Its texts, `site.yaml` and files, by the names that they have in the site.
    pub sources: Vec<(String, SealedInput)>,
    /// What is said of links that lead out of the sealed pages.
    pub outside: String,
}

/// A source to be sealed.
#[derive(Debug)]
pub enum SealedInput {
    /// A text as it was read.
    Text(String),
    /// A file that pages refer to: its bytes are those that the pages were made with, or there is no seal.
    Asset(Arc<Asset>),
    /// A file that no page shows.
    File(PathBuf),
}

/// Judges whether a plan can be sealed, and gathers what is needed.
pub fn readiness(
    seal: &Seal,
    assembled: &Assembled,
    site: &AnalyzedSite<'_, '_>,
    theme: &Theme,
) -> Readiness {
    let AnalyzedSite { loaded, analysis, catalog, graph, .. } = *site;
    let config = &loaded.config;
    let own = seal.address();
    let drafts = |document: &crate::model::plan::DocumentId| {
        let file = assembled.file(*document)?;
        let own_folder = folder(&file);
        (address(own_folder) == own || address(folder(own_folder)) == own).then(|| file.to_string())
    };
    let mut drafts: Vec<String> = assembled.held_back.iter().filter_map(drafts).collect();
    // Where the plan itself is a draft, all of it is held back.
    if let Some(plan) =
        drafts.iter().find(|file| file.ends_with("/_index.md") && address(folder(file)) == own)
    {
        drafts = vec![plan.clone()];
    }
    if !drafts.is_empty() {
        return Readiness::Drafts(drafts);
    }
    let mut plans = catalog.site.series.iter().flat_map(|series| &series.plans);
    let Some(plan) = plans.find(|plan| plan.address == own) else {
        let all = catalog.site.series.iter().flat_map(|series| &series.plans);
        return Readiness::Unknown(all.map(|plan| plan.address.bare().to_owned()).collect());
    };
    let date = match day_of_sealing(seal, plan, &past_days(plan, catalog, &loaded.bags)) {
        Ok(date) => date,
        Err(refusal) => return refusal,
    };
    let Some(base_url) = config.base_url.clone() else { return Readiness::NoBaseUrl };
    let site_yaml = SealedInput::File(loaded.site_yaml_on_disk.clone());
    let mut sources = vec![(loaded.site_yaml.file.to_string(), site_yaml)];
    if let Some(index) = assembled.file(plan.document) {
        let folder = folder(&index);
        let assets = &analysis.assets.list;
        let asset = |index: usize| assets.get(index)?.clone();
        for found in set_aside(&loaded.found, folder) {
            let text = catalog.entry(&found.file).and_then(|entry| catalog.text(entry.document));
            let source = match (text, catalog.other(&found.file).and_then(asset)) {
                (Some(text), _) => SealedInput::Text(text.source.text.clone()),
                (None, Some(asset)) => SealedInput::Asset(asset),
                (None, None) => SealedInput::File(found.on_disk.clone()),
            };
            sources.push((found.file.to_string(), source));
        }
        // Pictures that the plan shows and that lie elsewhere.
        let elsewhere = graph.files_of(catalog, &own).into_iter().filter_map(asset);
        for asset in elsewhere.filter(|asset| !is_in(&asset.file, folder)) {
            sources.push((asset.file.to_string(), SealedInput::Asset(asset)));
        }
    }
    let front = &plan.front;
    let info = Info {
        issuer: front.issuer.clone(),
        title: front.title.clone(),
        document_number: front.document_number.clone(),
        index_number: front.index_number.clone(),
        published: front.published,
        sealed: date,
        reason: seal.reason.clone(),
    };
    let outside = theme.word("outside_title").to_owned();
    Readiness::Ready(Box::new(Ready { info, base_url, sources, outside }))
}

/// The day of sealing: as given, else the latest day that the plan speaks of as past, once its year is over.
fn day_of_sealing(seal: &Seal, plan: &Plan, past: &[PastDay]) -> Result<Date, Readiness> {
    let latest = past.first().map(|day| day.date);
    match seal.date {
        Some(date) => {
            let later: Vec<PastDay> = past.iter().filter(|day| day.date > date).cloned().collect();
            if later.is_empty() { Ok(date) } else { Err(Readiness::TooEarly(date, later)) }
        }
        None if seal.today.year() <= plan.year() => Err(Readiness::YearNotOver(plan.year(), latest)),
        None => latest.ok_or(Readiness::NoDate),
    }
}

/// What the templates of a plan's pages are told of its seal; nothing where the pages are not to be sealed.
pub fn sealed_context<'a>(
    extent: &'a BuildExtent,
    readiness: Option<&Readiness>,
    lang: Lang,
) -> Option<SealedContext<'a>> {
    let (BuildExtent::Plan(seal), Some(Readiness::Ready(ready))) = (extent, readiness) else { return None };
    let date = ready.info.sealed;
    Some(SealedContext {
        plan: &seal.plan,
        number: seal.number,
        date: DateContext {
            iso: date.to_string(),
            text: display::date(date, lang),
            clock: None,
            padded: display::catalogue_date(date, lang),
        },
        reason: seal.reason.as_deref(),
    })
}

/// Which version of a plan its data files speak of.
pub fn edition(sealed: Option<&SealedContext<'_>>) -> Edition {
    let kind = if sealed.is_some() { EditionKind::Sealed } else { EditionKind::Live };
    Edition {
        kind,
        sealed: sealed.map(|sealed| sealed.date.iso.clone()),
        number: sealed.map(|sealed| sealed.number),
    }
}
