//! The connection to the service. While the service cannot be reached, the list stays on the screen with its
//! age, and the program tries the service again after longer and longer waits. Such a try takes neither the
//! keyboard nor the notice line.

use std::time::{Duration, Instant};

use crate::core::{Notice, Out, Tone};
use crate::domain::{Deadline, Failure, FailureKind, Moment, NoAnswer};
use crate::words;

/// The wait before the first try; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(5);
/// The longest wait. Each wait is varied by up to a quarter, so that many programs do not come back at the same
/// moment.
const LONGEST_WAIT: Duration = Duration::from_secs(80);
const BROKEN: FailureKind = FailureKind::Unreachable(NoAnswer::Broken);
/// The shortest pause that is worth a notice.
const NOTICEABLE: Duration = Duration::from_secs(1);

/// The knowledge about the connection to the service.
#[derive(Debug)]
pub(super) struct Connection {
    outage: Option<Outage>,
    /// The end of the pause that the service asked for.
    pause: Option<Deadline>,
    chance: fastrand::Rng,
}

/// A time in which the service cannot be reached.
#[derive(Debug, Default)]
struct Outage {
    /// The number of calls for the list that failed.
    tries: u32,
    /// The time of the next call for the list; `None` while one is under way.
    next: Option<Instant>,
}

impl Connection {
    /// Makes a connection without any fault. `seed` decides how the waits vary.
    pub(super) fn new(seed: u64) -> Self {
        Self { outage: None, pause: None, chance: fastrand::Rng::with_seed(seed) }
    }

    /// Notes that a call could not reach the service.
    fn lose(&mut self, now: Instant) {
        if self.outage.is_none() {
            self.fail(now);
        }
    }

    fn fail(&mut self, now: Instant) {
        let tries = self.outage.as_ref().map_or(0, |outage| outage.tries);
        let wait = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(tries)).min(LONGEST_WAIT);
        let wait = wait.mul_f64(0.75 + 0.5 * self.chance.f64());
        self.outage = Some(Outage { tries: tries.saturating_add(1), next: Some(now + wait) });
    }

    /// Makes the next try due at once, because the service has answered.
    fn hurry(&mut self, now: Instant) {
        if let Some(Outage { next: Some(next), .. }) = &mut self.outage {
            *next = now;
        }
    }

    pub(super) fn begin(&mut self) {
        if let Some(outage) = &mut self.outage {
            outage.next = None;
        }
    }

    /// Notes that the service can be reached; tells whether that is news.
    pub(super) fn regain(&mut self) -> bool {
        self.outage.take().is_some()
    }

    /// Returns the end of the pause that the service asked for, if it is later than `now`.
    pub(super) fn pause(&self, now: Moment) -> Option<Deadline> {
        self.pause.filter(|until| !until.is_due(now))
    }

    /// Returns the time at which the service is tried again.
    pub(super) fn next_try(&self) -> Option<Instant> {
        self.outage.as_ref()?.next
    }
}

impl Connection {
    pub(super) fn is_offline(&self) -> bool {
        self.outage.is_some()
    }

    /// Learns from the end of any call except those for the list whether the service can be reached; `failure`
    /// is its failure.
    pub(super) fn learn(&mut self, now: Instant, failure: Option<&Failure>) {
        match failure {
            // The service was there: one slow call, or one broken connection, says nothing about others.
            Some(failure) if matches!(failure.kind, FailureKind::TimedOut { .. } | BROKEN) => {}
            Some(failure) if failure.kind.is_offline() => self.lose(now),
            Some(failure) if failure.exchange.status.is_none() => {}
            _ => self.hurry(now),
        }
    }

    /// Learns the same from a failed call for the list; tells whether the service counts as gone.
    pub(super) fn learn_from_list(&mut self, now: Instant, kind: &FailureKind) -> bool {
        // A proxy in front of a service that is just starting gives answers of its own, and a connection that
        // breaks off here says nothing about the service.
        let may_pass = matches!(
            kind,
            FailureKind::ServiceFault
                | FailureKind::Crashed
                | FailureKind::SlowedDown { .. }
                | FailureKind::Unintelligible(_)
                | FailureKind::WrongAddress
        );
        let gone = kind.is_offline() || (self.is_offline() && may_pass);
        match gone {
            true => self.fail(now),
            false => drop(self.regain()),
        }
        gone
    }

    pub(super) fn paused(&mut self, now: Moment, left: Duration, out: &mut Out) {
        let until = Deadline::after(now, left);
        self.pause = Some(until);
        if left >= NOTICEABLE {
            tell_pause(until, out);
        }
    }
}

/// Tells the user how long the service wants to be left alone.
pub(super) fn tell_pause(until: Deadline, out: &mut Out) {
    let notice = Notice::new(Tone::Warning, words::ASKED_TO_WAIT);
    out.tell(notice.counting_down(until));
}

/// Tells whether the word "offline" describes the failure well: faults of a certificate or a proxy are named
/// instead.
pub(super) fn is_plainly_offline(kind: &FailureKind) -> bool {
    kind.is_offline()
        && !matches!(kind, FailureKind::Unreachable(NoAnswer::Tls(_)) | FailureKind::Proxy { .. })
}
