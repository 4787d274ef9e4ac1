//! Why a command ends without having done its work: one sentence what, one what to do.

use std::fmt;
use store::{Fault, WriteError};

/// What standard error says and the shell sees.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// What happened.
    what: String,
    /// What to do.
    todo: String,
    /// Whether the command itself was wrong, not what it met.
    usage: bool,
}

/// What a command gives.
pub(crate) type Outcome = Result<(), Trouble>;

impl Trouble {
    /// Refused or failed: exit 1.
    pub(crate) fn new(what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { what: what.into(), todo: todo.into(), usage: false }
    }

    /// Bad usage: exit 2.
    pub(crate) fn usage(what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { usage: true, ..Self::new(what, todo) }
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        if self.usage { 2 } else { 1 }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = |text: &str| {
            let text = text.trim().to_owned();
            if text.ends_with(['.', '。', '!', '?']) { text } else { text + "." }
        };
        write!(f, "{} {}", sentence(&self.what), sentence(&self.todo))
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        let todo = match &fault {
            Fault::Busy => "Try again in a moment, or stop the other program that writes to it",
            Fault::Full => "Make room on the disk and try again",
            Fault::ReadOnly => {
                "Give this user the right to write to the data folder, or choose another with --data"
            }
            Fault::Lost => "Look at the disk and its cable or network, then try again",
            Fault::NotOurs(_) => "Choose another folder with --data",
            Fault::Conflict(_) | Fault::Broken(_) => {
                "Run 'duban verify --deep' on the data folder to see what is wrong"
            }
        };
        Self::new(capital(&fault.to_string()), todo)
    }
}

impl From<WriteError> for Trouble {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Fault(fault) => fault.into(),
            WriteError::Busy => Self::new("Too much waits to be written", "Try again in a moment"),
            WriteError::Day(why) => Self::new(
                format!("The ledger's day cannot follow the clock: {why}"),
                "Check the clock; if it is right, run 'duban day open --to DATE'",
            ),
            WriteError::KeyReused | WriteError::Stale => {
                Self::new(capital(&error.to_string()), "Run the command again")
            }
            WriteError::Refused(refusal) => {
                let words = web::words::Words::get(web::words::Locale::En);
                let field = refusal.field.map(|field| format!(" ({field})")).unwrap_or_default();
                let todo = "Mend what it names and run the command again";
                Self::new(web::sentence(words, &refusal).trim_end_matches('.').to_owned() + &field, todo)
            }
        }
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sentences_each_with_its_stop() {
        for (what, todo, said) in [
            ("It broke", "Mend it", "It broke. Mend it."),
            ("文件是空的。", "Mend it.", "文件是空的。 Mend it."),
        ] {
            assert_eq!(Trouble::new(what, todo).to_string(), said);
        }
    }
}
