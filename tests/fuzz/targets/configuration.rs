#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use tapis_secrets::config::Config;

/// Something that stands where a secret may stand by mistake.
const MARK: &str = "hunter2hunter2";

fuzz_target!(|text: &str| {
    if let Err(faults) = Config::read(Path::new("/config.toml"), text) {
        let told = faults.to_string();
        assert!(!told.is_empty());
        assert!(!told.chars().any(|c| c.is_control() && c != '\n'), "{told:?}");
    }
    // A value of a key is never repeated, whatever is wrong with it.
    let line = text.replace(['\n', '\r', '"', '\\'], " ");
    let file = format!("[profiles.a]\nbase_url = \"https://a\"\n{} = \"{MARK} {line}\"\n", "usernam");
    if let Err(faults) = Config::read(Path::new("/config.toml"), &file) {
        assert!(!faults.to_string().contains(MARK), "{faults}");
    }
});
