//! Where a finding stands, as far as the examples in its help are to fit: a plan's year, an indicator's unit.
//!
//! The help of a finding is written with the marks below, which are filled in when it is read. They are control characters:
//! nothing that is quoted from a user's file can hold one (`visible.rs`).

/// The plan's year.
pub(crate) const YEAR: char = '\u{11}';
/// The year before it.
pub(crate) const YEAR_BEFORE: char = '\u{12}';
/// The unit that the indicator is counted in.
pub(crate) const UNIT: char = '\u{13}';

/// Stands where no year is known.
const NO_YEAR: &str = "YYYY";
/// Stands where no indicator is known.
const NO_UNIT: &str = "家";

/// Where a finding stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Setting {
    /// The year of the plan, or that of the newest plan for what stands in none.
    pub year: Option<i16>,
    /// The unit of the indicator; empty where it has none.
    pub unit: Option<String>,
}

impl Setting {
    /// A text with its marks filled in.
    pub(super) fn fill(&self, text: String) -> String {
        if !text.contains([YEAR, YEAR_BEFORE, UNIT]) {
            return text;
        }
        let year = |back: i16| {
            let year = self.year.and_then(|year| year.checked_sub(back));
            year.map_or_else(|| NO_YEAR.to_owned(), |year| format!("{year:04}"))
        };
        text.replace(YEAR, &year(0))
            .replace(YEAR_BEFORE, &year(1))
            .replace(UNIT, self.unit.as_deref().unwrap_or(NO_UNIT))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_filled_in() {
        let text = || format!("`due: {YEAR}-12-31`, `{YEAR_BEFORE}/a`, `12{UNIT}以上`");
        let known = Setting { year: Some(2027), unit: Some("万元".to_owned()) };
        assert_eq!(known.fill(text()), "`due: 2027-12-31`, `2026/a`, `12万元以上`");
        assert_eq!(Setting::default().fill(text()), "`due: YYYY-12-31`, `YYYY/a`, `12家以上`");
    }
}
