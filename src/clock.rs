//! The system's clocks, and timers that follow them. Others decide what happens when.
//!
//! `std::time::Instant` and the timers of tokio stand still while the machine sleeps. Here an `Instant` is derived
//! from the clock that goes on (`CLOCK_BOOTTIME`), and where the system has timers for that clock and for the
//! time of day (Linux: `timerfd`), a waiter is woken as soon as the machine is.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rustix::time::{ClockId, Timespec, clock_gettime};

use crate::domain::{Moment, Wake};

#[cfg_attr(target_os = "linux", path = "clock/timerfd.rs")]
#[cfg_attr(not(target_os = "linux"), path = "clock/no_timer.rs")]
mod timer;

use timer::Timer;

/// The clock that goes on while the machine sleeps; on macOS that is this one.
#[cfg(target_os = "linux")]
const SINCE_BOOT: ClockId = ClockId::Boottime;
#[cfg(not(target_os = "linux"))]
const SINCE_BOOT: ClockId = ClockId::Monotonic;

/// Reads the present from the system's clocks.
pub fn now() -> Moment {
    let (instant, boot) = *start();
    Moment { instant: instant + since_boot().saturating_sub(boot), wall: Timestamp::now() }
}

/// Returns one and the same moment on both clocks: only the standard library knows what an `Instant` is.
fn start() -> &'static (Instant, Duration) {
    static START: OnceLock<(Instant, Duration)> = OnceLock::new();
    START.get_or_init(|| (Instant::now(), since_boot()))
}

fn since_boot() -> Duration {
    let Timespec { tv_sec, tv_nsec } = clock_gettime(SINCE_BOOT);
    Duration::new(tv_sec.try_into().unwrap_or(0), tv_nsec.try_into().unwrap_or(0))
}

/// A timer on both clocks. Without a timer of the system's own it sleeps for the time that is left: then it is late
/// after the machine has slept, or its clock was set.
pub struct Timers {
    boot: Option<Timer>,
    wall: Option<Timer>,
}

impl Timers {
    /// Makes timers for a task of this tokio runtime, which needs its I/O and its time.
    pub fn new() -> Self {
        Self { boot: Timer::since_boot().ok(), wall: Timer::of_day().ok() }
    }

    /// Waits until the time of `wake`; for ever without one. Can be dropped and called again at any time.
    pub async fn until(&mut self, wake: Wake) {
        let present = now();
        if wake.is_due(present) {
            return;
        }
        let (instant, boot) = *start();
        let boot_at = wake.boot.map(|at| boot + at.saturating_duration_since(instant));
        let wall_at = wake.wall.map(|at| Duration::try_from(at.as_duration()).unwrap_or_default());
        let boot_in = wake.boot.map(|at| at.saturating_duration_since(present.instant));
        let wall_in = wake.wall.map(|at| Duration::try_from(at.duration_since(present.wall)));
        tokio::select! {
            () = wait(&mut self.boot, boot_at, boot_in) => {}
            () = wait(&mut self.wall, wall_at, wall_in.map(Result::unwrap_or_default)) => {}
        }
    }
}

impl Default for Timers {
    fn default() -> Self {
        Self::new()
    }
}

/// Waits until the clock of `timer` shows `at`, which at present is `left` away; for ever without a time.
async fn wait(timer: &mut Option<Timer>, at: Option<Duration>, left: Option<Duration>) {
    if let Some(ticking) = timer {
        if ticking.reach(at).await.is_ok() {
            return;
        }
        *timer = None;
    }
    match left {
        Some(left) => tokio::time::sleep(left).await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::Deadline;

    const SOON: Duration = Duration::from_millis(20);

    fn wait_for(timers: impl FnOnce() -> Timers, wake: Wake) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { timers().until(wake).await });
    }

    #[rstest]
    #[case::by_either(|deadline: Deadline| Wake::from(deadline))]
    #[case::by_the_clock_that_goes_on(|deadline| Wake { wall: None, ..Wake::from(deadline) })]
    #[case::by_the_time_of_day(|deadline| Wake { boot: None, ..Wake::from(deadline) })]
    fn a_waiter_is_woken(
        #[case] of: fn(Deadline) -> Wake,
        #[values(Timers::new, || Timers { boot: None, wall: None })] timers: fn() -> Timers,
    ) {
        let wake = of(Deadline::after(now(), SOON));
        wait_for(timers, wake);
        assert!(wake.is_due(now()));
        wait_for(timers, wake);
    }

    #[test]
    fn a_timer_that_was_left_and_set_anew_keeps_the_new_time() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut timers = Timers::new();
            let hour = Deadline::after(now(), Duration::from_secs(3600));
            let soon = Wake::from(Deadline::after(now(), SOON));
            for wake in [hour.into(), Wake::default()] {
                let first = tokio::time::timeout(Duration::from_millis(1), timers.until(wake));
                assert!(first.await.is_err());
            }
            timers.until(soon).await;
            assert!(soon.is_due(now()));
        });
    }

    #[test]
    fn an_instant_never_goes_back() {
        let first = now().instant;
        assert!(now().instant >= first);
    }
}
