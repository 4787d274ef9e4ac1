//! What tells a time and nothing else: the cell of a column of time limits, the value of a label of one.

use crate::leader::is_surnamed;
use crate::mark::{begins, ends};
use crate::numeral::digits;

/// Characters of the longest cell that tells a time.
const MAX_CHARS: usize = 24;
/// Characters beside the date in a cell that tells a time.
const MOST_WORDS_BESIDE: usize = 14;

/// Whether a cell is a time limit, or says that there is none.
pub(crate) fn is_due(text: &[char]) -> bool {
    const TO: &[&str] = &["力争", "争取", "确保", "到", "至", "于", "截至", "自", "预计", "拟"];
    const STANDING: &[&str] = &[
        "持续",
        "长期",
        "常态化",
        "全年",
        "常年",
        "立行立改",
        "立即",
        "即知即改",
        "年底",
        "上半年",
        "下半年",
        "按时",
        "每",
    ];
    if text.len() > MAX_CHARS {
        return false;
    }
    // 6月, 2022年, 2022.11: a figure with what makes it a date; in a longer cell it begins it.
    let dated = |i: usize| {
        let n = digits(&text[i..]);
        let after = text.get(i + n);
        n > 0
            && (matches!(after, Some('年' | '月' | '日'))
                || (n == 4 && matches!(after, Some('.' | '-' | '/'))))
    };
    // 秋季开学前（8月25日）: the day in the bracket.
    let bracketed = ends(text, "日)") || ends(text, "前)");
    let dated = if text.len() <= 10 || bracketed || TO.iter().any(|word| begins(text, word)) {
        (0..text.len()).any(|i| (i == 0 || !text[i - 1].is_ascii_digit()) && dated(i))
    } else {
        dated(0)
    };
    // 到2024年底城区污水收集率达到75% says how far, not when.
    let is_when = |c: &char| c.is_ascii_digit() || "年月日上中下旬季度半底末前内起至到止".contains(*c);
    let words = text.iter().filter(|c| !is_when(c)).count();
    words <= MOST_WORDS_BESIDE
        && !text.contains(&'率')
        && !text.contains(&'。')
        && (dated
            || (text.len() <= 10 && text.last() == Some(&'前') && !is_surnamed(text))
            || STANDING.iter().any(|word| begins(text, word))
            || text.contains(&'季') && text.contains(&'度'))
}
