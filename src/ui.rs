//! Drawing: from the state to cells, in named styles. Takes `&App`, changes nothing, remembers nothing.
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
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::modal::{About, Modal};
use crate::layout::MIN;

mod bar;
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
mod title;
mod tool;
mod value;

use crate::view::Dialog;
use crate::view::canvas::{Canvas, Caret};
use crate::view::theme::{Name, Theme};

/// Draws the whole screen, and tells where the terminal's cursor stands.
pub fn draw(app: &App, theme: Theme, buffer: &mut Buffer) -> Caret {
    let mut canvas = Canvas::new(buffer, theme);
    draw_on(app, &mut canvas);
    canvas.caret()
}

fn draw_on(app: &App, canvas: &mut Canvas<'_>) {
    canvas.fill(canvas.area(), Name::Screen);
    if app.is_locked() {
        lock::draw(app, canvas);
        return draw_help(app, canvas);
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
        return;
    }
    bar::draw(app, canvas, layout.bar);
    if list::draw(app, canvas, &layout) {
        detail::draw(app, canvas, &layout);
    }
    // What is typed into the filter goes before the selected row.
    title::draw(app, canvas, layout.title);
    if let Some(form) = app.form() {
        canvas.dim(layout.under_bar());
        footer::draw_under_modal(canvas, layout.footer);
        form::draw(app, canvas, form);
    }
    match app.modal() {
        modal if app.form().is_some() && is_in_form(modal) => {}
        None => {
            let notice = notice::draw(app, canvas, layout.notice);
            if !(notice && layout.notice == layout.footer) {
                footer::draw(app, canvas, layout.footer);
            }
        }
        Some(modal) => {
            let under = layout.under_bar();
            canvas.dim(under);
            footer::draw_under_modal(canvas, layout.footer);
            match modal {
                Modal::Dialog(about, dialog) => draw_dialog(app, canvas, under, about, dialog),
                Modal::SignIn => sign_in::draw(app, canvas, under),
            }
        }
    }
    draw_help(app, canvas);
    // Under what lies over the panes the last row tells what a key did not do, under a form also what became of
    // a write behind it.
    if let Some(end) = canvas.covered().filter(|_| app.help().is_none()) {
        footer::draw_in_modal(canvas, layout.footer, end);
    }
    let over_form = app.form().is_some() && app.help().is_none();
    let over_form = over_form && is_in_form(app.modal());
    let over_panes = app.form().is_some() || app.modal().is_some() || app.help().is_some();
    let of_key = app.notice().is_some_and(|notice| notice.of_key);
    if over_form || over_panes && of_key {
        notice::draw(app, canvas, layout.footer);
    }
}

/// Tells whether the form has the keyboard: nothing lies over it but the line in it that asks for the tenant.
fn is_in_form(modal: Option<&Modal>) -> bool {
    modal.is_none_or(|modal| matches!(modal.about(), Some(About::TypeTenant)))
}

fn draw_dialog(app: &App, canvas: &mut Canvas<'_>, under: Rect, about: &About, dialog: &Dialog) {
    match (about, dialog) {
        (About::Generate(length, _), Dialog::Menu(menu)) => {
            tool::draw_generate(canvas, under, menu.cursor(), *length);
        }
        (About::Journal, Dialog::Menu(menu)) => journal::draw(app, canvas, under, menu.cursor()),
        (About::Profiles, Dialog::Menu(menu)) => profiles::draw(app, canvas, under, menu.cursor()),
        (About::Undo, Dialog::Menu(menu)) => menu::draw_undo(app, canvas, under, menu),
        (About::CopyAs, Dialog::Menu(menu)) => menu::draw_copy_as(app, canvas, under, menu),
        (_, Dialog::Menu(menu)) => menu::draw_sort(canvas, under, menu, app.sort()),
        (about, Dialog::Confirm(confirm)) => question::draw(app, canvas, under, about, *confirm),
        // It stands in the form itself.
        (About::TypeTenant, _) => {}
        (about, Dialog::Prompt(prompt)) => tool::draw_path(canvas, under, about, prompt),
        (About::Details(failure), Dialog::Reader(reader)) => {
            failure::draw(app, canvas, under, failure, reader.scroll);
        }
        (_, Dialog::Reader(_)) => {}
    }
}

/// Draws the help over all that is open.
fn draw_help(app: &App, canvas: &mut Canvas<'_>) {
    if let (Some(open), Some(layout)) = (app.help(), app.layout()) {
        let under = layout.under_bar();
        canvas.dim(under);
        canvas.fill(layout.footer, Name::Screen);
        canvas.dim(layout.footer);
        help::draw(app, canvas, under, open);
    }
}
