//! The words of rollouts for people who read lines: each step, why it stopped, and what runs what.

use crate::domain::PodId;
use crate::domain::pod::PodStatus;
use crate::text::format::duration;
use crate::work::rollout::words::{RESTARTED, account, ending_for_logs, restarted};
use crate::work::rollout::{Choice, Ending, Event, PodState, Rollout, Stop};

/// Returns the line for a step; most readings of pods have none.
pub(super) fn step(rollout: &Rollout, event: &Event) -> Option<String> {
    Some(match event {
        Event::OldHeld(id) => format!("{id}: the old value is read and held"),
        Event::Writing { secret, back } => {
            format!("{secret}: writes the {} value", if *back { "old" } else { "new" })
        }
        Event::Saved { secret, verified: true } => format!("{secret}: saved and verified"),
        Event::Saved { secret, verified: false } => format!("{secret}: saved, not read back"),
        Event::OldAlready(id) => format!("{id}: holds its old value already"),
        Event::Settling(pod) => format!("{}: a start is under way, which is waited for", pod.shown()),
        Event::Joined(pod) => format!("{}: a restart was on its way already", pod.shown()),
        Event::RestartSent(pod) => format!("{}: restart sent", pod.shown()),
        Event::RestartInDoubt(pod) => format!("{}: no answer to the restart; it is looked at", pod.shown()),
        // The next line tells that it is up.
        Event::Seen(_, PodStatus::Available, _) => return None,
        Event::Seen(pod, status, _) => format!("{}: {}", pod.shown(), status.word().to_lowercase()),
        Event::Soaking(pod) => match soak(rollout, pod) {
            Some(time) => format!("{}: up, has to stay up for {time}", pod.shown()),
            None => format!("{}: up", pod.shown()),
        },
        Event::Ended(pod, end) => format!("{}: {}", pod.shown(), ended(rollout, end)),
        Event::Chosen(Choice::Restore) => "Goes back to the old value".to_owned(),
        Event::Began
        | Event::Looking(_)
        | Event::RestartTaken(_)
        | Event::Stopped(_)
        | Event::Chosen(_)
        | Event::Hold(_)
        | Event::Paused
        | Event::Resumed
        | Event::NoRecord
        | Event::Over(_) => return None,
    })
}

/// Tells whether somebody who wants to hear only of failures wants to hear of this.
pub(super) fn is_trouble(event: &Event) -> bool {
    match event {
        Event::Ended(_, ending) => ending.is_trouble(),
        Event::RestartInDoubt(_) => true,
        _ => false,
    }
}

fn soak(rollout: &Rollout, pod: &PodId) -> Option<String> {
    let run = rollout.pod(pod)?;
    Some(duration(run.soak())).filter(|_| !run.soak().is_zero())
}

fn ended(rollout: &Rollout, ending: &Ending) -> String {
    match ending {
        Ending::Done if rollout.leg().back => "runs the old value again".to_owned(),
        Ending::Done if !rollout.writes() => RESTARTED.to_owned(),
        ending => ending_for_logs(ending),
    }
}

/// Says why it stopped.
pub(super) fn stopped(rollout: &Rollout, stop: &Stop) -> String {
    let run = |pod: &PodId| rollout.pod(pod);
    let last = |pod| run(pod).and_then(|run| run.track.last.as_ref());
    match stop {
        Stop::Found => "Nobody has said that it goes on.".to_owned(),
        Stop::NoRecord => {
            "The record of this could not be written, so nothing more was sent. Is the disk full?".to_owned()
        }
        Stop::NotLookedUp(id) => format!("{id} could not be looked up, or its value is fixed."),
        Stop::OldNotRead(id) => format!("The old value of {id} could not be read."),
        Stop::NotSaved(id) => format!("{id} was not saved; no pod was restarted."),
        Stop::WriteUnknown(id) => format!("It is unknown whether {id} was saved; no pod was restarted."),
        Stop::AnotherValue(id) => format!("{id} holds another value: somebody else has changed it, too."),
        Stop::ChangedMeanwhile(id) => {
            format!(
                "{id} does not hold what was written here, or cannot be read, so the old value was not restored."
            )
        }
        Stop::AfterCanary(pod) => format!("{} is up; the other pods were not restarted.", pod.shown()),
        Stop::CameUp(pod) => format!("{} came up; the other pods were not restarted.", pod.shown()),
        Stop::Held => "Stopped after the present pod, as you asked.".to_owned(),
        Stop::Differs(pod) => {
            let state =
                last(pod).map_or_else(|| "not seen".to_owned(), |last| last.status.word().to_lowercase());
            format!("{} is not as planned ({state}), so it was not restarted.", pod.shown())
        }
        Stop::Late(pod) => match run(pod).map(|run| &run.state) {
            Some(PodState::Watching(watch)) if watch.is_pending() => {
                format!("{} is late: its restart is still pending and will happen.", pod.shown())
            }
            Some(PodState::Watching(watch)) if !watch.is_taken() => {
                format!("It is unknown whether the service has the restart of {}.", pod.shown())
            }
            _ => format!("{} is late.", pod.shown()),
        },
        Stop::Pod(pod) => match run(pod).map(|run| &run.state) {
            Some(PodState::Ended(ending)) => {
                format!("Stopped at {}: {}.", pod.shown(), ended(rollout, ending))
            }
            _ => format!("Stopped at {}.", pod.shown()),
        },
    }
}

/// Says what runs what.
pub(super) fn what_runs(rollout: &Rollout) -> String {
    if rollout.writes() { account(rollout) } else { restarted(rollout) }
}
