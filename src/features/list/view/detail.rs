//! The detail of the selected secret: its facts, beside the list or below it, and the lines about its value.

use super::row::{mark, pair};
use crate::domain::AccessMode;
use crate::features::list::{DetailLine, DetailView, Focus, LABEL, List};
use crate::layout::Layout;
use crate::text::fit::cut_middle;
use crate::view::prelude::*;

/// The lines about the value of the selected secret, which the detail shows among its own.
pub(crate) struct ValueLines<'a> {
    /// The heading above them.
    pub(crate) heading: Line<'a>,
    /// All of it on one row, as a fact.
    pub(crate) fact: Line<'a>,
    /// The rows below the heading.
    pub(crate) rows: Vec<Line<'a>>,
}

/// The pane of the selected secret.
pub(crate) struct Detail<'a> {
    pub(crate) list: &'a List,
    pub(crate) view: &'a DetailView,
    /// The lines about the value.
    pub(crate) value: &'a ValueLines<'a>,
    /// The places of the panes on the screen.
    pub(crate) layout: &'a Layout,
    pub(crate) theme: Theme,
}

impl StatefulWidget for Detail<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Some(secret) = self.list.selected() else { return };
        let rule = self.layout.rule;
        if self.layout.stacked {
            self.rule(secret.id.shown(), rule, buf);
        }
        let scroll = match self.list.focus() {
            Focus::Detail { scroll } => {
                drawn.stand(if self.layout.stacked { after(rule, 2) } else { area });
                if self.view.value.is_some() { 0 } else { scroll }
            }
            Focus::List => 0,
        };
        for (row, line) in area.rows().zip(self.view.lines.iter().skip(scroll)) {
            self.line(line, row, buf);
        }
    }
}

impl Detail<'_> {
    fn title(&self) -> Name {
        if self.list.focus().is_detail() { Name::Focus } else { Name::Strong }
    }

    /// Draws the line above the detail of stacked panes: `─ id ──────`.
    fn rule(&self, id: &str, area: Rect, buf: &mut Buffer) {
        let faint = self.theme.style(Name::Faint);
        buf.text(area, "─", faint);
        let id = cut_middle(id, usize::from(area.width.saturating_sub(6)));
        let rest = buf.text(before(after(area, 2), 2), &id, self.theme.style(self.title()));
        let line = Rect { width: area.right().saturating_sub(rest.x + 1), x: rest.x + 1, ..area };
        buf.text(line, &"─".repeat(line.width.into()), faint);
    }

    fn line(&self, line: &DetailLine, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        let (muted, text) = (theme.style(Name::Muted), theme.style(Name::Text));
        let fact = after(area, LABEL as u16);
        match line {
            DetailLine::Id(id) => drop(buf.text(area, id, theme.style(self.title()))),
            DetailLine::Description(label, description, marked) => {
                buf.text(area, label, muted);
                let area = if label.is_empty() { area } else { fact };
                buf.text(area, description, text);
                mark(theme, area, description, buf, |at| marked.contains(&at));
            }
            DetailLine::NoDescription => drop(buf.text(area, "no description", muted)),
            DetailLine::Blank => {}
            DetailLine::Fact(label, told) => {
                buf.text(area, label, muted);
                buf.text(fact, told, text);
            }
            DetailLine::Access(mode, sentence) => {
                buf.text(area, "access", muted);
                let limited = matches!(mode, AccessMode::ReadOnly | AccessMode::WriteOnly);
                let name = if limited { Name::Limited } else { Name::Text };
                let rest = after(buf.spans(fact, &pair(theme, *mode, name, Name::Border)), 1);
                let rest = buf.text(rest, mode.name(), theme.style(name));
                buf.text(after(rest, 2), sentence.unwrap_or_default(), muted);
            }
            DetailLine::Sentence(sentence) => drop(buf.text(fact, sentence, muted)),
            DetailLine::ValueHeading => drop(buf.line(area, &self.value.heading)),
            DetailLine::ValueFact => {
                buf.text(area, "value", muted);
                buf.line(fact, &self.value.fact);
            }
            DetailLine::Value(row) => {
                if let Some(line) = self.value.rows.get(*row) {
                    buf.line(area, line);
                }
            }
        }
    }
}
