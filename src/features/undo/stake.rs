//! Values that only undo still has: old values, deleted secrets. They cannot be restored from anywhere else, so the
//! program asks before it wipes them, or tells the user.

use std::collections::HashSet;

use super::state::{Act, AtStake, Certainty, Held, Undo};
use super::words;
use crate::core::life::Stake;
use crate::core::{News, Notice, Tone};
use crate::text::Sentence;

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

    /// Says which values cannot be restored, and what would wipe them.
    pub fn question(&self, wipes: &str) -> Sentence {
        words::at_stake(self, wipes)
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
