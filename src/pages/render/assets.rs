//! What pages need besides themselves: the theme's static files, and the files that the text refers to.

use super::super::fragment::STYLE;
use super::{AssetDigests, Renderer};
use crate::output::{ArtifactKind, OutputError};
use crate::source::assets::Asset;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The style sheet of directories of bodies and of lists on several pages.
const BODIES_STYLE: &str = "bodies.css";
/// The style sheet of indicators in frames on other pages.
const EMBED_STYLE: &str = "embed.css";

impl Renderer<'_, '_> {
    /// Puts the theme's static files and the files that the text refers to; gives their paths.
    ///
    /// # Errors
    /// Where a file cannot be read again or put.
    pub fn put_assets(&self, used: &BTreeSet<usize>) -> Result<AssetDigests, OutputError> {
        // The name tells the content, so files of one name are one file: two sections may hold the same
        // picture, and the theme too.
        let mut paths = AssetDigests::new();
        // The style sheet of fragments is for nothing else, and that of directories and long lists neither.
        let wanted = |name: &&String| match name.as_str() {
            STYLE => self.config.fragments,
            EMBED_STYLE => self.base_of_embeds().is_some(),
            BODIES_STYLE => self.env.across().has_long_lists(),
            _ => true,
        };
        let statics = &self.env.builder.theme.statics;
        for file in statics.iter().filter(|(name, _)| wanted(name)).map(|(_, file)| file) {
            if paths.insert(file.path.clone(), file.digest).is_none() {
                self.put_unless_kept(&file.path, (ArtifactKind::Asset, file.digest), || {
                    Ok(file.bytes.clone().into())
                })?;
            }
        }
        let assets = used.iter().filter_map(|index| self.env.asset(*index));
        let assets: Vec<&Asset> =
            assets.filter(|asset| paths.insert(asset.path.clone(), asset.digest).is_none()).collect();
        assets.par_iter().try_for_each(|asset| {
            self.put_unless_kept(&asset.path, (ArtifactKind::Asset, asset.digest), || asset.content())
        })?;
        Ok(paths)
    }

    /// Puts the files that are published at the root under their own names.
    ///
    /// # Errors
    /// Where a file cannot be read again or put.
    pub fn put_root_files(&self, files: &[Arc<Asset>]) -> Result<(), OutputError> {
        files.iter().try_for_each(|file| {
            self.put_unless_kept(&file.path, (ArtifactKind::Other, file.digest), || file.content())
        })
    }
}
