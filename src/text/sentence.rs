//! A sentence about something that has a name, such as an id. It holds the whole name and cuts it only where the
//! sentence is drawn, when its row has no room.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Add, Deref, Range};

use super::fit::{cut_middle, width};

/// Columns of a name below which a sentence takes another row, where it may, before it cuts its name further.
const LEAST: usize = 24;
/// A name is never cut to less.
const ROOT: usize = 9;

/// A sentence, with the place of a name in it that may be cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    text: String,
    name: Range<usize>,
}

impl Sentence {
    /// Makes a sentence about `name`, which is safe to draw.
    pub fn about(name: &str, sentence: impl FnOnce(&str) -> String) -> Self {
        // No text that is safe to draw has this character.
        const NAME: &str = "\0";
        let text = sentence(NAME);
        let at = text.find(NAME).unwrap_or(text.len());
        let end = if at < text.len() { at + name.len() } else { at };
        Self { text: text.replacen(NAME, name, 1), name: at..end }
    }

    /// Replaces the full stop by `rest`.
    pub fn going_on(mut self, rest: &str) -> Self {
        self.text.truncate(self.text.trim_end_matches('.').len());
        self + rest
    }

    /// Returns the sentence with as little of its name as is needed to recognise it.
    pub fn shortest(&self) -> Cow<'_, str> {
        self.fit(self.around() + LEAST)
    }

    /// Returns the columns of all but the name.
    pub fn around(&self) -> usize {
        width(&self.text) - self.name_columns()
    }

    /// Fits the sentence into at most `columns`; returns the whole of it where its name alone cannot make room for
    /// it.
    pub fn fit(&self, columns: usize) -> Cow<'_, str> {
        let room = columns.saturating_sub(self.around());
        if self.name_columns() <= room || room < ROOT {
            return Cow::Borrowed(&self.text);
        }
        let name = cut_middle(&self.text[self.name.clone()], room);
        Cow::Owned(format!("{}{name}{}", &self.text[..self.name.start], &self.text[self.name.end..]))
    }

    /// Fits the sentence into at most `columns`, where that leaves enough of the name to recognise it.
    pub fn fit_well(&self, columns: usize) -> Option<Cow<'_, str>> {
        let least = self.around() + self.name_columns().min(LEAST);
        (least <= columns).then(|| self.fit(columns))
    }

    /// Returns the name that the sentence is about; empty where it has none.
    pub fn name(&self) -> &str {
        &self.text[self.name.clone()]
    }

    fn name_columns(&self) -> usize {
        width(self.name())
    }
}

impl Deref for Sentence {
    type Target = str;

    /// Returns the whole sentence.
    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<String> for Sentence {
    /// Makes a sentence without a name that may be cut.
    fn from(text: String) -> Self {
        Self { text, name: 0..0 }
    }
}

impl From<&str> for Sentence {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Sentence> for String {
    fn from(sentence: Sentence) -> Self {
        sentence.text
    }
}

impl Add<&str> for Sentence {
    type Output = Self;

    /// Appends `rest` to the sentence.
    fn add(mut self, rest: &str) -> Self {
        self.text.push_str(rest);
        self
    }
}

impl PartialEq<str> for Sentence {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Sentence {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_name_is_cut() {
        let sentence = Sentence::about("postgres_main_password", |id| format!("Saved {id}: value."));
        assert_eq!(&*sentence, "Saved postgres_main_password: value.");
        assert_eq!(
            (sentence.fit(36), sentence.fit(30)),
            (Cow::from(&*sentence), "Saved postgres…assword: value.".into())
        );
        assert_eq!(sentence.fit(23), "Saved post…word: value.");
        assert_eq!(sentence.fit(22), *sentence, "that little would not help");
        assert_eq!(
            sentence.clone().going_on("; R asks anew.").fit(36),
            "Saved post…word: value; R asks anew."
        );
        assert_eq!(Sentence::from("Nothing.").fit(3), "Nothing.");
    }

    #[test]
    fn a_name_gets_another_row_before_little_is_left_of_it() {
        let sentence = Sentence::about("postgres_main_password", |id| format!("Saved {id}: value."));
        assert_eq!((sentence.fit_well(36).is_some(), sentence.fit_well(35)), (true, None));
        let long = Sentence::about(&"x".repeat(100), |id| format!("Saved {id}: value."));
        assert_eq!(width(&long.fit_well(50).unwrap()), 50);
        assert_eq!(long.fit_well(37), None);
    }

    proptest! {
        #[test]
        fn the_name_is_found_whatever_stands_around_it(name in "[ab é中]{0,30}", before in "[ab ]{0,9}", after in "[ab ]{0,9}") {
            let sentence = Sentence::about(&name, |name| format!("{before}{name}{after}"));
            prop_assert_eq!(&*sentence, format!("{before}{name}{after}"));
            prop_assert_eq!(sentence.around(), width(&before) + width(&after));
            for columns in sentence.around() + ROOT..60 {
                let text = sentence.fit(columns);
                prop_assert!(width(&text) <= columns);
                prop_assert!(text.starts_with(&before) && text.ends_with(&after));
            }
        }
    }
}
