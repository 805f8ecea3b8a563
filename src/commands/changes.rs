//! What the commands that change something share. `breaks` says what a deletion would break, `consent` asks whether a
//! change may be sent, `value` gets its value, `drive` takes it through the write machine to its end, `ending` says that
//! end in words, and `report` prints it.

use super::Outcome;
use crate::domain::{Exit, Fault, Field, SecretId};
use crate::words;

pub(super) mod breaks;
pub(super) mod consent;
pub(super) mod drive;
pub(super) mod ending;
pub(super) mod report;
pub(super) mod value;

/// Returns the id of a secret that exists.
///
/// # Errors
/// When no request can name it.
pub(super) fn addressable(id: &str) -> Result<SecretId, Outcome> {
    let id = SecretId::from(id);
    match id.is_addressable() {
        true => Ok(id),
        false => {
            let text = format!("{} Nothing was sent.", words::unaddressable(&id));
            Err(Outcome::failed(Exit::WrongUsage, text))
        }
    }
}

/// Refuses what the service would refuse (contract §2).
///
/// # Errors
/// When there is a fault: a line for each.
pub(super) fn refuse_faults(faults: &[Fault]) -> Result<(), Outcome> {
    let line = |fault: &Fault| {
        let what = match fault.field {
            Field::Id => "The id",
            Field::PodId => "--pod",
            _ => "--description",
        };
        format!("{what} cannot be sent. {}\n", fault.text)
    };
    match faults {
        [] => Ok(()),
        faults => {
            let lines: String = faults.iter().map(line).collect();
            Err(Outcome::failed(Exit::WrongUsage, lines + "Nothing was sent."))
        }
    }
}
