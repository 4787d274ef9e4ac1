# The overview.

overview-title = Overview
overview-sub = { $start } — { $end } · today { $today }: { $time }% of the time is over, { $done }% of the work is done, { $stand }
overview-sub-scope = Today { $today } · { $n } tasks
    .one = Today { $today } · { $n } task
overview-behind = { $n } points behind pace
    .one = { $n } point behind pace
overview-level = level with pace
overview-ahead = { $n } points ahead of pace
    .one = { $n } point ahead of pace
overview-ended = The plan has ended. Explain each task that is not cleared, or carry it over into the next plan.
overview-of = of { $n }
overview-actions = By action
overview-time = pace { $n }%
overview-done = Done / pace
overview-on-pace = On pace
overview-sum = Total
overview-percent = { $n }%
overview-standing = Time and work
overview-elapsed = Time
overview-gap = Claimed and verified lie { $n } points apart: approved, not yet accepted.
    .one = Claimed and verified lie { $n } point apart: approved, not yet accepted.
overview-urgent = Needs a hand now
overview-calm = No red or yellow lights.
overview-all-urgent = All { $n } red and yellow tasks
    .one = The { $n } red or yellow task
overview-units = By lead unit
