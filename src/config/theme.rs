//! The themes by name.

use clap::ValueEnum;

/// A theme that flag and configuration can name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum ThemeName {
    #[default]
    Auto,
    Dark,
    Light,
    Ansi,
    None,
}
