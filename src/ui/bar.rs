//! The bar: where the program is, as whom, and how long the token lasts.
//!
//! ```text
//!   tapis-secrets   tacc · alice   tacc.tapis.io                token 3 h 12 min
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, Span};
use super::theme::Name;
use crate::app::App;
use crate::app::token::TokenTime;
use crate::text::fit::width;
use crate::text::format::duration;

const GAP: &str = "   ";

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.fill(area, Name::Bar);
    let (left, right) = (area.x + 2, area.right() - 2);
    let token = token(app);
    let token_columns: usize = token.iter().map(|Span(text, _)| width(text)).sum();
    let room = usize::from(right - left).saturating_sub(token_columns + GAP.len());

    let site = app.site();
    let mut whoami = vec![Span::new(site.tenant(), Name::Strong)];
    if !site.user().is_empty() {
        whoami.push(Span::new(format!(" · {}", site.user()), Name::Bar));
    }
    let parts = [
        match app.is_view_only() {
            true => vec![Span::new("VIEW ONLY", Name::Strong)],
            false => vec![Span::new("tapis-secrets", Name::Strong)],
        },
        whoami,
        vec![Span::new(site.address.shown(), Name::Bar)],
    ];
    // When it is narrow the host goes first, then the name.
    let mut x = left;
    for part in fitting(&parts, room, app.is_view_only()) {
        let start = if x == left { x } else { x + GAP.len() as u16 };
        x = canvas.spans(start, area.y, left + room as u16, part);
    }
    let start = right.saturating_sub(token_columns as u16);
    canvas.spans(start, area.y, right, &token);
}

fn fitting(parts: &[Vec<Span>; 3], room: usize, view_only: bool) -> Vec<&Vec<Span>> {
    let columns = |chosen: &[&Vec<Span>]| {
        let text: usize = chosen.iter().flat_map(|part| part.iter()).map(|Span(text, _)| width(text)).sum();
        text + GAP.len() * chosen.len().saturating_sub(1)
    };
    let [name, whoami, host] = parts;
    [vec![name, whoami, host], vec![name, whoami]]
        .into_iter()
        .find(|chosen| columns(chosen) <= room)
        // What cannot be done here is never dropped.
        .unwrap_or_else(|| if view_only { vec![name] } else { vec![whoami] })
}

fn token(app: &App) -> Vec<Span> {
    match app.token_time() {
        TokenTime::Unknown => Vec::new(),
        TokenTime::Left(left) => vec![Span::new(format!("token {}", duration(left)), Name::Bar)],
        TokenTime::Soon(left) => vec![
            Span::new("! ", Name::WarningMark),
            Span::new(format!("token {}", duration(left)), Name::Warning),
        ],
        TokenTime::Out => vec![Span::new("! ", Name::WarningMark), Span::new("signed out", Name::Warning)],
    }
}
