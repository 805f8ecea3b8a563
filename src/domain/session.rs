//! Where the program is: which site, as whom.

use crate::text::SafeText;

use super::Claims;

/// The place that the bar names. Holds nothing that must be kept secret.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The profile's name; `(environment)` and `(demo)` stand in no file.
    pub profile: SafeText,
    /// Production: the address is one of a profile with `danger = true`, however it was reached.
    pub danger: bool,
    /// The address as the bar shows it: `tacc.tapis.io`, or a whole `http://…` URL.
    pub address: SafeText,
    /// The base URL in full, for sentences about a wrong address.
    pub base_url: SafeText,
    /// What the token says about itself.
    pub claims: Claims,
}

impl Site {
    /// The tenant's name: the token's, or the first part of the host.
    pub fn tenant(&self) -> &str {
        let claimed = self.claims.tenant.shown();
        if !claimed.is_empty() {
            return claimed;
        }
        let address = self.address.shown();
        let host = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = host.split([':', '/']).next().unwrap_or("");
        match host.split_once('.') {
            // An address of numbers has no tenant in it.
            Some((tenant, _)) if tenant.parse::<u8>().is_err() => tenant,
            _ => host,
        }
    }

    /// The user's name; empty when the token does not tell.
    pub fn user(&self) -> &str {
        self.claims.user.shown()
    }

    /// Whether `owner` is the user of this session.
    pub fn is_me(&self, owner: &SafeText) -> bool {
        !owner.is_empty() && *owner == self.claims.user
    }
}
