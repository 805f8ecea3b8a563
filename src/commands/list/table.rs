//! The cells of a list's table. Only descriptions are cut, to fit the terminal.

use crate::domain::rows::Row;

/// The head of the table.
pub(super) const HEAD: [&str; 5] = ["ID", "ACCESS", "OWNER", "CREATED", "DESCRIPTION"];

/// Returns the cells of a row.
pub(super) fn cells(row: Row<'_>) -> [String; 5] {
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
    use crate::commands::table::table;
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
        let rows: Vec<_> = chunk.iter().map(cells).collect();
        assert_eq!(
            table(HEAD, &rows, Some(60), false),
            "ID                  ACCESS       OWNER  CREATED     DESCRIP…\n\
             a_rather_long_name  full access  alice  2025-03-01  Main cl…\n\
             b                   full access  alice  2025-03-01  \\u{1b}[…\n",
        );
        let whole = table(HEAD, &rows, None, true);
        assert!(whole.starts_with("\u{1b}[1mID ") && whole.contains("  Main cluster\n"), "{whole:?}");
        assert_eq!(whole.matches('\u{1b}').count(), 2, "{whole:?}");
    }
}
