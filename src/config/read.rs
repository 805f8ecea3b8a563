//! From TOML to values with their lines, by the table of keys; everything that is wrong is noted and the
//! rest is read on. What a profile is made of is `build`'s.
//!
//! Not serde: it stops at the first fault, and its messages quote the text at fault, which may be a secret.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::ConfigFault;
use super::keys::{Key, Kind};
use crate::domain::filter::{self, Sense, Unfinished, View};
use crate::text::SafeText;
use crate::text::near::nearest;

/// A value as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// It is not what the key allows, and that is told.
    Wrong,
    Flag(bool),
    Text(String),
    Words(Vec<String>),
    Number(u64),
}

/// A value and the line of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) value: Value,
    pub(super) line: usize,
}

/// The values of one table.
pub(super) type Draft = BTreeMap<Key, Entry>;

/// The file, read but not yet made into profiles.
#[derive(Default)]
pub(super) struct Document {
    pub(super) default: Option<(String, usize)>,
    pub(super) habits: Draft,
    pub(super) profiles: Vec<(String, usize, Draft)>,
    pub(super) views: Arc<[View]>,
}

/// Reads a text and notes what is wrong.
pub(super) struct Reader<'t> {
    text: &'t str,
    pub(super) faults: Vec<ConfigFault>,
}

/// Names that people give a secret when they put it into the file.
const SECRETS: [&str; 5] = ["token", "password", "client_key", "client_secret", "jwt"];

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, faults: Vec::new() }
    }

    pub(super) fn document(&mut self) -> Document {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        // Further errors mostly follow from the first.
        if let Some(error) = errors.into_iter().min_by_key(|error| error.span().map_or(0, |span| span.start))
        {
            // Its `Display` would print the line, with whatever is in it.
            let line = error.span().map_or(1, |span| self.line(span.start));
            let said = SafeText::from(error.message());
            self.fault(line, format!("not valid TOML: {}.", said.shown().replace('\n', "; ")));
        }
        if !self.faults.is_empty() {
            return Document::default();
        }
        let mut document = Document::default();
        for (name, value) in table.get_ref() {
            let line = self.line(name.span().start);
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("default", DeValue::String(name)) => document.default = Some((name.to_string(), line)),
                ("default", _) => {
                    self.fault(line, "default must be the name of a profile, in quotes.".to_owned());
                }
                ("profiles", DeValue::Table(table)) => document.profiles = self.profiles(table),
                ("profiles", _) => {
                    self.fault(line, "profiles must be tables, each written as [profiles.NAME].".to_owned());
                }
                ("views", DeValue::Table(table)) => document.views = self.views(table),
                ("views", _) => self.fault(line, "views must be a table, written as [views].".to_owned()),
                (name, value) => document.habits.extend(self.entry(name, value, line, Place::Top)),
            }
        }
        document
    }

    /// Reads the saved views, in the order of the file.
    fn views(&mut self, table: &DeTable<'_>) -> Arc<[View]> {
        let mut all: Vec<_> = table.iter().collect();
        all.sort_by_key(|(name, _)| name.span().start);
        let mut views = Vec::new();
        for (name, value) in all {
            let (line, name) = (self.line(name.span().start), name.get_ref());
            if !is_name(name) {
                let text = "a view's name has 1 to 64 letters, digits, '_', '-' or '.'.";
                self.fault(line, text.to_owned());
                continue;
            }
            match value
                .get_ref()
                .as_str()
                .ok_or("it must be a filter in quotes, such as \"stale mine\"")
                .and_then(view)
            {
                Ok(filter) => views.push(View { name: name.as_ref().into(), filter }),
                Err(allowed) => self.fault(line, format!("views.{name}: {allowed}.")),
            }
        }
        views.into()
    }

    fn profiles(&mut self, table: &DeTable<'_>) -> Vec<(String, usize, Draft)> {
        let mut profiles = Vec::new();
        for (name, value) in table {
            let line = self.line(name.span().start);
            if !is_name(name.get_ref()) {
                let text = "a profile's name has 1 to 64 letters, digits, '_', '-' or '.'.";
                self.fault(line, text.to_owned());
                continue;
            }
            match value.get_ref() {
                DeValue::Table(entries) => {
                    profiles.push((name.get_ref().to_string(), line, self.profile(entries)));
                }
                _ => self.fault(line, format!("a profile is a table: [profiles.{}].", name.get_ref())),
            }
        }
        profiles
    }

    fn profile(&mut self, entries: &DeTable<'_>) -> Draft {
        let entry = |(name, value): (&Spanned<_>, &Spanned<_>)| {
            let (name, line): (&Cow<'_, str>, _) = (name.get_ref(), self.line(name.span().start));
            self.entry(name, value.get_ref(), line, Place::Profile)
        };
        entries.iter().filter_map(entry).collect()
    }

    fn entry(&mut self, name: &str, value: &DeValue<'_>, line: usize, place: Place) -> Option<(Key, Entry)> {
        let Some(key) = Key::named(name).filter(|key| place == Place::Profile || key.is_habit()) else {
            self.fault(line, unknown(name, place));
            return None;
        };
        let value = read(&key.kind(), value).unwrap_or(Value::Wrong);
        if value == Value::Wrong {
            self.fault(line, format!("{name} must be {}.", key.kind().allowed()));
        }
        Some((key, Entry { value, line }))
    }

    pub(super) fn fault(&mut self, line: usize, text: String) {
        self.faults.push(ConfigFault { line: Some(line), text });
    }

    pub(super) fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().iter().take(at);
        before.filter(|byte| **byte == b'\n').count() + 1
    }
}

/// The place of a key in the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    Profile,
}

pub(super) fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}

fn unknown(name: &str, place: Place) -> String {
    let shown = SafeText::from(name.chars().take(40).collect::<String>());
    let shown = shown.shown();
    if SECRETS.contains(&name) {
        return format!(
            "{shown} does not belong in this file, where others may read it; use token_command or token_file \
             (client_key_command or client_key_file for a client's key)."
        );
    }
    if place == Place::Top && Key::named(name).is_some() {
        return format!("{shown} belongs to a profile: put it below a line [profiles.NAME].");
    }
    let allowed = Key::ALL.into_iter().filter(|key| place == Place::Profile || key.is_habit());
    let allowed: Vec<&str> = allowed.map(Key::name).collect();
    let above = if place == Place::Top { "default, [profiles.NAME], [views], " } else { "" };
    let near =
        match nearest(name, Key::ALL.into_iter().map(Key::name).chain(["default", "profiles", "views"])) {
            Some("profiles") => " Did you mean a line [profiles.NAME]?".to_owned(),
            Some("views") => " Did you mean a line [views]?".to_owned(),
            Some("default") if place == Place::Profile => {
                " Did you mean default, above the profiles?".to_owned()
            }
            Some(key) if place == Place::Top && Key::named(key).is_some_and(|key| !key.is_habit()) => {
                format!(" Did you mean {key}, below a line [profiles.NAME]?")
            }
            Some(key) => format!(" Did you mean {key}?"),
            None => String::new(),
        };
    format!("unknown key {shown}.{near} Allowed here: {above}{}.", allowed.join(", "))
}

fn read(kind: &Kind, value: &DeValue<'_>) -> Option<Value> {
    match (kind, value) {
        (Kind::Flag, DeValue::Boolean(flag)) => Some(Value::Flag(*flag)),
        (Kind::Text | Kind::Address | Kind::File, DeValue::String(text)) => {
            Some(Value::Text(text.trim().to_owned())).filter(|_| !text.trim().is_empty())
        }
        (Kind::Word(words), DeValue::String(word)) => {
            words.contains(&word.as_ref()).then(|| Value::Text(word.to_string()))
        }
        (Kind::Number(bounds, _), DeValue::Integer(number)) => {
            let number = u64::from_str_radix(number.as_str(), number.radix()).ok()?;
            bounds.contains(&number).then_some(Value::Number(number))
        }
        (Kind::Command, DeValue::String(text)) => {
            shell_words::split(text).ok().filter(|words| is_command(words)).map(Value::Words)
        }
        (Kind::Command, DeValue::Array(words)) => {
            let word = |word: &Spanned<DeValue<'_>>| word.get_ref().as_str().map(str::to_owned);
            let words: Option<Vec<String>> = words.iter().map(word).collect();
            words.filter(|words| is_command(words)).map(Value::Words)
        }
        _ => None,
    }
}

/// Checks a filter. Says what it must be, without its text.
fn view(filter: &str) -> Result<String, &'static str> {
    let lacking = filter::read(filter).into_iter().find_map(|placed| match placed.term.sense {
        Sense::Unfinished(Unfinished { takes, .. }) => Some(takes.unwrap_or("a sign such as ! takes a word")),
        _ => None,
    });
    match (filter.trim(), lacking) {
        ("", _) => Err("it must be a filter that is not empty"),
        (filter, _) if filter.chars().count() > filter::LONGEST => {
            Err("it must be a filter of at most 300 characters")
        }
        (_, Some(takes)) => Err(takes),
        (filter, None) => Ok(filter.to_owned()),
    }
}

fn is_command(words: &[String]) -> bool {
    words.first().is_some_and(|program| !program.is_empty()) && words.iter().all(|word| !word.contains('\0'))
}
