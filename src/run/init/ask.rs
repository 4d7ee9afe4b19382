//! The questions to whoever begins a tender, one at a time: an empty line leaves a point open.

use tender::both;
use tender::catalog::id::{AreaId, IntegrationId, PackageId};
use tender::catalog::{Edition, Fact};
use tender::input::markdown::as_text;
use tender::input::words;
use tender::profile::cvr::{self, CvrError};
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

/// The placeholder of the catalog that stands for the appendix on security.
const SECURITY: &str = "{{sikkerhedsbilag}}";

/// Asks for all that a profile begins with. Packages are shown with when to choose them; facts are asked of those that
/// were chosen.
pub fn all(edition: &Edition, person: &mut dyn Ask) -> Start {
    person.say(&both!(
        "A profile is made of your answers. An empty line leaves a point open; all of it can be changed afterwards.",
        "Profilen laves af jeres svar. En tom linje lader et punkt stå åbent, og alt kan rettes bagefter."
    ));
    let mut start = Start {
        title: person.ask(&both!("Title of the tender", "Udbuddets titel")),
        buyer: person.ask(&both!("Buyer", "Ordregiver")),
        ..Start::default()
    };
    start.cvr = cvr_number(person);
    start.contact = person.ask(&both!("Contact, such as an e-mail address", "Kontakt, for eksempel en e-mailadresse"));
    start.reference = person.ask(&both!("Journal number", "Journalnummer"));
    let question = both!("Area, such as Y26; ? lists them", "Ydelsesområde, for eksempel Y26; ? viser dem alle");
    start.area = until(person, &question, |said, person| {
        if said == "?" {
            let all: Vec<String> = edition.areas.iter().map(|(id, name)| format!("  {id} {name}")).collect();
            person.say(&Both::same(all.join("\n")));
        }
        area_of(edition, said, person)
    });
    let procedure = both!(
        "Procedure: 1 direct award, 2 mini-tender, 3 own tender",
        "Fremgangsmåde: 1 direkte tildeling, 2 miniudbud, 3 eget udbud"
    );
    start.procedure = until(person, &procedure, |said, _| procedure_of(said));
    if start.procedure.as_deref() != Some("direct-award") {
        let question = both!(
            "Deadline, such as 15-01-2027 at 12.00: 15-01-2027 kl. 12.00",
            "Tilbudsfrist, for eksempel 15-01-2027 kl. 12.00"
        );
        start.deadline = until(person, &question, |said, _| {
            let (date, time) = read_moment(said)?;
            Some(Datetime { date: Some(date), time, offset: None }.to_string())
        });
    }
    start.appendix =
        person.ask(&both!("Number of the kravbilag, such as 3.2", "Kravbilagets nummer, for eksempel 3.2"));
    person.say(&both!(
        "\nThe packages. Answer y for yes; an empty line passes one over.",
        "\nPakkerne. Svar j for ja; en tom linje springer pakken over."
    ));
    let area = start.area.as_deref().and_then(|area| edition.area(area));
    for package in edition.packages.values() {
        let (id, title) = (&package.id, &package.title);
        let when = as_text(&package.guidance);
        person.say(&Both::same(format!("\n{id} {title}\n{when}")));
        if let Some(area) = area.as_ref().filter(|area| package.expected_in.contains(area)) {
            person.say(&both!(
                "In {area} it is usually chosen where the system carries cases.",
                "I {area} vælges den som regel, når systemet bærer sager."
            ));
        }
        let business = &package.business;
        let answer = until(person, &both!("Choose {id}? [y/n]", "Vælg {id}? [j/n]"), |said, _| {
            yes_or_no(said).map(Wanted::Package).or_else(|| picked(edition, business, said).map(Wanted::These))
        });
        match answer {
            Some(Wanted::These(integrations)) => {
                start.packages.insert(id.clone(), integrations);
            }
            Some(Wanted::Package(true)) => {
                start.packages.insert(id.clone(), chosen(edition, id, person));
            }
            Some(Wanted::Package(false)) | None => {}
        }
    }
    let secured =
        |package: &&PackageId| edition.packages[*package].requirements.iter().any(|it| it.text.contains(SECURITY));
    if start.packages.keys().any(|id| secured(&id)) {
        person.say(&Both::same(String::new()));
        start.security_appendix = person.ask(&both!(
            "The appendix that says how secure the solution must be, such as Bilag 7",
            "Det bilag, der fastsætter sikkerhedsniveauet, for eksempel Bilag 7"
        ));
    }
    let asking = |fact: &&Fact| start.packages.keys().any(|id| edition.packages[id].asks_for(&fact.id));
    let facts: Vec<&Fact> = edition.facts.values().filter(asking).collect();
    if !facts.is_empty() {
        person.say(&both!(
            "\nWhat the chosen packages make it necessary to settle.",
            "\nNu det, som de valgte pakker gør det nødvendigt at afklare."
        ));
    }
    for fact in facts {
        person.say(&Both::same(format!("\n{}", fact.help.trim())));
        let (question, supplier) = (&fact.question, fact.supplier_knows);
        let asked = if supplier {
            both!("{question} [y/n/s: the supplier]", "{question} [j/n/l: leverandøren]")
        } else {
            both!("{question} [y/n]", "{question} [j/n]")
        };
        // Who does not know leaves it open, and says so.
        let answer = until(person, &asked, |said, _| match words::folded(said).as_str() {
            "l" | "leverandør" | "leverandøren" | "s" | "supplier" if supplier => Some(Some("\"supplier\"")),
            "ved-ikke" | "?" | "uafklaret" => Some(None),
            _ => yes_or_no(said).map(|yes| Some(if yes { "true" } else { "false" })),
        });
        start.facts.extend(answer.flatten().map(|answer| (fact.id.clone(), answer)));
    }
    start
}

/// The number, with the reason said why another is none: the last digit checks the others.
fn cvr_number(person: &mut dyn Ask) -> Option<String> {
    let question = both!("CVR number of the buyer", "Ordregivers CVR-nummer");
    loop {
        let said = person.ask(&question)?;
        match cvr::check(&said) {
            Ok(number) => return Some(number),
            Err(CvrError::Digits) => person.say(&both!(
                "A CVR number has eight digits. Try again, or leave the line empty.",
                "Et CVR-nummer har otte cifre. Prøv igen, eller lad linjen være tom."
            )),
            Err(CvrError::CheckDigit) => person.say(&both!(
                "No CVR number: the last digit does not fit the others. Copy it from the register, or leave the line \
empty.",
                "Det er ikke et CVR-nummer: Det sidste ciffer passer ikke til de andre. Kopiér det fra CVR-registret, \
eller lad linjen være tom."
            )),
        }
    }
}

/// The integrations of a package: all of them, or those that are named by number.
fn chosen(edition: &Edition, id: &PackageId, person: &mut dyn Ask) -> Vec<IntegrationId> {
    let business = &edition.packages[id].business;
    if business.len() == 1 {
        return business.clone();
    }
    for (at, integration) in business.iter().enumerate() {
        let (at, name) = (at + 1, &edition.integrations[integration].name);
        person.say(&Both::same(format!("  {at} {integration} {name}")));
    }
    let question = both!("Which, such as 1 2? Empty: all", "Hvilke, for eksempel 1 2? Tom linje: alle");
    let picked = until(person, &question, |said, _| {
        let all = yes_or_no(said) == Some(true);
        if all { Some(business.clone()) } else { picked(edition, business, said) }
    });
    picked.unwrap_or_else(|| business.clone())
}

/// What is wanted of a package.
enum Wanted {
    /// It, or not
    Package(bool),
    /// Of it, these
    These(Vec<IntegrationId>),
}

/// The integrations that are named: all of them, or by their number in the list, their id or their name.
fn picked(edition: &Edition, business: &[IntegrationId], said: &str) -> Option<Vec<IntegrationId>> {
    if matches!(words::folded(said).as_str(), "alle" | "all" | "begge" | "samtlige" | "alle-integrationer" | "*") {
        return Some(business.to_vec());
    }
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let one = |part: &str| {
        let by_number =
            part.trim_end_matches('.').parse::<usize>().ok().and_then(|at| business.get(at.checked_sub(1)?));
        let called = |id: &&IntegrationId| {
            let part = bare(part);
            part == bare(id.as_str()) || bare(&edition.integrations[*id].name) == part
        };
        by_number.or_else(|| business.iter().find(called)).cloned()
    };
    let parts = said.split([',', ';', '/', '+']).flat_map(|part| part.split(" og ")).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let whole: Option<Vec<_>> = parts.iter().map(|part| one(part)).collect();
    // »1 3« has blanks alone between its numbers.
    let apart = || parts.iter().flat_map(|part| part.split_whitespace()).map(one).collect::<Option<Vec<_>>>();
    let named = whole.or_else(apart)?;
    let picked: Vec<IntegrationId> = business.iter().filter(|id| named.contains(id)).cloned().collect();
    (!picked.is_empty()).then_some(picked)
}

fn yes_or_no(said: &str) -> Option<bool> {
    match words::folded(said).as_str() {
        "j" | "ja" | "jo" | "ja-tak" | "y" | "yes" => Some(true),
        "n" | "nej" | "nej-tak" | "no" => Some(false),
        _ => None,
    }
}

/// The area of an id or a name, or of a part of its name where that is one area's alone; of several, they are shown.
fn area_of(edition: &Edition, said: &str, person: &mut dyn Ask) -> Option<String> {
    if let Some(area) = edition.area(said) {
        return Some(area.to_string());
    }
    let part = said.trim().to_lowercase();
    let named = |(_, name): &(&AreaId, &String)| part.chars().count() >= 3 && name.to_lowercase().contains(&part);
    let alike: Vec<_> = edition.areas.iter().filter(named).collect();
    match alike.as_slice() {
        [(only, _)] => Some(only.to_string()),
        alike => {
            for (id, name) in alike {
                person.say(&Both::same(format!("  {id} {name}")));
            }
            None
        }
    }
}

fn procedure_of(said: &str) -> Option<String> {
    let procedure = match said.trim() {
        "1" => Some("direct-award"),
        "2" => Some("mini-tender"),
        "3" => Some("own-tender"),
        said => words::own("procedure", said),
    };
    procedure.map(str::to_owned)
}

/// Asks until the answer can be read, or the line is left empty.
fn until<T>(person: &mut dyn Ask, question: &Both, read: impl Fn(&str, &mut dyn Ask) -> Option<T>) -> Option<T> {
    loop {
        let said = person.ask(question)?;
        if let Some(read) = read(said.trim(), person) {
            return Some(read);
        }
        // Who asked for the list has it.
        if said.trim() == "?" {
            continue;
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
            "udbud@solbjerg.dk",
            "",
            "?",
            "social og omsorg",
            "to",
            "2",
            "15-01-2027 kl. 12.00",
            "2.1",
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
        assert_eq!(start.contact.as_deref(), Some("udbud@solbjerg.dk"));
        assert_eq!((start.reference.as_deref(), start.appendix.as_deref()), (None, Some("2.1")));
        assert_eq!(start.area.as_deref(), Some("Y26"));
        assert!(script.1.contains("  Y05 Samfundsstruktur"), "{}", script.1);
        assert_eq!(start.procedure.as_deref(), Some("mini-tender"));
        assert_eq!(start.deadline.as_deref(), Some("2027-01-15T12:00:00"));
        let packages: Vec<String> = start.packages.iter().map(|(id, ids)| format!("{id} {}", ids.len())).collect();
        assert_eq!(packages[0], "I-02 2");
        assert_eq!(script.1.matches("Det kan ikke læses her").count(), 1);
        assert_eq!(script.1.matches("Det sidste ciffer passer ikke").count(), 1);
    }

    #[test]
    fn a_package_is_chosen_by_what_is_chosen_of_it_and_no_answer_is_passed_over_unread() {
        let catalog = Catalog::read(&CatalogFiles::embedded()).unwrap();
        let edition = catalog.newest().unwrap();
        let answers = vec![
            "Omsorg",
            "Solbjerg",
            "",
            "",
            "",
            "omsorg",
            "miniudbud",
            "",
            "", // the tender
            "ja tak",
            "begge",
            "SF1320_A og SF 1525",
            "måske",
            "nej",
            "",
            "",
            "alle",
        ];
        let mut script = Script(answers.into_iter(), String::new());
        let start = all(edition, &mut script);
        assert_eq!(start.area.as_deref(), Some("Y26"));
        let packages: Vec<String> = start.packages.iter().map(|(id, ids)| format!("{id} {}", ids.len())).collect();
        assert_eq!(packages, ["I-01 2", "I-02 2", "I-06 1"]);
        assert_eq!(script.1.matches("Det kan ikke læses her").count(), 1, "{}", script.1);
    }
}
