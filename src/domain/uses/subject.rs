//! The secrets whose pods are wanted: one, or several that are marked.

use std::collections::HashMap;

use crate::domain::{Marked, Reference, Rows, Secret};
use crate::text::SafeText;

/// The secrets whose pods are wanted.
#[derive(Clone, Debug)]
pub enum Subject {
    /// This one.
    One(Box<Secret>),
    /// The marked ones of a list.
    Marked(Rows, Marked),
}

impl Subject {
    /// Returns those that satisfy `is_wanted`. Unpacks no other.
    pub(super) fn secrets(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<Secret> {
        match self {
            Self::One(secret) => vec![(**secret).clone()],
            Self::Marked(rows, marked) => {
                let rows = marked.rows().filter_map(|row| rows.get(row));
                rows.filter(|row| is_wanted(row.sent_id())).map(|row| row.secret()).collect()
            }
        }
    }
}

/// Secrets by their ids, which are unique on a site, with their owners.
#[derive(Debug, Default)]
pub struct Owners(HashMap<SafeText, SafeText>);

impl Owners {
    /// Tells whether a reference may mean one of the secrets. One without a user may mean any of that name.
    pub(super) fn may_be_meant(&self, reference: &Reference) -> bool {
        let owner = self.0.get(&reference.secret);
        owner.is_some_and(|owner| reference.user.as_ref().is_none_or(|user| user == owner))
    }
}

impl<'a> FromIterator<&'a Secret> for Owners {
    fn from_iter<I: IntoIterator<Item = &'a Secret>>(secrets: I) -> Self {
        Self(secrets.into_iter().map(|secret| (secret.id.text().clone(), secret.owner.clone())).collect())
    }
}
