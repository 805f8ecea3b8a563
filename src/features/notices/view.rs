//! The layout of the present notice: its rows, and the keys at the end of the last one. No sentence is cut
//! except in its id: where a row has too little room for the id, the notice takes more rows above, and so do
//! its keys. Only a success with a countdown keeps to one row, because it stays so long.
//!
//! ```text
//! ✓ Saved postgres_main_password: value. Running pods keep the old value until
//!   they are restarted.                                       = verify   u undo
//! ```

use crate::core::{Context, Notice, Tone};
use crate::keys::Key;
use crate::layout::notice_columns;
use crate::text::Sentence;
use crate::text::fit::{cut_end, width, wrap};
use crate::view::keys::GAP as KEY_GAP;

/// The most rows of a sentence.
const ROWS: usize = 4;
/// The columns that a row typically loses to a word that does not fit into it.
const RAGGED: usize = 12;
/// The fewest columns between the sentence and its keys.
const GAP: usize = 2;

/// The rows and keys of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeView {
    /// The rows, the last one at the bottom; empty where there are only keys.
    pub lines: Vec<String>,
    /// The keys at the right end of the last row, each with its word.
    pub keys: Vec<(Key, &'static str)>,
}

impl NoticeView {
    /// Lays out the notice on this screen, with these keys.
    pub fn new(notice: &Notice, keys: Vec<(Key, &'static str)>, cx: &Context) -> Self {
        let columns = notice_columns(cx.size.width);
        let mut view = Self { lines: Vec::new(), keys };
        let keys = view.key_columns();
        let beside_keys = columns.saturating_sub(if keys > 0 { keys + GAP } else { 0 });
        view.lines = match notice.countdown {
            None => in_rows(&notice.text, columns, beside_keys),
            // A warning is worth one more row.
            Some(until) if notice.tone == Tone::Warning => {
                let seconds = format!(" {} s.", until.seconds_left(cx.now));
                in_rows(&(notice.text.clone() + &seconds), columns, beside_keys)
            }
            // The countdown is never cut.
            Some(until) => {
                let seconds = format!(" {} s.", until.seconds_left(cx.now));
                let room = beside_keys.saturating_sub(width(&seconds));
                vec![cut_end(&notice.text.fit(room), room).into_owned() + &seconds]
            }
        };
        let last = view.lines.last().map_or(0, |line| width(line));
        if keys > 0 && last + GAP + keys > columns {
            view.lines.push(String::new());
        }
        view
    }

    /// Returns the columns of all keys.
    pub fn key_columns(&self) -> usize {
        let one = |(key, word): &(Key, &str)| width(&key.to_string()) + 1 + width(word);
        self.keys.iter().map(one).sum::<usize>() + usize::from(KEY_GAP) * self.keys.len().saturating_sub(1)
    }

    /// Returns the number of rows.
    pub fn rows(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX)
    }
}

/// Returns a sentence in the fewest rows of `columns` that leave enough of its id. `beside_keys` is the number
/// of columns beside the keys.
fn in_rows(sentence: &Sentence, columns: usize, beside_keys: usize) -> Vec<String> {
    if let Some(text) = sentence.fit_well(beside_keys).or_else(|| sentence.fit_well(columns)) {
        return vec![text.into_owned()];
    }
    let rows = (2..=ROWS).find_map(|rows| {
        let room = (rows * columns).saturating_sub((rows - 1) * RAGGED);
        let lines = wrap(&sentence.fit_well(room)?, columns, ROWS + 1);
        (lines.len() <= rows).then_some(lines)
    });
    rows.unwrap_or_else(|| wrap(&sentence.shortest(), columns, ROWS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(id: &str, columns: usize, beside_keys: usize) -> Vec<String> {
        let sentence = Sentence::about(id, |id| format!("{id} was not deleted: you need ADMIN on it."));
        in_rows(&sentence, columns, beside_keys)
    }

    #[test]
    fn an_id_is_cut_only_where_its_row_has_no_room() {
        let id = "billing_production_password";
        assert_eq!(rows(id, 116, 103), [format!("{id} was not deleted: you need ADMIN on it.")]);
        let long = "x".repeat(110);
        assert_eq!(width(&rows(&long, 116, 103)[0]), 103, "the keys have the rest");
        assert_eq!(rows(&long, 116, 103).len(), 1);
        // Another row is better than an id that says little.
        assert_eq!(rows(id, 56, 43), [format!("{id} was not deleted: you need"), "ADMIN on it.".to_owned()]);
    }

    proptest! {
        #[test]
        fn no_words_are_lost(id in "[a-z_中]{1,130}", columns in 34usize..140) {
            let rows = rows(&id, columns, columns - 13);
            prop_assert!(rows.len() <= ROWS && rows.iter().all(|row| width(row) <= columns));
            prop_assert!(rows.join(" ").ends_with("was not deleted: you need ADMIN on it."), "{:?}", rows);
        }
    }
}
