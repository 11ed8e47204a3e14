//! Texts that look like quantities and state nothing definite, and the words that each error names.

use crate::model::quantity::{Quantity, QuantityError};

/// An error in short: its kind and the words it names.
fn kind(error: &QuantityError) -> String {
    match error {
        QuantityError::Empty => "empty".to_owned(),
        QuantityError::NoNumber { column, text } => format!("no number at {column}: {text}"),
        QuantityError::Vague { text } => format!("vague: {text}"),
        QuantityError::Fraction { text } => format!("fraction: {text}"),
        QuantityError::Numeral { text } => format!("numeral: {text}"),
        QuantityError::OutOfRange { .. } => "out of range".to_owned(),
        QuantityError::Contradiction { first, second } => format!("contradiction: {first}, {second}"),
        QuantityError::Reversed { lower, upper } => format!("reversed: {lower}, {upper}"),
        QuantityError::UnitsDiffer { first, second } => format!("units: {first}, {second}"),
        QuantityError::Leftover { column, text } => format!("leftover at {column}: {text}"),
        QuantityError::NoQuantity { text } => format!("no quantity: {text}"),
    }
}

fn assert_refuses(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let read = Quantity::parse(text).map_err(|error| kind(&error));
        assert_eq!(read, Err((*expected).to_owned()), "{text}");
    }
}

#[test]
fn rough_numbers_are_refused_with_the_words() {
    assert_refuses(&[
        ("20多家", "vague: 20多家"),
        ("二十多家", "vague: 二十多家"),
        ("20余家", "vague: 20余家"),
        ("20 余家", "vague: 20 余家"),
        ("二十来家", "vague: 二十来家"),
        ("十几家", "vague: 十几家"),
        ("几十家", "vague: 几十家"),
        ("超几十家", "vague: 几十家"),
        ("数百家", "vague: 数百家"),
        ("若干家", "vague: 若干家"),
        ("多家", "vague: 多家"),
        ("上百家", "vague: 上百家"),
        ("百余家", "vague: 百余家"),
        ("超百余家", "vague: 百余家"),
        ("3万多人", "vague: 3万多人"),
        ("3万余人", "vague: 3万余人"),
        ("5年多", "vague: 5年多"),
        ("三五家", "vague: 三五家"),
        ("十三四家", "vague: 十三四家"),
        ("三两", "vague: 三两"),
        ("十三五", "vague: 十三五"),
        ("百分之十几", "vague: 百分之十几"),
        ("一批", "vague: 一批"),
        ("一系列", "vague: 一系列"),
        ("一流", "vague: 一流"),
    ]);
}

#[test]
fn fractions_are_refused_with_the_words() {
    assert_refuses(&[
        ("三分之一", "fraction: 三分之一"),
        ("四分之一以上", "fraction: 四分之一以上"),
        ("十分之一", "fraction: 十分之一"),
        ("万分之五", "fraction: 万分之五"),
        ("1/3", "fraction: 1/3"),
        ("三 分之一", "fraction: 三 分之一"),
        ("半数以上", "fraction: 半数以上"),
        ("过半", "fraction: 过半"),
        ("超半数", "fraction: 半数"),
        ("一半", "fraction: 一半"),
        ("两年半", "fraction: 两年半"),
    ]);
}

#[test]
fn numerals_with_two_readings_are_refused() {
    assert_refuses(&[
        ("三百五", "numeral: 三百五"),
        ("一万二", "numeral: 一万二"),
        ("1万5", "numeral: 1万5"),
        ("二〇一六年", "numeral: 二〇一六年"),
        ("一二三", "numeral: 一二三"),
        ("三十百家", "numeral: 三十百家"),
        ("一百零", "numeral: 一百零"),
        ("3百五十家", "numeral: 3百五十家"),
        ("1亿2千万元", "numeral: 1亿2千万元"),
        ("3万万元", "numeral: 3万万元"),
        ("1万20000家", "numeral: 1万20000家"),
        ("一亿二万三亿五千家", "numeral: 一亿二万三亿五千家"),
    ]);
}

#[test]
fn bounds_that_do_not_go_together_are_refused() {
    assert_refuses(&[
        ("超12家以内", "contradiction: 超, 以内"),
        ("超过50%以上", "contradiction: 超过, 以上"),
        ("低于5%以下", "contradiction: 低于, 以下"),
        ("约12家以上", "contradiction: 约, 以上"),
        ("> 12家以上", "contradiction: >, 以上"),
        ("12家以上左右", "contradiction: 以上, 左右"),
        ("3—5家以上", "contradiction: 3～5家, 以上"),
        ("约3—5家", "contradiction: 3～5家, 约"),
        ("超3—5家", "contradiction: 3～5家, 超"),
    ]);
}

#[test]
fn ranges_that_do_not_hold_are_refused() {
    assert_refuses(&[
        ("5—3家", "reversed: 5, 3"),
        ("8000—1.2万人", "reversed: 8000, 1.2"),
        ("3家—5人", "units: 家, 人"),
        ("20%—40", "units: %, "),
        ("20%—40家", "units: %, 家"),
        ("3万—5", "units: , "),
        ("12家-", "no number at 5: "),
        ("3—家", "no number at 3: 家"),
        ("3-5-7", "leftover at 4: -7"),
    ]);
}

#[test]
fn what_is_left_over_is_named_with_its_place() {
    assert_refuses(&[
        ("", "empty"),
        (" 　 ", "empty"),
        ("家", "no number at 1: 家"),
        (">=", "no number at 3: "),
        ("百亿元", "no number at 1: 百亿元"),
        ("第3名", "no number at 1: 第3名"),
        ("下降3%", "no number at 1: 下降3%"),
        ("翻一番", "no number at 1: 翻一番"),
        ("N/A", "no number at 1: N/A"),
        ("12家以上企业", "leftover at 6: 企业"),
        ("12家以上。", "leftover at 6: 。"),
        ("12家，其中", "leftover at 4: ，其中"),
        ("5%增长", "leftover at 3: 增长"),
        ("6个的企业", "leftover at 3: 的企业"),
        ("3家之间", "leftover at 3: 之间"),
        ("12家超过", "leftover at 4: 超过"),
        ("1e3", "leftover at 3: 3"),
        ("12 50", "leftover at 4: 50"),
        ("12 5000", "leftover at 4: 5000"),
        ("1,2000", "leftover at 2: ,2000"),
        ("12.5.3", "leftover at 5: .3"),
        ("1∶500", "leftover at 2: ∶500"),
        ("7×24小时", "leftover at 2: ×24小时"),
        ("6月30日前", "leftover at 3: 30日前"),
        ("１２家＃", "leftover at 4: ＃"),
        ("12家企业在全年工作中坚持创新驱动发展战略不断增强自主创新能力", "leftover at 27: 主创新能力"),
    ]);
}

#[test]
fn numbers_beyond_a_decimal_are_refused() {
    assert_refuses(&[
        ("99999999999999999999999999999999家", "out of range"),
        ("79228162514264337593543950335万", "out of range"),
        ("0.00000000000000000000000000001", "out of range"),
        ("8000000000000000000000000万元—9000000000000000000000000亿元", "out of range"),
    ]);
    assert_eq!(
        Quantity::parse(&"9".repeat(100_000)).map_err(|error| kind(&error)),
        Err("out of range".to_owned())
    );
}
