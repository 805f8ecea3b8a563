//! The structure of the sources: who may know whom, no circle of files, no file that is too long.
//!
//! Every path in `src` is followed: imports, and what code names without one. What it cannot see is a method that
//! is called on a value whose type is not named there.

#![allow(clippy::unwrap_used)] // in helpers too: a source that cannot be read fails the test

#[path = "structure/exceptions.rs"]
mod exceptions;
#[path = "structure/graph.rs"]
mod graph;
#[path = "structure/planted.rs"]
mod planted;
#[path = "structure/rules.rs"]
mod rules;
#[path = "structure/source.rs"]
mod source;

use std::path::Path;

use exceptions::EXCEPTIONS;
use graph::Graph;
use rules::{complaints, faults};
use source::{Crate, Folder};

#[test]
fn arrows_run_downwards_without_a_circle_and_files_are_short() {
    let sources = Folder(Path::new(env!("CARGO_MANIFEST_DIR")));
    let library = Crate::read(&sources, "src/lib.rs");
    let program = Crate::read(&sources, "src/main.rs");
    let graph = Graph::draw(("tapis_secrets", &library), Some(&program));
    let lines = library.lines.into_iter().chain(program.lines).collect();
    let complaints = complaints(&faults(&graph, &lines), EXCEPTIONS);
    let circles: String = graph.circles().iter().map(|circle| graph.arrows_within(circle)).collect();
    assert!(
        complaints.is_empty(),
        "\nTake a mended line out of tests/structure/exceptions.rs; mend what is new.\n\n{}\n\nThe circles:\n{circles}",
        complaints.join("\n")
    );
}
