//! Frames through the writer into a terminal: the terminal shows the last frame, whatever came before.

use super::*;
use crate::view::theme::Palette;
use crate::view::{Draw, Name, Theme};
use proptest::prelude::*;
use ratatui::layout::{Position, Rect};

const WIDTH: u16 = 12;
const HEIGHT: u16 = 3;

const NAMES: [Name; 8] = [
    Name::Text,
    Name::Muted,
    Name::Selected,
    Name::SelectedIdle,
    Name::Match,
    Name::Strong,
    Name::Border,
    Name::Danger,
];

/// A text at a place, in a style.
type Piece = (u16, u16, String, usize);

/// A frame, with the place of the cursor.
type Frame = (Vec<Piece>, Caret);

/// A terminal behind the writer.
struct Stage {
    writer: Writer,
    terminal: vt100::Parser,
    shown: Buffer,
}

impl Stage {
    fn new() -> Self {
        let mut writer = Writer::to(tempfile::tempfile().unwrap());
        writer.clear();
        let terminal = vt100::Parser::new(HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap(), 0);
        Self { writer, terminal, shown: Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT)) }
    }

    /// Draws a frame of these pieces; returns the number of bytes that it takes.
    fn draw(&mut self, palette: Palette, (pieces, caret): &Frame) -> usize {
        let mut next = Buffer::empty(self.shown.area);
        let theme = Theme { palette, ascii: false };
        next.surface(next.area, theme.surface(Name::Screen));
        for (x, y, text, name) in pieces {
            let place = Rect::new(*x, *y, WIDTH.saturating_sub(*x), 1);
            next.exact(place, text, theme.style(NAMES[*name]));
        }
        self.writer.encode(&self.shown, &next);
        self.writer.point(*caret, &next);
        self.terminal.process(&self.writer.pending);
        self.shown = next;
        let bytes = self.writer.pending.len();
        self.writer.pending.clear();
        bytes
    }

    /// Returns the content of each cell of the terminal, and its look.
    fn cells(&self) -> Vec<String> {
        let places = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (y, x)));
        let cell = |(y, x)| {
            let cell = self.terminal.screen().cell(y, x).unwrap();
            // The second half of a wide character has no look of its own.
            if cell.is_wide_continuation() {
                return "half".to_owned();
            }
            let ground = format!("{:?} {} {}", cell.bgcolor(), cell.underline(), cell.inverse());
            // Of an empty cell only the ground is seen.
            if cell.contents().trim().is_empty() {
                return ground;
            }
            // This terminal takes bold and dim for two values of one attribute.
            let pen = (cell.fgcolor(), cell.bold() || cell.dim(), cell.italic());
            format!("{} {pen:?} on {ground}", cell.contents())
        };
        places.map(cell).collect()
    }
}

fn frames() -> impl Strategy<Value = Frame> {
    let text = prop_oneof!["[ -~]{1,12}", "[a-c中é]{1,6}", " {1,12}"];
    let caret = (0..WIDTH, 0..HEIGHT, any::<bool>());
    let caret = caret.prop_map(|(x, y, shown)| Caret { at: Position { x, y }, shown });
    (prop::collection::vec((0..WIDTH, 0..HEIGHT, text, 0..NAMES.len()), 0..5), caret)
}

proptest! {
    #[test]
    fn what_changed_makes_the_whole_frame(
        frames in prop::collection::vec(frames(), 1..5),
        palette in prop::sample::select(vec![Palette::Dark, Palette::Light256, Palette::Ansi, Palette::None]),
    ) {
        let mut in_pieces = Stage::new();
        for frame in &frames {
            in_pieces.draw(palette, frame);
            let (screen, (_, caret)) = (in_pieces.terminal.screen(), frame);
            prop_assert_eq!(screen.cursor_position(), (caret.at.y, caret.at.x));
            prop_assert_eq!(screen.hide_cursor(), !caret.shown);
        }
        let mut whole = Stage::new();
        let last = frames.last().unwrap();
        whole.draw(palette, last);
        prop_assert_eq!(in_pieces.cells(), whole.cells());
        prop_assert_eq!(in_pieces.draw(palette, last), 0, "the same frame again takes nothing");
    }
}
