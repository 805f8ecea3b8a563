//! Renewing the token: gets the next token before the present one ends, where that takes no password.

use std::time::{Duration, Instant};

use super::state::{Renewal, Session};
use crate::core::{Context, Out};
use crate::domain::TokenWay;

/// The earliest time before its end at which a token is renewed.
const BEFORE: Duration = Duration::from_secs(5 * 60);
/// The wait after a renewal that failed.
const AGAIN: Duration = Duration::from_secs(60);
/// The wait after a renewal whose token has ended by the clock of this machine.
const CLOCKS_DIFFER: Duration = Duration::from_secs(10 * 60);

impl Renewal {
    /// Starts anew with a token that lasts for `left`.
    pub(super) fn begin(&mut self, is_possible: bool, left: Option<Duration>, now: Instant) {
        self.is_possible = is_possible;
        self.plan(left, now);
    }

    /// Decides how long before its end the next token is got. Called for a new token, and for another clock to
    /// go by.
    pub(super) fn plan(&mut self, left: Option<Duration>, now: Instant) {
        self.margin = BEFORE.min(left.unwrap_or_default() / 5);
        // A new token that has ended already shows that the clocks differ: the next one will be no better.
        self.not_before = (left == Some(Duration::ZERO)).then(|| now + CLOCKS_DIFFER);
    }

    /// Delays the next renewal after one that failed.
    pub(super) fn put_off(&mut self, now: Instant) {
        self.not_before = Some(now + AGAIN);
    }

    fn due(&self, left: Duration, now: Instant) -> Option<Instant> {
        let due = now + left.saturating_sub(self.margin);
        self.is_possible.then(|| self.not_before.map_or(due, |earliest| earliest.max(due)))
    }
}

impl Session {
    pub(super) fn renew(&mut self, cx: &Context, out: &mut Out) {
        if self.renewal_due(cx).is_some_and(|at| at <= cx.now.instant) {
            self.get_token(cx, TokenWay::Refresh, out);
        }
    }

    /// Returns the time at which the token is to be renewed.
    pub(super) fn renewal_due(&self, cx: &Context) -> Option<Instant> {
        if self.is_getting_token() {
            return None;
        }
        self.here.renewal.due(self.token_left(cx)?, cx.now.instant)
    }
}
