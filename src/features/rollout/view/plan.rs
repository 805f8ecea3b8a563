//! The plan over the panes.
//!
//! ```text
//!   new value   ••••••••••••••••••••••••   32 characters, generated
//!   provider    ( ) it works there now: test_command said so
//! ▌             ( ) I have set it there
//!               ( ) nothing outside these pods checks it
//!   way back    [x] keep the old value (one logged read)
//!   restart     [x] web1     canary    available, up since 3 d
//!                -  batch              stopped: takes it at its next start
//! ```

use jiff::Timestamp;

use super::rows::{Row, beside, draw, height};
use super::several::Several;
use crate::core::records::RecordName;
use crate::features::rollout::state::{OnlyRestarts, PlanLine, Planning, Rollouts, Source};
use crate::features::rollout::words;
use crate::text::Sentence;
use crate::text::fit::{cut_middle, width};
use crate::text::format::count;
use crate::view::prelude::*;
use crate::words::{about, all_in_full, not_looked_into, secrets};
use crate::work::rollout::{Found, Provider, Rollout, Row as PodRow};

const WIDTH: u16 = 98;
/// The keys for the new value.
const KEYS: [&str; 7] =
    ["Ctrl-r show", "y copy", "Ctrl-g new", "t type", "Ctrl-f file", "Ctrl-x edit", "s saved"];
/// The most dots that stand for a value.
const DOTS: usize = 24;
/// The most columns of a pod's name.
const POD: usize = 24;
/// The columns around a pod's name: whether it is chosen, and whether it is the canary.
const AROUND: usize = 14;

/// The plan, and the rollouts that run or were found, before it.
pub(crate) struct PlanDialog<'a> {
    pub(crate) rollouts: &'a Rollouts,
    /// The line with the cursor.
    pub(crate) cursor: usize,
    /// The present by the service's clock.
    pub(crate) now: Timestamp,
    /// The pods are being listed.
    pub(crate) lists: bool,
    pub(crate) frame: ModalFrame<'a>,
}

impl StatefulWidget for PlanDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let (theme, cx, cursor) = (self.frame.theme, self.frame.cx, self.cursor);
        let title = self.rollouts.planning.as_ref().map_or_else(|| "Rollouts".into(), title);
        let frame = self.frame.clone().title(title).here().writes();
        let room = usize::from(frame.areas(area, WIDTH, 1).content.width);
        let pods = self.rollouts.planning.iter().flat_map(|planning| planning.plan.rows());
        let names = pods.map(|row| width(row.facts.pod.shown())).max().unwrap_or(0).min(POD);
        let (room_beside, now) = (beside(room), self.now);
        let several = self.rollouts.planning.as_ref().filter(|planning| planning.id().is_none());
        let of_pod = room_beside.saturating_sub(names + AROUND);
        let several = several.map(|planning| Several::new(planning, now, room_beside, of_pod));
        let rows = Rows { dialog: &self, cx, theme, room: room_beside, names, several }
            .all(cursor, area.height.into());
        let content = frame.draw(area, WIDTH, height(&rows, room), buf, drawn);
        draw(theme, &rows, (cursor, true), content, buf, drawn);
    }
}

/// Makes the rows.
struct Rows<'a> {
    dialog: &'a PlanDialog<'a>,
    cx: &'a Context,
    theme: Theme,
    /// The columns beside the labels.
    room: usize,
    /// The columns of the pods' names.
    names: usize,
    /// What is shown besides of several secrets.
    several: Option<Several<'a>>,
}

impl<'a> Rows<'a> {
    /// Returns the rows. Those that are more than `height` lines away from the cursor are empty, because nobody can see them.
    fn all(&self, cursor: usize, height: usize) -> Vec<Row<'a>> {
        let lines = self.dialog.rollouts.plan_lines(self.cx);
        let mut rows: Vec<Row<'a>> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let is_near = at.abs_diff(cursor) <= height;
            rows.push(if is_near { self.row(line) } else { Row::text("", "") }.at(at));
            if *line == PlanLine::Value && self.dialog.rollouts.may_get_value() {
                rows.extend(self.keys_of_value());
            }
        }
        if let Some(planning) = &self.dialog.rollouts.planning {
            rows.extend(self.below(planning));
        }
        rows
    }

    fn row(&self, line: &PlanLine) -> Row<'a> {
        let rollouts = self.dialog.rollouts;
        let planning = rollouts.planning.as_ref();
        match line {
            PlanLine::Running => self.said("", (&self.running(), Name::Strong)).labelled("rollout"),
            PlanLine::Kept(name) => self.said("", (&self.kept(name), Name::Strong)).labelled("found"),
            PlanLine::Value => planning.map_or_else(|| Row::text("", ""), |planning| self.value(planning)),
            PlanLine::Secret(id) => {
                let row = |several: &Several<'a>| several.row(self.theme, id);
                self.several.as_ref().map_or_else(|| Row::text("", ""), row)
            }
            PlanLine::Provider(provider) => {
                let label = if *provider == Provider::Works { "provider" } else { "" };
                let chosen = planning.is_some_and(|planning| planning.plan.provider == Some(*provider));
                let mark = if chosen { "(x) " } else { "( ) " };
                self.said(mark, (provider_words(*provider), Name::Text)).labelled(label)
            }
            PlanLine::WayBack => {
                let keeps = planning.is_some_and(|planning| planning.plan.secrets[0].keeps_old);
                let reads = planning.map_or(0, |planning| planning.plan.logged_reads());
                let words = format!(
                    "keep the old value ({reads} logged {})",
                    if reads == 1 { "read" } else { "reads" }
                );
                self.tick(keeps, &words).labelled("way back")
            }
            PlanLine::Canary => {
                let goes_on = planning.is_some_and(|planning| planning.plan.settings.continue_after_canary);
                let has_no_way_back = |planning: &Planning| {
                    planning.source != Source::Saved && !planning.plan.secrets[0].is_readable
                };
                let label = if planning.is_some_and(has_no_way_back) { "no way back" } else { "" };
                self.tick(goes_on, "continue after the canary without a question").labelled(label)
            }
            PlanLine::Pod(pod) => {
                let Some(plan) = planning.map(|planning| &planning.plan) else { return Row::text("", "") };
                let Some(row) = plan.row(pod) else { return Row::text("", "") };
                let is_first = plan.rows().first().is_some_and(|first| first.facts.pod == *pod);
                self.pod(row, planning).labelled(if is_first { "restart" } else { "" })
            }
        }
    }

    fn text(&self, text: impl Into<String>, name: Name) -> Line<'a> {
        Line::from(self.theme.span(text.into(), name))
    }

    fn said(&self, before: &str, text: (&str, Name)) -> Row<'a> {
        Row::wrapped(self.theme, self.text(before, Name::Text), text, self.room)
    }

    fn tick(&self, ticked: bool, words: &str) -> Row<'a> {
        self.said(if ticked { "[x] " } else { "[ ] " }, (words, Name::Text))
    }

    fn running(&self) -> String {
        let rollouts = self.dialog.rollouts;
        let (done, all) = rollouts.rollout().map(Rollout::count).unwrap_or_default();
        let id = rollouts.rollout().map(|rollout| all_in_full(rollout.ids())).unwrap_or_default();
        let state = match () {
            () if rollouts.is_under_way() => "under way",
            () if rollouts.is_stopped() => "stopped, waits for you",
            () => "over",
        };
        format!("{id}: {state}, {done} of {all}; Enter looks at it")
    }

    fn kept(&self, name: &RecordName) -> String {
        let Some(kept) = self.dialog.rollouts.kept(name) else { return String::new() };
        match &kept.found {
            Found::Record(record) if kept.is_held => words::being_rolled_out(record, |_| false).to_string(),
            Found::Record(record) => words::found(record, &self.cx.zone).to_string(),
            Found::OtherSchema(schema) => words::other_schema(*schema).to_string(),
            Found::Garbage => words::NO_RECORD.to_owned(),
        }
    }

    fn value(&self, planning: &'a Planning) -> Row<'a> {
        let source = match planning.source {
            Source::Generated => "generated",
            Source::Typed => "typed",
            Source::File => "from a file",
            Source::Editor => "from the editor",
            Source::Saved if planning.only_restarts == Some(OnlyRestarts::Fixed) => {
                "its value is fixed: the pods are only restarted"
            }
            Source::Saved => "already saved: the pods are only restarted",
        };
        let Some(value) = planning.value() else {
            let text = if planning.source == Source::Saved { source } else { "none yet" };
            return self.said("", (text, Name::Text)).labelled("new value");
        };
        let characters = value.facts().chars;
        let facts = format!("{} characters, {source}", count(characters));
        let row = match planning.shown {
            true => Row::value(value, self.text(facts, Name::Muted)),
            false => {
                let dots = "•".repeat(characters.min(DOTS).min(self.room / 2));
                self.said(&format!("{dots}   "), (&facts, Name::Muted))
            }
        };
        row.labelled("new value")
    }

    /// Returns the keys for the new value: as many rows as they need.
    fn keys_of_value(&self) -> Vec<Row<'a>> {
        let mut rows: Vec<String> = Vec::new();
        for keys in KEYS {
            match rows.last_mut().filter(|row| width(row) + 2 + width(keys) <= self.room) {
                Some(row) => row.push_str(&format!("  {keys}")),
                None => rows.push(keys.to_owned()),
            }
        }
        rows.into_iter().map(|keys| Row::text("", self.text(keys, Name::Muted))).collect()
    }

    fn pod(&self, row: &PodRow, planning: Option<&Planning>) -> Row<'a> {
        let facts = &row.facts;
        let standing = facts.standing();
        let mark = match standing.may_be_chosen() {
            true if row.is_chosen() => "[x]",
            true => "[ ]",
            false => " - ",
        };
        let rows = planning.map_or(&[][..], |planning| planning.plan.rows());
        let first = rows.iter().find(|row| row.is_chosen()).is_some_and(|first| first.facts.pod == facts.pod);
        let name = cut_middle(facts.pod.shown(), self.names);
        let pad = " ".repeat(self.names.saturating_sub(width(&name)));
        let canary = if first { "canary" } else { "" };
        let words = words::standing(facts, self.dialog.now);
        let ink = if standing.may_be_chosen() { Name::Text } else { Name::Muted };
        let before = self.text(format!("{mark} {name}{pad}  {canary:8}"), ink);
        let uses = self.several.as_ref().map_or_else(String::new, |several| several.uses(facts));
        Row::wrapped(self.theme, before, (&(words + &uses), Name::Muted), self.room)
    }

    /// Returns the rows below the lines that can be chosen.
    fn below(&self, planning: &Planning) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        if planning.plan.rows().is_empty() {
            let words = match () {
                () if planning.failed => "the pods could not be listed",
                () if self.dialog.lists || planning.is_reading() => "the pods are being listed",
                () if planning.id().is_none() => "none of the pods that you can list uses any of them",
                () => "none of the pods that you can list uses it",
            };
            rows.push(self.said("", (words, Name::Text)).labelled("restart"));
        } else if planning.is_reading() {
            rows.push(Row::text("", self.text("your permissions are being read", Name::Muted)));
        }
        rows.push(Row::text("", ""));
        if planning.id().is_none() {
            rows.push(self.said("", ("Pods that you cannot list may use them, too.", Name::Muted)));
        }
        if planning.reads.not_looked_into > 0 {
            let words = not_looked_into(planning.reads.not_looked_into);
            rows.push(self.said("", (&words, Name::Warning)));
        }
        let plan = &planning.plan;
        let estimate = words::estimate(plan.chosen().count(), plan.estimate());
        rows.push(self.said("", (&estimate, Name::Muted)));
        let ends = self.cx.site.claims.expires;
        if ends.is_some_and(|ends| plan.outlasts_token(ends, self.dialog.now)) {
            rows.push(self.said("", ("! The token ends before that; sign in first.", Name::Warning)));
        }
        rows.push(Row::text("", self.text("Nothing is changed yet.", Name::Muted)));
        rows
    }
}

fn title(planning: &Planning) -> Sentence {
    match planning.id() {
        None => format!("Restart the pods of {}", secrets(planning.secrets.len())).into(),
        Some(id) if planning.source == Source::Saved => about(id, |id| format!("Restart the pods of {id}")),
        Some(id) => about(id, |id| format!("Rotate {id}")),
    }
}

fn provider_words(provider: Provider) -> &'static str {
    match provider {
        Provider::Works => "it works there now: test_command said so",
        Provider::SetThere => "I have set it there",
        Provider::NothingChecks => "nothing outside these pods checks it",
    }
}
