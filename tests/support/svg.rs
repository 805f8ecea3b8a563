//! Screens as SVG: one rectangle per run of ground, one text per run of style. Every text is given its
//! length, so that it keeps its columns whatever monospace font there is.
//!
//! A film is one picture with the elements of all its scenes. Those that the same scenes have stand in a group, which a
//! style sheet shows during these scenes. Who does not play films sees one scene.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

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

/// Glyphs that are drawn, so that they close up.
const LINES: &str = "▌│┃─╭╮╰╯";

/// Cells of one row that look alike.
struct Run {
    x: u16,
    y: u16,
    columns: u16,
    text: String,
    look: Cell,
}

/// Compares a picture of the README with the one that is kept; `UPDATE_PICTURES=1` keeps it.
pub(crate) fn keep(name: &str, picture: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    let file = folder.join(name).with_extension("svg");
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        fs::create_dir_all(&folder).unwrap();
        fs::write(&file, picture).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == picture, "{} is stale; UPDATE_PICTURES=1 writes it anew", file.display());
}

/// A part of a film.
pub(crate) struct Scene {
    /// The screen; all of its cells are painted.
    pub(crate) screen: Buffer,
    /// How long it is shown.
    pub(crate) seconds: f32,
    /// What is said below it.
    pub(crate) words: &'static str,
}

/// The elements that the same scenes have, in the order in which they came; a bit per scene.
type Layer = BTreeMap<u32, Vec<String>>;

/// Draws `screen`, whose cells are all painted, as an SVG.
pub(crate) fn svg(screen: Buffer, title: &str) -> String {
    film(&[Scene { screen, seconds: 1.0, words: "" }], 0, title)
}

/// Draws scenes of one size that follow each other over and over; `poster` is the one to be seen where films are not played.
pub(crate) fn film(scenes: &[Scene], poster: usize, title: &str) -> String {
    let area = scenes[0].screen.area;
    let below = if scenes.iter().any(|scene| !scene.words.is_empty()) { ROW + MARGIN } else { 0.0 };
    let (width, height) =
        (f32::from(area.width) * COLUMN + 2.0 * MARGIN, f32::from(area.height) * ROW + 2.0 * MARGIN + below);
    let ground = colors(&scenes[0].screen[(0, area.bottom() - 1)]).1;
    let runs: Vec<_> = scenes.iter().map(|scene| runs(&scene.screen)).collect();
    let rectangles = runs.iter().map(|runs| runs.iter().filter_map(|run| rectangle(run, &ground)).collect());
    let texts = runs.iter().zip(scenes).map(|(runs, scene)| {
        let words = (!scene.words.is_empty()).then(|| caption(scene.words, area.height));
        runs.iter().flat_map(texts).chain(words).collect()
    });
    let layers = [layer(rectangles), layer(texts)];
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" role=\"img\" \
         font-family=\"{FAMILY}\" font-size=\"{FONT}\">\n<title>{}</title>\n{}\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n<g shape-rendering=\"crispEdges\">\n",
        escaped(title),
        style(scenes, &layers)
    );
    for (mask, elements) in layers.into_iter().flatten() {
        let elements = elements.concat();
        if mask == all(scenes) {
            out.push_str(&elements);
        } else {
            let hidden = if mask >> poster & 1 == 1 { "" } else { " visibility=\"hidden\"" };
            writeln!(out, "<g class=\"s{mask}\"{hidden}>\n{elements}</g>").unwrap();
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The scenes that have them of the elements of each scene.
fn layer(scenes: impl Iterator<Item = Vec<String>>) -> Layer {
    let (mut masks, mut order) = (BTreeMap::<String, u32>::new(), Vec::new());
    for (scene, elements) in scenes.enumerate() {
        for element in elements {
            let mask = masks.entry(element.clone()).or_insert_with(|| {
                order.push(element);
                0
            });
            *mask |= 1 << scene;
        }
    }
    let mut layer = Layer::new();
    for element in order {
        layer.entry(masks[&element]).or_default().push(element);
    }
    layer
}

fn all(scenes: &[Scene]) -> u32 {
    (1 << scenes.len()) - 1
}

/// When each group is seen. A reader who wants no motion sees the poster.
fn style(scenes: &[Scene], layers: &[Layer]) -> String {
    let whole: f32 = scenes.iter().map(|scene| scene.seconds).sum();
    let masks: BTreeSet<_> =
        layers.iter().flat_map(Layer::keys).filter(|mask| **mask != all(scenes)).collect();
    if masks.is_empty() {
        return String::new();
    }
    let mut out = String::from("<style>\n@media (prefers-reduced-motion: no-preference) {\n");
    for mask in masks {
        write!(out, ".s{mask} {{ animation: s{mask} {whole}s step-end infinite }}\n@keyframes s{mask} {{")
            .unwrap();
        let (mut begin, mut before) = (0.0, None);
        for (at, scene) in scenes.iter().enumerate() {
            let seen = mask >> at & 1 == 1;
            if before != Some(seen) {
                let seen = if seen { "visible" } else { "hidden" };
                write!(out, " {:.2}% {{ visibility: {seen} }}", 100.0 * begin / whole).unwrap();
            }
            (begin, before) = (begin + scene.seconds, Some(seen));
        }
        out.push_str(" }\n");
    }
    out + "}\n</style>\n"
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

fn rectangle(run: &Run, ground: &str) -> Option<String> {
    let (_, fill) = colors(&run.look);
    let (x, y, width) = (left(run.x), top(run.y), f32::from(run.columns) * COLUMN);
    (fill != ground).then(|| {
        format!("<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{ROW}\" fill=\"{fill}\"/>\n")
    })
}

/// The words of a run: what a gap of several blanks parts, and each line or corner, is a text of its own.
fn texts(run: &Run) -> Vec<String> {
    let mut texts = Vec::new();
    let mut x = run.x;
    let mut rest = run.text.as_str();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ' ' => 1,
            '─' => rest.len() - rest.trim_start_matches('─').len(),
            _ if LINES.contains(first) => first.len_utf8(),
            _ => rest
                .find("  ")
                .unwrap_or(rest.len())
                .min(rest.find(|c| LINES.contains(c)).unwrap_or(rest.len())),
        };
        let (part, after) = rest.split_at(length);
        if first != ' ' {
            let words = part.trim_end();
            texts.push(glyphs(run, x, words, words.width() as u16));
        }
        x += part.width() as u16;
        rest = after;
    }
    texts
}

fn glyphs(run: &Run, x: u16, part: &str, columns: u16) -> String {
    let (fill, _) = colors(&run.look);
    if let Some(bars) = bar(part, x, run.y, columns) {
        return format!("<path d=\"{bars}\" fill=\"{fill}\"/>\n");
    }
    let (left, feet, length) = (left(x), top(run.y) + FEET, f32::from(columns) * COLUMN);
    let mut attributes = String::new();
    if run.look.modifier.contains(Modifier::BOLD) {
        attributes.push_str(" font-weight=\"bold\"");
    }
    if run.look.modifier.contains(Modifier::UNDERLINED) {
        attributes.push_str(" text-decoration=\"underline\"");
    }
    format!(
        "<text x=\"{left:.1}\" y=\"{feet:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{fill}\"{attributes} xml:space=\"preserve\">{}</text>\n",
        escaped(part)
    )
}

/// The words below a screen of this height.
fn caption(words: &str, height: u16) -> String {
    let (left, feet) = (left(1), top(height) + MARGIN + FEET);
    format!(
        "<text x=\"{left:.1}\" y=\"{feet:.1}\" fill=\"#ffd787\" font-style=\"italic\">{}</text>\n",
        escaped(words)
    )
}

/// The outline of a run of `─`, or of one glyph of another line.
fn bar(part: &str, x: u16, y: u16, columns: u16) -> Option<String> {
    let (left, top, length) = (left(x), top(y), f32::from(columns) * COLUMN);
    let (right, bottom) = (left + length, top + ROW);
    let (middle, half) = (left + COLUMN / 2.0, top + ROW / 2.0);
    let corner = |x: f32, y: f32| {
        let (aside, down) = (0.5_f32.copysign(x - middle), 0.5_f32.copysign(y - half));
        let (outer, inner) = ((middle - aside, half - down), (middle + aside, half + down));
        format!("M{:.1} {y:.1}V{:.1}H{x:.1}V{:.1}H{:.1}V{y:.1}z", outer.0, outer.1, inner.1, inner.0)
    };
    Some(match part.chars().next()? {
        '▌' => format!("M{left:.1} {top:.1}h{:.1}v{ROW}h-{:.1}z", COLUMN / 2.0, COLUMN / 2.0),
        '│' => format!("M{:.1} {top:.1}h1v{ROW}h-1z", middle - 0.5),
        '┃' => format!("M{:.1} {top:.1}h3v{ROW}h-3z", middle - 1.5),
        '─' => format!("M{left:.1} {:.1}h{length:.1}v1h-{length:.1}z", half - 0.5),
        '╭' => corner(right, bottom),
        '╮' => corner(left, bottom),
        '╰' => corner(right, top),
        '╯' => corner(left, top),
        _ => return None,
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
