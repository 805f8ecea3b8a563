//! The memory of the real program, searched from outside after a value was hidden, copied, sent or left:
//! nothing of it may be there. The service is a process of its own, so that what is found is the program's.
//!
//! Needs to be root or to have `CAP_SYS_PTRACE`, since the program keeps everybody else out; says so where
//! it cannot look. `TAPIS_SECRETS_TEST_ALL` makes that a failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

/// The program's own: freed memory is wiped in the process that reads pods too.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

mod support;

#[path = "support/certificates.rs"]
mod certificates;
#[path = "memory/commands.rs"]
mod commands;
#[path = "memory/forms.rs"]
mod forms;
#[path = "memory/front.rs"]
mod front;
#[path = "memory/needle.rs"]
mod needle;
#[path = "memory/pods.rs"]
mod pods;
#[path = "memory/stage.rs"]
mod stage;
#[path = "memory/tokens.rs"]
mod tokens;
#[path = "memory/values.rs"]
mod values;

use tapis_secrets::protection::{Protection, protect};

#[test]
fn a_protected_process_leaves_no_core_dump_and_lets_nobody_in() {
    protect();
    let observed = Protection::observed();
    assert!(observed.no_core_dump);
    if cfg!(target_os = "linux") {
        assert_eq!(observed.not_readable, Some(true));
    }
}
