//! Trusts a certificate that the user has named when a server shows exactly that one, whoever signed it and whatever
//! it was made for: `openssl req -x509` makes an authority's, which no server may show by the usual rules. Its name,
//! its dates and the server's signature in the handshake are verified all the same.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ring::digest::{SHA256, digest};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, OtherError, SignatureScheme};
use rustls_platform_verifier::Verifier;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;
use x509_parser::time::ASN1Time;

use super::super::cannot_start::CannotStart;

/// The certificates that were named, by their SHA-256: the environment may name all of a system's.
pub(super) struct Exact(Vec<Vec<u8>>);

impl Exact {
    pub(super) fn of<'c>(named: impl Iterator<Item = &'c CertificateDer<'static>>) -> Self {
        Self(named.map(|certificate| fingerprint(certificate)).collect())
    }

    /// Adds the usual verification for all other certificates; where it fails, `fault` may be the reason.
    pub(super) fn or(self, usual: Verifier, fault: Option<CannotStart>) -> ExactOr {
        let no_help = fault.map(|fault| OtherError(Arc::new(NoHelp(fault.to_string()))));
        ExactOr { named: self, usual, no_help }
    }
}

fn fingerprint(certificate: &CertificateDer<'_>) -> Vec<u8> {
    digest(&SHA256, certificate).as_ref().to_vec()
}

/// The error for a certificate that nobody trusted has signed, where the variable that should name trusted
/// certificates is of no use.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoHelp(String);

/// A verifier that trusts the named certificates, and those that the usual rules trust.
pub(super) struct ExactOr {
    named: Exact,
    usual: Verifier,
    no_help: Option<OtherError>,
}

impl fmt::Debug for ExactOr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExactOr").field("named", &self.named.0.len()).finish_non_exhaustive()
    }
}

impl ServerCertVerifier for ExactOr {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.named.0.contains(&fingerprint(end_entity)) {
            return verify_alone(end_entity, server_name, now).map(|()| ServerCertVerified::assertion());
        }
        let usual = self.usual.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        usual.map_err(|error| match error {
            Error::InvalidCertificate(CertificateError::UnknownIssuer) => self.unknown_issuer(),
            Error::InvalidCertificate(CertificateError::Other(_)) if is_self_signed(end_entity) => {
                self.unknown_issuer()
            }
            error => error,
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }
}

impl ExactOr {
    fn unknown_issuer(&self) -> Error {
        self.no_help.clone().map_or(CertificateError::UnknownIssuer, CertificateError::Other).into()
    }
}

/// Verifies what remains to verify of a certificate that is trusted for itself: its dates and its name.
fn verify_alone(
    certificate: &CertificateDer<'_>,
    server_name: &ServerName<'_>,
    now: UnixTime,
) -> Result<(), Error> {
    let read = parse(certificate)?;
    let [not_before, not_after] = [read.validity().not_before, read.validity().not_after].map(unix);
    if now < not_before {
        return Err(CertificateError::NotValidYetContext { time: now, not_before }.into());
    }
    if now > not_after {
        return Err(CertificateError::ExpiredContext { time: now, not_after }.into());
    }
    match verify_server_name(&ParsedCertificate::try_from(certificate)?, server_name) {
        Err(_) if is_named_in_subject(&read, server_name) => Ok(()),
        verified => verified,
    }
}

/// Tells whether the common name is the server's. It counts where there are no alternative names, as for curl:
/// `openssl req -x509 -subj /CN=localhost` makes none.
fn is_named_in_subject(certificate: &X509Certificate<'_>, server_name: &ServerName<'_>) -> bool {
    let has_alternatives = !matches!(certificate.subject_alternative_name(), Ok(None));
    let names = certificate.subject().iter_common_name().filter_map(|name| name.as_str().ok());
    !has_alternatives && names.last().is_some_and(|name| name.eq_ignore_ascii_case(&server_name.to_str()))
}

/// Converts a time; one before 1970 counts as 1970.
fn unix(time: ASN1Time) -> UnixTime {
    UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(time.timestamp()).unwrap_or(0)))
}

fn is_self_signed(certificate: &CertificateDer<'_>) -> bool {
    parse(certificate).is_ok_and(|read| read.subject() == read.issuer())
}

fn parse<'c>(certificate: &'c CertificateDer<'_>) -> Result<X509Certificate<'c>, Error> {
    let read = X509Certificate::from_der(certificate);
    read.map(|(_, read)| read).map_err(|_| CertificateError::BadEncoding.into())
}
