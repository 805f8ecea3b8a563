//! Which certificates are trusted: the system's, and those of a file that the user names.

use std::path::Path;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::RootCertStore;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use super::CannotStart;

/// The protocols that are offered, the preferred one first.
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// What TLS connections are made with. The file is always read, so that a bad one is told at once; the
/// system's certificates only when TLS `is_needed`.
pub(super) fn config(ca_file: Option<&Path>, is_needed: bool) -> Result<ClientConfig, CannotStart> {
    let extra = ca_file.map(read).transpose()?.unwrap_or_default();
    let provider = Arc::new(ring::default_provider());
    let refused = |e: rustls::Error| CannotStart::Http(e.to_string());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(refused)?;
    let mut config = if is_needed {
        let verifier = Verifier::new_with_extra_roots(extra, provider).map_err(refused)?;
        builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth()
    } else {
        builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
    };
    config.alpn_protocols = PROTOCOLS.map(Vec::from).into();
    Ok(config)
}

/// The certificates in a PEM file. The libraries take a file without any for a good one.
fn read(path: &Path) -> Result<Vec<CertificateDer<'static>>, CannotStart> {
    let file = path.display().to_string();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(why) => return Err(CannotStart::CaFileUnreadable { file, why }),
    };
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    let usable = |all: &Vec<CertificateDer<'static>>| {
        let mut store = RootCertStore::empty();
        all.iter().all(|certificate| store.add(certificate.clone()).is_ok())
    };
    match certificates {
        Ok(all) if all.is_empty() => Err(CannotStart::CaFileEmpty { file }),
        Ok(all) if usable(&all) => Ok(all),
        _ => Err(CannotStart::CaFileBroken { file }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::empty("", "has no certificate in it; it must be in PEM format")]
    #[case::junk("no certificate at all\n", "has no certificate in it; it must be in PEM format")]
    #[case::another_thing(
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "has no certificate in it; it must be in PEM format"
    )]
    #[case::no_base64("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n", "is no certificate")]
    #[case::no_der("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "is no certificate")]
    #[case::cut_off("-----BEGIN CERTIFICATE-----\nAAAA\n", "is no certificate")]
    fn a_file_without_certificates_is_an_error_that_names_it(#[case] text: &str, #[case] why: &str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        std::fs::write(&path, text).unwrap();
        let error = config(Some(&path), false).unwrap_err().to_string();
        assert!(error.starts_with(&format!("the CA file {} has ", path.display())), "{error}");
        assert!(error.ends_with(why), "{error}");
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error_that_names_it() {
        let error = config(Some(Path::new("/nowhere/ca.pem")), true).unwrap_err().to_string();
        assert!(error.starts_with("the CA file /nowhere/ca.pem cannot be read: "), "{error}");
    }
}
