//! What in a question or an answer could tell who asked.
//!
//! All suppliers read the same questions and answers, and none may learn from them who else takes part. What gives a
//! supplier away most often is copied along: an address, a telephone number, a CVR number, a company's name with its
//! form.

use super::Asking;

/// What could tell who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    pub kind: ClueKind,
    /// As it stands in the text
    pub found: String,
}

/// The kinds of what could tell who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClueKind {
    Email,
    Telephone,
    Cvr,
    CompanyForm,
    /// The name of somebody who answered the form
    Supplier,
}

/// What is known of a supplier from its form.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub name: Option<&'a str>,
    pub cvr: Option<&'a str>,
}

/// The forms of companies, as they stand behind a name.
const FORMS: [&str; 14] =
    ["A/S", "ApS", "I/S", "K/S", "P/S", "IVS", "A.M.B.A.", "AMBA", "F.M.B.A.", "GmbH", "Ltd", "Inc", "AB", "Oy"];

impl Asking {
    /// What in the question and its answer could tell who asked, each once.
    pub fn clues(&self) -> Vec<Clue> {
        let mut clues: Vec<Clue> = Vec::new();
        for text in [Some(&self.question), self.answer.as_ref()].into_iter().flatten() {
            for clue in clues_in(text) {
                if !clues.contains(&clue) {
                    clues.push(clue);
                }
            }
        }
        clues
    }

    /// Whether the question itself could tell who asked.
    pub fn question_tells(&self) -> bool {
        !clues_in(&self.question).is_empty()
    }

    /// What of some suppliers stands in the question or its answer, each once.
    pub fn clues_of(&self, suppliers: &[Known<'_>]) -> Vec<Clue> {
        let mut clues: Vec<Clue> = Vec::new();
        for text in [Some(&self.question), self.answer.as_ref()].into_iter().flatten() {
            for supplier in suppliers {
                for clue in supplier.clues_in(text) {
                    if !clues.contains(&clue) {
                        clues.push(clue);
                    }
                }
            }
        }
        clues
    }
}

impl Known<'_> {
    /// Where a text has the supplier's number, however it is spaced, or its name without the form of the company.
    fn clues_in(&self, text: &str) -> Vec<Clue> {
        /// A shorter name is a word that anybody may use.
        const SHORTEST: usize = 4;
        let words = |text: &str| -> Vec<String> {
            let parts = text.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
            parts.map(str::to_lowercase).collect()
        };
        let mut clues = Vec::new();
        let name = self.name.map(|name| {
            let bare = name.split_whitespace().filter(|word| {
                let word = word.trim_matches(|sign: char| matches!(sign, ',' | '(' | ')'));
                !FORMS.iter().any(|form| form.trim_end_matches('.').eq_ignore_ascii_case(word.trim_end_matches('.')))
            });
            bare.collect::<Vec<_>>().join(" ")
        });
        if let Some(name) = name.filter(|name| name.chars().filter(|sign| sign.is_alphanumeric()).count() >= SHORTEST) {
            let (said, sought) = (words(text), words(&name));
            if !sought.is_empty() && said.windows(sought.len()).any(|window| window == sought) {
                clues.push(Clue { kind: ClueKind::Supplier, found: name });
            }
        }
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        if let Some(cvr) = self.cvr.map(digits).filter(|cvr| cvr.len() == 8)
            && numbers(text).iter().any(|clue| digits(&clue.found) == cvr)
        {
            clues.push(Clue { kind: ClueKind::Cvr, found: cvr });
        }
        clues
    }
}

fn clues_in(text: &str) -> Vec<Clue> {
    let mut clues = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let clue = |kind, found: &str| Clue { kind, found: found.to_owned() };
        let address = bare.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
        if address.is_some() {
            clues.push(clue(ClueKind::Email, bare.trim_end_matches(|c: char| !c.is_alphanumeric())));
        }
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let is_name = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
        let form = FORMS.iter().find(|form| form.trim_end_matches('.') == bare.trim_end_matches('.'));
        if let (Some(_), Some(name)) = (form, before.filter(is_name)) {
            clues.push(clue(ClueKind::CompanyForm, &format!("{name} {}", bare.trim_end_matches('.'))));
        }
    }
    clues.extend(numbers(text));
    clues
}

/// Runs of eight digits, as telephone and CVR numbers are: »12 34 56 78«, »+45 12345678«. Longer ones are something
/// else.
fn numbers(text: &str) -> Vec<Clue> {
    let mut clues = Vec::new();
    let signs: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < signs.len() {
        if !signs[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut end = at;
        let (mut digits, mut groups, mut current) = (0, Vec::new(), 0);
        while let Some(sign) = signs.get(end) {
            let blank = matches!(sign, ' ' | '\u{a0}') && signs.get(end + 1).is_some_and(char::is_ascii_digit);
            if sign.is_ascii_digit() {
                (digits, current) = (digits + 1, current + 1);
            } else if blank {
                groups.push(std::mem::take(&mut current));
            } else {
                break;
            }
            end += 1;
        }
        groups.push(current);
        let alone =
            |sign: Option<&char>| sign.is_none_or(|sign| !sign.is_alphanumeric() && !matches!(sign, '-' | '_' | '/'));
        let before = at.checked_sub(1).and_then(|before| signs.get(before));
        // Dates and amounts have other groups.
        let as_written = matches!(groups.as_slice(), [8] | [4, 4] | [2, 2, 2, 2] | [2, 3, 3] | [2, 6]);
        if digits == 8 && as_written && alone(before) && alone(signs.get(end)) {
            let found: String = signs[at..end].iter().collect();
            let lead: String = signs[..at].iter().rev().take(16).collect::<Vec<_>>().into_iter().rev().collect();
            let kind = if lead.to_uppercase().contains("CVR") { ClueKind::Cvr } else { ClueKind::Telephone };
            clues.push(Clue { kind, found });
        }
        at = end;
    }
    clues
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(ClueKind, String)> {
        clues_in(text).into_iter().map(|clue| (clue.kind, clue.found)).collect()
    }

    #[test]
    fn what_could_tell_who_asked_is_found() {
        let one = |kind, found: &str| vec![(kind, found.to_owned())];
        assert_eq!(found("Skriv til (ole@alfa-it.dk)."), one(ClueKind::Email, "ole@alfa-it.dk"));
        assert_eq!(found("Ring på 12 34 56 78, tak."), one(ClueKind::Telephone, "12 34 56 78"));
        assert_eq!(found("CVR-nr. 12345678 og så videre"), one(ClueKind::Cvr, "12345678"));
        assert_eq!(found("Kan Alfa IT A/S tilbyde det?"), one(ClueKind::CompanyForm, "IT A/S"));
    }

    #[test]
    fn a_supplier_is_known_by_its_name_and_its_number_however_they_are_written() {
        let supplier = Known { name: Some("Alfa IT A/S"), cvr: Some("12345674") };
        let found = |text: &str| -> Vec<String> { supplier.clues_in(text).into_iter().map(|it| it.found).collect() };
        assert_eq!(found("Kan alfa-it levere via SFTP?"), ["Alfa IT"]);
        assert_eq!(found("Vi (CVR 12 34 56 74) spørger"), ["12345674"]);
        assert!(found("Kan Alfa levere, og er alfabetisk orden et krav?").is_empty());
        let short = Known { name: Some("It ApS"), cvr: None };
        assert!(short.clues_in("Hvad koster it?").is_empty());
    }

    #[test]
    fn what_tells_nothing_is_left_alone() {
        for text in [
            "Gælder SF1590_B_01 og 2026-11-24 kl. 12.00?",
            "Journalnummer 2026-001234, 1.234.567 sager og 123456789 dokumenter",
            "Et aktieselskab (a/s) må gerne spørge @ alle.",
            "Fristen er 28 10 2026, 5 000 kr.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
