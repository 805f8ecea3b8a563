//! The writer: turns changed cells into as few bytes as it takes (`LOOK` §4 "Bytes"), and writes each
//! frame in one piece.
//!
//! Foreground, ground and attributes are sent only when each changes, short runs of unchanged cells are
//! repeated instead of jumped over where that is shorter, and nothing stays in a buffer after a frame.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use zeroize::Zeroize;

/// Unchanged cells that are repeated rather than jumped over.
const GAP: u16 = 4;

/// A backend for ratatui over the terminal's own file.
pub struct Writer {
    out: File,
    pending: Vec<u8>,
    /// What the terminal shows, for the gaps.
    shown: Buffer,
    /// Where the terminal's cursor stands, if known.
    at: Option<(u16, u16)>,
    pen: Pen,
    /// Full rows run on into the next.
    soft_wrap: bool,
    /// The row whose last column was just written: what is written now, the terminal puts into the next.
    full: Option<u16>,
}

/// What the terminal would draw the next character with.
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
    /// A writer to standard output, past the standard library's buffer.
    ///
    /// # Errors
    /// When standard output cannot be used.
    pub fn new() -> io::Result<Self> {
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let Size { width, height } = size();
        Ok(Self {
            out,
            pending: Vec::new(),
            shown: Buffer::empty(Rect::new(0, 0, width, height)),
            at: None,
            pen: DEFAULT_PEN,
            soft_wrap: false,
            full: None,
        })
    }

    pub(super) fn soft_wrap(&mut self, on: bool) {
        self.soft_wrap = on;
    }

    /// Forgets what the terminal shows.
    pub(super) fn wipe(&mut self) {
        self.shown.reset();
    }

    fn go_to(&mut self, x: u16, y: u16) {
        let runs_on = self.soft_wrap && x == 0 && y > 0 && self.full == Some(y - 1);
        self.full = None;
        match self.at {
            _ if runs_on => {}
            Some((cx, cy)) if (cx, cy) == (x, y) => return,
            Some((cx, cy)) if cy == y && cx < x => {
                if !self.repeat(cx, x, y) {
                    let columns = x - cx;
                    self.push(if columns == 1 { "\x1b[C".into() } else { format!("\x1b[{columns}C") });
                }
            }
            Some((_, cy)) if x == 0 && cy + 1 == y => self.push("\r\n".into()),
            _ => self.push(format!("\x1b[{};{}H", y + 1, x + 1)),
        }
        self.at = Some((x, y));
    }

    /// Writes the cells from `from` to `to` again, when that is no longer than a jump.
    fn repeat(&mut self, from: u16, to: u16, y: u16) -> bool {
        if to - from > GAP || self.shown.area.right() < to || self.shown.area.bottom() <= y {
            return false;
        }
        let same = |x: u16| {
            let cell = &self.shown[(x, y)];
            Pen::of(cell) == self.pen && cell.symbol().len() == 1
        };
        if !(from..to).all(same) {
            return false;
        }
        for x in from..to {
            self.pending.extend_from_slice(self.shown[(x, y)].symbol().as_bytes());
        }
        true
    }

    fn set_pen(&mut self, pen: Pen) {
        let mut codes = Vec::new();
        modifier_codes(self.pen.modifier, pen.modifier, &mut codes);
        if pen.fg != self.pen.fg {
            codes.push(color_code(pen.fg, Ground::Fore));
        }
        if pen.bg != self.pen.bg {
            codes.push(color_code(pen.bg, Ground::Back));
        }
        self.pen = pen;
        if !codes.is_empty() {
            self.push(format!("\x1b[{}m", codes.join(";")));
        }
    }

    fn push(&mut self, text: String) {
        self.pending.extend_from_slice(text.as_bytes());
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        self.go_to(x, y);
        self.set_pen(Pen::of(cell));
        self.pending.extend_from_slice(cell.symbol().as_bytes());
        let columns = crate::text::fit::width(cell.symbol()).max(1) as u16;
        // In the last column terminals differ in where the cursor is.
        let next = x + columns;
        let full = next >= self.shown.area.right();
        self.at = (!full).then_some((next, y));
        self.full = full.then_some(y);
        if let Some(kept) = self.shown.cell_mut((x, y)) {
            kept.clone_from(cell);
        }
        for covered in x + 1..next {
            if let Some(kept) = self.shown.cell_mut((covered, y)) {
                kept.reset();
            }
        }
    }
}

enum Ground {
    Fore,
    Back,
}

fn color_code(color: Color, ground: Ground) -> String {
    let base = match ground {
        Ground::Fore => 30,
        Ground::Back => 40,
    };
    let index = match color {
        Color::Reset => return (base + 9).to_string(),
        Color::Indexed(index) => return format!("{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
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
    (base + index).to_string()
}

/// The attributes that we use, with the codes that turn them on and off.
const ATTRIBUTES: [(Modifier, u8, u8); 5] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
];

fn modifier_codes(from: Modifier, to: Modifier, codes: &mut Vec<String>) {
    let mut gone = from - to;
    // Bold and dim go off together, so what stays of them must be set again.
    let weight = Modifier::BOLD | Modifier::DIM;
    let mut kept = from & to;
    if gone.intersects(weight) {
        gone |= from & weight;
        kept -= weight;
    }
    let mut off: Vec<u8> =
        ATTRIBUTES.iter().filter(|(a, ..)| gone.contains(*a)).map(|(_, _, off)| *off).collect();
    off.dedup();
    codes.extend(off.iter().map(u8::to_string));
    let on = to - kept;
    codes.extend(ATTRIBUTES.iter().filter(|(a, ..)| on.contains(*a)).map(|(_, on, _)| on.to_string()));
}

/// The size of the terminal; 80 x 24 when it does not tell.
pub(super) fn size() -> Size {
    match rustix::termios::tcgetwinsize(io::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size { width: size.ws_col, height: size.ws_row },
        _ => Size { width: 80, height: 24 },
    }
}

impl Backend for Writer {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.put(x, y, cell);
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.write_all(&self.pending);
        self.pending.zeroize();
        result
    }

    fn clear(&mut self) -> io::Result<()> {
        let Size { width, height } = size();
        self.shown = Buffer::empty(Rect::new(0, 0, width, height));
        self.pen = DEFAULT_PEN;
        self.at = Some((0, 0));
        self.push("\x1b[0m\x1b[2J\x1b[H".into());
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        // Only the whole screen is ours to clear.
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: size(), pixels: Size::default() })
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        // It is hidden for as long as the screen is ours.
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal would wait for its answer; nothing depends on it in full screen.
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.at = None;
        self.go_to(x, y);
        Ok(())
    }
}
