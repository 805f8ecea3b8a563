//! What all children of the program have in common.

use std::process::Command;

/// Children never inherit the token (or any other of the service's variables).
pub(super) fn without_credentials(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TAPIS_") {
            command.env_remove(name);
        }
    }
}
