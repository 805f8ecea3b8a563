//! Text as a word of a POSIX shell.

use zeroize::Zeroizing;

/// Returns `text` as one word, quoted where the shell would read it otherwise; `None` where no shell can hold it, because
/// it has a NUL character.
pub fn word(text: &str) -> Option<Zeroizing<String>> {
    (!text.contains('\0')).then(|| Zeroizing::new(shell_words::quote(text).into_owned()))
}

/// Returns the assignment of `text` to the variable `name`; `None` where no shell can hold the text.
pub fn assignment(name: &str, text: &str) -> Option<Zeroizing<String>> {
    word(text).map(|word| Zeroizing::new(format!("{name}={}", *word)))
}
