//! Calls on the notice line, and the keys that it offers.

use super::App;
use crate::core::{Notice, Tone};
use crate::features::notices::NoticeView;
use crate::keys::{Action, Key, keymap};

impl App {
    /// Returns the present notice. On the locked screen that is only the answer to a key pressed there.
    pub fn notice(&self) -> Option<&Notice> {
        if self.is_locked() { self.notices.answer() } else { self.notices.current() }
    }

    /// Returns the actions that the notice offers.
    pub fn offers(&self) -> &[Action] {
        self.notices.offers()
    }

    /// Returns the present notice as it is shown; `None` while a wait is too short to show.
    pub fn notice_view(&self) -> Option<NoticeView> {
        let notice = self.notice()?;
        if let Tone::Busy(_, since) = notice.tone {
            self.cx.spinner_frame(since)?;
        }
        Some(NoticeView::new(notice, self.notice_keys(notice), &self.cx))
    }

    /// Returns the keys of the offered actions, and of the details.
    fn notice_keys(&self, notice: &Notice) -> Vec<(Key, &'static str)> {
        let details = notice.details && !self.letters_are_text();
        let offers = self.offers().iter().filter_map(|offer| self.key_of(notice, *offer));
        offers.chain(details.then_some((Key::char('!'), "details"))).collect()
    }

    /// Returns the key and the word of an offer. Where letters are text, only signing in has a key: `Ctrl-s`, which
    /// signs in before it saves.
    fn key_of(&self, notice: &Notice, offer: Action) -> Option<(Key, &'static str)> {
        let (key, word) = keymap::offer(offer)?;
        let word = notice.undoes.filter(|_| offer == Action::Undo).map_or(word, |(_, word)| word);
        let rolls_out = offer == Action::Rotate && notice.rolls_out.is_some();
        let word = if rolls_out { "roll out" } else { word };
        match self.letters_are_text() {
            false => Some((key, word)),
            true => (offer == Action::SignIn && self.save_signs_in()).then_some((Key::ctrl('s'), word)),
        }
    }

    /// Tells whether a letter is text here, or means something else than in the panes.
    fn letters_are_text(&self) -> bool {
        !self.context().is_panes()
    }
}
