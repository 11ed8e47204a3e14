//! Notes that are taken for the addresses of links: `[1]: 数据来源`.

use super::{BlockReader, marker::is_han, typed};
use crate::bug::slice;
use crate::diagnostic::BlockSlip;
use std::ops::Range;

impl BlockReader<'_> {
    /// Takes a definition that the parser found.
    pub(super) fn definition(&mut self, label: &str, address: &str, range: &Range<usize>) {
        if !address.contains(is_han) || is_file(address) {
            return;
        }
        let line = typed(slice(self.text, range.clone()));
        let words = line.split_once("]:").map_or("", |(_, words)| words.trim());
        let name = label.trim_matches(['^', '［', '］', ' ']);
        let better = format!("[^{name}]: {words}");
        let address = typed(address);
        self.tell(BlockSlip::NoteAsLink { label: typed(label), address, better }, range.clone());
    }
}

/// Whether an address is that of a file or a page.
fn is_file(address: &str) -> bool {
    address.contains("://")
        || address.contains('/')
        || address.rsplit_once('.').is_some_and(|(_, end)| {
            (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
