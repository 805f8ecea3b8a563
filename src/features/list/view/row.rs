//! A row of the list, and the headings above the rows. `layout::columns` decides which columns there is room for.
//!
//! ```text
//!   id                      owner used     age  description
//! ▌ postgres_main_password rw you      4    8 mo  Main cluster, primary writer
//!  ●redis_password         rw you      6    2 y   Marked for an action on several
//! ```

use jiff::Timestamp;

use crate::domain::uses::Uses;
use crate::domain::{AccessMode, Secret};
use crate::features::list::List;
use crate::index::pattern::Marks;
use crate::layout::{Columns, Layout};
use crate::text::apart::Cut;
use crate::text::fit::{cut_middle, graphemes, width};
use crate::text::format::age;
use crate::view::prelude::*;

/// The names of the columns, where there is room for the name.
pub(super) struct Headings {
    pub(super) columns: Columns,
    pub(super) theme: Theme,
}

impl Widget for Headings {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { columns, theme } = self;
        let named = |(start, end): (u16, u16), name: &str| usize::from(end - start) >= name.len();
        let places = [
            (Some(columns.id()), "id"),
            (columns.has_names().then_some(columns.owner()), "owner"),
            (columns.description(), "description"),
        ];
        for (place, name) in places {
            if let Some(place) = place.filter(|place| named(*place, name)) {
                buf.text(column(area, place), name, theme.style(Name::Muted));
            }
        }
        for (place, name) in [(columns.used(), "used"), (columns.age(), "age")] {
            if let Some(place) = place {
                buf.text_right(column(area, place), name, theme.style(Name::Muted));
            }
        }
    }
}

/// The row of a secret.
pub(super) struct Row<'a> {
    pub(super) list: &'a List,
    pub(super) cx: &'a Context,
    pub(super) layout: &'a Layout,
    /// The time by the service's clock.
    pub(super) now: Timestamp,
    pub(super) theme: Theme,
    /// Where secrets are used, once that is known.
    pub(super) uses: Option<&'a Uses>,
    /// The index of the secret in the list.
    pub(super) index: usize,
    pub(super) secret: &'a Secret,
    /// Its matched letters.
    pub(super) marks: Option<&'a Marks>,
    /// The style of a selected row.
    pub(super) selected: Option<Name>,
}

impl Row<'_> {
    /// A selected row uses one foreground; only matched letters and limited modes keep theirs.
    fn style(&self, otherwise: Name) -> Style {
        self.theme.style(self.selected.unwrap_or(otherwise))
    }

    /// Returns the owner in a word, and whether the service has refused the user something about this secret.
    fn owner(&self) -> (&str, bool) {
        let has_names = self.layout.columns.has_names();
        let standing = self.list.standing(self.cx, self.secret);
        let refused = standing.refused.is_some();
        let owner = match self.secret.owner.shown() {
            _ if standing.owner == Some(true) => "you",
            "" => "-",
            _ if !has_names => "-",
            owner => owner,
        };
        // The mark leaves no room for `you` in three columns; the detail says the rest.
        (if has_names || !refused { owner } else { "-" }, refused)
    }

    /// Returns the access pair, such as `r·`.
    fn access(&self) -> [Span<'static>; 2] {
        let mode = self.secret.access.mode();
        let letters = match mode {
            AccessMode::Full | AccessMode::Locked => self.selected.unwrap_or(Name::Muted),
            _ if self.selected == Some(Name::Selected) => Name::SelectedLimited,
            AccessMode::ReadOnly | AccessMode::WriteOnly => Name::Limited,
        };
        pair(self.theme, mode, letters, self.selected.unwrap_or(Name::Border))
    }
}

impl Widget for Row<'_> {
    /// Draws the row into `area`, margins included.
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { list, layout, now, theme, .. } = self;
        if let Some(surface) = self.selected {
            // The line between the panes stays.
            let ground = if area.width < layout.screen.width { before(area, 1) } else { area };
            buf.surface(ground, theme.surface(surface));
            let bar = if surface == Name::Selected { Name::SelectedBar } else { Name::Muted };
            buf.text(ground, "▌", theme.style(bar));
        }
        if list.is_marked(self.index) {
            buf.text(after(area, 1), "●", self.style(Name::Accent));
        }
        // A mark is about the next key, and so matters more than a pin.
        if list.is_pinned(&self.secret.id) && !list.is_marked(self.index) {
            buf.text(after(area, 1), "^", self.style(Name::Accent));
        }
        let (secret, columns, text) = (self.secret, layout.columns, layout.list_text(area));

        let id = column(text, columns.id());
        let marked = self.marks.map_or(&[][..], |marks| &marks.id);
        let cut =
            Cut::matched(secret.id.shown(), id.width.into(), list.ordered().neighbours(self.index), marked);
        let bold = if self.selected.is_some() { Modifier::BOLD } else { Modifier::empty() };
        let style = self.style(Name::Text).add_modifier(bold);
        marked_text(theme, (secret.id.shown(), cut), marked, style, id, buf);

        buf.spans(after(text, columns.pair()), &self.access());

        let place = column(text, columns.owner());
        let (owner, refused) = self.owner();
        let mark = if refused { 2 } else { 0 };
        let owner = cut_middle(owner, usize::from(place.width - mark));
        let rest = buf.text(place, &owner, self.style(Name::Muted));
        if refused {
            buf.text(after(rest, 1), "✗", theme.style(Name::ErrorMark));
        }
        if let (Some(place), Some(uses)) = (columns.used(), self.uses) {
            let pods = uses.count(secret.id.as_str(), secret.owner.original());
            buf.text_right(column(text, place), &uses_in_four(pods), self.style(Name::Muted));
        }
        if let Some(place) = columns.age() {
            let age = secret.created.map_or("-".to_owned(), |created| age(created, now));
            buf.text_right(column(text, place), &age, self.style(Name::Muted));
        }
        if let Some(place) = columns.description() {
            let (description, place) = (secret.description.shown(), column(text, place));
            let marked = self.marks.map_or(&[][..], |marks| &marks.description);
            let cut = Cut::showing(description, place.width.into(), marked);
            marked_text(theme, (description, cut), marked, self.style(Name::Muted), place, buf);
        }
    }
}

/// Returns a number of pods in four columns; none is no claim that nobody uses the secret, so it is left out.
fn uses_in_four(pods: usize) -> String {
    match pods {
        0 => String::new(),
        1..=9_999 => pods.to_string(),
        _ => format!("{}k", (pods / 1_000).min(999)),
    }
}

/// Returns the area of a column in a row of text.
fn column(text: Rect, (start, end): (u16, u16)) -> Rect {
    Rect { x: text.x + start, width: end - start, ..text }
}

/// Returns the two letters of an access mode, with a dot for each thing that it forbids.
pub(super) fn pair(theme: Theme, mode: AccessMode, letters: Name, dots: Name) -> [Span<'static>; 2] {
    let letter = |allowed, letter| {
        theme.span(if allowed { letter } else { "·" }, if allowed { letters } else { dots })
    };
    [letter(mode.readable(), "r"), letter(mode.writable(), "w")]
}

/// Draws the visible part of a text, with its matched letters.
fn marked_text(
    theme: Theme,
    (text, Cut { head, part }): (&str, Cut),
    marked: &[u32],
    style: Style,
    area: Rect,
    buf: &mut Buffer,
) {
    let mut rest = buf.text(area, &text[..head], style);
    if head < part.start {
        rest = buf.text(rest, "…", style);
    }
    let end = buf.text(rest, &text[part.clone()], style);
    if part.end < text.len() {
        buf.text(end, "…", style);
    }
    if marked.is_empty() {
        return;
    }
    let mut mark_part = |area, part: &str, first: usize| {
        mark(theme, area, part, buf, |at| {
            u32::try_from(first + at).is_ok_and(|index| marked.binary_search(&index).is_ok())
        });
    };
    mark_part(area, &text[..head], 0);
    if !part.is_empty() {
        let first = graphemes(&text[..part.start]).count();
        mark_part(rest, &text[part], first);
    }
}

/// Marks those characters of `text` at the start of `area` that match the filter.
pub(super) fn mark(
    theme: Theme,
    area: Rect,
    text: &str,
    buf: &mut Buffer,
    is_marked: impl Fn(usize) -> bool,
) {
    let mut rest = area;
    for (at, grapheme) in graphemes(text).enumerate() {
        let columns = width(grapheme) as u16;
        if is_marked(at) {
            buf.set_style(Rect { width: columns, ..rest }, theme.style(Name::Match));
        }
        rest = after(rest, columns);
    }
}
