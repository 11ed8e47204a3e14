//! Why a text states no quantity: takes the particulars from the reader, gives the reason in two
//! languages. Knows nothing of files, places in files and codes.

use super::print_decimal;
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use rust_decimal::Decimal;

/// Why a text could not be read as one definite quantity.
///
/// Columns count characters of the text from 1; quoted words are as written and cut after
/// some twenty characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuantityError {
    /// Nothing but space.
    Empty,
    /// No number where one has to be, and what is there instead; may be empty.
    NoNumber { column: usize, text: String },
    /// A rough number (概数): 几十家, 二十多家, 三五家.
    Vague { text: String },
    /// A part of a whole that is not stated in hundredths or thousandths: 三分之一, 半数, 1/3.
    Fraction { text: String },
    /// A numeral that is malformed or has two readings: 三百五, 二〇一六, 1万5.
    Numeral { text: String },
    /// More digits than a decimal holds (28).
    OutOfRange { text: String },
    /// Two bounds that do not go together: 超12家以内.
    Contradiction { first: String, second: String },
    /// A range that starts above its end: the values as written.
    Reversed { lower: Decimal, upper: Decimal },
    /// The two ends of a range in two units, as written; either may be empty.
    UnitsDiffer { first: String, second: String },
    /// Something after the quantity that is neither unit nor bound.
    Leftover { column: usize, text: String },
    /// A number in a date, a growth or a grade, which is no count: 6月底前开工, 零增长, 3A级.
    NoQuantity { text: String },
}

impl QuantityError {
    /// The reason, in words for the author of the text.
    pub fn reason(&self) -> Words {
        match self {
            Self::Empty => say!("there is no text", "没有内容"),
            Self::NoQuantity { text } => say!(
                "`{text}` is a date, a growth or a grade, and its number counts nothing; write what is counted, or make it a task",
                "“{text}”是时限、增减或等级，其中的数字不是数量；请写明数量，或列为任务（`tasks`）"
            ),
            Self::NoNumber { column, text } if text.is_empty() => {
                say!("a number is missing at character {column}", "第{column}个字符处缺少数字")
            }
            Self::NoNumber { column, text } => say!(
                "a number is missing at character {column}, before `{text}`",
                "第{column}个字符处应为数字，而不是“{text}”"
            ),
            Self::Vague { text } => say!(
                "`{text}` is a rough number; state a number, or a bound such as `…以上`",
                "“{text}”是概数，无法核对；请写明数字，或用“……以上”一类的界限"
            ),
            Self::Fraction { text } => say!(
                "`{text}` is a fraction, which a decimal may not hold exactly; state a percentage",
                "“{text}”是分数，不一定能精确表示为小数；请改用百分数"
            ),
            Self::Numeral { text } => say!(
                "`{text}` is not a numeral with one clear reading; write it in digits",
                "“{text}”不是写法规范、含义唯一的数字；请改用阿拉伯数字"
            ),
            Self::OutOfRange { text } => say!(
                "`{text}` has more digits than can be held exactly (28)",
                "“{text}”的位数超过能精确表示的28位"
            ),
            Self::Contradiction { first, second } => say!(
                "`{first}` and `{second}` state two different bounds",
                "“{first}”与“{second}”表示的界限不一致"
            ),
            Self::Reversed { lower, upper } => say!(
                "the range starts at {}, above its end {}",
                "范围的起点{}大于终点{}",
                print_decimal(*lower),
                print_decimal(*upper)
            ),
            Self::UnitsDiffer { first, second } => say!(
                "the range starts in `{first}` and ends in `{second}`",
                "范围两端的单位不一致：“{first}”与“{second}”"
            ),
            Self::Leftover { column, text } => say!(
                "`{text}` at character {column} is neither a unit nor a bound",
                "第{column}个字符起的“{text}”既不是单位，也不是界限用语"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::quantity::Quantity;

    #[test]
    fn reasons_name_the_words_and_the_place_in_both_languages() {
        let cases = [
            ("", "there is no text", "没有内容"),
            (">=", "a number is missing at character 3", "第3个字符处缺少数字"),
            (
                "大力培育",
                "a number is missing at character 1, before `大力培育`",
                "第1个字符处应为数字，而不是“大力培育”",
            ),
            (
                "20多家",
                "`20多家` is a rough number; state a number, or a bound such as `…以上`",
                "“20多家”是概数，无法核对；请写明数字，或用“……以上”一类的界限",
            ),
            (
                "三分之一",
                "`三分之一` is a fraction, which a decimal may not hold exactly; state a percentage",
                "“三分之一”是分数，不一定能精确表示为小数；请改用百分数",
            ),
            ("超12家以内", "`超` and `以内` state two different bounds", "“超”与“以内”表示的界限不一致"),
            ("5—3家", "the range starts at 5, above its end 3", "范围的起点5大于终点3"),
            ("3家—5人", "the range starts in `家` and ends in `人`", "范围两端的单位不一致：“家”与“人”"),
            (
                "12家以上企业",
                "`企业` at character 6 is neither a unit nor a bound",
                "第6个字符起的“企业”既不是单位，也不是界限用语",
            ),
        ];
        for (text, english, chinese) in cases {
            let reason = Quantity::parse(text).unwrap_err().reason();
            assert_eq!((reason.english.as_str(), reason.chinese.as_str()), (english, chinese), "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_in_the_message() {
        let text = "请".repeat(1000);
        let reason = Quantity::parse(&text).unwrap_err().reason();
        assert!(reason.chinese.chars().count() < 60, "{}", reason.chinese);
        assert!(reason.chinese.contains("请…"));
    }
}
