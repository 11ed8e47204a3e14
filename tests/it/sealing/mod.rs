//! A plan sealed from its sources, and the site that is then built: what is sealed, what is refused, and that
//! nothing which happens later changes what a sealed plan's addresses serve.

mod bag;
mod broken;
mod command;
mod published;
mod refusals;
mod serve;
pub mod site;
