//! A table on a terminal:
//!
//! ```text
//! ID             ACCESS       OWNER  CREATED     DESCRIPTION
//! postgres_main  full access  alice  2025-03-01  Main cluster
//! ```

use std::io;

use super::Outcome;
use super::output::print;
use crate::cli;
use crate::text::fit::{cut_end, width};

/// Columns between two fields.
const GAP: usize = 2;

/// Prints a table, as wide as the terminal lets it be.
///
/// # Errors
/// As [`print()`].
pub(super) fn print_table<const N: usize>(head: [&str; N], body: &[[String; N]]) -> Result<(), Outcome> {
    let columns = rustix::termios::tcgetwinsize(io::stdout()).ok().map(|size| size.ws_col.into());
    print(table(head, body, columns.filter(|wide| *wide > 0), cli::may_style()).as_bytes())
}

/// Returns the table. Only last cells are cut, to fit a terminal of `columns`; a `bold` head stands out.
pub(super) fn table<const N: usize>(
    head: [&str; N],
    body: &[[String; N]],
    columns: Option<usize>,
    bold: bool,
) -> String {
    let head = head.map(str::to_owned);
    let mut widths = [0; N];
    for cells in [&head].into_iter().chain(body) {
        for (wide, cell) in widths.iter_mut().zip(cells) {
            *wide = width(cell).max(*wide);
        }
    }
    let before: usize = widths.iter().take(N - 1).map(|wide| wide + GAP).sum();
    let left = columns.map_or(usize::MAX, |columns| columns.saturating_sub(before));
    let line = |cells: &[String; N]| {
        let mut line = String::new();
        for (cell, wide) in cells.iter().zip(widths).take(N - 1) {
            line.push_str(cell);
            line.push_str(&" ".repeat(wide - width(cell) + GAP));
        }
        line.push_str(&cells.last().map(|cell| cut_end(cell, left)).unwrap_or_default());
        line.truncate(line.trim_end().len());
        line
    };
    let mut table = match bold {
        true => format!("\u{1b}[1m{}\u{1b}[0m\n", line(&head)),
        false => line(&head) + "\n",
    };
    for cells in body {
        table.push_str(&line(cells));
        table.push('\n');
    }
    table
}
