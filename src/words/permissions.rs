//! Sentences about the user's permission on a secret, and about references to it.

use jiff::tz::TimeZone;

use super::failure::about;
use crate::domain::reference::names_user;
use crate::domain::{Level, Refused, SecretId, Site, Standing, Unreferable};
use crate::text::Sentence;
use crate::text::format::clock;

/// The rights of the two levels above that of seeing a secret in the list.
pub const LEVELS: &str = "USER may read and change the value, ADMIN may delete.";

/// Returns the permission of the user on a secret, as a fact of the detail.
pub fn standing(standing: Standing, zone: &TimeZone) -> String {
    let own = if standing.owner == Some(true) { "owner; " } else { "" };
    match standing.refused {
        Some(refused) => format!("{own}{}", refusal(refused, zone)),
        None if !own.is_empty() => "owner".to_owned(),
        None => format!("{} at least", standing.at_least.name()),
    }
}

fn refusal(refused: Refused, zone: &TimeZone) -> String {
    format!("refused at {}: needs {}", clock(refused.at, zone), refused.needs.name())
}

/// Says why an action that was refused since the last refresh is not tried.
pub fn refused_before(id: &SecretId, refused: Refused, zone: &TimeZone) -> Sentence {
    let (at, level) = (clock(refused.at, zone), refused.needs.name());
    about(id, |id| format!("{id} was refused at {at}: you need {level} on it; R asks again."))
}

/// Names the permission that a form needs and that the user may lack.
pub fn takes(standing: Standing, level: Level, zone: &TimeZone) -> String {
    let takes = format!("{}, which {}", level.name(), level.permits());
    match standing.refused {
        Some(refused) => format!("{}. This takes {takes}.", capital(&refusal(refused, zone))),
        None => format!("You have {} at least. This takes {takes}.", standing.at_least.name()),
    }
}

fn capital(text: &str) -> String {
    text.chars().enumerate().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }).collect()
}

/// Stands in place of a reference.
pub const CANNOT_BE_REFERRED_TO: &str = "cannot be referred to";

/// Says why a secret cannot be referred to.
pub fn unreferable(why: Unreferable) -> &'static str {
    match why {
        Unreferable::UnknownOwner => "Its owner is not known.",
        Unreferable::Owner => "A reference takes only a-z A-Z 0-9 _ @ in the owner's name.",
        Unreferable::Id => "A reference takes only a-z A-Z 0-9 _ - in the id.",
        Unreferable::Both => {
            "A reference takes only a-z A-Z 0-9 _ in id and owner's name, and - in the id, @ in the name."
        }
    }
}

/// Says the same in few words.
pub fn unreferable_in_short(why: Unreferable) -> String {
    let what = match why {
        Unreferable::UnknownOwner => "no owner known",
        Unreferable::Owner => "owner's name",
        Unreferable::Id => "its id",
        Unreferable::Both => "id, owner's name",
    };
    format!("{CANNOT_BE_REFERRED_TO}: {what}")
}

/// Says why the reference of a secret is not copied.
pub fn no_reference(id: &SecretId, why: Unreferable) -> Sentence {
    about(id, |id| format!("{id} {CANNOT_BE_REFERRED_TO}. {}", unreferable(why)))
}

/// Says why no pod can refer to a secret that this user creates; `None` if one can.
pub fn unreferable_owner(site: &Site) -> Option<String> {
    let user = site.claims.user.original();
    (!user.is_empty() && !names_user(user)).then(|| {
        format!("Pods cannot refer to secrets of {user}: a reference takes only a-z A-Z 0-9 _ @ in the name.")
    })
}
