//! Units that a figure is printed with.

use crate::mark::begins;

/// Figures before a measure word.
const SCALES: &[&str] = &["万亿", "千万", "百万", "十万", "万", "亿", "千", "百"];

/// What a figure counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// %, 个百分点, 倍
    Rate,
    /// 元
    Money,
    /// 个工作日, 小时
    Time,
    /// 公里, 吨, 毫克/升
    Quantity,
    /// 个, 家, 名
    Count,
    /// A bare 万, 亿
    Scale,
}

/// Measure words, longer before shorter where one begins another.
const WORDS: &[(&str, Measure)] = &[
    ("个百分点", Measure::Rate),
    ("百分点", Measure::Rate),
    ("%", Measure::Rate),
    ("‰", Measure::Rate),
    ("倍", Measure::Rate),
    ("美元", Measure::Money),
    ("元", Measure::Money),
    ("个工作日", Measure::Time),
    ("工作日", Measure::Time),
    ("个自然日", Measure::Time),
    ("个小时", Measure::Time),
    ("个月", Measure::Time),
    ("小时", Measure::Time),
    ("分钟", Measure::Time),
    ("天", Measure::Time),
    ("日", Measure::Time),
    ("平方公里", Measure::Quantity),
    ("平方千米", Measure::Quantity),
    ("平方米", Measure::Quantity),
    ("立方米", Measure::Quantity),
    ("微克", Measure::Quantity),
    ("毫克", Measure::Quantity),
    ("千克", Measure::Quantity),
    ("公斤", Measure::Quantity),
    ("公顷", Measure::Quantity),
    ("公里", Measure::Quantity),
    ("千米", Measure::Quantity),
    ("毫米", Measure::Quantity),
    ("厘米", Measure::Quantity),
    ("千瓦时", Measure::Quantity),
    ("千瓦", Measure::Quantity),
    ("吉瓦时", Measure::Quantity),
    ("吉瓦", Measure::Quantity),
    ("兆瓦时", Measure::Quantity),
    ("兆伏安", Measure::Quantity),
    ("千伏安", Measure::Quantity),
    ("兆瓦", Measure::Quantity),
    ("吨标准煤", Measure::Quantity),
    ("标箱", Measure::Quantity),
    ("TB", Measure::Quantity),
    ("GB", Measure::Quantity),
    ("PB", Measure::Quantity),
    ("兆", Measure::Quantity),
    ("吨", Measure::Quantity),
    ("斤", Measure::Quantity),
    ("亩次", Measure::Count),
    ("亩", Measure::Quantity),
    ("方", Measure::Quantity),
    ("米", Measure::Quantity),
    ("升", Measure::Quantity),
    ("度", Measure::Quantity),
    ("家次", Measure::Count),
    ("户次", Measure::Count),
    ("批次", Measure::Count),
    ("列次", Measure::Count),
    ("架次", Measure::Count),
    ("车次", Measure::Count),
    ("轮次", Measure::Count),
    ("剂次", Measure::Count),
    ("例次", Measure::Count),
    ("辆次", Measure::Count),
    ("台套", Measure::Count),
    ("台(套)", Measure::Count),
    ("机架", Measure::Count),
    ("路", Measure::Count),
    ("核", Measure::Count),
    ("桩", Measure::Count),
    ("枪", Measure::Count),
    ("人次", Measure::Count),
    ("场次", Measure::Count),
    ("班次", Measure::Count),
    ("件次", Measure::Count),
    ("课时", Measure::Count),
    ("学时", Measure::Count),
    ("标准", Measure::Count),
    ("个等", Measure::Count),
    ("个", Measure::Count),
    ("家", Measure::Count),
    ("名", Measure::Count),
    ("人", Measure::Count),
    ("项", Measure::Count),
    ("条", Measure::Count),
    ("处", Measure::Count),
    ("户", Measure::Count),
    ("所", Measure::Count),
    ("张", Measure::Count),
    ("台", Measure::Count),
    ("辆", Measure::Count),
    ("套", Measure::Count),
    ("座", Measure::Count),
    ("件", Measure::Count),
    ("起", Measure::Count),
    ("场", Measure::Count),
    ("次", Measure::Count),
    ("批", Measure::Count),
    ("类", Measure::Count),
    ("种", Measure::Count),
    ("门", Measure::Count),
    ("篇", Measure::Count),
    ("部", Measure::Count),
    ("册", Measure::Count),
    ("本", Measure::Count),
    ("间", Measure::Count),
    ("栋", Measure::Count),
    ("幢", Measure::Count),
    ("株", Measure::Count),
    ("棵", Measure::Count),
    ("头只", Measure::Count),
    ("头", Measure::Count),
    ("只", Measure::Count),
    ("尾", Measure::Count),
    ("羽", Measure::Count),
    ("位", Measure::Count),
    ("支", Measure::Count),
    ("对", Measure::Count),
    ("片", Measure::Count),
    ("块", Measure::Count),
    ("根", Measure::Count),
    ("艘次", Measure::Count),
    ("艘", Measure::Count),
    ("樘", Measure::Count),
    ("空方", Measure::Quantity),
    ("架", Measure::Count),
    ("列", Measure::Count),
    ("宗", Measure::Count),
    ("例", Measure::Count),
    ("笔", Measure::Count),
    ("盏", Measure::Count),
    ("口", Measure::Count),
    ("眼", Measure::Count),
    ("孔", Measure::Count),
    ("组", Measure::Count),
    ("队", Measure::Count),
    ("期", Measure::Count),
    ("班", Measure::Count),
    ("床", Measure::Count),
    ("套房", Measure::Count),
    ("款", Measure::Count),
    ("具", Measure::Count),
    ("份", Measure::Count),
    ("首", Measure::Count),
    ("幅", Measure::Count),
    ("枚", Measure::Count),
    ("轮", Measure::Count),
    ("剂", Measure::Count),
    ("趟", Measure::Count),
    ("卷", Measure::Count),
    ("页", Measure::Count),
    ("桶", Measure::Count),
    ("匹", Measure::Count),
    ("袋", Measure::Count),
    ("瓶", Measure::Count),
    ("颗", Measure::Count),
    ("扇", Measure::Count),
    ("箱", Measure::Count),
];

/// What figures are counted for each of, besides measure words.
const PER: &[&str] = &[
    "人·年",
    "人·月",
    "千人",
    "万人",
    "人月",
    "人年",
    "户",
    "平方公里",
    "平方米",
    "立方米",
    "千克",
    "公斤",
    "升",
    "吨",
    "亩",
    "人",
    "年",
    "月",
    "日",
    "天",
    "千瓦时",
    "度",
];

/// The unit printed at the start of a text: its length and kind.
pub(crate) fn measure(c: &[char]) -> Option<(usize, Measure)> {
    let scale = SCALES.iter().find(|scale| {
        begins(c, scale)
            && !begins(c, "千瓦")
            && !begins(c, "千伏")
            && !begins(c, "千米")
            && !begins(c, "千克")
            && !begins(c, "百分")
    });
    let scale = scale.map_or(0, |scale| scale.chars().count());
    let rest = &c[scale..];
    // 与110对接, 5个等级: no measure words.
    let is_verb = |word: &str| {
        let after = rest.get(word.chars().count());
        (word == "对" && matches!(after, Some('接' | '口' | '应' | '外' | '标' | '象')))
            || (word == "个等" && matches!(after, Some('级' | '次')))
    };
    let Some((word, kind)) = WORDS.iter().find(|(word, _)| begins(rest, word) && !is_verb(word)) else {
        return (scale > 0).then_some((scale, Measure::Scale));
    };
    let mut length = scale + word.chars().count();
    // 条(个), 元/千克, 毫克每升, 元/人月
    if c.get(length) == Some(&'(')
        && c.get(length + 2) == Some(&')')
        && WORDS.iter().any(|(word, _)| begins(&c[length + 1..], word))
    {
        length += 3;
    }
    if matches!(c.get(length), Some('/')) || (c.get(length) == Some(&'每') && *kind == Measure::Quantity) {
        let unit = &c[length + 1..];
        let per = PER.iter().find(|word| begins(unit, word)).copied();
        if let Some(word) =
            per.or_else(|| WORDS.iter().map(|(word, _)| *word).find(|word| begins(unit, word)))
        {
            length += 1 + word.chars().count();
        }
    }
    Some((length, *kind))
}
