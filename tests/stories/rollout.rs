//! Stories about the plan of a rollout: where its new value comes from, and who may start it.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::core::records::{FoundRecord, Process, RecordName, RecordReport};
use tapis_secrets::work::rollout::{Holds, Place, Record, SCHEMA, SecretRecord};

use crate::support::app_test::setup::screen_site;
use crate::support::pods::mock;
use crate::support::prelude::*;
use crate::support::{clock, data};

const ID: &str = "postgres_main_password";

/// The plan for this secret, with the pods that use it.
fn planned() -> AppTest {
    let mut story = AppTest::with_demo(100, 40);
    story.select(ID);
    story.press("r");
    story.pods_come(mock(), true);
    story
}

fn changed(value: &str) -> EditorEnd {
    EditorEnd::Changed { value: SecretValue::new(value.to_owned()), trimmed: true }
}

#[test]
fn the_new_value_comes_from_the_editor() {
    let mut story = planned();
    story.press("<c-x>");
    assert!(story.screen().contains("Ctrl-x edit  s saved"), "{}", story.screen());
    assert_eq!(story.edits, ["edit \"\""], "no value of the service is read for it");
    story.opens();
    story.ends(changed("from-vim"));
    let screen = story.screen();
    assert!(
        screen.contains("from the editor") && screen.contains("newline that the editor added"),
        "{screen}"
    );
    assert!(!screen.contains("from-vim"), "{screen}");
    story.press("<c-r>");
    assert!(story.screen().contains("from-vim"), "{}", story.screen());
    assert!(story.values.is_empty() && story.writes().is_empty());
}

#[test]
fn a_question_of_the_editor_leads_back_to_the_plan() {
    let mut story = planned();
    story.press("<c-x>");
    story.opens();
    story.ends(EditorEnd::AtOnce);
    assert!(!story.screen().contains("─ Rotate"), "it asks\n{}", story.screen());
    story.press("<esc>");
    assert!(story.screen().contains(&format!("─ Rotate {ID}")), "{}", story.screen());
    // What was typed is not lost with the question, either.
    story.press("<c-x>");
    story.opens();
    story.ends(EditorEnd::AtOnce);
    story.press("<enter>");
    story.ends(changed("second"));
    assert!(story.screen().contains("from the editor"), "{}", story.screen());
}

#[test]
fn the_new_value_is_copied_as_that_of_the_planned_secret() {
    let settings = Settings { clipboard: ClipboardWay::System, ..Settings::default() };
    let mut story = AppTest::set_up(screen_site(), settings, 100, 40);
    story.list(data::demo(clock::now()));
    story.select(ID);
    story.press("R");
    story.press("r");
    story.randomness(0, 7);
    // Another secret is selected, because the list has this one no more.
    let left = data::demo(clock::now()).into_iter().filter(|secret| secret.id != ID.into());
    story.list(left.collect());
    assert_ne!(story.selected(), ID);
    story.press("y");
    story.report(CopyReport::Taken);
    assert!(story.notice().contains(ID), "{}", story.notice());
}

/// A rollout of this place that began on this machine.
fn begun_on(host: &str, number: u32) -> FoundRecord {
    begun(host, number, Holds::Old)
}

fn begun(host: &str, number: u32, holds: Holds) -> FoundRecord {
    let secret = SecretRecord { id: ID.into(), is_written: true, holds, settled: false };
    left(host, number, vec![secret])
}

/// A rollout of these secrets that an earlier run of the program left on this machine.
pub(super) fn left(host: &str, number: u32, secrets: Vec<SecretRecord>) -> FoundRecord {
    let record = Record {
        schema: SCHEMA,
        place: Place { origin: "https://tacc.tapis.io".into(), tenant: "tacc".into(), user: "alice".into() },
        runner: Process { host: host.into(), ..Process::default() },
        began: clock::now(),
        at: clock::now(),
        settings: Default::default(),
        back: false,
        canary_passed: false,
        stopped: true,
        order: Vec::new(),
        secrets,
        pods: Vec::new(),
    };
    let content = serde_json::to_vec(&record).unwrap();
    FoundRecord { name: RecordName::new(1, number), content, is_held: false }
}

#[test]
fn a_question_about_a_rollout_stays_with_it_when_others_are_found() {
    let mut story = AppTest::with_demo(100, 40);
    let found = |records| Event::Records(RecordReport::Found(records, Process::default()));
    story.tell(found(vec![begun_on("alpha", 2)]));
    story.press("rg<enter>");
    assert!(story.question().contains("It began on alpha"), "{}", story.screen());
    story.tell(found(vec![begun_on("beta", 1), begun_on("alpha", 2)]));
    assert!(story.question().contains("It began on alpha"), "{}", story.screen());
}

/// A rollout that was found, gone on with.
fn found(holds: Holds) -> AppTest {
    let mut story = planned();
    story.press("<esc>");
    let record = begun("", 2, holds);
    let (name, content) = (record.name.clone(), record.content.clone());
    story.tell(Event::Records(RecordReport::Found(vec![record], Process::default())));
    story.press("rg<enter>");
    story.tell(Event::Records(RecordReport::Taken(name, Some(content))));
    story
}

#[test]
fn a_value_that_was_being_sent_when_the_program_died_is_for_a_person_to_judge() {
    let mut story = found(Holds::Unknown);
    let screen = story.screen();
    assert!(screen.contains("unknown whether its value was saved"), "{screen}");
    assert!(screen.contains("▌ Leave it as it is"), "{screen}");
    story.press("j<enter>");
    assert_eq!(story.values.len(), 1, "it is shown like any other value");
    story.press("rg<enter>jj<enter>");
    story.press("<esc>J");
    let journal = story.screen();
    assert!(journal.contains("chosen: The new value is saved"), "{journal}");
    assert!(story.writes().is_empty());
}

#[test]
fn what_had_not_been_saved_can_only_be_ended() {
    let screen = found(Holds::Old).screen();
    assert!(screen.contains("had not saved its value"), "{screen}");
    assert!(!screen.contains("only restart the pods"), "{screen}");
}

#[test]
fn a_value_that_nobody_can_change_is_only_taken_to_the_pods() {
    let mut story = AppTest::with_demo(100, 40);
    story.select("registry_pull_token");
    story.press("r");
    let screen = story.screen();
    assert!(screen.contains("its value is fixed: the pods are only restarted"), "{screen}");
    assert!(!screen.contains("provider"), "{screen}");
    for key in ["t", "<c-g>", "<c-f>", "<c-x>", "g<enter>"] {
        story.advance(Duration::from_secs(30));
        story.press(key);
        assert!(story.notice().contains("registry_pull_token is read-only"), "{key} {}", story.screen());
        assert!(story.screen().contains("─ Restart the pods of registry_pull_token"), "{}", story.screen());
    }
}

#[test]
fn a_control_character_is_refused_in_a_typed_value() {
    let mut story = planned();
    story.press("tabc");
    story.tell(Event::Paste(zeroize::Zeroizing::new("d\u{1}e".to_owned())));
    assert!(story.screen().contains("has a control character"), "{}", story.screen());
    story.tell(Event::Paste(zeroize::Zeroizing::new("d".to_owned())));
    assert!(!story.screen().contains("has a control character"), "{}", story.screen());
    story.press("<backspace>");
    story.press("<c-b>");
    assert!(story.notice().contains("Ctrl-b does nothing here"), "{}", story.screen());
    story.press("<enter>");
    assert!(story.screen().contains("3 characters, typed"), "what was typed stays\n{}", story.screen());
}

#[rstest]
#[case::listed(ID, 1, "")]
#[case::gone("ghost", 0, "ghost is not in the list, so its value cannot be looked at")]
fn the_value_to_judge_is_that_of_the_rollout_whatever_is_selected(
    #[case] id: &str,
    #[case] reads: usize,
    #[case] told: &str,
) {
    let mut story = AppTest::with_demo(100, 40);
    let mut found = begun("", 2, Holds::Unknown);
    found.content = String::from_utf8(found.content).unwrap().replace(ID, id).into_bytes();
    let (name, content) = (found.name.clone(), found.content.clone());
    story.tell(Event::Records(RecordReport::Found(vec![found], Process::default())));
    assert_ne!(story.selected(), ID);
    story.press("rg<enter>");
    story.tell(Event::Records(RecordReport::Taken(name, Some(content))));
    story.press("j<enter>");
    let asked: Vec<_> = story.values.iter().map(|ticket| ticket.request_key.clone()).collect();
    assert_eq!(asked, vec![RequestKey::Value(id.into()); reads]);
    assert!(story.notice().contains(told), "{}", story.notice());
}

#[test]
fn nothing_is_undone_in_a_secret_whose_rollout_is_not_over() {
    let mut story = AppTest::changed_with_old_value();
    let mut found = begun("", 2, Holds::Old);
    found.content = String::from_utf8(found.content).unwrap().replace(ID, "a").into_bytes();
    let (name, content) = (found.name.clone(), found.content.clone());
    story.tell(Event::Records(RecordReport::Found(vec![found], Process::default())));
    story.press("rg<enter>");
    story.tell(Event::Records(RecordReport::Taken(name, Some(content))));
    story.press("<esc><esc>");
    let before = story.asked.len();
    story.press("u");
    assert!(story.notice().starts_with("a is being rolled out"), "{}\n{}", story.notice(), story.screen());
    assert_eq!((story.asked.len(), story.has_form()), (before, false));
}

#[test]
fn the_cursor_stays_on_its_line_when_a_record_is_found() {
    let mut story = planned();
    story.press("j");
    let on =
        |screen: &str| screen.lines().any(|line| line.contains("▌") && line.contains("I have set it there"));
    assert!(on(&story.screen()), "{}", story.screen());
    story.tell(Event::Records(RecordReport::Found(vec![begun_on("alpha", 2)], Process::default())));
    assert!(story.screen().contains("A rollout of") && on(&story.screen()), "{}", story.screen());
}
