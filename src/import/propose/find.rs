//! The promises of one file: each figure of its text that may be one, with its name, target and place, and what is doubtful.

use super::due::{due, later_year};
use super::grid::Grid;
use super::plan::PlanFile;
use super::reading::{self, Named, Reading, Unclear};
use super::target::{Promised, promised, tier};
use super::words::SIZES;
use super::{clause, rank};
use crate::bug::slice;
use crate::check::{Tables, commits, is_bound, is_told};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::markdown::{Passage, PassageKind};
use crate::model::quantity::prose::{
    ChangeRole, Headings, Mention, Numerals, Stated, Tense, Told, UnitKind, mentions_with,
};
use std::ops::Range;

/// A promise in a text.
#[derive(Debug, Clone)]
pub struct Promise {
    /// Which file of the plan.
    pub file: usize,
    /// Which passage of its body.
    pub passage: usize,
    /// The words that are bound, in the passage's text.
    pub range: Range<usize>,
    /// The same in the file.
    pub source: Range<usize>,
    pub name: String,
    pub promised: Promised,
    /// The higher tier.
    pub stretch: Option<Promised>,
    pub due: Option<String>,
    /// The unit of its cell that stands apart from it.
    pub apart: Option<String>,
    pub sentence: String,
}

/// A figure that may be a promise, and is left as it stands.
#[derive(Debug, Clone)]
pub struct Doubt {
    pub file: usize,
    /// Where it stands in the file.
    pub at: usize,
    pub figure: String,
    pub why: Words,
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Found {
    pub promises: Vec<Promise>,
    pub doubts: Vec<Doubt>,
}

/// Looks for the promises of a file of a plan with its title, for a year; `units` are those that must be given to be read.
pub fn find((index, file): (usize, &PlanFile), units: &[&str], (title, year): (&str, i16)) -> Found {
    let passages = &file.document.text.body.passages;
    let mut finder = Finder {
        index,
        file,
        tables: Tables::of(passages, units),
        grid: Grid::of(passages),
        units,
        year,
        found: Found::default(),
    };
    let mut headings = Headings::under(&[title, file.title()], year);
    for (place, passage) in passages.iter().enumerate() {
        if let PassageKind::Heading(level) = passage.kind {
            headings.enter(level, &passage.text);
        } else if !passage.quoted {
            finder.passage(place, passage, headings.over());
        }
    }
    finder.found
}

struct Finder<'f> {
    index: usize,
    file: &'f PlanFile,
    tables: Tables,
    grid: Grid<'f>,
    units: &'f [&'f str],
    year: i16,
    found: Found,
}

/// A figure of a passage.
struct Seen<'s> {
    passage: (usize, &'s Passage),
    mention: &'s Mention,
    apart: Option<String>,
}

impl Finder<'_> {
    fn passage(&mut self, place: usize, passage: &Passage, heading: Option<&str>) {
        let text = passage.text.as_str();
        let (mentions, apart, is_past) = match self.tables.holding(passage) {
            Some((table, cell)) => (
                table.mentions(cell.row, cell.column, text, self.units),
                table.unit(cell.row, cell.column),
                cell.row == 0 || table.is_past(cell.column, self.year),
            ),
            None => (mentions_with(text, self.units), None, false),
        };
        if is_past {
            return;
        }
        let readings = reading::read(text, &mentions);
        let mut tense = Tense::new(text, self.year, heading);
        // For each figure, which promise it became.
        let mut made: Vec<Option<usize>> = Vec::new();
        for (mention, reading) in mentions.iter().zip(readings) {
            let told = tense.told(mention.range.start, is_bound(mention));
            let is_open = !is_told(passage, mention) && !passage.is_claimed(&mention.range);
            let seen = Seen { passage: (place, passage), mention, apart: apart.clone() };
            let is_unsure = told == Told::Result && tense.is_unsure(is_bound(mention));
            let own = match told {
                Told::Promise if is_open => self.figure(&seen, reading, &made),
                Told::Result if is_open && is_unsure && commits(passage, mention) => {
                    self.doubt(
                        &seen,
                        &mention.range,
                        say!("it may tell what was reached", "可能是已经完成的情况"),
                    );
                    None
                }
                _ => None,
            };
            made.push(own);
        }
        if passage.cell.is_none() {
            self.ranks(place, passage, heading);
        }
    }

    /// Looks at one figure; gives the place of the promise that it became.
    fn figure(&mut self, seen: &Seen<'_>, reading: Reading, made: &[Option<usize>]) -> Option<usize> {
        let (place, passage) = seen.passage;
        let (mention, text) = (seen.mention, passage.text.as_str());
        if mention.role == ChangeRole::Start
            || matches!(mention.stated, Stated::Rough | Stated::Fraction { .. })
        {
            return None;
        }
        let may_be = commits(passage, mention);
        let reading = match reading {
            // A cell that is a number has its name from row and column.
            Reading::Unclear(_) if is_whole(text, mention) && passage.cell.is_some() => {
                let name = passage.cell.and_then(|cell| self.grid.name(cell));
                name.map_or(Reading::Unclear(Unclear::Nameless), |name| {
                    Reading::Named(in_cell(name, mention))
                })
            }
            reading => reading,
        };
        match reading {
            Reading::Qualifies => None,
            Reading::Stretch(lower) => {
                let lower = made.get(lower).copied().flatten()?;
                let lower = self.found.promises.get_mut(lower)?;
                let stretch = tier(mention, &lower.promised);
                match stretch {
                    Some(stretch) if lower.stretch.is_none() => lower.stretch = Some(stretch),
                    _ => self.doubt(seen, &mention.range, unclear(Unclear::Nameless)),
                }
                None
            }
            Reading::Unclear(why) if may_be => {
                // A length of time that is not named is a term: 30天内办结.
                if mention.kind != UnitKind::Time {
                    self.doubt(seen, &mention.range, unclear(why));
                }
                None
            }
            Reading::Unclear(_) => None,
            Reading::Named(named) => {
                if !(may_be || is_named_time(&named, mention)) {
                    return None;
                }
                if is_size(&named, mention) {
                    // 十三个部门: what is counted in words is hardly ever promised so.
                    if mention.numerals == Numerals::Chinese {
                        return None;
                    }
                    self.doubt(
                        seen,
                        &named.range,
                        say!(
                            "it may say how large something is, and promise nothing",
                            "可能只是说明规模，并非目标"
                        ),
                    );
                    return None;
                }
                if let Some(why) = no_target(text, mention) {
                    self.doubt(seen, &named.range, why);
                    return None;
                }
                let words = slice(text, named.range.clone());
                let Some(promised) = promised(words, mention, &named) else {
                    self.doubt(
                        seen,
                        &named.range,
                        say!("no target says the same as these words", "这种说法无法写成目标值"),
                    );
                    return None;
                };
                let later = later_year(text, mention.range.start, self.year);
                let name = match later {
                    Some(year) => format!("{}（{year}年）", named.name),
                    None => named.name,
                };
                let promise = Promise {
                    file: self.index,
                    passage: place,
                    source: self.source(passage, &named.range),
                    due: due(text, mention.range.start, self.year).filter(|_| later.is_none()),
                    sentence: slice(text, clause::sentence(text, mention.range.start)).trim().to_owned(),
                    range: named.range,
                    name,
                    promised,
                    stretch: None,
                    apart: seen.apart.clone(),
                };
                self.promise(promise)
            }
        }
    }

    /// Places among others (前3位), which are no quantities.
    fn ranks(&mut self, place: usize, passage: &Passage, heading: Option<&str>) {
        let text = passage.text.as_str();
        let mut tense = Tense::new(text, self.year, heading);
        for rank in rank::read(text) {
            let is_bound = passage
                .figures
                .iter()
                .any(|(_, own)| own.start < rank.range.end && rank.range.start < own.end);
            if is_bound || tense.told(rank.range.start, true) == Told::Result {
                continue;
            }
            let promise = Promise {
                file: self.index,
                passage: place,
                source: self.source(passage, &rank.range),
                name: rank.name,
                promised: rank.promised,
                stretch: None,
                due: due(text, rank.range.start, self.year),
                apart: None,
                sentence: slice(text, clause::sentence(text, rank.range.start)).trim().to_owned(),
                range: rank.range,
            };
            self.promise(promise);
        }
    }

    /// Takes a promise if its words stand in the file letter by letter, outside of links.
    fn promise(&mut self, promise: Promise) -> Option<usize> {
        let body = &self.file.document.text.body;
        let start = self.file.document.text.body_start;
        let passage = body.passages.get(promise.passage)?;
        let words = slice(&passage.text, promise.range.clone());
        let stands = self.file.text().get(promise.source.clone()) == Some(words);
        let own = promise.source.start - start.min(promise.source.start)
            ..promise.source.end - start.min(promise.source.end);
        let in_link = body.links.iter().any(|link| link.span.start < own.end && own.start < link.span.end);
        if !stands || in_link {
            self.found.doubts.push(Doubt {
                file: self.index,
                at: promise.source.start,
                figure: words.to_owned(),
                why: say!("marks of Markdown or a link stand within it", "其中夹有 Markdown 标记或链接"),
            });
            return None;
        }
        self.found.promises.push(promise);
        Some(self.found.promises.len() - 1)
    }

    fn source(&self, passage: &Passage, range: &Range<usize>) -> Range<usize> {
        let own = passage.source(range);
        let start = self.file.document.text.body_start;
        own.start + start..own.end + start
    }

    fn doubt(&mut self, seen: &Seen<'_>, range: &Range<usize>, why: Words) {
        let (_, passage) = seen.passage;
        let figure = slice(&passage.text, range.clone()).to_owned();
        let at = self.source(passage, range).start;
        self.found.doubts.push(Doubt { file: self.index, at, figure, why });
    }
}

/// Why a figure says under which terms something is done, and not what is to be reached; none where it may be a target.
fn no_target(text: &str, mention: &Mention) -> Option<Words> {
    let clause = slice(text, clause::before(text, 0, mention.range.start)).trim();
    let sentence = clause::sentence(text, mention.range.start);
    let before = slice(text, sentence.start..mention.range.start);
    let after = slice(text, mention.range.end..).trim_start_matches(['的', ' ']);
    let after = ["一次性", "资金", "财政", "专项", "以内"]
        .iter()
        .fold(after, |after, word| after.strip_prefix(word).unwrap_or(after));
    let pays = ["奖励", "奖补", "补助", "补贴", "资助", "支持", "奖金", "扶持", "配套"];
    let is_paid = before.contains("给予") || ["最高", "一次性"].iter().any(|word| clause.ends_with(word));
    if is_paid && pays.iter().any(|word| after.starts_with(word))
        || ["给予", "奖励"].iter().any(|word| clause.ends_with(word))
    {
        return Some(say!("it may say how much is paid for something", "可能是奖补标准，并非目标"));
    }
    let rest = slice(text, mention.range.end..sentence.end);
    if clause.starts_with(['按', '以']) && rest.starts_with('的') {
        return Some(say!("it may say on which terms something is done", "可能是办理的标准，并非目标"));
    }
    // 由15家企业、3所高校组成: in the same clause, and no 由50%提高到80%.
    let near = rest.split(clause::is_break).next().unwrap_or_default();
    let is_made_of = clause.contains('由') && mention.role == ChangeRole::Alone;
    if is_made_of && ["组成", "构成", "组建", "参与", "参加"].iter().any(|word| near.contains(word))
    {
        return Some(say!(
            "it may say how large something is, and promise nothing",
            "可能只是说明规模，并非目标"
        ));
    }
    None
}

fn is_whole(text: &str, mention: &Mention) -> bool {
    text.trim().len() == mention.range.len()
}

fn in_cell(name: String, mention: &Mention) -> Named {
    Named { name, range: mention.range.clone(), change: None, year: None, leads_to: false, has_verb: true }
}

/// Whether it is a length of time that a name and a predicate make a promise: 去化周期控制在18个月以内, 企业开办时间压缩至0.5个工作日.
fn is_named_time(named: &Named, mention: &Mention) -> bool {
    const LENGTHS: [&str; 10] =
        ["周期", "时限", "时间", "年限", "期限", "寿命", "时长", "天数", "工期", "学时"];
    mention.kind == UnitKind::Time
        && (named.leads_to || is_bound(mention))
        && (LENGTHS.iter().any(|end| named.name.ends_with(end)) || (named.leads_to && !is_span(mention)))
}

/// Whether it is counted in months or years, as terms are.
fn is_span(mention: &Mention) -> bool {
    matches!(&mention.stated, Stated::Quantity(quantity) if quantity.unit.as_deref().is_some_and(|unit| unit.contains(['年', '月'])))
}

/// Whether a description gives it: 总投资86亿元.
fn is_size(named: &Named, mention: &Mention) -> bool {
    let is_described = SIZES.iter().any(|size| named.name.ends_with(size)) && !named.name.starts_with("完成");
    !is_bound(mention) && (is_described || !named.has_verb)
}

fn unclear(why: Unclear) -> Words {
    match why {
        Unclear::Nameless => say!("its sentence does not say what it counts", "看不出这个数说的是什么"),
        Unclear::Unpaired => {
            say!(
                "it stands in a row of figures that has not as many names",
                "并列的数与名称个数不等，无法一一对应"
            )
        }
        Unclear::TooLong => say!("what it counts has no short name", "所指内容太长，无法取作指标名称"),
    }
}
