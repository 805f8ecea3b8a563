//! The forms of a list, row by row.

use std::io::Write;

use super::super::json::{self, Metadata, SCHEMA};
use super::super::output::is_terminal;
use super::super::script::Script;
use crate::cli::List;
use crate::domain::Scope;
use crate::domain::rows::Row;

/// The fields of a line, in their order.
pub(super) const FIELDS: [&str; 7] = ["id", "access", "scope", "pod", "owner", "created", "description"];

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

    /// Returns the text before all rows.
    pub(super) fn head(self) -> String {
        match self {
            Self::Json => format!("{{\"schema\":{SCHEMA},\"secrets\":["),
            Self::Lines { header: true } => FIELDS.join("\t") + "\n",
            Self::Lines { header: false } | Self::Ids | Self::Table => String::new(),
        }
    }

    /// Writes a row. JSON has each in a line of its own.
    pub(super) fn row(self, row: Row<'_>, is_first: bool, out: &mut Vec<u8>) {
        match self {
            Self::Json => {
                out.extend_from_slice(if is_first { b"\n" } else { b",\n" });
                // Memory takes everything.
                let _ = json::write(out, &Metadata::of(&row.secret()));
            }
            Self::Ids => {
                out.extend_from_slice(row.id().as_bytes());
                out.push(b'\n');
            }
            Self::Lines { .. } | Self::Table => {
                let scope = match row.scope() {
                    Scope::Other(word) => word.shown(),
                    known => known.word().unwrap_or_default(),
                };
                let created = row.created_at().map(|at| at.to_string()).unwrap_or_default();
                let (access, pod) = (row.access().mode().name(), row.pod().unwrap_or_default());
                let fields = [row.id(), access, scope, pod, row.owner(), &created, row.description()];
                let _ = writeln!(out, "{}", fields.join("\t"));
            }
        }
    }

    /// Returns the text behind `rows` rows.
    pub(super) fn foot(self, rows: usize) -> &'static str {
        match self {
            Self::Json if rows == 0 => "]}\n",
            Self::Json => "\n]}\n",
            Self::Lines { .. } | Self::Ids | Self::Table => "",
        }
    }
}
