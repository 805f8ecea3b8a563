//! How long the parts take that decide how quick the browser feels, at 1,000, 10,000 and 100,000 secrets.
//! `cargo bench` runs all of it in about a minute, `cargo bench filter` those with `filter` in their names.
//!
//! The allocator is the program's own: what it costs to wipe memory belongs to the figures.

#![allow(clippy::unwrap_used)] // what is missing here ends the measurement

#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

mod data;
mod list;
mod screen;
mod search;
mod uses;

/// The lengths of list that everything is measured with.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}
