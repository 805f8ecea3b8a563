//! The meaning of bytes, wherever they are cut.

use proptest::collection::vec;
use proptest::prelude::*;
use rstest::rstest;

use super::super::paste::{END as PASTE_END, LIMIT as PASTE_LIMIT};
use super::*;

/// Describes an event, to compare it.
fn told(event: Event) -> String {
    match event {
        Event::Key(key) => key.to_string(),
        Event::Paste(text) => format!("paste {:?}", *text),
        Event::PasteBrokenOff(text) => format!("broken paste {:?}", *text),
        Event::Focus(has) => format!("focus {has}"),
        other => format!("{other:?}"),
    }
}

/// Returns all events that the parser makes of these bytes.
fn taken(parser: &mut Parser, mut bytes: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    while !bytes.is_empty() || parser.second.is_some() {
        out.extend(parser.take(&mut bytes).map(told));
    }
    out
}

/// Returns all events when the bytes come in these pieces, and nothing after them.
fn all<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
    let mut parser = Parser::new();
    let mut out = Vec::new();
    for bytes in pieces {
        out.extend(taken(&mut parser, bytes));
    }
    while parser.waits().is_some() {
        out.extend(parser.give_up().map(told));
    }
    out
}

/// Returns all events when each piece comes so late that the bytes before it were taken as complete, and no
/// later.
fn late(pieces: &[&str], gap: Duration) -> Vec<String> {
    let mut parser = Parser::new();
    let mut out = Vec::new();
    for piece in pieces {
        while parser.waits().is_some_and(|wait| wait < gap) {
            out.extend(parser.give_up().map(told));
        }
        parser.note_silence(gap);
        out.extend(taken(&mut parser, piece.as_bytes()));
    }
    out
}

#[rstest]
#[case::letters(b"jG", &["j", "G"])]
#[case::named(b"\t\r\n\x7f\x08", &["Tab", "Enter", "Enter", "Backspace", "Backspace"])]
#[case::with_ctrl(b"\x03\x12\x1a\x1c\x00", &["Ctrl-c", "Ctrl-r", "Ctrl-z", "Ctrl-4", "Ctrl-Space"])]
#[case::arrows(b"\x1b[A\x1bOB\x1b[1;5C\x1b[1;3D", &["↑", "↓", "Ctrl-→", "Alt-←"])]
#[case::function_keys(b"\x1bOP\x1b[15~\x1b[[B\x1b[24~", &["F1", "F5", "F2", "F12"])]
#[case::shift_tab(b"\x1b[Z", &["Shift-Tab"])]
#[case::alt("\x1bx\x1bé\x1b\x03".as_bytes(), &["Alt-x", "Alt-é", "Ctrl-Alt-c"])]
#[case::alt_that_looks_like_a_start(b"\x1b[", &["Alt-["])]
#[case::alt_of_function_keys(b"\x1bO", &["Alt-O"])]
#[case::alt_of_a_string(b"\x1bP", &["Alt-P"])]
#[case::escape(b"\x1b", &["Esc"])]
#[case::escape_twice(b"\x1b\x1b", &["Esc", "Esc"])]
#[case::alt_arrow_of_rxvt(b"\x1b\x1b[A\x1b\x1b[C\x1b\x1bOD\x1b\x1b[15~", &["↑", "Alt-→", "Alt-←", "F5"])]
#[case::alt_ctrl_arrow_of_rxvt(b"\x1b\x1bOc\x1bOd", &["Ctrl-Alt-→", "Ctrl-←"])]
#[case::escape_three_times_and_an_arrow(b"\x1b\x1b\x1b[A", &["Esc", "↑"])]
#[case::escape_twice_and_a_letter(b"\x1b\x1bj\x1b\x1b\r", &["Esc", "Alt-j", "Esc", "Alt-Enter"])]
#[case::escape_merged_with_a_key(b"\x1b\r\x1b\t\x1b\x7f", &["Alt-Enter", "Alt-Tab", "Alt-Backspace"])]
#[case::alt_then_arrow(b"\x1b[\x1b[A", &["Alt-[", "↑"])]
#[case::wide("é中😀".as_bytes(), &["é", "中", "😀"])]
#[case::character_cut_short(b"\xe4\xb8j", &["j"])]
#[case::not_utf_8(b"\xff\x80\xc0j", &["j"])]
#[case::a_control_character_in_utf_8(b"\xc2\x9bj", &["j"])]
#[case::focus(b"\x1b[I\x1b[O", &["focus true", "focus false"])]
#[case::old_mouse(b"\x1b[M !!j", &["j"])]
#[case::mouse(b"\x1b[<0;33;12Mj\x1b[<0;33;12m\x1b[0;3;1Mk", &["j", "k"])]
#[case::answers(b"\x1b[?62;22cj\x1b[12;40Rk\x1b[?2026;2$yl\x1b[>41;3c", &["j", "F3", "k", "l"])]
#[case::reports_with_intermediate_bytes(b"\x1b[4;1$yj\x1b[4$yk\x1b[?2026;2$yl\x1b[1 qm\x1b[0\"pn", &["j", "k", "l", "m", "n"])]
#[case::shift_of_rxvt(b"\x1b[23$", &["F11"])]
#[case::shift_of_rxvt_and_another(b"\x1b[24$\x1b[A", &["F12", "↑"])]
#[case::intermediate_bytes_after_escape(b"\x1b(Bj\x1b)0k\x1b#8l\x1b%Gm\x1b  Fn", &["j", "k", "l", "m", "n"])]
#[case::alt_of_an_intermediate_byte(b"\x1b(", &["Alt-("])]
#[case::escape_and_a_filter(b"\x1b/pg", &["Alt-/", "p", "g"])]
#[case::c1_controls(b"\x9bAj\x84k\x9b?62;22cl\x8fPm", &["↑", "j", "k", "l", "F1", "m"])]
#[case::strings_of_c1_controls(b"\x9d11;rgb\x9cj\x90x\x1b\\k\x9fy\x07l", &["j", "k", "l"])]
#[case::a_letter_in_a_string(b"\x1b]0;\xe2\x9c\x93q\x07j", &["j"])]
#[case::the_pad_of_putty(b"\x1bOwj\x1bOpk", &["j", "k"])]
#[case::strings(b"\x1b]11;rgb:0/0/0\x1b\\j\x1b]52;c;aGk=\x07k\x1bP1+r\x1b\\l", &["j", "k", "l"])]
#[case::a_string_without_end(b"\x1b]11;rgb", &[])]
#[case::broken_off(b"\x1b[1;\rj", &["Enter", "j"])]
#[case::unknown(b"\x1b[99~j\x1b[1;2;3zk\x1bOQl", &["j", "k", "F2", "l"])]
#[case::paste(b"\x1b[200~a\rb\x1b[201~j", &["paste \"a\\rb\"", "j"])]
#[case::paste_with_escapes(b"\x1b[200~\x1b[A\x1b[20\x1b\x1b[201~", &["paste \"\\u{1b}[A\\u{1b}[20\\u{1b}\""])]
#[case::paste_of_no_text(b"\x1b[200~a\xff\xe4\xb8b\x1b[201~", &["paste \"a\u{fffd}\u{fffd}b\""])]
#[case::empty_paste(b"\x1b[200~\x1b[201~", &["paste \"\""])]
#[case::an_end_without_start(b"\x1b[201~j", &["j"])]
#[case::paste_without_end(b"\x1b[200~hello", &["broken paste \"hello\""])]
#[case::paste_without_all_of_its_end(b"\x1b[200~hello\x1b[20", &["broken paste \"hello\""])]
fn bytes_to_events(#[case] bytes: &[u8], #[case] expected: &[&str]) {
    assert_eq!(all([bytes]), expected);
}

#[test]
fn a_long_paste_is_taken_whole_and_a_giant_one_is_refused_and_forgotten() {
    let paste = |length: usize| [b"\x1b[200~", "x".repeat(length).as_bytes(), PASTE_END, b"j"].concat();
    let bytes = paste(1 << 20);
    assert_eq!(all(bytes.chunks(1000)), [format!("paste {:?}", "x".repeat(1 << 20)), "j".into()]);
    assert_eq!(all(paste(PASTE_LIMIT + 1).chunks(4096)), ["PasteTooLong", "j"]);
}

#[test]
fn only_what_may_be_all_of_a_key_is_given_up() {
    for (bytes, waits) in [
        (&b"j"[..], None),
        (b"\x1b", Some(ESC_WAIT)),
        (b"\x1b[", Some(START_WAIT)),
        (b"\x1b[1;", None),
        (b"\x1b[200~abc", Some(PASTE_STALL)),
        (b"\x1b]11;rgb", None),
        (b"\xe4\xb8", None),
    ] {
        let mut parser = Parser::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            parser.take(&mut rest);
        }
        assert_eq!(parser.waits(), waits, "{}", bytes.escape_ascii());
        assert_eq!(parser.give_up().is_some(), waits.is_some(), "{}", bytes.escape_ascii());
    }
}

#[rstest]
#[case::left(&["\x1b", "[D"], &["Esc"])]
#[case::f4(&["\x1b", "OS"], &["Esc"])]
#[case::f4_byte_by_byte(&["\x1b", "O", "S"], &["Esc"])]
#[case::an_answer(&["\x1b", "[>0;276;0c"], &["Esc"])]
#[case::an_answer_in_pieces(&["\x1b", "[>0", ";276", ";0c", "j"], &["Esc", "j"])]
#[case::a_string(&["\x1b", "]11;rgb:0/", "0/0", "\x1b\\", "j"], &["Esc", "j"])]
#[case::a_string_that_stalls(&["\x1bP1+r43", "6f=32", "\x1b", "\\", "j"], &["j"])]
#[case::a_letter(&["\x1b", "j"], &["Esc", "j"])]
#[case::an_arrow(&["\x1b", "\x1b[A"], &["Esc", "↑"])]
#[case::a_paste(&["\x1b", "[200~x\x1b[201~", "j"], &["Esc", "paste \"x\"", "j"])]
#[case::what_is_typed_after_it(&["\x1b", "[A", "[", "D"], &["Esc", "[", "D"])]
fn the_rest_of_a_sequence_whose_escape_was_taken_is_no_key(
    #[case] pieces: &[&str],
    #[case] expected: &[&str],
) {
    assert_eq!(late(pieces, Duration::from_millis(60)), expected);
}

#[test]
fn what_is_typed_later_than_any_rest_comes_is_a_key() {
    assert_eq!(late(&["\x1b", "X"], Duration::from_millis(300)), ["Esc", "X"]);
    assert_eq!(late(&["\x1b", "X", "j", "k"], Duration::from_millis(120)), ["Esc", "j", "k"]);
    for stalled in ["\x1b]11;rg", "\x1bP1", "\x1b_x", "\x1b^x", "\x1bXx", "\x1b[1;"] {
        let text = stalled.escape_debug();
        assert_eq!(late(&[stalled, "y"], Duration::from_millis(1500)), Vec::<String>::new(), "{text}");
        assert_eq!(late(&[stalled, "y"], Duration::from_millis(2100)), ["y"], "{text}");
    }
}

/// Generates bytes that are likely to mean something.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        vec(any::<u8>(), 0..4),
        "[ -~é中😀\r\n\t]{0,6}".prop_map(String::into_bytes),
        r"\x1b(\[|O|\[\[|\]|P|)[0-9;:<?$]{0,5}[A-Za-z~\\]".prop_map(String::into_bytes),
        Just(b"\x1b".to_vec()),
        Just(b"\x1b[200~".to_vec()),
        Just(PASTE_END.to_vec()),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_same_bytes_are_the_same_events_wherever_they_are_cut(
        bytes in input(),
        sizes in vec(1_usize..5, 1..8),
    ) {
        let mut rest = &bytes[..];
        let mut pieces = Vec::new();
        for size in sizes.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (piece, later) = rest.split_at((*size).min(rest.len()));
            pieces.push(piece);
            rest = later;
        }
        prop_assert_eq!(all(pieces), all([&bytes[..]]));
    }

    #[test]
    fn after_any_bytes_a_key_is_heard_again(bytes in input()) {
        let mut parser = Parser::new();
        // Ends every state: a paste, a string, a sequence, a report.
        let ending = [PASTE_END, b"~~~~\x1b\\~~~~"].concat();
        let bytes = [&bytes[..], &ending, b"j"].concat();
        let mut last = None;
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            last = parser.take(&mut rest).map(told);
        }
        prop_assert_eq!(last.as_deref(), Some("j"));
    }

    #[test]
    fn what_is_pasted_is_what_comes(text in "\\PC{0,40}") {
        prop_assume!(!text.contains("\x1b[201~"));
        let bytes = [b"\x1b[200~", text.as_bytes(), PASTE_END].concat();
        prop_assert_eq!(all([&bytes[..]]), [format!("paste {text:?}")]);
    }
}
