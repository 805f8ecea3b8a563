//! The words of the run: notices, and the answers to the question.

use crate::core::{Notice, Tone};
use crate::domain::PodId;
use crate::keys::Action;
use crate::text::Sentence;
use crate::words::{about, about_all};
use crate::work::rollout::words::{RESTARTED, account, and, ending, ending_for_logs, restarted, runs};
use crate::work::rollout::{Choice, End, Ending, Event, PodLine, PodRun, PodState, Ran, Rollout, Runs, Stop};

const OLD_AGAIN: &str = "runs the old value again";

/// Tells whether it only restarts the pods of several secrets. Of one the saved value is said to be the new one, because it
/// was most likely just saved.
pub(in super::super) fn restarts_several(rollout: &Rollout) -> bool {
    !rollout.writes() && rollout.secrets().len() > 1
}

/// Returns the notice about an event, where one is due.
pub(in super::super) fn notice(rollout: &Rollout, event: &Event) -> Option<Notice> {
    let look = |tone, text| Some(Notice::new(tone, text).offering(vec![Action::Rotate]));
    let warning = |sentence: fn(&str) -> String| Notice::new(Tone::Warning, of(rollout, sentence));
    match event {
        Event::Stopped(stop) => look(tone(rollout, stop), stopped(rollout, stop)),
        Event::Over(End::Done) => Some(Notice::new(Tone::Success, done(rollout))),
        Event::Over(End::WentBack) => {
            let pods = running(rollout, Ran::Old);
            let pods = if pods == 1 { "1 pod runs".to_owned() } else { format!("{pods} pods run") };
            let text = of(rollout, |id| format!("{id} has its old value again: {pods} it."));
            Some(Notice::new(Tone::Success, text))
        }
        Event::Over(End::Abandoned) => Some(warning(|id| format!("Ended the rollout of {id}."))),
        Event::Over(End::Left) => {
            Some(warning(|id| format!("The rollout of {id} goes no further here; its record stays.")))
        }
        Event::Paused => Some(warning(|id| format!("The rollout of {id} waits for a token.")).with_sign_in()),
        _ => None,
    }
}

/// Makes a sentence about its secrets.
fn of(rollout: &Rollout, sentence: impl FnOnce(&str) -> String) -> Sentence {
    about_all(rollout.ids(), sentence)
}

fn done(rollout: &Rollout) -> Sentence {
    let pods = running(rollout, Ran::New);
    let are = if pods == 1 { "1 is".to_owned() } else { format!("{pods} are") };
    let run = if pods == 1 { "1 pod runs".to_owned() } else { format!("{pods} pods run") };
    match restarts_several(rollout) {
        true => of(rollout, |of| format!("Restarted the pods of {of}: {are} up.")),
        false => of(rollout, |id| format!("{id} is rolled out: {run} the new value.")),
    }
}

/// Counts the pods that were restarted and run this value.
fn running(rollout: &Rollout, ran: Ran) -> usize {
    let runs = |line: &&PodLine| line.was_restarted && line.runs == Runs::Value(ran);
    rollout.account().iter().filter(runs).count()
}

fn tone(rollout: &Rollout, stop: &Stop) -> Tone {
    match stop {
        Stop::AfterCanary(_) | Stop::CameUp(_) => Tone::Success,
        Stop::Found | Stop::Held | Stop::Late(_) | Stop::Differs(_) => Tone::Warning,
        Stop::Pod(pod) if ending_of(rollout, pod) == Some(&Ending::Vanished) => Tone::Warning,
        _ => Tone::Error,
    }
}

fn ending_of<'a>(rollout: &'a Rollout, pod: &PodId) -> Option<&'a Ending> {
    match &rollout.pods().iter().find(|run| run.id == *pod)?.state {
        PodState::Ended(ending) => Some(ending),
        _ => None,
    }
}

/// Says where and why a rollout stopped.
pub(in super::super) fn stopped(rollout: &Rollout, stop: &Stop) -> Sentence {
    let sentence = |id: &str| stopped_of(rollout, id, &format!(" of {id}"), stop, ending);
    match stop.secret() {
        Some(id) => about(id, sentence),
        None => of(rollout, sentence),
    }
}

/// Says the same for the journal, whose line names the secret and has no message of a container.
pub(super) fn stopped_for_journal(rollout: &Rollout, stop: &Stop) -> String {
    let id = stop.secret().map_or("", |id| id.shown());
    stopped_of(rollout, id, "", stop, |ending| ended(rollout, ending))
}

fn stopped_of(
    rollout: &Rollout,
    id: &str,
    of: &str,
    stop: &Stop,
    ending: impl Fn(&Ending) -> String,
) -> String {
    match stop {
        Stop::Pod(pod) => match ending_of(rollout, pod) {
            Some(Ending::Vanished) => format!("The service lost the restart of {}.", pod.shown()),
            Some(why) => format!("The rollout{of} stopped at {}: {}.", pod.shown(), ending(why)),
            None => format!("The rollout{of} stopped at {}.", pod.shown()),
        },
        Stop::Found if rollout.in_doubt().is_some() => {
            format!("A rollout{of} was found; unknown whether its value was saved.")
        }
        Stop::Found if !rollout.can_be_resumed() => {
            format!("A rollout{of} was found that had not saved its value, which is gone.")
        }
        Stop::Found => format!("A rollout{of} was found."),
        Stop::NoRecord => format!("The record of the rollout{of} could not be written; nothing was sent."),
        Stop::NotLookedUp(_) => {
            format!("{id} could not be looked up, or its value is fixed; nothing was sent.")
        }
        Stop::OldNotRead(_) => format!("The old value of {id} could not be read; nothing was sent."),
        Stop::NotSaved(_) => format!("{id} was not saved; no pod was restarted."),
        Stop::WriteUnknown(_) => format!("Unknown whether {id} was saved; no pod was restarted."),
        Stop::AnotherValue(_) => format!("{id} holds another value: somebody else has changed it, too."),
        Stop::ChangedMeanwhile(_) => {
            format!("{id} does not hold what this rollout wrote, or cannot be read.")
        }
        Stop::AfterCanary(pod) => format!("{} is up; the rollout{of} waits for your word.", pod.shown()),
        Stop::Held => format!("The rollout{of} is held."),
        Stop::Differs(pod) => format!("The rollout{of} stopped: {} is not as planned.", pod.shown()),
        Stop::Late(pod) => late(rollout, pod, of),
        Stop::CameUp(pod) => format!("{} came up; the rollout{of} waits for your word.", pod.shown()),
    }
}

/// Returns the words for the end of a pod in the journal.
pub(super) fn ended(rollout: &Rollout, ending: &Ending) -> String {
    match ending {
        Ending::Done if rollout.leg().back => OLD_AGAIN.to_owned(),
        Ending::Done if restarts_several(rollout) => RESTARTED.to_owned(),
        ending => ending_for_logs(ending),
    }
}

/// Says what runs what, or which pods are up after their restart.
pub(in super::super) fn what_runs(rollout: &Rollout) -> String {
    if restarts_several(rollout) { restarted(rollout) } else { account(rollout) }
}

/// Says what a pod does now.
fn present(rollout: &Rollout, pod: &PodRun) -> &'static str {
    match pod.track.runs() {
        Runs::Value(Ran::New) if restarts_several(rollout) => "is up after its restart",
        Runs::Value(_) if restarts_several(rollout) => "is up",
        present => runs(present, false),
    }
}

fn late(rollout: &Rollout, pod: &PodId, of: &str) -> String {
    use crate::domain::pod::Requested;
    let run = rollout.pods().iter().find(|run| run.id == *pod);
    let last = run.and_then(|run| run.track.last.as_ref());
    match last.is_some_and(|last| last.requested == Requested::Restart) {
        true => format!("{} is late: the restart is still pending and will happen.", pod.shown()),
        false => format!("{} is late; the rollout{of} waits for your word.", pod.shown()),
    }
}

/// Returns the words for a pod in the run.
pub(in super::super) fn progress(rollout: &Rollout, pod: &PodRun) -> String {
    let state = || {
        let last = pod.track.last.as_ref();
        last.map_or_else(|| "not seen".to_owned(), |last| last.status.word().to_lowercase())
    };
    let late = if pod.is_late { ", late" } else { "" };
    match &pod.state {
        PodState::Waiting if !rollout.leg().order.contains(&pod.id) => {
            format!("not restarted; it {}", present(rollout, pod))
        }
        PodState::Waiting => "waiting".to_owned(),
        PodState::Looking(looking) if looking.settles => format!("{}: waits until it settles{late}", state()),
        PodState::Looking(_) | PodState::ReadingLog { .. } => format!("looked at{late}"),
        PodState::Recording { .. } => "about to be restarted".to_owned(),
        PodState::Sending(..) => "the restart is being sent".to_owned(),
        // Nothing that is seen is judged before somebody says that it goes on.
        PodState::Watching(_) | PodState::AskingLog(_) if rollout.is_found() => {
            format!("was being restarted; it {}", present(rollout, pod))
        }
        PodState::Watching(watch) if watch.soak.is_some() => format!("up; must stay up{late}"),
        PodState::Watching(_) | PodState::AskingLog(_) => format!("restarting: {}{late}", state()),
        PodState::Differs => format!("not as planned: {}", state()),
        PodState::Ended(done @ Ending::Done) => ended(rollout, done),
        PodState::Ended(ending @ Ending::Failed(_)) => format!("failed: {}", self::ending(ending)),
        PodState::Ended(ending) => self::ending(ending),
    }
}

/// Returns the words for an answer.
pub(in super::super) fn choice(rollout: &Rollout, choice: &Choice) -> String {
    match choice {
        Choice::Leave => "Leave it as it is".to_owned(),
        Choice::GoOn => "Go on".to_owned(),
        Choice::WaitOn => "Wait on".to_owned(),
        Choice::TryAgain => "Try again".to_owned(),
        Choice::RestartAgain(pod) => format!("Restart {} again", pod.shown()),
        Choice::RestartAsItIs(pod) => format!("Restart {} as it is now", pod.shown()),
        Choice::LeaveOut(pod) => format!("Go on without {}", pod.shown()),
        Choice::Restore => {
            let pods = rollout.would_restart();
            let named = and(&pods.iter().map(|id| named(rollout, id)).collect::<Vec<_>>());
            match named.is_empty() {
                true => "Restore the old value; no pod is restarted".to_owned(),
                false => format!("Restore the old value, then restart {named}"),
            }
        }
        Choice::WriteAgain(id) => format!("Write {} again", id.shown()),
        Choice::Compare(id) => format!("Read {} and compare (one logged read)", id.shown()),
        Choice::OverwriteAnyway(id) => format!("Write the old value of {} anyway", id.shown()),
        Choice::WithoutOld(id) => format!("Go on without the old value of {}", id.shown()),
        Choice::WithoutRecord => "Go on without a record".to_owned(),
        Choice::IsSaved(_) if rollout.leg().back => {
            "The old value is saved again: only restart the pods".to_owned()
        }
        Choice::IsSaved(_) => "The new value is saved: only restart the pods".to_owned(),
    }
}

/// Names a pod; one that is up is called healthy, because restarting it is an outage.
fn named(rollout: &Rollout, id: &PodId) -> String {
    let is_done = rollout.pods().iter().any(|pod| pod.id == *id && pod.is_done());
    if is_done { format!("{} (healthy now)", id.shown()) } else { id.shown().to_owned() }
}
