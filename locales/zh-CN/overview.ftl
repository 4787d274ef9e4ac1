# 总览。

overview-title = 总览
overview-sub = { $start } — { $end } · 今天 { $today }，时间已过 { $time }%，任务完成 { $done }%，{ $stand }
overview-sub-scope = 今天 { $today } · 共 { $n } 项任务
overview-behind = 落后序时 { $n } 个百分点
overview-level = 与序时持平
overview-ahead = 快于序时 { $n } 个百分点
overview-ended = 方案已到期。没有销号的任务请逐项说明，或者结转到下一个方案。
overview-of = 共 { $n } 项
overview-actions = 各项行动
overview-time = 序时 { $n }%
overview-done = 完成 / 序时
overview-on-pace = 达序时
overview-sum = 合计
overview-percent = { $n }%
overview-standing = 时间与任务
overview-elapsed = 时间
overview-gap = 自报与核实相差 { $n } 个百分点：已审签、还没有采纳的部分。
overview-urgent = 需要现在处理
overview-calm = 没有红灯和黄灯。
overview-all-urgent = 全部红灯、黄灯任务 { $n } 项
overview-units = 各牵头单位
