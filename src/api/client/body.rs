//! Collects a body up to a limit, in memory that is wiped: it may hold a value. Others read what is in it.

use reqwest::Response;
use zeroize::Zeroizing;

use super::patience::Patience;
use crate::api::network::{Broken, within_body};
use crate::domain::FailureKind;
use crate::domain::failure::Limit;
use crate::text::SafeText;

/// The most that is reserved at once on the word of a `Content-Length`.
const TRUSTED: u64 = 1024 * 1024;

/// Reads the whole body.
///
/// # Errors
/// When it is larger than `limit` bytes, is cut off, or takes too long.
pub(super) async fn whole(
    response: &mut Response,
    limit: u64,
    patience: &Patience,
) -> Result<Zeroizing<Vec<u8>>, Broken> {
    let too_large = || broken(FailureKind::TooLarge { limit: Limit::Bytes(limit) });
    let announced = response.content_length().unwrap_or(0);
    if announced > limit {
        return Err(too_large());
    }
    let mut body = with_capacity(announced.min(TRUSTED));
    loop {
        match patience.wait(response.chunk()).await {
            Err(after) => return Err(broken(FailureKind::TimedOut { after })),
            Ok(Err(e)) => return Err(within_body(&e)),
            Ok(Ok(None)) => return Ok(body),
            Ok(Ok(Some(piece))) if (body.len() + piece.len()) as u64 > limit => return Err(too_large()),
            Ok(Ok(Some(piece))) => append(&mut body, &piece),
        }
    }
}

/// Reads the first `limit` bytes, or as many as came: the rest of a failure's text is better than none.
pub(super) async fn beginning(response: &mut Response, limit: usize, patience: &Patience) -> Vec<u8> {
    let mut body = Vec::new();
    while body.len() < limit {
        let Ok(Ok(Some(piece))) = patience.wait(response.chunk()).await else { break };
        body.extend_from_slice(&piece[..piece.len().min(limit - body.len())]);
    }
    body
}

/// Grows by moving into a new buffer, so that the old one is wiped and not left behind.
fn append(body: &mut Zeroizing<Vec<u8>>, piece: &[u8]) {
    if body.capacity() - body.len() < piece.len() {
        let mut larger = with_capacity((body.len() + piece.len()).max(body.capacity() * 2) as u64);
        larger.extend_from_slice(body);
        *body = larger;
    }
    body.extend_from_slice(piece);
}

fn with_capacity(bytes: u64) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(Vec::with_capacity(usize::try_from(bytes).unwrap_or(0)))
}

fn broken(kind: FailureKind) -> Broken {
    Broken { kind, message: SafeText::default(), nothing_sent: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_grows_and_keeps_its_bytes() {
        let mut body = with_capacity(2);
        for piece in [&b"ab"[..], b"c", b"", b"defghijkl", b"m"] {
            append(&mut body, piece);
        }
        assert_eq!(body.as_slice(), b"abcdefghijklm");
    }
}
