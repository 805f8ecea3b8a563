//! The variables of other Tapis tools. This program does not read them, but tells users who have set one which
//! variable it reads instead.

use super::variables::{BASE_URL_VARIABLE, TOKEN_VARIABLE};

/// The variables of other tools, each with our variable for the same setting.
const OTHERS: [(&str, &str); 5] = [
    ("TAPIS_TENANT_URL", BASE_URL_VARIABLE),
    ("TAPIS_TENANT", BASE_URL_VARIABLE),
    ("TAPIS_JWT", TOKEN_VARIABLE),
    ("TAPIS_JWT_TOKEN", TOKEN_VARIABLE),
    ("TAPIS_ACCESS_TOKEN", TOKEN_VARIABLE),
];

/// Returns the variables of other tools that are set.
pub(super) fn set() -> Vec<&'static str> {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    OTHERS.iter().map(|(other, _)| *other).filter(is_set).collect()
}

/// Returns a hint where `missing`, one of our variables, is not set, but a variable of another tool for the
/// same setting is.
pub(super) fn hint(set: &[&'static str], missing: &str) -> Option<String> {
    let (other, ours) = OTHERS.iter().find(|(other, ours)| *ours == missing && set.contains(other))?;
    Some(format!("{other} is set; this program reads {ours}."))
}
