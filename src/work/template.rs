//! Texts with references to secrets, as `inject` fills them in: the markers are those of Tapis itself, `${secret:NAME}`
//! and `${secret:USER:NAME}` (`PODS` §2). `$${secret:` stands for `${secret:`; everything else is text.

use crate::domain::Reference;

/// The beginning of a reference.
const OPEN: &[u8] = b"${secret:";

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text that stays as it is.
    Text(&'a [u8]),
    /// Text that begins like a reference and is none: it stays as it is, too, and is worth a word.
    Unclear(&'a [u8]),
    /// The place for a value.
    Value(Reference),
}

impl Piece<'_> {
    /// Returns the reference, when it is one.
    pub fn reference(&self) -> Option<&Reference> {
        if let Self::Value(reference) = self { Some(reference) } else { None }
    }
}

/// Returns the pieces of a template, in their order.
pub fn pieces(template: &[u8]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = find(rest, OPEN) {
        let (before, from) = rest.split_at(at);
        if let Some(text) = before.strip_suffix(b"$") {
            pieces.extend([Piece::Text(text), Piece::Text(OPEN)]);
            rest = &from[OPEN.len()..];
            continue;
        }
        pieces.push(Piece::Text(before));
        let (piece, length) = match marker(from) {
            Some((reference, length)) => (Piece::Value(reference), length),
            None => (Piece::Unclear(OPEN), OPEN.len()),
        };
        pieces.push(piece);
        rest = &from[length..];
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| !matches!(piece, Piece::Text(b"")));
    pieces
}

/// Returns the reference of a text that is one as a whole.
pub fn whole(text: &str) -> Option<Reference> {
    marker(text.as_bytes()).filter(|(_, length)| *length == text.len()).map(|(reference, _)| reference)
}

/// Reads the reference at the beginning of `text`; returns its length, too.
fn marker(text: &[u8]) -> Option<(Reference, usize)> {
    let inside = text.strip_prefix(OPEN)?;
    let end = inside.iter().position(|byte| *byte == b'}')?;
    let reference = Reference::read(std::str::from_utf8(&inside[..end]).ok()?);
    reference.is_recognised().then_some((reference, OPEN.len() + end + 1))
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// The template with each value replaced by the name of its reference in angle brackets.
    fn filled(template: &str) -> String {
        let text = pieces(template.as_bytes()).into_iter().map(|piece| match piece {
            Piece::Text(text) | Piece::Unclear(text) => String::from_utf8_lossy(text).into_owned(),
            Piece::Value(Reference { user: Some(user), secret }) => format!("<{user} {secret}>"),
            Piece::Value(Reference { user: None, secret }) => format!("<{secret}>"),
        });
        text.collect()
    }

    #[rstest]
    #[case::alone("${secret:db}", "<db>")]
    #[case::of_a_user("${secret:bob:db}", "<bob db>")]
    #[case::among_text("a=${secret:x};b=${secret:y}\n", "a=<x>;b=<y>\n")]
    #[case::side_by_side("${secret:x}${secret:y}", "<x><y>")]
    #[case::escaped("$${secret:db}", "${secret:db}")]
    #[case::escaped_behind_a_dollar("$$${secret:db}", "$${secret:db}")]
    #[case::unfinished("${secret:db", "${secret:db")]
    #[case::no_name("${secret:}", "${secret:}")]
    #[case::other_characters("${secret:a b} ${secret:c}", "${secret:a b} <c>")]
    #[case::one_in_another("${secret:${secret:x}}", "${secret:<x>}")]
    #[case::another_placeholder("${pods:secrets:DB} $PATH", "${pods:secrets:DB} $PATH")]
    fn markers_are_found(#[case] template: &str, #[case] expected: &str) {
        assert_eq!(filled(template), expected);
    }

    #[rstest]
    #[case("${secret:db}", true)]
    #[case("${secret:bob:db}", true)]
    #[case(" ${secret:db}", false)]
    #[case("${secret:db}\n", false)]
    #[case("${secret:a}${secret:b}", false)]
    #[case("", false)]
    fn a_text_is_a_reference_as_a_whole(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(whole(text).is_some(), expected);
    }

    proptest! {
        #[test]
        fn a_text_without_markers_stays_what_it_is(text in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assume!(find(&text, OPEN).is_none());
            let joined: Vec<u8> = pieces(&text)
                .into_iter()
                .flat_map(|piece| match piece {
                    Piece::Text(text) => text.to_vec(),
                    other => panic!("{other:?}"),
                })
                .collect();
            prop_assert_eq!(joined, text);
        }
    }
}
