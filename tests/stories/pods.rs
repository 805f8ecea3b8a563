//! Stories about the pods of a secret: what is asked, what the view tells, and what it never claims.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::domain::Pod;
use tapis_secrets::domain::pod::{
    Action as LogAction, ActionLine, ActionLog, Container, Mistake, Place, ScreenOnly, Wrong,
};
use tapis_secrets::domain::uses::{KnownChange, Whose};

use super::sign_in::granted;
use crate::support::app_test::setup::{claims, screen_site};
use crate::support::clock;
use crate::support::data;
use crate::support::pods::{mock, pod, reference};
use crate::support::prelude::*;

const ID: &str = "postgres_main_password";

/// The demo with this secret selected.
fn at_secret() -> AppTest {
    let mut story = AppTest::with_demo(100, 30);
    story.select(ID);
    story
}

/// The view of its pods.
fn open() -> AppTest {
    let mut story = at_secret();
    story.press("w");
    story.pods_come(mock(), true);
    story
}

#[test]
fn the_first_w_asks_for_the_pods_and_the_next_does_not() {
    let mut story = open();
    assert_eq!(story.pods_asked(), ["list_pods"]);
    story.press("<esc>w");
    assert!(story.screen().contains("Pods using postgres_main_password  4"), "{}", story.screen());
    assert_eq!(story.pods_asked(), ["list_pods"]);
    story.press("R");
    assert_eq!(story.pods_asked(), ["list_pods", "list_pods"]);
}

#[test]
fn nobody_asks_for_pods_without_a_key() {
    let mut story = at_secret();
    story.press("R");
    story.list(data::demo(clock::now()));
    assert!(story.pods_asked().is_empty());
}

#[test]
fn a_profile_may_ask_for_them_at_start() {
    let settings = Settings { pods_at_start: true, ..Settings::default() };
    let mut story = AppTest::set_up(screen_site(), settings, 80, 24);
    assert!(story.pods_asked().is_empty(), "the secrets come first");
    story.list(data::demo(clock::now()));
    assert_eq!(story.pods_asked(), ["list_pods"]);
}

#[test]
fn a_view_only_session_may_look() {
    let settings = Settings { view_only: true, ..Settings::default() };
    let mut story = AppTest::set_up(screen_site(), settings, 80, 24);
    story.list(data::demo(clock::now()));
    story.press("w");
    assert_eq!(story.pods_asked(), ["list_pods"]);
}

#[test]
fn it_never_says_that_nobody_uses_a_secret() {
    let mut story = at_secret();
    story.select("smtp_relay_password");
    story.press("w");
    story.pods_come(mock(), true);
    let screen = story.screen();
    assert!(screen.contains("None of the 6 pods that you can list names smtp_relay_password."), "{screen}");
}

#[test]
fn without_any_pod_it_says_so() {
    let mut story = at_secret();
    story.press("w");
    story.pods_come(Vec::new(), true);
    assert!(story.screen().contains("No pods are visible to you."), "{}", story.screen());
}

#[test]
fn an_old_service_is_told_and_the_secrets_stay() {
    let mut story = at_secret();
    story.press("w");
    story.pods_fail(Operation::ListPods, FailureKind::WrongAddress);
    let screen = story.screen();
    assert!(screen.contains("The pods could not be listed: this service does not know them."), "{screen}");
    story.press("!");
    assert!(story.screen().contains("The list of pods did not arrive"), "{}", story.screen());
    story.press("<esc><esc>");
    assert_eq!(story.selected(), ID);
    story.press("w");
    assert_eq!(story.pods_asked(), ["list_pods", "list_pods"], "the key asks again");
}

#[rstest]
#[case::no_permission(FailureKind::NotPermitted, "you may not list pods here")]
#[case::html(FailureKind::Unintelligible(Unclear::Html), "did not answer properly")]
#[case::slow(FailureKind::TimedOut { after: Duration::from_secs(15) }, "no answer within 15 s")]
#[case::fault(FailureKind::ServiceFault, "the service failed")]
fn whatever_fails_is_told_and_the_secrets_stay_usable(#[case] kind: FailureKind, #[case] why: &str) {
    let mut story = at_secret();
    story.press("w");
    story.pods_fail(Operation::ListPods, kind);
    assert!(story.screen().contains(why), "{}", story.screen());
    story.press("<esc>v");
    story.value("hunter2");
    assert!(story.screen().contains("hunter2"));
}

#[test]
fn pods_of_a_list_that_broke_off_are_shown_with_the_reason() {
    let mut story = at_secret();
    story.press("w");
    story.answer_to(Operation::ListPods, Reply::Pods(mock()));
    story.pods_fail(Operation::ListPods, FailureKind::Unintelligible(Unclear::CutOff));
    let screen = story.screen();
    assert!(screen.contains("web1") && screen.contains("did not answer properly"), "{screen}");
}

#[test]
fn pods_that_were_not_looked_into_are_counted() {
    let mut story = at_secret();
    story.press("w");
    let templated = Pod { template: Some("base".into()), ..pod("tpl", "AVAILABLE", "PW", ID) };
    story.pods_come(vec![templated], false);
    assert_eq!(story.pods_asked(), ["list_pods", "get_derived_pod tpl"]);
    story.advance(Duration::from_secs(1));
    assert!(story.screen().contains("looking into pods, 0 of 1"), "{}", story.screen());
    story.press("<esc>");
    let screen = story.screen();
    assert!(screen.contains("One pod was not looked into, and may use secrets, too."), "{screen}");
    assert_eq!(story.aborted.len(), 1);
}

#[test]
fn the_filter_takes_words_of_any_column_and_esc_ends_it() {
    let mut story = open();
    story.press("/pgpass<enter>");
    let screen = story.screen();
    assert!(screen.contains("1 of 4") && screen.contains("worker") && !screen.contains("web1"), "{screen}");
    story.press("<esc>");
    assert!(story.screen().contains("web1"));
    story.press("<esc>");
    assert_eq!(story.selected(), ID);
}

#[test]
fn a_letter_in_the_filter_is_no_command() {
    let mut story = open();
    story.press("/");
    story.press("wbSq");
    assert!(story.screen().contains("Nothing matches wbSq."), "{}", story.screen());
}

#[test]
fn the_cursor_stays_on_its_pod_in_another_order() {
    let mut story = open();
    story.press("g<enter>");
    let first = story.screen().lines().find(|line| line.contains("Pod ")).unwrap().trim().to_owned();
    story.press("<esc>Sn<enter>");
    let again = story.screen().lines().find(|line| line.contains("Pod ")).unwrap().trim().to_owned();
    assert_eq!(first, again);
}

#[test]
fn the_list_can_be_copied() {
    let settings = Settings { clipboard: ClipboardWay::System, ..Settings::default() };
    let mut story = AppTest::set_up(screen_site(), settings, 100, 30);
    story.list(data::demo(clock::now()));
    story.select(ID);
    story.press("w");
    story.pods_come(mock(), true);
    story.press("SnY");
    let copied = story.copied();
    let lines: Vec<_> = copied[0].lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], "batch\tstopped\tnext start\t\tDB_PW\tnothing reads it");
}

#[test]
fn enter_asks_for_what_the_list_does_not_tell_and_leaving_gives_it_up() {
    let mut story = open();
    story.press("/web1<enter><enter>");
    assert_eq!(story.pods_asked()[1..], ["get_pod_logs web1", "get_pod web1"]);
    let message = "printed hunter2";
    let container =
        Container { phase: "Running".into(), message: ScreenOnly::new(message), ..Container::default() };
    let found = Pod { container, ..mock().swap_remove(0) };
    story.answer_to(Operation::GetPod, Reply::Final(Ok(Answer::GotPod(found.into()))));
    let lines = vec![
        ActionLine { at: Some(clock::now()), action: LogAction::Changed(Some("alice".into())) },
        ActionLine { at: None, action: LogAction::Health("health failed to resolve secrets".into()) },
    ];
    let log = ActionLog { lines, is_cut: false };
    story.answer_to(Operation::GetPodLogs, Reply::Final(Ok(Answer::GotActionLog(log))));
    let screen = story.screen();
    for text in [message, "alice changed the pod", "health failed to resolve secrets", "env DATABASE_URL"] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    story.press("L");
    story.press("x");
    assert!(!story.screen().contains("hunter2"), "a lock forgets it");
    story.press("<enter>");
    let before = story.aborted.len();
    story.press("<esc>");
    assert_eq!(story.aborted.len(), before + 2);
}

#[test]
fn a_log_that_may_not_be_read_leaves_the_pod() {
    let mut story = open();
    story.press("<enter>");
    story.pods_fail(Operation::GetPodLogs, FailureKind::NotPermitted);
    let screen = story.screen();
    assert!(screen.contains("Action log") && screen.contains("was not read"), "{screen}");
}

#[test]
fn what_is_broken_is_told_without_any_text_of_a_pod() {
    let mut story = open();
    story.press("b");
    // The pod whose config files are not known is looked into first.
    assert_eq!(story.pods_asked()[1..], ["get_pod messy"]);
    let messy = Pod { files_known: true, ..mock().pop().unwrap() };
    story.answer_to(Operation::GetPod, Reply::Final(Ok(Answer::GotPod(messy.into()))));
    let screen = story.screen();
    for text in [
        "Broken in pods  9",
        "${secret:alice:no_such_secret} does not exist",
        "? messy",
        "${secret:bob:whatever} cannot be checked",
        "a plaintext, which READ on the pod shows",
        "arguments --password",
        "nothing reads it",
    ] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    story.press("G");
    assert!(story.screen().contains("smtp_relay_password"), "{}", story.screen());
    story.press("g");
    assert!(story.screen().contains("batch"), "{}", story.screen());
}

#[test]
fn another_profile_knows_no_pods_of_this_one() {
    let there = Site { address: "dev.tapis.io".into(), ..screen_site() };
    let profile = |site| Profile { site, ..Profile::default() };
    let mut story = AppTest::with_profiles(vec![profile(screen_site()), profile(there)], 80, 24);
    story.list(data::demo(clock::now()));
    story.press("w");
    story.pods_come(mock(), true);
    story.press("<esc>pj<enter>");
    story.token(Ok(Granted { claims: claims("dev"), ..granted() }));
    story.list(data::demo(clock::now()));
    story.press("w");
    assert_eq!(story.pods_asked(), ["list_pods", "list_pods"]);
}

#[test]
fn after_signing_in_again_the_pods_are_asked_for_again() {
    let mut story = at_secret();
    story.press("w");
    let signed_out = FailureKind::SignedOut(SignedOut::Invalid);
    story.pods_fail(Operation::ListPods, signed_out);
    assert!(story.screen().contains("the token is not accepted"), "{}", story.screen());
    story.press("<esc>s");
    story.press("s3cret<enter>");
    story.token(Ok(granted()));
    assert_eq!(story.pods_asked(), ["list_pods", "list_pods"]);
    story.pods_come(mock(), true);
    story.press("w");
    assert!(story.screen().contains("web1"), "{}", story.screen());
}

#[test]
fn remembered_changes_are_told_in_a_table_that_is_open() {
    let settings = Settings { remember_changes: true, ..Settings::default() };
    let mut story = AppTest::set_up(screen_site(), settings, 100, 30);
    story.list(data::demo(clock::now()));
    story.select(ID);
    story.press("w");
    story.pods_come(mock(), true);
    assert!(!story.screen().contains("old value"), "{}", story.screen());
    let whose = Whose::of(&screen_site()).unwrap();
    let change = KnownChange { id: ID.into(), owner: "alice".into(), at: clock::now() };
    story.tell(Event::Recalled(whose, Ok(vec![change])));
    assert!(story.screen().contains("old value"), "{}", story.screen());
}

#[test]
fn nothing_is_claimed_of_a_pod_that_names_the_secret_by_mistake_only() {
    let mut story = at_secret();
    story.press("w");
    let wrong = Mistake { place: Place::Command, wrong: Wrong::Text(reference(ID)) };
    let started = pod("mistaken", "AVAILABLE", "DB_PW", ID);
    story.pods_come(vec![Pod { keys: [].into(), mistakes: [wrong].into(), ..started }], true);
    let row = |story: &AppTest| {
        story.screen().lines().find_map(|line| Some(line.split_once("! mistaken")?.1.to_owned()))
    };
    for key in ["", "<esc>"] {
        story.press(key);
        let row = row(&story).unwrap();
        assert_eq!(row.split_whitespace().take(2).collect::<Vec<_>>(), ["available", "-"]);
    }
}

#[test]
fn a_save_says_how_many_pods_run_the_old_value() {
    let mut story = open();
    story.press("<esc>e");
    let secret = data::demo(clock::now()).into_iter().find(|secret| secret.id.as_str() == ID).unwrap();
    story.got(secret.clone());
    story.press("new");
    story.press("<c-s>");
    story.press("<c-s>");
    story.answer(Ok(Answer::Updated(Box::new(secret))));
    assert_eq!(story.notice(), "Saved postgres_main_password: value; 2 of 4 pods run the old one.");
}
