# 重复办理的事：多久一次，到哪一天。

rhythm-daily = 每日
rhythm-days = 每 { $n } 日
rhythm-weekly = 每周
rhythm-weeks = 每 { $n } 周
rhythm-monthly = 每月
rhythm-months = 每 { $n } 个月
rhythm-quarterly = 每季度
rhythm-half-yearly = 每半年
rhythm-yearly = 每年
rhythm-years = 每 { $n } 年
rhythm-on-weekday = 每周{ $day }前
rhythm-weekday-1 = 一
rhythm-weekday-2 = 二
rhythm-weekday-3 = 三
rhythm-weekday-4 = 四
rhythm-weekday-5 = 五
rhythm-weekday-6 = 六
rhythm-weekday-7 = 日
rhythm-on-day = 每月{ $day }日前
rhythm-on-last = 每月底前
rhythm-quarter-day = 每季度末月{ $day }日前
rhythm-quarter-last = 每季度末
rhythm-quarter-first = 每季度首月{ $day }日前
rhythm-year-day = 每年{ $months }{ $day }日前
rhythm-year-last = 每年{ $months }底前
rhythm-next = 下一次 { $day }
