//! Documents made of parts as XML, and a document as a compact text.

use crate::import::document::{Block, Inline, LabelKind, OfficeDocument, OutlineSource, Paragraph};
use crate::import::docx::{ReadFault, TrackedChanges, read};
use std::fmt::Write as _;
use std::io::Write as _;

/// The namespaces that parts may use.
pub const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml""#;

/// A file of parts.
#[derive(Default)]
pub struct Parts {
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
    external: usize,
}

impl Parts {
    /// A document whose body is this.
    pub fn body(body: &str) -> Self {
        let mut parts = Self::default();
        let document =
            format!("<?xml version=\"1.0\"?><w:document {SPACES}><w:body>{body}</w:body></w:document>");
        parts.parts.push(("word/document.xml".into(), document.into()));
        parts
    }

    /// With one more part beside the text, whose root element is named; its relationship's id is its kind.
    pub fn with(mut self, kind: &str, root: &str, content: &str) -> Self {
        let xml = format!("<?xml version=\"1.0\"?><w:{root} {SPACES}>{content}</w:{root}>");
        self.parts.push((format!("word/{kind}.xml"), xml.into()));
        self.relate(kind, &format!("{kind}.xml"))
    }

    pub fn with_bytes(mut self, name: &str, bytes: &[u8]) -> Self {
        self.parts.push((name.into(), bytes.to_vec()));
        self
    }

    /// A relationship of the text, whose id is its kind.
    pub fn relate(mut self, kind: &str, target: &str) -> Self {
        let _ = write!(
            self.relations,
            r#"<Relationship Id="{kind}" Type="http://x/relationships/{kind}" Target="{target}"/>"#
        );
        self
    }

    /// A relationship that leads outside: `outside1`, `outside2`.
    pub fn outside(mut self, address: &str) -> Self {
        self.external += 1;
        let _ = write!(
            self.relations,
            r#"<Relationship Id="outside{}" Type="http://x/hyperlink" Target="{address}" TargetMode="External"/>"#,
            self.external
        );
        self
    }

    /// The file.
    pub fn zip(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        let relations = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
            self.relations
        );
        for (name, bytes) in &self.parts {
            zip.start_file(name.as_str(), options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.start_file("word/_rels/document.xml.rels", options).unwrap();
        zip.write_all(relations.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    pub fn read(&self, changes: TrackedChanges) -> Result<OfficeDocument, ReadFault> {
        read(&self.zip(), changes)
    }

    /// The document as a compact text.
    pub fn dump(&self) -> String {
        dump(&self.read(TrackedChanges::Refuse).unwrap())
    }
}

/// A paragraph with a list's place and a text.
pub fn item(list: i64, level: u8, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

/// A paragraph of plain text.
pub fn plain(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

/// A document, each paragraph in a line.
pub fn dump(document: &OfficeDocument) -> String {
    let mut out = String::new();
    blocks(&document.blocks, "", &mut out);
    for note in &document.notes {
        let _ = writeln!(out, "{:?}:", note.kind);
        blocks(&note.blocks, "  ", &mut out);
    }
    for running in &document.running {
        let _ = writeln!(out, "{:?}:", running.kind);
        blocks(&running.blocks, "  ", &mut out);
    }
    for picture in &document.pictures {
        let _ = writeln!(out, "picture {} {:?}", picture.name, picture.description);
    }
    for comment in &document.comments {
        let _ = writeln!(
            out,
            "comment {:?} at {:?}: {}",
            comment.author,
            comment.at.map(|at| at.0),
            comment.text
        );
    }
    for loss in &document.losses {
        let _ = writeln!(out, "lost {:?} at {:?}: {}", loss.kind, loss.at.map(|at| at.0), loss.text);
    }
    out
}

fn blocks(all: &[Block], indent: &str, out: &mut String) {
    for block in all {
        match block {
            Block::Paragraph(one) => paragraph(one, indent, out),
            Block::Table(table) => {
                let _ = writeln!(out, "{indent}table of {}", table.columns);
                for row in &table.rows {
                    let _ = writeln!(out, "{indent} row{}", if row.is_head { " head" } else { "" });
                    for cell in &row.cells {
                        let _ =
                            writeln!(out, "{indent}  {}+{}x{}", cell.column, cell.column_span, cell.row_span);
                        blocks(&cell.blocks, &format!("{indent}   "), out);
                    }
                }
            }
        }
    }
}

fn paragraph(one: &Paragraph, indent: &str, out: &mut String) {
    let _ = write!(out, "{indent}{} ", one.id);
    if let Some(outline) = one.outline {
        let _ =
            write!(out, "h{}{} ", outline.level, if outline.from == OutlineSource::Style { "s" } else { "" });
    }
    if let Some(label) = &one.label {
        let kind = if label.kind == LabelKind::Bullet { "*" } else { "" };
        let _ = write!(out, "[{}{kind}] ", label.text);
    }
    for (is, word) in [(one.in_contents, "toc "), (one.begins_page, "page "), (one.in_frame, "frame ")] {
        out.push_str(if is { word } else { "" });
    }
    for run in &one.runs {
        let look = &run.look;
        for (is, mark) in
            [(look.bold, "*"), (look.italic, "/"), (look.struck, "~"), (run.link.is_some(), "<")]
        {
            out.push_str(if is { mark } else { "" });
        }
        match &run.content {
            Inline::Text(text) => out.push_str(text),
            Inline::Tab => out.push('→'),
            Inline::Break => out.push('↵'),
            Inline::Picture(place) => drop(write!(out, "{{picture {place}}}")),
            Inline::Note(place) => drop(write!(out, "{{note {place}}}")),
        }
        if let Some(link) = &run.link {
            let _ = write!(out, " {link}>");
        }
    }
    out.push('\n');
}
