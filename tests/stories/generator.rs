//! Stories about the menu that generates a value.

use zeroize::Zeroizing;

use super::write::three;
use crate::support::prelude::*;

const GENERATE: &str = "\x07";

fn menu() -> AppTest {
    let mut story = three();
    story.press("e");
    story.press(GENERATE);
    story
}

impl AppTest {
    /// Presses `Enter` in the menu; the value that comes of it, if any does.
    fn generated(&mut self) -> Option<String> {
        let effects = self.app.update(self.now, Event::Key(Key::plain(Code::Enter)));
        let request = effects.iter().find_map(|effect| match effect {
            Effect::Random(request, _) => Some(*request),
            _ => None,
        })?;
        let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
        self.tell(Event::Random(request, Some(Zeroizing::new(bytes))));
        Some(self.form_value())
    }

    /// The set of characters with the cursor, and the length.
    fn selection(&self) -> (String, usize) {
        let shown = self.dialog_box().expect("no menu");
        let line = shown.rows.iter().find(|row| row.trim_start().starts_with('▌')).expect("no line").trim();
        let name = line.trim_start_matches("▌ ").split("  ").next().unwrap();
        let length = self.field("length");
        (name.to_owned(), length.split_whitespace().next().unwrap_or_default().parse().unwrap())
    }
}

#[test]
fn a_letter_selects_and_enter_generates() {
    let mut story = menu();
    for (letter, alphabet) in [
        ("u", "URL-safe"),
        ("h", "shell-safe"),
        ("s", "with symbols"),
        ("x", "hexadecimal"),
        ("l", "letters, digits"),
    ] {
        story.press(letter);
        assert_eq!(story.selection(), (alphabet.to_owned(), 32));
    }
    story.press("qzQ?LV↓");
    assert_eq!(story.selection(), ("URL-safe".to_owned(), 32), "no other letter does anything");
    let value = story.generated().unwrap();
    assert_eq!(value.len(), 32);
    assert!(value.bytes().all(|c| c.is_ascii_alphanumeric() || b"-_".contains(&c)), "{value}");
    assert!(!story.has_dialog());
}

#[test]
fn the_length_is_typed_and_one_out_of_bounds_generates_nothing() {
    let mut story = menu();
    story.press("300");
    assert_eq!((story.selection().1, story.generated()), (300, None));
    story.press("\x08\x08\x08");
    story.press("7");
    assert_eq!((story.selection().1, story.generated()), (7, None));
    story.press("2");
    assert_eq!(story.generated().map(|value| value.len()), Some(72));
}
