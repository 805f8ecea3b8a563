#![no_main]

use libfuzzer_sys::fuzz_target;
use tapis_secrets::domain::{BaseUrl, SecretId};

fuzz_target!(|input: (bool, &str, &str)| {
    let (allow_http, text, id) = input;
    let Ok(base) = BaseUrl::parse(text, allow_http) else { return };
    let again = BaseUrl::parse(base.as_str(), allow_http).expect("what was read is read again");
    assert_eq!(again.as_str(), base.as_str());
    assert_eq!(again.origin(), base.origin());
    assert!(base.as_str().starts_with("https://") || allow_http || base.is_loopback(), "{}", base.as_str());
    assert_eq!((base.secrets().username(), base.secrets().password()), ("", None));
    // Whatever an id is, its address stays below that of the secrets, and at the origin.
    if let Ok(url) = base.secret(&SecretId::from(id)) {
        assert!(url.as_str().starts_with(base.secrets().as_str()), "{url}");
        assert_eq!(url.origin(), base.secrets().origin());
        assert_eq!((url.query(), url.fragment()), (None, None));
    }
});
