//! How the present notice is told: in which rows, and with which keys at the end of the last. No sentence is
//! cut for want of room: where one row is too short it covers what stands above it, and so do its keys. Only
//! what counts seconds down stays for so long that it keeps to its row.
//!
//! ```text
//! ✓ Saved postgres_main_password: value. Running pods keep the old value until
//!   they are restarted.                                       = verify   u undo
//! ```

use super::App;
use super::copy::seconds_left;
use super::notice::Tone;
use crate::input::{Action, Context, Key, keymap};
use crate::text::fit::{cut_end, width, wrap};

/// Columns that are no text's: the margins and the glyph.
const AROUND: usize = 6;
/// Rows that a sentence takes at most.
const ROWS: usize = 4;
/// Columns between two keys.
pub const KEY_GAP: usize = 3;
/// Columns between the sentence and its keys, at least.
const GAP: usize = 2;

/// A notice as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The rows, the last one at the bottom; empty where only the keys stand there.
    pub lines: Vec<String>,
    /// The keys at the right end of the last row, each with its word.
    pub keys: Vec<(Key, &'static str)>,
}

impl Telling {
    /// Columns of all keys.
    pub fn key_columns(&self) -> usize {
        let one = |(key, word): &(Key, &str)| width(&key.to_string()) + 1 + width(word);
        self.keys.iter().map(one).sum::<usize>() + KEY_GAP * self.keys.len().saturating_sub(1)
    }

    /// How many rows it takes.
    pub fn rows(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX)
    }
}

impl App {
    /// The present notice as it is told; nothing while a wait is too short to be told of.
    pub fn telling(&self) -> Option<Telling> {
        let notice = self.notice()?;
        if let Tone::Busy(_, since) = notice.tone {
            self.spinner(since)?;
        }
        let columns = usize::from(self.size().width).saturating_sub(AROUND);
        let lines = match notice.countdown {
            None => wrap(&notice.text, columns, ROWS),
            // How long it lasts is never cut.
            Some(until) => {
                let seconds = format!(" {} s.", seconds_left(self.now().instant, until));
                let room = columns.saturating_sub(width(&seconds));
                vec![cut_end(&notice.text, room).into_owned() + &seconds]
            }
        };
        let mut telling = Telling { lines, keys: self.notice_keys() };
        let keys = telling.key_columns();
        let last = telling.lines.last().map_or(0, |line| width(line));
        if keys > 0 && last + GAP + keys > columns {
            telling.lines.push(String::new());
        }
        Some(telling)
    }

    /// The keys of what can be done about the notice, and of its details.
    fn notice_keys(&self) -> Vec<(Key, &'static str)> {
        let details = self.notice().is_some_and(|notice| notice.details) && !self.letters_are_text();
        let offers = self.offers().iter().filter_map(|offer| self.key_of(*offer));
        offers.chain(details.then_some((Key::char('!'), "details"))).collect()
    }

    /// The key of an offer and its word. Where letters are text there is one only to sign in: that which
    /// saves a form signs in first.
    fn key_of(&self, offer: Action) -> Option<(Key, &'static str)> {
        let (key, word) = keymap::offer(offer)?;
        match self.letters_are_text() {
            false => Some((key, word)),
            true => (offer == Action::SignIn && self.save_signs_in()).then_some((Key::ctrl('s'), word)),
        }
    }

    /// Whether a letter is text here, and no key.
    fn letters_are_text(&self) -> bool {
        self.form().is_some() || self.context() == Context::Filter
    }
}
