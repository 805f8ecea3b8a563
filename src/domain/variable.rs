//! The names of variables: which ones a shell knows, and which ones change what a program runs.

/// Variables that make programs run or load something else, or look for it elsewhere. A name that ends in `*` stands for
/// all that begin so.
const DANGEROUS: [&str; 60] = [
    "BASHOPTS",
    "BASH_ENV",
    "BASH_FUNC_*",
    "BROWSER",
    "CDPATH",
    "CLASSPATH",
    "COR_*",
    "CORECLR_*",
    "DOTNET_STARTUP_HOOKS",
    "DYLD_*",
    "EDITOR",
    "ENV",
    "FPATH",
    "GCONV_PATH",
    "GIT_*",
    "GLIBC_TUNABLES",
    "GLOBIGNORE",
    "HOME",
    "HOSTALIASES",
    "IFS",
    "JAVA_TOOL_OPTIONS",
    "JDK_JAVA_OPTIONS",
    "LD_*",
    "LESSCLOSE",
    "LESSOPEN",
    "LOCPATH",
    "LUA_*",
    "MAKEFLAGS",
    "MALLOC_*",
    "MANPAGER",
    "NLSPATH",
    "NODE_OPTIONS",
    "NODE_PATH",
    "OLDPWD",
    "OPENSSL_CONF",
    "OPENSSL_ENGINES",
    "PAGER",
    "PATH",
    "PERL5*",
    "PERLLIB",
    "PHPRC",
    "PHP_INI_SCAN_DIR",
    "PROMPT_COMMAND",
    "PS1",
    "PS4",
    "PWD",
    "PYTHON*",
    "RES_OPTIONS",
    "RUBYLIB",
    "RUBYOPT",
    "RUSTC*",
    "SHELL",
    "SHELLOPTS",
    "SSH_ASKPASS",
    "TERMCAP",
    "TERMINFO*",
    "TMPDIR",
    "VISUAL",
    "ZDOTDIR",
    "_JAVA_OPTIONS",
];

/// A reason why a name is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No shell could name it.
    Characters,
    /// Programs run or load something else because of it.
    Dangerous,
}

/// Says why a variable may not have this name; `None` when it may.
pub fn unfit(name: &str) -> Option<Unfit> {
    let is_meant = |entry: &str| match entry.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == entry,
    };
    if DANGEROUS.iter().any(|entry| is_meant(entry)) {
        return Some(Unfit::Dangerous);
    }
    let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_name = name.starts_with(|c: char| is_inside(c) && !c.is_ascii_digit());
    (!is_name || !name.chars().all(is_inside)).then_some(Unfit::Characters)
}

/// Tells whether a KEY of a pod's `secret_map` may become a variable without having been named: `[A-Z][A-Z0-9_]*`.
pub fn is_plain_key(name: &str) -> bool {
    let is_inside = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(is_inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("DB_PASSWORD", None)]
    #[case("_x9", None)]
    #[case("db", None)]
    #[case("PATHS", None)]
    #[case("", Some(Unfit::Characters))]
    #[case("9X", Some(Unfit::Characters))]
    #[case("A-B", Some(Unfit::Characters))]
    #[case("x;reboot", Some(Unfit::Characters))]
    #[case("Ä", Some(Unfit::Characters))]
    #[case("PATH", Some(Unfit::Dangerous))]
    #[case("LD_PRELOAD", Some(Unfit::Dangerous))]
    #[case("PYTHONSTARTUP", Some(Unfit::Dangerous))]
    #[case("BASH_ENV", Some(Unfit::Dangerous))]
    #[case("BASH_FUNC_ls%%", Some(Unfit::Dangerous))]
    fn names_are_judged(#[case] name: &str, #[case] expected: Option<Unfit>) {
        assert_eq!(unfit(name), expected);
    }

    #[rstest]
    #[case("DB_PW2", true)]
    #[case("db_pw", false)]
    #[case("_DB", false)]
    #[case("2DB", false)]
    #[case("", false)]
    fn keys_of_pods_are_judged(#[case] name: &str, #[case] expected: bool) {
        assert_eq!(is_plain_key(name), expected);
    }
}
