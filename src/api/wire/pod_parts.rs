//! The permissions and the action log of a pod (`PODS` §6).

use serde::de::{Deserialize, Deserializer, MapAccess};
use zeroize::Zeroizing;

use super::envelope::{Envelope, unclear};
use super::lenient::{Lenient, Read, Texts, deserialize, skip};
use super::loose::Loose;
use super::surrogates::mended;
use crate::domain::pod::ActionLine;
use crate::domain::{PodPermissions, Unclear};

/// Reads the result of permissions.
///
/// # Errors
/// The reason why the body holds none.
pub fn permissions(body: &[u8]) -> Result<PodPermissions, Unclear> {
    result::<Permissions>(body)?.0.ok_or(Unclear::Shape)
}

/// Reads the action log in the result of logs. The output of the container beside it is skipped: it holds whatever the
/// container prints, secrets too. A line that is not kept is looked at where it lies in the body.
///
/// # Errors
/// The reason why the body holds none.
pub fn action_log(body: &[u8]) -> Result<Vec<ActionLine>, Unclear> {
    result::<Log>(body)?.0.ok_or(Unclear::Shape)
}

fn result<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, Unclear> {
    let read = |body: &[u8]| {
        let envelope: Envelope<T> = serde_json::from_slice(body).map_err(|e| unclear(&e, body))?;
        envelope.result.ok_or(Unclear::Shape)
    };
    let mend = |body: &[u8]| read(&Zeroizing::new(mended(body)));
    read(body).or_else(|e| if e == Unclear::NotJson { mend(body) } else { Err(e) })
}

/// `{"permissions": ["alice:ADMIN", …]}`
#[derive(Default)]
struct Permissions(Option<PodPermissions>);

/// `{"logs": "…", "action_logs": ["26/11/26 23:03: …", …]}`
#[derive(Default)]
struct Log(Option<Vec<ActionLine>>);

impl<'de> Deserialize<'de> for Permissions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(Self::default(), deserializer)
    }
}

impl<'de> Deserialize<'de> for Log {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(Self::default(), deserializer)
    }
}

impl<'de> Lenient<'de> for Permissions {
    type Value = Self;

    fn nothing(self) -> Self {
        self
    }

    fn object<A: MapAccess<'de>>(mut self, mut object: A) -> Result<Self, A::Error> {
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            if key.text() == Some("permissions") {
                let all = self.0.insert(PodPermissions::default());
                object.next_value_seed(Read(Texts(|entry: &str| all.add(entry))))?;
            } else {
                skip(&mut object)?;
            }
        }
        Ok(self)
    }
}

impl<'de> Lenient<'de> for Log {
    type Value = Self;

    fn nothing(self) -> Self {
        self
    }

    fn object<A: MapAccess<'de>>(mut self, mut object: A) -> Result<Self, A::Error> {
        while let Some(key) = object.next_key::<Loose<'de>>()? {
            if key.text() == Some("action_logs") {
                let lines = self.0.insert(Vec::new());
                object.next_value_seed(Read(Texts(|line: &str| lines.extend(ActionLine::read(line)))))?;
            } else {
                skip(&mut object)?;
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Level;
    use rstest::rstest;

    #[test]
    fn permissions_are_read() {
        let body =
            br#"{"result":{"x":[{}],"permissions":["alice:ADMIN",7,"*:READ",null]},"status":"success"}"#;
        assert_eq!(permissions(body).unwrap().level("alice"), Some(Level::Read));
    }

    #[test]
    fn the_output_of_the_container_is_skipped_and_lines_of_known_forms_are_kept() {
        let body = r#"{"result":{"logs":"hunter2 \ud800","action_logs":["26/11/26 23:03: health set status to X\"",
            "26/11/26 23:04: 'a' updated pod: hunter2","hunter2",{"x":"hunter2"},5]},"status":"success"}"#;
        let lines = action_log(body.as_bytes()).unwrap();
        assert_eq!(lines.len(), 2);
        assert!(!format!("{lines:?}").contains("hunter2"));
    }

    #[rstest]
    #[case::nothing(r#"{"result":{}}"#, Unclear::Shape)]
    #[case::null(r#"{"result":null}"#, Unclear::Shape)]
    #[case::list(r#"{"result":["x"]}"#, Unclear::Shape)]
    #[case::text(r#""x""#, Unclear::Shape)]
    #[case::cut(r#"{"result":{"logs":"hun"#, Unclear::CutOff)]
    #[case::html("<html>", Unclear::Html)]
    #[case::empty("", Unclear::CutOff)]
    fn nothing_is_guessed(#[case] body: &str, #[case] why: Unclear) {
        assert_eq!(permissions(body.as_bytes()).unwrap_err(), why);
        assert_eq!(action_log(body.as_bytes()).unwrap_err(), why);
    }
}
