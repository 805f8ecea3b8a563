//! `tapis-secrets export`: values as the assignments of a shell or of a `.env` file, or as JSON.

use zeroize::Zeroizing;

use super::named::{Named, refuse_twice};
use crate::cli::{Export, ExportFormat};
use crate::commands::Outcome;
use crate::commands::script::Script;
use crate::commands::value_target::Target;
use crate::commands::values::{Values, Wanted};
use crate::domain::{Exit, SecretId};
use crate::text::shell;

/// Writes the values.
///
/// # Errors
/// The end of the command when it cannot; nothing is written then.
pub fn run(script: &Script<'_>, asked: &Export) -> Result<(), Outcome> {
    let named = asked.secrets.iter().map(|text| Named::read_short(text)).collect::<Result<Vec<_>, _>>()?;
    refuse_twice(&named)?;
    let target = Target::of_text(asked.output.as_deref(), asked.force)?;
    let place = script.place()?;
    let wanted: Vec<Wanted> = named.iter().map(|named| named.id.clone().into()).collect();
    let values = Values::read(&mut script.sign_in(&place)?, &wanted, false)?;
    let entries = named.iter().filter_map(|named| Some((named, values.get(&named.id)?.expose())));
    let text = match asked.format {
        ExportFormat::Json => json(entries)?,
        ExportFormat::Shell => lines(entries, exported)?,
        ExportFormat::Dotenv => lines(entries, dotenv)?,
    };
    drop(values);
    target.take_text(&text, 0o600)
}

fn json<'a>(entries: impl Iterator<Item = (&'a Named, &'a str)>) -> Result<Zeroizing<Vec<u8>>, Outcome> {
    let map: std::collections::BTreeMap<&str, &str> =
        entries.map(|(named, value)| (named.name.as_str(), value)).collect();
    let mut text = Zeroizing::new(Vec::new());
    crate::commands::json::write(&mut *text, &map).map_err(|_| Outcome::unexpected())?;
    text.push(b'\n');
    Ok(text)
}

fn lines<'a>(
    entries: impl Iterator<Item = (&'a Named, &'a str)>,
    line: impl Fn(&str, &str) -> Option<Zeroizing<String>>,
) -> Result<Zeroizing<Vec<u8>>, Outcome> {
    let mut text = Zeroizing::new(Vec::new());
    for (named, value) in entries {
        let line = line(&named.name, value).ok_or_else(|| not_carried(&named.id))?;
        text.extend_from_slice(line.as_bytes());
    }
    Ok(text)
}

/// Returns the assignment for a POSIX shell; `None` where no shell can hold the value.
fn exported(name: &str, value: &str) -> Option<Zeroizing<String>> {
    let assignment = shell::assignment(name, value)?;
    Some(Zeroizing::new(format!("export {}\n", *assignment)))
}

/// Returns the line of a `.env` file; `None` where its readers would not agree on the value.
fn dotenv(name: &str, value: &str) -> Option<Zeroizing<String>> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:@%+,".contains(c);
    if value.chars().all(is_plain) {
        return Some(Zeroizing::new(format!("{name}={value}\n")));
    }
    let is_carried = |c: char| !c.is_control() && c != '\'' && c != '\\';
    value.chars().all(is_carried).then(|| Zeroizing::new(format!("{name}='{value}'\n")))
}

fn not_carried(id: &SecretId) -> Outcome {
    let why = format!(
        "The value of {id} has characters that this format cannot carry, such as a line break. Nothing was written.\n\
         --format json carries every value."
    );
    Outcome::failed(Exit::Failed, why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;
    use std::process::Command;

    #[rstest]
    #[case::plain("abc", Some("A=abc\n"))]
    #[case::empty("", Some("A=\n"))]
    #[case::dollar("$(reboot)", Some("A='$(reboot)'\n"))]
    #[case::hash("a #b", Some("A='a #b'\n"))]
    #[case::quote("a'b", None)]
    #[case::backslash("a\\b", None)]
    #[case::lines("a\nb", None)]
    fn a_line_of_a_dotenv_file(#[case] value: &str, #[case] expected: Option<&str>) {
        assert_eq!(dotenv("A", value).as_ref().map(|line| line.as_str()), expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn every_value_survives_eval(value in "\\PC*|[\\n\\r\\t'\"$`\\\\!*? #~;&|<>(){}=-]*") {
            let line = exported("A", &value).unwrap();
            let script = format!("{}printf %s \"$A\"", *line);
            #[expect(clippy::disallowed_methods, reason = "no secret is around")]
            let output = Command::new("sh").args(["-c", &script]).output().unwrap();
            prop_assert_eq!(String::from_utf8(output.stdout).unwrap(), value);
        }
    }
}
