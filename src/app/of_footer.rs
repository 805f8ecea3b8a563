//! The keys in the footer, from the key table: those that work here and now.

use super::App;
use crate::keys::keymap::{self, Group, Needs, Place};
use crate::keys::{Action, Context};
use crate::view::footer::Footer;
use crate::view::{Hint, Theme};

impl App {
    /// Returns the keys of the panes, dimmed where the selected secret rules them out.
    pub(super) fn footer(&self, theme: Theme) -> Footer<'static> {
        let context = self.context();
        let offered = keymap::entries(context)
            .filter(|entry| !(self.cx.settings.view_only && entry.group == Group::Change))
            .filter(|entry| entry.keys.first().is_none_or(|(_, action)| self.works_in(context, *action)))
            .filter(|entry| match entry.needs {
                Needs::Nothing => true,
                Needs::Rows => self.list.ordered().shown() > 0 || self.list.filter().is_set(),
                Needs::Secret => self.list.selected().is_some(),
                Needs::Held => !self.undo.held().is_empty(),
            });
        let hints = offered.filter_map(|entry| {
            let footer = entry.footer.filter(|footer| footer.place != Place::Under)?;
            let mut hint = Hint::of(theme, entry, footer.word);
            if hint.action == Some(Action::Reveal) && self.value().shown().is_some() {
                hint.word = "hide".into();
            }
            hint.off = hint.action.is_some_and(|action| self.forbids(action));
            Some((footer.place, hint))
        });
        let (right, left): (Vec<_>, Vec<_>) = hints.partition(|(place, _)| *place == Place::Right);
        let hint = |(_, hint)| hint;
        let in_field = self.spot().field_keys().map(|(keys, word)| Hint::new(keys, word));
        let left = left.into_iter().map(hint).chain(in_field).collect();
        Footer { left, right: right.into_iter().map(hint).collect(), theme }
    }

    /// Returns the keys that do more on the locked screen than unlock it.
    pub(super) fn footer_locked(&self, theme: Theme) -> Footer<'static> {
        let works = keymap::working(Context::List, |action| self.works_locked(action));
        let mut left: Vec<_> =
            works.filter_map(|entry| Some(Hint::of(theme, entry, entry.footer?.word))).collect();
        // The last entry of the table ends the program, so it comes first.
        left.reverse();
        Footer { left, right: Vec::new(), theme }
    }
}
