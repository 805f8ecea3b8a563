//! The palette: every action by its name, run as its own key would run it.

use proptest::prelude::*;
use rstest::rstest;

use super::write::secret;
use crate::support::prelude::*;
use crate::support::screen::DARK;
use tapis_secrets::view::theme::Palette;

fn three() -> AppTest {
    AppTest::begin().loaded(vec![
        Secret::named("api"),
        secret("locked", "", false, true),
        secret("pg", "Main", true, true),
    ])
}

/// All that went out, as numbers that only grow.
fn sent(story: &AppTest) -> (Vec<usize>, bool, bool) {
    let counts =
        [story.calls.len(), story.values.len(), story.asked.len(), story.copies.len(), story.tokens.len()];
    (counts.to_vec(), story.quits, story.suspended)
}

/// The words and the first key of the line with the cursor.
#[track_caller]
fn line(story: &AppTest) -> (String, String) {
    let rows = story.dialog_box().expect("no palette").rows;
    let row = rows.iter().skip(2).find(|row| row.contains('▌')).expect("no cursor");
    let row = row.trim_matches(['▌', ' ']);
    let (does, keys) = row.rsplit_once("   ").unwrap_or((row, ""));
    (does.trim().to_owned(), keys.split(' ').next().unwrap_or("").to_owned())
}

#[rstest]
#[case::list("")]
#[case::detail("\t")]
#[case::journal("J")]
#[case::pods("w")]
fn it_opens_over_a_view_and_esc_leaves_all_as_it_was(#[case] view: &str, #[values(":", "\x0b")] open: &str) {
    let mut story = three();
    story.press(view);
    let before = (story.screen(), sent(&story));
    story.press(open);
    assert!(story.asks("Every action"), "{}", story.screen());
    story.press("copy↓↓");
    story.press("<esc>");
    assert_eq!((story.screen(), sent(&story)), before);
}

#[test]
fn the_name_of_an_action_and_enter_do_what_its_key_does() {
    let mut story = three();
    story.press("G:copy the id");
    assert_eq!(line(&story), ("Value: copy the id".into(), "c".into()));
    story.press("\n");
    assert_eq!(story.copies.last().unwrap().value.expose(), "pg");
    assert_eq!(story.app.context(), Context::List);
}

#[test]
fn a_line_tells_the_other_views_where_an_action_works() {
    let mut story = three();
    story.press(":save it to a file\n");
    assert!(story.asks("Every action"), "it stays open");
    assert_eq!(story.notice(), "s works in the journal; J in the list opens it.");
    story.press("<esc>J:reveal");
    story.press("\n");
    assert_eq!(story.notice(), "v works in the list; Esc goes back to it.");
    assert!(story.values.is_empty());
}

#[test]
fn what_the_secret_forbids_is_told_by_its_own_key() {
    let mut story = three();
    story.press("j:reveal\n");
    assert!(story.notice().starts_with("locked is write-only"), "{}", story.notice());
    assert!(story.values.is_empty() && !story.has_dialog());
}

#[test]
fn a_view_only_session_refuses_as_ever() {
    let mut story = AppTest::begin_with(Settings { view_only: true, ..Settings::default() });
    story.press(":new secret\n");
    assert!(!story.has_form() && story.notice().contains("view only"), "{}", story.notice());
    story.press("q");
    assert!(!story.quits, "the key that closes what did not open does nothing else");
}

#[test]
fn a_paste_runs_nothing() {
    let mut story = three();
    let before = sent(&story);
    story.press(":");
    story.paste("reveal\nq\n\u{1b}D\n");
    assert!(story.asks("Every action") && sent(&story) == before);
    story.paste(&"x".repeat(200));
    assert_eq!(story.notice(), "The palette takes 100 characters; the rest was left out.");
    story.press("\n");
    assert!(sent(&story) == before, "nothing matches, so Enter has nothing to run");
}

#[test]
fn ctrl_k_deletes_in_every_line_of_text() {
    let mut story = three();
    story.press("/abc<left><left><c-k>");
    assert_eq!(story.filter(), "a");
    story.press("<esc>a");
    story.press("name<left><left><c-k>");
    assert_eq!(story.field("id"), "na");
    story.press("<esc>\t\n:copy<left><left><c-k>");
    assert!(story.dialog_text().contains("co"), "{}", story.screen());
}

#[test]
fn an_action_waits_for_a_search_as_its_key_does() {
    let mut story = three();
    story.press("/pg\n:copy without\n");
    assert!(story.values.is_empty(), "the best match is not known yet");
    story.match_all();
    assert_eq!(story.values.len(), 1);
    assert_eq!(story.selected(), "pg");
}

#[test]
fn keys_typed_behind_a_waiting_key_reach_the_palette_in_their_order() {
    let mut story = three();
    story.press("/pg\nc:reveal, hide\n");
    story.match_all();
    assert_eq!(story.copies.last().unwrap().value.expose(), "pg");
    assert_eq!(story.values.len(), 1);
    assert!(!story.has_dialog());
}

#[test]
fn a_theme_is_chosen_until_the_profile_changes() {
    let profile = |tenant: &str| {
        let site = Site { profile: tenant.into(), ..crate::support::app_test::setup::site(tenant) };
        Profile { site, ..Profile::default() }
    };
    let mut story = AppTest::begin_at(vec![profile("tacc"), profile("dev")]).loaded(vec![Secret::named("a")]);
    let dark = story.draw(DARK);
    story.press(":theme light\n");
    let light = Theme { palette: Palette::Light, ..DARK };
    assert!(story.draw(DARK) == story.draw(light) && story.draw(DARK) != dark);
    story.press(":theme light\n");
    assert_eq!(story.notice(), "It is in use already.");
    story.press("<esc>:profile dev\n");
    assert_eq!(story.tenant(), "dev");
    assert!(story.draw(DARK) != story.draw(light));
}

#[test]
fn a_lock_closes_it() {
    let mut story = three();
    story.press(":lock the screen\n");
    assert!(story.is_locked());
    story.press("x");
    assert!(!story.has_dialog() && story.app.context() == Context::List);
}

#[derive(Clone, Debug)]
enum Typed {
    Keys(&'static str),
    Paste(String),
}

fn typed() -> impl Strategy<Value = Typed> {
    let keys = prop::sample::select(vec![
        "a",
        "c",
        "d",
        "e",
        "l",
        "o",
        "p",
        "r",
        "s",
        "t",
        "q",
        "D",
        "X",
        "!",
        "'",
        "^",
        "$",
        " ",
        "1",
        "<up>",
        "<down>",
        "<backspace>",
        "<left>",
        "<c-u>",
        "<c-w>",
        "<c-k>",
        "<c-n>",
        "<pgdn>",
        "<tab>",
        "<f5>",
        "<c-s>",
    ]);
    let paste = "[a-z:/\\n\\r\\x1b]{0,8}".prop_map(Typed::Paste);
    prop_oneof![6 => keys.prop_map(Typed::Keys), 1 => paste]
}

/// The key that has this name in the palette.
fn named(name: &str) -> Key {
    let chars: Vec<char> = name.chars().collect();
    match (name, chars.as_slice()) {
        ("Space", _) => Key::char(' '),
        ("Tab", _) => Key::plain(Code::Tab),
        ("Enter", _) => Key::plain(Code::Enter),
        ("Esc", _) => Key::plain(Code::Esc),
        ("PgDn", _) => Key::plain(Code::PageDown),
        ("PgUp", _) => Key::plain(Code::PageUp),
        (_, ['C', 't', 'r', 'l', '-', c]) => Key::ctrl(*c),
        (_, [c]) => Key::char(*c),
        _ => panic!("no key is called {name}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever is typed and pasted, nothing happens before Enter; then exactly what the key of the line does.
    #[test]
    fn only_what_enter_chose_is_run(typed in prop::collection::vec(typed(), 0..12), row in 0..3_usize) {
        let mut story = three();
        let mut twin = three();
        for story in [&mut story, &mut twin] {
            story.press(&"j".repeat(row));
        }
        let before = (story.screen(), sent(&story));
        story.press(":");
        for typed in &typed {
            match typed {
                Typed::Keys(keys) => story.press(keys),
                Typed::Paste(text) => story.paste(text),
            }
            prop_assert!(story.asks("Every action") && sent(&story) == before.1);
        }
        if story.dialog_text().contains("No action has this name") {
            story.press("\n<esc>");
            prop_assert_eq!(sent(&story), before.1);
            return Ok(());
        }
        let (does, key) = line(&story);
        story.press("\n");
        if story.asks("Every action") {
            prop_assert!(!story.notice().is_empty(), "{does} says why it cannot be run");
            prop_assert_eq!(sent(&story), before.1);
        } else if key.is_empty() && does.starts_with("Change: restart the pods") {
            prop_assert!(story.screen().contains("─ Restart the pods of "), "{}", story.screen());
        } else if !does.starts_with("Theme: ") {
            twin.tell(Event::Key(named(&key)));
            prop_assert_eq!(story.screen(), twin.screen(), "{}", does);
            prop_assert_eq!(sent(&story), sent(&twin), "{}", does);
        }
    }
}
