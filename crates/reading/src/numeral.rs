//! Numbers as they are printed: 12, １２, 十二, 一百零四.

/// The value of a Chinese numeral up to 9999; None where a character is none of it.
pub(crate) fn han_value(c: &[char]) -> Option<u32> {
    if c.is_empty() || c.len() > 8 {
        return None;
    }
    let mut total = 0;
    let mut digit = None;
    for c in c {
        match c {
            '零' => digit = None,
            '十' => total += digit.take().unwrap_or(1) * 10,
            '百' => total += digit.take()? * 100,
            '千' => total += digit.take()? * 1000,
            _ if digit.is_some() => return None,
            _ => digit = Some(han_digit(*c)?),
        }
    }
    Some(total + digit.unwrap_or(0))
}

fn han_digit(c: char) -> Option<u32> {
    "一二三四五六七八九".chars().position(|d| d == c).map(|n| n as u32 + 1).or((c == '两').then_some(2))
}

/// Whether the character may stand in a Chinese numeral.
pub(crate) fn is_han_numeral(c: char) -> bool {
    matches!(c, '零' | '十' | '百') || han_digit(c).is_some_and(|_| c != '两')
}

/// Whether words are a running number and nothing else: `3`, `12.`, `十二`.
pub(crate) fn is_number(words: &[char]) -> bool {
    let words = words.strip_suffix(&['.']).or_else(|| words.strip_suffix(&['、'])).unwrap_or(words);
    words.len() <= 3 && (digits(words) == words.len() || han_value(words).is_some())
}

/// The length of the digits that a slice begins with.
pub(crate) fn digits(c: &[char]) -> usize {
    c.iter().take_while(|c| c.is_ascii_digit()).count()
}

/// The value of at most six digits.
pub(crate) fn value(c: &[char]) -> Option<u32> {
    if c.is_empty() || c.len() > 6 {
        return None;
    }
    c.iter().try_fold(0, |sum, c| c.to_digit(10).map(|d| sum * 10 + d))
}
