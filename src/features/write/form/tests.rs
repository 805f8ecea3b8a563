//! Stories about a form alone: the effect of its keys, and the change it would send.

use proptest::prelude::*;
use rstest::rstest;

use super::keys::Wish;
use super::*;
use crate::domain::{Access, Field as Name, NewScope};
use crate::features::write::words;
use crate::keys::{Code, Key};

fn secret(readable: bool, writable: bool) -> Secret {
    Secret {
        access: Access { readable: Some(readable), writable: Some(writable) },
        description: "old".into(),
        ..Secret::named("db")
    }
}

fn type_into(form: &mut Form, text: &str) {
    for c in text.chars() {
        form.press(if c == '\n' { Key::plain(Code::Enter) } else { Key::char(c) });
    }
}

fn change_of(form: &Form) -> (Option<String>, Option<String>) {
    let change = form.change();
    (change.description, change.value.map(|value| value.expose().to_owned()))
}

#[test]
fn an_untouched_edit_sends_nothing() {
    let form = Form::edit(1, secret(true, true));
    assert!(form.change().is_empty() && !form.is_changed());
}

#[test]
fn only_what_was_changed_is_sent() {
    let mut form = Form::edit(1, secret(true, true));
    type_into(&mut form, "new");
    assert_eq!(change_of(&form), (None, Some("new".to_owned())));
    form.move_focus(1);
    type_into(&mut form, "er");
    assert_eq!(change_of(&form), (Some("older".to_owned()), Some("new".to_owned())));
}

#[rstest]
#[case::read_only(true, false)]
#[case::locked(false, false)]
fn a_fixed_value_cannot_be_typed_but_the_description_can(#[case] readable: bool, #[case] writable: bool) {
    let mut form = Form::edit(1, secret(readable, writable));
    assert_eq!(form.focus, Spot::Description);
    type_into(&mut form, "er");
    form.move_focus(1);
    form.move_focus(1);
    assert_eq!(form.focus, Spot::Description, "the value is no place for the focus");
    assert_eq!(change_of(&form), (Some("older".to_owned()), None));
}

#[test]
fn erasing_a_new_value_brings_the_present_one_back() {
    let mut form = Form::edit(1, secret(true, true));
    type_into(&mut form, "x");
    form.press(Key::plain(Code::Backspace));
    assert_eq!(change_of(&form), (None, Some(String::new())), "an empty value is a value");
    form.press(Key::plain(Code::Backspace));
    assert!(form.change().is_empty());
}

#[test]
fn enter_moves_on_in_a_line_and_is_text_in_a_value() {
    let mut form = Form::create(1);
    type_into(&mut form, "db\na\nb");
    assert_eq!(form.id.text(), "db");
    assert_eq!(form.new_value().unwrap().expose(), "a\nb");
}

#[test]
fn enter_that_leads_to_a_button_says_that_it_pressed_none() {
    let mut form = Form::create(1);
    let enter = Key::plain(Code::Enter);
    form.move_focus(2);
    assert_eq!((form.focus, form.press(enter)), (Spot::Description, Wish::Nothing));
    assert_eq!((form.focus, form.press(enter)), (Spot::Scope, Wish::Nothing));
    assert_eq!((form.focus, form.press(enter)), (Spot::Access, Wish::Say(words::NOT_CREATED_YET)));
    assert_eq!((form.focus, form.press(enter)), (Spot::Go, Wish::Go));
    let mut form = Form::edit(1, secret(true, true));
    assert_eq!(form.press(enter), Wish::Say(words::UNCHANGED));
    form.move_focus(1);
    assert_eq!(form.press(enter), Wish::Say(words::NOT_SAVED_YET));
    let mut form = Form::create(1);
    form.taken = true;
    form.move_focus(4);
    assert_eq!((form.focus, form.press(enter)), (Spot::Access, Wish::Say(words::NOT_OPENED_YET)));
}

#[rstest]
#[case::nothing("", "type the id first.")]
#[case::a_part("d", "1 character of the id is missing.")]
#[case::another("da", "what is typed is not the id.")]
#[case::too_much("dbs", "what is typed is not the id.")]
fn what_a_deletion_lacks_is_said(#[case] typed: &str, #[case] lacks: &str) {
    let mut form = Form::delete(1, secret(true, true));
    type_into(&mut form, typed);
    assert_eq!(words::not_deleted_yet(&form), format!("Nothing was deleted: {lacks}"));
}

#[test]
fn a_new_secret_is_what_was_filled_in() {
    let mut form = Form::create(1);
    type_into(&mut form, "db");
    for _ in 0..3 {
        form.move_focus(1);
    }
    form.press(Key::char(' '));
    form.move_focus(1);
    type_into(&mut form, "web");
    form.move_focus(1);
    form.press(Key::plain(Code::Down));
    let draft = form.draft();
    assert_eq!(
        (draft.id.as_str(), draft.scope, draft.access),
        ("db", NewScope::Pod("web".into()), AccessMode::ReadOnly)
    );
}

#[test]
fn faults_are_told_as_they_are_typed_and_empty_fields_when_sending_is_tried() {
    let mut form = Form::create(1);
    assert_eq!(form.first_fault(), None, "nobody is blamed for a field that he has not come to");
    type_into(&mut form, "a b");
    assert_eq!(form.fault(Name::Id).unwrap(), "Use letters, digits, _ and - only; no spaces.");
    let mut form = Form::create(1);
    form.tried = true;
    assert_eq!(form.first_fault(), Some(Spot::Id));
}

#[test]
fn no_key_in_the_field_reaches_the_button_that_deletes() {
    let mut form = Form::delete(1, secret(true, true));
    type_into(&mut form, "db");
    assert!(form.is_confirmed());
    assert_eq!(form.press(Key::plain(Code::Enter)), Wish::NotDeleted, "which is said");
    assert_eq!(form.focus, Spot::Safe);
    assert_eq!(form.press(Key::plain(Code::Enter)), Wish::Safe);
    form.move_focus(1);
    assert_eq!(form.press(Key::plain(Code::Enter)), Wish::Go);
}

#[test]
fn the_button_that_deletes_sleeps_until_the_id_is_complete() {
    let mut form = Form::delete(1, secret(true, true));
    type_into(&mut form, "d");
    assert!(!form.spots().contains(&Spot::Go));
    form.move_focus(1);
    form.press(Key::char('b'));
    assert_eq!(
        (form.focus, form.is_confirmed()),
        (Spot::Confirm, true),
        "a letter goes to the field at once"
    );
}

#[rstest]
#[case::long(&"x".repeat(41), true)]
#[case::odd("a b", true)]
#[case::empty("", true)]
#[case::forty(&"x".repeat(40), false)]
fn a_word_stands_for_an_id_that_nobody_can_type(#[case] id: &str, #[case] word: bool) {
    let form = Form::delete(1, Secret::named(id));
    assert_eq!(form.to_type() != id, word);
    if word {
        assert_eq!(form.to_type().chars().filter(char::is_ascii_lowercase).count(), 6);
    }
}

#[test]
fn a_value_that_no_field_can_hold_is_kept_whole_and_replaced_as_a_whole() {
    let mut form = Form::edit(1, secret(true, true));
    form.paste(&"x".repeat(1_000_000));
    assert!(matches!(form.value, ValueInput::Whole(_)));
    type_into(&mut form, "y");
    assert_eq!(form.new_value().unwrap().len(), 1_000_000, "a stray key changes nothing");
    form.press(Key::plain(Code::Backspace));
    assert_eq!(form.new_value().unwrap().len(), 1_000_000, "nor does one slip");
    form.press(Key::ctrl('u'));
    assert_eq!(form.new_value().unwrap().len(), 0);
    form.paste("a\u{1}b");
    assert_eq!(form.new_value().unwrap().expose(), "a\u{1}b");
}

#[test]
fn a_paste_goes_to_the_cursor_also_when_no_field_can_hold_the_result() {
    let mut form = Form::create(1);
    form.move_focus(1);
    type_into(&mut form, "AB");
    form.press(Key::plain(Code::Left));
    form.paste("x\u{1}y");
    assert_eq!(form.new_value().unwrap().expose(), "Ax\u{1}yB");
}

proptest! {
    /// Whatever the user pastes, the form would send exactly that.
    #[test]
    fn nothing_pasted_is_lost(parts in prop::collection::vec("[a-z\n\u{1}]{0,30}", 1..4)) {
        let mut form = Form::create(1);
        form.move_focus(1);
        for part in &parts {
            form.paste(part);
        }
        let all = parts.concat();
        prop_assert_eq!(form.new_value().unwrap().expose().len(), all.len());
    }

    #[test]
    fn loading_and_saving_a_value_is_the_identity(value in any::<String>()) {
        let mut form = Form::edit(1, secret(true, true));
        form.set_value(Arc::new(SecretValue::new(value.clone())));
        let sent = form.new_value().unwrap();
        prop_assert_eq!(sent.expose(), value.as_str());
    }
}

#[rstest]
#[case::return_("a\rb", "a carriage return")]
#[case::nul("a\0b", "a NUL character")]
#[case::bell("a\x07b", "a control character")]
fn a_value_that_is_kept_whole_says_why_and_a_key_is_not_swallowed(#[case] value: &str, #[case] why: &str) {
    let mut form = Form::edit(1, secret(true, true));
    form.set_value(Arc::new(SecretValue::new(value.to_owned())));
    assert!(words::kept_whole(value).contains(why));
    for key in [Key::char('x'), Key::plain(Code::Enter), Key::plain(Code::Backspace)] {
        assert_eq!(form.press(key), Wish::Say(words::WHOLE));
    }
    form.press(Key::ctrl('u'));
    assert_eq!(form.press(Key::char('x')), Wish::Nothing);
    assert_eq!(change_of(&form).1.as_deref(), Some("x"));
}
