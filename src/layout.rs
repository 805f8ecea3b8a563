//! Lays the screen out: from the terminal's size to areas. Pure; the app asks it how long a page is, and where each
//! panel stands.
//!
//! ```text
//!   bar                                        0
//!                                              1    from 20 rows
//!   list title             │ detail            2
//!   headings               │                        from 20 rows
//!                          │                        from 20 rows
//!   list                   │
//!   rows                   │
//!                                                   from 30 rows
//!   notice                                    -2    from 16 rows
//!   footer                                    -1
//! ```
//! Below 80 columns the detail stands under the list, after a rule that carries the id.

use ratatui::layout::{Rect, Size};

use crate::domain::RowNeeds;

mod columns;
mod value_area;

pub use columns::Columns;
pub use value_area::{ValueArea, note_rows};

/// The smallest size that is drawn.
pub const MIN: Size = Size { width: 40, height: 10 };
/// Columns of a notice on a screen of this width: all but the margins and the glyph.
pub fn notice_columns(width: u16) -> usize {
    usize::from(width).saturating_sub(6)
}

/// From this width on the panes stand side by side.
const SIDE_BY_SIDE: u16 = 80;
/// Columns that the detail has at least beside the list.
const DETAIL_LEAST: u16 = 34;
/// Columns around the text of a row: the margin at the left, the gap and the rule, or a margin, at the right.
const AROUND_LIST: u16 = 4;
/// Rows of the list that stay when the detail needs the room.
const KEPT_ROWS: u16 = 2;

/// The facts besides the size that the layout depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Shape {
    /// The detail has the focus or shows a value: stacked, it gets most of the room.
    pub detail_is_large: bool,
    /// The columns that the rows of the list need.
    pub needs: RowNeeds,
    /// The numbers of uses are known.
    pub counts: bool,
}

/// All areas of the main screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The whole screen.
    pub screen: Rect,
    /// The first row.
    pub bar: Rect,
    /// Everything between bar and notice; modals are centred in it.
    pub body: Rect,
    /// The title of the list, margins included.
    pub title: Rect,
    /// The row that names the columns of the list, margins included, where there is room for one.
    pub headings: Option<Rect>,
    /// The columns of the list.
    pub columns: Columns,
    /// The rows of the list, margins included.
    pub rows: Rect,
    /// The line between the panes, which is also the scrollbar. Stacked: the row with the id.
    pub rule: Rect,
    /// The detail, without margins.
    pub detail: Rect,
    /// Set when the panes are stacked.
    pub stacked: bool,
    /// The place of notices; the footer's row on low screens.
    pub notice: Rect,
    /// The last row.
    pub footer: Rect,
}

impl Layout {
    /// Lays out a terminal of `size`; `None` below 40 x 10.
    pub fn new(size: Size, shape: Shape) -> Option<Self> {
        let Size { width: w, height: h } = size;
        if w < MIN.width || h < MIN.height {
            return None;
        }
        let airy = h >= 20;
        let top = if airy { 2 } else { 1 };
        let bottom = 1 + u16::from(h >= 16) + u16::from(h >= 30);
        let panes = Rect::new(0, top, w, h - top - bottom);
        let footer = Rect::new(0, h - 1, w, 1);
        let notice = Rect::new(0, if h >= 16 { h - 2 } else { h - 1 }, w, 1);
        let title_rows = if airy { 3 } else { 1 };

        let (list, rule, detail, stacked) = if w >= SIDE_BY_SIDE {
            // What its rows need, between 40 % and 60 %.
            let most = (w * 3 / 5).min(w - DETAIL_LEAST - 3);
            let needed = Columns::new(shape.needs, shape.counts, most - AROUND_LIST).width() + AROUND_LIST;
            let list = needed.clamp(w * 2 / 5, most);
            let detail = Rect::new(list + 1, panes.y, w - list - 3, panes.height);
            (Rect { width: list, ..panes }, Rect::new(list - 1, panes.y, 1, panes.height), detail, false)
        } else {
            let under = if shape.detail_is_large {
                panes.height.saturating_sub(title_rows + KEPT_ROWS)
            } else {
                // 45 % of the rows between the bar and the notice, the rule included: 3 to 7 facts.
                ((h - 1 - bottom) * 45 / 100).clamp(4, 8)
            };
            let list = Rect { height: panes.height - under, ..panes };
            let rule = Rect::new(0, list.bottom(), w, 1);
            (list, rule, Rect::new(2, rule.bottom(), w - 4, under - 1), true)
        };
        let columns = Columns::new(shape.needs, shape.counts, list.width - AROUND_LIST);
        Some(Self {
            screen: Rect::new(0, 0, w, h),
            bar: Rect::new(0, 0, w, 1),
            body: Rect::new(0, 1, w, h - 1 - bottom),
            title: Rect { height: 1, ..list },
            headings: airy.then_some(Rect { y: list.y + 1, height: 1, ..list }),
            columns,
            rows: Rect { y: list.y + title_rows, height: list.height.saturating_sub(title_rows), ..list },
            rule,
            detail,
            stacked,
            notice,
            footer,
        })
    }

    /// Returns the columns of text in a row of the list: without the margin at the left, the gap and the rule at the
    /// right.
    pub fn list_text(&self, row: Rect) -> Rect {
        Rect { x: row.x + 2, width: row.width.saturating_sub(AROUND_LIST), ..row }
    }
}

/// Columns from a modal's border to its content.
const INDENT: u16 = 5;
/// Rows around a modal's content: border, blank row, and at the end blank row, keys, blank row, border.
const AROUND: u16 = 6;

/// Where a modal is laid out: the screen under the bar, of whose last rows a notice needs some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Under {
    /// All of it.
    pub area: Rect,
    /// Rows of the notice, or none.
    pub notice: u16,
}

impl Under {
    /// Returns the most rows of content with which a modal keeps its border.
    pub fn most_rows(self) -> u16 {
        self.area.height.saturating_sub(AROUND + self.notice.max(1))
    }
}

/// The areas of a modal: centred under the bar, or, where that does not fit with two columns and a row
/// to spare, all of the screen under the bar, without side borders. A notice keeps its rows: around a frame one
/// of them may be the row to spare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modal {
    /// All of it.
    pub area: Rect,
    /// The area of its content.
    pub content: Rect,
    /// Its last row: buttons and keys.
    pub keys: Rect,
    /// Set when it has a border all round.
    pub framed: bool,
}

impl Modal {
    /// Lays out a modal of `width` columns with `rows` rows of content, in the screen `under` the bar.
    pub fn new(under: Under, width: u16, rows: u16) -> Self {
        let Under { area: screen, notice } = under;
        let height = rows.saturating_add(AROUND);
        let spare = notice.max(1);
        if width + 2 > screen.width || height.saturating_add(spare) > screen.height {
            return Self::whole(under);
        }
        let room = screen.height - height;
        let area = Rect {
            x: screen.x + (screen.width - width) / 2,
            // A notice that comes moves it no more than it has to.
            y: screen.y + (room / 2).min(room - spare),
            width,
            height,
        };
        let content =
            Rect { x: area.x + INDENT, y: area.y + 2, width: width - 2 * INDENT, height: height - AROUND };
        let keys = Rect { y: content.bottom() + 1, height: 1, ..content };
        Self { area, content, keys, framed: true }
    }

    /// Lays out a modal that takes all of the screen `under` the bar.
    pub fn whole(Under { area, notice }: Under) -> Self {
        let under = Rect { height: area.height.saturating_sub(notice), ..area };
        let content = Rect {
            x: under.x + 2,
            y: under.y + 1,
            width: under.width.saturating_sub(4),
            height: under.height.saturating_sub(3),
        };
        let keys = Rect { y: under.bottom() - 1, height: 1, ..content };
        Self { area: under, content, keys, framed: false }
    }
}

impl Layout {
    /// Returns the screen without the bar: a modal may cover it.
    pub fn under_bar(&self) -> Rect {
        Rect { y: 1, height: self.screen.height - 1, ..self.screen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The needs of the mock's rows.
    const NEEDS: RowNeeds = RowNeeds { id: 22, owner: 7, description: 36 };

    fn layout(w: u16, h: u16) -> Layout {
        Layout::new(Size::new(w, h), Shape { needs: NEEDS, ..Shape::default() }).unwrap()
    }

    #[test]
    fn eighty_by_twenty_four_is_the_mock() {
        let l = layout(80, 24);
        assert_eq!(l.rule, Rect::new(36, 2, 1, 20));
        assert_eq!(l.headings, Some(Rect::new(0, 3, 37, 1)));
        assert_eq!(l.rows, Rect::new(0, 5, 37, 17));
        assert_eq!(l.list_text(l.rows), Rect::new(2, 5, 33, 17));
        assert_eq!(l.detail, Rect::new(38, 2, 40, 20));
        assert_eq!((l.notice.y, l.footer.y), (22, 23));
    }

    #[test]
    fn a_high_screen_has_air_above_the_notice() {
        let l = layout(120, 40);
        assert_eq!(l.rule, Rect::new(71, 2, 1, 35));
        assert_eq!((l.rows.y, l.rows.bottom()), (5, 37));
        assert_eq!((l.detail.x, l.detail.right()), (73, 118));
        assert_eq!((l.notice.y, l.footer.y), (38, 39));
    }

    #[test]
    fn the_list_gets_what_its_rows_need_and_no_less_than_two_fifths() {
        // 78 columns of text and what is around them.
        assert_eq!(layout(200, 60).rows.width, 82);
        assert_eq!(layout(240, 60).rows.width, 96);
        let short = RowNeeds { id: 4, owner: 5, description: 0 };
        let l = Layout::new(Size::new(100, 24), Shape { needs: short, ..Shape::default() }).unwrap();
        assert_eq!((l.rows.width, l.detail.width), (40, 57));
    }

    #[test]
    fn narrow_screens_stack() {
        let l = layout(60, 20);
        assert_eq!((l.rows.y, l.rows.height), (5, 6));
        assert_eq!((l.rule.y, l.detail.height), (11, 6));
        let l = layout(40, 12);
        assert_eq!((l.title.y, l.rows.y, l.rows.height), (1, 2, 5));
        assert_eq!((l.rule.y, l.detail.height), (7, 3));
        assert_eq!((l.notice.y, l.footer.y), (11, 11));
        let l = Layout::new(Size::new(40, 12), Shape { detail_is_large: true, needs: NEEDS, counts: false })
            .unwrap();
        assert_eq!((l.rows.height, l.rule.y, l.detail.height), (2, 4, 6));
    }

    proptest! {
        #[test]
        fn no_area_leaves_the_screen(w in 0u16..300, h in 0u16..120, id in 0u16..300, detail_is_large: bool) {
            let shape = Shape { detail_is_large, needs: RowNeeds { id, ..NEEDS }, counts: false };
            let Some(l) = Layout::new(Size::new(w, h), shape) else {
                prop_assert!(w < MIN.width || h < MIN.height);
                return Ok(());
            };
            for area in [l.bar, l.body, l.title, l.rows, l.rule, l.detail, l.notice, l.footer] {
                prop_assert_eq!(l.screen.intersection(area), area);
                prop_assert!(area.area() > 0, "{:?}", l);
            }
            prop_assert!(l.columns.width() <= l.list_text(l.rows).width);
            if !l.stacked {
                prop_assert!(l.detail.width >= DETAIL_LEAST);
                prop_assert!((w * 2 / 5..=w * 3 / 5).contains(&l.rows.width));
            }
        }

        #[test]
        fn a_wider_screen_shows_no_less_of_an_id(id in 0u16..400, owner in 0u16..40, description in 0u16..120) {
            let shape = Shape { needs: RowNeeds { id, owner, description }, ..Shape::default() };
            for widths in [40..SIDE_BY_SIDE, SIDE_BY_SIDE..700] {
                let columns = widths.filter_map(|w| Layout::new(Size::new(w, 24), shape));
                let shown: Vec<_> = columns.map(|l| l.columns.id().1).collect();
                prop_assert!(shown.is_sorted(), "{:?}", shown);
            }
        }
    }
}
