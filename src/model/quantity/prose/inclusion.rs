//! Brackets that say again that the number itself is meant (12家以上（含12家）, 5个以上（含本数）): takes the text at them. They are
//! no second quantity.

use super::super::cursor::Cursor;
use super::super::glyph::BareScale;
use super::super::numeral;
use rust_decimal::Decimal;

/// Takes such brackets behind a value; whether they stand there.
pub(super) fn eat(cursor: &mut Cursor<'_>, value: Decimal, unit: &str) -> bool {
    let mut ahead = *cursor;
    if !ahead.eat("(含") {
        return false;
    }
    if !ahead.eat("本数") {
        let again = numeral::read(&mut ahead, BareScale::IsNoNumber).ok().flatten();
        if again != Some(value) {
            return false;
        }
        ahead.eat(unit);
    }
    if !ahead.eat(")") {
        return false;
    }
    *cursor = ahead;
    true
}
