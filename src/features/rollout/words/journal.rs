//! The words of the journal: each step with its reason, in the screen's words, but never with a text of the service.

use crate::core::Outcome;
use crate::domain::SecretId;
use crate::words::number_of_pods;
use crate::work::rollout::{End, Event, Rollout};

/// Returns the lines for an event; most readings have none. The steps of the pods stand with the first secret, the
/// begin and the end with each.
pub(in super::super) fn journal(rollout: &Rollout, event: &Event) -> Vec<(SecretId, Outcome)> {
    let mut ids = rollout.ids();
    let Some((first, outcome)) = ids.next().zip(step(rollout, event)) else { return Vec::new() };
    let own = match event {
        Event::OldHeld(id) | Event::OldAlready(id) => Some(id),
        Event::Writing { secret, .. } | Event::Saved { secret, .. } => Some(secret),
        Event::Stopped(stop) => stop.secret(),
        _ => None,
    };
    let other = |id: &SecretId| {
        let text = match event {
            Event::Began => format!("began with {first}, whose lines have the steps"),
            Event::Over(end) => format!("over, with {first}: {}", over(*end)),
            _ => return None,
        };
        Some((id.clone(), Outcome::Done(text)))
    };
    let others = ids.filter_map(other);
    std::iter::once((own.unwrap_or(first).clone(), outcome)).chain(others).collect()
}

fn step(rollout: &Rollout, event: &Event) -> Option<Outcome> {
    let done = |text: String| Some(Outcome::Done(text));
    match event {
        Event::Began => done(began(rollout)),
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
            let text = format!("{}: {}", pod.shown(), super::ended(rollout, ending));
            Some(if ending.is_trouble() { Outcome::Failed(text) } else { Outcome::Done(text) })
        }
        Event::Stopped(stop) => Some(Outcome::Doubtful(super::stopped_for_journal(rollout, stop))),
        Event::Chosen(choice) => done(format!("chosen: {}", super::choice(rollout, choice))),
        Event::Hold(hold) => done(if *hold { "hold asked for" } else { "hold taken back" }.to_owned()),
        Event::Paused => Some(Outcome::Doubtful("waits for a token".to_owned())),
        Event::Resumed => done("goes on after the sign-in".to_owned()),
        Event::NoRecord => Some(Outcome::Doubtful("goes on without a record".to_owned())),
        Event::Over(end) => done(format!("over: {}. {}", over(*end), super::what_runs(rollout))),
        Event::Looking(_) | Event::Settling(_) | Event::Seen(..) | Event::Soaking(_) => None,
    }
}

fn began(rollout: &Rollout) -> String {
    let pods = number_of_pods(rollout.leg().order.len());
    let others: Vec<_> = rollout.ids().skip(1).map(SecretId::to_string).collect();
    let with = if others.is_empty() { String::new() } else { format!(", also for {}", super::and(&others)) };
    format!("began, {pods} to restart{with}")
}

fn which(back: bool) -> &'static str {
    if back { "old" } else { "new" }
}

fn over(end: End) -> &'static str {
    match end {
        End::Done => "done",
        End::WentBack => "the old value is back",
        End::Abandoned => "ended with X",
        End::Left => "left, with its record",
    }
}
