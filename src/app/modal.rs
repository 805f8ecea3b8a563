//! What lies over the panes: at most one dialog, and what it is about. Nothing opens one but a key.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use super::editor::Question;
use super::generator::{Alphabet, Length};
use crate::core::{Purpose, RequestId};
use crate::domain::{Failure, ProfileId, SecretId, SecretValue, Sort};
use crate::keys::Context;
use crate::view::{Confirm, Dialog, Menu, Prompt, Reader};

/// What lies over the panes.
#[derive(Debug)]
pub enum Modal {
    /// A dialog, and what it is about.
    Dialog(About, Dialog),
    /// The form that signs in.
    SignIn,
}

/// What a dialog is about: its answer goes there.
#[derive(Debug)]
pub enum About {
    /// Choosing the order of the list.
    Sort,
    /// Choosing what is copied.
    CopyAs,
    /// Asking for a value of which the service did not say that it may be read.
    Unknown(SecretId, Purpose),
    /// Generating a value of this length; the randomness that is waited for.
    Generate(Length, Option<RequestId>),
    /// Loading a value from a file; the file that is waited for.
    LoadFile(Option<RequestId>),
    /// Choosing the change to undo, the newest first.
    Undo,
    /// Looking at the journal.
    Journal,
    /// Saving the journal to a file.
    SaveJournal {
        /// The file that is being written.
        asked: Option<RequestId>,
        /// The line of the journal that had the cursor.
        line: usize,
    },
    /// Taking what cannot be seen out of a loaded file.
    Unseen(Arc<SecretValue>),
    /// Editing in an editor.
    Editor(Question),
    /// Quitting although something would be lost.
    Quit,
    /// Typing the tenant's name before anything is sent in production.
    TypeTenant,
    /// Choosing a profile.
    Profiles,
    /// Going over to another profile although something would be lost.
    Switch(ProfileId),
    /// Locking the screen although that wipes what only undo still has.
    Lock,
    /// Reading what went wrong.
    Details(Arc<Failure>),
}

impl Modal {
    /// A menu.
    pub(super) fn menu(about: About, menu: Menu) -> Self {
        Self::Dialog(about, Dialog::Menu(menu))
    }

    /// The menu of orders, at the present one.
    pub(super) fn sort(present: Sort) -> Self {
        let cursor = Sort::ALL.iter().position(|sort| *sort == present).unwrap_or(0);
        Self::menu(About::Sort, Menu::with_letters("ncao", cursor))
    }

    /// The menu of what can be copied.
    pub(super) fn copy_as() -> Self {
        Self::menu(About::CopyAs, Menu::with_letters("rim", 0))
    }

    /// The menu that generates a value. Its letters are not its own to choose by: they only move the cursor.
    pub(super) fn generate() -> Self {
        Self::menu(About::Generate(Length::default(), None), Menu::new(Alphabet::ALL.len(), 0))
    }

    /// A question, with the focus on the safe button.
    pub(super) fn confirm(about: About) -> Self {
        Self::Dialog(about, Dialog::confirm())
    }

    /// The details of a failure.
    pub(super) fn details(failure: Arc<Failure>) -> Self {
        Self::Dialog(About::Details(failure), Dialog::Reader(Reader::default()))
    }

    /// Returns what it is about; `None` for the form that signs in.
    pub fn about(&self) -> Option<&About> {
        match self {
            Self::Dialog(about, _) => Some(about),
            Self::SignIn => None,
        }
    }

    /// Tells whether it asks whether to quit.
    pub(super) fn asks_to_quit(&self) -> bool {
        matches!(self.about(), Some(About::Quit))
    }

    /// Returns the open menu's cursor.
    pub(super) fn menu_mut(&mut self) -> Option<&mut Menu> {
        match self {
            Self::Dialog(_, Dialog::Menu(menu)) => Some(menu),
            _ => None,
        }
    }

    /// Returns the open question's buttons.
    pub(super) fn confirm_mut(&mut self) -> Option<&mut Confirm> {
        match self {
            Self::Dialog(_, Dialog::Confirm(confirm)) => Some(confirm),
            _ => None,
        }
    }

    /// Returns the line that is typed.
    pub(super) fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        match self {
            Self::Dialog(_, Dialog::Prompt(prompt)) => Some(prompt),
            _ => None,
        }
    }

    /// Returns the text that is read.
    pub(super) fn reader_mut(&mut self) -> Option<&mut Reader> {
        match self {
            Self::Dialog(_, Dialog::Reader(reader)) => Some(reader),
            _ => None,
        }
    }

    /// Returns what tells it apart from others: of another kind is another dialog.
    pub(super) fn kind(&self) -> (Discriminant<Self>, Option<Discriminant<About>>) {
        (discriminant(self), self.about().map(discriminant))
    }

    /// Tells which keys work in it.
    pub fn context(&self) -> Context {
        match self {
            Self::Dialog(About::Generate(..), _) => Context::Generate,
            Self::Dialog(About::Journal, _) => Context::Journal,
            Self::Dialog(_, dialog) => dialog.context(),
            Self::SignIn => Context::SignIn,
        }
    }
}

/// The name of an order in the menu.
pub fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "name",
        Sort::Newest => "newest first",
        Sort::Access => "access",
        Sort::Owner => "owner",
    }
}

/// How the list's title names an order.
pub fn sort_title(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "by name",
        Sort::Newest => "newest first",
        Sort::Access => "by access",
        Sort::Owner => "by owner",
    }
}
