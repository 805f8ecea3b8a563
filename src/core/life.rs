//! What every slice is asked: when it is due, what it wipes, what leaving would lose. There are no default methods, so
//! that a new slice cannot forget one; `App::slices` is the one list of them.

use super::{Context, Out};
use crate::domain::{SecretId, Wake};

/// A slice in the course of the program.
pub trait Life {
    /// Returns when something is due by time.
    fn next_due(&self, cx: &Context) -> Wake;

    /// Does what is due by now.
    fn tick(&mut self, cx: &Context, out: &mut Out);

    /// Wipes what must not be kept any longer.
    fn wipe(&mut self, cx: &Context, why: Wipe, out: &mut Out);

    /// Returns what would be lost if the program ended now.
    fn at_stake(&self) -> Vec<Stake>;
}

/// A reason to wipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wipe {
    /// The screen is locked: what was received goes, what was typed stays.
    Lock,
    /// The profile is left for another: all that belongs to it goes.
    Switch,
}

/// Something that the end of the program would lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stake {
    /// A copy is being made.
    Copy,
    /// A change of this secret was sent and has no end yet.
    Sent(SecretId),
    /// Nobody can tell what became of a change of this secret.
    Doubted(SecretId),
    /// Something is being typed.
    Typed,
    /// A form was left with something in it.
    Left,
    /// Only undo has an old value, or a deleted secret.
    Held,
}

impl Stake {
    /// Tells whether it has an end that is worth waiting for.
    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::Copy | Self::Sent(_))
    }

    /// Tells whether it is a change without an end.
    pub fn is_sent(&self) -> bool {
        matches!(self, Self::Sent(_))
    }
}
