//! What the conditions of a filter and some orders need besides the secrets: asked for before the list.

use std::sync::Arc;

use jiff::Timestamp;

use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::pods::{SeenPods, with_unknown_files};
use crate::commands::remembered;
use crate::config::Profile;
use crate::domain::filter::{Condition, Facts, Needs, Sense, read};
use crate::domain::uses::{Changes, Uses};
use crate::domain::{Exit, Order, Rows};
use crate::words;

/// The filter of a list, and what it needs.
pub(super) struct Asked {
    needs: Needs,
    /// Config files of pods matter.
    files: bool,
}

/// What is known besides the secrets.
pub(super) struct Known {
    pub(super) facts: Facts,
    pods: Option<SeenPods>,
}

impl Asked {
    /// Reads a filter.
    ///
    /// # Errors
    /// The end of the command when a term lacks something, or has a meaning in the browser alone: it would find every
    /// secret, or none.
    pub(super) fn read(filter: &str, order: Order) -> Result<Self, Outcome> {
        let mut asked = Self { needs: order.needs(), files: false };
        for placed in read(filter) {
            if let Some(lacking) = words::lacking(filter, &placed) {
                return Err(Outcome::failed(Exit::WrongUsage, lacking));
            }
            match placed.term.sense {
                Sense::Is(Condition::Marked) => {
                    let text = "The condition marked is for the browser: nothing is marked here. Write 'marked to \
                                find these letters.";
                    return Err(Outcome::failed(Exit::WrongUsage, text));
                }
                Sense::Is(condition) => {
                    asked.files |= condition == Condition::Broken;
                    asked.needs = asked.needs.or(condition.needs());
                }
                _ => {}
            }
        }
        Ok(asked)
    }

    /// Makes sure that the profile allows all that is needed.
    ///
    /// # Errors
    /// When changes of values are needed and not remembered.
    pub(super) fn check(&self, profile: &Profile) -> Result<(), Outcome> {
        if self.needs.changes { need_remembered(profile) } else { Ok(()) }
    }

    /// Asks for all that is needed, and for nothing else.
    ///
    /// # Errors
    /// The end of the command when the pods cannot be listed, or the file of changes cannot be used.
    pub(super) fn ask(&self, caller: &mut Caller) -> Result<Known, Outcome> {
        let changes = if self.needs.changes { changes(caller)? } else { Changes::default() };
        let mut pods = if self.needs.pods { Some(SeenPods::ask(caller)?) } else { None };
        if let Some(seen) = pods.as_mut().filter(|_| self.files) {
            let unknown = with_unknown_files(seen.known.all());
            seen.look_into(caller, &unknown)?;
        }
        // Only what pods say of secrets counts, not what secrets there are.
        let index = |seen: &SeenPods| Uses::build(seen.known.clone(), &Rows::new(), "", false);
        let facts = Facts {
            version: 0,
            now: Timestamp::now(),
            site: Arc::new(caller.site.clone()),
            uses: pods.as_ref().map(index).map(Arc::new),
            changes: Arc::new(changes),
            marked: None,
        };
        Ok(Known { facts, pods })
    }
}

impl Known {
    /// Says how many pods are not known in full, and ends the command as the first failure says.
    ///
    /// # Errors
    /// When a pod could not be looked into: the list is then a part.
    pub(super) fn end(self, caller: &Caller) -> Result<(), Outcome> {
        self.pods.map_or(Ok(()), |pods| pods.end(caller))
    }
}

/// Makes sure that the profile wants changes to be remembered.
///
/// # Errors
/// When it does not.
pub(super) fn need_remembered(profile: &Profile) -> Result<(), Outcome> {
    let advice = "; with remember_changes = true in the profile they are from then on";
    if profile.remember_changes { Ok(()) } else { Err(not_remembered(advice)) }
}

/// Returns the changes that this machine remembers.
///
/// # Errors
/// When the file of changes cannot be used.
pub(super) fn changes(caller: &Caller) -> Result<Changes, Outcome> {
    remembered::known(&caller.site).map_err(|why| not_remembered(&format!(": {why}")))
}

fn not_remembered(why: &str) -> Outcome {
    Outcome::failed(Exit::Failed, format!("changes are not remembered{why}"))
}
