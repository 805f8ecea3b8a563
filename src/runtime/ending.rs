//! The end of the program, and the removal of all that must not outlive it.

use crate::children::{ending_signal, foreground, process_group};
use crate::external_editor;

/// The cause of the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user quit.
    Quit,
    /// This signal ended it.
    Signal(i32),
    /// The terminal is gone.
    TerminalGone,
}

impl Ending {
    /// Returns the ending by the signal that has asked the program to end, if one has.
    pub fn by_signal() -> Option<Self> {
        ending_signal().map(Self::Signal)
    }

    /// Returns the exit code; for a signal, the one that a shell reports. A lost terminal counts as a hang-up.
    pub fn code(self) -> u8 {
        let number = match self {
            Self::Quit => return 0,
            Self::Signal(number) => number,
            Self::TerminalGone => rustix::process::Signal::HUP.as_raw(),
        };
        128_u8.saturating_add(u8::try_from(number).unwrap_or(0))
    }
}

/// Ends the programs that were started, and removes the edited file. Every way out of the program calls this.
pub fn clean_up() {
    foreground::abandon();
    external_editor::abandon();
    process_group::end_all();
}
