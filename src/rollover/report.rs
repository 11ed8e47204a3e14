//! What a rollover did, told line by line: nothing is taken out, moved or left for the author in silence.

use jiff::civil::Date;

/// A line of a file, below the site's folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileLine {
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// An indicator or a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// An indicator.
    Indicator,
    Task,
}

/// Why something is not carried on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOutReason {
    /// The task is done.
    Done,
    /// The task was dropped, for this reason.
    Dropped(String),
    /// Whoever rolled over asked for it.
    Asked,
}

/// What became of a figure in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureAction {
    /// It states the target, which is still last year's.
    Target,
    /// It stated the actual value and states the baseline now, which is the same value.
    Baseline,
    /// It states the baseline, as before.
    Same,
    /// It is bound to last year's plan now, whose value it states.
    LastYear,
    /// It is plain text now: its indicator is not carried on.
    Plain,
}

/// One thing to tell. An id without more is that of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportItem {
    /// An indicator or task goes on; `state` is a task's, by its key, where the plan says how far it is.
    Carried { kind: ItemKind, id: String, name: String, state: Option<&'static str> },
    /// The actual value became the baseline: it with its unit, and its date and source where the plan gives them.
    Baseline { id: String, value: String, date: Option<Date>, source: Option<String> },
    /// The actual value of a flow or a rate is of before the year's end, and so is no baseline: it with its unit, and its date.
    PartOfYear { id: String, value: String, date: Option<Date> },
    /// There is no actual value, and so no baseline.
    NoActual { id: String, name: String },
    /// An indicator or task does not go on; the comments went with it.
    LeftOut { kind: ItemKind, id: String, name: String, reason: LeftOutReason, comments: Vec<String> },
    /// A value was taken out: which, by its key, and it as it was written.
    Removed { what: String, text: String },
    /// A value was moved on to the new year: which, by its key, the value before and the value now.
    Moved { what: String, from: String, to: String },
    /// The target is last year's; it is given in words.
    Target { id: String, words: String },
    /// A figure in the text is to be revised; `action` is what became of it.
    Figure { id: String, words: String, action: FigureAction },
    /// A block in the text named things that do not go on: these, by their ids.
    Block { ids: Vec<String> },
    /// A line names the old year: how often, and what stands around the first of them.
    Year { count: usize, line: String },
}

/// What a rollover did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RolloverReport {
    /// The address of the plan that was rolled over, without slashes at the ends.
    pub plan: String,
    /// Its year.
    pub from: i16,
    /// The year of the new plan.
    pub to: i16,
    /// The folder of the new plan, below the site's.
    pub folder: String,
    /// The texts of the new plan, below its folder.
    pub texts: Vec<String>,
    /// The other files that were copied, since the text shows or links to them.
    pub copied: Vec<String>,
    /// The files of the old plan that no text shows or links to, and that were not copied.
    pub left: Vec<String>,
    /// All else, with the place: of what was taken out in the old plan, of the rest in the new one.
    pub lines: Vec<(FileLine, ReportItem)>,
}
