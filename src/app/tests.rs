//! Stories about the state: keys and replies in, effects and state out.

mod value;
mod write;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rstest::rstest;

use super::*;
use crate::domain::{
    Answer, Claims, Exchange, FailureKind, Hits, NoAnswer, Operation, Reply, Request, Rows, Secret,
    SignedOut, Slot, Ticket,
};
use crate::input::Code;
use crate::search::search;

/// An app with a matcher that answers when told to.
pub(super) struct Story {
    pub(super) app: App,
    pub(super) now: Moment,
    pub(super) calls: Vec<Ticket>,
    pub(super) aborted: Vec<Ticket>,
    searches: Vec<(Ticket, Rows, crate::domain::Query, Hits)>,
    /// Values that were asked for.
    pub(super) values: Vec<Ticket>,
    pub(super) copies: Vec<event::CopyJob>,
    pub(super) suspended: bool,
    /// Looks and writes, with what was asked.
    pub(super) asked: Vec<(Ticket, Request)>,
    pub(super) quits: bool,
}

impl Story {
    pub(super) fn begin() -> Self {
        Self::begin_with(Settings { clipboard: settings::ClipboardWay::System, ..Settings::default() })
    }

    pub(super) fn begin_with(settings: Settings) -> Self {
        let now = Moment { instant: Instant::now(), wall: Timestamp::from_second(1_800_000_000).unwrap() };
        let claims = Claims {
            user: "alice".into(),
            tenant: "tacc".into(),
            expires: Some(now.wall + Duration::from_secs(3 * 3600)),
        };
        let (address, base_url) = ("tacc.tapis.io".into(), "https://tacc.tapis.io/v3".into());
        let site = Site { address, base_url, claims, ..Site::default() };
        let mut app = App::new(now, Size::new(80, 24), site, TimeZone::UTC, settings);
        let effects = app.start(now);
        let mut story = Self {
            app,
            now,
            calls: vec![],
            aborted: vec![],
            searches: vec![],
            values: vec![],
            copies: vec![],
            suspended: false,
            asked: vec![],
            quits: false,
        };
        story.note(effects);
        story
    }

    /// With a loaded list of these ids.
    pub(super) fn with(ids: &[&str]) -> Self {
        Self::begin().loaded(ids.iter().map(|id| Secret::named(*id)).collect())
    }

    /// The list has arrived with these secrets.
    pub(super) fn loaded(mut self, secrets: Vec<Secret>) -> Self {
        self.reply(Reply::Batch(secrets.into()));
        self.listed();
        self.match_all();
        self
    }

    fn note(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Call(ticket, Request::List) => self.calls.push(ticket),
                Effect::Call(ticket, request)
                    if matches!(ticket.slot, Slot::Look(_) | Slot::Load(_) | Slot::Write(_)) =>
                {
                    self.asked.push((ticket, request));
                }
                Effect::Call(ticket, Request::GetValue(_)) => self.values.push(ticket),
                Effect::Copy(job) => self.copies.push(job),
                Effect::Suspend => self.suspended = true,
                Effect::Abort(ticket) => self.aborted.push(ticket),
                Effect::Search(ticket, rows, query, former) => {
                    self.searches.push((ticket, rows, query, former));
                }
                Effect::Quit => self.quits = true,
                _ => {}
            }
        }
    }

    pub(super) fn tell(&mut self, event: Event) {
        let effects = self.app.update(self.now, event);
        self.note(effects);
    }

    pub(super) fn press(&mut self, keys: &str) {
        for c in keys.chars() {
            self.tell(Event::Key(match c {
                '\n' => Key::plain(Code::Enter),
                '\x1b' => Key::plain(Code::Esc),
                '\t' => Key::plain(Code::Tab),
                '\x03' => Key::ctrl('c'),
                '\x1a' => Key::ctrl('z'),
                '\x13' => Key::ctrl('s'),
                '\x0f' => Key::ctrl('o'),
                '\x08' => Key::plain(Code::Backspace),
                '↓' => Key::plain(Code::Down),
                c => Key::char(c),
            }));
        }
    }

    pub(super) fn advance(&mut self, time: Duration) {
        self.now.instant += time;
        self.now.wall += time;
        self.tell(Event::Wake);
    }

    pub(super) fn reply(&mut self, reply: Reply) {
        let ticket = self.calls.last().unwrap().clone();
        self.tell(Event::Reply(ticket, reply));
    }

    fn batch(&mut self, ids: &[&str]) {
        self.reply(Reply::Batch(ids.iter().map(|id| Secret::named(*id)).collect()));
    }

    pub(super) fn listed(&mut self) {
        let answer = Answer::Listed { rows: 0, unreadable: 0, bytes: 0, parsed_in: Duration::ZERO };
        self.reply(Reply::Final(Ok(answer)));
    }

    fn failed(&mut self, kind: FailureKind) {
        let failure =
            Failure { operation: Operation::List, subject: None, kind, exchange: Exchange::default() };
        self.reply(Reply::Final(Err(Box::new(failure))));
    }

    /// Answers the searches, in order, until none is left.
    pub(super) fn match_all(&mut self) {
        while !self.searches.is_empty() {
            let (ticket, rows, query, former) = self.searches.remove(0);
            self.tell(Event::Found(ticket, search(&rows, query, &former)));
        }
    }

    pub(super) fn selected(&self) -> &str {
        self.app.list().selected().map_or("", |secret| secret.id.as_str())
    }

    pub(super) fn notice(&self) -> &str {
        self.app.notice().map_or("", |notice| &notice.text)
    }
}

#[test]
fn rows_show_before_the_list_is_whole_and_the_selection_stays() {
    let mut story = Story::begin();
    story.batch(&["m", "n"]);
    story.match_all();
    assert_eq!(story.selected(), "m");
    story.press("j");
    story.batch(&["a", "b"]);
    story.match_all();
    assert_eq!((story.selected(), story.app.list().shown()), ("n", 4));
}

#[test]
fn one_search_at_a_time_while_rows_arrive() {
    let mut story = Story::begin();
    story.batch(&["a"]);
    story.batch(&["b"]);
    story.batch(&["c"]);
    assert_eq!(story.searches.len(), 1, "further rows wait for the matcher");
    story.match_all();
    assert_eq!(story.app.list().shown(), 3);
}

#[test]
fn a_refresh_replaces_the_list_at_once_when_it_is_whole() {
    let mut story = Story::with(&["a", "b", "c"]);
    story.press("jR");
    story.batch(&["x", "b"]);
    story.match_all();
    assert_eq!(story.app.list().shown(), 3, "the old list stays meanwhile");
    story.listed();
    story.match_all();
    assert_eq!((story.selected(), story.app.list().shown()), ("b", 2));
}

#[test]
fn a_refresh_during_a_refresh_supersedes_it() {
    let mut story = Story::with(&["a"]);
    story.press("R");
    let first = story.calls.last().unwrap().clone();
    story.press("R");
    assert_eq!(story.aborted, std::slice::from_ref(&first));
    story.tell(Event::Reply(first, Reply::Batch([Secret::named("late")].into())));
    story.batch(&["new"]);
    story.listed();
    story.match_all();
    assert_eq!((story.selected(), story.app.list().shown()), ("new", 1));
}

#[test]
fn what_came_before_a_retry_does_not_count() {
    let mut story = Story::begin();
    story.batch(&["a", "b"]);
    story.match_all();
    story.reply(Reply::Retrying { attempt: 2, of: 3, after: Duration::ZERO });
    assert_eq!(story.notice(), "Reading the list again (2 of 3).");
    assert_eq!(story.app.list().shown(), 2, "they stay on the screen until the new ones are whole");
    story.batch(&["a", "b", "c"]);
    story.listed();
    story.match_all();
    assert_eq!((story.app.list().shown(), story.notice()), (3, ""));
}

#[test]
fn a_list_that_breaks_off_keeps_what_came() {
    let mut story = Story::begin();
    story.batch(&["a", "b"]);
    story.match_all();
    story.reply(Reply::Retrying { attempt: 2, of: 2, after: Duration::ZERO });
    story.batch(&["a", "b", "c"]);
    story.failed(FailureKind::Unintelligible(crate::domain::Unclear::CutOff));
    story.match_all();
    assert!(story.app.load().incomplete());
    assert_eq!(story.app.list().shown(), 3, "the longer attempt is shown");
}

#[test]
fn offline_keeps_the_list_and_says_its_age() {
    let mut story = Story::with(&["a"]);
    story.press("R");
    story.failed(FailureKind::Unreachable(NoAnswer::Refused));
    assert!(story.app.load().offline());
    assert_eq!(story.notice(), "Offline; showing the list of 08:00.");
    story.press("R");
    story.batch(&["a"]);
    story.listed();
    story.match_all();
    assert_eq!(story.notice(), "Online again.");
}

#[test]
fn the_best_match_is_selected_until_the_user_moves() {
    let mut story = Story::with(&["alpha", "beta", "pg_one", "pg_two"]);
    story.press("j/pg");
    story.match_all();
    assert_eq!(story.selected(), "pg_one");
    story.press("↓");
    story.press("_");
    story.match_all();
    assert_eq!(story.selected(), "pg_two", "chosen by the user");
    story.press("\x1b");
    story.match_all();
    assert_eq!(story.selected(), "beta", "the row from before the filter");
}

#[test]
fn a_row_found_with_a_kept_filter_stays_selected_without_it() {
    let mut story = Story::with(&["alpha", "beta", "pg_one", "pg_two"]);
    story.press("/pg\n");
    story.match_all();
    story.press("j\x1b");
    story.match_all();
    assert_eq!((story.selected(), story.app.list().shown()), ("pg_two", 4));
}

#[test]
fn keys_typed_ahead_wait_for_the_search_that_decides_what_they_mean() {
    let mut story = Story::with(&["alpha", "beta", "pg_one", "pg_two"]);
    story.press("/pg\nj\t");
    assert_eq!(story.app.focus(), Focus::List, "nothing is done to a row that the user did not mean");
    story.match_all();
    assert_eq!(story.selected(), "pg_two");
    assert_eq!(story.app.focus(), Focus::Detail { scroll: 0 });
}

#[test]
fn keys_typed_before_the_list_wait_for_all_of_it() {
    let mut story = Story::begin();
    story.press("/pg\nj");
    story.batch(&["xxp_old_gx", "pg_b"]);
    story.match_all();
    assert_eq!(story.selected(), "pg_b", "j has not been played yet");
    story.batch(&["pg_a"]);
    story.match_all();
    story.listed();
    story.match_all();
    // The best match of the whole list, and one row down.
    assert_eq!((story.app.list().selected_index(), story.selected()), (1, "pg_b"));
}

#[test]
fn a_key_after_a_new_order_acts_on_what_was_selected() {
    let mut story = Story::with(&["a", "b", "c"]);
    story.press("jSo\t");
    story.match_all();
    assert_eq!((story.selected(), story.app.focus()), ("b", Focus::Detail { scroll: 0 }));
}

#[test]
fn who_has_waited_for_the_list_can_get_away() {
    let mut story = Story::begin();
    story.press("jq");
    assert!(!story.quits, "in one go the order is kept");
    story.advance(Duration::from_secs(1));
    story.press("q");
    assert!(story.quits);
    let mut story = Story::begin();
    story.press("jj");
    story.advance(Duration::from_secs(2));
    story.press("\x1b");
    story.batch(&["a", "b", "c"]);
    story.listed();
    story.match_all();
    assert_eq!(story.selected(), "a", "what waited is forgotten");
}

#[test]
fn a_key_that_waits_keeps_its_place_among_the_others() {
    let mut story = Story::with(&["pg", "pgx", "pgxy"]);
    story.press("/pgx↓y");
    story.match_all();
    assert_eq!(story.app.filter().text(), "pgxy", "y was typed after the arrow, into the same line");
}

#[test]
fn a_late_search_result_is_dropped() {
    let mut story = Story::with(&["a", "b"]);
    story.press("/a");
    let late = story.searches.remove(0);
    story.press("b");
    let (ticket, rows, query, former) = late;
    story.tell(Event::Found(ticket, search(&rows, query, &former)));
    assert_eq!(story.app.list().shown(), 2, "the answer to a pattern that is no more");
    story.match_all();
    assert_eq!(story.app.list().shown(), 0);
}

#[test]
fn escape_undoes_one_thing_at_a_time_and_never_quits() {
    let mut story = Story::with(&["a", "b"]);
    story.press("/a\n");
    story.match_all();
    story.press("\t?");
    assert!(story.app.modal().is_some());
    story.press("\x1b");
    assert!(story.app.modal().is_none() && story.app.focus() != Focus::List);
    story.press("\x1b");
    assert!(story.app.focus() == Focus::List && story.app.filter().is_set());
    story.press("\x1b");
    assert!(!story.app.filter().is_set());
    story.press("\x1b");
    assert!(!story.quits);
}

#[rstest]
#[case::list("")]
#[case::filter("/a")]
#[case::detail("\t")]
#[case::menu("S")]
#[case::help("?")]
fn ctrl_c_quits_from_everywhere(#[case] before: &str) {
    let mut story = Story::with(&["a"]);
    story.press(before);
    story.press("\x03");
    assert!(story.quits);
}

#[test]
fn an_unbound_alt_key_is_escape_and_the_key() {
    let mut story = Story::with(&["a", "b"]);
    story.press("\t");
    story.tell(Event::Key(Key { code: Code::Char('j'), ctrl: false, alt: true }));
    assert_eq!((story.app.focus(), story.selected()), (Focus::List, "b"));
}

#[test]
fn a_paste_outside_a_field_only_hints() {
    let mut story = Story::with(&["a", "q"]);
    story.tell(Event::Paste("qqD\n".to_owned().into()));
    assert!(!story.quits && story.notice().starts_with("There is no field"));
    story.press("/");
    story.tell(Event::Paste("q\n".to_owned().into()));
    story.match_all();
    assert_eq!((story.app.filter().text(), story.selected()), ("q", "q"));
}

#[test]
fn a_refused_token_shows_a_banner_and_takes_no_key() {
    let mut story = Story::with(&["a"]);
    story.press("R/a");
    story.failed(FailureKind::SignedOut(SignedOut::Invalid));
    assert_eq!(story.app.token_time(), token::TokenTime::Out);
    assert_eq!(story.app.context(), Context::Filter, "what was being typed goes on");
}

#[test]
fn the_end_of_the_token_is_told_when_it_is_near_and_when_it_is_there() {
    let mut story = Story::with(&["a"]);
    story.advance(Duration::from_secs(2 * 3600 + 52 * 60));
    assert_eq!(story.notice(), "The token ends in 8 min.");
    story.advance(Duration::from_secs(8 * 60));
    assert_eq!(story.app.token_time(), token::TokenTime::Out);
    story.advance(Duration::from_secs(11));
    assert_eq!(story.notice(), "Your token ended at 11:00; nothing is lost.");
}

#[test]
fn nothing_wakes_the_program_but_what_is_due() {
    let mut story = Story::with(&["a"]);
    story.app.site.claims.expires = None;
    story.tell(Event::Wake);
    assert_eq!(story.app.next_wake(), None);
    story.press("R");
    assert_eq!(story.app.next_wake(), Some(story.now.instant + SHOW_WAIT_AFTER));
    story.advance(SHOW_WAIT_AFTER);
    assert!(story.app.next_wake().unwrap() <= story.now.instant + SPINNER_FRAME);
    story.listed();
    story.match_all();
    assert_eq!(story.app.next_wake(), None);
}

#[test]
fn the_minute_of_the_token_is_the_only_timer_of_an_idle_screen() {
    let story = Story::with(&["a"]);
    let wait = story.app.next_wake().unwrap() - story.now.instant;
    assert!(wait <= Duration::from_secs(61), "{wait:?}");
}

#[test]
fn a_chosen_order_is_asked_for() {
    let mut story = Story::with(&["a", "b"]);
    story.press("So");
    assert_eq!(story.searches.last().unwrap().2.sort, Sort::Owner);
    story.match_all();
    story.press("S↓\n");
    assert!(story.searches.is_empty(), "the cursor was on the last line: nothing changes");
}

#[test]
fn unreadable_entries_are_told() {
    let mut story = Story::begin();
    story.batch(&["a"]);
    let answer = Answer::Listed { rows: 1, unreadable: 2, bytes: 9, parsed_in: Duration::ZERO };
    story.reply(Reply::Final(Ok(answer)));
    story.match_all();
    assert_eq!(story.notice(), "2 entries of the list could not be read and are not shown.");
}

#[test]
fn a_resize_keeps_the_selection() {
    let ids: Vec<String> = (0..100).map(|n| format!("s{n:03}")).collect();
    let mut story = Story::with(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    story.press("G");
    for size in [Size::new(40, 10), Size::new(1, 1), Size::new(200, 60), Size::new(80, 24)] {
        story.tell(Event::Resized(size));
        assert_eq!(story.selected(), "s099");
    }
    let visible: Vec<_> = story.app.list().visible().map(|(index, ..)| index).collect();
    assert!(visible.contains(&99));
}

#[test]
fn events_and_effects_do_not_print_what_they_carry() {
    let event = Event::Key(Key::char('x'));
    assert_eq!(format!("{event:?} {:?}", Event::Paste("pw".to_owned().into())), "Key Paste");
    let batch: Arc<[Secret]> = [Secret::named("a")].into();
    let rows = Rows::from_iter(batch.iter().cloned());
    assert_eq!(format!("{:?}", Effect::Discard(rows)), "Discard(1 rows)");
}
