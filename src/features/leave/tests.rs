//! Stories of the slice alone: the state of the others goes in, effects and news come out.

use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use rstest::rstest;

use super::*;
use crate::core::settings::Settings;
use crate::core::{FIRST_SESSION, PendingRequests};
use crate::domain::{Moment, Site};

/// The slice, with the work that `app` does for it.
struct Alone {
    leave: Leave,
    cx: Context,
    out: Out,
}

/// The result of an action, in short.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Ends,
    Asks,
    Stays,
    Waits,
}

impl Alone {
    fn new() -> Self {
        let cx = Context {
            now: Moment { instant: Instant::now(), wall: Timestamp::UNIX_EPOCH },
            site: Site::default(),
            zone: TimeZone::UTC,
            settings: Settings::default(),
            size: Size::new(80, 24),
        };
        Self { leave: Leave::default(), cx, out: Out::new(PendingRequests::new(FIRST_SESSION)) }
    }

    fn pass(&mut self, time: Duration) -> Vec<Told> {
        self.cx.now.instant += time;
        self.leave.tick(&self.cx, &mut self.out);
        self.told()
    }

    fn told(&mut self) -> Vec<Told> {
        let ends = self.out.effects.drain(..).map(|_| Told::Ends);
        let news = self.out.news.drain(..).filter_map(|news| match news {
            News::AskBeforeQuit => Some(Told::Asks),
            News::QuitQuestionOver => Some(Told::Stays),
            News::Tell(_) => Some(Told::Waits),
            News::EndDue => Some(Told::Ends),
            _ => None,
        });
        ends.chain(news).collect()
    }
}

fn with(at_stake: &[Stake]) -> Situation {
    Situation { at_stake: at_stake.to_vec(), gone_on: false }
}

fn held() -> Stake {
    Stake::Held { id: "a".into(), deleted: false }
}

fn sent() -> Stake {
    Stake::Sent("a".into())
}

#[rstest]
#[case::nothing(&[], Told::Ends)]
#[case::a_doubt(&[Stake::Doubted("a".into())], Told::Ends)]
#[case::a_copy(&[Stake::Copy], Told::Waits)]
#[case::a_change(&[sent()], Told::Waits)]
#[case::a_change_with_its_old_value(&[sent(), held()], Told::Waits)]
#[case::a_form_that_was_left(&[Stake::Left], Told::Asks)]
#[case::a_form_that_was_left_beside_a_change(&[sent(), Stake::Left], Told::Asks)]
#[case::what_only_undo_has(&[held()], Told::Asks)]
fn a_user_who_quits_loses_nothing_unasked(#[case] at_stake: &[Stake], #[case] told: Told) {
    let mut alone = Alone::new();
    alone.leave.quit(&alone.cx, &with(at_stake), &mut alone.out);
    assert_eq!(alone.told(), [told]);
}

#[test]
fn a_wait_is_asked_about_once_and_ends_with_what_was_waited_for() {
    let mut alone = Alone::new();
    alone.leave.quit(&alone.cx, &with(&[sent()]), &mut alone.out);
    alone.told();
    assert_eq!(alone.pass(PATIENCE), [Told::Asks]);
    assert_eq!(alone.leave.next_due(&alone.cx), Wake::default());
    alone.leave.go_on(&with(&[]), &mut alone.out);
    assert_eq!(alone.told(), [Told::Ends]);
    assert!(alone.leave.last_words().is_empty());
}

#[rstest]
#[case::it_left_something_to_undo(Situation { at_stake: vec![held()], gone_on: false }, &[Told::Stays, Told::Asks])]
#[case::a_form_came_back(Situation { at_stake: vec![Stake::Left], gone_on: false }, &[Told::Stays])]
#[case::the_user_types(Situation { at_stake: Vec::new(), gone_on: true }, &[Told::Stays])]
fn an_end_that_would_lose_something_after_all_does_not_come(#[case] then: Situation, #[case] told: &[Told]) {
    let mut alone = Alone::new();
    alone.leave.quit(&alone.cx, &with(&[sent()]), &mut alone.out);
    alone.told();
    alone.leave.go_on(&then, &mut alone.out);
    assert_eq!(alone.told(), told);
    assert!(!alone.leave.is_wished());
}

#[test]
fn no_second_signal_gives_a_change_more_time_and_its_end_is_told_afterwards() {
    let mut alone = Alone::new();
    alone.leave.terminate(&alone.cx, &with(&[sent()]), &mut alone.out);
    assert_eq!(alone.pass(PATIENCE - Duration::from_secs(1)), []);
    alone.leave.terminate(&alone.cx, &with(&[sent()]), &mut alone.out);
    alone.leave.stay(&mut alone.out);
    assert_eq!(alone.pass(Duration::from_secs(1)), [Told::Ends]);
    alone.leave.end(&[sent(), Stake::Doubted("b".into())], &mut alone.out);
    let ended = |id: &str| format!("tapis-secrets: ended before it was known what became of {id}.");
    assert_eq!(alone.leave.last_words(), [ended("a"), ended("b")]);
}

#[rstest]
#[case::nothing(&[], &[true])]
#[case::a_copy(&[Stake::Copy], &[true])]
#[case::what_only_undo_has(&[held()], &[true])]
#[case::a_change(&[sent()], &[false, true])]
#[case::something_typed(&[Stake::Typed], &[false, true])]
fn ctrl_c_ends_at_once_or_at_the_second_time(#[case] at_stake: &[Stake], #[case] ends: &[bool]) {
    let mut alone = Alone::new();
    for ends in ends {
        assert_eq!(alone.leave.interrupt(&alone.cx, at_stake, &mut alone.out), *ends);
    }
    let mut slow = Alone::new();
    if !slow.leave.interrupt(&slow.cx, at_stake, &mut slow.out) {
        slow.pass(AGAIN);
        assert!(!slow.leave.interrupt(&slow.cx, at_stake, &mut slow.out), "not so soon again");
    }
}
