# The page of a task and what is done on it: sign for, refuse, designate, classify, assign, ask to clear, clear, reopen.

task-clock-ordinary_7 = ordinary matter, result within 7 days
task-clock-complex_1 = complex matter, explanation within 1 month
task-clock-all_0 = every matter, cleared by the end of the year
task-clock-document = date set by the document

task-light-overdue = { $n } days overdue
    .one = 1 day overdue
task-light-today = due today
task-light-due = due in { $n } days
    .one = due tomorrow
task-light-behind = { $n } points behind pace
    .one = 1 point behind pace
task-light-pace = { $done }% done, { $expected }% due
task-light-in_time = on time
task-light-withdrawn = the plan was withdrawn
task-light-ended = a later plan does not name it any more
task-light-carried = a task of a later plan carries it on

task-class-ordinary = Ordinary matter
task-class-complex = Complex matter
task-duty-lead = lead
task-duty-responsible = responsible

task-due-on = due { $day }
task-leaders = leader: { $names }
task-withdrawn = The plan was withdrawn: { $reason }
task-not-done = This was not done
task-passage = As printed
task-in-document = See it in the document
task-expected = { $n }% due
task-course = History
task-can = You can
task-can-nothing = There is nothing for you to do here now.
task-can-read = You can read all that was done.

task-target-title = { $text } ({ $goal })
task-target-verified = verified as met
task-target-met = claimed as met
task-target-open = not met yet
task-target-silent = nothing reported yet
task-target-unverified = nothing verified yet
task-target-figure = { $standing }: { $figure } (as of { $day })
task-target-due = { $figure } due by pace
task-target-no-line = a share or an upper limit has no pace

task-units-count = { $n } units
    .one = 1 unit
task-part-note = Time and notes
task-part-not-assigned = not assigned yet
task-part-unsigned = not signed for
task-part-made = assigned { $n } days ago
    .one = assigned yesterday
task-part-since = since { $day }, to be designated
task-part-signed = signed for { $day }
task-part-reported = { $standing } { $n }%
task-part-to-approve = a new report waits for the head of the unit
task-part-to-accept = waits for supervision
task-part-as-of = as of { $day }
task-part-via = through { $group }

task-clocks = Clocks
task-again = Comes again
task-clocks-none = They start when the task is assigned.
task-clock-rule = Rule
task-clock-from-to = From and to
task-clock-until = { $clock } (by { $day })
task-clock-met = met { $day }
task-clock-met-late = met late, { $day }
task-clock-replaced = replaced
task-clock-stands = runs no more

task-by = { $place } ({ $name })
task-by-system = The program
task-lead-named = { $unit } (lead)
task-units-more = { $units } and others, { $n } units in all
task-figure = { $target }: { $figure }
task-report-line = { $facts }, as of { $day }
task-report-with = { $line } · { $files }
task-report-files = { $n } files of evidence
    .one = 1 file of evidence
task-explained = { $target } not met: { $text }
task-ending-verified = all targets verified as met
task-ending-explained = a target is not met, the explanation was accepted

task-did-registered = registered it
task-did-classified = made it a
task-did-leaders = changed the leaders to
task-did-submitted = asked to clear
task-did-cleared = cleared it
task-did-reopened = sent it back to work
task-did-carried = carried on by
task-did-ended = ended by
task-did-made = assigned it to
task-did-signed = signed for it
task-did-refused = refused it
task-did-stands = upheld the assignment of
task-did-moved = took it from
task-did-written = reported
task-did-approved = approved the report
task-did-accepted = accepted the report
task-did-returned = returned the report

task-wait-designate = Refused; supervision will designate a unit.
task-wait-approve = The report waits for the head of your unit.
task-wait-sign = The liaison has not signed for it yet.
task-wait-clear = Clearing was asked for; supervision decides.
task-refuse-stands = Supervision upheld the assignment; it cannot be refused again.
task-refuse-late = An assignment can be refused within { $days } days; the last day was { $day }.
task-submit-lacks = It is too early to ask to clear: { $lacks }

task-do-sign = Sign for it
task-do-sign-why = Work and reports start with the signature.
task-do-refuse = Refuse
task-do-refuse-why = If it is not your unit's, refuse it with a reason by { $day }.
task-do-report = Write a report
task-do-report-again = Report again
task-do-see-report = See the report
task-do-approve = Approve the report
task-do-approve-why = Read it, then approve or return it.
task-do-submit = Ask to clear
task-do-assign = Assign
task-do-assign-why = To the units that the document names, a group to each of its members; clocks start today.
task-do-lead = Designate a lead unit
task-do-lead-why = Without a lead no work starts.
task-do-designate = Designate: refused by { $unit }
task-do-accept = Review the report of { $unit }
task-do-clear = Clear
task-do-send-back = Send back to work
task-do-look-back = Take up again
task-do-look-back-why = When looking back finds a fault: with a reason, work goes on.
task-do-ordinary = Make it an ordinary matter
task-do-ordinary-why = A result is due within 7 days from today; the former clock stays visible.
task-do-complex = Make it a complex matter
task-do-complex-why = An explanation is due within 1 month from today; the former clock stays visible.

task-refuse-title = Refuse the assignment
task-refuse-reason = Why is it not your unit's?
task-refuse-hint = Name the rule of competence, and the unit that should do it. Supervision upholds or designates.
task-refuse-send = Refuse

task-reopen-reason = Reason
task-reopen-hint = The lead unit reads this and goes on from there.

task-designate-title = Designate a unit
task-designate-lead = Designate one unit to lead; clocks start today.
task-designate-former = { $unit } says that it is not theirs. Choose the same unit to uphold the assignment, another to move it.
task-designate-unit = Which unit does it
task-designate-reason = Note
task-designate-send = Designate
task-designate-choose = No unit is chosen. Choose one.

task-submit-state = Where it stands
task-submit-has = { $figure } claimed, as of { $day }
task-submit-met = { $target }: { $words }, met
task-submit-open = target { $goal }, { $words }
task-submit-evidence = { $n } files of evidence
    .one = 1 file of evidence
task-submit-silent = Units that have not reported (they hold nothing back): { $units }
task-submit-why = Why is { $target } not met?
task-submit-explain = “{ $target }” is neither met nor explained. Give the reason, or report a figure that meets it first.
task-submit-note = What was done
task-submit-note-hint = The result in a few sentences.

task-clear-stands = What it stands on
task-clear-asked = The unit says: { $text }
task-clear-verified = { $figure } verified, met
task-clear-explained = not met, explained: { $text }
task-clear-unverified = not met, or not verified
task-clear-silent = nothing reported
task-clear-silent-others = { $n } other units have not reported
    .one = 1 other unit has not reported
task-clear-to-accept = the last report is not accepted
task-clear-accepted = report accepted, { $n }%
task-clear-no-evidence = none
task-clear-note = Opinion
