//! The language in examples, for the help.

/// An example of each kind of term, and what it finds.
pub const LANGUAGE: &[(&str, &str)] = &[
    ("word", "its letters in this order"),
    ("'word", "exactly word"),
    ("^word", "begins with word"),
    ("word$", "ends with word"),
    ("!word", "without word; also !mine"),
    ("mode:ro", "by access: ro rw wo locked"),
    ("owner:bob", "added by bob"),
    ("mine", "added by you"),
    ("scope:pod", "of a pod, or of a user"),
    ("age<7d", "created since; age>1y: before"),
    ("pod:web", "used by the pod web, or its own"),
    ("used>2", "used by more than two pods"),
    ("unlisted", "no pod that you can list uses it"),
    ("stale", "a pod runs its old value"),
    ("broken", "a pod names it wrongly"),
    ("marked", "that you have marked"),
];
