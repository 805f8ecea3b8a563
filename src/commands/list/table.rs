//! The table of a list on a terminal:
//!
//! ```text
//! ID             ACCESS       OWNER  CREATED     DESCRIPTION
//! postgres_main  full access  alice  2025-03-01  Main cluster
//! ```

use crate::domain::rows::Row;
use crate::text::fit::{cut_end, width};

/// Columns between two fields.
const GAP: usize = 2;

/// Returns the table. Only descriptions are cut, to fit a terminal of `columns`; a `bold` head stands out.
pub(super) fn table(rows: &[Row<'_>], columns: Option<usize>, bold: bool) -> String {
    let head = ["ID", "ACCESS", "OWNER", "CREATED", "DESCRIPTION"].map(str::to_owned);
    let body: Vec<[String; 5]> = rows.iter().map(|row| cells(*row)).collect();
    let widest =
        |at: usize| [&head].into_iter().chain(&body).map(|cells| width(&cells[at])).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(widest);
    let left = columns.map(|columns| columns.saturating_sub(widths.iter().sum::<usize>() + 4 * GAP));
    let line = |cells: &[String; 5]| {
        let mut line = String::new();
        for (cell, wide) in cells.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(wide - width(cell) + GAP));
        }
        line.push_str(&cut_end(&cells[4], left.unwrap_or(usize::MAX)));
        line.truncate(line.trim_end().len());
        line
    };
    let mut table = match bold {
        true => format!("\u{1b}[1m{}\u{1b}[0m\n", line(&head)),
        false => line(&head) + "\n",
    };
    for cells in &body {
        table.push_str(&line(cells));
        table.push('\n');
    }
    table
}

fn cells(row: Row<'_>) -> [String; 5] {
    let created = row.created_at().map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default();
    [
        row.id().to_owned(),
        row.access().mode().name().to_owned(),
        row.owner().to_owned(),
        created,
        row.description().to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Chunk, Secret};

    #[test]
    fn descriptions_make_room_and_ids_stay_whole() {
        let secret = |id: &str, description: &str| Secret {
            description: description.into(),
            owner: "alice".into(),
            created: "2025-03-01T09:30:00Z".parse().ok(),
            ..Secret::named(id)
        };
        let chunk: Chunk = [secret("a_rather_long_name", "Main cluster"), secret("b", "\u{1b}[2J\n")].into();
        let rows: Vec<_> = chunk.iter().collect();
        assert_eq!(
            table(&rows, Some(60), false),
            "ID                  ACCESS       OWNER  CREATED     DESCRIP…\n\
             a_rather_long_name  full access  alice  2025-03-01  Main cl…\n\
             b                   full access  alice  2025-03-01  \\u{1b}[…\n",
        );
        let whole = table(&rows, None, true);
        assert!(whole.starts_with("\u{1b}[1mID ") && whole.contains("  Main cluster\n"), "{whole:?}");
        assert_eq!(whole.matches('\u{1b}').count(), 2, "{whole:?}");
    }
}
