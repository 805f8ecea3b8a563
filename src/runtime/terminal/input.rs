//! The input reader: what the terminal sends, as events of the app.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use crossterm::event::{Event as Raw, EventStream, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use futures_util::StreamExt;
use ratatui::layout::Size;
use zeroize::Zeroizing;

use crate::app::Event;
use crate::input::{Code, Key};

/// Reads the terminal.
pub struct Input(EventStream);

impl Input {
    /// Starts to read.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self(EventStream::new())
    }

    /// The next event if one is there already; `Pending` if not.
    ///
    /// Polls with the waker of the calling task: the stream keeps the waker of its first fruitless poll
    /// until it fires, so that one of `now_or_never`'s would make the program deaf.
    pub async fn ready(&mut self) -> Poll<Option<Option<Event>>> {
        poll_fn(|cx| Poll::Ready(pin!(self.next()).poll(cx))).await
    }

    /// The next event. `Some(None)` is one that means nothing here, `None` the end of the terminal.
    pub async fn next(&mut self) -> Option<Option<Event>> {
        match self.0.next().await {
            Some(Ok(raw)) => Some(event(raw)),
            Some(Err(_)) | None => None,
        }
    }
}

fn event(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(key) if key.kind != KeyEventKind::Release => self::key(key).map(Event::Key),
        Raw::Paste(text) => Some(Event::Paste(Zeroizing::new(text))),
        Raw::Resize(width, height) => Some(Event::Resized(Size { width, height })),
        Raw::FocusGained => Some(Event::Focus(true)),
        Raw::FocusLost => Some(Event::Focus(false)),
        Raw::Key(_) | Raw::Mouse(_) => None,
    }
}

/// A key of the terminal in the app's terms; nothing for keys that nobody binds.
fn key(event: KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let code = match event.code {
        // What some terminals send for the key that erases.
        KeyCode::Char('h') if ctrl => return Some(Key::plain(Code::Backspace)),
        // An Enter from before raw mode, or from a terminal that sends line feeds.
        KeyCode::Char('j') if ctrl => return Some(Key::plain(Code::Enter)),
        KeyCode::Char(c) => Code::Char(if ctrl { c.to_ascii_lowercase() } else { c }),
        KeyCode::F(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let is_char = matches!(code, Code::Char(_));
    // On other keys modifiers mean nothing here: Shift-Down moves like Down.
    Some(Key { code, ctrl: ctrl && is_char, alt: event.modifiers.contains(KeyModifiers::ALT) && is_char })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEventState;
    use rstest::rstest;

    fn raw(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Raw {
        Raw::Key(KeyEvent { code, modifiers, kind, state: KeyEventState::NONE })
    }

    #[rstest]
    #[case::shifted(KeyCode::Char('G'), KeyModifiers::SHIFT, Key::char('G'))]
    #[case::ctrl(KeyCode::Char('d'), KeyModifiers::CONTROL, Key::ctrl('d'))]
    #[case::ctrl_h_erases(KeyCode::Char('h'), KeyModifiers::CONTROL, Key::plain(Code::Backspace))]
    #[case::shift_tab(KeyCode::BackTab, KeyModifiers::SHIFT, Key::plain(Code::BackTab))]
    #[case::alt(KeyCode::Char('x'), KeyModifiers::ALT, Key { code: Code::Char('x'), ctrl: false, alt: true })]
    #[case::shift_down(KeyCode::Down, KeyModifiers::SHIFT, Key::plain(Code::Down))]
    fn keys(#[case] code: KeyCode, #[case] modifiers: KeyModifiers, #[case] expected: Key) {
        match event(raw(code, modifiers, KeyEventKind::Press)) {
            Some(Event::Key(key)) => assert!(key == expected),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn releases_and_unknown_keys_are_nothing() {
        assert!(event(raw(KeyCode::Char('q'), KeyModifiers::NONE, KeyEventKind::Release)).is_none());
        assert!(event(raw(KeyCode::CapsLock, KeyModifiers::NONE, KeyEventKind::Press)).is_none());
        assert!(event(raw(KeyCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Repeat)).is_some());
    }
}
