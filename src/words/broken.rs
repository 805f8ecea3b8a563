//! The words for what is broken in pods: the sentence for people, and the words for programs.

use super::pods::mistake;
use crate::domain::pod::{Place, Wrong};
use crate::domain::uses::{Broken, Resolves};
use crate::text::SafeText;

/// The words for one thing that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    /// The kind, for programs.
    pub problem: &'static str,
    /// The kind of place, for programs and people alike.
    pub place: &'static str,
    /// The KEY, the variable or the file at this place.
    pub name: Option<&'a SafeText>,
    /// The sentence, to stand behind the place.
    pub text: String,
}

impl<'a> Told<'a> {
    /// Returns the words.
    pub fn of(broken: &'a Broken) -> Self {
        let at = |place: &'a Place, problem, text| {
            let (place, name) = place_words(place);
            Self { problem, place, name, text }
        };
        match broken {
            Broken::Reference { place, reference, why } => match why {
                Resolves::Gone => at(place, "gone", format!("{reference} does not exist")),
                Resolves::OtherOwner(owner) => {
                    at(place, "other_owner", format!("{reference} names the wrong user: {owner} owns it"))
                }
                _ => at(place, "cannot_be_checked", format!("{reference} cannot be checked")),
            },
            Broken::Mistake(one) => at(&one.place, problem(&one.wrong), mistake(one)),
            Broken::Plaintext { place, name } => Self {
                name: Some(name),
                ..at(place, "plaintext", "a plaintext, which READ on the pod shows".to_owned())
            },
            Broken::NeverRead(place) => at(place, "never_read", "nothing reads it".to_owned()),
            Broken::NoSuchKey { key, by } => {
                at(by, "no_such_key", format!("reads the KEY {key}, which does not exist"))
            }
        }
    }

    /// Returns the place with its name, safe to draw: `env DB_PASSWORD`.
    pub fn whole_place(&self) -> String {
        let name = self.name.map(SafeText::shown).unwrap_or_default();
        format!("{} {name}", self.place).trim_end().to_owned()
    }
}

/// Returns the words of programs for a place: the kind, and the name of the one that it is.
pub fn place_words(place: &Place) -> (&'static str, Option<&SafeText>) {
    match place {
        Place::Key(key) => ("secret_map", Some(key)),
        Place::Override(key) => ("template_overrides", Some(key)),
        Place::Variable(name) => ("env", Some(name)),
        Place::File(path) => ("file", Some(path)),
        Place::Command => ("command", None),
        Place::Arguments => ("arguments", None),
    }
}

/// Returns the word of programs for a mistake.
pub fn problem(wrong: &Wrong) -> &'static str {
    match wrong {
        Wrong::Text(_) => "inline_reference",
        Wrong::Short(_) => "short_reference",
        Wrong::Key(_) => "key_not_replaced",
        Wrong::Placeholder => "placeholder_not_replaced",
        Wrong::Legacy => "legacy",
    }
}
