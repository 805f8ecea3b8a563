//! Judges failures of TLS: as a kind, and in words of our own, since the library's are internal names.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustls::pki_types::UnixTime;
use rustls::{AlertDescription, CertificateError as Bad, Error};

use crate::api::transport::NoHelp;
use crate::domain::TlsFault;
use crate::text::format::date;

/// Finds the kind of fault.
pub(super) fn fault(error: &Error) -> TlsFault {
    match error {
        Error::InvalidCertificate(bad) => match bad {
            // An authority that was made anew under its old name is another one, also with another kind of key.
            Bad::UnknownIssuer
            | Bad::BadSignature
            | Bad::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => TlsFault::UnknownIssuer,
            Bad::Expired | Bad::ExpiredContext { .. } => TlsFault::Expired,
            Bad::NotValidYet | Bad::NotValidYetContext { .. } => TlsFault::NotYetValid,
            Bad::NotValidForName | Bad::NotValidForNameContext { .. } => TlsFault::OtherName,
            Bad::Other(why) if why.0.is::<NoHelp>() => TlsFault::UnknownIssuer,
            _ => TlsFault::Other,
        },
        Error::InvalidMessage(_) => TlsFault::NotTls,
        _ => TlsFault::Other,
    }
}

/// Returns the details that the kind of failure does not tell; empty where there are none.
pub(super) fn words(error: &Error) -> String {
    match error {
        Error::InvalidCertificate(bad) => about_certificate(bad),
        Error::AlertReceived(alert) => format!("the other side gave up: {}", in_words(*alert)),
        Error::InvalidMessage(_) => String::new(),
        Error::PeerIncompatible(_) => {
            "it has no version or cipher of TLS in common with this program".to_owned()
        }
        Error::PeerMisbehaved(_) => "it does not keep to the rules of TLS".to_owned(),
        Error::NoApplicationProtocol => "it speaks neither HTTP/1.1 nor HTTP/2".to_owned(),
        _ => "TLS failed".to_owned(),
    }
}

fn about_certificate(bad: &Bad) -> String {
    match bad {
        Bad::ExpiredContext { not_after, .. } => format!("it ended at {}", day(*not_after)),
        Bad::NotValidYetContext { not_before, .. } => format!("it begins at {}", day(*not_before)),
        Bad::Other(why) if why.0.is::<NoHelp>() => why.to_string(),
        _ if fault(&Error::InvalidCertificate(bad.clone())) != TlsFault::Other => String::new(),
        Bad::BadEncoding => "its certificate cannot be read".to_owned(),
        Bad::Revoked => "its certificate is revoked".to_owned(),
        Bad::InvalidPurpose | Bad::InvalidPurposeContext { .. } => {
            "its certificate is not for servers".to_owned()
        }
        _ => "its certificate breaks the rules".to_owned(),
    }
}

fn day(time: UnixTime) -> String {
    let at = i64::try_from(time.as_secs()).ok().and_then(|at| Timestamp::from_second(at).ok());
    at.map(|at| date(at, &TimeZone::UTC) + " UTC").unwrap_or_default()
}

/// Writes `HandshakeFailure` as `handshake failure`.
fn in_words(alert: AlertDescription) -> String {
    if let AlertDescription::Unknown(_) = alert {
        return "an unknown alert".to_owned();
    }
    let name = format!("{alert:?}");
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() && !words.ends_with(char::is_uppercase) {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use rustls::{InvalidMessage, OtherError, PeerIncompatible, PeerMisbehaved};

    fn at(second: u64) -> UnixTime {
        UnixTime::since_unix_epoch(std::time::Duration::from_secs(second))
    }

    #[rstest]
    #[case::alert(
        Error::AlertReceived(AlertDescription::HandshakeFailure),
        "the other side gave up: handshake failure"
    )]
    #[case::unknown_alert(
        Error::AlertReceived(AlertDescription::Unknown(200)),
        "the other side gave up: an unknown alert"
    )]
    #[case::no_tls(Error::InvalidMessage(InvalidMessage::InvalidContentType), "")]
    #[case::no_cipher(
        Error::PeerIncompatible(PeerIncompatible::NoCipherSuitesInCommon),
        "it has no version or cipher of TLS in common with this program"
    )]
    #[case::misbehaved(
        Error::PeerMisbehaved(PeerMisbehaved::SelectedUnofferedCipherSuite),
        "it does not keep to the rules of TLS"
    )]
    #[case::general(Error::General("Some { thing }".to_owned()), "TLS failed")]
    #[case::unknown_issuer(Bad::UnknownIssuer.into(), "")]
    #[case::another_of_that_name(Bad::BadSignature.into(), "")]
    #[case::with_another_key(
        Bad::UnsupportedSignatureAlgorithmForPublicKeyContext {
            signature_algorithm_id: vec![],
            public_key_algorithm_id: vec![],
        }
        .into(),
        ""
    )]
    #[case::expired(Bad::ExpiredContext { time: at(0), not_after: at(86_400) }.into(), "it ended at 1970-01-02 00:00 UTC")]
    #[case::later(Bad::NotValidYetContext { time: at(0), not_before: at(0) }.into(), "it begins at 1970-01-01 00:00 UTC")]
    #[case::other(
        Bad::Other(OtherError(std::sync::Arc::new(std::fmt::Error))).into(),
        "its certificate breaks the rules"
    )]
    fn the_librarys_names_are_put_into_words(#[case] error: Error, #[case] expected: &str) {
        assert_eq!(words(&error), expected);
    }
}
