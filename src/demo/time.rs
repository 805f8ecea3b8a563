//! Times as the service writes them.

use jiff::Timestamp;

/// Writes a time as the service does: UTC without saying so, and no fraction or six digits of it (contract §2).
pub(super) fn naive(time: Timestamp) -> String {
    let text = format!("{time:.6}");
    let text = text.trim_end_matches('Z');
    text.strip_suffix(".000000").unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_six_digits_or_none() {
        let at = |micros| naive(Timestamp::from_microsecond(micros).unwrap());
        assert_eq!(at(1_767_323_045_000_000), "2026-01-02T03:04:05");
        assert_eq!(at(1_767_323_045_100_000), "2026-01-02T03:04:05.100000");
    }
}
