//! The writer: turns changed cells into few bytes (`LOOK` §4 "Bytes"), and writes each frame in one piece.
//!
//! Foreground, ground and attributes are sent only when each changes, short runs of unchanged cells are
//! repeated instead of jumped over where that is shorter, and nothing stays in a buffer after a frame.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};
use zeroize::Zeroize;

use crate::patient::Patient;
use crate::view::Caret;

/// The most unchanged cells that are repeated rather than jumped over.
const GAP: u16 = 4;

/// Writes frames to the terminal's own file.
pub(super) struct Writer {
    out: Patient<File>,
    pending: Vec<u8>,
    /// The position of the terminal's cursor, if known.
    at: Option<(u16, u16)>,
    pen: Pen,
    /// The terminal's cursor is visible, if known.
    seen: Option<bool>,
    /// Full rows run on into the next.
    soft_wrap: bool,
    /// The row whose last column was just written: the terminal would put the next text into the row after it.
    full: Option<u16>,
}

/// The colours and attributes with which the terminal would draw the next character.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const DEFAULT_PEN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

impl Pen {
    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }
}

impl Writer {
    /// Makes a writer to standard output, past the standard library's buffer.
    ///
    /// # Errors
    /// When standard output cannot be used.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self::to(File::from(io::stdout().as_fd().try_clone_to_owned()?)))
    }

    fn to(out: File) -> Self {
        Self {
            out: Patient(out),
            pending: Vec::new(),
            at: None,
            seen: None,
            pen: DEFAULT_PEN,
            soft_wrap: false,
            full: None,
        }
    }

    pub(super) fn soft_wrap(&mut self, on: bool) {
        self.soft_wrap = on;
    }

    /// Clears the screen with the next frame.
    pub(super) fn clear(&mut self) {
        self.pen = DEFAULT_PEN;
        self.at = Some((0, 0));
        self.seen = None;
        self.full = None;
        self.push("\x1b[0m\x1b[2J\x1b[H");
    }

    /// Writes the difference between `next` and the cells that the terminal has `shown`, both of the same size,
    /// and leaves the cursor at `caret`.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn write(&mut self, shown: &Buffer, next: &Buffer, caret: Caret) -> io::Result<()> {
        self.encode(shown, next);
        self.point(caret, next);
        let result = self.out.write_all(&self.pending);
        self.pending.zeroize();
        result
    }

    fn encode(&mut self, shown: &Buffer, next: &Buffer) {
        let width = usize::from(next.area.width).max(1);
        let rows = shown.content.chunks_exact(width).zip(next.content.chunks_exact(width));
        for ((old, new), y) in rows.zip(0..) {
            let mut x = 0;
            // The end of the cells that the terminal may have changed by itself: the character under a new one
            // may have been wider, and terminals differ in how the rest of it looks then.
            let mut torn = 0;
            while let Some(cell) = new.get(x) {
                let columns = columns(cell);
                if *cell != old[x] || x < torn {
                    self.put(x as u16, y, cell, next);
                    let under = old.iter().enumerate().skip(x).take(columns);
                    torn = under.map(|(x, cell)| x + self::columns(cell)).fold(torn, usize::max);
                }
                x += columns;
            }
        }
    }

    /// Puts the cursor at its place, and shows or hides it; writes nothing when it is there already.
    fn point(&mut self, caret: Caret, next: &Buffer) {
        if next.area.contains(caret.at) {
            self.full = None;
            self.go_to(caret.at.x, caret.at.y, next);
        }
        if self.seen != Some(caret.shown) {
            self.seen = Some(caret.shown);
            self.push(if caret.shown { "\x1b[?25h" } else { "\x1b[?25l" });
        }
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell, next: &Buffer) {
        self.go_to(x, y, next);
        self.set_pen(Pen::of(cell));
        self.push(cell.symbol());
        let after = x + columns(cell) as u16;
        // In the last column terminals differ in the position of the cursor.
        let full = after >= next.area.right();
        self.at = (!full).then_some((after, y));
        self.full = full.then_some(y);
    }

    fn go_to(&mut self, x: u16, y: u16, next: &Buffer) {
        let runs_on = self.soft_wrap && x == 0 && y > 0 && self.full == Some(y - 1);
        self.full = None;
        match self.at {
            _ if runs_on => {}
            Some((cx, cy)) if (cx, cy) == (x, y) => return,
            Some((cx, cy)) if cy == y && cx < x => match x - cx {
                columns if self.repeat(cx, columns, y, next) => {}
                1 => self.push("\x1b[C"),
                columns => self.print(format_args!("\x1b[{columns}C")),
            },
            Some((_, cy)) if x == 0 && cy + 1 == y => self.push("\r\n"),
            _ => self.print(format_args!("\x1b[{};{}H", y + 1, x + 1)),
        }
        self.at = Some((x, y));
    }

    /// Writes the unchanged cells in `columns` from `x` on again, when that is no longer than a jump.
    fn repeat(&mut self, x: u16, columns: u16, y: u16, next: &Buffer) -> bool {
        let cells = || (x..x + columns).map(|x| &next[(x, y)]);
        let is_short =
            columns <= GAP && cells().all(|cell| Pen::of(cell) == self.pen && cell.symbol().len() == 1);
        if is_short {
            cells().for_each(|cell| self.push(cell.symbol()));
        }
        is_short
    }

    fn set_pen(&mut self, pen: Pen) {
        if pen == self.pen {
            return;
        }
        let before = self.pending.len();
        self.push("\x1b[");
        self.set_modifier(pen.modifier);
        if pen.fg != self.pen.fg {
            self.set_color(pen.fg, Ground::Fore);
        }
        if pen.bg != self.pen.bg {
            self.set_color(pen.bg, Ground::Back);
        }
        self.pen = pen;
        match self.pending.last_mut() {
            Some(last) if *last == b';' => *last = b'm',
            // There is no code for the difference.
            _ => self.pending.truncate(before),
        }
    }

    fn push(&mut self, text: &str) {
        self.pending.extend_from_slice(text.as_bytes());
    }

    fn print(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.pending.write_fmt(text);
    }

    fn set_modifier(&mut self, to: Modifier) {
        let from = self.pen.modifier;
        let mut gone = from - to;
        // Bold and dim go off together, so the one that stays must be set again.
        let weight = Modifier::BOLD | Modifier::DIM;
        let mut kept = from & to;
        if gone.intersects(weight) {
            gone |= from & weight;
            kept -= weight;
        }
        let mut last_off = 0;
        for (attribute, _, off) in ATTRIBUTES {
            if gone.contains(attribute) && off != last_off {
                self.print(format_args!("{off};"));
                last_off = off;
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if (to - kept).contains(attribute) {
                self.print(format_args!("{on};"));
            }
        }
    }

    fn set_color(&mut self, color: Color, ground: Ground) {
        let base = match ground {
            Ground::Fore => 30,
            Ground::Back => 40,
        };
        let index = match color {
            Color::Reset => 9,
            Color::Indexed(index) => return self.print(format_args!("{};5;{index};", base + 8)),
            Color::Rgb(r, g, b) => return self.print(format_args!("{};2;{r};{g};{b};", base + 8)),
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 60,
            Color::LightRed => 61,
            Color::LightGreen => 62,
            Color::LightYellow => 63,
            Color::LightBlue => 64,
            Color::LightMagenta => 65,
            Color::LightCyan => 66,
            Color::White => 67,
        };
        self.print(format_args!("{};", base + index));
    }
}

/// Returns the number of columns of a cell's character.
fn columns(cell: &Cell) -> usize {
    match cell.symbol() {
        symbol if symbol.len() == 1 => 1,
        symbol => crate::text::fit::width(symbol).max(1),
    }
}

enum Ground {
    Fore,
    Back,
}

/// The attributes that we use, with the codes that turn them on and off.
const ATTRIBUTES: [(Modifier, u8, u8); 5] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
];

/// The largest screen that is drawn: a larger size is no real screen, and each frame would cost as much.
pub(super) const LARGEST: Size = Size { width: 1000, height: 500 };

/// Returns the size of the terminal; 80 x 24 when it does not tell.
pub(super) fn size() -> Size {
    match rustix::termios::tcgetwinsize(io::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size { width: size.ws_col, height: size.ws_row },
        _ => Size { width: 80, height: 24 },
    }
}

#[cfg(test)]
mod tests;
