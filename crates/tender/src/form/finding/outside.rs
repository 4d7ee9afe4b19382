//! The words for what is found outside the plain reading: other ways of reading, and what stands beside the fields.

use std::borrow::Cow;

use crate::form::remark::{Marking, Place, Remark};
use crate::form::way::Way;
use crate::text::danish;

/// How many lines are named before the rest is counted.
const NAMED: usize = 40;

/// »SF1461, I-02.01 og 3 andre«
pub(super) fn lines(lines: &[String]) -> String {
    let shown = lines.iter().take(NAMED).map(|line| named(line));
    let rest = lines.len().checked_sub(NAMED).filter(|rest| *rest > 0).map(|rest| format!("{rest} andre"));
    danish::list(shown.map(Cow::into_owned).chain(rest), "og")
}

/// The name of a field, which a stranger may have made as long as they liked.
pub(super) fn named(name: &str) -> Cow<'_, str> {
    const LONGEST: usize = 80;
    match name.char_indices().nth(LONGEST) {
        Some((at, _)) => Cow::Owned(format!("{}…", &name[..at])),
        None => Cow::Borrowed(name),
    }
}

/// Which way was used, and for what.
pub(super) fn way(way: Way, read: &[String]) -> String {
    let how = match way {
        Way::Page => {
            "Felterne står på siderne, men ikke i formularens egen liste, eller listen har en kopi, som ikke ses. Det, som siderne viser, er læst"
        }
        Way::ValueOnly => "Svaret er gemt som værdi, uden at afkrydsningen er sat. Den gemte værdi er læst",
        Way::MarkOnly => "Afkrydsningen er sat, uden at svaret er gemt som værdi. Afkrydsningen er læst",
        Way::Numbered => {
            "Svaret er gemt som et nummer, der henviser til en liste med svar i filen. Det svar, som nummeret henviser til, er læst"
        }
        Way::Index => "Svaret er gemt som sin plads på listen over svar. Svaret på den plads er læst",
        Way::Shown => "Svaret er gemt som et nummer. Det svar, som listen viser for nummeret, er læst",
        Way::Drawn => "Der er ikke gemt noget i feltet. Det, som feltet viser, er læst",
        Way::Formatted => "Teksten er kun gemt med formatering. Den er læst uden formateringen",
        Way::Renamed => "Feltet har fået et andet navn. Det er genkendt på den del af navnet, som er ordregivers",
        Way::Sheet => "Arket har fået et andet navn. Det er genkendt på felterne i det",
        Way::Column => {
            "Svarene står i andre kolonner end i ordregivers skema. De er genkendt på kolonnernes overskrifter"
        }
        Way::Merged => "Indholdet står i en celle, som er flettet over flere rækker, og er læst for dem alle",
        Way::Numbers => "Felternes skjulte navne er væk. Rækkerne er genkendt på kravenes numre",
        Way::Labels => "Felternes skjulte navne er væk. Felterne er genkendt på deres spørgsmål",
        Way::AsShown => "Cellen indeholder en dato, et klokkeslæt eller et tal. Det er gengivet, som cellen viser det",
        Way::Waiting => "Feltet er gemt, som om det ikke var udfyldt. Det, som feltet viser, er læst",
        Way::Title => "Feltets navn er væk. Feltet er genkendt på sin titel",
        Way::Row => "Feltets navn er væk. Feltet er genkendt på rækken, det står i",
        Way::Spelling => {
            "Svaret er skrevet med andre bogstaver, mellemrum eller tegn end det svar, som skemaet giver mulighed for, og er læst som det"
        }
        Way::Garbled => {
            "Bogstaver i svaret er blevet til andre tegn. Svaret er læst som det svar, som skemaet giver mulighed for"
        }
    };
    // Filed under its line, it need not name that again.
    if read.is_empty() { format!("{how}.") } else { format!("{how}: {}.", lines(read)) }
}

/// What is said beside the fields, with its place and its words.
pub(super) fn remark(remark: &Remark) -> String {
    let place = match &remark.place {
        Place::Note { page } => format!("Der er sat en note på side {page}"),
        Place::Typed { page } => format!("Der er skrevet tekst på side {page}"),
        Place::Marked { page, how } => format!("Tekst på side {page} er {}", marking(*how)),
        Place::Drawn { page } => format!("Der er tegnet eller stemplet på side {page}"),
        Place::Attachment { name } => {
            return format!("Filen »{name}« er vedhæftet. Den hører ikke til svarskemaet og er ikke læst.");
        }
        Place::Comment { sheet, cell } => format!("Der er en kommentar til celle {cell} på arket »{sheet}«"),
        Place::Cell { sheet, cell } => format!("Der står tekst uden for felterne, i celle {cell} på arket »{sheet}«"),
        Place::Sheet { sheet } => format!("Arket »{sheet}« er ikke ordregivers"),
        Place::Paragraph => "Der står tekst uden for felterne".to_owned(),
        Place::Margin { author } => format!("Der er en kommentar i margenen{}", by(author)),
        Place::Tracked { author, gone: false } => {
            format!("Der er indsat tekst med registrerede ændringer{}", by(author))
        }
        Place::Tracked { author, gone: true } => {
            format!("Der er slettet tekst med registrerede ændringer{}", by(author))
        }
        Place::Box => "Der er indsat et tekstfelt eller et billede".to_owned(),
        Place::Shape { sheet } => format!("Der ligger en figur, en tekst eller et billede over arket »{sheet}«"),
    };
    if remark.text.is_empty() { format!("{place}.") } else { format!("{place}: »{}«", remark.text) }
}

/// Who did it, where the file says.
fn by(author: &str) -> String {
    if author.is_empty() { String::new() } else { format!(" (forfatter: »{author}«)") }
}

fn marking(how: Marking) -> &'static str {
    match how {
        Marking::StruckOut => "streget over",
        Marking::Underlined => "understreget",
        Marking::Highlighted => "fremhævet",
    }
}
