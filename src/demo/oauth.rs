//! The token endpoint (contract §6): every user of the demo signs in with the demo's password, and the demo's client
//! gets refresh tokens. Others decide which requests a token allows.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::answer::Answer;
use super::json;
use super::keys::Keys;
use super::options::{CLIENT_ID, CLIENT_KEY};
use super::token::{self, Kind};

/// The users who can sign in.
const USERS: [&str; 6] = ["alice", "bob", "ops-bot", "reader", "userlvl", "root"];
/// Factor by which a refresh token lasts longer than the token that it came with.
const REFRESH_FACTOR: i64 = 8;

pub(super) struct Call<'a> {
    pub(super) authorization: Option<&'a str>,
    pub(super) content_type: Option<&'a str>,
    pub(super) body: &'a [u8],
    pub(super) keys: &'a Keys,
    /// The tenant that tokens are for.
    pub(super) tenant: &'a str,
    /// Lifetime of the tokens that it grants.
    pub(super) life: Duration,
    pub(super) now: Timestamp,
}

/// Tells whether a request is for this endpoint. The proxy before the real one strips `/v3` (contract §1).
pub(super) fn is_endpoint(method: &str, path: &str) -> bool {
    method == "POST" && matches!(path, "/oauth2/tokens" | "/v3/oauth2/tokens")
}

impl Call<'_> {
    pub(super) fn answer(&self) -> Answer {
        self.granted().unwrap_or_else(|refusal| refusal)
    }

    fn granted(&self) -> Result<Answer, Answer> {
        let members = json::object(self.content_type, self.body)?;
        let member = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default();
        let client = self.client()?;
        let user = match member("grant_type") {
            "password"
                if USERS.contains(&member("username")) && self.keys.is_password(member("password")) =>
            {
                member("username").to_owned()
            }
            "password" => return Err(refused("Invalid username/password combination.")),
            "refresh_token" if client => token::user_of_refresh(self.keys, member("refresh_token"), self.now)
                .ok_or_else(|| refused("Invalid refresh token."))?,
            "refresh_token" => return Err(refused("A refresh token needs a client.")),
            _ => return Err(refused("Invalid grant_type.")),
        };
        Ok(self.tokens(&user, client))
    }

    /// Tells whether the demo's client asks. Like the real endpoint this one repeats what it refuses.
    fn client(&self) -> Result<bool, Answer> {
        let Some(header) = self.authorization else { return Ok(false) };
        let pair = header.strip_prefix("Basic ").and_then(|pair| STANDARD.decode(pair).ok());
        let pair = String::from_utf8_lossy(&pair.unwrap_or_default()).into_owned();
        match pair.split_once(':') {
            Some((id, key)) if id == CLIENT_ID && key == CLIENT_KEY => Ok(true),
            Some((id, key)) => {
                Err(refused(&format!("Invalid client credentials: client_id: {id}; client_key: {key}.")))
            }
            None => Err(refused("Invalid client credentials.")),
        }
    }

    fn tokens(&self, user: &str, with_refresh: bool) -> Answer {
        let now = self.now;
        let life = i64::try_from(self.life.as_secs()).unwrap_or(i64::MAX);
        let piece = |kind: Kind, name: &str, life: i64| {
            let expires = now.as_second().saturating_add(life);
            let at = Timestamp::from_second(expires).unwrap_or(now).to_string();
            json!({name: token::mint_kind(self.keys, kind, user, Some(self.tenant), expires), "expires_at": at, "expires_in": life})
        };
        let mut result = json!({"access_token": piece(Kind::Access, "access_token", life)});
        if with_refresh {
            let life = life.saturating_mul(REFRESH_FACTOR);
            result["refresh_token"] = piece(Kind::Refresh, "refresh_token", life);
        }
        Answer::done("Token created successfully.", &result.to_string())
    }
}

fn refused(message: &str) -> Answer {
    Answer::error(400, message)
}
