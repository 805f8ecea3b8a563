//! Reads the addresses that people write, and refuses those that are none (contract §1). The parent builds URLs on an
//! address.

use std::net::IpAddr;

use url::Url;

/// Longest address that is taken, in bytes.
const LONGEST: usize = 2_048;

/// A reason to refuse a text as a base URL. The text itself is not repeated: it may hold a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadBaseUrl {
    /// There is nothing in it.
    #[error("The base URL is empty; one looks like https://tacc.tapis.io.")]
    Empty,
    /// It is absurdly long.
    #[error("The base URL is longer than {LONGEST} bytes; one looks like https://tacc.tapis.io.")]
    TooLong,
    /// White space, control characters or backslashes, which URL parsers silently change.
    #[error(
        "The base URL contains a space, a backslash or a control character; one looks like https://tacc.tapis.io."
    )]
    Characters,
    /// Neither `http` nor `https`.
    #[error("The base URL must begin with https://, as in https://tacc.tapis.io.")]
    Scheme,
    /// `user@` or `user:password@` before the host.
    #[error(
        "The base URL must not contain a user name or password; the token goes elsewhere. Write it like https://tacc.tapis.io."
    )]
    UserInfo,
    /// Something after `?` or `#`.
    #[error("The base URL must end before any ? or #, as in https://tacc.tapis.io.")]
    QueryOrFragment,
    /// `http://` to another machine: everybody on the way could read the token.
    #[error("http:// would send the token unprotected to {host}; use https://{host}.")]
    PlainHttp {
        /// The host, as the URL parser wrote it.
        host: String,
    },
    /// The URL parser refused it; says why.
    #[error("The base URL cannot be read ({0}); one looks like https://tacc.tapis.io.")]
    Unreadable(String),
}

pub(super) fn check_length(text: &str) -> Result<(), BadBaseUrl> {
    if text.len() > LONGEST { Err(BadBaseUrl::TooLong) } else { Ok(()) }
}

pub(super) fn check_text(text: &str) -> Result<(), BadBaseUrl> {
    if text.is_empty() {
        return Err(BadBaseUrl::Empty);
    }
    check_length(text)?;
    // An `@` can only be in the part before the first slash of the path; in the path it is harmless.
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    if rest.split(['/', '?', '#']).next().unwrap_or_default().contains('@') {
        return Err(BadBaseUrl::UserInfo);
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(BadBaseUrl::Characters);
    }
    if text.contains(['?', '#']) {
        return Err(BadBaseUrl::QueryOrFragment);
    }
    Ok(())
}

/// Parses an address with or without a scheme. Looks for the scheme by hand: a parser takes `localhost:8000` for a
/// URL of the scheme `localhost`.
pub(super) fn with_scheme(text: &str) -> Result<Url, BadBaseUrl> {
    let read =
        |text: &str| Url::parse(text).map_err(|e| BadBaseUrl::Unreadable(e.to_string())).and_then(undotted);
    match text.split_once("://") {
        Some((scheme, _)) if ["http", "https"].iter().any(|s| scheme.eq_ignore_ascii_case(s)) => read(text),
        Some(_) => Err(BadBaseUrl::Scheme),
        None if ["http:", "https:"].iter().any(|s| starts_with_ignoring_case(text, s)) => {
            Err(BadBaseUrl::Scheme)
        }
        None => {
            let url = read(&format!("https://{}", text.trim_start_matches('/')))?;
            if is_loopback(url.host_str().unwrap_or_default()) {
                return read(&format!("http://{}", text.trim_start_matches('/')));
            }
            Ok(url)
        }
    }
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

pub(super) fn ip(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost" || ip(host).is_some_and(|ip| ip.is_loopback())
}

/// Removes the dot at the end of the host, which names the same host: danger, tenants and tokens belong to one name
/// of a host.
fn undotted(mut url: Url) -> Result<Url, BadBaseUrl> {
    let host = url.host_str().unwrap_or_default().to_owned();
    if host.ends_with('.') {
        let host = host.trim_end_matches('.');
        url.set_host(Some(host)).map_err(|e| BadBaseUrl::Unreadable(e.to_string()))?;
    }
    Ok(url)
}

/// Tidies a path: single slashes, no `/pods/secrets` at the end, `/v3` where the proxy wants it.
pub(super) fn normal_path(path: &str, loopback: bool) -> String {
    let mut segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    if segments.ends_with(&["pods", "secrets"]) {
        segments.truncate(segments.len() - 2);
    } else if segments.ends_with(&["v3", "pods"]) {
        segments.pop();
    }
    if !loopback && segments.last() != Some(&"v3") {
        segments.push("v3");
    }
    segments.iter().fold(String::new(), |path, segment| path + "/" + segment)
}
