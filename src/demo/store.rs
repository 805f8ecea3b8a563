//! The secrets of the site, found by id and listed in the order of a database heap. It enforces nothing: `operations`
//! checks permissions and rules.

use std::collections::{BTreeSet, HashMap};

use super::secret::{Level, Secret};

/// A secret and its metadata as JSON, encoded once so that a list of 100,000 is a plain copy.
struct Row {
    secret: Secret,
    json: String,
}

/// All secrets. Ids are unique across users and tenants (contract §2).
#[derive(Default)]
pub(super) struct Store {
    slots: Vec<Option<Row>>,
    free: BTreeSet<usize>,
    index: HashMap<String, usize>,
}

impl Store {
    /// Makes room for `more` secrets at once.
    pub(super) fn reserve(&mut self, more: usize) {
        self.slots.reserve(more);
        self.index.reserve(more);
    }

    pub(super) fn get(&self, id: &str) -> Option<&Secret> {
        let slot = *self.index.get(id)?;
        self.slots.get(slot)?.as_ref().map(|row| &row.secret)
    }

    /// Returns the number of secrets.
    pub(super) fn len(&self) -> usize {
        self.index.len()
    }

    /// Returns the ids of the secrets that `user` may read.
    pub(super) fn ids_of(&self, user: &str) -> Vec<&str> {
        let own = self.slots.iter().flatten().filter(|row| row.secret.level_of(user) >= Some(Level::Read));
        own.map(|row| row.secret.metadata.secret_id.as_str()).collect()
    }

    /// Adds a secret; one with the same id is replaced.
    pub(super) fn insert(&mut self, secret: Secret) {
        self.remove(&secret.metadata.secret_id.clone());
        let json = secret.metadata.to_json();
        self.place(Row { secret, json });
    }

    pub(super) fn remove(&mut self, id: &str) -> Option<Secret> {
        let slot = self.index.remove(id)?;
        let row = self.slots.get_mut(slot)?.take()?;
        self.free.insert(slot);
        Some(row.secret)
    }

    /// Changes a secret where it stands: for its value and its grants, which the list does not show.
    pub(super) fn change_quietly(&mut self, id: &str, change: impl FnOnce(&mut Secret)) {
        if let Some(row) =
            self.index.get(id).and_then(|slot| self.slots.get_mut(*slot)).and_then(Option::as_mut)
        {
            change(&mut row.secret);
        }
    }

    /// Changes a secret's metadata. The row moves, as an updated row does in the real service's
    /// database (exchanges 181 to 183): the list has no order to rely on.
    pub(super) fn change(&mut self, id: &str, change: impl FnOnce(&mut Secret)) {
        let Some(old) = self.index.remove(id) else { return };
        let Some(mut row) = self.slots.get_mut(old).and_then(Option::take) else { return };
        change(&mut row.secret);
        row.json = row.secret.metadata.to_json();
        self.place(row);
        // Freed last: the new version of a row never lands where the old one still stands.
        self.free.insert(old);
    }

    /// Writes the JSON array of every secret that `user` may read; of all secrets for `None`.
    pub(super) fn list_json(&self, user: Option<&str>) -> String {
        let visible = |row: &&Row| user.is_none_or(|user| row.secret.level_of(user) >= Some(Level::Read));
        let rows = || self.slots.iter().flatten().filter(visible);
        let mut json = String::with_capacity(rows().map(|row| row.json.len() + 1).sum::<usize>() + 2);
        json.push('[');
        for (at, row) in rows().enumerate() {
            if at > 0 {
                json.push(',');
            }
            json.push_str(&row.json);
        }
        json.push(']');
        json
    }

    fn place(&mut self, row: Row) {
        let id = row.secret.metadata.secret_id.clone();
        let slot = match self.free.pop_first() {
            Some(slot) => slot,
            None => {
                self.slots.push(None);
                self.slots.len() - 1
            }
        };
        if let Some(place) = self.slots.get_mut(slot) {
            *place = Some(row);
            self.index.insert(id, slot);
        }
    }
}
