//! Finds the end of one JSON value in bytes that arrive in pieces, without reading the value. Neither the depth nor
//! the size of the value costs memory; the caller keeps what it needs.

/// The state inside a value in which the last piece ended.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scan {
    kind: Kind,
    depth: u64,
    in_string: bool,
    escaped: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// An object, a list or a text: ends with a delimiter of its own.
    #[default]
    Delimited,
    /// A number, `true`, `false`, `null`: ends where something else begins.
    Bare,
}

impl Scan {
    /// Begins a value whose first byte is `first`, which is scanned too. `None` when no value begins so.
    pub(super) fn begin(first: u8) -> Option<Self> {
        let kind = match first {
            b'{' | b'[' | b'"' => Kind::Delimited,
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => Kind::Bare,
            _ => return None,
        };
        Some(Self { kind, ..Self::default() })
    }

    /// Goes on with `bytes`; the length of the value's rest when it ends in them.
    pub(super) fn run(&mut self, bytes: &[u8]) -> Option<usize> {
        match self.kind {
            Kind::Bare => {
                bytes.iter().position(|b| matches!(b, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t'))
            }
            Kind::Delimited => self.run_delimited(bytes),
        }
    }

    fn run_delimited(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.escaped {
                self.escaped = false;
                at += 1;
                continue;
            }
            if self.in_string {
                at += plain_run(&bytes[at..]);
                match bytes.get(at) {
                    None => return None,
                    Some(b'\\') => self.escaped = true,
                    Some(_) => self.in_string = false,
                }
                at += 1;
                if !self.in_string && self.depth == 0 {
                    return Some(at);
                }
                continue;
            }
            match bytes[at] {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }
}

/// Counts the bytes before the next `"` or `\`, eight at a time: most of a list is the inside of texts.
fn plain_run(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // Has a zero byte where `word` has `byte`; the lowest hit is exact in little endian order.
    let hits = |word: u64, byte: u8| {
        let differ = word ^ u64::from_ne_bytes([byte; 8]);
        differ.wrapping_sub(ONES) & !differ & HIGH
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = hits(word, b'"') | hits(word, b'\\');
        if found != 0 {
            return index * 8 + (found.trailing_zeros() / 8) as usize;
        }
    }
    let tail = rest.iter().position(|b| matches!(b, b'"' | b'\\')).unwrap_or(rest.len());
    words.len() * 8 + tail
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::object(r#"{"a":{"b":"}"}},"#, Some(15))]
    #[case::list("[[],[[1]]],2", Some(10))]
    #[case::text(r#""a\"b\\",1"#, Some(8))]
    #[case::number("-12.5e3,", Some(7))]
    #[case::word("null}", Some(4))]
    #[case::unfinished_text(r#""a\""#, None)]
    #[case::unfinished_object(r#"{"a":1"#, None)]
    #[case::unfinished_number("12", None)]
    fn the_end_is_found_in_any_pieces(#[case] json: &str, #[case] end: Option<usize>) {
        let bytes = json.as_bytes();
        for cut in 0..=bytes.len() {
            let mut scan = Scan::begin(bytes[0]).unwrap();
            let found = scan.run(&bytes[..cut]).or_else(|| scan.run(&bytes[cut..]).map(|rest| cut + rest));
            assert_eq!(found, end, "cut at {cut}");
        }
    }

    #[test]
    fn some_bytes_begin_no_value() {
        assert!(b"}],:<x \x00\xff".iter().all(|&byte| Scan::begin(byte).is_none()));
    }

    proptest! {
        #[test]
        fn a_plain_run_ends_at_the_first_quote_or_backslash(bytes in prop::collection::vec(
            prop_oneof![Just(b'"'), Just(b'\\'), Just(b'!'), Just(b'#'), Just(b'\x5d'), any::<u8>()], 0..40
        )) {
            let naive = bytes.iter().position(|b| matches!(b, b'"' | b'\\')).unwrap_or(bytes.len());
            prop_assert_eq!(plain_run(&bytes), naive);
        }
    }
}
