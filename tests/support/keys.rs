//! Keys as a test writes them: `jj/pgp<enter><esc>`. Plain characters stand for themselves, names stand
//! between `<` and `>`, and `<lt>` is a `<`.

use tapis_secrets::keys::{Code, Key};

/// The keys that `text` spells. Panics at a name that nobody knows.
pub(crate) fn keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '<' {
            keys.push(Key::char(c));
            continue;
        }
        let (name, after) = rest.split_once('>').expect("a key's name ends with >");
        keys.push(named(name));
        rest = after;
    }
    keys
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
