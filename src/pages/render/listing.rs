//! Lists by body: a long list stands on several pages, and of several bodies a directory leads to the list of each.
//!
//! Its first page keeps the list's own address, the others are numbered below it.

use super::super::across::{Listed, page_count};
use super::super::bodies::list_page;
use super::prelude::*;

impl<'s> Renderer<'_, 's> {
    /// The lists of a body, where there are several.
    pub(super) fn lists_of_body(&self, at: usize, series: &Series) -> Vec<LinkContext> {
        let builder = self.env.builder;
        if !builder.bodies.are_several() {
            return Vec::new();
        }
        let there = [Listed::Indicators, Listed::Units].into_iter();
        let there = there.filter(|listed| self.env.across().row_count(*listed, at) > 0);
        there
            .map(|listed| builder.word_link(listed.word(), &self.env.across().list_address(listed, series)))
            .collect()
    }

    /// Keeps or renders the pages of a body's list, from values that are only made where they are needed; these are told the number of the
    /// page and where it stands among the others.
    pub(super) fn list_pages<V: TemplateValues>(
        &self,
        listed: Listed,
        (at, series): (usize, &'s Series),
        key: &Fingerprint,
        values: impl Fn(usize, Option<PagesContext>) -> V,
    ) -> RenderResult {
        let list = self.env.across().list_address(listed, series);
        let count = page_count(self.env.across().row_count(listed, at));
        let pages = (1..=count).map(|number| {
            let address = list_page(&list, number);
            self.kept_or(&address, key, || {
                let theme = self.env.builder.theme;
                let (kind, lead) = match listed {
                    Listed::Indicators => (PageKind::IndicatorList, "indicator_list_lead"),
                    Listed::Units => (PageKind::UnitList, "unit_list_lead"),
                };
                let mut above = self.above(listed, at, series);
                if number == 1 {
                    above.pop();
                }
                let title = self.numbered_title(&self.list_title(listed, at), number);
                let head = PageHead {
                    summary: Some(theme.word(lead)),
                    ..self.across(kind, &title, &address, above)
                };
                let pages = self.pages(&list, (number, count));
                self.finish(&head, key, FilledText::default(), values(number, pages))
            })
        });
        merge(pages.collect())
    }

    /// The title of a list: where there are several bodies it names its own.
    pub(super) fn list_title(&self, listed: Listed, at: usize) -> String {
        let builder = self.env.builder;
        let word = builder.theme.word(listed.word());
        if !builder.bodies.are_several() {
            return word.to_owned();
        }
        format!("{}{}{word}", self.series_context(at).title, builder.theme.word("colon"))
    }

    /// A title with the number of its page, if that is not the first.
    pub(super) fn numbered_title(&self, title: &str, number: usize) -> String {
        if number == 1 {
            return title.to_owned();
        }
        let theme = self.env.builder.theme;
        let number = theme.word("page_number").replace("{n}", &number.to_string());
        format!("{title}{}{number}{}", theme.word("open_bracket"), theme.word("close_bracket"))
    }

    /// Where a page of a list stands among the others; none where it is the only one.
    pub(super) fn pages(&self, list: &PageAddress, (number, count): (usize, usize)) -> Option<PagesContext> {
        let path = |number: usize| self.env.builder.path(&list_page(list, number));
        (count > 1).then(|| PagesContext {
            number,
            count,
            paths: (1..=count).map(path).collect(),
            previous: (number > 1).then(|| path(number - 1)),
            next: (number < count).then(|| path(number + 1)),
        })
    }

    /// The bodies that have anything to list, each with the way to its list; empty on all pages but the first at the directory's address.
    pub(super) fn directory_on(&self, listed: Listed, series: &Series, number: usize) -> Vec<BodyContext> {
        if number == 1 && series.address.is_empty() && self.env.builder.bodies.are_several() {
            self.directory(listed)
        } else {
            Vec::new()
        }
    }

    /// The bodies that have anything to list, but for plans that lie right in `content/`.
    pub(super) fn directory(&self, listed: Listed) -> Vec<BodyContext> {
        let site = self.env.catalog.site.series.iter().enumerate();
        let body = |(at, series): (usize, &Series)| {
            let count = self.env.across().row_count(listed, at);
            (count > 0 && !series.address.is_empty()).then(|| BodyContext {
                title: self.series_context(at).title.clone(),
                path: self.env.builder.path(&self.env.across().list_address(listed, series)),
                count,
            })
        };
        site.filter_map(body).collect()
    }
}
