//! A row of the list, and the headings above the rows. `layout::columns` decides which columns there is room for.
//!
//! ```text
//!   id                      owner      age  description
//! ▌ postgres_main_password rw you     8 mo  Main cluster, primary writer
//! ```

use ratatui::layout::Rect;

use crate::app::App;
use crate::domain::{AccessMode, Secret};
use crate::index::pattern::Marks;
use crate::layout::Layout;
use crate::text::apart::Cut;
use crate::text::fit::{cut_middle, graphemes, width};
use crate::text::format::age;
use crate::view::canvas::Canvas;
use crate::view::theme::Name;

/// Draws the names of the columns, where there is room for the name.
pub(super) fn headings(canvas: &mut Canvas<'_>, layout: &Layout) {
    let Some(row) = layout.headings else { return };
    let (text, columns) = (layout.list_text(row), layout.columns);
    let named = |(start, end): (u16, u16), name: &str| usize::from(end - start) >= name.len();
    let places = [
        (Some(columns.id()), "id"),
        (columns.has_names().then_some(columns.owner()), "owner"),
        (columns.description(), "description"),
    ];
    for (place, name) in places {
        if let Some((start, end)) = place.filter(|place| named(*place, name)) {
            canvas.text(text.x + start, text.y, text.x + end, name, Name::Muted);
        }
    }
    if let Some((start, end)) = columns.age() {
        canvas.text_right(text.x + start, text.y, text.x + end, "age", Name::Muted);
    }
}

/// Draws the secret at `index` of the list into `area`, with its matched letters; `selected` is the style of a
/// selected row.
pub(super) fn draw(
    app: &App,
    canvas: &mut Canvas<'_>,
    layout: &Layout,
    area: Rect,
    (index, secret, marks): (usize, &Secret, Option<&Marks>),
    selected: Option<Name>,
) {
    let y = area.y;
    if let Some(surface) = selected {
        let width = if area.width < app.size().width { area.width - 1 } else { area.width };
        canvas.fill(Rect { width, ..area }, surface);
        let bar = if surface == Name::Selected { Name::SelectedBar } else { Name::Muted };
        canvas.text(area.x, y, area.x + 1, "▌", bar);
    }
    // A selected row uses one foreground; only matched letters and limited modes keep theirs.
    let name = |otherwise| selected.unwrap_or(otherwise);
    let (left, columns) = (layout.list_text(area).x, layout.columns);
    let place = |(start, end): (u16, u16)| (left + start, left + end);

    let (x, end) = place(columns.id());
    let id = secret.id.shown();
    let marked = marks.map_or(&[][..], |marks| &marks.id);
    let cut = Cut::matched(id, usize::from(end - x), app.list().neighbours(index), marked);
    let after = marked_text(canvas, (x, end), y, (id, cut), name(Name::Text), marked);
    if selected.is_some() {
        canvas.embolden(Rect::new(x, y, after - x, 1));
    }
    access(canvas, left + columns.pair(), y, secret.access.mode(), selected);
    let (x, end) = place(columns.owner());
    let standing = app.standing(secret);
    let owner = match secret.owner.shown() {
        _ if standing.owner == Some(true) => "you",
        "" => "-",
        _ if !columns.has_names() => "-",
        owner => owner,
    };
    let mark = if standing.refused.is_some() { 2 } else { 0 };
    // The mark leaves no room for `you` in three columns; the detail says the rest.
    let owner = if columns.has_names() || mark == 0 { owner } else { "-" };
    let after = canvas.text(x, y, end, &cut_middle(owner, usize::from(end - x - mark)), name(Name::Muted));
    if mark > 0 {
        canvas.text(after + 1, y, end, "✗", Name::ErrorMark);
    }
    if let Some((start, end)) = columns.age().map(place) {
        let age = secret.created.map_or("-".to_owned(), |created| age(created, app.service_time()));
        canvas.text_right(start, y, end, &age, name(Name::Muted));
    }
    if let Some((x, end)) = columns.description().map(place) {
        let text = secret.description.shown();
        let marked = marks.map_or(&[][..], |marks| &marks.description);
        let cut = Cut::showing(text, usize::from(end - x), marked);
        marked_text(canvas, (x, end), y, (text, cut), name(Name::Muted), marked);
    }
}

/// Draws the access pair, such as `r·`.
fn access(canvas: &mut Canvas<'_>, x: u16, y: u16, mode: AccessMode, selected: Option<Name>) {
    let letters = match mode {
        AccessMode::Full | AccessMode::Locked => selected.unwrap_or(Name::Muted),
        _ if selected == Some(Name::Selected) => Name::SelectedLimited,
        AccessMode::ReadOnly | AccessMode::WriteOnly => Name::Limited,
    };
    pair(canvas, x, y, mode, letters, selected.unwrap_or(Name::Border));
}

/// Draws the two letters of an access mode, with a dot for each thing that it forbids; returns the column after them.
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

/// Draws the visible part of a text, with its matched letters; returns the column after it.
fn marked_text(
    canvas: &mut Canvas<'_>,
    (left, right): (u16, u16),
    y: u16,
    (text, cut): (&str, Cut),
    name: Name,
    marked: &[u32],
) -> u16 {
    let Cut { head, part } = cut;
    let mut x = canvas.text(left, y, right, &text[..head], name);
    if head < part.start {
        x = canvas.text(x, y, right, "…", name);
    }
    let part_from = x;
    x = canvas.text(x, y, right, &text[part.clone()], name);
    if part.end < text.len() {
        x = canvas.text(x, y, right, "…", name);
    }
    if marked.is_empty() {
        return x;
    }
    let mut mark_part = |from: u16, part: &str, first: usize| {
        mark(canvas, from, y, part, |at| {
            u32::try_from(first + at).is_ok_and(|index| marked.binary_search(&index).is_ok())
        });
    };
    mark_part(left, &text[..head], 0);
    if !part.is_empty() {
        let first = graphemes(&text[..part.start]).count();
        mark_part(part_from, &text[part], first);
    }
    x
}

/// Marks those characters of `text` at column `x` that match the filter.
pub(super) fn mark(canvas: &mut Canvas<'_>, x: u16, y: u16, text: &str, is_marked: impl Fn(usize) -> bool) {
    let mut x = x;
    for (at, grapheme) in graphemes(text).enumerate() {
        let columns = width(grapheme) as u16;
        if is_marked(at) {
            canvas.restyle(Rect::new(x, y, columns, 1), Name::Match);
        }
        x += columns;
    }
}
