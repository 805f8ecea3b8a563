//! The changes that this machine remembers, for the commands: those of before, and the one that a command has made.

use jiff::Timestamp;

use super::caller::Caller;
use super::output::complain;
use crate::domain::uses::{Changes, Recall, ValueNews, Whose};
use crate::domain::{SecretId, Site};
use crate::files::ChangesFile;
use crate::text::SafeText;

/// Returns the changes that are remembered for the user of this token.
///
/// # Errors
/// The end of a sentence that says why they are not.
pub(super) fn known(site: &Site) -> Result<Changes, String> {
    let whose = Whose::of(site).ok_or("the token does not name its user")?;
    let known = ChangesFile::of_user().and_then(|file| file.read(&whose, Timestamp::now()));
    let mut changes = Changes::default();
    known.map_err(|why| why.to_string())?.iter().for_each(|change| changes.remember(change));
    Ok(changes)
}

/// Remembers what became of a value, where the user wants that. A failure is told, and is none of the command.
pub(super) fn note(caller: &Caller, id: &SecretId, owner: &SafeText, news: ValueNews) {
    let (true, Some(whose), Some(job)) =
        (caller.remembers, Whose::of(&caller.site), Recall::of(id, owner, news))
    else {
        return;
    };
    if let Err(why) = ChangesFile::of_user().and_then(|file| file.recall(&whose, job, Timestamp::now())) {
        complain(&format!("The change of {id} is not remembered: {why}."));
    }
}
