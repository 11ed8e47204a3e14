//! The page of the search, and the index that it searches.

use super::super::route::{SEARCH, is_taken};
use super::super::searchable;
use super::SearchIndex;
use super::prelude::*;
use super::site_map::MOST_LISTED;
use crate::search::Group;
use crate::search::files::{IndexShape, files};
use std::collections::BTreeSet;

impl<'s> Renderer<'_, 's> {
    /// The page and, unless it is left out, the index; nothing where a document has the address.
    pub(super) fn search(&self) -> RenderResult {
        if is_taken(self.env.catalog, SEARCH) {
            return Ok(Rendered::default());
        }
        let address = PageAddress::new(SEARCH);
        let with_index = self.index == SearchIndex::Write;
        let key = self.keys.search(with_index);
        let shape = with_index.then(|| IndexShape::for_text(searchable::size(self.env)));
        let paths = shape.map_or_else(Vec::new, IndexShape::paths);
        let mut whole = true;
        for path in &paths {
            whole = whole && self.sink.holds(path, key.digest())?;
        }
        if whole && let Some(kept) = self.kept(&address, &key)? {
            for path in &paths {
                self.sink.keep(path, ArtifactKind::Asset, key.digest())?;
            }
            return Ok(kept);
        }
        let mut version = None;
        if let Some(shape) = shape {
            let groups = searchable::groups(self.env);
            let _recording = key.record("the index of the search");
            let groups: Vec<Group> = groups.into_iter().map(Traced::into_inner).collect();
            let index = files(&groups, &self.body_names(), shape, self.progress);
            for file in index.files {
                self.put(file.path, file.bytes, (ArtifactKind::Asset, key.digest()))?;
            }
            version = Some(index.version);
        }
        let _recording = key.record(SEARCH);
        let title = self.env.builder.theme.word("search");
        let head = self.across(PageKind::Search, title, &address, Vec::new());
        let search = self.browsed(paths.into_iter().next(), version);
        self.finish(&head, &key, FilledText::default(), SearchTemplate { search: SharedValue::new(&search) })
    }

    /// What can be found without searching.
    fn browsed(&self, index: Option<String>, version: Option<String>) -> SearchContext {
        let (builder, cross_index) = (self.env.builder, self.env.cross_index);
        let site = self.env.catalog.site;
        let years: BTreeSet<i16> =
            site.series.iter().flat_map(|series| &series.plans).map(|plan| plan.year()).collect();
        // Of several bodies each has its own lists, to which the directories lead.
        let alone = (!builder.bodies.are_several()).then(|| site.series.first()).flatten();
        let few = |count: usize| if count <= MOST_LISTED { count } else { 0 };
        let indicators = alone.into_iter().flat_map(|series| {
            cross_index.ids(0).take(few(cross_index.ids(0).count())).map(move |(id, _)| {
                builder.link(cross_index.name(0, id), &builder.bodies.indicator(&series.address, id))
            })
        });
        let units = alone.into_iter().flat_map(|series| {
            cross_index
                .units(None)
                .take(few(cross_index.units(None).count()))
                .map(move |(unit, _)| builder.link(unit, &builder.bodies.unit(&series.address, unit)))
        });
        SearchContext {
            index,
            version,
            years: years.into_iter().rev().collect(),
            indicators: indicators.collect(),
            units: units.collect(),
            bodies: self.body_names(),
            series: self.map(),
        }
    }

    /// The bodies that results can be narrowed to, in the order of the site; none where there is one. What two have for a title
    /// is told apart by their addresses.
    fn body_names(&self) -> Vec<String> {
        let builder = self.env.builder;
        if !builder.bodies.are_several() {
            return Vec::new();
        }
        let titles: Vec<&str> =
            self.series.iter().map(|series| series.narrow(|| Fact::Navigation).title.as_str()).collect();
        let name = |(title, series): (&&str, &Series)| {
            let alike = titles.iter().filter(|other| *other == title).count() > 1;
            match (alike, builder.theme.word("open_bracket"), builder.theme.word("close_bracket")) {
                (true, open, close) => format!("{title}{open}{}{close}", series.address.bare()),
                (false, ..) => (*title).to_owned(),
            }
        };
        titles.iter().zip(&self.env.catalog.site.series).map(name).collect()
    }
}
