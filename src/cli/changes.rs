//! The options of the commands for scripts that change something.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

/// What to do about a value that stands on the command line.
pub const VALUE_SEEN: &str =
    "Remove the line from your shell's history, and give a new value on standard input or with --file.";

/// The options that say where a value comes from; without any it is standard input, or a prompt on a terminal.
#[derive(Clone, Debug, Args)]
pub struct ValueFrom {
    /// Take the value from FILE, byte for byte
    #[arg(long, value_name = "FILE", conflicts_with = "generate")]
    pub file: Option<PathBuf>,
    /// Generate a value of letters and digits, 32 characters or LEN
    #[arg(long, value_name = "LEN", num_args = 0..=1, require_equals = true, conflicts_with = "exact")]
    pub generate: Option<Option<usize>>,
    /// Take standard input byte for byte: keep a newline at its end, and allow an empty value
    #[arg(long)]
    pub exact: bool,
    /// A value on the command line, which is refused.
    #[arg(value_name = "VALUE", hide = true)]
    pub surplus: Vec<OsString>,
}

/// The options of every change.
#[derive(Clone, Debug, Args)]
pub struct Consent {
    /// Name of the tenant, which a profile with danger = true asks for
    #[arg(long, value_name = "NAME")]
    pub confirm_tenant: Option<String>,
}

/// The options of `set`.
#[derive(Clone, Debug, Args)]
pub struct Set {
    /// Id of the secret
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub value: ValueFrom,
    /// Change the description to TEXT, too; an empty one clears it
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,
    /// Change the description alone: read no value
    #[arg(long, requires = "description", conflicts_with_all = ["file", "generate", "exact", "skip_same"])]
    pub keep_value: bool,
    /// Do not send a value that the secret has already; reads it first, which the service logs
    #[arg(long)]
    pub skip_same: bool,
    /// Change nothing unless the present value is the content of FILE; reads it first, which the service logs
    #[arg(long, value_name = "FILE")]
    pub expect_file: Option<PathBuf>,
    /// Say what would be sent, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub consent: Consent,
}

/// The options of `create`.
#[derive(Clone, Debug, Args)]
pub struct Create {
    /// Id of the new secret: letters, digits, _ and -
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub value: ValueFrom,
    /// Description, in ASCII
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub description: String,
    /// Let the value be read, and never changed
    #[arg(long, group = "mode")]
    pub read_only: bool,
    /// Let the value be changed, and never read
    #[arg(long, group = "mode")]
    pub write_only: bool,
    /// Let the value be neither read nor changed: only pods use it
    #[arg(long, group = "mode")]
    pub locked: bool,
    /// Create a secret of the pod ID in place of your own
    #[arg(long, value_name = "ID")]
    pub pod: Option<String>,
    /// Say what would be sent, and create nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub consent: Consent,
}

/// The options of `rm`.
#[derive(Clone, Debug, Args)]
pub struct Rm {
    /// Ids of the secrets
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// Confirm the deletion of the secret ID; once for each
    #[arg(long, value_name = "ID", conflicts_with = "yes")]
    pub confirm: Vec<String>,
    /// Delete without a question
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub consent: Consent,
}
