//! Whether the service can be had. While it cannot, the list stays with its age and the service is tried
//! again by itself, ever more seldom; such a try takes neither the keyboard nor the notice line.

use std::time::{Duration, Instant};

use crate::core::{Notice, Out, Tone};
use crate::domain::{Deadline, Failure, FailureKind, Moment, NoAnswer};

/// The wait before the first try; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(5);
/// The longest wait. A quarter more or less comes to all of them, so that many programs do not come back at
/// the same moment.
const LONGEST_WAIT: Duration = Duration::from_secs(80);
const BROKEN: FailureKind = FailureKind::Unreachable(NoAnswer::Broken);
/// From here on a pause is worth a word.
const NOTICEABLE: Duration = Duration::from_secs(1);

/// What is known about the way to the service.
#[derive(Debug)]
pub(super) struct Connection {
    outage: Option<Outage>,
    /// Until when the service wants to be left alone.
    pause: Option<Deadline>,
    chance: fastrand::Rng,
}

/// The service cannot be had.
#[derive(Debug, Default)]
struct Outage {
    /// How often the list was asked for in vain.
    tries: u32,
    /// When it is asked for next; `None` while a call for it is under way.
    next: Option<Instant>,
}

impl Connection {
    /// A service of which nothing bad is known. `seed` decides how the waits vary.
    pub(super) fn new(seed: u64) -> Self {
        Self { outage: None, pause: None, chance: fastrand::Rng::with_seed(seed) }
    }

    /// A call found the service gone.
    fn lose(&mut self, now: Instant) {
        if self.outage.is_none() {
            self.fail(now);
        }
    }

    /// The call for the list was in vain.
    fn fail(&mut self, now: Instant) {
        let tries = self.outage.as_ref().map_or(0, |outage| outage.tries);
        let wait = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(tries)).min(LONGEST_WAIT);
        let wait = wait.mul_f64(0.75 + 0.5 * self.chance.f64());
        self.outage = Some(Outage { tries: tries.saturating_add(1), next: Some(now + wait) });
    }

    /// Somebody has answered: the list is worth a try at once.
    fn hurry(&mut self, now: Instant) {
        if let Some(Outage { next: Some(next), .. }) = &mut self.outage {
            *next = now;
        }
    }

    /// A call for the list begins.
    pub(super) fn begin(&mut self) {
        if let Some(outage) = &mut self.outage {
            outage.next = None;
        }
    }

    /// The service can be had; tells whether that is news.
    pub(super) fn regain(&mut self) -> bool {
        self.outage.take().is_some()
    }

    /// Until when the service wants to be left alone from `now` on.
    pub(super) fn pause(&self, now: Moment) -> Option<Deadline> {
        self.pause.filter(|until| !until.is_due(now))
    }

    /// When the service is tried again by itself.
    pub(super) fn next_try(&self) -> Option<Instant> {
        self.outage.as_ref()?.next
    }
}

impl Connection {
    /// Whether the service cannot be had.
    pub(super) fn is_offline(&self) -> bool {
        self.outage.is_some()
    }

    /// Learns from the end of any call but the list's, or from its `failure`, whether the service can be had.
    pub(super) fn learn(&mut self, now: Instant, failure: Option<&Failure>) {
        match failure {
            // Somebody was there: one call that takes long, or one connection that broke, says no more.
            Some(failure) if matches!(failure.kind, FailureKind::TimedOut { .. } | BROKEN) => {}
            Some(failure) if failure.kind.is_offline() => self.lose(now),
            Some(failure) if failure.exchange.status.is_none() => {}
            _ => self.hurry(now),
        }
    }

    /// Learns the same from a list that did not come; tells whether the service is taken for gone.
    pub(super) fn learn_from_list(&mut self, now: Instant, kind: &FailureKind) -> bool {
        // What stands in for a service that is just coming back gives answers of its own, and what breaks off
        // here tells nothing of it.
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

    /// The service asks for a pause.
    pub(super) fn paused(&mut self, now: Moment, left: Duration, out: &mut Out) {
        let until = Deadline::after(now, left);
        self.pause = Some(until);
        if left >= NOTICEABLE {
            tell_pause(until, out);
        }
    }
}

/// Says until when the service wants to be left alone.
pub(super) fn tell_pause(until: Deadline, out: &mut Out) {
    let notice = Notice::new(Tone::Warning, "The service asked to wait; trying again in");
    out.tell(notice.counting_down(until));
}

/// Whether "offline" says all about it: what is wrong with a certificate or a proxy is told by its name.
pub(super) fn is_plainly_offline(kind: &FailureKind) -> bool {
    kind.is_offline()
        && !matches!(kind, FailureKind::Unreachable(NoAnswer::Tls(_)) | FailureKind::Proxy { .. })
}
