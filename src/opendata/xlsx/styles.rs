//! How cells look: fonts that Chinese offices have, thin lines, heads in three shades.

use super::order::Audience;
use crate::bug::bug;
use crate::model::config::Lang;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// So many decimal places has a number here at most.
const PLACES: usize = 28;
/// The character set of simplified Chinese, as font tables number it.
const CHINESE: u8 = 134;

/// The looks of all cells of a workbook, made once.
pub struct Styles {
    pub lang: Lang,
    base: Format,
    heads: [Format; 3],
    pub text: Format,
    pub day: Format,
    pub flag: Format,
    pub year: Format,
    numbers: Vec<Format>,
    shares: Vec<Format>,
    pub title: Format,
    pub heading: Format,
    pub name: Format,
    pub told: Format,
}

impl Styles {
    /// The looks in a language: 宋体 for Chinese, which every office has; else the program's own font.
    pub fn new(lang: Lang) -> Self {
        let base = match lang {
            Lang::Chinese => Format::new().set_font_name("宋体").set_font_size(11).set_font_charset(CHINESE),
            Lang::English => Format::new().set_font_size(11),
        };
        let base = base.set_align(FormatAlign::VerticalCenter);
        let cell = || base.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00BF_C5CC));
        let head = |fill: u32, ink: u32| {
            cell()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(fill))
                .set_font_color(Color::RGB(ink))
        };
        let wrapped = || cell().set_text_wrap();
        let number = |places: usize, after: &str| {
            let decimals = if places == 0 { String::new() } else { format!(".{}", "0".repeat(places)) };
            let whole = if after.is_empty() { "#,##0" } else { "0" };
            cell()
                .set_num_format(format!("{whole}{decimals}{after}"))
                .set_align(FormatAlign::Right)
                .set_indent(1)
        };
        Self {
            lang,
            heads: [
                head(0x001F_4E79, 0x00FF_FFFF),
                head(0x00DD_EBF7, 0x001F_3864),
                head(0x00ED_EDED, 0x0040_4040),
            ],
            text: wrapped(),
            day: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            flag: cell().set_align(FormatAlign::Center),
            year: cell().set_num_format("0").set_align(FormatAlign::Center),
            numbers: (0..=PLACES).map(|places| number(places, "")).collect(),
            shares: (0..=PLACES).map(|places| number(places, "%")).collect(),
            title: base.clone().set_bold().set_font_size(14),
            heading: base.clone().set_bold().set_font_color(Color::RGB(0x001F_4E79)).set_font_size(12),
            name: wrapped().set_bold(),
            told: wrapped(),
            base,
        }
    }

    /// Makes the base look that of all cells, with the heights and widths that spreadsheets give its font.
    pub fn set_up(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.lang == Lang::Chinese {
            workbook.set_default_format(&self.base, 18, 72)?;
        }
        Ok(())
    }

    /// The look of a head.
    pub const fn head(&self, audience: Audience) -> &Format {
        let [readers, experts, programs] = &self.heads;
        match audience {
            Audience::Readers => readers,
            Audience::Experts => experts,
            Audience::Programs => programs,
        }
    }

    /// The look of a number with so many decimal places.
    pub fn number(&self, places: u32) -> &Format {
        look(&self.numbers, places)
    }

    /// The look of a share as a percentage with so many.
    pub fn share(&self, places: u32) -> &Format {
        look(&self.shares, places)
    }
}

fn look(formats: &[Format], places: u32) -> &Format {
    let at = usize::try_from(places).unwrap_or(PLACES).min(PLACES);
    formats.get(at).unwrap_or_else(|| bug!("no look for {at} places"))
}

/// The first units of a text, counted as UTF-16 does, without cutting a character.
pub fn cut(text: &str, units: usize) -> &str {
    let mut left = units;
    let end = text.char_indices().find_map(|(at, one)| {
        let width = one.len_utf16();
        if width > left {
            return Some(at);
        }
        left -= width;
        None
    });
    end.map_or(text, |end| crate::bug::slice(text, ..end))
}
