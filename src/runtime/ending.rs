//! How the program ends, and what must not outlive it.

use crate::children::{ending_signal, foreground, process_group};
use crate::external_editor;

/// How the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user left it.
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

    /// The exit code: of a signal what the shell says of it. A terminal that is gone is a hang-up, with the
    /// signal or without.
    pub fn code(self) -> u8 {
        let number = match self {
            Self::Quit => return 0,
            Self::Signal(number) => number,
            Self::TerminalGone => rustix::process::Signal::HUP.as_raw(),
        };
        128_u8.saturating_add(u8::try_from(number).unwrap_or(0))
    }
}

/// Ends the programs that were started and removes the file that is edited, for every way out.
pub fn clean_up() {
    foreground::abandon();
    external_editor::abandon();
    process_group::end_all();
}
