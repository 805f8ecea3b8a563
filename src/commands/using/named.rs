//! Values with names: `NAME=ID` on the command line.

use crate::commands::Outcome;
use crate::domain::variable::{Unfit, unfit};
use crate::domain::{Exit, SecretId};
use crate::text::SafeText;

/// A secret, and the name that its value gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) id: SecretId,
}

impl Named {
    /// Reads `NAME=ID`.
    ///
    /// # Errors
    /// When there is no `=`, or the name may not be that of a variable.
    pub(super) fn read(text: &str, option: &str) -> Result<Self, Outcome> {
        let Some((name, id)) = text.split_once('=') else {
            let shown = SafeText::from(text);
            return Err(usage(format!(
                "{option} needs NAME=ID, the variable and the id of its secret: {option} NAME={shown}"
            )));
        };
        Self::new(name, id, option)
    }

    /// Reads `NAME=ID`, or an id that is also the name.
    ///
    /// # Errors
    /// When the name may not be that of a variable.
    pub(super) fn read_short(text: &str) -> Result<Self, Outcome> {
        let (name, id) = text.split_once('=').unwrap_or((text, text));
        Self::new(name, id, "")
    }

    fn new(name: &str, id: &str, option: &str) -> Result<Self, Outcome> {
        let shown = SafeText::from(name);
        let before = if option.is_empty() { String::new() } else { format!("{option} ") };
        match unfit(name) {
            Some(Unfit::Characters) => Err(usage(format!(
                "{shown} is no name for a variable: letters, digits and _ are. Give the secret another: {before}NAME={}",
                SafeText::from(id)
            ))),
            Some(Unfit::Dangerous) => Err(usage(format!(
                "{shown} changes what programs run or load, so no secret is put there. Use another name."
            ))),
            None if id.is_empty() => {
                Err(usage(format!("The id of the secret is missing: {before}{shown}=ID")))
            }
            None => Ok(Self { name: name.to_owned(), id: id.into() }),
        }
    }
}

/// Refuses two values for one name.
///
/// # Errors
/// When a name comes twice.
pub(super) fn refuse_twice(named: &[Named]) -> Result<(), Outcome> {
    let twice =
        named.iter().enumerate().find(|(at, one)| named[..*at].iter().any(|other| other.name == one.name));
    match twice {
        Some((_, Named { name, .. })) => Err(usage(format!("{name} is given two secrets. Take one away."))),
        None => Ok(()),
    }
}

pub(super) fn usage(why: String) -> Outcome {
    Outcome::failed(Exit::WrongUsage, why)
}
