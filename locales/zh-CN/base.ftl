# 通用的话：页头、灯、状态、角色、表单、日期。各功能的话另立文件，键以文件名开头。

app-name = 督办
app-slogan = 督查与任务落实平台
app-skip = 跳到正文
app-sample = 示例数据，仅供试用
app-nav = 主导航
app-search = 搜索任务、单位、文件
app-search-hint = 搜索任务、单位、文件 ( / )
app-offline = 网络已断。填的内容还在本页，网络恢复后再提交一次。
app-fault = 服务器没有答复。填的内容还在本页，请稍后再试；仍不行请告诉系统管理员。
app-close = 关闭

nav-overview = 总览
nav-ledger = 台账
nav-todo = 待办
nav-plans = 方案
nav-plan = 计划
nav-inspection = 督查
nav-evaluation = 考核
nav-document = 解读
nav-bulletin = 通报
nav-log = 存证
nav-admin = 单位
nav-account = 账号
nav-sign-in = 登录
nav-waiting = { $n } 项待办

who-posts = 岗位
who-switch = 换到这个岗位
who-current = 当前岗位
who-settings = 我的设置
who-sign-out = 退出
who-language = 语言
who-sign-in = 工作人员登录

language-zh-CN = 中文
language-en = English

keys-title = 快捷键
keys-help = 显示快捷键
keys-single = 用单个按键操作（输入时不生效）

light-red = 红灯
light-yellow = 黄灯
light-green = 绿灯
light-blue = 已销号
light-grey = 暂缓
light-word = 灯

state-registered = 拟办
state-assigned = 已交办
state-signed = 已签收
state-under_way = 办理中
state-submitted = 申请办结
state-cleared = 已销号
state-suspended = 暂缓
state-cancelled = 撤销
state-carried = 已结转
state-word = 状态

mark-returned = 被退回
mark-reopened = 重启
mark-disputed = 退回交办

standing-claimed = 自报
standing-verified = 核实

pace-behind = 落后序时
pace-on_pace = 达序时
pace-ahead = 超前
pace-done = 已完成
pace-not_measurable = 无法计序时
pace-word = 序时
pace-read = 完成 { $done }，序时 { $due }
pace-read-done = 完成 { $done }

role-supervisor = 督查
role-liaison = 联络员
role-head = 单位负责人
role-leader = 领导
role-validator = 核验
role-inspector = 督查组
role-evaluator = 考核
role-publicist = 公开
role-administrator = 系统管理员
role-security-admin = 安全管理员
role-audit-admin = 审计管理员

kind-decision = 决策部署
kind-instruction = 领导批示
kind-meeting = 会议议定
kind-proposal = 建议提案
kind-upper = 上级交办
kind-finding = 督查发现
kind-clue = 群众线索
kind-word = 事项类别

unit-lead = 牵头单位
unit-responsible = 责任单位
unit-leader = 分管领导
unit-word = 单位

task-word = 任务
task-number = 序号
task-due = 到期
task-light-why = 灯与原因
task-progress = 进度
task-last-report = 最近反馈
section-word = 行动
plan-word = 方案

form-optional = （可不填）
form-error = 错误：
form-wrong = { $n } 处需要改
form-kept = 您填的内容都在。
form-cancel = 取消
form-keep = 存草稿
form-kept-at = 草稿已存 { $time }
form-keeping = 正在存草稿
form-not-kept = 草稿没有存上，网络恢复后自动再存
form-choose = 请选择
form-file = 选择文件
form-date-hint = 例：2017-05-25

filter-apply = 筛选
filter-clear = 清除筛选
filter-remove = 去掉条件：{ $what }
filter-more = 条件
filter-label = 筛选条件
sort-by = 按{ $what }排序
sort-up = 从小到大
sort-down = 从大到小

pager-label = 翻页
pager-previous = 上一页
pager-next = 下一页
pager-first = 第一页
pager-here = 本页 { $n } 项
pager-count = 共 { $n } 项
pager-over = 超过 { $n } 项

empty-none = 没有符合条件的内容
empty-right = 您看不到这里
empty-right-why = 需要“{ $right }”权限，请找本单位系统管理员。

chart-today = 今天
chart-due = 应达 { $n }
chart-done = { $n }
chart-table = 看数据表
chart-date = 截至
chart-actual = 完成
chart-plan = 序时
chart-forecast = 预计 { $n }

log-seq = 存证 #{ $seq }
steps-done = 已完成
steps-now = 正在进行

date-day = { $month }{ $day }日
date-year = { $year }年{ $month }{ $day }日
date-moment = { $day } { $time }
date-today = 今天 { $day }
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

list-comma = 、
number-comma = ,
