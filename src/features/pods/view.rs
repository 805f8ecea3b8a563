//! The view of one secret's pods, in the body of the screen; a pod, or what is broken, takes the place of the table.
//!
//! ```text
//!   Pods using postgres_main_password  4          of the 12 you can list, as of 14:05
//!
//!     pod        state        value        since     key      read by
//! ▌   web1       available    old value    3 d       DB_PW    env DATABASE_URL
//!   ! cron       error        -            -         DB_PW    command: not replaced there
//! ```

use jiff::Timestamp;

mod broken;
mod menu;
mod page;
mod table;
mod title;
mod used_by;

use super::body::{Body, Text};
use super::state::{Phase, Pods};
use crate::layout::{Layout as Panes, Shape};
use crate::text::fit::wrap;
use crate::view::prelude::*;
use crate::words;

pub(crate) use menu::pods_menu;
pub(crate) use used_by::UsedBy;

/// The body of the screen.
pub(crate) struct PodsBody<'a> {
    pub(crate) pods: &'a Pods,
    pub(crate) cx: &'a Context,
    /// The time by the service's clock.
    pub(crate) now: Timestamp,
    pub(crate) theme: Theme,
}

/// The areas of the body, without the margins.
struct Areas {
    title: Rect,
    headings: Rect,
    rows: Rect,
    notes: Rect,
}

impl StatefulWidget for PodsBody<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { pods, cx, now, theme } = self;
        let (Some(body), Some(areas)) = (pods.body(), areas(pods, cx)) else { return };
        drawn.stand(area);
        title::Title { pods, body, cx, theme }.render(areas.title, buf, drawn);
        match &body.text {
            Some(Text::Pod(page)) => {
                buf.scrolled(areas.rows, &page::lines(pods, body, page, cx, now, theme), page.scroll)
            }
            Some(Text::Broken(page)) => broken::Broken { pods, page, theme }.render(areas.rows, buf),
            None if body.shown() > 0 => {
                table::PodTable { body, headings: areas.headings, cx, now, theme }
                    .render(areas.rows, buf, drawn);
            }
            None => empty(pods, body, cx, theme, areas.rows, buf),
        }
        for (row, note) in areas.notes.rows().zip(notes(pods, cx)) {
            let line = Line::from_iter([theme.span("! ", Name::WarningMark), theme.span(note, Name::Text)]);
            buf.line(row, &line);
        }
    }
}

/// Says why there are no rows.
fn empty(pods: &Pods, body: &Body, cx: &Context, theme: Theme, area: Rect, buf: &mut Buffer) {
    let mut keys: Vec<Hint<'_>> = Vec::new();
    let text = match (pods.phase(), pods.uses()) {
        (Phase::Failed(failure), None) => {
            keys = vec![Hint::new("R", "try again"), Hint::new("!", "details")];
            String::from(words::not_listed(failure, &cx.site))
        }
        (_, None) => {
            let spinner = pods.waits_since().and_then(|since| theme.spinner(cx, since));
            let Some(spinner) = spinner else { return };
            format!("{spinner} Reading the pods.")
        }
        (_, Some(_)) if body.table.is_none() => return,
        (_, Some(_)) if !body.filter.is_empty() => {
            keys = vec![Hint::new("Esc", "clear the filter")];
            format!("Nothing matches {}.", crate::text::SafeText::from(body.filter.text()).shown())
        }
        (_, Some(uses)) if uses.pods().all().is_empty() => "No pods are visible to you.".to_owned(),
        (_, Some(uses)) => {
            let listed = uses.pods().all().len();
            body.secret().map_or_else(
                || words::marked_used_by_none(listed),
                |secret| words::used_by_none(&secret.id, listed),
            )
        }
    };
    let lines = wrap(&text, area.width.into(), 4);
    let mut lines: Vec<Line<'_>> =
        lines.into_iter().map(|line| theme.span(line, Name::Text).into()).collect();
    if !keys.is_empty() {
        lines.extend([Line::default(), crate::view::keys::line_of(theme, &keys)]);
    }
    buf.lines(area, &lines);
}

/// Returns the sentences under the rows: what is missing, and why.
fn notes(pods: &Pods, cx: &Context) -> Vec<String> {
    if pods.uses().is_none() {
        return Vec::new();
    }
    let mut notes = Vec::new();
    if let Phase::Failed(failure) = pods.phase() {
        notes.push(String::from(words::not_listed(failure, &cx.site)));
    }
    if let Some(failure) = pods.looks.failure() {
        notes.push(String::from(words::sentence(failure, &cx.site)));
    }
    let left = pods.index.partly_known();
    if left > 0 && pods.looking().is_none() {
        notes.push(words::not_looked_into(left));
    }
    notes
}

fn areas(pods: &Pods, cx: &Context) -> Option<Areas> {
    let panes = Panes::new(cx.size, Shape::default())?;
    let all = Rect { y: panes.title.y, height: panes.body.bottom() - panes.title.y, ..panes.body };
    let all = all.inner(Margin::new(2, 0));
    let airy = u16::from(cx.size.height >= 20);
    let is_table = pods.body().is_some_and(|body| body.text.is_none());
    let headings = u16::from(is_table && cx.size.height >= 14);
    let notes = notes(pods, cx).len() as u16;
    let [title, _, headings, rows, _, notes] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(airy),
        Constraint::Length(headings),
        Constraint::Min(1),
        Constraint::Length(airy.min(notes)),
        Constraint::Length(notes),
    ])
    .areas(all);
    Some(Areas { title, headings, rows, notes })
}

/// Returns the number of rows of the table that fit.
pub(super) fn rows(pods: &Pods, cx: &Context) -> usize {
    areas(pods, cx).map_or(1, |areas| areas.rows.height.into())
}

/// Returns the number of rows of the text over the table; `None` for a pod at its first row, which always fits.
pub(super) fn text_rows(pods: &Pods, cx: &Context, now: Timestamp) -> Option<usize> {
    let body = pods.body()?;
    let theme = Theme { palette: crate::view::theme::Palette::None, ascii: false };
    Some(match body.text.as_ref()? {
        Text::Pod(page) if page.scroll == 0 => return None,
        Text::Pod(page) => page::lines(pods, body, page, cx, now, theme).len(),
        Text::Broken(page) => broken::line_count(page, cx.size.width),
    })
}
