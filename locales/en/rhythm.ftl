# Duties that come again: how often, and by which day.

rhythm-daily = Every day
rhythm-days = Every { $n } days
rhythm-weekly = Every week
rhythm-weeks = Every { $n } weeks
rhythm-monthly = Every month
rhythm-months = Every { $n } months
rhythm-quarterly = Every quarter
rhythm-half-yearly = Every half-year
rhythm-yearly = Every year
rhythm-years = Every { $n } years
rhythm-on-weekday = Every week by { $day }
rhythm-weekday-1 = Monday
rhythm-weekday-2 = Tuesday
rhythm-weekday-3 = Wednesday
rhythm-weekday-4 = Thursday
rhythm-weekday-5 = Friday
rhythm-weekday-6 = Saturday
rhythm-weekday-7 = Sunday
rhythm-on-day = Every month by day { $day }
rhythm-on-last = Every month by its last day
rhythm-quarter-day = Every quarter by day { $day } of its last month
rhythm-quarter-last = Every quarter by its last day
rhythm-quarter-first = Every quarter by day { $day } of its first month
rhythm-year-day = Every year by day { $day } of { $months }
rhythm-year-last = Every year by the last day of { $months }
rhythm-next = next { $day }
