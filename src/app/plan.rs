//! The plan of the detail pane: which facts stand there, and where the value goes.

use super::detail::{self, Eyes, Line, Plan, Room, ValueArea, note_rows};
use super::{App, words};
use crate::core::settings::ClipboardWay;
use crate::domain::Secret;
use crate::features::value::{Shown, ValueState, has_room_for};
use crate::layout::Layout;
use crate::text::fit::wrap;
use crate::text::reveal;

/// Rows that a shown value gets at least, heading included, before facts do.
const VALUE_ROWS: usize = 5;
/// Columns of the surface left of the text: the mark and a blank.
const MARK: usize = 2;

impl App {
    /// What stands in the detail pane of `layout`.
    pub fn detail_plan(&self, layout: &Layout) -> Plan {
        let Some(secret) = self.list.selected() else { return Plan::default() };
        let focused = self.list.focus().is_detail();
        let room = Room {
            columns: layout.detail.width.into(),
            rows: layout.detail.height.into(),
            screen_rows: layout.screen.height,
            focused: focused && self.value().shown().is_none(),
        };
        if let Some(shown) = self.value().shown() {
            return self.plan_with_value(secret, shown, layout, room);
        }
        if layout.stacked && !focused {
            let mut lines = vec![Line::ValueFact];
            lines.append(&mut detail::short_lines(secret, self.eyes(secret), room.columns));
            return Plan { lines, value: None };
        }
        let mut lines = self.facts(secret, layout, room);
        lines.push(Line::Blank);
        lines.push(Line::ValueHeading);
        if layout.screen.height >= 30 {
            lines.push(Line::Blank);
        }
        lines.append(&mut self.value_lines(secret, room.columns));
        Plan { lines, value: None }
    }

    fn eyes(&self, secret: &Secret) -> Eyes<'_> {
        let marked = self.list.ordered().selected_marks().map_or(&[][..], |marks| &marks.description);
        Eyes {
            site: &self.cx.site,
            standing: self.standing(secret),
            now: self.service_time(),
            zone: &self.cx.zone,
            marked,
        }
    }

    fn facts(&self, secret: &Secret, layout: &Layout, room: Room) -> Vec<Line> {
        let mut lines = detail::lines(secret, self.eyes(secret), room);
        // Stacked, the rule above carries the id, unless it takes several rows.
        if layout.stacked && lines.iter().filter(|line| matches!(line, Line::Id(_))).count() == 1 {
            lines.remove(0);
        }
        lines
    }

    /// Below the heading while no value is shown.
    fn value_lines(&self, secret: &Secret, columns: usize) -> Vec<Line> {
        let text = |text: &str| wrap(text, columns, 8).into_iter().map(Line::ValueText).collect();
        match self.value() {
            ValueState::Reading { .. } => vec![Line::Reading],
            ValueState::Failed { failure, .. } => {
                let mut lines: Vec<Line> = text(&words::cause_sentence(failure, &self.cx.site));
                lines.extend(text(&words::advice(failure, &self.cx.site)));
                lines.push(Line::TryAgain);
                lines
            }
            _ if self.forbids_reading(secret).is_some() => text(&self.why_unreadable(secret)),
            _ => vec![Line::Dots],
        }
    }

    /// Why there is no value to see, for the value area.
    fn why_unreadable(&self, secret: &Secret) -> String {
        let not_sent = "Asking for it would only be refused and logged, so it is not sent.";
        match secret.access.readable {
            Some(false) => format!("The value cannot be shown. {not_sent}"),
            _ => self.forbids_reading(secret).map_or_else(String::new, String::from),
        }
    }

    fn plan_with_value(&self, secret: &Secret, shown: &Shown, layout: &Layout, room: Room) -> Plan {
        let mut lines = self.facts(secret, layout, room);
        // A low screen gives the value its room first: blank row, then all facts go.
        let blank = usize::from(lines.len() + 1 + VALUE_ROWS <= room.rows);
        if lines.len() + VALUE_ROWS > room.rows {
            lines.clear();
        } else if blank == 1 {
            lines.push(Line::Blank);
        }
        lines.push(Line::ValueHeading);
        let pad = usize::from(layout.screen.height >= 30);
        let all = reveal::lines(shown.value.expose());
        let numbers = if all > 1 { all.to_string().len().max(2) + 1 } else { 0 };
        let (columns, most) = (room.columns.saturating_sub(MARK), note_rows(room.screen_rows));
        let note = self.value_note().map_or(0, |note| wrap(&note, columns, most).len());
        let rows = room.rows.saturating_sub(lines.len() + 2 * pad + note).max(1);
        let columns = room.columns.saturating_sub(MARK + numbers).max(1);
        let value = ValueArea { top: lines.len(), columns, rows, pad, numbers };
        Plan { lines, value: Some(value) }
    }

    /// What cannot be seen of the value on the screen: what `text::unseen` finds, or that it goes on.
    pub fn value_note(&self) -> Option<String> {
        use crate::text::format::size;
        let shown = &self.value().shown()?.value;
        let (value, note) = (shown.expose(), shown.facts().unseen.note());
        let part = reveal::shown_part(value);
        if part.len() < value.len() {
            let copies =
                self.cx.settings.clipboard != ClipboardWay::Off && has_room_for(&self.cx, value.len());
            let (part, all) = (size(part.len() as u64), size(value.len() as u64));
            let edits = self.value().shown().is_some_and(|shown| shown.editable);
            let rest = match (copies, edits) {
                (true, _) => "; y copies all of it",
                (false, true) => "; E opens all of it in your editor",
                (false, false) => "",
            };
            let text = format!("These are the first {part} of {all}{rest}.");
            return Some(note.map_or(text.clone(), |note| format!("{text} It has {note}.")));
        }
        note
    }
}
