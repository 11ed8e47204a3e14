//! What pages need besides themselves: the theme's static files, and the files that the text refers to.

use super::super::fragment::STYLE;
use super::{AssetDigests, Renderer};
use crate::output::{Artifact, ArtifactKind, OutputError, OutputPath};
use crate::source::assets::Asset;
use rayon::prelude::*;
use std::collections::BTreeSet;

impl Renderer<'_, '_> {
    /// Puts the theme's static files and the files that the text refers to; gives their paths.
    ///
    /// # Errors
    /// Where a file cannot be read again or put.
    pub fn put_assets(&self, used: &BTreeSet<usize>) -> Result<AssetDigests, OutputError> {
        // The name tells the content, so files of one name are one file: two sections may hold the same
        // picture, and the theme too.
        let mut paths = AssetDigests::new();
        // The style sheet of fragments is for nothing else.
        let wanted = |name: &&String| self.config.fragments || name.as_str() != STYLE;
        let statics = &self.env.builder.theme.statics;
        for file in statics.iter().filter(|(name, _)| wanted(name)).map(|(_, file)| file) {
            let new = paths.insert(file.path.clone(), file.digest).is_none();
            if new && !self.sink.keep(&file.path, ArtifactKind::Asset, file.digest)? {
                let (path, content) = (OutputPath::new(file.path.as_str())?, file.bytes.clone().into());
                self.sink.put_keyed(Artifact { path, content, kind: ArtifactKind::Asset }, file.digest)?;
            }
        }
        let assets = used.iter().filter_map(|index| self.env.asset(*index));
        let assets: Vec<&Asset> =
            assets.filter(|asset| paths.insert(asset.path.clone(), asset.digest).is_none()).collect();
        assets.par_iter().try_for_each(|asset| {
            if self.sink.keep(&asset.path, ArtifactKind::Asset, asset.digest)? {
                return Ok(());
            }
            let (path, content) = (OutputPath::new(asset.path.as_str())?, asset.content()?);
            self.sink.put_keyed(Artifact { path, content, kind: ArtifactKind::Asset }, asset.digest)
        })?;
        Ok(paths)
    }
}
