//! The journal as Markdown, for the report about an incident. What comes from the service is escaped: an id
//! cannot become a heading, a link or another column.

use jiff::tz::TimeZone;

use super::Entry;

/// The journal, with times in `zone`.
pub fn markdown(entries: &[Entry], zone: &TimeZone) -> String {
    let name = zone.iana_name().unwrap_or("this machine's time");
    let mut out = format!(
        "# Journal of tapis-secrets\n\nTimes are in {}. No values are in it.\n\n\
         | time | where | what | secret | outcome |\n|---|---|---|---|---|\n",
        escaped(name)
    );
    for entry in entries {
        let time = zone.to_datetime(entry.at).strftime("%Y-%m-%d %H:%M:%S");
        let (place, outcome) = (escaped(&entry.place), escaped(entry.outcome.text()));
        out.push_str(&format!(
            "| {time} | {place} | {} | {} | {outcome} |\n",
            entry.verb,
            id(entry.id.shown())
        ));
    }
    out
}

/// An id: as code where it is one that can be created, which needs no escapes there.
fn id(id: &str) -> String {
    let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if plain { format!("`{id}`") } else { escaped(id) }
}

/// A text that Markdown shows as it is, in one cell of a table.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Of the ASCII signs, these have no meaning inside a line.
        let harmless =
            matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '-' | '/' | '\'' | '"' | '%' | '?' | '@');
        match c {
            c if c.is_control() => out.push(' '),
            c if c.is_ascii_punctuation() && !harmless => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Outcome, Verb};
    use super::*;

    fn entry(id: &str, outcome: Outcome) -> Entry {
        Entry {
            at: "2026-11-23T14:02:11Z".parse().unwrap(),
            place: "tacc · alice at tacc.tapis.io".into(),
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
        assert!(text.starts_with("# Journal of tapis-secrets\n\nTimes are in UTC. No values are in it.\n\n"));
        let rows: Vec<_> = text.lines().skip(6).collect();
        assert_eq!(
            rows,
            [
                "| 2026-11-23 14:02:11 | tacc · alice at tacc.tapis.io | change | `db` | value |",
                "| 2026-11-23 14:02:11 | tacc · alice at tacc.tapis.io | change | `db-2` | under way |",
            ]
        );
    }

    #[test]
    fn an_id_stays_in_its_cell_and_is_no_markup() {
        let text = markdown(&[entry("a|b_c*[x](y)<b>`\n# d", Outcome::UnderWay)], &TimeZone::UTC);
        let last = text.lines().last().unwrap();
        assert!(last.contains(r"| a\|b\_c\*\[x\](y)\<b\>\`"), "{last}");
        assert_eq!(text.lines().count(), 7, "{text}");
        assert_eq!(last.replace(r"\|", "").matches('|').count(), 6, "{last}");
    }
}
