//! What follows from every event: all that depends on something else is brought up to date, and when to wake
//! next is told. What each of them does is its own slice's.

use super::App;
use crate::core::Effect;
use crate::domain::Wake;

impl App {
    /// When `Event::Wake` is due next; nothing wakes the program when it has neither time.
    pub fn next_wake(&self) -> Wake {
        // What nobody sees need not change by itself.
        if self.is_locked() {
            let spinner = self.signs_in_to_unlock().then(|| self.next_spinner_frame()).flatten();
            let going_on = [
                self.unheard_until(),
                self.next_check(),
                self.next_quit_step(),
                self.session.next_due(&self.cx, self.has_dialog()),
            ];
            return self.next_held_end().or_at(going_on.into_iter().chain([spinner]).flatten().min());
        }
        let hidden_at = self.value().shown().map(|shown| shown.until);
        let counts_down = hidden_at.and_then(|until| until.next_second(self.cx.now));
        // What only moves on the screen is no reason to wake while an editor has it.
        let moves = [self.notices.next_countdown(self.cx.now), self.next_spinner_frame()];
        let moves = moves.into_iter().flatten().filter(|_| !self.is_away()).min();
        let wakes = [
            self.unheard_until(),
            self.notices.next_expiry(),
            moves,
            self.keys_left_until().filter(|until| self.cx.now.instant < *until),
            self.session.next_token_change(&self.cx),
            self.next_check(),
            self.next_try(),
            self.next_quit_step(),
            self.session.next_due(&self.cx, self.has_dialog()),
            counts_down,
        ];
        let [idle, asked] = self.lock_due();
        let protects = [idle, asked, hidden_at, self.notices.countdown()];
        let wake = self.next_held_end().or_at(wakes.into_iter().flatten().min());
        protects.into_iter().fold(wake, Wake::or_due)
    }

    pub(super) fn finish(&mut self) -> Vec<Effect> {
        self.settle();
        std::mem::take(&mut self.out.effects)
    }

    /// Brings what follows from the rest up to date.
    pub(super) fn settle(&mut self) {
        if !self.is_locked() {
            self.notices.expire(self.cx.now);
        }
        self.watch_unheard();
        self.watch_session();
        self.watch_list();
        self.watch_value();
        self.watch_editing();
        self.watch_held();
        self.watch_checks();
        self.watch_background();
        self.watch_quit();
        self.watch_switch();
        self.watch_lock();
        self.clamp_reader();
        self.fit_detail();
    }
}
