//! The faults of the file as messages: which file, which line, what is allowed. They repeat no text of the file but
//! names of keys: people put passwords into the wrong line.

use std::fmt;
use std::path::PathBuf;

use crate::files::shown;

/// One fault, in words that say what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFault {
    /// The line, from 1; `None` when it is about the file as a whole.
    pub line: Option<usize>,
    /// The fault, and what is allowed.
    pub text: String,
}

/// All faults of one file: the message for the user. Wrong usage, exit code 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults {
    /// The file.
    pub path: PathBuf,
    /// In the order of their lines; at least one.
    pub faults: Vec<ConfigFault>,
}

impl Faults {
    pub(super) fn whole(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { path: path.into(), faults: vec![ConfigFault { line: None, text: text.into() }] }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        for (index, fault) in self.faults.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            match fault.line {
                Some(line) => write!(f, "{path}:{line}: {}", fault.text)?,
                None => write!(f, "{path}: {}", fault.text)?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
