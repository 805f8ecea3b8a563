//! What is read to go on: the help over all that is open, and the details of the last failure.

use std::sync::Arc;

mod details;
mod keys;

pub use details::{DETAILS_WIDTH, DetailsLine, LABEL, columns_of_details, copied_details, details};
pub use keys::{HELP_WIDTH, HelpRow, KEYS, KeyHelp, help_width};

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{self, Out};
use crate::domain::{Failure, Wake};
use crate::keys::Context;
use crate::view::{Reader, Step};

/// The help, and what went wrong last.
#[derive(Debug, Default)]
pub struct Help {
    open: Option<OpenHelp>,
    /// The help that was open when the screen was locked.
    behind_lock: Option<OpenHelp>,
    last_failure: Option<Arc<Failure>>,
}

/// The help that is open: what it is about comes back when it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenHelp {
    /// Where it was asked for.
    pub about: Context,
    /// How far it is read.
    pub reader: Reader,
}

impl Help {
    /// Returns the help that is open.
    pub fn shown(&self) -> Option<&OpenHelp> {
        self.open.as_ref()
    }

    /// Tells whether it is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens it.
    pub fn open(&mut self, about: Context) {
        self.open = Some(OpenHelp { about, reader: Reader::default() });
    }

    /// Closes it; tells whether it was open.
    pub fn close(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Scrolls it; `page` is in rows.
    pub fn scroll(&mut self, step: Step, page: usize) {
        if let Some(open) = &mut self.open {
            open.reader.scroll = step.from(open.reader.scroll, page);
        }
    }

    /// Keeps it scrolled no farther than `last`.
    pub fn clamp(&mut self, last: usize) {
        if let Some(open) = &mut self.open {
            open.reader.scroll = open.reader.scroll.min(last);
        }
    }

    /// Opens it again as it was before the screen was locked.
    pub fn unlock(&mut self) {
        self.open = self.behind_lock.take();
    }

    /// Takes note of a failure, whose details can be looked at from here on.
    pub fn note_failure(&mut self, failure: Arc<Failure>) {
        self.last_failure = Some(failure);
    }

    /// Returns what failed last.
    pub fn last_failure(&self) -> Option<&Arc<Failure>> {
        self.last_failure.as_ref()
    }
}

impl Life for Help {
    fn next_due(&self, _: &core::Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, _: &core::Context, _: &mut Out) {}

    fn wipe(&mut self, _: &core::Context, why: Wipe, _: &mut Out) {
        match why {
            Wipe::Lock => self.behind_lock = self.open.take(),
            Wipe::Switch => self.last_failure = None,
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}
