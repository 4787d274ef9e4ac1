//! Search terms: Chinese is written without blanks, so the program cuts it into overlapping pairs of
//! characters, the same way for what is stored and for what is asked. A word is then a phrase of pairs.

/// The terms of a text, separated by blanks: of a run of Chinese its pairs and its last character, so
/// that every character begins a term; Latin words and numbers whole, in lower case.
pub fn index_terms(text: &str) -> String {
    let mut terms = String::with_capacity(text.len() * 2);
    for phrase in phrases(text) {
        for run in &phrase {
            push_terms(&mut terms, run, true);
        }
    }
    terms
}

/// The query of a text index for all that `words` says: what is written together is found together, in
/// its order; what blanks or signs separate is found anywhere. None where nothing can be searched for.
pub fn match_query(words: &str) -> Option<String> {
    let mut queries = Vec::new();
    for phrase in phrases(words) {
        let Some((last, runs)) = phrase.split_last() else { continue };
        let mut terms = String::new();
        for run in runs {
            push_terms(&mut terms, run, true);
        }
        // The text may go on where the words end: a last pair stands by itself, and a last character
        // alone is the beginning of a pair.
        push_terms(&mut terms, last, false);
        let begins = if matches!(last, Run::Chinese(characters) if characters.len() == 1) { "*" } else { "" };
        queries.push(format!("\"{terms}\"{begins}"));
    }
    (!queries.is_empty()).then(|| queries.join(" AND "))
}

/// A stretch of one kind of writing.
enum Run {
    Chinese(Vec<char>),
    Word(String),
}

/// The runs of a text, grouped by what stands together without blank or sign between.
fn phrases(text: &str) -> Vec<Vec<Run>> {
    let mut phrases = vec![Vec::new()];
    let mut characters = text.chars().map(folded).peekable();
    let mut before = None;
    while let Some(character) = characters.next() {
        let Some(phrase) = phrases.last_mut() else { break };
        // 25.5 is one number, as an end of a sentence is not.
        let point = character == '.'
            && before.is_some_and(|c: char| c.is_ascii_digit())
            && characters.peek().is_some_and(char::is_ascii_digit);
        before = Some(character);
        if is_chinese(character) {
            match phrase.last_mut() {
                Some(Run::Chinese(run)) => run.push(character),
                _ => phrase.push(Run::Chinese(vec![character])),
            }
        } else if character.is_alphanumeric() || point {
            if !matches!(phrase.last(), Some(Run::Word(_))) {
                phrase.push(Run::Word(String::new()));
            }
            if let Some(Run::Word(word)) = phrase.last_mut() {
                word.extend(character.to_lowercase());
            }
        } else if !phrase.is_empty() {
            phrases.push(Vec::new());
        }
    }
    phrases
}

/// Appends a run's terms. A run of Chinese that is `whole` ends with its last character by itself, which
/// keeps what follows it from standing next to the last pair.
fn push_terms(terms: &mut String, run: &Run, whole: bool) {
    let mut push = |term: &mut dyn Iterator<Item = char>| {
        if !terms.is_empty() {
            terms.push(' ');
        }
        terms.extend(term);
    };
    match run {
        Run::Word(word) => push(&mut word.chars()),
        Run::Chinese(characters) => {
            for pair in characters.windows(2) {
                push(&mut pair.iter().copied());
            }
            if whole || characters.len() == 1 {
                push(&mut characters.last().copied().into_iter());
            }
        }
    }
}

/// Full-width letters, digits and signs as their plain forms: ５０％ is 50%.
fn folded(character: char) -> char {
    match character {
        '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        other => other,
    }
}

/// Han characters, with 〇, the compatibility forms and the rare ones of names.
fn is_chinese(character: char) -> bool {
    matches!(character,
        '〇' | '㐀'..='䶿' | '一'..='鿿' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Connection, text_index, text_match};
    use proptest::{prop_assert_eq, proptest};
    use std::cell::RefCell;

    #[test]
    fn terms_of_a_text() {
        for (text, terms) in [
            ("督查", "督查 查"),
            ("督查室", "督查 查室 室"),
            ("省政府、发改委", "省政 政府 府 发改 改委 委"),
            ("ＰＰＰ项目", "ppp 项目 目"),
            ("５０％", "50"),
            ("增长２５.5％。", "增长 长 25.5"),
            ("G6高速", "g6 高速 速"),
            ("完成3.", "完成 成 3"),
            ("二〇一七", "二〇 〇一 一七 七"),
            ("𬭎建", "𬭎建 建"),
            ("བོད་ཡིག", "བོད ཡིག"),
            ("督", "督"),
            ("，。 ", ""),
        ] {
            assert_eq!(index_terms(text), terms, "{text}");
        }
    }

    /// Texts in a real index, the row's number being the place in the list.
    fn index(texts: &[&str]) -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let mut db = Connection::open(&folder.path().join("text.sqlite")).unwrap();
        db.batch(&text_index("words")).unwrap();
        let rows: Vec<_> = (0_i64..).zip(texts.iter().map(|text| index_terms(text))).collect();
        db.upsert_text("words", &rows).unwrap();
        (folder, db)
    }

    fn found(db: &mut Connection, words: &str) -> Vec<i64> {
        let Some(query) = match_query(words) else { return Vec::new() };
        let sql = format!("SELECT rowid FROM words WHERE {} ORDER BY rowid", text_match("words", 1));
        db.query(&sql, &[query.into()], |row| row.int(0)).unwrap()
    }

    const TEXTS: [&str; 7] = [
        "省政府督查室会同省发展改革委开展专项督查",
        "发改、财政部门落实PPP项目资金２５.5亿元，增长５０％",
        "查室内督办件",
        "推广ppp 模式，建设Ｇ6高速公路",
        "住建部门",
        "钢铁企业负责人𬭎某",
        "投资150万元 \"引号\" AND NOT (括号) *",
    ];

    #[test]
    fn words_find_their_texts() {
        let (_folder, mut db) = index(&TEXTS);
        for (words, rows) in [
            ("督查", vec![0]),
            ("督查室", vec![0]),
            ("查室", vec![0, 2]),
            ("室会同省", vec![0]),
            ("政府发改", vec![]),
            ("发改", vec![1]),
            ("发改 财政", vec![1]),
            ("财政 发改", vec![1]),
            ("督", vec![0, 2]),
            ("件", vec![2]),
            ("室", vec![0, 2]),
            ("PPP", vec![1, 3]),
            ("ppp项目", vec![1]),
            ("实PPP", vec![1]),
            ("落实PPP", vec![1]),
            ("落实PPP项", vec![1]),
            ("PPP模式", vec![3]),
            ("pp", vec![]),
            ("g6高", vec![3]),
            ("５０％", vec![1]),
            ("50%", vec![1]),
            ("50", vec![1]),
            ("25.5亿", vec![1]),
            ("５", vec![]),
            ("150万元", vec![6]),
            ("𬭎", vec![5]),
            ("负责人𬭎", vec![5]),
            ("引号\" OR \"督查", vec![]),
            ("引号", vec![6]),
            ("NOT (括号", vec![6]),
            ("\"*^:", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(found(&mut db, words), rows, "{words}");
        }
    }

    #[test]
    fn a_text_that_changed_is_found_by_its_new_words_alone() {
        let (_folder, mut db) = index(&TEXTS);
        db.upsert_text("words", &[(4, index_terms("交通部门"))]).unwrap();
        assert_eq!(found(&mut db, "住建"), Vec::<i64>::new());
        assert_eq!(found(&mut db, "交通"), [4]);
        db.execute("DELETE FROM words WHERE rowid = 4", &[]).unwrap();
        assert_eq!(found(&mut db, "交通"), Vec::<i64>::new());
    }

    /// Any part of a text that begins and ends with Chinese finds the text.
    #[test]
    fn a_part_finds_its_whole() {
        let (_folder, db) = index(&[""]);
        let db = RefCell::new(db);
        proptest!(|(
            text in "[督查室发改委，。a-c1-3 ]{0,12}",
            before in "[督查室a1， ]{0,4}",
            after in "[督查室a1， ]{0,4}",
        )| {
            let mut db = db.borrow_mut();
            let part = format!("督{text}室");
            db.upsert_text("words", &[(0, index_terms(&format!("{before}{part}{after}")))]).unwrap();
            prop_assert_eq!(found(&mut db, &part), [0], "{:?}", match_query(&part));
        });
    }

    /// Whatever is typed is a query that the engine can read.
    #[test]
    fn anything_can_be_asked() {
        let (_folder, db) = index(&["督查"]);
        let db = RefCell::new(db);
        proptest!(|(words in "\\PC{0,20}")| {
            found(&mut db.borrow_mut(), &words);
        });
    }
}
