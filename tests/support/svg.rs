//! A screen as SVG: one rectangle per run of ground, one text per run of style. Every text is given its
//! length, so that it keeps its columns whatever monospace font there is.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Size of a column and a row.
const COLUMN: f32 = 8.4;
const ROW: f32 = 19.0;
const FONT: f32 = 14.0;
/// From the top of a row to the feet of its letters.
const FEET: f32 = 14.0;
/// Room around the screen.
const MARGIN: f32 = 12.0;
const FAMILY: &str =
    "ui-monospace, 'JetBrains Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/// Cells of one row that look alike.
struct Run {
    x: u16,
    y: u16,
    columns: u16,
    text: String,
    look: Cell,
}

/// Draws `buffer`, whose cells are all painted, as an SVG.
pub(crate) fn svg(buffer: &Buffer, title: &str) -> String {
    let area = buffer.area;
    let (width, height) =
        (f32::from(area.width) * COLUMN + 2.0 * MARGIN, f32::from(area.height) * ROW + 2.0 * MARGIN);
    let ground = colors(&buffer[(0, area.bottom() - 1)]).1;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" role=\"img\" \
         font-family=\"{FAMILY}\" font-size=\"{FONT}\">\n<title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n<g shape-rendering=\"crispEdges\">\n",
        escaped(title)
    );
    let runs = runs(buffer);
    for run in &runs {
        rectangle(&mut out, run, &ground);
    }
    for run in &runs {
        text(&mut out, run);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

fn runs(buffer: &Buffer) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut x = 0;
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            let columns = cell.symbol().width().max(1) as u16;
            match runs.last_mut().filter(|run| run.y == y && alike(&run.look, cell)) {
                Some(run) => {
                    run.columns += columns;
                    run.text.push_str(cell.symbol());
                }
                None => {
                    runs.push(Run { x, y, columns, text: cell.symbol().to_owned(), look: cell.clone() });
                }
            }
            x += columns;
        }
    }
    runs
}

fn alike(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier)
}

fn left(x: u16) -> f32 {
    MARGIN + f32::from(x) * COLUMN
}

fn top(y: u16) -> f32 {
    MARGIN + f32::from(y) * ROW
}

fn rectangle(out: &mut String, run: &Run, ground: &str) {
    let (_, fill) = colors(&run.look);
    if fill != ground {
        let (x, y, width) = (left(run.x), top(run.y), f32::from(run.columns) * COLUMN);
        writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{ROW}\" fill=\"{fill}\"/>"
        )
        .unwrap();
    }
}

/// The words of a run, each gap of several blanks beginning a text of its own.
fn text(out: &mut String, run: &Run) {
    let mut x = run.x;
    let mut rest = run.text.as_str();
    while !rest.is_empty() {
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        x += blanks as u16;
        rest = &rest[blanks..];
        let part = &rest[..rest.find("  ").unwrap_or(rest.len())];
        let part = part.trim_end();
        if part.is_empty() {
            return;
        }
        let columns = part.width() as u16;
        glyphs(out, run, x, part, columns);
        x += columns;
        rest = &rest[part.len()..];
    }
}

fn glyphs(out: &mut String, run: &Run, x: u16, part: &str, columns: u16) {
    let (fill, _) = colors(&run.look);
    // Lines and bars are drawn, so that they close up between the rows.
    if let Some(bars) = bar(part, x, run.y, columns) {
        writeln!(out, "<path d=\"{bars}\" fill=\"{fill}\"/>").unwrap();
        return;
    }
    let (left, feet, length) = (left(x), top(run.y) + FEET, f32::from(columns) * COLUMN);
    let mut attributes = String::new();
    if run.look.modifier.contains(Modifier::BOLD) {
        attributes.push_str(" font-weight=\"bold\"");
    }
    if run.look.modifier.contains(Modifier::UNDERLINED) {
        attributes.push_str(" text-decoration=\"underline\"");
    }
    writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{feet:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{fill}\"{attributes} xml:space=\"preserve\">{}</text>",
        escaped(part)
    )
    .unwrap();
}

/// The outline of a run of line glyphs.
fn bar(part: &str, x: u16, y: u16, columns: u16) -> Option<String> {
    let (left, top, length) = (left(x), top(y), f32::from(columns) * COLUMN);
    let (middle, half) = (left + COLUMN / 2.0, top + ROW / 2.0);
    let all = |glyph| part.chars().all(|c| c == glyph);
    Some(match () {
        () if all('▌') => format!("M{left:.1} {top:.1}h{:.1}v{ROW}h-{:.1}z", COLUMN / 2.0, COLUMN / 2.0),
        () if all('│') => format!("M{:.1} {top:.1}h1v{ROW}h-1z", middle - 0.5),
        () if all('┃') => format!("M{:.1} {top:.1}h3v{ROW}h-3z", middle - 1.5),
        () if all('─') => format!("M{left:.1} {:.1}h{length:.1}v1h-{length:.1}z", half - 0.5),
        () => return None,
    })
}

/// Letters and ground as they are seen.
fn colors(cell: &Cell) -> (String, String) {
    let (fg, bg) = (hex(cell.fg), hex(cell.bg));
    if cell.modifier.contains(Modifier::REVERSED) { (bg, fg) } else { (fg, bg) }
}

fn hex(color: Color) -> String {
    let (r, g, b) = match color {
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(index @ 16..=231) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
            let index = index - 16;
            (level(index / 36), level(index / 6 % 6), level(index % 6))
        }
        Color::Indexed(index @ 232..) => {
            let gray = 8 + 10 * (index - 232);
            (gray, gray, gray)
        }
        other => panic!("{other} is the terminal's own colour and cannot be painted"),
    };
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
