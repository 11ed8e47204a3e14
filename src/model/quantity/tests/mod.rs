//! Phrases that are read, texts that are refused, and laws that every quantity keeps.

mod non_quantities;
mod phrases;
mod round_trip;
