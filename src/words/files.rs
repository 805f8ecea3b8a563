//! Sentences about files.

use crate::domain::FileFault;

impl FileFault {
    /// Returns the sentence below the path.
    pub fn text(self) -> &'static str {
        match self {
            Self::Unnamed => "Type the path of the file first.",
            Self::Missing => "There is no such file.",
            Self::Unexpanded => "There is no such file; only ~/ at the beginning is expanded.",
            Self::Forbidden => "You may not read this file.",
            Self::NotRegular => "This is not a regular file.",
            Self::TooLarge => "The file is larger than 1 MiB.",
            Self::NotText => "The file is not UTF-8; a value has to be.",
            Self::Other => "The file could not be read.",
        }
    }
}
