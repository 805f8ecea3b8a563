//! Who may do what with a pod (`PODS` §6, §9): the only place that names its administrators.

use crate::domain::permission::Level;
use crate::text::SafeText;

/// The permissions on a pod, in the service's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PodPermissions {
    entries: Vec<(SafeText, Option<Level>)>,
}

impl PodPermissions {
    /// Adds `USER:LEVEL`. Another text is left out; a level that is not known permits nothing.
    pub fn add(&mut self, entry: &str) {
        if let Some((user, level)) = entry.rsplit_once(':') {
            self.entries.push((user.into(), read_level(level)));
        }
    }

    /// Returns the level of `user`. An entry for `*` takes the place of everybody's own, the owner's too.
    pub fn level(&self, user: &str) -> Option<Level> {
        let of = |name: &str| self.entries.iter().rfind(|(user, _)| user.original() == name);
        of("*").or_else(|| of(user)).and_then(|(_, level)| *level)
    }

    /// Tells whether `user` may restart the pod.
    pub fn may_restart(&self, user: &str) -> bool {
        self.level(user) == Some(Level::Admin)
    }

    /// Returns the users with ADMIN of their own, who can be asked.
    pub fn admins(&self) -> impl Iterator<Item = &SafeText> {
        let are_admins = self.entries.iter().filter(|(_, level)| *level == Some(Level::Admin));
        are_admins.map(|(user, _)| user).filter(|user| user.original() != "*")
    }
}

fn read_level(word: &str) -> Option<Level> {
    match word {
        "READ" => Some(Level::Read),
        "USER" => Some(Level::User),
        "ADMIN" | "APPROVEDADMIN" => Some(Level::Admin),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn permissions(entries: &[&str]) -> PodPermissions {
        let mut all = PodPermissions::default();
        entries.iter().for_each(|entry| all.add(entry));
        all
    }

    #[rstest]
    #[case::own(&["alice:ADMIN", "reader:READ"], Some(Level::Admin))]
    #[case::approved(&["alice:APPROVEDADMIN"], Some(Level::Admin))]
    #[case::user(&["bob:ADMIN", "alice:USER"], Some(Level::User))]
    #[case::none(&["alice:NONE"], None)]
    #[case::unknown_word(&["alice:OWNER"], None)]
    #[case::not_named(&["bob:ADMIN", "alicea:ADMIN"], None)]
    #[case::everybody(&["*:USER"], Some(Level::User))]
    #[case::everybody_replaces_her_own(&["alice:ADMIN", "*:READ"], Some(Level::Read))]
    #[case::everybody_comes_first(&["*:READ", "alice:ADMIN"], Some(Level::Read))]
    #[case::everybody_loses_it(&["alice:ADMIN", "*:NONE"], None)]
    #[case::the_last_of_two(&["alice:READ", "alice:ADMIN"], Some(Level::Admin))]
    #[case::no_entry(&["alice"], None)]
    #[case::nothing(&[], None)]
    fn alice_has_this_level(#[case] entries: &[&str], #[case] level: Option<Level>) {
        let all = permissions(entries);
        assert_eq!(all.level("alice"), level);
        assert_eq!(all.may_restart("alice"), level == Some(Level::Admin));
    }

    #[test]
    fn administrators_are_named() {
        let all = permissions(&["a:b:ADMIN", "*:ADMIN", "c:USER", "d\u{1b}:ADMIN"]);
        let named: Vec<_> = all.admins().map(SafeText::shown).collect();
        assert_eq!(named, ["a:b", "d\\u{1b}"]);
    }
}
