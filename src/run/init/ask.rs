//! The questions to whoever begins a tender, one at a time: an empty line leaves a point open, `?` explains a question,
//! and `<` goes one back.

use tender::both;
use tender::catalog::id::{IntegrationId, PackageId};
use tender::catalog::{Edition, Fact, Package};
use tender::input::markdown::as_text;
use tender::input::words;
use tender::profile::cvr::{self, CvrError};
use tender::text::language::Both;

use self::read::{is_supplier, picked, unread, yes_or_no};
use super::Start;

mod back;
mod read;

/// Somebody who answers.
pub trait Ask {
    /// Says something that asks for nothing.
    fn say(&mut self, line: &Both);

    /// The answer to a question; nothing where the line was left empty or nobody answers any more.
    fn ask(&mut self, question: &Both) -> Option<String>;

    /// A line in the language that is talked in.
    fn hears<'w>(&self, line: &'w Both) -> &'w str;
}

/// The placeholder of the catalog that stands for the appendix on security.
const SECURITY: &str = "{{sikkerhedsbilag}}";

/// Asks for all that a profile begins with. Packages are shown with when to choose them; facts are asked of those that
/// were chosen.
pub fn all(edition: &Edition, person: &mut dyn Ask) -> Start {
    back::through(person, |person| questions(edition, person))
}

fn questions(edition: &Edition, person: &mut dyn Ask) -> Start {
    person.say(&both!(
        "A profile is made of your answers. An empty line leaves a point open; all of it can be changed afterwards. \
Write ? for help, and < to go one question back. Nothing is written before the last answer; Ctrl-C ends it.",
        "Profilen laves af jeres svar. En tom linje lader et punkt stå åbent, og alt kan rettes bagefter. Skriv ? for \
at få hjælp og < for at gå ét spørgsmål tilbage. Der skrives ikke noget før det sidste svar; Ctrl-C afbryder."
    ));
    let mut start = tender(edition, person);
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
        let (business, help) = (&package.business, about(edition, package));
        let answer = until(person, &both!("Choose {id}? [y/n]", "Vælg {id}? [j/n]"), &help, |said, _| {
            match (yes_or_no(said), picked(edition, business, said)) {
                (Some(wanted), _) => Ok(Wanted::Package(wanted)),
                (None, Ok(these)) => Ok(Wanted::These(these)),
                // What holds no number is no try to name integrations.
                (None, Err(why)) => Err(if said.contains(|c: char| c.is_ascii_digit()) { why } else { unread(said) }),
            }
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
    if asks_for_security(edition, &start) {
        person.say(&Both::same(String::new()));
        let question = both!(
            "The appendix that says how secure the solution must be, such as Bilag 7",
            "Det bilag, der fastsætter sikkerhedsniveauet, for eksempel Bilag 7"
        );
        let help = both!(
            "A requirement of a chosen package points at it. Where it has no number yet, leave the line empty.",
            "Et krav i en af de valgte pakker henviser til det. Har bilaget ikke noget nummer endnu, så lad linjen \
             være tom."
        );
        start.security_appendix = until(person, &question, &help, |said, _| read::appendix(said));
    }
    facts(edition, &mut start, person);
    start
}

/// What is asked of the tender itself.
fn tender(edition: &Edition, person: &mut dyn Ask) -> Start {
    let mut start = Start {
        title: text(
            person,
            &both!("Title of the tender", "Udbuddets titel"),
            &both!("It stands on the first page of every document.", "Titlen står på forsiden af alle dokumenter."),
        ),
        buyer: text(
            person,
            &both!("Buyer", "Ordregiver"),
            &both!(
                "The name of the authority that buys. Of several that buy together, the one that runs the tender.",
                "Navnet på den myndighed, der køber ind. Køber flere ind sammen, er det den, der gennemfører udbuddet."
            ),
        ),
        ..Start::default()
    };
    start.cvr = cvr_number(person);
    start.contact = text(
        person,
        &both!("Contact, such as an e-mail address", "Kontakt, for eksempel en e-mailadresse"),
        &both!(
            "Where tenderers turn to; it stands on the first page.",
            "Hvor leverandørerne kan henvende sig. Det står på forsiden."
        ),
    );
    start.reference = text(
        person,
        &both!("Journal number", "Journalnummer"),
        &both!("The number of the case; it stands on the first page.", "Sagens nummer. Det står på forsiden."),
    );
    let question = both!("Area, such as Y26; ? lists them", "Ydelsesområde, for eksempel Y26; ? viser dem alle");
    let areas: Vec<String> = edition.areas.iter().map(|(id, name)| format!("  {id} {name}")).collect();
    start.area =
        until(person, &question, &Both::same(areas.join("\n")), |said, person| read::area(edition, said, person));
    let question = both!(
        "Procedure: 1 direct award, 2 mini-tender, 3 own tender",
        "Fremgangsmåde: 1 direkte tildeling, 2 miniudbud, 3 udbud efter udbudsloven"
    );
    let help = both!(
        "1: a contract with a supplier of the framework agreement without a competition. 2: the suppliers of the \
         framework agreement make offers. 3: a tender outside the framework agreement.",
        "1: En aftale med en leverandør på rammeaftalen uden konkurrence. 2: Leverandørerne på rammeaftalen afgiver \
         tilbud. 3: Et udbud uden for rammeaftalen."
    );
    start.procedure = until(person, &question, &help, |said, _| read::procedure(said));
    if !start.is_direct_award() {
        let question = both!(
            "Deadline, such as 15-01-2027 at 12.00: 15-01-2027 kl. 12.00",
            "Tilbudsfrist, for eksempel 15-01-2027 kl. 12.00"
        );
        let help = both!(
            "The day and the hour when offers must have come in. The days for questions and corrections count back \
             from it. The day comes before the month; the hour may be left out.",
            "Den dag og det klokkeslæt, hvor tilbuddene senest skal være modtaget. Fristerne for spørgsmål og \
             rettelser regnes fra den. Dagen skrives før måneden, og klokkeslættet kan udelades."
        );
        start.deadline = until(person, &question, &help, |said, _| read::deadline(said));
    }
    let question = both!("Number of the kravbilag, such as 3.2", "Kravbilagets nummer, for eksempel 3.2");
    let help = both!(
        "The number that the kravbilag has among the appendices of the tender; the svarskema is called after it.",
        "Det nummer, som kravbilaget har blandt udbuddets bilag. Svarskemaet får navn efter det: »Svarskema til bilag \
         3.2«."
    );
    start.appendix = until(person, &question, &help, |said, _| read::appendix(said));
    start
}

/// What the chosen packages ask for.
fn facts(edition: &Edition, start: &mut Start, person: &mut dyn Ask) {
    let facts: Vec<&Fact> = asked_for(edition, start).collect();
    if !facts.is_empty() {
        person.say(&both!(
            "\nWhat the chosen packages make it necessary to settle.",
            "\nNu det, som de valgte pakker gør det nødvendigt at afklare."
        ));
    }
    for fact in facts {
        let help = fact.help.trim();
        person.say(&Both::same(format!("\n{help}")));
        let (question, supplier) = (&fact.question, fact.supplier_knows);
        let (asked, help) = if supplier {
            (
                both!("{question} [y/n/s: the supplier]", "{question} [j/n/l: leverandøren]"),
                both!(
                    "{help}\nWith s every supplier answers it of its own solution.",
                    "{help}\nMed l svarer hver leverandør på det for sin egen løsning."
                ),
            )
        } else {
            (
                both!("{question} [y/n]", "{question} [j/n]"),
                both!(
                    "{help}\nThe buyer alone can answer it. An empty line leaves it open.",
                    "{help}\nKun ordregiver kan svare på det. En tom linje lader det stå åbent."
                ),
            )
        };
        // Who does not know leaves it open, and says so.
        let answer = until(person, &asked, &help, |said, _| match words::folded(said).as_str() {
            "ved-ikke" | "uafklaret" => Ok(None),
            _ if supplier && is_supplier(said) => Ok(Some("\"supplier\"")),
            _ => read::buyers(said).map(|yes| Some(if yes { "true" } else { "false" })),
        });
        start.facts.extend(answer.flatten().map(|answer| (fact.id.clone(), answer)));
    }
}

/// The facts that the chosen packages ask for.
pub fn asked_for<'e>(edition: &'e Edition, start: &Start) -> impl Iterator<Item = &'e Fact> {
    let asking = |fact: &&Fact| start.packages.keys().any(|id| edition.packages[id].asks_for(&fact.id));
    edition.facts.values().filter(asking)
}

/// Whether a chosen package points at the appendix on security.
pub fn asks_for_security(edition: &Edition, start: &Start) -> bool {
    let secured =
        |package: &&PackageId| edition.packages[*package].requirements.iter().any(|it| it.text.contains(SECURITY));
    start.packages.keys().any(|id| secured(&id))
}

/// What a package is for, and which integrations it has.
fn about(edition: &Edition, package: &Package) -> Both {
    let purpose = as_text(&package.purpose);
    let purpose = purpose.trim();
    let rows: Vec<String> =
        package.business.iter().map(|id| format!("  {id} {}", edition.integrations[id].name)).collect();
    let rows = rows.join("\n");
    both!(
        "{purpose}\n{rows}\nAnswer y or n, or name the integrations that are meant.",
        "{purpose}\n{rows}\nSvar j eller n, eller nævn de integrationer, som det gælder."
    )
}

/// The number, with the reason said why another is none: the last digit checks the others.
fn cvr_number(person: &mut dyn Ask) -> Option<String> {
    let question = both!("CVR number of the buyer", "Ordregivers CVR-nummer");
    let help = both!(
        "The eight digits of the authority in the CVR register; they stand on the first page.",
        "Myndighedens otte cifre i CVR-registret. De står på forsiden."
    );
    until(person, &question, &help, |said, _| {
        cvr::check(said).map_err(|error| match error {
            CvrError::Digits => both!(
                "A CVR number has eight digits. Try again, or leave the line empty.",
                "Et CVR-nummer har otte cifre. Prøv igen, eller lad linjen være tom."
            ),
            CvrError::CheckDigit => both!(
                "No CVR number: the last digit does not fit the others. Copy it from the register, or leave the line \
empty.",
                "Det er ikke et CVR-nummer: Det sidste ciffer passer ikke til de andre. Kopiér det fra CVR-registret, \
eller lad linjen være tom."
            ),
        })
    })
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
    let meanings = business.iter().map(|id| format!("  {id}: {}", edition.integrations[id].meaning.trim()));
    let help = Both::same(meanings.collect::<Vec<_>>().join("\n"));
    let picked = until(person, &question, &help, |said, _| {
        let all = yes_or_no(said) == Some(true);
        if all { Ok(business.clone()) } else { picked(edition, business, said) }
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

/// Asks for words as they are.
fn text(person: &mut dyn Ask, question: &Both, help: &Both) -> Option<String> {
    until(person, question, help, |said, _| Ok(said.to_owned()))
}

/// Asks until the answer can be read, or the line is left empty. Who asks back is told what is meant.
fn until<T>(
    person: &mut dyn Ask,
    question: &Both,
    help: &Both,
    read: impl Fn(&str, &mut dyn Ask) -> Result<T, Both>,
) -> Option<T> {
    loop {
        let said = person.ask(question)?;
        let said = said.trim();
        if matches!(words::folded(said).as_str(), "?" | "??" | "hjælp" | "help") {
            person.say(help);
            continue;
        }
        match read(said, person) {
            Ok(read) => return Some(read),
            Err(why) => person.say(&why),
        }
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

        fn hears<'w>(&self, line: &'w Both) -> &'w str {
            &line.da
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
        assert_eq!(script.1.matches("kan ikke læses her").count(), 1);
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
        assert_eq!(script.1.matches("kan ikke læses her").count(), 1, "{}", script.1);
    }

    /// What comes of some answers, and all that was said.
    fn asked(answers: &[&'static str]) -> (Start, String) {
        let catalog = Catalog::read(&CatalogFiles::embedded()).unwrap();
        let mut script = Script(Vec::from(answers).into_iter(), String::new());
        let start = all(catalog.newest().unwrap(), &mut script);
        (start, script.1)
    }

    #[test]
    fn who_goes_back_answers_the_question_before_anew_and_keeps_the_rest() {
        let (start, said) =
            asked(&["<", "Omsorg", "Solbjerg", "12345678", "<", "Solbjerg Kommune", "12345674", "tilbage"]);
        assert_eq!((start.title.as_deref(), start.buyer.as_deref()), (Some("Omsorg"), Some("Solbjerg Kommune")));
        assert_eq!(start.cvr, None, "the way back was the last that was said");
        assert_eq!(said.matches("Det er det første spørgsmål.").count(), 1);
        assert_eq!(said.matches("Udbuddets titel\n").count(), 2, "the first question twice, and never again: {said}");
        assert_eq!(said.matches("Ordregivers CVR-nummer\n").count(), 4, "{said}");
        // Back over the packages: one that was chosen is not.
        let tender = ["Omsorg", "", "", "", "", "", "", "", ""];
        let (start, said) = asked(&[&tender[..], &["j", "1", "<", "<", "n", "SF1525"]].concat());
        let packages: Vec<String> = start.packages.iter().map(|(id, ids)| format!("{id} {ids:?}")).collect();
        assert_eq!(packages, ["I-02 [SF1525]"], "{said}");
    }

    #[test]
    fn every_question_is_explained_to_who_asks_back() {
        // Each question is asked back once, and then answered.
        let tender = ["Omsorg", "Solbjerg", "", "", "", "", "2", "", ""];
        let packages = (1..=15).map(|number| if number == 8 || number == 2 { "alle" } else { "" });
        let answers = tender.into_iter().chain(packages).chain([""; 8]);
        let twice: Vec<&str> = answers.flat_map(|answer| ["?", answer]).collect();
        let (start, said) = asked(&twice);
        assert_eq!(start.packages.len(), 2);
        assert!(!said.contains("kan ikke læses her"), "{said}");
        for help in [
            "Titlen står på forsiden",
            "hvor tilbuddene senest skal være modtaget",
            "Svarskemaet får navn efter det",
            "henviser til det. Har bilaget ikke noget nummer endnu",
            "Kun ordregiver kan svare på det.",
        ] {
            assert!(said.contains(help), "{help}: {said}");
        }
    }

    #[test]
    fn what_is_said_of_an_answer_tells_which_word_of_it_was_not_understood() {
        let tender = ["Omsorg", "", "", "", "", "", "2"];
        let answers =
            ["31-11-2026", "15-01-2027 kl. 24.00", "15-01-2027", "18.01.2027 12.00", "post@solbjerg.dk", "3.1.12"];
        let packages = ["", "SF1320 og SF9999", "SF1320 og 1525", "", "", "", "", "", "", "", "SF1590", ""];
        let facts = ["", "", "", "", "", "leverandøren", "nej"];
        let (start, said) = asked(&[&tender[..], &answers, &packages, &facts].concat());
        assert_eq!((start.deadline.as_deref(), start.appendix.as_deref()), (Some("2027-01-15"), Some("3.1.12")));
        let chosen = &start.packages[&PackageId::new("I-02")];
        assert_eq!(chosen, &["SF1320_A", "SF1525"].map(IntegrationId::new));
        for why in [
            "Datoen findes ikke, for november har 30 dage.",
            "Klokkeslættet findes ikke, for et døgn slutter kl. 23.59.",
            "»18.01.2027 12.00« ligner en dato og ikke et bilagsnummer.",
            "»post@solbjerg.dk« ligner ikke et bilagsnummer.",
            "»SF9999« er ikke SF1320_A, SF1520 eller SF1525.",
            "»SF1590« kan være SF1590_B_01, SF1590_B_02 eller SF1590_B_03.",
            "Det må ordregiver svare på: j eller n.",
        ] {
            assert!(said.contains(why), "{why}: {said}");
        }
        assert_eq!(start.facts.values().collect::<Vec<_>>(), [&"false"]);
    }
}
