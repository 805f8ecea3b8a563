//! `tapis-secrets doctor`: whether everything is in place, a line for each thing that matters, with what to
//! do where it is not well. Asks the service once, for its list, and reads nothing of it.
//!
//! ```text
//! ✓ config      /home/alice/.config/tapis-secrets/config.toml, 2 profiles
//! ✓ profile     production: it is the default in the configuration
//! ✓ address     https://tacc.tapis.io/v3
//! ✓ service     answers over TLS with a trusted certificate
//! ✗ token       none. Sign in: tapis-secrets login --profile production
//! ```

use jiff::Timestamp;

use super::{Outcome, Whereabouts};
use crate::accounts::credentials::Manner;
use crate::api::Timeouts;
use crate::config::Faults;
pub use here::Here;

mod clipboard;
mod here;
mod place;
mod service;

/// How well a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Good,
    /// It works, but not as well as it could.
    Warning,
    /// It does not work.
    Bad,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Check {
    mark: Mark,
    name: &'static str,
    /// How it is; where it is not well, also what to do.
    text: String,
}

impl Check {
    fn new(mark: Mark, name: &'static str, text: impl Into<String>) -> Self {
        Self { mark, name, text: text.into() }
    }

    fn good(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(Mark::Good, name, text)
    }

    fn warning(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(Mark::Warning, name, text)
    }

    fn bad(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(Mark::Bad, name, text)
    }
}

/// Where the lines go as soon as they are known, and the exit code that the first bad one gives.
struct Report<'t> {
    tell: &'t mut dyn FnMut(&str),
    ascii: bool,
    code: u8,
}

impl Report<'_> {
    fn add(&mut self, check: Check) {
        let line = self.line(&check);
        (self.tell)(&line);
    }

    /// Adds what decides the exit code, unless something before it has.
    fn fail(&mut self, code: u8, check: Check) {
        if self.code == 0 {
            self.code = code;
        }
        self.add(check);
    }

    /// Adds what decides the exit code where it is bad, unless something before it has.
    fn judge(&mut self, check: Check) {
        match check.mark {
            Mark::Bad => self.fail(1, check),
            Mark::Good | Mark::Warning => self.add(check),
        }
    }

    fn line(&self, check: &Check) -> String {
        let mark = match (check.mark, self.ascii) {
            (Mark::Good, false) => '✓',
            (Mark::Good, true) => '+',
            (Mark::Warning, _) => '!',
            (Mark::Bad, false) => '✗',
            (Mark::Bad, true) => 'x',
        };
        // One line for each, whatever a path or a message has in it.
        let text = check.text.replace('\n', " ");
        format!("{mark} {:<11} {text}\n", check.name)
    }
}

/// Looks at everything, and tells each line as soon as it is known. Takes as long as the service takes to
/// answer, and a token command to end.
pub fn run(
    whereabouts: Result<Whereabouts, Faults>,
    here: &Here,
    timeouts: Timeouts,
    tell: &mut dyn FnMut(&str),
) -> Outcome {
    let mut report = Report { tell, ascii: here.ascii, code: 0 };
    if let Some(place) = place::check(&mut report, whereabouts) {
        // Who waits at a terminal can be asked for what unlocks the token.
        let manner = if here.is_terminal { Manner::AtTerminal } else { Manner::Alone };
        service::check(&mut report, &place.profile, manner, Timestamp::now(), timeouts);
    }
    clipboard::check(&mut report, here.clipboard, here.try_clipboard);
    here::check(&mut report, here);
    Outcome { code: report.code, ..Outcome::default() }
}
