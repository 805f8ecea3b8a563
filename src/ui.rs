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

use crate::app::App;
use crate::app::modal::Modal;
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
        None | Some(Modal::TypeTenant { .. }) if app.form().is_some() => {}
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
                Modal::Sort { cursor } => menu::draw_sort(canvas, under, *cursor, app.sort()),
                Modal::CopyAs { cursor } => menu::draw_copy_as(app, canvas, under, *cursor),
                Modal::AskUnknown { id, go, .. } => question::draw_unknown(app, canvas, under, id, *go),
                Modal::Generate { cursor, length, .. } => {
                    tool::draw_generate(canvas, under, *cursor, *length)
                }
                Modal::LoadFile { path, fault, .. } => tool::draw_file(canvas, under, path, *fault),
                Modal::Undo { cursor } => menu::draw_undo(app, canvas, under, *cursor),
                Modal::Journal { cursor } => journal::draw(app, canvas, under, *cursor),
                Modal::SaveJournal { path, fault, .. } => tool::draw_save(canvas, under, path, *fault),
                Modal::Unseen { value, go } => question::draw_unseen(app, canvas, under, value, *go),
                Modal::Editor { question, go } => question::draw_editor(app, canvas, under, question, *go),
                Modal::QuitAnyway { go } => question::draw_quit(app, canvas, under, *go),
                Modal::SignIn(form) => sign_in::draw(app, canvas, under, form),
                // It stands in the form itself.
                Modal::TypeTenant { .. } => {}
                Modal::Profiles { cursor } => profiles::draw(app, canvas, under, *cursor),
                Modal::LockAnyway { go, .. } => question::draw_lock(app, canvas, under, *go),
                Modal::SwitchAnyway { go, .. } => question::draw_switch(app, canvas, under, *go),
                Modal::Details { failure, scroll } => failure::draw(app, canvas, under, failure, *scroll),
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
    let over_form = over_form && matches!(app.modal(), None | Some(Modal::TypeTenant { .. }));
    let over_panes = app.form().is_some() || app.modal().is_some() || app.help().is_some();
    let of_key = app.notice().is_some_and(|notice| notice.of_key);
    if over_form || over_panes && of_key {
        notice::draw(app, canvas, layout.footer);
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
