//! The dialog over the panes, of which there is at most one, and its purpose. Only a key opens a dialog.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use crate::core::editing::Question;
use crate::core::records::RecordName;
use crate::core::{Purpose, RequestId};
use crate::domain::uses::PodSort;
use crate::domain::{Failure, ProfileId, SecretId, SecretValue, Sort};
use crate::features::bulk::{Confirming, Which};
use crate::features::generate::Generator;
use crate::features::rollout::Typing;
use crate::features::value::CopyAs;
use crate::keys::Context;
use crate::view::field::Field;
use crate::view::{Confirm, Dialog, Menu, Prompt, Reader};
use crate::work::generate::Alphabet;

/// The layer over the panes.
#[derive(Debug)]
pub enum Modal {
    /// A dialog and its purpose.
    Dialog(About, Dialog),
    /// The sign-in form.
    SignIn,
}

/// The purpose of a dialog, which decides who gets the answer.
#[derive(Debug)]
pub enum About {
    /// Choosing the order of the list.
    Sort,
    /// Choosing the order of the pods.
    SortPods,
    /// Choosing the text to copy.
    CopyAs,
    /// Choosing the text to copy about the marked secrets.
    CopyMarked,
    /// Asking whether to read a value that the service may not let the user read.
    Unknown(SecretId, Purpose),
    /// Choosing between the marked secrets and the one that was selected then.
    Which(Which, SecretId),
    /// Deleting the marked secrets: the plan, and its outcome.
    Bulk,
    /// Typing a text to carry the plan out.
    Confirm(Confirming),
    /// Generating a value.
    Generate(Generator),
    /// Loading a value from a file; the pending request for the file.
    LoadFile(Option<RequestId>),
    /// Choosing the change to undo, the newest first.
    Undo,
    /// Looking at the journal.
    Journal,
    /// Saving the journal to a file.
    SaveJournal {
        /// The pending request that writes the file.
        asked: Option<RequestId>,
        /// The journal line that had the cursor.
        line: usize,
    },
    /// Removing invisible characters from a loaded file.
    Unseen(Arc<SecretValue>),
    /// Editing in an editor.
    Editor(Question),
    /// Quitting although something would be lost.
    Quit,
    /// Typing the tenant's name before anything is sent in production.
    TypeTenant,
    /// Choosing a profile.
    Profiles,
    /// Switching to another profile although something would be lost.
    Switch(ProfileId),
    /// Locking the screen although that wipes a value that only undo still has.
    Lock,
    /// Planning a rollout, or choosing one that is there.
    Plan,
    /// Typing a line for the plan; the line of the plan that had the cursor.
    PlanLine(Typing, usize),
    /// Starting a rollout without a way back; likewise.
    NoWayBack(usize),
    /// Going on with the rollout of another machine.
    TakeRollout(RecordName),
    /// Looking at a rollout that runs or has stopped.
    Run,
    /// Quitting while a rollout is at work.
    QuitRollout,
    /// Reading the details of a failure.
    Details(Arc<Failure>),
}

impl Modal {
    pub(super) fn menu(about: About, menu: Menu) -> Self {
        Self::Dialog(about, Dialog::Menu(menu))
    }

    /// Returns the menu of sort orders, with the cursor on the present one.
    pub(super) fn sort(present: Sort) -> Self {
        let cursor = Sort::ALL.iter().position(|sort| *sort == present).unwrap_or(0);
        Self::menu(About::Sort, Menu::with_letters("ncaoul", cursor))
    }

    /// Returns the menu of the orders of pods, with the cursor on the present one.
    pub(super) fn sort_pods(present: PodSort) -> Self {
        let cursor = PodSort::ALL.iter().position(|sort| *sort == present).unwrap_or(0);
        Self::menu(About::SortPods, Menu::with_letters("vnts", cursor))
    }

    /// Returns the menu of texts to copy.
    pub(super) fn copy_as() -> Self {
        Self::menu(About::CopyAs, Menu::with_letters(CopyAs::LETTERS, 0))
    }

    /// Returns the menu of texts about the marked secrets.
    pub(super) fn copy_marked() -> Self {
        Self::menu(About::CopyMarked, Menu::with_letters("irsJTM", 0))
    }

    /// Returns the menu that asks which secrets are meant.
    pub(super) fn which(to: Which, selected: SecretId) -> Self {
        Self::menu(About::Which(to, selected), Menu::with_letters("ms", 0))
    }

    /// Returns the menu that generates a value. Its letters move the cursor and do not choose.
    pub(super) fn generate() -> Self {
        Self::menu(About::Generate(Generator::default()), Menu::new(Alphabet::ALL.len(), 0))
    }

    /// Returns the line for the path of a file to load.
    pub(super) fn load_file() -> Self {
        Self::Dialog(About::LoadFile(None), Dialog::prompt(Field::text_line("")))
    }

    /// Returns a question, with the focus on the safe button.
    pub(super) fn confirm(about: About) -> Self {
        Self::Dialog(about, Dialog::confirm())
    }

    pub(super) fn details(failure: Arc<Failure>) -> Self {
        Self::Dialog(About::Details(failure), Dialog::Reader(Reader::default()))
    }

    /// Returns the purpose of the dialog; `None` for the sign-in form.
    pub fn about(&self) -> Option<&About> {
        match self {
            Self::Dialog(about, _) => Some(about),
            Self::SignIn => None,
        }
    }

    pub(super) fn asks_to_quit(&self) -> bool {
        matches!(self.about(), Some(About::Quit))
    }

    pub(super) fn menu_mut(&mut self) -> Option<&mut Menu> {
        match self {
            Self::Dialog(_, Dialog::Menu(menu)) => Some(menu),
            _ => None,
        }
    }

    pub(super) fn confirm_mut(&mut self) -> Option<&mut Confirm> {
        match self {
            Self::Dialog(_, Dialog::Confirm(confirm)) => Some(confirm),
            _ => None,
        }
    }

    pub(super) fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        match self {
            Self::Dialog(_, Dialog::Prompt(prompt)) => Some(prompt),
            _ => None,
        }
    }

    pub(super) fn reader_mut(&mut self) -> Option<&mut Reader> {
        match self {
            Self::Dialog(_, Dialog::Reader(reader)) => Some(reader),
            _ => None,
        }
    }

    /// Returns what distinguishes this dialog from another one.
    pub(super) fn kind(&self) -> (Discriminant<Self>, Option<Discriminant<About>>) {
        (discriminant(self), self.about().map(discriminant))
    }

    /// Returns the context of the keys in the dialog.
    pub fn context(&self) -> Context {
        match self {
            Self::Dialog(About::Generate(..), _) => Context::Generate,
            Self::Dialog(About::Journal, _) => Context::Journal,
            Self::Dialog(About::Plan, _) => Context::Plan,
            Self::Dialog(About::Run, _) => Context::Run,
            Self::Dialog(_, dialog) => dialog.context(),
            Self::SignIn => Context::SignIn,
        }
    }
}
