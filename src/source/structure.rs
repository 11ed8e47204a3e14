//! The structure of a site: what decides which documents there are, and where each stands.
//!
//! Takes parsed documents; says whether two lists of them give the same tree of series, plans and sections
//! at the same addresses, with documents of the same numbers. Such lists differ at most in what the
//! documents say.

use super::assemble::Role;
use super::document::{Document, Front};
use std::sync::Arc;

/// Whether two lists of documents have the same structure.
pub fn is_same(before: &[(Role, Arc<Document>)], now: &[(Role, Arc<Document>)]) -> bool {
    before.len() == now.len() && before.iter().zip(now).all(|(before, now)| stands_alike(before, now))
}

fn stands_alike((role_before, before): &(Role, Arc<Document>), (role, now): &(Role, Arc<Document>)) -> bool {
    if role_before != role {
        return false;
    }
    if Arc::ptr_eq(before, now) {
        return true;
    }
    before.text.source.file == now.text.source.file
        && match (&before.front, &now.front) {
            (Front::Section(a), Front::Section(b)) => {
                (a.order, a.draft, &a.aliases) == (b.order, b.draft, &b.aliases)
            }
            (Front::Plan(a), Front::Plan(b)) => {
                (a.year, a.status, &a.aliases) == (b.year, b.status, &b.aliases)
            }
            // There are few, and other pages show their titles.
            (Front::Page(_), Front::Page(_)) => before.text.front_digest == now.text.front_digest,
            _ => false,
        }
}
