//! Keys as a test writes them: `jj/pgp<enter><esc>`. Plain characters stand for themselves, names stand
//! between `<` and `>`, and `<lt>` is a `<`. Control characters stand for the keys that send them: `"\n"` is Enter,
//! `"\x13"` is Ctrl-s.

use super::prelude::{Code, Key};

/// The keys that `text` spells. Panics at a name that nobody knows.
pub(crate) fn keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '<' {
            keys.push(plain(c));
            continue;
        }
        let (name, after) = rest.split_once('>').expect("a key's name ends with >");
        keys.push(named(name));
        rest = after;
    }
    keys
}

fn plain(c: char) -> Key {
    match c {
        '\n' => Key::plain(Code::Enter),
        '\x1b' => Key::plain(Code::Esc),
        '\t' => Key::plain(Code::Tab),
        '\x08' => Key::plain(Code::Backspace),
        '↓' => Key::plain(Code::Down),
        '\x01'..='\x1a' => Key::ctrl(char::from(b'a' - 1 + c as u8)),
        c => Key::char(c),
    }
}

fn named(name: &str) -> Key {
    let mut chars = name.chars();
    let last = chars.next_back();
    match (chars.as_str(), last) {
        ("c-", Some(c)) => return Key::ctrl(c),
        ("a-", Some(c)) => return Key { alt: true, ..Key::char(c) },
        ("f", Some(n)) if n.is_ascii_digit() => return Key::plain(Code::F(n as u8 - b'0')),
        _ => {}
    }
    Key::plain(match name {
        "enter" => Code::Enter,
        "esc" => Code::Esc,
        "tab" => Code::Tab,
        "s-tab" => Code::BackTab,
        "backspace" => Code::Backspace,
        "delete" => Code::Delete,
        "left" => Code::Left,
        "right" => Code::Right,
        "up" => Code::Up,
        "down" => Code::Down,
        "home" => Code::Home,
        "end" => Code::End,
        "pgup" => Code::PageUp,
        "pgdn" => Code::PageDown,
        "space" => Code::Char(' '),
        "lt" => Code::Char('<'),
        _ => panic!("no key is called <{name}>"),
    })
}
