//! Makes text fit: measures, cuts and wraps, all by terminal columns.
//!
//! Works on text that is already safe to draw (`SafeText::shown` or our own words); it decides nothing
//! about safety.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the columns that `text` takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Splits a text into the pieces that the screen shows as one character each. Between two characters of ASCII there
/// is always a boundary (a carriage return is not safe to draw), which spares most text the rules of Unicode.
pub fn graphemes(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let plain = rest.bytes().take(2).all(|byte| byte.is_ascii());
        let length = if plain { rest.len().min(1) } else { rest.graphemes(true).next()?.len() };
        let (grapheme, after) = rest.split_at(length);
        rest = after;
        (length > 0).then_some(grapheme)
    })
}

/// Returns the longest start of `text` that takes at most `columns`.
pub fn head(text: &str, columns: usize) -> &str {
    if text.is_ascii() {
        return &text[..columns.min(text.len())];
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// Returns the longest end of `text` that takes at most `columns`.
pub fn tail(text: &str, columns: usize) -> &str {
    if text.is_ascii() {
        return &text[text.len().saturating_sub(columns)..];
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > columns {
            return &text[at + grapheme.len()..];
        }
    }
    text
}

/// Cuts `text` to at most `columns`, with an ellipsis at the end when something is missing.
pub fn cut_end(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    match columns {
        0 => Cow::Borrowed(""),
        _ => Cow::Owned(format!("{}…", head(text, columns - 1))),
    }
}

/// Cuts `text` to at most `columns`, with an ellipsis at the start when something is missing.
pub fn cut_start(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    match columns {
        0 => Cow::Borrowed(""),
        _ => Cow::Owned(format!("…{}", tail(text, columns - 1))),
    }
}

/// Cuts `text` to at most `columns`, with an ellipsis in the middle when something is missing: the ends of an id
/// distinguish it from its neighbours.
pub fn cut_middle(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    match columns {
        0 => Cow::Borrowed(""),
        1 => Cow::Borrowed("…"),
        _ => {
            let left = columns / 2;
            let right = columns - 1 - left;
            Cow::Owned(format!("{}…{}", head(text, left), tail(text, right)))
        }
    }
}

/// Wraps `text` in at most `lines` lines of at most `columns`, broken at spaces where that is possible; an ellipsis
/// shows that something is missing.
pub fn wrap(text: &str, columns: usize, lines: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    if columns == 0 {
        return out;
    }
    while !rest.is_empty() && out.len() < lines {
        let start = head(rest, columns);
        if start.len() == rest.len() {
            out.push(rest.to_owned());
            return out;
        }
        if out.len() + 1 == lines {
            out.push(cut_end(rest, columns).into_owned());
            return out;
        }
        let at = break_at(rest, start);
        out.push(rest[..at].trim_end().to_owned());
        rest = rest[at..].trim_start();
    }
    out
}

/// Finds the place to break `rest`, of which `start` fits: after the last space, or where it must be.
fn break_at(rest: &str, start: &str) -> usize {
    if rest[start.len()..].starts_with(' ') {
        return start.len();
    }
    match start.rfind(' ') {
        Some(at) if !start[..at].trim().is_empty() => at + 1,
        // A grapheme wider than the whole line still has to make progress.
        _ if start.is_empty() => graphemes(rest).next().map_or(rest.len(), str::len),
        _ => start.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::fits("abc", 3, "abc")]
    #[case::cut("abcdefgh", 5, "ab…gh")]
    #[case::even("abcdefgh", 4, "ab…h")]
    #[case::one("abc", 1, "…")]
    #[case::none("abc", 0, "")]
    #[case::wide("中文中文", 5, "中…文")]
    fn the_middle_is_cut(#[case] text: &str, #[case] columns: usize, #[case] expected: &str) {
        assert_eq!(cut_middle(text, columns), expected);
    }

    #[test]
    fn lines_break_at_spaces_and_the_last_one_says_that_more_follows() {
        assert_eq!(wrap("one two three four", 8, 4), ["one two", "three", "four"]);
        assert_eq!(wrap("one two three four", 8, 2), ["one two", "three f…"]);
        assert_eq!(wrap("abcdefghij", 4, 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn what_is_missing_is_marked_where_it_is() {
        assert_eq!((cut_start("abcdef", 4), cut_end("abcdef", 4)), ("…def".into(), "abc…".into()));
        assert_eq!(cut_start("abcd", 4), "abcd");
    }

    proptest! {
        #[test]
        fn what_is_shown_as_one_is_what_unicode_says(text in "[ab 中e\u{301}\u{200d}👩🇩🇪…_]{0,12}") {
            prop_assert_eq!(graphemes(&text).collect::<Vec<_>>(), text.graphemes(true).collect::<Vec<_>>());
        }

        #[test]
        fn no_result_is_wider_than_asked(text in "[ -~中é]{0,40}", columns in 0usize..30) {
            prop_assert!(width(&cut_end(&text, columns)) <= columns);
            prop_assert!(width(&cut_start(&text, columns)) <= columns);
            prop_assert!(width(&cut_middle(&text, columns)) <= columns);
            if columns >= 2 {
                for line in wrap(&text, columns, 100) {
                    prop_assert!(width(&line) <= columns);
                }
            }
        }
    }
}
