//! How much of a site a run renders: all of it, or one plan as it is to be sealed.

use crate::model::address::PageAddress;
use crate::source::stand_in::SealedSources;
use jiff::civil::Date;

/// What a run renders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum BuildExtent {
    /// The whole site.
    #[default]
    Site,
    /// One plan, with what is said of its seal on each page.
    Plan(Seal),
    /// The whole site, with a plan that lies elsewhere and is to take its place in `content/`.
    With(SealedSources),
    /// The data files of one plan, by its address.
    Data(PageAddress),
}

/// What the pages of a sealed plan say of the seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The address of the plan, without slashes at the ends: `city/2019`.
    pub plan: String,
    /// Which bag of the plan it will be.
    pub number: u32,
    /// The day of sealing; the latest day that the plan speaks of unless given.
    pub date: Option<Date>,
    /// The day on which that is asked: until a plan's year is over, the day of sealing must be given.
    pub today: Date,
    /// Why it is sealed again.
    pub reason: Option<String>,
}

impl Seal {
    /// The plan's address as pages have it, with a final slash.
    pub fn address(&self) -> PageAddress {
        PageAddress::new(format!("{}/", self.plan))
    }
}
