//! What each template is given besides what all of them are: one type for each file of a theme's `templates/`.
//!
//! The fields of a type are the names that its template knows.

use super::{
    ArchiveContext, BodyContext, CatalogueContext, ChangesContext, DataFileContext, EmbedContext,
    FeedContext, HomeContext, IndicatorContext, IndicatorHistory, IndicatorList, LinkContext,
    NamesakesContext, NavContext, PageContext, PagesContext, PlanContext, RedirectContext, RobotsContext,
    RollUpContext, RollUps, SealedContext, SearchContext, SectionContext, SeriesContext, SharedValue,
    SiteContext, SiteMapContext, SitemapContext, TaskContext, UnitContext, UnitDetails,
};
use tera::{Context, Value};

/// The values of a template.
pub trait TemplateValues {
    /// The template's file name.
    const TEMPLATE: &'static str;

    /// Adds the values to a context under their names.
    fn insert_into(self, context: &mut Context);
}

/// Declares the types of templates, and a list of them for the test that holds the documentation to them.
macro_rules! templates {
    ($($(#[$meta:meta])* $template:literal $name:ident $(<$life:lifetime>)? {
        $($(#[$doc:meta])* $field:ident: $type:ty,)*
    })*) => {
        $(
            $(#[$meta])*
            #[derive(Debug)]
            #[cfg_attr(test, derive(schemars::JsonSchema))]
            pub struct $name $(<$life>)? {
                $($(#[$doc])* pub $field: $type,)*
            }

            impl $(<$life>)? TemplateValues for $name $(<$life>)? {
                const TEMPLATE: &'static str = $template;

                fn insert_into(self, context: &mut Context) {
                    $(context.insert_value(stringify!($field), Value::from(self.$field));)*
                    let _ = context;
                }
            }
        )*

        /// Every template with the schema of its values.
        #[cfg(test)]
        pub fn schemas(generator: &mut schemars::SchemaGenerator) -> Vec<(&'static str, schemars::Schema)> {
            vec![$(($template, generator.subschema_for::<$name>()),)*]
        }
    };
}

templates! {
    /// The home page.
    "home.html" HomeTemplate<'a> {
        /// What it shows.
        home: SharedValue<HomeContext<'a>>,
    }

    /// A series.
    "series.html" SeriesTemplate {
        /// The series.
        series: SharedValue<SeriesContext>,
        /// Where there are several bodies, the lists of its indicators and of its units; then its feed and its calendar.
        lists: SharedValue<Vec<LinkContext>>,
    }

    /// A whole plan on one page.
    "plan.html" PlanTemplate<'a> {
        /// The plan.
        plan: SharedValue<PlanContext<'a>>,
        /// Its own text as HTML.
        foreword: String,
        /// Its sections, each with its text.
        chapters: SharedValue<Vec<ChapterContext<'a>>>,
        /// The indicators of no section.
        indicators: SharedValue<Vec<IndicatorContext>>,
        /// The tasks of no section.
        tasks: SharedValue<Vec<TaskContext>>,
        /// Whether the theme is to show those indicators: false where the text placed them.
        show_indicators: bool,
        /// Whether the theme is to show those tasks: false where the text placed them.
        show_tasks: bool,
        /// The files of its data.
        data: SharedValue<Vec<DataFileContext>>,
    }

    /// A section.
    "section.html" SectionTemplate<'a> {
        /// The plan.
        plan: SharedValue<PlanContext<'a>>,
        /// The section.
        section: SharedValue<SectionContext<'a>>,
        /// The section before it.
        prev: SharedValue<Option<LinkContext>>,
        /// The section after it.
        next: SharedValue<Option<LinkContext>>,
    }

    /// The indicator table of a plan.
    "indicators.html" TableTemplate<'a> {
        /// The plan.
        plan: SharedValue<PlanContext<'a>>,
        /// The indicators by section.
        groups: SharedValue<Vec<IndicatorGroup>>,
        /// How many stand where.
        rollup: SharedValue<RollUpContext>,
        /// The same by section and by level.
        rollups: SharedValue<RollUps>,
        /// The files of its data.
        data: SharedValue<Vec<DataFileContext>>,
    }

    /// What a plan changes.
    "changes.html" ChangesTemplate<'a> {
        /// The plan.
        plan: SharedValue<PlanContext<'a>>,
        /// What it changes.
        changes: SharedValue<ChangesContext>,
    }

    /// The list of indicators.
    "indicator-list.html" IndicatorListTemplate {
        /// The indicators of the series, as far as this page has them; none in a directory of bodies.
        lists: SharedValue<Vec<IndicatorList>>,
        /// The bodies to choose from; none but in a directory.
        bodies: SharedValue<Vec<BodyContext>>,
        /// The other pages of the list; null where there are none.
        pages: SharedValue<Option<PagesContext>>,
    }

    /// One indicator over the years.
    "indicator.html" IndicatorTemplate {
        /// The indicator.
        indicator: SharedValue<IndicatorHistory>,
    }

    /// One indicator in a frame on other pages.
    "embed.html" EmbedTemplate {
        /// The indicator.
        embed: SharedValue<EmbedContext>,
    }

    /// The list of units.
    "unit-list.html" UnitListTemplate {
        /// The units, as far as this page has them; in a directory of bodies those that are one for all.
        units: SharedValue<Vec<UnitContext>>,
        /// The bodies to choose from; none but in a directory.
        bodies: SharedValue<Vec<BodyContext>>,
        /// The other pages of the list; null where there are none.
        pages: SharedValue<Option<PagesContext>>,
    }

    /// One unit.
    "unit.html" UnitTemplate {
        /// The unit.
        unit: SharedValue<UnitDetails>,
    }

    /// What an old address stands for that is another page for each body.
    "namesakes.html" NamesakesTemplate {
        /// The pages of the bodies.
        namesakes: SharedValue<NamesakesContext>,
    }

    /// An ordinary page: it has its text only.
    "page.html" PageTemplate {}

    /// The page that lists all others.
    "site-map.html" SiteMapTemplate {
        /// What it lists.
        site_map: SharedValue<SiteMapContext>,
    }

    /// The data that there are.
    "open-data.html" OpenDataTemplate {
        /// The data that there are.
        catalogue: SharedValue<CatalogueContext>,
    }

    /// The search.
    "search.html" SearchTemplate {
        /// The index, and what can be found without searching.
        search: SharedValue<SearchContext>,
    }

    /// The list of sealed plans.
    "archive.html" ArchiveTemplate {
        /// What is sealed.
        archive: SharedValue<ArchiveContext>,
    }

    /// The first page of a bag.
    "sealed.html" SealedTemplate<'a> {
        /// The plan.
        plan: SharedValue<PlanContext<'a>>,
        /// The pages in the bag.
        pages: SharedValue<Vec<LinkContext>>,
    }

    /// The page of missing pages.
    "not-found.html" NotFoundTemplate {}

    /// A page at an old address.
    "redirect.html" RedirectTemplate {
        /// Where it leads.
        redirect: SharedValue<RedirectContext>,
    }

    /// The site map for programs.
    "sitemap.xml" SitemapTemplate {
        /// All pages.
        sitemap: SharedValue<SitemapContext>,
    }

    /// The index of site maps, where there are several.
    "sitemap-index.xml" SitemapIndexTemplate {
        /// One for each site map.
        maps: SharedValue<Vec<super::SitemapUrl>>,
    }

    /// The feed.
    "feed.xml" FeedTemplate {
        /// What happened last.
        feed: SharedValue<FeedContext>,
    }

    /// What robots may visit.
    "robots.txt" RobotsTemplate {
        /// Where the site map is.
        robots: SharedValue<RobotsContext>,
    }

    /// What every template is given.
    "*" CommonValues<'a> {
        /// The site.
        site: SharedValue<SiteContext<'a>>,
        /// Navigation.
        nav: SharedValue<NavContext>,
        /// The seal of the pages; null but where a plan is being sealed.
        sealed: SharedValue<Option<SealedContext<'a>>>,
    }

    /// What the template of every page is given.
    "*.html" PageValues<'a> {
        /// The page.
        page: SharedValue<PageContext<'a>>,
    }
}

/// A section on its plan's page: `chapters[]`.
#[derive(Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChapterContext<'a> {
    /// The section.
    pub section: SharedValue<SectionContext<'a>>,
    /// Its text as HTML.
    pub body: String,
}

impl From<ChapterContext<'_>> for Value {
    fn from(chapter: ChapterContext<'_>) -> Self {
        map([("section", chapter.section.into()), ("body", chapter.body.into())])
    }
}

/// The indicators of one section: `groups[]`.
#[derive(Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct IndicatorGroup {
    /// The section; null for the plan's own.
    pub section: SharedValue<Option<LinkContext>>,
    /// Its indicators.
    pub indicators: SharedValue<Vec<IndicatorContext>>,
}

impl From<IndicatorGroup> for Value {
    fn from(group: IndicatorGroup) -> Self {
        map([("section", group.section.into()), ("indicators", group.indicators.into())])
    }
}

fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from(entries.into_iter().map(|(name, value)| (name.into(), value)).collect::<tera::Map>())
}
