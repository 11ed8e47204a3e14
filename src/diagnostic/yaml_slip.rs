//! What was typed amiss in YAML, as far as it can be told from the line: each slip with its words and the line as it
//! should be.
//!
//! Decides nothing: which slip it is was settled in `source/slips/`, by trying the mend.

use super::words::{Words, detail, quote, quote_lines, say, worded};

/// A slip in a line of YAML, and the line as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlSlip {
    /// What it is.
    pub kind: SlipKind,
    /// The line as it should be, without the blanks before it.
    pub line: String,
    /// The blanks that belong before it.
    pub indent: usize,
}

worded! {
    /// What was typed amiss.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum SlipKind {
        /// Another mark than `:` behind a key.
        WideColon(mark: char):
            "`{}` behind a key is no colon to YAML: that is `:` with a blank behind it", "名称之后的“{}”应改为半角冒号“:”加一个空格", mark;
        /// No blank behind the colon of a key.
        NoBlank: "there is no blank behind the colon of this key", "名称之后的冒号与内容之间缺少空格";
        /// No colon behind a key.
        NoColon: "there is no colon behind this key", "名称之后缺少冒号";
        /// Wide marks between the values in brackets.
        WideMarks(marks: String):
            "in brackets, `{}` does not set off one value from the next", "括号中的“{}”应改为半角标点", detail(marks);
        /// A comma within a number in brackets, which begins the next value there.
        CommaInNumber: "in brackets, the comma in this number begins the next value", "括号中，数字里的逗号会被当作两项之间的分隔";
        /// Wide brackets around values.
        WideBracket(mark: char): "`{}` is no bracket to YAML", "“{}”应改为半角括号", mark;
        /// A bracket without the one that goes with it.
        OneBracket(mark: char): "`{}` has no bracket that goes with it", "括号“{}”没有成对", mark;
        /// Two keys in brackets with no comma between them.
        NoComma: "there is no comma between two values in brackets", "括号中的两项之间缺少半角逗号";
        /// Wide quotation marks, or two that do not match.
        WideQuote: "these quotation marks are not the straight ones that YAML knows", "引号应使用半角引号，且前后成对";
        /// A quotation mark that is never closed.
        OpenQuote: "a quotation mark is opened and never closed", "引号没有成对";
        /// Text behind the quotation mark that ends a value.
        AfterQuote: "a value in quotation marks ends with them, and this one goes on", "引号之后还有文字，引号须包住全部内容";
        /// A backslash in double quotes, which means something else there.
        Backslash: "a backslash in double quotes does not stand for itself", "双引号内的反斜杠“\\”有特殊含义，应改用单引号";
        /// Another indent than that of the lines it belongs with.
        Indent: "this line does not begin where those it belongs with do", "本行缩进与同级的各行不一致";
        /// A tab, or a wide blank, among the blanks that a line begins with.
        OtherBlank(tab: bool): if *tab {
            say!("this line begins with a tab, where only blanks count", "行首使用了制表符（Tab），缩进只能用空格")
        } else {
            say!("this line begins with a full-width blank, which YAML takes for text", "行首使用了全角空格，缩进只能用半角空格")
        };
        /// No `- ` before the first key of an entry.
        NoDash: "there is no `- ` before the first key of this entry", "列表中这一条的开头缺少“- ”";
        /// No blank behind the dash of an entry.
        DashNoBlank: "there is no blank behind the dash of this entry", "“-”之后缺少空格";
        /// Another mark for the dash of an entry.
        OtherDash(mark: char): "`{}` begins no entry of a list: that is `-` with a blank behind it", "每一条开头的“{}”应改为半角“-”加一个空格", mark;
        /// A colon with a blank behind it inside a text.
        ColonInText: "the text of this value holds a colon with a blank behind it", "内容中的半角冒号加空格会被当作另一项";
        /// A text that begins with a mark that means something to YAML.
        Beginning(mark: char): "a text cannot begin with `{}` unless it is in quotation marks", "内容以“{}”开头，须加引号", mark;
        /// The same key again.
        Doubled(key: String): "the key {} is given twice", "{} 重复填写", quote(key);
        /// A `#` behind a blank, and what follows it as text.
        CutOff: "what stands behind ` #` is a comment to YAML, and is left out", "“#”及其后的文字会被当作注释略去";
    }
}

impl YamlSlip {
    pub(super) fn message(&self) -> Words {
        say!("this is not valid YAML: {}", "YAML 格式有误：{}", self.kind.words())
    }

    pub(super) fn help(&self) -> Words {
        let line = quote_lines(&self.line);
        match self.kind {
            SlipKind::Doubled(_) => say!("keep one of the two lines", "请只保留其中一行"),
            SlipKind::Indent | SlipKind::OtherBlank(_) if self.indent == 0 => {
                say!("begin the line at the very left: {}", "本行应顶格书写：{}", line)
            }
            SlipKind::Indent | SlipKind::OtherBlank(_) => {
                say!("begin the line with {} blanks: {}", "本行开头应有{}个半角空格：{}", self.indent, line)
            }
            SlipKind::NoDash => {
                say!("write {}, and line up the keys of the entry", "请改为 {}，同一条的各项左侧对齐", line)
            }
            _ => say!("write {}", "请改为 {}", line),
        }
    }
}
