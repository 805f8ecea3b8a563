//! The run over the panes: a line for the value and for each pod, and the answers to the open question.
//!
//! ```text
//!   ✓ value     saved and verified                  14:03:11
//!   ✓ web1      runs the new value                  14:03:58     47 s
//!   ⠹ worker    restarting: creating                14:04:02     12 s
//!     api       waiting
//! ```

use std::time::Instant;

use super::rows::{Row, draw, height};
use crate::domain::SecretId;
use crate::features::rollout::state::{Rollouts, RunLine, Running};
use crate::features::rollout::words;
use crate::text::fit::{cut_middle, width};
use crate::text::format::{clock_seconds, duration};
use crate::view::prelude::*;
use crate::words::{about_all, secrets};
use crate::work::rollout::{Ending, Holds, Phase, PodRun, PodState, Rollout, SecretRun};

const WIDTH: u16 = 96;
/// The most columns of a pod's name.
const POD: usize = 24;
/// The name of the row of the only secret.
const VALUE: &str = "value";
/// The name of the row of several secrets.
const SECRETS: &str = "secrets";
/// The columns from which on a row has times.
const WIDE: usize = 60;
/// The columns of the times at the right end.
const TIMES: usize = 20;

/// The run.
pub(crate) struct RunDialog<'a> {
    pub(crate) rollouts: &'a Rollouts,
    /// The line with the cursor.
    pub(crate) cursor: usize,
    pub(crate) frame: ModalFrame<'a>,
}

impl StatefulWidget for RunDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { rollouts, cursor, frame } = self;
        let (theme, cx) = (frame.theme, frame.cx);
        let Some(running) = &rollouts.running else { return };
        let rollout = running.driver.rollout();
        let title = match words::restarts_several(rollout) {
            true => format!("Restarting the pods of {}", secrets(rollout.secrets().len())).into(),
            false => about_all(rollout.ids(), |id| match rollout.leg().back {
                true => format!("Taking {id} back"),
                false => format!("Rolling out {id}"),
            }),
        };
        let (done, all) = rollout.count();
        let took = cx.now.instant.saturating_duration_since(running.since);
        let place = match rollout.is_under_way() {
            true => format!("{done} of {all} · {}", duration(took)),
            false => format!("{done} of {all}"),
        };
        let frame = frame.title(title).place(place).writes();
        let room = usize::from(frame.areas(area, WIDTH, 1).content.width);
        let least = if words::restarts_several(rollout) { SECRETS } else { VALUE };
        let pods = rollout.pods().iter().map(|pod| width(pod.id.shown()));
        let names = pods.max().unwrap_or(0).clamp(least.len(), POD);
        let view = View { running, rollout, cx, theme, room, names };
        let lines = rollouts.run_lines(cx.settings.tests_values);
        let rows = view.rows(&lines);
        let content = frame.draw(area, WIDTH, height(&rows, room), buf, drawn);
        // Where nothing is asked the pod under way is in sight, unless the user looks for another one.
        let asks = matches!(rollout.phase(), Phase::Stopped { .. });
        let at_work = || lines.iter().position(|line| view.is_at_work(line));
        let cursor = if asks || cursor > 0 { cursor } else { at_work().unwrap_or(0) };
        draw(theme, &rows, (cursor, asks), content, buf, drawn);
    }
}

struct View<'a> {
    running: &'a Running,
    rollout: &'a Rollout,
    cx: &'a Context,
    theme: Theme,
    /// The columns of a row.
    room: usize,
    /// The columns of the names.
    names: usize,
}

impl<'a> View<'a> {
    fn rows(&self, lines: &[RunLine]) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if *line == RunLine::Account {
                rows.push(Row::text("", ""));
                rows.extend(self.why().map(|why| self.told(&why)));
            }
            rows.push(self.line(line).at(at));
        }
        if let Some(why) = self.why().filter(|_| !lines.contains(&RunLine::Account)) {
            rows.extend([Row::text("", ""), self.told(&why)]);
        }
        rows
    }

    /// Returns the reason why nothing is sent, or soon will be.
    fn why(&self) -> Option<String> {
        Some(match self.rollout.phase() {
            Phase::Stopped { stop, left, .. } => {
                let left = if *left { " It is left as it is." } else { "" };
                format!("{}{left}", words::stopped(self.rollout, stop))
            }
            Phase::Ended(_) => return None,
            _ if self.rollout.is_paused() => "It waits for a token: s signs in.".to_owned(),
            _ if self.rollout.is_held() => "It stops after the present pod.".to_owned(),
            _ => return None,
        })
    }

    fn is_at_work(&self, line: &RunLine) -> bool {
        let is_it = |pod: &&PodRun| matches!(line, RunLine::Pod(id) if *id == pod.id);
        self.rollout.pods().iter().find(is_it).is_some_and(PodRun::is_under_way)
    }

    fn line(&self, line: &RunLine) -> Row<'a> {
        let mark = if self.rollout.old_works() { "[x] " } else { "[ ] " };
        let (before, text) = match line {
            RunLine::Value(id) => {
                let secret = self.rollout.secrets().iter().find(|secret| secret.id == *id);
                return secret.map_or_else(|| Row::text("", ""), |secret| self.secret(secret));
            }
            RunLine::Pod(id) => {
                let pod = self.rollout.pods().iter().find(|pod| pod.id == *id);
                return pod.map_or_else(|| Row::text("", ""), |pod| self.pod(pod));
            }
            RunLine::Secrets => return self.secrets(),
            RunLine::Account => ("", words::what_runs(self.rollout)),
            RunLine::Choice(choice) => ("", words::choice(self.rollout, choice)),
            RunLine::OldWorks => (mark, "the old value still works at its provider".to_owned()),
            RunLine::TestOld => ("", "Ask test_command whether the old value works".to_owned()),
            RunLine::LookAtValue => ("", "Look at the value that it holds now (one logged read)".to_owned()),
        };
        Row::wrapped(self.theme, self.theme.span(before, Name::Text), (&text, Name::Text), self.room)
    }

    fn told(&self, text: &str) -> Row<'a> {
        Row::wrapped(self.theme, "", (text, Name::Text), self.room)
    }

    fn secret(&self, secret: &SecretRun) -> Row<'a> {
        let is_sending = self.running.driver.writes() == Some(&secret.id);
        let (mark, words) = match secret.holds {
            _ if is_sending => (self.spinner(), "is being saved"),
            _ if secret.is_read() => (self.spinner(), "is being read"),
            Holds::Old if self.rollout.leg().back => (("✓", Name::SuccessMark), "holds the old value again"),
            Holds::Old => ((" ", Name::Muted), words::holds(Holds::Old)),
            holds @ Holds::New { .. } => (("✓", Name::SuccessMark), words::holds(holds)),
            holds => (("!", Name::WarningMark), words::holds(holds)),
        };
        let name = if self.rollout.secrets().len() > 1 { secret.id.shown() } else { VALUE };
        self.row(mark, name, words, self.running.value_at, None)
    }

    /// Returns the row of several secrets of which no value is written.
    fn secrets(&self) -> Row<'a> {
        let names: Vec<_> = self.rollout.ids().map(SecretId::to_string).collect();
        self.row((" ", Name::Muted), SECRETS, &words::and(&names), None, None)
    }

    fn pod(&self, pod: &PodRun) -> Row<'a> {
        let mark = match &pod.state {
            PodState::Ended(Ending::Done) => ("✓", Name::SuccessMark),
            PodState::Ended(Ending::LeftOut) | PodState::Waiting => (" ", Name::Muted),
            PodState::Ended(Ending::Vanished | Ending::NotBegun) | PodState::Differs => {
                ("!", Name::WarningMark)
            }
            PodState::Ended(_) => ("✗", Name::ErrorMark),
            _ if pod.is_late => ("!", Name::WarningMark),
            _ => self.spinner(),
        };
        let mut words = words::progress(self.rollout, pod);
        if let Some(since) = pod.silent_since(self.cx.now.wall) {
            words += &format!("; no answer since {}", clock_seconds(since, &self.cx.zone));
        }
        let end = pod.ended.unwrap_or(self.cx.now.instant);
        let took = pod.begun.map(|begun: Instant| end.saturating_duration_since(begun));
        self.row(mark, pod.id.shown(), &words, self.running.times.get(&pod.id).copied(), took)
    }

    fn spinner(&self) -> (&'static str, Name) {
        (self.theme.spinner(self.cx, self.running.since).unwrap_or("·"), Name::Accent)
    }

    fn row(
        &self,
        (mark, ink): (&'static str, Name),
        name: &str,
        words: &str,
        at: Option<jiff::Timestamp>,
        took: Option<std::time::Duration>,
    ) -> Row<'a> {
        let name = cut_middle(name, self.names);
        let pad = " ".repeat(self.names.saturating_sub(width(&name)));
        // In few columns the words need them all.
        let times = if at.is_none() && took.is_none() || self.room < WIDE { 0 } else { TIMES };
        let at = at.map(|at| clock_seconds(at, &self.cx.zone)).unwrap_or_default();
        let took = took.map(duration).unwrap_or_default();
        let before = Line::from_iter([
            self.theme.span(format!("{mark} "), ink),
            self.theme.span(format!("{name}{pad}  "), Name::Strong),
        ]);
        let row = Row::wrapped(self.theme, before, (words, Name::Text), self.room - times);
        let times = if times > 0 { format!("{at:>9} {took:>10}") } else { String::new() };
        row.ending(self.theme.span(times, Name::Muted), self.room)
    }
}
