//! The exit codes of the program. Scripts rely on them: a code never changes its meaning.

/// The way in which a run of the program ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exit {
    /// Everything that was asked for is done.
    #[default]
    Done,
    /// It failed for a reason that no other code names.
    Failed,
    /// The command line or the configuration cannot be used, or a terminal is missing.
    WrongUsage,
    /// There is no token, or the service does not accept it.
    NotAuthenticated,
    /// The service cannot be reached.
    Unreachable,
    /// There is no such secret.
    NotFound,
    /// The access mode, a missing permission or a view-only session forbids it.
    NotAllowed,
    /// A change was sent, and nobody can tell whether it took effect.
    OutcomeUnknown,
    /// Something exists already, or has changed meanwhile.
    Conflict,
    /// Of several steps the first are done, the others are not.
    StoppedPartWay,
    /// The signal of this number ended the program.
    Signal(u8),
    /// `run` ends as its command does, or with 125 to 127 where that did not start (env(1)).
    OfCommand(u8),
}

impl Exit {
    /// All codes but those of signals, in their order.
    pub const ALL: [Self; 10] = [
        Self::Done,
        Self::Failed,
        Self::WrongUsage,
        Self::NotAuthenticated,
        Self::Unreachable,
        Self::NotFound,
        Self::NotAllowed,
        Self::OutcomeUnknown,
        Self::Conflict,
        Self::StoppedPartWay,
    ];

    /// Returns the ending by a signal.
    pub fn of_signal(number: i32) -> Self {
        Self::Signal(u8::try_from(number).unwrap_or(0))
    }

    /// Returns the exit code; for a signal, the one that a shell reports.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::WrongUsage => 2,
            Self::NotAuthenticated => 3,
            Self::Unreachable => 4,
            Self::NotFound => 5,
            Self::NotAllowed => 6,
            Self::OutcomeUnknown => 7,
            Self::Conflict => 8,
            Self::StoppedPartWay => 9,
            Self::Signal(number) => 128_u8.saturating_add(number),
            Self::OfCommand(code) => code,
        }
    }

    /// Returns the meaning of the code in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::WrongUsage => "wrong usage, a faulty configuration or no terminal",
            Self::NotAuthenticated => "no token that the service accepts",
            Self::Unreachable => "the service cannot be reached",
            Self::NotFound => "not found",
            Self::NotAllowed => "not allowed",
            Self::OutcomeUnknown => "sent, but the outcome is not known",
            Self::Conflict => "exists already, or has changed meanwhile",
            Self::StoppedPartWay => "stopped part way",
            Self::Signal(_) => "ended by a signal",
            Self::OfCommand(_) => "the exit code of the command",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_count_up_and_signals_follow_far_behind() {
        assert_eq!(Exit::ALL.map(Exit::code), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!((Exit::of_signal(2).code(), Exit::of_signal(15).code()), (130, 143));
    }
}
