//! Whether the service can be had. While it cannot, the list stays with its age and the service is tried
//! again by itself, ever more seldom; such a try takes neither the keyboard nor the notice line.

use std::time::{Duration, Instant};

use super::App;
use crate::core::{Asks, Effect, Notice, Slot, Tone};
use crate::domain::{Answer, Deadline, Failure, FailureKind, NoAnswer, Request};
use crate::keys::Action;

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

    fn next_try(&self) -> Option<Instant> {
        self.outage.as_ref()?.next
    }
}

impl App {
    /// Whether the service cannot be had, so that what is on the screen is all there is for now.
    pub fn is_offline(&self) -> bool {
        self.connection.outage.is_some()
    }

    /// When the service is tried again by itself.
    pub fn next_try(&self) -> Option<Instant> {
        self.connection.next_try().filter(|_| self.session.signed_out().is_none())
    }

    /// Tries the service again where that is due.
    pub(super) fn watch_connection(&mut self) {
        if self.next_try().is_some_and(|at| at <= self.cx.now.instant) {
            let (ticket, superseded) = self.out.pending.open(Slot::List);
            self.out.effects.extend(superseded.map(Effect::Abort));
            let spare = self.load.begin_quietly(!self.list.rows().is_empty());
            self.discard(spare);
            self.connection.begin();
            self.out.effects.push(Effect::Call(ticket, Request::List));
        }
    }

    /// Learns from the end of any call but the list's whether the service can be had.
    pub(super) fn learn(&mut self, slot: &Slot, result: &Result<Answer, Box<Failure>>) {
        let now = self.cx.now.instant;
        match result {
            _ if *slot == Slot::List => {}
            // Somebody was there: one call that takes long, or one connection that broke, says no more.
            Err(failure) if matches!(failure.kind, FailureKind::TimedOut { .. } | BROKEN) => {}
            Err(failure) if failure.kind.is_offline() => self.connection.lose(now),
            Err(failure) if failure.exchange.status.is_none() => {}
            _ => self.connection.hurry(now),
        }
    }

    /// Learns the same from a list that did not come; tells whether the service is taken for gone.
    pub(super) fn learn_from_list(&mut self, kind: &FailureKind) -> bool {
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
            true => self.connection.fail(self.cx.now.instant),
            false => drop(self.connection.regain()),
        }
        gone
    }

    /// `R`: asks for the list at once, unless the service wants to be left alone and the list waits for that.
    pub(super) fn refresh(&mut self) {
        match self.connection.pause.filter(|until| !until.is_due(self.cx.now)) {
            Some(until) if self.load.since().is_some() => self.tell_pause(until),
            // It is on its way.
            _ if self.load.since().is_some() || self.repeats(Action::Refresh, None) => {}
            _ => {
                self.load_list();
                self.note_sent_by(Action::Refresh, None, Asks::Service(Slot::List));
            }
        }
    }

    /// The service asks for a pause; a call waits for its end and goes on.
    pub(super) fn paused(&mut self, left: Duration) {
        let until = Deadline::after(self.cx.now, left);
        self.connection.pause = Some(until);
        if left >= NOTICEABLE {
            self.tell_pause(until);
        }
    }

    /// The service can be had again. That takes the place of what was told of its absence, but hides neither
    /// what goes on at the moment nor what became of a write.
    pub(super) fn tell_online(&mut self) {
        let of_absence = self
            .last_failure
            .as_ref()
            .is_some_and(|last| last.kind.is_offline() && !last.operation.is_write());
        let is_over = |notice: &Notice| match notice.tone {
            Tone::Success => notice.countdown.is_none(),
            Tone::Warning | Tone::Error => notice.details && of_absence,
            Tone::Busy(..) => false,
        };
        if self.notices.latest().is_none_or(is_over) {
            self.notices.show(self.cx.now.instant, Notice::new(Tone::Success, "Online again."));
        }
    }

    fn tell_pause(&mut self, until: Deadline) {
        let notice = Notice::new(Tone::Warning, "The service asked to wait; trying again in");
        self.notices.show(self.cx.now.instant, notice.counting_down(until));
    }
}

/// Whether "offline" says all about it: what is wrong with a certificate or a proxy is told by its name.
pub(super) fn is_plainly_offline(kind: &FailureKind) -> bool {
    kind.is_offline()
        && !matches!(kind, FailureKind::Unreachable(NoAnswer::Tls(_)) | FailureKind::Proxy { .. })
}
