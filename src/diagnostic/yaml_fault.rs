//! Why a text is not the YAML that it should be, in words that someone who has never heard of tokens and streams can
//! act on. None of the parser's own words reach a user.

use super::words::{Words, say};
use super::yaml_slip::YamlSlip;

/// Why a text is not the YAML that it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YamlFault {
    /// Its aliases stand for far more text than there is.
    TooManyAliases,
    /// It is not a mapping.
    NotAMapping,
    /// What was typed amiss, where that is known.
    Slip(YamlSlip),
    /// What the parser says, in its own words: they are looked up, and not shown.
    Parser(String),
}

impl YamlFault {
    /// What is wrong and what to do about it.
    fn plain(&self) -> (Words, Words) {
        match self {
            Self::Slip(slip) => (slip.message(), slip.help()),
            Self::TooManyAliases => (
                say!(
                    "its aliases (`*name`) stand for far more text than there is",
                    "别名（`*名称`）展开后的内容过多"
                ),
                say!(
                    "write the values out instead of repeating long ones by alias",
                    "请直接写出各项内容，不要用别名反复引用长内容"
                ),
            ),
            Self::NotAMapping => (
                say!("there are no `key: value` lines here", "此处没有“名称: 内容”形式的行"),
                say!(
                    "write each key with its value, such as `title: Overview`",
                    "请逐行写明名称和内容，如 `title: 总体要求`"
                ),
            ),
            Self::Parser(text) if text.contains("repetition limit exceeded") => Self::TooManyAliases.plain(),
            Self::Parser(text) => {
                let known = PARSER_MESSAGES.iter().find(|(sign, ..)| text.contains(sign));
                let (_, [what, what_chinese], [help, help_chinese]) = known.unwrap_or(&OTHER_MESSAGE);
                (Words::new(*what, *what_chinese), Words::new(*help, *help_chinese))
            }
        }
    }

    pub(super) fn message(&self) -> Words {
        match self {
            Self::Slip(slip) => slip.message(),
            _ => say!("this is not valid YAML: {}", "YAML 格式有误：{}", self.plain().0),
        }
    }

    pub(super) fn help(&self) -> Words {
        self.plain().1
    }
}

type ParserMessage = (&'static str, [&'static str; 2], [&'static str; 2]);

/// What is said where the parser's message is in no table.
static OTHER_MESSAGE: ParserMessage = (
    "",
    ["this cannot be read as keys with values", "此处无法按“名称: 内容”识别"],
    [
        "look for a missing blank after a colon, a tab instead of blanks, or text with `:` or `#` that needs quotes",
        "请检查：冒号后是否漏了空格，是否用了制表符缩进，含 `:` 或 `#` 的文字是否加了引号",
    ],
);

/// What one of the parser's messages holds; what such a message means, in English and in Chinese; and what to do about it.
static PARSER_MESSAGES: [ParserMessage; 23] = [
    (
        "recursion limit exceeded",
        ["values are nested too deeply", "嵌套层数过多"],
        ["use fewer levels of lists and mappings inside each other", "请减少列表和对象的嵌套层数"],
    ),
    (
        "could not find expected ':'",
        ["this line has no `: ` after its key", "本行的名称之后缺少冒号和空格"],
        [
            "write a colon and a blank after the key: `lead: 综合科`; the wide colon `：` is not taken for one",
            "请在名称之后写半角冒号和一个空格，如 `lead: 综合科`；全角冒号不起作用",
        ],
    ),
    (
        "mapping values are not allowed",
        ["a colon with a blank stands where none can be", "此处不能有冒号加空格"],
        [
            "put text that holds `: ` in quotes (`title: \"a: b\"`), and line the key up with those around it",
            "含“: ”的文字请加引号，如 `title: \"甲: 乙\"`；并请检查本行缩进是否与上下行对齐",
        ],
    ),
    (
        "cannot start any token",
        ["a value cannot begin with this character", "内容不能以此字符开头"],
        [
            "put the text in quotes; where lines are indented, use blanks and no tabs",
            "请给文字加引号；缩进请用空格，不用制表符",
        ],
    ),
    (
        "unexpected end of stream",
        ["a quotation mark is opened and never closed", "引号没有成对"],
        ["put the same quotation mark at the end of the text", "请在文字末尾补上同样的引号"],
    ),
    (
        "did not find expected ',' or ']'",
        ["a list is opened with `[` and never closed", "列表以 `[` 开头，没有结束"],
        [
            "put a `]` after its last entry, and commas between entries",
            "请在最后一条之后补上 `]`，各条之间用半角逗号隔开",
        ],
    ),
    (
        "did not find expected ',' or '}'",
        ["a mapping is opened with `{` and never closed", "以 `{` 开头的一组内容没有结束"],
        [
            "put a `}` after its last value, and commas between them",
            "请在最后一项之后补上 `}`，各项之间用半角逗号隔开",
        ],
    ),
    (
        "duplicate entry",
        ["this key is given twice", "此项重复填写"],
        ["keep one of the two lines", "请只保留其中一行"],
    ),
    (
        "alphabetic or numeric character",
        ["text cannot begin with `*` or `&` here", "此处的文字不能以 `*` 或 `&` 开头"],
        [
            "put the text in quotes; keys and titles take no Markdown",
            "请给文字加引号；文件头中不能使用 Markdown 标记",
        ],
    ),
    (
        "unknown anchor",
        ["`*` refers to a name that is not given", "`*` 引用的名称不存在"],
        ["put text that begins with `*` in quotes", "以 `*` 开头的文字请加引号"],
    ),
    (
        "found a tab character",
        ["a tab stands where only blanks count", "缩进只能用空格，此处为制表符（Tab）"],
        ["put blanks in its place", "请把制表符换成空格"],
    ),
    (
        "did not find expected key",
        ["this line does not go on with the keys above it", "本行与上面各行不能衔接"],
        [
            "line the key up with those above it, write a colon and a blank after it, and put text with marks in quotes",
            "请检查：本行是否与上面各项左侧对齐，名称之后是否有冒号和空格，含标点的内容是否加了引号",
        ],
    ),
    (
        "did not find expected '-' indicator",
        ["this line stands in a list and begins no entry of it", "本行位于列表之中，却不是其中一条的开头"],
        [
            "begin each entry with `- `, and line its keys up under the first",
            "请在每一条前写 `- `，同一条的各项左侧对齐",
        ],
    ),
    (
        "block sequence entries are not allowed",
        ["an entry of a list (`- `) cannot stand here", "此处不能有列表中的一条（`- `）"],
        [
            "put text that begins with `- ` in quotes; begin the entries of a list on lines of their own",
            "以“- ”开头的文字请加引号；列表中的各条请另起一行",
        ],
    ),
    (
        "mapping keys are not allowed",
        ["text cannot begin with `? ` here", "此处的文字不能以 `? ` 开头"],
        ["put the text in quotes", "请给文字加引号"],
    ),
    (
        "control characters are not allowed",
        ["there is a character here that cannot be seen", "此处有看不见的控制字符"],
        ["take it out, or type the line anew", "请删去该字符，或重新输入本行"],
    ),
    (
        "unknown escape character",
        ["`\\` in double quotes has a meaning of its own", "双引号内的 `\\` 有特殊含义"],
        ["put the text in single quotes", "请改用单引号"],
    ),
    (
        "hexadecimal number",
        ["`\\` in double quotes has a meaning of its own", "双引号内的 `\\` 有特殊含义"],
        ["put the text in single quotes", "请改用单引号"],
    ),
    (
        "Unicode character escape code",
        ["`\\` in double quotes has a meaning of its own", "双引号内的 `\\` 有特殊含义"],
        ["put the text in single quotes", "请改用单引号"],
    ),
    (
        "more than one document",
        ["there is a line `---` or `...` in the middle", "中间有一行 `---` 或 `...`"],
        ["take it out", "请删去这一行"],
    ),
    (
        "document",
        ["there is a line `---` or `...` in the middle", "中间有一行 `---` 或 `...`"],
        ["take it out", "请删去这一行"],
    ),
    (
        "directive",
        ["a line cannot begin with `%`", "行首不能为 `%`"],
        ["put the text in quotes, or take the line out", "请给文字加引号，或删去这一行"],
    ),
    (
        "tag",
        ["text cannot begin with `!` here", "此处的文字不能以 `!` 开头"],
        ["put the text in quotes", "请给文字加引号"],
    ),
];
