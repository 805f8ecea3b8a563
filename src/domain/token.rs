//! The token of a session, and what can be read from it without trusting it (contract §6).

use std::fmt;

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jiff::Timestamp;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::text::SafeText;

/// A JWT as it is sent in `X-Tapis-Token`. Overwritten when dropped; never printed.
pub struct Token(Zeroizing<String>);

impl Token {
    /// Takes a token as people have it in a variable or a file: surrounding white space and a `Bearer `
    /// prefix, which the service does not accept (contract §1), are removed.
    ///
    /// # Errors
    /// When nothing is left, or when it has characters that no header can carry.
    pub fn new(text: String) -> Result<Self, UnusableToken> {
        let text = Zeroizing::new(text);
        let token = text.trim();
        let token = token.strip_prefix("Bearer ").unwrap_or(token).trim();
        if token.is_empty() {
            return Err(UnusableToken::Empty);
        }
        if !token.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(UnusableToken::Characters);
        }
        Ok(Self(Zeroizing::new(token.to_owned())))
    }

    /// The token itself, for the one header that carries it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What it says about itself; the default where it says nothing that can be read.
    pub fn claims(&self) -> Claims {
        self.read_claims().unwrap_or_default()
    }

    fn read_claims(&self) -> Option<Claims> {
        let base64 = GeneralPurpose::new(
            &base64::alphabet::URL_SAFE,
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
        );
        let payload = base64.decode(self.0.split('.').nth(1)?).ok()?;
        let payload: serde_json::Map<String, Value> = serde_json::from_slice(&payload).ok()?;
        // One claim that makes no sense does not take the others along.
        let text = |name: &str| payload.get(name).and_then(Value::as_str);
        let (sub_user, sub_tenant) =
            text("sub").map_or(("", ""), |sub| sub.split_once('@').unwrap_or((sub, "")));
        let expires = payload.get("exp").and_then(|exp| exp.as_f64().or_else(|| exp.as_str()?.parse().ok()));
        Some(Claims {
            user: SafeText::from(text("tapis/username").unwrap_or(sub_user)),
            tenant: SafeText::from(text("tapis/tenant_id").unwrap_or(sub_tenant)),
            expires: expires.and_then(|s| Timestamp::from_second(s as i64).ok()),
        })
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Why a text cannot be a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnusableToken {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// A header cannot carry it.
    #[error("it has spaces or characters that no token has")]
    Characters,
}

/// What a token says about itself. Read, not verified: the service decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// `tapis/username`, or the first part of `sub`.
    pub user: SafeText,
    /// `tapis/tenant_id`, or the second part of `sub`.
    pub tenant: SafeText,
    /// `exp`
    pub expires: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
    use rstest::rstest;

    fn token(payload: &str) -> Token {
        Token::new(format!("h.{}.s", URL_SAFE_NO_PAD.encode(payload))).unwrap()
    }

    #[rstest]
    #[case::full(
        r#"{"sub":"x@y","tapis/username":"alice","tapis/tenant_id":"tacc","exp":1800000000}"#,
        "alice",
        "tacc"
    )]
    #[case::odd_sub(
        r#"{"sub":7,"tapis/username":"alice","tapis/tenant_id":"tacc","exp":"1800000000"}"#,
        "alice",
        "tacc"
    )]
    #[case::only_sub(r#"{"sub":"alice@tacc","exp":1800000000.5}"#, "alice", "tacc")]
    fn claims_are_read(#[case] payload: &str, #[case] user: &str, #[case] tenant: &str) {
        let claims = token(payload).claims();
        assert_eq!((claims.user.shown(), claims.tenant.shown()), (user, tenant));
        assert_eq!(claims.expires.unwrap().as_second(), 1_800_000_000);
    }

    #[test]
    fn padding_is_accepted_and_nonsense_says_nothing() {
        let padded = format!("h.{}.s", URL_SAFE.encode(r#"{"sub":"al@tacc"}"#));
        assert_eq!(Token::new(padded).unwrap().claims().user.shown(), "al");
        assert_eq!(Token::new("garbage".into()).unwrap().claims(), Claims::default());
        assert_eq!(token("[1]").claims(), Claims::default());
    }

    #[test]
    fn what_people_paste_is_cleaned() {
        assert_eq!(Token::new(" Bearer abc\n".into()).unwrap().expose(), "abc");
        assert_eq!(Token::new(" \n".into()).unwrap_err(), UnusableToken::Empty);
        assert_eq!(Token::new("a b".into()).unwrap_err(), UnusableToken::Characters);
        assert_eq!(format!("{:?}", Token::new("abc".into()).unwrap()), "Token(…)");
    }
}
