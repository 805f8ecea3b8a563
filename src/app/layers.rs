//! The views that are drawn, bottom to top. Changes nothing, remembers nothing.
//!
//! ```text
//!   tapis-secrets   tacc · alice   tacc.tapis.io                token 3 h 12 min     bar
//!
//!   Secrets  312             by name │ postgres_main_password                        list, detail
//!   minio_root_password           ·w ┃ Main cluster, primary writer
//! ▌ postgres_main_password        rw │
//!   ✓ Copied postgres_main_password; the system clipboard clears in 28 s.            notice
//!   v reveal   y copy   e edit   a new   D delete   / filter     ? help   q quit     footer
//! ```

mod dialogs;

use std::sync::Arc;

use ratatui::prelude::{Buffer, Margin, Rect, StatefulWidget, Widget};

use super::App;
use super::modal::{About, Modal};
use crate::features::help::view::{KeysDialog, SearchDialog};
use crate::features::list::Focus;
use crate::features::list::view::{Detail, Empty, Rows, Title, ValueLines};
use crate::features::lock::view::LockScreen;
use crate::features::notices::{NoticeLine, Place};
use crate::features::palette::view::PaletteDialog;
use crate::features::pods::view::{PodsBody, UsedBy};
use crate::features::session::view::{Bar, NoToken, SignInForm};
use crate::features::value::Shown;
use crate::features::value::view::{Alone, StateLines, Surface};
use crate::features::write::view::FormPanel;
use crate::keys::Context;
use crate::layout::{Layout, MIN};
use crate::view::footer::Rest;
use crate::view::frame::BADGE;
use crate::view::glyph::make_ascii;
use crate::view::{Caret, Dialog, Draw, Drawn, ModalFrame, Name, Theme, keys};

impl App {
    /// Draws the whole screen, and returns the place of the terminal's cursor.
    pub fn draw(&self, theme: Theme, buffer: &mut Buffer) -> Caret {
        let (drawn, theme) = (Drawn::new(buffer.area), self.palette.theme(theme));
        let mut layers = Layers { app: self, theme, buf: buffer, drawn };
        layers.draw();
        let caret = layers.drawn.caret();
        if theme.ascii {
            make_ascii(buffer);
        }
        caret
    }
}

struct Layers<'a> {
    app: &'a App,
    theme: Theme,
    buf: &'a mut Buffer,
    drawn: Drawn,
}

impl<'a> Layers<'a> {
    fn show(&mut self, panel: impl StatefulWidget<State = Drawn>, area: Rect) {
        panel.render(area, self.buf, &mut self.drawn);
    }

    fn draw(&mut self) {
        self.buf.surface(self.buf.area, self.theme.surface(Name::Screen));
        match (self.app.layout(), self.app.value().shown().filter(|shown| shown.alone)) {
            (layout, _) if self.app.is_locked() => self.locked(layout.as_ref()),
            (None, _) => self.too_small(),
            (Some(layout), Some(shown)) => self.alone(shown, &layout),
            (Some(layout), None) => self.layers(&layout),
        }
    }

    /// Draws the lock, and the help and a notice over it.
    fn locked(&mut self, layout: Option<&Layout>) {
        self.badge();
        match self.app.under() {
            Some(under) if self.app.signs_in_to_unlock() => self.sign_in(under.area),
            _ => self.show(LockScreen { cx: &self.app.cx, theme: self.theme }, self.buf.area),
        }
        let Some(layout) = layout else { return };
        self.help(layout);
        if self.drawn.over.is_some() {
            self.below(layout);
        } else if !(self.notice(layout.notice) && layout.notice == layout.footer) {
            self.app.footer_locked(self.theme).render(margins(layout.footer), self.buf);
        }
    }

    /// Draws the sign of production, where there is no bar that has it; returns the rest of the first row.
    fn badge(&mut self) -> Rect {
        match self.app.cx.site.danger {
            true => self.buf.text(self.buf.area, BADGE, self.theme.style(Name::Danger)),
            false => self.buf.area,
        }
    }

    fn too_small(&mut self) {
        let rest = self.badge();
        let needs = format!("needs {} x {}", MIN.width, MIN.height);
        self.buf.text(rest, &needs, self.theme.style(Name::Text));
    }

    fn alone(&mut self, shown: &'a Shown, layout: &Layout) {
        if self.app.help().is_some() || self.app.palette.is_open() {
            self.palette(layout);
            self.help(layout);
            return self.below(layout);
        }
        let mut rest = self.buf.area;
        let alone = Alone { shown, cx: &self.app.cx, theme: self.theme };
        alone.render(self.buf.area, self.buf, &mut rest);
        self.notice_at(Rect { x: 0, width: self.buf.area.width, ..rest }, Place::Alone(rest));
    }

    fn layers(&mut self, layout: &Layout) {
        self.panes(layout);
        let (app, under) = (self.app, layout.under_bar());
        let mut in_panes = app.help().is_none() && !app.palette.is_open();
        if let (Some(form), Some(view)) = (app.form(), app.form_view()) {
            in_panes = false;
            self.dim(under, layout);
            let tenant = match app.modal() {
                Some(Modal::Dialog(About::TypeTenant, Dialog::Prompt(prompt))) => Some(&**prompt),
                _ => None,
            };
            self.show(FormPanel { form, view: &view, tenant, cx: &app.cx, theme: self.theme }, under);
        }
        match app.modal() {
            // The form draws it.
            Some(Modal::Dialog(About::TypeTenant, _)) => in_panes = false,
            Some(modal) => {
                in_panes = false;
                self.dim(under, layout);
                match modal {
                    Modal::Dialog(about, dialog) => self.dialog(under, about, dialog),
                    Modal::SignIn => self.sign_in(under),
                }
            }
            None => {}
        }
        if in_panes {
            if !(self.notice(layout.notice) && layout.notice == layout.footer) {
                self.app.footer(self.theme).render(margins(layout.footer), self.buf);
            }
        } else {
            self.palette(layout);
            self.help(layout);
            self.below(layout);
        }
    }

    /// Draws everything that lies below dialogs.
    fn panes(&mut self, layout: &Layout) {
        let Self { app, theme, .. } = *self;
        let (list, session, cx) = (&app.list, &app.session, &app.cx);
        let rollout = app.rollouts.in_bar();
        Bar { session, rollout, cx, theme }.render(layout.bar, self.buf);
        if app.pods.body().is_some() {
            return self.show(PodsBody { pods: &app.pods, cx, now: app.service_time(), theme }, layout.body);
        }
        if !list.rows().is_empty() {
            let (now, uses) = (app.service_time(), app.pods.uses().map(Arc::as_ref));
            self.show(Rows { list, cx, layout, now, uses, theme }, layout.rows);
            self.detail(layout);
        } else {
            let body = Rect { height: layout.notice.y - layout.rows.y, ..layout.screen };
            let body = margins(Rect { y: layout.rows.y, ..body });
            if session.getting_token().is_some() || session.signed_out().is_some() {
                let has_details = list.load().failure().is_some();
                self.show(NoToken { session, has_details, cx, theme }, body);
            } else {
                let can_switch = session.profiles().len() > 1;
                self.show(Empty { load: list.load(), can_switch, cx, theme }, body);
            }
        }
        // The filter text takes precedence over the selected row.
        self.show(Title { list, cx, theme }, layout.title);
    }

    fn detail(&mut self, layout: &Layout) {
        let Self { app, theme, .. } = *self;
        let (list, cx, area) = (&app.list, &app.cx, layout.detail);
        let Some(secret) = list.selected() else { return };
        let view = app.detail_view(layout);
        let lines = StateLines { value: &app.value, secret, cx, theme };
        let value = ValueLines {
            heading: lines.heading(area.width, view.value.map_or(0, |place| place.rows)),
            fact: lines.fact(),
            rows: lines.rows(area.width),
        };
        self.show(Detail { list, view: &view, value: &value, layout, theme }, area);
        if view.value.is_none() {
            let scroll = if let Focus::Detail { scroll } = list.focus() { scroll } else { 0 };
            let above = (view.lines.len() + 1).saturating_sub(scroll).min(area.height.into()) as u16;
            let below = Rect { y: area.y + above, height: area.height - above, ..area };
            UsedBy { pods: &app.pods, changes: app.changed.changes(), secret, cx, theme }
                .render(below, self.buf);
        }
        if let (Some(place), Some(shown)) = (view.value, app.value().shown()) {
            let top = (place.top as u16).min(area.height);
            let below = Rect { y: area.y + top, height: area.height - top, ..area };
            Surface { shown, place, cx, theme }.render(below, self.buf);
        }
    }

    /// Turns what was drawn into background, and clears the footer.
    fn dim(&mut self, under: Rect, layout: &Layout) {
        let style = self.theme.style(Name::Backdrop);
        self.buf.dim(under, style);
        self.buf.surface(layout.footer, self.theme.surface(Name::Screen));
        self.buf.dim(layout.footer, style);
    }

    /// Makes the frame of a dialog, with the keys that do something in it.
    fn frame(&self, context: Context) -> ModalFrame<'a> {
        let keys = keys::of_dialog(self.theme, context, |action| self.app.works_in(context, action));
        ModalFrame::new(self.theme, &self.app.cx, keys, self.notice_rows())
    }

    fn sign_in(&mut self, area: Rect) {
        let (session, frame) = (&self.app.session, self.frame(Context::SignIn));
        let Some(form) = session.form() else { return };
        self.show(SignInForm { session, form, why: self.app.why_sign_in(), frame }, area);
    }

    /// Draws the palette over everything but the help.
    fn palette(&mut self, layout: &Layout) {
        if self.app.palette.is_open() {
            let under = layout.under_bar();
            self.dim(under, layout);
            let frame = self.frame(Context::Palette);
            self.show(PaletteDialog { palette: &self.app.palette, frame }, under);
        }
    }

    /// Draws the help over everything else.
    fn help(&mut self, layout: &Layout) {
        let Some(open) = self.app.help() else { return };
        let (under, frame) = (layout.under_bar(), self.frame(self.app.context()));
        self.dim(under, layout);
        if let Some(search) = self.app.help.search() {
            return self.show(SearchDialog { search, open, frame }, under);
        }
        self.show(KeysDialog { help: &self.app.key_help(open.about), open, frame }, under);
    }

    /// Draws the notice and the keys below a dialog or form. The notice has its usual row, or the footer's if that row
    /// is covered.
    fn below(&mut self, layout: &Layout) {
        let Some(over) = self.drawn.over.clone() else { return };
        let app = self.app;
        let is_clear = over.areas.area.bottom() + self.notice_rows() <= layout.notice.bottom();
        let row = if is_clear { layout.notice } else { layout.footer };
        let is_free = !(self.notice(row) && row == layout.footer);
        let (context, spot) = (app.context(), app.spot());
        let works = |action| app.works_in(context, action);
        let rest = Rest { over: &over, is_free, context, spot, works: &works, theme: self.theme };
        rest.render(margins(layout.footer), self.buf);
    }

    fn notice_rows(&self) -> u16 {
        self.app.notice_view().map_or(0, |view| view.rows())
    }

    /// Draws the present notice with its last row in `area`; tells whether there is one.
    fn notice(&mut self, area: Rect) -> bool {
        let place = if self.drawn.over.is_some() { Place::UnderDialog } else { Place::Panes };
        self.notice_at(area, place)
    }

    fn notice_at(&mut self, area: Rect, place: Place) -> bool {
        let (app, theme) = (self.app, self.theme);
        let (Some(notice), Some(view)) = (app.notice(), app.notice_view()) else { return false };
        NoticeLine { notice, view: &view, place, cx: &app.cx, theme }.render(area, self.buf);
        true
    }
}

/// Returns a row without the margins at both ends.
fn margins(row: Rect) -> Rect {
    row.inner(Margin::new(2, 0))
}
