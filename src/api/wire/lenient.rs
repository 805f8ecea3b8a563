//! Reads a JSON value of any type where one type is expected: what is of another type counts as nothing, so that an
//! odd field costs nobody the rest. Texts are handed over where they lie, and never stored here: they may be secrets.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::loose::Loose;

/// A reader of one value. Each method stands for a JSON type; what a reader does not override counts as nothing.
pub(super) trait Lenient<'de>: Sized {
    /// The result.
    type Value;

    /// Ends without anything.
    fn nothing(self) -> Self::Value;

    /// Takes a text.
    fn text(self, _text: &str) -> Self::Value {
        self.nothing()
    }

    /// Takes `null`.
    fn null(self) -> Self::Value {
        self.nothing()
    }

    /// Takes `true` or `false`.
    fn flag(self, _flag: bool) -> Self::Value {
        self.nothing()
    }

    /// Takes a whole number.
    fn number(self, _number: i64) -> Self::Value {
        self.nothing()
    }

    /// Takes a list.
    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        // `IgnoredAny` is skipped without recursion, so the depth of what is skipped does not matter.
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self.nothing())
    }

    /// Takes an object.
    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(self.nothing())
    }
}

/// Reads with a reader.
pub(super) struct Read<L>(pub(super) L);

impl<'de, L: Lenient<'de>> DeserializeSeed<'de> for Read<L> {
    type Value = L::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<L::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, L: Lenient<'de>> Visitor<'de> for Read<L> {
    type Value = L::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_str<E>(self, text: &str) -> Result<L::Value, E> {
        Ok(self.0.text(text))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<L::Value, E> {
        Ok(self.0.flag(flag))
    }

    fn visit_unit<E>(self) -> Result<L::Value, E> {
        Ok(self.0.null())
    }

    fn visit_i64<E>(self, number: i64) -> Result<L::Value, E> {
        Ok(self.0.number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<L::Value, E> {
        Ok(match i64::try_from(number) {
            Ok(number) => self.0.number(number),
            Err(_) => self.0.nothing(),
        })
    }

    fn visit_f64<E>(self, _: f64) -> Result<L::Value, E> {
        Ok(self.0.nothing())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<L::Value, A::Error> {
        self.0.list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<L::Value, A::Error> {
        self.0.object(object)
    }
}

/// Hands a text to a function.
pub(super) struct Text<F>(pub(super) F);

impl<F: FnOnce(&str)> Lenient<'_> for Text<F> {
    type Value = ();

    fn nothing(self) {}

    fn text(self, text: &str) {
        (self.0)(text);
    }
}

/// Hands each text of a list to a function; a text alone counts as a list of one.
pub(super) struct Texts<F>(pub(super) F);

impl<'de, F: FnMut(&str)> Lenient<'de> for Texts<F> {
    type Value = ();

    fn nothing(self) {}

    fn text(mut self, text: &str) {
        (self.0)(text);
    }

    fn list<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Read(Text(&mut self.0)))?.is_some() {}
        Ok(())
    }
}

/// Reads a field of an object with a reader; without the field there is nothing.
pub(super) struct Field<'a, L>(pub(super) &'a str, pub(super) L);

impl<'de, L: Lenient<'de>> Lenient<'de> for Field<'_, L> {
    type Value = Option<L::Value>;

    fn nothing(self) -> Option<L::Value> {
        None
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Option<L::Value>, A::Error> {
        let Self(name, reader) = self;
        let (mut reader, mut found) = (Some(reader), None);
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            match reader.take_if(|_| key.text() == Some(name)) {
                Some(reader) => found = Some(object.next_value_seed(Read(reader))?),
                None => skip(&mut object)?,
            }
        }
        Ok(found)
    }
}

/// Hands each entry of an object with a text to a function; what is of another type is handed over without one.
pub(super) struct Entries<F>(pub(super) F);

impl<'de, F: FnMut(&str, Option<&str>)> Lenient<'de> for Entries<F> {
    type Value = ();

    fn nothing(self) {}

    fn object<A: MapAccess<'de>>(mut self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            let key = key.text().unwrap_or_default();
            object.next_value_seed(Read(Entry { key, take: &mut self.0 }))?;
        }
        Ok(())
    }
}

struct Entry<'a, F> {
    key: &'a str,
    take: &'a mut F,
}

impl<F: FnMut(&str, Option<&str>)> Lenient<'_> for Entry<'_, F> {
    type Value = ();

    fn nothing(self) {
        (self.take)(self.key, None);
    }

    fn text(self, text: &str) {
        (self.take)(self.key, Some(text));
    }
}

/// Reads a whole number.
pub(super) struct Number;

impl Lenient<'_> for Number {
    type Value = Option<i64>;

    fn nothing(self) -> Option<i64> {
        None
    }

    fn number(self, number: i64) -> Option<i64> {
        Some(number)
    }
}

/// Tells `null` from everything else.
pub(super) struct IsThere;

impl Lenient<'_> for IsThere {
    type Value = bool;

    fn nothing(self) -> bool {
        true
    }

    fn null(self) -> bool {
        false
    }
}

/// Reads `value` from whatever stands in a field, for `next_value_seed`.
pub(super) fn skip<'de, A: MapAccess<'de>>(object: &mut A) -> Result<(), A::Error> {
    object.next_value::<IgnoredAny>().map(|_| ())
}

/// Makes a reader the one of a type, for a field that is read without a seed.
pub(super) fn deserialize<'de, L, D>(reader: L, deserializer: D) -> Result<L::Value, D::Error>
where
    L: Lenient<'de>,
    D: Deserializer<'de>,
{
    Read(reader).deserialize(deserializer)
}

/// A whole number or nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MaybeNumber(pub(super) Option<i64>);

impl<'de> Deserialize<'de> for MaybeNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(Number, deserializer).map(Self)
    }
}
