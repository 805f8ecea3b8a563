//! Where the program goes and with which token: flags and environment, weighed by rules that never send
//! a token anywhere but to the origin it was given for.

use crate::api::BaseUrl;
use crate::domain::{Site, Token};
use crate::text::SafeText;

/// What the user said about the place.
#[derive(Default)]
pub struct Given {
    /// `--base-url`
    pub flag: Option<String>,
    /// `TAPIS_BASE_URL`
    pub base_url: Option<String>,
    /// `TAPIS_TOKEN`
    pub token: Option<String>,
}

/// The address and the token that belongs to it.
#[derive(Debug)]
pub struct Place {
    /// Where.
    pub base_url: BaseUrl,
    /// With what.
    pub token: Token,
}

/// Why there is no place to go; each is a whole message for the user.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    /// Neither flag nor variable names an address.
    #[error(
        "No base URL. Say where your Pods service is and with which token, for example\n\n    \
         export TAPIS_BASE_URL=https://tacc.tapis.io\n    \
         export TAPIS_TOKEN=<your token>\n    \
         tapis-secrets\n\n\
         or look around without an account:  tapis-secrets demo"
    )]
    NoBaseUrl,
    /// The address cannot be used. It is not repeated: people paste passwords into addresses.
    #[error("{origin}: {reason}")]
    BadBaseUrl {
        /// Where it was said.
        origin: &'static str,
        /// What is wrong with it, and what would be right.
        reason: String,
    },
    /// The address was overridden with another origin than the token's.
    #[error(
        "--base-url names {flag}, but TAPIS_TOKEN was given for {variable} (TAPIS_BASE_URL).\n\
         A token is only sent to the origin it was given for. Set TAPIS_BASE_URL and TAPIS_TOKEN together,\n\
         or unset TAPIS_BASE_URL if the token is meant for {flag}."
    )]
    OtherOrigin {
        /// The flag's origin.
        flag: String,
        /// The variable's.
        variable: String,
    },
    /// There is no token.
    #[error(
        "No token for {address}. Set TAPIS_TOKEN to a token of that tenant, for example\n\n    \
         export TAPIS_TOKEN=<your token>\n\n\
         or look around without an account:  tapis-secrets demo"
    )]
    NoToken {
        /// The address.
        address: String,
    },
    /// The token cannot be sent.
    #[error("TAPIS_TOKEN cannot be used: {0}. Set it to the token alone, one line of letters and digits.")]
    BadToken(crate::domain::token::UnusableToken),
}

impl NoPlace {
    /// 3 where there is nothing to authenticate with, otherwise 2: wrong usage.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NoToken { .. } | Self::BadToken(_) => 3,
            _ => 2,
        }
    }
}

/// Weighs flag and environment: the flag replaces the address, and takes the token of the environment
/// unless that was given for another origin.
///
/// # Errors
/// When address or token are missing or unusable, or do not belong together.
pub fn place(given: Given) -> Result<Place, NoPlace> {
    let not_empty = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let flag = not_empty(given.flag).map(|text| parse("--base-url", text)).transpose()?;
    let variable = not_empty(given.base_url).map(|text| parse("TAPIS_BASE_URL", text));
    let base_url = match (flag, variable) {
        (Some(flag), Some(Ok(variable))) if flag.origin() != variable.origin() => {
            return Err(NoPlace::OtherOrigin {
                flag: flag.origin().to_string(),
                variable: variable.origin().to_string(),
            });
        }
        (Some(flag), _) => flag,
        (None, Some(variable)) => variable?,
        (None, None) => return Err(NoPlace::NoBaseUrl),
    };
    let Some(token) = not_empty(given.token) else {
        return Err(NoPlace::NoToken { address: base_url.shown().to_owned() });
    };
    let token = Token::new(token).map_err(NoPlace::BadToken)?;
    Ok(Place { base_url, token })
}

fn parse(origin: &'static str, text: String) -> Result<BaseUrl, NoPlace> {
    BaseUrl::parse(&text, false).map_err(|bad| NoPlace::BadBaseUrl { origin, reason: bad.to_string() })
}

impl Place {
    /// What the screen says about the place.
    pub fn site(&self) -> Site {
        Site {
            address: SafeText::from(self.base_url.shown()),
            base_url: SafeText::from(self.base_url.as_str()),
            claims: self.token.claims(),
            ..Site::default()
        }
    }
}
