//! Tokens of the shape of a Tapis JWT, minted and checked here, and signed with the key of the run. `operations`
//! decides what a user may do with a secret.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::answer::Answer;
use super::keys::Keys;
use super::options::TENANT;

/// 2100-01-01T00:00:00Z in seconds: the end of the fixed tokens.
pub(super) const FAR_FUTURE: i64 = 4_102_444_800;

const HEADER: &str = r#"{"typ":"JWT","alg":"HS256"}"#;
/// Tenants of the same site: tokens of the others are well-formed, but belong to another URL.
const TENANTS: [&str; 4] = [TENANT, "dev", "icicleai", "a2cps"];

/// The use of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Access,
    Refresh,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Refresh => "refresh",
        }
    }
}

/// Mints a token for `user`, valid until `expires` (seconds since 1970); without a tenant the claim is left out.
pub(super) fn mint(keys: &Keys, user: &str, tenant: Option<&str>, expires: i64) -> String {
    mint_kind(keys, Kind::Access, user, tenant, expires)
}

/// Mints a token of either kind.
pub(super) fn mint_kind(keys: &Keys, kind: Kind, user: &str, tenant: Option<&str>, expires: i64) -> String {
    let home = tenant.unwrap_or(TENANT);
    let mut claims = json!({
        "iss": format!("https://{home}.tapis.io/v3/tokens"),
        "sub": format!("{user}@{home}"),
        "tapis/token_type": kind.word(),
        "tapis/delegation": false,
        "tapis/username": user,
        "tapis/account_type": "user",
        "exp": expires,
    });
    if let (Some(tenant), Some(map)) = (tenant, claims.as_object_mut()) {
        map.insert("tapis/tenant_id".to_owned(), Value::from(tenant));
    }
    let parts = [HEADER, &claims.to_string()].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
    let signature = keys.sign(&parts);
    format!("{parts}.{signature}")
}

/// Returns the user who sends `token` to the URL of `url_tenant`, or the service's refusal (contract §3).
pub(super) fn user_of(
    keys: &Keys,
    token: Option<&str>,
    url_tenant: &str,
    now: Timestamp,
) -> Result<String, Answer> {
    let Some(token) = token.filter(|token| !token.is_empty()) else {
        return refused("Invalid call to get_tenant_config; either tenant_id or url must be passed.");
    };
    let Some((claims, genuine)) = decode(keys, token) else {
        return refused("Could not parse the Tapis access token.");
    };
    let claim = |name: &str| claims.get(name).and_then(Value::as_str);
    match claim("tapis/tenant_id") {
        None => return refused("Unable to process Tapis token; could not parse the tenant_id claim."),
        Some(tenant) if tenant != url_tenant => {
            let known = TENANTS.contains(&tenant);
            return refused(&match known {
                true => format!(
                    "The tenant_id claim in the token, {tenant} does not match the URL tenant, {url_tenant}."
                ),
                false => "Unable to process Tapis token; unexpected tenant_id.".to_owned(),
            });
        }
        Some(_) => {}
    }
    let good = genuine && is_current(&claims, now) && is_kind(&claims, Kind::Access);
    match claim("tapis/username") {
        Some(user) if good => Ok(user.to_owned()),
        _ => refused("Invalid Tapis token."),
    }
}

/// Returns the user of a refresh token; `None` when the token is not one, or has ended.
pub(super) fn user_of_refresh(keys: &Keys, token: &str, now: Timestamp) -> Option<String> {
    let (claims, genuine) = decode(keys, token)?;
    let good = genuine && is_current(&claims, now) && is_kind(&claims, Kind::Refresh);
    claims.get("tapis/username").and_then(Value::as_str).filter(|_| good).map(str::to_owned)
}

fn is_current(claims: &Value, now: Timestamp) -> bool {
    claims.get("exp").and_then(Value::as_i64).is_some_and(|exp| exp > now.as_second())
}

fn is_kind(claims: &Value, kind: Kind) -> bool {
    claims.get("tapis/token_type").and_then(Value::as_str) == Some(kind.word())
}

/// Reads the claims, and checks whether the signature is ours; `None` for a text that is not a JWT.
fn decode(keys: &Keys, token: &str) -> Option<(Value, bool)> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let part = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
    let (header, claims, signature) = (part(header)?, part(claims)?, part(signature)?);
    let object = |bytes: &[u8]| serde_json::from_slice(bytes).ok().filter(Value::is_object);
    object(&header)?;
    let claims = object(&claims)?;
    Some((claims, keys.is_signature(signed, &signature)))
}

fn refused(message: &str) -> Result<String, Answer> {
    Err(Answer::error(400, message).closing())
}
