//! What happens between a key and its frame: the state changes, and the screen is drawn.

use std::time::Instant;

use divan::Bencher;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use tapis_secrets::app::App;
use tapis_secrets::core::settings::Settings;
use tapis_secrets::core::{Effect, Event};
use tapis_secrets::domain::{Answer, Moment, Reply, Site};
use tapis_secrets::index::search;
use tapis_secrets::keys::{Code, Key};
use tapis_secrets::view::theme::{Palette, Theme};

use crate::{SIZES, data};

const SIZE: Size = Size { width: 100, height: 30 };

/// The app with a loaded list, and the clock that it believes in.
fn loaded(count: usize) -> (App, Moment) {
    let now = Moment { instant: Instant::now(), wall: Timestamp::from_second(1_795_000_000).unwrap() };
    let mut app = App::new(now, SIZE, Site::default(), TimeZone::UTC, Settings::default());
    let effects = app.start(now);
    let ticket = effects
        .iter()
        .find_map(|e| if let Effect::Call(ticket, _) = e { Some(ticket.clone()) } else { None });
    let ticket = ticket.unwrap();
    for chunk in data::chunks(count) {
        let _ = app.update(now, Event::Reply(ticket.clone(), Reply::Batch(chunk)));
    }
    let listed = Answer::Listed { rows: count, unreadable: 0, bytes: 0, parsed_in: Default::default() };
    let effects = app.update(now, Event::Reply(ticket, Reply::Final(Ok(listed))));
    find(&mut app, now, effects);
    (app, now)
}

/// Does what the matcher thread would do.
fn find(app: &mut App, now: Moment, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::Search(ticket, rows, query, former) = effect {
            let _ = app.update(now, Event::Found(ticket, search(&rows, query, &former)));
        }
    }
}

/// A key that moves the selection, down and up in turn.
#[divan::bench(args = SIZES)]
fn update_move(bencher: Bencher, count: usize) {
    let (mut app, now) = loaded(count);
    let mut down = false;
    bencher.bench_local(|| {
        down = !down;
        let code = if down { Code::PageDown } else { Code::PageUp };
        app.update(now, Event::Key(Key::plain(code)))
    });
}

/// The keys that mark everything and nothing, with their frames.
#[divan::bench(args = SIZES)]
fn update_mark(bencher: Bencher, count: usize) {
    let (mut app, now) = loaded(count);
    let theme = Theme { palette: Palette::Dark, ascii: false };
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    bencher.bench_local(|| {
        for key in ['*', '-'] {
            let _ = app.update(now, Event::Key(Key::char(key)));
            app.draw(theme, &mut buffer);
        }
    });
}

/// A whole frame into the buffer; what of it has changed is found and written after that.
#[divan::bench(args = SIZES)]
fn draw(bencher: Bencher, count: usize) {
    let (app, _) = loaded(count);
    let theme = Theme { palette: Palette::Dark, ascii: false };
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    bencher.bench_local(|| app.draw(theme, &mut buffer));
}

/// A frame with matched letters.
#[divan::bench(args = SIZES)]
fn draw_filtered(bencher: Bencher, count: usize) {
    let (mut app, now) = loaded(count);
    for key in "/redis".chars() {
        let effects = app.update(now, Event::Key(Key::char(key)));
        find(&mut app, now, effects);
    }
    let theme = Theme { palette: Palette::Dark, ascii: false };
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    bencher.bench_local(|| app.draw(theme, &mut buffer));
}
