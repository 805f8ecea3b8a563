//! The rules for ids, descriptions and scopes, with the real service's words (contract §2, §3 "model rule"). Each
//! check returns the first fault only, as the service does.

use super::body::NewSecret;

/// The longest description, in characters.
const DESCRIPTION_LIMIT: usize = 500;

/// Checks everything that a new secret must satisfy.
pub(super) fn check_new(new: &NewSecret) -> Result<(), String> {
    check_id(&new.secret_id)?;
    check_description(&new.description)?;
    let has_pod = new.pod_id.as_deref().is_some_and(|pod| !pod.is_empty());
    match new.scope.as_str() {
        "pod" if !has_pod => Err("pod_id: Value error, pod_id is required when scope is 'pod'".to_owned()),
        "user" if has_pod => {
            Err("pod_id: Value error, pod_id should not be set when scope is 'user'".to_owned())
        }
        "pod" | "user" => Ok(()),
        other => Err(format!("scope: Value error, scope must be 'user' or 'pod'. Got: {other}")),
    }
}

/// Checks an id: letters of any language, digits, `_` and `-`, with at least one letter or digit.
fn check_id(id: &str) -> Result<(), String> {
    let allowed = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-');
    if id.chars().all(allowed) && id.chars().any(char::is_alphanumeric) {
        return Ok(());
    }
    Err(format!(
        "secret_id: Value error, secret_id must be alphanumeric and may include '_' or '-'. Got: {id}"
    ))
}

/// Checks a description: ASCII, at most 500 characters; line breaks and tabs are fine.
pub(super) fn check_description(description: &str) -> Result<(), String> {
    if !description.is_ascii() {
        return Err(
            "description: Value error, description field may only contain ASCII characters.".to_owned()
        );
    }
    if description.len() > DESCRIPTION_LIMIT {
        let length = description.len();
        return Err(format!(
            "description: Value error, description must be less than 500 characters. Got: {length}"
        ));
    }
    Ok(())
}
