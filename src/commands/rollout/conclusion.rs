//! The end of a rollout: the exit code, why it ended, what runs what, and what becomes of its record.

use jiff::Timestamp;
use serde::Serialize;

use super::records::how_to_go_on;
use super::report::Report;
use super::words;
use crate::clock;
use crate::commands::Outcome;
use crate::commands::failure::exit;
use crate::commands::output::complain;
use crate::core::records::RecordName;
use crate::domain::{Exit, Failure, PodId};
use crate::work::rollout::words::holds;
use crate::work::rollout::{End, Ending, Holds, PodState, Ran, Rollout, Runs, SecretRun, Stop};

/// The reasons why a rollout ends here.
pub(super) enum Why {
    /// It is over.
    Over(End),
    /// It stopped, and goes no further here.
    Stopped(Stop),
    /// The token is not accepted any more.
    NoToken,
    /// A signal ended it at once.
    Signal(Exit),
    /// It was not begun, for this reason.
    Refused(Outcome),
    /// The thread that makes calls has ended.
    NoWorker,
}

/// The state of a rollout at its end.
pub(super) struct Seen<'a> {
    pub(super) rollout: &'a Rollout,
    pub(super) name: &'a RecordName,
    /// It was left by an earlier run.
    pub(super) is_found: bool,
    pub(super) signal: Option<Exit>,
    pub(super) failure: Option<&'a Failure>,
}

/// The end of a command that is about rollouts.
#[derive(Default)]
pub(in crate::commands) struct Conclusion {
    outcome: &'static str,
    exit: Exit,
    reason: Option<&'static str>,
    /// Whole lines.
    text: String,
    secrets: Vec<Secret>,
    pods: Vec<Pod>,
    record: Option<String>,
}

#[derive(Serialize)]
struct Secret {
    secret: String,
    holds: &'static str,
    verified: bool,
}

#[derive(Serialize)]
struct Pod {
    pod: String,
    restarted: bool,
    runs: &'static str,
    ended: Option<&'static str>,
}

#[derive(Serialize)]
struct Told<'a> {
    event: &'static str,
    at: Timestamp,
    command: &'static str,
    outcome: &'static str,
    exit_code: u8,
    reason: Option<&'static str>,
    record: Option<&'a str>,
    secrets: &'a [Secret],
    pods: &'a [Pod],
}

impl Conclusion {
    /// Returns the end of a command that has begun nothing.
    pub(in crate::commands) fn not_begun(why: Outcome) -> Self {
        Self { outcome: "not_begun", exit: why.exit, text: why.err, ..Self::default() }
    }

    /// Returns the end of a command that is done, with no rollout to tell of.
    pub(in crate::commands) fn done(outcome: &'static str, text: impl Into<String>) -> Self {
        Self { outcome, text: text.into(), ..Self::default() }
    }

    /// Returns the end of a rollout.
    pub(super) fn of(seen: &Seen<'_>, why: Why) -> Self {
        let rollout = seen.rollout;
        let is_void = !seen.is_found && rollout.changed_nothing();
        let stays = !matches!(why, Why::Over(_)) && !is_void;
        let (outcome, reason) = match &why {
            Why::Over(End::Done) if seen.all_run() => ("done", None),
            Why::Over(End::WentBack) => ("went_back", None),
            Why::Over(_) => ("stopped", Some("came_down")),
            _ if is_void => ("not_begun", Some(why.word())),
            _ if seen.exit(&why) == Exit::OutcomeUnknown => ("unknown", Some(why.word())),
            _ => ("stopped", Some(why.word())),
        };
        let exit = seen.exit(&why);
        let is_refused = matches!(why, Why::Refused(_));
        let mut lines = vec![seen.told(why)];
        if !is_void {
            let held = rollout.secrets().iter().filter(|secret| secret.is_written);
            lines.extend(held.map(|secret| format!("{}: {}.", secret.id, holds(secret.holds))));
            lines.push(words::what_runs(rollout));
        }
        let record = stays.then(|| seen.name.as_str().to_owned());
        if stays {
            let word = rollout.secrets().first().map_or(seen.name.as_str(), |secret| secret.id.as_str());
            lines.push(format!("The record of it stays.\n{}", how_to_go_on(word)));
        } else if is_void && !is_refused {
            lines.push("Nothing was changed.".to_owned());
        }
        lines.retain(|line| !line.is_empty());
        Self {
            outcome,
            exit,
            reason,
            text: lines.join("\n"),
            secrets: seen.secrets(),
            pods: seen.pods(),
            record,
        }
    }

    /// Tells the end: to people on standard error, and to programs as the last event.
    ///
    /// # Errors
    /// The end of the command, unless all is done.
    pub(in crate::commands) fn tell(self, report: &Report<'_>, command: &'static str) -> Result<(), Outcome> {
        let text = self.text.trim_end();
        match self.exit {
            _ if text.is_empty() => {}
            Exit::Done => report.line(text),
            _ => complain(text),
        }
        report.event(&Told {
            event: "end",
            at: clock::now().wall,
            command,
            outcome: self.outcome,
            exit_code: self.exit.code(),
            reason: self.reason,
            record: self.record.as_deref(),
            secrets: &self.secrets,
            pods: &self.pods,
        });
        match self.exit {
            Exit::Done => Ok(()),
            exit => Err(Outcome { exit, ..Outcome::default() }),
        }
    }
}

impl Why {
    fn word(&self) -> &'static str {
        match self {
            Self::Over(end) => end.word(),
            Self::Stopped(stop) => stop.word(),
            Self::NoToken => "no_token",
            Self::Signal(_) => "signal",
            Self::Refused(_) => "refused",
            Self::NoWorker => "no_worker",
        }
    }
}

impl Seen<'_> {
    /// Tells whether all that was planned runs the new value.
    fn all_run(&self) -> bool {
        let account = self.rollout.account();
        let is_new = |runs| runs == Runs::Value(Ran::New);
        let left_out = |id: &PodId| {
            self.rollout.pod(id).is_some_and(|run| matches!(run.state, PodState::Ended(Ending::LeftOut)))
        };
        let order = &self.rollout.leg().order;
        order.iter().all(|id| left_out(id) || account.iter().any(|line| line.pod == *id && is_new(line.runs)))
    }

    /// Tells whether a secret holds a value that nobody can tell.
    fn is_unclear(&self) -> bool {
        self.rollout.secrets().iter().any(|secret| secret.holds == Holds::Unknown)
    }

    fn exit(&self, why: &Why) -> Exit {
        let is_void = !self.is_found && self.rollout.changed_nothing();
        match why {
            Why::Over(End::Done) if self.all_run() => Exit::Done,
            Why::Signal(signal) => *signal,
            // More urgent to know than that a token is missing.
            Why::NoToken | Why::NoWorker if self.is_unclear() => Exit::OutcomeUnknown,
            Why::NoToken => Exit::NotAuthenticated,
            Why::Refused(outcome) => outcome.exit,
            Why::NoWorker if is_void => Exit::Failed,
            Why::Over(_) | Why::NoWorker => Exit::StoppedPartWay,
            Why::Stopped(stop) => self.exit_of(stop, is_void),
        }
    }

    fn exit_of(&self, stop: &Stop, is_void: bool) -> Exit {
        let state = |id: &PodId| self.rollout.pod(id).map(|run| &run.state);
        let of_failure = |usual| self.failure.map_or(usual, exit);
        match stop {
            Stop::WriteUnknown(_) => Exit::OutcomeUnknown,
            _ if self.is_unclear() => Exit::OutcomeUnknown,
            Stop::Late(id) if matches!(state(id), Some(PodState::Watching(watch)) if !watch.is_taken()) => {
                Exit::OutcomeUnknown
            }
            _ if !is_void => Exit::StoppedPartWay,
            Stop::NotLookedUp(_) | Stop::OldNotRead(_) => of_failure(Exit::NotAllowed),
            // It is known by now that nothing was saved, whatever the answer to the change was.
            Stop::NotSaved(_) => match of_failure(Exit::Failed) {
                Exit::OutcomeUnknown => Exit::Failed,
                exit => exit,
            },
            Stop::NoRecord => Exit::Failed,
            Stop::Differs(_) | Stop::Late(_) | Stop::AnotherValue(_) | Stop::ChangedMeanwhile(_) => {
                Exit::Conflict
            }
            Stop::Pod(id) => match state(id) {
                Some(PodState::Ended(Ending::Refused(Some(failure)) | Ending::NotSent(Some(failure)))) => {
                    exit(failure)
                }
                Some(PodState::Ended(Ending::Gone)) => Exit::NotFound,
                Some(PodState::Ended(Ending::CannotBeWatched)) => Exit::NotAllowed,
                _ => Exit::Conflict,
            },
            Stop::Held => self.signal.unwrap_or(Exit::StoppedPartWay),
            Stop::Found | Stop::AfterCanary(_) | Stop::CameUp(_) => Exit::StoppedPartWay,
        }
    }

    /// Says why it ended.
    fn told(&self, why: Why) -> String {
        match why {
            Why::Over(End::Done) if self.all_run() => String::new(),
            Why::Over(End::Done) => "Not all pods stayed up.".to_owned(),
            Why::Over(End::WentBack) => "Went back to the old value.".to_owned(),
            Why::Over(End::Abandoned | End::Left) => String::new(),
            Why::Stopped(Stop::Found) if !self.rollout.can_be_resumed() => {
                "Not all of its values are known to be saved, and they are gone: it cannot be gone on with."
                    .to_owned()
            }
            Why::Stopped(stop) => words::stopped(self.rollout, &stop),
            Why::NoToken => {
                "The token is not accepted any more, so nothing more is sent and nothing is watched.\n\
                 tapis-secrets login gets another one."
                    .to_owned()
            }
            Why::Signal(_) => String::new(),
            Why::Refused(outcome) => outcome.err.trim_end().to_owned(),
            Why::NoWorker => "tapis-secrets lost its worker.".to_owned(),
        }
    }

    fn secrets(&self) -> Vec<Secret> {
        let told = |holds| match holds {
            Holds::Old => ("old", false),
            Holds::New { verified } => ("new", verified),
            Holds::Another => ("another", false),
            Holds::Unknown => ("unknown", false),
        };
        let written = self.rollout.secrets().iter().filter(|secret| secret.is_written);
        let one = |secret: &SecretRun| {
            let (holds, verified) = told(secret.holds);
            Secret { secret: secret.id.as_str().to_owned(), holds, verified }
        };
        written.map(one).collect()
    }

    fn pods(&self) -> Vec<Pod> {
        let ended = |id: &PodId| {
            let run = self.rollout.pod(id)?;
            if let PodState::Ended(ending) = &run.state { Some(ending.word()) } else { None }
        };
        let account = self.rollout.account().into_iter();
        account
            .map(|line| Pod {
                ended: ended(&line.pod),
                pod: line.pod.as_str().to_owned(),
                restarted: line.was_restarted,
                runs: line.runs.word(),
            })
            .collect()
    }
}
