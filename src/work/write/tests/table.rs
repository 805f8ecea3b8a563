//! Every situation with every input. Inputs that are not in the table do nothing at all.

use super::fixtures::{World, name, told};
use super::named::{INPUTS, SITUATIONS, give, write};
use crate::work::table::assert_table;

/// For each situation the inputs that have an effect, with the state after it and the outputs.
const TABLE: &str = "
filling
    reviewed => Review
    confirmed create, edit => Looking | looks
    confirmed edit value => Sending | Sending, updates the value
    confirmed edit reading, delete reading => ReadingOld | reads
    confirmed delete, delete known => Sending | Sending, deletes
review
    confirmed create, edit => Looking | looks
    confirmed edit value => Sending | Sending, updates the value
    confirmed edit reading, delete reading => ReadingOld | reads
    confirmed delete, delete known => Sending | Sending, deletes
    cancelled => Filling
conflict
    reviewed => Review
    confirmed create, edit => Looking | looks
    confirmed edit value => Sending | Sending, updates the value
    confirmed edit reading, delete reading => ReadingOld | reads
    confirmed delete, delete known => Sending | Sending, deletes
    cancelled => Filling
looking create
    cancelled, session over => Filling | aborts
    looked: as sent, as before, by somebody else, another's, fixed => Filling | HeldBack Exists
    looked: not found => Sending | Sending, creates
    looked: not permitted => Filling | HeldBack SomebodyElses
    looked: no answer, signed out => Filling | HeldBack LookFailed
looking edit
    cancelled, session over => Filling | aborts
    looked: as sent, another's => Filling | Found, HeldBack NothingChanged
    looked: as before, fixed => Sending | Found, Sending, updates the description
    looked: by somebody else => Conflict with theirs | Found, HeldBack Conflict
    looked: not found, not permitted, no answer, signed out => Filling | HeldBack LookFailed
looking edit both
    cancelled, session over => Filling | aborts
    looked: as sent, another's => Sending | Found, Sending, updates the value
    looked: as before => Sending | Found, Sending, updates both
    looked: by somebody else => Conflict with theirs | Found, HeldBack Conflict
    looked: fixed => Filling | Found, HeldBack ValueFixed
    looked: not found, not permitted, no answer, signed out => Filling | HeldBack LookFailed
reading edit
    cancelled, session over => Filling | aborts
    looked: the new value, the old value => Looking | looks
    looked: not found, not permitted, no answer, signed out => Review | HeldBack OldNotRead
reading delete
    cancelled, session over => Filling | aborts
    looked: the new value, the old value => Sending | Sending, deletes
    looked: not found, not permitted, no answer, signed out => Filling | HeldBack OldNotRead
reading delete expected
    cancelled, session over => Filling | aborts
    looked: the new value => Filling | OldIsExpected false, HeldBack OldChanged
    looked: the old value => Sending | OldIsExpected true, Sending, deletes
    looked: not found, not permitted, no answer, signed out => Filling | HeldBack OldNotRead
reading delete spare
    cancelled, session over => Filling | aborts
    looked: the new value, the old value, not permitted, no answer, signed out => Sending | Sending, deletes
    looked: not found => Filling | HeldBack OldNotRead
sending create
    written: created, updated, deleted => Done | Settled Applied
    written: replaced => Done | Settled Replaced
    written: exists, no answer => Verifying by metadata | InDoubt, looks
    written: not found, rejected, not sent => Filling | Settled NotApplied Refused
    session over => Left
sending edit value
    written: created, updated, deleted => Done | Settled Applied
    written: replaced => Done | Settled Replaced
    written: exists, no answer => Unknown | InDoubt, Settled Unknown Nothing
    written: not found, rejected, not sent => Filling | Settled NotApplied Refused
    session over => Left
sending edit both
    written: created, updated, deleted => Done | Settled Applied
    written: replaced => Done | Settled Replaced
    written: exists, no answer => Verifying by metadata | InDoubt, looks
    written: not found, not sent => Filling | Settled NotApplied Refused
    written: rejected => Filling | Settled HalfRefused
    session over => Left
sending delete
    written: created, updated, deleted => Done | Settled Applied
    written: replaced => Done | Settled Replaced
    written: exists, no answer => Verifying by metadata | InDoubt, looks
    written: not found, rejected, not sent => Filling | Settled NotApplied Refused
    session over => Left
sending delete again
    written: created, updated, deleted, not found => Done | Settled Applied
    written: replaced => Done | Settled Replaced
    written: exists, no answer => Verifying by metadata | InDoubt, looks
    written: rejected, not sent => Filling | Settled NotThisTime Refused
    session over => Left
sending delete read
    written: created, updated, deleted => Done | Settled Applied
    written: replaced => Done | Settled Replaced
    written: exists, no answer => Verifying by metadata | InDoubt, looks
    written: not found => Done | Settled Gone
    written: rejected, not sent => Filling | Settled NotApplied Refused
    session over => Left
verifying create
    looked: as sent => Done | Settled Applied
    looked: as before, by somebody else, fixed, the new value, the old value, not found, not permitted, no answer => Verifying by metadata later
    looked: another's => Filling | Settled NotApplied NotSo
    looked: signed out => Verifying by metadata after sign-in
    session over => Done | aborts, Settled Unknown Nothing
verifying create refused
    looked: as sent => Done | Settled Applied
    looked: as before, by somebody else, another's, fixed => Filling | Settled NotApplied Refused, Taken Seen
    looked: the new value, the old value, not found => Filling | Settled NotApplied Refused, Taken Unseen
    looked: not permitted => Filling | Settled NotApplied Refused, Taken Hidden
    looked: no answer => Verifying by metadata later
    looked: signed out => Verifying by metadata after sign-in
    session over => Done | aborts, Settled Unknown Nothing
verifying edit
    looked: as sent, another's => Done | Settled Applied
    looked: as before, by somebody else, fixed, the new value, the old value, not found, not permitted, no answer => Verifying by metadata later
    looked: signed out => Verifying by metadata after sign-in
    session over => Done | aborts, Settled Unknown Nothing
verifying edit both
    looked: as sent, another's => Done | Settled Applied
    looked: as before, by somebody else, fixed, the new value, the old value, not found, not permitted, no answer => Verifying by metadata later
    looked: signed out => Verifying by metadata after sign-in
    session over => Done | aborts, Settled Unknown Nothing
verifying delete
    looked: as sent, as before, by somebody else, another's, fixed, the new value, the old value, not permitted, no answer => Verifying by metadata later
    looked: not found => Done | Settled Applied
    looked: signed out => Verifying by metadata after sign-in
    session over => Done | aborts, Settled Unknown Nothing
comparing edit value
    looked: the new value => Done | Settled Applied
    looked: the old value => Verifying by value later
    looked: not found, not permitted, no answer => Unknown | NotCompared, Settled Unknown NoAnswer
    looked: signed out => Verifying by value after sign-in
    session over => Done | aborts, Settled Unknown Nothing
comparing edit both
    looked: the new value => Verifying by metadata | ValueFound, looks
    looked: the old value => Verifying by value later
    looked: not found, not permitted, no answer => Unknown | NotCompared, Settled Unknown NoAnswer
    looked: signed out => Verifying by value after sign-in
    session over => Done | aborts, Settled Unknown Nothing
comparing delete
    looked: the new value, the old value => Filling | Settled NotApplied Undeleted
    looked: not found => Done | Settled Applied
    looked: not permitted, no answer => Filling | ValueNotRead, Settled HalfDeleted
    looked: signed out => Verifying by value after sign-in
    session over => Done | aborts, Settled Unknown Nothing
waiting edit
    tick => Verifying by metadata | looks
    session over => Done | aborts, Settled Unknown Nothing
signed out edit
    signed in => Verifying by metadata | looks
    session over => Done | aborts, Settled Unknown Nothing
unknown create
    confirmed create, edit, edit reading => Looking | looks
    confirmed edit value => Sending | Sending, updates the value
    confirmed delete, delete reading, delete known => Sending | Sending, deletes
    cancelled => Filling
unknown edit value
    confirmed create, edit, edit reading => Looking | looks
    confirmed edit value => Sending | Sending, updates the value
    confirmed delete, delete reading, delete known => Sending | Sending, deletes
    compare => Verifying by value | reads
    cancelled => Filling
left delete
    written: created, updated, deleted => Done | Settled Applied
    written: replaced => Done | Settled Replaced
    written: exists, no answer => Done | Settled Unknown Nothing
    written: not found, rejected, not sent => Done | Settled NotApplied Refused
left edit both
    written: created, updated, deleted => Done | Settled Applied
    written: replaced => Done | Settled Replaced
    written: exists, no answer => Done | Settled Unknown Nothing
    written: not found, not sent => Done | Settled NotApplied Refused
    written: rejected => Done | Settled HalfRefused
done
";

#[test]
fn every_state_takes_every_input() {
    assert_table(TABLE, SITUATIONS, &INPUTS, |situation, input| {
        let world = World::new(false);
        let mut write = write(&world, situation);
        let before = name(&write);
        let out = give(&world, &mut write, input);
        (before, name(&write), told(&out))
    });
}
