//! The texts about a secret that are no secret, and the menu that offers them beside the forms of its value.

use jiff::tz::TimeZone;
use serde_json::json;

use crate::core::ValueForm;
use crate::domain::reference::map_key;
use crate::domain::{Secret, Unreferable};
use crate::keys::Action;
use crate::text::SafeText;

/// The choices of the copy menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyAs {
    /// A text that is no secret.
    Public(PublicText),
    /// The value in this form: it is read, with all that belongs to that.
    Value(ValueForm),
}

/// A text about a secret that is no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicText {
    /// `${secret:owner:id}`
    Reference,
    /// A line for the `secret_map` of a pod: `"KEY": "${secret:owner:id}"`
    SecretMap,
    /// `${pods:secrets:KEY}`, which stands for the value in a pod with that line (`PODS` §2).
    PodsReference,
    /// The id.
    Id,
    /// The metadata as JSON.
    Metadata,
}

impl CopyAs {
    /// All choices, in the order of the menu.
    pub const ALL: [Self; 8] = [
        Self::Public(PublicText::Reference),
        Self::Public(PublicText::Id),
        Self::Public(PublicText::Metadata),
        Self::Public(PublicText::SecretMap),
        Self::Public(PublicText::PodsReference),
        Self::Value(ValueForm::ShellWord),
        Self::Value(ValueForm::Assignment),
        Self::Value(ValueForm::Base64),
    ];
    /// The letters that choose them.
    pub const LETTERS: &'static str = "rimspwnb";

    /// Returns the word for it in the menu.
    pub fn word(self) -> &'static str {
        match self {
            Self::Public(PublicText::SecretMap) => "secret_map",
            Self::Public(PublicText::PodsReference) => "pods:secrets",
            Self::Public(text) => text.word(),
            Self::Value(ValueForm::Plain) => "value",
            Self::Value(ValueForm::ShellWord) => "shell word",
            Self::Value(ValueForm::Assignment) => "NAME=value",
            Self::Value(ValueForm::Base64) => "Base64",
        }
    }
}

impl PublicText {
    /// Returns the words for it in a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::SecretMap => "secret_map line",
            Self::PodsReference => "pods:secrets reference",
            Self::Id => "id",
            Self::Metadata => "metadata",
        }
    }

    /// Returns the key that asks for it.
    pub fn key(self) -> Action {
        if self == Self::Id { Action::CopyId } else { Action::CopyAs }
    }
}

/// Returns a text about a secret.
///
/// # Errors
/// When no pod could resolve the reference.
pub fn public_text(secret: &Secret, what: PublicText) -> Result<String, Unreferable> {
    let key = || map_key(secret.id.as_str());
    Ok(match what {
        PublicText::Reference => secret.reference()?.original().to_owned(),
        PublicText::SecretMap => format!("\"{}\": \"{}\"", key(), secret.reference()?.original()),
        PublicText::PodsReference => {
            secret.reference()?;
            format!("${{pods:secrets:{}}}", key())
        }
        PublicText::Id => secret.id.as_str().to_owned(),
        PublicText::Metadata => metadata_json(secret),
    })
}

/// Returns the nine keys of contract §2 as the service writes them.
fn metadata_json(secret: &Secret) -> String {
    let json = json!({
        "secret_id": secret.id.as_str(),
        "scope": secret.scope.word(),
        "pod_id": secret.scope.pod().map(SafeText::original),
        "description": secret.description.original(),
        "readable": secret.access.readable,
        "writable": secret.access.writable,
        "sk_secret_name": secret.stored_name().map(|name| name.original().to_owned()),
        "creation_ts": secret.created.map(|at| TimeZone::UTC.to_datetime(at).to_string()),
        "added_by": (!secret.owner.is_empty()).then(|| secret.owner.original()),
    });
    serde_json::to_string_pretty(&json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn secret(id: &str) -> Secret {
        Secret { description: "two\nlines".into(), owner: "alice".into(), ..Secret::named(id) }
    }

    #[test]
    fn the_metadata_has_nine_keys_and_no_value() {
        let text = public_text(&secret("db"), PublicText::Metadata).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json.as_object().unwrap().len(), 9);
        assert_eq!(
            (json["secret_id"].as_str(), json["description"].as_str()),
            (Some("db"), Some("two\nlines"))
        );
    }

    #[rstest]
    #[case::reference(PublicText::Reference, "${secret:alice:db-pw}")]
    #[case::line(PublicText::SecretMap, "\"DB_PW\": \"${secret:alice:db-pw}\"")]
    #[case::in_a_pod(PublicText::PodsReference, "${pods:secrets:DB_PW}")]
    fn texts_for_pods(#[case] what: PublicText, #[case] expected: &str) {
        assert_eq!(public_text(&secret("db-pw"), what).as_deref(), Ok(expected));
    }

    #[test]
    fn the_line_is_json() {
        let line = public_text(&secret("db-pw"), PublicText::SecretMap).unwrap();
        let map: serde_json::Value = serde_json::from_str(&format!("{{{line}}}")).unwrap();
        assert_eq!(map["DB_PW"], "${secret:alice:db-pw}");
    }

    #[test]
    fn without_a_reference_there_is_no_line() {
        let dotted = Secret { owner: "jane.doe".into(), ..secret("db") };
        assert_eq!(public_text(&dotted, PublicText::SecretMap), Err(Unreferable::Owner));
    }
}
