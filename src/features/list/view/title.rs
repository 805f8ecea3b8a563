//! The title of the list. It is also the filter line, so that nothing moves when the filter opens.
//!
//! ```text
//!   Secrets  312             by name
//!   Secrets  312 · as of 14:08           after a refresh; the usual order gives way to it
//!   Secrets  312 · 3 marked  by name
//!   Secrets  / pgp█         4 of 312
//!   Secrets  / p█ 3 marked · 4 of 312
//!   Secrets  / mode:rw owner:bob   ●3
//!   Secrets  / unlisted█    ! asking for the pods
//! ```

use std::ops::Range;

use crate::domain::Order;
use crate::domain::filter::{Placed, Sense, Term};
use crate::features::list::words::{order_title, pods_are};
use crate::features::list::{Focus, List, Phase};
use crate::text::SafeText;
use crate::text::fit::{tail, width};
use crate::text::format::{clock, count, size};
use crate::view::prelude::*;

/// The least width of the list at which the title is complete.
const ROOMY: u16 = 44;

/// The row above the list.
pub(crate) struct Title<'a> {
    pub(crate) list: &'a List,
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

impl StatefulWidget for Title<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let focus = if self.list.focus() == Focus::List { Name::Focus } else { Name::Muted };
        let end = self.end(area.width);
        let area = area.inner(Margin::new(2, 0));
        let rest = after(buf.text(area, "Secrets", self.theme.style(focus)), 2);
        let left = buf.line(area, &end.right_aligned());
        let room = rest.intersection(if left == area { left } else { before(left, 2) });
        if self.list.filter().is_on() {
            self.filter(room, buf, drawn);
        } else {
            buf.line(room, &self.start(room.width.into()).into());
        }
    }
}

impl<'a> Title<'a> {
    fn filter(&self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let (filter, theme) = (self.list.filter(), self.theme);
        let slash = if filter.is_typing() { Name::Accent } else { Name::Muted };
        let area = buf.text(area, "/ ", theme.style(slash));
        let (before, after) = filter.around_cursor();
        // The user looks at the text before the cursor, so a long pattern shows its end, behind a sign that it is cut.
        let room = usize::from(area.width).saturating_sub(filter.is_typing().into());
        let told = SafeText::from(before);
        let is_cut = width(told.shown()) > room;
        let hidden = told.shown().len() - tail(told.shown(), room.saturating_sub(is_cut.into())).len();
        let area = if is_cut { buf.text(area, "…", theme.style(Name::Muted)) } else { area };
        let rest = self.terms(area, 0..before.len(), hidden, buf);
        self.terms(rest, before.len()..before.len() + after.len(), 0, buf);
        if filter.is_typing() {
            drawn.cursor((rest.x.min(area.right().saturating_sub(1)), rest.y));
        }
    }

    /// Draws a part of the filter, with the conditions that are recognised in their own style. `hidden` is the number of
    /// bytes at its beginning that have no room. Returns the rest of the area.
    fn terms(&self, area: Rect, part: Range<usize>, mut hidden: usize, buf: &mut Buffer) -> Rect {
        let filter = self.list.filter();
        let (text, mut at, mut rest) = (filter.text(), part.start, area);
        let mut draw = |upto: usize, name: Name, rest: &mut Rect| {
            let piece = text.get(at..upto.clamp(at, part.end)).map(SafeText::from).unwrap_or_default();
            at = upto.clamp(at, part.end);
            let shown = piece.shown();
            *rest = buf.text(
                *rest,
                shown.get(hidden.min(shown.len())..).unwrap_or_default(),
                self.theme.style(name),
            );
            hidden = hidden.saturating_sub(shown.len());
        };
        for placed in filter.terms() {
            draw(placed.place.start, Name::Strong, &mut rest);
            let Range { start, end } = placed.place;
            let (first, last) = signs(placed);
            draw(start + first, Name::Focus, &mut rest);
            draw(end - last, style_of(&placed.term), &mut rest);
            draw(end, Name::Focus, &mut rest);
        }
        draw(part.end, Name::Strong, &mut rest);
        rest
    }

    /// Returns the text beside the word "Secrets".
    fn start(&self, room: usize) -> Span<'a> {
        let (load, rows) = (self.list.load(), self.list.rows().len());
        let text = match load.phase() {
            Phase::Loading { since, bytes } if !load.is_refresh() && rows > 0 => {
                let rows = count(rows);
                let size = if *bytes > 0 { format!(" · {}", size(*bytes)) } else { String::new() };
                let spinner = self.theme.spinner(self.cx, *since).map(|spinner| format!(" {spinner}"));
                // The spinner matters more than how far loading has come, so the text leaves room for it.
                let texts = [format!("{rows} so far{size}"), format!("{rows} so far"), rows];
                let fitting = texts.into_iter().find(|text| width(text) + 2 <= room).unwrap_or_default();
                fitting + spinner.as_deref().unwrap_or_default()
            }
            Phase::Ready if rows == 0 => "none".to_owned(),
            _ if rows == 0 => String::new(),
            _ => {
                let rows = match self.marked() {
                    Some(marked) => format!("{} · {marked}", count(rows)),
                    None => count(rows),
                };
                let refreshed =
                    self.refreshed().map(|at| [format!("{rows} · as of {at}"), format!("{rows} · {at}")]);
                let fitting = refreshed.into_iter().flatten().find(|text| width(text) <= room);
                fitting.unwrap_or(rows)
            }
        };
        self.theme.span(text, Name::Muted)
    }

    /// Returns the number of marked secrets in words.
    fn marked(&self) -> Option<String> {
        let marked = self.list.marked().count();
        (marked > 0).then(|| format!("{} marked", count(marked)))
    }

    /// Returns the time of the last refresh, unless the right end says more about that.
    fn refreshed(&self) -> Option<String> {
        let load = self.list.load();
        let says_more = load.failed() || self.list.is_offline() || load.since().is_some();
        Some(clock(load.refreshed_at().filter(|_| !says_more)?, &self.cx.zone))
    }

    /// Returns the text at the right end, beside a title of this width.
    fn end(&self, title: u16) -> Line<'a> {
        let (list, load, theme) = (self.list, self.list.load(), self.theme);
        let rows = list.rows().len();
        let as_of = load.as_of().map(|at| clock(at, &self.cx.zone));
        if list.filter().is_set() && rows > 0 {
            return self.filtered(title, as_of.filter(|_| list.is_offline()));
        }
        let refresh = load.since().filter(|_| load.is_refresh());
        if let Some(spinner) = refresh.and_then(|since| theme.spinner(self.cx, since)) {
            return theme.span(format!("{spinner} refreshing"), Name::Muted).into();
        }
        if load.incomplete() {
            return self.warning("incomplete".to_owned()).into();
        }
        match as_of {
            Some(at) if list.is_offline() && title >= ROOMY => {
                self.warning(format!("offline, as of {at}")).into()
            }
            Some(at) if list.is_offline() => self.warning(format!("offline {at}")).into(),
            _ if list.is_offline() => Line::default(),
            Some(at) if load.failed() => self.warning(format!("as of {at}")).into(),
            _ if rows > 0 && load.since().is_none_or(|_| load.is_refresh()) && !self.hides_order(title) => {
                theme.span(order_title(list.order()), Name::Muted).into()
            }
            _ => Line::default(),
        }
    }

    /// Tells whether the order leaves its room: any order to the number of marks, and the usual one, which everybody
    /// expects, also to the time of a refresh.
    fn hides_order(&self, title: u16) -> bool {
        let order = self.list.order();
        let refreshed = self.refreshed().filter(|_| order == Order::default());
        let beside = match (self.marked(), refreshed) {
            (Some(marked), _) => marked,
            (None, Some(at)) => format!("as of {at}"),
            (None, None) => return false,
        };
        let rows = count(self.list.rows().len());
        let whole = format!("Secrets  {rows} · {beside}   {}", order_title(order));
        width(&whole) + 4 > title.into()
    }

    /// Returns the text at the right end beside a filter: how many rows match, and the age of the rows if the service
    /// cannot be reached. The number of marks has the room first, then the filter text, the age, and the count.
    fn filtered(&self, title: u16, offline: Option<String>) -> Line<'a> {
        let typed = width(SafeText::from(self.list.filter().text()).shown()) + 3;
        let room = usize::from(title).saturating_sub(4 + "Secrets  ".len() + typed + 2);
        let shown = count(self.list.ordered().shown());
        let of_all = format!("{shown} of {}", count(self.list.rows().len()));
        let counts = match self.marked() {
            // What an action on several is meant for matters more than how many match.
            Some(marked) => {
                let short = format!("●{}", count(self.list.marked().count()));
                vec![format!("{marked} · {of_all}"), format!("{marked} · {shown}"), marked, short]
            }
            None => vec![of_all, shown],
        };
        let counts: Vec<_> = counts.into_iter().map(|text| self.theme.span(text, Name::Muted)).collect();
        let mut choices: Vec<Line<'a>> = Vec::new();
        let pods = pods_are(self.list.pods()).filter(|_| self.list.needs().pods).map(str::to_owned);
        if let Some(text) = offline.map(|at| format!("offline {at}")).or(pods) {
            let mark = self.warning(text);
            let beside = |count: &Span<'a>| {
                [count.clone(), Span::raw("   ")].into_iter().chain(mark.clone()).collect::<Line<'a>>()
            };
            choices.extend(counts.iter().map(beside));
            if self.marked().is_none() {
                choices.push(mark.into());
            }
        }
        choices.extend(counts.into_iter().map(Line::from));
        // Marks are always told: an action on several may be meant for what the filter hides.
        let least = choices.last().cloned().filter(|_| self.marked().is_some());
        choices.into_iter().find(|line| line.width() <= room).or(least).unwrap_or_default()
    }

    fn warning(&self, text: String) -> Vec<Span<'a>> {
        vec![self.theme.span("! ", Name::WarningMark), self.theme.span(text, Name::Text)]
    }
}

/// Returns the bytes of the signs at the beginning and at the end of a term.
fn signs(Placed { place, term }: &Placed) -> (usize, usize) {
    let not = usize::from(term.not);
    match &term.sense {
        // The opposite of a word needs no second sign.
        Sense::Exact(word) => (place.len() - word.len(), 0),
        Sense::Start(_) => (not + 1, 0),
        Sense::End(_) => (not, 1),
        Sense::Whole(_) => (not + 1, 1),
        Sense::Fuzzy(_) | Sense::Is(_) | Sense::Unfinished(_) => (not, 0),
    }
}

/// Returns the style of a term without its signs. What is not looked for yet steps back.
fn style_of(term: &Term) -> Name {
    match term.sense {
        Sense::Is(_) => Name::Focus,
        Sense::Unfinished(_) => Name::Muted,
        _ => Name::Strong,
    }
}
