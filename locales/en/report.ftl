# Reports: writing, approving, accepting, returning, evidence.

report-title = Report
report-of = Report of { $unit }
report-by = { $who } · sent { $when }
report-not-done = This was not done
report-write-title = Write a report
report-was-returned = the last one was returned, see the history
report-not-sent = Not sent yet: { $n } places need a change
    .one = Not sent yet: 1 place needs a change
report-draft = This is your draft of { $when }; go on from here.
report-draft-drop = Throw the draft away
report-then = The head of your unit approves it, then supervision accepts it; each step stands in the log.

report-state-written = to be approved
report-state-approved = to be accepted
report-state-returned = returned
report-state-accepted = accepted

report-waits-head = This report waits for the head of its unit.
report-waits-office = This report waits for supervision.
report-waits-unit = This report was returned; the unit reports again.

report-text = What was done
report-text-hint = What was done in this time and what came of it, at most 6,000 characters.
report-text-empty = What was done is still empty. Write what was done and what came of it.
report-percent = Share done
report-percent-last = last: { $n }% (as of { $day })
report-percent-wrong = "{ $typed }" is no whole number from 0 to 100. Write one, such as 38.
report-last-percent = last { $n }%
report-as_of = As of
report-as_of-hint = Such as 2026-05-17
report-date-wrong = "{ $typed }" is not understood as a date. Write it as 2026-05-17.
report-date-late = { $day } lies after today, { $today }. Give today or an earlier day.
report-figures = Figures
report-figure-total = The total since the first day.
report-figure-level = The present figure.
report-figure-last = { " " }Last: { $figure } (as of { $day }).
report-figure-due = { " " }Due by pace today: { $figure }.
report-figure-wrong = "{ $typed }" is no number. Write digits only, such as 9.6.
report-figure-falls = The total is below the last one, { $last }. To correct it, give the reason below.
report-correction = Reason for the correction
report-correction-hint = Needed where a total falls. Such as: April counted 0.7 twice.
report-problems = Problems
report-evidence = Evidence
report-evidence-hint = Several files, at most 20, each up to 20 MB. Clearing needs at least one.
report-evidence-none = No evidence.
report-kept = Uploaded files
report-drop = Remove
report-file-kept = uploaded · { $size } · fingerprint { $hash }
report-file-empty = "{ $name }" is empty and was not uploaded. Check it and choose again.
report-file-large = "{ $name }" is larger than 20 MB and was not uploaded. Compress or split it.
report-size-kb = { $n } KB
report-size-mb = { $n } MB
report-hash = fingerprint { $hash }
report-send = Send to the head

report-target = Target
report-this = This report
report-last = Last
report-due = Due by pace

report-doubts = Please check
report-doubt-jump = { $target } grew from { $from } to { $to }, far more than ever before.
report-doubt-far = { $target } is reported as { $figure }, more than twice the target: check the unit of measure.
report-doubt-text = The text is word for word that of an earlier report.
report-doubt-file = "{ $name }" was handed in before.
report-doubt-bare = 100% done, and no evidence at all.

report-decide = Decide
report-reason = Why it is returned
report-reason-hint = Needed only to return it. Say what has to be added or changed; a figure can be returned, never edited.
report-do-approve = Approve
report-do-accept = Accept
report-do-return = Return
