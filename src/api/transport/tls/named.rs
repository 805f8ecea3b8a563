//! Certificates in files that the user names: with `ca_file`, or with `SSL_CERT_FILE` and `SSL_CERT_DIR`, which take
//! the place of the system's. Every fault names the setting or variable that is to be corrected.

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::api::transport::CannotStart;
use crate::files::{Distrust, open_trusted, shown, shown_missing};

/// As a sentence may begin with it.
const CA_FILE: &str = "the ca_file";
const CERT_FILE: &str = "SSL_CERT_FILE";
const CERT_DIR: &str = "SSL_CERT_DIR";

/// What a variable says, where it is set.
pub(super) fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// The certificates of `ca_file`. The libraries take a file without any for a good one.
pub(super) fn ca_file(path: &Path) -> Result<Vec<CertificateDer<'static>>, CannotStart> {
    let unreadable = |why| unreadable(CA_FILE, path, why);
    // Whoever can change it decides which service the token goes to.
    let (mut file, _) = open_trusted(path).map_err(|why| match why {
        Distrust::Io(why) => unreadable(why),
        why => CannotStart::Distrusted { setting: CA_FILE, why },
    })?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(unreadable)?;
    certificates(CA_FILE, path, &bytes)
}

fn unreadable(setting: &'static str, path: &Path, why: std::io::Error) -> CannotStart {
    CannotStart::Unreadable { setting, why, file: shown_missing(path) }
}

fn certificates(
    setting: &'static str,
    path: &Path,
    bytes: &[u8],
) -> Result<Vec<CertificateDer<'static>>, CannotStart> {
    let file = shown(path);
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(bytes).collect();
    let usable = |all: &[CertificateDer<'static>]| {
        let mut store = RootCertStore::empty();
        all.iter().all(|certificate| store.add(certificate.clone()).is_ok())
    };
    match certificates {
        Ok(all) if all.is_empty() && usable(&[CertificateDer::from(bytes.to_vec())]) => {
            Err(CannotStart::Der { setting, file })
        }
        Ok(all) if all.is_empty() => Err(CannotStart::Empty { setting, file }),
        Ok(all) if usable(&all) => Ok(all),
        _ => Err(CannotStart::Broken { setting, file }),
    }
}

/// The certificates that the environment names, as far as they can be read: the others are passed over, as they
/// are when chains are verified. The variables are the user's own word, so that it does not matter here who else
/// may write to the files.
pub(super) fn of_environment() -> Vec<CertificateDer<'static>> {
    let file = variable(CERT_FILE).map(PathBuf::from);
    let folders = variable(CERT_DIR).unwrap_or_default();
    let in_folders = std::env::split_paths(&folders)
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file());
    let files = file.into_iter().chain(in_folders);
    files.filter_map(|path| CertificateDer::pem_file_iter(path).ok()).flatten().flatten().collect()
}

/// Why there is no certificate to trust, once it is known that there is none.
pub(super) fn why_none(variable: impl Fn(&str) -> Option<OsString>) -> CannotStart {
    match (variable(CERT_FILE), variable(CERT_DIR)) {
        (Some(file), _) if file.is_empty() => CannotStart::SetToNothing(CERT_FILE),
        (Some(file), _) => {
            let path = Path::new(&file);
            let read = std::fs::read(path).map_err(|why| unreadable(CERT_FILE, path, why));
            match read.and_then(|bytes| certificates(CERT_FILE, path, &bytes)) {
                Err(why) => why,
                Ok(_) => CannotStart::Tls,
            }
        }
        (None, Some(folders)) if !folders.is_empty() => {
            CannotStart::Empty { setting: CERT_DIR, file: shown(Path::new(&folders)) }
        }
        (None, _) => CannotStart::NoCertificates,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use tempfile::TempDir;

    const KEY: &str = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";

    fn der() -> Vec<u8> {
        let key = rcgen::KeyPair::generate().unwrap();
        rcgen::CertificateParams::new(["a".to_owned()]).unwrap().self_signed(&key).unwrap().der().to_vec()
    }

    fn file(bytes: &[u8]) -> (TempDir, PathBuf) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("ca.pem");
        std::fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    #[rstest]
    #[case::empty(b"", "has no certificate in it; it must be in PEM format: ")]
    #[case::junk(b"no certificate at all\n", "has no certificate in it; it must be in PEM format: ")]
    #[case::another_thing(KEY.as_bytes(), "has no certificate in it; it must be in PEM format: ")]
    #[case::no_text(b"\x30\x03\x02\x01\xff", "has no certificate in it; it must be in PEM format: ")]
    #[case::der(&der(), "is in DER format; PEM is wanted, as openssl x509 -inform DER makes it: ")]
    #[case::no_base64(
        b"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
        "has something in it that is no certificate: "
    )]
    #[case::no_der(
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "has something in it that is no certificate: "
    )]
    #[case::cut_off(b"-----BEGIN CERTIFICATE-----\nAAAA\n", "has something in it that is no certificate: ")]
    fn a_file_without_certificates_is_an_error_that_names_it_and_its_setting(
        #[case] bytes: &[u8],
        #[case] why: &str,
    ) {
        let (_folder, path) = file(bytes);
        let said = ca_file(&path).unwrap_err().to_string();
        assert_eq!(said, format!("the ca_file {why}{}", path.display()));
        let variable = |name: &str| (name == CERT_FILE).then(|| path.clone().into_os_string());
        assert_eq!(why_none(variable).to_string(), format!("SSL_CERT_FILE {why}{}", path.display()));
    }

    #[rstest]
    #[case::no_file(CERT_FILE, "/nowhere/ca.pem", "SSL_CERT_FILE cannot be read (No such file or directory")]
    #[case::nothing(CERT_FILE, "", "SSL_CERT_FILE is set to nothing; unset it, or let it name a file")]
    #[case::folder(CERT_DIR, "/nowhere", "SSL_CERT_DIR has no certificate in it; it must be in PEM format")]
    #[case::no_folder(CERT_DIR, "", "this machine has no certificates of authorities")]
    #[case::neither("", "", "this machine has no certificates of authorities")]
    fn what_takes_the_place_of_the_systems_certificates_is_named(
        #[case] set: &str,
        #[case] to: &str,
        #[case] said: &str,
    ) {
        let variable = |name: &str| (name == set).then(|| OsString::from(to));
        let why = why_none(variable).to_string();
        assert!(why.starts_with(said), "{why}");
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error_that_names_it() {
        let said = ca_file(Path::new("/nowhere/ca.pem")).unwrap_err().to_string();
        assert!(
            said.starts_with("the ca_file cannot be read (") && said.ends_with("): /nowhere/ca.pem"),
            "{said}"
        );
    }

    #[test]
    fn a_file_that_others_may_change_is_not_trusted() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, path) = file(b"");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o646)).unwrap();
        let said = ca_file(&path).unwrap_err().to_string();
        assert!(said.starts_with("the ca_file is not relied on: everybody may change the file "), "{said}");
        assert!(said.contains(": chmod o-w "), "{said}");
    }
}
