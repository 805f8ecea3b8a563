//! The sign-in form.
//!
//! ```text
//! ╭─ Sign in to tacc ─────────────────────────────── tacc.tapis.io ─╮
//!
//!      Your token ended at 14:02; nothing is lost.
//!
//!      user         alice
//!
//!      password   ▌ •••••••••
//!
//!      remember     [ ] until you log out
//!                     in /run/user/1000/tapis-secrets
//!
//!      The password goes to tacc.tapis.io and is not kept.
//!
//!      Enter sign in   Tab next   Ctrl-r show   Esc leave
//! ```

use ratatui::layout::Rect;

use super::frame::{self, Frame};
use crate::app::{App, words};
use crate::features::session::{Fault, SignIn, Spot, Stage};
use crate::layout::{Modal, Under};
use crate::text::fit::{cut_end, cut_middle, tail, width, wrap};
use crate::text::unseen::Unseen;
use crate::text::{SafeText, Sentence};
use crate::view::canvas::{Canvas, Span};
use crate::view::field::Field;
use crate::view::theme::Name;

const WIDTH: u16 = 66;
/// The columns of the labels.
const LABEL: u16 = 11;

/// A row of the form; a low screen does without the `spare` ones.
struct Row {
    content: Content,
    spare: bool,
}

enum Content {
    Blank,
    Text(String, Name),
    Field(Spot),
    Fault(&'static str, String),
    /// The invisible characters of the password.
    Unseen(String),
    Remember(bool),
    Where(String),
    Busy(String),
}

fn row(content: Content) -> Row {
    Row { content, spare: false }
}

fn spare(content: Content) -> Row {
    Row { content, spare: true }
}

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, under: Under) {
    let Some(form) = app.session().form() else { return };
    let columns = usize::from(Modal::new(under, WIDTH, 1).content.width);
    let mut rows = rows(app, canvas, form, columns);
    let room = usize::from(Modal::new(under, WIDTH, rows.len() as u16).content.height);
    while rows.len() > room
        && let Some(at) = rows.iter().rposition(|row| row.spare)
    {
        rows.remove(at);
    }
    let site = app.site();
    let title = Sentence::about(site.tenant(), |tenant| format!("Sign in to {tenant}"));
    let place = Some(site.address.shown().to_owned());
    let frame = Frame { title, place, width: WIDTH, rows: rows.len() as u16 };
    let keys = keys(app, canvas, form, columns);
    let area = frame::draw(canvas, under, &frame, &keys);
    for (y, row) in (area.top()..area.bottom()).zip(&rows) {
        draw_row(canvas, Rect { y, height: 1, ..area }, form, &row.content);
    }
}

fn rows(app: &App, canvas: &Canvas<'_>, form: &SignIn, columns: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = wrap(&app.why_sign_in(), columns, 3)
        .into_iter()
        .map(|text| row(Content::Text(text, Name::Text)))
        .collect();
    rows.push(spare(Content::Blank));
    if let Stage::AskingSource(since) = form.stage {
        let what = app.session().source().name().unwrap_or("the profile");
        let spinner = app.spinner(since).map_or(" ", |frame| canvas.spinner(frame));
        rows.push(row(Content::Busy(format!("{spinner} Asking {what} for a token"))));
        return rows;
    }
    if form.stage == Stage::SignedIn {
        rows.push(row(Content::Text("What you typed meanwhile was ignored.".to_owned(), Name::Muted)));
        return rows;
    }
    let field = columns.saturating_sub(usize::from(LABEL) + 2);
    for spot in [Spot::User, Spot::Password] {
        rows.push(row(Content::Field(spot)));
        let fault = fault(app, form, spot);
        let told = fault.map(|text| wrap(&text, field, 2)).unwrap_or_default();
        let first = |at| if at == 0 { "✗" } else { " " };
        rows.extend(told.into_iter().enumerate().map(|(at, text)| row(Content::Fault(first(at), text))));
        let unseen = Some(form.password.text()).filter(|_| spot == Spot::Password).map(Unseen::of);
        if let Some(note) = unseen.and_then(|unseen| unseen.note()) {
            rows.push(row(Content::Unseen(cut_end(&note, field).into_owned())));
        }
        rows.push(spare(Content::Blank));
    }
    if let (Some(on), Some(place)) = (form.remember, app.session().remembers()) {
        rows.push(row(Content::Remember(on)));
        rows.push(spare(Content::Where(format!("in {place}"))));
        rows.push(spare(Content::Blank));
    }
    if let Some(hint) = app.session().hint() {
        rows.push(spare(Content::Text(hint.to_owned(), Name::Muted)));
    }
    let note = format!("The password goes to {} and is not kept.", app.site().address);
    rows.extend(wrap(&note, columns, 4).into_iter().map(|text| spare(Content::Text(text, Name::Muted))));
    rows
}

/// Returns the fault of a field, to be shown below it.
fn fault(app: &App, form: &SignIn, spot: Spot) -> Option<String> {
    match form.fault.as_ref()? {
        Fault::Empty(empty) if *empty == spot => Some(match spot {
            Spot::User => "Type your user name.".to_owned(),
            _ => "Type the password.".to_owned(),
        }),
        Fault::NoToken(fault) if spot == Spot::Password => Some(words::sign_in_fault(fault, app.site())),
        _ => None,
    }
}

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, form: &SignIn, content: &Content) {
    let (x, y, right) = (area.x, area.y, area.right());
    let beside = x + LABEL;
    match content {
        Content::Blank => {}
        Content::Text(text, name) => {
            canvas.text(x, y, right, text, *name);
        }
        Content::Busy(text) => {
            canvas.text(x, y, right, text, Name::Text);
        }
        Content::Fault(mark, text) => {
            canvas.text(beside, y, right, mark, Name::ErrorMark);
            canvas.text(beside + 2, y, right, text, Name::ErrorText);
        }
        Content::Unseen(text) => {
            canvas.text(beside, y, right, "!", Name::WarningMark);
            canvas.text(beside + 2, y, right, text, Name::Text);
        }
        Content::Remember(on) => {
            let focused = form.focus == Spot::Remember;
            let mark = if *on { "[x]" } else { "[ ]" };
            let name = if focused { Name::Focus } else { Name::Text };
            canvas.text(x, y, right, "remember", if focused { Name::Focus } else { Name::Muted });
            if focused {
                canvas.text(beside, y, right, "▌", Name::Accent);
                canvas.stand(beside + 2, y);
            }
            canvas.text(beside + 2, y, right, &format!("{mark} until you log out"), name);
        }
        Content::Where(text) => {
            let room = usize::from(right.saturating_sub(beside + 6));
            canvas.text(beside + 6, y, right, &cut_middle(text, room), Name::Muted);
        }
        Content::Field(spot) => {
            let (label, field) = match spot {
                Spot::User => ("user", &form.user),
                _ => ("password", &form.password),
            };
            let masked = *spot == Spot::Password && !form.show;
            draw_field(canvas, area, label, field, masked, form.focus == *spot);
        }
    }
}

fn draw_field(canvas: &mut Canvas<'_>, area: Rect, label: &str, field: &Field, masked: bool, focused: bool) {
    let (y, right) = (area.y, area.right());
    canvas.text(area.x, y, right, label, if focused { Name::Focus } else { Name::Muted });
    let surface = Rect { x: area.x + LABEL, width: area.width.saturating_sub(LABEL), ..area };
    canvas.fill(surface, if focused { Name::FieldOn } else { Name::Field });
    if focused {
        canvas.text(surface.x, y, right, "▌", Name::Accent);
    }
    let text = field.text();
    let at = text.char_indices().nth(field.cursor()).map_or(text.len(), |(at, _)| at);
    let shown = |text: &str| match masked {
        true => "•".repeat(text.chars().count()),
        false => SafeText::from(text).shown().to_owned(),
    };
    let (before, after) = (shown(&text[..at]), shown(&text[at..]));
    let before = tail(&before, usize::from(surface.width).saturating_sub(3));
    let x = surface.x + 2;
    let cursor = x + width(before) as u16;
    canvas.text(x, y, right, before, Name::Plain);
    canvas.text(cursor, y, right, &after, Name::Plain);
    if focused {
        canvas.cursor(cursor.min(right - 1), y);
    }
}

/// Returns the last row: the work under way and the keys. If there is too little room, the key to leave stays.
fn keys(app: &App, canvas: &Canvas<'_>, form: &SignIn, columns: usize) -> Vec<Span> {
    let key = |(key, word): (&str, &str)| {
        [Span::new(key, Name::Accent), Span::new(format!(" {word}   "), Name::Muted)]
    };
    let show = if form.show { "mask" } else { "show" };
    let (mut hints, last) = match form.stage {
        Stage::Filling if form.focus == Spot::Remember => {
            (vec![("Space", "remember"), ("Enter", "sign in")], "leave")
        }
        Stage::Filling => (vec![("Enter", "sign in"), ("Tab", "next"), ("Ctrl-r", show)], "leave"),
        Stage::Asking(_) => (Vec::new(), "give up"),
        Stage::AskingSource(_) => (Vec::new(), "type a password"),
        Stage::SignedIn => (vec![("Enter", "go on")], "leave"),
    };
    let used =
        |hints: &[(&str, &str)]| hints.iter().map(|(key, word)| key.len() + word.len() + 4).sum::<usize>();
    while used(&hints) + "Esc ".len() + last.len() > columns && hints.pop().is_some() {}
    let mut spans = Vec::new();
    if let Stage::Asking(since) = form.stage {
        let spinner = app.spinner(since).map_or(" ", |frame| canvas.spinner(frame));
        spans.push(Span::new(format!("{spinner} Signing in   "), Name::Text));
    }
    spans.extend(hints.into_iter().flat_map(key));
    spans.extend([Span::new("Esc", Name::Accent), Span::new(format!(" {last}"), Name::Muted)]);
    spans
}
