#![no_main]

mod pieces;

use libfuzzer_sys::fuzz_target;
use tapis_secrets::domain::Pod;

fuzz_target!(|input: (Vec<u8>, &[u8])| pieces::check::<Pod>(&input.0, input.1));
