//! The service's clock, as the `Date` of its answers tells it (RFC 9110 §6.6.1).

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::Response;
use reqwest::header::DATE;

use crate::domain::ClockGap;

/// The `Date` of an answer.
pub(super) fn date(response: &Response) -> Option<Timestamp> {
    let text = response.headers().get(DATE)?.to_str().ok()?;
    Some(rfc2822::parse(text.trim()).ok()?.timestamp())
}

/// How far the clocks are apart by an answer that has just begun, to what was asked at `asked`.
pub(super) fn gap(response: &Response, asked: Timestamp) -> Option<ClockGap> {
    ClockGap::of(date(response)?, asked, Timestamp::now())
}
