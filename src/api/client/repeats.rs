//! Finds a secret in a text: whole or a piece of it, as it is, as JSON, Python and the like write it out, or in
//! Base64. A service that complains about its input mostly quotes it, cut and escaped.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// Length of the shortest secret that is searched for: a shorter one occurs in any sentence by accident.
const SHORTEST: usize = 4;
/// Length of a piece of a secret, in letters, that occurs nowhere by accident.
const PIECE: usize = 8;
/// The longest text that is searched, in bytes; a longer one is no sentence.
const LONGEST: usize = 64 * 1024;

/// Tells whether `text` contains `secret` or a piece of it.
pub(super) fn repeats(text: &str, secret: &str) -> bool {
    let secret = secret.trim();
    let units: Vec<u16> = secret.encode_utf16().collect();
    if units.len() < SHORTEST {
        return false;
    }
    text.len() > LONGEST
        || have_a_piece_in_common(&unescaped(text), &units)
        || have_a_piece_in_common(&text.encode_utf16().collect::<Vec<_>>(), &units)
        || has_base64_of(text, secret)
}

/// Tells whether `text` contains `secret` in Base64. Three bytes are four letters there, so the secret looks
/// different for each place that it may begin at.
fn has_base64_of(text: &str, secret: &str) -> bool {
    let text: Vec<u16> = text.replace('-', "+").replace('_', "/").encode_utf16().collect();
    (0..3).filter_map(|skipped| secret.as_bytes().get(skipped..)).any(|rest| {
        let letters: Vec<u16> = STANDARD_NO_PAD.encode(rest).encode_utf16().collect();
        letters.len() >= PIECE && have_a_piece_in_common(&text, &letters)
    })
}

fn have_a_piece_in_common(text: &[u16], secret: &[u16]) -> bool {
    let length = secret.len().min(PIECE);
    let mut pieces: Vec<&[u16]> = text.windows(length).collect();
    pieces.sort_unstable();
    let blank = |piece: &[u16]| piece.iter().all(|unit| u8::try_from(*unit).is_ok_and(|b| b <= b' '));
    secret.windows(length).any(|piece| !blank(piece) && pieces.binary_search(&piece).is_ok())
}

/// Resolves the escapes of a text, in the units of `\u`.
fn unescaped(text: &str) -> Vec<u16> {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        units.extend(plain.encode_utf16());
        rest = take_escape(escaped, &mut units);
    }
    units.extend(rest.encode_utf16());
    units
}

/// Resolves the escape at the start of `escaped`, and returns the rest.
fn take_escape<'a>(escaped: &'a str, units: &mut Vec<u16>) -> &'a str {
    let Some(kind) = escaped.chars().next() else { return escaped };
    let rest = &escaped[kind.len_utf8()..];
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if let Some((hex, after)) = rest.split_at_checked(digits)
        && let Ok(code) = u32::from_str_radix(hex, 16)
    {
        match (u16::try_from(code), char::from_u32(code)) {
            // Half a character, as JSON writes those beyond 16 bits.
            (Ok(unit), _) => units.push(unit),
            (Err(_), Some(c)) => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
            (Err(_), None) => {}
        }
        return after;
    }
    let c = match kind {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\x08',
        'f' => '\x0c',
        itself => itself,
    };
    units.extend(c.encode_utf16(&mut [0; 2]).iter());
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const TWO_LINES: &str = "ab\"1\nci'2\né\u{1f511}\\x";

    #[rstest]
    #[case::whole("hunter2", "bad value hunter2.")]
    #[case::without_the_newline_at_its_end("hunter2\n", "bad value 'hunter2'")]
    #[case::its_beginning("correct horse battery", "[input_value='correct ho...']")]
    #[case::its_end("correct horse battery", "[input_value='...e battery']")]
    #[case::one_line_of_several("ab\ncorrect horse\ncd", "line 2: correct horse")]
    #[case::as_json(TWO_LINES, r#"got "ab\"1\nci'2\n\u00e9\ud83d\udd11\\x""#)]
    #[case::as_python_has_it(TWO_LINES, r#"got 'ab"1\nci\'2\né🔑\\x'"#)]
    #[case::as_python_has_it_in_ascii(TWO_LINES, r#"got 'ab"1\nci\'2\n\xe9\U0001f511\\x'"#)]
    #[case::in_base64("correct horse battery", "got Y29ycmVjdCBob3JzZSBiYXR0ZXJ5")]
    #[case::in_base64_with_more("correct horse battery", "got eHg6Y29ycmVjdCBob3JzZQ==")]
    #[case::in_base64_for_urls("???>>>???>>>", "got Pz8_Pj4-Pz8_Pj4-")]
    #[case::escaped_like_a_line("C:\\temp\\new", "got C:\\temp\\new")]
    fn a_repetition_is_found(#[case] secret: &str, #[case] text: &str) {
        assert!(repeats(text, secret));
    }

    #[rstest]
    #[case::another("correct horse battery", "description: Value error, description field may only ...")]
    #[case::short_words_in_common("an error of my own", "Value error, and of what")]
    #[case::white_space("a          b", "<html>          <body>")]
    #[case::too_short("err", "Value error")]
    #[case::empty("", "Value error")]
    fn what_is_said_of_something_else_is_kept(#[case] secret: &str, #[case] text: &str) {
        assert!(!repeats(text, secret));
    }

    proptest! {
        #[test]
        fn as_it_is_and_as_json_it_is_found(secret in "[a-z]{0,9}[a-zé🔑\"'\\\\\n\u{1}]{4,40}", rest in "[ -~]{0,20}") {
            prop_assume!(secret.trim().encode_utf16().count() >= SHORTEST);
            for form in [secret.clone(), serde_json::to_string(&secret).unwrap()] {
                prop_assert!(repeats(&format!("bad {form} {rest}"), &secret), "{form}");
            }
        }
    }
}
