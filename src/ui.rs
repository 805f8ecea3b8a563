//! Drawing: turns the state into cells with named styles. Takes `&App`, changes nothing, remembers nothing.
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

use ratatui::buffer::Buffer;
use ratatui::widgets::{StatefulWidget, Widget};

use crate::app::App;
use crate::app::modal::{About, Modal};
use crate::layout::{Layout, MIN, Under};

mod danger;
mod detail;
mod failure;
mod footer;
mod form;
mod frame;
mod help;
mod journal;
mod list;
mod lock;
mod menu;
mod notice;
mod profiles;
mod question;
mod row;
mod sign_in;
mod tool;
mod value;

use crate::features::list::view::{SortMenu, Title};
use crate::features::session::view::Bar;
use crate::keys::Context;
use crate::view::canvas::Canvas;
use crate::view::glyph::make_ascii;
use crate::view::theme::{Name, Theme};
use crate::view::{Caret, Dialog, ModalFrame, keys};

/// Draws the whole screen, and returns the place of the terminal's cursor.
pub fn draw(app: &App, theme: Theme, buffer: &mut Buffer) -> Caret {
    let mut canvas = Canvas::new(buffer, theme);
    draw_on(app, &mut canvas);
    let caret = canvas.caret();
    if theme.ascii {
        make_ascii(buffer);
    }
    caret
}

/// Makes the frame of a dialog, with the keys that do something in it.
fn frame(app: &App, theme: Theme, context: Context) -> ModalFrame<'static> {
    let keys = keys::of_dialog(theme, context, |action| app.works_in(context, action));
    ModalFrame::new(theme, keys, app.notice_view().map_or(0, |view| view.rows()))
}

fn draw_on(app: &App, canvas: &mut Canvas<'_>) {
    canvas.fill(canvas.area(), Name::Screen);
    if app.is_locked() {
        lock::draw(app, canvas);
        draw_help(app, canvas);
        if let Some(layout) = app.layout() {
            if canvas.over().is_some() {
                draw_below(app, canvas, &layout);
            } else if !(notice::draw(app, canvas, layout.notice) && layout.notice == layout.footer) {
                footer::draw_locked(app, canvas, layout.footer);
            }
        }
        return;
    }
    let Some(layout) = app.layout() else {
        let area = canvas.area();
        let x = match app.is_danger() {
            true => canvas.text(0, 0, area.right(), danger::BADGE, Name::Danger),
            false => 0,
        };
        canvas.text(x, 0, area.right(), &format!("needs {} x {}", MIN.width, MIN.height), Name::Text);
        return;
    };
    if let Some(shown) = app.value().shown().filter(|shown| shown.alone) {
        match app.help() {
            Some(_) => draw_help(app, canvas),
            None => value::alone(app, canvas, shown),
        }
        if let Some(layout) = app.layout().filter(|_| app.help().is_some()) {
            draw_below(app, canvas, &layout);
        }
        return;
    }
    let (buffer, _, theme) = canvas.parts();
    Bar { session: app.session(), cx: app.cx(), theme }.render(layout.bar, buffer);
    if list::draw(app, canvas, &layout) {
        detail::draw(app, canvas, &layout);
    }
    // The filter text takes precedence over the selected row.
    let (buffer, drawn, theme) = canvas.parts();
    Title { list: app.whole_list(), cx: app.cx(), theme }.render(layout.title, buffer, drawn);
    if let Some(form) = app.form() {
        canvas.dim(layout.under_bar());
        footer::clear(canvas, layout.footer);
        form::draw(app, canvas, form);
    }
    match app.modal() {
        modal if app.form().is_some() && is_in_form(modal) => {}
        None => {
            let notice = app.help().is_none() && notice::draw(app, canvas, layout.notice);
            if !(notice && layout.notice == layout.footer) {
                footer::draw(app, canvas, layout.footer);
            }
        }
        Some(modal) => {
            let Some(under) = app.under() else { return };
            canvas.dim(under.area);
            footer::clear(canvas, layout.footer);
            match modal {
                Modal::Dialog(about, dialog) => draw_dialog(app, canvas, under, about, dialog),
                Modal::SignIn => sign_in::draw(app, canvas, under),
            }
        }
    }
    draw_help(app, canvas);
    draw_below(app, canvas, &layout);
}

/// Tells whether keys go to the form: nothing covers it except its own line that asks for the tenant's name.
fn is_in_form(modal: Option<&Modal>) -> bool {
    modal.is_none_or(|modal| matches!(modal.about(), Some(About::TypeTenant)))
}

fn draw_dialog(app: &App, canvas: &mut Canvas<'_>, under: Under, about: &About, dialog: &Dialog) {
    match (about, dialog) {
        (About::Generate(generator), Dialog::Menu(menu)) => {
            tool::draw_generate(app, canvas, under, menu.cursor(), generator.length);
        }
        (About::Journal, Dialog::Menu(menu)) => journal::draw(app, canvas, under, menu.cursor()),
        (About::Profiles, Dialog::Menu(menu)) => profiles::draw(app, canvas, under, menu.cursor()),
        (About::Undo, Dialog::Menu(menu)) => menu::draw_undo(app, canvas, under, menu),
        (About::CopyAs, Dialog::Menu(menu)) => menu::draw_copy_as(app, canvas, under, menu),
        (_, Dialog::Menu(menu)) => {
            let (buffer, drawn, theme) = canvas.parts();
            let frame = frame(app, theme, Context::Menu);
            SortMenu { present: app.sort(), menu, frame }.render(under.area, buffer, drawn);
        }
        (about, Dialog::Confirm(confirm)) => question::draw(app, canvas, under, about, *confirm),
        // The form draws it.
        (About::TypeTenant, _) => {}
        (about, Dialog::Prompt(prompt)) => tool::draw_path(app, canvas, under, about, prompt),
        (About::Details(failure), Dialog::Reader(reader)) => {
            failure::draw(app, canvas, under, failure, reader.scroll);
        }
        (_, Dialog::Reader(_)) => {}
    }
}

/// Draws the help over everything else.
fn draw_help(app: &App, canvas: &mut Canvas<'_>) {
    if let (Some(open), Some(layout), Some(under)) = (app.help(), app.layout(), app.under()) {
        canvas.dim(under.area);
        footer::clear(canvas, layout.footer);
        help::draw(app, canvas, under, open);
    }
}

/// Draws the notice and the keys below a dialog or form. The notice has its usual row, or the footer's if that row is
/// covered.
fn draw_below(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    let Some(over) = canvas.over() else { return };
    let rows = app.notice_view().map_or(0, |view| view.rows());
    let is_clear = over.areas.area.bottom() + rows <= layout.notice.bottom();
    let row = if is_clear { layout.notice } else { layout.footer };
    let told = notice::draw(app, canvas, row);
    footer::draw_rest(app, canvas, layout.footer, !(told && row == layout.footer));
}
