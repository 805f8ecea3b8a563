//! The menu of profiles: name, user, address, the one in use, the production ones. It is as wide as these need, if
//! the screen has room. Otherwise the user gives way first, then the name: the address matters most, because the next
//! change goes there.
//!
//! ```text
//!      dev          alice       localhost:8000
//! ▌    tacc         alice       tacc.tapis.io                 current
//!      tacc-prod    ops-bot     tacc.tapis.io              PRODUCTION
//! ```

use ratatui::layout::Rect;

use super::danger::BADGE;
use super::footer::menu_keys;
use super::frame::{self, Frame};
use crate::app::App;
use crate::core::profile::Profile;
use crate::layout::{Modal, Under};
use crate::text::fit::{cut_middle, width};
use crate::view::canvas::Canvas;
use crate::view::theme::Name;

const WIDTH: u16 = 72;
/// The columns between two parts of a line.
const GAP: usize = 3;
/// A narrower part would tell nothing, so it is left out.
const LEAST: usize = 8;
/// The columns between a modal's border and its content, on both sides together.
const INDENTS: u16 = 10;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, under: Under, cursor: usize) {
    let profiles = app.session().profiles();
    let tags_of = |index: usize, profile: &Profile| {
        let present = (index == app.session().profile_id().0).then_some("current");
        present.into_iter().chain(profile.site.danger.then_some(BADGE))
    };
    let mut widest = [0; 3];
    let mut tags = 0;
    for (index, profile) in profiles.iter().enumerate() {
        for (widest, part) in widest.iter_mut().zip(parts(profile)) {
            *widest = width(part).max(*widest);
        }
        tags = tags_of(index, profile).map(|tag| width(tag) + 1).sum::<usize>().max(tags);
    }
    let needed = widest.iter().map(|columns| columns + GAP).sum::<usize>() - GAP + tags;
    let needed = u16::try_from(needed).unwrap_or(u16::MAX).saturating_add(INDENTS);
    let modal = needed.clamp(WIDTH, under.area.width.saturating_sub(2).max(WIDTH));
    let rows = profiles.len() as u16;
    let areas = Modal::new(under, modal, rows);
    let frame = Frame { title: "Profiles".into(), place: None, width: modal, rows };
    let keys = menu_keys(app, canvas, "switch");
    let area = frame::draw(canvas, under, &frame, &keys);
    let columns = shares(widest, usize::from(area.width).saturating_sub(tags));
    let first = (cursor + 1).saturating_sub(areas.content.height.into());
    let shown = profiles.iter().enumerate().skip(first);
    for (y, (index, profile)) in (area.top()..area.bottom()).zip(shown) {
        let on = index == cursor;
        let row = Rect { x: area.x.saturating_sub(2), y, width: area.width + 4, height: 1 };
        let style = |otherwise| if on { Name::Selected } else { otherwise };
        if on {
            canvas.fill(row, Name::Selected);
            canvas.text(row.x, y, row.right(), "▌", Name::SelectedBar);
            canvas.stand(area.x, y);
        }
        let mut edge = area.right();
        for tag in tags_of(index, profile).collect::<Vec<_>>().into_iter().rev() {
            let name = if tag == BADGE { Name::Danger } else { style(Name::Muted) };
            edge = canvas.text_right(area.x, y, edge, tag, name).saturating_sub(1);
        }
        let mut x = area.x;
        for (at, (text, columns)) in parts(profile).into_iter().zip(columns).enumerate() {
            let name = style(if at == 0 { Name::Text } else { Name::Muted });
            // The address has the room up to the words at the end of its own line.
            let columns = if at == 2 { usize::from(edge.saturating_sub(x + 1)) } else { columns };
            canvas.text(x, y, edge, &cut_middle(text, columns), name);
            x += if columns > 0 { (columns + GAP) as u16 } else { 0 };
        }
        if on {
            canvas.embolden(Rect { width: edge.saturating_sub(area.x), x: area.x, y, height: 1 });
        }
    }
}

fn parts(profile: &Profile) -> [&str; 3] {
    [profile.site.profile.shown(), user_of(profile), profile.site.address.shown()]
}

/// Returns the columns of name, user and address in `room`; the widest of each need `wanted`.
fn shares(wanted: [usize; 3], room: usize) -> [usize; 3] {
    let [name, user, address] = wanted;
    let user = user.min(room.saturating_sub(name + address + 2 * GAP));
    let user = if user < LEAST.min(wanted[1]) { 0 } else { user };
    let rest = room.saturating_sub(if user > 0 { user + GAP } else { 0 });
    // A long name leaves half of the room to the address.
    let name = name.min(rest.saturating_sub(address + GAP).max(rest / 2));
    [name, user, address.min(rest.saturating_sub(name + GAP))]
}

/// Returns the user of a profile, as far as the profile names one.
fn user_of(profile: &Profile) -> &str {
    match profile.site.user() {
        "" => profile.username.shown(),
        user => user,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::all_fit([9, 5, 21], 62, [9, 5, 21])]
    #[case::a_part_of_the_user([9, 30, 21], 48, [9, 12, 21])]
    #[case::no_user([9, 30, 21], 43, [9, 0, 21])]
    #[case::a_part_of_the_name([40, 5, 21], 50, [26, 0, 21])]
    #[case::both_are_long([40, 5, 60], 53, [26, 0, 24])]
    #[case::nobody_has_a_user([9, 0, 21], 33, [9, 0, 21])]
    fn the_address_is_cut_last(
        #[case] wanted: [usize; 3],
        #[case] room: usize,
        #[case] expected: [usize; 3],
    ) {
        assert_eq!(shares(wanted, room), expected);
    }
}
