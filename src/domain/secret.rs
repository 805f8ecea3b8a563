//! A secret's metadata: everything that the service tells about a secret except its value
//! (contract §2 "Secret").

use std::sync::Arc;

use jiff::Timestamp;

use super::reference::unreferable;
use super::{Access, SecretId, Unreferable};
use crate::text::SafeText;

/// One row of the list. Everything but the id may be missing on the wire and has a meaning when it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// The secret's name; unique per site.
    pub id: SecretId,
    /// Empty when unset.
    pub description: SafeText,
    /// The user who added it; empty when the service did not say. Shared between rows.
    pub owner: SafeText,
    /// The scope: a user or a pod.
    pub scope: Scope,
    /// The access to the value.
    pub access: Access,
    /// The time of creation; updates do not change it.
    pub created: Option<Timestamp>,
    /// The name in the service's storage.
    pub stored_as: StoredAs,
}

/// The scope of a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// A user's.
    User,
    /// A pod's, with its id (shared between rows).
    Pod(SafeText),
    /// A word that this program does not know, shown as it is.
    Other(SafeText),
    /// The service did not say.
    Unknown,
}

/// `sk_secret_name`. The usual form follows from the other fields, so only the tenant is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StoredAs {
    /// `pods_{tenant}_user+{owner}+{id}` or `pods_{tenant}_pod+{pod}+{id}`, with this tenant.
    Usual(Arc<str>),
    /// Something else.
    Odd(SafeText),
    /// The service did not say.
    Unknown,
}

impl StoredAs {
    /// Returns the tenant, as far as the name tells.
    pub fn tenant(&self) -> Option<&str> {
        match self {
            Self::Usual(tenant) if !tenant.is_empty() => Some(tenant),
            Self::Usual(_) | Self::Odd(_) | Self::Unknown => None,
        }
    }
}

impl Scope {
    /// Returns the service's word for the scope; `None` where the service did not say.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::User => Some("user"),
            Self::Pod(_) => Some("pod"),
            Self::Other(word) => Some(word.original()),
            Self::Unknown => None,
        }
    }

    /// Returns the id of the pod.
    pub fn pod(&self) -> Option<&SafeText> {
        match self {
            Self::Pod(pod) => Some(pod),
            _ => None,
        }
    }
}

impl Secret {
    /// Makes a secret of which only the name is known.
    pub fn named(id: impl Into<SecretId>) -> Self {
        Self {
            id: id.into(),
            description: SafeText::default(),
            owner: SafeText::default(),
            scope: Scope::Unknown,
            access: Access { readable: None, writable: None },
            created: None,
            stored_as: StoredAs::Unknown,
        }
    }

    /// Returns the reference by which a pod's `secret_map` names this secret (contract §5).
    ///
    /// # Errors
    /// When no pod can refer to it.
    pub fn reference(&self) -> Result<SafeText, Unreferable> {
        let (owner, id) = (self.owner.original(), self.id.as_str());
        match unreferable(owner, id) {
            None => Ok(SafeText::from(format!("${{secret:{owner}:{id}}}"))),
            Some(why) => Err(why),
        }
    }

    /// Returns the tenant of the secret, as far as its name in the service's storage tells.
    pub fn tenant(&self) -> Option<&str> {
        self.stored_as.tenant()
    }

    /// Returns the name in the service's storage, if it is known.
    pub fn stored_name(&self) -> Option<SafeText> {
        match &self.stored_as {
            StoredAs::Usual(tenant) => {
                Some(SafeText::from(format!("pods_{tenant}{}", self.stored_name_without_tenant()?)))
            }
            StoredAs::Odd(name) => Some(name.clone()),
            StoredAs::Unknown => None,
        }
    }

    /// Returns the part of the usual storage name after the tenant.
    pub fn stored_name_without_tenant(&self) -> Option<String> {
        let id = self.id.as_str();
        match &self.scope {
            Scope::User => Some(format!("_user+{}+{id}", self.owner.original())),
            Scope::Pod(pod) => Some(format!("_pod+{}+{id}", pod.original())),
            Scope::Other(_) | Scope::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_names_owner_and_id() {
        let mut secret = Secret::named("db");
        assert_eq!(secret.reference(), Err(Unreferable::UnknownOwner));
        secret.owner = "alice".into();
        assert_eq!(secret.reference().unwrap().shown(), "${secret:alice:db}");
        secret.owner = "jane.doe".into();
        assert_eq!(secret.reference(), Err(Unreferable::Owner));
    }

    #[test]
    fn the_usual_storage_name_is_derived() {
        let mut secret = Secret::named("db");
        secret.owner = "alice".into();
        secret.stored_as = StoredAs::Usual("tacc".into());
        assert_eq!(secret.stored_name(), None, "without a scope there is no usual name");
        secret.scope = Scope::User;
        assert_eq!(secret.stored_name().unwrap().shown(), "pods_tacc_user+alice+db");
        secret.scope = Scope::Pod("web".into());
        assert_eq!(secret.stored_name().unwrap().shown(), "pods_tacc_pod+web+db");
    }
}
