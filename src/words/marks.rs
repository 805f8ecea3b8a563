//! Numbers of secrets in words.

use crate::text::format::count;

/// Returns a number of secrets: `1 secret`, `1,200 secrets`.
pub fn secrets(number: usize) -> String {
    format!("{} {}", count(number), if number == 1 { "secret" } else { "secrets" })
}

/// Returns the same with its verb: `1 secret is`.
pub fn secrets_are(number: usize) -> String {
    format!("{} {}", secrets(number), if number == 1 { "is" } else { "are" })
}

/// Returns the number of secrets that are marked: `1 is`, `1,200 are`.
pub fn are(number: usize) -> String {
    format!("{} {}", count(number), if number == 1 { "is" } else { "are" })
}
