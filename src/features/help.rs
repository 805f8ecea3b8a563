//! The help over everything that is open, and the details of the last failure.

use std::sync::Arc;

mod details;
mod keys;
mod search;
pub mod view;

pub use details::{DETAILS_WIDTH, DetailsLine, LABEL, columns_of_details, copied_details, details};
pub use keys::{HELP_WIDTH, HelpRow, KEYS, KeyHelp, help_width};
pub use search::Search;

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{self, Out};
use crate::domain::{Failure, Wake};
use crate::keys::{Context, Key};
use crate::view::{Reader, Step};

/// The help, and the last failure.
#[derive(Debug, Default)]
pub struct Help {
    open: Option<OpenHelp>,
    /// The help that was open when the screen was locked.
    behind_lock: Option<OpenHelp>,
    last_failure: Option<Arc<Failure>>,
}

/// The help that is open. Closing it returns to the context that it is about.
#[derive(Debug)]
pub struct OpenHelp {
    /// The context in which the user asked for help.
    pub about: Context,
    /// The position in the text.
    pub reader: Reader,
    /// The search in every action, in place of the keys that work here.
    search: Option<Search>,
}

impl Help {
    /// Returns the help that is open.
    pub fn shown(&self) -> Option<&OpenHelp> {
        self.open.as_ref()
    }

    /// Tells whether the help is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens the help about this context.
    pub fn open(&mut self, about: Context) {
        self.open = Some(OpenHelp { about, reader: Reader::default(), search: None });
    }

    /// Puts the cursor into the search line, which it opens if need be.
    pub fn type_search(&mut self, cx: &core::Context) {
        if let Some(open) = &mut self.open {
            let begin = || Search::new(open.about, cx.settings.view_only);
            open.search.get_or_insert_with(begin).is_typing = true;
        }
    }

    /// Leaves the search line; a search for nothing ends.
    pub fn keep_search(&mut self) {
        if let Some(open) = &mut self.open {
            open.search.take_if(|search| search.field.is_empty());
            open.search.iter_mut().for_each(|search| search.is_typing = false);
        }
    }

    /// Ends the search; tells whether there was one.
    pub fn end_search(&mut self) -> bool {
        let ended = self.open.as_mut().is_some_and(|open| open.search.take().is_some());
        if ended {
            self.scroll(Step::First, 0);
        }
        ended
    }

    /// Tells whether the user types into the search line.
    pub fn is_typing(&self) -> bool {
        self.search().is_some_and(|search| search.is_typing)
    }

    /// Types a key into the search line.
    pub fn press(&mut self, key: Key) {
        self.retype(|search| search.press(key));
    }

    /// Pastes into the search line.
    pub fn paste(&mut self, text: &str) {
        self.retype(|search| search.paste(text));
    }

    fn retype(&mut self, change: impl FnOnce(&mut Search)) {
        if let Some(open) = &mut self.open
            && let Some(search) = &mut open.search
        {
            change(search);
            open.reader = Reader::default();
        }
    }

    /// Returns the search.
    pub fn search(&self) -> Option<&Search> {
        self.open.as_ref()?.search.as_ref()
    }

    /// Closes the help; tells whether it was open.
    pub fn close(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Scrolls the help; `page` is in rows.
    pub fn scroll(&mut self, step: Step, page: usize) {
        if let Some(open) = &mut self.open {
            open.reader.scroll = step.from(open.reader.scroll, page);
        }
    }

    /// Scrolls the help back to `last` where it is scrolled farther.
    pub fn clamp(&mut self, last: usize) {
        if let Some(open) = &mut self.open {
            open.reader.scroll = open.reader.scroll.min(last);
        }
    }

    /// Opens the help again as it was before the screen was locked.
    pub fn unlock(&mut self) {
        self.open = self.behind_lock.take();
    }

    /// Remembers a failure, so that its details can be shown.
    pub fn note_failure(&mut self, failure: Arc<Failure>) {
        self.last_failure = Some(failure);
    }

    /// Returns the last failure.
    pub fn last_failure(&self) -> Option<&Arc<Failure>> {
        self.last_failure.as_ref()
    }
}

impl Life for Help {
    fn next_due(&self, _: &core::Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, _: &core::Context, _: &mut Out) {}

    fn wipe(&mut self, _: &core::Context, why: Wipe, _: &mut Out) {
        match why {
            Wipe::Lock => self.behind_lock = self.open.take(),
            Wipe::Switch => self.last_failure = None,
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}
