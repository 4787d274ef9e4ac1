# Words used everywhere: header, lights, states, roles, forms, dates. A feature has its own file.

app-name = Duban
app-slogan = Supervision of government work
app-skip = Skip to the content
app-sample = Sample data, for trying only
app-nav = Main
app-search = Search tasks, units, documents
app-search-hint = Search ( / )
app-offline = The network is down. What you typed is still on this page; submit it again when it is back.
app-fault = The server did not answer. What you typed is still on this page; try again later, or tell your administrator.
app-close = Close

nav-overview = Overview
nav-ledger = Ledger
nav-todo = To do
nav-plans = Plans
nav-plan = Plans
nav-inspection = Inspect
nav-evaluation = Evaluate
nav-document = Reading
nav-bulletin = Bulletins
nav-log = Log
nav-admin = Units
nav-account = Accounts
nav-sign-in = Sign in
nav-waiting = { $n } waiting

who-posts = Posts
who-switch = Act in this post
who-current = Current post
who-settings = My settings
who-sign-out = Sign out
who-language = Language
who-sign-in = Staff sign-in

language-zh-CN = 中文
language-en = English

keys-title = Keyboard shortcuts
keys-help = Show keyboard shortcuts
keys-single = Single keys act (not while typing)

light-red = Red
light-yellow = Yellow
light-green = Green
light-blue = Cleared
light-grey = Suspended
light-word = Light

state-registered = Registered
state-assigned = Assigned
state-signed = Signed for
state-under_way = Under way
state-submitted = Asks to clear
state-cleared = Cleared
state-suspended = Suspended
state-cancelled = Cancelled
state-carried = Carried on
state-word = State

mark-returned = Returned
mark-reopened = Reopened
mark-disputed = Disputed

standing-claimed = Claimed
standing-verified = Verified

pace-behind = Behind pace
pace-on_pace = On pace
pace-ahead = Ahead
pace-done = Done
pace-not_measurable = Not measurable
pace-word = Pace
pace-read = { $done } done, pace { $due }
pace-read-done = { $done } done

role-supervisor = Supervisor
role-liaison = Liaison
role-head = Unit head
role-leader = Leader
role-validator = Validator
role-inspector = Inspector
role-evaluator = Evaluator
role-publicist = Publicist
role-administrator = System administrator
role-security-admin = Security administrator
role-audit-admin = Audit administrator

kind-decision = Decision
kind-instruction = Leader's instruction
kind-meeting = Meeting
kind-proposal = Proposal
kind-upper = From above
kind-finding = Finding
kind-clue = Public clue
kind-word = Matter kind

unit-lead = Lead unit
unit-responsible = Responsible units
unit-leader = Leader
unit-word = Unit

task-word = Task
task-number = No.
task-due = Due
task-light-why = Light and reason
task-progress = Progress
task-last-report = Last report
section-word = Action
plan-word = Plan

form-optional = (optional)
form-error = { "Error: " }
form-wrong = { $n } places need a change
    .one = 1 place needs a change
form-kept = What you entered is still here.
form-cancel = Cancel
form-keep = Save draft
form-kept-at = Draft saved { $time }
form-keeping = Saving draft
form-not-kept = Draft not saved; it is tried again when the network is back
form-choose = Choose
form-file = Choose files
form-date-hint = For example 2017-05-25

filter-apply = Filter
filter-clear = Clear filters
filter-remove = Remove condition: { $what }
filter-more = Condition
filter-label = Filters
sort-by = Sort by { $what }
sort-up = ascending
sort-down = descending

pager-label = Pages
pager-previous = Previous
pager-next = Next
pager-first = First page
pager-here = { $n } on this page
pager-count = { $n } in all
pager-over = over { $n }

empty-none = Nothing matches
empty-right = You cannot see this
empty-right-why = It needs the right "{ $right }"; ask your unit's system administrator.

chart-today = Today
chart-due = due { $n }
chart-done = { $n }
chart-table = Show the data
chart-date = As of
chart-actual = Done
chart-plan = Pace
chart-forecast = forecast { $n }

log-seq = log #{ $seq }
steps-done = done
steps-now = now

date-day = { $day } { $month }
date-year = { $day } { $month } { $year }
date-moment = { $day }, { $time }
date-today = today, { $day }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

list-comma = { ", " }
number-comma = ,
