//! What is drawn, as templates have it: places along a picture in percent of its width, down it in pixels.

use super::StatusContext;

template_values! {
    /// A line: an indicator over the years (`charts[]`), or its reports over one year (`years[].line`).
    pub struct PlotContext {
        /// The unit of all values.
        pub unit: Option<String>,
        /// The first year.
        pub first_year: i16,
        /// The last year.
        pub last_year: i16,
        /// The height of the picture.
        pub height: usize,
        /// Where the axis along the picture stands, from the top.
        pub floor: usize,
        /// Where the values begin and end, along the picture.
        pub ends: (String, String),
        /// The round numbers of the axis of values.
        pub levels: Vec<PlotLevel>,
        /// What is named along the picture: years, or ends of quarters.
        pub ticks: Vec<PlotTick>,
        /// The stretches of the line.
        pub stretches: Vec<PlotStretch>,
        /// The values, oldest first.
        pub points: Vec<PlotPoint>,
        /// The targets, oldest first.
        pub targets: Vec<PlotTarget>,
        /// Targets that were changed within their year, as they were.
        pub earlier: Vec<PlotTarget>,
        /// The years in which they were changed.
        pub revised: Vec<i16>,
        /// The values that are of another day than the last of their year, or of no known day.
        pub days: Vec<PlotDay>,
        /// Whether any target has a side that keeps it.
        pub has_zones: bool,
        /// Whether any value does not stand apart.
        pub has_values: bool,
    }

    /// A round number of an axis of values: `levels[]`.
    pub struct PlotLevel {
        /// Where it stands, from the top.
        pub y: String,
        /// The number.
        pub text: String,
    }

    /// A tick along a picture: `ticks[]`.
    pub struct PlotTick {
        /// Where it stands.
        pub x: String,
        /// Its words.
        pub text: String,
    }

    /// A straight piece of a line: `stretches[]`.
    pub struct PlotStretch {
        /// Where it begins, along the picture.
        pub x1: String,
        /// Where it begins, from the top.
        pub y1: String,
        /// Where it ends, along the picture.
        pub x2: String,
        /// Where it ends, from the top.
        pub y2: String,
    }

    /// A value in a line: `points[]`.
    pub struct PlotPoint {
        /// Where it stands, along the picture.
        pub x: String,
        /// Where it stands, from the top.
        pub y: String,
        /// The value, without its unit.
        pub text: String,
        /// Where its figure stands, from the top.
        pub text_y: String,
        /// Whether its figure is written beside it.
        pub told: bool,
        /// Whether it stands apart: it is not what its year came to.
        pub apart: bool,
    }

    /// A target in a line: `targets[]`, `earlier[]`.
    pub struct PlotTarget {
        /// Where its edge begins.
        pub x1: String,
        /// Where its edge ends.
        pub x2: String,
        /// Where its edge stands, from the top; the lower edge of a range.
        pub y: String,
        /// The upper edge of a range.
        pub upper: Option<String>,
        /// The side that keeps it; null where it has none.
        pub zone: Option<PlotZone>,
        /// The target in symbols, without its unit, where it is written beside its edge.
        pub text: Option<String>,
        /// Where it is written, from the top.
        pub text_y: String,
    }

    /// The values that keep a target, from `x1` on: `targets[].zone`.
    pub struct PlotZone {
        /// How wide it is.
        pub width: String,
        /// Where it begins, from the top.
        pub y: String,
        /// How high it is.
        pub height: String,
    }

    /// The day of a value: `days[]`.
    pub struct PlotDay {
        /// Its year.
        pub year: i16,
        /// The day, in words; null where nobody says it.
        pub until: Option<String>,
        /// Whether it stands apart from the line.
        pub apart: bool,
    }

    /// The quarters of a year as bars: `years[].bullets`.
    pub struct BulletsContext {
        /// The unit of all values.
        pub unit: Option<String>,
        /// The height of the picture.
        pub height: usize,
        /// Where the rows begin, from the top.
        pub top: usize,
        /// Where the axis stands, from the top.
        pub floor: usize,
        /// Where zero is.
        pub zero: String,
        /// The round numbers of the axis.
        pub ticks: Vec<PlotTick>,
        /// One for each quarter.
        pub rows: Vec<BulletRow>,
        /// The target of the year.
        pub target: Option<BulletAim>,
        /// Whether any row has a milestone.
        pub has_milestones: bool,
    }

    /// A quarter: `bullets.rows[]`.
    pub struct BulletRow {
        /// Which, from 1 to 4.
        pub quarter: u8,
        /// Where its bar begins, from the top.
        pub bar_y: usize,
        /// Its middle, from the top.
        pub middle: usize,
        /// What was reported of its last day.
        pub actual: Option<BulletBar>,
        /// What was to be reached by then.
        pub milestone: Option<BulletMark>,
    }

    /// The bar of a quarter: `rows[].actual`.
    pub struct BulletBar {
        /// Where it begins.
        pub x: String,
        /// How wide it is.
        pub width: String,
        /// The value, without its unit.
        pub text: String,
        /// Where its figure begins.
        pub text_x: String,
        /// Whether its figure stands within it.
        pub within: bool,
    }

    /// The mark of a milestone: `rows[].milestone`.
    pub struct BulletMark {
        /// Where it stands.
        pub x: String,
        /// Where a range ends.
        pub end: Option<String>,
        /// What was to be reached, in symbols and without its unit.
        pub text: String,
    }

    /// The target of the year across its quarters: `bullets.target`.
    pub struct BulletAim {
        /// Where it stands.
        pub x: String,
        /// Where a range ends.
        pub end: Option<String>,
        /// How wide a range is.
        pub width: String,
        /// The target in symbols, without its unit.
        pub text: String,
        /// `start` or `end`: which side of the line its words stand on.
        pub anchor: &'static str,
    }

    /// How many indicators stand where, a row for each part: `rollups.sections`, `rollups.levels`.
    pub struct MultiplesContext {
        /// The statuses that occur: a column for each.
        pub columns: Vec<StatusContext>,
        /// The parts.
        pub rows: Vec<MultiplesRow>,
        /// Whether any part has indicators without a target.
        pub without_target: bool,
    }

    /// The indicators of one part, counted: `rollups.sections.rows[]`.
    pub struct MultiplesRow {
        /// What it is of.
        pub title: String,
        /// The page to read on at; null where there is none.
        pub path: Option<String>,
        /// How many there are.
        pub total: usize,
        /// How many have the status of each column.
        pub bars: Vec<CountBar>,
        /// How many have no target.
        pub without_target: CountBar,
    }

    /// A number as a bar: `rows[].bars[]`.
    pub struct CountBar {
        /// The number.
        pub count: usize,
        /// Its share of the largest number of all rows.
        pub width: String,
    }
}
