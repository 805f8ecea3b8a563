//! `Retry-After` in both of its forms. `retry` decides how long the client really waits.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// The longest wait that is believed.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// Reads the wait that a `Retry-After` header asks for, counted from `now`: a number of seconds or a date (RFC 9110
/// §10.2.3). Returns `None` for anything else. A date in the past means no wait, and a wait is at most a day.
pub fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Duration::from_secs(header.parse().unwrap_or(u64::MAX)).min(LONGEST));
    }
    let date = rfc2822::parse(header).ok()?.timestamp();
    Some(Duration::try_from(date.duration_since(now)).unwrap_or(Duration::ZERO).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("12", Some(12))]
    #[case(" 0 ", Some(0))]
    #[case("99999999999999999999999", Some(86_400))]
    #[case("Mon, 23 Nov 2099 14:10:30 GMT", Some(86_400))]
    #[case("Mon, 23 Nov 2026 14:10:30 GMT", Some(30))]
    #[case("Mon, 23 Nov 2026 14:09:30 GMT", Some(0))]
    #[case("", None)]
    #[case("-5", None)]
    #[case("soon", None)]
    fn both_forms_are_read(#[case] header: &str, #[case] seconds: Option<u64>) {
        let now: Timestamp = "2026-11-23T14:10:00Z".parse().unwrap();
        assert_eq!(retry_after(header, now), seconds.map(Duration::from_secs));
    }
}
