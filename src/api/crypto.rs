//! The library that encrypts.

/// Makes ring the process's TLS provider, unless it has one. Building a client without any panics in the
/// HTTP library, so [`super::Transport::open`] calls this too; calling it twice is fine.
pub fn install_crypto() {
    // An error means that there is a provider already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
