//! A text among others.

/// A text where it lies among others: to read past its end costs less than to stop there.
#[derive(Clone, Copy)]
pub struct Stretch<'a> {
    /// All of them.
    pub all: &'a str,
    /// Where it begins, in bytes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

impl<'a> Stretch<'a> {
    /// The text.
    pub fn text(self) -> &'a str {
        &self.all[self.from..self.to]
    }

    /// Its bytes.
    pub fn bytes(self) -> &'a [u8] {
        &self.all.as_bytes()[self.from..self.to]
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.to - self.from
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}
