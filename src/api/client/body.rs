//! Collects a body up to a limit, in memory that is wiped: it may hold a value. Others read what is in it.

use reqwest::Response;

use super::patience::Patience;
use crate::api::network::{Broken, within_body};
use crate::api::wiped::WipedBytes;
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
) -> Result<WipedBytes, Broken> {
    let too_large = || broken(FailureKind::TooLarge { limit: Limit::Bytes(limit) });
    if response.content_length().is_some_and(|announced| announced > limit) {
        return Err(too_large());
    }
    match up_to(response, limit, patience).await? {
        (_, true) => Err(too_large()),
        (body, false) => Ok(body),
    }
}

/// Reads at most `limit` bytes, and tells whether there are more.
///
/// # Errors
/// When the body is cut off before, or takes too long.
pub(super) async fn up_to(
    response: &mut Response,
    limit: u64,
    patience: &Patience,
) -> Result<(WipedBytes, bool), Broken> {
    let announced = response.content_length().unwrap_or(0);
    let mut body = WipedBytes::with_capacity(announced.min(limit).min(TRUSTED));
    loop {
        match patience.wait(response.chunk()).await {
            Err(after) => return Err(broken(FailureKind::TimedOut { after })),
            Ok(Err(e)) => return Err(within_body(&e)),
            Ok(Ok(None)) => return Ok((body, false)),
            Ok(Ok(Some(piece))) => {
                let room = usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(body.len());
                body.append(&piece[..piece.len().min(room)]);
                if piece.len() > room {
                    return Ok((body, true));
                }
            }
        }
    }
}

/// Reads the first `limit` bytes, or as many as came: the rest of a failure's text is better than none.
pub(super) async fn beginning(response: &mut Response, limit: usize, patience: &Patience) -> WipedBytes {
    let mut body = WipedBytes::default();
    while body.len() < limit {
        let Ok(Ok(Some(piece))) = patience.wait(response.chunk()).await else { break };
        body.append(&piece[..piece.len().min(limit - body.len())]);
    }
    body
}

fn broken(kind: FailureKind) -> Broken {
    Broken { kind, message: SafeText::default(), nothing_sent: false }
}
