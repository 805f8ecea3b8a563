//! The means to recognise a value later: a keyed digest and facts that give nothing away. The key lives as long as
//! the session, so that a digest means nothing elsewhere.

use std::fmt;

use ring::hmac;
use zeroize::Zeroizing;

use super::SecretValue;
use crate::text::unseen::Facts;

/// Bytes of randomness that make a key.
pub const KEY_BYTES: usize = 32;

/// Bytes of stack that the making of a digest uses at most, with room to spare.
const STACK: usize = 8 * 1024;

/// The key of a session's digests.
pub struct DigestKey(hmac::Key);

/// The digest of a value; equal for equal values under one key.
#[derive(Clone)]
pub struct Digest(hmac::Tag);

/// A value as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    digest: Digest,
    /// The facts that may be told of the value.
    pub facts: Facts,
}

impl DigestKey {
    /// Makes a key of these random bytes.
    pub fn new(bytes: &Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, bytes.as_slice()))
    }

    /// Makes the digest of `value` that is remembered.
    pub fn print(&self, value: &SecretValue) -> Print {
        let digest = self.digest(value);
        wipe_stack();
        Print { digest, facts: *value.facts() }
    }

    #[inline(never)]
    fn digest(&self, value: &SecretValue) -> Digest {
        Digest(hmac::sign(&self.0, value.expose().as_bytes()))
    }
}

/// Overwrites the stack of the call before this one: ring copies a value into a buffer there and leaves it.
#[inline(never)]
fn wipe_stack() {
    let mut stack = Zeroizing::new([0_u8; STACK]);
    std::hint::black_box(stack.as_mut_slice());
}

/// Compares in constant time, although a digest that nobody can make is hardly worth guessing.
impl PartialEq for Digest {
    fn eq(&self, other: &Self) -> bool {
        use subtle::ConstantTimeEq;
        self.0.as_ref().ct_eq(other.0.as_ref()).into()
    }
}

impl Eq for Digest {}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(…)")
    }
}

impl fmt::Debug for DigestKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DigestKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(key: u8, value: &str) -> Print {
        let key = DigestKey::new(&Zeroizing::new([key; KEY_BYTES]));
        key.print(&SecretValue::new(value.to_owned()))
    }

    #[test]
    fn the_same_value_is_recognised_under_the_same_key_only() {
        assert_eq!(print(1, "hunter2"), print(1, "hunter2"));
        assert_ne!(print(1, "hunter2"), print(1, "hunter3"));
        assert_ne!(print(1, "hunter2"), print(2, "hunter2"));
    }

    #[test]
    fn what_is_remembered_tells_facts_and_neither_value_nor_digest() {
        let print = print(1, "two\nlines \n");
        assert_eq!((print.facts.chars, print.facts.lines, print.facts.unseen.newlines), (11, 2, 1));
        let debug = format!("{print:?}");
        assert!(debug.contains("Digest(…)") && !debug.contains("two"), "{debug}");
    }
}
