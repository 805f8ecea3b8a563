//! What follows from every event: all that depends on something else is brought up to date, and when to wake
//! next is told. What each of them does is its own slice's.

use std::time::Instant;

use super::App;
use crate::core::Effect;

impl App {
    /// When what the screen shows changes by itself, though nothing happens: spinners and countdowns.
    pub(super) fn next_picture(&self) -> Option<Instant> {
        // What nobody sees need not change by itself.
        if self.is_locked() {
            return self.signs_in_to_unlock().then(|| self.next_spinner_frame()).flatten();
        }
        let hidden_at = self.value().shown().map(|shown| shown.until);
        let counts_down = hidden_at.and_then(|until| until.next_second(self.cx.now));
        // What only moves on the screen is no reason to wake while an editor has it.
        let moves = [self.notices.next_countdown(self.cx.now), self.next_spinner_frame()];
        let moves = moves.into_iter().flatten().filter(|_| !self.is_away()).min();
        [moves, self.session.next_token_change(&self.cx), counts_down].into_iter().flatten().min()
    }

    pub(super) fn finish(&mut self) -> Vec<Effect> {
        self.tick_all();
        std::mem::take(&mut self.out.effects)
    }

    /// Brings what follows from the rest up to date.
    pub(super) fn tick_all(&mut self) {
        self.tick_leave();
        self.tick_sign_in();
        self.tick_lock_question();
        self.tick();
        self.tick_unheard();
        self.tick_list();
        self.tick_value();
        self.tick_editing();
        self.tick_held();
        self.tick_checks();
        self.tick_background();
        self.tick_switch();
        self.clamp_reader();
        self.fit_detail();
    }
}
