//! The values of a `secret_map`, by their kind (`PODS` §2). The text of a value is looked at and dropped: only what a
//! reference names is kept.

use super::place::Wrong;
use super::scan::Found;
use crate::domain::reference::Reference;

/// The kind of a value in a `secret_map`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapValue {
    /// `${secret:USER:NAME}` or `${secret:NAME}`, and nothing else.
    Secret(Reference),
    /// `${pods:random:N}`: becomes a plaintext password at the next start.
    Random,
    /// `${pods:default:X}`: X is used.
    Default,
    /// `${:?text}`, or a default that is empty: the start fails.
    Required,
    /// A placeholder with a fault for which the start fails.
    Invalid,
    /// The pod's address, or a text with a placeholder for it.
    Address,
    /// A text with something that is not resolved there.
    Mistaken(Box<[Wrong]>),
    /// An empty text.
    Empty,
    /// Any other text. The container gets it, and so does everybody with READ on the pod.
    Plaintext,
    /// No text.
    Odd,
}

impl MapValue {
    /// Returns the reference, when it is one.
    pub fn reference(&self) -> Option<&Reference> {
        if let Self::Secret(reference) = self { Some(reference) } else { None }
    }

    /// Classifies a value, by the order in which the service looks at it.
    pub fn of(text: &str) -> Self {
        if let Some(digits) = whole(text, "${pods:random:").filter(|digits| is_number(digits)) {
            let length = digits.parse::<u32>();
            return if length.is_ok_and(|n| (8..=128).contains(&n)) { Self::Random } else { Self::Invalid };
        }
        // Its patterns end with `$`, which in Python stands before a newline at the end too.
        let line = text.strip_suffix('\n').unwrap_or(text);
        if let Some(reference) = whole(line, "${secret:").map(Reference::read)
            && reference.is_recognised()
        {
            return Self::Secret(reference);
        }
        if whole(line, "${:?").is_some_and(|told| !told.is_empty()) {
            return Self::Required;
        }
        if let Some(kind) = whole(line, "${pods:default:").and_then(default) {
            return kind;
        }
        if text.is_empty() {
            return Self::Empty;
        }
        let is_address = is_pod_address(text);
        let found = Found::in_map(text);
        match (found.wrong.is_empty(), found.address, is_address) {
            (false, ..) => Self::Mistaken(found.wrong.into()),
            // Somebody's password stands before an `@`.
            (true, true, _) if !text.contains('@') => Self::Address,
            (true, _, true) => Self::Address,
            _ => Self::Plaintext,
        }
    }
}

/// Returns the part of `text` between `start` and a `}` at its end, when that is the only one.
fn whole<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_suffix('}').filter(|inside| !inside.contains('}'))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Reads `X` or `X:?text`.
fn default(inside: &str) -> Option<MapValue> {
    let (value, told) = match inside.split_once(':') {
        None => (inside, None),
        Some((_, "")) => return None,
        Some((value, told)) => (value, Some(told)),
    };
    Some(match (told.is_none_or(|told| told.starts_with('?')), value.is_empty()) {
        (false, _) => MapValue::Invalid,
        (true, true) => MapValue::Required,
        (true, false) => MapValue::Default,
    })
}

/// Tells whether a text is the address of a pod, such as `https://web1.pods.tacc.tapis.io/cb`, and nothing that could
/// be a password: the service puts it where `${pods:url}` was.
fn is_pod_address(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let names_pod =
        host.split_once(".pods.").is_some_and(|(pod, site)| !pod.is_empty() && site.contains('.'));
    names_pod && host.bytes().all(is_host) && !text.contains(['@', '?', '#', ' ', '&', '='])
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn reference(user: &str, secret: &str) -> Reference {
        let user = (!user.is_empty()).then(|| user.into());
        Reference { user, secret: secret.into() }
    }

    #[rstest]
    #[case::long("${secret:alice:db-pw}", "alice", "db-pw")]
    #[case::of_a_service("${secret:_pods@tacc:db_pw}", "_pods@tacc", "db_pw")]
    #[case::short("${secret:db-pw}", "", "db-pw")]
    #[case::newline_at_its_end("${secret:alice:db-pw}\n", "alice", "db-pw")]
    fn a_whole_reference_names_user_and_secret(#[case] text: &str, #[case] user: &str, #[case] secret: &str) {
        assert_eq!(MapValue::of(text), MapValue::Secret(reference(user, secret)));
    }

    #[rstest]
    #[case::random("${pods:random:32}", MapValue::Random)]
    #[case::shortest("${pods:random:8}", MapValue::Random)]
    #[case::longest("${pods:random:128}", MapValue::Random)]
    #[case::too_short("${pods:random:7}", MapValue::Invalid)]
    #[case::too_long("${pods:random:129}", MapValue::Invalid)]
    #[case::far_too_long("${pods:random:99999999999}", MapValue::Invalid)]
    #[case::default("${pods:default:redis}", MapValue::Default)]
    #[case::default_with_text("${pods:default:redis:?host}", MapValue::Default)]
    #[case::empty_default("${pods:default:}", MapValue::Required)]
    #[case::empty_default_with_text("${pods:default::?host}", MapValue::Required)]
    #[case::default_with_a_fault("${pods:default:a:b}", MapValue::Invalid)]
    #[case::required("${:?the api key}", MapValue::Required)]
    #[case::required_with_a_colon("${:?a:b}", MapValue::Required)]
    #[case::address("https://web1.pods.tacc.tapis.io/cb", MapValue::Address)]
    #[case::host("web1.pods.tacc.tapis.io", MapValue::Address)]
    #[case::host_and_port("web1.pods.tacc.tapis.io:443", MapValue::Address)]
    #[case::placeholder_for_it("https://${pods:url}/cb", MapValue::Address)]
    #[case::another(
        "http://${pods:networking:default:hostname}:${pods:networking:default:port}",
        MapValue::Address
    )]
    #[case::pod_id("${pods:pod_id}", MapValue::Address)]
    #[case::empty("", MapValue::Empty)]
    #[case::text("a plain text", MapValue::Plaintext)]
    #[case::password("tR&n8eCt*0^c68Xy16*cvr*$wwQZsOla", MapValue::Plaintext)]
    #[case::password_before_an_address("postgres://u:hunter2@web1.pods.tacc.tapis.io/x", MapValue::Plaintext)]
    #[case::password_before_a_placeholder("postgres://u:hunter2@${pods:url}/x", MapValue::Plaintext)]
    #[case::password_after_an_address("https://web1.pods.tacc.tapis.io/?token=hunter2", MapValue::Plaintext)]
    #[case::unclosed("${secret:alice:db", MapValue::Plaintext)]
    #[case::shell("${HOME}", MapValue::Plaintext)]
    #[case::upper_case("${SECRET:alice:db}", MapValue::Plaintext)]
    fn every_kind_is_told_from_its_text(#[case] text: &str, #[case] kind: MapValue) {
        assert_eq!(MapValue::of(text), kind);
    }

    #[rstest]
    #[case::inside("pre-${secret:alice:db}-post", Wrong::Text(reference("alice", "db")))]
    #[case::blank_before(" ${secret:alice:db}", Wrong::Text(reference("alice", "db")))]
    #[case::two_newlines("${secret:alice:db}\n\n", Wrong::Text(reference("alice", "db")))]
    #[case::user_with_a_dot("${secret:jane.doe:db}", Wrong::Text(reference("jane.doe", "db")))]
    #[case::id_of_another_script("${secret:alice:ключ-1}", Wrong::Text(reference("alice", "ключ-1")))]
    #[case::too_many_parts("${secret:a:b:c}", Wrong::Text(reference("a", "b:c")))]
    #[case::nothing("${secret:}", Wrong::Text(reference("", "")))]
    #[case::key("${pods:secrets:OTHER}", Wrong::Key("OTHER".into()))]
    #[case::random_inside("x-${pods:random:12}", Wrong::Placeholder)]
    #[case::default_inside("x-${pods:default:y}", Wrong::Placeholder)]
    #[case::required_inside("x-${:?y}", Wrong::Placeholder)]
    #[case::legacy("<<TAPIS_user_password>>", Wrong::Legacy)]
    #[case::legacy_inside("x:<<tapissecret_db>>", Wrong::Legacy)]
    fn a_mistake_is_named_and_its_text_dropped(#[case] text: &str, #[case] wrong: Wrong) {
        assert_eq!(MapValue::of(text), MapValue::Mistaken([wrong].into()));
    }

    #[test]
    fn no_kind_prints_the_text() {
        for text in ["hunter2", "hunter2-${secret:a:b}", "${pods:default:hunter2}", "<<TAPIS_x>>hunter2"] {
            let printed = format!("{:?}", MapValue::of(text));
            assert!(!printed.contains("hunter2"), "{printed}");
        }
    }
}
