//! Checks whether copies arrive: asks the clipboard that copies go to, and with `--try-clipboard` makes a copy.
//! Otherwise no clipboard is changed.

use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::report::{Check, Mark, Report};
use crate::accounts::credentials::command::{self, CommandFault, Manner};
use crate::children;
use crate::clipboard::holder::{self, Look};
use crate::clipboard::protocol;
use crate::core::settings::ClipboardWay;
use crate::core::{CopyFault, CopyReport};
use crate::files::reason;
use crate::text::SafeText;

const NAME: &str = "clipboard";
/// The text of a trial copy, which is no secret.
const TRIAL: &str = "tapis-secrets doctor";
/// The time that a trial copy stays where only the user can check it, by pasting.
const STAYS: Duration = Duration::from_secs(30);

/// Checks the clipboard, and makes a trial copy if `try_it`.
pub(super) fn check(report: &mut Report<'_>, way: ClipboardWay, try_it: bool) {
    let asked = ask(way);
    let works = !matches!(asked.mark, Mark::Bad);
    report.judge(asked);
    if !try_it || way == ClipboardWay::Off {
        return;
    }
    if !works {
        return report.add(Check::warning(NAME, "no copy was tried, and the clipboard is unchanged"));
    }
    report.add(Check::warning(NAME, format!("the trial replaces {}", replaced(way))));
    report.judge(match trial(way) {
        Ok(text) => Check::good(NAME, text),
        Err(why) => Check::bad(NAME, format!("the trial failed: {why}")),
    });
}

fn ask(way: ClipboardWay) -> Check {
    match way {
        ClipboardWay::System => desktop(),
        ClipboardWay::Tmux => tmux(),
        ClipboardWay::Osc52 => Check::warning(
            NAME,
            "OSC 52: the terminal may ignore a copy, and nothing can confirm one. Make a copy and paste it to see. tmux and desktops confirm copies.",
        ),
        ClipboardWay::Off => Check::good(NAME, "off: nothing is copied"),
    }
}

fn desktop() -> Check {
    match holder::look() {
        Look::Holds(_) => Check::good(
            NAME,
            "the desktop's clipboard answers; copies are confirmed, and cleared when their time is over",
        ),
        Look::Absent => Check::bad(NAME, format!("{} Use --clipboard osc52.", why_absent())),
        Look::Silent => Check::bad(
            NAME,
            "the desktop's clipboard did not answer in time. Check the desktop, or use --clipboard osc52.",
        ),
    }
}

/// Says why this desktop has no clipboard, by the variables that name the display.
fn why_absent() -> String {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let (wayland, x11) = (set("WAYLAND_DISPLAY"), set("DISPLAY"));
    let mut why = Vec::new();
    if let Some(name) = &wayland {
        let shown = SafeText::from(name.as_str());
        // `join` keeps an absolute path as it is.
        let socket = Path::new(&set("XDG_RUNTIME_DIR").unwrap_or_default()).join(name);
        why.push(match UnixStream::connect(socket) {
            Ok(_) => format!(
                "the compositor at WAYLAND_DISPLAY={shown} gives programs without a window no clipboard (no data-control)."
            ),
            Err(_) => format!("nothing answers at WAYLAND_DISPLAY={shown}."),
        });
    }
    if let Some(name) = x11 {
        why.push(format!("nothing answers at DISPLAY={}.", SafeText::from(name)));
    }
    if why.is_empty() { "there is no desktop here.".to_owned() } else { why.join(" ") }
}

/// Asks tmux, which can pass a buffer on to the terminal since version 3.2.
fn tmux() -> Check {
    let said = ask_tmux(&["display-message", "-p", "tmux #{version} #{client_termfeatures}"]);
    match said.as_ref().map(|line| (line.as_str(), version(line))) {
        Ok((line, Some(version))) if version >= (3, 2) => {
            let name = SafeText::from(line.split(' ').take(2).collect::<Vec<_>>().join(" "));
            if line.split([' ', ',']).any(|feature| feature == "clipboard") {
                Check::good(NAME, format!("{name}, which passes copies on to the terminal"))
            } else {
                Check::warning(
                    NAME,
                    format!(
                        "{name} does not know that the terminal has a clipboard, so copies may stay in tmux. To tell \
                         it: set -as terminal-features ',*:clipboard'"
                    ),
                )
            }
        }
        Ok((line, _)) => Check::warning(
            NAME,
            format!("{} is older than 3.2. Update it, or use --clipboard osc52.", SafeText::from(line)),
        ),
        Err(CommandFault::Failed { .. }) => {
            Check::bad(NAME, "TMUX is set, but no tmux answers there. Unset TMUX, or use --clipboard osc52.")
        }
        Err(fault) => Check::bad(NAME, format!("TMUX is set, but: {fault} Use --clipboard osc52.")),
    }
}

fn ask_tmux(arguments: &[&str]) -> Result<zeroize::Zeroizing<String>, CommandFault> {
    let words: Vec<String> =
        std::iter::once("tmux").chain(arguments.iter().copied()).map(str::to_owned).collect();
    command::first_line(&words, Manner::Alone)
}

/// Returns the version of tmux: `(3, 2)` for `tmux 3.2a`, `(3, 4)` for `tmux next-3.4`.
fn version(line: &str) -> Option<(u32, u32)> {
    let number = &line[line.find(|c: char| c.is_ascii_digit())?..];
    let (major, rest) = number.split_once('.')?;
    let minor: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// Says what a trial copy replaces, without showing the text.
fn replaced(way: ClipboardWay) -> String {
    match way {
        ClipboardWay::System => match holder::look() {
            Look::Holds(Some(1)) => "the clipboard's text of 1 character".to_owned(),
            Look::Holds(Some(count)) => format!("the clipboard's text of {count} characters"),
            Look::Holds(None) => "the clipboard, which is empty or holds no text".to_owned(),
            Look::Absent | Look::Silent => "what the clipboard holds".to_owned(),
        },
        ClipboardWay::Tmux => "what the terminal's clipboard holds; tmux's own buffers stay".to_owned(),
        ClipboardWay::Osc52 | ClipboardWay::Off => {
            "what the terminal's clipboard holds, which no program can see".to_owned()
        }
    }
}

/// Copies a text like a value, checks that it arrived, and removes it. Returns the result in words.
fn trial(way: ClipboardWay) -> Result<String, String> {
    let (mut child, mut reports) = copy(way).map_err(|error| format!("{}.", reason(&error)))?;
    let first = next(&mut reports);
    let outcome = match (&first, way) {
        // Only the user can check it, by pasting.
        (Some(CopyReport::Sent), ClipboardWay::Osc52 | ClipboardWay::Off) => {
            return Ok(format!(
                "the text \"{TRIAL}\" was sent to the terminal. Paste it within {} s to see whether it arrived; \
                 then it is overwritten.",
                STAYS.as_secs()
            ));
        }
        (Some(CopyReport::Taken), _) => Ok("another process read it back"),
        (Some(CopyReport::Sent), _) => {
            let buffer = format!("tapis-secrets-{}", child.id());
            match ask_tmux(&["show-buffer", "-b", &buffer]) {
                Ok(text) if *text == TRIAL => Ok("tmux gave it back"),
                _ => Err("tmux accepted the text but does not hold it."),
            }
        }
        (Some(CopyReport::Failed(CopyFault::NotThere)), _) => {
            Err("the clipboard accepted the text but does not hold it.")
        }
        (Some(CopyReport::Failed(_)), _) => Err("the clipboard did not accept the text."),
        _ => Err("the helper did not run."),
    };
    let _ = kill_process(Pid::from_child(&child), Signal::TERM);
    let last = next(&mut reports);
    let _ = child.wait();
    let read = outcome?;
    Ok(match last {
        Some(CopyReport::Cleared) => format!("a text was copied, {read}, and it was removed again"),
        Some(CopyReport::Replaced) => {
            format!("a text was copied, {read}, and another program has replaced it")
        }
        _ => format!("a text was copied, {read}; it could not be removed again"),
    })
}

/// Starts a clipboard holder, and gives it the text.
fn copy(way: ClipboardWay) -> io::Result<(Child, BufReader<ChildStdout>)> {
    let program: PathBuf = std::env::current_exe()?;
    let terminal = io::stdout().as_fd().try_clone_to_owned()?;
    let mut child = children::command(program)
        .args(protocol::arguments(way, Some(STAYS)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::from(terminal))
        .spawn()?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (Some(mut input), Some(output)) = (input, output) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    input.write_all(&(TRIAL.len() as u64).to_le_bytes())?;
    input.write_all(TRIAL.as_bytes())?;
    Ok((child, BufReader::new(output)))
}

/// Returns the next report of a holder, which ends by itself when it takes too long.
fn next(reports: &mut impl BufRead) -> Option<CopyReport> {
    let mut line = String::new();
    reports.read_line(&mut line).ok()?;
    protocol::parse_report(line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("tmux 3.4", Some((3, 4)))]
    #[case("tmux 3.2a", Some((3, 2)))]
    #[case("tmux next-3.6", Some((3, 6)))]
    #[case("tmux master", None)]
    fn versions_of_tmux(#[case] line: &str, #[case] expected: Option<(u32, u32)>) {
        assert_eq!(version(line), expected);
    }
}
