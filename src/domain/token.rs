//! The token of a session, and the claims that can be read from it without trusting it (contract §6).

use std::fmt;

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jiff::Timestamp;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::text::SafeText;

/// A JWT as it is sent in `X-Tapis-Token`. Overwritten when dropped; never printed.
pub struct Token(Zeroizing<String>);

impl Token {
    /// Takes a token as people have it in a variable, a file or the output of a command: white space and quotes
    /// around it and the `Bearer` of another header, which the service does not accept (contract §1), are
    /// removed.
    ///
    /// # Errors
    /// When the rest is not a token: three parts of base64url with dots between.
    pub fn new(text: String) -> Result<Self, UnusableToken> {
        let text = Zeroizing::new(text);
        let token = bare(&text);
        let token = match token.split_once(char::is_whitespace) {
            Some((word, rest)) if word.eq_ignore_ascii_case("Bearer") => bare(rest),
            _ => token,
        };
        check(token)?;
        Ok(Self(Zeroizing::new(token.to_owned())))
    }

    /// Returns the token itself, for the one header that carries it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Reads the token's claims about itself; the default where they cannot be read.
    pub fn claims(&self) -> Claims {
        self.read_claims().unwrap_or_default()
    }

    fn read_claims(&self) -> Option<Claims> {
        let base64 = GeneralPurpose::new(
            &base64::alphabet::URL_SAFE,
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
        );
        let payload = base64.decode(self.0.split('.').nth(1)?).ok()?;
        let payload: serde_json::Map<String, Value> = serde_json::from_slice(&payload).ok()?;
        // One claim that makes no sense does not take the others along.
        let text = |name: &str| payload.get(name).and_then(Value::as_str);
        let (sub_user, sub_tenant) =
            text("sub").map_or(("", ""), |sub| sub.split_once('@').unwrap_or((sub, "")));
        let expires = payload.get("exp").and_then(|exp| exp.as_f64().or_else(|| exp.as_str()?.parse().ok()));
        Some(Claims {
            user: SafeText::from(text("tapis/username").unwrap_or(sub_user)),
            tenant: SafeText::from(text("tapis/tenant_id").unwrap_or(sub_tenant)),
            expires: expires.and_then(|s| Timestamp::from_second(s as i64).ok()),
        })
    }
}

/// Removes what stands around a token when it is copied from somewhere.
fn bare(text: &str) -> &str {
    let invisible = |c: char| matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
    let quote = |c: char| matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '’');
    text.trim_matches(|c: char| c.is_whitespace() || invisible(c) || quote(c))
}

fn check(token: &str) -> Result<(), UnusableToken> {
    if token.is_empty() {
        return Err(UnusableToken::Empty);
    }
    if token.starts_with(['{', '[']) {
        return Err(UnusableToken::Json);
    }
    if token.contains(char::is_whitespace) {
        return Err(UnusableToken::Spaces);
    }
    // JWTs have no padding; some tools add it, and the service reads it if it fills the last group of four.
    let is_letter = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let is_part = |part: &str| {
        let letters = part.trim_end_matches('=');
        let padded_well = match part.len() - letters.len() {
            0 => true,
            1 | 2 => part.len().is_multiple_of(4),
            _ => false,
        };
        !letters.is_empty() && padded_well && letters.bytes().all(is_letter)
    };
    match token.split('.').count() {
        3 if token.split('.').all(is_part) => Ok(()),
        3 => Err(UnusableToken::Characters),
        parts => Err(UnusableToken::Parts(parts)),
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A reason why a text cannot be a token: the end of a sentence that describes the text and quotes nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnusableToken {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It is what the token endpoint answers, or other JSON.
    #[error(
        "it is JSON; in the answer of the token endpoint, jq -r .result.access_token.access_token finds the token"
    )]
    Json,
    /// It is more than one word.
    #[error("it contains spaces or line ends, and a token contains none")]
    Spaces,
    /// It has this many parts, not three.
    #[error("it has {}, and a token has three, with dots between them", parts(*.0))]
    Parts(usize),
    /// A part is empty, or not in base64url.
    #[error("one of its parts is empty or contains characters that no token contains")]
    Characters,
}

fn parts(count: usize) -> String {
    if count == 1 { "one part".to_owned() } else { format!("{count} parts") }
}

/// The claims of a token about itself. They are read, not verified: the service decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// `tapis/username`, or the first part of `sub`.
    pub user: SafeText,
    /// `tapis/tenant_id`, or the second part of `sub`.
    pub tenant: SafeText,
    /// `exp`
    pub expires: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
    use rstest::rstest;

    fn token(payload: &str) -> Token {
        Token::new(format!("h.{}.s", URL_SAFE_NO_PAD.encode(payload))).unwrap()
    }

    #[rstest]
    #[case::full(
        r#"{"sub":"x@y","tapis/username":"alice","tapis/tenant_id":"tacc","exp":1800000000}"#,
        "alice",
        "tacc"
    )]
    #[case::odd_sub(
        r#"{"sub":7,"tapis/username":"alice","tapis/tenant_id":"tacc","exp":"1800000000"}"#,
        "alice",
        "tacc"
    )]
    #[case::only_sub(r#"{"sub":"alice@tacc","exp":1800000000.5}"#, "alice", "tacc")]
    fn claims_are_read(#[case] payload: &str, #[case] user: &str, #[case] tenant: &str) {
        let claims = token(payload).claims();
        assert_eq!((claims.user.shown(), claims.tenant.shown()), (user, tenant));
        assert_eq!(claims.expires.unwrap().as_second(), 1_800_000_000);
    }

    #[test]
    fn padding_is_accepted_and_nonsense_says_nothing() {
        let padded = format!("h.{}.s", URL_SAFE.encode(r#"{"sub":"al@tacc"}"#));
        assert_eq!(Token::new(padded).unwrap().claims().user.shown(), "al");
        assert_eq!(Token::new("gar.ba.ge".into()).unwrap().claims(), Claims::default());
        assert_eq!(token("[1]").claims(), Claims::default());
    }

    #[rstest]
    #[case::line_end("a.b.c\n")]
    #[case::line_end_of_windows(" a.b.c \r\n")]
    #[case::double_quotes("\"a.b.c\"")]
    #[case::single_quotes_and_spaces(" ' a.b.c ' \n")]
    #[case::quotes_of_a_text_editor("“a.b.c”")]
    #[case::invisible("\u{feff}a.b.c\u{200b}")]
    #[case::prefix(" Bearer a.b.c\n")]
    #[case::prefix_in_quotes("'bearer  a.b.c'")]
    fn what_stands_around_a_token_is_removed(#[case] text: &str) {
        assert_eq!(Token::new(text.into()).unwrap().expose(), "a.b.c");
    }

    #[rstest]
    #[case::nothing(" \n", UnusableToken::Empty)]
    #[case::only_quotes("\"\"", UnusableToken::Empty)]
    #[case::only_a_prefix("Bearer ", UnusableToken::Parts(1))]
    #[case::answer_of_the_endpoint(
        r#"{"result":{"access_token":{"access_token":"a.b.c"}}}"#,
        UnusableToken::Json
    )]
    #[case::first_line_of_it("{", UnusableToken::Json)]
    #[case::another_prefix("Basic a.b.c", UnusableToken::Spaces)]
    #[case::header("X-Tapis-Token: a.b.c", UnusableToken::Spaces)]
    #[case::two_lines("a.b.c\nd.e.f", UnusableToken::Spaces)]
    #[case::word("hunter2", UnusableToken::Parts(1))]
    #[case::encrypted("a.b.c.d.e", UnusableToken::Parts(5))]
    #[case::without_a_signature("a.b.", UnusableToken::Characters)]
    #[case::plain_base64("a+b.c/d.e", UnusableToken::Characters)]
    #[case::quote_within("a.\"b.c", UnusableToken::Characters)]
    #[case::only_padding("a.==.c", UnusableToken::Characters)]
    #[case::padding_that_fills_no_group("a.b.c=", UnusableToken::Characters)]
    #[case::padding_of_a_part_within("a.bcd==.e", UnusableToken::Characters)]
    #[case::too_much_padding("a.b.cdefg===", UnusableToken::Characters)]
    #[case::other_letters("ä.b.c", UnusableToken::Characters)]
    fn what_is_no_token_is_told_by_what_it_looks_like(#[case] text: &str, #[case] why: UnusableToken) {
        assert_eq!(Token::new(text.into()).unwrap_err(), why);
        assert!(!why.to_string().contains("hunter2"));
    }

    #[test]
    fn a_token_is_not_printed() {
        assert_eq!(format!("{:?}", Token::new("a.b.c".into()).unwrap()), "Token(…)");
    }
}
