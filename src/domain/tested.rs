//! The outcome of asking the user's command whether a value works at its provider.

use std::time::Duration;

/// The time that the command may take.
pub const TEST_PATIENCE: Duration = Duration::from_secs(30);

/// The command's word about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tested {
    /// Exit code 0: it works there.
    Works,
    /// Exit code 75: the command does not test this secret.
    NotTested,
    /// Any other end, with its exit code where it has one: it does not work.
    Fails(Option<i32>),
    /// It took too long and was killed: nothing says that the value works.
    TimedOut,
    /// The profile has no such command, or it could not be started.
    NotStarted,
}
