//! The notice of a write that was left to finish in the background. It shows that the write is still under way, while
//! there is no other notice. The outcome is told like that of any other write.

use super::{App, words};
use crate::core::{Notice, Tone, Wait};

impl App {
    /// Shows or ends the notice of the write in the background.
    pub(super) fn tick_background(&mut self) {
        let under_way = self.parked.iter().find(|form| form.is_sending());
        let told = under_way.and_then(|form| {
            let text = words::under_way(&form.subject(), &form.kind);
            Some(Notice::new(Tone::Busy(Wait::Background, form.working_since()?), text))
        });
        let is_free = self.notices.latest().is_none_or(|latest| latest.is_for(Wait::Background));
        match told {
            Some(notice) if is_free => self.notices.show(self.cx.now.instant, notice),
            Some(_) => {}
            None => self.notices.end_busy(Wait::Background),
        }
    }
}
