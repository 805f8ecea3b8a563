#![no_main]

use libfuzzer_sys::fuzz_target;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tapis_secrets::text::SafeText;
use tapis_secrets::view::Draw;

fuzz_target!(|input: (u8, &str)| {
    let text = SafeText::from(input.1);
    assert_eq!(text.original(), input.1);
    assert!(!text.shown().chars().any(char::is_control), "{:?}", text.shown());
    // Nothing of it gets behind its place.
    let width = u16::from(input.0 % 100);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 1));
    let _ = buffer.text(Rect::new(0, 0, width, 1), text.shown(), Style::new());
    for cell in &buffer.content()[usize::from(width)..] {
        assert_eq!(cell.symbol(), " ");
    }
    for cell in buffer.content() {
        assert!(!cell.symbol().chars().any(char::is_control), "{:?}", cell.symbol());
    }
});
