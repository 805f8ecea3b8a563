//! Repairs JSON that a strict parser refuses for its text alone: escapes of lone surrogates, which the service stores
//! and returns (contract §2), and bytes that are not UTF-8.

/// Copies `json` with U+FFFD where no character was. Costs a pass and a copy, so it is called only after a strict
/// parser has refused.
pub(super) fn mended(json: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(json);
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            out.push(bytes[at]);
            at += 1;
            continue;
        }
        let length = match escaped_unit(bytes, at) {
            None => 2, // another escape: the character after the backslash begins none
            Some(0xd800..=0xdbff) => match escaped_unit(bytes, at + 6) {
                Some(0xdc00..=0xdfff) => 12,
                _ => 0,
            },
            Some(0xdc00..=0xdfff) => 0,
            Some(_) => 6,
        };
        if length == 0 {
            out.extend_from_slice(b"\\ufffd");
            at += 6;
        } else {
            let end = (at + length).min(bytes.len());
            out.extend_from_slice(&bytes[at..end]);
            at = end;
        }
    }
    out
}

/// Reads the UTF-16 unit of a `\uXXXX` at `at`.
fn escaped_unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = std::str::from_utf8(digits).ok()?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::nothing(br#""a\n\"\\ud800""#, r#""a\n\"\\ud800""#)]
    #[case::pair(br#""\ud83d\ude00""#, r#""\ud83d\ude00""#)]
    #[case::high(br#""a\ud800b""#, r#""a\ufffdb""#)]
    #[case::low(br#""a\udc00b""#, r#""a\ufffdb""#)]
    #[case::two_high(br#""\ud800\ud800""#, r#""\ufffd\ufffd""#)]
    #[case::high_then_letter(br#""\ud800\u0041""#, r#""\ufffd\u0041""#)]
    #[case::cut(br#""\ud8"#, r#""\ud8"#)]
    #[case::end(br"\", r"\")]
    #[case::not_utf8(b"\"a\xffb\"", "\"a\u{fffd}b\"")]
    fn lone_surrogates_are_replaced(#[case] json: &[u8], #[case] expected: &str) {
        assert_eq!(String::from_utf8(mended(json)).unwrap(), expected);
    }
}
