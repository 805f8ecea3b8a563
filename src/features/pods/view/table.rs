//! The table of the pods of one secret. Only the rows on the screen are made.

use jiff::Timestamp;
use ratatui::widgets::{
    Cell, HighlightSpacing, Row, Scrollbar, ScrollbarOrientation, ScrollbarState, Table, TableState,
};

use crate::domain::uses::{Use, ValueState};
use crate::features::pods::body::Body;
use crate::features::pods::words;
use crate::text::fit::{cut_end, cut_middle};
use crate::view::prelude::*;
use crate::words::pod_value;

/// The names of the columns.
const NAMES: [&str; 6] = ["pod", "state", "value", "since", "key", "read by"];
/// The columns that go where there is too little room, in this order.
const DROPPED: [usize; 4] = [5, 3, 4, 1];
/// The columns between two.
const GAP: usize = 2;
/// The columns of the mark before a pod.
const MARK: usize = 2;
/// The columns of a value: those of its longest words, so that they stay where they are when values change.
const VALUE: usize = 13;
const LEAST_READERS: usize = 12;
const MOST_KEYS: usize = 20;

/// The rows.
pub(super) struct PodTable<'a> {
    pub(super) body: &'a Body,
    pub(super) headings: Rect,
    pub(super) cx: &'a Context,
    /// The time by the service's clock.
    pub(super) now: Timestamp,
    pub(super) theme: Theme,
}

impl StatefulWidget for PodTable<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { body, headings, theme, .. } = self;
        let Some(table) = &body.table else { return };
        let widths = columns(table.widths, area.width.into());
        let shown = || (0..6).filter(|&column| widths[column] > 0);
        let constraints: Vec<_> = shown().map(|column| Constraint::Length(widths[column] as u16)).collect();
        let mut left = headings;
        for column in shown() {
            let mark = if column == 0 { MARK as u16 } else { 0 };
            let name = before(after(left, mark), left.width.saturating_sub(widths[column] as u16));
            buf.text(name, NAMES[column], theme.style(Name::Muted));
            left = after(left, (widths[column] + GAP) as u16);
        }
        let height = usize::from(area.height);
        let rows = (body.offset..table.rows.len()).take(height).filter_map(|row| self.row(row, &widths));
        let bar = theme.span("▌ ", Name::SelectedBar);
        let drawn_table = Table::new(rows, constraints)
            .column_spacing(GAP as u16)
            .highlight_symbol(bar)
            .highlight_spacing(HighlightSpacing::Always)
            .row_highlight_style(theme.surface(Name::Selected).add_modifier(Modifier::BOLD));
        let line = body.cursor - body.offset;
        // The bar stands in the margin.
        let whole = Rect { x: area.x - 2, width: area.width + 2, ..area };
        StatefulWidget::render(drawn_table, whole, buf, &mut TableState::new().with_selected(line));
        if let Some(row) = area.rows().nth(line) {
            drawn.stand(row);
        }
        if table.rows.len() > height {
            let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
                .symbols(ratatui::symbols::scrollbar::Set {
                    track: "│", thumb: "┃", begin: "│", end: "│"
                })
                .track_style(theme.style(Name::Faint))
                .thumb_style(theme.style(Name::Muted));
            let mut state = ScrollbarState::new(table.rows.len() - height).position(body.offset);
            bar.render(Rect { width: area.width + 2, ..area }, buf, &mut state);
        }
    }
}

impl PodTable<'_> {
    fn row(&self, row: usize, widths: &[usize; 6]) -> Option<Row<'static>> {
        let (theme, table) = (self.theme, self.body.table.as_ref()?);
        let pod = table.pod(row)?;
        let one = table.use_in(pod);
        let value = table.rows.get(row)?.value;
        let id = cut_middle(pod.id.shown(), widths[0].saturating_sub(MARK)).into_owned();
        let texts = [
            words::state(pod),
            value.map_or("-", pod_value).to_owned(),
            words::since(pod, self.cx, self.now),
            words::keys(&one),
            words::readers(&one),
        ];
        let first = Cell::from(Line::from_iter([mark(theme, value, &one), theme.span(id, Name::Text)]));
        let others = (1..6).zip(texts).filter(|(column, _)| widths[*column] > 0).map(|(column, text)| {
            let style = if column == 3 || column == 5 { Name::Muted } else { Name::Text };
            Cell::from(theme.span(cut_end(&text, widths[column]).into_owned(), style))
        });
        Some(Row::new(std::iter::once(first).chain(others)))
    }
}

/// Tells whether a pod is to be looked after.
pub(super) fn is_trouble(value: Option<ValueState>, one: &Use<'_>) -> bool {
    !one.mistakes.is_empty() || value == Some(ValueState::Old)
}

/// Returns the mark before a pod.
pub(super) fn mark(theme: Theme, value: Option<ValueState>, one: &Use<'_>) -> Span<'static> {
    match value {
        _ if is_trouble(value, one) => theme.span("! ", Name::WarningMark),
        Some(ValueState::New) => theme.span("✓ ", Name::SuccessMark),
        _ => "  ".into(),
    }
}

/// Returns the widths of the columns in so much room; 0 for those that have none.
fn columns([pod, state, keys]: [usize; 3], room: usize) -> [usize; 6] {
    let (pod, state) = (pod.max(3) + MARK, state.max(words::UNKNOWN.len()));
    let mut widths = [pod.min(room / 2), state, VALUE, 5, keys.clamp(3, MOST_KEYS), LEAST_READERS];
    let taken = |widths: &[usize; 6]| {
        widths.iter().filter(|width| **width > 0).map(|width| width + GAP).sum::<usize>()
    };
    for column in DROPPED {
        if taken(&widths) > room + GAP {
            widths[column] = 0;
        }
    }
    let free = (room + GAP).saturating_sub(taken(&widths));
    let more = free.min(pod - widths[0]);
    widths[0] += more;
    if widths[5] > 0 {
        widths[5] += free - more;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_column_has_room_for_every_value() {
        use ValueState::{New, NextStart, Old, StartedSince, Starting, Unknown};
        let all = [Old, New, StartedSince, NextStart, Starting, Unknown];
        assert_eq!(all.map(|value| pod_value(value).len()).into_iter().max(), Some(VALUE));
    }

    proptest! {
        #[test]
        fn the_columns_have_room(pod in 0usize..300, state in 0usize..40, keys in 0usize..300, room in 36usize..400) {
            let widths = columns([pod, state, keys], room);
            let taken: usize = widths.iter().filter(|width| **width > 0).map(|width| width + GAP).sum();
            prop_assert!(taken <= room + GAP, "{widths:?}");
            prop_assert!(widths[0] > 0 && widths[2] > 0);
        }
    }
}
