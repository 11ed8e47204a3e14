//! Times in the words before a figure: years, months and quarters, with what hangs on to them.

/// The last year in a text, with what follows it and 底, 末, 前 and their like.
pub fn last_year(text: &str) -> Option<(&str, &str)> {
    let (mut found, mut from) = (None, 0);
    while let Some(at) = text.get(from..)?.find('年').map(|at| from + at) {
        let digits = at.checked_sub(4).and_then(|start| text.get(start..at));
        let is_year = digits.is_some_and(|year| {
            year.bytes().all(|byte| byte.is_ascii_digit())
                || (year.get(..2).is_some_and(|two| two == "20") && year.to_ascii_lowercase().ends_with("xx"))
        });
        from = at + '年'.len_utf8();
        if is_year {
            found = digits.zip(text.get(from..));
        }
    }
    let (year, mut rest) = found?;
    for word in ["度", "全年", "底前", "底", "末", "前", "内", "上半年", "下半年", "起"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    Some((year, rest))
}

/// The last month or quarter in a text with what belongs to it: 6月底前, 第三季度末.
pub fn last_month(text: &str) -> Option<std::ops::Range<usize>> {
    let of = |word: &'static str| {
        let at = text.rfind(word)?;
        text.get(..at)?.ends_with(is_numeral).then_some((at, word))
    };
    let (at, word) = of("月").into_iter().chain(of("季度")).max()?;
    let mut end = at + word.len();
    let day = text.get(end..)?.trim_start_matches(|c: char| c.is_ascii_digit());
    if let Some(rest) = day.strip_prefix('日') {
        end = text.len() - rest.len();
    }
    for word in ["份", "底前", "末前", "底", "末", "前", "上旬", "中旬", "下旬"] {
        end += text.get(end..).filter(|rest| rest.starts_with(word)).map_or(0, |_| word.len());
    }
    let before = text.get(..at)?;
    let is_of_date = |c: char| is_numeral(c) || matches!(c, '年' | '—' | '-' | '至' | '到' | '第' | '前');
    Some(before.trim_end_matches(is_of_date).len()..end)
}

pub fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}
