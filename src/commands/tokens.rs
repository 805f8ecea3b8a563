//! Advice on how to get a token, for everything that has no keys to offer.

use crate::accounts::credentials::TokenFrom;
use crate::config::{ENVIRONMENT, Profile};

/// Says how to get another token.
pub(super) fn renew(profile: &Profile, from: TokenFrom) -> String {
    match from {
        TokenFrom::Given => "Set TAPIS_TOKEN to another token, or unset it and sign in.".to_owned(),
        TokenFrom::Command => "Check what token_command prints.".to_owned(),
        TokenFrom::File => "Put another token into token_file.".to_owned(),
        TokenFrom::Remembered => login(profile),
    }
}

/// Says how to sign in.
pub(super) fn login(profile: &Profile) -> String {
    match profile.name.as_str() {
        ENVIRONMENT => "Sign in: tapis-secrets login".to_owned(),
        name => format!("Sign in: tapis-secrets login --profile {name}"),
    }
}
