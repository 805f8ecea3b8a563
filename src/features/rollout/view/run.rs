//! The run over the panes: a line for the value and for each pod, and the answers to the open question.
//!
//! ```text
//!   ✓ value     saved and verified                  14:03:11
//!   ✓ web1      runs the new value                  14:03:58     47 s
//!   ⠹ worker    restarting: creating                14:04:02     12 s
//!     api       waiting
//! ```

use std::time::Instant;

use super::rows::{Row, draw};
use crate::features::rollout::state::{Rollouts, RunLine, Running};
use crate::features::rollout::words;
use crate::text::Sentence;
use crate::text::fit::{cut_end, cut_middle, width, wrap};
use crate::text::format::{clock_seconds, duration};
use crate::view::prelude::*;
use crate::work::rollout::{Ending, Holds, Phase, PodRun, PodState, Rollout, SecretRun};

const WIDTH: u16 = 96;
/// The most columns of a pod's name.
const POD: usize = 24;
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
        let id = rollouts.secret().map_or("", |id| id.shown());
        let title = Sentence::about(id, |id| match rollout.leg().back {
            true => format!("Taking {id} back"),
            false => format!("Rolling out {id}"),
        });
        let (done, all) = rollout.count();
        let took = cx.now.instant.saturating_duration_since(running.since);
        let place = match rollout.is_under_way() {
            true => format!("{done} of {all} · {}", duration(took)),
            false => format!("{done} of {all}"),
        };
        let frame = frame.title(title).place(place).writes();
        let room = usize::from(frame.areas(area, WIDTH, 1).content.width);
        let pods = rollout.pods().iter().map(|pod| width(pod.id.shown()));
        let names = pods.max().unwrap_or(0).clamp("value".len(), POD);
        let view = View { rollouts, running, rollout, cx, theme, room, names };
        let rows = view.rows();
        let content = frame.draw(area, WIDTH, rows.len(), buf, drawn);
        draw(theme, &rows, cursor, content, buf, drawn);
    }
}

struct View<'a> {
    rollouts: &'a Rollouts,
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
    fn rows(&self) -> Vec<Row<'a>> {
        let mut rows: Vec<_> = self.rollout.secrets().iter().map(|secret| self.secret(secret)).collect();
        rows.extend(self.rollout.pods().iter().map(|pod| self.pod(pod)));
        rows.push(Row::text("", ""));
        match self.rollout.phase() {
            Phase::Stopped { stop, left, .. } => {
                let id = self.rollouts.secret().cloned().unwrap_or_else(|| "".into());
                let why = words::stopped(self.rollout, &id, stop).to_string();
                let left = if *left { " It is left as it is." } else { "" };
                rows.extend(self.told(&format!("{why}{left}")));
                rows.extend(self.told(&words::account(self.rollout)));
            }
            Phase::Ended(_) => rows.extend(self.told(&words::account(self.rollout))),
            _ if self.rollout.is_paused() => rows.extend(self.told("It waits for a token: s signs in.")),
            _ if self.rollout.is_held() => rows.extend(self.told("It stops after the present pod.")),
            _ => {}
        }
        for (at, line) in self.rollouts.run_lines(self.cx.settings.tests_values).iter().enumerate() {
            rows.push(Row::text("", self.theme.span(self.line(line), Name::Text)).at(at));
        }
        rows
    }

    fn line(&self, line: &RunLine) -> String {
        match line {
            RunLine::Choice(choice) => words::choice(self.rollout, choice),
            RunLine::OldWorks => {
                let mark = if self.rollout.old_works() { "x" } else { " " };
                format!("[{mark}] the old value still works at its provider")
            }
            RunLine::TestOld => "Ask test_command whether the old value works".to_owned(),
        }
    }

    fn told(&self, text: &str) -> Vec<Row<'a>> {
        let wrapped = wrap(text, self.room, 4);
        wrapped.into_iter().map(|text| Row::text("", self.theme.span(text, Name::Text))).collect()
    }

    fn secret(&self, secret: &SecretRun) -> Row<'a> {
        let is_sending = self.running.driver.writes() == Some(&secret.id);
        let (mark, words) = match secret.holds {
            _ if is_sending => (self.spinner(), "is being saved"),
            Holds::Old if self.rollout.leg().back => (("✓", Name::SuccessMark), "holds the old value again"),
            Holds::Old => ((" ", Name::Muted), words::holds(Holds::Old)),
            holds @ Holds::New { .. } => (("✓", Name::SuccessMark), words::holds(holds)),
            holds => (("!", Name::WarningMark), words::holds(holds)),
        };
        self.row(mark, "value", words, self.running.value_at, None)
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
        let words = words::progress(self.rollout, pod);
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
        let names = self.names;
        let name = cut_middle(name, names);
        let pad = " ".repeat(names.saturating_sub(width(&name)));
        let times = if at.is_none() && took.is_none() { 0 } else { TIMES };
        let room = self.room.saturating_sub(2 + names + 2 + times);
        let words = cut_end(words, room);
        let gap = " ".repeat(room.saturating_sub(width(&words)));
        let at = at.map(|at| clock_seconds(at, &self.cx.zone)).unwrap_or_default();
        let took = took.map(duration).unwrap_or_default();
        Row::text(
            "",
            Line::from_iter([
                self.theme.span(format!("{mark} "), ink),
                self.theme.span(format!("{name}{pad}  "), Name::Strong),
                self.theme.span(format!("{words}{gap}"), Name::Text),
                self.theme
                    .span(if times > 0 { format!("{at:>9} {took:>10}") } else { String::new() }, Name::Muted),
            ]),
        )
    }
}
