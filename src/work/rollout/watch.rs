//! Watching one pod after its restart was asked for, reading by reading, until it is certain how that ended
//! (`PODS` §5). Nothing is called done that was not seen.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::ending::{Ending, Fault};
use super::reading::{Reading, is_down};
use crate::domain::pod::{Action, ActionLine, PodStatus, Requested, Start};

/// Readings in a row that show nothing new after which an accepted restart counts as lost.
const SAME_TWICE: u32 = 2;

/// The same, where it is unknown whether the service has the request: at once, after 2 and after 10 s.
const SAME_THRICE: u32 = 3;

/// Waits between the readings while it is unknown whether the service has the request.
const LOOK_AGAIN: [Duration; 2] = [Duration::from_secs(2), Duration::from_secs(10)];

/// The time of quick readings, and the two intervals.
const QUICK_FOR: Duration = Duration::from_secs(30);
const QUICK: Duration = Duration::from_secs(2);
const SLOW: Duration = Duration::from_secs(5);

/// The watch over a pod.
#[derive(Clone, Debug)]
pub struct Watch {
    /// The pod before the restart.
    pub from: From,
    /// The begin of the watch.
    pub since: Instant,
    /// The soak.
    pub soak: Option<Soak>,
    limits: Limits,
    /// The moment after which a pod that has not come up is late.
    until: Instant,
    /// It is certain that the service has the request.
    is_taken: bool,
    last: Option<(PodStatus, Requested)>,
    /// A state that the pod passes on its way was seen.
    moved: bool,
    /// A request to the spawner was seen, or follows from what was seen, and no other one was asked for since.
    was_requested: bool,
    /// Readings in a row that show the pod as it was before the restart.
    same: u32,
    /// The restarts of the container at the first reading that showed the new run.
    first_count: Option<u64>,
    fault: Option<Fault>,
}

/// A pod as it was just before its restart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct From {
    /// Its state.
    pub status: PodStatus,
    /// Its start; none where it was down.
    pub noted: Option<Timestamp>,
    /// The time of the request by the service's clock.
    pub asked: Timestamp,
    /// The failed starts in its action log, where that could be read and counts.
    pub log: Option<Vec<ActionLine>>,
}

/// The limits of a watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The time after which a pod is late.
    pub timeout: Duration,
    /// The time for which a pod must stay up.
    pub soak: Duration,
}

/// The time in which a pod that came up must stay up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Soak {
    /// Its begin.
    pub since: Instant,
    /// The run.
    start: Timestamp,
}

/// The meaning of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The pod is on its way, or nobody can tell.
    OnItsWay,
    /// The pod came up; it must stay up until then.
    Soaking(Instant),
    /// The action log tells the rest.
    AskLog,
    /// This is the end.
    Over(Ending),
}

impl Watch {
    /// Begins after a request for a restart; `is_taken` is set where the service has it for certain.
    pub fn begin(now: Instant, from: From, limits: Limits, is_taken: bool) -> Self {
        Self {
            from,
            since: now,
            soak: None,
            limits,
            until: now + limits.timeout,
            is_taken,
            last: None,
            moved: false,
            was_requested: false,
            same: 0,
            first_count: None,
            fault: None,
        }
    }

    /// Tells whether it is certain that the service has the request.
    pub fn is_taken(&self) -> bool {
        self.is_taken
    }

    /// Returns the wait before the next reading: until the end of the soak at most.
    pub fn wait(&self, now: Instant) -> Duration {
        if !self.is_taken && self.same > 0 {
            let at = self.same as usize - 1;
            return LOOK_AGAIN.get(at).copied().unwrap_or(SLOW);
        }
        let interval = interval(now.saturating_duration_since(self.since));
        match &self.soak {
            Some(soak) => {
                let left = (soak.since + self.limits.soak).saturating_duration_since(now);
                if left.is_zero() { interval } else { interval.min(left) }
            }
            None => interval,
        }
    }

    /// Returns the moment after which it is late. A pod that came up has the time of its soak, and as long again for a
    /// service that does not answer.
    pub fn deadline(&self) -> Instant {
        let soaks_until = self.soak.as_ref().map(|soak| soak.since + self.limits.soak + self.limits.timeout);
        soaks_until.map_or(self.until, |until| until.max(self.until))
    }

    /// Begins anew, after a run of the program that ended before this one could go on.
    pub fn begin_again(&mut self, now: Instant) {
        *self = Self::begin(now, self.from.clone(), self.limits, self.is_taken);
    }

    /// Gives it the same time once more.
    pub fn wait_on(&mut self, now: Instant) {
        self.until = now + self.limits.timeout;
    }

    /// Tells whether the restart is requested still: it will happen.
    pub fn is_pending(&self) -> bool {
        matches!(&self.last, Some((_, Requested::Restart)))
    }

    /// Puts the end of its time off, because nothing could be read for this long.
    pub fn put_off(&mut self, time: Duration) {
        self.until += time;
    }

    /// Takes the next reading.
    pub fn take(&mut self, now: Instant, reading: &Reading) -> Sight {
        let before = self.last.replace((reading.status.clone(), reading.requested.clone()));
        if reading.requested == Requested::Off {
            return Sight::Over(Ending::StoppedBySomebody);
        }
        let entered = before.is_none_or(|(status, _)| status != reading.status);
        let is_second = entered && reading.status == PodStatus::Requested && self.was_requested;
        self.note(reading);
        let same = std::mem::take(&mut self.same);
        if reading.is_up() {
            return self.up(now, reading, same);
        }
        self.soak = None;
        match () {
            () if is_second && reading.requested != Requested::Restart => {
                Sight::Over(Ending::Failed(Fault::RequestedAgain))
            }
            () if reading.is_down() => self.down(reading, same),
            () => Sight::OnItsWay,
        }
    }

    fn note(&mut self, reading: &Reading) {
        let is_starting = reading.status.is_starting();
        if reading.requested == Requested::Restart {
            (self.is_taken, self.was_requested) = (true, false);
        } else if is_starting {
            self.was_requested = true;
        }
        if is_starting || reading.status == PodStatus::Deleting {
            (self.is_taken, self.moved) = (true, true);
        }
        if matches!(reading.status, PodStatus::Deleting | PodStatus::Requested) {
            // The container that comes next is another one, whose restarts count from 0.
            self.first_count = None;
        }
    }

    fn up(&mut self, now: Instant, reading: &Reading, same: u32) -> Sight {
        let start = match reading.start {
            Start::At(start) if Some(start) == self.from.noted => {
                self.soak = None;
                return self.unchanged(
                    same,
                    match self.is_taken {
                        true => Sight::Over(Ending::Vanished),
                        false => Sight::Over(Ending::NotBegun),
                    },
                );
            }
            Start::At(start) if self.from.noted.is_some() || self.is_new_run(reading) => start,
            _ => {
                self.soak = None;
                return Sight::OnItsWay;
            }
        };
        self.is_taken = true;
        let soak = match self.soak.take() {
            Some(soak) if soak.start == start => soak,
            _ => Soak { since: now, start },
        };
        let until = soak.since + self.limits.soak;
        self.soak = Some(soak);
        let count = reading.container.restart_count;
        if let (Some(count), Some(first)) = (count, self.first_count)
            && count > first
        {
            return Sight::Over(Ending::Failed(Fault::RestartedByItself));
        }
        self.first_count = self.first_count.or(count);
        match (now >= until, reading.container.ready) {
            (true, Some(false)) => Sight::Over(Ending::Failed(Fault::NotReady)),
            (true, _) => Sight::Over(Ending::Done),
            (false, _) => Sight::Soaking(until),
        }
    }

    /// Tells whether a pod that had no start runs anew, and not since before the request.
    fn is_new_run(&self, reading: &Reading) -> bool {
        self.moved || reading.container.begun.is_some_and(|begun| begun > self.from.asked)
    }

    fn down(&mut self, reading: &Reading, same: u32) -> Sight {
        if reading.status == self.from.status && !self.moved {
            // It may have failed again, or never begun.
            return self.unchanged(same, Sight::AskLog);
        }
        let message = reading.message().clone();
        let is_told = !message.for_screen().is_empty();
        self.fault = Some(match reading.status {
            PodStatus::Complete => Fault::Complete(message),
            _ => Fault::Error(message),
        });
        match (&self.fault, is_told || reading.status == PodStatus::Complete) {
            (Some(fault), true) => Sight::Over(Ending::Failed(fault.clone())),
            _ => Sight::AskLog,
        }
    }

    /// Counts a reading that shows the pod as it was before; the last one of its kind means `end`.
    fn unchanged(&mut self, same: u32, end: Sight) -> Sight {
        self.same = same + 1;
        let enough = if self.is_taken { SAME_TWICE } else { SAME_THRICE };
        if self.same >= enough { end } else { Sight::OnItsWay }
    }

    /// Ends with what the failed starts in the action log tell, if it could be read.
    pub fn conclude(&self, log: Option<&[ActionLine]>) -> Ending {
        let line = log.and_then(|log| self.new_line(log));
        match (line.map(|line| &line.action), &self.fault) {
            (Some(Action::Health(text)), _) => Ending::Failed(Fault::HealthFailed(text.clone())),
            (_, Some(fault)) => Ending::Failed(fault.clone()),
            (_, None) => Ending::DidNotStart,
        }
    }

    /// Returns the last line that was not there before the request.
    fn new_line<'a>(&self, log: &'a [ActionLine]) -> Option<&'a ActionLine> {
        let last = log.last()?;
        match &self.from.log {
            Some(before) => (log.len() > before.len() || before.last() != Some(last)).then_some(last),
            // The log was not read before, because the pod was up; its times are whole minutes.
            None if !is_down(&self.from.status) => {
                let minute = self.from.asked.as_second().div_euclid(60);
                last.at.filter(|at| at.as_second().div_euclid(60) >= minute).map(|_| last)
            }
            None => None,
        }
    }
}

/// Returns the interval between two readings of a pod that is watched for this time.
pub(super) fn interval(watched: Duration) -> Duration {
    if watched < QUICK_FOR { QUICK } else { SLOW }
}
