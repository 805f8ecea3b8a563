//! The end of the program, and the removal of all that must not outlive it.

use crate::children::{ending_signal, foreground, process_group};
use crate::domain::Exit;
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

    /// Returns the exit code. A lost terminal counts as a hang-up.
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => Exit::Done,
            Self::Signal(number) => Exit::of_signal(number),
            Self::TerminalGone => Exit::of_signal(rustix::process::Signal::HUP.as_raw()),
        }
        .code()
    }
}

/// Ends the programs that were started, and removes the edited file. Every way out of the program calls this.
pub fn clean_up() {
    foreground::abandon();
    external_editor::abandon();
    process_group::end_all();
}
