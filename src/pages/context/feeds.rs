//! What the templates of files for programs are given, and that of redirects.

template_values! {
    /// All pages: `sitemap`.
    pub struct SitemapContext {
        /// One for each page, by address.
        pub urls: Vec<SitemapUrl>,
    }

    /// One page of the site map: `sitemap.urls[]`.
    pub struct SitemapUrl {
        /// Its absolute address.
        pub loc: String,
        /// The day on which it last changed, as far as the sources tell (ISO 8601).
        pub lastmod: Option<String>,
    }

    /// The feed: `feed`.
    pub struct FeedContext {
        /// What it is the feed of: the site, or a series.
        pub title: String,
        /// Its own absolute address.
        pub address: String,
        /// The absolute address of the page that it belongs to.
        pub page: String,
        /// The feed's id.
        pub id: String,
        /// When it last changed (RFC 3339).
        pub updated: String,
        /// Its entries, newest first.
        pub entries: Vec<FeedEntry>,
    }

    /// One entry of the feed, a plan, a change of one of its indicators, or a plan sealed again: `feed.entries[]`.
    pub struct FeedEntry {
        /// `plan`, `revision` or `amendment`.
        pub kind: &'static str,
        /// Its title.
        pub title: String,
        /// Its absolute address.
        pub url: String,
        /// Its id, the same as long as the thing is.
        pub id: String,
        /// When it was published (RFC 3339).
        pub published: Option<String>,
        /// When it last changed (RFC 3339).
        pub updated: String,
        /// 内容概述, or what changed and why.
        pub summary: Option<String>,
    }

    /// For `robots.txt`: `robots`.
    pub struct RobotsContext {
        /// The absolute address of the site map; null for a site without a public address.
        pub sitemap: Option<String>,
    }

    /// Where an old address leads: `redirect`.
    pub struct RedirectContext {
        /// The way to the new page, with the way to the root in it.
        pub target: String,
    }
}
