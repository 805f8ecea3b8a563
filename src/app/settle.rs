//! What follows from every event: all that depends on something else is brought up to date, and when to wake
//! next is told. What each of them does is its own slice's.

use std::time::Instant;

use super::{App, Effect, copy};

impl App {
    /// When `Event::Wake` is due next; nothing wakes the program when this is `None`.
    pub fn next_wake(&self) -> Option<Instant> {
        // What nobody sees need not change by itself.
        if self.is_locked() {
            let spinner = self.signs_in_to_unlock().then(|| self.next_spinner_frame()).flatten();
            let going_on = [
                self.unheard_until(),
                self.next_held_end(),
                self.next_check(),
                self.next_quit_step(),
                self.next_switch_step(),
                self.refresh_due(),
            ];
            return going_on.into_iter().chain([spinner]).flatten().min();
        }
        let hide = self.value.shown().and_then(|shown| copy::next_second(self.now.instant, shown.until));
        // What only moves on the screen is no reason to wake while an editor has it.
        let moves = [self.next_countdown(), self.next_spinner_frame()];
        let moves = moves.into_iter().flatten().filter(|_| !self.is_away()).min();
        let wakes = [
            self.unheard_until(),
            self.notices.next_expiry(),
            moves,
            self.keys_left_until().filter(|until| self.now.instant < *until),
            self.next_token_change(),
            self.next_check(),
            self.next_try(),
            self.next_quit_step(),
            self.next_switch_step(),
            self.refresh_due(),
            self.next_held_end(),
            self.lock_due(),
            hide,
        ];
        wakes.into_iter().flatten().min()
    }

    pub(super) fn finish(&mut self) -> Vec<Effect> {
        self.settle();
        std::mem::take(&mut self.effects)
    }

    /// Brings what follows from the rest up to date.
    pub(super) fn settle(&mut self) {
        if !self.is_locked() {
            self.notices.expire(self.now.instant);
        }
        self.watch_unheard();
        self.watch_refresh();
        self.watch_token();
        if let Some(layout) = self.layout() {
            self.list.set_height(layout.rows.height.into());
        }
        let pattern = self.list.hits().query.pattern.clone();
        if self.matcher.0 != pattern {
            self.matcher.1.retype(&pattern);
            self.matcher.0 = pattern;
        }
        self.list.mark(&mut self.matcher.1);
        self.watch_search();
        self.watch_value();
        self.watch_editing();
        self.watch_held();
        self.watch_checks();
        self.watch_background();
        self.watch_connection();
        self.watch_quit();
        self.watch_switch();
        self.watch_lock();
        self.clamp_reader();
        self.fit_detail();
    }
}
