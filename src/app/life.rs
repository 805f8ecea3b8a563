//! The calls that go to every slice, and to the keys, which are no slice.

use super::App;
use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Out};
use crate::domain::Wake;

#[cfg(test)]
pub(super) mod tests;

impl App {
    fn slices(&self) -> impl Iterator<Item = &dyn Life> {
        slices!(self).into_iter()
    }

    /// Returns the slices, to be changed, with the arguments of every transition.
    fn slices_mut(&mut self) -> (impl Iterator<Item = &mut dyn Life>, &Context, &mut Out) {
        (slices!(self mut).into_iter(), &self.cx, &mut self.out)
    }

    /// Returns the time of the next `Event::Wake`; without a time nothing wakes the program.
    pub fn next_wake(&self) -> Wake {
        let slices = self.slices().map(|slice| slice.next_due(&self.cx));
        slices.fold(self.next_due_elsewhere(), Wake::or).or_at(self.next_picture())
    }

    /// Returns the next time at which a part that is no slice has something to do.
    fn next_due_elsewhere(&self) -> Wake {
        let wake = Wake::default().or_at(self.unheard_until());
        if self.is_locked() {
            return wake;
        }
        let keys_left = self.keys_left_until().filter(|until| self.cx.now.instant < *until);
        wake.or_at(keys_left).or_at(self.next_try())
    }

    /// Lets every slice do what is due.
    pub(super) fn tick(&mut self) {
        let (slices, cx, out) = self.slices_mut();
        slices.for_each(|slice| slice.tick(cx, out));
        self.relay();
    }

    /// Wipes in every slice what must not be kept.
    pub(super) fn wipe_slices(&mut self, why: Wipe) {
        let (slices, cx, out) = self.slices_mut();
        slices.for_each(|slice| slice.wipe(cx, why, out));
        self.relay();
    }

    /// Returns everything that ending the program would lose.
    pub(super) fn at_stake(&self) -> Vec<Stake> {
        self.slices().flat_map(Life::at_stake).collect()
    }

    /// Tells whether a change was sent whose outcome is not known yet.
    pub fn is_sending(&self) -> bool {
        self.at_stake().iter().any(Stake::is_sent)
    }
}
