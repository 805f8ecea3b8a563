//! `tapis-secrets man`: the manual, from the definition of the command line: a page for the program and one for each
//! command.

use std::fs;
use std::path::Path;

use clap_mangen::Man as Page;

use super::Outcome;
use crate::cli::{Man, program};
use crate::domain::Exit;
use crate::files::{expanded, reason, shown};

/// Returns the program's page, or writes all pages to a folder.
pub fn run(asked: &Man) -> Outcome {
    match &asked.folder {
        None => {
            let mut page = Vec::new();
            match Page::new(program().disable_help_subcommand(true)).render(&mut page) {
                Ok(()) => Outcome::done(String::from_utf8_lossy(&page)),
                Err(error) => Outcome::failed(Exit::Failed, format!("There is no page: {}.", reason(&error))),
            }
        }
        Some(folder) => write(&expanded(folder)),
    }
}

fn write(folder: &Path) -> Outcome {
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(program(), folder));
    match written {
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
