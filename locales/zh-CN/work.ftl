# 待办。

work-title = 我的待办
work-sub = { $n } 件，其中 { $overdue } 件已逾期 · 今天 { $today }
work-empty = 没有待办
work-empty-why = 有新的交办、反馈或退回时，会出现在这里。
work-to-ledger = 看台账
work-all = 全部 { $n }
work-chip = { $what } { $n }
work-more = 还有 { $n } 件未列出，办完上面的会接着出现；也可以按类别查看。
work-not-signed = 有的没有签收成
work-pick = 选中：{ $title }
work-sign-bulk = { $n } 件待签收，勾选后可一次签收。
work-sign-picked = 签收所选
work-sign-none = 没有选中任务。请先勾选要签收的任务。
work-led-by = { $units } 牵头
work-last = 上次 { $n }%（截至 { $day }）
work-first = 还没有反馈过

work-urgency-overdue = 已逾期
work-urgency-soon = 3 天内
work-urgency-week = 7 天内
work-urgency-later = 其余

work-wait-assign = 待交办
work-wait-designate = 待指定
work-wait-accept = 待采纳
work-wait-clear = 待销号
work-wait-sign = 待签收
work-wait-report = 待反馈
work-wait-approve = 待审签
work-wait-submit = 可申请办结

work-do-assign = 去交办
work-do-designate = 指定
work-do-accept = 审阅
work-do-clear = 核对销号
work-do-sign = 签收
work-do-report = 反馈
work-do-approve = 审签
work-do-submit = 申请办结

work-portfolio = 我分管的任务
work-portfolio-sub = { $n } 项，红灯、黄灯在前 · 今天 { $today }
work-calm = 没有红灯和黄灯
work-calm-why = 分管的任务都按期推进。
