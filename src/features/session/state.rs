//! The state of the session. Its transitions stand in the files beside this one.

use std::time::{Duration, Instant};

use super::form::SignIn;
use crate::core::profile::Profile;
use crate::core::{Purpose, RequestKey, SessionId};
use crate::domain::{ClockGap, ProfileId, Request, SecretId, Site};
use crate::text::SafeText;

/// The profiles, and the state of signing in at the present one.
#[derive(Debug)]
pub struct Session {
    pub(super) profiles: Vec<Profile>,
    pub(super) last_id: SessionId,
    pub(super) switching: Switching,
    pub(super) here: Here,
}

/// The state for as long as the program stays at one profile; going over to another replaces it.
#[derive(Debug, Default)]
pub(super) struct Here {
    pub(super) profile: ProfileId,
    /// The reason why there is no token; `None` while there is one that may be valid.
    pub(super) signed_out: Option<SignedOutReason>,
    /// The sentence of the source of the profile, where it has failed.
    pub(super) source_fault: Option<String>,
    pub(super) attempt: Option<Attempt>,
    pub(super) form: Option<Box<SignIn>>,
    pub(super) renewal: Renewal,
    pub(super) retry: Retry,
    /// The difference between the clocks of the service and this machine, by the last answer.
    pub(super) clock: Option<ClockGap>,
    pub(super) told: Told,
}

/// A reason why there is no token that could be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedOutReason {
    /// There is none.
    NoToken,
    /// The service does not accept the token, and its time is over.
    Ended,
    /// The service does not accept the token.
    Refused,
    /// The token is for another tenant.
    OtherTenant {
        /// The tenant of the token; empty if it names none.
        token: SafeText,
        /// The tenant of this site; empty if it is unknown.
        here: SafeText,
    },
}

impl SignedOutReason {
    /// Makes the reason for a token of this tenant, which is not that of `site`.
    pub(super) fn other_tenant(token: &SafeText, site: &Site) -> Self {
        Self::OtherTenant { token: token.clone(), here: site.tenant().into() }
    }

    /// Tells whether it is certain that no request can succeed.
    pub(super) fn forbids_asking(&self) -> bool {
        matches!(self, Self::NoToken | Self::OtherTenant { .. })
    }

    /// Tells whether the service has refused a token that looked valid.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused | Self::Ended)
    }
}

/// The content of the screen when a token comes, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The panes alone: the sign-in form may open.
    Panes,
    /// Something lies over the panes.
    Covered,
    /// The sign-in form, on the locked screen: only a token of the same user unlocks it.
    Locked,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub(super) id: SessionId,
    pub(super) since: Instant,
    pub(super) by: By,
    /// A key was pressed since the attempt began: nothing opens by itself any more.
    pub(super) touched: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The source of the profile.
    Source,
    /// The source of the profile, with the terminal lent to it.
    SourceAtTerminal,
    Password,
    Refresh,
}

impl By {
    /// Tells whether the source of the profile is asked.
    pub(super) fn is_source(self) -> bool {
        matches!(self, Self::Source | Self::SourceAtTerminal)
    }
}

/// The plan for the renewal of the present token.
#[derive(Debug, Default)]
pub(super) struct Renewal {
    /// Another token can be had without a password.
    pub(super) is_possible: bool,
    /// The time before the end of the token at which it is renewed.
    pub(super) margin: Duration,
    pub(super) not_before: Option<Instant>,
}

/// The requests that wait for the next token.
#[derive(Debug, Default)]
pub(super) struct Retry {
    /// A refresh was asked for.
    pub(super) list: bool,
    /// Reads of forms.
    pub(super) reads: Vec<(RequestKey, Request)>,
    /// Values, and the purposes for which they were wanted.
    pub(super) values: Vec<(SecretId, Purpose)>,
    /// The form whose change was not sent.
    pub(super) form: Option<u64>,
}

/// The state of a switch to another profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Switching {
    /// No switch is wanted.
    #[default]
    No,
    /// The program switches as soon as no change is under way; at this moment the user is asked.
    AskAt(ProfileId, Instant),
    /// The user was asked and waits.
    Waiting(ProfileId),
}

/// The warnings about the end of the present token that the user has seen.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The token ends soon.
    pub(super) soon: bool,
    /// The token has ended by the clock of this machine.
    pub(super) end: bool,
    /// The service accepts the token all the same.
    pub(super) outlived: bool,
}
