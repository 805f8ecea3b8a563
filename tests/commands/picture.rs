//! The picture of the README's chapter on scripts: commands in a real terminal, with what they print.
//! After a wanted change: `UPDATE_PICTURES=1 cargo test --test commands pictures`.

use std::path::Path;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::desk::Desk;
use super::support::clock::options;
use super::support::pty::{PROGRAM, Start};
use super::support::svg::{keep, svg};

const SIZE: (u16, u16) = (100, 27);

/// What a terminal paints itself.
const LETTERS: Color = Color::Rgb(0xda, 0xda, 0xda);
const GROUND: Color = Color::Rgb(0x14, 0x17, 0x1c);

const COMMANDS: [&str; 6] = [
    "tapis-secrets list redis",
    "tapis-secrets uses redis_password",
    "tapis-secrets get redis_password",
    "tapis-secrets run -e REDISCLI_AUTH=redis_password -- sh -c 'echo \"${#REDISCLI_AUTH} bytes\"'",
    "echo 'password=${secret:redis_password}' | tapis-secrets inject -o app.conf && wc -c app.conf",
    "tapis-secrets show no_such_secret; echo \"exit code $?\"",
];

/// The screen of a terminal, in colours that can be painted.
fn painted(screen: &vt100::Screen) -> Buffer {
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let mut buffer = Buffer::empty(area);
    for at in area.positions() {
        let seen = screen.cell(at.y, at.x).unwrap();
        let mut cell = Cell::default();
        cell.set_symbol(if seen.has_contents() { seen.contents() } else { " " });
        cell.set_fg(LETTERS).set_bg(GROUND);
        assert!(seen.fgcolor() == vt100::Color::Default, "{:?} is not painted yet", seen.fgcolor());
        cell.modifier.set(Modifier::BOLD, seen.bold());
        buffer[at] = cell;
    }
    buffer
}

#[test]
fn the_pictures_of_the_readme_show_what_the_commands_print() {
    let desk = Desk::at(options());
    let folder = Path::new(PROGRAM).parent().unwrap().display();
    let script =
        "for line; do printf \"$gap\\033[1m$ %s\\033[0m\\n\" \"$line\"; eval \"$line\"; gap='\\n'; done";
    let start = Start::command("sh", &[&["-c", script, "sh"], &COMMANDS[..]].concat());
    let start = start.size(SIZE.0, SIZE.1).env("PATH", &format!("{folder}:/usr/bin:/bin"));
    let environment = desk.environment();
    // Each terminal has a home of its own.
    let environment = environment.iter().filter(|(name, _)| name.starts_with("TAPIS_"));
    let mut pty = environment.fold(start, |start, (name, value)| start.env(name, value)).run();
    assert_eq!(pty.wait_for_end(), 0, "{}", pty.text());
    assert!(pty.text().starts_with(&format!("$ {}", COMMANDS[0])), "all of it fits:\n{}", pty.text());
    keep("scripts", &svg(painted(pty.screen()), "tapis-secrets: commands for scripts, and what they print"));
}
