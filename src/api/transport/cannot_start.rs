//! Why there is no way to a service, in words.

use crate::files::{Distrust, reason};

/// A reason why there is no way to a service. Each text says what is wrong and with what.
#[derive(Debug, thiserror::Error)]
pub enum CannotStart {
    /// The token has characters that no header can carry.
    #[error("the token has characters that no header can carry")]
    Token,
    /// A file of certificates cannot be read.
    #[error("{setting} cannot be read ({}): {file}", reason(why))]
    Unreadable {
        /// `the ca_file`, or the variable that names the file.
        setting: &'static str,
        /// Its path.
        file: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Somebody else may change the file.
    #[error("{setting} is not used: {why}")]
    Distrusted {
        /// `the ca_file`, or the variable that names the file.
        setting: &'static str,
        /// The person who can change it, and the remedy.
        why: Distrust,
    },
    /// There is no certificate in the file: it is empty, or something else.
    #[error("{setting} contains no certificate; it must be in PEM format: {file}")]
    Empty {
        /// `the ca_file`, or the variable that names the file.
        setting: &'static str,
        /// Its path.
        file: String,
    },
    /// The file is a certificate in another format.
    #[error("{setting} is in DER format; convert it to PEM with openssl x509 -inform DER: {file}")]
    Der {
        /// `the ca_file`, or the variable that names the file.
        setting: &'static str,
        /// Its path.
        file: String,
    },
    /// A part of the file is not a certificate.
    #[error("{setting} contains something that is not a certificate: {file}")]
    Broken {
        /// `the ca_file`, or the variable that names the file.
        setting: &'static str,
        /// Its path.
        file: String,
    },
    /// The variable is set, but empty, which the libraries take for a name.
    #[error("{0} is empty; unset it, or set it to a file")]
    SetToNothing(&'static str),
    /// Neither the system nor the user names a certificate to trust.
    #[error("this machine has no certificates of authorities; install them, or name a file with ca_file")]
    NoCertificates,
    /// The TLS library refuses what it was given.
    #[error("TLS cannot be set up")]
    Tls,
    /// The variable that should name a proxy does not. Its text may hold a password.
    #[error("{0} is not the address of a proxy; one looks like http://proxy.example.org:3128")]
    Proxy(&'static str),
    /// The HTTP library says why.
    #[error("HTTP cannot be set up: {0}")]
    Http(String),
}
