//! What a slice reports: plain data for the slices that have to hear of it. `app::relay` says who hears what.

use std::fmt;
use std::sync::Arc;

use super::{Notice, RequestKey, Wait};
use crate::domain::{Claims, Failure, ProfileId, Request, SecretId};
use crate::keys::Action;

/// Something that happened in a slice and concerns others.
#[derive(Debug)]
pub enum News {
    /// There is something to tell on the notice line.
    Tell(Notice),
    /// The same, unless something worse than a success is told there.
    TellUnlessWorse(Notice),
    /// The same, unless anything is told there.
    TellIfQuiet(Notice),
    /// There is something to tell while nothing newer is.
    Banner(Notice),
    /// What the banner tells is over.
    BannerOver,
    /// This wait is over.
    Over(Wait),
    /// The user asks for something else: what was told before has been read.
    GoesOn,
    /// A key has asked for something about a secret; while it is held down it asks for nothing more.
    KeySent(Action, Option<SecretId>, Asks),
    /// Something was done with a secret, for the journal.
    Done(Verb, SecretId, Outcome),
    /// A request failed; the details can be looked at.
    Failed(Arc<Failure>),
    /// Nothing can be asked without a token.
    NotSignedIn,
    /// The user has to say whether to ask for this value, of which the service did not say that it may be read.
    MayBeRefused(SecretId, Purpose),
    /// A copy is where it can be pasted.
    CopyMade,
    /// A copy that was asked for will not be made.
    CopyGivenUp,
    /// The list of the service is not on the screen, or not any more.
    ListIsStale,
    /// The whole list came.
    ListCame,
    /// The rows that are known are in order, or no more of them will come.
    RowsInOrder,
    /// Another row is selected by hand.
    AnotherRow,
    /// The service could not be had, and can be again.
    OnlineAgain,
    /// What the program tries by itself failed once more, which is no news.
    FailedAgain(Arc<Failure>),
    /// An attempt to get a token has its end.
    TokenAnswered,
    /// There is a token, which says this about itself.
    SignedIn(Claims),
    /// The token is of no use any more, which this banner tells.
    SignedOut(Notice),
    /// No token came where one was needed.
    NoTokenCame,
    /// A password was accepted.
    PasswordAccepted,
    /// What could not be asked for want of a token can be.
    TokenIsBack {
        /// A refresh was asked for meanwhile.
        list_wanted: bool,
    },
    /// The service takes the token that it has refused before.
    TokenIsGoodAgain,
    /// This read of a form failed for the token, and there is another now.
    ReadAgain(RequestKey, Request),
    /// The same of a value.
    ValueAgain(SecretId, Purpose),
    /// The change of this form was not sent for want of a token, and there is one now.
    OfferAgain(u64),
    /// The look that finds out whether the write of this form took effect has failed.
    CheckFailed(u64, Arc<Failure>),
    /// The user has to sign in first.
    SignInWanted,
    /// The form that signs in has opened.
    SignInOpened,
    /// The form that signs in is gone.
    SignInClosed,
    /// The user wants to choose a profile; this one is in force.
    ChooseProfile(ProfileId),
    /// The program goes over to this profile.
    ProfileChosen(ProfileId),
    /// The user has to say whether to go over to this profile, which would lose something.
    AskBeforeSwitch(ProfileId),
    /// That question is over.
    SwitchQuestionOver,
    /// Something has opened by itself: what is being typed is not meant for it.
    OpenedByItself,
    /// The change of this form has its end.
    ChangeEnded(u64, Outcome),
    /// Something that was waited for has its end.
    NothingUnderWay,
    /// It is time to lock the screen.
    LockDue,
    /// The user has to say whether to quit although something would be lost.
    AskBeforeQuit,
    /// Nobody wants to quit any more.
    QuitQuestionOver,
    /// The time is over that a signal leaves the program.
    EndDue,
}

/// What a key has asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// What the service answers to the request with this key.
    Service(RequestKey),
    /// What the service answers to the form of this number.
    Form(u64),
    /// A token.
    Token,
    /// Nothing of the service: it was done at once.
    Nothing,
}

/// What a value is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be shown in place.
    Reveal,
    /// To be shown alone on the screen.
    RevealAlone,
    /// To be copied.
    Copy,
}

impl Purpose {
    /// The key that asks for it.
    pub fn key(self) -> Action {
        match self {
            Self::Reveal => Action::Reveal,
            Self::RevealAlone => Action::RevealAlone,
            Self::Copy => Action::CopyValue,
        }
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// A secret was created.
    Create,
    /// Value or description were changed.
    Change,
    /// A secret was deleted.
    Delete,
    /// An undo of a change.
    Restore,
    /// An undo of a deletion.
    CreateAgain,
    /// A value was shown.
    Reveal,
    /// A value was copied.
    Copy,
    /// A value was read for something else.
    Read,
    /// What was saved was read back.
    Verify,
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Create => "create",
            Self::Change => "change",
            Self::Delete => "delete",
            Self::Restore => "restore",
            Self::CreateAgain => "create again",
            Self::Reveal => "reveal",
            Self::Copy => "copy",
            Self::Read => "read",
            Self::Verify => "verify",
        })
    }
}

/// What came of it, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing so far.
    UnderWay,
    /// It was done.
    Done(String),
    /// It was done in part, or nobody can tell.
    Doubtful(String),
    /// It was not done.
    Failed(String),
}

impl Outcome {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Self::UnderWay => "under way",
            Self::Done(text) | Self::Doubtful(text) | Self::Failed(text) => text,
        }
    }
}
