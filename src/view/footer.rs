//! The last row of the screen: the keys that work here and now. Below a dialog or form, only those that this does not
//! show itself.

use ratatui::prelude::{Buffer, Rect, Widget};

use super::draw::{Draw, after, before};
use super::drawn::Over;
use super::keys::{GAP, Hint};
use super::theme::Theme;
use crate::keys::keymap::{self, Group, Place, Spot};
use crate::keys::{Action, Code, Context, Key};

/// The key of the help, which works everywhere, and its word.
const HELP: (&str, &str) = ("F1", "help");
/// The columns of both.
const HELP_COLUMNS: u16 = 7;

/// The keys that work, from both ends. Those at the right have the room first; those at the left that do not fit are
/// dropped from their end.
#[derive(Clone, Debug)]
pub struct Footer<'a> {
    /// The keys at the left.
    pub left: Vec<Hint<'a>>,
    /// The keys at the right.
    pub right: Vec<Hint<'a>>,
    /// The styles.
    pub theme: Theme,
}

impl Widget for Footer<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut room = area;
        for hint in self.right.iter().rev() {
            let start = Rect { x: room.right().saturating_sub(hint.columns()).max(area.x), ..area };
            buf.spans(start, &hint.spans(self.theme));
            room.width = start.x.saturating_sub(area.x + GAP);
        }
        for hint in &self.left {
            if hint.columns() > room.width {
                break;
            }
            room = hint.draw(self.theme, room, buf);
        }
    }
}

/// The keys of a dialog or form that this does not show itself, in the order of the table, and the key of the help at
/// the right end. They stand in the footer, or in the last row of a dialog that fills the screen, as far as there is
/// room.
pub struct Rest<'a> {
    /// The dialog.
    pub over: &'a Over,
    /// Nothing else stands in the footer.
    pub is_free: bool,
    /// The context of its keys.
    pub context: Context,
    /// The part of it that has the focus.
    pub spot: Spot,
    /// Tells which actions do something.
    pub works: &'a dyn Fn(Action) -> bool,
    /// The styles.
    pub theme: Theme,
}

impl Widget for Rest<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Over { areas, free, .. } = self.over;
        let mut places: Vec<Rect> = match areas.framed {
            true if !self.is_free => return,
            true => vec![area],
            false => free.clone(),
        };
        let helps = keymap::action(self.context, Key::plain(Code::F(1))) == Some(Action::Help);
        let last = areas.keys;
        if let Some(place) = places.iter_mut().filter(|_| helps).find(|place| place.width >= HELP_COLUMNS) {
            *place = before(self.help(*place, buf), GAP);
        } else if helps && !areas.framed {
            // The row above the keys is empty, or has buttons at its left only.
            let above = Rect { y: last.y - 1, ..after(last, last.width.saturating_sub(HELP_COLUMNS + GAP)) };
            if above.intersection(buf.area).positions().all(|at| buf[at].symbol() == " ") {
                self.help(above, buf);
            }
        }
        let rest = self.hints();
        let mut rest = rest.iter().peekable();
        for place in places {
            let mut room = place;
            while let Some(hint) = rest.next_if(|hint| hint.columns() <= room.width) {
                room = hint.draw(self.theme, room, buf);
            }
        }
    }
}

impl Rest<'_> {
    /// Draws the key of the help at the end of `area`; returns the rest.
    fn help(&self, area: Rect, buf: &mut Buffer) -> Rect {
        let at = Rect { x: area.right() - HELP_COLUMNS, width: HELP_COLUMNS, ..area };
        buf.spans(at, &Hint::new(HELP.0, HELP.1).spans(self.theme));
        before(area, HELP_COLUMNS)
    }

    /// Returns the keys that the dialog does not show, with their words; those of the focused part come first.
    fn hints(&self) -> Vec<Hint<'static>> {
        let theme = self.theme;
        let named =
            |keys: &str| keys.split(' ').map(|key| theme.plain_key(key).to_owned()).collect::<Vec<_>>();
        let own = self.spot.keys().iter().map(|(keys, word)| (named(keys), *word));
        let works: Vec<_> = keymap::working(self.context, self.works).collect();
        let of_table = |local: bool| {
            works.iter().filter(move |entry| (entry.group == Group::Local) == local).filter_map(|entry| {
                let footer = entry.footer.filter(|footer| footer.place != Place::Right)?;
                Some((entry.keys.iter().map(|(key, _)| theme.key_name(*key)).collect(), footer.word))
            })
        };
        let in_field = self.spot.field_keys().map(|(keys, word)| (named(keys), word));
        let mut told = self.over.told.clone();
        let mut rest: Vec<(Vec<String>, &str)> = Vec::new();
        for (mut keys, word) in own.chain(of_table(true)).chain(in_field).chain(of_table(false)) {
            if keys.iter().any(|key| told.contains(key)) {
                continue;
            }
            told.extend(keys.iter().cloned());
            match rest.last_mut().filter(|(_, last)| *last == word) {
                Some((before, _)) => before.append(&mut keys),
                None => rest.push((keys, word)),
            }
        }
        rest.into_iter().map(|(keys, word)| Hint::new(keys.join(" "), word)).collect()
    }
}
