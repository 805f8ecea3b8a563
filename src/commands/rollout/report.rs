//! Tells the events of a rollout: lines on standard error, or JSON lines on standard output. Never a value, nor the message
//! of a container. Whoever reads them may have seen enough: that is no reason to stop a rollout half-way.

use jiff::Timestamp;
use serde::Serialize;

use super::words;
use crate::cli::Restarting;
use crate::clock;
use crate::commands::json;
use crate::commands::output::{complain, print};
use crate::commands::script::Script;
use crate::domain::{PodId, SecretId};
use crate::work::rollout::{Event, Rollout};

/// The place to tell events to.
pub(in crate::commands) struct Report<'a> {
    script: &'a Script<'a>,
    /// The plan is the result.
    is_trial: bool,
    /// Somebody is asked, and has to see what about.
    asks: bool,
}

/// An event of a rollout for programs.
#[derive(Default, Serialize)]
struct Told<'a> {
    event: &'static str,
    at: Timestamp,
    secret: Option<&'a str>,
    pod: Option<&'a str>,
    status: Option<&'a str>,
    requested: Option<&'a str>,
    reason: Option<&'static str>,
}

impl<'a> Report<'a> {
    /// Makes the place for a command.
    pub(in crate::commands) fn new(script: &'a Script<'a>, how: &Restarting) -> Self {
        Self { script, is_trial: how.dry_run, asks: !how.yes }
    }

    fn is_json(&self) -> bool {
        self.script.cli.scripting.json
    }

    /// Tells programs of an event.
    pub(super) fn event(&self, event: &impl Serialize) {
        if self.is_json() {
            let _ = print(&json::line(event));
        }
    }

    /// Tells a person what is planned, or what was left.
    pub(super) fn plan_line(&self, line: &str) {
        match (self.is_trial, self.asks) {
            (true, _) if self.is_json() => {}
            (true, _) => drop(print(format!("{line}\n").as_bytes())),
            (false, true) => complain(line),
            (false, false) => self.line(line),
        }
    }

    /// Tells a person something that is no failure.
    pub(super) fn line(&self, line: &str) {
        if !self.is_json() {
            self.script.tell(line);
        }
    }

    /// Tells of a step of the rollout.
    pub(super) fn step(&self, rollout: &Rollout, event: &Event) {
        if let Some(told) = told(event) {
            self.event(&Told { at: clock::now().wall, ..told });
        }
        match (words::step(rollout, event), self.is_json()) {
            (Some(line), false) if words::is_trouble(event) => complain(&line),
            (Some(line), false) => self.script.tell(&line),
            _ => {}
        }
    }
}

/// Returns the event for programs, without its time; none for one that only a conclusion tells.
fn told(event: &Event) -> Option<Told<'_>> {
    let of = |event| Told { event, ..Told::default() };
    let of_pod = |event, pod| Told { pod: Some(PodId::as_str(pod)), ..of(event) };
    let of_secret = |event, id, reason| Told { secret: Some(SecretId::as_str(id)), reason, ..of(event) };
    Some(match event {
        Event::Began => of("began"),
        Event::OldHeld(id) => of_secret("old_held", id, None),
        Event::Writing { secret, back } => {
            of_secret("writing", secret, Some(if *back { "old" } else { "new" }))
        }
        Event::Saved { secret, verified } => {
            of_secret("saved", secret, Some(if *verified { "verified" } else { "not_read_back" }))
        }
        Event::OldAlready(id) => of_secret("old_already", id, None),
        Event::Looking(pod) => of_pod("looking", pod),
        Event::Settling(pod) => of_pod("settling", pod),
        Event::Joined(pod) => of_pod("joined", pod),
        Event::RestartSent(pod) => of_pod("restart_sent", pod),
        Event::RestartTaken(pod) => of_pod("restart_taken", pod),
        Event::RestartInDoubt(pod) => of_pod("restart_in_doubt", pod),
        Event::Seen(pod, status, requested) => {
            let (status, requested) = (Some(status.word()), Some(requested.word()));
            Told { status, requested, ..of_pod("seen", pod) }
        }
        Event::Soaking(pod) => of_pod("soaking", pod),
        Event::Ended(pod, ending) => Told { reason: Some(ending.word()), ..of_pod("pod_ended", pod) },
        Event::Stopped(stop) => {
            Told { pod: stop.pod().map(PodId::as_str), reason: Some(stop.word()), ..of("stopped") }
        }
        Event::Chosen(choice) => {
            Told { pod: choice.pod().map(PodId::as_str), reason: Some(choice.word()), ..of("chosen") }
        }
        Event::Hold(_) => of("hold"),
        Event::Paused => of("paused"),
        Event::Resumed => of("resumed"),
        Event::NoRecord => of("no_record"),
        Event::Over(_) => return None,
    })
}
