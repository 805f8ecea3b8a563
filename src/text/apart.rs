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
        Self::matched(text, columns, others, &[])
    }

    /// As [`Cut::apart`], but before all else the characters at the places `marked` are shown, as many as can be.
    pub fn matched<'a>(
        text: &str,
        columns: usize,
        others: impl IntoIterator<Item = &'a str>,
        marked: &[u32],
    ) -> Self {
        if columns < 3 || width(text) <= columns {
            return Self::end(text, columns);
        }
        let matched = runs(text, marked);
        let differs = others.into_iter().filter_map(|other| difference(text, other));
        let wanted: Vec<_> = matched.iter().cloned().chain(differs).collect();
        let most = if matched.is_empty() { &wanted } else { &matched };
        let cut =
            Self::around_a_gap(text, columns, &wanted).or_else(|| Self::around_a_gap(text, columns, most));
        cut.unwrap_or_else(|| Self::around(text, columns, most))
    }

    /// Start and end, with one gap that hides nothing of what is `wanted`, as near to the middle as that can be;
    /// `None` where no gap does.
    fn around_a_gap(text: &str, columns: usize, wanted: &[Range<usize>]) -> Option<Self> {
        let shown = columns - 1;
        // So much is missing, from this column on.
        let missing = width(text) - shown;
        let hides = |from: usize, span: &Range<usize>| span.start < from + missing && from < span.end;
        let middle = columns / 2;
        // The nearest place to the middle.
        let places = (0..=shown).flat_map(|by| [middle.checked_sub(by), Some(middle + by)]).flatten();
        let mut places = places.filter(|&from| from <= shown);
        let from = places.find(|&from| !wanted.iter().any(|span| hides(from, span)))?;
        Some(Self::without(text, from, shown - from))
    }

    /// Cuts the end of `text` where it does not fit into `columns`.
    pub fn end(text: &str, columns: usize) -> Self {
        let fits = width(text) <= columns;
        let head = if fits { text.len() } else { head(text, columns.saturating_sub(1)).len() };
        Self { head, part: text.len()..text.len() }
    }

    /// Cuts as [`Cut::end`], but where none of the characters at the places `marked` would be seen what stands before
    /// them is missing too, and where only some would something between them is.
    pub fn showing(text: &str, columns: usize, marked: &[u32]) -> Self {
        let cut = Self::end(text, columns);
        let byte = |place: &u32| graphemes(text).take(*place as usize).map(str::len).sum::<usize>();
        let (Some(at), Some(last)) = (marked.first().map(byte), marked.last().map(byte)) else { return cut };
        if last < cut.head || cut.head == text.len() || columns < 3 {
            return cut;
        }
        if at < cut.head {
            return Self::around(text, columns, &runs(text, marked));
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

    /// Keeps the start, and what stands around as much as can be of what else is `wanted`, which is far from both ends.
    fn around(text: &str, columns: usize, wanted: &[Range<usize>]) -> Self {
        let start = head(text, columns / 4);
        let room = columns.saturating_sub(width(start) + 2);
        let seen_from = |first: usize| {
            let seen = wanted.iter().filter(move |span| span.start >= first && span.end <= first + room);
            (seen.clone().map(Range::len).sum::<usize>(), seen.map(|span| span.end).max())
        };
        let behind = wanted.iter().filter(|span| span.end > width(start)).map(|span| span.start);
        let best = behind.max_by_key(|first| (seen_from(*first).0, usize::MAX - first)).unwrap_or(0);
        let (first, last) = (best, seen_from(best).1.unwrap_or(best + room));
        // In the middle of its room where all of it fits, or else its beginning.
        let before = room.saturating_sub(last - first) / 2;
        let from = head(text, first.saturating_sub(before)).len().max(start.len());
        Self { head: start.len(), part: from..from + head(&text[from..], room).len() }
    }
}

/// Finds the columns of the characters of `text` at these places, those side by side as one.
fn runs(text: &str, places: &[u32]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let (mut places, mut column) = (places.iter().peekable(), 0);
    for (at, grapheme) in graphemes(text).enumerate() {
        let after = column + width(grapheme);
        if places.next_if(|place| **place as usize == at).is_some() {
            match runs.last_mut().filter(|run| run.end == column) {
                Some(run) => run.end = after,
                None => runs.push(column..after),
            }
        }
        column = after;
    }
    runs
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

    #[rstest]
    #[case::behind_the_cut("aaaaaaaaaaaaaaaaaaaapgxbbbbbbbbbbbbbbbbb", 12, &[20, 21, 22], "aaa…aapgxbb…")]
    #[case::with_a_start_that_matches("postgres_main_cluster_primary_writer_password", 20, &[0, 1, 22, 23, 24], "postg…ster_primary_…")]
    #[case::two_behind_it("aaaaaaaaaaaaaaaaaaaapgaaaaxybbbbbbbbbbbbbbbbbbb", 16, &[20, 21, 26, 27], "aaaa…apgaaaaxyb…")]
    #[case::more_of_them("aaaaaaaaaaaapaaaaaaaaaaaaaaaaaxyzbbbbbbbbbbbbbbbbbbbbbbbb", 12, &[12, 30, 31, 32], "aaa…aaxyzbb…")]
    #[case::at_both_ends("postgres_main_password", 11, &[0, 21], "postg…sword")]
    fn what_matched_is_shown(
        #[case] text: &str,
        #[case] columns: usize,
        #[case] marked: &[u32],
        #[case] expected: &str,
    ) {
        let Cut { head, part } = Cut::matched(text, columns, [], marked);
        let behind = if part.end < text.len() { "…" } else { "" };
        assert_eq!(format!("{}…{}{behind}", &text[..head], &text[part]), expected);
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
