//! The page about the commands says what is so: the options, the exit codes and the fields of the JSON that it names
//! are those of the program, and it names all of them.

use std::collections::BTreeSet;
use std::path::Path;

use rstest::rstest;
use serde_json::Value;
use tapis_secrets::domain::Exit;

use super::desk::Desk;
use super::{Home, out};

/// The commands that other pages document.
const ELSEWHERE: [&str; 6] = ["demo", "profiles", "doctor", "login", "logout", "help"];
/// The options that one table of the page explains for all commands.
const SHARED: [&str; 3] = ["--json", "--no-input", "--quiet"];

fn page() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join("assets/docs/commands.md")).unwrap()
}

/// The part of the page below the heading of a command.
fn section(command: &str) -> String {
    let page = page();
    let (_, below) =
        page.split_once(&format!("\n### `{command}")).unwrap_or_else(|| panic!("{command} is missing"));
    below.split("\n##").next().unwrap().to_owned()
}

/// The options in the first columns of tables.
fn options(text: &str) -> BTreeSet<String> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    rows.flat_map(long).collect()
}

fn long(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.filter(|word| word.starts_with("--") && word.len() > 3).map(str::to_owned).collect()
}

/// The commands of the program, as its help lists them.
fn commands(home: &Home) -> Vec<String> {
    let help = out(&home.run(&["--help"], &[]));
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The JSON that the page shows for a command, in its place among several.
fn example(command: &str, at: usize) -> Value {
    let section = section(command);
    let json = section.split("```json\n").nth(at + 1).unwrap_or_else(|| panic!("no JSON of {command}"));
    serde_json::from_str(json.split("```").next().unwrap()).unwrap()
}

/// The paths of all fields: `secrets[].id`.
fn fields(value: &Value) -> BTreeSet<String> {
    fn visit(value: &Value, path: &str, fields: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    let path = format!("{path}.{name}");
                    fields.insert(path.clone());
                    visit(value, &path, fields);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| visit(item, &format!("{path}[]"), fields)),
            _ => {}
        }
    }
    let mut all = BTreeSet::new();
    visit(value, "", &mut all);
    all
}

/// JSON that a command has printed has the documented fields and no others.
#[track_caller]
pub(crate) fn assert_documented(command: &str, printed: &str) {
    assert_documented_at(command, 0, printed);
}

/// The same of the example in this place.
#[track_caller]
pub(crate) fn assert_documented_at(command: &str, at: usize, printed: &str) {
    let printed: Value = serde_json::from_str(printed).unwrap();
    assert_eq!(fields(&printed), fields(&example(command, at)), "of {command}: {printed}");
    assert_eq!(printed["schema"], 1);
}

#[test]
fn every_command_for_scripts_has_a_section_with_all_its_options() {
    let home = Home::new();
    let names = commands(&home);
    for command in names.iter().filter(|name| !ELSEWHERE.contains(&name.as_str())) {
        let help = out(&home.run(&[command, "--help"], &[]));
        let own = help.split("\nOptions that the browser has too:").next().unwrap();
        let (_, own) = own.split_once("\nOptions:\n").unwrap();
        let definitions = own.lines().filter(|line| line.trim_start().starts_with('-'));
        let defined: BTreeSet<String> = definitions
            .flat_map(|line| long(line.trim_start().split("  ").next().unwrap()))
            .filter(|option| !SHARED.contains(&option.as_str()) && option != "--help")
            .collect();
        assert_eq!(options(&section(command)), defined, "of {command}");
    }
    let page = page();
    for heading in page.lines().filter_map(|line| line.strip_prefix("### `")) {
        let name: String = heading.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
        assert!(names.contains(&name), "there is no command {name}");
    }
    let shared = page.split("### JSON").next().unwrap();
    assert!(SHARED.iter().all(|option| options(shared).contains(*option)), "{shared}");
}

#[test]
fn the_table_of_exit_codes_is_the_programs_own() {
    let page = page();
    let (_, table) = page.split_once("\n## Exit codes\n").unwrap();
    let table = table.split("\n## ").next().unwrap();
    let rows: Vec<_> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    let mut codes: Vec<_> =
        Exit::ALL.iter().map(|exit| format!("| {} | {} |", exit.code(), exit.meaning())).collect();
    codes.push("| 128+n | ended by signal n |".to_owned());
    assert_eq!(rows, codes);
}

#[rstest]
#[case::list("list", &["redis_password"])]
#[case::show("show", &["redis_password"])]
#[case::get("get", &["redis_password"])]
#[case::uses("uses", &["legacy_ftp_password"])]
#[case::exit_codes("exit-codes", &[])]
#[case::set("set", &["redis_password", "--generate"])]
#[case::create("create", &["anew", "--generate"])]
#[case::rm("rm", &["redis_password", "--yes"])]
fn the_json_has_the_documented_fields(#[case] command: &str, #[case] arguments: &[&str]) {
    let desk = Desk::new();
    assert_documented(command, &out(&desk.run(&[&[command, "--json"], arguments].concat())));
}
