//! The frame of every command for scripts: its shared options, the place, the log, and the way to the service.

use std::io::{self, IsTerminal};

use super::caller::Caller;
use super::output::complain;
use super::{Outcome, Whereabouts};
use crate::cli::Cli;
use crate::core::settings::ClipboardWay;
use crate::domain::{Exit, TokenWay};
use crate::files::expanded;
use crate::logging::{self, Record};
use crate::place::Place;

/// A command for scripts at work.
pub struct Script<'a> {
    /// The command line.
    pub cli: &'a Cli,
    /// The way to copy.
    pub clipboard: ClipboardWay,
}

impl Script<'_> {
    /// Runs a command to its end, with the log that the user wants. The command has printed its results by then.
    pub fn run(&self, command: impl FnOnce(&Self) -> Result<(), Outcome>) -> Outcome {
        if let Some(path) = &self.cli.log
            && let Err(error) = logging::to_file(&expanded(path))
        {
            return Outcome::failed(Exit::Failed, error.to_string());
        }
        let outcome = command(self).err().unwrap_or_default();
        logging::note(Record::Ended(outcome.exit.code()));
        logging::finish();
        outcome
    }

    /// Finds the place that flags, environment and configuration name.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn place(&self) -> Result<Place, Outcome> {
        let place = Whereabouts::find(&self.cli.goal)?.place?;
        place.notes.iter().for_each(|note| self.tell(note));
        Ok(place)
    }

    /// Signs in at the place.
    ///
    /// # Errors
    /// When there is no token; nothing was sent then.
    pub(super) fn sign_in(&self, place: &Place) -> Result<Caller, Outcome> {
        // Who reads the output in a pipeline needs the terminal, which a command with it would take away.
        let way = match self.may_ask() && io::stdout().is_terminal() {
            true => TokenWay::AtTerminal,
            false => TokenWay::Sources,
        };
        let (caller, note) = Caller::sign_in(&place.profile, way, self.cli.scripting.quiet)?;
        if let Some(note) = note {
            self.tell(&note);
        }
        Ok(caller)
    }

    /// Says something that is neither a result nor an error, unless the user wants to hear nothing of that.
    pub(super) fn tell(&self, line: &str) {
        if !self.cli.scripting.quiet {
            complain(line);
        }
    }

    /// Tells whether a user is there to answer questions, and wants to.
    pub(super) fn may_ask(&self) -> bool {
        !self.cli.scripting.no_input && io::stdin().is_terminal() && io::stderr().is_terminal()
    }
}
