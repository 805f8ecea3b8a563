//! `tapis-secrets login`: asks for name and password on the terminal, gets a token, and remembers it for the next
//! starts. The password never appears in an argument, a variable or a file.

use zeroize::Zeroizing;

use super::prompt::{NoAnswer, Prompt};
use super::watch::Watch;
use super::{Outcome, Whereabouts};
use crate::accounts::credentials::Memory;
use crate::api::{Route, Timeouts, TokenEndpoint};
use crate::cli::Login;
use crate::config::{Faults, Profile};
use crate::domain::{Claims, Exit, SecretValue, SignInFault, Token};
use crate::text::SafeText;
use crate::words;

/// Signs in, and remembers the token if the user wants that.
pub fn run(whereabouts: Result<Whereabouts, Faults>, login: &Login) -> Outcome {
    sign_in(whereabouts, login).unwrap_or_else(|why| why)
}

fn sign_in(whereabouts: Result<Whereabouts, Faults>, login: &Login) -> Result<Outcome, Outcome> {
    let place = whereabouts?.place?;
    let profile = &*place.profile;
    // If no token can be remembered, all questions would be in vain.
    let memory = Memory::of_session().map_err(|why| {
        Outcome::failed(
            Exit::Failed,
            format!("{why}\nSign in within the browser instead: run tapis-secrets and press s."),
        )
    })?;
    let mut watch = Watch::new()?;
    let mut prompt = Prompt::open(&mut watch).map_err(|_| {
        Outcome::failed(Exit::WrongUsage, "login asks for your password and needs a terminal for that.")
    })?;
    let asked = ask(&mut prompt, profile, login, &place.notes)?;
    let token = get(&mut prompt, profile, &asked)?;
    drop(asked.password);
    finish(&mut prompt, profile, login, &memory, &token)
}

struct Asked {
    username: String,
    password: SecretValue,
}

fn ask(
    prompt: &mut Prompt<'_>,
    profile: &Profile,
    login: &Login,
    notes: &[String],
) -> Result<Asked, NoAnswer> {
    for note in notes {
        prompt.say(note)?;
    }
    let danger = if profile.danger { "PRODUCTION, " } else { "" };
    let address = SafeText::from(profile.base_url.shown());
    prompt.say(&format!("Signing in to {} ({danger}profile {}).", address.shown(), profile.name))?;
    let username = match &login.user {
        Some(user) => user.clone(),
        None => username(prompt, profile.username.as_deref())?,
    };
    let mut password: Zeroizing<String> = prompt.ask_secret("Password: ")?;
    if password.is_empty() {
        return Err(NoAnswer::GivenUp);
    }
    Ok(Asked { username, password: SecretValue::new(std::mem::take(&mut password)) })
}

fn username(prompt: &mut Prompt<'_>, usual: Option<&str>) -> Result<String, NoAnswer> {
    let question = match usual {
        Some(usual) => format!("User [{}]: ", SafeText::from(usual).shown()),
        None => "User: ".to_owned(),
    };
    let typed = prompt.ask(&question)?;
    match (typed.trim(), usual) {
        ("", Some(usual)) => Ok(usual.to_owned()),
        ("", None) => Err(NoAnswer::GivenUp),
        (typed, _) => Ok(typed.to_owned()),
    }
}

fn get(prompt: &mut Prompt<'_>, profile: &Profile, asked: &Asked) -> Result<Token, Outcome> {
    let failed =
        |error: &dyn std::fmt::Display| Outcome::failed(Exit::Failed, format!("Not signed in: {error}."));
    let route = Route { ca_file: profile.ca_file.clone(), ..Route::default() };
    // Without a client, because the refresh token that a client gets would not be remembered.
    let endpoint = TokenEndpoint::new(&profile.base_url, None, &route, Timeouts::default());
    let endpoint = endpoint.map_err(|error| failed(&error))?;
    let granted = prompt.watch.wait(endpoint.password(&asked.username, &asked.password))?;
    let site = profile.site(Claims::default());
    granted
        .map(|tokens| tokens.access)
        .and_then(|token| match site.other_tenant(&token.claims()) {
            Some(tenant) => Err(SignInFault::OtherTenant(tenant.clone())),
            None => Ok(token),
        })
        .map_err(|fault| Outcome::failed(exit(&fault), words::sign_in_fault(&fault, &site)))
}

fn exit(fault: &SignInFault) -> Exit {
    match fault {
        SignInFault::Refused | SignInFault::OtherTenant(_) | SignInFault::NoSource => Exit::NotAuthenticated,
        SignInFault::Unreachable(_)
        | SignInFault::Proxy { .. }
        | SignInFault::TimedOut(_)
        | SignInFault::WrongAddress => Exit::Unreachable,
        _ => Exit::Failed,
    }
}

fn finish(
    prompt: &mut Prompt<'_>,
    profile: &Profile,
    login: &Login,
    memory: &Memory,
    token: &Token,
) -> Result<Outcome, Outcome> {
    let claims = token.claims();
    let mut done = format!("Signed in to {}", profile.base_url.shown());
    if !claims.user.is_empty() {
        done.push_str(&format!(" as {}", claims.user));
    }
    let ends = claims.expires.map(|at| crate::text::format::date(at, &jiff::tz::TimeZone::system()));
    let wished = login.remember || is_yes(&prompt.ask("Remember the token until it ends? [y/N] ")?);
    if !wished {
        return Ok(Outcome::done(format!("{done}; the token is not remembered.")));
    }
    profile
        .tokens
        .remember(memory, token)
        .map_err(|why| Outcome::failed(Exit::Failed, format!("{done}. {why}")))?;
    let until = ends.map(|ends| format!(" until {ends}")).unwrap_or_default();
    Ok(Outcome::done(format!("{done}; the token is remembered{until}. tapis-secrets logout removes it.")))
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
