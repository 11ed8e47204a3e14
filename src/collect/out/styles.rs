//! How the cells of a workbook look: fonts, colours, borders, number formats, and which may be filled in.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The font of everything; spreadsheets without it take their own Chinese font.
const FONT: &str = "宋体";
/// The font of titles and heads.
const HEAVY: &str = "黑体";
/// Where the unit writes.
const INPUT: Color = Color::RGB(0xFF_F9_DB);
/// What is wrong.
const WRONG: Color = Color::RGB(0xF8_CB_AD);
/// Behind heads.
const HEAD: Color = Color::RGB(0xE7_EC_F3);
/// Lines between cells.
const LINE: Color = Color::RGB(0x8C_96_A3);
/// The character set of simplified Chinese, for spreadsheets that choose a font by it.
const CHINESE: u8 = 134;

/// All formats of a workbook.
#[derive(Debug)]
pub struct Styles {
    pub title: Format,
    pub head: Format,
    /// Text that is told.
    pub text: Format,
    /// Short text that is told, in the middle.
    pub centred: Format,
    /// A number that is told.
    pub number: Format,
    /// A day that is told.
    pub date: Format,
    pub label: Format,
    pub body: Format,
    pub heading: Format,
    pub hidden: Format,
}

/// What a cell that is filled in takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Number,
    Text,
    Date,
    /// One word, in the middle.
    Word,
}

/// The format that all cells start from.
pub fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11).set_font_charset(CHINESE)
}

fn bordered() -> Format {
    plain().set_border(FormatBorder::Thin).set_border_color(LINE).set_align(FormatAlign::VerticalCenter)
}

/// Text that a spreadsheet would take for a formula once somebody opens the cell stays text.
pub fn as_text(text: &str, format: &Format) -> Format {
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        format.clone().set_quote_prefix()
    } else {
        format.clone()
    }
}

impl Styles {
    pub fn new() -> Self {
        let heavy = || plain().set_font_name(HEAVY);
        Self {
            title: heavy().set_font_size(16).set_align(FormatAlign::VerticalCenter),
            head: bordered()
                .set_font_name(HEAVY)
                .set_background_color(HEAD)
                .set_align(FormatAlign::Center)
                .set_text_wrap(),
            text: bordered().set_text_wrap(),
            centred: bordered().set_align(FormatAlign::Center).set_text_wrap(),
            number: bordered().set_align(FormatAlign::Right),
            date: bordered().set_num_format(DATE).set_align(FormatAlign::Center),
            label: bordered().set_font_name(HEAVY).set_background_color(HEAD).set_align(FormatAlign::Center),
            body: plain().set_text_wrap().set_align(FormatAlign::VerticalCenter),
            heading: heavy().set_font_size(12).set_align(FormatAlign::VerticalCenter),
            hidden: plain().set_num_format("@"),
        }
    }

    /// A cell to fill in; coloured where something is wrong with it.
    pub fn input(&self, input: Input, is_wrong: bool) -> Format {
        let format = bordered().set_unlocked().set_background_color(if is_wrong { WRONG } else { INPUT });
        match input {
            Input::Number => format.set_align(FormatAlign::Right),
            Input::Text => format.set_num_format("@").set_text_wrap(),
            Input::Date => format.set_num_format(DATE).set_align(FormatAlign::Center),
            Input::Word => format.set_align(FormatAlign::Center),
        }
    }

    /// A cell that is told and is wrong.
    pub fn wrong(&self) -> Format {
        bordered().set_background_color(WRONG).set_text_wrap()
    }
}

/// How days are shown: every spreadsheet reads this format as a date.
const DATE: &str = "yyyy\"年\"m\"月\"d\"日\"";
