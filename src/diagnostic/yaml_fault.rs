//! Why a text is not the YAML that it should be, in words that someone who has never heard of tokens and streams can
//! act on. What the parser says and the table does not know keeps the parser's words.

use super::words::{Words, detail, say};

/// Why a text is not the YAML that it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YamlFault {
    /// Its aliases stand for far more text than there is.
    TooManyAliases,
    /// It is not a mapping.
    NotAMapping,
    /// What the parser says, in its own words.
    Parser(String),
}

/// What one of the parser's messages means, and what to do about it.
struct ParserMessage {
    /// What the parser's message holds.
    sign: &'static str,
    english: (&'static str, &'static str),
    chinese: (&'static str, &'static str),
}
impl YamlFault {
    /// What is wrong and what to do about it; else the parser's words, which nothing plainer is known for.
    fn plain(&self) -> Result<(Words, Words), &str> {
        Ok(match self {
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
            Self::Parser(text) if text.contains("repetition limit exceeded") => {
                return Self::TooManyAliases.plain();
            }
            Self::Parser(text) => {
                let found = PARSER_MESSAGES
                    .iter()
                    .find(|message| text.contains(message.sign))
                    .ok_or(text.as_str())?;
                (Words::new(found.english.0, found.chinese.0), Words::new(found.english.1, found.chinese.1))
            }
        })
    }

    pub(super) fn message(&self) -> Words {
        match self.plain() {
            Ok((words, _)) => say!("this is not valid YAML: {}", "YAML 格式有误：{}", words),
            Err(text) => {
                say!("this is not valid YAML: {}", "YAML 格式有误，解析程序的说明为：{}", detail(text))
            }
        }
    }

    pub(super) fn help(&self) -> Words {
        self.plain().map_or_else(
            |_| {
                say!(
                    "look for a missing blank after a colon, a tab instead of blanks, or text with `:` or `#` that needs quotes",
                    "请检查：冒号后是否漏了空格，是否用了制表符缩进，含 `:` 或 `#` 的文字是否加了引号"
                )
            },
            |(_, help)| help,
        )
    }
}

static PARSER_MESSAGES: [ParserMessage; 10] = [
    ParserMessage {
        sign: "recursion limit exceeded",
        english: ("values are nested too deeply", "use fewer levels of lists and mappings inside each other"),
        chinese: ("嵌套层数过多", "请减少列表和对象的嵌套层数"),
    },
    ParserMessage {
        sign: "could not find expected ':'",
        english: (
            "this line has no `: ` after its key",
            "write a colon and a blank after the key: `lead: 综合科`; the wide colon `：` is not taken for one",
        ),
        chinese: (
            "本行的名称之后缺少冒号和空格",
            "请在名称之后写半角冒号和一个空格，如 `lead: 综合科`；全角冒号不起作用",
        ),
    },
    ParserMessage {
        sign: "mapping values are not allowed",
        english: (
            "a colon with a blank stands where none can be",
            "put text that holds `: ` in quotes (`title: \"a: b\"`), and line the key up with those around it",
        ),
        chinese: (
            "此处不能有冒号加空格",
            "含“: ”的文字请加引号，如 `title: \"甲: 乙\"`；并请检查本行缩进是否与上下行对齐",
        ),
    },
    ParserMessage {
        sign: "cannot start any token",
        english: (
            "a value cannot begin with this character",
            "put the text in quotes; where lines are indented, use blanks and no tabs",
        ),
        chinese: ("内容不能以此字符开头", "请给文字加引号；缩进请用空格，不用制表符"),
    },
    ParserMessage {
        sign: "unexpected end of stream",
        english: (
            "a quotation mark is opened and never closed",
            "put the same quotation mark at the end of the text",
        ),
        chinese: ("引号没有成对", "请在文字末尾补上同样的引号"),
    },
    ParserMessage {
        sign: "did not find expected ',' or ']'",
        english: (
            "a list is opened with `[` and never closed",
            "put a `]` after its last entry, and commas between entries",
        ),
        chinese: ("列表以 `[` 开头，没有结束", "请在最后一条之后补上 `]`，各条之间用半角逗号隔开"),
    },
    ParserMessage {
        sign: "did not find expected ',' or '}'",
        english: (
            "a mapping is opened with `{` and never closed",
            "put a `}` after its last value, and commas between them",
        ),
        chinese: ("以 `{` 开头的一组内容没有结束", "请在最后一项之后补上 `}`，各项之间用半角逗号隔开"),
    },
    ParserMessage {
        sign: "duplicate entry",
        english: ("this key is given twice", "keep one of the two lines"),
        chinese: ("此项重复填写", "请只保留其中一行"),
    },
    ParserMessage {
        sign: "alphabetic or numeric character",
        english: (
            "text cannot begin with `*` or `&` here",
            "put the text in quotes; keys and titles take no Markdown",
        ),
        chinese: ("此处的文字不能以 `*` 或 `&` 开头", "请给文字加引号；文件头中不能使用 Markdown 标记"),
    },
    ParserMessage {
        sign: "unknown anchor",
        english: ("`*` refers to a name that is not given", "put text that begins with `*` in quotes"),
        chinese: ("`*` 引用的名称不存在", "以 `*` 开头的文字请加引号"),
    },
];
