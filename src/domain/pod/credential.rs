//! Tells by its name that a variable or an option holds a credential: `PGPASSWORD`, `--db-password`, `apiKey`.

/// Last words of a name that holds a credential.
const CREDENTIALS: [&str; 18] = [
    "password",
    "passwords",
    "passwd",
    "passphrase",
    "passcode",
    "pass",
    "pwd",
    "pw",
    "secret",
    "secrets",
    "token",
    "tokens",
    "jwt",
    "apikey",
    "credential",
    "credentials",
    "creds",
    "key",
];

/// Ends of a word that has no separator before them: `PGPASSWORD`, `MYSECRET`.
const ENDS: [&str; 8] =
    ["password", "passwd", "passphrase", "secret", "token", "apikey", "credential", "credentials"];

/// Words before `key` that make it something public.
const PUBLIC: [&str; 9] =
    ["public", "pub", "primary", "foreign", "sort", "partition", "cache", "routing", "index"];

/// Tells whether a credential is expected under `name`. Where the last word says what it is of a credential, such as in
/// `PASSWORD_FILE` or `TOKEN_URL`, none is.
pub fn is_credential(name: &str) -> bool {
    let words = words(name);
    let Some((last, before)) = words.split_last() else { return false };
    // A number tells copies apart: `API_KEY_2`.
    if last.bytes().all(|b| b.is_ascii_digit()) {
        return before.last().is_some_and(|word| is_last(word, &before[..before.len() - 1]));
    }
    is_last(last.trim_end_matches(|c: char| c.is_ascii_digit()), before)
}

fn is_last(word: &str, before: &[String]) -> bool {
    match word {
        "key" => !before.iter().any(|word| PUBLIC.contains(&word.as_str())),
        _ => CREDENTIALS.contains(&word) || ENDS.iter().any(|end| word.ends_with(end)),
    }
}

/// Splits a name at its separators and at capitals within it; in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for c in name.chars() {
        let is_separator = !c.is_alphanumeric();
        if (is_separator || (c.is_uppercase() && was_lower)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        was_lower = c.is_lowercase();
        if !is_separator {
            word.extend(c.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    fn a_credential_is_told_by_its_name(
        #[values(
            "PASSWORD",
            "DB_PASSWORD",
            "PGPASSWORD",
            "MYSQL_PWD",
            "REDIS_PASS",
            "DB_PW",
            "db-password",
            "dbPassword",
            "API_KEY",
            "apiKey",
            "APIKEY",
            "AWS_SECRET_ACCESS_KEY",
            "OPENAI_KEY",
            "GITHUB_TOKEN",
            "CLIENT_SECRET",
            "SIGNING_KEY",
            "API_KEY_2",
            "PASSWORD1",
            "spring.datasource.password",
            "JWT",
            "KEY"
        )]
        name: &str,
    ) {
        assert!(is_credential(name));
    }

    #[rstest]
    fn what_only_concerns_a_credential_is_none(
        #[values(
            "",
            "___",
            "PLAIN",
            "DATABASE_URL",
            "PASSWORD_FILE",
            "TOKEN_URL",
            "SECRET_NAME",
            "AWS_ACCESS_KEY_ID",
            "TOKEN_TTL",
            "PUBLIC_KEY",
            "SSH_PUB_KEY",
            "PRIMARY_KEY",
            "KEYBOARD",
            "MONKEY",
            "COMPASS",
            "BYPASS",
            "TOKENIZER",
            "2"
        )]
        name: &str,
    ) {
        assert!(!is_credential(name));
    }
}
