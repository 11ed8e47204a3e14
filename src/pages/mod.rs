//! The site's pages: what references lead to, which pages there are, how each is rendered.
//!
//! [`catalog`] looks things up, [`links`] resolves what the prose refers to, [`route`] lists
//! addresses, [`bodies`] says which body an indicator or unit belongs to, [`render`] makes artifacts with the theme. No file is read or written here.

pub mod across;
pub mod address;
pub mod bodies;
pub mod body_builder;
mod calendar;
pub mod catalog;
mod charts;
pub mod context;
pub mod context_builder;
pub mod cross_index;
pub mod dependencies;
pub mod dependency_graph;
pub mod display;
pub mod external_hosts;
pub mod fill;
pub mod fingerprint;
pub mod fragment;
pub mod home;
pub mod json_ld;
pub mod judgements;
pub mod key;
pub mod link_rewriter;
pub mod links;
pub mod meta;
pub mod moved;
pub mod old_addresses;
pub mod page_sources;
pub mod plan_record;
pub mod progress;
pub mod reason;
pub mod render;
pub mod route;
pub mod searchable;
pub mod twin;
mod twin_items;
pub mod unit_pages;
