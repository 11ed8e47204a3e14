//! A workbook as a spreadsheet program leaves it: cells of an `.xlsx` filled in where they stand, all else as it was.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;

/// The parts of an `.xlsx` by their names.
#[derive(Clone)]
pub struct Workbook {
    parts: BTreeMap<String, Vec<u8>>,
}

/// What is put into a cell.
#[derive(Debug, Clone, Copy)]
pub enum Put<'t> {
    Number(&'t str),
    Text(&'t str),
    /// A formula with the result that the program last computed.
    Formula(&'t str, &'t str),
    /// A formula that was never computed.
    Uncomputed(&'t str),
    /// A formula whose result is an error.
    Error(&'t str),
    Bool(bool),
    Nothing,
}

impl Workbook {
    pub fn open(path: &Path) -> Self {
        let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        let mut parts = BTreeMap::new();
        for index in 0..zip.len() {
            let mut entry = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            parts.insert(entry.name().unwrap().to_string(), bytes);
        }
        Self { parts }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub fn save(&self, path: &Path) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, self.bytes()).unwrap();
    }

    pub fn part(&self, name: &str) -> String {
        String::from_utf8(self.parts[name].clone()).unwrap()
    }

    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.parts.keys()
    }

    pub fn replace(&mut self, name: &str, from: &str, to: &str) {
        let text = self.part(name);
        assert!(text.contains(from), "{name} has no {from}");
        self.parts.insert(name.to_owned(), text.replacen(from, to, 1).into_bytes());
    }

    fn sheet(number: usize) -> String {
        format!("xl/worksheets/sheet{number}.xml")
    }

    /// Puts something into a cell of a sheet, which keeps its format.
    #[track_caller]
    pub fn put(&mut self, sheet: usize, cell: &str, put: Put<'_>) {
        self.put_styled(sheet, cell, put, None);
    }

    /// The same with another format.
    #[track_caller]
    pub fn put_styled(&mut self, sheet: usize, cell: &str, put: Put<'_>, style: Option<usize>) {
        let name = Self::sheet(sheet);
        let text = self.part(&name);
        let start = text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{name} has no {cell}"));
        let rest = &text[start..];
        let open = rest.find('>').unwrap();
        let end = if rest[..open].ends_with('/') { open + 1 } else { rest.find("</c>").unwrap() + 4 };
        let own = rest[..open].split(" s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
        let style = style.map_or_else(|| own.to_owned(), |style| style.to_string());
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let (kind, inner) = match put {
            Put::Number(number) => ("", format!("<v>{number}</v>")),
            Put::Text(text) => {
                (" t=\"inlineStr\"", format!("<is><t xml:space=\"preserve\">{}</t></is>", escaped(text)))
            }
            Put::Formula(formula, value) => ("", format!("<f>{}</f><v>{value}</v>", escaped(formula))),
            Put::Uncomputed(formula) => ("", format!("<f>{}</f>", escaped(formula))),
            Put::Error(error) => (" t=\"e\"", format!("<f>A1</f><v>{error}</v>")),
            Put::Bool(value) => (" t=\"b\"", format!("<v>{}</v>", u8::from(value))),
            Put::Nothing => ("", String::new()),
        };
        let new = format!("<c r=\"{cell}\" s=\"{style}\"{kind}>{inner}</c>");
        let text = format!("{}{new}{}", &text[..start], &rest[end..]);
        self.parts.insert(name, text.into_bytes());
    }

    /// Adds a format with one of the built-in number formats (9 is 0%, 14 a date); gives its number.
    pub fn style(&mut self, format: u32) -> usize {
        let styles = self.part("xl/styles.xml");
        let start = styles.find("<cellXfs count=\"").unwrap() + 16;
        let end = start + styles[start..].find('"').unwrap();
        let count: usize = styles[start..end].parse().unwrap();
        let xf = format!(
            "<xf numFmtId=\"{format}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>"
        );
        let styles =
            format!("{}{}{}", &styles[..start], count + 1, &styles[end..]).replacen("</cellXfs>", &xf, 1);
        self.parts.insert("xl/styles.xml".to_owned(), styles.into_bytes());
        count
    }

    /// Has days counted from 1904, as books from old Macs have them; the numbers stay.
    pub fn count_from_1904(&mut self) {
        self.replace("xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" ");
    }

    /// Hides rows, as a filter does.
    pub fn hide_row(&mut self, sheet: usize, row: u32) {
        self.replace(
            &Self::sheet(sheet),
            &format!("<row r=\"{row}\""),
            &format!("<row r=\"{row}\" hidden=\"1\""),
        );
    }
}
