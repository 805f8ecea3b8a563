//! How the list gets here: first load, refresh, retry, failure. What is shown meanwhile is `ordered`.
//!
//! On the first load rows go to the list as they arrive. A refresh gathers its rows aside and replaces
//! the list when it is whole and the matcher has put it in order, so that nothing jumps.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use crate::domain::{Chunk, Failure, Rows};

/// What the last call for the list came to.
#[derive(Debug, Default)]
pub enum Phase {
    /// Nothing was asked yet.
    #[default]
    Idle,
    /// It is under way.
    Loading {
        /// Since when.
        since: Instant,
        /// Bytes of the body so far.
        bytes: u64,
    },
    /// It succeeded.
    Ready,
    /// It failed.
    Failed(Arc<Failure>),
}

/// The state of loading.
#[derive(Debug, Default)]
pub struct Load {
    phase: Phase,
    /// Gathers the rows of a refresh.
    aside: Option<Rows>,
    /// A whole new list that waits for its order.
    whole: Option<Rows>,
    /// When the list on the screen was complete.
    as_of: Option<Timestamp>,
    /// It has taken the place of a former one.
    refreshed: bool,
    /// The list on the screen lacks rows.
    incomplete: bool,
    /// The call under way is one that the program makes by itself: until something comes of it the screen
    /// stays as it is.
    quiet: bool,
    /// The last call that came to an end failed.
    failed: bool,
    /// Rows of the service are on the screen, or about to be, that the columns were not made for.
    unmeasured: bool,
}

impl Load {
    /// What the last call came to.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// When the list on the screen was complete; `None` while it never was.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.as_of
    }

    /// When the list on the screen was complete, once it has taken the place of a former one.
    pub fn refreshed_at(&self) -> Option<Timestamp> {
        self.as_of.filter(|_| self.refreshed)
    }

    /// Whether the list on the screen lacks rows because its transfer broke off.
    pub fn incomplete(&self) -> bool {
        self.incomplete
    }

    /// Whether the call under way, or the last one, is one that the program makes by itself.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether the last call that came to an end failed, whatever is under way since.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// Whether a call is under way, and since when.
    pub fn since(&self) -> Option<Instant> {
        match self.phase {
            Phase::Loading { since, .. } => Some(since),
            _ => None,
        }
    }

    /// Whether the list is on its way for the first time, so that nobody knows yet what it holds.
    pub fn is_first(&self) -> bool {
        self.as_of.is_none() && matches!(self.phase, Phase::Idle | Phase::Loading { .. })
    }

    /// Whether rows on the screen are a former list while another is on its way.
    pub fn is_refresh(&self) -> bool {
        self.aside.is_some()
    }

    /// The last call's failure.
    pub fn failure(&self) -> Option<&Arc<Failure>> {
        match &self.phase {
            Phase::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// The rows that the matcher is to put in order next: a whole new list, if one waits.
    pub fn whole(&self) -> Option<&Rows> {
        self.whole.as_ref()
    }

    /// A call begins. `rows_shown`: whether there is a list on the screen that stays meanwhile. Gives
    /// back rows that are not needed any more.
    pub fn begin(&mut self, now: Instant, rows_shown: bool) -> Option<Rows> {
        self.quiet = false;
        self.phase = Phase::Loading { since: now, bytes: 0 };
        self.restart(rows_shown)
    }

    /// A call begins that nobody asked for; as [`Load::begin`], but what it comes to is still that of the
    /// call before, until the first of it is there.
    pub fn begin_quietly(&mut self, rows_shown: bool) -> Option<Rows> {
        self.quiet = true;
        self.restart(rows_shown)
    }

    /// The call is made again from the start: what has come of it does not count.
    pub fn restart(&mut self, rows_shown: bool) -> Option<Rows> {
        std::mem::replace(&mut self.aside, rows_shown.then(Rows::new))
    }

    /// Takes rows of a refresh; gives them back when they belong on the screen at once.
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

    /// Notes how much has come.
    pub fn progress(&mut self, now: Instant, so_far: u64) {
        self.comes(now);
        if let Phase::Loading { bytes, .. } = &mut self.phase {
            *bytes = so_far;
        }
    }

    /// Something has come: that is loading, however it began.
    fn comes(&mut self, now: Instant) {
        if !matches!(self.phase, Phase::Loading { .. }) {
            self.phase = Phase::Loading { since: now, bytes: 0 };
        }
    }

    /// The call succeeded at `now`.
    pub fn succeed(&mut self, now: Timestamp) {
        self.phase = Phase::Ready;
        self.failed = false;
        self.refreshed = self.as_of.is_some();
        self.as_of = Some(now);
        self.incomplete = false;
        self.whole = self.aside.take();
        self.unmeasured = true;
    }

    /// The call failed with `shown` rows on the screen. Rows that came before count when they are more
    /// than what is shown of a list that never was complete. Gives back what is not needed.
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

    /// An edited list takes the place of the one on the screen; gives back one that waited for that.
    pub fn edit(&mut self, rows: Rows) -> Option<Rows> {
        self.whole.replace(rows)
    }

    /// The rows that are kept aside.
    pub fn into_rows(self) -> impl Iterator<Item = Rows> {
        self.aside.into_iter().chain(self.whole)
    }

    /// Whether the columns are to be made for the rows on the screen, which came from the service, and if so
    /// whether more of them are on their way.
    pub fn measures(&mut self) -> Option<bool> {
        let more_come = self.since().is_some() && !self.is_refresh();
        let measures = self.unmeasured;
        self.unmeasured &= more_come;
        measures.then_some(more_come)
    }

    /// Takes the whole new list `list`, which is in order now.
    pub fn take_whole(&mut self, list: u64) -> Option<Rows> {
        self.whole.take_if(|rows| rows.list() == list)
    }
}
