//! Lines of a pod's action log (`PODS` §6). Before 26Q3 the service wrote the values of changed maps into it, so only
//! lines of known forms are kept, and nothing of a line about a change but the user's name.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::text::SafeText;

/// The lines of known forms, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionLog {
    /// The lines.
    pub lines: Vec<ActionLine>,
    /// Set when the answer was longer than what is read of one: newer lines are missing, or all.
    pub is_cut: bool,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionLine {
    /// The minute that it tells; `None` where it is not in the usual form.
    pub at: Option<Timestamp>,
    /// The thing that happened.
    pub action: Action,
}

/// The forms that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// `health …`, in full.
    Health(SafeText),
    /// `spawner …`, in full.
    Spawner(SafeText),
    /// `'X' ran …`: the user, and what was run.
    Ran(SafeText, SafeText),
    /// A line with `updated pod`: the user, as far as one is named.
    Changed(Option<SafeText>),
}

impl ActionLine {
    /// Reads a line; `None` for a form that is not known.
    pub fn read(line: &str) -> Option<Self> {
        let (at, rest) = match line.split_once(": ") {
            Some((start, rest)) if minute(start).is_some() => (minute(start), rest),
            _ => (None, line),
        };
        let user = rest.strip_prefix('\'').and_then(|rest| rest.split_once('\''));
        let action = match (rest, user) {
            _ if rest.contains("updated pod") => {
                // Whatever stands before it may belong to another line.
                let named = user.filter(|(_, said)| said.starts_with(" updated pod"));
                Action::Changed(named.map(|(user, _)| user.into()))
            }
            (_, Some((user, said))) => Action::Ran(user.into(), said.strip_prefix(" ran ")?.into()),
            _ if begins(rest, "health") => Action::Health(rest.into()),
            _ if begins(rest, "spawner") => Action::Spawner(rest.into()),
            _ => return None,
        };
        Some(Self { at, action })
    }

    /// Tells whether it says that a start has failed: `health failed …`.
    pub fn is_failure(&self) -> bool {
        matches!(&self.action, Action::Health(text) if text.original().starts_with("health failed"))
    }
}

/// Tells whether `text` begins with this word.
fn begins(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ':']))
}

/// Reads `26/11/26 23:03`: year, month, day, in UTC.
fn minute(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    let separators = [(2, b'/'), (5, b'/'), (8, b' '), (11, b':')];
    if bytes.len() != 14 || separators.iter().any(|&(at, byte)| bytes.get(at) != Some(&byte)) {
        return None;
    }
    let two = |at: usize| {
        let digits = text.get(at..at + 2).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse::<i8>().ok()
    };
    let time = DateTime::new(2000 + i16::from(two(0)?), two(3)?, two(6)?, two(9)?, two(12)?, 0, 0).ok()?;
    Offset::UTC.to_timestamp(time).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::health("health set status to AVAILABLE", Action::Health("health set status to AVAILABLE".into()))]
    #[case::health_with_a_colon(
        "health: pod waiting error — CrashLoopBackOff: back-off 10s",
        Action::Health("health: pod waiting error — CrashLoopBackOff: back-off 10s".into())
    )]
    #[case::spawner("spawner set status to CREATING", Action::Spawner("spawner set status to CREATING".into()))]
    #[case::ran(
        "'alice' ran restart_pod, set to RESTART",
        Action::Ran("alice".into(), "restart_pod, set to RESTART".into())
    )]
    #[case::changed("'alice' updated pod: secret_map.X: \"hunter2\"→\"y\"", Action::Changed(Some("alice".into())))]
    #[case::changed_by_nobody("health updated pod: hunter2", Action::Changed(None))]
    #[case::changed_behind_a_name("'a' ran x 'b' updated pod: hunter2", Action::Changed(None))]
    fn known_forms_are_kept(#[case] rest: &str, #[case] action: Action) {
        let line = ActionLine::read(&format!("26/11/26 23:03: {rest}")).unwrap();
        assert_eq!(line.at, Some("2026-11-26T23:03:00Z".parse().unwrap()));
        assert_eq!(line.action, action);
        assert!(!format!("{line:?}").contains("hunter2"));
        assert_eq!(ActionLine::read(rest), Some(ActionLine { at: None, action }));
    }

    #[rstest]
    #[case::created("26/11/26 23:03: Pod object created by 'alice'")]
    #[case::generated("26/11/26 23:03: Generated random password(s): GEN (length: 32)")]
    #[case::permission("26/11/26 23:03: 'alice' set permission for 'reader' to READ")]
    #[case::another_word("26/11/26 23:03: healthy hunter2")]
    #[case::ran_in_the_name("26/11/26 23:03: 'alice ran hunter2")]
    #[case::text("hunter2")]
    #[case::empty("")]
    fn others_are_dropped(#[case] line: &str) {
        assert_eq!(ActionLine::read(line), None);
    }

    #[rstest]
    #[case("26/13/26 23:03")]
    #[case("26/11/26 23:63")]
    #[case("26-11-26 23:03")]
    #[case("+6/11/26 23:03")]
    #[case("2é/11/2é 23:0")]
    fn other_times_are_none(#[case] time: &str) {
        assert_eq!(ActionLine::read(&format!("{time}: health x")), None);
    }

    #[test]
    fn a_failed_start_is_recognised() {
        let failed = |text| ActionLine::read(text).unwrap().is_failure();
        assert!(failed("26/11/26 23:04: health failed to resolve secrets: Key 'A': Secret 'a' not found."));
        assert!(!failed("26/11/26 23:04: health set status to STOPPED"));
    }
}
