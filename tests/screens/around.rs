//! What the screen tells of pods around the view of one secret's pods: their number in the list, and what a deletion
//! breaks.

use std::time::Duration;

use tapis_secrets::domain::pod::{MapKey, MapValue, PodStatus};
use tapis_secrets::domain::{Pod, Reference};

use crate::shots;
use crate::support::app_test::setup::screen_site;
use crate::support::prelude::*;
use crate::support::{clock, data};

const ID: &str = "postgres_main_password";
const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (120, 40)];

fn pod(id: &str, status: PodStatus, secret: &str) -> Pod {
    let reference = Reference { user: Some("alice".into()), secret: secret.into() };
    let key = MapKey { name: "KEY".into(), value: MapValue::Secret(reference), is_override: false };
    Pod { status, keys: [key].into(), ..Pod::named(id) }
}

/// Three pods refer to the secret, and two of them run.
fn pods() -> Vec<Pod> {
    vec![
        pod("web1", PodStatus::Available, ID),
        pod("worker", PodStatus::Creating, ID),
        pod("batch", PodStatus::Stopped, ID),
        pod("cache", PodStatus::Available, "redis_password"),
    ]
}

fn answer(stage: &mut AppTest, pods: Vec<Pod>) {
    let asked = stage.asked.iter().rfind(|(_, request)| request.operation() == Operation::ListPods);
    let ticket = asked.expect("the pods were not asked for").0.clone();
    let (rows, bytes, parsed_in) = (pods.len(), 0, Duration::ZERO);
    stage.tell(Event::Reply(ticket.clone(), Reply::Pods(pods)));
    let answer = Answer::PodsListed { rows, unreadable: 0, left_out: 0, merged: true, bytes, parsed_in };
    stage.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
}

/// The pods were asked for at the start.
fn known(width: u16, height: u16) -> AppTest {
    let settings = Settings { pods_at_start: true, ..Settings::default() };
    let mut stage = AppTest::set_up(screen_site(), settings, width, height);
    stage.list(data::demo(clock::now()));
    answer(&mut stage, pods());
    stage.select(ID);
    stage
}

/// A form that deletes waits for the pods.
fn deleting(width: u16, height: u16) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    stage.holds_pods = true;
    stage.select(ID);
    stage.press("D");
    stage.type_on(ID);
    stage
}

#[test]
fn the_number_of_pods_stands_in_the_list() {
    shots("used", &SIZES, known);
}

#[test]
fn known_numbers_stay_where_they_are_while_one_moves() {
    let mut stage = known(120, 40);
    let columns = |stage: &AppTest| {
        let screen = stage.screen();
        let heading = screen.lines().find(|line| line.contains(" used ")).unwrap().to_owned();
        heading.find(" used ").unwrap()
    };
    let before = columns(&stage);
    for key in ["j", "j", "G", "k", "g"] {
        stage.press(key);
        assert_eq!(columns(&stage), before);
    }
}

#[test]
fn a_deletion_waits_for_the_pods_and_tells_what_it_breaks() {
    shots("delete_waits", &SIZES[..2], deleting);
    shots("delete_breaks", &SIZES[..2], |w, h| {
        let mut stage = deleting(w, h);
        answer(&mut stage, pods());
        stage
    });
}

#[test]
fn nothing_is_deleted_before_the_pods_are_known() {
    let mut stage = deleting(80, 24);
    let rows = stage.screen().lines().position(|line| line.contains("[ Delete ]"));
    stage.press("\x13");
    assert!(stage.screen().contains("Nothing was deleted yet: the pods that use it are looked for first."));
    assert!(!stage.asked.iter().any(|(_, request)| request.operation() == Operation::Delete));
    answer(&mut stage, pods());
    let screen = stage.screen();
    assert_eq!(screen.lines().position(|line| line.contains("[ Delete ]")), rows, "nothing jumps");
    stage.press("\x13");
    assert!(stage.asked.iter().any(|(_, request)| request.operation() != Operation::ListPods));
}

#[test]
fn a_deletion_waits_five_seconds_for_the_pods() {
    let mut stage = deleting(80, 24);
    stage.advance(Duration::from_millis(4_900));
    assert!(stage.screen().contains("Looking for the pods that use it"));
    stage.advance(Duration::from_millis(200));
    assert!(stage.screen().contains("is not known: no answer within 5 s."), "{}", stage.screen());
    answer(&mut stage, pods());
    assert!(stage.screen().contains("no answer within 5 s."), "a late answer changes nothing");
}

#[test]
fn a_deletion_says_why_the_pods_are_not_known() {
    let mut stage = deleting(80, 24);
    let ticket = stage.asked.last().unwrap().0.clone();
    let failure = Failure {
        operation: Operation::ListPods,
        subject: None,
        kind: FailureKind::NotPermitted,
        exchange: Exchange::default(),
    };
    stage.tell(Event::Reply(ticket, Reply::Final(Err(Box::new(failure)))));
    assert!(stage.screen().contains("Which pods use it is not known:"), "{}", stage.screen());
}
