//! Sealed plans as templates have them.

use super::DateContext;

template_values! {
    /// The seal of the pages that are being rendered: `sealed`.
    pub struct SealedContext<'a> {
        /// The plan's address without its final slash: `city/2019`.
        pub plan: &'a str,
        /// The number of its bag, from 1.
        pub number: u32,
        /// The day of sealing.
        pub date: DateContext,
        /// Why it was sealed again; null but in amendments.
        pub reason: Option<&'a str>,
    }

    /// All that is sealed: `archive`.
    pub struct ArchiveContext {
        /// The series with sealed plans.
        pub series: Vec<ArchivedSeries>,
    }

    /// A series with its sealed plans: `archive.series[]`.
    pub struct ArchivedSeries {
        /// Its title.
        pub title: String,
        /// Its path.
        pub path: String,
        /// Its sealed plans, newest first.
        pub plans: Vec<ArchivedPlan>,
    }

    /// A sealed plan with its bags: `archive.series[].plans[]`.
    pub struct ArchivedPlan {
        /// Its title, as the newest bag has it.
        pub title: String,
        /// Its path.
        pub path: String,
        /// 发文字号, as the newest bag has it.
        pub document_number: Option<String>,
        /// Its bags, in the order of sealing.
        pub bags: Vec<ArchivedBag>,
    }

    /// A bag: `bags[]`.
    pub struct ArchivedBag {
        /// Its number, from 1.
        pub number: u32,
        /// Its name: `city/2019/1`.
        pub name: String,
        /// The day of sealing.
        pub sealed: DateContext,
        /// Why the plan was sealed again; null for a first bag.
        pub reason: Option<String>,
        /// The SHA-256 of its tag manifest, in hexadecimal digits.
        pub digest: String,
        /// That of the bag sealed before it in the series; null for the first.
        pub previous: Option<String>,
        /// The size of its payload in words.
        pub size: String,
        /// How many files its payload has.
        pub files: u64,
        /// The path of the bag as a zip.
        pub zip: String,
    }
}
