//! The keys to the embedded service: a password and the key that signs tokens, both new in each run. Other users of
//! the machine can reach its port; they get nothing there.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};
use subtle::ConstantTimeEq;

/// Characters of a password: none looks like another one.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Letters of a group; three groups are as much as anybody types, and 60 bits.
const GROUP: usize = 4;

/// Password and key of one service.
pub(super) struct Keys {
    password: String,
    signing: hmac::Key,
}

/// Makes a password that nobody can guess, and that can be typed: `k7pm-x2vt-9qhd`.
///
/// # Errors
/// When the system gives no random bytes.
pub fn new_password() -> io::Result<String> {
    let letters =
        random::<{ 3 * GROUP }>()?.map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    Ok(letters.chunks(GROUP).map(String::from_iter).collect::<Vec<_>>().join("-"))
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| io::Error::other("the system gives no random bytes"))?;
    Ok(bytes)
}

impl Keys {
    /// Makes the keys with this password, or else with a new one.
    pub(super) fn new(password: Option<String>) -> io::Result<Self> {
        let password = password.map_or_else(new_password, Ok)?;
        Ok(Self { password, signing: hmac::Key::new(hmac::HMAC_SHA256, &random::<32>()?) })
    }

    pub(super) fn password(&self) -> &str {
        &self.password
    }

    pub(super) fn is_password(&self, typed: &str) -> bool {
        self.password.as_bytes().ct_eq(typed.as_bytes()).into()
    }

    /// Signs the first two parts of a token.
    pub(super) fn sign(&self, parts: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.signing, parts.as_bytes()))
    }

    pub(super) fn is_signature(&self, parts: &str, signature: &[u8]) -> bool {
        hmac::verify(&self.signing, parts.as_bytes(), signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_differ_and_can_be_typed() {
        let (one, other) = (new_password().unwrap(), new_password().unwrap());
        assert_ne!(one, other);
        assert!(one.len() == 14 && one.bytes().all(|byte| byte == b'-' || LETTERS.contains(&byte)), "{one}");
    }
}
