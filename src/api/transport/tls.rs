//! The trusted certificates: the system's, those of a file that the user names, and by an exact match each one that
//! was named. `named` reads the files, `exact` does the exact match.

use std::path::Path;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::RootCertStore;
use rustls::crypto::ring;
use rustls_platform_verifier::Verifier;

use super::cannot_start::CannotStart;
use exact::Exact;
pub use exact::NoHelp;
use named::Environment;

mod exact;
mod named;

/// The protocols that are offered, the preferred one first.
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// Says why a variable that names certificates cannot be used, as the start of a sentence.
pub fn fault_of_environment() -> Option<String> {
    Environment::read(named::variable).fault.map(|fault| fault.to_string())
}

/// Makes the configuration of TLS connections. It always reads the file, so that a bad one is told at once, and the
/// system's certificates only when TLS `is_needed`.
pub(super) fn config(ca_file: Option<&Path>, is_needed: bool) -> Result<ClientConfig, CannotStart> {
    let extra = ca_file.map(named::ca_file).transpose()?.unwrap_or_default();
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|_| CannotStart::Tls)?;
    let mut config = if is_needed {
        let Environment { certificates, fault } = Environment::read(named::variable);
        let exact = Exact::of(extra.iter().chain(&certificates));
        match Verifier::new_with_extra_roots(extra, provider) {
            Ok(usual) => builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(exact.or(usual, fault)))
                .with_no_client_auth(),
            // There is no certificate at all.
            Err(_) => return Err(fault.unwrap_or(CannotStart::NoCertificates)),
        }
    } else {
        builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
    };
    config.alpn_protocols = PROTOCOLS.map(Vec::from).into();
    Ok(config)
}
