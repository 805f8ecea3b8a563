//! What one slice reports, to the slices that have to hear of it: the one table of rules across slices. It only
//! matches and forwards.

use super::App;
use super::modal::{About, Modal};
use crate::core::News;

impl App {
    /// Forwards what the slices have reported. What comes of one piece of news is dealt with before the next.
    pub(super) fn relay(&mut self) {
        while let Some(news) = self.out.news.pop_front() {
            let mut later = std::mem::take(&mut self.out.news);
            match news {
                News::Tell(notice) => self.notices.show(self.cx.now.instant, notice),
                News::TellUnlessWorse(notice) => self.notices.show_unless_worse(self.cx.now.instant, notice),
                News::Over(wait) => self.notices.end_busy(wait),
                News::GoesOn => {
                    self.here.unread.clear();
                    self.notices.dismiss();
                }
                News::KeySent(key, of, asks) => self.note_sent_by(key, of, asks),
                News::Done(verb, id, outcome) => self.note(verb, id, outcome),
                News::Failed(failure) => self.last_failure = Some(failure),
                News::NotSignedIn => drop(self.cannot_ask()),
                News::MayBeRefused(id, purpose) => {
                    self.modal = Some(Modal::confirm(About::Unknown(id, purpose)));
                }
                News::CopyMade => self.quit_if_asked(),
                News::CopyGivenUp => self.stay(),
                News::ListIsStale => self.load_list(),
                News::ListCame => self.value.forget_denials(),
                News::RowsInOrder => self.play_typeahead(),
                News::AnotherRow => self.leave_messages(),
                News::OnlineAgain => self.tell_online(),
                News::FailedAgain(failure) => self.note_failed_again(failure),
            }
            self.out.news.append(&mut later);
        }
    }
}
