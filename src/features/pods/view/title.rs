//! The title of the body: what it shows, how much of it, and how the pods stand. It is also the filter line.

use crate::features::pods::body::{Body, Text};
use crate::features::pods::state::{Phase, Pods};
use crate::features::pods::words::sort_name;
use crate::text::SafeText;
use crate::text::fit::{cut_middle, tail, width};
use crate::text::format::{clock, count};
use crate::view::prelude::*;

/// The first row of the body.
pub(super) struct Title<'a> {
    pub(super) pods: &'a Pods,
    pub(super) body: &'a Body,
    pub(super) cx: &'a Context,
    pub(super) theme: Theme,
}

impl StatefulWidget for Title<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let (body, theme, subject) = (self.body, self.theme, self.body.name());
        let (word, name, number) = match &body.text {
            Some(Text::Pod(page)) => ("Pod ", page.id.shown(), None),
            Some(Text::Broken(page)) => {
                ("Broken in pods", "", page.found.as_ref().map(|found| found.certain))
            }
            None => ("Pods using ", &*subject, body.table.as_ref().map(|table| table.all)),
        };
        let number = number.map_or_else(String::new, |number| format!("  {}", count(number)));
        // What stands at the right gives way to the name, and then the name is cut.
        let taken = width(word) + width(name) + width(&number) + 3;
        let filters = body.text.is_none() && (body.is_typing || !body.filter.is_empty());
        let room = usize::from(area.width).saturating_sub(taken + if filters { 12 } else { 0 });
        let end = self.ends().into_iter().find(|end| end.width() <= room).unwrap_or_default();
        let left = before(area, if end.width() > 0 { end.width() as u16 + 3 } else { 0 });
        buf.line(area, &end.right_aligned());
        let style = theme.style(if body.is_typing { Name::Muted } else { Name::Focus });
        let fixed = width(word) + width(&number) + if filters { 12 } else { 0 };
        let name = cut_middle(name, usize::from(left.width).saturating_sub(fixed));
        let rest = buf.text(left, word, style);
        let rest = buf.text(rest, &name, style);
        let rest = buf.text(rest, &number, theme.style(Name::Muted));
        if filters {
            self.filter(after(rest, 2), buf, drawn);
        }
    }
}

impl<'a> Title<'a> {
    fn filter(&self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let (body, theme) = (self.body, self.theme);
        let slash = if body.is_typing { Name::Accent } else { Name::Muted };
        let area = buf.text(area, "/ ", theme.style(slash));
        let (before, after) = body.filter.line_around_cursor();
        let (before, after) = (SafeText::from(before), SafeText::from(after));
        let room = usize::from(area.width).saturating_sub(body.is_typing.into());
        let strong = theme.style(Name::Strong);
        let rest = buf.text(area, tail(before.shown(), room), strong);
        buf.text(rest, after.shown(), strong);
        if body.is_typing {
            drawn.cursor((rest.x.min(area.right().saturating_sub(1)), rest.y));
        }
    }

    /// Returns what may stand at the right end, the longest first.
    fn ends(&self) -> Vec<Line<'a>> {
        let (pods, body, theme) = (self.pods, self.body, self.theme);
        let spinner = pods.waits_since().and_then(|since| theme.spinner(self.cx, since));
        let muted = |text: String| Line::from(theme.span(text, Name::Muted));
        match (spinner, pods.phase(), pods.looking()) {
            (Some(spinner), Phase::Asking { pods: 0, .. }, _) => {
                return ["reading the pods", "reading"].map(|text| muted(format!("{spinner} {text}"))).into();
            }
            (Some(spinner), Phase::Asking { pods, .. }, _) => {
                let pods = count(*pods);
                return [format!("{spinner} {pods} pods so far"), format!("{spinner} {pods}")]
                    .map(muted)
                    .into();
            }
            (Some(spinner), _, Some((done, all))) => {
                let so_far = format!("{} of {}", count(done), count(all));
                let long = format!("{spinner} looking into pods, {so_far}");
                return [long, format!("{spinner} {so_far}")].map(muted).into();
            }
            (Some(spinner), ..) => {
                return vec![muted(format!("{spinner} reading")), muted(spinner.to_owned())];
            }
            (None, ..) => {}
        }
        let Some(uses) = pods.uses() else { return Vec::new() };
        if matches!(body.text, Some(Text::Pod(_))) {
            return Vec::new();
        }
        if let (None, Some(table), false) = (&body.text, &body.table, body.filter.is_empty()) {
            return vec![muted(format!("{} of {}", count(table.rows.len()), count(table.all)))];
        }
        let listed = count(uses.pods().all().len());
        let at = pods.as_of().map(|at| clock(at, &self.cx.zone)).unwrap_or_default();
        let order = sort_name(body.sort).1;
        let mut ends =
            vec![format!("of the {listed} you can list, as of {at}"), format!("of {listed}, as of {at}")];
        if body.text.is_none() && body.sort != Default::default() {
            ends.insert(0, format!("{order} · of the {listed} you can list, as of {at}"));
        }
        ends.push(format!("of {listed}"));
        ends.into_iter().map(muted).collect()
    }
}
