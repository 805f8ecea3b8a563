//! The way to the notice line: which keys work beside what it says.

use super::App;
use crate::core::{Notice, Tone};
use crate::features::notices::NoticeView;
use crate::keys::{Action, Key, keymap};

impl App {
    /// What the notice line says. On the locked screen that is what became of a key there, and nothing else.
    pub fn notice(&self) -> Option<&Notice> {
        if self.is_locked() { self.notices.answer() } else { self.notices.current() }
    }

    /// What can be done about what the notice line says.
    pub fn offers(&self) -> &[Action] {
        self.notices.offers()
    }

    /// The present notice as it is told; nothing while a wait is too short to be told of.
    pub fn notice_view(&self) -> Option<NoticeView> {
        let notice = self.notice()?;
        if let Tone::Busy(_, since) = notice.tone {
            self.spinner(since)?;
        }
        Some(NoticeView::new(notice, self.notice_keys(notice), &self.cx))
    }

    /// The keys of what can be done about the notice, and of its details.
    fn notice_keys(&self, notice: &Notice) -> Vec<(Key, &'static str)> {
        let details = notice.details && !self.letters_are_text();
        let offers = self.offers().iter().filter_map(|offer| self.key_of(notice, *offer));
        offers.chain(details.then_some((Key::char('!'), "details"))).collect()
    }

    /// The key of an offer and its word. Where letters are text there is one only to sign in: that which
    /// saves a form signs in first.
    fn key_of(&self, notice: &Notice, offer: Action) -> Option<(Key, &'static str)> {
        let (key, word) = keymap::offer(offer)?;
        let word = notice.undoes.filter(|_| offer == Action::Undo).map_or(word, |(_, word)| word);
        match self.letters_are_text() {
            false => Some((key, word)),
            true => (offer == Action::SignIn && self.save_signs_in()).then_some((Key::ctrl('s'), word)),
        }
    }

    /// Whether a letter is text here, or means something else than in the panes.
    fn letters_are_text(&self) -> bool {
        !self.context().is_panes()
    }
}
