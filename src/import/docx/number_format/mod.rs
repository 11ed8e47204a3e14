//! How a counter is written: the number formats of ECMA-376, 17.18.59, as Word shows them in Chinese documents.

mod chinese;
#[cfg(test)]
mod tests;

use chinese::{LEGAL, LEGAL_TRADITIONAL, PLAIN, PLAIN_TRADITIONAL, counted, digits};

/// A number format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFormat {
    Decimal,
    /// With noughts before it, to so many digits: 01.
    Padded(u8),
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    /// 一百零一.
    Chinese,
    /// 一百零一 in traditional characters.
    ChineseTraditional,
    /// 九十九 and then 一〇〇.
    ChineseToNinetyNine,
    /// 九十九 and then 一○○.
    TaiwaneseToNinetyNine,
    /// 壹佰零壹.
    Legal,
    LegalTraditional,
    /// 一〇一.
    IdeographDigits,
    /// 一○一.
    TaiwaneseDigits,
    /// 甲乙丙.
    HeavenlyStems,
    /// 子丑寅.
    EarthlyBranches,
    /// 甲子, 乙丑.
    Sexagenary,
    /// １２３.
    FullWidth,
    /// ①, to 20; then digits.
    Circled,
    /// ⑴, to 20; then digits.
    InParentheses,
    /// ⒈, to 20; then digits.
    WithFullStop,
    /// ㈠, to 10; then digits.
    IdeographInParentheses,
    /// 1st.
    Ordinal,
    /// - 1 -
    InDashes,
    /// Hexadecimal.
    Hexadecimal,
    /// A sign that does not count.
    Bullet,
    /// Nothing is shown; it counts all the same.
    None,
}

impl NumberFormat {
    /// The format of this name; one that is not known counts in digits. A custom one is told by its pattern: `001, 002, 003, ...`.
    pub fn of(name: &str, pattern: Option<&str>) -> Self {
        match name {
            "decimalZero" => Self::Padded(2),
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            // In Chinese documents Word counts `japaneseCounting` as Chinese do: 一百零一, not 百一.
            "chineseCountingThousand" | "japaneseCounting" => Self::Chinese,
            "taiwaneseCountingThousand" => Self::ChineseTraditional,
            "chineseCounting" => Self::ChineseToNinetyNine,
            "taiwaneseCounting" => Self::TaiwaneseToNinetyNine,
            "chineseLegalSimplified" => Self::Legal,
            "ideographLegalTraditional" | "japaneseLegal" => Self::LegalTraditional,
            "ideographDigital" | "japaneseDigitalTenThousand" => Self::IdeographDigits,
            "taiwaneseDigital" => Self::TaiwaneseDigits,
            "ideographTraditional" => Self::HeavenlyStems,
            "ideographZodiac" => Self::EarthlyBranches,
            "ideographZodiacTraditional" => Self::Sexagenary,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalEnclosedParen" => Self::InParentheses,
            "decimalEnclosedFullstop" => Self::WithFullStop,
            "ideographEnclosedCircle" => Self::IdeographInParentheses,
            "ordinal" => Self::Ordinal,
            "numberInDash" => Self::InDashes,
            "hex" => Self::Hexadecimal,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "custom" => {
                let first = pattern.and_then(|pattern| pattern.split(',').next()).unwrap_or_default().trim();
                let is_padded =
                    first.len() > 1 && first.len() <= 9 && first.bytes().all(|byte| byte.is_ascii_digit());
                match u8::try_from(first.len()) {
                    Ok(width) if is_padded => Self::Padded(width),
                    _ => Self::Decimal,
                }
            }
            _ => Self::Decimal,
        }
    }

    /// A counter as it is shown. What a format has no sign for is in digits.
    pub fn write(self, counter: i64) -> String {
        let plain = counter.to_string();
        let Ok(number) = u32::try_from(counter) else { return plain };
        let from_one = |first: char, most: u32| match number {
            1.. if number <= most => u32::from(first).checked_add(number - 1).and_then(char::from_u32),
            _ => None,
        };
        let sign = |sign: Option<char>| sign.map_or_else(|| plain.clone(), String::from);
        match self {
            Self::Decimal => plain,
            Self::Padded(width) => format!("{number:0width$}", width = usize::from(width)),
            Self::UpperRoman => roman(number).unwrap_or(plain),
            Self::LowerRoman => roman(number).map_or(plain, |text| text.to_ascii_lowercase()),
            Self::UpperLetter => letters(number, b'A').unwrap_or(plain),
            Self::LowerLetter => letters(number, b'a').unwrap_or(plain),
            Self::Chinese => counted(number, PLAIN),
            Self::ChineseTraditional => counted(number, PLAIN_TRADITIONAL),
            Self::ChineseToNinetyNine if (1..100).contains(&number) => counted(number, PLAIN),
            Self::TaiwaneseToNinetyNine if (1..100).contains(&number) => counted(number, PLAIN),
            Self::ChineseToNinetyNine => digits(number, '〇'),
            Self::TaiwaneseToNinetyNine => digits(number, '○'),
            Self::Legal => counted(number, LEGAL),
            Self::LegalTraditional => counted(number, LEGAL_TRADITIONAL),
            Self::IdeographDigits => digits(number, '〇'),
            Self::TaiwaneseDigits => digits(number, '○'),
            Self::HeavenlyStems => sign(of_row(number, STEMS)),
            Self::EarthlyBranches => sign(of_row(number, BRANCHES)),
            Self::Sexagenary => match number.checked_sub(1) {
                Some(place) => of_row(place % 10 + 1, STEMS)
                    .into_iter()
                    .chain(of_row(place % 12 + 1, BRANCHES))
                    .collect(),
                None => plain,
            },
            Self::FullWidth => plain
                .chars()
                .map(|digit| char::from_u32(u32::from(digit) + 0xFEE0).unwrap_or(digit))
                .collect(),
            Self::Circled => sign(from_one('①', 20)),
            Self::InParentheses => sign(from_one('⑴', 20)),
            Self::WithFullStop => sign(from_one('⒈', 20)),
            Self::IdeographInParentheses => sign(from_one('㈠', 10)),
            Self::Ordinal => format!("{number}{}", ordinal_ending(number)),
            Self::InDashes => format!("- {number} -"),
            Self::Hexadecimal => format!("{number:X}"),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

fn of_row(number: u32, row: &str) -> Option<char> {
    row.chars().nth(usize::try_from(number.checked_sub(1)?).ok()?)
}

/// To 32,767, which is as far as Word counts; above 3999 with more than three M.
fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=32_767).contains(&number) {
        return None;
    }
    let (mut text, mut left) = (String::new(), number);
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    Some(text)
}

/// a to z, then aa, bb to zz, then aaa: the same letter again, as Word does; 30 at most, and then from the start.
fn letters(number: u32, first: u8) -> Option<String> {
    let place = number.checked_sub(1)? % 780;
    let letter = first + u8::try_from(place % 26).ok()?;
    Some(std::iter::repeat_n(char::from(letter), usize::try_from(place / 26 + 1).ok()?).collect())
}

const fn ordinal_ending(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}
