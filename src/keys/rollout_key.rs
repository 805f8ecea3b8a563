//! The keys that only the plan and the run of a rollout have.

/// A wish in the plan or the run of a rollout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RolloutKey {
    /// Choose the line with the cursor, or not any more.
    Toggle,
    /// Restart the pod later: one place down.
    Later,
    /// Restart the pod earlier: one place up.
    Earlier,
    /// Type the new value.
    TypeValue,
    /// Restart only: the value is saved already.
    AlreadySaved,
    /// End a rollout for good.
    End,
}
