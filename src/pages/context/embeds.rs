//! An indicator in a frame on other pages, as templates have it.

use super::{AttainmentContext, MeasurementContext, PlanLink, StatusContext};

template_values! {
    /// An indicator in a frame: `embed`.
    pub struct EmbedContext {
        /// Its name.
        pub name: String,
        /// The path of its page.
        pub path: String,
        /// The newest year of which there is anything to tell.
        pub year: i16,
        /// The plan of that year.
        pub plan: PlanLink,
        /// The body that issued it.
        pub issuer: Option<String>,
        /// The target in words.
        pub target: Option<String>,
        /// 完成值.
        pub actual: Option<MeasurementContext>,
        /// 完成率.
        pub attainment: Option<AttainmentContext>,
        /// Where it stands; null where it has no target.
        pub status: Option<StatusContext>,
        /// Where the value comes from: its own source, else the indicator's.
        pub source: Option<String>,
    }

    /// What to copy into other pages to show an indicator there: `indicator.embed`.
    pub struct EmbedCodes {
        /// The path of the page to be framed.
        pub path: String,
        /// An `iframe` with that page.
        pub frame: String,
        /// The values as plain HTML.
        pub html: String,
    }
}
