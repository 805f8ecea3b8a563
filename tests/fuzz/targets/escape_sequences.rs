#![no_main]

use libfuzzer_sys::fuzz_target;
use tapis_secrets::terminal::input::events_of;

fuzz_target!(|input: (u8, &[u8])| {
    let (length, bytes) = (usize::from(input.0) + 1, input.1);
    let whole = events_of([bytes]);
    let pieces = events_of(bytes.chunks(length));
    assert_eq!(format!("{whole:?}"), format!("{pieces:?}"));
});
