//! The kinds of characters that do not look like what they are: their members, their names, and the texts that
//! replace them when they are removed.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::text::is_plain;

/// A kind of character that does not look like what it is, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    CarriageReturn,
    Nul,
    Control,
    ByteOrderMark,
    ZeroWidth,
    Direction,
    Tag,
    LineSeparator,
    NoBreakSpace,
    OddSpace,
    Tab,
    CombiningMark,
    Code,
}

impl Kind {
    pub(super) const ALL: [Self; 13] = [
        Self::CarriageReturn,
        Self::Nul,
        Self::Control,
        Self::ByteOrderMark,
        Self::ZeroWidth,
        Self::Direction,
        Self::Tag,
        Self::LineSeparator,
        Self::NoBreakSpace,
        Self::OddSpace,
        Self::Tab,
        Self::CombiningMark,
        Self::Code,
    ];

    /// Returns the kind of `c`; `None` for a character that shows itself, and for a newline, which shows as one.
    pub(super) fn of(c: char) -> Option<Self> {
        Some(match c {
            ' '..='~' | '\n' => return None,
            '\r' => Self::CarriageReturn,
            '\t' => Self::Tab,
            '\0' => Self::Nul,
            _ if c.is_control() => Self::Control,
            '\u{feff}' => Self::ByteOrderMark,
            '\u{a0}' | '\u{202f}' | '\u{2007}' => Self::NoBreakSpace,
            '\u{2028}' | '\u{2029}' => Self::LineSeparator,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                Self::Direction
            }
            '\u{e0000}'..='\u{e007f}' => Self::Tag,
            // Soft hyphen, joiners, word joiner, fillers of no width, selectors of a variant.
            '\u{ad}'
            | '\u{34f}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0100}'..='\u{e01ef}' => Self::ZeroWidth,
            // Letters and signs by category that look like a space.
            '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}' => Self::OddSpace,
            _ if is_plain(c) => return None,
            _ => match c.general_category() {
                GeneralCategory::SpaceSeparator => Self::OddSpace,
                GeneralCategory::NonspacingMark
                | GeneralCategory::SpacingMark
                | GeneralCategory::EnclosingMark => Self::CombiningMark,
                _ => Self::Code,
            },
        })
    }

    /// Names one of it, and several.
    pub(super) fn words(self) -> [&'static str; 2] {
        match self {
            Self::CarriageReturn => ["a carriage return", "carriage returns"],
            Self::Nul => ["a NUL character", "NUL characters"],
            Self::Control => ["a control character", "control characters"],
            Self::ByteOrderMark => ["a byte-order mark", "byte-order marks"],
            Self::ZeroWidth => ["a zero-width character", "zero-width characters"],
            Self::Direction => ["a text-direction mark", "text-direction marks"],
            Self::Tag => ["a tag character", "tag characters"],
            Self::LineSeparator => ["a line separator", "line separators"],
            Self::NoBreakSpace => ["a no-break space", "no-break spaces"],
            Self::OddSpace => ["an odd space", "odd spaces"],
            Self::Tab => ["a tab", "tabs"],
            Self::CombiningMark => ["a combining mark", "combining marks"],
            Self::Code => ["a character that shows as a code", "characters that show as codes"],
        }
    }

    /// Returns the text that replaces the character when it is removed; `None` where it stays, because a text may
    /// well need it.
    pub(super) fn replacement(self) -> Option<&'static str> {
        match self {
            Self::Tab | Self::CombiningMark | Self::Code => None,
            Self::NoBreakSpace | Self::OddSpace => Some(" "),
            Self::LineSeparator => Some("\n"),
            _ => Some(""),
        }
    }
}

/// The kinds of characters met so far: to look one up costs more than to remember it.
pub(super) struct Met([(char, Option<Kind>); 64]);

impl Met {
    pub(super) fn new() -> Self {
        Self([('\n', None); 64])
    }

    pub(super) fn kind(&mut self, c: char) -> Option<Kind> {
        if matches!(c, ' '..='~' | '\n') {
            return None;
        }
        let place = &mut self.0[c as usize % 64];
        if place.0 != c {
            *place = (c, Kind::of(c));
        }
        place.1
    }
}
