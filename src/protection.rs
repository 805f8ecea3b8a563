//! Protects the memory of the process against other programs of the same user: no core dump contains it, no
//! debugger reads it. `Protection` reports what the system refuses; that is never a reason not to start.

use rustix::process::{Resource, getrlimit};

/// Keeps other processes out, as far as the system allows. Has to be called before any secret is read; nothing
/// turns it off.
pub fn protect() {
    // `Protection::observed` looks at the result when somebody asks.
    let _ = secmem_proc::harden_process();
}

/// The same without the limit on core dumps, which a command that takes the place of this program would inherit: a process
/// that nobody may read leaves no core dump either. Only Linux has that; elsewhere nothing is protected.
pub fn protect_without_limits() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// The protection of the memory of this process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// A crash leaves no core dump.
    pub no_core_dump: bool,
    /// Other processes of the user cannot read the memory; `None` where the system does not say.
    pub not_readable: Option<bool>,
    /// The process that traces this one already, and so reads everything.
    pub traced_by: Option<u32>,
}

impl Protection {
    /// Returns the present protection of this process, as the system reports it.
    pub fn observed() -> Self {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        Self {
            no_core_dump: getrlimit(Resource::Core).current == Some(0),
            not_readable: is_undumpable(),
            traced_by: tracer(&status),
        }
    }

    /// Returns a line for each part, and whether the part is protected.
    pub fn report(&self) -> Vec<(bool, String)> {
        let core = if self.no_core_dump {
            "A crash leaves no core dump."
        } else {
            "A crash may leave a core dump with values in it: the system refused to turn that off."
        };
        let readable = match self.not_readable {
            Some(true) => "Other programs of yours cannot read the memory of this one; root can.",
            Some(false) => {
                "Other programs of yours can read the memory of this one: the system refused to forbid it."
            }
            None => {
                "The system does not tell whether other programs of yours can read the memory of this one."
            }
        };
        let mut lines = vec![
            (self.no_core_dump, core.to_owned()),
            (self.not_readable == Some(true), readable.to_owned()),
        ];
        let traced = |pid| (false, format!("Process {pid} traces this one and sees everything in it."));
        lines.extend(self.traced_by.map(traced));
        lines
    }
}

#[cfg(target_os = "linux")]
fn is_undumpable() -> Option<bool> {
    use rustix::process::{DumpableBehavior, dumpable_behavior};
    dumpable_behavior().ok().map(|behavior| behavior == DumpableBehavior::NotDumpable)
}

#[cfg(not(target_os = "linux"))]
fn is_undumpable() -> Option<bool> {
    None
}

/// Returns the process that `/proc/PID/status` names as the tracer.
fn tracer(status: &str) -> Option<u32> {
    let pid = status.lines().find_map(|line| line.strip_prefix("TracerPid:"))?;
    pid.trim().parse().ok().filter(|pid| *pid != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_had_is_told() {
        let good = Protection { no_core_dump: true, not_readable: Some(true), traced_by: None };
        assert!(good.report().iter().all(|(fine, _)| *fine));
        let bad = Protection { no_core_dump: false, not_readable: Some(false), traced_by: Some(7) };
        let lines = bad.report();
        assert!(lines.len() == 3 && lines.iter().all(|(fine, _)| !fine));
        assert!(lines[2].1.contains("Process 7 "));
        let unknown = Protection { not_readable: None, ..good };
        assert!(!unknown.report()[1].0 && unknown.report()[1].1.contains("does not tell"));
    }

    #[test]
    fn a_tracer_is_found() {
        assert_eq!(tracer("Name:\tx\nTracerPid:\t0\nUid:\t0\n"), None);
        assert_eq!(tracer("Name:\tx\nTracerPid:\t4711\nUid:\t0\n"), Some(4711));
        assert_eq!(tracer(""), None);
    }
}
