//! The themes say the same in different clothes: no word depends on one, `none` has no colour, and the
//! painted ones leave no cell to the terminal.

use ratatui::style::Color;

use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data::list_failures;
use crate::support::prelude::AppTest;
use crate::support::screen::{ANSI, DARK, DARK_256, LIGHT, LIGHT_256, NO_COLOR, rows, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tapis_secrets::domain::Site;
use tapis_secrets::view::theme::{Name, Theme};
use unicode_width::UnicodeWidthStr;

/// A stage for everything that is drawn.
fn stages(width: u16, height: u16) -> Vec<AppTest> {
    let mut stages: Vec<_> = ["", "jjj", "/pg", "/pg<enter>", "<enter>", "/zzz", "S", "?", "R"]
        .iter()
        .map(|keys| {
            let mut stage = AppTest::with_demo(width, height);
            stage.press(keys);
            stage.advance(std::time::Duration::from_secs(1));
            stage
        })
        .collect();
    for (_, failure) in list_failures() {
        let mut stage = AppTest::new(width, height);
        stage.fail(failure);
        stages.push(stage);
    }
    let mut hostile = AppTest::new(width, height);
    hostile.list(crate::support::data::hostile(now()));
    stages.push(hostile);
    stages
}

#[test]
fn the_themes_differ_in_style_only() {
    for stage in stages(80, 24).iter().chain(&stages(60, 20)) {
        let dark = text(&stage.draw(DARK));
        for theme in [LIGHT, ANSI, NO_COLOR] {
            assert_eq!(text(&stage.draw(theme)), dark, "{theme:?}");
        }
    }
}

#[test]
fn none_has_no_colour() {
    for stage in stages(80, 24) {
        for cell in stage.draw(NO_COLOR).content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
        }
    }
}

/// A stage for each dialog.
fn dialogs(width: u16, height: u16) -> Vec<AppTest> {
    let keys = [
        "a",
        "a<tab>pw",
        "a<tab><tab><tab>",
        "a<tab>x<esc>",
        "e",
        "epw<c-s>",
        "D",
        "Dpost",
        "S",
        "Y",
        "?",
        "p",
        "J",
        "a<tab><c-g>",
        "a<tab><c-f>",
        "s",
    ];
    let stages = keys.iter().map(|keys| {
        let danger = Site { danger: true, ..site() };
        let mut stage = AppTest::at(if keys.len() > 6 { danger } else { site() }, width, height);
        stage.list(crate::support::data::demo(now()));
        stage.select("postgres_main_password");
        stage.press(keys);
        stage
    });
    let mut stages: Vec<_> = stages.collect();
    for (_, failure) in list_failures() {
        let mut stage = AppTest::new(width, height);
        stage.fail(failure);
        stage.press("!");
        stages.push(stage);
    }
    stages
}

/// A stage with a value on the screen.
fn revealed(width: u16, height: u16) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    stage.select("postgres_main_password");
    stage.press("v");
    stage.value("pass\u{200b}word\nsecond line\t.");
    stage
}

fn everything(width: u16, height: u16) -> Vec<AppTest> {
    let mut stages = stages(width, height);
    stages.extend(dialogs(width, height));
    stages.push(revealed(width, height));
    stages
}

/// The area of the dialog in front, where it has a frame.
fn framed(buffer: &Buffer) -> Option<Rect> {
    let rows = rows(buffer);
    let at = |corner| {
        let has_corner = |row: &String| row.contains(corner);
        let row = match corner {
            '╭' => rows.iter().rposition(has_corner),
            _ => rows.iter().position(has_corner),
        }?;
        let column = rows[row].split(corner).next().map(UnicodeWidthStr::width)?;
        Some((u16::try_from(column).ok()?, u16::try_from(row).ok()?))
    };
    let ((left, top), (right, bottom)) = (at('╭')?, at('╯')?);
    Some(Rect::new(left, top, right - left + 1, bottom - top + 1))
}

#[test]
fn no_cell_of_a_dialog_has_the_ground_of_what_is_behind_it() {
    let mut seen = 0;
    for stage in dialogs(80, 24).iter().chain(&dialogs(120, 40)) {
        for theme in [DARK, LIGHT, DARK_256, LIGHT_256] {
            let buffer = stage.draw(theme);
            let Some(area) = framed(&buffer) else { continue };
            seen += 1;
            for behind in [Name::Screen, Name::Backdrop] {
                for position in area.positions() {
                    let cell = &buffer[position];
                    // In the light theme of 256 colours the screen is as white as a dialog.
                    let same = theme.style(behind).bg == theme.style(Name::Modal).bg
                        || theme.style(behind).bg == theme.style(Name::Field).bg;
                    assert!(
                        same || Some(cell.bg) != theme.style(behind).bg,
                        "{theme:?} {position} {cell:?} has {behind:?}\n{}",
                        text(&buffer)
                    );
                }
            }
        }
    }
    assert!(seen > 60, "{seen} frames were looked at");
}

/// The relative luminance of a colour, as WCAG defines it.
fn luminance(color: Color) -> f64 {
    let (r, g, b) = match color {
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(index @ 16..=231) => {
            let level = |n: u8| if n == 0 { 0 } else { 55 + n * 40 };
            let index = index - 16;
            (level(index / 36), level(index / 6 % 6), level(index % 6))
        }
        Color::Indexed(index @ 232..) => {
            let grey = 8 + (index - 232) * 10;
            (grey, grey, grey)
        }
        other => panic!("{other:?} is the terminal's own"),
    };
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// The colours that carry no message.
fn is_decoration(theme: Theme, color: Color) -> bool {
    [Name::Faint, Name::Border, Name::Off, Name::Backdrop]
        .iter()
        .any(|name| theme.style(*name).fg == Some(color))
}

#[test]
fn every_text_can_be_read_on_its_ground() {
    for stage in everything(80, 24).iter().chain(&everything(120, 40)) {
        for theme in [DARK, LIGHT, DARK_256, LIGHT_256] {
            let buffer = stage.draw(theme);
            for position in buffer.area.positions() {
                let cell = &buffer[position];
                if matches!(cell.symbol(), " " | "▌" | "▎") || is_decoration(theme, cell.fg) {
                    continue;
                }
                let ratio = contrast(cell.fg, cell.bg);
                assert!(ratio >= 4.5, "{theme:?} {position} {cell:?} {ratio:.2}\n{}", text(&buffer));
            }
        }
    }
}

#[test]
fn surfaces_that_touch_differ_in_256_colours_too() {
    for stage in everything(80, 24).iter().chain(&everything(60, 20)) {
        for (painted, indexed) in [(DARK, DARK_256), (LIGHT, LIGHT_256)] {
            let (painted, indexed) = (stage.draw(painted), stage.draw(indexed));
            for position in painted.area.positions() {
                let right = (position.x + 1, position.y);
                let below = (position.x, position.y + 1);
                for next in [right, below].into_iter().filter(|next| painted.area.contains((*next).into())) {
                    let differ = |buffer: &Buffer| buffer[position].bg != buffer[next].bg;
                    assert_eq!(
                        differ(&painted),
                        differ(&indexed),
                        "{position}: {:?} and {:?}, {:?}\n{}",
                        painted[position].bg,
                        painted[next].bg,
                        indexed[position].bg,
                        text(&painted)
                    );
                }
            }
        }
    }
}

#[test]
fn ansi_writes_on_a_coloured_ground_in_white_only() {
    for stage in everything(80, 24) {
        let buffer = stage.draw(ANSI);
        for cell in buffer.content() {
            let readable = cell.bg == Color::Reset || cell.fg == Color::White || cell.symbol() == " ";
            assert!(readable, "{cell:?}\n{}", text(&buffer));
        }
    }
}

#[test]
fn dark_and_light_paint_every_cell() {
    for (width, height) in [(80, 24), (60, 20), (20, 5)] {
        for stage in stages(width, height) {
            for theme in [DARK, LIGHT, DARK_256, LIGHT_256] {
                let buffer = stage.draw(theme);
                for position in buffer.area.positions() {
                    let cell = &buffer[position];
                    let painted = matches!(cell.fg, Color::Indexed(16..))
                        && matches!(cell.bg, Color::Rgb(..) | Color::Indexed(16..));
                    assert!(painted, "{position} is {cell:?}\n{}", text(&buffer));
                }
            }
        }
    }
}

#[test]
fn the_selected_row_stands_out_without_colour() {
    let stage = AppTest::with_demo(80, 24);
    let buffer = stage.draw(NO_COLOR);
    let selected = NO_COLOR.style(Name::Selected).add_modifier;
    let row = stage.app.layout().unwrap().rows.y;
    assert!(buffer[(2, row)].modifier.contains(selected));
    assert_eq!(buffer[(0, row)].symbol(), "▌");
}
