//! Site, series, plan, section, indicator, quantity: what a site is made of. No I/O, no HTML.

pub mod address;
pub mod characters;
pub mod comparison;
pub mod config;
pub mod date;
pub mod document;
pub mod history;
pub mod indicator;
pub mod measure;
pub mod numbering;
pub mod official_date;
pub mod plan;
pub mod progress;
pub mod quantity;
pub mod recorder;
pub mod target;
