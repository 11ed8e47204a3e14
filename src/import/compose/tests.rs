use super::super::document::{Block, Cell, Inline, Note, NoteKind, Paragraph, Row, Run, Table};
use super::super::structure::structure;
use super::conservation::unaccounted;
use super::*;
use crate::diagnostic::Finding;
use crate::source::front_matter::split;

/// Makes documents of texts.
#[derive(Default)]
struct Maker {
    document: OfficeDocument,
    next: u32,
}

impl Maker {
    fn paragraph(&mut self, text: &str) -> Paragraph {
        self.next += 1;
        let mut paragraph = Paragraph::new(ParagraphId(self.next));
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                paragraph.runs.push(run(Inline::Break));
            }
            paragraph.runs.push(run(Inline::Text(line.to_owned())));
        }
        paragraph
    }

    fn text(&mut self, text: &str) -> &mut Self {
        let paragraph = self.paragraph(text);
        self.document.blocks.push(Block::Paragraph(paragraph));
        self
    }

    fn table(&mut self, rows: &[&[&str]]) -> &mut Self {
        let columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let rows = rows.iter().map(|row| Row {
            is_head: false,
            cells: row
                .iter()
                .enumerate()
                .map(|(column, text)| Cell {
                    column,
                    column_span: 1,
                    row_span: 1,
                    blocks: vec![Block::Paragraph(self.paragraph(text))],
                })
                .collect(),
        });
        let table = Table { rows: rows.collect(), columns };
        self.document.blocks.push(Block::Table(table));
        self
    }
}

fn run(content: Inline) -> Run {
    Run { content, look: Default::default(), link: None }
}

fn terms() -> ComposeTerms {
    ComposeTerms { year: 2026, fallback_title: "文件".to_owned() }
}

fn plain(document: &OfficeDocument) -> PlanDraft {
    let draft = compose(document, &structure(document), &terms());
    assert_eq!(unaccounted(document, &draft), Vec::<String>::new());
    draft
}

fn file<'d>(draft: &'d PlanDraft, name: &str) -> &'d str {
    std::str::from_utf8(&draft.files[name]).unwrap()
}

#[test]
fn a_plain_document_becomes_a_plan() {
    let mut maker = Maker::default();
    maker
        .text("示例市云河区科学技术局2026年工作要点")
        .text("各科室：")
        .text("2026年工作要点如下。")
        .text("一、壮大科技企业")
        .text("（一）培育高新技术企业。全年新增高新技术企业12家以上。")
        .text("（二）服务企业。做好1. 服务。")
        .text("二、任务")
        .table(&[&["项目", "备注"], &["甲|乙", "*丙*"]])
        .text("示例市云河区科学技术局")
        .text("2026年1月20日");
    let draft = plain(&maker.document);
    let names: Vec<&str> = draft.files.keys().map(String::as_str).collect();
    assert_eq!(names, ["01-zhuangda-keji-qiye.md", "02-renwu.md", "_index.md"]);
    assert_eq!(
        file(&draft, "_index.md"),
        "---\nkind: plan\ntitle: 示例市云河区科学技术局2026年工作要点\nyear: 2026\nstatus: draft\nissuer: 示例市云河区科学技术局\n\
         written: 2026-01-20\naddressee: 各科室\n---\n\n2026年工作要点如下。\n"
    );
    assert_eq!(
        file(&draft, "01-zhuangda-keji-qiye.md"),
        "---\ntitle: 壮大科技企业\n---\n\n## 培育高新技术企业\n\n全年新增高新技术企业12家以上。\n\n## 服务企业\n\n做好1. 服务。\n"
    );
    assert_eq!(
        file(&draft, "02-renwu.md"),
        "---\ntitle: 任务\n---\n\n| 项目 | 备注 |\n| --- | --- |\n| 甲\\|乙 | \\*丙\\* |\n"
    );
}

/// Texts that mean something to Markdown or to this project.
const ODD: [&str; 40] = [
    "# 一",
    "1. 一",
    "1) 一",
    "- 一",
    "+ 一",
    "* 一",
    "> 一",
    "```",
    "~~~",
    "    缩进",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "一\n===",
    "一\n---",
    "***",
    "[^1]: 注",
    "[a]: b",
    "[字](a.jpg)",
    "![字](a.jpg)",
    "【字】（a.jpg）",
    "**重**",
    "＊＊重点＊＊",
    "＃ 标题",
    "{{ a }}",
    "{% if %}",
    "<!-- 注 -->",
    "<b>粗</b>",
    "&amp; &#35; &lt;",
    "a_b_c",
    "\\",
    "`码`",
    ": 定义",
    "indicator:a",
    "[12家](indicator:a)",
    "~~删~~",
    "$a$",
    "- [ ] 待办",
    "一、二、三",
    "http://a.cn/b_c",
    "［^1］",
    "｜ a ｜ b ｜",
];

#[test]
fn odd_texts_stay_what_they_are() {
    for odd in ODD {
        let mut maker = Maker::default();
        maker.text("总则。").text(odd).text(&format!("前{odd}后")).table(&[&["甲", "乙"], &[odd, "丁"]]);
        maker.table(&[&["甲。", "乙"], &[odd, "丁"]]);
        let draft = compose(&maker.document, &Structure::default(), &terms());
        let text = file(&draft, "_index.md");
        assert_eq!(unaccounted(&maker.document, &draft), Vec::<String>::new(), "{text}");
        let body = crate::markdown::parse(text.get(split(text).unwrap().body).unwrap());
        let faults: Vec<_> = body
            .faults
            .iter()
            .filter(|(finding, _)| matches!(finding, Finding::Mark(_) | Finding::Block(_)))
            .collect();
        assert!(faults.is_empty(), "{odd}: {faults:?} in {text}");
        assert!(body.links.is_empty() && body.pictures.is_empty() && body.figures.is_empty(), "{text}");
    }
}

#[test]
fn notes_go_with_their_text() {
    let mut maker = Maker::default();
    let note = maker.paragraph("注的内容。");
    maker.document.notes.push(Note { kind: NoteKind::Footnote, blocks: vec![Block::Paragraph(note)] });
    let mut paragraph = maker.paragraph("正文");
    paragraph.runs.push(run(Inline::Note(0)));
    paragraph.runs.push(run(Inline::Text("。".to_owned())));
    maker.document.blocks.push(Block::Paragraph(paragraph));
    let draft = compose(&maker.document, &Structure::default(), &terms());
    let text = file(&draft, "_index.md");
    assert!(text.ends_with("正文[^1]。\n\n[^1]: 注的内容。\n"), "{text}");
}

/// Every file of the fixtures: what the document says is in the plan or among the losses.
#[test]
fn no_character_of_any_fixture_is_lost() {
    use crate::import::docx::TrackedChanges;
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/files");
    let mut faults = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "docx") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let document = crate::import::read::read(&path, &bytes, TrackedChanges::Accept).unwrap();
        let structure = structure(&document);
        let terms =
            ComposeTerms { year: structure.front.year.unwrap_or(2026), fallback_title: "文件".to_owned() };
        let draft = compose(&document, &structure, &terms);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        faults.extend(unaccounted(&document, &draft).into_iter().map(|fault| format!("{name}: {fault}")));
        count += 1;
    }
    assert!(count >= 60, "{count}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
