#![no_main]

use libfuzzer_sys::fuzz_target;
use tapis_secrets::work::template::{Piece, pieces, whole};

const OPEN: &[u8] = b"${secret:";
const ESCAPED: &[u8] = b"$${secret:";

fuzz_target!(|template: &[u8]| {
    let found = pieces(template);
    // With each reference written out again, the template is what it was, without its escapes.
    assert_eq!(written(&found), replaced(template, ESCAPED, OPEN));
    // An escape before every marker leaves text, and the text is what it was.
    let escaped = replaced(template, OPEN, ESCAPED);
    let text = pieces(&escaped);
    assert!(text.iter().all(|piece| matches!(piece, Piece::Text(_))), "{text:?}");
    assert_eq!(written(&text), template);
    // One reference and nothing else is the same to both readers.
    if let Ok(text) = std::str::from_utf8(template) {
        let alone = if let [Piece::Value(reference)] = &found[..] { Some(reference.clone()) } else { None };
        assert_eq!(whole(text), alone);
    }
});

fn written(pieces: &[Piece<'_>]) -> Vec<u8> {
    let bytes = pieces.iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Unclear(text) => text.to_vec(),
        Piece::Value(reference) => reference.to_string().into_bytes(),
    });
    bytes.flatten().collect()
}

fn replaced(text: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), text);
    while let Some(byte) = rest.first() {
        if let Some(after) = rest.strip_prefix(old) {
            out.extend_from_slice(new);
            rest = after;
        } else {
            out.push(*byte);
            rest = &rest[1..];
        }
    }
    out
}
