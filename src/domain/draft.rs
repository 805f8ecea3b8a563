//! Drafts of a new or changed secret, checked by the contract's rules (§2) so that the service cannot refuse a
//! request for its shape.

use std::sync::Arc;

use super::{AccessMode, SecretId, SecretValue};

/// Longest id that the documentation allows on create, in characters.
pub const ID_CHARS: usize = 100;
/// Longest description, in characters.
pub const DESCRIPTION_CHARS: usize = 500;

/// A secret to be created.
#[derive(Clone, Debug)]
pub struct NewSecret {
    /// Its name.
    pub id: SecretId,
    /// Its value; may be empty.
    pub value: Arc<SecretValue>,
    /// Left out of the request when empty.
    pub description: String,
    /// The owner of the new secret.
    pub scope: NewScope,
    /// Fixed for good once created.
    pub access: AccessMode,
}

/// The owner of a new secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewScope {
    /// The caller's.
    User,
    /// A pod's, by its id. The service does not check that the pod exists.
    Pod(String),
}

/// A change of a secret; a field that is `None` is left out of the request and stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// A new description; empty clears it.
    pub description: Option<String>,
    /// A new value; may be empty.
    pub value: Option<Arc<SecretValue>>,
}

/// The fields that can be at fault, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `secret_id`
    Id,
    /// `secret_value`
    Value,
    /// `description`
    Description,
    /// `scope`
    Scope,
    /// `pod_id`
    PodId,
    /// `readable`, `writable`
    Access,
}

impl Field {
    /// Returns the field that the service calls `name`.
    pub fn from_wire(name: &str) -> Option<Self> {
        Some(match name {
            "secret_id" => Self::Id,
            "secret_value" => Self::Value,
            "description" => Self::Description,
            "scope" => Self::Scope,
            "pod_id" => Self::PodId,
            "readable" | "writable" => Self::Access,
            _ => return None,
        })
    }
}

/// A reason why a field cannot be sent as it is, in words for the line below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The faulty field.
    pub field: Field,
    /// The fault, and what would be right.
    pub text: String,
}

impl NewSecret {
    /// Finds the first fault of each field, in the order of the form.
    pub fn faults(&self) -> Vec<Fault> {
        let pod = match &self.scope {
            NewScope::User => None,
            NewScope::Pod(pod) => check_pod_id(pod),
        };
        [check_id(self.id.as_str()), check_description(&self.description), pod]
            .into_iter()
            .flatten()
            .collect()
    }
}

impl Change {
    /// Tells whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.description.is_none() && self.value.is_none()
    }

    /// Finds the faults of the change. The service writes the value before it looks at the description, so the faults
    /// have to be known before anything is sent.
    pub fn faults(&self) -> Vec<Fault> {
        self.description.as_deref().and_then(check_description).into_iter().collect()
    }
}

/// Checks `id` as the name of a new secret (contract §2).
pub fn check_id(id: &str) -> Option<Fault> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let text = if id.is_empty() {
        "Give it an id."
    } else if !id.chars().all(allowed) {
        "Use letters, digits, _ and - only; no spaces."
    } else if !id.bytes().any(|b| b.is_ascii_alphanumeric()) {
        "Use at least one letter or digit."
    } else if id.len() > ID_CHARS {
        return Some(Fault {
            field: Field::Id,
            text: format!("Use at most {ID_CHARS} characters; these are {}.", id.len()),
        });
    } else {
        return None;
    };
    Some(Fault { field: Field::Id, text: text.to_owned() })
}

/// Checks `description` (contract §2).
pub fn check_description(description: &str) -> Option<Fault> {
    let count = description.chars().count();
    let text = if let Some(c) = description.chars().find(|c| !c.is_ascii()) {
        format!("Use ASCII characters only; {:?} is not ASCII.", c)
    } else if count > DESCRIPTION_CHARS {
        format!("Use at most {DESCRIPTION_CHARS} characters; these are {count}.")
    } else {
        return None;
    };
    Some(Fault { field: Field::Description, text })
}

/// Checks `pod` as the pod of a pod-scoped secret.
pub fn check_pod_id(pod: &str) -> Option<Fault> {
    pod.is_empty().then(|| Fault { field: Field::PodId, text: "Name the pod.".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("postgres_main", true)]
    #[case::leading_dash("-1abc", true)]
    #[case::hundred(&"n".repeat(100), true)]
    #[case::too_long(&"n".repeat(101), false)]
    #[case::empty("", false)]
    #[case::only_marks("___", false)]
    #[case::space("postgres main", false)]
    #[case::dot("a.b", false)]
    #[case::accent("café", false)]
    fn ids(#[case] id: &str, #[case] good: bool) {
        assert_eq!(check_id(id).is_none(), good, "{:?}", check_id(id));
    }

    #[rstest]
    #[case::empty("", true)]
    #[case::five_hundred(&"d".repeat(500), true)]
    #[case::too_long(&"d".repeat(501), false)]
    #[case::lines("two\nlines\tand tab", true)]
    #[case::accent("café", false)]
    fn descriptions(#[case] description: &str, #[case] good: bool) {
        assert_eq!(check_description(description).is_none(), good);
    }

    #[test]
    fn a_draft_tells_all_its_faults_at_once() {
        let draft = NewSecret {
            id: "a b".into(),
            value: Arc::new(SecretValue::new(String::new())),
            description: "é".into(),
            scope: NewScope::Pod(String::new()),
            access: AccessMode::Full,
        };
        let fields: Vec<_> = draft.faults().into_iter().map(|f| f.field).collect();
        assert_eq!(fields, [Field::Id, Field::Description, Field::PodId]);
    }
}
