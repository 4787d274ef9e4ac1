//! A list of checkboxes with a filter that works without scripts: what is chosen stays on top, the rest is what the
//! filter finds. The filter's button sends the whole form, which comes back as it was typed.

/// One line of the list.
pub(crate) struct Choice {
    pub value: u64,
    pub word: String,
    /// What tells it from its like, or "".
    pub note: String,
    pub chosen: bool,
}

/// The list, for `part/choose.html`.
pub(crate) struct Choose {
    /// The name of the checkboxes.
    pub id: &'static str,
    /// What was filtered by.
    pub find: String,
    pub choices: Vec<Choice>,
    /// How many are chosen.
    pub chosen: usize,
}

impl Choose {
    /// Of all that there are (value, word, note), those that are chosen and those that the filter finds.
    pub(crate) fn of(
        id: &'static str,
        all: impl IntoIterator<Item = (u64, String, String)>,
        chosen: &[u64],
        find: &str,
    ) -> Self {
        let find = find.trim();
        let choices = all.into_iter().map(|(value, word, note)| {
            let chosen = chosen.contains(&value);
            Choice { value, word, note, chosen }
        });
        let mut choices: Vec<_> =
            choices.filter(|one| one.chosen || one.word.contains(find) || one.note.contains(find)).collect();
        choices.sort_by_key(|one| !one.chosen);
        let chosen = choices.iter().filter(|one| one.chosen).count();
        Self { id, find: find.to_owned(), choices, chosen }
    }
}

/// The values of checkboxes.
pub(crate) fn values(typed: &[String]) -> Vec<u64> {
    typed.iter().filter_map(|value| value.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_stays_whatever_is_looked_for() {
        let all = [(1, "省财政厅"), (2, "省商务厅"), (3, "海西州政府")]
            .map(|(n, word)| (n, word.to_owned(), String::new()));
        for (chosen, find, shown) in [
            (&[][..], "", vec![1, 2, 3]),
            (&[3][..], "", vec![3, 1, 2]),
            (&[3][..], " 厅 ", vec![3, 1, 2]),
            (&[3][..], "商务", vec![3, 2]),
            (&[3, 9][..], "无此", vec![3]),
        ] {
            let choose = Choose::of("units", all.clone(), chosen, find);
            assert_eq!(choose.choices.iter().map(|one| one.value).collect::<Vec<_>>(), shown, "{find}");
        }
    }
}
