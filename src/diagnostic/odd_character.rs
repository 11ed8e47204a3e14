//! What is said of characters that do not show what they are.

use super::code::{Code, findings};
use super::words::{Words, quote, say};

findings! {
    /// A character that does not show what it is; `more` counts others of its kind in the same line.
    pub enum OddCharacter;

    /// A character without a shape. `around` is what stands right before and behind it.
    InvisibleCharacter { character: char, around: String, more: usize } = "invisible-character", Warning;
    message "an invisible character stands here: {}{}", "这里有看不见的字符：{}{}", named(*character), and_more(*more);
    help if matches!(character, '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}') {
        say!(
            "delete it; for a new paragraph, leave an empty line here",
            "请删去；需要另起一段的，请按回车，并空一行"
        )
    } else if around.is_empty() {
        say!("delete it", "请删去")
    } else {
        say!(
            "select {} together and type it again, so that nothing stands in between",
            "请把 {} 一并选中，重新录入，中间不留任何字符",
            quote(around)
        )
    };
    examples
        { character: '\u{200b}', around: "标题".into(), more: 0 }
        { character: '\u{b}', around: String::new(), more: 2 }
        { character: '\u{1}', around: "a".into(), more: 1 };

    /// A character that only looks like the one that is meant.
    LookAlikeCharacter { character: char, meant: String, more: usize } = "look-alike-character", Warning;
    message "this is {} and only looks like {}{}",
        "{} 看起来是 {}，其实是另一个字符{}",
        code_point(*character), quote(meant), and_more(*more);
    help "type {} anew: as it stands, no search finds it", "请重新录入 {}，否则检索不到，复制出来也不对", quote(meant);
    examples { character: '\u{2fbc}', meant: "高".into(), more: 0 } { character: '\u{1d7ed}', meant: "1".into(), more: 3 };

    /// A character that has what follows shown in another order.
    TextDirection { character: char, more: usize } = "text-direction", Error always;
    message "a control for the direction of writing stands here: {}{}",
        "这里有控制文字方向的字符：{}{}",
        code_point(*character), and_more(*more);
    help "delete it: it has what follows shown in another order, numbers too (`21` for `12`)",
        "请删去：它会使后面的文字和数字颠倒显示（如把 `12` 显示成 `21`）";
    examples { character: '\u{202e}', more: 0 } { character: '\u{2066}', more: 1 };

    /// A character that has no shape of its own for all readers.
    UnreadableCharacter { character: char, more: usize } = "unreadable-character", Warning;
    message if *character == '\u{fffd}' {
        say!(
            "a character was lost here before: {}{}",
            "这里的字符在转存时已经损坏：{}{}",
            code_point(*character),
            and_more(*more)
        )
    } else {
        say!(
            "readers see a box or nothing here: {}{}",
            "这里的字符在他人的电脑上显示不出来：{}{}",
            code_point(*character),
            and_more(*more)
        )
    };
    help match character {
        '\u{e000}'..='\u{f8ff}' => say!(
            "it belongs to one font (a bullet or a tick of Word): type a character that all have, such as `·`, `●` or `√`, or the word",
            "它只属于某一种字体（多为 Word 的项目符号、对勾或自造字）：请改用通用字符，如 `·`、`●`、`√`，或改写为文字"
        ),
        '\u{fffc}' => say!(
            "an object stood here that was not pasted with the text: insert the picture or take the character out",
            "这里原有图片或其他对象，没有随文字粘贴过来：请插入图片，或删去这个字符"
        ),
        _ => say!("look at the original and type it anew", "请对照原文重新录入"),
    };
    examples { character: '\u{f0b7}', more: 0 } { character: '\u{fffd}', more: 1 } { character: '\u{fffc}', more: 0 };
}

/// `U+200B`.
fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// A character by its code point and, where clerks may have heard it, its name.
fn named(character: char) -> Words {
    let (english, chinese) = match character {
        '\u{b}' => ("a line break of Word", "Word 的手动换行符"),
        '\u{c}' => ("a page break of Word", "Word 的分页符"),
        '\u{ad}' => ("soft hyphen", "可选连字符"),
        '\u{200b}' => ("zero-width space", "零宽空格"),
        '\u{200c}' => ("zero-width non-joiner", "零宽不连字符"),
        '\u{200d}' => ("zero-width joiner", "零宽连字符"),
        '\u{200e}' => ("left-to-right mark", "从左到右标记"),
        '\u{200f}' => ("right-to-left mark", "从右到左标记"),
        '\u{2028}' => ("line separator", "行分隔符"),
        '\u{2060}' => ("word joiner", "词连接符"),
        '\u{feff}' => ("zero-width no-break space", "零宽不换行空格"),
        '\0'..='\u{9f}' => ("control character", "控制字符"),
        _ => return Words::same(code_point(character)),
    };
    let code = code_point(character);
    Words::new(format!("{code} ({english})"), format!("{code}（{chinese}）"))
}

fn and_more(more: usize) -> Words {
    match more {
        0 => Words::default(),
        more => Words::new(format!("; {more} more in this line"), format!("；本行另有{more}处")),
    }
}
