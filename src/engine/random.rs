//! Random bytes, on a thread of its own: the system may take its time.

use std::thread;

use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::core::{Event, RequestId};
use crate::domain::DigestKey;
use crate::domain::digest::KEY_BYTES;

pub(super) fn random(request: RequestId, length: usize, deliver: impl FnOnce(Event) + Send + 'static) {
    let run = move || {
        let mut bytes = Zeroizing::new(vec![0; length]);
        let got = SystemRandom::new().fill(&mut bytes).is_ok();
        deliver(Event::Random(request, got.then_some(bytes)));
    };
    // Without a thread there is no answer, and the menu stays open.
    let _ = thread::Builder::new().name("random".into()).spawn(run);
}

pub(super) fn digest_key(request: RequestId, deliver: impl FnOnce(Event) + Send + 'static) {
    let run = move || {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        let got = SystemRandom::new().fill(bytes.as_mut_slice()).is_ok();
        deliver(Event::DigestKey(request, got.then(|| DigestKey::new(&bytes))));
    };
    let _ = thread::Builder::new().name("random".into()).spawn(run);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SecretValue;

    #[test]
    fn every_key_of_digests_is_another() {
        let key = || {
            let (sender, receiver) = std::sync::mpsc::channel();
            digest_key(RequestId(1), move |event| sender.send(event).unwrap());
            match receiver.recv().unwrap() {
                Event::DigestKey(_, Some(key)) => key,
                other => panic!("{other:?} is no key"),
            }
        };
        let value = SecretValue::new("hunter2".to_owned());
        assert_ne!(key().print(&value), key().print(&value));
    }
}
