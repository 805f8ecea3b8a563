//! The record, and going on with it after the program has died.

use rstest::rstest;

use super::fixtures::{Story, World, plan};
use crate::core::records::Process;
use crate::work::rollout::*;

/// Kills the program; the next one finds the last record.
fn reborn(story: Story) -> Story {
    let record = story.records.last().unwrap().clone();
    let json = serde_json::to_vec(&record).unwrap();
    let Found::Record(found) = Found::read(&json) else { panic!("the record can be read") };
    assert_eq!(*found, record);
    let world = World { now: story.world.now, key: story.world.key };
    let runner = Process { pid: 2, ..Process::default() };
    let rollout = Rollout::resume(&found, runner, &world.cx());
    Story::with(world, rollout)
}

#[test]
fn the_record_is_on_the_disk_before_each_request_that_changes_something() {
    let mut story = Story::of(plan(Settings::default()));
    story.give(Input::Start);
    story.look_up("db");
    story.holds_back_records = true;
    story.read_value("db", "old");
    assert!(!story.told().contains("WRITES"));
    let number = u64::try_from(story.records.len()).unwrap();
    assert_eq!(story.records.last().unwrap().secrets[0].holds, Holds::Unknown, "it may be sent from here on");
    story.give(Input::Recorded(number - 1, true));
    assert!(!story.told().contains("WRITES"), "an earlier record does not count");
    story.holds_back_records = false;
    story.give(Input::Recorded(number, true));
    assert_eq!(story.told(), "WRITES new into db");
    story.written("db", Written::Saved);
    assert_eq!(story.records.last().unwrap().secrets[0].holds, Holds::New { verified: false });
}

#[test]
fn the_record_tells_the_noted_start_before_a_restart_and_its_outcome_after_it() {
    let mut story = Story::saved(plan(Settings::default()));
    story.pod("web", "AVAILABLE ON 1");
    let progress = |story: &Story| format!("{:?}", story.records.last().unwrap().pods[0].progress);
    assert!(progress(&story).starts_with("Restarting(Noted { status: \"AVAILABLE\", start: Some("));
    story.restarted("web", Restarted::Accepted);
    assert!(progress(&story).starts_with("Taken("));
    story.comes_up("web", 90, 30);
    assert_eq!(progress(&story), "Ended(\"done\")");
    assert_eq!(story.records.last().unwrap().count(), (1, 3));
}

#[test]
fn no_record_holds_a_value_or_a_message_of_a_container() {
    let mut story = Story::restarting(plan(Settings::default()));
    story.wait(2);
    story.pod("web", "ERROR ON - says=secretmessage");
    for record in &story.records {
        let json = serde_json::to_string(record).unwrap();
        assert!(!json.contains("secretmessage"), "{json}");
        assert!(!json.contains(":\"new\",\"old\""), "{json}");
    }
    let json = serde_json::to_string(story.records.last().unwrap()).unwrap();
    assert!(json.contains("\"error\""), "the word of the end is there: {json}");
}

#[test]
fn a_restart_that_may_have_been_sent_is_settled_by_looking() {
    let mut story = Story::saved(plan(Settings::default()));
    story.pod("web", "AVAILABLE ON 1");
    let mut story = reborn(story);
    assert_eq!(story.rollout.next_due(), None, "nothing is read before a person wants it");
    assert_eq!(story.choices(), "GoOn, Leave");
    story.choose(Choice::GoOn);
    assert_eq!(story.told(), "reads web");
    for wait in [2, 10] {
        story.pod("web", "AVAILABLE ON 1");
        assert_eq!(story.wait_until_due(), wait);
    }
    story.told();
    story.pod("web", "AVAILABLE ON 1");
    assert!(story.told().starts_with("web: not_begun, asks Pod web"));
    story.wait(3600);
    assert!(!story.told().contains("RESTARTS"), "no restart is sent twice without a person");
}

#[test]
fn a_restart_that_was_taken_is_watched_to_its_end() {
    let mut story = reborn(Story::restarting(plan(Settings::default())));
    story.choose(Choice::GoOn);
    story.pod("web", "AVAILABLE ON 90");
    story.comes_up("web", 90, 30);
    let told = story.told();
    assert!(told.contains("web: done, asks AfterCanary web") && !told.contains("RESTARTS"), "{told}");
    assert!(story.account().starts_with("web new"), "{}", story.account());
}

#[test]
fn what_is_true_now_is_shown_before_anything_goes_on() {
    let mut story = Story::after_canary();
    story.choose(Choice::GoOn);
    story.pod("api", "AVAILABLE ON 2");
    let mut story = reborn(story);
    story.give(Input::LookAround);
    assert_eq!(story.told(), "reads web, reads api, reads job");
    story.pod("web", "AVAILABLE ON 101");
    story.pod("api", "ERROR ON -");
    story.pod("job", "STOPPED OFF -");
    assert_eq!(story.account(), "web new, api down, job stopped");
    assert_eq!(story.told(), "", "nothing is judged yet");
    assert_eq!(story.rollout.count(), (1, 3));
    assert_eq!(story.records.len(), 0, "nor is a record written");
}

#[test]
fn a_write_whose_outcome_is_unknown_goes_on_when_a_person_says_that_it_is_saved() {
    let mut story = Story::of(plan(Settings::default()));
    story.give(Input::Start);
    story.look_up("db");
    story.read_value("db", "old");
    let mut story = reborn(story);
    assert_eq!(story.choices(), "Leave, IsSaved db");
    assert_eq!(story.rollout.way_back(), WayBack::No, "the old value is gone");
    story.choose(Choice::IsSaved("db".into()));
    assert_eq!(story.told(), "reads web", "no value is written");
    story.pod("web", "AVAILABLE ON 1");
    assert!(story.told().ends_with("RESTARTS web"));
    story.restarted("web", Restarted::Accepted);
    story.comes_up("web", 90, 30);
    assert!(story.account().starts_with("web new"), "{}", story.account());
}

#[test]
fn a_rollout_that_had_written_nothing_can_only_be_ended() {
    let mut story = Story::of(plan(Settings::default()));
    story.give(Input::Start);
    story.look_up("db");
    let mut story = reborn(story);
    assert_eq!(story.choices(), "Leave");
    story.give(Input::Abandon);
    assert_eq!(story.told(), "drops the record, is over: Abandoned");
}

#[test]
fn a_failure_of_before_is_asked_about_before_anything_else() {
    let mut story = Story::restarting(plan(Settings::default()));
    story.wait(2);
    story.pod("web", "ERROR ON - says=boom");
    let mut story = reborn(story);
    story.choose(Choice::GoOn);
    assert!(story.told().starts_with("asks Pod web"));
    assert_eq!(story.choices(), "Leave, RestartAgain web");
}

#[test]
fn leaving_keeps_the_record_and_sends_nothing_more() {
    let mut story = Story::restarting(plan(Settings::default()));
    story.wait(2);
    story.told();
    story.give(Input::SessionOver);
    assert_eq!(story.told(), "is over: Left");
    story.pod("web", "AVAILABLE ON 90");
    story.wait(60);
    assert_eq!(story.told(), "");
    assert!(!story.rollout.secrets()[0].has_old(), "the values are wiped");
}

#[rstest]
#[case::other_schema(r#"{"schema":2,"anything":1}"#, "OtherSchema(2)")]
#[case::no_schema(r#"{"began":1}"#, "Garbage")]
#[case::not_whole(r#"{"schema":1}"#, "Garbage")]
#[case::no_json("{", "Garbage")]
#[case::empty("", "Garbage")]
fn a_file_that_is_no_record_is_never_acted_on(#[case] json: &str, #[case] found: &str) {
    assert_eq!(format!("{:?}", Found::read(json.as_bytes())), found);
}

#[test]
fn a_record_of_another_process_or_machine_is_held() {
    let story = Story::restarting(plan(Settings::default()));
    let record = story.records.last().unwrap();
    let here = Process::default();
    assert!(!record.is_held(&here, false));
    assert!(record.is_held(&here, true), "its process lives");
    assert!(record.is_held(&Process { host: "elsewhere".into(), ..here }, false));
}
