//! Sentences about leaving.

use crate::core::life::Stake;
use crate::words::{all_in_full, in_full};

/// The answer to the first `Ctrl-c`.
pub const CTRL_C_AGAIN: &str = "Ctrl-c again within 2 s quits now, whatever is under way.";

/// Says which work delays the end of the program.
pub(super) fn quitting(sending: bool, loses: bool) -> String {
    let what = if sending { "the change is saved" } else { "the copy is made" };
    let times = if loses { " twice" } else { "" };
    format!("Quitting as soon as {what}; Ctrl-c{times} quits now.")
}

/// Says of each change without a known outcome that nobody knows it; changes that were sent come first.
pub(super) fn unfinished(at_stake: &[Stake]) -> impl Iterator<Item = String> {
    let sent = at_stake.iter().filter_map(|stake| match stake {
        Stake::Sent(id) => Some(id),
        _ => None,
    });
    let doubted = at_stake.iter().filter_map(|stake| match stake {
        Stake::Doubted(id) => Some(id),
        _ => None,
    });
    let rollouts = at_stake.iter().filter_map(|stake| match stake {
        Stake::Rollout { secrets, holds_old } => {
            let without = if *holds_old { ", without the old value" } else { "" };
            let of = all_in_full(secrets);
            Some(last(&format!("the rollout of {of} stopped; its record stays{without}.")))
        }
        _ => None,
    });
    let open = sent.chain(doubted);
    open.map(|id| last(&format!("ended before it was known what became of {}.", in_full(id)))).chain(rollouts)
}

/// Marks a line as printed by this program, after its end.
pub(super) fn last(text: &str) -> String {
    format!("tapis-secrets: {text}")
}
