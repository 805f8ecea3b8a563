//! The table of every situation with every input.

/// For each situation the inputs that have an effect, with the phase after it and the outputs.
pub(super) const TABLE: &str = "
planned
    start => Values | looks up db
    abandon => Ended | is over: Abandoned
    session over => Ended | is over: Left
looking up
    looked up => Values | reads the value of db
    looked up: fixed, up: gone => Stopped | asks NotLookedUp db, reads web, reads api, reads job
    looked up: token => Values | pauses
    session over => Ended | is over: Left
reading old
    value: new, old, another => Values | WRITES new into db
    value: no answer => Stopped | asks OldNotRead db, reads web, reads api, reads job
    value: token => Values | pauses
    session over => Ended | is over: Left
writing
    written: saved => Values | reads the value of db
    written: not saved => Stopped | asks NotSaved db, reads web, reads api, reads job
    written: unknown => Stopped | asks WriteUnknown db, reads web, reads api, reads job
    written: token => Values | pauses
    session over => Ended | is over: Left
reading back
    value: new, no answer => Pods | reads web
    value: old, another => Stopped | asks AnotherValue db, reads web, reads api, reads job
    value: token => Values | pauses
    session over => Ended | is over: Left
write unknown
    pod: token => Stopped | pauses
    choose Leave => Left
    choose WriteAgain => Values | WRITES new into db
    choose Compare => Values | reads the value of db
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
comparing
    value: new => Pods | reads web
    value: old => Stopped | asks NotSaved db
    value: another => Stopped | asks AnotherValue db
    value: no answer => Stopped | asks WriteUnknown db
    value: token, pod: token => Values | pauses
    session over => Ended | is over: Left
looking
    300 s => Stopped | asks Late web, reads api, reads job
    pod: as before, anew => Pods | RESTARTS web
    pod: pending => Pods | joins web
    pod: creating => Pods | lets web settle
    pod: down, crashed, complete, stopped => Stopped | asks Differs web, reads api, reads job
    pod: gone => Stopped | web: gone, asks Pod web, reads api, reads job
    pod: not allowed => Stopped | web: cannot_be_watched, asks Pod web, reads api, reads job
    pod: token => Pods | pauses
    recorded: failed => Stopped | asks NoRecord, reads web, reads api, reads job
    session over => Ended | is over: Left
settling
    2 s, 30 s => Pods | reads web
    300 s => Stopped | asks Late web, reads web, reads api, reads job
    recorded: failed => Stopped | asks NoRecord, reads web, reads api, reads job
    session over => Ended | is over: Left
sending
    restarted: refused => Stopped | web: refused, asks Pod web, reads api, reads job
    restarted: not sent => Stopped | web: not_sent, asks Pod web, reads api, reads job
    restarted: no answer => Pods | reads web
    restarted: token => Pods | pauses
    session over => Ended | is over: Left
reading log
    log: nothing, failed, no answer => Pods | RESTARTS web
    log: token => Pods | pauses
    recorded: failed => Stopped | asks NoRecord, reads web
    session over => Ended | is over: Left
taken
    300 s => Stopped | asks Late web, reads api, reads job
    pod: anew => Pods | web is up
    pod: down => Pods | reads the log of web
    pod: crashed => Stopped | web: error, asks Pod web, reads api, reads job
    pod: complete => Stopped | web: complete, asks Pod web, reads api, reads job
    pod: stopped => Stopped | web: stopped_by_somebody, asks Pod web, reads api, reads job
    pod: gone => Stopped | web: gone, asks Pod web, reads api, reads job
    pod: not allowed => Stopped | web: cannot_be_watched, asks Pod web, reads api, reads job
    pod: token => Pods | pauses
    session over => Ended | is over: Left
in doubt
    300 s => Stopped | asks Late web, reads api, reads job
    pod: anew => Pods | web is up
    pod: down => Pods | reads the log of web
    pod: crashed => Stopped | web: error, asks Pod web, reads api, reads job
    pod: complete => Stopped | web: complete, asks Pod web, reads api, reads job
    pod: stopped => Stopped | web: stopped_by_somebody, asks Pod web, reads api, reads job
    pod: gone => Stopped | web: gone, asks Pod web, reads api, reads job
    pod: not allowed => Stopped | web: cannot_be_watched, asks Pod web, reads api, reads job
    pod: token => Pods | pauses
    session over => Ended | is over: Left
soaking
    pod: down => Pods | reads the log of web
    pod: crashed => Stopped | web: error, asks Pod web, reads api, reads job
    pod: complete => Stopped | web: complete, asks Pod web, reads api, reads job
    pod: stopped => Stopped | web: stopped_by_somebody, asks Pod web, reads api, reads job
    pod: gone => Stopped | web: gone, asks Pod web, reads api, reads job
    pod: not allowed => Stopped | web: cannot_be_watched, asks Pod web, reads api, reads job
    pod: token => Pods | pauses
    session over => Ended | is over: Left
asking log
    log: nothing, no answer => Stopped | web: error, asks Pod web, reads api, reads job
    log: failed => Stopped | web: health_failed, asks Pod web, reads api, reads job
    log: token => Pods | pauses
    session over => Ended | is over: Left
after canary
    choose Leave => Left
    choose GoOn => Pods | reads api
    look around => Stopped | reads web
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
failed
    choose Leave => Left
    choose RestartAgain => Pods | reads web
    look around => Stopped | reads web
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
failed, old works
    choose Leave => Left
    choose RestartAgain => Pods | reads web
    choose Restore => Values | reads the value of db
    look around => Stopped | reads web
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
left
    choose RestartAgain => Pods | reads web
    look around => Stopped | reads web
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
again
    300 s => Stopped | asks Late web
    pod: as before, anew, complete, stopped => Stopped | asks Differs web
    pod: pending => Pods | joins web
    pod: creating => Pods | lets web settle
    pod: down, crashed => Pods | reads the log of web
    pod: gone => Stopped | web: gone, asks Pod web
    pod: not allowed => Stopped | web: cannot_be_watched, asks Pod web
    pod: token => Pods | pauses
    recorded: failed => Stopped | asks NoRecord, reads web
    session over => Ended | is over: Left
gone
    choose Leave => Left
    choose LeaveOut => Pods | reads api
    look around => Stopped | reads web
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
late
    pod: anew => Stopped | web is up
    pod: down => Stopped | reads the log of web
    pod: crashed => Stopped | web: error, asks Pod web
    pod: complete => Stopped | web: complete, asks Pod web
    pod: stopped => Stopped | web: stopped_by_somebody, asks Pod web
    pod: gone => Stopped | web: gone, asks Pod web
    pod: not allowed => Stopped | web: cannot_be_watched, asks Pod web
    pod: token => Stopped | pauses
    choose Leave => Left
    choose WaitOn => Pods
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
differs
    choose Leave => Left
    choose TryAgain, RestartAsItIs => Pods | reads web
    choose LeaveOut => Pods | web: left_out, reads api
    look around => Stopped | reads web
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
held
    pod: token => Stopped | pauses
    choose Leave => Left
    choose GoOn => Values | WRITES new into db
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
no record
    pod: token => Stopped | pauses
    choose Leave => Left
    choose TryAgain => Values | reads the value of db
    choose WithoutRecord => Values | drops the record, reads the value of db
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
paused
    signed in => Pods | reads web
    session over => Ended | is over: Left
back: checking
    value: new => Values | WRITES old into db
    value: old => Pods | reads web
    value: another, no answer => Stopped | asks ChangedMeanwhile db
    value: token => Values | pauses
    session over => Ended | is over: Left
back: writing
    written: saved => Values | reads the value of db
    written: not saved => Stopped | asks NotSaved db
    written: unknown => Stopped | asks WriteUnknown db
    written: token => Values | pauses
    session over => Ended | is over: Left
back: changed
    choose Leave => Left
    choose TryAgain => Values | reads the value of db
    choose OverwriteAnyway => Values | WRITES old into db
    look around => Stopped | reads web
    abandon => Ended | drops the record, is over: Abandoned
    session over => Ended | is over: Left
back: looking
    300 s => Stopped | asks Late web
    pod: as before, anew, complete, stopped => Stopped | asks Differs web
    pod: pending => Pods | joins web
    pod: creating => Pods | lets web settle
    pod: down, crashed => Pods | reads the log of web
    pod: gone => Stopped | web: gone, asks Pod web
    pod: not allowed => Stopped | web: cannot_be_watched, asks Pod web
    pod: token => Pods | pauses
    recorded: failed => Stopped | asks NoRecord, reads web
    session over => Ended | is over: Left
ended
";
