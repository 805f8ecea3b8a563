//! The pods of a secret: the table, a pod, what is broken, and what is missing.

use std::time::Duration;

use tapis_secrets::domain::Pod;
use tapis_secrets::domain::pod::{Action as LogAction, ActionLine, ActionLog};

use crate::shots;
use crate::support::clock;
use crate::support::pods::{mock, pod};
use crate::support::prelude::*;
use crate::support::screen::{DARK, styled, text};

const SIZES: [(u16, u16); 4] = [(40, 10), (80, 24), (120, 40), (200, 60)];
const ID: &str = "postgres_main_password";

fn asked(width: u16, height: u16) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    stage.select(ID);
    stage.press("w");
    stage
}

fn open(width: u16, height: u16) -> AppTest {
    let mut stage = asked(width, height);
    stage.pods_come(mock(), true);
    stage
}

/// The pods with texts that no pod should have.
fn hostile(width: u16, height: u16) -> AppTest {
    let mut stage = asked(width, height);
    let evil = "\u{202e}evil\u{1b}[31m\nname";
    let mut pods: Vec<Pod> = (0..40)
        .map(|n| pod(&format!("a-pod-with-a-name-that-goes-on-and-on-{n:02}"), "AVAILABLE", "DB_PW", ID))
        .collect();
    pods.push(pod(evil, "\u{9b}31mODD", &format!("KEY-{evil}"), ID));
    pods.push(pod("中文-名字", "AVAILABLE", "DB_PW", ID));
    stage.pods_come(pods, true);
    stage.press("Sn");
    stage.press("G");
    stage
}

#[test]
fn the_pods_of_a_secret() {
    shots("pods", &SIZES, open);
    let stage = open(80, 24);
    insta::assert_snapshot!("pods_styled", styled(&stage.draw(DARK)));
    insta::assert_snapshot!("pods_ascii", text(&stage.draw(Theme { ascii: true, ..DARK })));
}

/// Back in the detail, where the pods are told under the value.
fn back(width: u16, height: u16) -> AppTest {
    let mut stage = open(width, height);
    stage.press("<esc>");
    stage
}

#[test]
fn the_detail_tells_the_pods_under_the_value() {
    shots("detail_used_by", &SIZES, back);
    shots("detail_used_by_none", &SIZES[1..2], |w, h| {
        let mut stage = back(w, h);
        stage.select("acme_dns_token");
        stage
    });
    shots("detail_used_by_unknown", &SIZES[1..2], |w, h| {
        let mut stage = asked(w, h);
        stage.pods_fail(Operation::ListPods, FailureKind::WrongAddress);
        stage.press("<esc>");
        stage
    });
}

#[test]
fn pods_on_their_way() {
    shots("pods_asked", &SIZES[..2], |w, h| {
        let mut stage = asked(w, h);
        stage.answer_to(Operation::ListPods, Reply::Pods(mock()));
        stage.advance(Duration::from_secs(1));
        stage
    });
}

#[test]
fn pods_that_cannot_be_listed() {
    shots("pods_failed", &SIZES[..2], |w, h| {
        let mut stage = asked(w, h);
        stage.pods_fail(Operation::ListPods, FailureKind::WrongAddress);
        stage
    });
}

#[test]
fn a_filter_over_the_pods() {
    shots("pods_filter", &SIZES[..2], |w, h| {
        let mut stage = open(w, h);
        stage.press("/web");
        stage
    });
}

#[test]
fn the_orders_of_the_pods() {
    shots("pods_sort", &SIZES[..2], |w, h| {
        let mut stage = open(w, h);
        stage.press("S");
        stage
    });
}

#[test]
fn one_pod() {
    shots("pod", &SIZES, |w, h| {
        let mut stage = open(w, h);
        stage.press("/web1<enter><enter>");
        let found = mock().swap_remove(0);
        stage.answer_to(Operation::GetPod, Reply::Final(Ok(Answer::GotPod(found.into()))));
        let line = |action| ActionLine { at: Some(clock::now()), action };
        let lines = vec![
            line(LogAction::Spawner("spawner set status to CREATING".into())),
            line(LogAction::Ran("alice".into(), "restart_pod, set to RESTART".into())),
            line(LogAction::Changed(Some("alice".into()))),
        ];
        let log = Answer::GotActionLog(ActionLog { lines, is_cut: true });
        stage.answer_to(Operation::GetPodLogs, Reply::Final(Ok(log)));
        stage
    });
}

#[test]
fn what_is_broken() {
    shots("pods_broken", &SIZES, |w, h| {
        let mut stage = open(w, h);
        stage.press("b");
        let messy = Pod { files_known: true, ..mock().pop().unwrap() };
        stage.answer_to(Operation::GetPod, Reply::Final(Ok(Answer::GotPod(messy.into()))));
        stage
    });
}

#[test]
fn texts_that_no_pod_should_have() {
    shots("pods_hostile", &SIZES, hostile);
}

#[test]
fn the_keys_of_the_pods() {
    let mut stage = open(80, 30);
    stage.press("?");
    insta::assert_snapshot!("pods_help", stage.screen());
}
