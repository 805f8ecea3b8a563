//! One pod of a rollout: its state, its readings, and the requests about it that are under way.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use super::ending::Ending;
use super::ids::Call;
use super::runs::{Era, Track};
use super::watch::{From, Watch};
use crate::domain::PodId;
use crate::domain::pod::PodStatus;

/// The time without an answer that is worth a word.
const SILENT: SignedDuration = SignedDuration::from_secs(10);

/// A pod in a rollout.
#[derive(Debug)]
pub struct PodRun {
    /// Its id.
    pub id: PodId,
    /// Its progress.
    pub state: PodState,
    /// The moment at which its turn began.
    pub begun: Option<Instant>,
    /// The moment at which its turn ended.
    pub ended: Option<Instant>,
    /// Its time is over; it is watched on.
    pub is_late: bool,
    /// A restart of it was asked for or joined.
    pub was_restarted: bool,
    /// Its readings.
    pub track: Track,
    /// The state in which it is restarted. `COMPLETE` is planned only by a person, after a failure.
    pub(super) planned: PodStatus,
    /// The time for which it must stay up.
    pub(super) soak: Duration,
    /// A person goes on although it ended badly.
    pub(super) is_accepted: bool,
    pub(super) poll: Poll,
    /// The action log that is being read.
    pub(super) log: Option<Call>,
}

/// The reading of a pod.
#[derive(Debug, Default)]
pub(super) struct Poll {
    /// The request under way, with the era that it was sent in.
    pub(super) call: Option<(Call, Era)>,
    /// The next one.
    pub(super) due: Option<Instant>,
    /// It is read once, although it is not under way, to see what is true now.
    pub(super) survey: bool,
    /// The time of the first reading asked for since the last answer.
    pub(super) unanswered: Option<Timestamp>,
}

/// The progress of a pod.
#[derive(Debug)]
pub enum PodState {
    /// Its turn has not come.
    Waiting,
    /// It is read just before its restart, or waited for until it settles.
    Looking(Looking),
    /// Its action log is read just before its restart, or before a restart of it is joined.
    ReadingLog {
        /// The pod before it.
        from: From,
        /// A restart is on its way already.
        joins: bool,
        /// The moment of the reading.
        read: Instant,
    },
    /// The record is being written; the restart is asked for after that.
    Recording {
        /// The pod before it.
        from: From,
        /// The moment of the reading.
        read: Instant,
        /// The number of the record.
        record: Option<u64>,
    },
    /// The restart was asked for, and has no answer yet.
    Sending(Call, From),
    /// It is watched.
    Watching(Box<Watch>),
    /// Its action log is read, to learn why it is down.
    AskingLog(Box<Watch>),
    /// It is not as planned; its last reading tells how.
    Differs,
    /// This was its end.
    Ended(Ending),
}

/// The look before a restart.
#[derive(Clone, Debug)]
pub struct Looking {
    /// Its begin.
    pub since: Instant,
    /// The moment after which the pod is late.
    pub deadline: Instant,
    /// A start is under way, which is waited for.
    pub settles: bool,
}

impl PodRun {
    /// Makes a pod whose turn has not come.
    pub(super) fn new(id: PodId, planned: PodStatus, track: Track) -> Self {
        Self {
            id,
            state: PodState::Waiting,
            begun: None,
            ended: None,
            is_late: false,
            was_restarted: false,
            track,
            planned,
            soak: Duration::ZERO,
            is_accepted: false,
            poll: Poll::default(),
            log: None,
        }
    }

    /// Tells whether its turn has begun and not ended.
    pub fn is_under_way(&self) -> bool {
        match self.state {
            PodState::Waiting | PodState::Differs | PodState::Ended(_) => false,
            PodState::Looking(_)
            | PodState::ReadingLog { .. }
            | PodState::Recording { .. }
            | PodState::Sending(..)
            | PodState::Watching(_)
            | PodState::AskingLog(_) => true,
        }
    }

    /// Tells whether its turn has not come.
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, PodState::Waiting)
    }

    /// Tells whether it came up anew and stayed up.
    pub fn is_done(&self) -> bool {
        matches!(self.state, PodState::Ended(Ending::Done))
    }

    /// Returns its end, when it has one that stops the rollout and that nobody has accepted.
    pub fn trouble(&self) -> Option<&Ending> {
        match &self.state {
            PodState::Ended(ending) if ending.is_trouble() && !self.is_accepted => Some(ending),
            _ => None,
        }
    }

    /// Tells whether its time is over and nothing else is known.
    pub fn is_stuck(&self) -> bool {
        self.is_late && self.is_under_way()
    }

    /// Returns the time since which the service does not answer for it, once that takes long.
    pub fn silent_since(&self, now: Timestamp) -> Option<Timestamp> {
        let is_long = |since: &Timestamp| now.duration_since(*since) >= SILENT;
        self.poll.unanswered.filter(|since| self.is_under_way() && is_long(since))
    }

    /// Returns the time for which it must stay up.
    pub fn soak(&self) -> Duration {
        self.soak
    }

    /// Lets its turn come again.
    pub(super) fn wait_for_turn(&mut self, planned: PodStatus) {
        self.planned = planned;
        self.state = PodState::Waiting;
        (self.begun, self.ended, self.is_late, self.is_accepted) = (None, None, false, false);
        (self.poll, self.log) = (Poll::default(), None);
    }

    /// Begins its turn.
    pub(super) fn begin(&mut self, now: Instant, timeout: Duration, soak: Duration) {
        self.soak = soak;
        self.begun = Some(now);
        self.look(now, timeout);
    }

    /// Reads it just before its restart. An answer to an earlier request does not count.
    pub(super) fn look(&mut self, now: Instant, timeout: Duration) {
        self.state = PodState::Looking(Looking { since: now, deadline: now + timeout, settles: false });
        self.poll = Poll { due: Some(now), ..Poll::default() };
    }

    pub(super) fn end(&mut self, now: Instant, ending: Ending) {
        self.state = PodState::Ended(ending);
        self.ended = Some(now);
        (self.is_late, self.is_accepted) = (false, false);
        self.poll.due = None;
    }

    /// Asks for a reading that changes nothing, unless it is read anyway.
    pub(super) fn survey(&mut self, now: Instant) {
        if !self.is_under_way() && self.poll.call.is_none() {
            (self.poll.survey, self.poll.due) = (true, Some(now));
        }
    }

    /// Returns the moment after which it is late; none where it can be late no more.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match &self.state {
            _ if self.is_late => None,
            PodState::Looking(looking) => Some(looking.deadline),
            PodState::Watching(watch) => Some(watch.deadline()),
            _ => None,
        }
    }
}
