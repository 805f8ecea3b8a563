//! The lines of the doctor, each with a mark, and the exit code that they add up to.

/// How well a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Good,
    /// It works, but not as well as it could.
    Warning,
    /// It does not work.
    Bad,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Check {
    pub(super) mark: Mark,
    name: &'static str,
    /// How it is; where it is not well, also what to do.
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

/// Where the lines go as soon as they are known, and the exit code that the first bad one gives.
pub(super) struct Report<'t> {
    pub(super) tell: &'t mut dyn FnMut(&str),
    pub(super) ascii: bool,
    pub(super) code: u8,
}

impl Report<'_> {
    pub(super) fn add(&mut self, check: Check) {
        let line = self.line(&check);
        (self.tell)(&line);
    }

    /// Adds what decides the exit code, unless something before it has.
    pub(super) fn fail(&mut self, code: u8, check: Check) {
        if self.code == 0 {
            self.code = code;
        }
        self.add(check);
    }

    /// Adds what decides the exit code where it is bad, unless something before it has.
    pub(super) fn judge(&mut self, check: Check) {
        match check.mark {
            Mark::Bad => self.fail(1, check),
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
        // One line for each, whatever a path or a message has in it.
        let text = check.text.replace('\n', " ");
        format!("{mark} {:<11} {text}\n", check.name)
    }
}
