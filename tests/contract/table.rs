//! The table: what every recorded exchange must come to. How an exchange is read is said beside it.

use tapis_secrets::domain::SignedOut::{Garbage, Invalid, Missing};
use tapis_secrets::domain::{Field, SignedOut, Unclear};

/// What is expected of one exchange.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expect {
    Listed(usize),
    Got(&'static str),
    Value(&'static str),
    Created(&'static str),
    Updated(&'static str),
    Deleted(&'static str),
    Fails(FailureKindOf),
    /// Field and text of each fault.
    Rejected(&'static [(Option<Field>, &'static str)]),
}

/// The kinds that carry nothing which a constant cannot hold.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FailureKindOf {
    SignedOut(SignedOut),
    NotPermitted,
    NotFound,
    AlreadyExists,
    NotReadable,
    NotWritable,
    WrongAddress,
    ServiceFault,
    Unintelligible(Unclear),
    OurFault,
}

use Expect::*;
use FailureKindOf::*;

const N: &str = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn";
const EXTRA: &str = "Extra inputs are not permitted";
const REQUIRED: &str = "Field required";
const NO_STRING: &str = "Input should be a valid string";
const LONG: &str = "description must be less than 500 characters. Got: 501";
const SPECIAL: &str = "line1\nline2\r\n\ttab \"quotes\" 'single' \\back é中😀 \u{1} \u{7f} ${secret:x}";

macro_rules! bad_id {
    ($id:literal) => {
        Rejected(&[(
            Some(Field::Id),
            concat!("secret_id must be alphanumeric and may include '_' or '-'. Got: ", $id),
        )])
    };
}

/// The recordings of the three long lists leave out the middle (`...(6638 chars)...`). That makes them
/// lists with a hole, and such a list must not pass for whole.
const HOLE: Expect = Fails(Unintelligible(Unclear::CutOff));

#[rustfmt::skip]
pub(crate) fn table() -> Vec<(u64, Expect)> {
    vec![
        (1, Listed(0)),
        (2, Created("minimal")),
        (3, Created("full_one")),
        (4, Created("nullpod")),
        (5, Created("mode-ro")),
        (6, Created("mode-wo")),
        (7, Created("mode-locked")),
        (8, Created("podscoped")),
        (9, Rejected(&[(Some(Field::PodId), "pod_id is required when scope is 'pod'")])),
        (11, Rejected(&[(Some(Field::PodId), "pod_id should not be set when scope is 'user'")])),
        (12, Rejected(&[(Some(Field::Scope), "scope must be 'user' or 'pod'. Got: tenant")])),
        (14, bad_id!("bad@name!")),
        (15, bad_id!("a.b")),
        (17, bad_id!("")),
        (18, bad_id!("___")),
        (19, Created("café")),
        (20, Created("UPPER_1")),
        (21, Created("-1abc")),
        (22, Created("value")),
        (23, Created(&N[..100])),
        (24, Created(&N[..101])),
        (25, Created(&N[..110])),
        (27, Rejected(&[(Some(Field::Description), "description field may only contain ASCII characters.")])),
        (28, Created("d500")),
        (29, Rejected(&[(Some(Field::Description), LONG)])),
        (30, Created("dnl")),
        (32, bad_id!("bad name")),
        (33, Created("emptyval")),
        (34, Value("")),
        (35, Rejected(&[(Some(Field::Value), REQUIRED)])),
        (37, Rejected(&[(Some(Field::Id), REQUIRED)])),
        (38, Rejected(&[(Some(Field::Id), REQUIRED), (Some(Field::Value), REQUIRED)])),
        (39, Rejected(&[(None, "bogus: Extra inputs are not permitted")])),
        (41, Rejected(&[(None, "added_by: Extra inputs are not permitted"),
                        (None, "sk_secret_name: Extra inputs are not permitted")])),
        (43, Created("boolstr")),
        (44, Rejected(&[(Some(Field::Value), NO_STRING)])),
        (46, Fails(OurFault)),
        (47, Fails(OurFault)),
        (48, Fails(OurFault)),
        (50, Created("noct")),
        (51, Fails(OurFault)),
        (52, Created("charset")),
        (53, Fails(OurFault)),
        (54, Fails(AlreadyExists)),
        (55, Fails(AlreadyExists)),
        (56, Created("Minimal")),
        (58, Listed(0)),
        (59, Listed(21)),
        (61, Got("podscoped")),
        (62, Fails(NotFound)),
        (63, Value("hunter2")),
        (64, Fails(NotReadable)),
        (67, Updated("minimal")),
        (68, Value("new1")),
        (69, Updated("minimal")),
        (70, Updated("minimal")),
        (71, Updated("minimal")),
        (72, Updated("minimal")),
        (73, Updated("minimal")),
        (74, Updated("minimal")),
        (75, Value("")),
        (76, Fails(NotWritable)),
        (79, Updated("mode-ro")),
        (80, Updated("mode-wo")),
        (82, Updated("mode-locked")),
        (83, Updated("podscoped")),
        (84, Rejected(&[(Some(Field::Access), EXTRA)])),
        (85, Rejected(&[(Some(Field::Description), NO_STRING), (Some(Field::Value), NO_STRING)])),
        (87, Rejected(&[(Some(Field::Description), LONG)])),
        (88, Value("PARTIAL")),
        (89, Fails(NotFound)),
        (90, Fails(OurFault)),
        (92, Listed(3)),
        (93, Got("minimal")),
        (94, Fails(NotPermitted)),
        (96, Fails(NotPermitted)),
        (97, Fails(NotPermitted)),
        (98, Fails(NotPermitted)),
        (100, Got("minimal")),
        (101, Value("PARTIAL")),
        (103, Updated("full_one")),
        (104, Updated("full_one")),
        (105, Fails(NotPermitted)),
        (106, Listed(0)),
        (108, Fails(NotPermitted)),
        (109, Fails(NotPermitted)),
        (111, Fails(NotPermitted)),
        (112, Fails(NotPermitted)),
        (114, Got("UPPER_1")),
        (115, Fails(NotPermitted)),
        (117, Listed(1)),
        (118, Fails(NotPermitted)),
        (120, Got("minimal")),
        (121, Fails(NotFound)),
        (123, Created("special")),
        (124, Value(SPECIAL)),
        (125, Created("nulval")),
        (126, Value("a\0b")),
        (128, Created("surr")),
        (132, Fails(WrongAddress)),
        (133, Fails(WrongAddress)),
        (135, Fails(WrongAddress)),
        (137, Fails(WrongAddress)),
        (138, Fails(WrongAddress)),
        (140, Fails(NotFound)),
        (141, Got("minimal")),
        (143, Fails(WrongAddress)),
        (144, Fails(WrongAddress)),
        (146, Fails(WrongAddress)),
        // HEAD has no body, so nothing but the status tells what happened; this client never sends it.
        (147, Fails(Unintelligible(Unclear::NotJson))),
        (149, Fails(WrongAddress)),
        (150, Fails(WrongAddress)),
        (152, Fails(WrongAddress)),
        (153, Fails(WrongAddress)),
        (155, Fails(SignedOut(Missing))),
        (156, Fails(SignedOut(Missing))),
        (157, Fails(SignedOut(Missing))),
        (159, Fails(SignedOut(Garbage))),
        (161, Fails(SignedOut(Invalid))),
        (165, Fails(SignedOut(Missing))),
        (168, HOLE),
        // On-behalf-of headers with a user's token: this client sends none, so a request that has them is
        // none that it meant to send.
        (171, Fails(OurFault)),
        (173, Fails(ServiceFault)),
        (174, Fails(ServiceFault)),
        (176, Deleted("minimal")),
        (177, Fails(NotFound)),
        (178, Deleted("podscoped")),
        (180, Created("minimal")),
        (181, HOLE),
        (182, Updated("full_one")),
        (183, HOLE),
        (184, Got("nullpod")),
        (185, Got("mode-ro")),
    ]
}
