//! What lies over the panes. At most one; nothing opens one but a key.

use std::sync::Arc;

use super::editor::Question;
use super::field::Field;
use super::generator::{Alphabet, Length};
use super::sign_in::SignIn;
use crate::core::{Purpose, RequestId};
use crate::domain::{Deadline, Failure, FileFault, ProfileId, SaveFault, SecretId, SecretValue, Sort};
use crate::features::value::CopyAs;
use crate::keys::Context;

/// An open modal.
#[derive(Debug)]
pub enum Modal {
    /// The menu of orders.
    Sort {
        /// The line with the cursor.
        cursor: Sort,
    },
    /// The menu of what can be copied.
    CopyAs {
        /// The line with the cursor.
        cursor: CopyAs,
    },
    /// Whether to ask for a value of which the service did not say that it may be read.
    AskUnknown {
        /// Of which secret.
        id: SecretId,
        /// What for.
        purpose: Purpose,
        /// The focus is on the button that asks.
        go: bool,
    },
    /// The menu that generates a value.
    Generate {
        /// The line with the cursor.
        cursor: Alphabet,
        /// How long it will be.
        length: Length,
        /// The randomness that is wanted.
        asked: Option<RequestId>,
    },
    /// The path of a file to load.
    LoadFile {
        /// What is typed.
        path: Box<Field>,
        /// Why the last one was not loaded.
        fault: Option<FileFault>,
        /// The file that is wanted.
        asked: Option<RequestId>,
    },
    /// The menu of changes that can be undone.
    Undo {
        /// The line with the cursor, counted from the newest.
        cursor: usize,
    },
    /// What was done in this session.
    Journal {
        /// The entry with the cursor.
        cursor: usize,
    },
    /// The path of the file that the journal is saved to.
    SaveJournal {
        /// What is typed.
        path: Box<Field>,
        /// Why it was not saved to the last one.
        fault: Option<SaveFault>,
        /// The file that is being written.
        asked: Option<RequestId>,
        /// The entry of the journal with the cursor.
        cursor: usize,
    },
    /// Whether to take out of a loaded file what cannot be seen.
    Unseen {
        /// The file.
        value: Arc<SecretValue>,
        /// The focus is on the button that takes it out.
        go: bool,
    },
    /// What has to be asked about editing in an editor.
    Editor {
        /// What.
        question: Question,
        /// The focus is on the second button.
        go: bool,
    },
    /// Whether to leave although a change is still being saved.
    QuitAnyway {
        /// The focus is on the button that quits.
        go: bool,
    },
    /// Signing in.
    SignIn(Box<SignIn>),
    /// The line that asks for the tenant's name before anything is sent in production.
    TypeTenant {
        /// What is typed.
        typed: Box<Field>,
        /// It was not the name.
        wrong: bool,
    },
    /// The menu of profiles.
    Profiles {
        /// The line with the cursor.
        cursor: usize,
    },
    /// Whether to go over to another profile although something would be left behind.
    SwitchAnyway {
        /// The other profile.
        to: ProfileId,
        /// The focus is on the button that goes.
        go: bool,
    },
    /// Whether to lock the screen although that wipes what only undo still has.
    LockAnyway {
        /// The focus is on the button that locks.
        go: bool,
        /// When it locks, if nobody answers.
        until: Deadline,
    },
    /// What went wrong.
    Details {
        /// The failure that it tells of.
        failure: Arc<Failure>,
        /// Lines that are scrolled away.
        scroll: usize,
    },
}

impl Modal {
    /// Which keys work in it.
    pub fn context(&self) -> Context {
        match self {
            Self::Sort { .. } | Self::CopyAs { .. } => Context::Menu,
            Self::Undo { .. } | Self::Profiles { .. } => Context::Menu,
            Self::Generate { .. } => Context::Generate,
            Self::Journal { .. } => Context::Journal,
            Self::LoadFile { .. } | Self::SaveJournal { .. } | Self::TypeTenant { .. } => Context::Line,
            Self::SignIn(_) => Context::SignIn,
            Self::AskUnknown { .. } | Self::QuitAnyway { .. } | Self::Editor { .. } => Context::Question,
            Self::SwitchAnyway { .. } | Self::LockAnyway { .. } => Context::Question,
            Self::Unseen { .. } => Context::Question,
            Self::Details { .. } => Context::Reader,
        }
    }
}

/// The letter that chooses an order in the menu.
pub fn sort_letter(sort: Sort) -> char {
    match sort {
        Sort::Name => 'n',
        Sort::Newest => 'c',
        Sort::Access => 'a',
        Sort::Owner => 'o',
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
