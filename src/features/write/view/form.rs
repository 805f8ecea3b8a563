//! Forms over the panes: fields with their facts and faults, the review, the questions before leaving.
//!
//! ```text
//! ╭─ Edit postgres_main_password ───────────────────────────── tacc · alice ─╮
//!
//!    ● value         ••••••••••••••••••••••••••••••••
//!                    32 characters · 1 line · no final newline      changed
//!
//!    ● description ▌ Main cluster, primary writer (rotated 23 Nov)
//!                    45 of 500                                      changed
//!
//!      [ Review ]    Ctrl-s review   Ctrl-r show   Ctrl-o load   Esc leave
//! ```
//! `form_view` makes the rows; this file draws those in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::StatefulWidget;

use super::tenant::TenantLine;
use crate::core::Context;
use crate::features::write::form::Form;
use crate::features::write::form_view::last::{BUTTON_GAP, Hints};
use crate::features::write::form_view::{FormView, LABEL, Row};
use crate::text::fit::{cut_middle, width};
use crate::view::canvas::Span;
use crate::view::draw::{after, before};
use crate::view::drawn::Over;
use crate::view::keys::GAP;
use crate::view::{Draw, Drawn, Hint, ModalFrame, Name, Prompt, Theme};

/// The open form.
#[derive(Debug)]
pub struct FormPanel<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its layout.
    pub view: &'a FormView,
    /// The line that asks for the tenant's name in place of the last row.
    pub tenant: Option<&'a Prompt>,
    /// The place, and the time.
    pub cx: &'a Context,
    /// The styles.
    pub theme: Theme,
}

impl StatefulWidget for FormPanel<'_> {
    type State = Drawn;

    /// Draws the form into its own areas.
    fn render(self, _: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { form, view, tenant, cx, theme } = self;
        let areas = view.areas;
        let (title, place) = match view.position() {
            // The position matters more than the end of the title.
            Some(position) => {
                let room = usize::from(areas.area.width).saturating_sub(8 + width(&position));
                (cut_middle(&view.title.fit(room), room).into_owned().into(), position)
            }
            None => (view.title.clone(), cx.site.place()),
        };
        let frame = ModalFrame::new(theme, cx, Vec::new(), 0).title(title).place(place);
        frame.writes().draw_in(areas, buf, drawn);
        for (area, row) in areas.content.rows().zip(view.rows.iter().skip(view.first)) {
            // A field has no focus while the tenant's name is typed in the last row.
            let focused = tenant.is_none() && row.spot == Some(form.focus);
            self.row(row, focused, area, buf, drawn);
        }
        let (told, free) = match tenant {
            Some(prompt) => {
                TenantLine { tenant: cx.site.tenant(), prompt, theme }.render(areas.keys, buf, drawn);
                (vec!["Esc".to_owned()], Vec::new())
            }
            None => match self.last(buf, drawn) {
                Some(free) => (self.told(), free),
                None => return,
            },
        };
        drawn.over = Some(Over { areas, told, free });
    }
}

impl FormPanel<'_> {
    fn row(&self, row: &Row, focused: bool, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let theme = self.theme;
        let (label, field) = match self.view.areas.framed {
            true => (area, after(area, LABEL)),
            false => (after(area, 2), after(area, 2)),
        };
        let field = if row.wide && row.field { area } else { field };
        if row.mark {
            buf.text(Rect { x: label.x - 2, ..label }, "●", theme.style(Name::WarningMark));
        }
        buf.text(label, row.label, theme.style(if focused { Name::Focus } else { Name::Muted }));
        let focused_here = focused && row.here;
        if row.field {
            buf.surface(field, theme.surface(if focused_here { Name::FieldOn } else { Name::Field }));
        }
        if focused_here && (row.field || !row.wide) {
            buf.text(field, "▌", theme.style(Name::Accent));
        }
        let text = if row.wide && !row.field { area } else { after(field, 2) };
        if focused_here {
            drawn.stand(text);
        }
        let rest = draw_spans(theme, &row.spans, text, buf);
        if let Some(Span(text, name)) = &row.right {
            buf.text_right(after(rest, 1), text, theme.style(*name));
        }
        if let Some(column) = row.cursor.filter(|_| focused) {
            drawn.cursor(((text.x + column as u16).min(area.right() - 1), text.y));
        }
    }

    /// Draws the last row; returns the parts of it that are free. Nothing is drawn while the wait is too short to show.
    fn last(&self, buf: &mut Buffer, drawn: &mut Drawn) -> Option<Vec<Rect>> {
        let (theme, last, keys) = (self.theme, &self.view.last, self.view.areas.keys);
        let mut rest = Rect { y: keys.y - u16::from(last.keys.below.is_some()), ..keys };
        if let Some(busy) = last.busy {
            let spinner = theme.spinner(self.cx, self.form.working_since()?)?;
            rest = buf.text(rest, &format!("{spinner} {busy}"), theme.style(Name::Text));
            rest = after(rest, BUTTON_GAP as u16);
        }
        for button in &last.buttons {
            let on = button.spot == self.form.focus;
            let name = match (on, button.awake) {
                (true, _) => Name::Selected,
                (false, true) => Name::Field,
                (false, false) => Name::Off,
            };
            if on {
                drawn.stand(rest);
            }
            rest = buf.text(rest, &format!("[ {} ]", button.word), theme.style(name));
            rest = after(rest, BUTTON_GAP as u16);
        }
        let beside = after(draw_hints(theme, &last.keys.beside, rest, buf), 1);
        let below = last.keys.below.as_ref().map(|below| draw_hints(theme, below, keys, buf));
        Some(below.into_iter().chain([beside]).collect())
    }

    /// Returns the names of the keys that the form shows. Rows may show one at their right end.
    fn told(&self) -> Vec<String> {
        let keys = &self.view.last.keys;
        let hints = keys.beside.hints.iter().chain(keys.below.iter().flat_map(|below| &below.hints));
        let ends = self.view.rows.iter().filter_map(|row| row.right.as_ref());
        let ends = ends.filter_map(|Span(text, _)| text.split(' ').next());
        hints.map(|hint| hint.key).chain(ends).map(str::to_owned).collect()
    }
}

fn draw_spans(theme: Theme, spans: &[Span], area: Rect, buf: &mut Buffer) -> Rect {
    spans.iter().fold(area, |rest, Span(text, name)| buf.text(rest, text, theme.style(*name)))
}

/// Draws keys at the right end of `area`; returns the rest, before a gap.
fn draw_hints(theme: Theme, hints: &Hints, area: Rect, buf: &mut Buffer) -> Rect {
    let free = before(area, hints.columns() as u16);
    let mut rest = after(area, free.width);
    for hint in &hints.hints {
        let end = buf.spans(rest, &Hint::new(hint.key, hint.word).spans(theme));
        rest = after(end, hints.gap as u16);
    }
    before(free, if hints.hints.is_empty() { 0 } else { GAP })
}
