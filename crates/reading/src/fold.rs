//! One character for each way to print it: width, brackets, radicals that a PDF prints for characters.

use std::sync::LazyLock;

use crate::traditional::simplified;

/// The characters of the Kangxi radicals U+2F00 to U+2FD5, in their order.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of the supplement U+2E80 to U+2EF3 that fonts print for whole characters.
const SUPPLEMENT: &[(char, char)] = &[
    ('⺁', '厂'),
    ('⺃', '乙'),
    ('⺄', '乙'),
    ('⺇', '几'),
    ('⺋', '卩'),
    ('⺌', '小'),
    ('⺎', '兀'),
    ('⺏', '尣'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺕', '彐'),
    ('⺖', '心'),
    ('⺗', '心'),
    ('⺙', '攵'),
    ('⺛', '旡'),
    ('⺜', '日'),
    ('⺝', '月'),
    ('⺞', '歹'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺡', '水'),
    ('⺢', '水'),
    ('⺣', '火'),
    ('⺧', '牛'),
    ('⺨', '犬'),
    ('⺩', '王'),
    ('⺪', '疋'),
    ('⺫', '目'),
    ('⺬', '示'),
    ('⺭', '示'),
    ('⺮', '竹'),
    ('⺯', '糸'),
    ('⺰', '丝'),
    ('⺱', '网'),
    ('⺶', '羊'),
    ('⺷', '羊'),
    ('⺸', '羊'),
    ('⺹', '老'),
    ('⺻', '聿'),
    ('⺼', '肉'),
    ('⺽', '臼'),
    ('⺾', '艸'),
    ('⻁', '虎'),
    ('⻂', '衣'),
    ('⻃', '西'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻇', '角'),
    ('⻈', '言'),
    ('⻉', '贝'),
    ('⻊', '足'),
    ('⻋', '车'),
    ('⻌', '辶'),
    ('⻍', '辶'),
    ('⻎', '辶'),
    ('⻏', '邑'),
    ('⻐', '金'),
    ('⻑', '长'),
    ('⻒', '长'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻕', '阜'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻞', '食'),
    ('⻟', '食'),
    ('⻠', '食'),
    ('⻡', '首'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻬', '齐'),
    ('⻭', '齿'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻱', '龟'),
    ('⻲', '龟'),
    ('⻳', '龟'),
];

/// The character that a printed one stands for in names: radicals become characters, all else stays.
pub(crate) fn restored(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fd5}' => simplified(KANGXI.chars().nth(c as usize - 0x2f00).unwrap_or(c)),
        '\u{2e80}'..='\u{2ef3}' => SUPPLEMENT.iter().find(|(old, _)| *old == c).map_or(c, |(_, new)| *new),
        _ => c,
    }
}

/// The folded form of each character of the first plane: a look spares the tables.
static FOLDED: LazyLock<Vec<char>> =
    LazyLock::new(|| (0..=0xffff).map(|c| char::from_u32(c).map_or(' ', fold)).collect());

/// The character that rules compare with: half width, one kind of bracket, dot, dash and blank.
pub(crate) fn folded(c: char) -> char {
    if c.is_ascii_graphic() { c } else { FOLDED.get(c as usize).copied().unwrap_or(c) }
}

fn fold(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2fd5}' => restored(c),
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{feff}' | '\t' | '\u{c}' => ' ',
        '〔' | '【' | '［' | '﹝' => '[',
        '〕' | '】' | '］' | '﹞' => ']',
        '﹒' | '․' | '．' => '.',
        '—' | '–' | '－' | '―' | '‐' | '‑' | '−' | '─' => '-',
        '～' | '∼' | '〜' => '~',
        '∶' | '︰' | '﹕' => ':',
        '｡' => '。',
        '､' => '、',
        '℅' | '﹪' => '%',
        '﹤' => '<',
        // Brackets inside titles and names: 各县〈市、区〉.
        '〈' => '(',
        '〉' => ')',
        '﹥' => '>',
        '〇' | '○' => '零',
        '│' | '┃' | '｜' => '|',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => simplified(c),
    }
}

/// Whether the character is a Han character.
pub(crate) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c)
}
