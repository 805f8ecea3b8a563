//! The clock of this machine against the service's: a token's remaining time depends on both, and either may be
//! wrong.

use std::fmt;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::text::format::duration;

/// A difference that clocks always have.
const USUAL: SignedDuration = SignedDuration::from_secs(60);

/// The gap between the two clocks, where it is more than a minute. Its text is the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockGap {
    /// Time by which the service's clock is ahead of this machine's.
    service_ahead: SignedDuration,
}

impl ClockGap {
    /// Computes the gap from the `date` of an answer and the times of question and answer by the clock of this
    /// machine; `None` where the clocks agree.
    pub fn of(date: Timestamp, asked: Timestamp, answered: Timestamp) -> Option<Self> {
        let service_ahead = match date {
            date if date < asked => date.duration_since(asked),
            date if date > answered => date.duration_since(answered),
            _ => SignedDuration::ZERO,
        };
        (service_ahead.abs() > USUAL).then_some(Self { service_ahead })
    }

    /// Tells whether two gaps differ by more than clocks always do.
    pub fn has_changed(before: Option<Self>, now: Option<Self>) -> bool {
        let ahead = |gap: Option<Self>| gap.map_or(SignedDuration::ZERO, |gap| gap.service_ahead);
        ahead(now).saturating_sub(ahead(before)).abs() > USUAL
    }

    /// Returns the service's time at `here` by the clock of this machine.
    pub fn service_time(self, here: Timestamp) -> Timestamp {
        here.checked_add(self.service_ahead).unwrap_or(here)
    }
}

impl fmt::Display for ClockGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.service_ahead.is_positive() { "behind" } else { "ahead of" };
        let by: Duration = self.service_ahead.unsigned_abs();
        write!(f, "this machine's clock is {} {side} the service's", duration(by))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// Asked and answered within these seconds.
    const ASKED: i64 = 1_800_000_000;
    const ANSWERED: i64 = ASKED + 30;

    #[rstest]
    #[case::within(ASKED + 15, None)]
    #[case::a_minute_before(ASKED - 60, None)]
    #[case::a_minute_after(ANSWERED + 60, None)]
    #[case::before(ASKED - 61, Some("1 min ahead of"))]
    #[case::after(ANSWERED + 7_200, Some("2 h behind"))]
    fn more_than_a_minute_is_a_gap(#[case] date: i64, #[case] told: Option<&str>) {
        let at = |second| Timestamp::from_second(second).unwrap();
        let gap = ClockGap::of(at(date), at(ASKED), at(ANSWERED));
        let told = told.map(|by| format!("this machine's clock is {by} the service's"));
        assert_eq!(gap.map(|gap| gap.to_string()), told);
    }

    #[test]
    fn a_gap_leads_to_the_services_time_and_has_changed_with_a_clock_that_was_set() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let gap = |ahead: i64| ClockGap::of(at(ASKED + ahead), at(ASKED), at(ASKED));
        assert_eq!(gap(-3600).unwrap().service_time(at(ASKED)), at(ASKED - 3600));
        assert!(ClockGap::has_changed(None, gap(90)) && ClockGap::has_changed(gap(90), None));
        assert!(ClockGap::has_changed(gap(90), gap(-90)) && !ClockGap::has_changed(gap(90), gap(91)));
        assert!(!ClockGap::has_changed(None, None));
    }
}
