//! The facts of a secret in the detail pane, with their words and their order.

use std::ops::Range;

use jiff::Timestamp;

use crate::core::Context;
use crate::domain::{AccessMode, Scope, Secret, Standing};
use crate::text::SafeText;
use crate::text::fit::{cut_middle, graphemes, width, wrap};
use crate::text::format::{age_in_words, date};
use crate::words;

/// Columns of the labels.
pub const LABEL: usize = 13;
/// The columns beside the label from which on a date is followed by its age.
const WITH_AGE: usize = 34;
/// The rows that the value area should have before less important facts are shown.
const VALUE_ROWS: usize = 6;
/// The rows that the value area has before the permissions are explained.
const VALUE_LEAST: usize = 3;

/// One row of the detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetailLine {
    /// The id.
    Id(String),
    /// A row of the description: its label, where it is a fact among others, the text, and the indices of its
    /// characters that match the filter.
    Description(&'static str, String, Vec<usize>),
    /// The statement that there is no description.
    NoDescription,
    /// An empty row.
    Blank,
    /// A fact: its label, empty on further rows of the same fact, and text.
    Fact(&'static str, String),
    /// The access mode: label, mode, and the sentence when it fits beside.
    Access(AccessMode, Option<&'static str>),
    /// The sentence below the access mode.
    Sentence(String),
    /// The heading of the value area, which names the state of the value.
    ValueHeading,
    /// A row about the value, by its number below the heading.
    Value(usize),
    /// The value on one row, as a fact.
    ValueFact,
}

/// The room for the text, and the facts that it depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Columns.
    pub columns: usize,
    /// Rows for facts and value together.
    pub rows: usize,
    /// Rows of the whole screen.
    pub screen_rows: u16,
    /// The detail has the focus: long facts are wrapped, not cut.
    pub focused: bool,
}

/// The viewer of a secret, and the time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Eyes<'a> {
    /// The surroundings.
    pub cx: &'a Context,
    /// The permissions of the user.
    pub standing: Standing,
    /// The time by the service's clock.
    pub now: Timestamp,
    /// The indices of the characters of the description that match the filter.
    pub marked: &'a [u32],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fact {
    You,
    Scope,
    Owner,
    Created,
    Reference,
    StoredAs,
    Description,
}

impl Fact {
    fn label(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::Scope => "scope",
            Self::Owner => "owner",
            Self::Created => "created",
            Self::Reference => "reference",
            Self::StoredAs => "stored as",
            Self::Description => "description",
        }
    }
}

/// Returns the facts of `secret` above its value, side by side with the list.
pub(super) fn lines(secret: &Secret, eyes: Eyes<'_>, room: Room) -> Vec<DetailLine> {
    let mut out = vec![DetailLine::Id(cut_middle(secret.id.shown(), room.columns).into_owned())];
    if room.focused && width(secret.id.shown()) > room.columns {
        out = wrap(secret.id.shown(), room.columns, usize::MAX).into_iter().map(DetailLine::Id).collect();
    }
    let facts = facts(secret, eyes, room.columns);
    let mut body = Vec::new();
    description(secret, eyes.marked, room, &mut body);
    body.push(DetailLine::Blank);
    access(secret, room.columns, &mut body);
    let sentences = |text: &str| -> Vec<_> {
        let rows = wrap(text, room.columns.saturating_sub(LABEL), usize::MAX);
        rows.into_iter().map(DetailLine::Sentence).collect()
    };
    let why = secret.reference().err().map_or(Vec::new(), |why| sentences(words::unreferable(why)));
    let levels = if eyes.standing.names_levels() { sentences(words::LEVELS) } else { Vec::new() };
    // A long one of them takes a second row.
    let long = width(&facts[0].1) + LABEL > room.columns;
    let rows = out.len() + body.len() + facts.len() + usize::from(long) + why.len() + 1;
    let without = optional_facts(rows + levels.len(), room);
    let has_room = room.focused || rows + levels.len() + VALUE_LEAST <= room.rows + without.len();
    for (which, text) in facts.into_iter().filter(|(which, _)| !without.contains(which)) {
        fact(which, &text, room, &mut body);
        match which {
            Fact::You if has_room => body.extend_from_slice(&levels),
            Fact::Reference => body.extend_from_slice(&why),
            _ => {}
        }
    }
    out.append(&mut body);
    out
}

/// Returns the facts of `secret` under the list: one row each, the most important first.
pub(super) fn short_lines(secret: &Secret, eyes: Eyes<'_>, columns: usize) -> Vec<DetailLine> {
    let facts = facts(secret, eyes, columns);
    let find =
        |fact| facts.iter().find(|(which, _)| *which == fact).map_or(String::new(), |(_, t)| t.clone());
    let columns = columns.saturating_sub(LABEL);
    let described = if secret.description.is_empty() {
        "no description".to_owned()
    } else {
        secret.description.to_string()
    };
    let mut out = vec![DetailLine::Access(secret.access.mode(), None)];
    let reference = secret.reference().map_or_else(words::unreferable_in_short, |text| text.to_string());
    let mut rows = vec![
        (Fact::Reference, reference),
        (Fact::Description, described),
        (Fact::Owner, find(Fact::Owner)),
        (Fact::Created, find(Fact::Created)),
        (Fact::Scope, find(Fact::Scope)),
        (Fact::StoredAs, find(Fact::StoredAs)),
    ];
    // A refusal comes first; a permission that is only unknown comes later.
    rows.insert(if eyes.standing.refused.is_some() { 0 } else { 3 }, (Fact::You, find(Fact::You)));
    for (which, text) in rows {
        out.push(match which {
            Fact::Description if !eyes.marked.is_empty() => {
                let rows = marked_rows(&text, columns, 1, eyes.marked);
                let (text, marked) = rows.into_iter().next().unwrap_or_default();
                DetailLine::Description(which.label(), text, marked)
            }
            _ => DetailLine::Fact(which.label(), cut_middle(&text, columns).into_owned()),
        });
    }
    out
}

/// Returns the facts to leave out when the pane is too low: those that can be derived go first.
fn optional_facts(rows: usize, room: Room) -> &'static [Fact] {
    let spare = room.rows.saturating_sub(rows);
    match spare {
        _ if room.focused => &[],
        VALUE_ROWS.. => &[],
        5 => &[Fact::StoredAs],
        _ => &[Fact::StoredAs, Fact::Scope],
    }
}

fn description(secret: &Secret, marked: &[u32], room: Room, out: &mut Vec<DetailLine>) {
    if secret.description.is_empty() {
        out.push(DetailLine::NoDescription);
        return;
    }
    let rows = match (room.focused, room.screen_rows) {
        (true, _) => usize::MAX,
        (false, 30..) => 4,
        (false, _) => 2,
    };
    let rows = marked_rows(secret.description.shown(), room.columns, rows, marked);
    out.extend(rows.into_iter().map(|(text, marked)| DetailLine::Description("", text, marked)));
}

/// Returns `text` in at most `rows` rows, each with the places of its `marked` characters. Where the first
/// mark would be out of sight, an ellipsis stands for the text before it.
fn marked_rows(text: &str, columns: usize, rows: usize, marked: &[u32]) -> Vec<(String, Vec<usize>)> {
    let marked: Vec<_> = marked.iter().filter_map(|mark| usize::try_from(*mark).ok()).collect();
    let with_marks = |skipped| -> Vec<(String, Vec<usize>)> {
        let rows = placed_rows(text, skipped, columns, rows).into_iter();
        let places = |place: Range<usize>| {
            marked.iter().filter(|mark| place.contains(mark)).map(|mark| mark - place.start).collect()
        };
        rows.map(|(row, place)| (row, places(place))).collect()
    };
    let whole = with_marks(0);
    match marked.first() {
        Some(&first) if whole.iter().all(|(_, marks)| marks.is_empty()) => {
            with_marks(first.saturating_sub(columns / 4))
        }
        _ => whole,
    }
}

/// Returns `text` from its character `skipped` on in at most `rows` rows, each with the range of its
/// characters.
fn placed_rows(text: &str, skipped: usize, columns: usize, rows: usize) -> Vec<(String, Range<usize>)> {
    let start: usize = graphemes(text).take(skipped).map(str::len).sum();
    let lead = if skipped > 0 { "…" } else { "" };
    let shown = format!("{lead}{}", &text[start..]);
    let before = skipped.saturating_sub(graphemes(lead).count());
    let mut at = 0;
    let place = |row: String| {
        // Wrapping drops the space between two rows, and cuts the rest at the end of the last.
        let told = row.strip_suffix('…').unwrap_or(&row);
        let begin = at + shown[at..].find(told).unwrap_or(0);
        at = begin + told.len();
        let first = before + graphemes(&shown[..begin]).count();
        let place = first..first + graphemes(told).count();
        (row, place)
    };
    wrap(&shown, columns, rows).into_iter().map(place).collect()
}

fn access(secret: &Secret, columns: usize, out: &mut Vec<DetailLine>) {
    let mode = secret.access.mode();
    let sentence = match (secret.access.readable, secret.access.writable) {
        (Some(_), Some(_)) => mode.sentence(),
        _ => "the service did not say",
    };
    let beside = LABEL + 3 + width(mode.name()) + 2 + width(sentence) <= columns;
    out.push(DetailLine::Access(mode, beside.then_some(sentence)));
    if !beside {
        let rows = wrap(sentence, columns.saturating_sub(LABEL), 2);
        out.extend(rows.into_iter().map(DetailLine::Sentence));
    }
}

fn fact(which: Fact, text: &str, room: Room, out: &mut Vec<DetailLine>) {
    let columns = room.columns.saturating_sub(LABEL);
    let whole = room.focused || which == Fact::You;
    if !whole || width(text) <= columns {
        out.push(DetailLine::Fact(which.label(), cut_middle(text, columns).into_owned()));
        return;
    }
    for (row, part) in wrap(text, columns, usize::MAX).into_iter().enumerate() {
        out.push(DetailLine::Fact(if row == 0 { which.label() } else { "" }, part));
    }
}

/// Returns all facts except description and access, in order, uncut.
fn facts(secret: &Secret, eyes: Eyes<'_>, columns: usize) -> Vec<(Fact, String)> {
    let Eyes { cx: Context { site, zone, .. }, standing, now, .. } = eyes;
    let owner = match standing.owner {
        _ if secret.owner.is_empty() => "-".to_owned(),
        Some(true) => format!("{} (you)", secret.owner),
        Some(false) if secret.owner == site.claims.user => {
            format!("{} of {}", secret.owner, SafeText::from(secret.tenant().unwrap_or("another tenant")))
        }
        _ => secret.owner.to_string(),
    };
    let created = secret.created.map_or("-".to_owned(), |at| {
        let date = date(at, zone);
        let with_age = format!("{date} · {}", age_in_words(at, now));
        if columns.saturating_sub(LABEL) >= WITH_AGE { with_age } else { date }
    });
    let reference = secret.reference();
    vec![
        (Fact::You, words::standing(standing, zone)),
        (Fact::Scope, scope(&secret.scope)),
        (Fact::Owner, owner),
        (Fact::Created, created),
        (Fact::Reference, reference.map_or(words::CANNOT_BE_REFERRED_TO.to_owned(), |text| text.to_string())),
        (Fact::StoredAs, secret.stored_name().map_or("-".to_owned(), |text| text.to_string())),
    ]
}

fn scope(scope: &Scope) -> String {
    match scope {
        Scope::User => "user".to_owned(),
        Scope::Pod(pod) => format!("pod {pod}"),
        Scope::Other(word) => word.to_string(),
        Scope::Unknown => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// Returns the rows with their marked characters in capitals.
    fn shown(text: &str, columns: usize, rows: usize, marked: &[u32]) -> Vec<String> {
        let upper = |(row, marks): (String, Vec<usize>)| {
            let letters = graphemes(&row).enumerate();
            letters.map(|(at, c)| if marks.contains(&at) { c.to_uppercase() } else { c.into() }).collect()
        };
        marked_rows(text, columns, rows, marked).into_iter().map(upper).collect()
    }

    #[rstest]
    #[case::first_row("main cluster writer", &[0, 1], &["MAin cluster", "writer"])]
    #[case::second_row("main cluster writer", &[13, 14, 15], &["main cluster", "WRIter"])]
    #[case::both_rows("main cluster writer", &[11, 13], &["main clusteR", "Writer"])]
    #[case::wide("中é main writer end", &[1, 3], &["中É Main", "writer end"])]
    #[case::farther_on("main cluster, primary writer since may", &[32, 33, 34], &["…sinCE may"])]
    fn the_letters_that_match_are_marked_where_they_are_shown(
        #[case] text: &str,
        #[case] marked: &[u32],
        #[case] rows: &[&str],
    ) {
        assert_eq!(shown(text, 12, 2, marked), rows);
    }
}
