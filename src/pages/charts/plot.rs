//! What both lines share: the frame, the axis of values, targets with the zones that keep them.

use super::super::context::{PlotLevel, PlotPoint, PlotStretch, PlotTarget, PlotTick, PlotZone};
use super::super::display;
use super::axis::Axis;
use super::{percent, pixels};
use crate::model::quantity::Bound;
use rust_decimal::Decimal;

/// Room above the values, their height, and the room below for the axis.
const ABOVE: f64 = 26.0;
const HEIGHT: f64 = 170.0;
/// The height of the picture, and where the axis along it stands.
pub(super) const TALL: usize = 226;
pub(super) const FLOOR: usize = 196;
/// Where the values end along the picture, in percent of its width.
const END: f64 = 98.0;

/// A frame with an axis of values.
pub(super) struct Frame {
    pub(super) axis: Axis,
    /// Where the values begin, in percent of the picture's width: the numbers of the axis stand before it.
    start: f64,
}

impl Frame {
    pub(super) fn new(values: Vec<Decimal>, unit: Option<&str>) -> Option<Self> {
        let axis = Axis::over(values, unit)?;
        // On the narrowest screen a digit is 2.6 % of the picture.
        let longest = axis.numbers().map(|number| display::number(number).chars().count()).max();
        let digits = u32::try_from(longest.unwrap_or(1)).unwrap_or(u32::MAX);
        Some(Self { axis, start: f64::from(digits).mul_add(2.6, 3.0).min(30.0) })
    }

    /// The place of a share of the way along the picture.
    pub(super) fn x(&self, share: f64) -> String {
        percent(share.mul_add(END - self.start, self.start))
    }

    /// So much of the way along the picture, as a width.
    fn width(&self, share: f64) -> String {
        percent(share * (END - self.start))
    }

    pub(super) fn ends(&self) -> (String, String) {
        (self.x(0.0), self.x(1.0))
    }

    pub(super) fn y(&self, value: Decimal) -> String {
        pixels(self.at(value))
    }

    /// The place of a value in pixels from the top.
    fn at(&self, value: Decimal) -> f64 {
        (1.0 - self.axis.share(value)).mul_add(HEIGHT, ABOVE)
    }

    pub(super) fn levels(&self) -> Vec<PlotLevel> {
        let level = |number: Decimal| PlotLevel { y: self.y(number), text: display::number(number) };
        self.axis.numbers().map(level).collect()
    }

    /// A target from one share of the way to another: an edge at its value, and the zone on the side that keeps it.
    pub(super) fn target(&self, bound: Bound, (from, to): (f64, f64)) -> PlotTarget {
        let zone = match bound {
            Bound::AtLeast(value) | Bound::MoreThan(value) => Some((value, self.axis.high)),
            Bound::AtMost(value) | Bound::LessThan(value) => Some((self.axis.low, value)),
            Bound::Between(lower, upper) => Some((lower, upper)),
            Bound::Exactly(_) | Bound::About(_) => None,
        };
        let (lower, upper) = bound.ends();
        PlotTarget {
            x1: self.x(from),
            x2: self.x(to),
            y: self.y(lower),
            upper: (upper != lower).then(|| self.y(upper)),
            zone: zone.map(|(low, high)| PlotZone {
                width: self.width(to - from),
                y: self.y(high),
                height: pixels(self.at(low) - self.at(high)),
            }),
            text: None,
            text_y: String::new(),
        }
    }

    /// A point; `beside` is the target beside it, whose edge its figure keeps clear of.
    pub(super) fn point(&self, share: f64, value: Decimal, beside: Option<Bound>) -> PlotPoint {
        let (at, under) = (self.at(value), self.stands_under(value, beside));
        PlotPoint {
            x: self.x(share),
            y: pixels(at),
            text: display::number(value),
            text_y: pixels(if under { at + BELOW } else { at - OVER }),
            told: false,
            apart: false,
        }
    }

    /// Writes out a target beside a point: on the other side of its edge, or over both where there is no room below; clear of
    /// the edges that its earlier forms have.
    pub(super) fn tell(
        &self,
        target: &mut PlotTarget,
        (bound, earlier): (Bound, &[Bound]),
        value: Option<Decimal>,
    ) {
        let (lower, upper) = (self.at(bound.ends().0), self.at(bound.ends().1));
        let edges = || earlier.iter().flat_map(|bound| [self.at(bound.ends().0), self.at(bound.ends().1)]);
        let over = |from: f64| {
            edges().fold(from, |top, edge| if edge > top - 2.0 * LINE { top.min(edge) } else { top }) - 6.0
        };
        let under =
            edges().fold(lower, |low, edge| if edge < low + 2.0 * LINE { low.max(edge) } else { low }) + LINE;
        let is_told_over = value.is_none_or(|value| self.stands_under(value, Some(bound)));
        let y = match value {
            Some(_) if !is_told_over && under < ABOVE + HEIGHT => under,
            // The figure stands over its point, which is at or above the edge.
            Some(value) if !is_told_over => over((self.at(value) - OVER - 6.0).min(upper)),
            _ => over(upper),
        };
        target.text_y = pixels(y);
        target.text = Some(display::minus(&bound.symbols(None)));
    }

    /// Whether a point's figure stands under it: where the target's edge is above it and there is room.
    fn stands_under(&self, value: Decimal, beside: Option<Bound>) -> bool {
        let is_below = beside.is_some_and(|bound| value < bound.ends().0);
        is_below && self.at(value) + BELOW < ABOVE + HEIGHT
    }
}

/// How far a figure stands over its place or below it, and the height of a line of words.
const OVER: f64 = 10.0;
const BELOW: f64 = 20.0;
const LINE: f64 = 16.0;

/// A tick of the axis along the picture.
pub(super) fn tick(x: String, text: String) -> PlotTick {
    PlotTick { x, text }
}

/// The stretches between neighbouring places.
pub(super) fn stretches(places: &[(String, String)]) -> Vec<PlotStretch> {
    let pairs = places.iter().zip(places.iter().skip(1));
    let stretch = |((x1, y1), (x2, y2)): (&(String, String), &(String, String))| {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(Clone::clone);
        PlotStretch { x1, y1, x2, y2 }
    };
    pairs.map(stretch).collect()
}
