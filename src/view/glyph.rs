//! Glyphs and the names of keys, and their twins where only ASCII may be drawn.

use std::time::Instant;

use ratatui::buffer::Buffer;

use super::theme::Theme;
use crate::core::Context;
use crate::keys::Key;

const SPINNER: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const ASCII_SPINNER: [&str; 4] = ["|", "/", "-", "\\"];

impl Theme {
    /// Returns the spinner of work that is under way since this moment; `None` while the wait is too short to show.
    pub fn spinner(self, cx: &Context, since: Instant) -> Option<&'static str> {
        cx.spinner_frame(since).map(|frame| self.spinner_at(frame))
    }

    /// Returns the `frame`th frame of the spinner.
    pub fn spinner_at(self, frame: usize) -> &'static str {
        let frames = if self.ascii { &ASCII_SPINNER[..] } else { &SPINNER };
        frames[frame % frames.len()]
    }

    /// Returns the name of a key, with words for arrows where arrows cannot be drawn.
    pub fn key_name(self, key: Key) -> String {
        self.plain_key(&key.to_string()).to_owned()
    }

    /// Returns the same for the usual name of a key.
    pub fn plain_key(self, name: &str) -> &str {
        match (self.ascii, name) {
            (true, "↓") => "Down",
            (true, "↑") => "Up",
            (true, "←") => "Left",
            (true, "→") => "Right",
            _ => name,
        }
    }
}

/// Replaces the glyphs in the whole of `buffer` by their ASCII twins.
pub fn make_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if let Some(twin) = ascii_twin(cell.symbol()) {
            cell.set_symbol(twin);
        }
    }
}

/// Returns the ASCII twin of one of our glyphs; other text is left alone.
fn ascii_twin(glyph: &str) -> Option<&'static str> {
    Some(match glyph {
        "▌" => ">",
        "▎" | "│" => "|",
        "┃" => "#",
        "─" | "·" | "−" => "-",
        "╭" | "╮" | "╰" | "╯" | "✓" => "+",
        "•" | "●" => "*",
        "✗" => "x",
        "…" => "~",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_glyphs_have_twins() {
        let mut buffer = Buffer::with_lines(["▌r·…✓✗│─é"]);
        make_ascii(&mut buffer);
        assert_eq!(buffer, Buffer::with_lines([">r-~+x|-é"]));
    }
}
