//! Switching to another profile: the obstacles, and what is forgotten of the profile before.

use super::App;
use super::modal::{About, Modal};
use crate::core::Effect;
use crate::core::life::{Stake, Wipe};
use crate::domain::ProfileId;
use crate::features::session::Way;

impl App {
    pub(super) fn open_profiles(&mut self) {
        self.session.choose_profile(&mut self.out);
        self.relay();
    }

    /// Switches to the profile that was chosen in the menu.
    pub(super) fn switch_to(&mut self, to: ProfileId) {
        self.modal = None;
        let way = self.way_to_another();
        self.session.switch_to(&self.cx, to, way, &mut self.out);
        self.relay();
    }

    fn way_to_another(&self) -> Way {
        let asks = matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Switch(_)));
        let covered = self.has_dialog() && (self.help.is_open() || self.palette.is_open() || !asks);
        let at_stake = self.at_stake();
        if at_stake.iter().any(Stake::is_sent) {
            return Way::Sending { covered };
        }
        let left = at_stake.contains(&Stake::Left);
        let taken = covered || left || self.form().is_some();
        let rolls = at_stake.iter().any(|stake| matches!(stake, Stake::Rollout { .. }));
        Way::Quiet { taken, loses: left || rolls || at_stake.iter().any(Stake::is_held) }
    }

    /// Goes on with a switch that waits for the end of a change.
    pub(super) fn tick_switch(&mut self) {
        if self.session.is_switching() {
            let way = self.way_to_another();
            self.session.tick_switch(&self.cx, way, &mut self.out);
            self.relay();
        }
    }

    /// Takes the answer to the question whether to switch.
    pub(super) fn answer_switch(&mut self, to: ProfileId, go: bool) {
        if go {
            self.leave_for(to);
        } else if !self.is_sending() {
            self.stop_switching();
        }
    }

    /// Ends a switch that waits.
    pub(super) fn stop_switching(&mut self) {
        self.session.stop_switching(&mut self.out);
        self.relay();
    }

    /// Forgets everything of this profile and begins with the other one.
    pub(super) fn leave_for(&mut self, to: ProfileId) {
        self.forget_everything();
        self.arrive(to);
        self.session.start_anew(&self.cx, &mut self.out);
        self.relay();
    }

    /// Clears the screen and the memory of this profile.
    fn forget_everything(&mut self) {
        self.leave_rollout();
        self.wipe_slices(Wipe::Switch);
        self.out.effects.extend(self.out.pending.cancel_reads().into_iter().map(Effect::Abort));
        self.forget_typeahead();
        self.modal = None;
    }
}
