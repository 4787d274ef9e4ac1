# 反馈：填写、审签、采纳、退回、佐证材料。

report-title = 反馈
report-of = { $unit } 的反馈
report-by = { $who } · { $when } 送审
report-not-done = 没有办成
report-write-title = 写反馈
report-was-returned = 上次被退回，看经过
report-not-sent = 还没有送审：{ $n } 处需要改
report-draft = 这是 { $when } 存的草稿，可以接着填。
report-draft-drop = 清空草稿
report-then = 送审后由本单位负责人审签，再由督查采纳；每一步都有存证。

report-state-written = 待审签
report-state-approved = 待采纳
report-state-returned = 已退回
report-state-accepted = 已采纳

report-waits-head = 这份反馈在等本单位负责人审签。
report-waits-office = 这份反馈在等督查采纳。
report-waits-unit = 这份反馈已退回，等单位重新反馈。

report-text = 办理情况
report-text-hint = 写这一阶段做了什么、结果是什么，至多 6000 字。
report-text-empty = 办理情况还没有填。请写做了什么、结果是什么。
report-percent = 完成比例
report-percent-last = 上次 { $n }%（截至 { $day }）
report-percent-wrong = 完成比例“{ $typed }”不是 0 到 100 的整数。请填整数，如 38。
report-last-percent = 上次 { $n }%
report-as_of = 数据截至
report-as_of-hint = 例：2026-05-17，也可写 5月17日
report-date-wrong = 看不懂日期“{ $typed }”。请写成 2026-05-17 或 5月17日。
report-date-late = 数据截至 { $day } 晚于今天 { $today }。请填今天或更早的日期。
report-figures = 数据
report-figure-total = 填从起始日起的累计数。
report-figure-level = 填当前数。
report-figure-last = 上次 { $figure }（截至 { $day }）。
report-figure-due = 今天序时应达 { $figure }。
report-figure-wrong = “{ $typed }”不是数。请只填数字，如 9.6。
report-figure-falls = 累计数低于上次的 { $last }。更正请在下面写原因。
report-correction = 更正原因
report-correction-hint = 累计数减少时必填。例：4 月数据重复计入 0.7 亿元。
report-problems = 存在问题
report-evidence = 佐证材料
report-evidence-hint = 可多选，至多 20 个，每个不超过 20 MB。销号前至少要有一件。
report-evidence-none = 没有佐证材料。
report-kept = 已上传的文件
report-drop = 移除
report-file-kept = 已上传 · { $size } · 指纹 { $hash }
report-file-empty = “{ $name }”是空文件，没有上传。请检查后重选。
report-file-large = “{ $name }”超过 20 MB，没有上传。请压缩或拆分后重选。
report-size-kb = { $n } KB
report-size-mb = { $n } MB
report-hash = 指纹 { $hash }
report-send = 送负责人审签

report-target = 指标
report-this = 本次
report-last = 上次
report-due = 序时应达

report-doubts = 请核对
report-doubt-jump = { $target }由 { $from } 增到 { $to }，远超以往各次的增幅。
report-doubt-far = { $target }报 { $figure }，超过目标一倍以上，请核对单位。
report-doubt-text = 办理情况与以前的一次反馈逐字相同。
report-doubt-file = “{ $name }”在以前的反馈中用过。
report-doubt-bare = 完成 100%，但没有任何佐证材料。

report-decide = 处理
report-reason = 退回的原因
report-reason-hint = 只在退回时需要。写明要补什么、改什么；数据只能退回，不能代改。
report-do-approve = 审签
report-do-accept = 采纳
report-do-return = 退回
