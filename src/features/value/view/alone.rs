//! The value alone on the screen: no bar, no numbers, the terminal's own colours, so that the mouse marks nothing else.

use crate::features::value::Shown;
use crate::view::prelude::*;

/// A value that is alone on the screen. Its state becomes the rest of the last row, where a notice has room.
pub(crate) struct Alone<'a> {
    pub(crate) shown: &'a Shown,
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

impl StatefulWidget for Alone<'_> {
    type State = Rect;

    fn render(self, area: Rect, buf: &mut Buffer, rest: &mut Rect) {
        let Self { shown, cx, theme } = self;
        buf.reset();
        let [value, last] = Layout::vertical([Constraint::Fill(1), Constraint::Length(1)]).areas(area);
        let visible = shown.rows().iter().skip(shown.scroll);
        for (line, row) in value.rows().zip(visible) {
            buf.value(line, shown.text(row), [Style::reset(); 2]);
        }
        let mut keys = format!("v hide   {} s", shown.until.seconds_left(cx.now));
        let (rows, height) = (shown.rows().len(), usize::from(value.height));
        // A copy made with the mouse would end with the screen, so the range of rows is shown.
        if rows > height {
            let last = (shown.scroll + height).min(rows);
            keys.push_str(&format!("   {}-{last} of {rows}", shown.scroll + 1));
        }
        if let Some(note) = shown.note(cx) {
            keys.push_str(&format!("   ! {note}"));
        } else if shown.value.is_empty() {
            keys.push_str("   The value is empty.");
        }
        let last = match cx.site.danger {
            true => after(buf.text(last, BADGE, theme.style(Name::Danger)), 1),
            false => last,
        };
        *rest = buf.text(last, &keys, theme.style(Name::BareMuted));
    }
}
