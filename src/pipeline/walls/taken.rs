//! What each body is published from, gathered after a run without errors: its files, and what its texts took from others.

use super::state::{GoodInput, GoodState, NewState};
use crate::archive::remembered::RememberedBag;
use crate::digest::Digest;
use crate::output::{FileAction, OutputError};
use crate::pages::fill::figure_words;
use crate::pipeline::publish::AnalyzedSite;
use crate::source::assemble::Assembled;
use crate::source::bodies::{BodySources, reference};
use crate::source::walk::FoundFile;
use crate::source_path::SourcePath;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The sources of all bodies that do not stand in their last good ones.
///
/// # Errors
/// A file that no page shows cannot be read.
pub fn states(site: &AnalyzedSite<'_, '_>, assembled: &Assembled) -> Result<Vec<NewState>, OutputError> {
    let walls = &site.loaded.walls;
    let mut states = empty(site);
    let texts = assembled.documents.par_iter().map(|(_, document)| {
        let source = &document.text.source;
        let body = walls.body_of(&source.file)?;
        let digest = Digest::of(source.text.as_bytes());
        Some((body, source.file.clone(), (digest, GoodInput::Text(Arc::clone(document)))))
    });
    let texts: Vec<_> = texts.collect();
    let others = site.loaded.others.iter().zip(&site.analysis.assets.list).map(|(found, asset)| {
        let Some(body) = walls.body_of(&found.file) else { return Ok(None) };
        let digest = match asset {
            Some(asset) => asset.digest,
            None => {
                Digest::of_file(&found.on_disk).map_err(OutputError::io(FileAction::Read, &found.on_disk))?
            }
        };
        Ok(Some((body, found.file.clone(), (digest, GoodInput::File(found.on_disk.clone())))))
    });
    let others = others.collect::<Result<Vec<_>, OutputError>>()?;
    for (body, file, input) in texts.into_iter().chain(others).flatten() {
        if let Some(state) = states.get_mut(body) {
            state.files.insert(file, input);
        }
    }
    take(site, &mut states);
    Ok(states.into_values().collect())
}

/// The same, kept in memory for a preview: texts as they were read, pictures where they lie. `now` is the moment.
pub fn remembered(
    site: &AnalyzedSite<'_, '_>,
    assembled: &Assembled,
    now: &str,
) -> BTreeMap<String, GoodState> {
    let walls = &site.loaded.walls;
    if !walls.are_there() {
        return BTreeMap::new();
    }
    let mut states = empty(site);
    take(site, &mut states);
    let mut sources: BTreeMap<&str, BodySources> = BTreeMap::new();
    let of = |file: &SourcePath| walls.body_of(file).filter(|body| !walls.is_standing(body));
    for (_, document) in &assembled.documents {
        let file = &document.text.source.file;
        let Some(body) = of(file) else { continue };
        let own = sources.entry(body).or_default();
        own.files.push(FoundFile { file: file.clone(), on_disk: PathBuf::new() });
        own.texts.0.insert(file.clone(), Arc::clone(document));
    }
    for found in site.loaded.others.iter() {
        if let Some(body) = of(&found.file) {
            sources.entry(body).or_default().files.push(found.clone());
        }
    }
    let state = |(body, state): (&str, NewState)| {
        let own = sources.remove(body)?;
        let sources = BodySources { name: body.to_owned(), takes: state.takes, ..own };
        let good = GoodState {
            title: state.title,
            since: now.to_owned(),
            digest: Digest::of(b""),
            sources: Arc::new(sources),
            bags: Arc::new(state.bags),
        };
        Some((body.to_owned(), good))
    };
    states.into_iter().filter_map(state).collect()
}

/// All bodies that do not stand in their last good sources, without files.
fn empty<'s>(site: &AnalyzedSite<'s, '_>) -> BTreeMap<&'s str, NewState> {
    let walls = &site.loaded.walls;
    let own = walls.bodies().iter().filter(|body| !walls.is_standing(body));
    own.map(|body| {
        let title = title(site, body);
        let bags = site.loaded.bags.iter().filter(|bag| bag.place.plan.split('/').next() == Some(body));
        let bags = bags.map(|bag| RememberedBag::of(bag)).collect();
        let (files, takes) = (BTreeMap::new(), BTreeMap::new());
        (body.as_str(), NewState { body: body.clone(), title, files, takes, bags })
    })
    .collect()
}

/// The title of a body's first series; its name where none has one.
pub fn title(site: &AnalyzedSite<'_, '_>, body: &str) -> String {
    let own = |address: &str| address.split('/').next() == Some(body);
    let series = site.catalog.site.series.iter().find(|series| own(&series.address));
    series.map_or(body, |series| &series.title).to_owned()
}

/// Adds what empty figures show of other bodies.
fn take(site: &AnalyzedSite<'_, '_>, states: &mut BTreeMap<&str, NewState>) {
    let (catalog, walls) = (site.catalog, &site.loaded.walls);
    for entry in &catalog.entries {
        let Some(text) = catalog.text(entry.document).filter(|text| !text.body.figures.is_empty()) else {
            continue;
        };
        let file = &text.source.file;
        let Some(state) = walls.body_of(file).and_then(|body| states.get_mut(body)) else { continue };
        let Some(resolved) = site.references.of(entry.document) else { continue };
        for (figure, bound) in text.body.figures.iter().zip(&resolved.figures) {
            let Some(bound) = bound.filter(|_| figure.text.is_none()) else { continue };
            let is_other = catalog.file(bound.plan.document).is_some_and(|other| walls.part(file, other));
            if let (true, Some(reference)) = (is_other, reference(figure)) {
                state.takes.extend(Some(reference).zip(figure_words(
                    figure,
                    Some(bound),
                    site.loaded.config.lang,
                )));
            }
        }
    }
}
