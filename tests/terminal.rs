//! The real program in a pseudo-terminal: how it takes the terminal and gives it back, on every way out.
//! What stands on the screen is `screens`' and `journeys`' concern.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

#[path = "terminal/command_line.rs"]
mod command_line;
#[path = "terminal/endings.rs"]
mod endings;
#[path = "terminal/looks.rs"]
mod looks;
#[path = "terminal/stopping.rs"]
mod stopping;

use support::pty::{Pty, Start};

/// The browser on the demo, with its list on the screen.
fn demo() -> Pty {
    let mut pty = Start::program(&["demo"]).run();
    pty.wait_for("▌ acme_dns_token");
    pty
}
