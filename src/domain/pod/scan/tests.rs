//! Variables, files, commands: the names that are found, and that no text is kept.

use super::*;
use rstest::rstest;

fn variable(name: &str, text: &str) -> (Vec<String>, Vec<Wrong>, bool) {
    let (mut reads, mut mistakes, mut literals) = (Vec::new(), Vec::new(), Vec::new());
    Found::in_variable(|| name.into(), text, &mut reads, &mut mistakes, &mut literals);
    assert!(reads.iter().all(|read| read.by == Place::Variable(name.into())));
    let keys = reads.iter().map(|read| read.key.to_string()).collect();
    (keys, mistakes.into_iter().map(|mistake| mistake.wrong).collect(), !literals.is_empty())
}

fn arguments(texts: &[&str]) -> (Vec<Wrong>, Vec<String>) {
    let (mut mistakes, mut literals) = (Vec::new(), Vec::new());
    let mut arguments = Arguments::new(Place::Arguments);
    texts.iter().for_each(|text| arguments.take(text));
    arguments.finish(&mut mistakes, &mut literals);
    let wrong = mistakes.into_iter().map(|mistake| mistake.wrong).collect();
    (wrong, literals.into_iter().map(|literal| literal.name.to_string()).collect())
}

#[rstest]
#[case::whole("${pods:secrets:DB_PW}", &["DB_PW"])]
#[case::inside("postgres://u:${pods:secrets:DB_PW}@h/x", &["DB_PW"])]
#[case::with_a_text("${pods:secrets:KEY:?the api key}", &["KEY"])]
#[case::several("x:${pods:secrets:DB}@${pods:secrets:HOST}", &["DB", "HOST"])]
#[case::twice("${pods:secrets:A}${pods:secrets:A}", &["A"])]
#[case::within_another("${x${pods:secrets:A}", &["A"])]
#[case::unclosed("${pods:secrets:A", &[])]
#[case::plain("v", &[])]
fn a_variable_reads_keys(#[case] text: &str, #[case] keys: &[&str]) {
    assert_eq!(variable("X", text), (keys.iter().map(ToString::to_string).collect(), vec![], false));
}

#[rstest]
#[case::colon_missing("${pods:secrets:X?nocolon}", Wrong::Placeholder)]
#[case::empty_text("${pods:secrets:X:?}", Wrong::Placeholder)]
#[case::key_of_another_script("${pods:secrets:ключ}", Wrong::Placeholder)]
#[case::random("${pods:random:12}", Wrong::Placeholder)]
#[case::address("${pods:url}", Wrong::Placeholder)]
#[case::reference("${secret:db-pw}", Wrong::Text(Reference { user: None, secret: "db-pw".into() }))]
#[case::legacy("<<TAPIS_user_password>>", Wrong::Legacy)]
fn a_variable_has_mistakes(#[case] text: &str, #[case] wrong: Wrong) {
    assert_eq!(variable("DB_PASSWORD", text), (vec![], vec![wrong], false));
}

#[rstest]
#[case::password("DB_PASSWORD", "hunter2", true)]
#[case::another_name("DB_HOST", "hunter2", false)]
#[case::empty("DB_PASSWORD", "", false)]
#[case::blank("DB_PASSWORD", " \n", false)]
#[case::expanded_by_kubernetes("DB_PASSWORD", "$(OTHER)", false)]
#[case::expanded_by_a_shell("DB_PASSWORD", "$OTHER", false)]
#[case::dollar_in_a_password("DB_PASSWORD", "$h-unter2", true)]
fn a_variable_seems_to_hold_a_credential(#[case] name: &str, #[case] text: &str, #[case] is_one: bool) {
    assert_eq!(variable(name, text), (vec![], vec![], is_one));
}

#[rstest]
#[case::in_the_next(&["--password", "hunter2"], &["--password"])]
#[case::behind_the_sign(&["--db-password=hunter2"], &["--db-password"])]
#[case::in_a_shell_line(&["sh", "-c", "PGPASSWORD=hunter2 psql"], &["PGPASSWORD"])]
#[case::twice(&["--token", "a", "--token", "b"], &["--token"])]
#[case::another_option_follows(&["--password", "--verbose"], &[])]
#[case::nothing_follows(&["--password"], &[])]
#[case::empty(&["--password="], &[])]
#[case::expanded(&["--password", "$PGPASSWORD"], &[])]
#[case::expanded_behind_the_sign(&["--password=\"${PGPASSWORD}\""], &[])]
#[case::in_a_file(&["--password-file", "/run/pw"], &[])]
#[case::a_password_that_looks_like_an_option(&["mysql", "-phunter2pw", "db"], &[])]
#[case::a_password_with_a_sign(&["my_hunter2_token=="], &[])]
#[case::a_padded_one(&["HUNTER2_TOKEN=="], &[])]
#[case::a_key(&["-----BEGIN PRIVATE KEY-----"], &[])]
fn an_option_seems_to_hold_a_credential(#[case] texts: &[&str], #[case] names: &[&str]) {
    assert_eq!(arguments(texts), (vec![], names.iter().map(ToString::to_string).collect()));
}

#[rstest]
#[case::key(&["run", "--pw", "${pods:secrets:DB_PW}"], Wrong::Key("DB_PW".into()))]
#[case::key_behind_the_sign(&["--password=${pods:secrets:DB_PW}"], Wrong::Key("DB_PW".into()))]
#[case::reference(&["--password", "${secret:a:b}"], Wrong::Text(Reference { user: Some("a".into()), secret: "b".into() }))]
#[case::legacy(&["<<TAPIS_x>>"], Wrong::Legacy)]
fn nothing_is_replaced_in_arguments(#[case] texts: &[&str], #[case] wrong: Wrong) {
    assert_eq!(arguments(texts), (vec![wrong], vec![]));
}

#[test]
fn a_file_reads_keys_and_may_hold_a_reference_by_mistake() {
    let (mut reads, mut mistakes) = (Vec::new(), Vec::new());
    let text = "a=${pods:secrets:A}\nb=${secret:alice:b}\nc=${HOME} ${:?shell} <<TAPIS_x>>";
    let mut found = Found::default();
    found.look_at(text);
    found.in_file(&"/etc/a".into(), &mut reads, &mut mistakes);
    assert_eq!(reads, [Read { key: "A".into(), by: Place::File("/etc/a".into()) }]);
    let reference = Reference { user: Some("alice".into()), secret: "b".into() };
    assert_eq!(mistakes, [Mistake { place: Place::File("/etc/a".into()), wrong: Wrong::Text(reference) }]);
}

#[rstest]
#[case::placeholders("${", "}")]
#[case::keys("${pods:secrets:A", "}")]
#[case::references("${secret:a:", "}")]
fn a_hostile_text_costs_one_pass(#[case] piece: &str, #[case] end: &str) {
    let text = piece.repeat(500_000) + end;
    let (keys, wrong, _) = variable("X", &text);
    assert!(keys.len() + wrong.len() <= 2 * MOST, "{} {}", keys.len(), wrong.len());
}

#[test]
fn a_key_that_is_no_key_is_not_kept() {
    let long = format!("${{pods:secrets:{}}}", "A".repeat(600));
    assert_eq!(variable("X", &long), (vec![], vec![Wrong::Placeholder], false));
}
