//! Numbers in the prose that are not those of the data, or are bound to none.
//!
//! Decides nothing: what is wrong was settled where it was found.

use super::code::{Code, findings};
use super::words::{Words, joined, quote, say};

findings! {
    /// What about the numbers in the prose and those in the data.
    pub enum FigureFault;

    /// A figure whose words state another bound than the data.
    FigureBound { id: String, figure: String, data: String } = "figure-bound", Warning;
    message other_than_data(id, figure, data);
    help "write the bound as the data have it, in the link or right beside it, or correct the data",
        "请在链接文字中或紧挨链接处写上与指标一致的限定词，或更正指标";
    examples { id: "pilot-firms".into(), figure: "12家".into(), data: "12家以上".into() };

    /// A figure whose words state another unit than the data.
    FigureUnit { id: String, figure: String, data: String } = "figure-unit", Error;
    message "the text says {}, but {} is counted otherwise: {}",
        "正文写的是{}，而指标{}的单位不同：{}",
        quote(figure), quote(id), quote(data);
    help correct_text_or_data();
    examples { id: "pilot-firms".into(), figure: "12个以上".into(), data: "12家以上".into() };

    /// A figure whose words state no quantity.
    FigureUnread { id: String, figure: String } = "figure-unread", Warning;
    message "{} states no quantity to compare with {}", "{}读不出数量，无法与指标{}核对", quote(figure), quote(id);
    help "bind the number with its unit and bound, such as `[12家以上](indicator:pilot-firms)`",
        "请只绑定数字及其单位、限定词，例如 `[12家以上](indicator:pilot-firms)`";
    examples { id: "pilot-firms".into(), figure: "一批企业".into() };

    /// A figure whose words state another value than the data.
    FigureValue { id: String, figure: String, data: String } = "figure-value", Error;
    message other_than_data(id, figure, data);
    help correct_text_or_data();
    examples { id: "pilot-firms".into(), figure: "13家以上".into(), data: "12家以上".into() };

    /// A total that is not the sum of its parts; each part with its value. No sum where they are counted in
    /// units that cannot be added.
    SumMismatch { id: String, total: String, sum: Option<String>, parts: Vec<String> } = "sum-mismatch", Error;
    message match sum {
        Some(sum) => say!(
            "{} is {}, but its parts add up to {}: {}",
            "指标{}为{}，而各分项之和为{}：{}",
            quote(id),
            quote(total),
            quote(sum),
            joined(parts)
        ),
        None => say!(
            "{} is {}, but its parts are counted in units that cannot be added: {}",
            "指标{}为{}，而各分项单位不同，不能相加：{}",
            quote(id),
            quote(total),
            joined(parts)
        ),
    };
    help "correct the total, one of its parts, or `sum_of`", "请更正合计、某个分项或 `sum_of`";
    examples
        { id: "labs".into(), total: "15家".into(), sum: Some("14家".into()), parts: vec!["city 6家".into(), "own 8家".into()] }
        { id: "labs".into(), total: "15家".into(), sum: None, parts: vec!["city 6家".into(), "own 8人".into()] };

    /// A unit in the target's phrase that differs from the `unit:` beside it.
    UnitMismatch { phrase_unit: String, unit: String } = "unit-mismatch", Error always;
    message "the target says {}, but `unit` says {}",
        "目标值中的单位为 {}，`unit` 填写的单位为 {}",
        quote(phrase_unit), quote(unit);
    help "correct one of the two, or leave `unit` out: the target's words carry it",
        "请更正其中一处，或删去 `unit`：目标值的文字中已有单位";
    examples { phrase_unit: "亿元".into(), unit: "万元".into() };

    /// A quantity in the prose that is bound to no indicator.
    UntoldFigure { figure: String } = "untold-figure", Note;
    message "{} is bound to no indicator", "{}没有对应任何指标", quote(figure);
    help "make it an indicator and bind the words, such as {}, or say why not: \
         `<!-- planpress: ignore untold-figure reason -->`",
        "请列为指标并绑定，例如{}；不是目标的，请注明原因：`<!-- planpress: ignore untold-figure 原因 -->`",
        quote(&format!("[{figure}](indicator:id)"));
    examples { figure: "15家".into() };

    /// A quantity in the prose that tells a result and is bound to no indicator.
    UntoldResult { figure: String } = "untold-result", Note;
    message "the result {} is bound to no indicator", "完成情况{}没有对应任何指标", quote(figure);
    help "bind it to the value it tells, such as {}, or say why not: \
         `<!-- planpress: ignore untold-result reason -->`",
        "请绑定到它所说的完成值，例如{}；不必绑定的，请注明原因：`<!-- planpress: ignore untold-result 原因 -->`",
        quote(&format!("[{figure}](indicator:id#actual)"));
    examples { figure: "15家".into() };
}

fn other_than_data(id: &str, figure: &str, data: &str) -> Words {
    say!(
        "the text says {}, but {} is {}",
        "正文写的是{}，而指标{}为{}",
        quote(figure),
        quote(id),
        quote(data)
    )
}

fn correct_text_or_data() -> Words {
    say!(
        "correct the text or the data; leave the text of the link empty to have it filled from the data",
        "请更正正文或指标；链接文字留空则由数据自动填写"
    )
}
