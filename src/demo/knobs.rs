//! The settings that a test or the command line can change while the service runs: latency, faults, scripted answers.
//! The knobs only remember; `serve` obeys them.

use std::time::Duration;

use super::Options;
use super::faults::{Fault, Faults};

/// An answer laid down in advance for one request.
#[derive(Clone)]
pub enum Scripted {
    /// This answer, whatever was asked and whoever asked it; nothing takes effect.
    Status {
        /// The HTTP status, 200 to 599; any other number becomes 500.
        code: u16,
        /// The content type; empty for none.
        content_type: &'static str,
        /// Further headers.
        headers: Vec<(&'static str, String)>,
        /// The body, sent as it is.
        body: Vec<u8>,
    },
    /// The connection is closed before a byte of an answer; nothing takes effect.
    DropConnection,
    /// The request takes effect, but its answer ends in the middle of the body.
    HalfBody,
    /// Never an answer; nothing takes effect.
    Hang,
    /// A write is carried out where the values are kept and not where the rows are (contract §8): a value is
    /// replaced, stored without a row, or gone although its row is still there. The answer is the service's own
    /// 500, or this one; [`Scripted::HalfBody`] ends the 500 in the middle.
    HalfDone(Option<Box<Scripted>>),
}

struct Script {
    method: String,
    path: String,
    answer: Scripted,
}

/// The settings of a running service.
pub(super) struct Knobs {
    pub(super) latency: Duration,
    pub(super) fail_percent: u8,
    /// Lifetime of the tokens that the token endpoint grants.
    pub(super) sign_in_life: Duration,
    /// Set while the Security Kernel, which keeps the values, is down (contract §8).
    pub(super) storage_down: bool,
    faults: Faults,
    scripts: Vec<Script>,
}

impl Knobs {
    pub(super) fn new(options: &Options) -> Knobs {
        Knobs {
            latency: options.latency,
            fail_percent: options.fail_percent,
            sign_in_life: options.sign_in_life,
            storage_down: false,
            faults: Faults::new(options.seed),
            scripts: Vec::new(),
        }
    }

    pub(super) fn draw_fault(&mut self) -> Option<Fault> {
        self.faults.draw(self.fail_percent)
    }

    pub(super) fn script(&mut self, method: &str, path: &str, answer: Scripted) {
        self.scripts.push(Script { method: method.to_owned(), path: path.to_owned(), answer });
    }

    /// Takes the first script that matches.
    pub(super) fn take_script(&mut self, method: &str, path: &str) -> Option<Scripted> {
        let fits = |script: &Script| {
            (script.method.is_empty() || script.method == method) && path.starts_with(&script.path)
        };
        let at = self.scripts.iter().position(fits)?;
        Some(self.scripts.remove(at).answer)
    }
}
