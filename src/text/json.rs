//! JSON in which what could command a terminal is escaped, so that it is safe to look at and still exact.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CharEscape, Formatter};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Writes `value` as JSON in one line, without a newline at the end.
///
/// # Errors
/// Those of `writer`.
pub fn write(writer: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(writer, Plain)).map_err(io::Error::from)
}

/// JSON in which every character prints.
struct Plain;

impl Formatter for Plain {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.bytes().all(|byte| byte.is_ascii() && byte != 0x7f) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut plain = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| commands(*c)) {
            writer.write_all(&fragment.as_bytes()[plain..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[plain..])
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        serde_json::ser::CompactFormatter.write_char_escape(writer, escape)
    }
}

/// Tells whether a character commands the terminal, or hides or reorders what is around it.
fn commands(c: char) -> bool {
    use GeneralCategory as C;
    matches!(
        c.general_category(),
        C::Control | C::Format | C::LineSeparator | C::ParagraphSeparator | C::Unassigned | C::PrivateUse
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json(text: &str) -> String {
        let mut out = Vec::new();
        write(&mut out, &text).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_commands_a_terminal_is_escaped() {
        assert_eq!(json("a\u{1b}[2J\u{9b}31m\u{7f}\u{202e}é\n"), r#""a\u001b[2J\u009b31m\u007f\u202eé\n""#);
        assert_eq!(json("\u{e0041}"), r#""\udb40\udc41""#);
    }

    proptest! {
        #[test]
        fn every_text_can_be_read_back_and_prints(text in ".*|[\u{0}-\u{2fff}]*") {
            let json = json(&text);
            prop_assert!(!json.chars().any(commands));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
