//! A key press, free of any terminal library.

use std::fmt;

/// One key with its modifiers. Shift is part of the character.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key itself.
    pub code: Code,
    /// With `Ctrl`.
    pub ctrl: bool,
    /// With `Alt`, or after an `Esc` that the terminal merged with it.
    pub alt: bool,
}

/// The keys by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// Makes a key without `Ctrl` or `Alt`.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// Makes a character without `Ctrl` or `Alt`.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Tells whether the key types a character.
    pub const fn is_text(self) -> bool {
        matches!(self, Self { code: Code::Char(_), ctrl: false, alt: false })
    }

    /// Tells whether the key is one that no terminal sends with `Alt`: an `Esc` was typed just before it.
    pub const fn is_after_escape(self) -> bool {
        self.alt && matches!(self.code, Code::Enter | Code::Tab)
    }

    /// Tells whether a terminal sends the same for it and for an `Esc` that was typed just before it. An arrow or any
    /// other key with a sequence of its own comes with `Alt` only if that was held.
    pub const fn may_be_after_escape(self) -> bool {
        self.is_after_escape() || self.alt && matches!(self.code, Code::Char(_) | Code::Backspace)
    }

    /// Makes a character with `Alt`.
    pub const fn alt(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: false, alt: true }
    }

    /// Makes a character with `Ctrl`.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false }
    }
}

/// Hides the character of a key, which may be a part of a secret.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Code::Char(_) => f.write_str("Key(Char(…))"),
            code => write!(f, "Key({code:?})"),
        }
    }
}

/// Writes the key as in the footer and the help: `j`, `Ctrl-d`, `Enter`, `↓`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            Code::Up => f.write_str("↑"),
            Code::Down => f.write_str("↓"),
            Code::Left => f.write_str("←"),
            Code::Right => f.write_str("→"),
            Code::PageUp => f.write_str("PgUp"),
            Code::PageDown => f.write_str("PgDn"),
            Code::BackTab => f.write_str("Shift-Tab"),
            code => write!(f, "{code:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_people_say_them() {
        let all =
            [Key::char('j'), Key::ctrl('d'), Key::plain(Code::Down), Key::plain(Code::F(5)), Key::char(' ')];
        let names: Vec<_> = all.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["j", "Ctrl-d", "↓", "F5", "Space"]);
    }

    #[test]
    fn a_typed_character_is_not_in_the_debug_form() {
        assert_eq!(format!("{:?} {:?}", Key::char('x'), Key::plain(Code::Esc)), "Key(Char(…)) Key(Esc)");
    }
}
