//! The options of the commands for scripts that read. Those that all of them share stand in [`Scripting`].

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The heading of [`Scripting`] in the help of the program.
const HEADING: &str = "Options of the commands for scripts";

/// The options of every command for scripts.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Scripting {
    /// Print JSON; its first field is "schema": 1
    #[arg(long, global = true, help_heading = HEADING)]
    pub json: bool,
    /// Ask nothing, even on a terminal: fail where an answer is needed
    #[arg(long, global = true, help_heading = HEADING)]
    pub no_input: bool,
    /// Say nothing but results and errors
    #[arg(short, long, global = true, help_heading = HEADING)]
    pub quiet: bool,
}

/// The options of `list`.
#[derive(Clone, Debug, Args)]
pub struct List {
    /// Words and conditions as in the browser's filter, such as redis mine 'age<7d': each has to match
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,
    /// Print fields between tabs, with a header; without a header that is the usual form in a pipe
    #[arg(long, conflicts_with_all = ["ids", "json"])]
    pub plain: bool,
    /// Print only the ids, one a line
    #[arg(long, conflicts_with = "json")]
    pub ids: bool,
    /// Order; without it the secrets come as the service sends them
    #[arg(long, value_enum, value_name = "ORDER")]
    pub sort: Option<SortName>,
    /// The other way round
    #[arg(long, requires = "sort")]
    pub reverse: bool,
    /// Print what is broken in the pods that you can list, in place of the secrets
    #[arg(long, conflicts_with_all = ["filter", "plain", "ids", "sort", "reverse"])]
    pub broken: bool,
    /// Print the secrets of which a pod runs the old value: takes `remember_changes`
    #[arg(long, conflicts_with_all = ["filter", "plain", "ids", "sort", "reverse", "broken"])]
    pub stale: bool,
}

/// The orders by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortName {
    /// By id, upper and lower case together.
    Name,
    /// Newest first.
    Newest,
    /// By access mode, then by id.
    Access,
    /// By owner, then by id.
    Owner,
    /// By the number of pods that use it, the most first.
    Used,
    /// By the last change of its value that this machine remembers, the latest first.
    Changed,
    /// The best match for FILTER first.
    Best,
}

/// The options of `show`.
#[derive(Clone, Debug, Args)]
pub struct Show {
    /// Id of the secret
    #[arg(value_name = "ID")]
    pub id: String,
}

/// The options of `uses`.
#[derive(Clone, Debug, Args)]
pub struct Uses {
    /// Id of the secret
    #[arg(value_name = "ID")]
    pub id: String,
}

/// The options of `get`.
#[derive(Clone, Debug, Args)]
pub struct Get {
    /// Ids of the secrets; several only with --json
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// Write to FILE, which only you can read, in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Let --output replace a file
    #[arg(short, long, requires = "output")]
    pub force: bool,
    /// End the value with a newline
    #[arg(long, conflicts_with = "json")]
    pub newline: bool,
    /// Copy the value to the clipboard in place of printing it
    #[arg(long, conflicts_with_all = ["output", "newline", "reveal", "json"])]
    pub copy: bool,
    /// Print the value even on a terminal
    #[arg(long)]
    pub reveal: bool,
}

/// The options of `completions`.
#[derive(Clone, Debug, Args)]
pub struct Completions {
    /// Shell that is to complete
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// The options of `man`.
#[derive(Clone, Debug, Args)]
pub struct Man {
    /// Folder for the pages of the program and of each command [default: prints the program's page]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}
