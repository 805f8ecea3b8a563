//! The test of the test: sources with a mistake in them, and what is said of each.

use std::collections::HashMap;

use rstest::rstest;

use super::graph::Graph;
use super::rules::{LONGEST, complaints, faults};
use super::source::Crate;

type Files<'a> = &'a [(&'a str, &'a str)];

/// The faults of a library with these files, and of the program where there is one.
fn told(files: Files<'_>) -> Vec<String> {
    let sources: HashMap<&str, &str> = files.iter().copied().collect();
    let library = Crate::read(&sources, "src/lib.rs");
    let program = sources.contains_key("src/main.rs").then(|| Crate::read(&sources, "src/main.rs"));
    let graph = Graph::draw(("ours", &library), program.as_ref());
    let lines = program.into_iter().flat_map(|program| program.lines).chain(library.lines).collect();
    faults(&graph, &lines).into_iter().collect()
}

/// The root of a library with two features, their core, and the service's client.
const ROOT: (&str, &str) = ("src/lib.rs", "pub mod api; pub mod core; pub mod features;");
const FEATURES: (&str, &str) = ("src/features.rs", "pub mod copy; pub mod list;");
const API: (&str, &str) =
    ("src/api.rs", "pub struct Client; pub fn call() {} pub mod deep { pub struct Inner; }");
const CORE: (&str, &str) = ("src/core.rs", "pub struct Event; pub struct Effect;");
const LIST: (&str, &str) = ("src/features/list.rs", "pub struct List; pub mod rows { pub struct Rows; }");
const TO_API: &str = "src/features/copy.rs -> src/api.rs";
const TO_LIST: &str = "src/features/copy.rs -> src/features/list.rs";

#[rstest]
#[case::nothing("use crate::core::Event; pub struct Copy(Event);", &[])]
#[case::plain("use crate::api::Client;", &[TO_API])]
#[case::in_a_group("use crate::{api::{self, Client}, core::Event};", &[TO_API])]
#[case::renamed_in_a_group("use crate::{core::{Event, Effect}, api::Client as Other};", &[TO_API])]
#[case::without_a_name("use crate::api::Client as _;", &[TO_API])]
#[case::the_module("use crate::api; fn f() { api::call() }", &[TO_API])]
#[case::all_of_it("use crate::api::*;", &[TO_API])]
#[case::upwards("use super::super::api::Client;", &[TO_API])]
#[case::upwards_in_code("fn f() { super::super::api::call() }", &[TO_API])]
#[case::another_feature("use super::list::List;", &[TO_LIST])]
#[case::deep_in_another("pub fn f(rows: &crate::features::list::rows::Rows) {}", &[TO_LIST])]
#[case::in_a_call("fn f() { crate::api::call(); }", &[TO_API])]
#[case::in_a_type("pub struct Copy { client: Option<Box<crate::api::Client>> }", &[TO_API])]
#[case::in_a_bound("fn f<T>() where T: Into<crate::api::deep::Inner> {}", &[TO_API])]
#[case::in_a_pattern("fn f(x: u8) { if let crate::api::Client = x {} }", &[TO_API])]
#[case::in_a_macro("fn f() { println!(\"{:?}\", vec![crate::api::call()]) }", &[TO_API])]
#[case::in_an_attribute("#[derive(Debug)] #[shown(with = crate::api::call())] pub struct Copy;", &[TO_API])]
#[case::in_a_function("fn f() { use crate::api::Client; }", &[TO_API])]
#[case::in_a_module_of_its_own("mod inner { use super::super::super::api::Client; }", &[TO_API])]
#[case::through_a_module_of_its_own("mod inner { pub use crate::api as far; } fn f() { inner::far::call() }", &[TO_API])]
#[case::for_tests_only("#[cfg(test)] mod tests { use crate::api::Client; } #[cfg(test)] fn f(_: crate::api::Client) {}", &[])]
#[case::a_method_for_tests("struct S; impl S { #[cfg(test)] fn f() { crate::api::call() } }", &[])]
#[case::on_linux("#[cfg(target_os = \"linux\")] use crate::api::Client;", &[TO_API])]
#[case::in_words("/// See [`crate::api::Client`].\npub const TEXT: &str = \"crate::api::Client\";", &[])]
#[case::who_may_see_it("pub(in crate::features) struct Copy;", &[])]
#[case::nowhere("use crate::core::Nothing;", &["src/features/copy.rs names crate::core::Nothing, which leads nowhere"])]
#[case::a_file("fn f() { std::fs::read(\"x\"); }", &["src/features/copy.rs -> std::fs::read"])]
#[case::a_thread("use std::thread; fn f() { thread::spawn(|| {}); }", &["src/features/copy.rs -> std::thread", "src/features/copy.rs -> std::thread::spawn"])]
#[case::a_clock("use std::time::Instant as I; fn f() -> I { I::now() }", &["src/features/copy.rs -> std::time::Instant::now"])]
#[case::a_time("use std::time::Instant; fn f(now: Instant) -> Instant { now }", &[])]
fn what_a_feature_may_not_know_is_found(#[case] copy: &str, #[case] expected: &[&str]) {
    let files = [ROOT, FEATURES, API, CORE, LIST, ("src/features/copy.rs", copy)];
    assert_eq!(told(&files), expected);
}

#[test]
fn a_re_export_hides_neither_where_a_thing_is_nor_who_hands_it_on() {
    let core = ("src/core.rs", "pub use crate::api::Client; pub mod deep { pub use super::super::api::*; }");
    for copy in
        ["use crate::core::Client;", "use crate::core::deep::call;", "use crate::core::*; struct S(Client);"]
    {
        let told = told(&[ROOT, FEATURES, API, core, LIST, ("src/features/copy.rs", copy)]);
        assert_eq!(told, ["src/core.rs -> src/api.rs", TO_API], "{copy}");
    }
    let api = ("src/api.rs", "pub use crate::core::Event;");
    let copy = ("src/features/copy.rs", "use crate::api::Event;");
    assert_eq!(told(&[ROOT, FEATURES, api, CORE, LIST, copy]), ["src/api.rs -> src/core.rs", TO_API]);
}

const CIRCLE: &[&str] =
    &["src/text/a.rs in a circle", "src/text/b.rs in a circle", "src/text/c.rs in a circle"];

#[rstest]
#[case::of_imports(
    "use super::b::B; pub struct A;",
    "use super::c::C; pub struct B;",
    "use super::a::A; pub struct C;",
    CIRCLE
)]
#[case::with_a_path_in_code(
    "use super::b::B; pub struct A;",
    "pub struct B; fn f() { crate::text::c::f() }",
    "pub fn f() -> super::a::A { super::a::A }",
    CIRCLE
)]
#[case::by_a_re_export(
    "use super::B; pub struct A;",
    "pub struct B; use super::C;",
    "pub struct C(super::A);",
    CIRCLE
)]
#[case::none("pub struct A;", "use super::A; pub struct B;", "use super::{A, B}; pub struct C;", &[])]
fn a_circle_of_files_is_found(#[case] a: &str, #[case] b: &str, #[case] c: &str, #[case] expected: &[&str]) {
    let root = ("src/lib.rs", "pub mod text;");
    let text = ("src/text.rs", "mod a; mod b; mod c; pub use a::*; pub use b::*; pub use c::*;");
    let files = [root, text, ("src/text/a.rs", a), ("src/text/b.rs", b), ("src/text/c.rs", c)];
    assert_eq!(told(&files), expected);
}

#[test]
fn a_child_that_imports_its_parent_is_in_a_circle_with_it() {
    let text = ("src/text.rs", "mod child; pub struct Text; pub fn f() { child::g() }");
    let child = ("src/text/child.rs", "use super::Text; pub fn g() {}");
    let told = told(&[("src/lib.rs", "pub mod text;"), text, child]);
    assert_eq!(told, ["src/text.rs in a circle", "src/text/child.rs in a circle"]);
}

#[test]
fn files_are_found_wherever_their_modules_say() {
    let root = "pub mod keys; pub mod text; #[path = \"elsewhere/odd.rs\"] pub mod clock;";
    let odd = "#[cfg_attr(unix, path = \"a.rs\")] #[cfg_attr(not(unix), path = \"b.rs\")] mod system;";
    let files = [
        ("src/lib.rs", root),
        ("src/keys/mod.rs", "mod inner { mod deep; } pub struct Key;"),
        ("src/keys/inner/deep.rs", "use crate::text::Text;"),
        ("src/text.rs", "pub struct Text;"),
        ("src/clock.rs", "a file that no module names is not read"),
        ("src/elsewhere/odd.rs", odd),
        ("src/elsewhere/a.rs", ""),
        ("src/elsewhere/b.rs", ""),
    ];
    assert_eq!(told(&files), ["src/keys/inner/deep.rs -> src/text.rs"]);
}

#[test]
fn the_program_knows_the_library_by_its_name() {
    let main = ("src/main.rs", "mod accounts; use ours::text::Text; fn main() {}");
    let accounts = ("src/accounts.rs", "fn f(_: ours::demo::Service) {}");
    let root = ("src/lib.rs", "pub mod demo; pub mod text;");
    let (demo, text) = (("src/demo.rs", "pub struct Service;"), ("src/text.rs", "pub struct Text;"));
    let told = told(&[main, accounts, root, demo, text]);
    assert_eq!(told, ["src/accounts.rs -> src/demo.rs", "src/main.rs -> src/text.rs"]);
}

#[rstest]
#[case::as_long_as_may_be(LONGEST, &[])]
#[case::too_long(LONGEST + 1, &["src/text.rs has more than 360 lines"])]
fn a_file_is_not_too_long(#[case] lines: usize, #[case] expected: &[&str]) {
    let text = "// a line\n".repeat(lines);
    assert_eq!(told(&[("src/lib.rs", "mod text;"), ("src/text.rs", &text)]), expected);
}

#[test]
fn an_exception_holds_as_long_as_it_is_needed() {
    let faults = ["a -> b".to_owned(), "c in a circle".to_owned()].into();
    assert_eq!(complaints(&faults, &["a -> b", "c in a circle"]), Vec::<String>::new());
    assert_eq!(complaints(&faults, &["a -> b"]), ["new:    c in a circle"]);
    assert_eq!(
        complaints(&faults, &["a -> b", "c in a circle", "d has more than 360 lines"]),
        ["mended: d has more than 360 lines"]
    );
}
