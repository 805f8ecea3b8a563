//! The journal as Markdown, for a report about an incident. Text from the service is escaped.

use jiff::tz::TimeZone;

use super::entry::Entry;
use crate::core::Verb;
use crate::text::markdown::{code, escaped};

/// The paragraph about what the timeline of a rollout does not tell.
const LEFT_OUT: &str = "
A line with \"roll out\" is a step of a rollout, with its reason. Left out are the old and the new value,
the messages and logs of containers, which may hold values, and the single readings of pods.
";

/// Returns the journal, with times in `zone`.
pub(super) fn markdown(entries: &[Entry], zone: &TimeZone) -> String {
    let name = zone.iana_name().unwrap_or("this machine's time");
    let of_rollouts = match entries.iter().any(|entry| entry.verb == Verb::RollOut) {
        true => LEFT_OUT,
        false => "",
    };
    let mut out = format!(
        "# Journal of tapis-secrets\n\nTimes are in {}. The journal holds no values.\n{of_rollouts}\n\
         | time | where | what | secret | outcome |\n|---|---|---|---|---|\n",
        escaped(name)
    );
    for entry in entries {
        let time = entry.at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M:%S%:z");
        let (place, id) = (code(&entry.place.to_string()), code(entry.id.shown()));
        let outcome = escaped(entry.outcome.text());
        out.push_str(&format!("| {time} | {place} | {} | {id} | {outcome} |\n", entry.verb));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::entry::Place;
    use super::*;
    use crate::core::Outcome;

    fn entry(id: &str, outcome: Outcome) -> Entry {
        Entry {
            at: "2026-11-23T14:02:11Z".parse().unwrap(),
            place: Place { who: "tacc · alice".to_owned(), address: "tacc.tapis.io".into() }.into(),
            verb: Verb::Change,
            id: id.into(),
            outcome,
            form: None,
        }
    }

    #[test]
    fn it_is_a_table_with_a_line_for_each_entry() {
        let entries = [entry("db", Outcome::Done("value".into())), entry("db-2", Outcome::UnderWay)];
        let text = markdown(&entries, &TimeZone::UTC);
        assert!(
            text.starts_with(
                "# Journal of tapis-secrets\n\nTimes are in UTC. The journal holds no values.\n\n"
            )
        );
        let rows: Vec<_> = text.lines().skip(6).collect();
        assert_eq!(
            rows,
            [
                "| 2026-11-23 14:02:11+00:00 | `tacc · alice at tacc.tapis.io` | change | `db` | value |",
                "| 2026-11-23 14:02:11+00:00 | `tacc · alice at tacc.tapis.io` | change | `db-2` | under way |",
            ]
        );
    }

    #[test]
    fn a_rollout_is_a_timeline_that_says_what_it_leaves_out() {
        let step = |text: &str| Entry { verb: Verb::RollOut, ..entry("db", Outcome::Done(text.into())) };
        let text = markdown(&[step("writes the new value"), step("webfront: restart sent")], &TimeZone::UTC);
        assert!(
            text.contains("Left out are the old and the new value,\nthe messages and logs of containers")
        );
        let (writes, sent) = (text.find("writes the new value"), text.find("webfront: restart sent"));
        assert!(writes.is_some() && writes < sent, "{text}");
        let without = markdown(&[entry("db", Outcome::UnderWay)], &TimeZone::UTC);
        assert!(!without.contains("Left out"), "{without}");
    }

    #[test]
    fn an_id_stays_in_its_cell_and_is_no_markup() {
        let text = markdown(&[entry("a|b_c*[x](y)<b>`\n# d", Outcome::UnderWay)], &TimeZone::UTC);
        let last = text.lines().last().unwrap();
        assert!(last.contains(r"| ``a\|b_c*[x](y)<b>`"), "{last}");
        assert_eq!(text.lines().count(), 7, "{text}");
        assert_eq!(last.replace(r"\|", "").matches('|').count(), 6, "{last}");
    }

    #[test]
    fn no_text_becomes_a_mention_or_a_link() {
        let said = Outcome::Failed("not read: @alice at https://x.org/#1, www.x.org".into());
        let text = markdown(&[entry("@octocat", said)], &TimeZone::UTC);
        let last = text.lines().last().unwrap();
        assert!(last.contains("| `@octocat` |"), "{last}");
        assert!(last.ends_with("| not read: `@`alice at https:/`/`x.org/`#`1, www`.`x.org |"), "{last}");
    }

    #[test]
    fn a_time_says_how_far_it_is_from_utc() {
        let zone = TimeZone::fixed(jiff::tz::offset(-6));
        let text = markdown(&[entry("db", Outcome::UnderWay)], &zone);
        assert!(text.contains("| 2026-11-23 08:02:11-06:00 |"), "{text}");
    }
}
