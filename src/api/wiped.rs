//! Bytes that are wiped when they are no longer needed: a body may hold a value or a pod.

use zeroize::Zeroizing;

/// A buffer that grows by moving into a new one, so that the old one is wiped and not left behind.
#[derive(Debug, Default)]
pub(super) struct WipedBytes(Zeroizing<Vec<u8>>);

impl WipedBytes {
    pub(super) fn with_capacity(bytes: u64) -> Self {
        Self(Zeroizing::new(Vec::with_capacity(usize::try_from(bytes).unwrap_or(0))))
    }

    pub(super) fn append(&mut self, piece: &[u8]) {
        let bytes = &mut self.0;
        if bytes.capacity() - bytes.len() < piece.len() {
            let mut larger =
                Self::with_capacity((bytes.len() + piece.len()).max(bytes.capacity() * 2) as u64);
            larger.0.extend_from_slice(bytes);
            *self = larger;
        }
        self.0.extend_from_slice(piece);
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets the bytes; they are overwritten by the next ones, or wiped with the buffer.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_grows_and_keeps_its_bytes() {
        let mut bytes = WipedBytes::with_capacity(2);
        for piece in [&b"ab"[..], b"c", b"", b"defghijkl", b"m"] {
            bytes.append(piece);
        }
        assert_eq!(bytes.as_slice(), b"abcdefghijklm");
    }
}
