//! A section's Markdown, the same bytes for every contender: headings, paragraphs with emphasis, lists, a table,
//! a footnote, links to other sections (one with an anchor) and bound figures.

use std::fmt::Write as _;

use crate::corpus::{Indicator, Section, Shape};
use crate::random::Random;
use crate::words;

/// The body of `section`, 2 to 4 KB.
pub fn markdown(shape: Shape, section: &Section) -> String {
    let random = &mut Random::new(section.number as u64 ^ 0xB0D7);
    let near = link(shape, section, random, Target::Heading);
    let far = link(shape, section, random, Target::Page);
    let last = link(shape, section, random, Target::Page);
    let mut figures =
        section.indicators.iter().map(|i| (format!("{}达到[{}](indicator:{})", i.name, i.phrase(), i.id), i));
    let first = figures.next().map(|(text, _)| text).unwrap_or_default();
    let filled =
        figures.next().map(|(_, i)| format!("{}为[](indicator:{})", i.name, i.id)).unwrap_or_default();

    let mut out = format!("## 总体目标\n\n{}全年{first}，相关工作见{near}。[^1]\n\n", paragraph(random));
    let _ = write!(out, "### 现状分析\n\n{}\n\n## 重点任务\n\n", paragraph(random));
    for at in 1..=random.between(3, 5) {
        let _ = writeln!(out, "- **任务{at}：**{}", words::sentence(random));
    }
    out.push_str("\n### 实施步骤\n\n");
    for at in 1..=3 {
        let _ = writeln!(out, "{at}. {}", words::sentence(random));
    }
    out.push_str("\n## 进度安排\n\n| 阶段 | 时间 | 责任单位 | 预期成果 |\n| --- | --- | --- | --- |\n");
    for at in 0..4 {
        let (from, to) = (at * 3 + 1, at * 3 + 3);
        let (unit, result) = (random.pick(words::UNITS), words::milestone(random));
        let _ = writeln!(out, "| 第{}阶段 | {from}月—{to}月 | {unit} | {result} |", at + 1);
    }
    let _ = write!(
        out,
        "\n## 保障措施\n\n{}{filled}，参见{far}与{last}。\n\n[^1]: 数据来源：{}{}年度统计报表，`统计口径 v{}`。\n",
        paragraph(random),
        section.lead,
        section.plan.year,
        section.number % 7
    );
    out
}

/// What any rendering of the section must show: texts that stand in one piece in its page.
pub fn sample(section: &Section) -> Vec<String> {
    let mut texts = vec![section.title.clone(), section.plan.title(), section.lead.clone()];
    texts.extend(["总体目标", "现状分析", "重点任务", "实施步骤", "进度安排", "保障措施"].map(str::to_owned));
    texts.extend(section.indicators.iter().map(|i| i.name.clone()));
    // Only the first figure is written out; the second is filled in, in each generator's own words.
    texts.extend(section.indicators.iter().map(Indicator::phrase).take(1));
    texts.push(format!("统计口径 v{}", section.number % 7));
    texts
}

/// One to three sentences, one of them bold up to its full stop.
fn paragraph(random: &mut Random) -> String {
    let count = random.between(1, 3);
    let bold = random.between(1, count);
    let mut lines = Vec::new();
    for at in 1..=count {
        let sentence = words::sentence(random);
        lines.push(if at == bold { format!("**{sentence}**") } else { sentence });
    }
    // A source line per sentence, as an editor that wraps writes it: the break must leave no space.
    lines.join("\n")
}

#[derive(Clone, Copy)]
enum Target {
    Page,
    Heading,
}

/// A link to some other section, by its source file.
fn link(shape: Shape, from: &Section, random: &mut Random, target: Target) -> String {
    let to = shape.section(random.between(0, shape.sections.saturating_sub(1)));
    let anchor = match target {
        Target::Page => "",
        Target::Heading => "#重点任务",
    };
    let path = if to.plan.number == from.plan.number {
        to.file()
    } else {
        format!("../../{}/{}", to.plan.folder(), to.file())
    };
    format!("[{}]({path}{anchor})", to.title)
}
