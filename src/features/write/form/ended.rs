//! The end of a form's write: what the journal notes of it, what is printed if the program ends meanwhile, and what
//! undo needs.

use super::{Form, Kind};
use crate::core::{Outcome, Verb};
use crate::domain::Site;
use crate::features::write::words;
use crate::text::Sentence;
use crate::words::{about, cause};
use crate::work::undo::Ended;
use crate::work::write::{Fate, Why};

impl Form {
    /// Returns the journal's verb for the form.
    pub fn verb(&self) -> Verb {
        match (&self.kind, &self.undoes) {
            (Kind::Create, None) => Verb::Create,
            (Kind::Create, Some(_)) => Verb::CreateAgain,
            (Kind::Edit(_), None) => Verb::Change,
            (Kind::Edit(_), Some(_)) => Verb::Restore,
            (Kind::Delete(_), _) => Verb::Delete,
        }
    }

    /// Returns all that undo needs of the end of the write.
    pub fn ended(&self) -> Ended {
        Ended {
            form: self.number(),
            id: self.subject(),
            before: self.secret().cloned(),
            deletes: matches!(self.kind, Kind::Delete(_)),
            sent: self.write.sent().cloned().unwrap_or_default(),
            sent_at: self.write.sent_at(),
            old: self.write.old().cloned(),
            undone: self.undone(),
        }
    }

    /// Returns the sentence about a write that did not have the wanted outcome, of which the user was `told`.
    pub fn last_words(&self, fate: &Fate, told: &Sentence, site: &Site) -> Option<String> {
        match fate {
            Fate::NotApplied(_) | Fate::NotThisTime(_) => {
                let (verb, why) = (words::verb(&self.kind), self.why(fate, site));
                Some(about(&self.subject(), |id| format!("{id} was not {verb}: {why}.")).into())
            }
            Fate::HalfRefused(_) | Fate::HalfDeleted | Fate::ValueOnly | Fate::Replaced(_) => {
                Some(told.to_string())
            }
            Fate::Applied { .. } | Fate::Gone(_) | Fate::Unknown(_) => None,
        }
    }

    /// Returns the cause of a doubt and what was `found`, as the end of a sentence.
    pub fn judged(&self, found: &str, site: &Site) -> String {
        let cause = self.write.doubted_by().map(|failure| cause(failure, site));
        cause.map_or(found.to_owned(), |cause| format!("{cause}; {found}"))
    }

    /// Returns the evidence for the fate of a write, as the end of a sentence.
    fn why(&self, fate: &Fate, site: &Site) -> String {
        let judged = |found| self.judged(found, site);
        match fate {
            Fate::NotApplied(why) | Fate::NotThisTime(why) => match why {
                Why::Refused(failure) => cause(failure, site),
                // A stored value without a secret does not stop another creation (contract §8).
                Why::NotSo { is_free: true } => {
                    judged("there is no such secret; its value may have been stored")
                }
                Why::NotSo { .. } if self.kind == Kind::Create => judged("the secret there is not yours"),
                Why::NotSo { .. } => judged("the service does not show the change"),
                Why::Compared => "compared with the service".to_owned(),
                Why::Undeleted { .. } => judged("the secret and its value are still there"),
            },
            Fate::HalfRefused(failure) => cause(failure, site),
            Fate::HalfDeleted => judged("the secret is still there"),
            Fate::Applied { .. } => judged("the service confirms it"),
            Fate::Replaced(_) | Fate::ValueOnly | Fate::Gone(_) | Fate::Unknown(_) => String::new(),
        }
    }

    /// Returns the outcome for the journal.
    pub fn outcome(&self, fate: &Fate, site: &Site) -> Outcome {
        let why = self.why(fate, site);
        let done = match self.kind {
            Kind::Edit(_) => words::what_changed(self.write.sent()),
            Kind::Create | Kind::Delete(_) => "done",
        };
        match fate {
            Fate::Applied { found: false, .. } | Fate::ValueOnly => Outcome::Done(done.to_owned()),
            Fate::Applied { found: true, .. } => Outcome::Done(format!("{done} ({why})")),
            Fate::Replaced(_) => {
                Outcome::Doubtful("the secret existed already; the service replaced its value".to_owned())
            }
            Fate::HalfDeleted => Outcome::Doubtful(format!("not deleted, its value may be gone: {why}")),
            Fate::Gone(_) => Outcome::Doubtful("the secret was gone already".to_owned()),
            Fate::NotApplied(_) | Fate::NotThisTime(_) => {
                Outcome::Failed(format!("not {}: {why}", words::verb(&self.kind)))
            }
            Fate::HalfRefused(_) => {
                Outcome::Doubtful(format!("refused: {why}; the value may have been saved"))
            }
            Fate::Unknown(_) => Outcome::Doubtful(words::UNKNOWN_EFFECT.to_owned()),
        }
    }
}
