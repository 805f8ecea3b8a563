//! Finds one of the six operations on secrets, or a call on pods, by method and path, as the real service routes (contract §1, §2). It does not
//! decide who may call an operation.

use super::pods::route::PodRoute;

/// The target of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    List,
    Create,
    Get(String),
    Value(String),
    Update(String),
    Delete(String),
    /// Under a secret, but routed nowhere: a 404 of the framework.
    Permissions,
    Pods(PodRoute),
    Unknown,
}

impl Route {
    /// Finds the target of a request. `path` is decoded and has no double slash.
    pub(super) fn of(method: &str, path: &str) -> Route {
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        match (method, segments.as_slice()) {
            ("GET", ["pods", "secrets"]) => Route::List,
            ("POST", ["pods", "secrets"]) => Route::Create,
            (_, ["pods", "secrets", ""]) => Route::Unknown,
            ("GET", ["pods", "secrets", id]) => Route::Get((*id).to_owned()),
            ("PUT", ["pods", "secrets", id]) => Route::Update((*id).to_owned()),
            ("DELETE", ["pods", "secrets", id]) => Route::Delete((*id).to_owned()),
            ("GET", ["pods", "secrets", id, "value"]) => Route::Value((*id).to_owned()),
            (_, ["pods", "secrets", _, "permissions"]) => Route::Permissions,
            // A pod of that name could exist, and is out of reach otherwise (pods exchanges 290 and 291).
            (_, ["pods", below @ ..]) if below.first() != Some(&"secrets") || below.len() == 1 => {
                PodRoute::of(method, below).map_or(Route::Unknown, Route::Pods)
            }
            _ => Route::Unknown,
        }
    }

    /// Tells whether the operation changes anything.
    pub(super) fn is_write(&self) -> bool {
        match self {
            Route::Create | Route::Update(_) | Route::Delete(_) => true,
            Route::Pods(route) => route.is_write(),
            _ => false,
        }
    }

    /// Returns the service's words when the storage backend fails in this operation (contract §3).
    pub(super) fn storage_error(&self) -> &'static str {
        match self {
            Route::Create => "Failed to store secret in Security Kernel",
            Route::Update(_) => "Failed to update secret in Security Kernel",
            Route::Delete(_) => "Failed to delete secret from Security Kernel",
            _ => "Failed to read secret from Security Kernel",
        }
    }
}

/// Resolves a path's percent-encoding; bytes that are not UTF-8 become U+FFFD.
pub(super) fn decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (*byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Replaces every run of slashes in the path by one slash; `None` if there was no such run.
pub(super) fn merged_slashes(path: &str) -> Option<String> {
    if !path.contains("//") {
        return None;
    }
    let mut merged = String::with_capacity(path.len());
    for character in path.chars() {
        if character != '/' || !merged.ends_with('/') {
            merged.push(character);
        }
    }
    Some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_and_plain_ids_are_the_same() {
        assert_eq!(Route::of("GET", &decode("/pods/secrets/%6dinimal")), Route::Get("minimal".into()));
        assert_eq!(decode("/caf%C3%A9/%zz%4"), "/café/%zz%4");
    }

    #[test]
    fn a_trailing_slash_leads_nowhere() {
        assert_eq!(Route::of("GET", "/pods/secrets/"), Route::Unknown);
        assert_eq!(Route::of("GET", "/pods/secrets/minimal/"), Route::Unknown);
    }

    #[test]
    fn runs_of_slashes_are_merged() {
        assert_eq!(merged_slashes("//pods///secrets").as_deref(), Some("/pods/secrets"));
        assert_eq!(merged_slashes("/pods/secrets"), None);
    }
}
