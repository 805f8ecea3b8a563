//! The meaning of the sequences that a terminal sends for its keys: turns the parameters and the last byte of a
//! CSI or SS3 sequence into a key. A key that nobody binds means nothing.
//!
//! Sources: xterm's "Control Sequences", the kitty keyboard protocol, and the manual of rxvt.

use crate::keys::{Code, Key};

/// The modifiers in a parameter, less one (xterm, kitty).
const SHIFT: u32 = 1;
const ALT: u32 = 2;
const CTRL: u32 = 4;
const SUPER: u32 = 8;
const HYPER: u32 = 16;
const META: u32 = 32;

/// Kitty's number for the release of a key.
const RELEASE: u32 = 3;

/// Returns the key of a CSI or SS3 sequence with these parameters and this last byte; `alt` when a second
/// `Esc` came before it.
pub(super) fn key(params: &[u8], last: u8, alt: bool) -> Option<Key> {
    let params = Params::read(params)?;
    if params.sub(1, 1) == Some(RELEASE) {
        return None;
    }
    let held = params.sub(1, 0).unwrap_or(1).saturating_sub(1) | if alt { ALT } else { 0 };
    match last {
        b'~' | b'^' | b'@' | b'$' if params.sub(0, 0) == Some(27) => character(params.sub(2, 0)?, None, held),
        b'~' | b'^' | b'@' | b'$' => numbered(params.sub(0, 0)?).and_then(|code| with(code, held)),
        b'u' => {
            // The third parameter is the text of the key, if the terminal sends it.
            let text = params.sub(2, 0).filter(|_| held & (ALT | CTRL | META) == 0);
            match text {
                Some(text) => character(text, None, held & !SHIFT),
                None => character(params.sub(0, 0)?, params.sub(0, 1), held),
            }
        }
        _ => lettered(last).and_then(|code| with(code, held)),
    }
}

/// Returns the key of an SS3 sequence, which the keys of the number pad send as well. Its digits and its point
/// mean nothing, because the same sequence is `7` in one terminal and `Home` in another.
pub(super) fn key_of_pad(params: &[u8], last: u8, alt: bool) -> Option<Key> {
    match last {
        // rxvt's, with Ctrl.
        b'a'..=b'd' => with(lettered(last)?, if alt { ALT | CTRL } else { CTRL }),
        b'M' => Some(Key::plain(Code::Enter)),
        b'I' => Some(Key::plain(Code::Tab)),
        b' ' => Some(Key::char(' ')),
        b'X' => Some(Key::char('=')),
        b'n' | b'p'..=b'y' => None,
        // The operators stand 0x40 above themselves.
        b'j'..=b'o' => Some(Key::char(char::from(last - 0x40))),
        _ => key(params, last, alt),
    }
}

/// Returns a named key with its modifiers. `Shift-Tab` has a code of its own, and `Ctrl` and `Alt` make `Left`
/// and `Right` move by a word. Otherwise modifiers mean nothing on such keys: `Shift-Down` moves like `Down`.
/// Returns `None` with a modifier of the window system, because such a key is not for us.
fn with(code: Code, held: u32) -> Option<Key> {
    let code = if code == Code::Tab && held & SHIFT != 0 { Code::BackTab } else { code };
    let by_word = matches!(code, Code::Left | Code::Right);
    let key = Key { code, ctrl: by_word && held & CTRL != 0, alt: by_word && held & (ALT | META) != 0 };
    (held & (SUPER | HYPER) == 0).then_some(key)
}

/// Returns the key that the last byte names.
fn lettered(last: u8) -> Option<Code> {
    Some(match last {
        // In lower case: rxvt's, with Shift.
        b'A' | b'a' => Code::Up,
        b'B' | b'b' => Code::Down,
        b'C' | b'c' => Code::Right,
        b'D' | b'd' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'Z' => Code::BackTab,
        b'P'..=b'S' => Code::F(last - b'P' + 1),
        _ => return None,
    })
}

/// Returns the key that the first parameter names.
fn numbered(number: u32) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        // The numbers have gaps where the keyboard of the VT220 had them.
        11..=15 => Code::F(number as u8 - 10),
        17..=21 => Code::F(number as u8 - 11),
        23..=26 => Code::F(number as u8 - 12),
        28..=29 => Code::F(number as u8 - 13),
        31..=34 => Code::F(number as u8 - 14),
        _ => return None,
    })
}

/// Returns a key that is named by its character, as in the kitty protocol and xterm's `modifyOtherKeys`;
/// `shifted` is the character that it makes with Shift.
fn character(code: u32, shifted: Option<u32>, held: u32) -> Option<Key> {
    let named = match code {
        8 | 127 => Code::Backspace,
        9 => Code::Tab,
        13 | 57_414 => Code::Enter,
        27 => Code::Esc,
        57_417 => Code::Left,
        57_418 => Code::Right,
        57_419 => Code::Up,
        57_420 => Code::Down,
        57_421 => Code::PageUp,
        57_422 => Code::PageDown,
        57_423 => Code::Home,
        57_424 => Code::End,
        57_426 => Code::Delete,
        57_376..=57_398 => Code::F((code - 57_376) as u8 + 13),
        _ => return typed(code, shifted, held),
    };
    with(named, held)
}

fn typed(code: u32, shifted: Option<u32>, held: u32) -> Option<Key> {
    let plain = match code {
        57_399..=57_408 => char::from_digit(code - 57_399, 10)?,
        57_409 => '.',
        57_410 => '/',
        57_411 => '*',
        57_412 => '-',
        57_413 => '+',
        57_415 => '=',
        57_416 => ',',
        // The other keys of the kitty protocol, in the private use area.
        57_344..=63_743 => return None,
        _ => char::from_u32(code).filter(|c| !c.is_control())?,
    };
    let c = match shifted.and_then(char::from_u32) {
        _ if held & SHIFT == 0 => plain,
        Some(shifted) if !shifted.is_control() => shifted,
        _ => plain.to_uppercase().next().unwrap_or(plain),
    };
    let ctrl = held & CTRL != 0;
    let key = Key { code: Code::Char(c), ctrl, alt: held & (ALT | META) != 0 };
    (held & (SUPER | HYPER) == 0).then(|| plain_twin(key))
}

/// Replaces keys with `Ctrl` that always were another key: those that some terminals send to erase, and line
/// feeds.
pub(super) fn plain_twin(key: Key) -> Key {
    match key.code {
        Code::Char('h' | 'H') if key.ctrl => Key::plain(Code::Backspace),
        Code::Char('j' | 'J') if key.ctrl => Key::plain(Code::Enter),
        Code::Char(c) if key.ctrl => Key { code: Code::Char(c.to_ascii_lowercase()), ..key },
        _ => key,
    }
}

/// The parameters of a sequence: numbers separated by `;`, each with sub-numbers separated by `:`.
struct Params<'a>(&'a [u8]);

impl<'a> Params<'a> {
    /// Reads the parameters; `None` for a private sequence or an answer to a question, which have more than
    /// numbers.
    fn read(params: &'a [u8]) -> Option<Self> {
        params.iter().all(|b| matches!(b, b'0'..=b'9' | b';' | b':')).then_some(Self(params))
    }

    fn sub(&self, param: usize, sub: usize) -> Option<u32> {
        let param = self.0.split(|b| *b == b';').nth(param)?;
        let digits = param.split(|b| *b == b':').nth(sub)?;
        str::from_utf8(digits).ok()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn ctrl_alt(c: char) -> Key {
        Key { code: Code::Char(c), ctrl: true, alt: true }
    }

    #[rstest]
    #[case::up(b"", b'A', Some(Key::plain(Code::Up)))]
    #[case::shift_down(b"1;2", b'B', Some(Key::plain(Code::Down)))]
    #[case::ctrl_right(b"1;5", b'C', Some(Key { ctrl: true, ..Key::plain(Code::Right) }))]
    #[case::alt_left(b"1;3", b'D', Some(Key { alt: true, ..Key::plain(Code::Left) }))]
    #[case::alt_up(b"1;3", b'A', Some(Key::plain(Code::Up)))]
    #[case::super_down(b"1;9", b'B', None)]
    #[case::shift_tab(b"", b'Z', Some(Key::plain(Code::BackTab)))]
    #[case::f1_with_ctrl(b"1;5", b'P', Some(Key::plain(Code::F(1))))]
    #[case::home(b"1", b'~', Some(Key::plain(Code::Home)))]
    #[case::delete_in_rxvt_with_ctrl(b"3", b'^', Some(Key::plain(Code::Delete)))]
    #[case::f5(b"15", b'~', Some(Key::plain(Code::F(5))))]
    #[case::f6(b"17", b'~', Some(Key::plain(Code::F(6))))]
    #[case::f12(b"24", b'~', Some(Key::plain(Code::F(12))))]
    #[case::f20(b"34", b'~', Some(Key::plain(Code::F(20))))]
    #[case::insert_is_not_bound(b"2", b'~', None)]
    #[case::other_keys(b"27;5;100", b'~', Some(Key::ctrl('d')))]
    #[case::an_answer(b"?62;22", b'c', None)]
    #[case::kitty_letter(b"97", b'u', Some(Key::char('a')))]
    #[case::kitty_shift(b"97;2", b'u', Some(Key::char('A')))]
    #[case::kitty_shifted(b"49:33;2", b'u', Some(Key::char('!')))]
    #[case::kitty_text(b"49;2;33", b'u', Some(Key::char('!')))]
    #[case::kitty_ctrl(b"99;5", b'u', Some(Key::ctrl('c')))]
    #[case::kitty_ctrl_alt(b"99;7:1", b'u', Some(ctrl_alt('c')))]
    #[case::kitty_ctrl_h(b"104;5", b'u', Some(Key::plain(Code::Backspace)))]
    #[case::kitty_repeat(b"106;1:2", b'u', Some(Key::char('j')))]
    #[case::kitty_release(b"106;1:3", b'u', None)]
    #[case::kitty_release_of_an_arrow(b"1;1:3", b'A', None)]
    #[case::kitty_escape(b"27", b'u', Some(Key::plain(Code::Esc)))]
    #[case::kitty_shift_tab(b"9;2", b'u', Some(Key::plain(Code::BackTab)))]
    #[case::kitty_num_lock(b"106;129", b'u', Some(Key::char('j')))]
    #[case::kitty_caps_lock_itself(b"57358", b'u', None)]
    #[case::kitty_pad(b"57400", b'u', Some(Key::char('1')))]
    #[case::kitty_super(b"113;9", b'u', None)]
    #[case::too_large(b"99999999999", b'u', None)]
    fn sequences(#[case] params: &[u8], #[case] last: u8, #[case] expected: Option<Key>) {
        assert_eq!(key(params, last, false), expected);
    }

    #[rstest]
    #[case(b'P', Some(Key::plain(Code::F(1))))]
    #[case(b'A', Some(Key::plain(Code::Up)))]
    #[case(b'M', Some(Key::plain(Code::Enter)))]
    #[case(b'w', None)]
    #[case(b'n', None)]
    #[case(b'k', Some(Key::char('+')))]
    #[case(b'c', Some(Key { ctrl: true, ..Key::plain(Code::Right) }))]
    fn keys_of_the_pad(#[case] last: u8, #[case] expected: Option<Key>) {
        assert_eq!(key_of_pad(b"", last, false), expected);
    }
}
