//! The options of the commands that use values: `run`, `inject` and `export`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The options of `run`.
#[derive(Clone, Debug, Args)]
pub struct Run {
    /// Variable, and the id of the secret whose value it gets
    #[arg(short, long, value_name = "NAME=ID")]
    pub env: Vec<String>,
    /// Variable that gets the path of a file in memory with the value, on Linux; it is removed when the command ends
    #[arg(long, value_name = "NAME=ID")]
    pub file_env: Vec<String>,
    /// Pod whose references become variables, too, under its own names
    #[arg(long, value_name = "POD")]
    pub pod: Option<String>,
    /// Let the command inherit no variable
    #[arg(long)]
    pub no_inherit: bool,
    /// Variable that keeps the value that it has, if it has one, in place of a secret's
    #[arg(long, value_name = "NAME")]
    pub preserve: Vec<String>,
    /// Leave out variables whose secret does not exist, in place of failing
    #[arg(long)]
    pub allow_missing: bool,
    /// Command with its arguments, behind --
    #[arg(value_name = "CMD", required = true, trailing_var_arg = true)]
    pub command: Vec<OsString>,
}

/// The options of `inject`.
#[derive(Clone, Debug, Args)]
pub struct Inject {
    /// Template, in place of standard input
    #[arg(short, long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Write to FILE, in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Permissions of the file
    #[arg(long, value_name = "MODE", default_value = "0600", value_parser = mode, requires = "output")]
    pub mode: u32,
    /// Let --output replace a file
    #[arg(short, long, requires = "output")]
    pub force: bool,
}

/// The options of `export`.
#[derive(Clone, Debug, Args)]
pub struct Export {
    /// Ids of the secrets; each is the name of its variable, unless another stands before it
    #[arg(value_name = "[NAME=]ID", required = true)]
    pub secrets: Vec<String>,
    /// Form of the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ExportFormat::Shell)]
    pub format: ExportFormat,
    /// Write to FILE, which only you can read, in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Let --output replace a file
    #[arg(short, long, requires = "output")]
    pub force: bool,
}

/// The forms of `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One object, from names to values.
    Json,
    /// Assignments for a POSIX shell.
    Shell,
    /// Lines of a `.env` file.
    Dotenv,
}

/// Reads permissions in octal.
fn mode(text: &str) -> Result<u32, String> {
    let mode = u32::from_str_radix(text, 8).ok().filter(|mode| *mode <= 0o777 && mode & 0o400 != 0);
    mode.ok_or_else(|| {
        "permissions are three octal digits, such as 0640, and let you read the file".to_owned()
    })
}
