//! The lock of the screen, by a key or after a time.

use std::time::Duration;

pub mod view;

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, News, Out};
use crate::domain::{Deadline, Moment, Wake};

/// The time for which the question before a lock waits for an answer. A user who has gone wants the screen
/// locked.
const LOCKS_AFTER: Duration = Duration::from_secs(20);

/// The lock.
#[derive(Debug)]
pub struct Lock(State);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open {
        /// The time of the last key of the user.
        last: Moment,
        /// The time until which the question before a lock waits.
        asked: Option<Deadline>,
    },
    Locked,
}

impl Lock {
    /// Makes an open lock; somebody is at the keyboard.
    pub fn open(now: Moment) -> Self {
        Self(State::Open { last: now, asked: None })
    }

    /// Tells whether the screen is locked: then nothing else is drawn.
    pub fn is_locked(&self) -> bool {
        self.0 == State::Locked
    }

    /// Locks the screen.
    pub fn lock(&mut self) {
        self.0 = State::Locked;
    }

    /// Notes that somebody is at the keyboard.
    pub fn note_presence(&mut self, cx: &Context) {
        if let State::Open { last, .. } = &mut self.0 {
            *last = cx.now;
        }
    }

    /// Notes that the user is asked whether to lock.
    pub fn asks(&mut self, cx: &Context) {
        if let State::Open { asked, .. } = &mut self.0 {
            *asked = Some(Deadline::after(cx.now, LOCKS_AFTER));
        }
    }

    /// Notes that the user is not asked any more.
    pub fn asks_no_more(&mut self) {
        if let State::Open { asked, .. } = &mut self.0 {
            *asked = None;
        }
    }
}

impl Life for Lock {
    fn next_due(&self, cx: &Context) -> Wake {
        let State::Open { last, asked } = self.0 else { return Wake::default() };
        let idle = cx.settings.lock_after.map(|after| Deadline::after(last, after));
        Wake::default().or_due(idle).or_due(asked)
    }

    fn tick(&mut self, cx: &Context, out: &mut Out) {
        if self.next_due(cx).is_due(cx.now) {
            out.report(News::LockDue);
        }
    }

    fn wipe(&mut self, _: &Context, _: Wipe, _: &mut Out) {}

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}
