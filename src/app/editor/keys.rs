//! The keys while an editor is about to start. The terminal is not read meanwhile, so that the editor gets what is
//! typed ahead. `Ctrl-c` works all the same, as a signal.

use std::time::{Duration, Instant};

use super::Stage;
use crate::app::App;
use crate::core::{Effect, Event, RequestKey};
use crate::keys::{Action, Code, Context, Key, keymap};

/// The longest time that the terminal stays unread while the editor's key itself waits for the list. The list may
/// take any time, and `Esc` has to work.
const LEAVES_KEYS_FOR: Duration = Duration::from_secs(2);

impl App {
    /// Tells whether keys belong to an editor that is starting or running.
    pub(in crate::app) fn awaits_editor(&self) -> bool {
        self.editing.as_ref().is_some_and(|editing| editing.stage != Stage::Asking)
    }

    /// Takes a key while the editor is starting: `Esc` and `Ctrl-c` give up the edit.
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

    /// Tells whether the terminal must not be read now, because keys are meant for an editor that runs or is
    /// starting.
    pub fn leaves_keys(&self) -> bool {
        self.is_away() || self.is_interruptible()
    }

    /// Tells whether the terminal is left unread for an editor that is starting.
    pub fn is_interruptible(&self) -> bool {
        let own = self.editing.as_ref().is_some_and(|editing| editing.stage.is_on_its_way());
        let held = self.keys_left_until().is_some_and(|until| self.cx.now.instant < until);
        (own || held) && !self.is_locked()
    }

    /// Returns the time until which the terminal is not read because the editor's key waits for a search.
    pub(in crate::app) fn keys_left_until(&self) -> Option<Instant> {
        let opens = |key: &Key| keymap::action(Context::List, *key) == Some(Action::EditInEditor);
        let held = self.keys.typeahead.since_for(opens);
        held.map(|since| since + LEAVES_KEYS_FOR)
    }

    /// Tells whether another program has the terminal, so that nothing drawn can be seen.
    pub fn is_away(&self) -> bool {
        self.session.has_terminal().is_some()
            || self.editing.as_ref().is_some_and(|editing| editing.stage == Stage::Away)
    }

    /// Tells whether `event` is the end of the program that has the terminal.
    pub fn gets_terminal_back(&self, event: &Event) -> bool {
        match event {
            Event::EditorDone(..) => true,
            Event::GotToken(session, _) => self.session.has_terminal() == Some(*session),
            _ => false,
        }
    }
}
