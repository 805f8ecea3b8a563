//! Finds what stands in the texts of a pod: KEYs that are read, mistakes, credentials as they are. Keeps names only.

use super::credential::is_credential;
use super::place::{Literal, Mistake, Place, Read, Wrong};
use crate::domain::reference::Reference;
use crate::text::SafeText;

/// The longest KEY that is looked for, in bytes.
const KEY_BYTES: usize = 512;
/// The most findings of a kind that are kept of one text; nobody needs so many.
const MOST: usize = 256;
/// The most placeholders that are looked at in one text.
const MOST_PLACEHOLDERS: usize = 4_096;

/// The findings in one text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The KEYs that it reads.
    pub(super) keys: Vec<SafeText>,
    /// The mistakes in it.
    pub(super) wrong: Vec<Wrong>,
    /// It has a placeholder for the pod's address.
    pub(super) address: bool,
}

impl Found {
    /// Looks at a value of a `secret_map`, where no KEY is read.
    pub(super) fn in_map(text: &str) -> Self {
        let mut found = Self::in_text(text);
        found.wrong.extend(found.keys.drain(..).map(Wrong::Key));
        found
    }

    fn in_text(text: &str) -> Self {
        let mut found = Self::default();
        found.look_at(text);
        found
    }

    /// Looks at a text, and adds what is in it.
    pub fn look_at(&mut self, text: &str) {
        // One placeholder that begins within another is found too, and the text is gone through once.
        let mut end = 0;
        for (start, _) in text.match_indices("${").take(MOST_PLACEHOLDERS) {
            let inside = start + 2;
            if end < inside {
                let Some(length) = text[inside..].find('}') else { break };
                end = inside + length;
            }
            self.take(&text[inside..end]);
        }
        if is_legacy(text) {
            push_new(&mut self.wrong, Wrong::Legacy);
        }
    }

    fn take(&mut self, inside: &str) {
        if let Some(key) = inside.strip_prefix("pods:secrets:") {
            match read_key(key) {
                Some(key) => push_new(&mut self.keys, key.into()),
                None => push_new(&mut self.wrong, Wrong::Placeholder),
            }
        } else if let Some(reference) = inside.strip_prefix("secret:") {
            push_new(&mut self.wrong, Wrong::Text(Reference::read(reference)));
        } else if matches!(inside, "pods:url" | "pods:tapis_url" | "pods:pod_id")
            || inside.starts_with("pods:networking:")
        {
            self.address = true;
        } else if ["pods:random:", "pods:default:", ":?"].iter().any(|start| inside.starts_with(start)) {
            push_new(&mut self.wrong, Wrong::Placeholder);
        }
    }

    /// Looks at the value of the environment variable `name`, which is only made for a finding.
    pub fn in_variable(
        name: impl FnOnce() -> SafeText,
        text: &str,
        reads: &mut Vec<Read>,
        mistakes: &mut Vec<Mistake>,
        literals: &mut Vec<Literal>,
    ) {
        let mut found = Self::in_text(text);
        found.no_address();
        let is_filled = !found.keys.is_empty() || !found.wrong.is_empty();
        if is_filled {
            found.at(&Place::Variable(name()), reads, mistakes);
        } else if !text.trim().is_empty() && !is_expanded(text) {
            let name = name();
            if is_credential(name.original()) {
                literals.push(Literal { place: Place::Variable(name.clone()), name });
            }
        }
    }

    /// Notes the findings as those of the config file at `path`.
    pub fn in_file(mut self, path: &SafeText, reads: &mut Vec<Read>, mistakes: &mut Vec<Mistake>) {
        // A file may hold what other programs replace.
        self.wrong.retain(|wrong| matches!(wrong, Wrong::Text(_)));
        self.at(&Place::File(path.clone()), reads, mistakes);
    }

    /// The address is replaced in a `secret_map` only.
    fn no_address(&mut self) {
        if self.address {
            push_new(&mut self.wrong, Wrong::Placeholder);
        }
    }

    fn at(self, place: &Place, reads: &mut Vec<Read>, mistakes: &mut Vec<Mistake>) {
        reads.extend(self.keys.into_iter().map(|key| Read { key, by: place.clone() }));
        mistakes.extend(self.wrong.into_iter().map(|wrong| Mistake { place: place.clone(), wrong }));
    }
}

/// The state of looking at `command` or `arguments`, text by text: an option may have its value in the next one.
#[derive(Debug)]
pub struct Arguments {
    place: Place,
    /// The credential option that waits for its value.
    option: Option<SafeText>,
    seen: Vec<Wrong>,
    named: Vec<SafeText>,
}

impl Arguments {
    /// Begins with `place`, which is [`Place::Command`] or [`Place::Arguments`].
    pub fn new(place: Place) -> Self {
        Self { place, option: None, seen: Vec::new(), named: Vec::new() }
    }

    /// Looks at the next text.
    pub fn take(&mut self, text: &str) {
        let mut found = Found::in_map(text);
        found.no_address();
        let is_plain = found.wrong.is_empty();
        for wrong in found.wrong {
            push_new(&mut self.seen, wrong);
        }
        for word in text.split_whitespace() {
            self.take_word(word, is_plain);
        }
    }

    fn take_word(&mut self, word: &str, is_plain: bool) {
        let is_option = word.starts_with('-');
        if let Some(name) = self.option.take()
            && !is_option
            && is_plain
            && !is_expanded(word)
        {
            push_new(&mut self.named, name);
        }
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (word, None),
        };
        if !is_name(name) || !is_credential(name.trim_start_matches('-')) {
            return;
        }
        match value {
            Some(value)
                if is_plain && !value.trim_matches(['=', '"', '\'']).is_empty() && !is_expanded(value) =>
            {
                push_new(&mut self.named, name.into());
            }
            None if is_option => self.option = Some(name.into()),
            _ => {}
        }
    }

    /// Ends, and hands the findings over.
    pub fn finish(self, mistakes: &mut Vec<Mistake>, literals: &mut Vec<Literal>) {
        let place = self.place;
        mistakes.extend(self.seen.into_iter().map(|wrong| Mistake { place: place.clone(), wrong }));
        literals.extend(self.named.into_iter().map(|name| Literal { place: place.clone(), name }));
    }
}

/// Reads `KEY` or `KEY:?text`.
fn read_key(inside: &str) -> Option<&str> {
    let (key, told) = match inside.split_once(':') {
        Some((key, told)) => (key, told.strip_prefix('?').is_some_and(|told| !told.is_empty())),
        None => (inside, true),
    };
    let is_key =
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    (is_key && told && key.len() <= KEY_BYTES).then_some(key)
}

fn is_legacy(text: &str) -> bool {
    ["<<TAPIS_", "<<tapissecret_"]
        .iter()
        .any(|start| text.split_once(start).is_some_and(|(_, rest)| rest.contains(">>")))
}

/// Tells whether a shell or Kubernetes puts something else in place of the whole text.
fn is_expanded(text: &str) -> bool {
    let text = text.trim().trim_matches(['"', '\'']);
    let is_name = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    text.strip_prefix('$').is_some_and(|rest| rest.ends_with(['}', ')']) || is_name(rest))
}

/// Tells whether this is the name of an option, `--db-password`, or of a variable, `PGPASSWORD`. Anything else may be a
/// password that has an `=` in it.
fn is_name(name: &str) -> bool {
    let is_word = |text: &str, upper: bool| {
        let mut bytes = text.bytes();
        let is_first = bytes.next().is_some_and(|b| b.is_ascii_alphabetic());
        is_first
            && text.len() <= 64
            && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_') || (!upper && b == b'-'))
            && !(upper && text.bytes().any(|b| b.is_ascii_lowercase()))
    };
    match name.strip_prefix("--") {
        Some(option) => is_word(option, false),
        None => is_word(name, true),
    }
}

fn push_new<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if all.len() < MOST && !all.contains(&one) {
        all.push(one);
    }
}

#[cfg(test)]
mod tests;
