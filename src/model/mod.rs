//! Site, series, plan, section, indicator, quantity: what a site is made of. No I/O, no HTML.

pub mod numbering;
pub mod quantity;
