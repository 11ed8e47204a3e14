//! Numbered lists: the page counts on from the first number, whatever numbers follow.

use super::BlockReader;
use crate::bug::slice;
use crate::diagnostic::BlockSlip;
use std::ops::Range;

/// A list that is open.
#[derive(Debug)]
pub(super) struct OpenList {
    /// Its first number, if it has numbers.
    first: Option<u64>,
    /// How many items it has had.
    items: u64,
    /// All items bear the first number, which is how some write a list that the page is to count.
    is_uncounted: bool,
    is_told: bool,
}

impl OpenList {
    /// Begins a list.
    pub(super) const fn new(first: Option<u64>) -> Self {
        Self { first, items: 0, is_uncounted: false, is_told: false }
    }

    /// Takes the next item's number; gives the one that is shown where it is another.
    fn item(&mut self, written: u64) -> Option<u64> {
        let first = self.first?;
        let shown = first.saturating_add(self.items);
        if self.items == 1 {
            self.is_uncounted = written == first;
        }
        self.items += 1;
        let is_right = written == shown || (self.is_uncounted && written == first);
        (!is_right && !std::mem::replace(&mut self.is_told, true)).then_some(shown)
    }
}

impl BlockReader<'_> {
    /// An item begins.
    pub(super) fn item(&mut self, range: &Range<usize>) {
        let Some(list) = self.lists.last_mut() else { return };
        let item = slice(self.text, range.clone());
        let start = range.start + (item.len() - item.trim_start().len());
        let item = slice(self.text, start..range.end.max(start));
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(written) = slice(item, ..digits).parse() else { return };
        let Some(shown) = list.item(written) else { return };
        let mark = slice(item, digits..).chars().next().unwrap_or('.');
        let line = self.rest_of_line(start);
        let text = self.typed(&(start + digits + mark.len_utf8()..line.end));
        let [written, shown] = [written, shown].map(|number| format!("{number}{mark}"));
        self.tell(BlockSlip::ListRenumbered { written, shown, line: text }, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_number_that_is_not_shown_is_told() {
        for (numbers, expected) in [
            (&[1, 2, 3][..], &[][..]),
            (&[1, 1, 1], &[]),
            (&[0, 1, 2], &[]),
            (&[5, 6], &[]),
            (&[1, 3, 4, 22], &[(3, 2)]),
            (&[1, 1, 2, 3], &[(2, 3)]),
            (&[3, 2], &[(2, 4)]),
        ] {
            let mut list = OpenList::new(numbers.first().copied());
            let told: Vec<_> =
                numbers.iter().filter_map(|number| Some((*number, list.item(*number)?))).collect();
            assert_eq!(told, expected, "{numbers:?}");
        }
        assert_eq!(OpenList::new(None).item(7), None);
    }
}
