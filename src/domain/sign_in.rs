//! Signing in: what the user gives, what comes of it, and why it may fail. The endpoint's own words are
//! not among the reasons: they may repeat a key of the client (contract §6).

use std::fmt;
use std::time::Duration;

use super::{Claims, NoAnswer, ProxyFault, SecretValue, Unclear};
use crate::text::SafeText;

/// Which of the profiles, in the order of the menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ProfileId(pub usize);

/// What the user typed to sign in. The password is wiped with it.
pub struct Credentials {
    /// The name at the tenant.
    pub username: String,
    /// The password.
    pub password: SecretValue,
    /// Whether the token is to be kept for the next start.
    pub remember: bool,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// How to get a token.
#[derive(Debug)]
pub enum TokenWay {
    /// From where the profile says tokens are, without a word from the user: what is run has no terminal.
    Sources,
    /// From there as well, while the user waits: a command has the terminal, and may ask.
    AtTerminal,
    /// From the token endpoint, with a password.
    Password(Credentials),
    /// From the token endpoint, with the refresh token of the session before.
    Refresh,
}

/// A token was got, and requests can be sent with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Granted {
    /// What it says about itself.
    pub claims: Claims,
    /// Whether another can be had before it ends, without a password.
    pub refreshable: bool,
    /// What did not go as wished on the way, a sentence for the user: it is not kept, or a source failed.
    pub note: Option<String>,
}

/// Why there is no token.
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
        /// What is wrong with it.
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
    /// Whether it says something about the password, so that it has to be typed anew.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused)
    }
}
