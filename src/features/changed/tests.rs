//! What is forgotten with the place and with the user.

use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use rstest::rstest;

use super::*;
use crate::core::settings::Settings;
use crate::core::{FIRST_SESSION, PendingRequests};
use crate::domain::pod::{PodStatus, Requested, Start};
use crate::domain::{Moment, Site};

fn claims(user: &str) -> Claims {
    Claims { user: user.into(), ..Claims::default() }
}

fn cx() -> Context {
    Context {
        now: Moment { instant: Instant::now(), wall: Timestamp::UNIX_EPOCH },
        site: Site { claims: claims("alice"), ..Site::default() },
        zone: TimeZone::UTC,
        settings: Settings::default(),
        size: Size::default(),
    }
}

#[rstest]
#[case::nothing(|_: &mut Changed| (), ValueState::Old)]
#[case::a_new_token(|it: &mut Changed| it.signed_in(&cx(), &claims("alice")), ValueState::Old)]
#[case::another_user(|it: &mut Changed| it.signed_in(&cx(), &claims("bob")), ValueState::Unknown)]
#[case::a_lock(|it: &mut Changed| wipe(it, Wipe::Lock), ValueState::Old)]
#[case::another_profile(|it: &mut Changed| wipe(it, Wipe::Switch), ValueState::Unknown)]
fn a_change_is_known_where_it_was_made(#[case] then: fn(&mut Changed), #[case] expected: ValueState) {
    let mut it = Changed::default();
    it.take(&"db".into(), &"alice".into(), ValueNews::Changed(Some(Timestamp::UNIX_EPOCH)));
    then(&mut it);
    let secret = Secret { owner: "alice".into(), ..Secret::named("db") };
    let started = Start::At(Timestamp::from_second(-60).unwrap());
    let pod = Pod { status: PodStatus::Available, requested: Requested::On, started, ..Pod::named("web") };
    assert_eq!(it.state(&secret, &pod), expected);
}

fn wipe(it: &mut Changed, why: Wipe) {
    it.wipe(&cx(), why, &mut Out::new(PendingRequests::new(FIRST_SESSION)));
}
