//! The time at which the screen next changes by itself. The slices hold the rules.

use std::time::Instant;

use super::{App, SHOW_WAIT_AFTER, SPINNER_FRAME};
use crate::core::Tone;
use crate::features::value::ValueState;
use crate::features::write::Form;

impl App {
    /// Returns the time at which the screen next changes by itself: spinners and countdowns.
    pub(super) fn next_picture(&self) -> Option<Instant> {
        // Hidden spinners and countdowns need no wake-up.
        if self.is_locked() {
            return self.signs_in_to_unlock().then(|| self.next_spinner_frame()).flatten();
        }
        let hidden_at = self.value().shown().map(|shown| shown.until);
        let counts_down = hidden_at.and_then(|until| until.next_second(self.cx.now));
        // While an editor has the terminal, movement on the screen is no reason to wake.
        let moves = [self.notices.next_countdown(self.cx.now), self.next_spinner_frame()];
        let moves = moves.into_iter().flatten().filter(|_| !self.is_away()).min();
        [moves, self.session.next_token_change(&self.cx), counts_down].into_iter().flatten().min()
    }

    /// Returns the time of the next frame of any spinner on the screen.
    fn next_spinner_frame(&self) -> Option<Instant> {
        let reading = match self.value() {
            ValueState::Reading { since, .. } => Some(*since),
            _ => None,
        };
        let busy = self.notice().and_then(|notice| match notice.tone {
            Tone::Busy(_, since) => Some(since),
            _ => None,
        });
        let working = self.form().and_then(Form::working_since);
        [
            self.list.load().since(),
            reading,
            busy,
            working,
            self.session.getting_token(),
            self.session.signing_in_since(),
            self.pods.waits_since(),
            self.rolling_since(),
        ]
        .into_iter()
        .flatten()
        .filter_map(|since| self.next_frame(since))
        .min()
    }

    fn next_frame(&self, since: Instant) -> Option<Instant> {
        let waited = self.cx.now.instant.saturating_duration_since(since);
        if waited < SHOW_WAIT_AFTER {
            return Some(since + SHOW_WAIT_AFTER);
        }
        let frames = waited.as_millis() / SPINNER_FRAME.as_millis() + 1;
        Some(since + SPINNER_FRAME * u32::try_from(frames).unwrap_or(u32::MAX))
    }
}
