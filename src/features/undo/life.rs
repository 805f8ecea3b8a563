//! Undo in the life of the program: changes are wiped when their time is over, at a lock that takes a password, and at
//! a change of the profile. Old values and deleted secrets cannot be restored from anywhere else, so the program asks
//! before it wipes them, or tells the user.

use std::collections::HashSet;

use super::state::{Act, AtStake, Certainty, Held, Loss, Undo};
use super::words;
use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, News, Notice, Out, Tone};
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
        out.news.extend(AtStake::of(&lost).map(|stake| News::Lost(words::hold_ended(&stake))));
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

impl AtStake {
    /// Returns the held values among everything that is at stake, the last one first.
    pub fn of(at_stake: &[Stake]) -> Option<Self> {
        let mut all = at_stake.iter().filter_map(|stake| match stake {
            Stake::Held { id, deleted } => Some((id, *deleted)),
            _ => None,
        });
        let (id, deleted) = all.next()?;
        let others: HashSet<_> = all.map(|(other, _)| other).filter(|other| *other != id).collect();
        Some(Self { id: id.clone(), deleted, others: others.len() })
    }
}

impl Held {
    /// Returns the value that is held here alone. Losing a description, or the undo of a creation, does not count.
    pub(super) fn stake(&self) -> Option<Stake> {
        let deleted = match &self.act {
            Act::Deleted { .. } => self.certainty == Certainty::Certain,
            Act::Changed { value: Some(_), .. } => false,
            Act::Created { .. } | Act::Changed { .. } => return None,
        };
        Some(Stake::Held { id: self.secret.id.clone(), deleted })
    }
}

impl Undo {
    /// Returns what the user is told after a lock that wipes all these values, and the changes that are held.
    pub fn wiped_by_lock(&self, at_stake: &[Stake]) -> Option<News> {
        match (AtStake::of(at_stake), self.held.len()) {
            (Some(stake), _) => Some(News::Lost(words::wiped_by_lock(&stake))),
            (None, 0) => None,
            (None, count) => {
                let notice = Notice::new(Tone::Warning, words::so_many_wiped(count));
                Some(News::TellUnlessWorse(notice))
            }
        }
    }
}
