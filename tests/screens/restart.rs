//! The plan to restart the pods of several secrets, before everything about it is known and after, and its run.

use tapis_secrets::core::records::{FoundRecord, Process, RecordName, RecordReport};
use tapis_secrets::domain::pod::{MapKey, MapValue, PodPermissions};
use tapis_secrets::domain::{Answer, Pod, Reply, Request};
use tapis_secrets::work::rollout::{Holds, Place, Progress, Record, SCHEMA, SecretRecord};
use tapis_secrets::work::rollout::{PodRecord, Ran};

use crate::shots;
use crate::support::clock::now;
use crate::support::pods::{mock, pod, reference};
use crate::support::prelude::{AppTest, Event};
use crate::support::screen::{DARK, styled};

const SIZES: [(u16, u16); 4] = crate::SIZES;
const SECRETS: [&str; 3] = ["minio_root_password", "postgres_main_password", "redis_password"];

/// The three secrets are marked, and the plan is open.
fn opened(width: u16, height: u16) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    for id in SECRETS {
        stage.select(id);
        stage.press(" k");
    }
    stage.press(":restart pods<enter>");
    stage
}

/// The pods of the mock, and one that uses two of the secrets.
fn pods() -> Vec<Pod> {
    let second = MapValue::Secret(reference("redis_password"));
    let second = MapKey { name: "REDIS".into(), value: second, is_override: false };
    let api = pod("api", "AVAILABLE", "DB", SECRETS[1]);
    let keys = api.keys.iter().cloned().chain([second]).collect();
    mock().into_iter().chain([Pod { keys, ..api }]).collect()
}

/// The same, with everything known: the user may restart all pods but one.
fn planned(width: u16, height: u16) -> AppTest {
    let mut stage = opened(width, height);
    stage.pods_come(pods(), true);
    let is_open = |(_, request): &&(_, Request)| matches!(request, Request::GetPodPermissions(_));
    // Four at a time, so that answers ask for more.
    while let Some(at) = stage.asked.iter().position(|one| is_open(&one)) {
        let (ticket, request) = stage.asked.remove(at);
        let mut permissions = PodPermissions::default();
        let is_others = matches!(&request, Request::GetPodPermissions(pod) if pod.as_str() == "worker");
        permissions.add(if is_others { "bob:ADMIN" } else { "alice:ADMIN" });
        let answer = Ok(Answer::GotPodPermissions(permissions));
        stage.tell(Event::Reply(ticket, Reply::Final(answer)));
    }
    stage
}

#[test]
fn the_plan() {
    shots("restart_opened", &[(80, 24)], opened);
    shots("restart_plan", &SIZES, planned);
    insta::assert_snapshot!("restart_plan_styled", styled(&planned(80, 24).draw(DARK)));
}

#[test]
fn the_questions_which_are_meant() {
    shots("restart_which", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("  :restart pods<enter>");
        stage
    });
    shots("restart_or_rotate", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("  r");
        stage
    });
}

/// The run of a restart that an earlier run of the program left.
fn found(width: u16, height: u16) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    let secret = |id: &str| SecretRecord {
        id: id.to_owned(),
        is_written: false,
        holds: Holds::New { verified: false },
        settled: true,
    };
    let pod = |id: &str, progress| PodRecord {
        pod: id.to_owned(),
        planned: "AVAILABLE".to_owned(),
        progress,
        restarted: false,
        accepted: false,
        runs: Ran::Unknown,
        start: None,
        next_runs: None,
    };
    let record = Record {
        schema: SCHEMA,
        place: Place { origin: "https://tacc.tapis.io".into(), tenant: "tacc".into(), user: "alice".into() },
        runner: Process::default(),
        began: now(),
        at: now(),
        settings: Default::default(),
        back: false,
        canary_passed: true,
        stopped: true,
        order: vec!["api".to_owned(), "web1".to_owned()],
        secrets: SECRETS.map(secret).into(),
        pods: vec![pod("api", Progress::Ended("done".to_owned())), pod("web1", Progress::Waiting)],
    };
    let (name, content) = (RecordName::new(1, 2), serde_json::to_vec(&record).unwrap());
    let one = FoundRecord { name: name.clone(), content: content.clone(), is_held: false };
    stage.tell(Event::Records(RecordReport::Found(vec![one], Process::default())));
    stage.press("rg<enter>");
    stage.tell(Event::Records(RecordReport::Taken(name, Some(content))));
    stage
}

#[test]
fn the_run() {
    shots("restart_found", &SIZES, found);
}

#[test]
fn no_size_makes_the_plan_panic() {
    let mut stage = planned(80, 24);
    for width in (0..=12).chain(36..=84).step_by(6).chain([160, 400]) {
        for height in [0, 1, 2, 9, 10, 11, 12, 15, 16, 19, 20, 30, 60] {
            stage.resize(width, height);
            stage.draw(DARK);
        }
    }
}
