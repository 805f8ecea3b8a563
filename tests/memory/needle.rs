//! A value that is looked for, in all the forms that it goes through, down to pieces of 16 bytes.

use std::collections::HashSet;
use std::fs::File;
use std::os::unix::fs::FileExt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ratatui::buffer::Cell;

/// The shortest piece that counts.
const PIECE: usize = 16;
const PAGE: usize = 4096;
/// How far apart letters can be in which something keeps them singly: the cells of the screen, keys,
/// characters, and whatever else has an even size.
const STRIDES: [usize; 16] = [2, 4, 6, 8, 12, 16, 20, 24, 32, 40, 48, 56, 64, 72, 80, size_of::<Cell>()];

/// A value of several lines that occurs nowhere else, made when the test runs.
pub(crate) struct Needle {
    pub(crate) value: String,
    pieces: HashSet<[u8; PIECE]>,
    /// Which two bytes a piece can start with: few are looked up.
    starts: Vec<bool>,
}

impl Needle {
    /// Lines with what JSON escapes in them.
    pub(crate) fn new() -> Self {
        let part = || (0..20).map(|_| fastrand::alphanumeric()).collect::<String>();
        Self::of([part(), part() + "\"" + &part(), part() + "\\" + &part()].join("\n"))
    }

    /// One line that can be typed.
    pub(crate) fn line() -> Self {
        Self::of((0..40).map(|_| fastrand::alphanumeric()).collect())
    }

    /// A text that is there already.
    pub(crate) fn of(value: String) -> Self {
        let json = serde_json::to_string(&value).unwrap();
        let mut forms = vec![value.clone().into_bytes(), json.into_bytes()];
        // Base64 looks different after one and after two bytes of something else.
        for before in ["", "\0", "\0\0"] {
            let coded = STANDARD.encode(before.to_owned() + &value).into_bytes();
            forms.push(coded[4..coded.len() - 4].to_vec());
        }
        let windows = forms.iter().flat_map(|form| form.windows(PIECE));
        let pieces: HashSet<[u8; PIECE]> = windows.map(|window| window.try_into().unwrap()).collect();
        let mut starts = vec![false; 1 << 16];
        for piece in &pieces {
            starts[start(piece)] = true;
        }
        Self { value, pieces, starts }
    }

    /// Where a piece of it is in the memory of a process, with what stands around it; also as the
    /// screen's cells have it, a letter in each.
    pub(crate) fn find_in(&self, pid: i32) -> Vec<String> {
        let mut found = Vec::new();
        for_each_region(pid, |name, at, memory| {
            let pieces = self.pieces_in(memory).map(|offset| (offset, "bytes"));
            let cells = self.cells_in(memory).map(|offset| (offset, "cells"));
            for (offset, kind) in pieces.chain(cells).take(3) {
                let around = &memory[offset.saturating_sub(48)..memory.len().min(offset + 96)];
                found.push(format!("{name} {:x} {kind}: {}", at + offset as u64, around.escape_ascii()));
            }
        });
        found
    }

    /// How many places in the memory of a process have it.
    pub(crate) fn copies_in(&self, pid: i32) -> usize {
        let mut copies = 0;
        for_each_region(pid, |_, _, memory| {
            let mut last = None;
            for offset in self.pieces_in(memory) {
                copies += usize::from(last.is_none_or(|last| offset > last + PIECE));
                last = Some(offset);
            }
        });
        copies
    }

    pub(crate) fn is_in(&self, bytes: &[u8]) -> bool {
        self.pieces_in(bytes).next().is_some()
    }

    fn pieces_in<'a>(&'a self, memory: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let may_start = |window: &[u8]| self.starts[start(window)] && self.pieces.contains(window);
        written_pages(memory).flat_map(move |page| {
            let end = memory.len().min(page + PAGE + PIECE - 1);
            let windows = memory[page..end].windows(PIECE);
            windows.enumerate().filter(move |(_, w)| may_start(w)).map(move |(offset, _)| page + offset)
        })
    }

    fn cells_in<'a>(&'a self, memory: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let first_line = self.value.lines().next().unwrap().as_bytes();
        let begins = move |at: &usize| memory[*at] == first_line[0];
        let goes_on = move |at: usize, stride: usize| {
            (1..PIECE).all(|n| memory.get(at + n * stride) == Some(&first_line[n]))
        };
        written_pages(memory)
            .flat_map(|page| page..memory.len().min(page + PAGE))
            .filter(begins)
            .filter(move |at| STRIDES.iter().any(|stride| goes_on(*at, *stride)))
    }
}

fn start(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

/// The pages that were ever written to.
fn written_pages(memory: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (0..memory.len()).step_by(PAGE).filter(|page| {
        let page = &memory[*page..memory.len().min(page + PAGE)];
        *page != [0; PAGE][..page.len()]
    })
}

/// What the process may write to: heap, stacks, statics.
fn for_each_region(pid: i32, mut look: impl FnMut(&str, u64, &[u8])) {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next().unwrap(), words.next().unwrap());
        if !rights.starts_with("rw") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let [from, to] = [from, to].map(|text| u64::from_str_radix(text, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        // A region may be gone by now.
        if memory.read_exact_at(&mut bytes, from).is_ok() {
            look(words.nth(3).unwrap_or("anonymous"), from, &bytes);
        }
    }
}

/// Whether the memory of this process can be read.
pub(crate) fn can_look(pid: i32) -> bool {
    let can = File::open(format!("/proc/{pid}/mem")).is_ok();
    if !can {
        let why = "only root, or who has CAP_SYS_PTRACE, can look into the memory of a protected process";
        assert!(std::env::var_os("TAPIS_SECRETS_TEST_ALL").is_none(), "{why}");
        println!("skipped: {why}");
    }
    can
}
