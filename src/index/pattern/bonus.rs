//! nucleo's points for a matched character, by its class and that of the character before it.

/// Points for the match itself.
pub(super) const MATCH: u16 = 16;
/// Further points at the beginning, or after white space.
pub(super) const WHITE: u16 = 10;
/// Points after a delimiter.
const DELIMITER: u16 = 9;
/// Points after another character that is neither letter nor digit.
pub(super) const BOUNDARY: u16 = 8;
/// Points at a capital or a number in the middle of a word.
const CAMEL: u16 = 5;
/// Points right after another match.
pub(super) const CONSECUTIVE: u16 = 4;

/// Returns the most points that a match of this many characters can have: each character with the highest bonus,
/// the first with twice the bonus.
pub(super) fn best(characters: usize) -> u32 {
    let characters = u32::try_from(characters).unwrap_or(u32::MAX);
    u32::from(MATCH + WHITE).saturating_mul(characters).saturating_add(u32::from(WHITE))
}

/// Returns the bonus of a match with `byte`, which depends on the character before.
pub(super) fn bonus(before: u8, byte: u8) -> u16 {
    BONUS[class(before)][class(byte)].into()
}

/// The classes of characters that nucleo tells apart.
#[derive(Clone, Copy)]
enum Class {
    White,
    Delimiter,
    Other,
    Lower,
    Upper,
    Digit,
}

const ALL: [Class; 6] =
    [Class::White, Class::Delimiter, Class::Other, Class::Lower, Class::Upper, Class::Digit];

/// Room for a class: a power of two, so that no class needs a check.
const CLASS: usize = 8;

fn class(byte: u8) -> usize {
    CLASSES[usize::from(byte)] as usize % CLASS
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'/' | b',' | b':' | b';' | b'|' => Class::Delimiter,
            byte if byte.is_ascii_whitespace() => Class::White,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// The bonus of a character after another one, by their classes.
const BONUS: [[u8; CLASS]; CLASS] = {
    let mut table = [[0; CLASS]; CLASS];
    let mut index = 0;
    while index < ALL.len() * ALL.len() {
        let (before, class) = (index / ALL.len(), index % ALL.len());
        table[before][class] = worth(ALL[before], ALL[class]) as u8;
        index += 1;
    }
    table
};

const fn worth(before: Class, class: Class) -> u16 {
    match (before, class) {
        (Class::White, Class::Lower | Class::Upper | Class::Digit) | (_, Class::White) => WHITE,
        (Class::Delimiter, Class::Lower | Class::Upper | Class::Digit) => DELIMITER,
        (Class::Other, Class::Lower | Class::Upper | Class::Digit) | (_, Class::Other) => BOUNDARY,
        (Class::Lower, Class::Upper | Class::Digit) | (Class::Upper, Class::Digit) => CAMEL,
        _ => 0,
    }
}
