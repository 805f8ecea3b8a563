//! Certificates in files that the user names: with `ca_file`, or with `SSL_CERT_FILE` and `SSL_CERT_DIR`, which
//! replace the system's. Every fault names the setting or variable to correct.

use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::path::Path;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::super::cannot_start::CannotStart;
use crate::files::{Distrust, open_trusted, shown, shown_missing};

/// The setting, as it may begin a sentence.
const CA_FILE: &str = "the ca_file";
const CERT_FILE: &str = "SSL_CERT_FILE";
const CERT_DIR: &str = "SSL_CERT_DIR";

/// Reads a variable of the environment.
pub(super) fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// Reads the certificates of `ca_file`. The libraries would accept a file without any.
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
    match certificates {
        Ok(all) if all.is_empty() && is_usable(&CertificateDer::from(bytes.to_vec())) => {
            Err(CannotStart::Der { setting, file })
        }
        Ok(all) if all.is_empty() => Err(CannotStart::Empty { setting, file }),
        Ok(all) if all.iter().all(is_usable) => Ok(all),
        _ => Err(CannotStart::Broken { setting, file }),
    }
}

fn is_usable(certificate: &CertificateDer<'static>) -> bool {
    RootCertStore::empty().add(certificate.clone()).is_ok()
}

/// The certificates that the environment names in place of the system's.
pub(super) struct Environment {
    /// The certificates that can be read; others are ignored, as they are when chains are verified. The variables are
    /// the user's own word, so it does not matter here who else may write to the files.
    pub(super) certificates: Vec<CertificateDer<'static>>,
    /// The fault of a variable that is set and cannot be used.
    pub(super) fault: Option<CannotStart>,
}

impl Environment {
    /// Reads what the variables name.
    pub(super) fn read(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let mut here = Self { certificates: Vec::new(), fault: None };
        if let Some(file) = variable(CERT_FILE) {
            here.fault = here.add_file(&file).err();
        }
        if let Some(folders) = variable(CERT_DIR).filter(|folders| !folders.is_empty())
            && !here.add_folders(&folders)
        {
            let file = shown(Path::new(&folders));
            here.fault.get_or_insert(CannotStart::Empty { setting: CERT_DIR, file });
        }
        here
    }

    fn add_file(&mut self, file: &OsStr) -> Result<(), CannotStart> {
        if file.is_empty() {
            return Err(CannotStart::SetToNothing(CERT_FILE));
        }
        let path = Path::new(file);
        let bytes = std::fs::read(path).map_err(|why| unreadable(CERT_FILE, path, why))?;
        let before = self.certificates.len();
        self.certificates.extend(CertificateDer::pem_slice_iter(&bytes).flatten().filter(is_usable));
        match self.certificates.len() > before {
            true => Ok(()),
            false => certificates(CERT_FILE, path, &bytes).map(drop),
        }
    }

    /// Adds the certificates in these folders, and tells whether there were any.
    fn add_folders(&mut self, folders: &OsStr) -> bool {
        let before = self.certificates.len();
        let folders = std::env::split_paths(folders).filter_map(|folder| std::fs::read_dir(folder).ok());
        let files = folders.flatten().flatten().map(|entry| entry.path()).filter(|path| path.is_file());
        let read = files.filter_map(|path| CertificateDer::pem_file_iter(path).ok());
        self.certificates.extend(read.flatten().flatten().filter(is_usable));
        self.certificates.len() > before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::path::PathBuf;
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
    #[case::empty(b"", "contains no certificate; it must be in PEM format: ")]
    #[case::junk(b"no certificate at all\n", "contains no certificate; it must be in PEM format: ")]
    #[case::another_thing(KEY.as_bytes(), "contains no certificate; it must be in PEM format: ")]
    #[case::no_text(b"\x30\x03\x02\x01\xff", "contains no certificate; it must be in PEM format: ")]
    #[case::der(&der(), "is in DER format; convert it to PEM with openssl x509 -inform DER: ")]
    #[case::no_base64(
        b"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
        "contains something that is not a certificate: "
    )]
    #[case::no_der(
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "contains something that is not a certificate: "
    )]
    #[case::cut_off(b"-----BEGIN CERTIFICATE-----\nAAAA\n", "contains something that is not a certificate: ")]
    fn a_file_without_certificates_is_an_error_that_names_it_and_its_setting(
        #[case] bytes: &[u8],
        #[case] why: &str,
    ) {
        let (_folder, path) = file(bytes);
        let said = ca_file(&path).unwrap_err().to_string();
        assert_eq!(said, format!("the ca_file {why}{}", path.display()));
        let variable = |name: &str| (name == CERT_FILE).then(|| path.clone().into_os_string());
        let environment = Environment::read(variable);
        let said = environment.fault.unwrap().to_string();
        assert_eq!(said, format!("SSL_CERT_FILE {why}{}", path.display()));
    }

    #[rstest]
    #[case::no_file(CERT_FILE, "/nowhere/ca.pem", "SSL_CERT_FILE cannot be read (no such file or directory")]
    #[case::nothing(CERT_FILE, "", "SSL_CERT_FILE is empty; unset it, or set it to a file")]
    #[case::folder(CERT_DIR, "/nowhere", "SSL_CERT_DIR contains no certificate; it must be in PEM format")]
    fn what_takes_the_place_of_the_systems_certificates_is_named(
        #[case] set: &str,
        #[case] to: &str,
        #[case] said: &str,
    ) {
        let variable = |name: &str| (name == set).then(|| OsString::from(to));
        let why = Environment::read(variable).fault.unwrap().to_string();
        assert!(why.starts_with(said), "{why}");
    }

    #[test]
    fn variables_that_are_of_use_or_not_set_are_no_fault() {
        let pem = rcgen::generate_simple_self_signed(["a".to_owned()]).unwrap().cert.pem();
        let (folder, path) =
            file(format!("{pem}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").as_bytes());
        for (set, to) in [(CERT_FILE, path.as_os_str()), (CERT_DIR, folder.path().as_os_str())] {
            let here = Environment::read(|name| (name == set).then(|| to.to_owned()));
            assert!(here.fault.is_none(), "a part that is no certificate is passed over: {:?}", here.fault);
            assert_eq!(here.certificates.len(), 1);
        }
        for value in [None, Some(OsString::new())] {
            let here = Environment::read(|name| value.clone().filter(|_| name == CERT_DIR));
            assert!(here.fault.is_none() && here.certificates.is_empty());
        }
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
        assert!(said.starts_with("the ca_file is not used: every user can change the file "), "{said}");
        assert!(said.contains(": chmod o-w "), "{said}");
    }
}
