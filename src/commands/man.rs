//! `tapis-secrets man`: the manual, from the definition of the command line: a page for the program and one for each
//! command.

use std::fs;
use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man as Page;

use super::Outcome;
use crate::cli::{Man, program};
use crate::domain::Exit;
use crate::files::{expanded, reason, shown};

/// The date of this version of the manual.
const DATE: &str = "2026-11-27";

/// Returns the program's page, or writes all pages to a folder.
pub fn run(asked: &Man) -> Outcome {
    let mut program = program().disable_help_subcommand(true);
    program.build();
    match &asked.folder {
        None => match page(program) {
            Ok(page) => Outcome::done(page),
            Err(error) => Outcome::failed(Exit::Failed, format!("There is no page: {}.", reason(&error))),
        },
        Some(folder) => write(program, &expanded(folder)),
    }
}

/// Returns the page of a command.
fn page(command: Command) -> io::Result<String> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let page = Page::new(command)
        .title(name.to_uppercase())
        .date(DATE)
        .source(concat!("tapis-secrets ", env!("CARGO_PKG_VERSION")))
        .manual("Commands");
    let mut text = Vec::new();
    page.render(&mut text)?;
    // A blank line between two line breaks, which not every reader of manuals likes.
    Ok(String::from_utf8_lossy(&text).replace("\n.br\n\n.br\n", "\n.sp\n"))
}

fn write(program: Command, folder: &Path) -> Outcome {
    let pages = || {
        fs::create_dir_all(folder)?;
        let commands = program.get_subcommands().cloned().collect::<Vec<_>>();
        commands.into_iter().chain([program]).try_for_each(|command| {
            let name = command.get_display_name().unwrap_or(command.get_name());
            let path = folder.join(format!("{name}.1"));
            fs::write(path, page(command)?)
        })
    };
    match pages() {
        Ok(()) => Outcome {
            err: format!("The pages are in {}: man -l FILE shows one.\n", shown(folder)),
            ..Outcome::default()
        },
        Err(error) => {
            let why = format!("The pages were not written to {}: {}.", shown(folder), reason(&error));
            Outcome::failed(Exit::Failed, why)
        }
    }
}
