//! Whole documents: what each of their paragraphs becomes.

mod files;
mod hostile;
mod lists;
mod support;
mod text;
