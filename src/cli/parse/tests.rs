//! The help of each command, the options that commands share, and the sentences about a wrong command line.

use super::*;
use rstest::rstest;

fn parsed(line: &str) -> Result<Cli, Error> {
    try_parse(&line.split(' ').map(OsString::from).collect::<Vec<_>>())
}

#[rstest]
#[case::doctor("doctor", &["--try-clipboard", "--help"], &["--base-url", "--clipboard"])]
#[case::login("login", &["--user", "--remember"], &["--base-url", "--profile"])]
#[case::demo("demo", &["--secrets", "--serve", "--token-life"], &["--theme", "--log"])]
fn a_command_shows_its_own_options_before_those_it_shares(
    #[case] command: &str,
    #[case] own: &[&str],
    #[case] shared: &[&str],
) {
    let help = parsed(&format!("tapis-secrets {command} --help")).unwrap_err().to_string();
    let (before, after) = help.split_once(&format!("{SHARED}:\n")).expect(&help);
    assert!(own.iter().all(|option| before.contains(option)), "{help}");
    assert!(shared.iter().all(|option| after.contains(option) && !before.contains(option)), "{help}");
}

#[test]
fn a_shared_option_counts_before_and_behind_a_command() {
    for line in ["tapis-secrets --profile a doctor", "tapis-secrets doctor --profile a"] {
        assert_eq!(parsed(line).unwrap().goal.profile.as_deref(), Some("a"), "{line}");
    }
}

#[rstest]
#[case::terminal(&[("TERM", "xterm")], true)]
#[case::no_color(&[("TERM", "xterm"), ("NO_COLOR", "1")], false)]
#[case::no_color_empty(&[("TERM", "xterm"), ("NO_COLOR", "")], true)]
#[case::dumb(&[("TERM", "dumb")], false)]
#[case::unknown(&[], false)]
fn help_is_styled_where_the_environment_allows_it(#[case] variables: &[(&str, &str)], #[case] styled: bool) {
    let variable = |name: &str| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
    };
    assert_eq!(allows_styles(variable), styled);
    let help = parsed("tapis-secrets --help").unwrap_err();
    assert_eq!(rendered(&help, styled).contains('\u{1b}'), styled);
}

#[test]
fn each_command_shows_the_options_that_mean_something_to_it_and_takes_those_alone() {
    let definition = definition();
    for command in definition.get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = command.get_name();
        let help = parsed(&format!("tapis-secrets {name} --help")).unwrap_err().to_string();
        for option in shared(&definition) {
            let long = format!("--{}", option.get_long().unwrap());
            let means = takes(name).contains(&option.get_id().as_str());
            assert_eq!(
                help.contains(&format!("{long} ")) || help.contains(&format!("{long}\n")),
                means,
                "{long} in {help}"
            );
            let value = match option.get_id().as_str() {
                "theme" | "clipboard" => " auto",
                _ if option.get_action().takes_values() => " x",
                _ => "",
            };
            // The operands that a command does not go without.
            let operand = match name {
                "completions" => " bash",
                // Without it, another one is needed.
                "rotate" | "restart" => " x",
                _ if command.get_positionals().any(Arg::is_required_set) => " x",
                _ => "",
            };
            for line in [
                // Behind the command that `run` is to run, options are that command's.
                match name {
                    "run" => format!("tapis-secrets {name} {long}{value}{operand}"),
                    _ => format!("tapis-secrets {name}{operand} {long}{value}"),
                },
                format!("tapis-secrets {long}{value} {name}{operand}"),
            ] {
                let parsed = parsed(&line);
                assert_eq!(parsed.is_ok(), means, "{line}");
                assert!(means || parsed.is_err_and(|error| error.exit_code() == 2), "{line}");
            }
        }
    }
}

#[test]
fn manual_and_completions_offer_nothing_that_a_command_refuses() {
    let (definition, mut program) = (definition(), program());
    program.build();
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        for arg in shared(&definition) {
            let id = arg.get_id();
            let offered = command.get_arguments().any(|own| own.get_id() == id && !own.is_hide_set());
            assert_eq!(offered, takes(command.get_name()).contains(&id.as_str()), "{command} {id}");
        }
    }
}

#[test]
fn the_table_names_options_that_there_are() {
    let definition = definition();
    for command in definition.get_subcommands().map(Command::get_name) {
        for id in takes(command) {
            assert!(shared(&definition).any(|arg| arg.get_id() == id), "{id} of {command}");
        }
    }
}

#[rstest]
#[case("docter", "there is no command docter. Did you mean doctor? The commands are: demo, ")]
#[case("lsit", "there is no command lsit. Did you mean list?")]
#[case("--json", "The browser does not take --json; it is for commands such as list.")]
#[case("hold-clipbord", "there is no command hold-clipbord. The commands are: demo,")]
#[case("help docter", "there is no command docter. Did you mean doctor?")]
#[case("doctor --clipbord off", "a similar argument exists: '--clipboard'")]
#[case("--profle x", "a similar argument exists: '--profile'")]
#[case(
    "logout --clear-on-exit",
    "logout does not take --clear-on-exit. To see its options: tapis-secrets logout --help"
)]
#[case("--log x demo --serve 127.0.0.1:0", "demo --serve shows no screen, so it does not take --log.")]
#[case("--profile x demo", "demo uses its own service")]
fn what_is_wrong_is_said_in_a_sentence(#[case] line: &str, #[case] said: &str) {
    let error = parsed(&format!("tapis-secrets {line}")).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(error.to_string().contains(said), "{error}");
}

#[test]
fn what_would_be_refused_is_not_suggested() {
    let error = parsed("tapis-secrets demo --profle x").unwrap_err().to_string();
    assert!(error.contains("--profle") && !error.contains("--profile"), "{error}");
}

#[test]
fn help_names_the_variables_and_the_exit_codes() {
    for flag in ["-h", "--help"] {
        let help = parsed(&format!("tapis-secrets {flag}")).unwrap_err().to_string();
        for word in
            ["TAPIS_BASE_URL", "TAPIS_TOKEN", "TAPIS_SECRETS_CONFIG", "VISUAL", "EDITOR", "Exit codes:"]
        {
            assert!(help.contains(word), "{word} in {help}");
        }
    }
}

#[test]
fn the_value_of_an_option_is_no_command() {
    let line = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
    let definition = definition();
    let named = |words: &str| command_in(&definition, &line(words)).get_name().to_owned();
    assert_eq!(named("tapis-secrets --profile list set db --generate=hunter2"), "set");
    assert_eq!(named("tapis-secrets --profile run list --nope"), "list");
    let told =
        try_parse(&line("tapis-secrets --profile list set db --generate=hunter2")).unwrap_err().to_string();
    assert!(!told.contains("hunter2"), "{told}");
}
