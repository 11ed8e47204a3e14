//! Blocks of Markdown: how their lines are laid out, and how one follows another.

use super::{Frame, FrameKind};

/// An item of a list.
pub(super) struct ListItem {
    /// The label of a footnote.
    pub(super) note: Option<String>,
    pub(super) text: String,
}

/// A cell of a table.
pub(super) struct Cell {
    pub(super) is_head: bool,
    pub(super) alignment: Option<&'static str>,
    /// How many columns and rows it takes.
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) text: String,
}

/// A table that is being read.
#[derive(Default)]
pub(super) struct Table {
    pub(super) caption: String,
    rows: Vec<Vec<Cell>>,
    /// For each column, how many more rows a cell above takes of it.
    taken: Vec<usize>,
}

/// No table has more columns than that, whatever its cells say.
const MOST_COLUMNS: usize = 200;

impl Frame {
    /// Prepares for words.
    pub(super) fn begin_inline(&mut self) {
        if std::mem::take(&mut self.after_block) {
            self.separate("\n\n");
        }
        self.last_marker = None;
    }

    /// Appends what is Markdown already.
    pub(super) fn inline(&mut self, markdown: &str) {
        if !markdown.is_empty() {
            self.begin_inline();
            self.out.push_str(markdown);
        }
    }

    /// Appends something with the blanks at its ends set outside of it.
    pub(super) fn inline_with_blanks(&mut self, inner: &str, marked: impl FnOnce(&str, &str) -> String) {
        let bare = inner.trim_ascii();
        if inner.starts_with([' ', '\n']) && !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        if bare.is_empty() {
            return;
        }
        let text = marked(bare, &self.out);
        self.inline(&text);
        if inner.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
    }

    /// Appends a block.
    pub(super) fn block(&mut self, block: &str) {
        if !block.is_empty() {
            self.separate("\n\n");
            self.out.push_str(block);
            self.after_block = true;
            self.last_marker = None;
        }
    }

    /// Ends the words that were written, if any.
    pub(super) const fn end_block(&mut self) {
        self.after_block |= !self.out.is_empty();
    }

    /// Appends a list.
    pub(super) fn list(&mut self, first: Option<u64>, items: &[ListItem], is_loose: bool) {
        let marker = match (first, self.last_marker) {
            (None, Some('-')) => '*',
            (None, _) => '-',
            (Some(_), Some('.')) => ')',
            (Some(_), _) => '.',
        };
        let mut lines: Vec<String> = Vec::with_capacity(items.len());
        let mut has_notes = false;
        for (number, item) in (first.unwrap_or(0)..).zip(items) {
            has_notes |= item.note.is_some();
            let head = match (&item.note, first) {
                (Some(label), _) => format!("[^{label}]:"),
                (None, None) => marker.to_string(),
                (None, Some(_)) => format!("{number}{marker}"),
            };
            let width = if item.note.is_some() { 4 } else { head.chars().count() + 1 };
            let text = indented(&item.text, width);
            lines.push(if text.is_empty() { head } else { format!("{head} {text}") });
        }
        let text = lines.join(if is_loose || has_notes { "\n\n" } else { "\n" });
        if text.is_empty() {
            return;
        }
        // Only a list that begins with 1, and with some words, may follow on the line after a paragraph's.
        let is_tight = matches!(self.kind, FrameKind::Item { is_loose: false, .. })
            && !self.after_block
            && first.is_none_or(|first| first == 1)
            && items.first().is_some_and(|item| !item.text.is_empty());
        self.separate(if is_tight { "\n" } else { "\n\n" });
        self.out.push_str(&text);
        (self.after_block, self.last_marker) = (true, Some(marker));
    }

    /// Appends what explains the term before it.
    pub(super) fn definition(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        trim(&mut self.out);
        self.out.push_str(&format!("\n: {}", indented(text, 2)));
        (self.after_block, self.last_marker) = (true, None);
    }

    /// Sets what follows apart from what is there.
    fn separate(&mut self, by: &str) {
        trim(&mut self.out);
        if !self.out.is_empty() {
            self.out.push_str(by);
        }
    }
}

/// Takes blanks, and breaks of lines that no line follows, from the end.
pub(super) fn trim(out: &mut String) {
    loop {
        let bare = out.trim_end_matches([' ', '\n']).len();
        let breaks = out.get(bare..).is_some_and(|end| end.starts_with('\n'));
        out.truncate(bare);
        // One backslash breaks the line; two are one that is shown.
        let slashes = bare - out.trim_end_matches('\\').len();
        if !(breaks && slashes % 2 == 1) {
            return;
        }
        out.pop();
    }
}

/// Lines with all but the first moved in.
fn indented(text: &str, width: usize) -> String {
    let pad = " ".repeat(width);
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
            out.push_str(if line.is_empty() { "" } else { &pad });
        }
        out.push_str(line);
    }
    out
}

/// A quotation; with a kind, an alert.
pub(super) fn quotation(alert: Option<&str>, text: &str) -> String {
    let head = alert.map(|kind| format!("> [!{kind}]"));
    let lines =
        text.split('\n').map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    let lines = lines.filter(|_| !text.is_empty());
    head.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// A code block.
pub(super) fn code(language: &str, code: &str) -> String {
    let fence = "`".repeat(super::text::longest_run(code).max(2) + 1);
    let code = code.strip_suffix('\n').unwrap_or(code);
    let language = language.replace('`', "");
    format!("{fence}{language}\n{code}{}{fence}", if code.is_empty() { "" } else { "\n" })
}

/// A text as it can stand in a cell.
pub(super) fn in_one_line(text: &str) -> String {
    let lines = text.replace("\\\n", "\n");
    let lines: Vec<&str> = lines.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("<br>")
}

impl Table {
    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Appends a cell to the row.
    pub(super) fn push(&mut self, cell: Cell) {
        self.skip_taken();
        if self.rows.is_empty() {
            self.start_row();
        }
        let Some(row) = self.rows.last_mut() else { return };
        let (columns, rows) = (cell.columns.clamp(1, MOST_COLUMNS), cell.rows.max(1));
        let (start, is_head, alignment) = (row.len(), cell.is_head, cell.alignment);
        let empty = || Cell { is_head, alignment, columns: 1, rows: 1, text: String::new() };
        row.push(cell);
        row.extend(std::iter::repeat_with(empty).take(columns - 1));
        row.truncate(MOST_COLUMNS);
        for column in start..row.len() {
            if self.taken.len() <= column {
                self.taken.resize(column + 1, 0);
            }
            if let Some(taken) = self.taken.get_mut(column) {
                *taken = rows - 1;
            }
        }
    }

    /// Leaves the columns empty that a cell above takes.
    fn skip_taken(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(taken) = self.taken.get_mut(row.len()).filter(|taken| **taken > 0) {
            *taken -= 1;
            row.push(Cell { is_head: false, alignment: None, columns: 1, rows: 1, text: String::new() });
        }
    }

    /// The caption and the table; nothing where no cell says anything.
    pub(super) fn blocks(&self) -> Vec<String> {
        let rows: Vec<&Vec<Cell>> = self.rows.iter().filter(|row| !row.is_empty()).collect();
        let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        if rows.iter().all(|row| row.iter().all(|cell| cell.text.is_empty())) {
            return Vec::new();
        }
        let has_head = rows.first().is_some_and(|row| row.iter().any(|cell| cell.is_head));
        let line = |row: &[Cell]| {
            let cells = (0..width).map(|at| row.get(at).map_or("", |cell| cell.text.as_str()));
            let cells = cells.map(|text| if text.is_empty() { " ".to_owned() } else { format!(" {text} ") });
            format!("|{}|", cells.collect::<Vec<_>>().join("|"))
        };
        let head = rows.first().filter(|_| has_head);
        let sides = (0..width).map(|at| head.and_then(|row| row.get(at)?.alignment));
        let sides = sides.map(|side| match side {
            Some("left") => " :--- ",
            Some("center") => " :---: ",
            Some("right") => " ---: ",
            _ => " --- ",
        });
        let rule = format!("|{}|", sides.collect::<Vec<_>>().join("|"));
        let mut lines = vec![line(head.map_or(&[][..], |row| row.as_slice())), rule];
        lines.extend(rows.iter().skip(usize::from(has_head)).map(|row| line(row)));
        let caption = Some(self.caption.clone()).filter(|caption| !caption.is_empty());
        caption.into_iter().chain([lines.join("\n")]).collect()
    }

    /// All its words in one line, for a table within a table.
    pub(super) fn flat(&self) -> String {
        let row = |row: &Vec<Cell>| {
            let cells = row.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
            cells.collect::<Vec<_>>().join(" ")
        };
        self.rows.iter().map(row).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("<br>")
    }
}
