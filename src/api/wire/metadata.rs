//! `metadata` of an envelope, as far as pods need it (`PODS` §1, §3): whether the service merged templates in, what it
//! left out, and what config files read, which no other part of an answer tells. The texts of warnings are not kept:
//! they may repeat what stands in a pod.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess};

use super::lenient::{Lenient, Read, Text, Texts, deserialize, skip};
use super::loose::Loose;
use crate::domain::pod::Found;

/// The most config files of which the reading is kept.
const MOST_FILES: usize = 1_024;

/// The facts in `metadata`.
#[derive(Debug, Default)]
pub struct Metadata {
    /// Set when the service has merged the templates in (`derived_mode`).
    pub(super) merged: bool,
    /// Rows that the service left out, a warning each.
    pub(super) left_out: usize,
    /// The findings in config files, by their index; `None` when the service does not tell.
    pub(super) files: Option<Vec<(usize, Found)>>,
}

impl Metadata {
    /// Tells whether the service has merged the templates in.
    pub fn is_merged(&self) -> bool {
        self.merged
    }

    /// Returns the number of rows that the service left out.
    pub fn left_out(&self) -> usize {
        self.left_out
    }
}

impl<'de> Deserialize<'de> for Metadata {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(Self::default(), deserializer)
    }
}

impl<'de> Lenient<'de> for Metadata {
    type Value = Self;

    fn nothing(self) -> Self {
        self
    }

    fn object<A: MapAccess<'de>>(mut self, mut object: A) -> Result<Self, A::Error> {
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            match key.text().unwrap_or_default() {
                "derived_mode" => {
                    let merged = &mut self.merged;
                    object.next_value_seed(Read(Text(|mode: &str| {
                        *merged = matches!(mode, "lite" | "full")
                    })))?;
                }
                "warnings" => self.left_out = object.next_value_seed(Read(Count))?,
                "unresolved_patterns" => self.files = object.next_value_seed(Read(Unresolved))?,
                _ => skip(&mut object)?,
            }
        }
        Ok(self)
    }
}

/// Counts the entries of a list; a text is one.
struct Count;

impl<'de> Lenient<'de> for Count {
    type Value = usize;

    fn nothing(self) -> usize {
        0
    }

    fn text(self, _: &str) -> usize {
        1
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while list.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}

/// `{"config_unresolved": [{"index": 0, "patterns": […]}], …}`
struct Unresolved;

impl<'de> Lenient<'de> for Unresolved {
    type Value = Option<Vec<(usize, Found)>>;

    fn nothing(self) -> Self::Value {
        None
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut files = Vec::new();
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            match key.text() {
                Some("config_unresolved") => object.next_value_seed(Read(Files(&mut files)))?,
                _ => skip(&mut object)?,
            }
        }
        Ok(Some(files))
    }
}

struct Files<'a>(&'a mut Vec<(usize, Found)>);

impl<'de> Lenient<'de> for Files<'_> {
    type Value = ();

    fn nothing(self) {}

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(file) = list.next_element_seed(Read(File))? {
            if let Some(file) = file.filter(|_| self.0.len() < MOST_FILES) {
                self.0.push(file);
            }
        }
        Ok(())
    }
}

/// `{"index": 0, "patterns": [{"pattern": "${pods:secrets:KEY}", "type": …}]}`
struct File;

impl<'de> Lenient<'de> for File {
    type Value = Option<(usize, Found)>;

    fn nothing(self) -> Self::Value {
        None
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let (mut index, mut found) = (None, Found::default());
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            match key.text() {
                Some("index") => index = object.next_value::<super::lenient::MaybeNumber>()?.0,
                Some("patterns") => object.next_value_seed(Read(Patterns(&mut found)))?,
                _ => skip(&mut object)?,
            }
        }
        Ok(index.and_then(|index| usize::try_from(index).ok()).map(|index| (index, found)))
    }
}

struct Patterns<'a>(&'a mut Found);

impl<'de> Lenient<'de> for Patterns<'_> {
    type Value = ();

    fn nothing(self) {}

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Read(Pattern(self.0)))?.is_some() {}
        Ok(())
    }
}

struct Pattern<'a>(&'a mut Found);

impl<'de> Lenient<'de> for Pattern<'_> {
    type Value = ();

    fn nothing(self) {}

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            match key.text() {
                Some("pattern") => object.next_value_seed(Read(Texts(|text: &str| self.0.look_at(text))))?,
                _ => skip(&mut object)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn read(json: &str) -> Metadata {
        serde_json::from_str(json).unwrap()
    }

    #[rstest]
    #[case::lite(r#"{"derived":true,"derived_mode":"lite"}"#, true)]
    #[case::full(r#"{"derived_mode":"full"}"#, true)]
    #[case::nothing("{}", false)]
    #[case::an_unknown_mode(r#"{"derived_mode":"raw"}"#, false)]
    #[case::odd(r#"{"derived_mode":["lite"],"warnings":7,"unresolved_patterns":[1]}"#, false)]
    #[case::text(r#""x""#, false)]
    #[case::null("null", false)]
    #[case::list("[1]", false)]
    fn the_mode_tells_whether_templates_are_merged(#[case] json: &str, #[case] merged: bool) {
        let metadata = read(json);
        assert_eq!((metadata.is_merged(), metadata.left_out()), (merged, 0));
        assert!(metadata.files.is_none());
    }

    #[test]
    fn warnings_are_counted_and_not_kept() {
        let metadata = read(r#"{"warnings":["Some pods failed validation: hunter2",{"x":1}]}"#);
        assert_eq!(metadata.left_out(), 2);
        assert!(!format!("{metadata:?}").contains("hunter2"));
        assert_eq!(read(r#"{"warnings":"one"}"#).left_out(), 1);
    }

    #[test]
    fn config_files_are_found_by_their_index() {
        let metadata = read(
            r#"{"unresolved_patterns":{"has_unresolved":true,"config_unresolved":[
                {"patterns":[{"pattern":"${pods:secrets:A}","type":"x"},{"pattern":7},"x",{}],"index":1},
                {"index":"0"},{"index":-1,"patterns":[]},5,{"index":0,"patterns":"odd"}]}}"#,
        );
        let files = metadata.files.unwrap();
        assert_eq!(files.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [1, 0]);
        assert_ne!(files[0].1, Found::default());
        assert_eq!(files[1].1, Found::default());
    }
}
