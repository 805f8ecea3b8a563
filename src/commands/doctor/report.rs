//! The lines of the doctor, each with a mark, and the exit code.

use crate::domain::Exit;

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Good,
    /// It works, but not as well as it could.
    Warning,
    /// It does not work.
    Bad,
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Check {
    pub(super) mark: Mark,
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
}

/// The report: prints each line as soon as it is known. The first bad line decides the exit code.
pub(super) struct Report<'t> {
    pub(super) tell: &'t mut dyn FnMut(&str),
    pub(super) ascii: bool,
    pub(super) exit: Exit,
}

impl Report<'_> {
    pub(super) fn add(&mut self, check: Check) {
        let line = self.line(&check);
        (self.tell)(&line);
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

    pub(super) fn line(&self, check: &Check) -> String {
        let mark = match (check.mark, self.ascii) {
            (Mark::Good, false) => '✓',
            (Mark::Good, true) => '+',
            (Mark::Warning, _) => '!',
            (Mark::Bad, false) => '✗',
            (Mark::Bad, true) => 'x',
        };
        // Each check has one line, whatever a path or a message contains.
        let text = check.text.replace('\n', " ");
        format!("{mark} {:<11} {text}\n", check.name)
    }
}
