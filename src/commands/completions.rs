//! `tapis-secrets completions`: completions for a shell, from the definition of the command line.

use clap_complete::Shell;

use super::Outcome;
use crate::cli::{Completions, program};

/// Returns the completions.
pub fn run(asked: &Completions) -> Outcome {
    let mut definition = program();
    let name = definition.get_name().to_owned();
    let mut out = Vec::new();
    clap_complete::generate(asked.shell, &mut definition, name, &mut out);
    let script = String::from_utf8_lossy(&out);
    Outcome::done(match asked.shell {
        // clap_complete joins the parts of the program's name in one way where it sets the command and in another where
        // it looks for it, so that nothing is completed behind a command.
        Shell::Bash => script.replace("tapis__subcmd__secrets", "tapis__secrets"),
        _ => script.into_owned(),
    })
}
