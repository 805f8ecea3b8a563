//! Where a slice puts what it wants done: effects for the engine, and the requests that wait for an answer.

use super::{Effect, Ledger};

/// What the transitions of one event have asked for so far.
#[derive(Debug)]
pub struct Out {
    /// To be carried out once the event is dealt with, in this order.
    pub effects: Vec<Effect>,
    /// The requests whose answers are waited for.
    pub pending: Ledger,
}
