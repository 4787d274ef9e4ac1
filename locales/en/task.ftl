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
