//! The parts of a value that the eye does not see: carriage returns, byte-order marks, control and zero-width
//! characters, odd spaces, white space around it. One classifier finds them, counts them, names them in plain words
//! and removes them; every report about them asks here.
//!
//! What `text::reveal` writes out as a code is counted here, and so is what no code can show: white space
//! at the ends.

use zeroize::Zeroizing;

mod kind;

use kind::{Kind, Met};

/// The facts that may be told of a value without showing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Characters.
    pub chars: usize,
    /// Lines; at least one. A final newline ends a line and begins none.
    pub lines: usize,
    /// Its invisible parts.
    pub unseen: Unseen,
}

impl Facts {
    /// Takes the facts of `value`. Costs three passes; `SecretValue::facts` keeps them.
    pub fn of(value: &str) -> Self {
        let lines = value.lines().count().max(1);
        Self { chars: value.chars().count(), lines, unseen: Unseen::of(value) }
    }
}

/// The invisible parts of a value, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Unseen {
    counts: [usize; Kind::ALL.len()],
    /// It begins with a byte-order mark.
    marked: bool,
    /// Its lines do not all end alike.
    mixed: bool,
    /// It ends with a carriage return.
    pub returns: bool,
    /// Newlines at its end.
    pub newlines: usize,
    /// White space before its end or the newlines there.
    pub trailing: bool,
    /// White space at its start.
    pub leading: bool,
    /// That white space can go: it does not indent the first of several lines.
    leading_goes: bool,
    /// Lines within it that end in white space.
    blank_ends: usize,
}

impl Unseen {
    /// Looks at `value`.
    pub fn of(value: &str) -> Self {
        let mut found = Self::default();
        if !value.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
            let mut met = Met::new();
            for kind in value.chars().filter_map(|c| met.kind(c)) {
                found.counts[kind as usize] += 1;
            }
        }
        let body = value.trim_end_matches(['\n', '\r']);
        let end = &value[body.len()..];
        found.newlines = end.matches('\n').count();
        found.returns = end.ends_with('\r');
        found.trailing = body.ends_with(char::is_whitespace);
        let text = body.trim_start_matches('\u{feff}');
        found.marked = value.starts_with('\u{feff}');
        found.leading = text.starts_with(char::is_whitespace);
        let after = text.trim_start();
        found.leading_goes =
            found.leading && (text[..text.len() - after.len()].contains('\n') || !after.contains('\n'));
        found.blank_ends = body.split('\n').filter(|line| ends_blank(line)).count()
            - usize::from(ends_blank(body.rsplit('\n').next().unwrap_or("")));
        let returns = found.count(Kind::CarriageReturn);
        if returns > 0 {
            let (pairs, newlines) = (value.matches("\r\n").count(), value.matches('\n').count());
            found.mixed = newlines > 0 && (pairs != newlines || pairs != returns);
        }
        found
    }

    fn count(&self, kind: Kind) -> usize {
        self.counts[kind as usize]
    }

    /// Tells whether there is nothing invisible.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Tells whether everything invisible stands around the value.
    pub fn is_around(&self) -> bool {
        self.inside().is_empty()
    }

    /// Returns the parts that [`without_unseen`] removes.
    pub fn removable(&self) -> Self {
        let mut removed = *self;
        for kind in Kind::ALL.into_iter().filter(|kind| kind.replacement().is_none()) {
            removed.counts[kind as usize] = 0;
        }
        removed.leading &= self.leading_goes;
        removed
    }

    /// Tells whether there is nothing but one newline at the end.
    pub fn is_final_newline(&self) -> bool {
        *self == Self { newlines: 1, ..Self::default() }
    }

    /// Tells whether removing changes spaces or line separators into plain ones.
    pub fn is_replaced(&self) -> bool {
        self.count(Kind::NoBreakSpace) + self.count(Kind::OddSpace) + self.count(Kind::LineSeparator) > 0
    }

    /// Describes all of it in words, the end first: it is what breaks most.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = match self.newlines {
            0 => Vec::new(),
            1 => vec!["a newline at the end".to_owned()],
            n => vec![format!("{n} newlines at the end")],
        };
        notes.extend(self.trailing.then(|| "white space at the end".to_owned()));
        notes.extend(self.leading.then(|| "white space at the start".to_owned()));
        notes.extend(self.inside());
        notes
    }

    /// Describes all of it in one line; `None` when there is nothing to say.
    pub fn note(&self) -> Option<String> {
        let notes = self.notes();
        (!notes.is_empty()).then(|| notes.join(" · "))
    }

    /// Describes what is in the value in words: all but the white space and the newlines around it.
    pub fn inside(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for kind in Kind::ALL {
            let [one, several] = kind.words();
            let told = match kind {
                Kind::CarriageReturn if self.returns => {
                    notes.push(format!("{one} at the end"));
                    1
                }
                Kind::ByteOrderMark if self.marked => {
                    notes.push(format!("{one} at the start"));
                    1
                }
                _ => 0,
            };
            match (self.count(kind).saturating_sub(told), told, kind) {
                (0, ..) => {}
                (1, _, Kind::ByteOrderMark) => notes.push(format!("{one} inside")),
                (n, _, Kind::ByteOrderMark) => notes.push(format!("{n} {several} inside")),
                (1, 0, _) => notes.push(one.to_owned()),
                (n, 0, _) => notes.push(format!("{n} {several}")),
                (n, ..) => notes.push(format!("{n} more {}", if n == 1 { &one[2..] } else { several })),
            }
        }
        notes.extend(self.mixed.then(|| "mixed line ends".to_owned()));
        match self.blank_ends {
            0 => {}
            1 => notes.push("white space at the end of a line".to_owned()),
            n => notes.push(format!("white space at the end of {n} lines")),
        }
        notes
    }
}

/// Tells whether a line ends in white space, before the characters that end it.
fn ends_blank(line: &str) -> bool {
    line.trim_end_matches('\r').ends_with([' ', '\t'])
}

/// Removes what cannot be seen from `value`. Characters without width go; a line that ended in a carriage return ends
/// in a newline, and a space of another kind becomes a plain one. Tabs within a line, and the characters that indent
/// several lines, stay, for they may be meant.
pub fn without_unseen(value: &str) -> Zeroizing<String> {
    // Nothing that stands in for a character is longer: the text is never moved, which would leave a copy.
    let mut out = Zeroizing::new(String::with_capacity(value.len()));
    let mut met = Met::new();
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let lone = c == '\r' && chars.peek() != Some(&'\n');
        match met.kind(c).and_then(Kind::replacement) {
            None if c == '\n' => end_line(&mut out),
            None => out.push(c),
            // As a paste takes it: dropped, it would join two lines.
            Some(_) if lone => end_line(&mut out),
            Some("\n") => end_line(&mut out),
            Some(text) => out.push_str(text),
        }
    }
    let length = out.trim_end().len();
    out.truncate(length);
    let start = out.len() - out.trim_start().len();
    let indents = out[start..].contains('\n');
    let start = if indents { out[..start].rfind('\n').map_or(0, |at| at + 1) } else { start };
    out.drain(..start);
    out
}

fn end_line(out: &mut String) {
    let length = out.trim_end_matches([' ', '\t']).len();
    out.truncate(length);
    out.push('\n');
}

#[cfg(test)]
mod tests;
