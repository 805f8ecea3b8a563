//! What can happen to a rollout.

use super::model::Fate;

pub(super) const PODS: [&str; 3] = ["web", "api", "job"];

/// Something that happens to a rollout.
#[derive(Clone, Copy, Debug)]
pub(super) enum Op {
    Pass(u8),
    /// The answer that waits at this place arrives.
    Arrive(u8),
    /// The next request gets lost, or its answer.
    LoseRequest,
    LoseAnswer,
    /// The next request is refused.
    Refuse,
    Fate(usize, Fate),
    SomebodyRestarts(usize),
    SomebodyStops(usize),
    SomebodyRemoves(usize),
    TokenDies,
    SignIn,
    Disk(bool),
    /// The person chooses this answer.
    Key(u8),
    Hold(bool),
    OldWorks,
    LookAround,
    /// The program dies; the next one finds the record.
    Die,
}
