//! Replacements in a text, applied at once; what is not replaced stays byte for byte.

use std::ops::Range;

/// Replacements, each of a range of the text by another text. An empty range inserts.
#[derive(Debug, Clone, Default)]
pub struct Patches(Vec<(Range<usize>, String)>);

/// A text after its replacements.
#[derive(Debug)]
pub struct Patched {
    /// The new text.
    pub text: String,
    /// For each replacement: where it ended in the old text, and where it ended in the new one.
    ends: Vec<(usize, usize)>,
}

impl Patches {
    /// Adds a replacement.
    pub fn add(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Adds all of another text's replacements, which stand so far further down.
    pub fn add_all(&mut self, others: Self, offset: usize) {
        self.0.extend(
            others.0.into_iter().map(|(range, text)| (range.start + offset..range.end + offset, text)),
        );
    }

    /// Applies the replacements.
    ///
    /// # Errors
    /// Two of them are about the same stretch of text: where the second begins.
    pub fn apply(mut self, old: &str) -> Result<Patched, usize> {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(old.len() + 64 * self.0.len());
        let mut ends = Vec::with_capacity(self.0.len());
        let mut at = 0;
        for (range, new) in self.0 {
            let kept = old.get(at..range.start).ok_or(range.start)?;
            text.push_str(kept);
            text.push_str(&new);
            at = range.end;
            ends.push((at, text.len()));
        }
        text.push_str(old.get(at..).ok_or(at)?);
        Ok(Patched { text, ends })
    }
}

impl Patched {
    /// Where something that stood at an offset of the old text, and was not replaced, stands now.
    pub fn offset(&self, old: usize) -> usize {
        // What is inserted at a place stands after what was there.
        let before = self.ends.partition_point(|(end, _)| *end <= old);
        match before.checked_sub(1).and_then(|index| self.ends.get(index)) {
            Some((end, now)) => now + (old - end),
            None => old,
        }
    }

    /// Where something that stands at an offset of the new text stood in the old one; of what is new, where the
    /// next thing stood.
    pub fn old_offset(&self, new: usize) -> usize {
        let before = self.ends.partition_point(|(_, now)| *now <= new);
        match before.checked_sub(1).and_then(|index| self.ends.get(index)) {
            Some((end, now)) => end + (new - now),
            None => new,
        }
    }

    /// The line, from 1, of an offset of the old text.
    pub fn line(&self, old: usize) -> usize {
        line_of(&self.text, self.offset(old))
    }
}

/// The line, from 1, of an offset.
pub fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).map_or(1, |before| before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_replaced_stays_and_keeps_its_line() {
        let mut patches = Patches::default();
        patches.add(5..5, "\n!");
        patches.add(0..1, "AA");
        let patched = patches.apply("abc\nde\nf").unwrap();
        assert_eq!(patched.text, "AAbc\nd\n!e\nf");
        assert_eq!((patched.line(4), patched.line(7)), (2, 4));
        assert_eq!(patched.text.get(patched.offset(7)..), Some("f"));
        assert_eq!(patched.old_offset(patched.offset(7)), 7);
    }

    #[test]
    fn two_replacements_of_one_stretch_are_refused() {
        let mut patches = Patches::default();
        patches.add(0..3, "");
        patches.add(2..4, "");
        assert_eq!(patches.apply("abcdef").unwrap_err(), 2);
    }
}
