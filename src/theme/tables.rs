//! Filters that set tables: what all rows have in common, which words become notes below, and where a figure ends and its unit
//! begins. They know lists of maps and dotted paths into them, and nothing of what the maps are.
//!
//! Rows are given as a list; or as a list of a table's parts, with `within` naming where each part has its rows.

use std::collections::{BTreeMap, HashMap};
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Makes the filters known to templates.
pub fn register(tera: &mut Tera) {
    tera.register_filter("common", common);
    tera.register_filter("footnotes", footnotes);
    tera.register_filter("figure", figure);
    tera.register_filter("tails", tails);
}

/// The rows of a list, or of all its parts.
fn rows<'v>(value: &'v Value, within: Option<&'v str>) -> Vec<&'v Value> {
    let all = value.as_array().unwrap_or_default().iter();
    match within {
        None => all.collect(),
        Some(path) => {
            let parts = all.filter_map(|part| at(part, path)?.as_array());
            parts.flatten().collect()
        }
    }
}

/// What a row has at a path; none where it has nothing there.
fn at<'v>(row: &'v Value, path: &'v str) -> Option<&'v Value> {
    row.get_from_path(path)
        .filter(|value| !value.is_none() && !value.is_undefined() && value.len() != Some(0))
}

/// A path as a key: `baseline.date` is `baseline_date`.
fn key(path: &str) -> String {
    path.replace('.', "_")
}

/// `rows | common(of=["due", "baseline.date"])`: for each path the `value` that all rows have there, or that nearly all have while
/// the others have another, and whether it is `all` rows'; else a `value` of null. Rows without what a path leads into (a row
/// without a baseline has no date of one) are not asked. Nothing is common to a single row.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera's filters have")]
fn common(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let within = kwargs.get::<String>("within")?;
    let rows = rows(value, within.as_deref());
    let mut found: BTreeMap<String, Value> = BTreeMap::new();
    for path in kwargs.must_get::<Vec<String>>("of")? {
        let asked = rows
            .iter()
            .filter(|row| path.rsplit_once('.').is_none_or(|(parent, _)| at(row, parent).is_some()));
        let values: Option<Vec<&Value>> = asked.map(|row| at(row, &path)).collect();
        let (value, is_all) =
            values.as_deref().and_then(most_frequent).unwrap_or_else(|| (Value::none(), false));
        let entry = [("value", value), ("all", Value::from(is_all))];
        found.insert(key(&path), Value::from(BTreeMap::from(entry)));
    }
    Ok(Value::from(found))
}

/// The value that all have, or of four and more at least two thirds, and whether all have it.
fn most_frequent(values: &[&Value]) -> Option<(Value, bool)> {
    // What more than half of them have is left when unlike ones have been struck out in pairs.
    let mut left: (Option<&Value>, usize) = (None, 0);
    for value in values {
        left = match left {
            (Some(one), count) if one == *value => (Some(one), count + 1),
            (Some(one), count) if count > 0 => (Some(one), count - 1),
            _ => (Some(*value), 1),
        };
    }
    let most = left.0?;
    let (own, all) = (values.iter().filter(|value| **value == most).count(), values.len());
    let is_common = all > 1 && (own == all || (all >= 4 && own * 3 >= all * 2));
    is_common.then(|| (most.clone(), own == all))
}

/// `rows | footnotes(of=["definition", "source|actual.source"], but=common)`: the texts at the paths, each once and numbered in the
/// order of the rows, as `notes[]` with `number`, `of` (its path) and `text`; and `rows[]`, the numbers of each row's notes. What is
/// common to the rows is no note. Of paths joined by `|` one note, of the first path, where all that they lead into say the same: a row
/// whose value has no source while its baseline has one says of the baseline alone where it comes from.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera's filters have")]
fn footnotes(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let paths = kwargs.must_get::<Vec<String>>("of")?;
    let within = kwargs.get::<String>("within")?;
    let but = kwargs.get::<Value>("but")?.unwrap_or_else(Value::none);
    let mut notes: Vec<(&str, &str)> = Vec::new();
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    let mut numbers: Vec<Value> = Vec::new();
    for row in rows(value, within.as_deref()) {
        let mut own: Vec<usize> = Vec::new();
        for note in paths.iter().flat_map(|alike| notes_of(row, alike)) {
            let path = format!("{}.value", key(note.0));
            if but.get_from_path(&path).and_then(Value::as_str) == Some(note.1) {
                continue;
            }
            let place = places.entry(note).or_insert_with(|| {
                notes.push(note);
                notes.len()
            });
            own.push(*place);
        }
        numbers.push(Value::from(own));
    }
    let notes = (1_usize..).zip(notes).map(|(number, (of, text))| {
        Value::from(BTreeMap::from([
            ("number", Value::from(number)),
            ("of", Value::from(of)),
            ("text", Value::from(text)),
        ]))
    });
    let notes: Vec<Value> = notes.collect();
    Ok(Value::from(BTreeMap::from([("notes", Value::from(notes)), ("rows", Value::from(numbers))])))
}

/// What a row says at paths that are joined by `|`, each with its path.
fn notes_of<'v>(row: &'v Value, alike: &'v str) -> Vec<(&'v str, &'v str)> {
    let paths: Vec<&str> = alike.split('|').collect();
    let text = |path: &&'v str| Some((*path, at(row, path)?.as_str()?));
    let found: Vec<(&str, &str)> = paths.iter().filter_map(text).collect();
    let (Some(first), Some((of, text))) = (paths.first(), found.first().copied()) else { return found };
    // A value that is there and has no source of its own has the one that the row has for all.
    let is_told = |path: &&str| {
        let parent = path.rsplit_once('.').and_then(|(parent, _)| at(row, parent));
        parent.is_none() || at(row, path).is_some()
    };
    let is_one =
        found.iter().all(|(_, other)| *other == text) && (of == *first || paths.iter().skip(1).all(is_told));
    if is_one { vec![(*first, text)] } else { found }
}

/// A figure in words, parted so that figures of a column align on their decimal points: what stands before the point ends on the
/// right, and the point, the unit and what else belongs to it begin there.
#[derive(Debug, PartialEq, Eq)]
struct Figure<'t> {
    /// What ends with the whole number: `不超过25`.
    number: &'t str,
    /// The decimals, the unit and what else follows: `.5亿元以上`.
    tail: &'t str,
    /// What is added in brackets: `（增长8%）`.
    added: &'t str,
}

/// How wide a tail may be for its text to be a figure, in ems, and what stands before it.
const WIDEST: usize = 9;

impl<'t> Figure<'t> {
    /// Reads a text; none where it is words in which a number occurs: 2026年底前建成.
    fn of(text: &'t str) -> Option<Self> {
        let digit = |c: char| c.is_ascii_digit();
        // What is added is a figure too, and ends the text: 家（含新增） is a unit, 镇（街道）基本建成 words.
        let (main, added) = match text.find(['（', '(']).map(|at| text.split_at(at)) {
            Some((main, added)) if added.ends_with(['）', ')']) && added.contains(digit) => (main, added),
            _ => (text, ""),
        };
        // The numbers of a unit are behind its slash: 9.61/10万.
        let numbers = main.split('/').next().unwrap_or(main);
        let (before, _) = main.split_at(numbers.rfind(digit)? + 1);
        // The decimals of the last number go with its unit; 1:1.6 has none that others have, too.
        let point = before
            .rfind(|c: char| !digit(c))
            .filter(|at| before.get(*at..).is_some_and(|rest| rest.starts_with('.')));
        let is_ratio = before.contains([':', '∶', '：']);
        let end =
            point.filter(|at| !is_ratio && before.get(..*at).is_some_and(|whole| whole.ends_with(digit)));
        let (number, tail) = main.split_at(end.unwrap_or(before.len()));
        let after = main.get(before.len()..).unwrap_or_default();
        let is_day = after.starts_with(['年', '月', '日']);
        (!is_day && width(tail) <= WIDEST && width(number) <= WIDEST).then_some(Self { number, tail, added })
    }
}

/// About how wide a text is, in ems, rounded up: Han characters take one, others half of one.
fn width(text: &str) -> usize {
    let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    halves.div_ceil(2)
}

/// `text | figure`: a figure's `number` and `tail`, and what is `added` in brackets; null for other words.
fn figure(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    let Some(Figure { number, tail, added }) = Figure::of(text) else { return Value::none() };
    let parts = [("number", number), ("tail", tail), ("added", added)];
    Value::from(BTreeMap::from(parts.map(|(key, part)| (key, Value::from(part)))))
}

/// `rows | tails(of=["target", "actual.text"])`: how wide the widest tail of the figures at each path is, in ems.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera's filters have")]
fn tails(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let within = kwargs.get::<String>("within")?;
    let rows = rows(value, within.as_deref());
    let mut found: BTreeMap<String, Value> = BTreeMap::new();
    for path in kwargs.must_get::<Vec<String>>("of")? {
        let figures = rows.iter().filter_map(|row| Figure::of(at(row, &path)?.as_str()?));
        let widest = figures.map(|figure| width(figure.tail)).max().unwrap_or_default();
        found.insert(key(&path), Value::from(widest));
    }
    Ok(Value::from(found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tera::Context;

    /// What a template prints of `rows`.
    fn printed(template: &str, rows: &serde_json::Value) -> String {
        let mut tera = Tera::new();
        register(&mut tera);
        tera.add_raw_templates([("one", template)]).unwrap();
        let mut context = Context::new();
        context.insert_value("rows", Value::from_serializable(rows));
        tera.render("one", &context).unwrap()
    }

    #[test]
    fn what_all_rows_say_is_common_and_what_one_lacks_is_not() {
        let due = "{% set c = rows | common(of=['due']) %}{{ c.due.value if c.due.value else '-' }}";
        for (rows, expected) in [
            (json!([{"due": "a"}, {"due": "a"}]), "a"),
            (json!([{"due": "a"}]), "-"),
            (json!([{"due": "a"}, {"due": null}]), "-"),
            (json!([{"due": "a"}, {}]), "-"),
            (json!([{"due": "a"}, {"due": "b"}]), "-"),
            (json!([{"due": "a"}, {"due": "a"}, {"due": "b"}]), "-"),
            (json!([{"due": "b"}, {"due": "a"}, {"due": "a"}, {"due": "a"}]), "a"),
            (json!([{"due": "b"}, {"due": "a"}, {"due": "a"}, {"due": "b"}]), "-"),
            (json!([]), "-"),
        ] {
            assert_eq!(printed(due, &rows), expected, "{rows}");
        }
        let dates = json!([{"value": {"date": "x"}}, {"value": null}, {"value": {"date": "x"}}]);
        let parts = json!([{"rows": [{"due": "a"}]}, {"rows": [{"due": "a"}]}]);
        assert_eq!(
            printed("{% set c = rows | common(of=['due'], within='rows') %}{{ c.due.value }}", &parts),
            "a"
        );
        let all =
            "{% set c = rows | common(of=['value.date']) %}{{ c.value_date.value }} {{ c.value_date.all }}";
        assert_eq!(printed(all, &dates), "x true");
    }

    #[test]
    fn notes_are_numbered_once() {
        let rows =
            json!([{"a": "x", "b": "s"}, {"a": "y", "b": "s"}, {"a": "x", "b": "s"}, {"a": null, "b": "t"}]);
        let template = "{% set n = rows | footnotes(of=['a', 'b']) %}{% for x in n.notes %}{{ x.number }}{{ x.of }}{{ x.text }} {% endfor %}{% for r in n.rows %}[{{ r | join(sep=',') }}]{% endfor %}";
        assert_eq!(printed(template, &rows), "1ax 2bs 3ay 4bt [1,2][3,2][1,2][4]");
        let alike = template.replace("['a', 'b']", "['b|a']");
        let two = json!([{"a": "x", "b": "x"}, {"a": "x"}, {"a": "y", "b": "z"}]);
        assert_eq!(printed(&alike, &two), "1bx 2bz 3ay [1][1][2,3]");
        let sources = "{% set n = rows | footnotes(of=['s|b.s|v.s']) %}{% for x in n.notes %}{{ x.of }}={{ x.text }} {% endfor %}";
        for (row, told) in [
            (json!({"b": {"s": "x"}, "v": {"s": "x"}}), "s=x "),
            (json!({"b": {"s": "x"}, "v": {"t": 1}}), "b.s=x "),
            (json!({"b": {"t": 1}, "v": {"s": "x"}}), "v.s=x "),
            (json!({"b": null, "v": {"s": "x"}}), "s=x "),
            (json!({"s": "x", "b": {"s": "x"}, "v": {"t": 1}}), "s=x "),
            (json!({"s": "x", "v": {"s": "y"}}), "s=x v.s=y "),
        ] {
            assert_eq!(printed(sources, &json!([row])), told, "{row}");
        }
        let template = template.replace("['a', 'b'])", "['a', 'b'], but=rows | common(of=['b']))");
        assert_eq!(printed(&template, &rows), "1ax 2ay 3bt [1][2][1][3]");
    }

    #[test]
    fn a_figure_is_parted_at_its_decimal_point() {
        for (text, number, tail, added) in [
            ("12家以上", "12", "家以上", ""),
            ("25.5亿元", "25", ".5亿元", ""),
            ("−3.25%", "−3", ".25%", ""),
            ("3～5家", "3～5", "家", ""),
            ("不超过0.012", "不超过0", ".012", ""),
            ("1:1.6", "1:1.6", "", ""),
            ("第8位", "第8", "位", ""),
            ("1,200件", "1,200", "件", ""),
            ("40.9亿元（增长12.05%）", "40", ".9亿元", "（增长12.05%）"),
            ("60家（含新增）", "60", "家（含新增）", ""),
            ("9.61/10万", "9", ".61/10万", ""),
            ("at least 30 firms", "at least 30", " firms", ""),
        ] {
            assert_eq!(Figure::of(text), Some(Figure { number, tail, added }), "{text}");
        }
        for words in ["", "建成投用", "2026年底前建成", "6月底前", "5个以上的镇（街道）基本完成综合改革任务"]
        {
            assert_eq!(Figure::of(words), None, "{words}");
        }
        let rows = json!([{"a": "12家以上"}, {"a": "25.5亿元"}, {"a": "建成"}]);
        assert_eq!(printed("{% set t = rows | tails(of=['a', 'b']) %}{{ t.a }} {{ t.b }}", &rows), "3 0");
    }
}
