//! Stories about the language of the filter: what is recognised, what waits for the pods, completions, earlier filters and
//! saved views.

use rstest::rstest;
use tapis_secrets::domain::Pod;
use tapis_secrets::domain::filter::{KeptFilters, View};

use crate::support::pods::{mock, pod};
use crate::support::prelude::*;

/// The demo with this in its filter line.
fn typed(filter: &str) -> AppTest {
    let mut story = AppTest::with_demo(120, 30);
    story.press("/");
    story.press(&filter.replace('<', "<lt>"));
    story
}

fn title(story: &mut AppTest) -> String {
    story.screen().lines().find(|line| line.contains("Secrets")).unwrap_or_default().to_owned()
}

#[rstest]
#[case::by_mode("mode:locked", &["elastic_bootstrap_password"])]
#[case::by_mode_and_word("mode:wo pg", &["pgbouncer_userlist"])]
#[case::of_a_pod("scope:pod redis", &["redis_password"])]
#[case::begins("^redis_p", &["redis_password"])]
fn conditions_and_words_are_combined(#[case] filter: &str, #[case] ids: &[&str]) {
    let story = typed(filter);
    for id in ids {
        assert!(story.ids().contains(&(*id).to_owned()), "{filter}: {:?}", story.ids());
    }
    assert!(story.rows_shown() < story.rows_listed());
}

#[test]
fn an_opposite_finds_the_others() {
    let mine = typed("mine").rows_shown();
    let others = typed("!mine").rows_shown();
    assert!(mine > 0 && others > 0);
    assert_eq!(mine + others, typed("").rows_listed());
}

#[test]
fn what_lacks_a_value_finds_everything_until_it_has_one() {
    let mut story = typed("mode:");
    assert_eq!(story.rows_shown(), story.rows_listed());
    story.press("ro");
    assert!(story.rows_shown() < story.rows_listed());
}

#[rstest]
#[case::sign("age>=1y", "The condition age>=1y is not complete: age takes < or > and a time")]
#[case::unit("mine !age<7D", "The condition !age<7D is not complete")]
#[case::word("!", "The condition ! is not complete: the word after the sign is missing.")]
fn a_condition_that_is_not_complete_is_not_kept(#[case] filter: &str, #[case] told: &str) {
    let mut story = typed(filter);
    story.press("<enter>");
    assert!(story.notice().starts_with(told), "{}", story.notice());
    assert_eq!(story.app.context(), Context::Filter, "what was typed can be mended");
    assert_eq!(story.filter(), filter);
}

#[test]
fn keys_that_act_on_rows_wait_for_the_pods_that_the_filter_needs() {
    let mut story = typed("unlisted");
    story.press("<enter>* ");
    assert!(story.notice().starts_with("What you typed waits for the pods"), "{}", story.notice());
    assert!(!title(&mut story).contains("marked"));
    story.pods_come(mock(), true);
    let marked = story.rows_shown() - 1;
    assert!(title(&mut story).contains(&format!("{marked} marked")), "{}", title(&mut story));
    assert_eq!(story.notice(), "");
}

#[test]
fn the_first_condition_that_needs_the_pods_asks_for_them_once() {
    let mut story = typed("unlisted");
    assert_eq!(story.pods_asked(), ["list_pods"]);
    assert_eq!(story.rows_shown(), 0, "nothing is claimed of pods that nobody knows");
    assert!(title(&mut story).contains("! asking for the pods"), "{}", title(&mut story));
    assert!(story.screen().contains("unlisted waits for the pods."), "{}", story.screen());
    story.pods_come(mock(), true);
    assert_eq!(story.rows_shown(), story.rows_listed() - 2, "{:?}", story.ids());
    assert!(!title(&mut story).contains('!'), "{}", title(&mut story));
    story.press("<c-u>used>1");
    assert_eq!((story.ids(), story.pods_asked().len()), (vec!["postgres_main_password".to_owned()], 1));
    story.press("<c-u>pod:other");
    assert_eq!(story.ids(), ["redis_password"]);
}

#[test]
fn nothing_is_claimed_where_the_pods_cannot_be_listed() {
    let mut story = typed("!unlisted");
    story.pods_fail(Operation::ListPods, FailureKind::NotPermitted);
    assert_eq!(story.rows_shown(), 0);
    assert!(title(&mut story).contains("! pods not listed"), "{}", title(&mut story));
    assert!(
        story.screen().contains("!unlisted needs the pods, which could not be listed."),
        "{}",
        story.screen()
    );
    story.press("x");
    assert_eq!(story.pods_asked().len(), 1, "typing on does not ask again");
}

#[test]
fn pods_that_are_not_known_in_full_are_told() {
    let mut story = typed("used>0");
    let of_template =
        |id: &str| Pod { template: Some("t@1".into()), ..pod(id, "AVAILABLE", "K", "redis_password") };
    story.pods_come(vec![of_template("web"), of_template("job")], false);
    assert!(title(&mut story).contains("! not all pods known"), "{}", title(&mut story));
}

#[test]
fn stale_says_what_it_does_not_know() {
    let mut story = typed("stale");
    story.pods_come(mock(), true);
    assert!(story.screen().contains("Only changes of this session are known."), "{}", story.screen());
}

#[test]
fn an_order_that_needs_the_pods_asks_for_them_and_the_same_again_turns_it_round() {
    let mut story = AppTest::with_demo(120, 30);
    story.press("Su");
    assert_eq!(story.pods_asked(), ["list_pods"]);
    story.pods_come(mock(), true);
    assert_eq!(story.ids()[0], "postgres_main_password");
    assert!(title(&mut story).contains("most used first"), "{}", title(&mut story));
    story.press("Su");
    assert_ne!(story.ids()[0], "postgres_main_password");
    story.press("G");
    assert_eq!(story.selected(), "postgres_main_password");
    assert!(title(&mut story).contains("least used first"), "{}", title(&mut story));
    story.press("Sn");
    story.press("g");
    let first = story.ids();
    story.press("S\n");
    story.press("G");
    assert_eq!(story.ids(), first.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn tab_completes_a_condition_and_goes_on() {
    let mut story = typed("pg mo");
    story.press("\t");
    assert_eq!(story.filter(), "pg mode:");
    for (key, filter) in
        [("\t", "pg mode:rw"), ("\t", "pg mode:ro"), ("<s-tab>", "pg mode:rw"), ("<s-tab>", "pg mode:locked")]
    {
        story.press(key);
        assert_eq!(story.filter(), filter);
    }
    story.press(" owner:\t");
    assert_eq!(story.filter(), "pg mode:locked owner:alice");
    story.press("<c-u>word\t");
    assert_eq!(story.filter(), "word");
    assert!(story.notice().starts_with("Tab completes conditions"), "{}", story.notice());
}

#[test]
fn completions_of_pods_ask_for_the_pods() {
    let mut story = typed("pod:");
    story.press("\t");
    assert_eq!(story.pods_asked(), ["list_pods"]);
    story.pods_come(mock(), true);
    story.press("<c-u>pod:w\t");
    assert_eq!(story.filter(), "pod:web1");
}

#[test]
fn the_arrow_up_recalls_kept_filters_in_the_empty_line_only() {
    let mut story = AppTest::with(&["alpha", "beta", "pg_one", "pg_two"]);
    story.press("/<up>");
    assert_eq!(story.notice(), "No filter was kept before; Enter keeps one.");
    for keys in ["alp", "\n<esc>", "/pg", "\n<esc>", "/"] {
        story.press(keys);
        story.match_all();
    }
    for (key, filter) in
        [("<up>", "pg"), ("<up>", "alp"), ("<up>", "alp"), ("<down>", "pg"), ("<down>", ""), ("<up>", "pg")]
    {
        story.press(key);
        story.match_all();
        assert_eq!(story.filter(), filter, "{key}");
    }
    assert_eq!(story.selected(), "pg_one", "the best match");
    story.press("_");
    story.match_all();
    story.press("<down>");
    assert_eq!((story.filter(), story.selected()), ("pg_", "pg_two"), "the arrows move again");
}

#[test]
fn each_profile_has_its_own_filters() {
    let profile = |tenant: &str| {
        let site = Site { profile: tenant.into(), ..crate::support::app_test::setup::site(tenant) };
        Profile { site, ..Profile::default() }
    };
    let mut story =
        AppTest::begin_at(vec![profile("tacc"), profile("dev")]).loaded(vec![Secret::named("pg")]);
    let mut go = |keys: &[&str]| {
        for keys in keys {
            story.press(keys);
            story.match_all();
        }
        (story.tenant().to_owned(), story.filter().to_owned())
    };
    assert_eq!(go(&["/pg", "\n<esc>", ":profile dev\n", "/<up>"]), ("dev".to_owned(), String::new()));
    assert_eq!(go(&["<esc>", ":profile tacc\n", "/<up>"]), ("tacc".to_owned(), "pg".to_owned()));
}

#[test]
fn a_saved_view_is_shown_by_its_key_and_in_the_palette() {
    let view = |name: &str, filter: &str| View { name: name.into(), filter: filter.to_owned() };
    let views = [view("pg", "^pg"), view("beta", "'beta")].into();
    let site = crate::support::app_test::setup::site("tacc");
    let secrets = ["alpha", "beta", "pg_one", "pg_two"].map(Secret::named);
    let mut story =
        AppTest::begin_at(vec![Profile { site, views, ..Profile::default() }]).loaded(secrets.into());
    let mut go = |keys: &[&str]| {
        for keys in keys {
            story.press(keys);
            story.match_all();
        }
        assert_eq!(story.app.context(), Context::List);
        (story.filter().to_owned(), story.ids().join(" "))
    };
    let told = |filter: &str, ids: &str| (filter.to_owned(), ids.to_owned());
    assert_eq!(go(&["<a-1>"]), told("^pg", "pg_one pg_two"));
    assert_eq!(go(&["<a-2>"]), told("'beta", "beta"));
    assert_eq!(go(&["<esc>", ":view pg\n"]), told("^pg", "pg_one pg_two"));
    assert_eq!(go(&["<a-3>"]), told("^pg", "pg_one pg_two"), "no view has this number");
    assert!(story.notice().starts_with("No view is saved under this number"), "{}", story.notice());
}

#[test]
fn a_file_keeps_filters_only_where_the_profile_says_so() {
    let mut story = AppTest::with(&["pg"]);
    story.press("/pg");
    story.match_all();
    story.press("\n");
    assert!(story.kept_filters.is_empty());

    let settings = Settings { remember_filters: true, ..Settings::default() };
    let profile =
        Profile { site: crate::support::app_test::setup::site("tacc"), settings, ..Profile::default() };
    let mut story = AppTest::begin_at(vec![profile]).loaded(vec![Secret::named("pg")]);
    let [(whose, KeptFilters::Read)] = &*story.kept_filters else { panic!("{:?}", story.kept_filters) };
    let whose = whose.clone();
    story.press("/pg");
    story.match_all();
    story.press("\n");
    assert_eq!(story.kept_filters[1..], [(whose.clone(), KeptFilters::Keep("pg".to_owned()))]);
    story.tell(Event::FiltersRecalled(whose, Ok(vec!["mine".to_owned(), "pg".to_owned()])));
    for (key, filter) in [("<esc>", ""), ("/<up>", "pg"), ("<up>", "mine"), ("<up>", "mine")] {
        story.press(key);
        story.match_all();
        assert_eq!(story.filter(), filter);
    }
    assert!(!format!("{:?}", story.kept_filters).contains("pg"));
}
