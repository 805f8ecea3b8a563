//! Facts about a value, in place of the value: its length, its lines and what cannot be seen in it.

use super::row::{Row, Span};
use super::text::{marked, warning};
use crate::domain::SecretValue;
use crate::text::fit::{width, wrap};
use crate::text::format::count;
use crate::text::unseen::Facts;
use crate::view::theme::Name;

/// The columns of the words before the facts of a review.
const WORD: usize = 19;
const NOW: usize = 22;
/// The columns of the words where the facts stand one below the other.
const NARROW_WORD: usize = 18;
/// The columns of the facts about the new value, with their mark.
const AFTER: usize = 16;

/// Returns the facts about a value: length, lines, and invisible characters, which break credentials. At least one
/// row.
pub fn facts<S: Default>(value: &SecretValue, columns: usize) -> Vec<Row<S>> {
    facts_with(value, None, columns)
}

/// Returns the facts about a value; `typed` is its number of lines while `Enter` adds lines.
pub fn facts_with<S: Default>(value: &SecretValue, typed: Option<usize>, columns: usize) -> Vec<Row<S>> {
    if value.is_empty() {
        return vec![Row::note(vec![Span::new("empty", Name::Muted)])];
    }
    let facts = value.facts();
    let length = characters(facts);
    let lines = match (typed, facts.lines) {
        (Some(lines), _) => format!("{} lines: Enter adds a line here", count(lines)),
        (None, 1) => "1 line".to_owned(),
        (None, lines) => format!("{} lines", count(lines)),
    };
    let (mark, end) = match facts.unseen.note() {
        None => ("", "no final newline".to_owned()),
        Some(note) => ("! ", note),
    };
    let first = format!("{length} · {lines}");
    let name = if mark.is_empty() { Name::Muted } else { Name::Text };
    if width(&first) + 3 + width(mark) + width(&end) <= columns {
        let first = Span::new(format!("{first} · "), Name::Muted);
        return vec![Row::note(vec![first, Span::new(mark, Name::WarningMark), Span::new(end, name)])];
    }
    let first = if width(&first) <= columns { vec![first] } else { vec![length, lines] };
    let mut rows: Vec<Row<S>> =
        first.into_iter().map(|text| Row::note(vec![Span::new(text, Name::Muted)])).collect();
    marked(mark, Name::WarningMark, &end, name, columns, &mut rows);
    rows
}

/// Returns the length of a value, in words.
fn characters(facts: &Facts) -> String {
    match facts.chars {
        1 => "1 character".to_owned(),
        n => format!("{} characters", count(n)),
    }
}

/// A fact of a value.
struct Fact {
    word: &'static str,
    tell: fn(&Facts) -> String,
    /// Tells whether the fact deserves a warning; `true` means that the fact differs from the present value's.
    warns: fn(&Facts, bool) -> bool,
}

/// The facts about the present value and the new one.
const FACTS: [Fact; 4] = [
    Fact { word: "length", tell: characters, warns: |_, _| false },
    Fact { word: "lines", tell: |facts| facts.lines.to_string(), warns: |_, _| false },
    Fact {
        word: "final newline",
        tell: |facts| match facts.unseen.newlines {
            0 => "none".to_owned(),
            1 => "one".to_owned(),
            n => n.to_string(),
        },
        warns: |facts, differs| facts.unseen.newlines > 0 && differs,
    },
    Fact {
        word: "surrounding space",
        tell: |facts| if surrounding_space(facts) { "yes".to_owned() } else { "none".to_owned() },
        warns: |facts, _| surrounding_space(facts),
    },
];

fn surrounding_space(facts: &Facts) -> bool {
    facts.unseen.leading || facts.unseen.trailing
}

/// Adds the facts about a new value beside those of the present one, if that was loaded; one below the other
/// where there is too little room.
pub fn compared<S: Default>(
    now: Option<&SecretValue>,
    after: &SecretValue,
    columns: usize,
    rows: &mut Vec<Row<S>>,
) {
    let unseen = after.facts().unseen;
    let beside = columns >= WORD + NOW + AFTER;
    let line = |word: &str, side: &str, warns: bool, fact: String| {
        let mark = if warns { "! " } else { "  " };
        let word_columns = if beside { WORD } else { NARROW_WORD };
        let spans = vec![
            Span::new(format!("{word:word_columns$}{side}"), Name::Muted),
            Span::new(mark, Name::WarningMark),
            Span::new(fact, if warns { Name::Strong } else { Name::Text }),
        ];
        Row { spans, wide: true, ..Row::default() }
    };
    if beside {
        rows.push(line("value", &format!("{:NOW$}", "now"), false, "after".to_owned()));
    } else {
        rows.push(Row::text("value", Name::Muted));
    }
    for Fact { word, tell, warns } in FACTS {
        let (was, is) = (now.map(|now| tell(now.facts())), tell(after.facts()));
        let warns = warns(after.facts(), was.as_ref() != Some(&is));
        let was = was.unwrap_or_else(|| "not loaded".to_owned());
        if beside {
            rows.push(line(word, &format!("{was:NOW$}"), warns, is));
        } else {
            let room = columns.saturating_sub(NARROW_WORD + 7);
            for (word, side, warns, fact) in [(word, "now  ", false, was), ("", "after", warns, is)] {
                let lines = wrap(&fact, room, usize::MAX).into_iter().enumerate();
                rows.extend(lines.map(|(at, fact)| match at {
                    0 => line(word, side, warns, fact),
                    _ => line("", "     ", false, fact),
                }));
            }
        }
    }
    let was = now.map(|now| now.facts().unseen.inside()).unwrap_or_default();
    for (side, inside) in [("now: ", was), ("after: ", unseen.inside())] {
        if !inside.is_empty() {
            let text = format!("{side}{}", inside.join(" · "));
            rows.extend(warning(&text, columns));
        }
    }
    if let Some(now) = now {
        let same = now == after;
        let text = if same { "the same as the current value" } else { "different from the current value" };
        let lines = wrap(text, columns.saturating_sub(WORD), usize::MAX).into_iter().enumerate();
        let word = |line| if line == 0 { "compared" } else { "" };
        rows.extend(lines.map(|(at, text)| Row::text(format!("{:WORD$}{text}", word(at)), Name::Text)));
    }
}
