//! Rollouts against the embedded service, whose pods live through their restarts: planned, started, watched, stopped,
//! taken back, and gone on with by another run of the program.

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;
use tapis_secrets::config::{Config, Source};
use tapis_secrets::demo::{PodOutcome, Service};
use tapis_secrets::domain::{BaseUrl, Token};

use crate::support::answers::error;
use crate::support::clock::options;
use crate::support::prelude::*;
use crate::support::service::value_of;

const SECRET: &str = "postgres_main_password";

/// The program on this service, with its records in this folder, and the secret selected.
pub(crate) fn begin(service: Service, records: Option<&std::path::Path>) -> AppTest {
    begin_with(service, records, Settings::default())
}

fn begin_with(service: Service, records: Option<&std::path::Path>, settings: Settings) -> AppTest {
    let base_url = BaseUrl::parse(&service.base_url(), false).unwrap();
    let token = Arc::new(Token::new(service.token()).unwrap());
    let profile = Config::default().environment(base_url, Source::BuiltIn, Some(token));
    let size = Size { width: 100, height: 40 };
    let records = records.map(std::path::Path::to_owned);
    let mut test =
        AppTest::with_records(vec![Arc::new(profile)], service, hasty(), settings, (size, records));
    test.wait_for("by name");
    test.wait_found();
    test
}

/// The program at a profile with these lines, and at another one.
fn with_lines(lines: &str) -> (AppTest, Service) {
    let there = Service::start(options()).unwrap();
    let here = Service::start(options()).unwrap();
    let profile = |name: &str, service: &Service, lines: &str| {
        let (url, token) = (service.base_url(), service.token());
        format!("[profiles.{name}]\nbase_url = \"{url}\"\ntoken_command = [\"echo\", \"{token}\"]\n{lines}\n")
    };
    let config = profile("here", &here, lines) + &profile("there", &there, "");
    let mut test = AppTest::with_config(&config, here, 100, 40);
    test.wait_for("by name");
    test.wait_found();
    (test, there)
}

fn on_demo() -> AppTest {
    begin(Service::start(options()).unwrap(), None)
}

/// Opens the plan, when everything in it is known.
fn plan(test: &mut AppTest) -> String {
    test.select(SECRET);
    test.press("r");
    test.wait_until("the permissions", |screen| {
        screen.contains("4 pods, about") && screen.contains("needs ADMIN")
    })
}

/// Plans that nothing outside the pods checks the value, and starts.
fn start(test: &mut AppTest) {
    wants_start(test);
    test.wait_for("─ Rolling out ");
}

fn wants_start(test: &mut AppTest) {
    plan(test);
    test.press("jj <c-s>");
}

/// Another program at the same place, with the same records.
pub(crate) fn beside(first: &AppTest, folder: &std::path::Path) -> AppTest {
    let base_url = BaseUrl::parse(&first.service().base_url(), false).unwrap();
    let token = Arc::new(Token::new(first.service().token()).unwrap());
    let profile = Config::default().environment(base_url, Source::BuiltIn, Some(token));
    let spare = Service::start(options()).unwrap();
    let size = Size { width: 100, height: 40 };
    let records = Some(folder.to_owned());
    let mut test =
        AppTest::with_records(vec![Arc::new(profile)], spare, hasty(), Settings::default(), (size, records));
    test.wait_for("by name");
    test.wait_found();
    test
}

/// Lets time pass for the program and the service alike, until `text` is on the screen.
pub(crate) fn pass_until(test: &mut AppTest, text: &str) -> String {
    const STEP: Duration = Duration::from_secs(2);
    for _ in 0..300 {
        let screen = test.screen();
        if screen.contains(text) {
            return screen;
        }
        test.service().advance(STEP);
        test.advance(STEP);
        test.settle();
    }
    panic!("no {text:?}:\n{}", test.screen());
}

/// Waits until nobody has a record any more: the thread of a program that died gives it back.
pub(crate) fn wait_until_free(folder: &std::path::Path) {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    for lock in files.filter(|path| path.extension().is_some_and(|ending| ending == "lock")) {
        std::fs::File::open(lock).unwrap().lock().unwrap();
    }
}

/// The restarts that reached the service, in order.
pub(crate) fn restarts(service: &Service) -> Vec<String> {
    let requests = service.requests().into_iter();
    let pod = |path: String| Some(path.strip_suffix("/restart")?.rsplit('/').next()?.to_owned());
    requests.filter_map(|request| pod(request.path)).collect()
}

/// The value that the newest container of a pod got.
fn runs(service: &Service, pod: &str, key: &str) -> String {
    let starts = service.pod_starts(pod);
    let secrets = starts.last().map(|start| start.secrets.clone()).unwrap_or_default();
    secrets.into_iter().find(|(name, _)| name == key).map(|(_, value)| value).unwrap_or_default()
}

#[test]
fn a_plan_changes_nothing_and_reads_no_value() {
    let mut test = on_demo();
    let screen = plan(&mut test);
    assert!(screen.contains("[x] webfront") && screen.contains("canary"), "{screen}");
    assert!(screen.contains("stopped: takes it at its next start"), "{screen}");
    assert!(screen.contains("complete: a restart would run it again"), "{screen}");
    test.press("<c-s>");
    assert!(test.screen().contains("Say first whether"), "no answer is chosen beforehand\n{}", test.screen());
    test.press("<esc>");
    assert!(test.values_asked_for().is_empty() && test.service_writes().is_empty());
    assert!(restarts(test.service()).is_empty());
}

#[test]
fn all_pods_get_the_new_value_one_after_the_other() {
    let mut test = on_demo();
    let old = value_of(test.service(), SECRET);
    start(&mut test);
    let screen = pass_until(&mut test, "Go on");
    assert!(screen.contains("webfront") && screen.contains("runs the new value"), "{screen}");
    assert_eq!(restarts(test.service()), ["webfront"], "the canary is alone");
    test.press("<enter>");
    pass_until(&mut test, "4 pods run the new value");
    assert_eq!(restarts(test.service()), ["webfront", "celeryworkers", "portalapi", "pgbouncer"]);
    let new = value_of(test.service(), SECRET);
    assert_ne!(new, old);
    assert_eq!(runs(test.service(), "portalapi", "DB_PW"), new);
    assert_eq!(runs(test.service(), "webfront", "DB_PW"), new);
    test.press("<esc>J");
    let journal = test.wait_for("over: done. ");
    assert!(!journal.contains(&new) && !journal.contains(&old), "{journal}");
}

#[test]
fn the_pods_say_which_value_they_run_after_a_rollout() {
    let mut test = on_demo();
    test.resize(120, 40);
    let says = |screen: &str, pod: &str, value: &str| {
        screen.lines().any(|line| line.contains(pod) && line.contains(value))
    };
    start(&mut test);
    pass_until(&mut test, "Go on");
    test.press("<esc>w");
    test.wait_until("the value that each pod runs", |screen| {
        says(screen, "webfront", "new value") && says(screen, "portalapi", "old value")
    });
    test.press("<esc>r<enter><enter>");
    pass_until(&mut test, "4 pods run the new value");
    test.press("<esc>w");
    let restarted = ["webfront", "celeryworkers", "portalapi", "pgbouncer"];
    test.wait_until("the new value in all of them", |screen| {
        restarted.iter().all(|pod| says(screen, pod, "new value"))
    });
}

#[test]
fn the_first_failure_stops_everything_and_the_old_value_comes_back_by_choice_only() {
    let mut test = on_demo();
    let old = value_of(test.service(), SECRET);
    test.service().accept_only("webfront", "DB_PW", &old);
    start(&mut test);
    let screen = pass_until(&mut test, "Leave it as it is");
    assert!(screen.contains("webfront is down"), "{screen}");
    assert!(screen.contains("portalapi") && screen.contains("run"), "{screen}");
    assert!(!screen.contains("Restore the old value"), "nobody has said that it still works\n{screen}");
    assert_eq!(restarts(test.service()), ["webfront"]);
    assert_ne!(value_of(test.service(), SECRET), old, "nothing goes back by itself");
    // Down to the line about the old value, which is ticked; then on to the way back.
    test.press("jj j<enter>");
    pass_until(&mut test, "has its old value again");
    assert_eq!(restarts(test.service()), ["webfront", "webfront"]);
    assert_eq!(value_of(test.service(), SECRET), old);
    assert_eq!(runs(test.service(), "webfront", "DB_PW"), old);
}

#[test]
fn nothing_else_changes_a_secret_that_is_being_rolled_out() {
    let mut test = on_demo();
    start(&mut test);
    pass_until(&mut test, "Go on");
    test.press("<esc>");
    for keys in ["e", "E", "D"] {
        test.press(keys);
        assert!(test.screen().contains("is being rolled out"), "{keys}\n{}", test.screen());
        assert!(!test.has_form());
    }
    // After a pause, keys are not meant for a form that did not open; the first one closes its message.
    test.advance(Duration::from_secs(30));
    test.press("q");
    test.press("q");
    assert!(!test.quits, "it asks");
    assert!(test.screen().contains("value that it holds is gone"), "{}", test.screen());
    test.press("<esc>");
    test.settle();
    assert!(test.screen().contains("✓ webfront"), "it was seen with the new value\n{}", test.screen());
}

#[test]
fn a_rollout_needs_pods_and_a_new_value_is_masked() {
    let mut test = on_demo();
    plan(&mut test);
    test.press("<c-r><c-g>");
    test.wait_for("generated");
    assert!(test.screen().contains("••••"), "{}", test.screen());
    test.press("jj jjj j j j <c-s>");
    assert!(test.screen().contains("No pod is chosen"), "{}", test.screen());
    assert!(test.service_writes().is_empty());
}

#[test]
fn a_lost_restart_is_told_and_never_sent_again() {
    let mut test = on_demo();
    test.service().lose_requests("webfront", 1);
    start(&mut test);
    let screen = pass_until(&mut test, "The service lost the restart of webfront");
    assert!(screen.contains("Leave it as it is") && screen.contains("Restart webfront again"), "{screen}");
    assert_eq!(restarts(test.service()), ["webfront"]);
}

#[test]
fn a_crash_with_any_value_names_the_fault_on_the_screen_and_a_word_in_the_journal() {
    let mut test = on_demo();
    test.service().set_pod_outcome("webfront", PodOutcome::CrashLoop);
    start(&mut test);
    let screen = pass_until(&mut test, "Leave it as it is");
    assert!(screen.contains("failed: CrashLoopBackOff"), "{screen}");
    let told: Vec<_> = test.app.journal().entries().iter().map(|entry| entry.outcome.text()).collect();
    assert!(told.contains(&"webfront: it is in ERROR") && !told.join("").contains("CrashLoop"), "{told:?}");
}

#[test]
fn a_rollout_goes_on_in_the_background_and_can_be_held() {
    let mut test = on_demo();
    start(&mut test);
    pass_until(&mut test, "webfront       restarting");
    test.press("<esc>");
    assert!(test.screen().contains("rollout 0/4"), "{}", test.screen());
    test.press("H");
    assert!(test.screen().contains("stops after the present pod"), "{}", test.screen());
    let screen = pass_until(&mut test, "rollout 1/4");
    assert!(screen.contains("r look"), "{screen}");
    assert_eq!(restarts(test.service()), ["webfront"]);
    // The notice named it, so the cursor stands on its row.
    test.press("r<enter>");
    assert!(test.screen().contains("Leave it as it is"), "{}", test.screen());
    test.press("X");
    assert!(test.screen().contains("Ended the rollout of postgres_main_password"), "{}", test.screen());
    assert!(!test.screen().contains("rollout 1/4"));
}

#[test]
fn quitting_asks_and_leaves_the_record_for_the_next_run_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut test = begin(Service::start(options()).unwrap(), Some(folder.path()));
    start(&mut test);
    test.press("<esc>q");
    let screen = test.screen();
    assert!(screen.contains("Wait until it is over") && screen.contains("Leave now"), "{screen}");
    test.press("<esc>");
    pass_until(&mut test, "rollout 1/4");
    let service = test.die();
    wait_until_free(folder.path());
    let mut test = begin(service, Some(folder.path()));
    let screen = test.wait_for("A rollout of postgres_main_password stopped at 1 of 4");
    assert!(screen.contains("r look"), "{screen}");
    test.press("r<enter>");
    test.wait_for("was found");
    assert_eq!(restarts(test.service()), ["webfront"], "nothing is sent before somebody says so");
    pass_until(&mut test, "webfront runs the new value");
    test.press("<enter>");
    // Nobody had said yet that it goes on: the next pod is watched like the first one.
    pass_until(&mut test, "celeryworkers is up");
    test.press("<enter>");
    pass_until(&mut test, "4 pods run the new value");
    assert_eq!(restarts(test.service()), ["webfront", "celeryworkers", "portalapi", "pgbouncer"]);
    // The record ends with the rollout.
    while std::fs::read_dir(folder.path()).unwrap().count() > 0 {
        test.take_one();
    }
}

#[test]
fn a_pod_that_was_being_restarted_is_shown_as_it_is_and_judged_when_somebody_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut test = begin(Service::start(options()).unwrap(), Some(folder.path()));
    start(&mut test);
    pass_until(&mut test, "webfront       restarting");
    let service = test.die();
    wait_until_free(folder.path());
    service.advance(Duration::from_secs(60));
    let mut test = begin(service, Some(folder.path()));
    test.wait_for("A rollout of postgres_main_password stopped at 0 of 4");
    test.press("r<enter>");
    let screen = test.wait_for("was being restarted; it runs the new value");
    assert!(!screen.contains("restarting: available"), "{screen}");
    test.press("<enter>");
    pass_until(&mut test, "webfront is up");
    assert_eq!(restarts(test.service()), ["webfront"], "no restart is sent a second time");
}

#[test]
fn a_rollout_of_another_process_is_shown_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(options()).unwrap();
    let mut first = begin(service, Some(folder.path()));
    start(&mut first);
    pass_until(&mut first, "Go on");
    let mut second = beside(&first, folder.path());
    second.press("r");
    let screen = second.wait_for("is being rolled out by process");
    assert!(!screen.contains("r look"), "{screen}");
    second.press("g<enter>");
    second.wait_for("! postgres_main_password is being rolled out by");
    assert!(second.app.rollouts().rollout().is_none());
    second.advance(Duration::from_secs(30));
    second.press("gX");
    second.wait_for("! postgres_main_password is being rolled out by");
    second.press("<esc>");
    plan(&mut second);
    second.wait_until("the permissions", |screen| {
        screen.contains("4 pods, about") && screen.contains("needs ADMIN")
    });
    second.advance(Duration::from_secs(30));
    second.press("gjjj <c-s>");
    second.wait_for("! postgres_main_password is being rolled out by");
    assert!(second.app.rollouts().rollout().is_none() && second.service_writes().is_empty());
}

#[test]
fn of_two_open_plans_one_starts_and_the_other_keeps_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = begin(Service::start(options()).unwrap(), Some(folder.path()));
    let mut second = beside(&first, folder.path());
    // Both are one process here, so that the time tells their records apart.
    second.advance(Duration::from_secs(1));
    plan(&mut second);
    second.press("ttyped-here<enter>jj ");
    start(&mut first);
    pass_until(&mut first, "Go on");
    let writes = first.service_writes().len();
    second.press("<c-s>");
    let screen = second.wait_for("! postgres_main_password is being rolled out by process");
    assert!(screen.contains("10 characters, typed") && screen.contains("(x) nothing outside"), "{screen}");
    assert!(second.app.rollouts().rollout().is_none());
    assert_eq!(first.service_writes().len(), writes, "nothing was sent");
    // The first one dies, and its record is found; while it is there, the plan can be started.
    let service = first.die();
    wait_until_free(folder.path());
    second.press("<c-s>");
    second.wait_for("─ Rolling out ");
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 4, "each has its record and its lock");
    drop(service);
}

#[test]
fn whether_another_process_lives_is_looked_at_when_its_row_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = begin(Service::start(options()).unwrap(), Some(folder.path()));
    let mut second = beside(&first, folder.path());
    start(&mut first);
    pass_until(&mut first, "Go on");
    second.press("r");
    second.wait_for("is being rolled out by process");
    let _service = first.die();
    wait_until_free(folder.path());
    second.press("g<enter>");
    second.wait_for("A rollout of postgres_main_password was found.");
    second.press("X");
    second.wait_gone("rollout 1/4");
    while std::fs::read_dir(folder.path()).unwrap().count() > 0 {
        second.take_one();
    }
}

#[test]
fn what_is_typed_as_a_question_appears_answers_nothing() {
    let mut test = on_demo();
    start(&mut test);
    pass_until(&mut test, "Go on");
    assert!(test.app.unheard_until().is_some(), "it has just appeared");
    test.type_on("j");
    test.advance(Duration::from_millis(400));
    test.type_on("\n");
    test.settle();
    assert_eq!(restarts(test.service()), ["webfront"], "{}", test.screen());
    assert!(test.screen().contains("▌ Go on"), "neither counts\n{}", test.screen());
    test.advance(Duration::from_millis(500));
    test.type_on("j\n");
    assert!(test.screen().contains("▌ Leave it as it is"), "{}", test.screen());
}

#[test]
fn a_silent_service_is_told_and_is_no_failure_of_the_pod() {
    let mut test = on_demo();
    start(&mut test);
    pass_until(&mut test, "restarting");
    test.service().answer_pods(Some(error(503, "down")));
    let screen = pass_until(&mut test, "; no answer since 14:0");
    assert!(!screen.contains("Leave it as it is"), "{screen}");
    test.service().answer_pods(None);
    let screen = pass_until(&mut test, "Go on");
    assert!(!screen.contains("no answer"), "{screen}");
}

#[test]
fn on_the_smallest_screen_what_is_asked_can_be_read_and_answered() {
    let mut test = on_demo();
    let old = value_of(test.service(), SECRET);
    test.service().accept_only("webfront", "DB_PW", &old);
    plan(&mut test);
    test.resize(40, 10);
    test.press("gjjj ");
    let screen = test.screen();
    assert!(screen.contains("(x) nothing outside these pods"), "{screen}");
    test.press("<c-s>");
    let screen = pass_until(&mut test, "▌ Leave it as it is");
    let mut seen = screen;
    for _ in 0..10 {
        test.press("k");
        seen += &test.screen();
    }
    for part in ["✗ webfront", "CrashLoopBackOff", "webfront is down", "✓ value", "portalapi      waiting"]
    {
        assert!(seen.contains(part), "no {part:?}\n{seen}");
    }
    test.press("G");
    assert!(test.screen().contains("the old value still works"), "{}", test.screen());
}

/// The screen below the bar, without its times: they depend on when answers came.
fn without_times(screen: &str) -> String {
    let lines = screen.lines().skip(1).map(|line| match line.contains("14:0") {
        true => line.replace(|c: char| c.is_ascii_digit(), "#"),
        false => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn plan_run_and_failure_fit_on_a_small_screen() {
    let mut test = on_demo();
    let old = value_of(test.service(), SECRET);
    test.service().accept_only("webfront", "DB_PW", &old);
    test.resize(80, 24);
    insta::assert_snapshot!("rollout_plan", without_times(&plan(&mut test)));
    test.press("jj <c-s>");
    insta::assert_snapshot!("rollout_failed", without_times(&pass_until(&mut test, "Leave it as it is")));
}

#[test]
fn a_view_only_session_sees_the_plan_and_cannot_start_it() {
    let view_only = Settings { view_only: true, ..Settings::default() };
    let mut test = begin_with(Service::start(options()).unwrap(), None, view_only);
    wants_start(&mut test);
    let screen = test.screen();
    assert!(screen.contains("─ Rotate postgres_main_password") && screen.contains("view only"), "{screen}");
    test.advance(Duration::from_secs(60));
    assert!(test.app.rollouts().rollout().is_none() && test.service_writes().is_empty());
    assert!(test.values_asked_for().is_empty() && restarts(test.service()).is_empty());
}

#[test]
fn production_wants_the_tenant_once_for_the_whole_rollout() {
    let (mut test, _there) = with_lines("danger = true");
    wants_start(&mut test);
    assert!(test.screen().contains("type the tenant's name to start"), "{}", test.screen());
    test.press("dev<enter>");
    assert!(test.app.rollouts().rollout().is_none() && test.service_writes().is_empty(), "{}", test.screen());
    test.press("<c-u>tacc<enter>");
    pass_until(&mut test, "Go on");
    test.press("<enter>");
    pass_until(&mut test, "4 pods run the new value");
}

#[test]
fn a_switch_asks_and_leaves_what_is_under_way() {
    let (mut test, there) = with_lines("");
    start(&mut test);
    pass_until(&mut test, "webfront       restarting");
    test.press("<esc>pj<enter>");
    let screen = test.wait_for("Switch the profile?");
    assert!(screen.contains(SECRET), "it says what goes on\n{screen}");
    test.press("<esc>");
    assert!(test.screen().contains("rollout 0/4"), "{}", test.screen());
    pass_until(&mut test, "rollout 1/4");
    assert_eq!(restarts(test.service()), ["webfront"]);
    assert!(there.requests().is_empty(), "nothing went there");
}

#[test]
fn a_lost_token_pauses_and_nothing_is_sent_until_sign_in() {
    let mut test = on_demo();
    plan(&mut test);
    test.service().answer_next("GET", "/pods/webfront", error(400, "Invalid Tapis token."));
    test.press("jj <c-s>");
    test.wait_for("It waits for a token: s signs in.");
    let before = test.service().requests().len();
    for _ in 0..30 {
        test.service().advance(Duration::from_secs(10));
        test.advance(Duration::from_secs(10));
    }
    assert_eq!(test.service().requests().len(), before, "{}", test.screen());
    assert!(restarts(test.service()).is_empty());
    let password = test.service().password().to_owned();
    test.press(&format!("s{password}<enter>"));
    test.wait_gone("─ Sign in to");
    pass_until(&mut test, "webfront is up");
    assert_eq!(restarts(test.service()), ["webfront"]);
}

#[test]
fn a_saved_value_is_offered_to_the_pods_and_only_restarts_them() {
    let mut test = on_demo();
    test.resize(140, 40);
    test.select(SECRET);
    test.press("enew-one<c-s>");
    test.wait_for("─ Review ");
    test.press("<c-s>");
    test.wait_for("r roll out");
    test.press("r");
    let screen = test.screen();
    assert!(screen.contains("already saved: the pods are only restarted"), "{screen}");
    test.press("<esc>w");
    test.wait_for("of the 18 you can list");
    assert!(test.screen().contains("r roll out"), "{}", test.screen());
    test.press("r");
    let screen = test.screen();
    assert!(screen.contains("─ Restart the pods of postgres_main_password"), "{screen}");
    assert_eq!(value_of(test.service(), SECRET), "new-one");
}
