//! A home for an editor's settings in the private directory: links to the files in the real one, except those
//! where the editor keeps copies of edited text. The editor makes these in the private directory, whatever the
//! settings say.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::known::Home;

/// Makes `home` in the private directory `dir`. Where linking fails, the editor starts with its default
/// settings.
pub(super) fn make(home: &Home, dir: &Path) {
    let to = dir.join(format!(".{}", home.name));
    let _ = fs::create_dir(&to);
    if let Some(from) = real(home, |name| env::var_os(name)) {
        link(&from, &to, home.keeps);
    }
}

/// Returns the user's own home of these settings.
fn real(home: &Home, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let named = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let all = || named("XDG_CONFIG_HOME").or_else(|| Some(named("HOME")?.join(".config")));
    named(home.variable).or_else(|| Some(all()?.join(home.name)))
}

fn link(from: &Path, to: &Path, but: &[&str]) {
    let Ok(entries) = fs::read_dir(from) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if !but.iter().any(|kept| name == **kept) {
            let _ = symlink(entry.path(), to.join(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MICRO: Home = Home { variable: "MICRO_CONFIG_HOME", name: "micro", keeps: &["buffers"] };

    fn real_with(variables: &[(&str, &str)]) -> Option<PathBuf> {
        let find = |name: &str| variables.iter().find(|(known, _)| *known == name);
        real(&MICRO, |name| find(name).map(|(_, value)| OsString::from(value)))
    }

    #[test]
    fn the_real_home_is_where_the_editor_would_look() {
        assert_eq!(real_with(&[("HOME", "/h")]), Some("/h/.config/micro".into()));
        assert_eq!(real_with(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "/c")]), Some("/c/micro".into()));
        assert_eq!(real_with(&[("HOME", "/h"), ("MICRO_CONFIG_HOME", "/m")]), Some("/m".into()));
        assert_eq!(real_with(&[]), None);
    }

    #[test]
    fn settings_are_there_and_what_is_kept_is_kept_here() {
        let user = tempfile::tempdir().unwrap();
        let dir = tempfile::tempdir().unwrap();
        fs::write(user.path().join("settings.json"), "{}").unwrap();
        fs::create_dir(user.path().join("buffers")).unwrap();
        link(user.path(), dir.path(), MICRO.keeps);
        assert_eq!(fs::read_to_string(dir.path().join("settings.json")).unwrap(), "{}");
        assert!(!dir.path().join("buffers").exists());
    }
}
