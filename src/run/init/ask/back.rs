//! The way back through the questions: all of them are gone through again, with the answers that were given until then.

use tender::both;
use tender::input::words::folded;
use tender::text::language::Both;

use super::{Ask, Start};

/// Goes through questions until the last one is answered and nobody wants to go back.
pub fn through(person: &mut dyn Ask, questions: impl Fn(&mut dyn Ask) -> Start) -> Start {
    let mut given = Vec::new();
    loop {
        let mut journey = Journey { person: &mut *person, given: &mut given, at: 0, back: false };
        let start = questions(&mut journey);
        if !journey.back {
            return start;
        }
    }
}

/// Somebody who is on the way through the questions.
struct Journey<'p> {
    person: &'p mut dyn Ask,
    /// The questions, as they read, with the answers
    given: &'p mut Vec<(String, Option<String>)>,
    /// How many of them were gone through anew
    at: usize,
    /// The way back was asked for: nothing more is said or asked until all begins again
    back: bool,
}

impl Journey<'_> {
    /// Forgets the answer to the question before one, with all that was answered in vain to either.
    fn go_back(&mut self, question: &str) {
        let forget = |given: &mut Vec<(String, Option<String>)>, question: &str| {
            while given.last().is_some_and(|(asked, _)| asked == question) {
                given.pop();
            }
        };
        forget(self.given, question);
        if let Some((before, _)) = self.given.last().cloned() {
            forget(self.given, &before);
        }
        self.back = true;
    }
}

impl Ask for Journey<'_> {
    fn say(&mut self, line: &Both) {
        if !self.back && self.at >= self.given.len() {
            self.person.say(line);
        }
    }

    fn ask(&mut self, question: &Both) -> Option<String> {
        if self.back {
            return None;
        }
        if let Some((_, answer)) = self.given.get(self.at) {
            self.at += 1;
            return answer.clone();
        }
        loop {
            let said = self.person.ask(question);
            if !said.as_deref().is_some_and(is_back) {
                self.given.push((question.en.clone(), said.clone()));
                self.at += 1;
                return said;
            }
            if self.given.iter().any(|(asked, _)| *asked != question.en) {
                self.go_back(&question.en);
                return None;
            }
            self.person.say(&both!("This is the first question.", "Det er det første spørgsmål."));
        }
    }

    fn hears<'w>(&self, line: &'w Both) -> &'w str {
        self.person.hears(line)
    }
}

/// Whether somebody wants to go one question back.
fn is_back(said: &str) -> bool {
    matches!(folded(said).as_str(), "<" | "<<" | "tilbage" | "back")
}
