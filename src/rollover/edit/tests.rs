//! Ways of writing YAML, each changed and compared letter by letter.

use super::*;

fn path(text: &str) -> YamlPath {
    let step = |part: &str| part.parse().map_or_else(|_| PathStep::key(part), PathStep::Index);
    text.split('.').filter(|part| !part.is_empty()).map(step).collect()
}

fn remove(at: &str) -> YamlEdit {
    YamlEdit::Remove(path(at))
}

fn carry(at: &str) -> YamlEdit {
    YamlEdit::Carry(path(at), None)
}

fn carry_with_date(at: &str) -> YamlEdit {
    YamlEdit::Carry(path(at), Some(jiff::civil::date(2016, 12, 31)))
}

fn mark(at: &str) -> YamlEdit {
    YamlEdit::Mark(path(at), "# 待修订".to_owned())
}

fn later(at: &str) -> YamlEdit {
    YamlEdit::Rewrite(path(at), Rewriter::Date { from: 2016, by: 1 })
}

#[track_caller]
fn check(yaml: &str, edits: &[YamlEdit], expected: &str) {
    let (patches, _) = edit_text(yaml, edits).unwrap();
    assert_eq!(patches.apply(yaml).unwrap().text, expected);
}

#[track_caller]
fn refused(yaml: &str, edits: &[YamlEdit], line: usize) {
    assert_eq!(edit_text(yaml, edits).unwrap_err().line, line);
}

#[test]
fn a_list_of_reports_becomes_the_baseline() {
    let carry = [YamlEdit::CarryReport(Vec::new(), "{value: 66, date: 2016-12-31}".to_owned())];
    let expected = "baseline: {value: 66, date: 2016-12-31}";
    for (yaml, rest) in [
        (
            "a: 1\nreports:\n  - {quarter: 1, value: 10}\n  - {date: 年底, value: 66}\nc: 3\n",
            "a: 1\n@\nc: 3\n",
        ),
        ("a: 1\nbaseline: 48 # 旧\nreports: [{date: 年底, value: 66}]\n", "a: 1\n@\n"),
        ("{a: 1, reports: [{date: 年底, value: 66}], baseline: 48}\n", "{a: 1, @}\n"),
    ] {
        check(yaml, &carry, &rest.replace('@', expected));
    }
}

#[test]
fn keys_are_taken_out_with_their_lines() {
    for (yaml, at, expected) in [
        ("a: 1\nb: 2 # 注\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\r\nb: 2\r\nc: 3\r\n", "b", "a: 1\r\nc: 3\r\n"),
        ("a: 1\n# 上面的注\nb: 2\nc: 3\n", "b", "a: 1\n# 上面的注\nc: 3\n"),
        ("a: 1\nb:\n  - x\n  - y\n\nc: 3\n", "b", "a: 1\n\nc: 3\n"),
        ("a: 1\nb: |\n  文\n  本\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\nb: >-\n  文\n  本\n\nc: 3\n", "b", "a: 1\n\nc: 3\n"),
        ("a: 1\nb: 文\n  接\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\n\"b\": {x: 1,\n  y: 2}\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\nb:\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\nc: 3", "c", "a: 1\n"),
        ("{a: 1, b: 2, c: 3}\n", "b", "{a: 1, c: 3}\n"),
        ("{a: 1, b: 2, c: 3}\n", "c", "{a: 1, b: 2}\n"),
        ("{a: 1, b: 2, c: 3}\n", "a", "{b: 2, c: 3}\n"),
        ("{a: 1, # 注\n c: 3}\n", "c", "{a: 1, # 注\n }\n"),
        ("{a: [1, 2], b: 'x, y'}\n", "a", "{b: 'x, y'}\n"),
        ("l:\n  - b: 1\n    c: 2\n  - d: 3\n", "l.0.b", "l:\n  - c: 2\n  - d: 3\n"),
        ("l:\n  - b: 1 # 注\n    # 注\n    c: 2\n", "l.0.b", "l:\n  - # 注\n    c: 2\n"),
    ] {
        check(yaml, &[remove(at)], expected);
    }
}

#[test]
fn neighbours_are_taken_out_together() {
    check("{a: 1, b: 2, c: 3, d: 4}\n", &[remove("c"), remove("b")], "{a: 1, d: 4}\n");
    check("{a: 1, b: 2, c: 3}\n", &[remove("c"), remove("b")], "{a: 1}\n");
    check("{a: 1, b: 2, c: 3}\n", &[remove("a"), remove("c")], "{b: 2}\n");
    check(
        "[a: 1]\n".replace("[a: 1]", "l: [1, 2, 3]").as_str(),
        &[remove("l.0"), remove("l.1"), remove("l.2")],
        "l: []\n",
    );
    check("l:\n  - a: 1\n    b: 2\n    c: 3\n", &[remove("l.0.a"), remove("l.0.b")], "l:\n  - c: 3\n");
    check("l:\n- 1\n- 2\n- 3\n", &[remove("l.2"), remove("l.0")], "l:\n- 2\n");
}

#[test]
fn items_go_with_the_comments_right_above_them() {
    for (yaml, at, expected) in [
        (
            "l:\n  # 全部\n  - a: 1\n  # 乙\n  - a: 2\n    b: 3\n  - a: 3\n",
            "l.1",
            "l:\n  # 全部\n  - a: 1\n  - a: 3\n",
        ),
        ("l:\n  # 全部\n  - a: 1\n  - a: 2\n", "l.0", "l:\n  # 全部\n  - a: 2\n"),
        (
            "l:\n  - a: 1\n\n  # 第二组\n\n  - a: 2\n  - a: 3\n",
            "l.1",
            "l:\n  - a: 1\n\n  # 第二组\n\n  - a: 3\n",
        ),
        ("l:\n  - a: 1\n\n  # 乙\n  - a: 2\n", "l.1", "l:\n  - a: 1\n\n"),
        ("l:\n  - {a: 1} # 甲\n  - {a: 2} # 乙\n", "l.0", "l:\n  - {a: 2} # 乙\n"),
        ("l:\n  - a: 1\n", "l.0", "l:\n"),
        ("l: [{a: 1}, {a: 2}]\n", "l.0", "l: [{a: 2}]\n"),
        ("l:\n  - a: 0\n  - &x # 甲\n    a: 1\n  -\n    a: 2\n", "l.1", "l:\n  - a: 0\n  -\n    a: 2\n"),
        ("l:\n  - a: 0\n  -\n    # 乙\n    a: 1\n", "l.1", "l:\n  - a: 0\n"),
        ("l:\n- {a: 1}\n- {a: 2}\n", "l.1", "l:\n- {a: 1}\n"),
        ("l:\n- [1, 2]\n- [2]\n", "l.1", "l:\n- [1, 2]\n"),
        ("l:\n  - &x\n    a: 1\n  - a: 2\n", "l.1", "l:\n  - &x\n    a: 1\n"),
    ] {
        check(yaml, &[remove(at)], expected);
    }
    let (_, removed) = edit_text("l:\n  - a: 1\n  # 乙\n  - a: 2\n", &[remove("l.1")]).unwrap();
    assert_eq!((removed[0].line, removed[0].text.as_str()), (3, "  # 乙\n  - a: 2"));
}

#[test]
fn the_actual_value_becomes_the_baseline_as_it_is_written() {
    for (yaml, edit, expected) in [
        ("baseline: 9 # 旧\nx: 1\nactual: 12 # 快报\nz: 1\n", carry(""), "baseline: 12 # 快报\nx: 1\nz: 1\n"),
        ("actual: 12\nbaseline: 9\n", carry(""), "baseline: 12\n"),
        ("x: 1\nactual: 12 # 快报\n", carry(""), "x: 1\nbaseline: 12 # 快报\n"),
        ("'actual': 12\n", carry(""), "'baseline': 12\n"),
        ("actual: 12 # 快报\n", carry_with_date(""), "baseline: {value: 12, date: 2016-12-31} # 快报\n"),
        ("actual: '1,200'\n", carry_with_date(""), "baseline: {value: '1,200', date: 2016-12-31}\n"),
        ("actual: 1,200\n", carry_with_date(""), "baseline: {value: '1,200', date: 2016-12-31}\n"),
        (
            "baseline: 9\nactual: {value: 12, source: 统计局}\n",
            carry_with_date(""),
            "baseline: {value: 12, date: 2016-12-31, source: 统计局}\n",
        ),
        (
            "baseline:\n  value: 9\n  date: 2015-12-31\nactual:\n  value: 12 # 快报\n  source: 统计局\nz: 1\n",
            carry_with_date(""),
            "baseline:\n  value: 12 # 快报\n  date: 2016-12-31\n  source: 统计局\nz: 1\n",
        ),
        (
            "baseline: 9\r\nactual:\r\n  value: 12\r\nz: 1\r\n",
            carry_with_date(""),
            "baseline:\r\n  value: 12\r\n  date: 2016-12-31\r\nz: 1\r\n",
        ),
        (
            "actual: {value: 12, quarter: 4, source: 统计局}\n",
            carry_with_date(""),
            "baseline: {value: 12, date: 2016-12-31, source: 统计局}\n",
        ),
        (
            "baseline: 9\nactual:\n  date: '12月底' # 快报\n  value: 12\n",
            carry_with_date(""),
            "baseline:\n  date: 2016-12-31 # 快报\n  value: 12\n",
        ),
        ("{a: 1, baseline: 9, actual: 12, b: 2}\n", carry(""), "{a: 1, baseline: 12, b: 2}\n"),
        ("{a: 1, actual: 12}\n", carry_with_date(""), "{a: 1, baseline: {value: 12, date: 2016-12-31}}\n"),
        (
            "l:\n  - actual: 12\n    baseline: 9\n    id: x\n",
            carry("l.0"),
            "l:\n  - baseline: 12\n    id: x\n",
        ),
        (
            "n: &n 12\nactual: *n\n",
            carry_with_date(""),
            "n: &n 12\nbaseline: {value: *n, date: 2016-12-31}\n",
        ),
    ] {
        check(yaml, &[edit], expected);
    }
    let (_, removed) = edit_text("baseline: 9 # 旧\nactual: 12\n", &[carry("")]).unwrap();
    assert_eq!(removed.len(), 1);
    assert_eq!(removed[0].text, "baseline: 9 # 旧");
}

#[test]
fn marks_stand_where_a_comment_can() {
    for (yaml, at, expected) in [
        ("a: 12家以上\nb: 1\n", "a", "a: 12家以上 # 待修订\nb: 1\n"),
        ("a: 12 # 原注\r\n", "a", "a: 12 # 原注 # 待修订\r\n"),
        ("a: 12 # 待修订\n", "a", "a: 12 # 待修订\n"),
        ("l:\n  - {a: 12, b: 1}\n", "l.0.a", "l:\n  - {a: 12, b: 1} # 待修订\n"),
        ("l: {a: 12, b: '文\n  本'}\n", "l.a", "l: {a: 12, b: '文\n  本'} # 待修订\n"),
        ("l: {a: 12,\n  b: 1}\n", "l.a", "l: {a: 12, # 待修订\n  b: 1}\n"),
        ("a: |\n  12家\nb: 1\n", "a", "a: | # 待修订\n  12家\nb: 1\n"),
    ] {
        check(yaml, &[mark(at)], expected);
    }
    check("l: [{a: 1}, {a: 2}]\n", &[mark("l.0.a"), mark("l.1.a")], "l: [{a: 1}, {a: 2}] # 待修订\n");
}

#[test]
fn values_are_rewritten_where_they_stand() {
    check("d: &d 2016-12-31\ndue: *d # 注\n", &[later("due")], "d: &d 2016-12-31\ndue: 2017-12-31 # 注\n");
    check("due: '2016-12-31' # 年底\n", &[later("due")], "due: '2017-12-31' # 年底\n");
    check("year: 2016\n", &[YamlEdit::Set(path("year"), "2017".to_owned())], "year: 2017\n");
    let title = YamlEdit::Rewrite(path("title"), Rewriter::Title { from: 2016, to: 2017 });
    check("title: >-\n  区科技局\n  2016年工作要点\n", &[title], "title: >-\n  区科技局\n  2017年工作要点\n");
    check(
        "d: &d 2016-12-31\ndue: *d\n",
        &[YamlEdit::Set(path("due"), "2017-12-31".to_owned())],
        "d: &d 2016-12-31\ndue: 2017-12-31\n",
    );
}

#[test]
fn what_cannot_be_changed_with_certainty_is_refused_at_its_line() {
    // Others take their value from what would go, or from what would change.
    refused("a: 1\nb: &x 2\nc: *x\n", &[remove("b")], 3);
    refused("a: 1\nb: &x 2016-01-01\nc: *x\n", &[later("b")], 3);
    // The value stands elsewhere.
    refused("a: 1\nd: &x {due: 2016-01-01}\nl:\n  - *x\n", &[later("l.0.due")], 4);
    // Keys of a kind that nobody writes.
    refused("? a\n: 1\nb: 2\n", &[remove("a")], 1);
    refused("l:\n  - - a: 1\n    - a: 2\n", &[remove("l.0.0")], 2);
    refused("a: &x {value: 2}\nl:\n  - b: 1\n    actual: *x\n", &[carry_with_date("l.0")], 3);
}
