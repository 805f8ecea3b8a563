//! The questions to the token endpoint and its answers (contract §6). `sign_in` judges failures.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::bodies::write;
use super::envelope::Envelope;
use crate::domain::SecretValue;

/// The credentials that a token is requested with.
#[derive(Serialize)]
#[serde(tag = "grant_type", rename_all = "snake_case")]
pub enum Grant<'a> {
    /// A user's name and password.
    Password {
        /// The name at the tenant.
        username: &'a str,
        /// The password.
        password: &'a str,
    },
    /// The refresh token that came with the token before.
    RefreshToken {
        /// The refresh token.
        refresh_token: &'a str,
    },
}

/// The tokens that the endpoint granted.
pub struct Granted {
    /// The token.
    pub access: SecretValue,
    /// The credentials for the next token.
    pub refresh: Option<SecretValue>,
}

/// A reason why a body grants nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoGrant {
    /// It says that it failed, whatever the HTTP status.
    Error,
    /// It is something else.
    Unclear,
}

#[derive(Deserialize)]
struct Pair {
    access_token: Access,
    refresh_token: Option<Refresh>,
}

#[derive(Deserialize)]
struct Access {
    access_token: SecretValue,
}

#[derive(Deserialize)]
struct Refresh {
    refresh_token: SecretValue,
}

/// Writes the body of a request into a buffer that is wiped.
///
/// # Errors
/// Never in practice: texts always have a JSON form.
pub fn body(grant: &Grant<'_>) -> Result<Bytes, serde_json::Error> {
    match grant {
        Grant::Password { username, password } => write(grant, &[username, password]),
        Grant::RefreshToken { refresh_token } => write(grant, &[refresh_token]),
    }
}

/// Reads an answer. The tokens go from the body straight into [`SecretValue`]s.
///
/// # Errors
/// The reason why it holds no token.
pub fn read(body: &[u8]) -> Result<Granted, NoGrant> {
    let envelope: Envelope<Option<Pair>> = serde_json::from_slice(body).map_err(|_| NoGrant::Unclear)?;
    if envelope.is_error() {
        return Err(NoGrant::Error);
    }
    let pair = envelope.result.flatten().ok_or(NoGrant::Unclear)?;
    let refresh = pair.refresh_token.map(|refresh| refresh.refresh_token);
    Ok(Granted { access: pair.access_token.access_token, refresh })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn requests_are_as_the_endpoint_wants_them() {
        let password = Grant::Password { username: "alice", password: "p\"w" };
        assert_eq!(
            body(&password).unwrap(),
            r#"{"grant_type":"password","username":"alice","password":"p\"w"}"#
        );
        let refresh = Grant::RefreshToken { refresh_token: "r" };
        assert_eq!(body(&refresh).unwrap(), r#"{"grant_type":"refresh_token","refresh_token":"r"}"#);
    }

    #[test]
    fn an_answer_has_a_token_and_perhaps_a_refresh_token() {
        let alone = br#"{"result":{"access_token":{"access_token":"a","expires_at":"x","jti":"1"}}}"#;
        let granted = read(alone).unwrap();
        assert_eq!((granted.access.expose(), granted.refresh.is_none()), ("a", true));
        let both =
            br#"{"result":{"access_token":{"access_token":"a"},"refresh_token":{"refresh_token":"r"}}}"#;
        assert_eq!(read(both).unwrap().refresh.unwrap().expose(), "r");
    }

    #[rstest]
    #[case::error(r#"{"status":"error","message":"no","result":null}"#, NoGrant::Error)]
    #[case::nothing(r#"{"status":"success"}"#, NoGrant::Unclear)]
    #[case::no_token(r#"{"result":{"refresh_token":{"refresh_token":"r"}}}"#, NoGrant::Unclear)]
    #[case::number(r#"{"result":{"access_token":{"access_token":7}}}"#, NoGrant::Unclear)]
    #[case::html("<html>", NoGrant::Unclear)]
    #[case::cut_off(r#"{"result":{"access_token":{"access_"#, NoGrant::Unclear)]
    fn anything_else_grants_nothing(#[case] body: &str, #[case] why: NoGrant) {
        assert_eq!(read(body.as_bytes()).err(), Some(why));
    }
}
