//! Files in, documents out: the only room that reads the user's files.
//!
//! [`walk`](mod@walk) finds the files, [`text`] reads them, [`front_matter`] splits them,
//! [`fields`] and [`front`] turn YAML into model values, [`document`] puts it together. Faults are
//! placed by [`yaml`] only where there are any; [`edit`] changes its texts for those who write them. [`cache`] keeps what was read for the next run.
//! Nothing here knows what a page looks like.

pub mod assemble;
pub mod assets;
pub mod bodies;
pub mod cache;
pub mod characters;
pub mod choices;
pub mod config;
pub mod document;
pub mod edit;
pub mod encoding;
pub mod fields;
pub mod file_names;
pub mod front;
pub mod front_matter;
pub mod key_names;
pub mod keys;
pub mod listing;
pub mod load;
pub mod measured;
pub mod mending;
pub mod portal;
mod reports;
pub mod root_files;
pub mod schema;
pub mod slips;
pub mod stamp;
pub mod stand_in;
pub mod structure;
pub mod text;
pub mod theme;
pub mod unit_list;
pub mod walk;
pub mod yaml;

#[cfg(test)]
mod tests;
