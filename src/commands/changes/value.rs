//! The value of a change: from standard input, a file, the generator, or a prompt on the terminal. Never from an
//! argument.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ending::Deed;
use crate::cli::{VALUE_SEEN, ValueFrom};
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::prompt::Prompt;
use crate::commands::script::Script;
use crate::core::{Effect, Event};
use crate::domain::file::FILE_LIMIT;
use crate::domain::{Exit, FileFault, SecretId, SecretValue};
use crate::files::{expanded, read_patiently, read_text, shown, shown_missing};
use crate::patient::Patient;
use crate::text::format::count;
use crate::work::generate::{Alphabet, LENGTHS, USUAL_LENGTH};

/// The place that a value comes from.
pub(in crate::commands) enum Source {
    File(PathBuf),
    Generator(usize),
    Prompt,
    Input { exact: bool, deed: Deed },
}

/// A value, and how it came about.
pub(in crate::commands) struct Taken {
    pub(in crate::commands) value: Arc<SecretValue>,
    /// The newline at the end of standard input is not part of it.
    pub(in crate::commands) newline_removed: bool,
    /// Nobody has seen it.
    pub(in crate::commands) generated: bool,
}

/// Refuses a value that stands on the command line, and does not repeat it.
///
/// # Errors
/// When there is one.
pub(in crate::commands) fn refuse_argument(deed: Deed, id: &str, from: &ValueFrom) -> Result<(), Outcome> {
    // The service has no id with this sign (contract §2), so a value stands behind it.
    if from.surplus.is_empty() && !id.contains('=') {
        return Ok(());
    }
    let length = if from.generate.is_some() { "\nA length is given like this: --generate=24" } else { "" };
    let text = format!(
        "{} takes no value on the command line, where other users of this machine can see it. Nothing was sent.\n\
         {VALUE_SEEN}{length}",
        deed.command()
    );
    Err(Outcome::failed(Exit::WrongUsage, text))
}

impl Source {
    /// Finds the source that the options name.
    ///
    /// # Errors
    /// When there is neither standard input nor a user to ask.
    pub(in crate::commands) fn of(
        script: &Script<'_>,
        deed: Deed,
        from: &ValueFrom,
    ) -> Result<Self, Outcome> {
        let wrong = |text: String| Err(Outcome::failed(Exit::WrongUsage, text));
        match (&from.file, from.generate) {
            (Some(path), _) if path.as_os_str() == "-" => {
                wrong("--file names a file; for standard input leave it out. Nothing was sent.".to_owned())
            }
            (Some(path), _) => Ok(Self::File(path.clone())),
            (None, Some(length)) => match length.unwrap_or(USUAL_LENGTH) {
                length if LENGTHS.contains(&length) => Ok(Self::Generator(length)),
                _ => {
                    let (least, most) = (LENGTHS.start(), LENGTHS.end());
                    wrong(format!("--generate makes {least} to {most} characters. Nothing was sent."))
                }
            },
            (None, None) if !io::stdin().is_terminal() => Ok(Self::Input { exact: from.exact, deed }),
            (None, None) if script.may_ask() => Ok(Self::Prompt),
            (None, None) => wrong(format!(
                "There is no value: give it on standard input or with --file, or let {} --generate one.",
                deed.command()
            )),
        }
    }

    /// Says where the value comes from.
    pub(in crate::commands) fn word(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Generator(_) => "generated",
            Self::Prompt => "typed",
            Self::Input { .. } => "input",
        }
    }

    /// Gets the value.
    ///
    /// # Errors
    /// When there is none that can be sent, or a signal ends the command.
    pub(in crate::commands) fn take(self, caller: &mut Caller, id: &SecretId) -> Result<Taken, Outcome> {
        let taken = |value| Taken { value: Arc::new(value), newline_removed: false, generated: false };
        match self {
            Self::File(path) => Ok(taken(of_file(caller, &path)?)),
            Self::Generator(length) => Ok(Taken { generated: true, ..taken(generated(caller, length)?) }),
            Self::Prompt => {
                let mut prompt = Prompt::open(&mut caller.watch)
                    .map_err(|_| Outcome::failed(Exit::WrongUsage, "There is no terminal to ask on."))?;
                Ok(taken(prompt.ask_value(id.shown())?))
            }
            Self::Input { exact, deed } => {
                let read = || read_text(Patient(io::stdin()), FILE_LIMIT);
                let value = caller
                    .watch
                    .wait_for_blocking(read)?
                    .map_err(|fault| unusable(fault, "Standard input", "Standard input"))?;
                if exact {
                    return Ok(taken(value));
                }
                match without_newline(value.expose()) {
                    _ if value.is_empty() => Err(empty("Standard input is empty", deed)),
                    Some("") => Err(empty("Standard input is empty but for a newline", deed)),
                    Some(text) => Ok(Taken { newline_removed: true, ..taken(SecretValue::from(text)) }),
                    None => Ok(taken(value)),
                }
            }
        }
    }
}

/// Reads a file to its end, byte for byte.
///
/// # Errors
/// When it cannot be a value, or a signal ends the command.
pub(in crate::commands) fn of_file(caller: &mut Caller, path: &Path) -> Result<SecretValue, Outcome> {
    let path = expanded(path);
    let (name, missing) = (shown(&path), shown_missing(&path));
    let read = move || read_patiently(&path, FILE_LIMIT);
    caller.watch.wait_for_blocking(read)?.map_err(|fault| unusable(fault, &name, &missing))
}

fn generated(caller: &mut Caller, length: usize) -> Result<SecretValue, Outcome> {
    loop {
        let request = caller.pending.request();
        caller.engine.perform(Effect::Random(request, Alphabet::bytes_for(length)));
        let bytes = loop {
            match caller.next(None)? {
                Event::Random(of, bytes) if of == request => break bytes,
                _ => {}
            }
        };
        let bytes = bytes.ok_or_else(|| {
            Outcome::failed(Exit::Failed, "The system gave no random bytes, so nothing was sent.")
        })?;
        if let Some(value) = Alphabet::Letters.value(length, &bytes) {
            return Ok(value);
        }
    }
}

/// Returns the text without the newline at its end, if it has no other.
fn without_newline(text: &str) -> Option<&str> {
    let line = text.strip_suffix('\n')?;
    (!line.contains('\n')).then(|| line.strip_suffix('\r').unwrap_or(line))
}

fn empty(why: &str, deed: Deed) -> Outcome {
    let keep = match deed {
        Deed::Set => "\nTo change the description and keep the value: --keep-value",
        Deed::Create | Deed::Rm | Deed::Rotate => "",
    };
    let text = format!("{why}, so nothing was sent. To store an empty value: --exact{keep}");
    Outcome::failed(Exit::WrongUsage, text)
}

fn unusable(fault: FileFault, name: &str, missing: &str) -> Outcome {
    let why = match fault {
        FileFault::Unnamed | FileFault::Missing | FileFault::Unexpanded => {
            format!("There is no file {missing}")
        }
        FileFault::Forbidden => format!("You may not read {name}"),
        FileFault::NotRegular => format!("{name} is a folder"),
        FileFault::TooLarge => format!("{name} has more than {} bytes", count(FILE_LIMIT as usize)),
        FileFault::NotText => format!("{name} is not UTF-8, which a value has to be"),
        FileFault::Other => {
            return Outcome::failed(Exit::Failed, format!("{name} could not be read, so nothing was sent."));
        }
    };
    Outcome::failed(Exit::WrongUsage, format!("{why}, so nothing was sent."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::one_line("abc\n", Some("abc"))]
    #[case::of_another_system("abc\r\n", Some("abc"))]
    #[case::alone("\n", Some(""))]
    #[case::none("abc", None)]
    #[case::two("abc\n\n", None)]
    #[case::a_key("-----BEGIN\nabc\n-----END\n", None)]
    #[case::only_inside("a\nb", None)]
    #[case::blanks_stay(" abc \t\n", Some(" abc \t"))]
    fn a_newline_goes_only_if_it_is_alone(#[case] text: &str, #[case] left: Option<&str>) {
        assert_eq!(without_newline(text), left);
    }
}
