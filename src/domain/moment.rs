//! Moments and deadlines, free of any clock: the caller says what time it is.

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// The present, as the caller knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// For waits. It never goes back, and it goes on while the machine sleeps.
    pub instant: Instant,
    /// For dates and ages. Somebody may set it, in either direction.
    pub wall: Timestamp,
}

/// The time at which something that protects a secret is due: a lock, the end of a revealed or copied value, the end
/// of an undo.
///
/// It is due as soon as one of the two clocks has passed it: the first may stand still in a machine that was
/// saved and restored, and the second may be set. A clock that is set back cannot put it off, because the
/// other one goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// By the clock that never goes back.
    pub boot: Instant,
    /// By the time of day; `None` where that is beyond the last date.
    pub wall: Option<Timestamp>,
}

/// The time to wake a waiting thread: the earlier of the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wake {
    /// By the clock that never goes back.
    pub boot: Option<Instant>,
    /// By the time of day.
    pub wall: Option<Timestamp>,
}

impl Deadline {
    /// Makes the deadline that is `time` after `now`.
    pub fn after(now: Moment, time: Duration) -> Self {
        Self { boot: now.instant + time, wall: now.wall.checked_add(time).ok() }
    }

    /// Tells whether the deadline has passed.
    pub fn is_due(self, now: Moment) -> bool {
        self.boot <= now.instant || self.wall.is_some_and(|wall| wall <= now.wall)
    }

    /// Returns the time that is left, by the clock that gets there first.
    pub fn left(self, now: Moment) -> Duration {
        let boot = self.boot.saturating_duration_since(now.instant);
        let wall = |wall: Timestamp| Duration::try_from(wall.duration_since(now.wall)).unwrap_or_default();
        self.wall.map_or(boot, |until| boot.min(wall(until)))
    }

    /// Returns when the number of whole seconds that are left changes next, by the clock that never goes back; `None`
    /// once the deadline has passed.
    pub fn next_second(self, now: Moment) -> Option<Instant> {
        let left = Some(self.left(now)).filter(|left| !left.is_zero())?;
        let over = Duration::from_nanos(left.subsec_nanos().into());
        Some(now.instant + if over.is_zero() { Duration::from_secs(1) } else { over })
    }

    /// Returns the whole seconds that are left, rounded up, as a countdown shows them.
    pub fn seconds_left(self, now: Moment) -> u64 {
        let left = self.left(now);
        left.as_secs() + u64::from(left.subsec_nanos() > 0)
    }
}

impl From<Deadline> for Wake {
    fn from(deadline: Deadline) -> Self {
        Self { boot: Some(deadline.boot), wall: deadline.wall }
    }
}

impl Wake {
    /// Tells whether the time has come.
    pub fn is_due(self, now: Moment) -> bool {
        self.boot.is_some_and(|at| at <= now.instant) || self.wall.is_some_and(|at| at <= now.wall)
    }

    /// Adds `other`: of each clock the earlier time counts.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { wall: self.wall.into_iter().chain(other.wall).min(), ..self.or_at(other.boot) }
    }

    /// Adds `instant`: the earlier time counts.
    pub fn or_at(self, instant: Option<Instant>) -> Self {
        Self { boot: self.boot.into_iter().chain(instant).min(), ..self }
    }

    /// Adds `deadline`: the earlier time counts.
    pub fn or_due(self, deadline: Option<Deadline>) -> Self {
        let boot = self.or_at(deadline.map(|deadline| deadline.boot)).boot;
        Self { boot, wall: self.wall.into_iter().chain(deadline.and_then(|deadline| deadline.wall)).min() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn start() -> Moment {
        Moment { instant: Instant::now(), wall: Timestamp::from_second(1_800_000_000).unwrap() }
    }

    #[test]
    fn whichever_clock_gets_there_first_makes_it_due() {
        let now = start();
        let deadline = Deadline::after(now, MINUTE);
        let slept = Moment { instant: now.instant + MINUTE, ..now };
        let restored = Moment { wall: now.wall + MINUTE, ..now };
        let set_back = Moment { instant: now.instant + MINUTE, wall: now.wall - MINUTE };
        assert!(!deadline.is_due(now));
        for later in [slept, restored, set_back] {
            assert!(deadline.is_due(later) && deadline.left(later).is_zero());
            assert!(Wake::from(deadline).is_due(later));
        }
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_put_it_off() {
        let now = start();
        let deadline = Deadline::after(now, MINUTE);
        let set_back = Moment { wall: now.wall - 60 * MINUTE, ..now };
        assert_eq!(deadline.left(set_back), MINUTE);
        assert_eq!(deadline.next_second(set_back), Some(now.instant + Duration::from_secs(1)));
    }

    #[test]
    fn a_countdown_follows_the_clock_that_is_ahead() {
        let now = start();
        let deadline = Deadline::after(now, MINUTE);
        let ahead = Moment { wall: now.wall + Duration::from_millis(30_500), ..now };
        assert_eq!(deadline.seconds_left(ahead), 30);
        assert_eq!(deadline.next_second(ahead), Some(now.instant + Duration::from_millis(500)));
    }

    #[test]
    fn seconds_count_down_to_the_end() {
        let now = start();
        let until = Deadline::after(now, Duration::from_millis(2_500));
        assert_eq!(until.seconds_left(now), 3);
        let instant = until.next_second(now).unwrap();
        assert_eq!(instant - now.instant, Duration::from_millis(500));
        let next = Moment { instant, ..now };
        assert_eq!(until.seconds_left(next), 2);
        assert_eq!(until.next_second(Moment { instant: until.boot, ..now }), None);
    }

    #[test]
    fn beyond_the_last_date_only_one_clock_counts() {
        let now = Moment { wall: Timestamp::MAX, ..start() };
        let deadline = Deadline::after(now, MINUTE);
        assert!(!deadline.is_due(now));
        assert!(deadline.is_due(Moment { instant: now.instant + MINUTE, ..now }));
    }

    #[test]
    fn the_first_of_several_wakes() {
        let now = start();
        let (early, late) = (Deadline::after(now, MINUTE), Deadline::after(now, 2 * MINUTE));
        let wake = Wake::default().or_due(Some(late)).or_due(Some(early)).or_due(None).or_at(None);
        assert_eq!(wake, Wake::from(early));
        assert_eq!(wake.or_at(Some(now.instant)), Wake { boot: Some(now.instant), ..wake });
    }
}
