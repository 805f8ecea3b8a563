//! `creation_ts`: naive ISO means UTC; `Z` and offsets are honoured; a fraction may be there or not (contract §2).
//! `text::format` decides how a time is shown.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// Parses a time; `None` when `text` is not one.
pub(super) fn timestamp(text: &str) -> Option<Timestamp> {
    common(text.as_bytes()).or_else(|| any(text))
}

/// Parses the forms that the service really sends, without the cost of a general parser: a list has one per row, and
/// jiff allocates an error for each text that it refuses.
fn common(text: &[u8]) -> Option<Timestamp> {
    let (head, tail) = text.split_at_checked(19)?;
    let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if separators.iter().any(|&(at, byte)| head[at] != byte) {
        return None;
    }
    let two = |at: usize| i8::try_from(number(&head[at..at + 2])?).ok();
    let year = i16::try_from(number(&head[..4])?).ok()?;
    let nanos = fraction(tail.strip_suffix(b"Z").unwrap_or(tail))?;
    let time = DateTime::new(year, two(5)?, two(8)?, two(11)?, two(14)?, two(17)?, nanos).ok()?;
    Offset::UTC.to_timestamp(time).ok()
}

fn any(text: &str) -> Option<Timestamp> {
    // A civil time would silently drop an offset, so it is tried last and only where there is none.
    text.parse().ok().or_else(|| {
        let offset = text.get(10..)?.contains(['Z', 'z', '+', '-']);
        let time: DateTime = if offset { return None } else { text.parse().ok()? };
        Offset::UTC.to_timestamp(time).ok()
    })
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |n: u32, d| d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0')))
}

/// Parses nothing, or `.` and up to nine digits, as nanoseconds.
fn fraction(text: &[u8]) -> Option<i32> {
    let Some(digits) = text.strip_prefix(b".") else { return text.is_empty().then_some(0) };
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let scale = 10_u32.pow(9 - u32::try_from(digits.len()).ok()?);
    i32::try_from(number(digits)? * scale).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::naive("2026-11-23T14:09:54.779092", "2026-11-23T14:09:54.779092Z")]
    #[case::whole_second("2026-01-02T03:04:05", "2026-01-02T03:04:05Z")]
    #[case::tenth("2026-01-02T03:04:05.100000", "2026-01-02T03:04:05.1Z")]
    #[case::nanos("2026-01-02T03:04:05.123456789", "2026-01-02T03:04:05.123456789Z")]
    #[case::zulu("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z")]
    #[case::zulu_fraction("2026-01-02T03:04:05.5Z", "2026-01-02T03:04:05.5Z")]
    #[case::offset("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05Z")]
    #[case::offset_fraction("2021-03-18T21:14:39.702723+00:00", "2021-03-18T21:14:39.702723Z")]
    #[case::west("2026-01-02T03:04:05-06:00", "2026-01-02T09:04:05Z")]
    #[case::blank_between("2026-01-02 03:04:05", "2026-01-02T03:04:05Z")]
    fn times_are_read(#[case] text: &str, #[case] utc: &str) {
        assert_eq!(timestamp(text).unwrap(), utc.parse::<Timestamp>().unwrap());
    }

    #[rstest]
    #[case("")]
    #[case("yesterday")]
    #[case("2026-13-02T03:04:05")]
    #[case("2026-02-30T03:04:05")]
    #[case("2026-01-02T03:04:05.")]
    #[case("2026-01-02T03:04:05+99:99")]
    #[case("2026-01-02T03:04:0é")]
    #[case("1764000000")]
    fn other_texts_are_no_times(#[case] text: &str) {
        assert_eq!(timestamp(text), None);
    }
}
