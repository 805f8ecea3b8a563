//! The permissions of a pod (pods contract §1, §6). `operations` says which call needs which.

use serde::Deserialize;

/// The permission of a user on a pod; each level includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum PodLevel {
    /// Nothing.
    None,
    /// Look at it and at its logs.
    Read,
    /// Also change it, and see who may use it.
    User,
    /// Also start, stop, restart and delete it. The creator's level.
    Admin,
    /// The level of administrators whom somebody has approved.
    ApprovedAdmin,
}

impl PodLevel {
    const WORDS: [(PodLevel, &str); 5] = [
        (Self::None, "NONE"),
        (Self::Read, "READ"),
        (Self::User, "USER"),
        (Self::Admin, "ADMIN"),
        (Self::ApprovedAdmin, "APPROVEDADMIN"),
    ];

    pub(crate) fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(level, _)| *level == self).map_or("NONE", |(_, word)| word)
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(level, _)| *level)
    }
}

/// The users of a pod in the order in which they came.
#[derive(Clone)]
pub(crate) struct Permissions(Vec<(String, PodLevel)>);

impl Permissions {
    pub(crate) fn of_creator(user: &str) -> Self {
        Self(vec![(user.to_owned(), PodLevel::Admin)])
    }

    /// Returns what `user` may do. An entry for `*` replaces the user's own, even downwards.
    pub(crate) fn level_of(&self, user: &str) -> PodLevel {
        self.own("*").or_else(|| self.own(user)).unwrap_or(PodLevel::None)
    }

    /// Tells whether the list shows the pod: it wants an entry with the user's own name.
    pub(crate) fn is_listed_for(&self, user: &str) -> bool {
        self.own(user).is_some_and(|level| level > PodLevel::None)
    }

    fn own(&self, user: &str) -> Option<PodLevel> {
        self.0.iter().find(|(known, _)| known == user).map(|(_, level)| *level)
    }

    pub(crate) fn set(&mut self, user: &str, level: PodLevel) {
        match self.0.iter_mut().find(|(known, _)| known == user) {
            Some((_, old)) => *old = level,
            None => self.0.push((user.to_owned(), level)),
        }
    }

    /// Removes an entry, and tells whether there was one.
    pub(crate) fn remove(&mut self, user: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|(known, _)| known != user);
        self.0.len() < before
    }

    pub(crate) fn has_admin(&self) -> bool {
        self.0.iter().any(|(_, level)| *level == PodLevel::Admin)
    }

    /// Writes the entries as the service does: `alice:ADMIN`.
    pub(crate) fn entries(&self) -> Vec<String> {
        self.0.iter().map(|(user, level)| format!("{user}:{}", level.word())).collect()
    }
}
