//! A value in the form in which it is copied.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::target::Target;
use crate::core::ValueForm;
use crate::domain::SecretValue;
use crate::domain::reference::map_key;
use crate::text::shell;

/// Returns the value in the form of its target; `None` where no shell can hold it.
pub(super) fn formed(target: &Target, value: Arc<SecretValue>) -> Option<Arc<SecretValue>> {
    let text = value.expose();
    Some(Arc::new(match target.form {
        ValueForm::Plain => return Some(value),
        ValueForm::ShellWord => SecretValue::from(shell::word(text)?.as_str()),
        ValueForm::Assignment => {
            SecretValue::from(shell::assignment(&map_key(target.id.as_str()), text)?.as_str())
        }
        ValueForm::Base64 => SecretValue::new(STANDARD.encode(text)),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain(ValueForm::Plain, "a b", Some("a b"))]
    #[case::word(ValueForm::ShellWord, "it's $5\n", Some("'it'\\''s $5\n'"))]
    #[case::empty(ValueForm::ShellWord, "", Some("''"))]
    #[case::nul(ValueForm::ShellWord, "a\0b", None)]
    #[case::assignment(ValueForm::Assignment, "a b", Some("DB_PW='a b'"))]
    #[case::nul_in_an_assignment(ValueForm::Assignment, "a\0b", None)]
    #[case::base64(ValueForm::Base64, "a\0b\u{fe}", Some("YQBiw74="))]
    fn a_value_takes_a_form(#[case] form: ValueForm, #[case] value: &str, #[case] expected: Option<&str>) {
        let target = Target::unknown("db-pw".into()).copied_as(form);
        let formed = formed(&target, Arc::new(SecretValue::from(value)));
        assert_eq!(formed.as_ref().map(|value| value.expose()), expected);
    }
}
