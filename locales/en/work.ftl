# My work.

work-title = My work
work-sub = { $n } in all, { $overdue } overdue · today is { $today }
work-empty = Nothing waits for you
work-empty-why = New assignments, reports and returns appear here.
work-to-ledger = See the ledger
work-all = All { $n }
work-chip = { $what } { $n }
work-more = { $n } more are not listed; they follow as these are done. You can also look at one kind.
work-not-signed = Not all could be signed for
work-pick = Choose: { $title }
work-sign-bulk = { $n } to sign for; tick several and sign at once.
work-sign-picked = Sign for those chosen
work-sign-none = No task is chosen. Tick those to sign for.
work-led-by = led by { $units }
work-last = last: { $n }% (as of { $day })
work-first = nothing reported yet

work-urgency-overdue = Overdue
work-urgency-soon = Within 3 days
work-urgency-week = Within 7 days
work-urgency-later = Later

work-wait-assign = to assign
work-wait-designate = to designate
work-wait-accept = to accept
work-wait-clear = to clear
work-wait-sign = to sign for
work-wait-report = to report
work-wait-approve = to approve
work-wait-submit = ready to ask

work-do-assign = Assign
work-do-designate = Designate
work-do-accept = Review
work-do-clear = Check and clear
work-do-sign = Sign for it
work-do-report = Report
work-do-approve = Approve
work-do-submit = Ask to clear

work-portfolio = My portfolio
work-portfolio-sub = { $n } tasks, red and yellow first · today is { $today }
    .one = { $n } task · today is { $today }
work-calm = No red and no yellow lights
work-calm-why = All tasks of the portfolio are on time.
