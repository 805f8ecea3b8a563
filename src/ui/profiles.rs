//! The menu of profiles: name, user, address, which is in force, which is production.
//!
//! ```text
//!      dev          alice       localhost:8000
//! ▌    tacc         alice       tacc.tapis.io                 present
//!      tacc-prod    ops-bot     tacc.tapis.io              PRODUCTION
//! ```

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::danger::BADGE;
use super::footer::menu_keys;
use super::frame::{self, Frame};
use super::theme::Name;
use crate::app::App;
use crate::app::profile::Profile;
use crate::layout::Modal;
use crate::text::fit::{cut_middle, width};

const WIDTH: u16 = 72;
/// The most columns that a name takes.
const NAME: usize = 20;
/// The most columns that a user takes.
const USER: usize = 14;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, under: Rect, cursor: usize) {
    let profiles = app.profiles();
    let areas = Modal::new(under, WIDTH, profiles.len() as u16);
    let frame = Frame { title: "Profiles", place: None, width: WIDTH, rows: profiles.len() as u16 };
    let keys = menu_keys(canvas, "switch");
    let area = frame::draw(canvas, under, &frame, &keys);
    let first = (cursor + 1).saturating_sub(areas.content.height.into());
    let columns = |of: fn(&Profile) -> &str, most: usize| {
        profiles.iter().map(|profile| width(of(profile))).max().unwrap_or(0).min(most) + 3
    };
    let (name, user) = (columns(|p| p.site.profile.shown(), NAME), columns(user_of, USER));
    let rows = profiles.iter().enumerate().skip(first);
    for (y, (index, profile)) in (area.top()..area.bottom()).zip(rows) {
        let on = index == cursor;
        let row = Rect { x: area.x.saturating_sub(2), y, width: area.width + 4, height: 1 };
        let style = |otherwise| if on { Name::Selected } else { otherwise };
        if on {
            canvas.fill(row, Name::Selected);
            canvas.text(row.x, y, row.right(), "▌", Name::SelectedBar);
        }
        let mut edge = area.right();
        if profile.site.danger {
            edge = canvas.text_right(area.x, y, edge, BADGE, Name::Danger).saturating_sub(1);
        }
        if index == app.profile_id().0 {
            edge = canvas.text_right(area.x, y, edge, "present", style(Name::Muted)).saturating_sub(1);
        }
        let parts = [(profile.site.profile.shown(), name, Name::Text), (user_of(profile), user, Name::Muted)];
        let mut x = area.x;
        for (text, columns, otherwise) in parts {
            let text = cut_middle(text, columns - 3);
            canvas.text(x, y, edge, &text, style(otherwise));
            x += columns as u16;
        }
        let room = usize::from(edge.saturating_sub(x + 1));
        if room > 5 {
            let address = cut_middle(profile.site.address.shown(), room);
            canvas.text(x, y, edge, &address, style(Name::Muted));
        }
        if on {
            canvas.embolden(Rect { width: edge.saturating_sub(area.x), x: area.x, y, height: 1 });
        }
    }
}

/// Whose profile it is, as far as it says so.
fn user_of(profile: &Profile) -> &str {
    match profile.site.user() {
        "" => profile.username.shown(),
        user => user,
    }
}
