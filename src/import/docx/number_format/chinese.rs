//! Numbers in Chinese characters: counted with tens and hundreds, or digit by digit.

/// Characters for digits and weights.
#[derive(Debug, Clone, Copy)]
pub struct Script {
    digits: [char; 10],
    /// Ten, hundred, thousand.
    weights: [char; 3],
    myriad: char,
    hundred_million: char,
    /// Whether 10 to 19 are written without the one before the ten: 十一, but 壹拾壹.
    is_bare_ten: bool,
}

/// 一二三 as text has them.
pub const PLAIN: Script = Script {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    weights: ['十', '百', '千'],
    myriad: '万',
    hundred_million: '亿',
    is_bare_ten: true,
};

/// The same in traditional characters.
pub const PLAIN_TRADITIONAL: Script = Script { myriad: '萬', hundred_million: '億', ..PLAIN };

/// 壹贰叁 as amounts of money have them.
pub const LEGAL: Script = Script {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    weights: ['拾', '佰', '仟'],
    myriad: '万',
    hundred_million: '亿',
    is_bare_ten: false,
};

/// The same in traditional characters.
pub const LEGAL_TRADITIONAL: Script = Script {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    weights: ['拾', '佰', '仟'],
    myriad: '萬',
    hundred_million: '億',
    is_bare_ten: false,
};

/// A number in words: 一百零一, 一万零二十.
pub fn counted(number: u32, script: Script) -> String {
    let digit = |digit: u32| {
        usize::try_from(digit).ok().and_then(|place| script.digits.get(place)).copied().unwrap_or_default()
    };
    if number == 0 {
        return digit(0).to_string();
    }
    let mut text = String::new();
    let mut is_gap = false;
    for (weight, sign) in
        [(100_000_000, Some(script.hundred_million)), (10_000, Some(script.myriad)), (1, None)]
    {
        let group = number / weight % 10_000;
        if group == 0 {
            is_gap |= !text.is_empty();
            continue;
        }
        let [ten, hundred, thousand] = script.weights;
        for (weight, sign) in [(1_000, Some(thousand)), (100, Some(hundred)), (10, Some(ten)), (1, None)] {
            let value = group / weight % 10;
            if value == 0 {
                is_gap |= !text.is_empty();
                continue;
            }
            if std::mem::take(&mut is_gap) {
                text.push(digit(0));
            }
            if !(script.is_bare_ten && value == 1 && weight == 10 && text.is_empty()) {
                text.push(digit(value));
            }
            text.extend(sign);
        }
        // Noughts at a group's end are told by its sign.
        is_gap = false;
        text.extend(sign);
    }
    text
}

/// A number digit by digit: 一〇一.
pub fn digits(number: u32, nought: char) -> String {
    number
        .to_string()
        .chars()
        .map(|digit| {
            let place = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(0);
            if place == 0 { nought } else { PLAIN.digits.get(place).copied().unwrap_or(nought) }
        })
        .collect()
}
