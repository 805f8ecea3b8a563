//! Numbers of secrets in words.

use crate::domain::Site;
use crate::text::format::count;

/// Returns a number of secrets: `1 secret`, `1,200 secrets`.
pub fn secrets(number: usize) -> String {
    format!("{} {}", count(number), if number == 1 { "secret" } else { "secrets" })
}

/// Returns the number of secrets that are marked: `1 is`, `1,200 are`.
pub fn are(number: usize) -> String {
    format!("{} {}", count(number), if number == 1 { "is" } else { "are" })
}

/// Says that more secrets are marked than a plan may have.
pub fn too_many_marked(marked: usize, most: usize) -> String {
    let secrets = secrets(marked);
    format!("{secrets} are marked; a plan has {} at most (bulk_max). Unmark some.", count(most))
}

/// Says what has to be typed before so many secrets are deleted.
pub fn before_bulk(number: usize, tenant: bool, site: &Site) -> String {
    match tenant {
        true => format!("Type {} to delete in production", site.tenant()),
        false => format!("Type {number} to delete {}", secrets(number)),
    }
}

/// Says that nothing was sent for a secret, and the cause where its old value could not be read.
pub fn nothing_sent(cause: Option<&str>) -> String {
    cause.map_or("nothing was sent".to_owned(), |cause| format!("its old value was not read: {cause}"))
}
