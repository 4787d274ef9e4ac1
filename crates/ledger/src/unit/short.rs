//! 简称: the one short form to which a unit's full name, its usual short names and its name with or without the
//! jurisdiction's own place lead. 岚川省发展和改革委员会, 省发展改革委, 省发改委, 发改委: 发改委.
//!
//! Tables of the language; each line is read from the left, the first that fits is taken.

/// Fields of work and kinds of offices, full and short. A longer line stands before one that is part of it.
const SHORT: &[(&str, &str)] = &[
    // Party, congress, courts.
    ("网络安全和信息化委员会办公室", "网信办"),
    ("互联网信息办公室", "网信办"),
    ("精神文明建设指导委员会办公室", "文明办"),
    ("全面深化改革委员会办公室", "改革办"),
    ("机构编制委员会办公室", "编办"),
    ("统一战线工作部", "统战部"),
    ("纪律检查委员会", "纪委"),
    ("政法委员会", "政法委"),
    ("监察委员会", "监委"),
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
    ("人民政府", "政府"),
    // Departments of a government.
    ("国有资产监督管理", "国资"),
    ("国有资产管理", "国资"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("食品药品监督管理", "食药监"),
    ("药品监督管理", "药监"),
    ("安全生产监督管理", "安监"),
    ("地方金融监督管理", "金融监管"),
    ("地方金融监管", "金融监管"),
    ("金融监督管理", "金融监管"),
    ("市场监督管理", "市场监管"),
    ("工商行政管理", "工商"),
    ("质量技术监督", "质监"),
    ("工业和信息化", "工信"),
    ("工业信息化", "工信"),
    ("经济和信息化", "经信"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("卫生和计划生育", "卫计"),
    ("卫生计生", "卫计"),
    ("卫生健康", "卫健"),
    ("新闻出版广电", "新广"),
    ("广播电视", "广电"),
    ("文化和旅游", "文旅"),
    ("文化旅游", "文旅"),
    ("林业和草原", "林草"),
    ("林业草原", "林草"),
    ("粮食和物资储备", "粮食和储备"),
    ("民族宗教事务", "民宗"),
    ("民族和宗教事务", "民宗"),
    ("民族事务", "民"),
    ("退役军人事务", "退役军人"),
    ("机关事务管理", "机关事务"),
    ("应急管理", "应急"),
    ("医疗保障", "医保"),
    ("环境保护", "环保"),
    ("国土资源", "国土"),
    ("交通运输", "交通"),
    ("城市管理", "城管"),
    ("国防动员", "国动"),
    ("扶贫开发", "扶贫"),
    // Bodies beside it.
    ("供销合作社联合社", "供销社"),
    ("供销合作联社", "供销社"),
    ("工商业联合会", "工商联"),
    ("文学艺术界联合会", "文联"),
    ("社会科学界联合会", "社科联"),
    ("归国华侨联合会", "侨联"),
    ("残疾人联合会", "残联"),
    ("妇女联合会", "妇联"),
    ("科学技术协会", "科协"),
    ("科学技术", "科技"),
    ("中国人民银行", "人民银行"),
];

/// How an office's name ends, full and short.
const ENDINGS: &[(&str, &str)] =
    &[("领导小组办公室", "办"), ("委员会办公室", "委办"), ("办公室", "办"), ("委员会", "委")];

/// Offices of the party's committee, with or without 省委 before them.
const OF_PARTY: &[&str] = &[
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "网信办",
    "编办",
    "社会工作部",
    "老干部局",
    "党校",
    "改革办",
    "文明办",
    "政研室",
    "巡视办",
    "巡察办",
    "台办",
];

/// Offices of the government, with or without 省政府 before them.
const OF_GOVERNMENT: &[&str] =
    &["国资委", "外事", "侨务", "参事室", "口岸", "驻", "政务服务", "机关事务", "扶贫"];

/// Names that begin with the word of a level, but do not mean it.
const NO_PLACE: &[&str] = &["市场", "市政工程", "市政公用", "市监局", "区域", "县域", "省际", "州际"];

/// How the name of an area ends; the longer ones first.
const AREAS: &[&str] = &["自治区", "特别行政区", "省", "市", "州", "盟", "县", "区", "旗"];

/// The peoples that stand in the names of autonomous areas, those of several characters also without 族.
const PEOPLES: &[&str] = &[
    "柯尔克孜",
    "乌孜别克",
    "维吾尔",
    "哈萨克",
    "达斡尔",
    "塔吉克",
    "俄罗斯",
    "鄂温克",
    "塔塔尔",
    "鄂伦春",
    "蒙古",
    "布依",
    "朝鲜",
    "土家",
    "哈尼",
    "傈僳",
    "高山",
    "拉祜",
    "东乡",
    "纳西",
    "景颇",
    "仫佬",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "德昂",
    "保安",
    "裕固",
    "独龙",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
    "回",
    "藏",
    "苗",
    "彝",
    "壮",
    "满",
    "侗",
    "瑶",
    "白",
    "傣",
    "黎",
    "佤",
    "畲",
    "水",
    "土",
    "羌",
    "怒",
    "京",
    "各",
];

/// The jurisdiction's own place, which its units' names may leave out.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Own {
    /// 岚川省; 海北州 of 海北藏族自治州.
    place: String,
    /// 岚川.
    bare: String,
    /// 省.
    word: String,
}

impl Own {
    /// The place of a jurisdiction that is called so: 岚川省, 岚川省人民政府办公厅.
    pub fn of(jurisdiction: &str) -> Self {
        let name = plain(jurisdiction);
        let office = ["人民政府", "政府", "委员会", "办公"].iter().filter_map(|word| name.find(word)).min();
        let name = &name[..office.unwrap_or(name.len())];
        let ends = AREAS.iter().filter_map(|area| Some((name.find(area)? + area.len(), *area)));
        let whole = AREAS.iter().find(|area| name.ends_with(**area)).map(|area| (name.len(), *area));
        let Some((end, word)) = whole.or_else(|| ends.min_by_key(|(end, _)| *end)) else {
            return Self::default();
        };
        let place = name[..end].to_owned();
        let bare = place.strip_suffix(word).unwrap_or_default().to_owned();
        Self { place, bare, word: word.to_owned() }
    }

    /// A name without this place at its beginning.
    fn without<'a>(&self, name: &'a str) -> &'a str {
        if self.place.is_empty() {
            return name;
        }
        let after_place = name.strip_prefix(&self.place);
        let is_word = !NO_PLACE.iter().any(|word| name.starts_with(word));
        // 自治区 is also called 区.
        let words = [self.word.as_str(), self.word.trim_start_matches("自治")];
        let after_word = || words.iter().filter(|_| is_word).find_map(|word| name.strip_prefix(word));
        // 岚川财政厅; but 岚川市财政局 is of another place.
        let after_bare = || {
            let rest = Some(&*self.bare)
                .filter(|bare| bare.chars().count() > 1)
                .and_then(|bare| name.strip_prefix(bare))?;
            (!AREAS.iter().any(|area| rest.starts_with(area))).then_some(rest)
        };
        let rest = after_place.or_else(after_word).or_else(after_bare);
        rest.filter(|rest| rest.chars().count() > 1).unwrap_or(name)
    }
}

/// The short form of a unit's name among the units of a jurisdiction.
pub fn form(name: &str, own: &Own) -> String {
    let name = plain(name);
    let mut name = name.as_str();
    for prefix in ["中国共产党", "中共", "国家税务总局"] {
        name = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()).unwrap_or(name);
    }
    let mut name = own.without(name).to_owned();
    for (full, short) in SHORT {
        name = name.replace(full, short);
    }
    if let Some((stem, short)) =
        ENDINGS.iter().find_map(|(full, short)| Some((name.strip_suffix(full)?, short)))
    {
        name = format!("{stem}{short}");
    }
    let name = without_committee(&name);
    if name == "市监局" { "市场监管局".to_owned() } else { name.to_owned() }
}

/// An office of the party or the government without the committee or government that it is of.
fn without_committee(name: &str) -> &str {
    let of = |prefixes: &[&str], offices: &[&str]| {
        let rest = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix))?;
        offices.iter().any(|office| rest.starts_with(office)).then(|| name.len() - rest.len())
    };
    let cut = of(&["党委", "委员会", "委"], OF_PARTY).or_else(|| of(&["政府"], OF_GOVERNMENT));
    &name[cut.unwrap_or(0)..]
}

/// A name without spaces, with half-width brackets, and the peoples of an autonomous area left out.
fn plain(name: &str) -> String {
    let mut name: String = name
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            c => c,
        })
        .collect();
    for area in ["自治州", "自治县", "自治旗", "自治区"] {
        while let Some(at) = name.find(area)
            && let Some(stem) = without_people(&name[..at])
        {
            name = format!("{stem}{}", &name[at..]);
        }
        // 海北州, 大通县; 自治区 keeps its word.
        if area != "自治区" {
            name = name.replace(area, area.trim_start_matches("自治"));
        }
    }
    name
}

fn without_people(stem: &str) -> Option<&str> {
    let of_people = |people: &&str| {
        let bare = stem.strip_suffix("族").unwrap_or(stem);
        // Of one character only with 族: 文山壮族, not 中山.
        let fits = bare.len() < stem.len() || people.chars().count() > 1;
        bare.strip_suffix(*people).filter(|rest| fits && !rest.is_empty())
    };
    PEOPLES.iter().find_map(of_people)
}
