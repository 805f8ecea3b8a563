//! Finds the file and reads its text. `read` reads what the text says.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::fault::{ConfigFault, Faults};
use crate::files::{Distrust, expanded, open_trusted, reason, shown, unexpanded};

/// The variable that names another file.
pub const CONFIG_VARIABLE: &str = "TAPIS_SECRETS_CONFIG";
/// Largest file that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// The place of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// In this file.
    At(PathBuf),
    /// Nowhere: nothing is at the usual place, or no usual place is known.
    Absent(Option<PathBuf>),
}

/// Looks for the file: the one that `TAPIS_SECRETS_CONFIG` names, else
/// `$XDG_CONFIG_HOME/tapis-secrets/config.toml`.
///
/// # Errors
/// When the variable names a file that is not there.
pub fn located() -> Result<Located, Faults> {
    if let Some(named) = std::env::var_os(CONFIG_VARIABLE).filter(|name| !name.is_empty()) {
        let path = expanded(PathBuf::from(named));
        return match is_there(&path) {
            true => Ok(Located::At(path)),
            false => {
                let why = unexpanded(&path)
                    .map(|sign| format!(" tapis-secrets does not expand {sign} in it."))
                    .unwrap_or_default();
                let text = format!("{CONFIG_VARIABLE} names this file, but it does not exist.{why}");
                Err(Faults::whole(path, text))
            }
        };
    }
    Ok(usual())
}

/// Looks for the file at its usual place.
pub(super) fn usual() -> Located {
    let Ok(folders) = etcetera::choose_base_strategy() else { return Located::Absent(None) };
    let path = folders.config_dir().join("tapis-secrets").join("config.toml");
    if is_there(&path) { Located::At(path) } else { Located::Absent(Some(path)) }
}

/// Tells whether something is at the path. A link that leads nowhere counts: ignoring it could lead to another place
/// than the user's.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Reads the text of the file.
///
/// # Errors
/// When it cannot be read, or when somebody else may have written it: it names commands that are run.
pub(super) fn text(path: &Path) -> Result<String, Faults> {
    let fault = |text: String| Faults::whole(path, text);
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::PermissionDenied => {
            fault(format!("you may not read this file; to allow it, run: chmod u+r {}", shown(path)))
        }
        _ => fault(format!("this file cannot be read: {}.", reason(&error))),
    };
    let (file, metadata) = open_trusted(path).map_err(|why| match why {
        Distrust::Io(error) => unreadable(error),
        why => fault(format!("refused: this file can name commands to run, and {why}")),
    })?;
    if !metadata.is_file() {
        return Err(fault("this is not a regular file.".to_owned()));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(fault("this file is larger than 1 MiB; a configuration takes a few lines.".to_owned()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let text = "this is not UTF-8 text; save the file as UTF-8.".to_owned();
        Faults { path: path.to_owned(), faults: vec![ConfigFault { line: Some(line), text }] }
    })
}
