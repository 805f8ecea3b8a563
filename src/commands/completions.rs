//! `tapis-secrets completions`: completions for a shell, from the definition of the command line.

use super::Outcome;
use crate::cli::{Completions, program};

/// Returns the completions.
pub fn run(asked: &Completions) -> Outcome {
    let mut definition = program();
    let name = definition.get_name().to_owned();
    let mut out = Vec::new();
    clap_complete::generate(asked.shell, &mut definition, name, &mut out);
    Outcome::done(String::from_utf8_lossy(&out))
}
