//! Restarting the pods of several secrets against the embedded service: which restarts reach it, in which order, and what
//! is left for the next run of the program.

use std::path::Path;
use std::time::Duration;

use tapis_secrets::demo::{PodOutcome, Service};

use super::rollout::{begin, beside, pass_until, restarts, wait_until_free};
use crate::support::clock::options;
use crate::support::prelude::*;

/// Three secrets, two of which `webfront` uses.
const SECRETS: [&str; 3] = ["postgres_main_password", "redis_password", "webfront_session_key"];
/// Their pods that run and that the user may restart, in the order of the plan.
const PODS: [&str; 6] = ["webfront", "celeryworkers", "portalapi", "pgbouncer", "rediscache", "reports"];

/// The plan for the three, when everything in it is known.
fn plan(test: &mut AppTest) -> String {
    for id in SECRETS {
        test.select(id);
        test.press(" k");
    }
    test.press(":restart pods<enter>");
    test.wait_until("the permissions", |screen| {
        screen.contains("6 pods, about") && screen.contains("needs ADMIN")
    })
}

/// The program on a service of its own, whose plan was started.
fn started(records: Option<&Path>) -> AppTest {
    let mut test = begin(Service::start(options()).unwrap(), records);
    plan(&mut test);
    test.press("<c-s>");
    test.wait_for("─ Restarting the pods of 3 secrets ");
    test
}

#[test]
fn each_pod_is_restarted_once_and_no_value_is_read_or_written() {
    let mut test = begin(Service::start(options()).unwrap(), None);
    let screen = plan(&mut test);
    assert!(screen.contains("─ Restart the pods of 3 secrets "), "{screen}");
    assert!(SECRETS.iter().all(|id| screen.contains(id)), "{screen}");
    assert!(restarts(test.service()).is_empty(), "a plan changes nothing");
    test.press("<c-s>");
    let screen = pass_until(&mut test, "Go on");
    assert!(screen.contains("webfront       is restarted and up"), "{screen}");
    assert_eq!(restarts(test.service()), ["webfront"], "the canary is alone");
    test.press("<enter>");
    let screen = pass_until(&mut test, "Restarted the pods of postgres_main_password and 2 more: 6 are up.");
    assert!(!screen.contains("new value"), "nobody knows which values they are\n{screen}");
    assert_eq!(restarts(test.service()), PODS);
    assert!(test.values_asked_for().is_empty() && test.service_writes().is_empty());
    let told = |id: &str| -> Vec<_> {
        let of_it = test.app.journal().entries().iter().filter(move |entry| entry.id.as_str() == id);
        of_it.map(|entry| entry.outcome.text().to_owned()).collect()
    };
    let steps = told(SECRETS[0]);
    assert_eq!(steps[0], "began, 6 pods to restart, also for redis_password and webfront_session_key");
    for pod in PODS {
        assert!(steps.contains(&format!("{pod}: is restarted and up")), "{pod} {steps:?}");
    }
    for id in &SECRETS[1..] {
        let ends = [
            "began with postgres_main_password, whose lines have the steps",
            "over, with postgres_main_password: done",
        ];
        assert_eq!(told(id), ends, "each secret has its begin and its end");
    }
}

#[test]
fn the_first_failure_stops_it() {
    let mut test = started(None);
    test.service().set_pod_outcome("celeryworkers", PodOutcome::CrashLoop);
    pass_until(&mut test, "Go on");
    test.press("<enter>");
    let screen = pass_until(&mut test, "Restart celeryworkers again");
    assert!(screen.contains("▌ Leave it as it is") && screen.contains("✗ celeryworkers"), "{screen}");
    assert!(screen.contains("webfront is up after its restart, celeryworkers is down,"), "{screen}");
    assert!(!screen.contains("Restore") && !screen.contains("old value"), "there is no way back\n{screen}");
    assert_eq!(restarts(test.service()), ["webfront", "celeryworkers"]);
    test.service().set_pod_outcome("celeryworkers", PodOutcome::Up);
    test.press("j<enter>");
    pass_until(&mut test, "celeryworkers came up");
    test.press("<enter>");
    pass_until(&mut test, "Restarted the pods of postgres_main_password and 2 more: 6 are up.");
    assert_eq!(restarts(test.service()).len(), 7, "one of them twice, as somebody said");
}

#[test]
fn it_concerns_each_of_its_secrets() {
    let mut test = started(None);
    pass_until(&mut test, "Go on");
    test.press("<esc>");
    for id in SECRETS {
        test.advance(Duration::from_secs(30));
        test.select(id);
        for keys in ["e", "E"] {
            test.press(keys);
            assert!(
                test.screen().contains(&format!("{id} is being rolled out")),
                "{keys}\n{}",
                test.screen()
            );
            assert!(!test.has_form());
        }
    }
    test.advance(Duration::from_secs(30));
    test.press("D");
    let screen = test.wait_for("Delete 3 secrets");
    assert_eq!(screen.matches("it is being rolled out").count(), 3, "{screen}");
}

#[test]
fn the_record_of_it_is_found_and_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let mut test = started(Some(folder.path()));
    pass_until(&mut test, "Go on");
    let service = test.die();
    wait_until_free(folder.path());
    let mut test = begin(service, Some(folder.path()));
    let screen = test.wait_for("A rollout of postgres_main_password and 2 more stopped at 1 of 6");
    assert!(screen.contains("r look"), "{screen}");
    test.press("r<enter>");
    let screen = test.wait_for("A rollout of postgres_main_password and 2 more was found.");
    assert!(screen.contains("─ Restarting the pods of 3 secrets "), "{screen}");
    assert_eq!(restarts(test.service()), ["webfront"], "nothing is sent before somebody says so");
    test.press("<enter>");
    pass_until(&mut test, "celeryworkers is up");
    test.press("<enter>");
    pass_until(&mut test, "6 are up.");
    assert_eq!(restarts(test.service()), PODS, "each once, whoever has sent it");
    while std::fs::read_dir(folder.path()).unwrap().count() > 0 {
        test.take_one();
    }
}

#[test]
fn a_secret_that_another_process_has_is_named_and_nothing_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = started(Some(folder.path()));
    pass_until(&mut first, "Go on");
    let mut second = beside(&first, folder.path());
    second.advance(Duration::from_secs(1));
    second.select("webfront_session_key");
    second.press(" k");
    second.select("neo4j_auth");
    second.press(" k:restart pods<enter>");
    second.wait_for("1 pod, about");
    second.press("<c-s>");
    second.wait_for("! webfront_session_key and 2 more are being rolled out by process");
    assert!(second.app.rollouts().rollout().is_none());
    assert_eq!(restarts(first.service()), ["webfront"]);
}
