//! Stories about the menu that generates a value.

use zeroize::Zeroizing;

use super::story::Story;
use super::write::three;
use crate::app::generator::Alphabet;
use crate::app::modal::Modal;
use crate::core::{Effect, Event};
use crate::keys::{Code, Key};

const GENERATE: &str = "\x07";

fn menu() -> Story {
    let mut story = three();
    story.press("e");
    story.press(GENERATE);
    story
}

impl Story {
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

    fn selection(&self) -> (Alphabet, usize) {
        match self.app.modal() {
            Some(Modal::Generate { cursor, length, .. }) => (*cursor, length.number()),
            other => panic!("no menu but {other:?}"),
        }
    }
}

#[test]
fn a_letter_selects_and_enter_generates() {
    let mut story = menu();
    for (letter, alphabet) in [
        ("u", Alphabet::UrlSafe),
        ("h", Alphabet::ShellSafe),
        ("s", Alphabet::Symbols),
        ("x", Alphabet::Hex),
        ("l", Alphabet::Letters),
    ] {
        story.press(letter);
        assert_eq!(story.selection(), (alphabet, 32));
    }
    story.press("qzQ?LV↓");
    assert_eq!(story.selection(), (Alphabet::UrlSafe, 32), "no other letter does anything");
    let value = story.generated().unwrap();
    assert_eq!(value.len(), 32);
    assert!(value.bytes().all(|c| Alphabet::UrlSafe.characters().contains(&c)), "{value}");
    assert!(story.app.modal().is_none());
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
