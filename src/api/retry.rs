//! Decides when a failed call is repeated, and after how long. Pure: the client waits and counts.
//!
//! Reads are made again when that may help. A write is sent again only when it is certain that nothing of
//! it was sent (contract §3); a restart of a pod never is.

use std::time::Duration;

use crate::domain::{FailureKind, NoAnswer, Operation, ProxyFault, Unclear};

/// The number of attempts, and the waits between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all, the first one included; 3.
    pub attempts: u32,
    /// The wait before the second attempt; the next ones are three times as long each. 300 ms.
    pub first_wait: Duration,
    /// The longest that a call waits because `Retry-After` asks for it; beyond, it fails at once, as all
    /// do until that is over. 60 s.
    pub longest_wait: Duration,
    /// The wait before the second attempt when the service asks to slow down and does not say for how
    /// long; it grows likewise. 5 s.
    pub unasked_wait: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_millis(300),
            longest_wait: Duration::from_secs(60),
            unasked_wait: Duration::from_secs(5),
        }
    }
}

/// An attempt that failed, as far as it decides what follows.
#[derive(Clone, Copy, Debug)]
pub struct FailedAttempt<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// The operation that was asked for.
    pub operation: Operation,
    /// The kind of failure.
    pub kind: &'a FailureKind,
    /// The HTTP status, if one arrived.
    pub status: Option<u16>,
    /// Set when certainly no byte of the request was sent.
    pub nothing_sent: bool,
}

impl RetryPolicy {
    /// Returns the wait before the next attempt, or `None` for no further attempt. `jitter` is a random number from 0
    /// to 1, so that many clients do not come back at the same moment.
    pub fn next(&self, attempt: &FailedAttempt<'_>, jitter: f64) -> Option<Duration> {
        if attempt.number >= self.attempts || !may_help(attempt) {
            return None;
        }
        match (attempt.kind, self.pause(attempt, jitter)) {
            (FailureKind::SlowedDown { wait: Some(asked) }, _) if *asked > self.longest_wait => None,
            (_, Some(pause)) => Some(pause),
            (_, None) => Some(self.growing(self.first_wait, attempt.number, jitter)),
        }
    }

    /// Returns for how long no call at all may be made, because the service asked for that.
    pub fn pause(&self, attempt: &FailedAttempt<'_>, jitter: f64) -> Option<Duration> {
        let FailureKind::SlowedDown { wait } = attempt.kind else { return None };
        // All clients at once would be a storm.
        let least = self.growing(self.first_wait, attempt.number, jitter);
        let unasked = || self.growing(self.unasked_wait, attempt.number, jitter);
        Some(wait.unwrap_or_else(unasked).max(least))
    }

    /// Makes the wait three times as long before each further attempt, a quarter more or less by `jitter`.
    fn growing(&self, first: Duration, number: u32, jitter: f64) -> Duration {
        let factor = 3_u32.saturating_pow(number.saturating_sub(1));
        let wait = first.saturating_mul(factor).mul_f64(0.75 + 0.5 * jitter.clamp(0.0, 1.0));
        wait.min(self.longest_wait)
    }
}

fn may_help(attempt: &FailedAttempt<'_>) -> bool {
    // A person decides about another restart: meanwhile the pod may be another.
    if attempt.operation == Operation::RestartPod || attempt.operation.is_write() && !attempt.nothing_sent {
        return false;
    }
    match attempt.kind {
        // A certificate does not get better within a second.
        FailureKind::Unreachable(why) => !matches!(why, NoAnswer::Tls(_)),
        // Nor does a password, and trying it again may lock the user out.
        FailureKind::Proxy { fault, .. } => *fault != ProxyFault::Login,
        FailureKind::TimedOut { .. } | FailureKind::SlowedDown { .. } => true,
        // A 200 that says "error" is the service's considered answer.
        FailureKind::ServiceFault => !matches!(attempt.status, Some(200..=299)),
        FailureKind::Unintelligible(why) => *why == Unclear::CutOff,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TlsFault;
    use rstest::rstest;

    fn next(number: u32, operation: Operation, kind: FailureKind, nothing_sent: bool) -> Option<u128> {
        let status = (kind == FailureKind::ServiceFault).then_some(503);
        let attempt = FailedAttempt { number, operation, kind: &kind, status, nothing_sent };
        RetryPolicy::default().next(&attempt, 0.5).map(|wait| wait.as_millis())
    }

    fn slowed(seconds: u64) -> FailureKind {
        FailureKind::SlowedDown { wait: Some(Duration::from_secs(seconds)) }
    }

    fn through_proxy(fault: ProxyFault) -> FailureKind {
        FailureKind::Proxy { proxy: "proxy:3128".into(), fault }
    }

    #[rstest]
    #[case::refused(FailureKind::Unreachable(NoAnswer::Refused), Some(300))]
    #[case::unknown_host(FailureKind::Unreachable(NoAnswer::UnknownHost), Some(300))]
    #[case::broken(FailureKind::Unreachable(NoAnswer::Broken), Some(300))]
    #[case::tls(FailureKind::Unreachable(NoAnswer::Tls(TlsFault::Expired)), None)]
    #[case::proxy(through_proxy(ProxyFault::NotThere), Some(300))]
    #[case::proxy_login(through_proxy(ProxyFault::Login), None)]
    #[case::timed_out(FailureKind::TimedOut { after: Duration::ZERO }, Some(300))]
    #[case::fault(FailureKind::ServiceFault, Some(300))]
    #[case::cut_off(FailureKind::Unintelligible(Unclear::CutOff), Some(300))]
    #[case::html(FailureKind::Unintelligible(Unclear::Html), None)]
    #[case::slowed_down(FailureKind::SlowedDown { wait: None }, Some(5_000))]
    #[case::slowed_down_for_nothing(slowed(0), Some(300))]
    #[case::slowed_down_for(slowed(12), Some(12_000))]
    #[case::slowed_down_for_a_minute(slowed(60), Some(60_000))]
    #[case::slowed_down_for_longer(slowed(61), None)]
    #[case::not_found(FailureKind::NotFound, None)]
    #[case::not_permitted(FailureKind::NotPermitted, None)]
    #[case::wrong_address(FailureKind::WrongAddress, None)]
    fn reads_are_made_again_when_it_may_help(#[case] kind: FailureKind, #[case] wait: Option<u128>) {
        for operation in
            [Operation::List, Operation::Get, Operation::GetValue, Operation::ListPods, Operation::GetPod]
        {
            assert_eq!(next(1, operation, kind.clone(), false), wait);
        }
    }

    #[rstest]
    #[case::create(Operation::Create)]
    #[case::update(Operation::Update)]
    #[case::delete(Operation::Delete)]
    fn writes_are_sent_again_only_when_nothing_was_sent(#[case] write: Operation) {
        let refused = FailureKind::Unreachable(NoAnswer::Refused);
        assert_eq!(next(1, write, refused.clone(), true), Some(300));
        assert_eq!(next(1, write, refused, false), None);
        assert_eq!(next(1, write, FailureKind::TimedOut { after: Duration::ZERO }, true), Some(300));
        assert_eq!(next(1, write, FailureKind::ServiceFault, false), None);
        assert_eq!(next(1, write, slowed(1), false), None);
    }

    #[test]
    fn a_restart_is_never_sent_again() {
        let refused = FailureKind::Unreachable(NoAnswer::Refused);
        let timed_out = FailureKind::TimedOut { after: Duration::ZERO };
        for kind in [refused, timed_out, FailureKind::ServiceFault, slowed(1)] {
            for nothing_sent in [true, false] {
                assert_eq!(next(1, Operation::RestartPod, kind.clone(), nothing_sent), None);
            }
        }
    }

    #[rstest]
    #[case::asked_for(slowed(12), 1, Some(12_000))]
    #[case::asked_for_nothing(slowed(0), 1, Some(300))]
    #[case::asked_for_an_hour(slowed(3_600), 1, Some(3_600_000))]
    #[case::not_said(FailureKind::SlowedDown { wait: None }, 1, Some(5_000))]
    #[case::not_said_again(FailureKind::SlowedDown { wait: None }, 2, Some(15_000))]
    #[case::fault(FailureKind::ServiceFault, 1, None)]
    fn a_pause_holds_for_reads_and_writes(
        #[case] kind: FailureKind,
        #[case] number: u32,
        #[case] pause: Option<u128>,
    ) {
        for operation in [Operation::List, Operation::Delete] {
            let attempt = FailedAttempt { number, operation, kind: &kind, status: None, nothing_sent: false };
            let got = RetryPolicy::default().pause(&attempt, 0.5).map(|wait| wait.as_millis());
            assert_eq!(got, pause);
        }
    }

    #[test]
    fn three_attempts_wait_longer_each_time_and_then_it_is_over() {
        let waits: Vec<_> =
            (1..=3).map(|n| next(n, Operation::Get, FailureKind::ServiceFault, false)).collect();
        assert_eq!(waits, [Some(300), Some(900), None]);
    }

    #[test]
    fn jitter_moves_a_wait_by_a_quarter() {
        let kind = FailureKind::Unreachable(NoAnswer::Broken);
        let attempt = FailedAttempt {
            number: 1,
            operation: Operation::Get,
            kind: &kind,
            status: None,
            nothing_sent: false,
        };
        let wait = |jitter| RetryPolicy::default().next(&attempt, jitter).unwrap().as_millis();
        assert_eq!((wait(0.0), wait(1.0), wait(7.0)), (225, 375, 375));
    }

    #[test]
    fn a_success_that_says_error_is_final() {
        let kind = FailureKind::ServiceFault;
        let attempt = FailedAttempt {
            number: 1,
            operation: Operation::Get,
            kind: &kind,
            status: Some(200),
            nothing_sent: false,
        };
        assert_eq!(RetryPolicy::default().next(&attempt, 0.5), None);
    }
}
