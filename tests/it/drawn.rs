//! What is drawn says what the table beside it says: every mark of every page is read back from its place, by the ticks of its axes,
//! as a reader does, and compared with the figures of the page.

use crate::support::{copy, files, fixture, run};
use std::path::{Path, PathBuf};

const SITES: [&str; 10] = [
    "chinese",
    "county",
    "english",
    "child-theme",
    "odd-names",
    "portal",
    "quarters",
    "showcase",
    "showcase-english",
    "years",
];

/// The pages of a site.
fn pages(root: &Path) -> Vec<(String, String)> {
    let output = tempfile::tempdir().unwrap();
    let public = output.path().join("public");
    let built = run(root, &["build", "--drafts", "--output", public.to_str().unwrap()]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let all = files(&public).into_iter().filter(|(file, _)| file.ends_with(".html"));
    all.map(|(file, bytes)| (file, String::from_utf8(bytes).unwrap())).collect()
}

/// The pieces of a text between two marks.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).map(|piece| piece.split_once(close).map_or(piece, |(own, _)| own)).collect()
}

/// The tags of a class, each with the text that follows it.
fn marks<'t>(svg: &'t str, class: &str) -> Vec<(&'t str, &'t str)> {
    let is_of =
        |tag: &str| attribute(tag, "class").is_some_and(|value| value.split(' ').any(|one| one == class));
    let tags = svg.split('<').skip(1).filter_map(|piece| piece.split_once('>'));
    tags.filter(|(tag, _)| is_of(tag)).collect()
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    Some(tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0)
}

/// The place in an attribute: `12.50%`, `196.00`.
fn place(tag: &str, name: &str) -> f64 {
    let text = attribute(tag, name).unwrap_or_else(|| panic!("no {name} in <{tag}>"));
    text.trim_end_matches('%').parse().unwrap()
}

fn bare(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

/// All numbers in a text, without signs: words such as 下降 take the place of one.
fn numbers(text: &str) -> Vec<f64> {
    let digits = |c: char| !c.is_ascii_digit() && c != '.';
    text.split(digits).filter_map(|number| number.trim_matches('.').parse().ok()).collect()
}

/// A scale: places with the numbers that stand there.
struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    fn of(ticks: &[(f64, String)]) -> Self {
        let number = |text: &str| text.replace('−', "-").parse::<f64>().unwrap_or_else(|_| panic!("{text}"));
        let all: Vec<_> = ticks.iter().map(|(at, text)| (*at, number(text))).collect();
        // All ticks stand on one straight line.
        let scale = Self { from: all[0], to: *all.last().unwrap() };
        for (at, number) in &all {
            assert!((scale.at(*at) - number).abs() <= scale.slack(), "{ticks:?}");
        }
        scale
    }

    fn at(&self, place: f64) -> f64 {
        let share = (place - self.from.0) / (self.to.0 - self.from.0);
        share.mul_add(self.to.1 - self.from.1, self.from.1)
    }

    /// As exactly as places with two decimals can be read, two of them together.
    fn slack(&self) -> f64 {
        (self.to.1 - self.from.1).abs() / (self.to.0 - self.from.0).abs() * 0.025 + 0.005
    }

    fn says(&self, place: f64, text: &str) -> bool {
        let value = self.at(place).abs();
        numbers(text).iter().any(|number| (number - value).abs() <= self.slack())
    }
}

/// The rows of a table: the heading of each, and its cells by their labels.
fn rows(table: &str) -> Vec<(String, Vec<(String, String)>)> {
    between(table, "<tr", "</tr>")
        .into_iter()
        .filter(|row| row.contains("scope=\"row\""))
        .map(|row| {
            let heading = bare(row.split_once("scope=\"row\">").unwrap().1.split("</th>").next().unwrap());
            let cells = between(row, "<td", "</td>").into_iter().map(|cell| {
                let label = attribute(cell, "data-label").unwrap_or_default();
                // What is added in brackets is of the value; what else is small is its date.
                let cell = cell.replace("<small class=\"added\">", "");
                (label.to_owned(), bare(&format!("<td{}", cell.split("<small").next().unwrap())))
            });
            (heading, cells.collect())
        })
        .collect()
}

fn cell<'r>(cells: &'r [(String, String)], labels: &[&str]) -> &'r str {
    cells.iter().find(|(label, _)| labels.contains(&label.as_str())).map_or("", |(_, text)| text)
}

const ACTUAL: &[&str] = &["完成值", "Actual"];
const TARGET: &[&str] = &["目标值", "Target"];

/// How many marks were read.
#[derive(Default)]
struct Read {
    points: usize,
    edges: usize,
    earlier: usize,
    bars: usize,
    aims: usize,
    milestones: usize,
    counts: usize,
    attainments: usize,
}

/// Reads a line over the years, or over a year.
fn read_line(file: &str, svg: &str, (table, page): (&str, &str), read: &mut Read) {
    let ticks = |class: &str, name: &str| -> Vec<(f64, String)> {
        marks(svg, class).into_iter().map(|(tag, text)| (place(tag, name), text.to_owned())).collect()
    };
    let scale = Scale::of(&ticks("plot-level", "y"));
    let rows = rows(table);
    let whens = ticks("plot-when", "x");
    let years = whens.iter().all(|(_, text)| text.len() == 4).then(|| Scale::of(&whens));
    let year_at = |x: f64| years.as_ref().map(|years| format!("{:.0}", years.at(x)));
    // A year's own row; of reports in one year, the row in the same place.
    let row = |year: &Option<String>| {
        let found =
            rows.iter().find(|(heading, _)| year.as_ref().is_none_or(|year| heading.starts_with(year)));
        found.unwrap_or_else(|| panic!("{file}: no row of {year:?}"))
    };
    let points = marks(svg, "plot-point");
    assert!(points.len() + marks(svg, "plot-aim").len() > 1, "{file}: a picture of a single value");
    for (at, (tag, _)) in points.into_iter().enumerate() {
        let year = year_at(place(tag, "cx"));
        let cells = if year.is_some() { &row(&year).1 } else { &rows[at].1 };
        let text = cell(cells, ACTUAL);
        assert!(scale.says(place(tag, "cy"), text), "{file}: {} is not {text}", scale.at(place(tag, "cy")));
        read.points += 1;
    }
    for (tag, _) in marks(svg, "plot-aim") {
        let text = if years.is_some() {
            let year = year_at(f64::midpoint(place(tag, "x1"), place(tag, "x2")));
            cell(&row(&year).1, TARGET).to_owned()
        } else {
            // The target of the year stands in the table of years.
            between(page, "class=\"value target", "</td>")
                .into_iter()
                .map(|cell| bare(&format!("<td{cell}")))
                .collect()
        };
        assert_eq!(place(tag, "y1"), place(tag, "y2"), "{file}");
        assert!(scale.says(place(tag, "y1"), &text), "{file}: {} is not {text}", scale.at(place(tag, "y1")));
        read.edges += 1;
    }
    let revised = between(page, "<del>", "</del>").concat();
    for (tag, _) in marks(svg, "plot-was") {
        assert!(
            scale.says(place(tag, "y1"), &revised),
            "{file}: {} is not in {revised}",
            scale.at(place(tag, "y1"))
        );
        read.earlier += 1;
    }
}

/// Reads the quarters of a year.
fn read_bullets(file: &str, svg: &str, (table, page): (&str, &str), read: &mut Read) {
    let ticks = marks(svg, "plot-along");
    let ticks: Vec<(f64, String)> =
        ticks.into_iter().map(|(tag, text)| (place(tag, "x"), text.to_owned())).collect();
    let (scale, rows) = (Scale::of(&ticks), rows(table));
    let bars = marks(svg, "plot-bar");
    assert!(bars.len() > 1, "{file}: a picture of a single value");
    assert_eq!(bars.len(), rows.len(), "{file}");
    for ((tag, _), (_, cells)) in bars.into_iter().zip(&rows) {
        let (text, from) = (cell(cells, ACTUAL), place(tag, "x"));
        let end = from + place(tag, "width");
        let zero = |at: f64| scale.at(at).abs() <= scale.slack();
        let is_right = (zero(from) && scale.says(end, text)) || (zero(end) && scale.says(from, text));
        assert!(is_right, "{file}: {} is not {text}", scale.at(end));
        read.bars += 1;
    }
    let all = |class: &str| -> String {
        between(page, class, "</td>")
            .into_iter()
            .map(|cell| format!("{} ", bare(&format!("<td{cell}"))))
            .collect()
    };
    for (tag, _) in marks(svg, "plot-aim") {
        assert!(
            scale.says(place(tag, "x1"), &all("class=\"value target")),
            "{file}: {}",
            scale.at(place(tag, "x1"))
        );
        read.aims += 1;
    }
    for (tag, _) in marks(svg, "plot-mark") {
        assert!(
            scale.says(place(tag, "x1"), &all("<td class=\"value\"")),
            "{file}: {}",
            scale.at(place(tag, "x1"))
        );
        read.milestones += 1;
    }
}

fn read_page(file: &str, page: &str, read: &mut Read) {
    // A sealed page is as the program of its day drew it.
    if page.contains("class=\"seal\"") {
        return;
    }
    for figure in between(page, "<figure class=\"plotted\">", "</figure>") {
        let (pictures, table) = figure.split_once("<table").unwrap();
        // The samples of the key are no pictures.
        for svg in between(pictures, "<svg class=\"plot\"", "</svg>") {
            if svg.contains("plot-level") {
                read_line(file, svg, (table, page), read);
            } else {
                read_bullets(file, svg, (table, page), read);
            }
        }
    }
    for figure in between(page, "<figure class=\"multiples\">", "</figure>") {
        let mut scale: Option<f64> = None;
        for count in
            between(figure, "class=\"count\"", "</td>").into_iter().filter(|cell| cell.contains("plot-count"))
        {
            let number = numbers(&bare(&format!("<td{count}")))[0];
            let (bar, _) = marks(count, "plot-bar")[0];
            let one = place(bar, "width") / number;
            assert!((one - *scale.get_or_insert(one)).abs() < 0.02, "{file}: {count}");
            read.counts += 1;
        }
    }
    // A piece ends where the next one begins, or at the end of its own words.
    let attainments = page.split("<span class=\"bar").skip(1).filter(|piece| piece.contains("bar-mark"));
    let texts: Vec<&str> = between(page, "<span class=\"bar-text\">", "</span></span>");
    for (bar, text) in attainments.zip(texts) {
        let (fill, _) = marks(bar, "bar-fill")[0];
        let (mark, _) = marks(bar, "bar-mark")[0];
        let (track, _) = marks(bar, "bar-track")[0];
        assert_eq!(place(mark, "x1"), 100.0, "{file}: {bar}");
        assert!(place(fill, "width") <= place(track, "width"), "{file}: {bar}");
        // What is said is rounded to one decimal, and never across the whole.
        let said = numbers(&bare(text)).pop().unwrap();
        assert!((place(fill, "width") - said).abs() <= 0.1, "{file}: {bar}");
        read.attainments += 1;
    }
    // Nothing is styled where a strict policy would not have it.
    assert!(!page.contains(" style=\""), "{file}");
}

#[test]
fn every_mark_says_what_its_table_says() {
    let mut read = Read::default();
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    for name in SITES.into_iter().chain([""]) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        if name.is_empty() {
            for part in ["content", "archive", "themes"] {
                copy(&own.join(part), &root.join(part));
            }
            std::fs::copy(own.join("site.yaml"), root.join("site.yaml")).unwrap();
        } else {
            copy(&fixture(name), &root);
        }
        for (file, page) in pages(&root) {
            read_page(&format!("{name}/{file}"), &page, &mut read);
        }
    }
    let Read { points, edges, earlier, bars, aims, milestones, counts, attainments } = read;
    let all = [points, edges, earlier, bars, aims, milestones, counts, attainments];
    assert!(all.iter().all(|count| *count > 0), "{all:?}: some kind of mark is on no page");
    assert!(points > 20 && edges > 20 && attainments > 50, "{all:?}");
}
