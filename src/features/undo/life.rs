//! Undo in the life of the program: changes are wiped when their time is over, at a lock that takes a password, and at
//! a change of the profile.

use super::state::{AtStake, Held, Loss, Undo};
use super::words;
use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, News, Out};
use crate::domain::Wake;

impl Life for Undo {
    fn next_due(&self, cx: &Context) -> Wake {
        let to_come = self.held.iter().map(|held| held.until).filter(|until| !until.is_due(cx.now));
        to_come.map(Some).fold(Wake::default(), Wake::or_due)
    }

    /// Wipes changes whose time is over. A change that an open form would undo stays until the form closes, and the
    /// form says so.
    fn tick(&mut self, cx: &Context, out: &mut Out) {
        let is_over = |held: &mut Held| held.until.is_due(cx.now) && !self.in_forms.contains(&held.number);
        let over: Vec<Held> = self.held.extract_if(.., is_over).collect();
        if over.is_empty() {
            return;
        }
        self.lost = Some(Loss::Time);
        let lost: Vec<Stake> = over.iter().rev().filter_map(Held::stake).collect();
        out.news.extend(AtStake::of(&lost).map(|stake| News::HoldEnded(words::hold_ended(&stake))));
    }

    fn wipe(&mut self, cx: &Context, why: Wipe, _: &mut Out) {
        match why {
            Wipe::Lock if !cx.settings.lock_wipes() => {}
            Wipe::Lock => drop(self.wipe_for(Loss::Lock)),
            // The numbers of changes and the key of digests are those of the run.
            Wipe::Switch => {
                self.wipe_for(Loss::Leaving);
                let Self { last, lost, key_asked, key, .. } = std::mem::take(self);
                *self = Self { last, lost, key_asked, key, ..Self::default() };
            }
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        self.held.iter().rev().filter_map(Held::stake).collect()
    }
}
