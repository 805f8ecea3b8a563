//! The words that the screen and the commands share: a pod in the plan, its end, what runs which value, and records.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::account::PodLine;
use super::ending::{Ending, Fault};
use super::record::Record;
use super::row::{Facts, Note, Standing, Trouble};
use super::runs::{Ran, Runs};
use super::secret_run::Holds;
use super::state::Rollout;
use crate::core::records::Process;
use crate::domain::pod::Start;
use crate::domain::{PodId, SecretId, TEST_PATIENCE, Tested};
use crate::text::format::{age, clock, duration};
use crate::text::{SafeText, Sentence};
use crate::words::{about, about_all};

/// Returns the words about a pod in the plan.
pub fn standing(facts: &Facts, now: Timestamp) -> String {
    let state = facts.reading.status.word().to_lowercase();
    let words = match facts.standing() {
        Standing::Preselected => state + &up(facts.reading.start, now),
        Standing::Down => format!("{state}: it is down"),
        Standing::CannotBeChecked(secrets) => format!("cannot be checked: {}", names(&secrets)),
        Standing::PermissionUnknown => format!("{state}; your permission is not known"),
        Standing::Stopped => "stopped: takes it at its next start".to_owned(),
        Standing::Complete => "complete: a restart would run it again".to_owned(),
        Standing::Starting => format!("{state}: waits until it is up"),
        Standing::Unclear => format!("{state}: not clear, so not restarted"),
        Standing::NotYours => "you may not restart it (needs ADMIN)".to_owned(),
        Standing::WouldFail(troubles) => {
            let why: Vec<_> = troubles.iter().map(trouble).collect();
            format!("would not come back up: {}", why.join("; "))
        }
    };
    facts.notes().into_iter().fold(words, |words, note| format!("{words}; {}", noted(note)))
}

fn up(start: Start, now: Timestamp) -> String {
    match start {
        Start::At(time) => format!(", up {}", age(time, now)),
        Start::Null | Start::Unclear => String::new(),
    }
}

fn names(secrets: &[SafeText]) -> String {
    secrets.iter().map(SafeText::shown).collect::<Vec<_>>().join(", ")
}

fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Unresolved(key) => format!("{key} does not resolve"),
        Trouble::ShortReference(key) => format!("{key} in template_overrides names no user"),
        Trouble::Placeholder(key) => format!("{key} has no value"),
    }
}

fn noted(note: Note) -> &'static str {
    match note {
        Note::Changed => "changed since its start, a restart applies that too",
        Note::LosesTimeToStop => "its time to stop would be lost",
    }
}

/// Says why a pod cannot be chosen.
pub fn not_chosen(pod: &PodId, standing: &Standing) -> String {
    let pod = pod.shown();
    match standing {
        Standing::Stopped => format!("{pod} is stopped: a restart would start it."),
        Standing::Complete => format!("{pod} has ended: a restart would run it again."),
        Standing::NotYours => format!("You may not restart {pod}: that needs ADMIN."),
        Standing::WouldFail(_) => format!("{pod} would not come back up."),
        _ => format!("The state of {pod} is not clear, so it is not restarted."),
    }
}

/// Returns the estimate of the restarts.
pub fn estimate(pods: usize, time: Duration) -> String {
    let minutes = time.as_secs().div_ceil(60);
    match pods {
        0 => "No pod is restarted.".to_owned(),
        1 => format!("1 pod, about {minutes} min. A restart is an outage of the pod."),
        pods => format!("{pods} pods, about {minutes} min. Each restart is an outage of that pod."),
    }
}

/// Returns the words for the end of a pod, with the message of its container: for the screen only.
pub fn ending(ending: &Ending) -> String {
    match ending {
        Ending::Failed(Fault::Error(message) | Fault::Complete(message))
            if !message.for_screen().is_empty() =>
        {
            told(message.for_screen())
        }
        Ending::Failed(Fault::HealthFailed(line)) => told(line),
        ending => ending_for_logs(ending),
    }
}

/// The end of a pod whose restart went well, where no value is written.
pub const RESTARTED: &str = "is restarted and up";

/// Returns the words for the end of a pod, without the message of its container or any other text of the service, of
/// which nobody knows what it holds.
pub fn ending_for_logs(ending: &Ending) -> String {
    match ending {
        Ending::Done => "runs the new value".to_owned(),
        Ending::Failed(fault) => fault_words(fault),
        Ending::DidNotStart => "did not start; the reason is not known".to_owned(),
        Ending::Vanished => "the service lost its restart".to_owned(),
        Ending::NotBegun => "its restart has not begun; it is as it was".to_owned(),
        Ending::StoppedBySomebody => "stopped by somebody".to_owned(),
        Ending::Gone => "gone".to_owned(),
        Ending::CannotBeWatched => "you may not read it any more".to_owned(),
        Ending::Refused(_) => "the service refused the restart".to_owned(),
        Ending::NotSent(_) => "the restart was not sent".to_owned(),
        Ending::LeftOut => "left out".to_owned(),
    }
}

fn fault_words(fault: &Fault) -> String {
    match fault {
        Fault::Error(_) => "it is in ERROR".to_owned(),
        Fault::Complete(_) => "its container ended".to_owned(),
        Fault::HealthFailed(_) => "the service could not start it".to_owned(),
        Fault::RestartedByItself => "its container was restarted by itself".to_owned(),
        Fault::NotReady => "it is up and not ready".to_owned(),
        Fault::RequestedAgain => "its container did not come up and was requested again".to_owned(),
        Fault::Earlier => "failed".to_owned(),
    }
}

fn told(text: &SafeText) -> String {
    text.shown().trim_end_matches('.').to_owned()
}

/// Says what one pod does, or several.
pub fn runs(runs: Runs, many: bool) -> &'static str {
    match (runs, many) {
        (Runs::Value(Ran::New), false) => "runs the new value",
        (Runs::Value(Ran::New), true) => "run the new value",
        (Runs::Value(Ran::Old), false) => "runs the old value",
        (Runs::Value(Ran::Old), true) => "run the old value",
        (Runs::Value(Ran::Unknown), false) => "runs a value that is not known",
        (Runs::Value(Ran::Unknown), true) => "run values that are not known",
        (Runs::Starting, false) => "is starting",
        (Runs::Starting, true) => "are starting",
        (Runs::Down, false) => "is down",
        (Runs::Down, true) => "are down",
        (Runs::Stopped, false) => "is stopped",
        (Runs::Stopped, true) => "are stopped",
        (Runs::Gone, false) => "is gone",
        (Runs::Gone, true) => "are gone",
        (Runs::Unknown, _) => "could not be read",
    }
}

/// Says which pods run which value, and which are down.
pub fn account(rollout: &Rollout) -> String {
    // A pod that was down or stopped before, and that nobody chose, is as it was.
    let counts = |line: &PodLine| {
        let is_ours = line.was_restarted || rollout.leg().order.contains(&line.pod);
        is_ours || matches!(line.runs, Runs::Value(_))
    };
    grouped(rollout.account().into_iter().filter(counts), runs)
}

/// Says of a rollout that writes no value which pods are up after their restart.
pub fn restarted(rollout: &Rollout) -> String {
    let in_order = |line: &PodLine| rollout.leg().order.contains(&line.pod);
    let words = |group, many| match (group, many) {
        (Runs::Value(Ran::New), false) => "is up after its restart",
        (Runs::Value(Ran::New), true) => "are up after their restart",
        (Runs::Value(_), false) => "was not restarted",
        (Runs::Value(_), true) => "were not restarted",
        (present, many) => runs(present, many),
    };
    grouped(rollout.account().into_iter().filter(in_order), words)
}

/// Says what pods do, those that do the same together, in these words.
fn grouped(lines: impl Iterator<Item = PodLine>, words: impl Fn(Runs, bool) -> &'static str) -> String {
    let mut groups: Vec<(Runs, Vec<String>)> = Vec::new();
    for line in lines {
        let pod = line.pod.shown().to_owned();
        match groups.iter_mut().find(|(runs, _)| *runs == line.runs) {
            Some((_, pods)) => pods.push(pod),
            None => groups.push((line.runs, vec![pod])),
        }
    }
    let said: Vec<_> = groups
        .iter()
        .map(|(group, pods)| format!("{} {}", and(pods), words(*group, pods.len() > 1)))
        .collect();
    if said.is_empty() { String::new() } else { format!("{}.", said.join(", ")) }
}

/// Joins names: `a, b and c`.
pub fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Says what a secret holds.
pub fn holds(holds: Holds) -> &'static str {
    match holds {
        Holds::Old => "holds the old value",
        Holds::New { verified: true } => "saved and verified",
        Holds::New { verified: false } => "saved",
        Holds::Another => "holds another value",
        Holds::Unknown => "unknown what it holds",
    }
}

/// Says what the user's `test_command` told about the `which` value.
pub fn test_told(id: &SecretId, tested: Tested, which: &str) -> Sentence {
    let patience = duration(TEST_PATIENCE);
    about(id, |id| match tested {
        Tested::Works => format!("test_command accepts the {which} value of {id}."),
        Tested::NotTested => format!("test_command does not test {id}."),
        Tested::Fails(Some(code)) => {
            format!("test_command does not accept the {which} value of {id} (exit code {code}).")
        }
        Tested::Fails(None) => {
            format!("test_command was ended by a signal; nothing says that the {which} value of {id} works.")
        }
        Tested::TimedOut => {
            format!(
                "test_command took more than {patience}; nothing says that the {which} value of {id} works."
            )
        }
        Tested::NotStarted => {
            format!("test_command could not be started; nothing says that the {which} value of {id} works.")
        }
    })
}

/// Says that a rollout was found.
pub fn found(record: &Record, zone: &TimeZone) -> Sentence {
    let (done, all) = record.count();
    let at = clock(record.at, zone);
    match record.ids().as_slice() {
        [] => format!("A restart of pods stopped at {done} of {all} ({at}).").into(),
        ids => about_all(ids, |of| format!("A rollout of {of} stopped at {done} of {all} ({at}).")),
    }
}

/// Says that somebody else works on a rollout. Of several secrets one that is asked about is named.
pub fn being_rolled_out(record: &Record, is_asked: impl Fn(&SecretId) -> bool) -> Sentence {
    let (process, mut ids) = (process(&record.runner), record.ids());
    ids.sort_by_key(|id| !is_asked(id));
    let are = if ids.len() > 1 { "are" } else { "is" };
    match ids.as_slice() {
        [] => format!("These pods are being restarted by {process}.").into(),
        ids => about_all(ids, |of| format!("{of} {are} being rolled out by {process}.")),
    }
}

fn process(runner: &Process) -> String {
    let host = crate::text::SafeText::from(runner.host.as_str());
    format!("process {} on {}", runner.pid, host.shown())
}

/// Says that a record was made by another version of the program.
pub fn other_schema(schema: u64) -> Sentence {
    format!("Another version of tapis-secrets made this record (form {schema}); it is only shown.").into()
}
