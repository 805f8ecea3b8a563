//! `tapis-secrets profiles`: lists every profile with its values and their sources, and marks the one in use. Of a
//! command only the program is shown, because its arguments may be secret.

use clap::ValueEnum;

use super::{Outcome, Whereabouts, because, ended, file};
use crate::config::keys::Key;
use crate::config::sources::SecretSource;
use crate::config::{Config, Faults, LockWith, Profile, Source};
use crate::domain::Exit;
use crate::files;
use crate::place::NoPlace;
use crate::text::SafeText;
use crate::text::fit::width;

/// Returns the list; faults of the configuration or the command line go to standard error.
pub fn run(whereabouts: Result<Whereabouts, Faults>) -> Outcome {
    let Whereabouts { config, named, place } = match whereabouts {
        Ok(whereabouts) => whereabouts,
        Err(faults) => return faults.into(),
    };
    let (in_force, err, exit) = match place {
        Ok(place) => {
            let why = because(&config, named.as_deref(), &place);
            (Some((why, place.profile)), place.notes.join("\n"), Exit::Done)
        }
        // A list is useful without a profile in use, so this is no fault.
        Err(why @ (NoPlace::NoBaseUrl { .. } | NoPlace::NoDefault { .. })) => {
            (None, why.to_string(), Exit::Done)
        }
        Err(why) => (None, why.to_string(), why.exit()),
    };
    let in_force = in_force.as_ref().map(|(why, profile)| (*why, &**profile));
    Outcome { out: list(&config, in_force), err: ended(err), exit }
}

fn list(config: &Config, in_force: Option<(&str, &Profile)>) -> String {
    let mut blocks = vec![format!("Configuration: {}\n", file(config))];
    let outside = in_force.filter(|(_, profile)| config.profile(&profile.name).is_none());
    blocks.extend(outside.map(|(why, profile)| block(profile, Some(why))));
    for profile in &config.profiles {
        let why = in_force.filter(|(_, other)| other.name == profile.name).map(|(why, _)| why);
        blocks.push(block(profile, why));
    }
    blocks.join("\n")
}

fn block(profile: &Profile, why: Option<&str>) -> String {
    let mut text = match why {
        Some(why) => format!("* {}   active: {why}\n", profile.name),
        None => format!("  {}\n", profile.name),
    };
    let (mut rows, mut built_in) = (Vec::new(), Vec::new());
    for key in Key::ALL {
        let Some(value) = value(profile, key) else { continue };
        match words(profile.source(key)) {
            Some(source) => rows.push((key.name(), value, source)),
            None => built_in.push(format!("{} {value}", key.name())),
        }
    }
    if profile.tokens.given.is_some() {
        rows.push(("token", "set".to_owned(), "TAPIS_TOKEN".to_owned()));
    }
    let widest = rows.iter().map(|(_, value, _)| width(value)).max().unwrap_or(0);
    for (name, value, source) in rows {
        let pad = " ".repeat(widest - width(&value));
        text.push_str(&format!("    {name:<19} {value}{pad}   {source}\n"));
    }
    text.push_str(&format!("    {:<19} {}\n", "built in", built_in.join(", ")));
    text
}

/// Returns the value of a key for the list; `None` if it has none.
fn value(profile: &Profile, key: Key) -> Option<String> {
    let client = profile.client.as_ref();
    let flag = |flag: bool| Some(flag.to_string());
    match key {
        Key::BaseUrl => Some(profile.base_url.as_str().to_owned()),
        Key::Username => profile.username.as_deref().map(shown),
        Key::TokenCommand => profile.tokens.command.as_deref().map(program),
        Key::TokenFile => profile.tokens.file.as_ref().map(|path| files::shown(path)),
        Key::ClientId => client.map(|client| shown(&client.id)),
        Key::ClientKeyCommand => match &client?.key {
            SecretSource::Command(words) => Some(program(words)),
            SecretSource::File(_) => None,
        },
        Key::ClientKeyFile => match &client?.key {
            SecretSource::File(path) => Some(files::shown(path)),
            SecretSource::Command(_) => None,
        },
        Key::Danger => flag(profile.danger),
        Key::ViewOnly => flag(profile.view_only),
        Key::AllowHttp => flag(profile.allow_http),
        Key::CaFile => profile.ca_file.as_ref().map(|path| files::shown(path)),
        Key::RevealSeconds => Some(profile.reveal_for.as_secs().to_string()),
        Key::ClipboardSeconds => Some(profile.clipboard_for.as_secs().to_string()),
        Key::HideOnFocusLoss => flag(profile.hide_on_focus_loss),
        Key::Theme => profile.theme.to_possible_value().map(|theme| theme.get_name().to_owned()),
        Key::Lock => Some(if profile.lock == LockWith::Token { "token" } else { "key" }.to_owned()),
        Key::Pods => Some(if profile.pods_at_start { "auto" } else { "ask" }.to_owned()),
        Key::LockAfter => profile.lock_after.map(|after| (after.as_secs() / 60).to_string()),
        Key::RememberChanges => flag(profile.remember_changes),
        Key::RememberFilters => flag(profile.remember_filters),
        Key::TestCommand => profile.test_command.as_deref().map(program),
        Key::PodTimeout => Some(profile.pod_timeout.as_secs().to_string()),
        Key::Batch => Some(profile.batch.to_string()),
        Key::Notify => flag(profile.notify),
        Key::BulkMax => Some(profile.bulk_max.to_string()),
    }
}

/// Returns the source of a value in words; `None` for a built-in one.
fn words(source: Source) -> Option<String> {
    Some(match source {
        Source::BuiltIn => return None,
        Source::Line(line) => format!("line {line}"),
        Source::Habit(line) => format!("line {line}, for all profiles"),
        Source::Variable(name) | Source::Flag(name) => name.to_owned(),
        Source::Address => "another profile with this address is a danger profile".to_owned(),
    })
}

fn program(words: &[String]) -> String {
    let program = words.first().map(|word| shown(word)).unwrap_or_default();
    if words.len() > 1 { format!("{program} …") } else { program }
}

fn shown(text: &str) -> String {
    SafeText::from(text).shown().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Given;
    use std::path::Path;

    fn profiles(text: &str, given: Given) -> Outcome {
        let path = Path::new("/home/alice/.config/tapis-secrets/config.toml");
        run(Config::read(path, text).map(|config| Whereabouts::weigh(config, given)))
    }

    #[test]
    fn the_example_is_listed() {
        let outcome = profiles(include_str!("../../assets/config.example.toml"), Given::default());
        insta::assert_snapshot!(outcome.out);
        assert_eq!((outcome.err.as_str(), outcome.exit), ("", Exit::Done));
    }

    #[test]
    fn what_is_in_force_without_a_file_is_listed_and_danger_follows_the_address() {
        let text = "reveal_seconds = 5\n[profiles.prod]\nbase_url = \"tacc.tapis.io\"\ndanger = true\n\
                    token_command = [\"sh\", \"-c\", \"echo hunter2\"]\n";
        let given = Given {
            base_url: Some("https://tacc.tapis.io".into()),
            token: Some("h.hunter2.s".into()),
            ..Given::default()
        };
        let outcome = profiles(text, given);
        insta::assert_snapshot!(outcome.out);
        assert!(!outcome.out.contains("hunter2"));
    }

    #[test]
    fn what_is_left_aside_and_what_is_wrong_is_told_apart_from_the_list() {
        let text = "[profiles.a]\nbase_url = \"a.tapis.io\"\n[profiles.b]\nbase_url = \"b.tapis.io\"\n";
        let outcome =
            profiles(text, Given { profile: Some("a".into()), token: Some("t".into()), ..Given::default() });
        assert_eq!(outcome.err, "TAPIS_TOKEN is not used: profile a is active.\n");
        assert!(outcome.out.contains("* a   active: --profile names it\n"), "{}", outcome.out);
        let outcome = profiles(text, Given::default());
        assert!(outcome.exit == Exit::Done && outcome.err.starts_with("Which profile?"), "{}", outcome.err);
        let outcome = profiles(text, Given { profile: Some("c".into()), ..Given::default() });
        assert!(outcome.exit == Exit::WrongUsage && outcome.out.contains("  a\n"), "{}", outcome.out);
        let outcome = profiles("x = 1", Given::default());
        assert!(
            outcome.exit == Exit::WrongUsage
                && outcome.out.is_empty()
                && outcome.err.contains("config.toml:1: ")
        );
    }
}
