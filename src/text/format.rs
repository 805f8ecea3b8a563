//! Numbers, sizes, durations and dates as the screen writes them.
//!
//! Pure: the present moment and the time zone come from the caller.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// The mean month and year of the calendar, in seconds.
const MONTH: i64 = 2_629_746;
const YEAR: i64 = 12 * MONTH;

/// Returns the text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `12480` as `12,480`.
pub fn count(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Formats bytes as `812 B`, `64.0 KiB`, `3.1 MiB`.
pub fn size(bytes: u64) -> String {
    const KIB: f64 = 1024.0;
    let b = bytes as f64;
    if bytes < 1024 {
        format!("{bytes} B")
    } else if b < KIB * KIB {
        format!("{:.1} KiB", b / KIB)
    } else {
        format!("{:.1} MiB", b / KIB / KIB)
    }
}

/// Formats a length of time as `28 s`, `8 min`, `3 h 12 min`, `12 d`, `73 y`; rounds down.
pub fn duration(time: Duration) -> String {
    let s = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    match s {
        ..MINUTE => format!("{s} s"),
        MINUTE..HOUR => format!("{} min", s / MINUTE),
        HOUR..172_800 if s % HOUR < MINUTE => format!("{} h", s / HOUR),
        HOUR..172_800 => format!("{} h {} min", s / HOUR, s % HOUR / MINUTE),
        _ if s < 2 * YEAR => format!("{} d", s / DAY),
        _ => format!("{} y", s / YEAR),
    }
}

/// Formats the time since `then`, as short as a column wants it: `now`, `5 min`, `5 h`, `47 d`, `8 mo`, `2 y`.
pub fn age(then: Timestamp, now: Timestamp) -> String {
    let s = now.as_second() - then.as_second();
    match s {
        ..MINUTE => "now".to_owned(),
        MINUTE..HOUR => format!("{} min", s / MINUTE),
        HOUR..DAY => format!("{} h", s / HOUR),
        _ if s < 60 * DAY => format!("{} d", s / DAY),
        _ if s < YEAR => format!("{} mo", s / MONTH),
        _ => format!("{} y", s / YEAR),
    }
}

/// Formats the time since `then` in words: `8 months ago`, `just now`.
pub fn age_in_words(then: Timestamp, now: Timestamp) -> String {
    let s = now.as_second() - then.as_second();
    let (n, unit) = match s {
        ..0 => return "in the future".to_owned(),
        0..MINUTE => return "just now".to_owned(),
        MINUTE..HOUR => (s / MINUTE, "minute"),
        HOUR..DAY => (s / HOUR, "hour"),
        _ if s < 60 * DAY => (s / DAY, "day"),
        _ if s < YEAR => (s / MONTH, "month"),
        _ => (s / YEAR, "year"),
    };
    format!("{n} {unit}{} ago", if n == 1 { "" } else { "s" })
}

/// Formats a time as `2026-03-02 08:09` in the given zone.
pub fn date(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Formats a time as `14:02` in the given zone.
pub fn clock(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%H:%M").to_string()
}

/// Formats a time as `14:02:11` in the given zone.
pub fn clock_seconds(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, "0")]
    #[case(999, "999")]
    #[case(1_000, "1,000")]
    #[case(12_480, "12,480")]
    #[case(2_000_000, "2,000,000")]
    fn counts(#[case] n: usize, #[case] text: &str) {
        assert_eq!(count(n), text);
    }

    #[rstest]
    #[case(812, "812 B")]
    #[case(65_536, "64.0 KiB")]
    #[case(3_250_586, "3.1 MiB")]
    fn sizes(#[case] n: u64, #[case] text: &str) {
        assert_eq!(size(n), text);
    }

    #[rstest]
    #[case(28, "28 s")]
    #[case(8 * 60, "8 min")]
    #[case(3 * 3600 + 12 * 60 + 5, "3 h 12 min")]
    #[case(4 * 3600, "4 h")]
    #[case(3 * 86_400, "3 d")]
    #[case(73 * 31_556_952 + 1, "73 y")]
    fn durations(#[case] s: u64, #[case] text: &str) {
        assert_eq!(duration(Duration::from_secs(s)), text);
    }

    #[rstest]
    #[case(-5, "now", "in the future")]
    #[case(5, "now", "just now")]
    #[case(300, "5 min", "5 minutes ago")]
    #[case(5 * 3600, "5 h", "5 hours ago")]
    #[case(47 * 86_400, "47 d", "47 days ago")]
    #[case(60 * 86_400, "1 mo", "1 month ago")]
    #[case(266 * 86_400, "8 mo", "8 months ago")]
    #[case(800 * 86_400, "2 y", "2 years ago")]
    fn ages(#[case] s: i64, #[case] short: &str, #[case] words: &str) {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let then = Timestamp::from_second(1_800_000_000 - s).unwrap();
        assert_eq!(age(then, now), short);
        assert_eq!(age_in_words(then, now), words);
    }

    #[test]
    fn dates_are_local() {
        let at: Timestamp = "2026-03-02T14:09:11Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(-6));
        assert_eq!(date(at, &zone), "2026-03-02 08:09");
        assert_eq!(clock(at, &zone), "08:09");
        assert_eq!(clock_seconds(at, &zone), "08:09:11");
    }
}
