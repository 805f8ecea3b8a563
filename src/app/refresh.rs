//! Getting the next token before the present one ends, where that takes no password.

use std::time::{Duration, Instant};

use super::App;
use crate::domain::TokenWay;

/// How long before its end a token is refreshed at the earliest.
const BEFORE: Duration = Duration::from_secs(5 * 60);
/// How long is waited after a refresh that failed.
const AGAIN: Duration = Duration::from_secs(60);
/// How long is waited after a refresh that brought a token which has ended by the clock of this machine.
const CLOCKS_DIFFER: Duration = Duration::from_secs(10 * 60);

impl App {
    /// There is a new token, or another clock to go by: decides how long before its end the next one is got.
    pub(super) fn plan_refresh(&mut self) {
        let left = self.token_left();
        self.here.margin = BEFORE.min(left.unwrap_or_default() / 5);
        // A new token that has ended already says that the clocks differ: the next one will be no better.
        self.here.refresh_after = (left == Some(Duration::ZERO)).then(|| self.cx.now.instant + CLOCKS_DIFFER);
    }

    /// A refresh has failed.
    pub(super) fn put_off_refresh(&mut self) {
        self.here.refresh_after = Some(self.cx.now.instant + AGAIN);
    }

    /// Refreshes the token before it ends, where that takes no password.
    pub(super) fn watch_refresh(&mut self) {
        if self.refresh_due().is_some_and(|at| at <= self.cx.now.instant) {
            self.get_token(TokenWay::Refresh);
        }
    }

    /// When the token is to be refreshed.
    pub(super) fn refresh_due(&self) -> Option<Instant> {
        if !self.here.refreshable || self.here.attempt.is_some() {
            return None;
        }
        let due = self.cx.now.instant + self.token_left()?.saturating_sub(self.here.margin);
        Some(self.here.refresh_after.map_or(due, |after| after.max(due)))
    }
}
