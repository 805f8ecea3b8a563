//! Several secrets in words.

use super::failure::in_full;
use crate::domain::{SecretId, Site};
use crate::text::Sentence;
use crate::text::format::count;

/// Makes a sentence about these secrets: it names the first, with its whole id, and counts the others.
pub fn about_all<'a>(
    ids: impl IntoIterator<Item = &'a SecretId>,
    sentence: impl FnOnce(&str) -> String,
) -> Sentence {
    let mut ids = ids.into_iter();
    let first = ids.next().map_or("", SecretId::shown);
    let others = others(ids.count());
    Sentence::about(first, |id| sentence(&format!("{id}{others}")))
}

/// Names the first of these secrets and counts the others, for a text with room.
pub fn all_in_full<'a>(ids: impl IntoIterator<Item = &'a SecretId>) -> String {
    let mut ids = ids.into_iter();
    let first = ids.next().map(in_full).unwrap_or_default();
    first + &others(ids.count())
}

fn others(number: usize) -> String {
    if number == 0 { String::new() } else { format!(" and {} more", count(number)) }
}

/// Says that a secret that was chosen is not the selected one any more.
pub fn is_not_selected(id: &SecretId) -> Sentence {
    about_all([id], |id| format!("{id} is not selected any more; choose again."))
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::one(&["db"], "The pods of db.")]
    #[case::two(&["db", "api"], "The pods of db and 1 more.")]
    #[case::four(&["db", "api", "a", "b"], "The pods of db and 3 more.")]
    fn several_secrets_are_the_first_and_a_number(#[case] ids: &[&str], #[case] said: &str) {
        let ids: Vec<SecretId> = ids.iter().map(|id| (*id).into()).collect();
        let sentence = about_all(&ids, |of| format!("The pods of {of}."));
        assert_eq!((&*sentence, sentence.name()), (said, "db"));
        assert_eq!(format!("The pods of {}.", all_in_full(&ids)), said);
    }
}
