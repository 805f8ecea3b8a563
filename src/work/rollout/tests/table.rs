//! Every situation with every input. Inputs that are not in the table do nothing at all.

use super::effects::TABLE;
use super::fixtures::{Story, facts, failure, log, plan, reading, value};
use crate::domain::{FailureKind, Secret};
use crate::work::rollout::*;
use crate::work::table::assert_table;

/// The situations, each with the one that it follows from and the inputs that lead there.
const SITUATIONS: [(&str, &str, &[&str]); 31] = [
    ("planned", "", &[]),
    ("looking up", "planned", &["start"]),
    ("reading old", "looking up", &["looked up"]),
    ("writing", "reading old", &["value: old"]),
    ("reading back", "writing", &["written: saved"]),
    ("write unknown", "writing", &["written: unknown"]),
    ("comparing", "write unknown", &["choose Compare"]),
    ("looking", "reading back", &["value: new"]),
    ("settling", "looking", &["pod: creating"]),
    ("sending", "looking", &["pod: as before"]),
    ("reading log", "differs", &["choose RestartAsItIs", "pod: down"]),
    ("taken", "sending", &["restarted: taken", "2 s"]),
    ("in doubt", "sending", &["restarted: no answer"]),
    ("soaking", "taken", &["pod: anew", "2 s"]),
    ("asking log", "taken", &["pod: down"]),
    ("after canary", "soaking", &["30 s", "pod: anew"]),
    ("failed", "taken", &["pod: crashed"]),
    ("failed, old works", "failed", &["old works"]),
    ("left", "failed", &["choose Leave"]),
    ("again", "failed", &["choose RestartAgain"]),
    ("gone", "taken", &["pod: gone"]),
    ("late", "taken", &["300 s"]),
    ("differs", "looking", &["pod: down"]),
    ("held", "reading old", &["hold", "value: old"]),
    ("no record", "looking up", &["recorded: failed", "looked up"]),
    ("paused", "taken", &["pod: token"]),
    ("back: checking", "failed, old works", &["choose Restore"]),
    ("back: writing", "back: checking", &["value: new"]),
    ("back: changed", "back: checking", &["value: another"]),
    ("back: looking", "back: writing", &["written: saved", "value: old"]),
    ("ended", "taken", &["session over"]),
];

const INPUTS: [&str; 58] = [
    "start",
    "2 s",
    "30 s",
    "300 s",
    "looked up",
    "looked up: fixed",
    "looked up: gone",
    "looked up: token",
    "value: new",
    "value: old",
    "value: another",
    "value: no answer",
    "value: token",
    "written: saved",
    "written: not saved",
    "written: unknown",
    "written: token",
    "pod: as before",
    "pod: anew",
    "pod: pending",
    "pod: creating",
    "pod: down",
    "pod: crashed",
    "pod: complete",
    "pod: stopped",
    "pod: gone",
    "pod: not allowed",
    "pod: no answer",
    "pod: token",
    "log: nothing",
    "log: failed",
    "log: no answer",
    "log: token",
    "restarted: taken",
    "restarted: refused",
    "restarted: not sent",
    "restarted: no answer",
    "restarted: token",
    "recorded: failed",
    "choose Leave",
    "choose GoOn",
    "choose WaitOn",
    "choose TryAgain",
    "choose RestartAgain",
    "choose RestartAsItIs",
    "choose LeaveOut",
    "choose Restore",
    "choose WriteAgain",
    "choose Compare",
    "choose OverwriteAnyway",
    "choose WithoutOld",
    "choose WithoutRecord",
    "hold",
    "old works",
    "look around",
    "signed in",
    "abandon",
    "session over",
];

/// Makes a situation.
fn situation(name: &str) -> Story {
    let (_, before, inputs) = SITUATIONS.iter().find(|(known, ..)| *known == name).unwrap();
    if before.is_empty() {
        let mut plan = plan(Settings::default());
        plan.choose(&"job".into(), false);
        plan.learn(facts("job", "STOPPED OFF -"));
        return Story::of(plan);
    }
    let mut story = situation(before);
    for input in *inputs {
        give(&mut story, input);
        story.told();
    }
    story
}

/// Gives an input: the answer to the request under way, where there is one.
fn give(story: &mut Story, name: &str) {
    let call = |begin: &str| story.open(begin).unwrap_or(Call(999));
    let (kind, what) = name.split_once(": ").unwrap_or((name, ""));
    let unread = match what {
        "gone" => Unread::Gone,
        "not allowed" => Unread::NotAllowed,
        "token" => Unread::Token,
        _ => Unread::NoAnswer,
    };
    let input = match (kind, what) {
        ("start", _) => Input::Start,
        ("2 s" | "30 s" | "300 s", _) => return story.wait(kind[..kind.len() - 2].parse().unwrap()),
        ("looked up", "" | "fixed") => {
            let mut secret = Secret::named("db");
            secret.access.writable = Some(what.is_empty());
            Input::LookedUp(call("looks up"), Ok(Box::new(secret)))
        }
        ("looked up", _) => Input::LookedUp(call("looks up"), Err(unread)),
        ("value", "new" | "old" | "another") => Input::ValueRead(call("reads the value"), Ok(value(what))),
        ("value", _) => Input::ValueRead(call("reads the value"), Err(unread)),
        ("written", what) => Input::Written(
            "db".into(),
            match what {
                "saved" => Written::Saved,
                "not saved" => Written::NotSaved,
                "unknown" => Written::Unknown,
                _ => Written::Token,
            },
        ),
        ("pod", "gone" | "not allowed" | "no answer" | "token") => {
            Input::PodRead(call("reads web"), Err(unread))
        }
        ("pod", what) => Input::PodRead(
            call("reads web"),
            Ok(reading(match what {
                "as before" => "AVAILABLE ON 1",
                "anew" => "AVAILABLE ON 90",
                "pending" => "AVAILABLE RESTART 1",
                "creating" => "CREATING ON -",
                "down" => "ERROR ON -",
                "crashed" => "ERROR ON - says=CrashLoopBackOff",
                "complete" => "COMPLETE ON -",
                _ => "STOPPED OFF -",
            })),
        ),
        ("log", "nothing") => Input::LogRead(call("reads the log"), Ok(Vec::new())),
        ("log", "failed") => {
            Input::LogRead(call("reads the log"), Ok(log(&["27/01/15 08:00: health failed to A"])))
        }
        ("log", _) => Input::LogRead(call("reads the log"), Err(unread)),
        ("restarted", what) => Input::Restarted(
            call("RESTARTS"),
            match what {
                "taken" => Restarted::Accepted,
                "refused" => Restarted::Refused(failure(FailureKind::NotPermitted, true)),
                "not sent" => Restarted::NotSent(failure(FailureKind::ServiceFault, false)),
                "no answer" => Restarted::NoAnswer,
                _ => Restarted::Token,
            },
        ),
        ("recorded", _) => Input::Recorded(u64::MAX, false),
        ("hold", _) => Input::Hold(true),
        ("old works", _) => Input::OldWorks(true),
        ("look around", _) => Input::LookAround,
        ("signed in", _) => Input::SignedIn,
        ("abandon", _) => Input::Abandon,
        ("session over", _) => Input::SessionOver,
        _ => {
            let wanted = name.strip_prefix("choose ").unwrap();
            let is_wanted = |choice: &Choice| format!("{choice:?}").split('(').next() == Some(wanted);
            let Some(choice) = story.rollout.choices().into_iter().find(is_wanted) else { return };
            return story.choose(choice);
        }
    };
    story.give(input);
}

/// Returns the phase in a word or two.
fn phase(story: &Story) -> String {
    match story.rollout.phase() {
        Phase::Stopped { left: true, .. } => "Left".to_owned(),
        phase => format!("{phase:?}").split([' ', '(']).next().unwrap().to_owned(),
    }
}

#[test]
fn every_situation_takes_every_input() {
    assert_table(TABLE, SITUATIONS.map(|(name, ..)| name), &INPUTS, |name, input| {
        let mut story = situation(name);
        let before = phase(&story);
        give(&mut story, input);
        (before, phase(&story), story.told())
    });
}
