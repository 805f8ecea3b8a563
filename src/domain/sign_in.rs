//! Signing in: the user's input, the result, and the reasons for a failure. The endpoint's own words are not among
//! the reasons: they may repeat a key of the client (contract §6).

use std::fmt;
use std::time::Duration;

use super::{Claims, NoAnswer, ProxyFault, SecretValue, Unclear};
use crate::text::SafeText;

/// The position of a profile in the menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ProfileId(pub usize);

/// The name and password that the user typed to sign in. The password is wiped with them.
pub struct Credentials {
    /// The name at the tenant.
    pub username: String,
    /// The password.
    pub password: SecretValue,
    /// Keeps the token for the next start.
    pub remember: bool,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// A way to get a token.
#[derive(Debug)]
pub enum TokenWay {
    /// From the profile's sources, without asking the user: a command has no terminal.
    Sources,
    /// From the profile's sources, while the user waits: a command has the terminal, and may ask.
    AtTerminal,
    /// From the token endpoint, with a password.
    Password(Credentials),
    /// From the token endpoint, with the refresh token of the session before.
    Refresh,
}

/// A token with which requests can be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Granted {
    /// The token's claims about itself.
    pub claims: Claims,
    /// Set when another token can be had before this one ends, without a password.
    pub refreshable: bool,
    /// A sentence for the user about something that went wrong on the way: the token could not be remembered, or a
    /// source failed.
    pub note: Option<String>,
}

/// A reason why there is no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInFault {
    /// The profile has no source that has one; the user can sign in.
    NoSource,
    /// A source of the profile failed: a sentence of ours.
    Source(String),
    /// Name and password are not accepted.
    Refused,
    /// The token is for another tenant, this one.
    OtherTenant(SafeText),
    /// The screen was locked by this user, who alone unlocks it.
    OtherUser(SafeText),
    /// There is no token endpoint at the address.
    WrongAddress,
    /// The endpoint asks to wait.
    SlowedDown(Option<Duration>),
    /// The endpoint failed, with this status.
    ServiceFault(Option<u16>),
    /// No connection.
    Unreachable(NoAnswer),
    /// A proxy gave no connection.
    Proxy {
        /// Its host and port.
        proxy: SafeText,
        /// The fault of the proxy.
        fault: ProxyFault,
    },
    /// No answer within this time.
    TimedOut(Duration),
    /// The answer makes no sense.
    Unclear(Unclear),
    /// The answer holds no token that could be used.
    Unintelligible,
}

impl SignInFault {
    /// Tells whether the fault is about the password, so that the user has to type it anew.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused)
    }
}
