//! The checks of the doctor, each with a mark, as lines or as JSON, and the exit code.

use std::env::consts::{ARCH, OS};

use serde::Serialize;

use crate::commands::json;
use crate::domain::Exit;

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Mark {
    Good,
    /// It works, but not as well as it could.
    Warning,
    /// It does not work.
    Bad,
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Check {
    #[serde(rename = "result")]
    pub(super) mark: Mark,
    #[serde(rename = "check")]
    name: &'static str,
    /// The state, and advice if something is wrong.
    text: String,
}

impl Check {
    pub(super) fn new(mark: Mark, name: &'static str, text: impl Into<String>) -> Self {
        Self { mark, name, text: text.into() }
    }

    pub(super) fn good(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(Mark::Good, name, text)
    }

    pub(super) fn warning(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(Mark::Warning, name, text)
    }

    pub(super) fn bad(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(Mark::Bad, name, text)
    }

    /// Returns the check as a line.
    pub(super) fn line(&self, ascii: bool) -> String {
        let mark = match (self.mark, ascii) {
            (Mark::Good, false) => '✓',
            (Mark::Good, true) => '+',
            (Mark::Warning, _) => '!',
            (Mark::Bad, false) => '✗',
            (Mark::Bad, true) => 'x',
        };
        // Each check has one line, whatever a path or a message contains.
        let text = self.text.replace('\n', " ");
        format!("{mark} {:<11} {text}\n", self.name)
    }
}

/// The report. The first bad check decides the exit code.
pub(super) struct Report<'t> {
    pub(super) form: Form<'t>,
    pub(super) exit: Exit,
}

/// The form of the report.
pub(super) enum Form<'t> {
    /// A line for each check, printed as soon as its result is known.
    Lines { tell: &'t mut dyn FnMut(&str), ascii: bool },
    /// One JSON object at the end, of these checks.
    Json(Vec<Check>),
}

#[derive(Serialize)]
struct Whole<'a> {
    version: &'static str,
    system: String,
    exit: u8,
    checks: &'a [Check],
}

impl Report<'_> {
    pub(super) fn add(&mut self, check: Check) {
        match &mut self.form {
            Form::Lines { tell, ascii } => tell(&check.line(*ascii)),
            Form::Json(checks) => checks.push(check),
        }
    }

    /// Returns the rest of the report: everything as JSON, nothing of what was printed line by line.
    pub(super) fn rest(&self) -> Vec<u8> {
        match &self.form {
            Form::Lines { .. } => Vec::new(),
            Form::Json(checks) => json::line(&Whole {
                version: env!("CARGO_PKG_VERSION"),
                system: format!("{OS} {ARCH}"),
                exit: self.exit.code(),
                checks,
            }),
        }
    }

    /// Adds a line and sets the exit code, unless an earlier line has set one.
    pub(super) fn fail(&mut self, exit: Exit, check: Check) {
        if self.exit == Exit::Done {
            self.exit = exit;
        }
        self.add(check);
    }

    /// Adds a line, and sets the exit code if the line is bad and no earlier line has set one.
    pub(super) fn judge(&mut self, check: Check) {
        match check.mark {
            Mark::Bad => self.fail(Exit::Failed, check),
            Mark::Good | Mark::Warning => self.add(check),
        }
    }
}
