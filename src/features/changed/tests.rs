//! What is known of changes here, what is asked of the file, and what is forgotten with the place and with the user.

use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use rstest::rstest;

use super::*;
use crate::core::settings::Settings;
use crate::core::{FIRST_SESSION, PendingRequests};
use crate::domain::pod::{PodStatus, Requested, Start};
use crate::domain::uses::ValueState;
use crate::domain::{Claims, Moment, Secret, Site};

fn cx(address: &str, user: &str, remember_changes: bool) -> Context {
    let claims = Claims { user: user.into(), ..Claims::default() };
    Context {
        now: Moment { instant: Instant::now(), wall: Timestamp::UNIX_EPOCH },
        site: Site { base_url: address.into(), claims, ..Site::default() },
        zone: TimeZone::UTC,
        settings: Settings { remember_changes, ..Settings::default() },
        size: Size::default(),
    }
}

const TACC: &str = "https://tacc.tapis.io/v3";

struct It {
    changed: Changed,
    out: Out,
}

impl It {
    fn at(cx: &Context) -> Self {
        let out = Out::new(PendingRequests::new(FIRST_SESSION));
        let mut it = Self { changed: Changed::default(), out };
        it.tick(cx);
        it
    }

    fn tick(&mut self, cx: &Context) {
        self.changed.tick(cx, &mut self.out);
    }

    fn take(&mut self, news: ValueNews) {
        self.changed.take(&"db".into(), &"alice".into(), news, &mut self.out);
    }

    /// What is asked of the file.
    fn jobs(&mut self) -> Vec<(Whose, Recall)> {
        let effects = std::mem::take(&mut self.out.effects).into_iter();
        let job = |effect| match effect {
            Effect::Recall(whose, job) => (whose, job),
            other => panic!("{other:?}"),
        };
        effects.map(job).collect()
    }

    /// The claim about a pod that started a minute before the epoch.
    fn state(&self) -> ValueState {
        let secret = Secret { owner: "alice".into(), ..Secret::named("db") };
        let started = Start::At(Timestamp::from_second(-60).unwrap());
        let (status, requested) = (PodStatus::Available, Requested::On);
        self.changed.changes().state(&secret, &Pod { status, requested, started, ..Pod::named("web") })
    }
}

const CHANGED: ValueNews = ValueNews::Changed(Some(Timestamp::UNIX_EPOCH));

#[rstest]
#[case::nothing(cx(TACC, "alice", false), ValueState::Old)]
#[case::another_user(cx(TACC, "bob", false), ValueState::Unknown)]
#[case::another_place(cx("https://dev.tapis.io", "alice", false), ValueState::Unknown)]
fn a_change_is_known_where_it_was_made(#[case] then: Context, #[case] expected: ValueState) {
    let mut it = It::at(&cx(TACC, "alice", false));
    it.take(CHANGED);
    it.tick(&then);
    assert_eq!((it.state(), it.jobs().len()), (expected, 0));
}

#[rstest]
#[case::a_lock(Wipe::Lock, ValueState::Old)]
#[case::another_profile(Wipe::Switch, ValueState::Unknown)]
fn a_lock_forgets_no_change(#[case] why: Wipe, #[case] expected: ValueState) {
    let here = cx(TACC, "alice", false);
    let mut it = It::at(&here);
    it.take(CHANGED);
    it.changed.wipe(&here, why, &mut it.out);
    it.tick(&here);
    assert_eq!(it.state(), expected);
}

#[test]
fn what_is_remembered_is_read_once_for_each_place_and_user() {
    let here = cx(TACC, "alice", true);
    let mut it = It::at(&here);
    it.tick(&here);
    let whose = |user: &str| Whose { origin: "https://tacc.tapis.io".into(), user: user.into() };
    assert_eq!(it.jobs(), [(whose("alice"), Recall::Read)]);
    let change = KnownChange { id: "db".into(), owner: "alice".into(), at: Timestamp::UNIX_EPOCH };
    it.changed.recalled(&whose("bob"), Ok(vec![change.clone()]), &mut it.out);
    assert_eq!(it.state(), ValueState::Unknown, "that is bob's");
    it.changed.recalled(&whose("alice"), Ok(vec![change]), &mut it.out);
    assert_eq!(it.state(), ValueState::Old);
    it.tick(&cx(TACC, "bob", true));
    it.tick(&cx(TACC, "", true));
    assert_eq!(it.jobs(), [(whose("bob"), Recall::Read)], "nothing is remembered of a user without a name");
}

#[test]
fn a_change_is_remembered_with_its_time_or_not_at_all() {
    let mut it = It::at(&cx(TACC, "alice", true));
    it.jobs();
    let mut job = |news| {
        it.take(news);
        it.jobs().pop().map(|(_, job)| job)
    };
    let change = KnownChange { id: "db".into(), owner: "alice".into(), at: Timestamp::UNIX_EPOCH };
    assert_eq!(job(CHANGED), Some(Recall::Keep(change)));
    assert_eq!(job(ValueNews::Changed(None)), Some(Recall::Forget("db".into())));
    assert_eq!(job(ValueNews::Gone), Some(Recall::Forget("db".into())));
    assert_eq!(job(ValueNews::Doubted), None, "the change before is still one");
}

#[test]
fn why_changes_are_not_remembered_is_told_once() {
    let mut it = It::at(&cx(TACC, "alice", true));
    let whose = it.jobs().pop().unwrap().0;
    for _ in 0..2 {
        it.changed.recalled(&whose, Err("changes.json is broken; remove it".into()), &mut it.out);
    }
    let [News::TellUnlessWorse(notice)] = it.out.news.make_contiguous() else { panic!("{:?}", it.out.news) };
    assert_eq!(notice.text.to_string(), "Changes are not remembered: changes.json is broken; remove it.");
}
