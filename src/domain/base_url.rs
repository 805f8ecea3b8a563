//! The address of the service: every form that people write (contract §1), and the URLs built on it.
//!
//! Whether a token may be sent there is decided by the caller, who compares origins.

use std::fmt;

use url::Url;

use crate::domain::{FailureKind, PodId, SecretId};
use reading::{check_length, check_text, ip, is_loopback, normal_path, with_scheme};

mod reading;

pub use reading::BadBaseUrl;

/// The base URL of a Pods service, checked and brought into one form.
///
/// Its path has no empty segment and no trailing slash; on any host but loopback it ends with `/v3`
/// (contract §1).
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl {
    url: Url,
    loopback: bool,
}

/// Scheme, host and port, in one comparable form: `https://tacc.tapis.io`, `http://localhost:8000`.
/// A token is sent only to the origin that it was given for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin(String);

/// A part of a pod that has an address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PodPart {
    /// The pod as it stands.
    Itself,
    /// The pod with its template merged in.
    Derived,
    /// Its permissions.
    Permissions,
    /// Its logs.
    Logs,
    /// Its restart: asking for it is what restarts the pod.
    Restart,
}

impl PodPart {
    fn tail(self) -> &'static str {
        match self {
            Self::Itself => "",
            Self::Derived => "/derived",
            Self::Permissions => "/permissions",
            Self::Logs => "/logs",
            Self::Restart => "/restart",
        }
    }
}

impl BaseUrl {
    /// Reads an address as people write it: with or without scheme, `/v3`, slashes at the end or doubled,
    /// or with `/pods/secrets` pasted along.
    ///
    /// On loopback (`localhost`, 127.0.0.0/8, `[::1]`) the path is used as written and a missing scheme
    /// means `http`; for any other host `/v3` is added when it is missing, a missing scheme means `https`,
    /// and `http://` needs `allow_http`.
    ///
    /// # Errors
    /// A sentence for the user, in every other case.
    pub fn parse(text: &str, allow_http: bool) -> Result<Self, BadBaseUrl> {
        let text = text.trim();
        check_text(text)?;
        let mut url = with_scheme(text)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadBaseUrl::UserInfo);
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        let loopback = is_loopback(&host);
        if url.scheme() == "http" && !loopback && !allow_http {
            return Err(BadBaseUrl::PlainHttp { host });
        }
        let path = normal_path(url.path(), loopback);
        url.set_path(&path);
        let base = Self { url, loopback };
        // Encoded characters are longer than those that were written.
        check_length(base.as_str()).map(|()| base)
    }

    /// Returns scheme, host and port; the default port is left out.
    pub fn origin(&self) -> Origin {
        Origin(self.url.origin().ascii_serialization())
    }

    /// Tells whether `other` has the same host and port, with or without TLS. All names of this machine are one host: a
    /// tunnel to another ends there.
    pub fn is_at(&self, other: &Self) -> bool {
        let same_host = self.url.host_str() == other.url.host_str() || self.loopback && other.loopback;
        // The usual ports of both schemes belong together.
        same_host && self.url.port() == other.url.port()
    }

    /// Returns the form for the bar: `tacc.tapis.io` for https, the whole `http://…` otherwise.
    pub fn shown(&self) -> String {
        if self.url.scheme() != "https" {
            return self.as_str().to_owned();
        }
        let host = self.url.host_str().unwrap_or_default();
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Returns the whole address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }

    /// Tells whether the address leads to this machine.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Guesses the tenant from the host's name: `tacc` of `tacc.tapis.io`.
    pub fn tenant_hint(&self) -> Option<&str> {
        let host = self.url.host_str()?;
        if self.loopback || ip(host).is_some() {
            return None;
        }
        host.split_once('.').map(|(first, _)| first)
    }

    /// Returns the URL of the token endpoint, `…/oauth2/tokens` (contract §6).
    pub fn tokens(&self) -> Url {
        let mut url = self.url.clone();
        url.set_path(&format!("{}/oauth2/tokens", self.url.path().trim_end_matches('/')));
        url
    }

    /// Returns `…/pods/secrets`.
    pub fn secrets(&self) -> Url {
        let mut url = self.url.clone();
        url.set_path(&self.secrets_path());
        url
    }

    /// Returns `…/pods/secrets/{id}`, with the id as exactly one percent-encoded segment.
    ///
    /// # Errors
    /// [`FailureKind::NotAddressable`] when no URL can name this id: nothing may be sent then.
    pub fn secret(&self, id: &SecretId) -> Result<Url, FailureKind> {
        self.below_secrets(id, "")
    }

    /// Returns `…/pods/secrets/{id}/value`.
    ///
    /// # Errors
    /// As [`BaseUrl::secret`].
    pub fn value(&self, id: &SecretId) -> Result<Url, FailureKind> {
        self.below_secrets(id, "/value")
    }

    /// Returns `…/pods?derived_lite=true`.
    pub fn pods(&self) -> Url {
        let mut url = self.url.clone();
        url.set_path(&self.pods_path());
        url.set_query(Some("derived_lite=true"));
        url
    }

    /// Returns `…/pods/{id}`, or a part of it, with the id as exactly one percent-encoded segment.
    ///
    /// # Errors
    /// [`FailureKind::NotAddressable`] when no URL can name this pod: nothing may be sent then.
    pub fn pod(&self, id: &PodId, part: PodPart) -> Result<Url, FailureKind> {
        if !id.is_addressable() {
            return Err(FailureKind::NotAddressable);
        }
        self.below(&self.pods_path(), id.as_str(), part.tail())
    }

    fn pods_path(&self) -> String {
        format!("{}/pods", self.url.path().trim_end_matches('/'))
    }

    fn secrets_path(&self) -> String {
        format!("{}/secrets", self.pods_path())
    }

    fn below_secrets(&self, id: &SecretId, tail: &str) -> Result<Url, FailureKind> {
        if !id.is_addressable() {
            return Err(FailureKind::NotAddressable);
        }
        self.below(&self.secrets_path(), id.as_str(), tail)
    }

    fn below(&self, path: &str, id: &str, tail: &str) -> Result<Url, FailureKind> {
        let meant = format!("{path}/{}{tail}", encode(id));
        let mut url = self.url.clone();
        url.set_path(&meant);
        // The parser drops dot segments and more; whatever it changed would name something else.
        if url.path() == meant { Ok(url) } else { Err(FailureKind::NotAddressable) }
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BaseUrl({})", self.as_str())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Encodes everything but RFC 3986's unreserved characters, so that no parser on the way sees a separator, a tab to
/// drop or an escape to resolve.
fn encode(id: &str) -> String {
    let mut encoded = String::with_capacity(id.len() + 16);
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

#[cfg(test)]
mod tests;
