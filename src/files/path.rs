//! Paths as the user types them, and as they are shown.

use std::io;
use std::path::{Path, PathBuf};

use crate::text::SafeText;

/// Replaces a `~` at the beginning of a path by the home folder. This holds wherever a path is typed or configured,
/// except for commands of the environment; nothing else is expanded.
pub fn expanded(typed: impl AsRef<Path>) -> PathBuf {
    let typed = typed.as_ref();
    match (typed.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) if rest.as_os_str().is_empty() => home,
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => typed.to_owned(),
    }
}

/// Finds the sign in a path that a shell would have expanded, and this program does not.
pub fn unexpanded(path: impl AsRef<Path>) -> Option<&'static str> {
    let path = path.as_ref().to_string_lossy();
    match () {
        () if path.contains('$') => Some("$"),
        () if path.split('/').any(|name| name.starts_with('~')) => Some("~"),
        () => None,
    }
}

/// Shows a path at which nothing is, with a reason if a shell would have expanded it.
pub fn shown_missing(path: &Path) -> String {
    match unexpanded(path) {
        Some(sign) => format!("{} ({sign} in it is not expanded)", shown(path)),
        None => shown(path),
    }
}

/// Returns why the system refused something, as the end of a sentence and without its error number:
/// `no such file or directory`.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let Some(code) = error.raw_os_error() else { return text };
    let text = text.strip_suffix(&format!(" (os error {code})")).unwrap_or(&text);
    text.chars().enumerate().map(|(at, c)| if at == 0 { c.to_ascii_lowercase() } else { c }).collect()
}

/// Shows a path in a form that is safe to draw.
pub fn shown(path: &Path) -> String {
    SafeText::from(path.display().to_string()).shown().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::of_the_system(io::Error::from_raw_os_error(2), "no such file or directory")]
    #[case::of_the_system_too(io::Error::from_raw_os_error(13), "permission denied")]
    #[case::our_own(io::Error::other("Too long (os error 2)"), "Too long (os error 2)")]
    #[case::of_a_kind(io::ErrorKind::InvalidData.into(), "invalid data")]
    fn a_reason_of_the_system_has_no_error_number(#[case] error: io::Error, #[case] said: &str) {
        assert_eq!(reason(&error), said);
    }

    #[rstest]
    #[case::home("~", Some(""))]
    #[case::below("~/a/b", Some("a/b"))]
    #[case::another_users("~bob/a", None)]
    #[case::inside("a/~/b", None)]
    #[case::variable("$HOME/a", None)]
    #[case::absolute("/a", None)]
    fn the_home_stands_for_a_tilde_at_the_beginning(#[case] typed: &str, #[case] below: Option<&str>) {
        let home = etcetera::home_dir().unwrap();
        let expected = below.map_or(PathBuf::from(typed), |below| home.join(below));
        assert_eq!(expanded(typed), expected);
    }

    #[rstest]
    #[case("$HOME/a", Some("$"))]
    #[case("/a/${B}", Some("$"))]
    #[case("/here/~bob/a", Some("~"))]
    #[case("/here/backup~", None)]
    #[case("/a", None)]
    fn what_a_shell_would_expand_is_told(#[case] path: &str, #[case] sign: Option<&str>) {
        assert_eq!(unexpanded(path), sign);
        assert_eq!(shown_missing(Path::new(path)).contains("is not expanded"), sign.is_some());
    }
}
