//! The words of the journal: each step with its reason word, never with the message of a container.

use crate::core::Outcome;
use crate::work::rollout::{Choice, End, Event, Rollout, Stop};

/// Returns the line for an event; most readings have none.
pub(in super::super) fn journal(rollout: &Rollout, event: &Event) -> Option<Outcome> {
    let done = |text: String| Some(Outcome::Done(text));
    match event {
        Event::Began => done(format!("began, {} pods to restart", rollout.leg().order.len())),
        Event::OldHeld(_) => done("read the old value, which is held".to_owned()),
        Event::Writing { back, .. } => done(format!("writes the {} value", which(*back))),
        Event::Saved { verified: true, .. } => done("saved and verified".to_owned()),
        Event::Saved { verified: false, .. } => done("saved, not read back".to_owned()),
        Event::OldAlready(_) => done("holds its old value already".to_owned()),
        Event::Joined(pod) => done(format!("{}: a restart was on its way already", pod.shown())),
        Event::RestartSent(pod) => done(format!("{}: restart sent", pod.shown())),
        Event::RestartTaken(pod) => done(format!("{}: restart taken", pod.shown())),
        Event::RestartInDoubt(pod) => {
            Some(Outcome::Doubtful(format!("{}: no answer to the restart; it is looked at", pod.shown())))
        }
        Event::Ended(pod, ending) => {
            let text = format!("{}: {}", pod.shown(), ending.word());
            Some(if ending.is_trouble() { Outcome::Failed(text) } else { Outcome::Done(text) })
        }
        Event::Stopped(stop) => Some(Outcome::Doubtful(format!("stopped: {}", stop_word(stop)))),
        Event::Chosen(choice) => done(format!("chosen: {}", choice_word(choice))),
        Event::Hold(hold) => done(if *hold { "hold asked for" } else { "hold taken back" }.to_owned()),
        Event::Paused => Some(Outcome::Doubtful("waits for a token".to_owned())),
        Event::Resumed => done("goes on after the sign-in".to_owned()),
        Event::NoRecord => Some(Outcome::Doubtful("goes on without a record".to_owned())),
        Event::Over(end) => done(format!("over: {}. {}", end_word(*end), super::account(rollout))),
        Event::Looking(_) | Event::Settling(_) | Event::Seen(..) | Event::Soaking(_) => None,
    }
}

fn which(back: bool) -> &'static str {
    if back { "old" } else { "new" }
}

fn stop_word(stop: &Stop) -> String {
    match stop {
        Stop::Found => "found".to_owned(),
        Stop::NoRecord => "no_record".to_owned(),
        Stop::NotLookedUp(_) => "not_looked_up".to_owned(),
        Stop::OldNotRead(_) => "old_not_read".to_owned(),
        Stop::NotSaved(_) => "not_saved".to_owned(),
        Stop::WriteUnknown(_) => "write_unknown".to_owned(),
        Stop::AnotherValue(_) => "another_value".to_owned(),
        Stop::ChangedMeanwhile(_) => "changed_meanwhile".to_owned(),
        Stop::AfterCanary(pod) => format!("after_canary {}", pod.shown()),
        Stop::Held => "held".to_owned(),
        Stop::Differs(pod) => format!("differs {}", pod.shown()),
        Stop::Late(pod) => format!("late {}", pod.shown()),
        Stop::Pod(pod) => format!("pod {}", pod.shown()),
        Stop::CameUp(pod) => format!("came_up {}", pod.shown()),
    }
}

fn choice_word(choice: &Choice) -> String {
    match choice {
        Choice::Leave => "leave".to_owned(),
        Choice::GoOn => "go_on".to_owned(),
        Choice::WaitOn => "wait_on".to_owned(),
        Choice::TryAgain => "try_again".to_owned(),
        Choice::RestartAgain(pod) => format!("restart_again {}", pod.shown()),
        Choice::RestartAsItIs(pod) => format!("restart_as_it_is {}", pod.shown()),
        Choice::LeaveOut(pod) => format!("leave_out {}", pod.shown()),
        Choice::Restore => "restore".to_owned(),
        Choice::WriteAgain(_) => "write_again".to_owned(),
        Choice::Compare(_) => "compare".to_owned(),
        Choice::OverwriteAnyway(_) => "overwrite_anyway".to_owned(),
        Choice::WithoutOld(_) => "without_old".to_owned(),
        Choice::WithoutRecord => "without_record".to_owned(),
    }
}

fn end_word(end: End) -> &'static str {
    match end {
        End::Done => "done",
        End::WentBack => "went_back",
        End::Abandoned => "abandoned",
        End::Left => "left",
    }
}
