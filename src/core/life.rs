//! The questions that every slice answers: when it is due, what it wipes, what leaving would lose. There are no
//! default methods, so that a new slice cannot forget one; `app.rs` has the one list of the slices.

use super::{Context, Out};
use crate::domain::{SecretId, Wake};

/// The part of a slice in the life of the program.
pub trait Life {
    /// Returns the time at which something is due.
    fn next_due(&self, cx: &Context) -> Wake;

    /// Does everything that is due by now.
    fn tick(&mut self, cx: &Context, out: &mut Out);

    /// Wipes everything that must not be kept any longer.
    fn wipe(&mut self, cx: &Context, why: Wipe, out: &mut Out);

    /// Returns the things that would be lost if the program ended now.
    fn at_stake(&self) -> Vec<Stake>;
}

/// A reason to wipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wipe {
    /// The screen is locked: received data is wiped, typed text stays.
    Lock,
    /// The profile is left for another: everything that belongs to it is wiped.
    Switch,
}

/// Something that the end of the program would lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stake {
    /// A copy is being made.
    Copy,
    /// A change of this secret was sent, and its outcome is open.
    Sent(SecretId),
    /// A rollout of these secrets is not over. Its record stays.
    Rollout {
        /// The secrets.
        secrets: Vec<SecretId>,
        /// It holds an old value, which does not stay.
        holds_old: bool,
    },
    /// The outcome of a change of this secret cannot be found out.
    Doubted(SecretId),
    /// The user is typing something.
    Typed,
    /// The user left a form with something in it.
    Left,
    /// The old value of a secret, or a deleted secret, that only undo or a change under way still has.
    Held {
        /// The secret.
        id: SecretId,
        /// It is known to be deleted.
        deleted: bool,
    },
}

impl Stake {
    /// Tells whether it will end by itself, so that waiting is worthwhile.
    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::Copy | Self::Sent(_))
    }

    /// Tells whether only undo still has it.
    pub fn is_held(&self) -> bool {
        matches!(self, Self::Held { .. })
    }

    /// Tells whether it is a change whose outcome is open.
    pub fn is_sent(&self) -> bool {
        matches!(self, Self::Sent(_))
    }
}
