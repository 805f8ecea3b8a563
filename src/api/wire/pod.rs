//! One pod as the service sends it (`PODS` §1a). Only a missing id makes a row unreadable; any other field that is
//! missing or odd counts as unknown, and keys that are not known are skipped.
//!
//! Plaintexts stand in `secret_map`, `environment_variables`, `command`, `arguments` and in config files: `domain::pod`
//! looks at each text where it lies in the body, and nobody stores it.

use std::collections::HashMap;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess};
use zeroize::Zeroizing;

use super::envelope::{Envelope, unclear};
use super::intern::Interner;
use super::lenient::{Entries, IsThere, Lenient, MaybeNumber, Read, Texts, deserialize, skip};
use super::loose::Loose;
use super::metadata::Metadata;
use super::surrogates::mended;
use super::time::timestamp;
use crate::domain::pod::{
    Arguments, Container, Found, Literal, MapKey, MapValue, Mistake, Place, Pod, PodStatus, Read as ReadBy,
    Requested, ScreenOnly, Start, Wrong,
};
use crate::domain::{PodId, Unclear};
use crate::text::SafeText;

mod files;

use files::{ConfigFile, Mounts};

/// Reads the JSON of one pod of a list; `None` when it is not an object or its `pod_id` is not a text.
pub fn read_pod(json: &[u8], interner: &mut Interner) -> Option<Pod> {
    match read_row(json, interner) {
        Ok(row) => row?.into_pod(None),
        Err(e) if e.is_eof() => None,
        Err(_) => read_row(&Zeroizing::new(mended(json)), interner).ok()??.into_pod(None),
    }
}

fn read_row(json: &[u8], interner: &mut Interner) -> serde_json::Result<Option<Row>> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let row = Read(Reader { interner }).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(row)
}

/// Reads the result of get, derived and restart.
///
/// # Errors
/// The reason why the body holds no pod.
pub fn pod(body: &[u8]) -> Result<Pod, Unclear> {
    let read = |body: &[u8]| {
        let envelope: Envelope<Whole> = serde_json::from_slice(body).map_err(|e| unclear(&e, body))?;
        let row = envelope.result.and_then(|Whole(row)| row).ok_or(Unclear::Shape)?;
        row.into_pod(Some(envelope.metadata)).ok_or(Unclear::Shape)
    };
    let mend = |body: &[u8]| read(&Zeroizing::new(mended(body)));
    read(body).or_else(|e| if e == Unclear::NotJson { mend(body) } else { Err(e) })
}

struct Whole(Option<Row>);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(Reader { interner: &mut Interner::default() }, deserializer).map(Self)
    }
}

/// The keys of a pod, read as far as they go alone.
#[derive(Default)]
struct Row {
    id: Option<SafeText>,
    status: PodStatus,
    requested: Requested,
    template: SafeText,
    started: Start,
    stops: Stamp,
    created: Stamp,
    updated: Stamp,
    stops_after: Option<i64>,
    container: Container,
    map: Vec<(SafeText, MapValue)>,
    overrides: Vec<(SafeText, MapValue)>,
    overrides_more: bool,
    variables: Findings,
    commands: Findings,
    arguments: Findings,
    files: Vec<ConfigFile>,
}

#[derive(Default)]
struct Findings {
    reads: Vec<ReadBy>,
    mistakes: Vec<Mistake>,
    literals: Vec<Literal>,
}

/// A time, or the way in which it is missing.
#[derive(Default)]
struct Stamp(Start);

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(Self::default(), deserializer)
    }
}

impl Lenient<'_> for Stamp {
    type Value = Self;

    fn nothing(self) -> Self {
        self
    }

    fn null(self) -> Self {
        Self(Start::Null)
    }

    fn text(self, text: &str) -> Self {
        Self(timestamp(text).map_or(Start::Unclear, Start::At))
    }
}

struct Reader<'a> {
    interner: &'a mut Interner,
}

impl<'de> Lenient<'de> for Reader<'_> {
    type Value = Option<Row>;

    fn nothing(self) -> Option<Row> {
        None
    }

    /// Takes a key that comes twice as the service's language does: the last one counts.
    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Option<Row>, A::Error> {
        let interner = self.interner;
        let mut row = Row::default();
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            match key.text().unwrap_or_default() {
                "pod_id" => row.id = object.next_value::<Loose<'de>>()?.text().map(SafeText::from),
                "status" => {
                    row.status =
                        PodStatus::from_wire(object.next_value::<Loose<'de>>()?.text().unwrap_or_default());
                }
                "status_requested" => {
                    row.requested =
                        Requested::from_wire(object.next_value::<Loose<'de>>()?.text().unwrap_or_default());
                }
                "template" => {
                    row.template =
                        interner.text(object.next_value::<Loose<'de>>()?.text().unwrap_or_default());
                }
                "start_instance_ts" => row.started = object.next_value::<Stamp>()?.0,
                "time_to_stop_ts" => row.stops = object.next_value()?,
                "creation_ts" => row.created = object.next_value()?,
                "update_ts" => row.updated = object.next_value()?,
                "time_to_stop_instance" => row.stops_after = object.next_value::<MaybeNumber>()?.0,
                "status_container" => row.container = object.next_value_seed(Read(OfContainer))?,
                "secret_map" => row.map = read_map(&mut object, interner)?,
                "template_overrides" => {
                    row.overrides.clear();
                    let reader = OfOverrides { interner, map: &mut row.overrides };
                    row.overrides_more = object.next_value_seed(Read(reader))?;
                }
                "environment_variables" => row.variables = read_variables(&mut object, interner)?,
                "command" => row.commands = read_arguments(&mut object, Place::Command)?,
                "arguments" => row.arguments = read_arguments(&mut object, Place::Arguments)?,
                "volume_mounts" => row.files = object.next_value_seed(Read(Mounts))?,
                _ => skip(&mut object)?,
            }
        }
        Ok(Some(row))
    }
}

fn read_map<'de, A: MapAccess<'de>>(
    object: &mut A,
    interner: &mut Interner,
) -> Result<Vec<(SafeText, MapValue)>, A::Error> {
    let mut map = Vec::new();
    let take = |key: &str, text: Option<&str>| {
        map.push((interner.text(key), text.map_or(MapValue::Odd, MapValue::of)));
    };
    object.next_value_seed(Read(Entries(take)))?;
    Ok(map)
}

fn read_variables<'de, A: MapAccess<'de>>(
    object: &mut A,
    interner: &mut Interner,
) -> Result<Findings, A::Error> {
    let mut found = Findings::default();
    let Findings { reads, mistakes, literals } = &mut found;
    let take = |name: &str, text: Option<&str>| {
        if let Some(text) = text {
            Found::in_variable(|| interner.text(name), text, reads, mistakes, literals);
        }
    };
    object.next_value_seed(Read(Entries(take)))?;
    Ok(found)
}

fn read_arguments<'de, A: MapAccess<'de>>(object: &mut A, place: Place) -> Result<Findings, A::Error> {
    let mut found = Findings::default();
    let mut arguments = Arguments::new(place);
    object.next_value_seed(Read(Texts(|text: &str| arguments.take(text))))?;
    arguments.finish(&mut found.mistakes, &mut found.literals);
    Ok(found)
}

/// `{"phase", "start_time", "message", "ready", "restart_count"}`
struct OfContainer;

impl<'de> Lenient<'de> for OfContainer {
    type Value = Container;

    fn nothing(self) -> Container {
        Container::default()
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Container, A::Error> {
        let mut container = Container::default();
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            match key.text().unwrap_or_default() {
                "phase" => {
                    container.phase = object.next_value::<Loose<'de>>()?.text().unwrap_or_default().into();
                }
                "start_time" => {
                    container.begun = object.next_value::<Stamp>()?.0.time();
                }
                "message" => {
                    let message = object.next_value::<Loose<'de>>()?;
                    container.message = ScreenOnly::new(message.text().unwrap_or_default());
                }
                "ready" => container.ready = object.next_value::<Loose<'de>>()?.flag(),
                "restart_count" => {
                    let count = object.next_value::<MaybeNumber>()?.0;
                    container.restart_count = count.and_then(|count| u64::try_from(count).ok());
                }
                _ => skip(&mut object)?,
            }
        }
        Ok(container)
    }
}

/// `{"secret_map": {…}, …}`
struct OfOverrides<'a> {
    interner: &'a mut Interner,
    map: &'a mut Vec<(SafeText, MapValue)>,
}

impl<'de> Lenient<'de> for OfOverrides<'_> {
    /// Set when there is more than the map.
    type Value = bool;

    fn nothing(self) -> bool {
        false
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<bool, A::Error> {
        let mut has_more = false;
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            match key.text() {
                Some("secret_map") => *self.map = read_map(&mut object, self.interner)?,
                _ => has_more |= object.next_value_seed(Read(IsThere))?,
            }
        }
        Ok(has_more)
    }
}

impl Row {
    /// Puts the parts together; `metadata` is that of an answer about one pod.
    fn into_pod(self, metadata: Option<Metadata>) -> Option<Pod> {
        let keys = merged(self.map, self.overrides);
        let Findings { mut reads, mut mistakes, mut literals } = self.variables;
        for mut found in [self.commands, self.arguments] {
            mistakes.append(&mut found.mistakes);
            literals.append(&mut found.literals);
        }
        keys.iter().for_each(|key| mistakes.extend(mistakes_of(key)));
        let is_merged = metadata.as_ref().is_some_and(|metadata| metadata.merged);
        let told = metadata.and_then(|metadata| metadata.files);
        let files_known = files::note(self.files, told, &mut reads, &mut mistakes);
        Some(Pod {
            id: PodId::new(self.id?),
            status: self.status,
            requested: self.requested,
            started: self.started,
            stops: self.stops.0.time(),
            stops_after: self.stops_after,
            created: self.created.0.time(),
            updated: self.updated.0.time(),
            container: self.container,
            template: (!self.template.is_empty()).then_some(self.template),
            is_merged,
            keys: keys.into(),
            reads: reads.into(),
            mistakes: mistakes.into(),
            literals: literals.into(),
            files_known,
            overrides_more: self.overrides_more,
            from_template: None,
        })
    }
}

/// Puts the overrides in the place of the values of the same KEY (`PODS` §7), and the last of two equal KEYs in that of
/// the first.
fn merged(map: Vec<(SafeText, MapValue)>, overrides: Vec<(SafeText, MapValue)>) -> Vec<MapKey> {
    let own = map.into_iter().map(|(name, value)| MapKey { name, value, is_override: false });
    let over = overrides.into_iter().map(|(name, value)| MapKey { name, value, is_override: true });
    let mut keys = Vec::new();
    let mut places = HashMap::new();
    for key in own.chain(over) {
        match places.get(&key.name) {
            Some(&at) => keys[at] = key,
            None => {
                places.insert(key.name.clone(), keys.len());
                keys.push(key);
            }
        }
    }
    keys
}

fn mistakes_of(key: &MapKey) -> Vec<Mistake> {
    let wrongs = match &key.value {
        MapValue::Mistaken(wrongs) => wrongs.to_vec(),
        MapValue::Secret(reference) if reference.user.is_none() => {
            vec![Wrong::Short(reference.secret.clone())]
        }
        _ => Vec::new(),
    };
    wrongs.into_iter().map(|wrong| Mistake { place: key.place(), wrong }).collect()
}

#[cfg(test)]
mod tests;
