//! Which of the proposed repairs are taken.

use super::Repair;
use crate::desk::new::{Ask, Question};

/// The repairs that are to be applied. With `yes`, those that have one right answer are
/// taken without asking. About all others somebody is asked; where nobody answers, they
/// are left.
pub fn choose(repairs: Vec<Repair>, yes: bool, ask: &mut dyn Ask) -> Vec<Repair> {
    let mut mood = Mood { certain: yes, asks: true };
    repairs.into_iter().filter(|repair| mood.takes(repair, ask)).collect()
}

/// What has been said so far.
struct Mood {
    /// Whether what is certain is taken without asking.
    certain: bool,
    /// Whether there is somebody to ask.
    asks: bool,
}

impl Mood {
    fn takes(&mut self, repair: &Repair, ask: &mut dyn Ask) -> bool {
        if repair.certain && self.certain {
            return true;
        }
        let mut question = Question {
            option: "yes".into(),
            what: format!("{repair}\ntake it? yes, no, all that have one answer, or quit"),
            suggestion: Some(if repair.certain { "yes" } else { "no" }.into()),
            needed: true,
            wrong: None,
        };
        while self.asks {
            let Some(answer) = ask.ask(&question) else { break };
            let usual = question.suggestion.clone().unwrap_or_default();
            let answer = if answer.is_empty() { usual } else { answer.to_lowercase() };
            match answer.as_str() {
                "y" | "yes" => return true,
                "n" | "no" => return false,
                // It is asked again about one that has several.
                "a" | "all" => self.certain = true,
                "q" | "quit" => break,
                _ => question.wrong = Some("write y, n, a or q".into()),
            }
            if self.certain && repair.certain {
                return true;
            }
        }
        self.asks = false;
        false
    }
}
