//! Text from outside, made safe to draw.
//!
//! `SafeText` is the only text the screen accepts: every character in it takes the columns that it
//! claims and none of them can command the terminal. Cutting and wrapping live in `text::fit`, numbers
//! and dates in `text::format`.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

pub mod apart;
pub mod fit;
pub mod format;
pub mod json;
pub mod markdown;
pub mod near;
pub mod reveal;
pub mod sentence;
pub mod shell;
pub mod unseen;

pub use sentence::Sentence;

/// Number of characters of one text that are prepared for the screen; the original is kept whole.
pub const SHOWN_CHARS: usize = 8_192;

/// Number of combining marks that one character may carry on the screen; more are written out.
const MARKS_PER_CHAR: usize = 3;

/// A text of the service in two forms: as it was sent, and as it may be drawn.
///
/// The drawn form writes out what would otherwise be invisible, move the cursor or reorder the line:
/// control characters, line breaks, tabs, bidirectional overrides, zero-width and tag characters, odd
/// spaces. `\n`, `\t`, `\r` and `\u{202e}` are written as in a Rust literal; the rest is untouched.
/// Most texts need nothing, and then there is one allocation for both forms.
#[derive(Clone)]
pub struct SafeText(Form);

#[derive(Clone)]
enum Form {
    /// Sent and drawn are the same.
    Clean(Arc<str>),
    /// Sent, drawn.
    Mended(Arc<(Box<str>, Box<str>)>),
}

impl SafeText {
    /// Makes `original` safe. Costs one pass over the text.
    pub fn new(original: impl Into<Arc<str>>) -> Self {
        let original = original.into();
        match mend(&original) {
            None => Self(Form::Clean(original)),
            Some(shown) => Self(Form::Mended(Arc::new((original.as_ref().into(), shown.into())))),
        }
    }

    /// Returns the form that may be drawn.
    pub fn shown(&self) -> &str {
        match &self.0 {
            Form::Clean(text) => text,
            Form::Mended(both) => &both.1,
        }
    }

    /// Returns the text as it was sent: for addressing, comparing and copying, never for drawing.
    pub fn original(&self) -> &str {
        match &self.0 {
            Form::Clean(text) => text,
            Form::Mended(both) => &both.0,
        }
    }

    /// Tells whether the drawable text equals the text that was sent.
    pub fn is_as_sent(&self) -> bool {
        matches!(self.0, Form::Clean(_))
    }

    /// Tells whether nothing was sent.
    pub fn is_empty(&self) -> bool {
        self.original().is_empty()
    }
}

impl Default for SafeText {
    fn default() -> Self {
        Self(Form::Clean(Arc::default()))
    }
}

impl From<&str> for SafeText {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { Self::new(text) }
    }
}

impl From<String> for SafeText {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl PartialEq for SafeText {
    fn eq(&self, other: &Self) -> bool {
        self.original() == other.original()
    }
}

impl Eq for SafeText {}

impl Hash for SafeText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.original().hash(state);
    }
}

/// Lets a map with such keys be asked for a text as it was sent.
impl Borrow<str> for SafeText {
    fn borrow(&self) -> &str {
        self.original()
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.shown(), f)
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shown())
    }
}

/// Makes the drawable form of `text`; `None` when the text is drawable as it is.
fn mend(text: &str) -> Option<String> {
    if text.len() <= SHOWN_CHARS && text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return None;
    }
    let mut shown = String::with_capacity(text.len().min(SHOWN_CHARS) + 16);
    let mut marks = MARKS_PER_CHAR; // a mark that begins the text has nothing to sit on
    let mut mended = false;
    for (count, c) in text.chars().enumerate() {
        if count == SHOWN_CHARS {
            shown.push('…');
            return Some(shown);
        }
        match kind(c) {
            Kind::Plain => marks = 0,
            Kind::Mark if marks < MARKS_PER_CHAR => marks += 1,
            Kind::Mark | Kind::Unsafe => {
                mended = true;
                marks = MARKS_PER_CHAR;
                shown.extend(c.escape_default());
                continue;
            }
        }
        shown.push(c);
    }
    mended.then_some(shown)
}

enum Kind {
    /// Takes one or two columns and nothing else.
    Plain,
    /// Sits on the character before it.
    Mark,
    /// Commands, hides, reorders, or is measured differently by different terminals.
    Unsafe,
}

/// Classifies a character, strictly rather than completely: a character that terminals measure differently would move
/// everything after it.
fn kind(c: char) -> Kind {
    match c {
        ' '..='~' => return Kind::Plain,
        // The accents of the Latin alphabet; marks of other scripts are measured differently by terminals.
        '\u{300}'..='\u{36f}' if c != '\u{34f}' => return Kind::Mark,
        // Flags and skin tones: what they measure depends on their neighbours. Lam and alef melt into one.
        '\u{1f1e6}'..='\u{1f1ff}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{622}'
        | '\u{623}'
        | '\u{625}'
        | '\u{627}' => {
            return Kind::Unsafe;
        }
        // Letters of Hangul that join into syllables, which themselves are fine.
        '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}' => return Kind::Unsafe,
        // Fillers and blanks that look like nothing, although they are letters and signs by category.
        '\u{3164}' | '\u{ffa0}' | '\u{2800}' => return Kind::Unsafe,
        _ => {}
    }
    use GeneralCategory as C;
    let readable = !matches!(
        c.general_category(),
        C::Control
            | C::Format
            | C::Surrogate
            | C::PrivateUse
            | C::Unassigned
            | C::LineSeparator
            | C::ParagraphSeparator
            | C::SpaceSeparator
            | C::NonspacingMark
            | C::SpacingMark
            | C::EnclosingMark
    );
    if readable && matches!(c.width(), Some(1 | 2)) && stands_alone(c) { Kind::Plain } else { Kind::Unsafe }
}

/// Tells whether a character joins neither the one before nor the one after it.
fn stands_alone(c: char) -> bool {
    let mut among = [0; 6];
    among[0] = b'a';
    let length = c.encode_utf8(&mut among[1..5]).len();
    among[1 + length] = b'a';
    std::str::from_utf8(&among[..length + 2]).is_ok_and(|text| text.graphemes(true).count() == 3)
}

/// Tells whether [`SafeText`] shows a character as itself after a plain one.
pub fn is_plain(c: char) -> bool {
    matches!(kind(c), Kind::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("postgres_main", "postgres_main")]
    #[case::accents("café 中文", "café 中文")]
    #[case::combining("cafe\u{301}", "cafe\u{301}")]
    #[case::escape("a\u{1b}[31mb", "a\\u{1b}[31mb")]
    #[case::newline_and_tab("two\nlines\tand tab", "two\\nlines\\tand tab")]
    #[case::nul("a\0b", "a\\u{0}b")]
    #[case::c1("a\u{9b}b", "a\\u{9b}b")]
    #[case::bidi_override("abc\u{202e}def", "abc\\u{202e}def")]
    #[case::isolate("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}")]
    #[case::zero_width("a\u{200b}b", "a\\u{200b}b")]
    #[case::bom("\u{feff}a", "\\u{feff}a")]
    #[case::tag("a\u{e0041}", "a\\u{e0041}")]
    #[case::no_break_space("a\u{a0}b", "a\\u{a0}b")]
    #[case::leading_mark("\u{301}a", "\\u{301}a")]
    #[case::unassigned("\u{378}a", "\\u{378}a")]
    #[case::non_character("\u{fdd0}", "\\u{fdd0}")]
    #[case::private("\u{e000}", "\\u{e000}")]
    #[case::arabic_sign("\u{600}1", "\\u{600}1")]
    #[case::joins_what_follows("\u{d4e}a", "\\u{d4e}a")]
    #[case::enclosing("a\u{20dd}", "a\\u{20dd}")]
    #[case::conjoining("\u{1100}\u{1161}", "\\u{1100}\\u{1161}")]
    #[case::emoji("\u{1f600}", "\u{1f600}")]
    #[case::flag("\u{1f1e9}\u{1f1ea}", "\\u{1f1e9}\\u{1f1ea}")]
    fn text_is_made_visible(#[case] original: &str, #[case] shown: &str) {
        let text = SafeText::from(original);
        assert_eq!(text.shown(), shown);
        assert_eq!(text.original(), original);
    }

    #[test]
    fn a_pile_of_marks_is_written_out() {
        let text = SafeText::from(format!("a{}", "\u{301}".repeat(5)));
        assert_eq!(text.shown(), "a\u{301}\u{301}\u{301}\\u{301}\\u{301}");
    }

    #[test]
    fn a_giant_text_is_shown_in_part_and_kept_whole() {
        let text = SafeText::from("x".repeat(1_000_000));
        assert_eq!(text.shown().chars().count(), SHOWN_CHARS + 1);
        assert_eq!(text.original().len(), 1_000_000);
    }

    proptest! {
        #[test]
        fn nothing_drawable_is_invisible_or_a_command(original in any::<String>()) {
            let text = SafeText::from(original.as_str());
            prop_assert_eq!(text.original(), original.as_str());
            for c in text.shown().chars() {
                prop_assert!(!c.is_control());
                prop_assert!(!matches!(kind(c), Kind::Unsafe), "{:?}", c);
            }
            // what is drawable stays as it is
            let again = SafeText::from(text.shown());
            prop_assert_eq!(again.shown(), text.shown());
        }
    }
}
