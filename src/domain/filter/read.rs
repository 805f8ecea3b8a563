//! From text to terms. A word whose key is unknown is a word.

use std::ops::Range;

use super::condition::{Compare, Condition, Span, Unit, mode_word};
use super::name::Name;
use super::term::{Sense, Term, Unfinished};
use crate::domain::AccessMode;

/// The longest number that is read, in digits.
const DIGITS: usize = 6;

const MODES: &str = "mode takes ro, rw, wo or locked";
const A_NAME: &str = "the name is missing";
const A_NUMBER: &str = "used takes < > or = and a number, as in used>2";
const A_TIME: &str = "age takes < or > and a time, as in age<7d: min, h, d, w, mo, y";

/// A term, and the bytes of the text that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its place in the text.
    pub place: Range<usize>,
    /// The term.
    pub term: Term,
}

/// Reads a filter. White space separates terms.
pub fn read(text: &str) -> Vec<Placed> {
    let mut at = 0;
    let placed = |word: &str| {
        // Only white space stands before it.
        let start = at + text[at..].find(word).unwrap_or(0);
        at = start + word.len();
        Placed { place: start..at, term: term(word) }
    };
    text.split_whitespace().map(placed).collect()
}

fn term(word: &str) -> Term {
    match word.strip_prefix('!') {
        Some(rest) => Term { not: true, sense: sense(rest, Sense::Exact) },
        None => Term { not: false, sense: sense(word, Sense::Fuzzy) },
    }
}

/// Reads a term without the sign of its opposite; one without any sign is a `plain` word.
fn sense(word: &str, plain: fn(String) -> Sense) -> Sense {
    let signed = |rest: &str, sense: fn(String) -> Sense| match rest {
        "" => Sense::Unfinished(Unfinished { text: word.to_owned(), takes: None }),
        rest => sense(rest.to_owned()),
    };
    if word.is_empty() {
        return signed("", plain);
    }
    if let Some(rest) = word.strip_prefix('\'') {
        return signed(rest, Sense::Exact);
    }
    if let Some(rest) = word.strip_prefix('^') {
        return match rest.strip_suffix('$').filter(|whole| !whole.is_empty()) {
            Some(whole) => signed(whole, Sense::Whole),
            None => signed(rest, Sense::Start),
        };
    }
    if let Some(rest) = word.strip_suffix('$').filter(|rest| !rest.is_empty()) {
        return signed(rest, Sense::End);
    }
    match condition(word) {
        Some(Ok(condition)) => Sense::Is(condition),
        Some(Err(takes)) => Sense::Unfinished(Unfinished { text: word.to_owned(), takes: Some(takes) }),
        None => plain(word.to_owned()),
    }
}

/// Reads a condition; `None` where the word has no known key, and what the key takes where it has something else.
fn condition(word: &str) -> Option<Result<Condition, &'static str>> {
    Some(match word {
        "mine" => Ok(Condition::Mine),
        "unlisted" => Ok(Condition::Unlisted),
        "stale" => Ok(Condition::Stale),
        "broken" => Ok(Condition::Broken),
        "marked" => Ok(Condition::Marked),
        _ => match word.split_once(':') {
            Some(("mode", word)) => mode(word).map(Condition::Mode).ok_or(MODES),
            Some(("owner", name)) => named(name, Condition::Owner),
            Some(("pod", name)) => named(name, Condition::Pod),
            Some(("scope", name)) => named(name, Condition::Scope),
            _ => return compared(word),
        },
    })
}

fn compared(word: &str) -> Option<Result<Condition, &'static str>> {
    let compare = |rest: &str| match rest.as_bytes().first()? {
        b'<' => Some(Compare::Less),
        b'>' => Some(Compare::More),
        b'=' => Some(Compare::Equal),
        _ => None,
    };
    if let Some(rest) = word.strip_prefix("age") {
        let compare = compare(rest)?;
        let is_compared = compare != Compare::Equal;
        return Some(
            span(&rest[1..])
                .filter(|_| is_compared)
                .map_or(Err(A_TIME), |span| Ok(Condition::Age(compare, span))),
        );
    }
    let rest = word.strip_prefix("used")?;
    let compare = compare(rest)?;
    Some(number(&rest[1..]).map_or(Err(A_NUMBER), |number| Ok(Condition::Used(compare, number))))
}

fn named(name: &str, condition: fn(Name) -> Condition) -> Result<Condition, &'static str> {
    if name.is_empty() { Err(A_NAME) } else { Ok(condition(Name::new(name))) }
}

fn mode(word: &str) -> Option<AccessMode> {
    AccessMode::ALL.into_iter().find(|mode| mode_word(*mode) == word)
}

fn span(text: &str) -> Option<Span> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = number(&text[..text.len() - unit.len()])?;
    let (unit, _) = Unit::ALL.into_iter().find(|(_, sign)| *sign == unit)?;
    Some(Span { count, unit })
}

/// Reads a number; no sign, no more than so many digits.
fn number(text: &str) -> Option<u32> {
    let is_number = (1..=DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}
