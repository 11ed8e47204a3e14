//! Blocks of a text that are read as something else than was typed: tables, lists, code, headings, marks of other programs.
//!
//! What is told is what the page shows and how the line is written; nothing here decides whether there is a slip.

use super::code::{Code, findings};
use super::words::{Words, quote, quote_lines, say, worded};

worded! {
    /// Why lines that were typed as a table are shown as text.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum TableFault {
        /// No line of dashes stands below the head.
        NoDashes: "no line of dashes stands below its head", "表头下面没有分隔行";
        /// The line of dashes holds something else than dashes, colons and `|`.
        WrongDashes: "its line of dashes is not written as one", "分隔行的写法不对";
        /// The line of dashes has fewer or more cells than the head.
        DashCells: "its line of dashes has another number of cells than its head", "分隔行的格数与表头不一致";
        /// An empty line parts the lines of the table.
        Parted: "an empty line parts it from the line above", "与上一行之间有空行";
        /// Tabs stand between the cells, as a table from Word or Excel is pasted.
        Tabs: "tabs stand between its cells", "单元格之间是制表符，不是竖线";
        /// A second line of dashes stands among the rows.
        Repeated: "a line of dashes stands among its rows", "各行之间又有一行分隔行";
        /// The head goes on a paragraph or an item above it.
        NotApart: "its head goes on the text above", "表头与上面的文字连成一段";
        /// The line of dashes has nothing above it.
        NoHead: "its line of dashes has no head above it", "分隔行上面没有表头";
    }
}

worded! {
    /// Marks that other programs understand and Planpress does not.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum OtherMark {
        /// `:::`
        Container:
            "take it out; what should stand out begins with `> [!NOTE]`, and `> ` before each line",
            "请删去；需要突出显示的内容，请以 `> [!NOTE]` 开头，每行之前写 `> `";
        /// `{{ … }}` or `{% … %}`.
        Template:
            "write what should stand here; a figure of an indicator is `[](indicator:id)`",
            "请直接写出内容；引用指标数值的，请写 `[](indicator:编号)`";
        /// `{.class}` in a text.
        Attributes: "take it out: looks belong to the theme", "请删去：样式由主题决定";
        /// `{…}` at the end of a heading, which is not shown at all.
        HeadingAttributes:
            "take it out, or write it in round brackets; only an id is understood here: `{{#id}}`",
            "请删去，或改用圆括号；此处只能写标题编号，如 `{{#id}}`";
        /// `[TOC]`
        Contents: "take it out: the page has its contents by itself", "请删去：网页会自动生成目录";
        /// `==…==`
        Highlight: "write `**` on both sides", "请在两侧改写 `**`";
        /// `^2^`
        Superscript: "write `<sup>` before it and `</sup>` behind", "请在前面写 `<sup>`，后面写 `</sup>`";
        /// `\newpage`
        Command: "take it out: a page of the web has no pages", "请删去：网页不分页";
        /// `$$`
        Formula: "write the formula in words, or put it in as a picture", "请用文字写出公式，或将公式作为图片插入";
    }
}

/// So many cells that are not shown are named.
const MOST_LOST: usize = 5;

findings! {
    /// What was typed as one kind of block and is another on the page.
    pub enum BlockSlip;

    /// A line of `-` or `=` right below a text, which makes a heading of it; `heading` is how one is written.
    AccidentalHeading { mark: String, heading: String } = "accidental-heading", Warning;
    message "this line {} makes a heading of the text above it", "这一行 {} 会把上面的文字变成标题", quote(mark);
    help "put an empty line before it; if a heading is meant, take this line out and write {}",
        "请在本行之前空一行；确为标题的，请删去本行，改写为 {}",
        quote_lines(heading);
    examples { mark: "---".into(), heading: "## 全年工作安排".into() };

    /// Prose that is shown as code because of the blanks before it.
    CodeByIndent { line: String } = "code-by-indent", Warning;
    message "this text is shown as code, since it begins with four blanks or a tab", "行首有四个以上空格或制表符，这段文字会显示为代码";
    help "take the blanks at the start of the line out: {}; what is code stands between two lines `~~~`",
        "请删去行首空白，写作 {}；确为代码的，请放在两行 `~~~` 之间",
        quote_lines(line);
    examples { line: "全年培育企业12家。".into() };

    /// An item of a list whose number is another on the page.
    ListRenumbered { written: String, shown: String, line: String } = "list-renumbered", Warning;
    message "the number {} is shown as {}", "序号 {} 在网页上会显示为 {}", quote(written), quote(shown);
    help "number the items one by one: {}; to keep a number as it is, write it as text, with an empty line before it: {}",
        "请连续编号，写作 {}；要保留原来的序号，请写成文字，并在前面空一行：{}",
        quote_lines(&format!("{shown} {line}")), quote_lines(&format!("{}、{line}", written.trim_end_matches(['.', ')'])));
    examples { written: "3.".into(), shown: "2.".into(), line: "建设平台。".into() };

    /// Marks of Markdown right behind a tag of HTML, where they are text.
    MarkdownInHtml { line: String } = "markdown-in-html", Warning;
    message "no empty line stands between a tag of HTML and this line, so its marks are shown as they stand: {}",
        "HTML 标签与本行之间没有空行，本行的标记会原样显示：{}",
        quote(line);
    help "put an empty line before it, and one behind the last line before the closing tag", "请在本行之前空一行，并在结束标签之前空一行";
    examples { line: "**重点**工作".into() };

    /// A note that is taken for the address of a link; `better` is how a note is written.
    NoteAsLink { label: String, address: String, better: String } = "note-as-link", Error;
    message "this line is taken for where a link {} leads, and would not be shown", "本行会被当作链接 {} 的地址，不会显示在网页上",
        quote(&format!("[{label}]"));
    help "write a footnote as {}, with {} where it belongs; a line of text begins otherwise than with `[…]:`",
        "脚注请写作 {}，并在正文加注处写 {}；普通文字不要以 `[…]:` 开头",
        quote_lines(better), quote(better.split(':').next().unwrap_or_default());
    examples { label: "1".into(), address: "数据来源：区统计局".into(), better: "[^1]: 数据来源：区统计局".into() };

    /// A code block that is not closed; `better` is the line that closes it.
    OpenFence { better: String } = "open-fence", Error;
    message "this block is not closed: all that follows is taken for a part of it", "这个代码块没有结束，后面的内容都会当作其中的一部分";
    help "write a line {} where it ends", "请在代码块结束处另起一行，写上 {}", quote(better);
    examples { better: "~~~".into() };

    /// Lines that were typed as a table and are shown as text; `mended` is the line that is wrong or missing, `dashes` the one
    /// that is to be added beside it.
    TableAsText { fault: TableFault, mended: String, dashes: String } = "table-as-text", Warning;
    message if *fault == TableFault::Repeated {
        say!("this line becomes a row of the table: {}", "这一行会成为表格中的一行：{}", fault.words())
    } else {
        say!("this table is shown as text: {}", "这个表格会显示为文字：{}", fault.words())
    };
    help match fault {
        TableFault::NoDashes => say!("add a line below its head: {}", "请在表头下面增加一行 {}", quote_lines(mended)),
        TableFault::WrongDashes | TableFault::DashCells => write_instead(mended),
        TableFault::NotApart => say!("put an empty line before {}", "请在 {} 之前空一行", quote_lines(mended)),
        TableFault::Repeated => say!(
            "if another table begins here, put an empty line before its head {}; if not, take this line out",
            "另起一个表格的，请在其表头 {} 之前空一行；否则请删去本行",
            quote_lines(mended)
        ),
        TableFault::Tabs => say!(
            "write each line with `|` between its cells, {}, and below the head a line {}",
            "各行的单元格请用竖线隔开，写作 {}，并在表头下面增加一行 {}",
            quote_lines(mended),
            quote_lines(dashes)
        ),
        TableFault::Parted => say!("take the empty line out", "请删去空行"),
        TableFault::NoHead => say!(
            "put the head of the table above it, as many cells as there are here: {}",
            "请在本行上面写出表头，格数与本行相同：{}",
            quote_lines(mended)
        ),
    };
    examples
        { fault: TableFault::NoDashes, mended: "| --- | --- |".into(), dashes: String::new() }
        { fault: TableFault::WrongDashes, mended: "| --- | --- |".into(), dashes: String::new() }
        { fault: TableFault::DashCells, mended: "| --- | --- |".into(), dashes: String::new() }
        { fault: TableFault::Parted, mended: String::new(), dashes: String::new() }
        { fault: TableFault::NotApart, mended: "| 任务 | 目标 |".into(), dashes: String::new() }
        { fault: TableFault::Repeated, mended: "| 单位 | 时限 |".into(), dashes: String::new() }
        { fault: TableFault::Tabs, mended: "| 任务 | 目标 |".into(), dashes: "| --- | --- |".into() }
        { fault: TableFault::NoHead, mended: "| … | … |".into(), dashes: String::new() };

    /// A row with more cells than the head: those behind are not on the page. `row` is the row with its `\|` where one is
    /// meant; else `head` and `dashes` are the lines above, made longer. So many more rows have it too.
    TableCellsLost { cells: usize, columns: usize, lost: Vec<String>, row: Option<String>, head: String, dashes: String, others: usize } = "table-cells-lost", Error;
    message {
        let named: Vec<String> = lost.iter().take(MOST_LOST).map(|cell| quote(cell)).collect();
        let (more, chinese_more) = if lost.len() > MOST_LOST { (" and more", "等") } else { ("", "") };
        let lost = Words::new(format!("{}{more}", named.join(", ")), format!("{}{chinese_more}", named.join("、")));
        say!(
            "the row has {} cells and the head has {}: {} would not be shown{}",
            "本行有{}格，表头只有{}格，{} 不会显示{}",
            cells,
            columns,
            lost,
            more_rows(*others)
        )
    };
    help match row {
        Some(row) => say!("a `|` in a cell is written `\\|`: {}", "单元格内的竖线请写作 `\\|`：{}", quote_lines(row)),
        None => say!(
            "give the two lines at the top as many cells: {} and {}; a `|` that belongs to the text is written `\\|`",
            "请补足表头和分隔行的格数：{} 和 {}；竖线属于文字的，请写作 `\\|`",
            quote_lines(head),
            quote_lines(dashes)
        ),
    };
    examples
        {
            cells: 4, columns: 2, lost: vec!["6月底前".into(), "综合科".into()], row: None,
            head: "| 任务 | 目标 |  |  |".into(), dashes: "| --- | --- | --- | --- |".into(), others: 0,
        }
        {
            cells: 3, columns: 2, lost: vec!["3%".into()], row: Some("| 研发\\|投入 | 3% |".into()),
            head: String::new(), dashes: String::new(), others: 0,
        }
        {
            cells: 3, columns: 2, lost: vec!["3%".into()], row: None,
            head: "| 任务 | 目标 |  |".into(), dashes: "| --- | --- | --- |".into(), others: 2,
        };

    /// A row with fewer cells than the head, as it should be; so many more rows have it too. `is_broken` where it is the rest
    /// of the row above; `parted` is the row with a `|` at the one blank that may lack it.
    TableCellsMissing { cells: usize, columns: usize, mended: String, parted: Option<String>, is_broken: bool, others: usize } = "table-cells-missing", Warning;
    message if *is_broken {
        say!("this is the rest of a cell in the row above and is shown as a row of its own", "本行是上一行单元格的后半部分，会另成一行")
    } else {
        say!(
            "the row has {} of the {} cells that the head has{}",
            "本行只有{}格，表头有{}格{}",
            cells,
            columns,
            more_rows(*others)
        )
    };
    help if *is_broken {
        say!("write a row on one line; in a cell, a new line is `<br>`: {}", "一行表格请写在同一行内，单元格内换行用 `<br>`：{}", quote_lines(mended))
    } else if let Some(parted) = parted {
        say!(
            "is a `|` missing, as in {}? a cell with nothing in it is written so: {}",
            "漏写竖线的，请改为 {}；确有单元格留空的，请写作 {}",
            quote_lines(parted),
            quote_lines(mended)
        )
    } else {
        say!("is a `|` missing? a cell with nothing in it is written so: {}", "请补上漏写的竖线；确有单元格留空的，请写作 {}", quote_lines(mended))
    };
    examples
        { cells: 1, columns: 2, mended: "| 培育企业12家 | |".into(), parted: None, is_broken: false, others: 0 }
        {
            cells: 1, columns: 2, mended: "| 培育企业 12家 | |".into(), parted: Some("| 培育企业 | 12家 |".into()),
            is_broken: false, others: 3,
        }
        { cells: 1, columns: 2, mended: "| 培育企业 | 12家，<br>其中省级3家 |".into(), parted: None, is_broken: true, others: 0 };

    /// Marks that other programs understand; `better` is what to write, where it is known.
    TemplateMarks { found: String, mark: OtherMark, better: String } = "template-marks", Warning;
    message if *mark == OtherMark::HeadingAttributes {
        say!("{} is not shown on the page", "{} 不会显示在网页上", quote(found))
    } else {
        say!("{} means nothing here and is shown as it stands", "{} 在这里不起作用，会原样显示在网页上", quote(found))
    };
    help if better.is_empty() { mark.words() } else { write_instead(better) };
    examples
        { found: "::: tip".into(), mark: OtherMark::Container, better: String::new() }
        { found: "{{ page.title }}".into(), mark: OtherMark::Template, better: String::new() }
        { found: "{{ firms }}".into(), mark: OtherMark::Template, better: "[](indicator:firms)".into() }
        { found: "{.red}".into(), mark: OtherMark::Attributes, better: String::new() }
        { found: "{重点}".into(), mark: OtherMark::HeadingAttributes, better: "## 平台（重点）".into() }
        { found: "[TOC]".into(), mark: OtherMark::Contents, better: String::new() }
        { found: "\\newpage".into(), mark: OtherMark::Command, better: String::new() }
        { found: "==重点==".into(), mark: OtherMark::Highlight, better: "**重点**".into() }
        { found: "^2^".into(), mark: OtherMark::Superscript, better: "<sup>2</sup>".into() }
        { found: "$$".into(), mark: OtherMark::Formula, better: String::new() };

    /// A line right below a table, which becomes a row of it.
    TextInTable { line: String } = "text-in-table", Warning;
    message "this line becomes a row of the table above", "这一行会成为上面表格中的一行";
    help "put an empty line before {}", "请在 {} 之前空一行", quote(line);
    examples { line: "上表由综合科负责解释。".into() };

    /// Ideographic blanks before a mark, which make text of it.
    WideIndent { mark: String, line: String } = "wide-indent", Warning;
    message "blanks before it make the mark {} a text", "行首的全角空格使标记 {} 不起作用，会原样显示", quote(mark);
    help "take the blanks out: {}", "请删去行首空格，写作 {}", quote_lines(line);
    examples { mark: "-".into(), line: "- 培育企业。".into() };
}

fn write_instead(better: &str) -> Words {
    say!("write {}", "请改为 {}", quote_lines(better))
}

fn more_rows(others: usize) -> Words {
    match others {
        0 => Words::default(),
        1 => say!("; so has one more row", "；另有1行相同"),
        others => say!("; so have {} more rows", "；另有{}行相同", others),
    }
}
