//! The forms of a list on the standard output, row by row.

use super::super::output::is_terminal;
use super::super::script::Script;
use crate::cli::List;
use crate::domain::listing::{self, Keys};
use crate::domain::rows::Row;

/// A form of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Table,
    /// Fields between tabs.
    Lines {
        header: bool,
    },
    Ids,
    Json,
}

impl Form {
    /// Returns the form that the user wants.
    pub(super) fn of(script: &Script<'_>, asked: &List) -> Self {
        match () {
            () if script.cli.scripting.json => Self::Json,
            () if asked.ids => Self::Ids,
            () if asked.plain => Self::Lines { header: true },
            () if is_terminal() => Self::Table,
            () => Self::Lines { header: false },
        }
    }

    /// Returns the form of its rows. A table makes its own.
    fn of_rows(self) -> listing::Form {
        match self {
            Self::Table | Self::Lines { .. } => listing::Form::Lines,
            Self::Ids => listing::Form::Ids,
            Self::Json => listing::Form::Json,
        }
    }

    /// Returns the text before all rows.
    pub(super) fn head(self) -> String {
        match self {
            Self::Table | Self::Lines { header: false } => String::new(),
            _ => self.of_rows().head(),
        }
    }

    /// Writes a row. JSON has each in a line of its own.
    pub(super) fn row(self, row: Row<'_>, is_first: bool, out: &mut Vec<u8>) {
        self.of_rows().row(row, is_first, &mut Keys::default(), out);
    }

    /// Returns the text behind `rows` rows.
    pub(super) fn foot(self, rows: usize) -> &'static str {
        self.of_rows().foot(rows)
    }
}
