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
//! `form_view` makes the rows; `view::form` lays them out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::StatefulWidget;

use super::tenant::TenantLine;
use crate::core::Context;
use crate::features::write::form::{Form, Spot};
use crate::text::fit::{cut_middle, width};
use crate::view::drawn::Over;
use crate::view::form::FormView;
use crate::view::{Drawn, ModalFrame, Prompt, Theme};

/// The open form.
#[derive(Debug)]
pub struct FormPanel<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its layout.
    pub view: &'a FormView<Spot>,
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
        // A field has no focus while the tenant's name is typed in the last row.
        view.draw_rows(tenant.is_none().then_some(form.focus), theme, buf, drawn);
        let spinner = form.working_since().and_then(|since| theme.spinner(cx, since));
        let (told, free) = match tenant {
            Some(prompt) => {
                TenantLine { tenant: cx.site.tenant(), prompt, theme }.render(areas.keys, buf, drawn);
                (vec!["Esc".to_owned()], Vec::new())
            }
            None => match view.draw_last(form.focus, spinner, theme, buf, drawn) {
                Some(free) => (view.told(), free),
                None => return,
            },
        };
        drawn.over = Some(Over { areas, told, free });
    }
}
