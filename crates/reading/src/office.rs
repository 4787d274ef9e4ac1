//! How names of offices are built: ends, levels, fields of work, kinds of place.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::is_han;
use crate::mark::{begins, ends};
use crate::numeral::is_han_numeral;

/// Ends of the names of units and of groups of units.
const ENDS: &[&str] = &[
    "产业园",
    "物流园",
    "工业园",
    "科技园",
    "园区",
    "商行",
    "人行",
    "电信",
    "联通",
    "移动",
    "铁塔",
    "镇街",
    "行业组织",
    "社会组织",
    "团中央",
    "专班",
    "板块",
    "厅",
    "局",
    "委",
    "办",
    "部",
    "署",
    "院",
    "会",
    "社",
    "司",
    "处",
    "科",
    "室",
    "股",
    "所",
    "站",
    "队",
    "组",
    "中心",
    "公司",
    "集团",
    "银行",
    "分行",
    "支行",
    "政府",
    "协",
    "海关",
    "机关",
    "校",
    "大学",
    "中学",
    "小学",
    "剧团",
    "艺术团",
    "团场",
    "单位",
    "部门",
    "地区",
    "地方",
    "区",
    "市",
    "县",
    "州",
    "盟",
    "旗",
    "镇",
    "乡",
    "街道",
    "联",
    "机构",
    "企业",
    "省",
    "馆",
    "台",
    "电网",
    "方面",
    "团体",
    "各地",
    "村",
    "试点城市",
    "高校",
    "院校",
    "兵团",
    "日报",
    "报社",
    "网",
    "群团",
    "基地",
    "法人",
    "段",
    "厂",
    "矿",
    "园区",
    "支部",
    "林场",
    "农场",
    "牧场",
];

/// Words that are no unit by themselves behind 和: `有关部门和单位` is one.
const GENERIC: &[&str] = &["单位", "部门", "机构", "人员", "企业", "地方", "个人", "责任人", "方面"];

/// Levels that stand before a department's field: 省财政厅, 部公路局.
const LEVELS: &[&str] = &["自治区", "自治州", "省", "市", "县", "区", "州", "旗", "盟", "部", "镇"];

/// Kinds of place and of office that groups list: 各县、市、区政府; 各委、办、厅、局.
const KINDS: &[&str] = &[
    "党委和政府",
    "自治区",
    "直辖市",
    "自治州",
    "自治县",
    "县级市",
    "地级市",
    "乡镇",
    "镇街",
    "苏木",
    "嘎查",
    "街道办事处",
    "街道办",
    "街道",
    "省",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
    "乡",
    "镇",
    "村",
    "委",
    "办",
    "厅",
    "局",
    "部",
    "园区",
    "开发区",
    "高新区",
    "新区",
    "功能区",
    "管理区",
    "管委会",
    "人民政府",
    "政府",
    "党委",
    "办事处",
    "级",
    "场",
    "行署",
];

/// Ends that a list of places shares.
pub(crate) const KINDS_OF_GOVERNMENT: [&str; 7] =
    ["人民政府", "政府", "管委会", "党委政府", "委员会", "行署", "海关"];

/// What a department's name begins with, without its level: the fields of government.
const FIELDS: &str = "发展 发改 教育 教体 科技 科学 工业 工信 经信 经济 经贸 经发 公安 民政 民族 民宗 司法 \
    财政 人力 人社 人才 自然资源 国土 资规 规划 生态 环境 环保 住房 住建 建设 城乡 城市 \
    城管 交通 运输 水利 水务 农业 农牧 农办 林业 林草 园林 绿化 商务 文化 文旅 文广 文物 \
    旅游 卫生 卫健 疾控 医保 医疗 退役 应急 审计 外事 外办 国资 国有 市场 市监 工商 质监 \
    质量 食品 药品 药监 广播 广电 新闻 体育 统计 金融 信访 机关 政务 政府办 行政 数据 \
    大数据 数字 能源 密码 保密 供销 残联 妇联 总工会 团委 工商联 科协 社科 文联 通信 邮政 \
    气象 地震 海洋 海事 消防 粮食 扶贫 乡村 宗教 侨务 台办 网信 宣传 组织 统战 政法 编办 \
    档案 党史 招商 投资 港口 港航 口岸 航务 公路 水运 市政 公积金 税务 安监 安全 安质 \
    知识产权 办公 老干部 党校 财办 巡视 巡察 国安 国家安全 军民 军队 人防 人民防空 研究室 \
    参事 督查 地方志 史志 营商 政策 法制 法治 监狱 戒毒 中医药 公共资源 科学院 农科 地质 \
    地矿 煤炭 煤监 铁路 民航 机场 烟草 电力 石油 测绘 出版 版权 电影 红十字 贸促 侨联 \
    侨办 作协 记协 仲裁 融媒体 城投 水投 交投 国投 计生 食安 安委 防汛 防震 防灾 减灾 \
    河长 林长 双拥 移民 老龄 爱卫 血防 血站 房管 房产 城建 环卫 执法 综合执法 审批 物流 \
    港务 航运 轨道 地铁 公交 供热 供水 供电 排水 燃气 热力 自来水 民委 民防 民营 中小企业 \
    工委 农村 农机 畜牧 渔业 渔政 水产 种业 农垦 湖长 湿地 草原 国防 征兵 武警 法院 检察 \
    国库 外汇 银保监 证监 信用 计量 特种设备 物价 铁办 \
    交警 交管 治安 会展 博览 退休 关工委 台港澳 港澳 对外 外贸 外经 口岸办 驻外 协作 支援 \
    援藏 援疆 对口 招标 采购 票据 造价 住保 住房公积金 不动产 土地 储备 收储 征收 拆迁 \
    棚改 城中村 蓝天 碧水 绩效 政府督查 政府研究 综治 人事 交委 城管委 劳动保障 国土房管 房屋 物资 地方金融 监察 纪检 纠风 药监局 人保 农委 农办 国税 地税 贸易 农林 林水 劳动 经委 建委 计委 体改 人口 科经 工交 商贸 商旅 \
    文教 文体 卫计 邮储 农发 社保 就业 救助 慈善 福利 体彩 殡葬 节水 河湖 调水 农经 农技 蔬菜 果业 茶叶 花卉 盐务 \
    信息 科工 机管 机要 改革 文明 监督 群团 招考 考试 教科 督导 铁建 市容 区划 农开 史料 法规 标准 品牌 养老 职教 招生";

/// Bodies that stand behind a level and are no department: 省政府, 市委.
const BODIES: &[&str] = &[
    "委",
    "政府",
    "人大",
    "政协",
    "纪委",
    "监委",
    "直",
    "法院",
    "检察院",
    "总工会",
    "妇联",
    "残联",
    "级各",
    "属",
];

/// The fields by their first character.
static FIELDS_BY_FIRST: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut fields: HashMap<char, Vec<&str>> = HashMap::new();
    for field in FIELDS.split_whitespace() {
        fields.entry(field.chars().next().unwrap_or_default()).or_default().push(field);
    }
    fields
});

/// Whether a name begins with a field of government.
fn begins_with_field(name: &[char]) -> bool {
    let fields = name.first().and_then(|first| FIELDS_BY_FIRST.get(first));
    fields.is_some_and(|fields| fields.iter().any(|field| begins(name, field)))
}

/// Whether a name ends like a unit's; a bracket at its end is passed over.
pub(crate) fn is_unit(name: &[char]) -> bool {
    let name = match name.iter().rposition(|c| *c == '(' || *c == '（') {
        Some(open) if open > 0 && matches!(name[name.len() - 1], ')' | '）') => &name[..open],
        _ => name,
    };
    // 国网某某电力: an enterprise without 公司.
    if name.len() > 4 && (begins(name, "国网") || begins(name, "南网")) && ends(name, "电力") {
        return true;
    }
    let by_last = name.last().and_then(|last| ENDS_BY_LAST.get(last));
    let is_end = |end: &Vec<char>| name.ends_with(end);
    name.len() >= 2 && (by_last.is_some_and(|ends| ends.iter().any(is_end)) || is_numbered_school(name))
}

/// The ends of units by their last character.
static ENDS_BY_LAST: LazyLock<HashMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
    let mut by_last: HashMap<char, Vec<Vec<char>>> = HashMap::new();
    for end in ENDS {
        let end: Vec<char> = end.chars().collect();
        by_last.entry(end[end.len() - 1]).or_default().push(end);
    }
    by_last
});

/// Whether a name is a school's by its number: 县二中, 城关三小.
fn is_numbered_school(name: &[char]) -> bool {
    (3..=6).contains(&name.len())
        && matches!(name, [.., number, '中' | '小'] if is_han_numeral(*number))
        && name.iter().all(|c| is_han(*c))
}

/// Ends by which a name with a level before it is certainly an office: 市国土房管局, 县重点办.
const OFFICES: &[&str] = &[
    "厅",
    "局",
    "委",
    "办",
    "部",
    "署",
    "院",
    "会",
    "政府",
    "中心",
    "公司",
    "集团",
    "银行",
    "分行",
    "支队",
    "总队",
    "大队",
    "办公室",
    "小组",
    "专班",
    "指挥部",
    "大学",
    "学院",
    "社",
    "处",
    "站",
    "所",
    "台",
];
/// Words by which a document calls its own units: who they are stands elsewhere.
const ROLES: &[&str] = &[
    "责任部门",
    "责任单位",
    "牵头单位",
    "牵头部门",
    "主管部门",
    "配合单位",
    "承办单位",
    "实施单位",
    "主办单位",
    "主要责任单位",
];

/// Whether a word only repeats a role: `责任单位`.
pub(crate) fn is_role(word: &[char]) -> bool {
    let word = word.strip_prefix(&['各']).unwrap_or(word);
    ROLES.iter().any(|role| word.len() == role.chars().count() && begins(word, role))
}

/// Whether a name is an office beyond doubt: a field or a level stands in it, or it is a group of all.
pub(crate) fn is_certain(name: &[char]) -> bool {
    name.len() >= 3
        && is_unit(name)
        // 日常工作由市监察局 is a name with words before it.
        && !name.iter().any(|c| matches!(c, '由' | '将' | '的' | '请' | '对'))
        && (is_department(name)
            || (ends(name, "成员单位") && name.contains(&'各'))
            || place_and_level(name).is_some()
            || name[0] == '各'
            || (LEVELS.iter().any(|level| begins(name, level)) && OFFICES.iter().any(|end| ends(name, end))))
}

/// Kinds of place and area that names of one kind share in a list, longer before shorter.
const AREAS: &[&str] = &[
    "经济技术开发区",
    "高新技术产业开发区",
    "高新技术开发区",
    "经济开发区",
    "工业园区",
    "产业园区",
    "高新区",
    "开发区",
    "管理区",
    "示范区",
    "风景区",
    "度假区",
    "保税区",
    "新区",
    "新城",
    "园区",
    "林区",
    "自治州",
    "自治县",
    "街道",
    "区",
    "县",
    "市",
    "州",
    "旗",
    "盟",
    "镇",
    "乡",
    "海关",
    "海事局",
    "口岸",
];

/// What `洪洞经济开发区管委会` shares with the bare places before it: `经济开发区管委会`.
pub(crate) fn area_ending(name: &[char]) -> Option<usize> {
    let government = ["管委会", "管理委员会", "人民政府", "党委政府", "政府", "办事处", "党工委", "行署"];
    let tail = government.iter().find(|end| ends(name, end)).map_or(0, |end| end.chars().count());
    let place = &name[..name.len() - tail];
    let area = AREAS.iter().find(|area| ends(place, area))?.chars().count();
    let own = place.len() - area;
    ((2..=5).contains(&own) && !place[..own].iter().any(|c| matches!(c, '各' | '关' | '全')))
        .then_some(area + tail)
}

/// Whether a word may be the bare name of a place: 临汾 of `临汾、侯马经济开发区`.
pub(crate) fn is_bare_place(word: &[char]) -> bool {
    (2..=4).contains(&word.len())
        && word.iter().all(|c| crate::fold::is_han(*c))
        && !is_unit(word)
        && !begins_with_field(word)
        // 市人行 is an office of the city.
        && !matches!(word[0], '省' | '市' | '县' | '区')
        && !word.iter().any(|c| matches!(c, '各' | '等' | '和' | '及'))
}

/// Whether a word is no unit by itself.
pub(crate) fn is_generic(word: &[char]) -> bool {
    GENERIC.iter().any(|generic| word.len() == generic.chars().count() && begins(word, generic))
}

/// Whether a character is the last of a place's name.
pub(crate) fn level(c: char) -> bool {
    matches!(c, '市' | '州' | '县' | '区' | '旗' | '盟' | '乡' | '镇')
}

/// Whether a word consists of kinds of place or office alone, brackets aside: `市州政府`, `县(市、区)`.
pub(crate) fn is_kinds(word: &[char]) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        if matches!(rest[0], '(' | '[') {
            let Some(close) = rest.iter().position(|c| matches!(c, ')' | ']')) else { return false };
            rest = &rest[close + 1..];
            continue;
        }
        let Some(kind) = KINDS.iter().find(|kind| begins(rest, kind)) else { return false };
        rest = &rest[kind.chars().count()..];
    }
    !word.is_empty()
}

/// Whether a name is a department's without its level: `文化和旅游厅`, `市场监管局`.
pub(crate) fn is_department(name: &[char]) -> bool {
    begins_with_field(name) && is_unit(name) && !ends(name, "总局")
}

/// The length of the level that a name begins with, its place included: `省`, `南山县`; None without one.
pub(crate) fn place_and_level(name: &[char]) -> Option<usize> {
    let after = |n: usize| {
        let rest = &name[n..];
        is_department(rest) || BODIES.iter().any(|body| begins(rest, body))
    };
    if let Some(level) = LEVELS.iter().find(|level| begins(name, level)) {
        let n = level.chars().count();
        let office =
            !begins_with_field(name) && name.len() >= n + 3 && OFFICES.iter().any(|end| ends(name, end));
        if after(n) || office {
            return Some(n);
        }
    }
    if begins_with_field(name) {
        return None;
    }
    (2..name.len().min(9)).find(|n| level(name[n - 1]) && is_department(&name[*n..]))
}
