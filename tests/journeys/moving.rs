//! Moving about: every moving key, focus, menus, resizing, quitting.

use rstest::rstest;
use tapis_secrets::demo::Options;
use tapis_secrets::keys::Context;

use crate::support::clock::options;
use crate::support::prelude::AppTest;

#[test]
fn the_list_arrives_and_is_sorted_by_name() {
    let driver = AppTest::on_demo(120, 50);
    let ids = driver.ids();
    let mut sorted = ids.clone();
    sorted.sort_by_key(|id| id.to_lowercase());
    assert_eq!(ids, sorted);
    assert_eq!(ids.len(), 41);
    let screen = driver.screen();
    assert!(screen.contains("Secrets  41"), "{screen}");
    assert_eq!(driver.service().requests().len(), 1);
}

#[rstest]
#[case::down("jj", 2)]
#[case::arrow_down("<down><down><down>", 3)]
#[case::up("jjjk", 2)]
#[case::arrow_up("jj<up>", 1)]
#[case::up_at_the_top("kkk", 0)]
#[case::last("G", 40)]
#[case::end("<end>", 40)]
#[case::down_at_the_bottom("Gjjj", 40)]
#[case::first("Gg", 0)]
#[case::home("G<home>", 0)]
#[case::half_page("<c-d>", 8)]
#[case::half_pages("<c-d><c-d><c-u>", 8)]
#[case::page("<pgdn>", 16)]
#[case::page_and_back("<pgdn><pgdn><pgup>", 16)]
#[case::page_past_the_end("<pgdn><pgdn><pgdn><pgdn>", 40)]
fn a_moving_key_moves(#[case] keys: &str, #[case] index: usize) {
    let mut driver = AppTest::on_demo(80, 24);
    assert_eq!(driver.app.layout().unwrap().rows.height, 17);
    driver.press(keys);
    assert_eq!(driver.selected_index(), index);
    let id = driver.selected().to_owned();
    let rows = driver.ids();
    assert!(rows.contains(&id), "{id} is on the screen\n{}", driver.screen());
}

#[test]
fn the_selection_keeps_three_rows_of_context() {
    let mut driver = AppTest::on_demo(80, 24);
    for key in "j".repeat(40).chars().chain("k".repeat(40).chars()) {
        driver.press(&key.to_string());
        let (row, index) = (driver.selected_row(), driver.selected_index());
        assert!(row >= 3.min(index) && row <= 16 - 3.min(40 - index), "row {row} of {index}");
    }
}

#[test]
fn tab_and_enter_focus_the_detail_and_esc_comes_back() {
    let mut driver = AppTest::on_demo(80, 24);
    for keys in ["<tab>", "<enter>", "<s-tab>"] {
        driver.press(keys);
        assert_eq!(driver.app.context(), Context::Detail, "{keys}");
        driver.press("<esc>");
        assert_eq!(driver.app.context(), Context::List);
    }
    driver.press("<tab><tab>");
    assert_eq!(driver.app.context(), Context::List, "Tab goes round");
    driver.press("<enter><enter>");
    assert_ne!(driver.app.context(), Context::List, "Enter never leaves the detail");
}

#[test]
fn given_the_detail_has_the_focus_moving_keys_scroll_it_and_not_the_list() {
    let mut driver = AppTest::on_demo(40, 12);
    driver.press("<tab>");
    let before = (driver.selected().to_owned(), driver.screen());
    driver.press("jj");
    assert_eq!(driver.selected(), before.0);
    assert_ne!(driver.screen(), before.1);
    driver.press("kk");
    assert_eq!(driver.screen(), before.1);
    driver.press("G");
    assert!(driver.screen().contains("me_dns_token"), "{}", driver.screen());
}

#[test]
fn esc_undoes_one_thing_at_a_time_and_never_quits() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/pg<enter>");
    driver.wait_found();
    driver.press("<enter>?");
    assert!(driver.screen().contains("─ Keys"));
    driver.press("<esc>");
    assert!(!driver.screen().contains("─ Keys"));
    assert_ne!(driver.app.context(), Context::List);
    driver.press("<esc>");
    assert_eq!(driver.app.context(), Context::List);
    assert!(driver.screen().contains("/ pg"));
    driver.press("<esc>");
    driver.wait_found();
    driver.press("<esc><esc><esc>");
    assert!(!driver.quits && !driver.suspended && !driver.redraws);
}

#[test]
fn the_order_is_chosen_by_cursor_and_by_letter() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("jj");
    let selected = driver.selected().to_owned();
    driver.press("Sj<enter>");
    driver.wait_found();
    assert_eq!(driver.selected(), selected, "an order changes nothing about the selection");
    driver.press("g");
    assert_eq!(driver.selected(), "orcid_callback_nonce");
    driver.press("So");
    driver.wait_found();
    driver.press("g");
    assert_eq!(driver.app.list().selected().unwrap().owner.shown(), "alice");
    driver.press("Sa");
    driver.wait_found();
    driver.press("Sn");
    driver.wait_found();
    driver.press("g");
    assert_eq!(driver.selected(), "acme_dns_token");
    driver.press("Sx");
    assert!(driver.screen().contains("─ Sort"), "another letter chooses nothing");
    driver.press("<esc>");
    assert!(!driver.screen().contains("─ Sort"));
}

#[test]
fn a_resize_keeps_the_selection() {
    let mut driver = AppTest::on_demo(120, 40);
    driver.press("Gkkk");
    let selected = driver.selected().to_owned();
    for (width, height) in [(60, 20), (40, 10), (1, 1), (200, 60), (39, 24), (80, 24)] {
        driver.resize(width, height);
        assert_eq!(driver.selected(), selected);
        assert!(width < 40 || driver.ids().contains(&selected), "{}", driver.screen());
    }
}

#[rstest]
#[case::list("")]
#[case::detail("<tab>")]
#[case::filter_left("/pg<c-c>")]
#[case::kept_filter("/pg<enter>")]
#[case::menu("S")]
#[case::help("?")]
#[case::keys_that_wait("/pg<enter>j")]
fn ctrl_c_quits_from_everywhere(#[case] keys: &str) {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press(keys);
    assert!(!driver.quits);
    driver.press("<c-c>");
    assert!(driver.quits);
}

#[test]
fn q_quits_from_the_panes_and_is_text_in_the_filter() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/q");
    assert!(!driver.quits);
    driver.press("<esc><tab>q");
    assert!(driver.quits);
}

#[test]
fn a_call_under_way_does_not_keep_the_program() {
    let service = tapis_secrets::demo::Service::start(options()).unwrap();
    service.hold_list(true);
    let token = service.token();
    let mut driver = AppTest::on_service(service, &token, Default::default(), 80, 24);
    driver.wait_for_requests(1);
    driver.press("q");
    assert!(driver.quits);
}

#[test]
fn redraw_and_suspend_are_asked_of_the_terminal() {
    let mut driver = AppTest::on_demo(80, 24);
    for keys in ["", "/", "<esc>?", "<esc>S"] {
        driver.press(keys);
        (driver.redraws, driver.suspended) = (false, false);
        driver.press("<c-l><c-z>");
        assert_eq!((driver.redraws, driver.suspended, driver.quits), (true, true, false), "{keys}");
    }
}

#[test]
fn alt_and_a_letter_is_esc_and_never_that_letter() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("<tab><a-j>");
    assert_eq!(driver.app.context(), Context::List);
    assert_eq!(driver.selected_index(), 0);
}

#[test]
fn the_token_of_the_demo_is_named_and_its_end_told() {
    let options = Options { token_life: Some(std::time::Duration::from_secs(11 * 60)), ..options() };
    let mut driver = AppTest::on_options(options, 80, 24);
    driver.wait_for("by name");
    driver.wait_found();
    assert!(driver.screen().contains("  token 11 min"), "{}", driver.screen());
    driver.advance(std::time::Duration::from_secs(61));
    driver.wait_for("! token 9 min");
    assert!(driver.screen().contains("! The token ends in"), "{}", driver.screen());
    driver.press("jj");
    assert_eq!(driver.selected_index(), 2, "a notice takes no key");
    driver.advance(std::time::Duration::from_secs(10 * 60));
    driver.wait_for("! token ended");
    driver.wait_for("by the clock here.");
    // The service has another clock, by which it has not ended.
    driver.press("R");
    driver.wait_for("The service still accepts your token");
    let screen = driver.wait_gone("! token ended");
    assert!(screen.contains("! token") && !screen.contains("signed out"), "{screen}");
}
