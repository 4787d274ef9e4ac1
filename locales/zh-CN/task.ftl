# 任务页及在任务上办的事：签收、退回交办、指定、归类、交办、申请办结、销号、重启。

task-clock-ordinary_7 = 一般事项，应 7 天内有结果
task-clock-complex_1 = 复杂事项，应 1 个月内有说法
task-clock-all_0 = 所有事项，年底前清零销号
task-clock-document = 文件写明的期限

task-light-overdue = 逾期 { $n } 天
task-light-today = 今天到期
task-light-due = { $n } 天后到期
    .one = 明天到期
task-light-behind = 落后序时 { $n } 个百分点
task-light-pace = 完成 { $done }%，应达 { $expected }%
task-light-in_time = 按期
task-light-withdrawn = 方案已撤回
