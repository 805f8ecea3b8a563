#![no_main]

use libfuzzer_sys::fuzz_target;
use tapis_secrets::domain::pod::MapValue;
use tapis_secrets::domain::reference::Reference;

fuzz_target!(|text: &str| {
    let value = MapValue::of(text);
    if let Some(reference) = value.reference() {
        // What is recognised is written as it was read, and read as it was written.
        let written = reference.to_string();
        assert_eq!(written, text.strip_suffix('\n').unwrap_or(text));
        let inside = written.strip_prefix("${secret:").and_then(|rest| rest.strip_suffix('}'));
        assert_eq!(inside.map(Reference::read).as_ref(), Some(reference));
    } else if text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        // A password is told as one, and is not kept.
        assert_eq!(value, MapValue::Plaintext);
    }
});
