//! How the present notice is told: in which rows, and with which keys at the end of the last. No sentence is
//! cut for want of room but for its id: where little would be left of that in one row, the notice covers what
//! stands above it, and so do its keys. Only a success that counts seconds down stays for so long that it keeps
//! to its row.
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

/// Rows that a sentence takes at most.
const ROWS: usize = 4;
/// Columns that a row mostly loses to a word that does not fit into it.
const RAGGED: usize = 12;
/// Columns between two keys.
pub const KEY_GAP: usize = 3;
/// Columns between the sentence and its keys, at least.
const GAP: usize = 2;

/// A notice as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeView {
    /// The rows, the last one at the bottom; empty where only the keys stand there.
    pub lines: Vec<String>,
    /// The keys at the right end of the last row, each with its word.
    pub keys: Vec<(Key, &'static str)>,
}

impl NoticeView {
    /// The notice on this screen, beside these keys.
    pub fn new(notice: &Notice, keys: Vec<(Key, &'static str)>, cx: &Context) -> Self {
        let columns = notice_columns(cx.size.width);
        let mut view = Self { lines: Vec::new(), keys };
        let keys = view.key_columns();
        let beside_keys = columns.saturating_sub(if keys > 0 { keys + GAP } else { 0 });
        view.lines = match notice.countdown {
            None => in_rows(&notice.text, columns, beside_keys),
            // What it warns of is worth a row more.
            Some(until) if notice.tone == Tone::Warning => {
                let seconds = format!(" {} s.", until.seconds_left(cx.now));
                in_rows(&(notice.text.clone() + &seconds), columns, beside_keys)
            }
            // How long it lasts is never cut.
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
        self.keys.iter().map(one).sum::<usize>() + KEY_GAP * self.keys.len().saturating_sub(1)
    }

    /// Returns how many rows it takes.
    pub fn rows(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX)
    }
}

/// A sentence in as few rows of `columns` as leave enough of its id; `beside_keys` is what the keys leave of
/// one.
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
