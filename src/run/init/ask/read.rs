//! How answers are read, with the words for those that cannot be.

use tender::both;
use tender::catalog::Edition;
use tender::catalog::id::{AreaId, IntegrationId};
use tender::complaint::Fault;
use tender::input::fault::InputFault;
use tender::input::words;
use tender::text::calendar::{NoMoment, no_moment, read_moment};
use tender::text::danish;
use tender::text::language::Both;
use toml::value::Datetime;

use super::Ask;

/// What is said of an answer that cannot be read.
pub fn unread(said: &str) -> Both {
    both!(
        "»{said}« cannot be read here. Try again; ? helps, and an empty line leaves the point open.",
        "»{said}« kan ikke læses her. Prøv igen; ? giver hjælp, og en tom linje lader punktet stå åbent."
    )
}

/// The integrations that are named: all of them, or by their number in the list, their id or their name.
pub fn picked(edition: &Edition, business: &[IntegrationId], said: &str) -> Result<Vec<IntegrationId>, Both> {
    if matches!(words::folded(said).as_str(), "alle" | "all" | "begge" | "samtlige" | "alle-integrationer" | "*") {
        return Ok(business.to_vec());
    }
    let parts = said.split([',', ';', '/', '+']).flat_map(|part| part.split(" og ")).map(str::trim);
    let mut named: Vec<IntegrationId> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        match one(edition, business, part) {
            Ok(id) => named.push(id),
            // »1 3« has blanks alone between its numbers.
            Err(_) => {
                for word in part.split_whitespace() {
                    named.push(one(edition, business, word)?);
                }
            }
        }
    }
    let picked: Vec<IntegrationId> = business.iter().filter(|id| named.contains(id)).cloned().collect();
    if picked.is_empty() { Err(unread(said)) } else { Ok(picked) }
}

/// One of the integrations of a package. What begins the id of one alone is that one: `SF1320` is `SF1320_A`.
fn one(edition: &Edition, business: &[IntegrationId], said: &str) -> Result<IntegrationId, Both> {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let by_number = said.trim_end_matches('.').parse::<usize>().ok().and_then(|at| business.get(at.checked_sub(1)?));
    let word = bare(said);
    let called = |id: &&IntegrationId| word == bare(id.as_str()) || bare(&edition.integrations[*id].name) == word;
    if let Some(id) = by_number.or_else(|| business.iter().find(called)) {
        return Ok(id.clone());
    }
    let number = word.strip_prefix("sf").unwrap_or(&word);
    let is_number = number.len() >= 4 && number.starts_with(|c: char| c.is_ascii_digit());
    let begins = |id: &&IntegrationId| is_number && bare(id.as_str()).trim_start_matches("sf").starts_with(number);
    let alike: Vec<&IntegrationId> = business.iter().filter(begins).collect();
    match alike.as_slice() {
        [only] => Ok((*only).clone()),
        [] => {
            let offered = danish::list(business, "eller");
            let en = business.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            Err(both!("»{said}« is none of {en}. Try again.", "»{said}« er ikke {offered}. Prøv igen."))
        }
        several => {
            let offered = danish::list(several, "eller");
            let en = several.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
            Err(both!("»{said}« can be {en}. Say which.", "»{said}« kan være {offered}. Skriv hvilken."))
        }
    }
}

/// Yes or no; of a question that the buyer alone can answer.
pub fn buyers(said: &str) -> Result<bool, Both> {
    if is_supplier(said) {
        return Err(both!(
            "That is for the buyer to answer: y or n. An empty line leaves it open.",
            "Det må ordregiver svare på: j eller n. En tom linje lader det stå åbent."
        ));
    }
    yes_or_no(said).ok_or_else(|| unread(said))
}

/// Whether the supplier is said to answer.
pub fn is_supplier(said: &str) -> bool {
    matches!(
        words::folded(said).as_str(),
        "l" | "lev" | "leverandør" | "leverandøren" | "leverandører" | "leverandørerne" | "s" | "supplier"
    )
}

pub fn yes_or_no(said: &str) -> Option<bool> {
    match words::folded(said).as_str() {
        "j" | "ja" | "jo" | "ja-tak" | "y" | "yes" => Some(true),
        "n" | "nej" | "nej-tak" | "no" => Some(false),
        _ => None,
    }
}

/// The area of an id or a name, or of a part of its name where that is one area's alone; of several, they are shown.
pub fn area(edition: &Edition, said: &str, person: &mut dyn Ask) -> Result<String, Both> {
    if let Some(area) = edition.area(said) {
        return Ok(area.to_string());
    }
    let part = said.trim().to_lowercase();
    let named = |(_, name): &(&AreaId, &String)| part.chars().count() >= 3 && name.to_lowercase().contains(&part);
    let alike: Vec<_> = edition.areas.iter().filter(named).collect();
    match alike.as_slice() {
        [(only, _)] => Ok(only.to_string()),
        alike => {
            for (id, name) in alike {
                person.say(&Both::same(format!("  {id} {name}")));
            }
            Err(unread(said))
        }
    }
}

pub fn procedure(said: &str) -> Result<String, Both> {
    let procedure = match said.trim() {
        "1" => Some("direct-award"),
        "2" => Some("mini-tender"),
        "3" => Some("own-tender"),
        said => words::own("procedure", said),
    };
    procedure.map(str::to_owned).ok_or_else(|| unread(said))
}

/// A day with or without the hour, as TOML writes it.
pub fn deadline(said: &str) -> Result<String, Both> {
    match (read_moment(said), no_moment(said)) {
        (Some((date, time)), _) => Ok(Datetime { date: Some(date), time, offset: None }.to_string()),
        (None, Some(why)) => {
            let Both { en, da } = InputFault::NoSuchDate { why }.saying().message;
            let da = danish::capitalised(&da);
            let en = danish::capitalised(&en);
            Err(both!("{en}. Try again, or leave the line empty.", "{da}. Prøv igen, eller lad linjen være tom."))
        }
        (None, None) => Err(unread(said)),
    }
}

/// The number of an appendix: `3.2`, `3a`, `Bilag 3.2`.
pub fn appendix(said: &str) -> Result<String, Both> {
    const LONGEST: usize = 24;
    // »3.1.12« is written like a day of a year that nobody means.
    let is_day = read_moment(said).is_some() || no_moment(said).is_some_and(|why| why != NoMoment::ShortYear);
    if is_day {
        return Err(both!(
            "»{said}« looks like a date and not like the number of an appendix. Try again, or leave the line empty.",
            "»{said}« ligner en dato og ikke et bilagsnummer. Prøv igen, eller lad linjen være tom."
        ));
    }
    let is_number = said.chars().count() <= LONGEST && said.contains(char::is_alphanumeric) && !said.contains('@');
    if is_number {
        return Ok(said.to_owned());
    }
    Err(both!(
        "»{said}« does not look like the number of an appendix. Try again, or leave the line empty.",
        "»{said}« ligner ikke et bilagsnummer. Prøv igen, eller lad linjen være tom."
    ))
}
