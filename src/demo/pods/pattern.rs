//! The `${...}` in the texts of a pod (pods contract §2): finding, naming and replacing them. `resolve` knows what
//! they stand for.

/// A value of a `secret_map`, taken as a whole.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Whole<'a> {
    /// `${secret:NAME}` or `${secret:USER:NAME}`.
    Secret { user: Option<&'a str>, name: &'a str },
    /// `${pods:random:LENGTH}`.
    Random(usize),
    /// `${pods:default:VALUE}`, with a description or without.
    Default { value: &'a str, description: Option<&'a str> },
    /// `${:?DESCRIPTION}`, or a default that is empty.
    Required(&'a str),
    /// Anything else, also a text that only contains one of these.
    Literal,
}

impl<'a> Whole<'a> {
    pub(crate) fn of(value: &'a str) -> Self {
        let Some(inner) = inner(value) else { return Self::Literal };
        if let Some(reference) = inner.strip_prefix("secret:") {
            return secret(reference);
        }
        if let Some(description) = inner.strip_prefix(":?") {
            return Self::Required(description);
        }
        if let Some(length) = inner.strip_prefix("pods:random:") {
            return length.parse().map_or(Self::Literal, Self::Random);
        }
        match inner.strip_prefix("pods:default:").map(|text| (text, text.split_once(":?"))) {
            Some((_, Some(("", description)))) => Self::Required(description),
            Some((_, Some((value, text)))) => Self::Default { value, description: Some(text) },
            Some((value, None)) => Self::Default { value, description: None },
            None => Self::Literal,
        }
    }
}

/// Reads `NAME` or `USER:NAME`. Other letters make the reference a plain text, even for a secret of that very name.
fn secret(reference: &str) -> Whole<'_> {
    let (user, name) = match reference.split_once(':') {
        Some((user, name)) => (Some(user), name),
        None => (None, reference),
    };
    let made_of = |text: &str, more: &[char]| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || more.contains(&c))
    };
    match made_of(name, &['-']) && user.is_none_or(|user| made_of(user, &['@'])) {
        true => Whole::Secret { user, name },
        false => Whole::Literal,
    }
}

/// Returns the text between the braces where `value` is nothing but one pattern.
fn inner(value: &str) -> Option<&str> {
    value.strip_prefix("${")?.strip_suffix('}').filter(|inner| !inner.contains('}'))
}

/// Finds every pattern of a text, braces and all.
pub(crate) fn patterns(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((pattern, after)) = next(rest) {
        found.push(pattern);
        rest = after;
    }
    found
}

/// Returns the first pattern of a text, and what follows it.
fn next(text: &str) -> Option<(&str, &str)> {
    let from = text.get(text.find("${")?..)?;
    let end = from.find('}')? + 1;
    Some(from.split_at(end))
}

/// Replaces the patterns that `with` has a text for.
pub(crate) fn replace(text: &str, mut with: impl FnMut(&str) -> Option<String>) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((pattern, after)) = next(rest) {
        let before = rest.len() - pattern.len() - after.len();
        replaced.push_str(rest.get(..before).unwrap_or_default());
        match with(pattern) {
            Some(text) => replaced.push_str(&text),
            None => replaced.push_str(pattern),
        }
        rest = after;
    }
    replaced + rest
}

/// Gives every short reference in a text its user: `${secret:NAME}` becomes `${secret:USER:NAME}`.
pub(crate) fn with_user(text: &str, user: &str) -> String {
    replace(text, |pattern| match Whole::of(pattern) {
        Whole::Secret { user: None, name } => Some(format!("${{secret:{user}:{name}}}")),
        _ => None,
    })
}

/// Returns the KEY of `${pods:secrets:KEY}`, which may have a description behind `:?`.
pub(crate) fn key(pattern: &str) -> Option<&str> {
    let reference = inner(pattern)?.strip_prefix("pods:secrets:")?;
    let key = reference.split_once(":?").map_or(reference, |(key, _)| key);
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    (!key.is_empty() && key.chars().all(is_key)).then_some(key)
}

/// Returns the service's word for a kind of pattern (pods contract §3).
pub(crate) fn kind(pattern: &str) -> &'static str {
    const KINDS: [(&str, &str); 8] = [
        ("${secret:", "user_secret"),
        ("${pods:secrets:", "secret_map_reference"),
        ("${pods:default:", "default_placeholder"),
        ("${:?", "required_placeholder"),
        ("${pods:networking:", "networking_reference"),
        ("${pods:url}", "pod_url"),
        ("${pods:tapis_url}", "tapis_url"),
        ("${pods:random:", "random_password"),
    ];
    KINDS.iter().find(|(start, _)| pattern.starts_with(start)).map_or("unknown", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::short("${secret:db-pw}", Whole::Secret { user: None, name: "db-pw" })]
    #[case::long("${secret:a@b_1:db}", Whole::Secret { user: Some("a@b_1"), name: "db" })]
    #[case::a_dot_in_the_user("${secret:jane.doe:db}", Whole::Literal)]
    #[case::another_script("${secret:ключ-1}", Whole::Literal)]
    #[case::part_of_a_text("pre-${secret:db}-post", Whole::Literal)]
    #[case::two_of_them("${secret:a}${secret:b}", Whole::Literal)]
    #[case::random("${pods:random:32}", Whole::Random(32))]
    #[case::default("${pods:default:redis}", Whole::Default { value: "redis", description: None })]
    #[case::described("${pods:default:redis:?host}", Whole::Default { value: "redis", description: Some("host") })]
    #[case::an_empty_default("${pods:default::?host}", Whole::Required("host"))]
    #[case::required("${:?give me a key}", Whole::Required("give me a key"))]
    #[case::plain("hunter2", Whole::Literal)]
    fn a_value_is_read_as_a_whole(#[case] value: &str, #[case] expected: Whole<'_>) {
        assert_eq!(Whole::of(value), expected);
    }

    #[test]
    fn short_references_get_a_user_wherever_they_stand() {
        let expanded = with_user("pre-${secret:db}-${secret:bob:x}-${pods:url}", "alice");
        assert_eq!(expanded, "pre-${secret:alice:db}-${secret:bob:x}-${pods:url}");
    }

    #[test]
    fn a_text_keeps_what_is_not_replaced() {
        let with = |pattern: &str| key(pattern).filter(|key| *key == "A").map(|_| "1".to_owned());
        assert_eq!(replace("x${pods:secrets:A:?why}y${pods:secrets:B}z${", with), "x1y${pods:secrets:B}z${");
        assert_eq!(patterns("a ${b} ${c"), ["${b}"]);
        assert_eq!(key("${pods:secrets:X?no colon}"), None);
    }
}
