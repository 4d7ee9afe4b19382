//! The questions to whoever begins a tender, one at a time: an empty line leaves a point open.

use tender::both;
use tender::catalog::Edition;
use tender::catalog::id::PackageId;
use tender::input::markdown::as_text;
use tender::profile::cvr;
use tender::text::calendar::read_moment;
use tender::text::language::Both;
use toml::value::Datetime;

use super::Start;

/// Somebody who answers.
pub trait Ask {
    /// Says something that asks for nothing.
    fn say(&mut self, line: &Both);

    /// The answer to a question; nothing where the line was left empty or nobody answers any more.
    fn ask(&mut self, question: &Both) -> Option<String>;
}

/// Asks for all that a profile begins with. Packages are shown with when to choose them; facts are asked of those that
/// were chosen.
pub fn all(edition: &Edition, person: &mut dyn Ask) -> Start {
    let mut start = Start {
        title: person.ask(&both!("Title of the tender", "Udbuddets titel")),
        buyer: person.ask(&both!("Buyer", "Ordregiver")),
        ..Start::default()
    };
    start.cvr =
        until(person, &both!("CVR number of the buyer", "Ordregivers CVR-nummer"), |said| cvr::check(said).ok());
    let procedure = both!(
        "Procedure: 1 direct award, 2 mini-tender, 3 own tender",
        "Fremgangsmåde: 1 direkte tildeling, 2 miniudbud, 3 eget udbud"
    );
    start.procedure = until(person, &procedure, procedure_of);
    if start.procedure.as_deref() != Some("direct-award") {
        let question = both!(
            "Deadline, such as 15-01-2027 at 12.00: 15-01-2027 kl. 12.00",
            "Tilbudsfrist, for eksempel 15-01-2027 kl. 12.00"
        );
        start.deadline = until(person, &question, |said| {
            let (date, time) = read_moment(said)?;
            Some(Datetime { date: Some(date), time, offset: None }.to_string())
        });
    }
    person.say(&both!(
        "\nThe packages. Answer j for yes; an empty line passes one over.",
        "\nPakkerne. Svar j for ja; en tom linje springer pakken over."
    ));
    for package in edition.packages.values() {
        let (id, title) = (&package.id, &package.title);
        let when = as_text(&package.guidance);
        person.say(&Both::same(format!("\n{id} {title}\n{when}")));
        if person.ask(&both!("Choose {id}?", "Vælg {id}?")).as_deref().is_some_and(yes) {
            start.packages.insert(id.clone(), chosen(edition, id, person));
        }
    }
    for fact in edition.facts.values() {
        let asking = start.packages.keys().any(|id| edition.packages[id].asks_for(&fact.id));
        if !asking {
            continue;
        }
        person.say(&Both::same(format!("\n{}", fact.help.trim())));
        let (question, answers) = (&fact.question, if fact.supplier_knows { "j/n/l" } else { "j/n" });
        let supplier = fact.supplier_knows;
        let asked = Both::same(format!("{question} [{answers}]"));
        let answer = until(person, &asked, |said| match said.to_lowercase().as_str() {
            "j" | "ja" | "y" | "yes" => Some("true"),
            "n" | "nej" | "no" => Some("false"),
            "l" | "leverandør" | "leverandøren" | "s" | "supplier" if supplier => Some("\"supplier\""),
            _ => None,
        });
        start.facts.extend(answer.map(|answer| (fact.id.clone(), answer)));
    }
    start
}

/// The integrations of a package: all of them, or those that are named by number.
fn chosen(edition: &Edition, id: &PackageId, person: &mut dyn Ask) -> Vec<tender::catalog::id::IntegrationId> {
    let business = &edition.packages[id].business;
    if business.len() == 1 {
        return business.clone();
    }
    for (at, integration) in business.iter().enumerate() {
        let (at, name) = (at + 1, &edition.integrations[integration].name);
        person.say(&Both::same(format!("  {at} {integration} {name}")));
    }
    let question = both!("Which, such as 1 3? Empty: all", "Hvilke, for eksempel 1 3? Tom linje: alle");
    let picked = until(person, &question, |said| {
        let numbers = said.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let picked: Option<Vec<_>> =
            numbers.map(|number| business.get(number.parse::<usize>().ok()?.checked_sub(1)?).cloned()).collect();
        picked.filter(|picked| !picked.is_empty())
    });
    picked.unwrap_or_else(|| business.clone())
}

fn yes(said: &str) -> bool {
    matches!(said.to_lowercase().as_str(), "j" | "ja" | "y" | "yes")
}

fn procedure_of(said: &str) -> Option<String> {
    let word = said.trim().to_lowercase();
    let procedure = match word.as_str() {
        "1" | "direkte tildeling" | "direct-award" => "direct-award",
        "2" | "miniudbud" | "mini-tender" => "mini-tender",
        "3" | "eget udbud" | "own-tender" => "own-tender",
        _ => return None,
    };
    Some(procedure.to_owned())
}

/// Asks until the answer can be read, or the line is left empty.
fn until<T>(person: &mut dyn Ask, question: &Both, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    loop {
        let said = person.ask(question)?;
        if let Some(read) = read(said.trim()) {
            return Some(read);
        }
        person.say(&both!(
            "That cannot be read here; try again, or leave the line empty.",
            "Det kan ikke læses her. Prøv igen, eller lad linjen være tom."
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tender::catalog::{Catalog, CatalogFiles};

    /// Answers in their order, and then nothing.
    struct Script(std::vec::IntoIter<&'static str>, String);

    impl Ask for Script {
        fn say(&mut self, line: &Both) {
            self.1 += &format!("{}\n", line.da);
        }

        fn ask(&mut self, question: &Both) -> Option<String> {
            self.1 += &format!("{}\n", question.da);
            self.0.next().filter(|said| !said.is_empty()).map(str::to_owned)
        }
    }

    #[test]
    fn what_is_answered_is_taken_and_what_cannot_be_read_is_asked_again() {
        let catalog = Catalog::read(&CatalogFiles::embedded()).unwrap();
        let edition = catalog.newest().unwrap();
        let answers = vec![
            "Nyt omsorgssystem",
            "Solbjerg Kommune",
            "12345678",
            "DK 12 34 56 74",
            "to",
            "2",
            "15-01-2027 kl. 12.00",
            "",
            "j",
            "1 3",
            "",
            "ja",
            "j",
        ];
        let mut script = Script(answers.into_iter(), String::new());
        let start = all(edition, &mut script);
        assert_eq!(start.title.as_deref(), Some("Nyt omsorgssystem"));
        assert_eq!(start.cvr.as_deref(), Some("12345674"));
        assert_eq!(start.procedure.as_deref(), Some("mini-tender"));
        assert_eq!(start.deadline.as_deref(), Some("2027-01-15T12:00:00"));
        let packages: Vec<String> = start.packages.iter().map(|(id, ids)| format!("{id} {}", ids.len())).collect();
        assert_eq!(packages[0], "I-02 2");
        assert_eq!(script.1.matches("Det kan ikke læses her").count(), 2);
    }
}
