//! The variables of other Tapis tools. This program does not read them, but who has set one and wonders is told
//! which it reads.

use super::variables::{BASE_URL_VARIABLE, TOKEN_VARIABLE};

/// Such a variable, and the one of ours that says the same.
const OTHERS: [(&str, &str); 5] = [
    ("TAPIS_TENANT_URL", BASE_URL_VARIABLE),
    ("TAPIS_TENANT", BASE_URL_VARIABLE),
    ("TAPIS_JWT", TOKEN_VARIABLE),
    ("TAPIS_JWT_TOKEN", TOKEN_VARIABLE),
    ("TAPIS_ACCESS_TOKEN", TOKEN_VARIABLE),
];

/// Those that are set.
pub(super) fn set() -> Vec<&'static str> {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    OTHERS.iter().map(|(other, _)| *other).filter(is_set).collect()
}

/// What to say where `missing`, one of our variables, is not set: nothing when no other that is set stands for
/// the same.
pub(super) fn hint(set: &[&'static str], missing: &str) -> Option<String> {
    let (other, ours) = OTHERS.iter().find(|(other, ours)| *ours == missing && set.contains(other))?;
    Some(format!("{other} is set; this program reads {ours}."))
}
