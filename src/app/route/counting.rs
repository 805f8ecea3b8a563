//! Numbers before a key that moves (`5j`, `3G`), and keys that mean nothing.

use std::time::{Duration, Instant};

use crate::app::{App, words};
use crate::core::{Notice, Tone};
use crate::keys::{Code, Context, Key};
use crate::view::Step;

/// A number is forgotten when nothing follows it for so long.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(2);
/// That a key does nothing is said no more often than this.
const SAID_ONCE_IN: Duration = Duration::from_secs(1);
/// No list is longer.
const MOST: usize = 9_999_999;

/// The number that is being typed, and what was said of keys that mean nothing.
#[derive(Debug, Default)]
pub(in crate::app) struct Counting {
    count: Option<Count>,
    /// When it was last said that a key does nothing.
    told: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    number: usize,
    /// When its last digit came.
    last: Instant,
}

impl Counting {
    /// Takes a digit.
    fn push(&mut self, now: Instant, digit: usize) {
        let number = self.number(now).unwrap_or(0).saturating_mul(10).saturating_add(digit).min(MOST);
        self.count = Some(Count { number, last: now });
    }

    /// The number that was typed, unless that was too long ago.
    fn number(&self, now: Instant) -> Option<usize> {
        let count = self.count?;
        (now.saturating_duration_since(count.last) < FORGOTTEN_AFTER).then_some(count.number)
    }

    /// No number precedes the next key.
    pub(in crate::app) fn forget(&mut self) {
        self.count = None;
    }

    /// Whether it may be said now that a key does nothing.
    fn may_tell(&self, now: Instant) -> bool {
        self.told.is_none_or(|at| now.saturating_duration_since(at) >= SAID_ONCE_IN)
    }
}

impl App {
    /// Whether a key is a digit of a number. A 0 begins none.
    pub(in crate::app) fn counts(&self, context: Context, key: Key) -> bool {
        context.counts()
            && key.is_text()
            && matches!(key.code, Code::Char('0'..='9'))
            && (key.code != Code::Char('0') || self.counted().is_some())
    }

    /// Takes a digit.
    pub(in crate::app) fn count_on(&mut self, key: Key) {
        let Code::Char(c) = key.code else { return };
        let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(0);
        self.keys.counting.push(self.cx.now.instant, digit);
    }

    fn counted(&self) -> Option<usize> {
        self.keys.counting.number(self.cx.now.instant)
    }

    /// How many times a key moves.
    pub(in crate::app) fn times(&self) -> isize {
        self.counted().and_then(|number| number.try_into().ok()).unwrap_or(1)
    }

    /// The row that a number names, counted from 0.
    pub(in crate::app) fn counted_row(&self) -> Option<usize> {
        self.counted().map(|number| number.saturating_sub(1))
    }

    /// Goes to the row that a number names.
    pub(in crate::app) fn go_to_counted(&mut self) {
        if let Some(row) = self.counted_row() {
            self.go(Step::To(row));
        }
    }

    /// Says that a key means nothing here, and which does; not where something worse is told.
    pub(in crate::app) fn tell_of_unbound(&mut self, context: Context, key: Key) {
        let now = self.cx.now.instant;
        // A value alone on the screen leaves no row for it.
        if !self.keys.counting.may_tell(now)
            || context == Context::Alone
            || self.notices.has_worse_news_than_a_key()
        {
            return;
        }
        self.keys.counting.told = Some(now);
        let notice = Notice::new(Tone::Warning, words::does_nothing(context, key)).about_key();
        self.notices.show_over(now, notice);
    }
}
