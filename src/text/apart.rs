//! Cuts a name so that it still differs from the names beside it.
//!
//! ```text
//! billing_service_eu_west_1_password     billing_ser…west_1_password     the middle is missing,
//! billing_service_eu_west_2_password     billing_ser…west_2_password
//! billing_service_eu_west_password_1     billing_serv…t_password_1
//! billing_service_no_west_password_1     billing_service_n…password_1    but not what differs
//! ```

use std::ops::Range;

use super::fit::{graphemes, head, tail, width};

/// Columns of the difference that are shown at least, where there is room.
const DIFFERENCE: usize = 6;

/// The visible part of a text that may not have room: its start, and one part behind it. An ellipsis stands for what
/// is missing between them, and at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Bytes of the start.
    pub head: usize,
    /// The part behind it.
    pub part: Range<usize>,
}

impl Cut {
    /// Keeps the whole of `text` where it fits into `columns`, otherwise its start and its end, moved so that the
    /// part that differs from each of the `others` is shown.
    pub fn apart<'a>(text: &str, columns: usize, others: impl IntoIterator<Item = &'a str>) -> Self {
        let all = width(text);
        if all <= columns {
            return Self { head: text.len(), part: text.len()..text.len() };
        }
        if columns < 3 {
            return Self::end(text, columns);
        }
        let wanted: Vec<_> = others.into_iter().filter_map(|other| difference(text, other)).collect();
        let shown = columns - 1;
        // So much is missing, from this column on.
        let missing = all - shown;
        let hides = |from: usize, span: &Range<usize>| span.start < from + missing && from < span.end;
        let middle = columns / 2;
        // The nearest place to the middle.
        let places = (0..=shown).flat_map(|by| [middle.checked_sub(by), Some(middle + by)]).flatten();
        let mut places = places.filter(|&from| from <= shown);
        match places.find(|&from| !wanted.iter().any(|span| hides(from, span))) {
            Some(from) => Self::without(text, from, shown - from),
            None => Self::around(text, columns, &wanted),
        }
    }

    /// Cuts the end of `text` where it does not fit into `columns`.
    pub fn end(text: &str, columns: usize) -> Self {
        let fits = width(text) <= columns;
        let head = if fits { text.len() } else { head(text, columns.saturating_sub(1)).len() };
        Self { head, part: text.len()..text.len() }
    }

    /// Cuts as [`Cut::end`], but cuts before the character `wanted` where it would be missing.
    pub fn showing(text: &str, columns: usize, wanted: Option<usize>) -> Self {
        let cut = Self::end(text, columns);
        let at = wanted.map_or(0, |wanted| graphemes(text).take(wanted).map(str::len).sum::<usize>());
        if at < cut.head || cut.head == text.len() || columns < 3 {
            return cut;
        }
        let room = columns - 1;
        let from = text.len() - tail(text, room).len();
        if at >= from {
            return Self { head: 0, part: from..text.len() };
        }
        // It stands in the middle, with something missing at both ends.
        let before = tail(&text[..at], (room - 1) / 4).len();
        let from = at - before;
        Self { head: 0, part: from..from + head(&text[from..], room - 1).len() }
    }

    /// Keeps these columns of the start and of the end.
    fn without(text: &str, start: usize, end: usize) -> Self {
        Self { head: head(text, start).len(), part: text.len() - tail(text, end).len()..text.len() }
    }

    /// Keeps the start, and the text around the differences, which are far from both ends.
    fn around(text: &str, columns: usize, wanted: &[Range<usize>]) -> Self {
        let first = wanted.iter().map(|span| span.start).min().unwrap_or(0);
        let last = wanted.iter().map(|span| span.end).max().unwrap_or(0);
        let start = head(text, columns / 4);
        let room = columns.saturating_sub(width(start) + 2);
        // In the middle of its room where all of it fits, or else its beginning.
        let before = room.saturating_sub(last - first) / 2;
        let from = head(text, first.saturating_sub(before)).len().max(start.len());
        Self { head: start.len(), part: from..from + head(&text[from..], room).len() }
    }
}

/// Finds the columns in which `text` begins to differ from `other`, whole characters and at least one: its last where
/// the other one only goes on. `None` where they are the same.
fn difference(text: &str, other: &str) -> Option<Range<usize>> {
    let equal = |(a, b): &(u8, u8)| a == b;
    let same = text.bytes().zip(other.bytes()).take_while(equal).count();
    if same == text.len().max(other.len()) {
        return None;
    }
    let rest = text.bytes().skip(same).rev().zip(other.bytes().skip(same).rev());
    let ending = text.len() - rest.take_while(equal).count();
    let (mut span, mut byte) = (0..0, 0);
    for grapheme in graphemes(text) {
        let after = byte + grapheme.len();
        if after <= same && after < text.len() {
            span = span.end + width(grapheme)..span.end + width(grapheme);
        } else if span.is_empty() || byte < ending {
            span.end += width(grapheme);
        }
        byte = after;
    }
    Some(span.start..span.end.min(span.start + DIFFERENCE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn shown(text: &str, columns: usize, others: &[&str]) -> String {
        let Cut { head, part } = Cut::apart(text, columns, others.iter().copied());
        let between = if part.start > head { "…" } else { "" };
        let behind = if part.end < text.len() { "…" } else { "" };
        format!("{}{between}{}{behind}", &text[..head], &text[part])
    }

    #[rstest]
    #[case::it_fits("abcdef", 6, &["abcdeg"], "abcdef")]
    #[case::the_middle_is_missing("abcdefghij", 5, &[], "ab…ij")]
    #[case::nothing_differs("abcdefghij", 5, &["abcdefghij"], "ab…ij")]
    #[case::at_the_end_anyway("password_of_kafka_1", 9, &["password_of_kafka_2"], "pass…ka_1")]
    #[case::nearer_to_the_start("aaaaa1bbbbbbbbbb", 9, &["aaaaa2bbbbbbbbbb"], "aaaaa1…bb")]
    #[case::nearer_to_the_end("aaaaaaaaaa1bbbbb", 9, &["aaaaaaaaaa2bbbbb"], "aa…1bbbbb")]
    #[case::before_and_after("x_a_password_for_01_x", 12, &["x_b_password_for_01_x", "x_a_password_for_02_x"], "x_a_pa…_01_x")]
    #[case::the_other_goes_on("aaaaaaaaaaaa1", 6, &["aaaaaaaaaaaa1_old"], "aaa…a1")]
    #[case::it_goes_on("aaaaaaaaaaaa1_old", 9, &["aaaaaaaaaaaa1"], "aaaa…_old")]
    #[case::far_from_both_ends("aaaaaaaaaaaaaaaaaaaa1bbbbbbbbbbbbbbbbbbbb", 9, &["aaaaaaaaaaaaaaaaaaaa2bbbbbbbbbbbbbbbbbbbb"], "aa…aa1bb…")]
    #[case::wide("秘密の鍵甲秘密の鍵秘密の鍵", 12, &["秘密の鍵乙秘密の鍵秘密の鍵"], "秘密の鍵甲…")]
    #[case::hardly_any_room("abcdef", 2, &["abcdeg"], "a…")]
    fn what_differs_is_shown(
        #[case] text: &str,
        #[case] columns: usize,
        #[case] others: &[&str],
        #[case] expected: &str,
    ) {
        assert_eq!(shown(text, columns, others), expected);
    }

    proptest! {
        #[test]
        fn two_that_differ_look_different(
            start in "[ab]{0,60}", one in "[a-d]{1,3}", other in "[e-h中]{1,3}", end in "[ab]{0,60}", columns in 8usize..60,
        ) {
            let texts = [format!("{start}{one}{end}"), format!("{start}{other}{end}")];
            let cuts = [shown(&texts[0], columns, &[&texts[1]]), shown(&texts[1], columns, &[&texts[0]])];
            prop_assert!(cuts[0] != cuts[1], "{:?}", cuts);
        }

        #[test]
        fn no_cut_is_wider_than_its_room(
            text in "[a-c中é]{0,40}", others in prop::collection::vec("[a-c中é]{0,40}", 0..3), columns in 1usize..30,
        ) {
            let others: Vec<_> = others.iter().map(String::as_str).collect();
            prop_assert!(width(&shown(&text, columns, &others)) <= columns);
        }
    }
}
