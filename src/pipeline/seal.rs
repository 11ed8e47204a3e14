//! How much of a site a run renders: all of it, or one plan as it is to be sealed.

use crate::model::config::Lang;
use crate::pages::context::DateContext;
use crate::pages::display;
use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

/// What a run renders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Extent {
    /// The whole site.
    #[default]
    Site,
    /// One plan, with what is said of its seal on each page.
    Plan(Seal),
}

/// What the pages of a sealed plan say of the seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The address of the plan, without slashes at the ends: `city/2019`.
    pub plan: String,
    /// Which bag of the plan it will be.
    pub number: u32,
    /// The day of sealing.
    pub date: Date,
    /// Why it is sealed again.
    pub reason: Option<String>,
}

impl Seal {
    /// The plan's address as pages have it, with a final slash.
    pub fn address(&self) -> String {
        format!("{}/", self.plan)
    }
}

/// `sealed`: what the templates of a plan's pages are told; nothing where the pages are not to be sealed.
pub fn value(extent: &Extent, lang: Lang) -> (&'static str, Value) {
    #[derive(Serialize)]
    struct Sealed<'a> {
        plan: &'a str,
        number: u32,
        date: DateContext,
        reason: Option<&'a str>,
    }
    let value = match extent {
        Extent::Site => Value::none(),
        Extent::Plan(Seal { plan, number, date, reason }) => Value::from_serializable(&Sealed {
            plan,
            number: *number,
            date: DateContext { iso: date.to_string(), text: display::catalogue_date(*date, lang) },
            reason: reason.as_deref(),
        }),
    };
    ("sealed", value)
}
