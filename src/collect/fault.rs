//! What is wrong with a file that came back: where, and in words for those who fill it in.

use super::layout::{Column, SheetKind, cell_name};
use crate::diagnostic::{Language, Words};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    /// The file's name, as messages show it.
    pub file: String,
    /// The sheet's name; none in CSV, and where it is the file as a whole.
    pub sheet: Option<String>,
    /// Row and column, from 0; none where it is the sheet as a whole.
    pub cell: Option<(u32, u32)>,
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectFault {
    /// Where.
    pub place: CellPlace,
    /// What, and what to do.
    pub words: Words,
    /// The cell in our own layout, for the workbook that is sent back.
    pub mark: Option<FaultMark>,
}

/// A cell by what it means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaultMark {
    /// The unit whose workbook it is.
    pub unit: String,
    pub kind: SheetKind,
    /// The indicator or task.
    pub id: String,
    pub column: Column,
}

/// `水务局.xlsx 指标!E7`.
impl std::fmt::Display for CellPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        let cell = self.cell.map(|(row, column)| cell_name(row, column));
        match (&self.sheet, cell) {
            (Some(sheet), Some(cell)) => write!(f, " {sheet}!{cell}"),
            (Some(sheet), None) => write!(f, " {sheet}"),
            (None, Some(cell)) => write!(f, " {cell}"),
            (None, None) => Ok(()),
        }
    }
}

impl CollectFault {
    /// Something wrong with a file as a whole.
    pub fn of_file(file: &str, words: Words) -> Self {
        Self { place: CellPlace { file: file.to_owned(), sheet: None, cell: None }, words, mark: None }
    }

    /// Something wrong at a place that stands for nothing in our own layout.
    pub fn at(place: CellPlace, words: Words) -> Self {
        Self { place, words, mark: None }
    }

    /// The whole of it in one line.
    pub fn line(&self, language: Language) -> String {
        let colon = match language {
            Language::English => ": ",
            Language::Chinese => "：",
        };
        format!("{}{colon}{}", self.place, self.words.text(language))
    }
}
