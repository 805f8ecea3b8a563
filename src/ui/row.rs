//! One row of the list: which columns there is room for, and what stands in them.
//!
//! ```text
//! ▌ postgres_main_password   rw full access   you     8 mo  Main cluster, primary writer
//! ```

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::Name;
use crate::app::App;
use crate::domain::pattern::Marks;
use crate::domain::{AccessMode, Secret};
use crate::layout::Layout;
use crate::text::fit::{graphemes, head, tail, width};
use crate::text::format::age;

/// Width of the list from which a column appears.
const WORD_FROM: u16 = 44;
const AGE_FROM: u16 = 54;
const OWNER_FROM: u16 = 74;
const DESCRIPTION_FROM: u16 = 92;

const PAIR: u16 = 2;
const WORD: u16 = 11;
/// With a gap before it.
const AGE: u16 = 7;
const OWNER: u16 = 8;

/// First column and end of each part of a row; an absent part has no columns.
pub(super) struct Columns {
    id: (u16, u16),
    pair: u16,
    word: Option<u16>,
    owner: Option<(u16, u16)>,
    /// Its end: it is right-aligned.
    age: Option<u16>,
    description: Option<(u16, u16)>,
}

impl Columns {
    /// The columns that the list has room for.
    pub(super) fn new(layout: &Layout) -> Self {
        let text = layout.list_text(layout.rows);
        let (list, right) = (layout.list_width(), text.right());
        let with = |from: u16, columns: u16| if list >= from { columns } else { 0 };
        let owner = OWNER + list.saturating_sub(110) / 8;
        let fixed = PAIR + with(WORD_FROM, 1 + WORD) + with(AGE_FROM, AGE) + with(OWNER_FROM, 3 + owner);
        let wide = list >= DESCRIPTION_FROM;
        let id_end = if wide { text.x + text.width * 3 / 10 } else { right.saturating_sub(fixed + 2) };
        let pair = id_end + 2;
        let word = (list >= WORD_FROM).then_some(pair + PAIR + 1);
        let word_end = word.map_or(pair + PAIR, |x| x + WORD);
        let owner = (list >= OWNER_FROM).then_some((word_end + 3, word_end + 3 + owner));
        let owner_end = owner.map_or(word_end, |(_, end)| end);
        let age = (list >= AGE_FROM).then_some(owner_end + AGE);
        let description = wide.then_some((owner_end + AGE + 2, right));
        Self { id: (text.x, id_end), pair, word, owner, age, description }
    }
}

/// Draws `secret` into `area`; `selected` is the surface of a selected row.
pub(super) fn draw(
    app: &App,
    canvas: &mut Canvas<'_>,
    columns: &Columns,
    area: Rect,
    secret: &Secret,
    marks: Option<&Marks>,
    selected: Option<Name>,
) {
    let y = area.y;
    if let Some(surface) = selected {
        let width = if area.width < app.size().width { area.width - 1 } else { area.width };
        canvas.fill(Rect { width, ..area }, surface);
        let bar = if surface == Name::Selected { Name::Accent } else { Name::Muted };
        canvas.text(area.x, y, area.x + 1, "▌", bar);
    }
    // A selected row uses one foreground; only matched letters and limited modes keep theirs.
    let name = |otherwise| selected.unwrap_or(otherwise);

    let (x, end) = columns.id;
    let marked = marks.map_or(&[][..], |marks| &marks.id);
    let after = marked_text(canvas, (x, end), y, secret.id.shown(), name(Name::Text), marked, true);
    if selected.is_some() {
        canvas.embolden(Rect::new(x, y, after - x, 1));
    }
    access(canvas, columns, y, secret.access.mode(), selected);
    if let Some((x, end)) = columns.owner {
        let owner = if app.site().is_me(&secret.owner) { "you" } else { secret.owner.shown() };
        canvas.text(x, y, end - 1, owner, name(Name::Muted));
    }
    if let (Some(end), Some(created)) = (columns.age, secret.created) {
        canvas.text_right(end - AGE, y, end, &age(created, app.now().wall), name(Name::Muted));
    }
    if let Some(place) = columns.description {
        let marked = marks.map_or(&[][..], |marks| &marks.description);
        marked_text(canvas, place, y, secret.description.shown(), name(Name::Muted), marked, false);
    }
}

/// The access pair, and the word where there is room: `r· read-only`.
fn access(canvas: &mut Canvas<'_>, columns: &Columns, y: u16, mode: AccessMode, selected: Option<Name>) {
    let style = match mode {
        AccessMode::Full | AccessMode::Locked => selected.unwrap_or(Name::Muted),
        AccessMode::ReadOnly | AccessMode::WriteOnly => Name::Limited,
    };
    pair(canvas, columns.pair, y, mode, style, selected.unwrap_or(Name::Border));
    if let Some(x) = columns.word {
        canvas.text(x, y, x + WORD, mode.name(), style);
    }
}

/// The two letters of an access mode; a dot for what it forbids.
pub(super) fn pair(
    canvas: &mut Canvas<'_>,
    x: u16,
    y: u16,
    mode: AccessMode,
    letters: Name,
    dots: Name,
) -> u16 {
    let letter = |allowed, letter| if allowed { (letter, letters) } else { ("·", dots) };
    let (read, read_style) = letter(mode.readable(), "r");
    let (write, write_style) = letter(mode.writable(), "w");
    let x = canvas.text(x, y, x + 1, read, read_style);
    canvas.text(x, y, x + 1, write, write_style)
}

/// Text with its matched letters, cut in the middle or at the end; gives the column after it.
fn marked_text(
    canvas: &mut Canvas<'_>,
    (left, right): (u16, u16),
    y: u16,
    text: &str,
    name: Name,
    marked: &[u32],
    middle: bool,
) -> u16 {
    let room = usize::from(right.saturating_sub(left));
    let (start, end) = if width(text) <= room {
        (text, "")
    } else if middle && room > 2 {
        (head(text, room / 2), tail(text, room - 1 - room / 2))
    } else {
        (head(text, room.saturating_sub(1)), "")
    };
    let mut x = canvas.text(left, y, right, start, name);
    if start.len() < text.len() {
        x = canvas.text(x, y, right, "…", name);
    }
    let tail_from = x;
    x = canvas.text(x, y, right, end, name);
    if marked.is_empty() {
        return x;
    }
    let mut mark = |from: u16, part: &str, first: usize| {
        let mut x = from;
        for (at, grapheme) in graphemes(part).enumerate() {
            let columns = width(grapheme) as u16;
            if u32::try_from(first + at).is_ok_and(|index| marked.binary_search(&index).is_ok()) {
                canvas.restyle(Rect::new(x, y, columns, 1), Name::Match);
            }
            x += columns;
        }
    };
    mark(left, start, 0);
    if !end.is_empty() {
        let first = graphemes(&text[..text.len() - end.len()]).count();
        mark(tail_from, end, first);
    }
    x
}
