//! The reports of a slice to others, as plain data. `app::relay` decides which slice hears which.

use std::fmt;
use std::sync::Arc;

use super::copy::ValueForm;
use super::editing::Question;
use super::{Notice, RequestKey, Wait};
use crate::domain::uses::ValueNews;
use crate::domain::{Claims, Failure, ProfileId, Request, Secret, SecretId, SecretValue};
use crate::keys::{Action, Key};
use crate::text::{SafeText, Sentence};

/// Something that happened in a slice and concerns others.
#[derive(Debug)]
pub enum News {
    /// Show this notice.
    Tell(Notice),
    /// Show this notice, unless the present one is worse than a success.
    TellUnlessWorse(Notice),
    /// Show this notice, unless there is another.
    TellIfQuiet(Notice),
    /// Show this notice for as long as there is no newer one.
    Banner(Notice),
    /// The reason for the banner is gone.
    BannerOver,
    /// Something is lost for good; the user has to see that.
    Lost(Sentence),
    /// Show this notice for its time only: a worse one that was there comes back after it.
    TellOver(Notice),
    /// Show this notice about the write of a form, with the offer to undo the write. If undo holds the change, the form
    /// closes.
    TellWithUndo(u64, Notice),
    /// The user goes on, so the present notice has been read.
    NoticeRead,
    /// This key means nothing in a form.
    Unbound(Key),
    /// This wait is over.
    Over(Wait),
    /// The user asks for something else, so the last notice has been read.
    GoesOn,
    /// A key has sent a request about a secret; while the key is held down it sends no other.
    KeySent(Action, Option<SecretId>, Asks),
    /// Something was done with a secret, to be written into the journal.
    Done(Verb, SecretId, Outcome),
    /// A request failed; its details can be looked at.
    Failed(Arc<Failure>),
    /// Nothing can be asked without a token.
    NotSignedIn,
    /// The form of this number cannot go on without a token.
    NeedsToken(u64),
    /// The value of this secret was not read; the service may have refused it for good.
    NotRead(SecretId, Arc<Failure>),
    /// The value of this secret has so many bytes now.
    ValueIsOfSize(SecretId, usize),
    /// This became of the value of a secret.
    Value {
        /// The secret.
        id: SecretId,
        /// Its owner.
        owner: SafeText,
        /// The news.
        news: ValueNews,
    },
    /// A form has opened.
    FormOpened,
    /// The user has to type the tenant's name before a change is sent.
    TenantWanted,
    /// The user wants old values read from here on, or not any more.
    ReadingToggled,
    /// The secret is as it was before the change of this number, so there is nothing to undo.
    NothingToUndo(u64),
    /// The secret whose change of this number was to be undone is gone.
    UndoneIsGone(u64),
    /// The write of a form is being sent.
    WriteBegan(u64, Verb, SecretId),
    /// The write of a form has ended.
    WriteEnded(u64, Outcome),
    /// A change has ended that undo may take back.
    ChangeEnded,
    /// The service refuses to write back the value that this failed deletion may have taken.
    CannotWriteBack(u64, Arc<Failure>),
    /// A change or a copy did not go as the user wanted, who has to see that before the program ends.
    WentWrong,
    /// If the program ends now, print this.
    ForTheEnd(String),
    /// The service has this secret.
    SecretIs {
        /// The secret.
        secret: Box<Secret>,
        /// It becomes the selected one.
        follow: bool,
    },
    /// This secret is deleted.
    SecretGone(SecretId),
    /// This secret was changed, and becomes the selected one.
    WorkIsAt(SecretId),
    /// Ask the user whether to read this value, because the service did not say that it may be read.
    MayBeRefused(SecretId, Purpose),
    /// A copy is in the clipboard.
    CopyMade,
    /// The list on the screen is not, or no longer, the list of the service.
    ListIsStale,
    /// The whole list came.
    ListCame,
    /// The filter or the order of the list wants to know the pods.
    PodsWanted,
    /// The known rows are in order, or no more of them will come.
    RowsInOrder,
    /// The user has selected another row.
    AnotherRow,
    /// The service can be reached again.
    OnlineAgain,
    /// Something that the program tries by itself failed once more, which is nothing new.
    FailedAgain(Arc<Failure>),
    /// An attempt to get a token has ended.
    TokenAnswered,
    /// There is a token with these claims.
    SignedIn(Claims),
    /// The token can no longer be used; this banner says why.
    SignedOut(Notice),
    /// No token came where one was needed.
    NoTokenCame,
    /// A password was accepted.
    PasswordAccepted,
    /// There is a token again, so requests that failed without one can be sent.
    TokenIsBack {
        /// A refresh was asked for meanwhile.
        list_wanted: bool,
    },
    /// The service accepts the token that it refused before.
    TokenIsGoodAgain,
    /// Send this read of a form again: it failed because of the token, and there is a good one.
    ReadAgain(RequestKey, Request),
    /// Read this value again, for the same reason.
    ValueAgain(SecretId, Purpose),
    /// Offer the change of this form again: it was not sent without a token, and there is one now.
    OfferAgain(u64),
    /// The look that should show whether the write of this form took effect has failed.
    CheckFailed(u64, Arc<Failure>),
    /// The user has to sign in first.
    SignInWanted,
    /// The sign-in form has opened.
    SignInOpened,
    /// The sign-in form has closed.
    SignInClosed,
    /// The user wants to choose a profile; this one is in force.
    ChooseProfile(ProfileId),
    /// The program goes over to this profile.
    ProfileChosen(ProfileId),
    /// Ask the user whether to go over to this profile although something would be lost.
    AskBeforeSwitch(ProfileId),
    /// The question about the profile is over.
    SwitchQuestionOver,
    /// The service has to be asked for the present value, so that it can be edited.
    PresentValueWanted,
    /// Ask the user this about an edit.
    EditorAsks(Question),
    /// The question about the edit is over.
    EditorQuestionOver,
    /// A value was edited outside.
    Edited {
        /// The number of its form.
        form: u64,
        /// The new value.
        value: Arc<SecretValue>,
        /// A final newline that the editor had added was taken off.
        trimmed: bool,
        /// The change is to be reviewed at once.
        review: bool,
    },
    /// An edit is over without a new value.
    EditOver {
        /// The form was opened for the edit.
        closes: bool,
        /// The form gets the keys again.
        comes_back: bool,
    },
    /// Something has opened by itself: the keys that are being typed are not meant for it.
    OpenedByItself,
    /// A rollout has come to rest, and the user wanted to leave the program then.
    RolloutLetsGo,
    /// A rollout has come to rest, or asks something else.
    RolloutAsks,
    /// It is time to lock the screen.
    LockDue,
    /// Ask the user whether to quit although something would be lost.
    AskBeforeQuit,
    /// The user does not want to quit any more.
    QuitQuestionOver,
    /// The time that a signal leaves to the program is over.
    EndDue,
}

/// The request behind a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// An answer of the service to the request with this key.
    Service(RequestKey),
    /// An answer of the service to the form of this number.
    Form(u64),
    /// A token.
    Token,
    /// No request: the key was carried out at once.
    Nothing,
}

/// The purpose for which a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be shown in place.
    Reveal,
    /// To be shown alone on the screen.
    RevealAlone,
    /// To be copied, in this form.
    Copy(ValueForm),
}

impl Purpose {
    /// Returns the key that asks for it.
    pub fn key(self) -> Action {
        match self {
            Self::Reveal => Action::Reveal,
            Self::RevealAlone => Action::RevealAlone,
            Self::Copy(ValueForm::Plain) => Action::CopyValue,
            Self::Copy(_) => Action::CopyAs,
        }
    }
}

/// An action in the journal.
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
    /// A saved change was read back.
    Verify,
    /// A step of a rollout.
    RollOut,
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
            Self::RollOut => "roll out",
        })
    }
}

/// The outcome of an action, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing so far.
    UnderWay,
    /// It was done.
    Done(String),
    /// It was done in part, or its outcome cannot be found out.
    Doubtful(String),
    /// It was not done.
    Failed(String),
}

impl Outcome {
    /// Returns the words.
    pub fn text(&self) -> &str {
        match self {
            Self::UnderWay => "under way",
            Self::Done(text) | Self::Doubtful(text) | Self::Failed(text) => text,
        }
    }
}
