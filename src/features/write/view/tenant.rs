//! The line that asks for the tenant's name before anything is sent in production.
//!
//! ```text
//!      Type tacc to go on: ▌ ta                               Esc back
//! ```

use crate::text::Sentence;
use crate::text::fit::width;
use crate::view::input::Input;
use crate::view::prelude::*;

/// The fewest columns of the field beside its question.
const FIELD: u16 = 16;

/// The line in place of a form's last row.
#[derive(Debug)]
pub(super) struct TenantLine<'a> {
    /// The name to type.
    pub(crate) tenant: &'a str,
    /// The typed text and its fault.
    pub(crate) prompt: &'a Prompt,
    pub(crate) theme: Theme,
}

impl StatefulWidget for TenantLine<'_> {
    type State = Drawn;

    /// Draws the line into `area`, with the question in the row above if there is too little room.
    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { tenant, prompt, theme } = self;
        let (ground, strong) = (theme.surface(Name::Modal), theme.style(Name::Strong));
        buf.surface(area, ground);
        let back = Hint::new("Esc", "back");
        // The tenant's name is not cut while there is room for it and for as much in the field.
        let ask = Sentence::about(tenant, |tenant| format!("Type {tenant} to go on:"));
        let beside = ask.fit(usize::from(area.width / 2));
        let field = if width(&beside) as u16 + 1 + FIELD + 2 + back.columns() <= area.width {
            after(buf.text(area, &beside, strong), 1)
        } else {
            let above = Rect { y: area.y - 1, ..area };
            buf.surface(above, ground);
            buf.text(above, &ask.fit(area.width.into()), strong);
            area
        };
        let room = before(area, back.columns());
        buf.spans(after(area, room.width), &back.spans(theme));
        let field = before(field, back.columns() + 2);
        Input::new(&prompt.field, theme).render(field, buf, drawn);
        let Some(fault) = prompt.fault else { return };
        buf.text(field, "✗", theme.style(Name::ErrorMark));
        let typed = after(field, drawn.caret().at.x.saturating_sub(field.x) + 2);
        if width(fault) + 2 < typed.width.into() {
            buf.text_right(typed, fault, theme.style(Name::Warning));
        }
    }
}
