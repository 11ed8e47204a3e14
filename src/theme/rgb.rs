//! Colours: how well one reads on another, and the nearest one that reads well enough.
//!
//! Takes `#rgb` and `#rrggbb`; gives ratios by the formula of WCAG 2.2 ('contrast ratio') and colours of the
//! same hue. Hue is that of OKLCH (B. Ottosson's OKLab as in CSS Color 4), so that a darker or lighter colour
//! still looks like the one that was asked for.

use std::fmt;

/// The least ratio of text to its ground: WCAG 2.2, success criterion 1.4.3.
pub const READABLE: f64 = 4.5;

/// A colour of the sRGB space, eight bits to a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb([u8; 3]);

impl Rgb {
    /// White.
    pub const WHITE: Self = Self([255; 3]);
    /// Black.
    pub const BLACK: Self = Self([0; 3]);

    /// Reads `#rgb` or `#rrggbb`; none for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let nibbles: Vec<u8> =
            digits.chars().map(|c| c.to_digit(16).map(|n| n as u8)).collect::<Option<_>>()?;
        match *nibbles.as_slice() {
            [r, g, b] => Some(Self([r, g, b].map(|digit| digit * 17))),
            [r, s, g, h, b, c] => Some(Self([r * 16 + s, g * 16 + h, b * 16 + c])),
            _ => None,
        }
    }

    /// The contrast ratio with another colour, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Whether it has at least `ratio` on each of `grounds`.
    pub fn reads_on(self, grounds: &[Self], ratio: f64) -> bool {
        grounds.iter().all(|ground| self.contrast(*ground) >= ratio)
    }

    /// The nearest colour of the same hue that has at least `ratio` on each of `grounds`: this one if it does,
    /// else a darker one on light grounds and a lighter one on dark grounds. Where no colour does (grounds of
    /// both kinds, or too high a ratio), black or white.
    pub fn readable(self, grounds: &[Self], ratio: f64) -> Self {
        if self.reads_on(grounds, ratio) {
            return self;
        }
        let darker =
            grounds.iter().all(|ground| ground.contrast(Self::BLACK) >= ground.contrast(Self::WHITE));
        let (lightness, chroma, hue) = self.oklch();
        let end = if darker { 0.0 } else { 1.0 };
        // In steps that are finer than the eye's: none of them can be told from the next.
        (1..=400)
            .map(|step| lightness + (end - lightness) * f64::from(step) / 400.0)
            .map(|lightness| Self::from_oklch(lightness, chroma, hue))
            .find(|colour| colour.reads_on(grounds, ratio))
            .unwrap_or(if darker { Self::BLACK } else { Self::WHITE })
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance, from 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Lightness from 0 to 1, chroma, and hue in radians.
    fn oklch(self) -> (f64, f64, f64) {
        let [red, green, blue] = self.linear();
        let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        (lightness, a.hypot(b), b.atan2(a))
    }

    /// The colour of this lightness and hue, with as much of the chroma as a screen can show.
    fn from_oklch(lightness: f64, chroma: f64, hue: f64) -> Self {
        let part = |share: f64| {
            let (a, b) = (chroma * share * hue.cos(), chroma * share * hue.sin());
            let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
            let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
            let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
            [
                4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
                -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
                -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
            ]
        };
        let shown = |linear: &[f64; 3]| linear.iter().all(|part| (-0.0005..=1.0005).contains(part));
        let linear = (0..=100)
            .map(|less| part(1.0 - f64::from(less) / 100.0))
            .find(shown)
            .unwrap_or_else(|| part(0.0));
        Self(linear.map(|part| {
            let part = part.clamp(0.0, 1.0);
            let part = if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
            (part * 255.0).round() as u8
        }))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Rgb {
        Rgb::parse(text).unwrap()
    }

    #[test]
    fn colours_are_read_in_both_forms_and_nothing_else() {
        assert_eq!(colour("#1f4e79").to_string(), "#1f4e79");
        assert_eq!(colour("#AbC"), colour("#aabbcc"));
        for wrong in ["", "#", "#12", "#1234", "#12345g", "1f4e79", "red", "#1f4e79 "] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ratios_are_those_of_the_standard() {
        // Known values: black and white, and the grey that is just above and just below the limit on white.
        assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
        assert!(colour("#767676").reads_on(&[Rgb::WHITE], READABLE));
        assert!(!colour("#777777").reads_on(&[Rgb::WHITE], READABLE));
        assert!((colour("#777").contrast(Rgb::WHITE) - 4.478).abs() < 0.001);
    }

    #[test]
    fn oklch_leads_back_to_the_same_colour() {
        for text in ["#000000", "#ffffff", "#1f4e79", "#c8102e", "#00ff00", "#0000ff", "#7a1f2b", "#ffd700"] {
            let (lightness, chroma, hue) = colour(text).oklch();
            assert_eq!(Rgb::from_oklch(lightness, chroma, hue).to_string(), text);
        }
    }

    #[test]
    fn the_nearest_readable_colour_reads_keeps_the_hue_and_is_near() {
        let light = [Rgb::WHITE, colour("#f3f5f8")];
        let dark = [colour("#14171b"), colour("#1d2126")];
        for text in
            ["#1f4e79", "#ff0000", "#00a651", "#ffd700", "#ff8800", "#00aeef", "#c0c0c0", "#ffffff", "#000"]
        {
            for (grounds, ratio) in [(light, 4.5), (light, 7.0), (dark, 4.5), (dark, 8.0)] {
                let found = colour(text).readable(&grounds, ratio);
                assert!(found.reads_on(&grounds, ratio), "{text} gives {found} for {ratio}");
                // Not further than it must: most of one step is rounding.
                let least = grounds.iter().map(|ground| found.contrast(*ground)).fold(21.0, f64::min);
                assert!(found == colour(text) || least < ratio * 1.06, "{text} gives {found}: {least}");
                let (from, to) = (colour(text).oklch(), found.oklch());
                if to.1 > 0.03 && from.1 > 0.03 {
                    assert!((from.2 - to.2).abs() < 0.1, "{text} gives {found} of another hue");
                }
            }
        }
        assert_eq!(colour("#1f4e79").readable(&light, 4.5), colour("#1f4e79"));
    }

    #[test]
    fn where_no_colour_reads_black_or_white_is_given() {
        assert_eq!(colour("#1f4e79").readable(&[colour("#777")], 7.0), Rgb::BLACK);
        assert_eq!(colour("#1f4e79").readable(&[Rgb::BLACK, Rgb::WHITE], 7.0), Rgb::WHITE);
        assert_eq!(colour("#1f4e79").readable(&[], 4.5), colour("#1f4e79"));
    }
}
