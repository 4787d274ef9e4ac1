# Time limits that count from an event.

after-working_day = within { $n } working days of "{ $event }"
    .one = within { $n } working day of "{ $event }"
after-day = within { $n } days of "{ $event }"
    .one = within { $n } day of "{ $event }"
after-week = within { $n } weeks of "{ $event }"
    .one = within { $n } week of "{ $event }"
after-month = within { $n } months of "{ $event }"
    .one = within { $n } month of "{ $event }"
after-year = within { $n } years of "{ $event }"
    .one = within { $n } year of "{ $event }"
after-hour = within { $n } hours of "{ $event }"
    .one = within { $n } hour of "{ $event }"
after-event = counts from an event
