//! The keys while an editor is on its way. Nothing is read from the terminal then, however long that takes,
//! so that what is typed ahead gets to the editor. `Ctrl-c` comes through all the same: as a signal.

use std::time::{Duration, Instant};

use super::Stage;
use crate::app::App;
use crate::core::{Effect, Event, RequestKey};
use crate::keys::{Action, Code, Context, Key, keymap};

/// How long the terminal is not read for a key that waits for the list itself: what it waits for may take
/// any time, and its `Esc` has to get through.
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
                self.out
                    .effects
                    .extend(self.out.pending.cancel(&RequestKey::Load(number)).map(Effect::Abort));
                self.leave_editing();
            }
            Stage::Finding | Stage::Preparing | Stage::Looking => self.drop_edited(),
            Stage::Away | Stage::Asking => {}
        }
    }

    /// Whether the terminal is not to be read now: what is typed is meant for the editor that has it, or
    /// is on its way.
    pub fn leaves_keys(&self) -> bool {
        self.is_away() || self.is_interruptible()
    }

    /// Whether an editor is on its way and the terminal is not read for that.
    pub fn is_interruptible(&self) -> bool {
        let own = self.editing.as_ref().is_some_and(|editing| editing.stage.is_on_its_way());
        let held = self.keys_left_until().is_some_and(|until| self.cx.now.instant < until);
        (own || held) && !self.is_locked()
    }

    /// Until when the terminal is not read because the key itself waits for a search.
    pub(in crate::app) fn keys_left_until(&self) -> Option<Instant> {
        let opens = |key: &Key| keymap::action(Context::List, *key) == Some(Action::EditInEditor);
        let held = self.keys.typeahead.since_for(opens);
        held.map(|since| since + LEAVES_KEYS_FOR)
    }

    /// Whether another program has the terminal: nothing that is drawn can be seen.
    pub fn is_away(&self) -> bool {
        self.session.has_terminal().is_some()
            || self.editing.as_ref().is_some_and(|editing| editing.stage == Stage::Away)
    }

    /// Whether this is the end of what has the terminal.
    pub fn gets_terminal_back(&self, event: &Event) -> bool {
        match event {
            Event::EditorDone(..) => true,
            Event::GotToken(session, _) => self.session.has_terminal() == Some(*session),
            _ => false,
        }
    }
}
