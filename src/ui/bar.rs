//! The bar: the tenant, the user, the host, and the time that the token lasts.
//!
//! ```text
//!   tapis-secrets   tacc · alice   tacc.tapis.io                token 3 h 12 min
//! ```

use ratatui::layout::Rect;

use super::danger::BADGE;
use crate::app::App;
use crate::features::session::TokenTime;
use crate::text::fit::width;
use crate::text::format::duration;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

const GAP: &str = "   ";
/// The least width at which the bar of a view-only production profile has room for the token.
const ROOMY: u16 = 50;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let ground = if app.is_danger() { Name::BarDanger } else { Name::Bar };
    canvas.fill(area, ground);
    let right = area.right() - 2;
    let mut token = token(app);
    // "View only" matters more than a token that is valid for long.
    if app.is_danger() && app.is_view_only() && area.width < ROOMY && !warns(app) {
        token.clear();
    }
    let columns = |token: &[Span]| token.iter().map(|Span(text, _)| width(text)).sum::<usize>();
    let left = match app.is_danger() {
        // The badge begins at the edge, its word at the column of all text.
        true => canvas.text(area.x, area.y, right, &format!(" {BADGE}"), Name::Danger) + 2,
        false => area.x + 2,
    };
    let room_beside =
        |token: &[Span]| usize::from(right.saturating_sub(left)).saturating_sub(columns(token) + GAP.len());
    // The full tenant matters more than the word before a time.
    if room_beside(&token) < width(app.site().tenant())
        && let [Span(text, _)] = &mut token[..]
    {
        *text = text.trim_start_matches("token ").to_owned();
    }
    let (room, token_columns) = (room_beside(&token), columns(&token));
    // On a narrow screen the host gives way first, then the name.
    let mut x = left;
    for part in fitting(app, ground, room) {
        let start = if x == left { x } else { x + GAP.len() as u16 };
        x = canvas.spans(start, area.y, left + room as u16, &part);
    }
    let start = right.saturating_sub(token_columns as u16);
    canvas.spans(start, area.y, right, &token);
}

/// Returns as much of name, tenant, user and host as there is room for.
fn fitting(app: &App, ground: Name, room: usize) -> Vec<Vec<Span>> {
    let site = app.site();
    let tenant = vec![Span::new(site.tenant(), Name::Strong)];
    let mut whoami = tenant.clone();
    if !site.user().is_empty() {
        let between = if site.tenant().is_empty() { "" } else { " · " };
        whoami.push(Span::new(format!("{between}{}", site.user()), ground));
    }
    let host = vec![Span::new(site.address.shown(), ground)];
    let name: Vec<_> = name(app).into_iter().map(|name| vec![Span::new(name, Name::Strong)]).collect();
    let with =
        |rest: &[&Vec<Span>]| [name.clone(), rest.iter().map(|part| (*part).clone()).collect()].concat();
    // "View only" is never dropped.
    let last = match app.is_view_only() {
        true => vec![with(&[&tenant]), with(&[])],
        false => vec![vec![whoami.clone()], vec![tenant.clone()]],
    };
    let columns = |chosen: &[Vec<Span>]| {
        let text: usize = chosen.iter().flatten().map(|Span(text, _)| width(text)).sum();
        text + GAP.len() * chosen.len().saturating_sub(1)
    };
    let mut choices = vec![with(&[&whoami, &host]), with(&[&whoami])];
    choices.extend(last);
    let narrowest = choices.last().cloned().unwrap_or_default();
    choices.into_iter().find(|chosen| columns(chosen) <= room).unwrap_or(narrowest)
}

/// Returns the first words of the bar: that the session is view only, or the profile's own name, or the program's. In
/// production the badge is enough.
fn name(app: &App) -> Option<&str> {
    let site = app.site();
    let profile = site.profile.shown();
    match profile {
        _ if app.is_view_only() => Some("VIEW ONLY"),
        _ if profile.is_empty() || site.unnamed || profile == site.tenant() => {
            (!app.is_danger()).then_some("tapis-secrets")
        }
        _ => Some(profile),
    }
}

fn warns(app: &App) -> bool {
    matches!(app.token_time(), TokenTime::Soon(_) | TokenTime::Ended | TokenTime::Outlived | TokenTime::Out)
}

fn token(app: &App) -> Vec<Span> {
    // On red the warning is bold and keeps the bar's colour.
    let (ground, mark, warning) = match app.is_danger() {
        true => (Name::BarDanger, Name::Strong, Name::Strong),
        false => (Name::Bar, Name::WarningMark, Name::Warning),
    };
    let warn = |text: String| vec![Span::new("! ", mark), Span::new(text, warning)];
    match app.token_time() {
        TokenTime::Unknown => Vec::new(),
        TokenTime::Left(left) => vec![Span::new(format!("token {}", duration(left)), ground)],
        TokenTime::Soon(left) => warn(format!("token {}", duration(left))),
        TokenTime::Ended => warn("token ended".to_owned()),
        TokenTime::Outlived => warn("token".to_owned()),
        TokenTime::Out => warn("signed out".to_owned()),
    }
}
