//! The keys while an editor is on its way. Nothing is read from the terminal then, so that what is typed
//! ahead gets to the editor; but not for long, so that `Esc` gets through to the program.

use std::time::{Duration, Instant};

use super::{Editing, Stage};
use crate::app::{App, Effect};
use crate::domain::Slot;
use crate::input::{Action, Code, Context, Key, keymap};

/// How long the terminal is not read.
const LEAVES_KEYS_FOR: Duration = Duration::from_secs(2);

impl App {
    /// Whether keys that are pressed now are not the form's: the editor is on its way.
    pub(in crate::app) fn awaits_editor(&self) -> bool {
        self.editing.as_ref().is_some_and(|editing| editing.stage != Stage::Asking)
    }

    /// A key while the editor is on its way: `Esc` and `Ctrl-c` give it up.
    pub(in crate::app) fn press_before_editor(&mut self, key: Key) {
        if key != Key::plain(Code::Esc) && key != Key::ctrl('c') {
            return;
        }
        let Some(editing) = &self.editing else { return };
        let (number, stage) = (editing.form, editing.stage);
        match stage {
            Stage::Reading => {
                self.effects.extend(self.ledger.cancel(&Slot::Load(number)).map(Effect::Abort));
                self.leave_editing();
            }
            Stage::Preparing | Stage::Looking => self.drop_edited(),
            Stage::Away | Stage::Asking => {}
        }
    }

    /// Whether the terminal is not to be read now: what is typed is meant for the editor that is on its
    /// way. For a while only, so that `Esc` gets through where it takes long.
    pub fn leaves_keys(&self) -> bool {
        let on_its_way = self.keys_left_until().is_some_and(|until| self.now.instant < until);
        self.is_away() || (on_its_way && !self.is_locked())
    }

    /// Until when the terminal is not read.
    pub(in crate::app) fn keys_left_until(&self) -> Option<Instant> {
        let waiting = |editing: &&Editing| !matches!(editing.stage, Stage::Away | Stage::Asking);
        let own = self.editing.as_ref().filter(waiting).map(|editing| editing.since);
        // The key itself waits for a search.
        let opens = |key: &Key| keymap::action(Context::List, *key) == Some(Action::EditInEditor);
        let held = self.held_since.filter(|_| self.held.back().is_some_and(opens));
        own.or(held).map(|since| since + LEAVES_KEYS_FOR)
    }

    /// Whether the editor has the terminal: nothing that is drawn can be seen.
    pub fn is_away(&self) -> bool {
        self.editing.as_ref().is_some_and(|editing| editing.stage == Stage::Away)
    }
}
