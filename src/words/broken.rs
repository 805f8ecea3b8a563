//! The words for what is broken in pods: the sentence for people, and the words for programs.

use super::pods::{mistake, place_words, whole_place};
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
        whole_place((self.place, self.name))
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
