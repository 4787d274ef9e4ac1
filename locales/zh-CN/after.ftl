# 按事件起算的期限。

after-working_day = { $event }后{ $n }个工作日内
after-day = { $event }后{ $n }日内
after-week = { $event }后{ $n }周内
after-month = { $event }后{ $n }个月内
after-year = { $event }后{ $n }年内
after-hour = { $event }后{ $n }小时内
after-event = 按事件起算
