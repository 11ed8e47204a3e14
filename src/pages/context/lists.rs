//! The pages that list others: the site map, the search, and lists by body.

use super::{DataFileContext, LinkContext};

template_values! {
    /// A body in a directory: `bodies[]`.
    #[derive(Clone)]
    pub struct BodyContext {
        /// The title of its series.
        pub title: String,
        /// The path of its list.
        pub path: String,
        /// How many indicators, or units, the list has.
        pub count: usize,
    }

    /// Where a page of a long list stands among the others: `pages`.
    pub struct PagesContext {
        /// Its number, from 1.
        pub number: usize,
        /// How many pages the list has.
        pub count: usize,
        /// The paths of all of them, in order.
        pub paths: Vec<String>,
        /// The path of the page before it.
        pub previous: Option<String>,
        /// The path of the page after it.
        pub next: Option<String>,
    }

    /// The pages of several bodies that one old address stood for: `namesakes`.
    pub struct NamesakesContext {
        /// The pages, in the order of the series.
        pub pages: Vec<NamesakeContext>,
    }

    /// A page of one body: `namesakes.pages[]`.
    pub struct NamesakeContext {
        /// The title of the series.
        pub series: String,
        /// The name of the indicator or unit in it.
        pub name: String,
        /// The path of its page.
        pub path: String,
    }

    /// The page that lists all pages: `site_map`.
    pub struct SiteMapContext {
        /// The ordinary pages; those of the top level only where there are more than 2,000.
        pub pages: Vec<LinkContext>,
        /// The series, in the order of navigation.
        pub series: Vec<MappedSeries>,
    }

    /// A series with all its plans: `site_map.series[]`.
    pub struct MappedSeries {
        /// Its title.
        pub title: String,
        /// Its path.
        pub path: String,
        /// Where there are several bodies, the lists of its indicators and of its units (links).
        pub lists: Vec<LinkContext>,
        /// Its plans, newest first; empty where the site has so many that they are not listed.
        pub plans: Vec<MappedPlan>,
        /// How many plans it has.
        pub plan_count: usize,
    }

    /// A plan with its pages: `site_map.series[].plans[]`.
    pub struct MappedPlan {
        /// Its title.
        pub title: String,
        /// Its path.
        pub path: String,
        /// Whether it is a draft.
        pub draft: bool,
        /// Its sections (links); empty where the site has so many that they are not listed.
        pub sections: Vec<LinkContext>,
        /// How many sections it has.
        pub section_count: usize,
        /// The path of its indicator table.
        pub indicators_path: String,
        /// How many indicators it has.
        pub indicator_count: usize,
    }

    /// The data that a site publishes: `catalogue`.
    pub struct CatalogueContext {
        /// The files that list all: for programs and for spreadsheets.
        pub files: Vec<DataFileContext>,
        /// The series with their plans.
        pub series: Vec<CatalogueSeries>,
    }

    /// The data of a series: `catalogue.series[]`.
    pub struct CatalogueSeries {
        /// Its title.
        pub title: String,
        /// Its path.
        pub path: String,
        /// The files that hold all years.
        pub files: Vec<DataFileContext>,
        /// Its plans with files, newest first; empty where there are too many to list.
        pub plans: Vec<CataloguePlan>,
        /// How many plans it has.
        pub plan_count: usize,
    }

    /// The data of a plan: `catalogue.series[].plans[]`.
    pub struct CataloguePlan {
        /// Its title.
        pub title: String,
        /// Its path.
        pub path: String,
        /// Its files.
        pub files: Vec<DataFileContext>,
    }

    /// The page of the search: `search`. What it lists is for readers without scripts, and for those who look around.
    pub struct SearchContext {
        /// The path of the index's first file; null where there is no index, as in a preview.
        pub index: Option<String>,
        /// What the index was made from, so that files of two indexes are never mixed.
        pub version: Option<String>,
        /// The years of the plans, newest first.
        pub years: Vec<i16>,
        /// The bodies that results can be narrowed to, by the titles of their series; empty where there is one.
        pub bodies: Vec<String>,
        /// All indicators (links, named as in their newest plan); empty where there are several bodies, or too many to list.
        pub indicators: Vec<LinkContext>,
        /// All units (links); empty where there are several bodies, or too many to list.
        pub units: Vec<LinkContext>,
        /// The series with all their plans, as in `site_map.series`.
        pub series: Vec<MappedSeries>,
    }
}
