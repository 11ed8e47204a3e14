//! Tables of numbers as Word shows them.

use super::NumberFormat;

fn shown(name: &str, counters: &[i64]) -> String {
    counters.iter().map(|counter| NumberFormat::of(name, None).write(*counter)).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_format_writes_small_large_and_round_counters() {
    const COUNTERS: &[i64] = &[
        0, 1, 9, 10, 11, 19, 20, 21, 26, 27, 28, 52, 53, 99, 100, 101, 110, 111, 119, 120, 999, 1000, 10000,
    ];
    for (name, expected) in [
        ("decimal", "0 1 9 10 11 19 20 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000"),
        ("decimalZero", "00 01 09 10 11 19 20 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000"),
        ("decimalHalfWidth", "0 1 9 10 11 19 20 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000"),
        (
            "decimalFullWidth",
            "０ １ ９ １０ １１ １９ ２０ ２１ ２６ ２７ ２８ ５２ ５３ ９９ １００ １０１ １１０ １１１ １１９ １２０ ９９９ １０００ １００００",
        ),
        (
            "decimalFullWidth2",
            "０ １ ９ １０ １１ １９ ２０ ２１ ２６ ２７ ２８ ５２ ５３ ９９ １００ １０１ １１０ １１１ １１９ １２０ ９９９ １０００ １００００",
        ),
        (
            "upperRoman",
            "0 I IX X XI XIX XX XXI XXVI XXVII XXVIII LII LIII XCIX C CI CX CXI CXIX CXX CMXCIX M MMMMMMMMMM",
        ),
        (
            "lowerRoman",
            "0 i ix x xi xix xx xxi xxvi xxvii xxviii lii liii xcix c ci cx cxi cxix cxx cmxcix m mmmmmmmmmm",
        ),
        (
            "chineseCounting",
            "〇 一 九 十 十一 十九 二十 二十一 二十六 二十七 二十八 五十二 五十三 九十九 一〇〇 一〇一 一一〇 一一一 一一九 一二〇 九九九 一〇〇〇 一〇〇〇〇",
        ),
        (
            "chineseCountingThousand",
            "零 一 九 十 十一 十九 二十 二十一 二十六 二十七 二十八 五十二 五十三 九十九 一百 一百零一 一百一十 一百一十一 一百一十九 一百二十 九百九十九 一千 一万",
        ),
        (
            "japaneseCounting",
            "零 一 九 十 十一 十九 二十 二十一 二十六 二十七 二十八 五十二 五十三 九十九 一百 一百零一 一百一十 一百一十一 一百一十九 一百二十 九百九十九 一千 一万",
        ),
        (
            "taiwaneseCounting",
            "○ 一 九 十 十一 十九 二十 二十一 二十六 二十七 二十八 五十二 五十三 九十九 一○○ 一○一 一一○ 一一一 一一九 一二○ 九九九 一○○○ 一○○○○",
        ),
        (
            "taiwaneseCountingThousand",
            "零 一 九 十 十一 十九 二十 二十一 二十六 二十七 二十八 五十二 五十三 九十九 一百 一百零一 一百一十 一百一十一 一百一十九 一百二十 九百九十九 一千 一萬",
        ),
        (
            "chineseLegalSimplified",
            "零 壹 玖 壹拾 壹拾壹 壹拾玖 贰拾 贰拾壹 贰拾陆 贰拾柒 贰拾捌 伍拾贰 伍拾叁 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹佰壹拾壹 壹佰壹拾玖 壹佰贰拾 玖佰玖拾玖 壹仟 壹万",
        ),
        (
            "ideographLegalTraditional",
            "零 壹 玖 壹拾 壹拾壹 壹拾玖 貳拾 貳拾壹 貳拾陸 貳拾柒 貳拾捌 伍拾貳 伍拾參 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹佰壹拾壹 壹佰壹拾玖 壹佰貳拾 玖佰玖拾玖 壹仟 壹萬",
        ),
        (
            "ideographDigital",
            "〇 一 九 一〇 一一 一九 二〇 二一 二六 二七 二八 五二 五三 九九 一〇〇 一〇一 一一〇 一一一 一一九 一二〇 九九九 一〇〇〇 一〇〇〇〇",
        ),
        (
            "taiwaneseDigital",
            "○ 一 九 一○ 一一 一九 二○ 二一 二六 二七 二八 五二 五三 九九 一○○ 一○一 一一○ 一一一 一一九 一二○ 九九九 一○○○ 一○○○○",
        ),
        (
            "ideographTraditional",
            "0 甲 壬 癸 11 19 20 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000",
        ),
        (
            "ideographZodiac",
            "0 子 申 酉 戌 19 20 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000",
        ),
        (
            "decimalEnclosedCircle",
            "0 ① ⑨ ⑩ ⑪ ⑲ ⑳ 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000",
        ),
        (
            "decimalEnclosedCircleChinese",
            "0 ① ⑨ ⑩ ⑪ ⑲ ⑳ 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000",
        ),
        ("decimalEnclosedParen", "0 ⑴ ⑼ ⑽ ⑾ ⒆ ⒇ 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000"),
        (
            "decimalEnclosedFullstop",
            "0 ⒈ ⒐ ⒑ ⒒ ⒚ ⒛ 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000",
        ),
        (
            "ideographEnclosedCircle",
            "0 ㈠ ㈨ ㈩ 11 19 20 21 26 27 28 52 53 99 100 101 110 111 119 120 999 1000 10000",
        ),
        (
            "ordinal",
            "0th 1st 9th 10th 11th 19th 20th 21st 26th 27th 28th 52nd 53rd 99th 100th 101st 110th 111th 119th 120th 999th 1000th 10000th",
        ),
    ] {
        assert_eq!(shown(name, COUNTERS), expected, "{name}");
    }
}

#[test]
fn letters_are_repeated_beyond_the_last_one() {
    assert_eq!(shown("lowerLetter", &[1, 26, 27, 28, 52, 53, 120]), "a z aa bb zz aaa ppppp");
    assert_eq!(shown("upperLetter", &[1, 26, 27, 28, 52, 53, 120]), "A Z AA BB ZZ AAA PPPPP");
}

#[test]
fn chinese_counting_is_unambiguous_to_120_and_beyond() {
    let mut seen = std::collections::BTreeMap::new();
    for counter in (1..=1200).chain([
        9_999,
        10_000,
        10_001,
        10_010,
        10_100,
        11_000,
        100_000,
        1_000_000,
        100_000_000,
        100_010_000,
    ]) {
        let text = NumberFormat::Chinese.write(counter);
        assert_eq!(seen.insert(text.clone(), counter), None, "{text}");
    }
    let shown = |counter| NumberFormat::Chinese.write(counter);
    assert_eq!(shown(1001), "一千零一");
    assert_eq!(shown(1010), "一千零一十");
    assert_eq!(shown(10_001), "一万零一");
    assert_eq!(shown(10_010), "一万零一十");
    assert_eq!(shown(11_000), "一万一千");
    assert_eq!(shown(100_000), "十万");
    assert_eq!(shown(110_000), "十一万");
    assert_eq!(shown(100_000_000), "一亿");
    assert_eq!(shown(100_010_000), "一亿零一万");
}

#[test]
fn sixty_pairs_follow_each_other() {
    assert_eq!(
        shown("ideographZodiacTraditional", &[1, 2, 10, 11, 12, 13, 60, 61]),
        "甲子 乙丑 癸酉 甲戌 乙亥 丙子 癸亥 甲子"
    );
}

#[test]
fn what_is_not_known_or_out_of_range_is_in_digits() {
    assert_eq!(shown("vietnameseCounting", &[3]), "3");
    assert_eq!(shown("upperRoman", &[-1, 40_000]), "-1 40000");
    assert_eq!(shown("lowerLetter", &[0, -5]), "0 -5");
    assert_eq!(shown("none", &[3]), "");
    assert_eq!(NumberFormat::of("custom", Some("001, 002, 003, ...")).write(7), "007");
    assert_eq!(NumberFormat::of("custom", Some("...")).write(7), "7");
    assert_eq!(NumberFormat::Chinese.write(i64::MAX), i64::MAX.to_string());
}
