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
task-light-ended = 后续方案不再列入
task-light-carried = 由后续方案的任务接着办

task-class-ordinary = 一般事项
task-class-complex = 复杂事项
task-duty-lead = 牵头
task-duty-responsible = 责任

task-due-on = { $day } 到期
task-leaders = 分管领导 { $names }
task-withdrawn = 方案已撤回：{ $reason }
task-not-done = 没有办成
task-passage = 原文
task-in-document = 在文件中查看
task-expected = 应达 { $n }%
task-course = 经过
task-can = 你可以
task-can-nothing = 目前没有需要您办的事。
task-can-read = 您可以查看全部办理情况。

task-target-title = { $text }（{ $goal }）
task-target-verified = 已核实达标
task-target-met = 自报达标
task-target-open = 尚未达标
task-target-silent = 尚无反馈
task-target-unverified = 尚未核实
task-target-figure = { $standing } { $figure }（截至 { $day }）
task-target-due = 序时应达 { $figure }
task-target-no-line = 比率或上限指标，不计序时

task-units-count = { $n } 个
task-part-note = 时间与说明
task-part-not-assigned = 尚未交办
task-part-unsigned = 未签收
task-part-made = 交办 { $n } 天
task-part-since = { $day } 起，等待指定
task-part-signed = { $day } 签收
task-part-reported = { $standing } { $n }%
task-part-to-approve = 新反馈待本单位负责人审签
task-part-to-accept = 待督查采纳
task-part-as-of = 截至 { $day }
task-group = { $name }（{ $n } 个单位）
task-group-empty = { $name }（还没有成员）
task-part-merged = 原{ $unit }

task-clocks = 时限
task-after = 按事件起算的期限
task-again = 重复办理
task-clocks-none = 交办后开始计时。
task-clock-rule = 依据
task-clock-from-to = 起止
task-clock-until = { $clock }（{ $day } 前）
task-clock-met = { $day } 完成
task-clock-met-late = { $day } 完成，已过期
task-clock-replaced = 已改计
task-clock-stands = 不再计时

task-by = { $place }（{ $name }）
task-by-system = 系统
task-lead-named = { $unit }（牵头）
task-units-more = { $units }等 { $n } 个单位
task-figure = { $target }：{ $figure }
task-report-line = { $facts }，截至 { $day }
task-report-with = { $line } · { $files }
task-report-files = 佐证 { $n } 件
task-explained = { $target } 未达标：{ $text }
task-ending-verified = 指标全部核实达标
task-ending-explained = 有指标未达标，说明已认可

task-did-registered = 立项
task-did-classified = 改为
task-did-leaders = 分管领导改为
task-did-submitted = 申请办结
task-did-cleared = 销号
task-did-reopened = 退回办理
task-did-carried = 结转至
task-did-ended = 后续方案不再列入，终止：
task-did-made = 交办
task-did-signed = 签收
task-did-refused = 退回交办
task-did-stands = 维持交办
task-did-moved = 改派，原单位
task-did-written = 反馈
task-did-approved = 审签反馈
task-did-accepted = 采纳反馈
task-did-returned = 退回反馈

task-wait-designate = 已退回交办，等督查指定单位。
task-wait-approve = 反馈已送审，等本单位负责人审签。
task-wait-sign = 联络员尚未签收。
task-wait-clear = 已申请办结，等督查销号。
task-refuse-stands = 督查已维持交办，不能再次退回。
task-refuse-late = 退回交办须在交办后 { $days } 天内提出，已于 { $day } 截止。
task-submit-lacks = 还不能申请办结：{ $lacks }

task-do-sign = 签收
task-do-sign-why = 签收后开始办理并反馈。
task-do-refuse = 退回交办
task-do-refuse-why = 不属本单位职责的，可在 { $day } 前退回并写明理由。
task-do-report = 写反馈
task-do-report-again = 补充反馈
task-do-see-report = 查看反馈
task-do-approve = 审签反馈
task-do-approve-why = 看过反馈后审签或退回。
task-do-submit = 申请办结
task-do-assign = 交办
task-do-assign-joined = 补交给新成员
task-do-assign-joined-why = 交办后单位组又增加了 { $n } 个单位：{ $units }。
task-do-assign-why = 交给原文所列各单位，单位组分到每个成员；时限从今天起计。
task-do-lead = 指定牵头单位
task-do-lead-why = 没有牵头单位的任务不会开始办理。
task-and-more = ……
task-do-designate-idle = 指定谁来办：{ $unit } 的一份
task-do-designate = 指定：{ $unit } 退回的交办
task-do-accept = 审阅 { $unit } 的反馈
task-do-clear = 销号
task-do-send-back = 退回办理
task-do-look-back = 重新办理
task-do-look-back-why = 回头看发现问题时，写明理由，任务恢复办理。
task-do-ordinary = 改为一般事项
task-do-ordinary-why = 从今天起 7 天内应有结果；原时限保留显示。
task-do-complex = 改为复杂事项
task-do-complex-why = 从今天起 1 个月内应有说法；原时限保留显示。

task-refuse-title = 退回交办
task-refuse-reason = 为什么不属本单位
task-refuse-hint = 写明职责依据，并建议由哪个单位办理。督查会据此维持或改派。
task-refuse-send = 退回交办

task-reopen-reason = 理由
task-reopen-hint = 牵头单位会看到这段话，并据此继续办理和反馈。

task-designate-title = 指定单位
task-designate-lead = 指定一个单位牵头，时限从今天起计。
task-designate-former = { $unit } 认为不属本单位。仍选该单位即维持交办，选其他单位即改派。
task-designate-unit = 由哪个单位办理
task-designate-reason = 说明
task-designate-send = 指定
task-designate-choose = 还没有选择单位。请选一个单位。

task-submit-state = 现在的情况
task-submit-has = 自报 { $figure }，截至 { $day }
task-submit-met = { $target }：{ $words }，已达标
task-submit-open = 目标 { $goal }，{ $words }
task-submit-evidence = 佐证 { $n } 件
task-submit-silent = 尚未反馈的单位（不影响申请）：{ $units }
task-submit-why = { $target } 未达标的说明
task-submit-explain = “{ $target }”未达标，也没有说明。请写明原因，或先反馈达标的数据。
task-submit-note = 办结说明
task-submit-note-hint = 用几句话写结果。

task-clear-stands = 销号依据
task-clear-asked = 单位的办结说明：{ $text }
task-clear-verified = 核实 { $figure }，达标
task-clear-explained = 未达标，单位说明：{ $text }
task-clear-unverified = 未达标或未核实
task-clear-silent = 尚无反馈
task-clear-silent-others = { $n } 个责任单位尚未反馈
task-clear-to-accept = 最近的反馈尚未采纳
task-clear-accepted = 反馈已采纳，{ $n }%
task-clear-no-evidence = 没有佐证
task-clear-note = 销号意见
