//! Where the blocks of a text begin and end that stand in no other block.

use super::OPTIONS;
use pulldown_cmark::{Event, Parser};
use std::ops::Range;

/// The ranges, in bytes, of the blocks of a text that stand in no other, in their order. What lies between them are blank lines and
/// definitions of link addresses.
pub fn top_level(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(_) => {
                if depth == 0 {
                    found.push(range);
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ if depth == 0 => found.push(range),
            _ => {}
        }
    }
    found
}
