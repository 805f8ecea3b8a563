//! The arrows between files: where each path leads, through imports, re-exports and globs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::source::{Crate, Segments};

/// Imports lead in a circle only by mistake; so many steps are enough for any that does not.
const STEPS: usize = 16;

/// Where a path leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// The file that defines it.
    pub(crate) file: Option<PathBuf>,
    /// The files that hand it on.
    pub(crate) through: Vec<PathBuf>,
    /// Its path where it is defined in another crate.
    pub(crate) foreign: Option<Segments>,
}

/// An arrow: a file knows another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    pub(crate) from: PathBuf,
    pub(crate) to: PathBuf,
}

/// What the files of a program know.
#[derive(Default)]
pub(crate) struct Graph {
    /// To where a thing is defined.
    pub(crate) arrows: BTreeSet<Arrow>,
    /// To where it is only handed on.
    pub(crate) through: BTreeSet<Arrow>,
    /// What each file names of other crates.
    pub(crate) foreign: BTreeMap<PathBuf, BTreeSet<Segments>>,
    /// Paths into the crate whose end was not found.
    pub(crate) lost: BTreeSet<(PathBuf, Segments)>,
}

impl Graph {
    /// The arrows of a program and its library, which the program calls `library`.
    pub(crate) fn draw(library: (&str, &Crate), program: Option<&Crate>) -> Self {
        let mut graph = Self::default();
        let (name, modules) = library;
        graph.add(modules, None);
        if let Some(program) = program {
            graph.add(program, Some((name, modules)));
        }
        graph
    }

    fn add(&mut self, of: &Crate, library: Option<(&str, &Crate)>) {
        for (at, module) in &of.modules {
            let paths = module.imported.values().chain(&module.globs).chain(&module.named);
            for path in paths {
                let resolver = Resolver { of, library };
                let Some(found) = resolver.find(at, path, STEPS) else {
                    if resolver.is_ours(path) {
                        self.lost.insert((module.file.clone(), path.clone()));
                    }
                    continue;
                };
                let arrow = |to: PathBuf| Arrow { from: module.file.clone(), to };
                let to_others = |to: &PathBuf| *to != module.file;
                self.arrows.extend(found.file.into_iter().filter(to_others).map(arrow));
                self.through.extend(found.through.into_iter().filter(to_others).map(arrow));
                if let Some(foreign) = found.foreign {
                    self.foreign.entry(module.file.clone()).or_default().insert(foreign);
                }
            }
        }
    }

    /// The arrows of a circle, a line each.
    pub(crate) fn arrows_within(&self, circle: &BTreeSet<&Path>) -> String {
        let within =
            |arrow: &&Arrow| [&arrow.from, &arrow.to].iter().all(|file| circle.contains(file.as_path()));
        let lines = self.arrows.iter().filter(within);
        let lines: String =
            lines.map(|a| format!("  {} -> {}\n", a.from.display(), a.to.display())).collect();
        lines + "\n"
    }

    /// The files that know each other in a circle, a set for each of them.
    pub(crate) fn circles(&self) -> Vec<BTreeSet<&Path>> {
        let mut known: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
        for arrow in &self.arrows {
            known.entry(&arrow.from).or_default().push(&arrow.to);
        }
        let mut reach: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
        for start in known.keys().copied() {
            let mut seen = BTreeSet::new();
            let mut left = known[start].clone();
            while let Some(file) = left.pop() {
                if seen.insert(file) {
                    left.extend(known.get(file).into_iter().flatten());
                }
            }
            reach.insert(start, seen);
        }
        let mut circles: Vec<BTreeSet<&Path>> = Vec::new();
        for (file, seen) in reach.iter().filter(|(file, seen)| seen.contains(**file)) {
            let circle =
                seen.iter().filter(|other| reach.get(**other).is_some_and(|back| back.contains(file)));
            let circle: BTreeSet<&Path> = circle.copied().collect();
            if !circles.contains(&circle) {
                circles.push(circle);
            }
        }
        circles
    }
}

#[derive(Clone, Copy)]
struct Resolver<'a> {
    of: &'a Crate,
    library: Option<(&'a str, &'a Crate)>,
}

impl Resolver<'_> {
    /// Whether a path says itself that it leads into the crate or its library.
    fn is_ours(&self, path: &[String]) -> bool {
        let first = path.first().map_or("", String::as_str);
        matches!(first, "crate" | "self" | "super") && path.len() > 1
            || self.library.is_some_and(|(name, _)| name == first)
    }

    /// Where a path leads that is written in the module `at`; `None` where it begins with a name of its own
    /// surroundings, such as a variable or a type parameter.
    fn find(&self, at: &[String], path: &[String], steps: usize) -> Option<Found> {
        self.find_with(at, path, true, steps)
    }

    /// The same, with what the globs of `at` bring or without.
    fn find_with(&self, at: &[String], path: &[String], globs: bool, steps: usize) -> Option<Found> {
        let steps = steps.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.within(&[], rest, steps),
            "self" => self.within(at, rest, steps),
            "super" => {
                let (_, parent) = at.split_last()?;
                match rest.first().map(String::as_str) {
                    Some("super") => self.find(parent, rest, steps),
                    _ => self.within(parent, rest, steps),
                }
            }
            name => match self.library {
                Some((library, of)) if name == library => {
                    Resolver { of, library: None }.within(&[], rest, steps)
                }
                _ => self.named(at, path, globs, steps).or_else(|| foreign(path)),
            },
        }
    }

    /// Where a path leads that begins inside the module `at`.
    fn within(&self, at: &[String], path: &[String], steps: usize) -> Option<Found> {
        if path.is_empty() {
            return Some(Found { file: Some(self.of.modules.get(at)?.file.clone()), ..Found::default() });
        }
        self.named(at, path, true, steps)
    }

    /// Where a path leads whose first segment is a name of the module `at`.
    fn named(&self, at: &[String], path: &[String], globs: bool, steps: usize) -> Option<Found> {
        let module = self.of.modules.get(at)?;
        let (first, rest) = path.split_first()?;
        let child = [at, std::slice::from_ref(first)].concat();
        let in_child = || self.within(&child, rest, steps);
        // A function may have the name of a module.
        if let Some(found) = self.of.modules.contains_key(&child).then(in_child).flatten() {
            return Some(found);
        }
        if module.defined.contains(first) {
            return Some(Found { file: Some(module.file.clone()), ..Found::default() });
        }
        let handed_on = |found: Found| {
            let mut through = found.through;
            through.push(module.file.clone());
            Found { through, ..found }
        };
        if let Some(import) = module.imported.get(first) {
            let whole = [import.as_slice(), rest].concat();
            // `use reqwest;` says no more than `reqwest` does.
            let says_nothing = import.len() == 1 && import.first() == Some(first);
            return if says_nothing { foreign(&whole) } else { self.find(at, &whole, steps).map(handed_on) };
        }
        let brings = |glob: &Segments| {
            // What another glob of this module brings is no beginning of this one: that would not end.
            let found = self.find_with(at, &[glob.as_slice(), path].concat(), false, steps)?;
            found.foreign.is_none().then(|| handed_on(found))
        };
        globs.then(|| module.globs.iter().find_map(brings)).flatten()
    }
}

fn foreign(path: &[String]) -> Option<Found> {
    // One word alone is a local name or one of the prelude.
    (path.len() > 1).then(|| Found { foreign: Some(path.to_vec()), ..Found::default() })
}
