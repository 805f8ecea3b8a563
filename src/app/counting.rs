//! Numbers before a key that moves (`5j`, `3G`), and keys that mean nothing.

use std::time::{Duration, Instant};

use super::{App, words};
use crate::core::{Notice, Tone};
use crate::keys::{Code, Context, Key};
use crate::view::Step;

/// A number is forgotten when nothing follows it for so long.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(2);
/// That a key does nothing is said no more often than this.
const SAID_ONCE_IN: Duration = Duration::from_secs(1);
/// No list is longer.
const MOST: usize = 9_999_999;

/// The number that is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    number: usize,
    /// When its last digit came.
    last: Instant,
}

impl App {
    /// Whether a key is a digit of a number. A 0 begins none.
    pub(super) fn counts(&self, context: Context, key: Key) -> bool {
        let begun = self.counted().is_some();
        context.counts()
            && key.is_text()
            && matches!(key.code, Code::Char('0'..='9'))
            && (begun || key.code != Code::Char('0'))
    }

    /// Takes a digit.
    pub(super) fn count_on(&mut self, key: Key) {
        let Code::Char(c) = key.code else { return };
        let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(0);
        let number = self.counted().unwrap_or(0).saturating_mul(10).saturating_add(digit).min(MOST);
        self.count = Some(Count { number, last: self.cx.now.instant });
    }

    /// The number that was typed, unless that was too long ago.
    fn counted(&self) -> Option<usize> {
        let count = self.count?;
        let age = self.cx.now.instant.saturating_duration_since(count.last);
        (age < FORGOTTEN_AFTER).then_some(count.number)
    }

    /// How many times a key moves.
    pub(super) fn times(&self) -> isize {
        self.counted().and_then(|number| number.try_into().ok()).unwrap_or(1)
    }

    /// The row that a number names, counted from 0.
    pub(super) fn counted_row(&self) -> Option<usize> {
        self.counted().map(|number| number.saturating_sub(1))
    }

    /// Goes to the row that a number names.
    pub(super) fn go_to_counted(&mut self) {
        if let Some(row) = self.counted_row() {
            self.go(Step::To(row));
        }
    }

    /// Says that a key means nothing here, and which does; not where something worse is told.
    pub(super) fn tell_of_unbound(&mut self, context: Context, key: Key) {
        let now = self.cx.now.instant;
        let just_said = self.told_of_key.is_some_and(|at| now.saturating_duration_since(at) < SAID_ONCE_IN);
        // A value alone on the screen leaves no row for it.
        if just_said || context == Context::Alone || self.notices.has_worse_news_than_a_key() {
            return;
        }
        self.told_of_key = Some(now);
        let notice = Notice::new(Tone::Warning, words::does_nothing(context, key)).about_key();
        self.notices.show_over(now, notice);
    }
}
