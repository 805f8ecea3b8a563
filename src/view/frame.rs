//! The frame of a dialog or form: centred under the bar, or, where that does not fit, the whole screen under the bar
//! without side borders.
//!
//! ```text
//! ╭─ Sort ──────────────────────────╮
//!
//!      name                       n
//!
//!      Enter choose   Esc close
//!
//! ╰─────────────────────────────────╯
//! ```

use ratatui::prelude::{Buffer, Line, Rect, Widget};
use ratatui::widgets::{Block, BorderType, Borders};

use super::draw::{Draw, after, before};
use super::drawn::{Drawn, Over};
use super::keys::{self, GAP, Hint};
use super::theme::{Name, Theme};
use crate::core::Context;
use crate::keys::Action;
use crate::layout::{Modal, Under};
use crate::text::Sentence;
use crate::text::fit::cut_middle;

/// The columns between the border and the content, on both sides together.
pub const AROUND: u16 = 10;
/// The badge of production.
pub const BADGE: &str = " PRODUCTION ";

/// A frame, and the keys in its last row. `app::layers` makes it with the keys that work; the view of the dialog gives
/// it a title and a size.
#[derive(Clone, Debug)]
pub struct ModalFrame<'a> {
    /// The styles of everything in it.
    pub theme: Theme,
    /// The surroundings.
    pub cx: &'a Context,
    /// The keys in the last row.
    pub keys: Vec<Hint<'a>>,
    /// Rows of the screen below it that belong to a notice.
    notice: u16,
    title: Sentence,
    place: Option<String>,
    danger: bool,
    before_keys: Line<'a>,
}

impl<'a> ModalFrame<'a> {
    /// Makes a frame with these keys. It leaves some rows at the end of the screen to a notice.
    pub fn new(theme: Theme, cx: &'a Context, keys: Vec<Hint<'a>>, notice: u16) -> Self {
        let (title, before_keys) = (Sentence::default(), Line::default());
        Self { theme, cx, keys, notice, title, place: None, danger: false, before_keys }
    }

    /// Sets the title, at the left of the upper border.
    pub fn title(self, title: impl Into<Sentence>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// Sets the text at the right of the upper border.
    pub fn place(self, place: impl Into<String>) -> Self {
        Self { place: Some(place.into()), ..self }
    }

    /// Sets tenant and user as that text, for dialogs that act there.
    pub fn here(self) -> Self {
        let place = self.cx.site.place();
        self.place(place)
    }

    /// Makes the border say that this writes to production, where it does.
    pub fn writes(self) -> Self {
        Self { danger: self.cx.site.danger, ..self }
    }

    /// Sets the word for the key that chooses.
    pub fn choosing(mut self, word: &'a str) -> Self {
        for hint in self.keys.iter_mut().filter(|hint| hint.action == Some(Action::Choose)) {
            hint.word = word.into();
        }
        self
    }

    /// Sets the text before the keys in the last row.
    pub fn before_keys(self, before_keys: impl Into<Line<'a>>) -> Self {
        Self { before_keys: before_keys.into(), ..self }
    }

    /// Returns the areas of a frame of `width` columns and `rows` rows of content in `area`, the screen under the bar.
    pub fn areas(&self, area: Rect, width: u16, rows: usize) -> Modal {
        let under = Under { area, notice: self.notice };
        Modal::new(under, width, rows.try_into().unwrap_or(u16::MAX))
    }

    /// Returns the most rows of content with which a frame keeps its border in `area`.
    pub fn most_rows(&self, area: Rect) -> u16 {
        Under { area, notice: self.notice }.most_rows()
    }

    /// Draws the frame of a dialog of `width` columns and `rows` rows of content; returns the area of the content.
    pub fn draw(self, area: Rect, width: u16, rows: usize, buf: &mut Buffer, drawn: &mut Drawn) -> Rect {
        let areas = self.areas(area, width, rows);
        self.draw_in(areas, buf, drawn);
        areas.content
    }

    /// Draws the frame into these areas. From here on the dialog covers all that was drawn before.
    pub fn draw_in(self, areas: Modal, buf: &mut Buffer, drawn: &mut Drawn) {
        let Modal { area, keys: last, framed, content } = areas;
        let border = if self.danger { Name::BorderDanger } else { Name::Border };
        buf.surface(area, self.theme.surface(Name::Modal));
        Block::new()
            .borders(if framed { Borders::ALL } else { Borders::TOP })
            .border_type(BorderType::Rounded)
            .border_style(self.theme.style(border))
            .render(area, buf);
        self.heading(if framed { after(before(area, 1), 1) } else { area }, buf);
        let end = self.last_row(last, buf);
        // A form draws its own keys.
        let free = if self.keys.is_empty() { Vec::new() } else { vec![end] };
        let told = self.keys.iter().flat_map(|hint| hint.keys.split(' ').map(str::to_owned)).collect();
        drawn.over = Some(Over { areas, told, free });
        drawn.stand(content);
    }

    /// Draws the keys, closer together if they are too wide for their row; returns the rest of the row.
    fn last_row(&self, row: Rect, buf: &mut Buffer) -> Rect {
        let wide = self.before_keys.width() + keys::columns(&self.keys) > row.width.into();
        let gap = self.theme.span(if wide { "  " } else { "   " }, Name::Muted);
        let mut end = buf.line(row, &self.before_keys);
        for (at, hint) in self.keys.iter().enumerate() {
            let rest = if at > 0 { buf.spans(end, std::slice::from_ref(&gap)) } else { end };
            end = buf.spans(rest, &hint.spans(self.theme));
        }
        after(end, GAP)
    }

    /// Draws title and place in the upper border; the place gives way if there is no room for both.
    fn heading(&self, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        let mut area = before(area, 1);
        if self.danger {
            area = buf.text_right(area, BADGE, theme.style(Name::Danger));
        }
        let room = usize::from(area.width).saturating_sub(3);
        let title = self.title.fit(room);
        let title = [
            theme.span(" ", Name::Text),
            theme.span(cut_middle(&title, room), Name::Strong),
            theme.span(" ", Name::Strong),
        ];
        let rest = buf.spans(after(area, 1), &title);
        let Some(place) = &self.place else { return };
        let room = usize::from(rest.width).saturating_sub(4);
        if room >= 5 {
            let place = format!(" {} ", cut_middle(place, room));
            buf.text_right(after(rest, 1), &place, theme.style(Name::Muted));
        }
    }
}
