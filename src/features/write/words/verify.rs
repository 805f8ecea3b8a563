//! The words for verifying, and the journal's for changes and reads.

use crate::core::Outcome;
use crate::domain::{Failure, SecretId, Site};
use crate::text::Sentence;
use crate::text::format::count;
use crate::text::unseen::Facts;
use crate::words::{SENTENCE, about, cause};
use crate::work::write::Sent;

/// Returns the journal's words for a saved change.
pub(in crate::features::write) fn what_changed(sent: Option<&Sent>) -> &'static str {
    match sent.map_or((false, false), |sent| (sent.value, sent.description.is_some())) {
        (true, true) => {
            "saved: value and description; running pods keep the old value until they are restarted."
        }
        (true, false) => "saved: value; running pods keep the old value until they are restarted.",
        (false, _) => "saved: description",
    }
}

/// Returns the journal's words for a read that failed.
pub(in crate::features::write) fn not_read(failure: &Failure, site: &Site) -> Outcome {
    Outcome::Failed(format!("not read: {}", cause(failure, site)))
}

/// Says that the last save is being read back.
pub(in crate::features::write) fn reading_back(id: &SecretId) -> Sentence {
    about(id, |id| format!("Reading {id} back."))
}

/// Says that the service has what was saved.
pub(in crate::features::write) fn verified(id: &SecretId) -> Sentence {
    about(id, |id| format!("Verified {id}: the service holds what you saved."))
}

/// Says that the service has the saved description, and that the value cannot be read.
pub(in crate::features::write) fn verified_description(id: &SecretId) -> Sentence {
    about(id, |id| format!("Verified the description of {id}; its value cannot be read."))
}

/// Says how the service's data differ from the save: all differences, or as many as fit and where to find the rest.
pub(in crate::features::write) fn differs(id: &SecretId, what: &[String]) -> Sentence {
    let sentence = |what: &str| about(id, |id| format!("{id} is not as you saved it: {what}."));
    let short = |what: &str| about(id, |id| format!("{id} differs: {what}."));
    let part = |so_many: usize| format!("{}; J tells all", what[..so_many].join("; "));
    let all = what.join("; ");
    let parts = (1..what.len()).rev().map(|so_many| short(&part(so_many)));
    let mut candidates = [sentence(&all), short(&all)].into_iter().chain(parts);
    candidates.find(|text| text.around() <= SENTENCE).unwrap_or_else(|| short("J tells how"))
}

/// Says that a save cannot be verified, because there is no digest.
pub(in crate::features::write) fn no_digest(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} cannot be verified: the system gave no random key."))
}

/// Returns words such as `27 characters, not 32`.
fn not_so_many(what: &str, now: usize, then: usize) -> String {
    let s = if now == 1 { "" } else { "s" };
    format!("{} {what}{s}, not {}", count(now), count(then))
}

/// Returns the differences between two values, in facts.
pub(in crate::features::write) fn differences(then: Facts, now: Facts) -> Vec<String> {
    let mut all = Vec::new();
    if then.chars != now.chars {
        all.push(not_so_many("character", now.chars, then.chars));
    }
    if then.lines != now.lines {
        all.push(not_so_many("line", now.lines, then.lines));
    }
    if then.unseen != now.unseen {
        let none = if then.unseen.is_around() { "no white space around it" } else { "nothing unseen in it" };
        all.push(now.unseen.note().unwrap_or_else(|| none.to_owned()));
    }
    if all.is_empty() {
        all.push("another value of the same length".to_owned());
    }
    all
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn what_there_is_no_room_for_is_in_the_journal_and_that_is_said() {
        let id: SecretId = "a_name_of_more_than_thirty_letters_in_all".into();
        let facts =
            ["14 characters, not 13", "2 lines, not 1", "a newline at the end", "another description"];
        let facts = facts.map(str::to_owned);
        let told = differs(&id, &facts);
        assert_eq!(
            told,
            format!("{id} differs: 14 characters, not 13; 2 lines, not 1; J tells all.").as_str()
        );
        let told = differs(&"aaa_rw".into(), &facts[..3]);
        assert_eq!(told, "aaa_rw differs: 14 characters, not 13; 2 lines, not 1; a newline at the end.");
    }

    #[rstest]
    #[case::shorter("abc", "ab", "2 characters, not 3")]
    #[case::newline("abc", "abc\n", "4 characters, not 3; a newline at the end")]
    #[case::lines("a b", "a\nb", "2 lines, not 1")]
    #[case::one("ab", "a", "1 character, not 2")]
    #[case::space_lost("ab ", "abc", "no white space around it")]
    #[case::carriage_return("a b", "a\rb", "a carriage return")]
    #[case::mark_lost("\u{feff}a", "ab", "nothing unseen in it")]
    #[case::nothing_to_see("abc", "abd", "another value of the same length")]
    fn what_differs_is_told_in_facts(#[case] then: &str, #[case] now: &str, #[case] told: &str) {
        assert_eq!(differences(Facts::of(then), Facts::of(now)).join("; "), told);
    }
}
