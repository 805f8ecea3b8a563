//! Guesses the word that somebody meant who mistyped one.

/// The likeness that two words need, from 0 to 1.
const ALIKE: f64 = 0.8;

/// Returns the known word that is most like this one, if one is like it.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let likeness = |known: &'k str| (strsim::jaro_winkler(&word, &known.to_lowercase()), known);
    let alike = known.into_iter().map(likeness).filter(|(likeness, _)| *likeness >= ALIKE);
    alike.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, known)| known)
}

/// Returns ` Did you mean …?`, to follow a sentence; empty where no known word is like this one.
pub fn did_you_mean<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(word, known).map(|near| format!(" Did you mean {near}?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("docter", Some("doctor"))]
    #[case("DOCTOR", Some("doctor"))]
    #[case("logut", Some("logout"))]
    #[case("logn", Some("login"))]
    #[case("profile", Some("profiles"))]
    #[case("status", None)]
    #[case("", None)]
    fn a_mistyped_word_is_recognised(#[case] word: &str, #[case] expected: Option<&str>) {
        assert_eq!(nearest(word, ["demo", "profiles", "doctor", "login", "logout"]), expected);
    }
}
