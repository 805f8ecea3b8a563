//! Stories about restarting the pods of several secrets: which are meant, what the plan says, and what a rollout of
//! several keeps from them.

use std::time::Duration;

use rstest::rstest;

use tapis_secrets::core::records::{FoundRecord, Process, RecordReport};
use tapis_secrets::domain::Pod;
use tapis_secrets::domain::pod::{MapKey, MapValue, PodPermissions};
use tapis_secrets::work::rollout::{Holds, SecretRecord};

use super::rollout;
use super::write::secret;
use crate::support::app_test::setup::screen_site as site;
use crate::support::pods::{pod, reference};
use crate::support::prelude::*;

/// Four secrets, none of them marked; the first one is selected.
fn four(settings: Settings) -> AppTest {
    let secrets = ["a", "b", "c", "d"].map(|id| secret(id, "", id != "c", true));
    let mut story = AppTest::set_up(site(), settings, 100, 36);
    story.list(secrets.into());
    story
}

/// With `a`, `b` and `c` marked, and `c` selected.
fn marked() -> AppTest {
    let mut story = four(Settings::default());
    story.press("3 k");
    story
}

/// `web` uses `a` and `b`, `api` uses `b`, `job` is stopped and uses `a`, `other` uses `d`.
fn pods() -> Vec<Pod> {
    let web = pod("web", "AVAILABLE", "A", "a");
    let second = MapKey { name: "B".into(), value: MapValue::Secret(reference("b")), is_override: false };
    let keys = web.keys.iter().cloned().chain([second]).collect();
    vec![
        Pod { keys, ..web },
        pod("api", "AVAILABLE", "B", "b"),
        pod("job", "STOPPED", "A", "a"),
        pod("other", "AVAILABLE", "D", "d"),
    ]
}

impl AppTest {
    /// The pods come, and the user may restart all of them.
    fn pods_are_known(&mut self) {
        self.pods_come(pods(), true);
        let is_open = |(_, request): &&(Ticket, Request)| matches!(request, Request::GetPodPermissions(_));
        let open: Vec<_> = self.asked.iter().filter(is_open).map(|(ticket, _)| ticket.clone()).collect();
        for ticket in open {
            let mut permissions = PodPermissions::default();
            permissions.add("alice:ADMIN");
            let answer = Ok(Answer::GotPodPermissions(permissions));
            self.tell(Event::Reply(ticket, Reply::Final(answer)));
        }
    }

    /// The row of the dialog that begins with these words, without its marks.
    #[track_caller]
    fn told_of(&self, words: &str) -> String {
        // One that fills the screen has no frame.
        let screen = || self.screen().lines().map(str::to_owned).collect();
        let rows = self.dialog_box().map_or_else(screen, |dialog| dialog.rows);
        let plain = |row: &String| {
            let words = row.split_whitespace().filter(|word| !["▌", "secrets", "restart"].contains(word));
            words.collect::<Vec<_>>().join(" ")
        };
        let found = rows.iter().map(plain).find(|row| row.starts_with(words));
        found.unwrap_or_else(|| panic!("nothing is told of {words}\n{}", self.screen()))
    }
}

/// The plan for the marked ones, with all that it wants to know.
fn planned() -> AppTest {
    let mut story = marked();
    story.press(":restart pods\n");
    story.pods_are_known();
    story
}

#[test]
fn the_plan_lists_all_marked_secrets_and_each_of_their_pods_once() {
    let mut story = planned();
    assert!(story.asks("Restart the pods of 3 secrets"), "{}", story.screen());
    assert_eq!(story.told_of("a "), "a 2 pods");
    assert_eq!(story.told_of("b "), "b 2 pods");
    assert_eq!(story.told_of("c "), "c no pod that you can list");
    assert_eq!(story.told_of("[x] web"), "[x] web canary available, up 3 d; uses a and b");
    assert_eq!(story.told_of("[x] api"), "[x] api available, up 3 d; uses b");
    assert!(story.told_of("- job").ends_with("uses a"), "{}", story.screen());
    let text = story.dialog_text();
    assert_eq!((text.matches("web").count(), text.contains("other")), (1, false), "{text}");
    assert!(text.contains("Pods that you cannot list may use them, too."), "{text}");
    assert!(text.contains("2 pods, about"), "{text}");
    assert!(
        !text.contains("new value") && !text.contains("provider") && !text.contains("way back"),
        "{text}"
    );
    assert!(story.values.is_empty() && story.random.is_empty(), "no value is read or made");
    story.press(" ");
    assert_eq!(story.notice(), "To leave a secret out, close the plan and take its mark away.");
    story.press("\x1b");
    assert!(!story.has_dialog() && story.writes().is_empty());
}

#[test]
fn a_pod_that_several_of_them_use_is_asked_about_once() {
    let story = planned();
    let asked = story.pods_asked();
    let permissions = asked.iter().filter(|one| one.starts_with("get_pod_permissions"));
    assert_eq!(
        permissions.collect::<Vec<_>>(),
        ["get_pod_permissions web", "get_pod_permissions api", "get_pod_permissions job"]
    );
}

#[test]
fn a_plan_of_many_pods_is_made_step_by_step_and_nothing_wakes_it_then() {
    let mut story = marked();
    story.press(":restart pods\n");
    story.pods_come((0..350).map(|n| pod(&format!("web{n}"), "AVAILABLE", "A", "a")).collect(), true);
    assert_eq!(story.told_of("a "), "a 50 pods", "the loop does not stand still for all of them");
    story.press("\x13");
    assert_eq!(story.notice(), "The pods and your permissions are still being read.");
    let is_due = |story: &AppTest| story.app.next_wake().is_due(story.now);
    let mut wakes = 0;
    while is_due(&story) {
        story.tell(Event::Wake);
        wakes += 1;
    }
    assert_eq!(story.told_of("1 a "), "1 a 350 pods");
    assert!((1..=6).contains(&wakes), "{wakes}");
    story.press("G");
    assert!(story.told_of("[ ] web349").contains("your permission is not known"), "{}", story.screen());
}

#[rstest]
#[case::type_one("t")]
#[case::generate("\x07")]
#[case::from_a_file("\x06")]
#[case::edit("\x18")]
fn several_secrets_get_no_new_value(#[case] key: &str) {
    let mut story = planned();
    story.press(key);
    assert_eq!(story.notice(), "The pods of several secrets are only restarted; r rotates one secret.");
    assert!(story.asks("Restart the pods of 3 secrets") && story.edits.is_empty() && story.random.is_empty());
    story.press("?");
    assert!(story.screen().contains("restart the pod later") && !story.screen().contains("the new value"));
}

#[test]
fn r_asks_whether_the_marked_ones_or_the_selected_one_is_meant() {
    let mut story = marked();
    story.press("r");
    assert!(story.asks("Restart pods, or rotate?"), "{}", story.screen());
    let text = story.dialog_text();
    assert!(text.contains("restart the pods of 3 secrets") && text.contains("rotate c alone"), "{text}");
    story.press("m");
    assert!(story.asks("Restart the pods of 3 secrets"), "{}", story.screen());
    story.press("\x1brs");
    assert!(story.asks("Rotate c"), "{}", story.screen());
}

#[rstest]
#[case::nothing_is_marked("")]
#[case::only_it_is_marked(" k")]
fn r_rotates_at_once_where_only_one_can_be_meant(#[case] keys: &str) {
    let mut story = four(Settings::default());
    story.press(keys);
    story.press("r");
    assert!(story.asks("Rotate a"), "{}", story.screen());
}

#[test]
fn restarting_asks_which_are_meant_where_the_selected_one_is_not_marked() {
    let mut story = marked();
    story.press("G:restart pods\n");
    assert!(story.asks("Restart the pods of which?"), "{}", story.screen());
    assert!(story.dialog_text().contains("d alone"), "{}", story.screen());
    story.press("s");
    assert!(story.asks("Restart the pods of d"), "{}", story.screen());
    assert!(story.dialog_text().contains("already saved: the pods are only restarted"), "{}", story.screen());
    story.press("\x1b:restart pods\nm");
    assert!(story.asks("Restart the pods of 3 secrets"), "{}", story.screen());
}

#[test]
fn without_marks_the_pods_of_the_selected_one_are_restarted() {
    let mut story = four(Settings::default());
    story.press("j:restart pods\n");
    story.pods_are_known();
    assert!(story.asks("Restart the pods of b"), "{}", story.screen());
    assert_eq!(story.told_of("[x] api"), "[x] api available, up 3 d");
    assert!(story.random.is_empty(), "no value is made");
}

#[test]
fn the_pods_of_the_marked_ones_lead_to_their_plan() {
    let mut story = marked();
    story.press("w");
    story.pods_come(pods(), true);
    story.press("r");
    assert!(story.asks("Restart the pods of 3 secrets"), "{}", story.screen());
}

#[test]
fn a_plan_has_so_many_secrets_at_most() {
    let mut story = four(Settings { bulk_max: 2, ..Settings::default() });
    story.press("3 k:restart pods\n");
    assert_eq!(story.notice(), "3 secrets are marked; a plan has 2 at most (bulk_max). Unmark some.");
    assert!(!story.has_dialog() && story.pods_asked().is_empty());
    story.press("rm");
    assert!(!story.has_dialog(), "{}", story.screen());
}

#[test]
fn the_action_of_the_palette_waits_for_a_search_as_keys_do() {
    let mut story = AppTest::set_up(site(), Settings::default(), 100, 36);
    story.list(["api", "kafka", "pg"].map(|id| secret(id, "", true, true)).into());
    story.hold_searches();
    story.press("/pg\n:restart pods\n");
    assert!(!story.has_dialog(), "the best match is not known yet\n{}", story.screen());
    story.match_all();
    assert!(story.asks("Restart the pods of pg"), "{}", story.screen());
}

#[test]
fn the_palette_of_another_view_says_where_it_works() {
    let mut story = marked();
    story.press("J:restart the pods of the marked\n");
    assert_eq!(story.notice(), "This works in the list; Esc goes back to it.");
    story.press("\x1b\x1b?/restart the pods of the marked");
    assert!(story.screen().contains("restart the pods of the marked secrets"), "{}", story.screen());
}

#[test]
fn without_a_pod_there_is_nothing_to_start() {
    let mut story = planned();
    story.press("jjjj j \x13");
    assert_eq!(story.notice(), "No pod is chosen, so there is nothing to restart.");
    let mut view_only = four(Settings { view_only: true, ..Settings::default() });
    view_only.press("3 k:restart pods\n");
    view_only.pods_are_known();
    view_only.press("\x13");
    assert!(view_only.notice().contains("view only"), "{}", view_only.screen());
}

#[test]
fn production_wants_the_tenant_before_the_pods_of_several_are_restarted() {
    let mut story = AppTest::set_up(Site { danger: true, ..site() }, Settings::default(), 100, 36);
    story.list(["a", "b"].map(|id| secret(id, "", true, true)).into());
    story.press("2 k:restart pods\n");
    story.pods_are_known();
    story.press("\x13");
    assert!(story.asks("Production: type the tenant's name to start"), "{}", story.screen());
}

/// A restart of the pods of these secrets that an earlier run of the program left.
fn left(ids: &[&str]) -> FoundRecord {
    numbered(2, ids)
}

fn numbered(number: u32, ids: &[&str]) -> FoundRecord {
    let secret = |id: &&str| SecretRecord {
        id: (*id).to_owned(),
        is_written: false,
        holds: Holds::New { verified: false },
        settled: true,
    };
    rollout::left("", number, ids.iter().map(secret).collect())
}

#[test]
fn a_restart_of_several_that_was_left_is_found_and_gone_on_with() {
    let mut story = marked();
    let record = left(&["a", "b", "c"]);
    let (name, content) = (record.name.clone(), record.content.clone());
    story.tell(Event::Records(RecordReport::Found(vec![record], Process::default())));
    assert!(story.notice().starts_with("A rollout of a and 2 more stopped at 0 of 0"), "{}", story.notice());
    // The message is about it, so that nobody is asked about the marks.
    story.press("rg\n");
    story.tell(Event::Records(RecordReport::Taken(name, Some(content))));
    let text = story.dialog_text();
    assert!(story.asks("Restarting the pods of 3 secrets"), "{}", story.screen());
    assert!(text.contains("a, b and c") && text.contains("A rollout of a and 2 more was found."), "{text}");
    story.press("\x1b-");
    // It concerns each of them, and no other.
    for (id, keys) in [("a", "g"), ("b", "gj"), ("c", "gjj")] {
        // What follows a key at once is meant for the form that it did not open.
        story.advance(Duration::from_secs(30));
        story.press(keys);
        story.press("e");
        assert!(story.notice().starts_with(&format!("{id} is being rolled out")), "{}", story.screen());
        assert!(!story.has_form());
    }
    story.advance(Duration::from_secs(30));
    story.press("Ge");
    assert!(story.has_form(), "{}", story.screen());
}

#[test]
fn what_was_left_waits_for_another_process_that_has_one_of_its_secrets() {
    let mut story = marked();
    let other = FoundRecord { is_held: true, ..numbered(3, &["d", "b"]) };
    let found = |records| Event::Records(RecordReport::Found(records, Process::default()));
    story.tell(found(vec![left(&["a", "b", "c"]), other]));
    story.press("rg\n");
    let said = story.notice();
    assert!(said.starts_with("b and 1 more are being rolled out by process"), "{said}");
    story.tell(found(vec![left(&["a", "b", "c"]), numbered(3, &["d", "b"])]));
    story.advance(Duration::from_secs(30));
    story.press("\n");
    assert!(!story.notice().contains("are being rolled out"), "{}", story.screen());
}

#[test]
fn quitting_names_all_secrets_of_a_rollout() {
    let mut story = marked();
    let record = left(&["a", "b", "c"]);
    let (name, content) = (record.name.clone(), record.content.clone());
    story.tell(Event::Records(RecordReport::Found(vec![record], Process::default())));
    story.press("rg\n");
    story.tell(Event::Records(RecordReport::Taken(name, Some(content))));
    story.press("\x1bq");
    let question = story.question();
    assert!(
        question.contains("The rollout of a and 2 more goes no further then; its record stays."),
        "{question}"
    );
    assert!(!question.contains("old value"), "none is held: {question}");
}
