//! The state of the session. Its transitions stand in the files beside this one.

use std::time::{Duration, Instant};

use super::form::SignIn;
use crate::core::profile::Profile;
use crate::core::{Purpose, RequestKey, SessionId};
use crate::domain::{ClockGap, ProfileId, Request, SecretId, Site};
use crate::text::SafeText;

/// Profiles, and who is signed in at the one in force.
#[derive(Debug)]
pub struct Session {
    pub(super) profiles: Vec<Profile>,
    pub(super) last_id: SessionId,
    pub(super) switching: Switching,
    pub(super) here: Here,
}

/// What is known for as long as the program stays at one profile; going over to another replaces it.
#[derive(Debug, Default)]
pub(super) struct Here {
    pub(super) profile: ProfileId,
    /// Why there is no token; `None` while there is one that may be good.
    pub(super) signed_out: Option<SignedOutReason>,
    /// The sentence of the profile's own source, where that has failed.
    pub(super) source_fault: Option<String>,
    pub(super) attempt: Option<Attempt>,
    pub(super) form: Option<Box<SignIn>>,
    pub(super) renewal: Renewal,
    pub(super) retry: Retry,
    /// How far the service's clock is from this machine's, as it told last.
    pub(super) clock: Option<ClockGap>,
    pub(super) told: Told,
}

/// Why there is no token that could be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedOutReason {
    /// There is none.
    NoToken,
    /// The service does not accept it, and its time is over.
    Ended,
    /// The service does not accept it.
    Refused,
    /// It is for another tenant.
    OtherTenant {
        /// Which; empty where nobody says.
        token: SafeText,
        /// The tenant here; likewise.
        here: SafeText,
    },
}

impl SignedOutReason {
    /// The token is for this tenant, which is not that of `site`.
    pub(super) fn other_tenant(token: &SafeText, site: &Site) -> Self {
        Self::OtherTenant { token: token.clone(), here: site.tenant().into() }
    }

    /// Whether it is known beforehand that nothing can be asked.
    pub(super) fn forbids_asking(&self) -> bool {
        matches!(self, Self::NoToken | Self::OtherTenant { .. })
    }

    /// Whether the service has refused a token that looked good from here.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused | Self::Ended)
    }
}

/// What the screen shows when a token comes, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The panes alone: the form that signs in may open.
    Panes,
    /// Something lies over the panes.
    Covered,
    /// The form that signs in, on the locked screen: only a token of the same user unlocks it.
    Locked,
}

/// A token is being got.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub(super) id: SessionId,
    pub(super) since: Instant,
    pub(super) by: By,
    /// A key was pressed since it began: nothing opens by itself any more.
    pub(super) touched: bool,
}

/// The way to a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The profile's own source.
    Source,
    /// The same, with the terminal lent to it.
    SourceAtTerminal,
    Password,
    Refresh,
}

impl By {
    /// Whether the profile's own source is asked.
    pub(super) fn is_source(self) -> bool {
        matches!(self, Self::Source | Self::SourceAtTerminal)
    }
}

/// When the present token is renewed.
#[derive(Debug, Default)]
pub(super) struct Renewal {
    /// Another token can be had without a password.
    pub(super) is_possible: bool,
    /// How long before the end of the token.
    pub(super) margin: Duration,
    pub(super) not_before: Option<Instant>,
}

/// What waits for the next token.
#[derive(Debug, Default)]
pub(super) struct Retry {
    /// A refresh was asked for.
    pub(super) list: bool,
    /// Reads of forms.
    pub(super) reads: Vec<(RequestKey, Request)>,
    /// Values, and what they were wanted for.
    pub(super) values: Vec<(SecretId, Purpose)>,
    /// The form whose change was not sent.
    pub(super) form: Option<u64>,
}

/// Whether the program is about to go elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Switching {
    /// It is not.
    #[default]
    No,
    /// As soon as no change is under way; asked about at this moment.
    AskAt(ProfileId, Instant),
    /// The user was asked and waits.
    Waiting(ProfileId),
}

/// What was said of the end of the present token.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// That it ends soon.
    pub(super) soon: bool,
    /// That it has ended by the clock of this machine.
    pub(super) end: bool,
    /// That the service accepts it all the same.
    pub(super) outlived: bool,
}
