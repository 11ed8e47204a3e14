//! Quantities as plans state them: a bound, one or two decimal values, a unit.
