//! The menu of profiles: name, user, address, the one in use, the production ones. It is as wide as these need, if
//! the screen has room. Otherwise the user gives way first, then the name: the address matters most, because the next
//! change goes there.
//!
//! ```text
//!      dev          alice       localhost:8000
//! ▌    tacc         alice       tacc.tapis.io                 current
//!      tacc-prod    ops-bot     tacc.tapis.io              PRODUCTION
//! ```

use crate::core::profile::Profile;
use crate::features::session::Session;
use crate::text::fit::{cut_middle, width};
use crate::view::frame::{AROUND, BADGE};
use crate::view::menu::draw_cursor;
use crate::view::prelude::*;

const WIDTH: u16 = 72;
/// The columns between two parts of a line.
const GAP: usize = 3;
/// A narrower part would tell nothing, so it is left out.
const LEAST: usize = 8;

/// The menu over the panes.
pub(crate) struct ProfilesMenu<'a> {
    pub(crate) session: &'a Session,
    /// The line with the cursor.
    pub(crate) cursor: usize,
    pub(crate) frame: ModalFrame<'a>,
}

impl StatefulWidget for ProfilesMenu<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { session, cursor, frame } = self;
        let (profiles, theme) = (session.profiles(), frame.theme);
        let tags_of = |index: usize, profile: &Profile| {
            let present = (index == session.profile_id().0).then_some("current");
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
        let needed = u16::try_from(needed).unwrap_or(u16::MAX).saturating_add(AROUND);
        let columns = needed.clamp(WIDTH, area.width.saturating_sub(2).max(WIDTH));
        let frame = frame.title("Profiles").choosing("switch");
        let content = frame.draw(area, columns, profiles.len(), buf, drawn);
        let shares = shares(widest, usize::from(content.width).saturating_sub(tags));
        let first = (cursor + 1).saturating_sub(content.height.into());
        for (row, (index, profile)) in content.rows().zip(profiles.iter().enumerate().skip(first)) {
            let on = index == cursor;
            if on {
                draw_cursor(theme, row, buf, drawn);
            }
            let tags = tags_of(index, profile).collect();
            draw_profile(theme, row, (parts(profile), shares), tags, on, buf);
        }
    }
}

fn draw_profile(
    theme: Theme,
    row: Rect,
    (parts, shares): ([&str; 3], [usize; 3]),
    tags: Vec<&str>,
    on: bool,
    buf: &mut Buffer,
) {
    let style = |otherwise| theme.style(if on { Name::Selected } else { otherwise });
    let mut rest = row;
    for tag in tags.into_iter().rev() {
        let style = if tag == BADGE { theme.style(Name::Danger) } else { style(Name::Muted) };
        rest = before(buf.text_right(rest, tag, style), 1);
    }
    let mut part = rest;
    for (at, (text, columns)) in parts.into_iter().zip(shares).enumerate() {
        // The address has the room up to the words at the end of its own line.
        let columns = if at == 2 { usize::from(part.width.saturating_sub(1)) } else { columns };
        buf.text(part, &cut_middle(text, columns), style(if at == 0 { Name::Text } else { Name::Muted }));
        part = after(part, if columns > 0 { (columns + GAP) as u16 } else { 0 });
    }
    if on {
        buf.set_style(rest, Modifier::BOLD);
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
