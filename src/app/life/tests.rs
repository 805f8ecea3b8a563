//! A planted slice: it is due, ticked, wiped and asked like every other, as long as it stands in the one list.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use rstest::rstest;

use super::*;
use crate::core::profile::Profile;
use crate::core::settings::Settings;
use crate::core::{Effect, Event};
use crate::domain::{Deadline, Moment, ProfileId, SecretId, Site};
use crate::keys::{Code, Key};

/// A slice that only notes the calls it gets.
#[derive(Debug, Default)]
pub(in crate::app) struct Planted {
    due: Option<Deadline>,
    ticks: usize,
    wiped: Vec<Wipe>,
    sent: Option<SecretId>,
}

impl Life for Planted {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default().or_due(self.due)
    }

    fn tick(&mut self, cx: &Context, _: &mut Out) {
        if self.due.take_if(|due| due.is_due(cx.now)).is_some() {
            self.ticks += 1;
        }
    }

    fn wipe(&mut self, _: &Context, why: Wipe, _: &mut Out) {
        self.wiped.push(why);
    }

    fn at_stake(&self) -> Vec<Stake> {
        self.sent.clone().map(Stake::Sent).into_iter().collect()
    }
}

/// Returns a program with two profiles, some seconds after its start.
fn app() -> App {
    let now = Moment { instant: Instant::now(), wall: Timestamp::UNIX_EPOCH };
    let (site, settings) = (Site::default(), Settings { lock_after: None, ..Settings::default() });
    let size = Size { width: 80, height: 24 };
    let profile = || Profile { site: site.clone(), settings, ..Profile::default() };
    let app = App::new(now, size, site.clone(), TimeZone::UTC, settings);
    let mut app = app.with_profiles(vec![profile(), profile()], ProfileId(0));
    let _ = app.start(now);
    pass(&mut app, 5);
    app
}

/// Lets time pass; tells whether the program ends.
fn pass(app: &mut App, seconds: u64) -> bool {
    let time = Duration::from_secs(seconds);
    let now = Moment { instant: app.cx.now.instant + time, wall: app.cx.now.wall + time };
    app.update(now, Event::Wake).iter().any(|effect| matches!(effect, Effect::Quit))
}

fn press(app: &mut App, key: Key) -> bool {
    let effects = app.update(app.cx.now, Event::Key(key));
    effects.iter().any(|effect| matches!(effect, Effect::Quit))
}

#[rstest]
#[case::by_the_clock_that_never_goes_back(Duration::from_secs(7), Duration::ZERO)]
#[case::by_the_time_of_day(Duration::ZERO, Duration::from_secs(7))]
fn a_planted_slice_wakes_the_program_and_is_ticked_by_either_clock(
    #[case] boot: Duration,
    #[case] wall: Duration,
) {
    let mut app = app();
    let start = app.cx.now;
    app.planted.due = Some(Deadline::after(start, Duration::from_secs(7)));
    let wake = app.next_wake();
    assert!(!wake.is_due(start));
    let then = Moment { instant: start.instant + boot, wall: start.wall + wall };
    assert!(wake.is_due(then));
    let _ = app.update(then, Event::Wake);
    assert_eq!((app.planted.ticks, app.planted.due), (1, None));
}

#[test]
fn a_planted_slice_is_ticked_behind_the_lock() {
    let mut app = app();
    press(&mut app, Key::char('L'));
    app.planted.due = Some(Deadline::after(app.cx.now, Duration::from_secs(3600)));
    assert_eq!(app.next_wake(), Wake::default().or_due(app.planted.due));
    pass(&mut app, 3600);
    assert!(app.is_locked() && app.planted.ticks == 1);
}

#[test]
fn a_planted_slice_is_wiped_at_a_lock_and_at_a_switch() {
    let mut app = app();
    press(&mut app, Key::char('L'));
    assert_eq!(app.planted.wiped, [Wipe::Lock]);
    press(&mut app, Key::char(' '));
    pass(&mut app, 5);
    press(&mut app, Key::char('p'));
    press(&mut app, Key::char('j'));
    press(&mut app, Key::plain(Code::Enter));
    assert_eq!((app.planted.wiped, app.session.profile_id()), (vec![Wipe::Lock, Wipe::Switch], ProfileId(1)));
}

#[test]
fn a_planted_slice_is_wiped_when_nobody_is_at_the_keyboard() {
    let mut app = app();
    app.cx.settings.lock_after = Some(Duration::from_secs(60));
    pass(&mut app, 60);
    assert_eq!(app.planted.wiped, [Wipe::Lock]);
}

#[test]
fn a_planted_slice_is_asked_what_is_at_stake_before_the_program_ends() {
    let mut app = app();
    app.planted.sent = Some("planted".into());
    assert!(!press(&mut app, Key::char('q')) && !pass(&mut app, 2), "it waits");
    assert!(!pass(&mut app, 2));
    assert_eq!(app.quit_question(), "planted is still being saved.");
    press(&mut app, Key::plain(Code::Esc));
    pass(&mut app, 5);
    assert!(!press(&mut app, Key::ctrl('c')) && press(&mut app, Key::ctrl('c')));
    assert_eq!(app.last_words(), ["tapis-secrets: ended before it was known what became of planted."]);
}

#[test]
fn a_planted_slice_holds_up_a_switch_until_nothing_is_at_stake() {
    let mut app = app();
    app.planted.sent = Some("planted".into());
    press(&mut app, Key::char('p'));
    press(&mut app, Key::char('j'));
    press(&mut app, Key::plain(Code::Enter));
    assert_eq!((&app.planted.wiped[..], app.session.profile_id()), (&[][..], ProfileId(0)));
    app.planted.sent = None;
    pass(&mut app, 1);
    assert_eq!((&app.planted.wiped[..], app.session.profile_id()), (&[Wipe::Switch][..], ProfileId(1)));
}
