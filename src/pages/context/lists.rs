//! The pages that list others: the site map and the search.

use super::LinkContext;

template_values! {
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
        /// Its plans, newest first.
        pub plans: Vec<MappedPlan>,
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

    /// The page of the search: `search`. What it lists is for readers without scripts, and for those who look around.
    pub struct SearchContext {
        /// The path of the index's first file; null where there is no index, as in a preview.
        pub index: Option<String>,
        /// What the index was made from, so that files of two indexes are never mixed.
        pub version: Option<String>,
        /// The years of the plans, newest first.
        pub years: Vec<i16>,
        /// All indicators (links, named as in their newest plan); empty where there are too many to list.
        pub indicators: Vec<LinkContext>,
        /// All units (links); empty where there are too many to list.
        pub units: Vec<LinkContext>,
        /// The series with all their plans, as in `site_map.series`.
        pub series: Vec<MappedSeries>,
    }
}
