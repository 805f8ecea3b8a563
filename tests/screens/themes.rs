//! The themes say the same in different clothes: no word depends on one, `none` has no colour, and the
//! painted ones leave no cell to the terminal.

use ratatui::style::Color;

use crate::support::data::list_failures;
use crate::support::screen::{ANSI, DARK, LIGHT, NO_COLOR, text};
use crate::support::stage::{Stage, now};
use tapis_secrets::ui::theme::Name;

/// A stage for everything that is drawn.
fn stages(width: u16, height: u16) -> Vec<Stage> {
    let mut stages: Vec<_> = ["", "jjj", "/pg", "/pg<enter>", "<enter>", "/zzz", "S", "?", "R"]
        .iter()
        .map(|keys| {
            let mut stage = Stage::with_demo(width, height);
            stage.press(keys);
            stage.advance(std::time::Duration::from_secs(1));
            stage
        })
        .collect();
    for (_, failure) in list_failures() {
        let mut stage = Stage::new(width, height);
        stage.fail(failure);
        stages.push(stage);
    }
    let mut hostile = Stage::new(width, height);
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

#[test]
fn ansi_colours_marks_only() {
    for stage in stages(80, 24) {
        for cell in stage.draw(ANSI).content() {
            let mark = matches!(cell.symbol(), "✓" | "!" | "✗" | "▎" | " ");
            assert!(cell.fg == Color::Reset || mark, "{cell:?}");
            assert_eq!(cell.bg, Color::Reset, "{cell:?}");
        }
    }
}

#[test]
fn dark_and_light_paint_every_cell() {
    for (width, height) in [(80, 24), (60, 20), (20, 5)] {
        for stage in stages(width, height) {
            for theme in [DARK, LIGHT] {
                let buffer = stage.draw(theme);
                for position in buffer.area.positions() {
                    let cell = &buffer[position];
                    let painted =
                        matches!(cell.fg, Color::Indexed(16..)) && matches!(cell.bg, Color::Rgb(..));
                    assert!(painted, "{position} is {cell:?}\n{}", text(&buffer));
                }
            }
        }
    }
}

#[test]
fn the_selected_row_stands_out_without_colour() {
    let stage = Stage::with_demo(80, 24);
    let buffer = stage.draw(NO_COLOR);
    let selected = NO_COLOR.style(Name::Selected).add_modifier;
    let row = stage.app.layout().unwrap().rows.y;
    assert!(buffer[(2, row)].modifier.contains(selected));
    assert_eq!(buffer[(0, row)].symbol(), "▌");
}
