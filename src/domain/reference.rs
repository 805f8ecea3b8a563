//! References to secrets, and whether a pod can refer to one. The service takes `${secret:USER:ID}` for a reference only
//! where USER and ID have certain characters; any other text reaches the container as it is, as its password (`PODS` §2).

use std::fmt;

use super::variable::unfit;
use crate::text::SafeText;

/// The longest name that is kept of a text that may be no reference, in characters; the rest is cut off.
const NAME_CHARS: usize = 512;

/// A reference to a secret, by user and name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The user who must have added the secret; `None` in the short form, which a restart does not resolve.
    pub user: Option<SafeText>,
    /// The secret's id.
    pub secret: SafeText,
}

impl Reference {
    /// Reads what stands between `${secret:` and `}`: `NAME` or `USER:NAME`.
    pub fn read(inside: &str) -> Self {
        match inside.split_once(':') {
            Some((user, secret)) => Self { user: Some(name(user)), secret: name(secret) },
            None => Self { user: None, secret: name(inside) },
        }
    }

    /// Tells whether the service recognises it where it stands alone.
    pub fn is_recognised(&self) -> bool {
        self.user.as_ref().is_none_or(|user| names_user(user.original()))
            && names_secret(self.secret.original())
    }
}

/// Writes it as it stands in a `secret_map`, safe to draw.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.user {
            Some(user) => write!(f, "${{secret:{user}:{}}}", self.secret),
            None => write!(f, "${{secret:{}}}", self.secret),
        }
    }
}

/// Keeps a name, cut to a length at which nobody hides something in it.
fn name(text: &str) -> SafeText {
    let end = text.char_indices().nth(NAME_CHARS).map_or(text.len(), |(end, _)| end);
    SafeText::from(&text[..end])
}

/// A reason why a pod cannot refer to a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreferable {
    /// Its owner is not known.
    UnknownOwner,
    /// Its owner's name has a character that no reference takes.
    Owner,
    /// Its id has one.
    Id,
    /// Both have.
    Both,
}

/// Returns a KEY of a `secret_map` for the secret of this name, which a shell can have as a variable:
/// `[A-Z][A-Z0-9_]*`, and none that programs obey, such as `PATH`.
pub fn map_key(id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let key: String = id.chars().map(plain).collect();
    match key.starts_with(|c: char| c.is_ascii_uppercase()) && unfit(&key).is_none() {
        true => key,
        false => format!("SECRET_{}", key.trim_start_matches('_')),
    }
}

/// Says why `${secret:owner:id}` would not be taken for a reference; `None` when it would.
pub fn unreferable(owner: &str, id: &str) -> Option<Unreferable> {
    match (owner.is_empty(), names_user(owner), names_secret(id)) {
        (true, ..) => Some(Unreferable::UnknownOwner),
        (_, true, true) => None,
        (_, true, false) => Some(Unreferable::Id),
        (_, false, true) => Some(Unreferable::Owner),
        (_, false, false) => Some(Unreferable::Both),
    }
}

/// Tells whether a reference can have this as its user: `[a-zA-Z0-9_@]+`.
pub fn names_user(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'@'))
}

/// Tells whether a reference can have this as its secret: `[a-zA-Z0-9_-]+`.
pub fn names_secret(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::usual("alice", "db-pw_2", None)]
    #[case::with_a_tenant("alice@tacc", "db", None)]
    #[case::dot_in_the_user("jane.doe", "jane-db", Some(Unreferable::Owner))]
    #[case::dash_in_the_user("ops-bot", "db", Some(Unreferable::Owner))]
    #[case::letters_of_another_script("alice", "ключ-1", Some(Unreferable::Id))]
    #[case::at_sign_in_the_id("alice", "a@b", Some(Unreferable::Id))]
    #[case::a_way_out("alice", "a}b", Some(Unreferable::Id))]
    #[case::newline("alice", "a\n", Some(Unreferable::Id))]
    #[case::no_id("alice", "", Some(Unreferable::Id))]
    #[case::neither("jane doe", "a b", Some(Unreferable::Both))]
    #[case::nobody("", "db", Some(Unreferable::UnknownOwner))]
    fn a_reference_takes_few_characters(
        #[case] owner: &str,
        #[case] id: &str,
        #[case] expected: Option<Unreferable>,
    ) {
        assert_eq!(unreferable(owner, id), expected);
    }

    #[rstest]
    #[case("db-pw", "DB_PW")]
    #[case("2fa.key", "SECRET_2FA_KEY")]
    #[case("-x", "SECRET_X")]
    #[case("path", "SECRET_PATH")]
    #[case("git_token", "SECRET_GIT_TOKEN")]
    #[case("", "SECRET_")]
    fn a_key_is_a_variable(#[case] id: &str, #[case] key: &str) {
        assert_eq!(map_key(id), key);
    }

    #[test]
    fn a_long_name_is_cut() {
        let reference = Reference::read(&format!("{}:{}", "ä".repeat(600), "x".repeat(512)));
        assert_eq!(reference.user.unwrap().original().chars().count(), NAME_CHARS);
        assert_eq!(reference.secret.original().len(), 512);
    }
}
