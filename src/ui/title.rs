//! The title of the list. It is also the filter line, so that nothing moves when the filter opens.
//!
//! ```text
//!   Secrets  312             by name
//!   Secrets  312 · as of 14:08           after a refresh; the usual order gives way to it
//!   Secrets  / pgp█         4 of 312
//! ```

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::modal::sort_title;
use crate::domain::Sort;
use crate::features::list::{Focus, Phase};
use crate::text::SafeText;
use crate::text::fit::{tail, width};
use crate::text::format::{clock, count, size};
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

/// The least width of the list at which the title is complete.
const ROOMY: u16 = 44;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let (left, right) = (area.x + 2, area.right() - 2);
    let name = if app.focus() == Focus::List { Name::Focus } else { Name::Muted };
    let x = canvas.text(left, area.y, right, "Secrets", name) + 2;
    let end = end(app, canvas, area.width);
    let columns: usize = end.iter().map(|Span(text, _)| width(text)).sum();
    let edge = right.saturating_sub(columns as u16);
    canvas.spans(edge, area.y, right, &end);
    let edge = if columns == 0 { right } else { edge.saturating_sub(2) };
    if app.filter().is_typing() || app.filter().is_set() {
        filter(app, canvas, x, area.y, edge);
    } else {
        let room = usize::from(edge.saturating_sub(x));
        canvas.spans(x, area.y, edge, &start(app, canvas, room));
    }
}

fn filter(app: &App, canvas: &mut Canvas<'_>, x: u16, y: u16, right: u16) {
    let filter = app.filter();
    let slash = if filter.is_typing() { Name::Accent } else { Name::Muted };
    let x = canvas.text(x, y, right, "/ ", slash);
    // The user looks at the text before the cursor, so a long pattern shows its end.
    let at = filter.text().char_indices().nth(filter.cursor()).map_or(filter.text().len(), |(at, _)| at);
    let (before, after) = filter.text().split_at(at);
    let (before, after) = (SafeText::from(before), SafeText::from(after));
    let room = usize::from(right.saturating_sub(x)).saturating_sub(filter.is_typing().into());
    let x = canvas.text(x, y, right, tail(before.shown(), room), Name::Strong);
    canvas.text(x, y, right, after.shown(), Name::Strong);
    if filter.is_typing() {
        canvas.cursor(x.min(right.saturating_sub(1)), y);
    }
}

/// Returns the text beside the word "Secrets".
fn start(app: &App, canvas: &Canvas<'_>, room: usize) -> Vec<Span> {
    let rows = app.list().rows().len();
    match app.load().phase() {
        Phase::Loading { since, bytes } if !app.load().is_refresh() && rows > 0 => {
            let rows = count(rows);
            let size = if *bytes > 0 { format!(" · {}", size(*bytes)) } else { String::new() };
            let spinner =
                app.spinner(*since).map_or(String::new(), |frame| format!(" {}", canvas.spinner(frame)));
            // The spinner matters more than how far loading has come, so the text leaves room for it.
            let fitting = [format!("{rows} so far{size}"), format!("{rows} so far"), rows]
                .into_iter()
                .find(|text| width(text) + 2 <= room)
                .unwrap_or_default();
            vec![Span::new(fitting + &spinner, Name::Muted)]
        }
        Phase::Ready if rows == 0 => vec![Span::new("none", Name::Muted)],
        _ if rows == 0 => Vec::new(),
        _ => {
            let rows = count(rows);
            let fitting = refreshed(app).map_or([rows.clone(), String::new()], |at| {
                [format!("{rows} · as of {at}"), format!("{rows} · {at}")]
            });
            let fits = |text: &String| !text.is_empty() && width(text) <= room;
            vec![Span::new(fitting.into_iter().find(fits).unwrap_or(rows), Name::Muted)]
        }
    }
}

/// Returns the time of the last refresh, unless the right end says more about that.
fn refreshed(app: &App) -> Option<String> {
    let load = app.load();
    let at = load.refreshed_at().filter(|_| !load.failed() && !app.is_offline() && load.since().is_none())?;
    Some(clock(at, app.zone()))
}

/// Returns the text at the right end.
fn end(app: &App, canvas: &Canvas<'_>, list_width: u16) -> Vec<Span> {
    let rows = app.list().rows().len();
    let as_of = app.load().as_of().map(|at| clock(at, app.zone()));
    let stale = as_of.clone().filter(|_| app.load().failed());
    let offline = as_of.filter(|_| app.is_offline());
    if app.filter().is_set() && rows > 0 {
        return filtered(app, list_width, offline);
    }
    let warning = |text: String| vec![Span::new("! ", Name::WarningMark), Span::new(text, Name::Text)];
    match app.load().since().filter(|_| app.load().is_refresh()).and_then(|since| app.spinner(since)) {
        Some(frame) => vec![Span::new(format!("{} refreshing", canvas.spinner(frame)), Name::Muted)],
        None if app.load().incomplete() => warning("incomplete".to_owned()),
        None if app.is_offline() => match offline {
            Some(at) if list_width >= ROOMY => warning(format!("offline, as of {at}")),
            Some(at) => warning(format!("offline {at}")),
            None => Vec::new(),
        },
        None if stale.is_some() => warning(format!("as of {}", stale.unwrap_or_default())),
        // The time of a refresh matters more than the usual order, which everybody expects.
        None if app.sort() == Sort::default()
            && refreshed(app).is_some_and(|at| {
                let whole = format!("Secrets  {} · as of {at}   {}", count(rows), sort_title(app.sort()));
                width(&whole) + 4 > list_width.into()
            }) =>
        {
            Vec::new()
        }
        None if rows > 0 && app.load().since().is_none_or(|_| app.load().is_refresh()) => {
            vec![Span::new(sort_title(app.sort()), Name::Muted)]
        }
        None => Vec::new(),
    }
}

/// Returns the text at the right end beside a filter: how many rows match, and the age of the rows if the service
/// cannot be reached. The filter text has the room first, then the age, then the count.
fn filtered(app: &App, list_width: u16, offline: Option<String>) -> Vec<Span> {
    let rows = app.list().rows().len();
    let shown = count(app.list().shown());
    let typed = width(SafeText::from(app.filter().text()).shown()) + 3;
    let room = usize::from(list_width).saturating_sub(4 + "Secrets  ".len() + typed + 2);
    let counts = [format!("{shown} of {}", count(rows)), shown];
    let count = |text: &String| Span::new(text.clone(), Name::Muted);
    let mut choices: Vec<Vec<Span>> = Vec::new();
    if let Some(at) = offline {
        let mark = || [Span::new("! ", Name::WarningMark), Span::new(format!("offline {at}"), Name::Text)];
        choices.extend(counts.iter().map(|text| {
            let gap = Span::new("   ", Name::Text);
            [count(text), gap].into_iter().chain(mark()).collect()
        }));
        choices.push(mark().into());
    }
    choices.extend(counts.iter().map(|text| vec![count(text)]));
    let columns = |spans: &Vec<Span>| spans.iter().map(|Span(text, _)| width(text)).sum::<usize>();
    choices.into_iter().find(|spans| columns(spans) <= room).unwrap_or_default()
}
