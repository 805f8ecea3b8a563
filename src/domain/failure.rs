//! Everything that can go wrong with a call, as the kinds of contract §9.
//!
//! What a kind means to the user, in words, is said in `app::words`; which answer is of which kind is
//! decided in `api::classify`.

use std::time::Duration;

use super::request::{CallSubject, Operation};
use super::{ClockGap, Field, SecretId};
use crate::text::SafeText;

/// A call that did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The operation that was asked for.
    pub operation: Operation,
    /// The secret or pod that the call was about.
    pub subject: Option<CallSubject>,
    /// The kind of failure.
    pub kind: FailureKind,
    /// The facts for the details.
    pub exchange: Exchange,
}

impl Failure {
    /// Returns the secret that the call was about.
    pub fn secret(&self) -> Option<&SecretId> {
        self.subject.as_ref().and_then(CallSubject::secret)
    }

    /// Tells whether a write may have taken effect although its answer does not say so.
    pub fn leaves_open(&self) -> bool {
        let tells_nothing = match self.kind {
            FailureKind::TimedOut { .. }
            | FailureKind::Unreachable(_)
            | FailureKind::Unintelligible(_)
            | FailureKind::TooLarge { .. }
            | FailureKind::ServiceFault
            | FailureKind::OurFault
            | FailureKind::Crashed => true,
            // A redirect or a page without a word of the service: something else has answered.
            FailureKind::WrongAddress => self.exchange.message.is_empty(),
            _ => false,
        };
        self.operation.is_write() && self.exchange.may_have_arrived && tells_nothing
    }
}

/// The facts of the last attempt. Never holds a body, a value or a token; the message is the service's
/// own sentence, which no observed answer filled with a value (contract §3).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Exchange {
    /// `GET`, `PUT`, …
    pub method: &'static str,
    /// The path that was asked, without scheme and host.
    pub path: SafeText,
    /// The status, if one arrived.
    pub status: Option<u16>,
    /// From the start of the attempt to its end.
    pub elapsed: Duration,
    /// Number of attempts.
    pub attempts: u32,
    /// The service's message, or what the network said.
    pub message: SafeText,
    /// Set when a byte of the request may have reached the service.
    pub may_have_arrived: bool,
    /// The gap between the clocks by the answer, where it is more than a minute.
    pub clock: Option<ClockGap>,
}

/// The kinds of failure (contract §9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The token is missing or not accepted.
    SignedOut(SignedOut),
    /// The token is for another tenant than the address.
    OtherTenant {
        /// The token's tenant; empty when it could not be read from the message.
        token: SafeText,
        /// The address's tenant; likewise.
        site: SafeText,
    },
    /// The caller lacks the permission.
    NotPermitted,
    /// There is no such secret or pod.
    NotFound,
    /// The name is taken, perhaps by a secret that the caller cannot see.
    AlreadyExists,
    /// The access mode forbids reading the value.
    NotReadable,
    /// The access mode forbids replacing the value.
    NotWritable,
    /// The service refused what was sent, field by field.
    Rejected(Vec<Rejection>),
    /// Nothing of the Pods service answers at this address.
    WrongAddress,
    /// 429.
    SlowedDown {
        /// The wait that `Retry-After` asks for, if there was one.
        wait: Option<Duration>,
    },
    /// The service, its storage or the proxy before it failed.
    ServiceFault,
    /// No connection.
    Unreachable(NoAnswer),
    /// The proxy on the way gave no connection.
    Proxy {
        /// Its host and port.
        proxy: SafeText,
        /// The fault of the proxy.
        fault: ProxyFault,
    },
    /// The call could not be prepared; the reason, as the end of a sentence.
    NotSetUp(SafeText),
    /// The time for it was over.
    TimedOut {
        /// The time that the program waited.
        after: Duration,
    },
    /// The answer passed a limit and was not read on.
    TooLarge {
        /// The limit that was passed.
        limit: Limit,
    },
    /// The answer makes no sense.
    Unintelligible(Unclear),
    /// The service could not read our request, or it could not be made: a bug in this program.
    OurFault,
    /// The call ended in a panic of this program, or the thread that makes calls has ended: a bug in this program.
    Crashed,
    /// The id cannot be part of a URL, so nothing was sent.
    NotAddressable,
}

/// A reason why the service does not accept the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedOut {
    /// None was sent.
    Missing,
    /// It is not a JWT.
    Garbage,
    /// It is expired or its signature is bad; the service does not tell which (contract §3).
    Invalid,
}

/// One refused field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The field, where the message names one that we know.
    pub field: Option<Field>,
    /// The service's words, without the field's name.
    pub text: SafeText,
}

/// A reason why there was no connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The host name is not known.
    UnknownHost,
    /// Nothing listens there.
    Refused,
    /// TLS could not be agreed on, or the certificate is not trusted.
    Tls(TlsFault),
    /// The connection broke before an answer began.
    Broken,
    /// Something else; the message of the exchange says what.
    Other,
}

/// A reason why a connection is not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsFault {
    /// No authority that this machine trusts has signed the certificate.
    UnknownIssuer,
    /// The certificate's time is over.
    Expired,
    /// The certificate's time has not begun.
    NotYetValid,
    /// The certificate is for another host.
    OtherName,
    /// The server does not speak TLS.
    NotTls,
    /// Something else; the message of the exchange says what.
    Other,
}

/// A reason why a proxy gave no connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyFault {
    /// Its host name is not known.
    UnknownHost,
    /// Nothing listens there.
    NotThere,
    /// It wants a user and a password, or other ones.
    Login,
    /// It does not let the connection through, or has none to the service.
    Refused,
    /// Something else; the message of the exchange says what.
    Other,
}

/// A reason why an answer makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// It is a web page.
    Html,
    /// It is not JSON.
    NotJson,
    /// It ends in the middle.
    CutOff,
    /// It is JSON of another shape.
    Shape,
    /// It is compressed, which was not asked for.
    Compressed,
    /// Its text is not UTF-8.
    Charset,
    /// It does not begin as HTTP does.
    NotHttp,
    /// A header makes no sense.
    Headers,
    /// There are too many headers, or too long ones.
    TooManyHeaders,
    /// `Content-Length` is not a number, or there are several that differ.
    Length,
    /// It comes in chunks that make no sense.
    Chunks,
}

impl Unclear {
    /// Tells whether HTTP itself went wrong, so that no message about it is in the service's words.
    pub fn is_of_http(self) -> bool {
        match self {
            Self::CutOff
            | Self::NotHttp
            | Self::Headers
            | Self::TooManyHeaders
            | Self::Length
            | Self::Chunks => true,
            Self::Html | Self::NotJson | Self::Shape | Self::Compressed | Self::Charset => false,
        }
    }
}

/// A limit of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Size of the body in bytes.
    Bytes(u64),
    /// Rows of a list.
    Rows(usize),
}

impl FailureKind {
    /// Tells whether a good token is missing: with another token the call may succeed.
    pub fn is_of_token(&self) -> bool {
        matches!(self, Self::SignedOut(_) | Self::OtherTenant { .. })
    }

    /// Tells whether it is a bug in this program, and nobody else's fault.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::OurFault | Self::Crashed)
    }

    /// Tells whether the service could not be reached at all: the screen shows all there is for now, and trying again
    /// later may help. A proxy's login is not tried again: that may lock the user out.
    pub fn is_offline(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::TimedOut { .. } => true,
            Self::Proxy { fault, .. } => *fault != ProxyFault::Login,
            _ => false,
        }
    }
}
