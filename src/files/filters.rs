//! The file that remembers the filters that were kept: `filters.json` in the program's state folder. It holds places,
//! users and filters, and is written only where the user wants that: a filter may name what nobody else should know.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::state_file::{StateFile, Unusable};
use crate::domain::uses::Whose;

/// Filters that are remembered for a place and user, the latest ones.
const MOST: usize = 100;
/// Filters that are remembered for all of them.
const MOST_OF_ALL: usize = 1_000;

/// The file, which may not exist yet.
#[derive(Clone, Debug)]
pub struct FiltersFile(StateFile);

#[derive(Default, Serialize, Deserialize)]
struct Content {
    /// The newest last.
    filters: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    origin: String,
    user: String,
    filter: String,
}

impl FiltersFile {
    /// Returns the file of this user; makes nothing yet.
    ///
    /// # Errors
    /// When there is no folder for it.
    pub fn of_user() -> Result<Self, Unusable> {
        StateFile::of_user("filters").map(Self)
    }

    /// Returns the file below this folder for the state of programs.
    pub fn below(state: &Path) -> Self {
        Self(StateFile::below(state, "filters"))
    }

    /// Returns the path of the file.
    pub fn path(&self) -> PathBuf {
        self.0.path()
    }

    /// Returns the filters of a place and user, the newest last.
    ///
    /// # Errors
    /// When there is a file, and it is not used.
    pub fn read(&self, whose: &Whose) -> Result<Vec<String>, Unusable> {
        let content: Content = self.0.read()?;
        let filters = content.filters.into_iter().filter(|entry| entry.is_of(whose));
        Ok(filters.map(|entry| entry.filter).collect())
    }

    /// Checks that the file can be used, or is not there.
    ///
    /// # Errors
    /// When it is not used.
    pub fn check(&self) -> Result<(), Unusable> {
        self.0.read::<Content>().map(drop)
    }

    /// Remembers a filter as the newest.
    ///
    /// # Errors
    /// When the file cannot be used; it is as before then.
    pub fn keep(&self, whose: &Whose, filter: &str) -> Result<(), Unusable> {
        self.0.change(|content: &mut Content| {
            let filters = &mut content.filters;
            filters.retain(|entry| !(entry.is_of(whose) && entry.filter == filter));
            let Whose { origin, user } = whose.clone();
            filters.push(Entry { origin, user, filter: filter.to_owned() });
            let mut too_many = filters.iter().filter(|entry| entry.is_of(whose)).count().saturating_sub(MOST);
            filters.retain(|entry| {
                let goes = too_many > 0 && entry.is_of(whose);
                too_many -= usize::from(goes);
                !goes
            });
            filters.drain(..filters.len().saturating_sub(MOST_OF_ALL));
        })
    }
}

impl Entry {
    fn is_of(&self, whose: &Whose) -> bool {
        self.origin == whose.origin && self.user == whose.user
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn whose(user: &str) -> Whose {
        Whose { origin: "https://tacc.tapis.io".into(), user: user.into() }
    }

    #[test]
    fn filters_are_remembered_for_their_user_and_in_their_order() {
        let state = tempfile::tempdir().unwrap();
        let file = FiltersFile::below(state.path());
        assert!(file.read(&whose("alice")).unwrap().is_empty() && !file.path().exists());
        for filter in ["pg", "mine", "pg"] {
            file.keep(&whose("alice"), filter).unwrap();
        }
        file.keep(&whose("bob"), "stale").unwrap();
        assert_eq!(file.read(&whose("alice")).unwrap(), ["mine", "pg"]);
        assert_eq!(file.read(&whose("bob")).unwrap(), ["stale"]);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file.path()), mode(file.path().parent().unwrap())), (0o600, 0o700));
    }

    #[test]
    fn the_oldest_go() {
        let state = tempfile::tempdir().unwrap();
        let file = FiltersFile::below(state.path());
        file.keep(&whose("bob"), "stale").unwrap();
        for number in 0..MOST + 2 {
            file.keep(&whose("alice"), &number.to_string()).unwrap();
        }
        let kept = file.read(&whose("alice")).unwrap();
        assert_eq!((kept.len(), &*kept[0]), (MOST, "2"));
        assert_eq!(file.read(&whose("bob")).unwrap(), ["stale"]);
    }
}
