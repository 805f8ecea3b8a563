//! The values in the life of the program: hidden when their time is over, wiped at a lock and at a change of
//! the profile.

use super::Value;
use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Out};
use crate::domain::Wake;

impl Life for Value {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default().or_due(self.state.shown().map(|shown| shown.until))
    }

    /// Hides the value when its time is over.
    fn tick(&mut self, cx: &Context, out: &mut Out) {
        if self.next_due(cx).is_due(cx.now) {
            self.hide(out);
        }
    }

    fn wipe(&mut self, _: &Context, why: Wipe, out: &mut Out) {
        match why {
            Wipe::Lock => self.lock(out),
            Wipe::Switch => self.leave_profile(out),
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        self.is_copying().then_some(Stake::Copy).into_iter().collect()
    }
}
