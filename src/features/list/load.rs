//! Loading the list: first load, refresh, retry, failure. `ordered` is the list on the screen meanwhile.
//!
//! On the first load rows go to the list as they arrive. A refresh gathers its rows aside. They replace the
//! list when all have come and the matcher has put them in order, so that nothing jumps.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use crate::domain::{Chunk, Failure, Rows};

/// The state of the last call for the list.
#[derive(Debug, Default)]
pub enum Phase {
    /// Nothing was asked yet.
    #[default]
    Idle,
    /// The call is under way.
    Loading {
        /// The time of its beginning.
        since: Instant,
        /// Bytes of the body so far.
        bytes: u64,
    },
    /// The call succeeded.
    Ready,
    /// The call failed.
    Failed(Arc<Failure>),
}

/// The state of loading.
#[derive(Debug, Default)]
pub struct Load {
    phase: Phase,
    /// Gathers the rows of a refresh.
    aside: Option<Rows>,
    /// A complete new list that waits for its order.
    whole: Option<Rows>,
    /// The time at which the list on the screen was complete.
    as_of: Option<Timestamp>,
    /// The list on the screen has replaced a former one.
    refreshed: bool,
    /// The list on the screen lacks rows.
    incomplete: bool,
    /// Rows of the list on the screen that could not be read.
    unreadable: usize,
    /// The program made the present call by itself: until rows come the screen stays as it is.
    quiet: bool,
    /// The last call that ended has failed.
    failed: bool,
    /// The screen has rows of the service, or is about to, for which the columns were not measured.
    unmeasured: bool,
}

impl Load {
    /// Returns the state of the last call.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Returns the time at which the list on the screen was complete; `None` if it never was.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.as_of
    }

    /// Returns the time at which the list on the screen was complete, if it has replaced a former one.
    pub fn refreshed_at(&self) -> Option<Timestamp> {
        self.as_of.filter(|_| self.refreshed)
    }

    /// Tells whether the list on the screen lacks rows because its transfer broke off.
    pub fn incomplete(&self) -> bool {
        self.incomplete
    }

    /// Tells whether the list on the screen has all secrets that the user can see.
    pub fn is_whole(&self) -> bool {
        self.as_of.is_some() && self.unreadable == 0
    }

    /// Tells whether the program made the present or the last call by itself.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Tells whether the last call that ended has failed, even if another is under way.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// Returns the time since which a call is under way.
    pub fn since(&self) -> Option<Instant> {
        match self.phase {
            Phase::Loading { since, .. } => Some(since),
            _ => None,
        }
    }

    /// Tells whether the list is being loaded for the first time, so that its content is unknown.
    pub fn is_first(&self) -> bool {
        self.as_of.is_none() && matches!(self.phase, Phase::Idle | Phase::Loading { .. })
    }

    /// Tells whether the rows on the screen are a former list while another is loading.
    pub fn is_refresh(&self) -> bool {
        self.aside.is_some()
    }

    /// Returns the failure of the last call.
    pub fn failure(&self) -> Option<&Arc<Failure>> {
        match &self.phase {
            Phase::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// Returns the complete new list that the matcher has to put in order next.
    pub fn whole(&self) -> Option<&Rows> {
        self.whole.as_ref()
    }

    /// Notes that a call begins. `rows_shown`: the list on the screen stays meanwhile. Returns rows that are
    /// not needed any more.
    pub fn begin(&mut self, now: Instant, rows_shown: bool) -> Option<Rows> {
        self.quiet = false;
        self.phase = Phase::Loading { since: now, bytes: 0 };
        self.restart(rows_shown)
    }

    /// Notes that the program makes a call by itself. Unlike with [`Load::begin`] the state stays that of the
    /// call before until something of the answer comes.
    pub fn begin_quietly(&mut self, rows_shown: bool) -> Option<Rows> {
        self.quiet = true;
        self.restart(rows_shown)
    }

    /// Notes that the call is made again from the start, so that its rows so far do not count.
    pub fn restart(&mut self, rows_shown: bool) -> Option<Rows> {
        std::mem::replace(&mut self.aside, rows_shown.then(Rows::new))
    }

    /// Takes rows of a refresh; returns them when they belong on the screen at once.
    pub fn take(&mut self, now: Instant, batch: Chunk) -> Option<Chunk> {
        self.comes(now);
        match &mut self.aside {
            Some(aside) => {
                aside.push(batch);
                None
            }
            None => {
                self.unmeasured = true;
                Some(batch)
            }
        }
    }

    /// Notes how many bytes have come.
    pub fn progress(&mut self, now: Instant, so_far: u64) {
        self.comes(now);
        if let Phase::Loading { bytes, .. } = &mut self.phase {
            *bytes = so_far;
        }
    }

    /// Notes that something has come, which shows a quiet call as loading.
    fn comes(&mut self, now: Instant) {
        if !matches!(self.phase, Phase::Loading { .. }) {
            self.phase = Phase::Loading { since: now, bytes: 0 };
        }
    }

    /// Notes that the call succeeded at `now`, but for so many rows that could not be read.
    pub fn succeed(&mut self, now: Timestamp, unreadable: usize) {
        self.unreadable = unreadable;
        self.phase = Phase::Ready;
        self.failed = false;
        self.refreshed = self.as_of.is_some();
        self.as_of = Some(now);
        self.incomplete = false;
        self.whole = self.aside.take();
        self.unmeasured = true;
    }

    /// Notes that the call failed with `shown` rows on the screen. Its rows count when they are more than those
    /// on the screen, of a list that never was complete. Returns rows that are not needed.
    pub fn fail(&mut self, failure: Arc<Failure>, shown: usize) -> Option<Rows> {
        self.failed = true;
        self.phase = Phase::Failed(failure);
        self.incomplete =
            self.as_of.is_none() && (shown > 0 || self.aside.as_ref().is_some_and(|r| !r.is_empty()));
        let aside = self.aside.take()?;
        if self.as_of.is_none() && aside.len() > shown {
            self.whole = Some(aside);
            self.unmeasured = true;
            return None;
        }
        Some(aside)
    }

    /// Replaces the list on the screen with an edited one as soon as that is in order; returns another one that
    /// waited for its order.
    pub fn edit(&mut self, rows: Rows) -> Option<Rows> {
        self.whole.replace(rows)
    }

    /// Returns the rows that are kept aside.
    pub fn into_rows(self) -> impl Iterator<Item = Rows> {
        self.aside.into_iter().chain(self.whole)
    }

    /// Tells whether the columns have to be measured for the rows on the screen, which came from the service,
    /// and, if so, whether more of them are loading.
    pub fn measures(&mut self) -> Option<bool> {
        let more_come = self.since().is_some() && !self.is_refresh();
        let measures = self.unmeasured;
        self.unmeasured &= more_come;
        measures.then_some(more_come)
    }

    /// Takes the complete new list `list`, which is in order now.
    pub fn take_whole(&mut self, list: u64) -> Option<Rows> {
        self.whole.take_if(|rows| rows.list() == list)
    }
}
