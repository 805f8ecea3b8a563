//! The config files of a pod: `volume_mounts` names them, and mostly only `metadata` tells what they read
//! (`PODS` §3).

use serde::de::MapAccess;

use crate::api::wire::lenient::{Lenient, Read, Text, skip};
use crate::api::wire::loose::Loose;
use crate::domain::pod::{Found, Mistake, Read as ReadBy};
use crate::text::SafeText;

/// A mount with a config file in it.
pub(super) struct ConfigFile {
    path: SafeText,
    /// The findings in its content, where the service sent that.
    found: Option<Found>,
}

/// Notes what the files read. `told` is what the metadata say, by the index of the file.
///
/// Returns whether that is known of each file.
pub(super) fn note(
    files: Vec<ConfigFile>,
    told: Option<Vec<(usize, Found)>>,
    reads: &mut Vec<ReadBy>,
    mistakes: &mut Vec<Mistake>,
) -> bool {
    let is_known = told.is_some() || files.iter().all(|file| file.found.is_some());
    let mut told: Vec<_> = told.unwrap_or_default();
    told.sort_by_key(|(index, _)| *index);
    for (index, file) in files.into_iter().enumerate() {
        let here = told.binary_search_by_key(&index, |(index, _)| *index).ok();
        let found = here.map(|at| std::mem::take(&mut told[at].1)).or(file.found);
        if let Some(found) = found {
            found.in_file(&file.path, reads, mistakes);
        }
    }
    is_known
}

/// `{"/etc/app.conf": {"config_content": "…", …}}`
pub(super) struct Mounts;

impl<'de> Lenient<'de> for Mounts {
    type Value = Vec<ConfigFile>;

    fn nothing(self) -> Vec<ConfigFile> {
        Vec::new()
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Vec<ConfigFile>, A::Error> {
        let mut files = Vec::new();
        while let Some(path) = object.next_key::<Loose<'de>>()? {
            if let Some(found) = object.next_value_seed(Read(Mount))? {
                files.push(ConfigFile { path: path.text().unwrap_or_default().into(), found });
            }
        }
        Ok(files)
    }
}

/// Reads one mount; `None` where it has no config file, as the service counts them.
struct Mount;

impl<'de> Lenient<'de> for Mount {
    type Value = Option<Option<Found>>;

    fn nothing(self) -> Self::Value {
        None
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut content = None;
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            match key.text() {
                Some("config_content") => {
                    content = None;
                    let look = |text: &str| content = (!text.is_empty()).then(|| look_at(text));
                    object.next_value_seed(Read(Text(look)))?;
                }
                _ => skip(&mut object)?,
            }
        }
        Ok(content)
    }
}

/// Looks at a content, unless the service put its length in its place: `<55 bytes - use ?include_configs=true …>`.
fn look_at(text: &str) -> Option<Found> {
    let length =
        text.strip_prefix('<').and_then(|rest| rest.split_once(" bytes - use ?include_configs=true"));
    let is_hidden = length.is_some_and(|(digits, _)| digits.bytes().all(|b| b.is_ascii_digit()));
    (!is_hidden).then(|| {
        let mut found = Found::default();
        found.look_at(text);
        found
    })
}
