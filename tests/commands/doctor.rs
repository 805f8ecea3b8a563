//! What doctor says, and its exit codes.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use rstest::rstest;
use tapis_secrets::demo::Scripted;

use super::front::Front;
use super::support::answers::{error, status};
use super::{Home, err, out};

/// What is said, without what differs from run to run.
fn said(home: &Home, text: &str) -> String {
    let folder = home.folder.path().display().to_string();
    let text = text.replace(&folder, "HOME").replace(&home.service.base_url(), "http://127.0.0.1:PORT");
    // The memory of this machine is looked at elsewhere.
    text.lines().filter(|line| !line.contains(" memory      ")).map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn all_is_well() {
    let home = Home::new();
    home.write("token", &home.service.token(), 0o600);
    let home = home.local("username = \"alice\"\ntoken_file = \"../../token\"\ndanger = true");
    let env = [("COLORTERM", "truecolor"), ("TAPIS_TOKEN", "t")];
    let output = home.run(&["doctor", "--clipboard", "off"], &env);
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(said(&home, &out(&output)));
    assert!(!out(&output).contains(&home.service.token()));
}

#[test]
fn as_json_it_names_no_secret_and_says_the_same() {
    let home = Home::new();
    home.write("token", &home.service.token(), 0o600);
    let home = home.local("username = \"alice\"\ntoken_file = \"../../token\"");
    let lines = out(&home.run(&["doctor", "--clipboard", "off"], &[]));
    let json = out(&home.run(&["doctor", "--clipboard", "off", "--json"], &[]));
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&report["schema"], &report["exit"]), (&1.into(), &0.into()));
    assert_eq!(report["version"], env!("CARGO_PKG_VERSION"));
    let checks = report["checks"].as_array().unwrap();
    assert_eq!(checks.len(), lines.lines().count());
    for (check, line) in checks.iter().zip(lines.lines()) {
        let mark = match check["result"].as_str().unwrap() {
            "good" => "✓",
            "warning" => "!",
            other => panic!("{other}"),
        };
        let [name, text] = ["check", "text"].map(|field| check[field].as_str().unwrap());
        assert_eq!(format!("{mark} {name:<11} {text}"), line);
    }
    assert!(!json.contains(&home.service.token()) && !json.contains("postgres"), "{json}");
}

#[test]
fn as_json_a_fault_has_the_same_exit_code() {
    let home = Home::new();
    let output = home.run(&["doctor", "--json"], &[]);
    let report: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((output.status.code(), &report["exit"]), (Some(2), &2.into()));
    assert!(report["checks"].as_array().unwrap().iter().any(|check| check["result"] == "bad"));
}

#[test]
fn hardly_anything_is_well() {
    let home = Home::new();
    home.write("token", &home.service.token(), 0o644);
    let home = home.local("token_command = \"false\"\ntoken_file = \"../../token\"");
    let env = [("TERM", "dumb"), ("LANG", "C"), ("XDG_RUNTIME_DIR", "")];
    let output = home.run(&["doctor"], &env);
    assert_eq!(output.status.code(), Some(3));
    insta::assert_snapshot!(said(&home, &out(&output)));
}

#[rstest]
#[case::for_others("", &[("TAPIS_TENANT_URL", "URL"), ("TAPIS_JWT", "t")], 2, "TAPIS_TENANT_URL is set; this program reads TAPIS_BASE_URL. TAPIS_JWT is set; this program reads TAPIS_TOKEN.")]
#[case::token_for_others("", &[("TAPIS_BASE_URL", "URL"), ("TAPIS_ACCESS_TOKEN", "t")], 3, "TAPIS_ACCESS_TOKEN is set; this program reads TAPIS_TOKEN.")]
#[case::json("", &[("TAPIS_BASE_URL", "URL"), ("TAPIS_TOKEN", "{\"result\":\"hunter2\"}")], 3, "it is JSON; in the answer of the token endpoint, jq -r .result.access_token.access_token finds the token")]
#[case::nowhere("", &[], 2, "profile     none. Set TAPIS_BASE_URL and TAPIS_TOKEN")]
#[case::which("[profiles.a]\nbase_url = \"URL\"\n[profiles.b]\nbase_url = \"URL\"\n", &[], 2, "The profiles are: a, b.")]
#[case::config("x = 1\ny = 2\n", &[], 2, "config.toml:1: unknown key x.")]
#[case::address("", &[("TAPIS_BASE_URL", "ftp://a")], 2, "must begin with https://")]
#[case::unusable("", &[("TAPIS_BASE_URL", "http://127.0.0.1:9"), ("TAPIS_TOKEN", "a b")], 3, "TAPIS_TOKEN cannot be used")]
#[case::refused("", &[("TAPIS_BASE_URL", "URL"), ("TAPIS_TOKEN", "h.e30.s")], 3, "the service does not accept this token. Set TAPIS_TOKEN")]
#[case::unreachable("", &[("TAPIS_BASE_URL", "http://127.0.0.1:9"), ("TAPIS_TOKEN", "h.e30.s")], 4, "nothing answers at http://127.0.0.1:9")]
#[case::elsewhere("", &[("TAPIS_BASE_URL", "URL/elsewhere"), ("TAPIS_TOKEN", "TOKEN")], 4, "has no secrets of Tapis Pods there. Check base_url")]
#[case::proxy("", &[("TAPIS_BASE_URL", "https://tacc.tapis.io"), ("TAPIS_TOKEN", "h.e30.s"), ("HTTPS_PROXY", "http://alice:hunter2@127.0.0.1:9")], 4, "nothing answers at the proxy")]
#[case::no_proxy("", &[("TAPIS_BASE_URL", "https://pods.invalid"), ("TAPIS_TOKEN", "h.e30.s"), ("ALL_PROXY", "127.0.0.1:9"), ("NO_PROXY", ".invalid")], 4, "the host pods.invalid was not found")]
#[case::no_proxy_here("", &[("TAPIS_BASE_URL", "URL"), ("TAPIS_TOKEN", "h.e30.s"), ("ALL_PROXY", "127.0.0.1:9"), ("http_proxy", "127.0.0.1:9")], 3, "the service does not accept this token.")]
#[case::authority("[profiles.a]\nbase_url = \"URL\"\nca_file = \"none.pem\"\n", &[], 4, "ca_file cannot be read (")]
#[case::no_proxy_at_all("", &[("TAPIS_BASE_URL", "https://pods.invalid"), ("TAPIS_TOKEN", "h.e30.s"), ("HTTPS_PROXY", "ftp://alice:hunter2@proxy")], 4, "HTTPS_PROXY is not the address of a proxy; one looks like")]
fn the_exit_code_tells_what_kind_of_trouble_it_is(
    #[case] config: &str,
    #[case] env: &[(&str, &str)],
    #[case] code: i32,
    #[case] hint: &str,
) {
    let home = Home::new().config(config);
    let filled =
        |text: &str| text.replace("URL", &home.service.base_url()).replace("TOKEN", &home.service.token());
    let env: Vec<_> = env.iter().map(|(name, value)| (*name, filled(value))).collect();
    let env: Vec<_> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let output = home.run(&["doctor"], &env);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(code), "{text}");
    assert!(text.contains(hint), "{text}");
    assert!(
        text.contains("memory")
            && !text.contains("h.e30.s")
            && !text.contains("hunter2")
            && !text.contains(&home.service.token()),
        "{text}"
    );
}

#[test]
fn every_fault_of_the_configuration_is_told() {
    let home = Home::new().config("reveal_secs = 5\ntheme = \"drak\"\n[profiles.a]\nbase_ulr = \"URL\"\n");
    let output = home.run(&["doctor"], &[]);
    assert_eq!(output.status.code(), Some(2));
    let text = out(&output);
    for said in [
        "config.toml:1: unknown key reveal_secs. Did you mean reveal_seconds?",
        "config.toml:2: theme must be one of",
        "config.toml:3: profile a needs base_url",
        "config.toml:4: unknown key base_ulr. Did you mean base_url?",
    ] {
        let told = |line: &&str| line.starts_with("✗ config ") && line.contains(said);
        assert_eq!(text.lines().filter(told).count(), 1, "{said} in {text}");
    }
}

#[test]
fn a_token_of_another_tenant_is_not_sent() {
    let home = Home::new();
    let token = home.service.token_of_tenant("alice", Some("dev"));
    // The address only has to look like one of Tapis: nothing is asked with this token.
    let env = [("TAPIS_BASE_URL", "https://tacc.tapis.io"), ("TAPIS_TOKEN", token.as_str())];
    let proxy = [("HTTPS_PROXY", "http://127.0.0.1:9")];
    let output = home.run(&["doctor"], &[&env[..], &proxy].concat());
    assert!(
        out(&output).contains("token       for the tenant dev, but this is tacc, so it was not sent."),
        "{}",
        out(&output)
    );
}

#[test]
fn over_tls_the_certificate_is_looked_at() {
    let home = Home::new();
    home.write("token", &home.service.token(), 0o600);
    let front = Front::of(&home.service.base_url());
    let (url, ca_file) = (front.url.clone(), front.ca_file());
    let other_name = url.replace("localhost", "127.0.0.1");
    let home = home.config(&format!(
        "ca_file = \"{}\"\n\
         [profiles.good]\nbase_url = \"{url}\"\ntoken_file = \"../../token\"\n\
         [profiles.name]\nbase_url = \"{other_name}\"\ntoken_file = \"../../token\"\n",
        ca_file.display(),
    ));
    let good = home.run(&["doctor", "--profile", "good"], &[]);
    assert_eq!(good.status.code(), Some(0), "{}", out(&good));
    assert!(out(&good).contains("service     answers over TLS with a trusted certificate"));
    let asked = home.service.requests().len();
    for (arguments, env, said) in [
        (&["doctor", "--profile", "name"][..], None, "the certificate is for another host. Check base_url"),
        (
            &["doctor"],
            Some(&*url),
            "the certificate is not trusted. Name the server's certificate, or your authority's, with ca_file.",
        ),
    ] {
        let mut all = vec![("TAPIS_TOKEN", "h.e30.s")];
        if let Some(url) = env {
            // No file, so no ca_file either.
            all.extend([("TAPIS_BASE_URL", url), ("XDG_CONFIG_HOME", "/nowhere")]);
        }
        let output = home.run(arguments, &all);
        assert_eq!(output.status.code(), Some(4), "{}", out(&output));
        assert!(out(&output).contains(said), "{}", out(&output));
    }
    assert_eq!(home.service.requests().len(), asked, "nothing is sent before the connection is trusted");
}

#[test]
fn a_self_signed_certificate_may_be_named_by_setting_or_variable() {
    let home = Home::new();
    home.write("token", &home.service.token(), 0o600);
    let front = Front::self_signed(&home.service.base_url());
    let profile = format!("base_url = \"{}\"\ntoken_file = \"../../token\"\n", front.url);
    let file = front.ca_file().display().to_string();
    let home = home.config(&format!("[profiles.a]\n{profile}[profiles.b]\n{profile}ca_file = \"{file}\"\n"));
    let said = |name: &str, env: &[(&str, &str)]| out(&home.run(&["doctor", "--profile", name], env));
    let trusted = "service     answers over TLS with a trusted certificate";
    let folder = front.ca_file().parent().unwrap().display().to_string();
    for (name, env) in
        [("b", None), ("a", Some(("SSL_CERT_FILE", &*file))), ("a", Some(("SSL_CERT_DIR", &*folder)))]
    {
        let said = said(name, env.as_slice());
        assert!(said.contains(trusted), "{said}");
    }
    let said = said("a", &[]);
    assert!(!said.contains(trusted) && !said.contains("Other("), "{said}");
}

#[test]
fn certificates_that_are_of_no_use_are_told_by_the_name_of_what_names_them() {
    let home = Home::new().config("[profiles.a]\nbase_url = \"https://localhost:1\"\n");
    let empty = home.write("empty.pem", "", 0o600).display().to_string();
    for (value, expected) in [
        (&*empty, "SSL_CERT_FILE contains no certificate; it must be in PEM format: "),
        ("/nowhere/at/all", "SSL_CERT_FILE cannot be read (no such file or directory"),
        ("", "SSL_CERT_FILE is empty; unset it"),
    ] {
        let said = out(&home.run(&["doctor"], &[("SSL_CERT_FILE", value)]));
        assert!(said.contains(expected) && !said.contains("ca_file"), "{said}");
    }
    // With others to trust the connection is tried, and the variable is told all the same.
    let front = Front::self_signed(&home.service.base_url());
    let other = Front::self_signed(&home.service.base_url());
    let home = home.config(&format!("[profiles.a]\nbase_url = \"{}\"\n", front.url));
    let folder = other.ca_file().parent().unwrap().display().to_string();
    let said = out(&home.run(&["doctor"], &[("SSL_CERT_FILE", &empty), ("SSL_CERT_DIR", &folder)]));
    assert!(said.contains("✗ service     the certificate is not trusted."), "{said}");
    assert!(said.contains("! service     SSL_CERT_FILE contains no certificate"), "{said}");
    let named = format!("[profiles.a]\nbase_url = \"https://localhost:1\"\nca_file = \"{empty}\"\n");
    let said = out(&home.config(&named).run(&["doctor"], &[]));
    assert!(said.contains("ca_file contains no certificate") && !said.contains("SSL_CERT"), "{said}");
}

/// A service whose clock stands in 2020, and which takes any token.
fn in_2020() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let body = r#"{"message":"","metadata":{},"result":[],"status":"success","version":"1"}"#;
        let head =
            "HTTP/1.1 200 OK\r\ndate: Mon, 23 Nov 2020 14:10:30 GMT\r\ncontent-type: application/json\r\n";
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            let _ = connection.read(&mut [0; 4096]);
            let _ = write!(connection, "{head}content-length: {}\r\n\r\n{body}", body.len());
        }
    });
    url
}

#[rstest]
#[case::to_come("eyJzdWIiOiJhbGljZUB0YWNjIiwiZXhwIjoxNjA2MTQ0MjMwfQ", "✓ token", ", accepted\n")]
#[case::over(
    "eyJzdWIiOiJhbGljZUB0YWNjIiwiZXhwIjoxfQ",
    "! token",
    "accepted, although it has ended by the service's clock"
)]
fn the_end_of_a_token_is_told_by_the_services_clock(
    #[case] claims: &str,
    #[case] tone: &str,
    #[case] told: &str,
) {
    let (home, url, token) = (Home::new(), in_2020(), format!("h.{claims}.s"));
    let output = home.run(&["doctor"], &[("TAPIS_BASE_URL", &url), ("TAPIS_TOKEN", &token)]);
    let text = out(&output);
    assert!(text.contains(" ahead of the service's. If this machine's clock is wrong, set it."), "{text}");
    assert!(text.contains(tone) && text.contains(told), "{text}");
}

/// What a service or a token command may say about a secret.
const TOLD: &str = "postgres_main_password is hunter2";

#[rstest]
#[case::failing(error(500, TOLD))]
#[case::refusing(error(403, TOLD))]
#[case::dead_token(error(400, &format!("Invalid Tapis token. {TOLD}")))]
#[case::page(status(200, "text/html", TOLD))]
#[case::broken(status(200, "application/json", format!("{{\"result\": [\"{TOLD}\"")))]
#[case::moved(Scripted::Status { code: 302, content_type: "", headers: vec![("location", format!("/{TOLD}"))], body: vec![] })]
fn as_json_nothing_of_an_answer_is_repeated(#[case] answer: Scripted) {
    let home = Home::new();
    home.write("token", &home.service.token(), 0o600);
    let home = home.local("token_file = \"../../token\"");
    // The list may be tried again.
    (0..5).for_each(|_| home.service.answer_next("GET", "/pods/secrets", answer.clone()));
    names_no_secret(&home, &[]);
    assert!(!home.service.requests().is_empty(), "it was asked");
}

#[test]
fn as_json_nothing_of_what_is_kept_is_repeated() {
    let home = Home::new();
    let token = home.service.token();
    let home = home.local(&format!(
        "token_command = [\"sh\", \"-c\", \"echo {TOLD} >&2; echo {token}\"]\nremember_changes = true"
    ));
    let set = home.run(&["set", "postgres_main_password", "--generate"], &[]);
    assert_eq!(set.status.code(), Some(0), "{}", err(&set));
    let kept =
        |path: &Path| fs::read_to_string(path).is_ok_and(|text| text.contains("postgres_main_password"));
    assert!(
        files_below(home.folder.path()).iter().any(|path| kept(path)),
        "the change is remembered by its name"
    );
    names_no_secret(&home, &[]);
}

/// Says that `doctor --json` prints no name of a secret and no value.
#[track_caller]
fn names_no_secret(home: &Home, env: &[(&str, &str)]) {
    let json = out(&home.run(&["doctor", "--clipboard", "off", "--json"], env));
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    assert!(!json.contains("postgres") && !json.contains("hunter2"), "{json}");
    assert!(!json.contains(&home.service.token()), "{json}");
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
