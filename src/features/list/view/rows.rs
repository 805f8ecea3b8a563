//! The rows of the list with the scrollbar, or the statement that none matches the filter.

use jiff::Timestamp;

use super::row::{Headings, Row};
use crate::domain::uses::Uses;
use crate::features::list::{Focus, List, PodsKnown};
use crate::layout::Layout;
use crate::text::SafeText;
use crate::text::fit::{cut_end, wrap};
use crate::text::format::count;
use crate::view::prelude::*;

/// The pane of a list that has rows.
pub(crate) struct Rows<'a> {
    pub(crate) list: &'a List,
    pub(crate) cx: &'a Context,
    /// The places of the panes on the screen.
    pub(crate) layout: &'a Layout,
    /// The time by the service's clock.
    pub(crate) now: Timestamp,
    /// Where secrets are used, once that is known.
    pub(crate) uses: Option<&'a Uses>,
    pub(crate) theme: Theme,
}

impl StatefulWidget for Rows<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { list, cx, layout, now, uses, theme } = self;
        if !layout.stacked {
            self.rule(layout.rule, buf);
        }
        if list.ordered().shown() == 0 {
            return self.no_match(layout.list_text(area), buf, drawn);
        }
        if let Some(headings) = layout.headings {
            Headings { columns: layout.columns, theme }.render(layout.list_text(headings), buf);
        }
        for (row, (index, secret, marks)) in area.rows().zip(list.ordered().visible()) {
            let selected = (index == list.ordered().selected_index()).then_some(match list.focus() {
                Focus::List => Name::Selected,
                Focus::Detail { .. } => Name::SelectedIdle,
            });
            if selected.is_some() {
                drawn.stand(layout.list_text(row));
            }
            Row { list, cx, layout, now, theme, uses, index, secret, marks, selected }.render(row, buf);
        }
    }
}

impl Rows<'_> {
    /// Draws the line between the panes, which is also the scrollbar. The thumb of ratatui's `Scrollbar` is one row
    /// high in a long list, which is hard to see.
    fn rule(&self, area: Rect, buf: &mut Buffer) {
        for row in area.rows() {
            buf.text(row, "│", self.theme.style(Name::Faint));
        }
        let rows = self.layout.rows;
        let (shown, height) = (self.list.ordered().shown(), usize::from(rows.height));
        if shown <= height || height < 2 {
            return;
        }
        let thumb = (height * height / shown).clamp(2, height);
        let top = (height - thumb) * self.list.ordered().offset() / (shown - height);
        for row in (Rect { x: area.x, width: area.width, ..rows }).rows().skip(top).take(thumb) {
            buf.text(row, "┃", self.theme.style(Name::Muted));
        }
    }

    fn no_match(&self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        drawn.stand(area);
        if !self.list.filter().is_set() {
            return;
        }
        let typed = SafeText::from(self.list.filter().text());
        let typed = cut_end(typed.shown(), usize::from(area.width).saturating_sub(17));
        let mut lines = match self.list.pods() {
            pods if self.list.filter().needs().pods => nothing(pods, &typed),
            _ => vec![format!("Nothing matches {typed}.")],
        };
        if self.list.filter().needs().changes && !self.cx.settings.remember_changes {
            lines.push("Only changes of this session are known.".to_owned());
        }
        if self.list.filter().needs().marks && self.list.marked().is_empty() {
            lines.push("Nothing is marked.".to_owned());
        }
        let mut rows = area.rows();
        for (at, line) in lines.iter().enumerate() {
            let style = self.theme.style(if at == 0 { Name::Text } else { Name::Muted });
            for (text, row) in wrap(line, area.width.into(), 2).iter().zip(rows.by_ref()) {
                buf.text(row, text, style);
            }
        }
        if let Some(row) = rows.nth(1) {
            Hint::new("Esc", "clear the filter").draw(self.theme, row, buf);
        }
    }
}

/// Says why a filter that needs the pods finds nothing: never that no pod uses a secret.
fn nothing(pods: PodsKnown, typed: &str) -> Vec<String> {
    match pods {
        PodsKnown::NotAsked | PodsKnown::Coming => vec![format!("{typed} waits for the pods.")],
        PodsKnown::Failed => vec![
            format!("{typed} needs the pods, which could not be listed."),
            "R asks again, ! has the details.".to_owned(),
        ],
        PodsKnown::Known { listed, in_full } => {
            let pods = match listed {
                1 => "the pod that you can list".to_owned(),
                listed => format!("the {} pods that you can list", count(listed)),
            };
            let rest = if in_full { "" } else { "; not all of them are known in full" };
            vec![format!("Nothing matches {typed}."), format!("Looked at {pods}{rest}.")]
        }
    }
}
