//! What each body is published from, gathered after a run without errors: its files, and what its texts took from others.

use super::state::{GoodInput, NewState};
use crate::digest::Digest;
use crate::output::{FileAction, OutputError};
use crate::pages::fill::figure_words;
use crate::pipeline::publish::AnalyzedSite;
use crate::source::assemble::Assembled;
use crate::source::bodies::reference;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sources of all bodies that do not stand in their last good ones.
///
/// # Errors
/// A file that no page shows cannot be read.
pub fn states(site: &AnalyzedSite<'_, '_>, assembled: &Assembled) -> Result<Vec<NewState>, OutputError> {
    let walls = &site.loaded.walls;
    let own = walls.bodies().iter().filter(|body| !walls.is_standing(body));
    let mut states: BTreeMap<&str, NewState> = own
        .map(|body| {
            let title = title(site, body);
            let (files, takes) = (BTreeMap::new(), BTreeMap::new());
            (body.as_str(), NewState { body: body.clone(), title, files, takes })
        })
        .collect();
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
