//! The sentences of findings.

use std::fmt;

use super::holds::Holds;
use super::outside;
use super::{Applying, Unknown, Weight, What};
use crate::catalog::answer::{NOT_RELEVANT, OTHERWISE};
use crate::catalog::id::LineId;
use crate::form::foreign::Foreign;
use crate::form::published::Since;
use crate::form::refusal::Refusal;
use crate::form::returned::{Active, Book, Kind};
use crate::profile::cvr::CvrError;
use crate::text::danish;

impl What {
    /// What is said in the cell of the answer that it is about; nothing where the verdict says it already.
    pub fn mark(&self) -> Option<String> {
        match self {
            What::TextChanged { shown: Some(shown), .. } => Some(format!("Skemaet viser en anden ordlyd: »{shown}«")),
            What::TextChanged { shown: None, .. } => Some("Skemaet viser ikke ordregivers ordlyd.".to_owned()),
            What::EarlierWording { asked, was, .. } if asked == was => {
                Some("Kravtypen, svarmulighederne eller fristen var en anden, da kravet blev besvaret.".to_owned())
            }
            What::EarlierWording { was, .. } => Some(format!("Den tidligere ordlyd: »{was}«")),
            What::Described { .. } => Some("Læs, om beskrivelsen indeholder et forbehold.".to_owned()),
            What::InvalidAnswer { .. }
            | What::Unanswered
            | What::MinimumUnanswered
            | What::MinimumNotMet { .. }
            | What::MinimumUndecided { .. }
            | What::AlternativeClaimed { .. }
            | What::AlternativeUnexplained { .. }
            | What::LapsesIfAccepted { .. }
            | What::Contradiction { .. }
            | What::Applies { .. }
            | What::FallsAway { .. } => None,
            other => (other.weight() != Weight::Information).then(|| other.to_string()),
        }
    }

    /// What it says of the whole form, where that must be known before the form's counts are read.
    pub fn of_the_form(&self) -> Option<String> {
        if let What::OlderVersion { version, compared, since, .. } = self {
            let (own, compared) = (numbered(version.as_deref()), numbered(compared.as_deref()));
            return Some(format!("Skemaet er lavet af {own} og ikke af {compared}.{}", which_changed(since)));
        }
        let bears = matches!(
            self,
            What::Refused(_)
                | What::OtherForm { .. }
                | What::Draft
                | What::FingerprintMissing
                | What::FingerprintWrong { .. }
                | What::ProfileUnreadable
                | What::OfNoRow
                | What::SameSupplier { .. }
                | What::Unsigned
        );
        bears.then(|| self.to_string())
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Refused(Refusal::Flattened(fields)) => {
                write!(f, "Filen er ikke læst: Formularen er udskrevet eller fladgjort; dens {fields} felter er væk.")
            }
            What::Refused(refusal) => write!(f, "Filen er ikke læst: {}.", danish::capitalised(reason(refusal))),
            What::Unverified => f.write_str(
                "Svarene er kun holdt op mod den profil, som svarskemaet selv medbringer, og som kan være ændret. Angiv ordregivers profil for at få dem kontrolleret.",
            ),
            What::WrongType { kind, name } if kind.is_relative(name) => {
                let program = if *kind == Kind::Docx { "Word" } else { "Excel" };
                let sent = kind.extension();
                write!(f, "»{name}« er gemt som en anden slags {program}-fil end den, der blev sendt ud (.{sent}). Den er læst.")
            }
            What::WrongType { kind, name } => {
                let kind = match kind {
                    Kind::Pdf => "en PDF-fil",
                    Kind::Xlsx => "en Excel-fil",
                    Kind::Docx => "en Word-fil",
                };
                write!(f, "Filen hedder »{name}«, men er {kind}. Den er læst som det, den er.")
            }
            What::OtherBook(book) => f.write_str(match book {
                Book::OpenDocument => "Skemaet er gemt som OpenDocument-regneark (.ods) og ikke i Excels format. Svarene er læst. Om et format eller et betinget format viser andet, end cellerne rummer, er ikke kontrolleret.",
                Book::Old => "Skemaet er gemt i Excels gamle format (.xls). Svarene er læst. Noter, figurer, overstregninger, skjulte rækker og kolonner og tal, som cellerne viser dem, er ikke: Åbn filen, og se efter.",
            }),
            What::Active(active) => write!(f, "Filen indeholder {}. Indholdet er ikke kørt. Vær varsom med at åbne filen.", active_words(*active)),
            What::OfField { subject, what } => match &**what {
                What::TextChanged { asked, shown: Some(shown) } => {
                    write!(f, "{subject}: Teksten er en anden i svarskemaet. Udbuddet: »{asked}« Skemaet: »{shown}«")
                }
                What::TextChanged { asked, shown: None } => {
                    write!(f, "{subject}: Svarskemaet viser ikke hele ordregivers tekst: »{asked}«")
                }
                what => write!(f, "{subject}: {what}"),
            },
            What::FormulaBlank(holds) => {
                write!(f, "{} er en formel, som ikke er beregnet: Cellen viser intet, før filen er åbnet i et regneark.", holds.word())
            }
            What::Formula(holds) => {
                write!(f, "{} er en formel. Det, som cellen sidst viste, {}.", holds.word(), holds.taken())
            }
            What::Ambiguous { said } => match said.as_slice() {
                [only] => write!(f, "Feltets afkrydsning og den gemte værdi stemmer ikke overens: Kun det ene siger »{only}«."),
                said => write!(f, "Feltet giver flere svar: {}. Det første er taget som svar.", quoted(said, "og")),
            },
            What::Twice { field, taken, other } => {
                write!(f, "Feltet »{field}« forekommer mere end én gang med forskelligt indhold. »{taken}« er læst, og det andet siger »{other}«.")
            }
            What::TwiceAlike { lines } => {
                let words = if lines.len() == 1 { "Et felt forekommer" } else { "Felter forekommer" };
                write!(f, "{words} mere end én gang med samme indhold, eller hvor kun det ene er udfyldt: {}. Måske er to svarskemaer samlet i én fil.", outside::lines(lines))
            }
            What::CutInPrint { lines } => {
                write!(f, "Beskrivelsen er afkortet her og står i sin helhed i JSON-udgaven: {}.", outside::lines(lines))
            }
            What::TooManyFields => f.write_str("Filen har flere felter, end et svarskema kan have. Resten er ikke læst."),
            What::ReadBy { way, lines } => f.write_str(&outside::way(*way, lines)),
            What::Remark(remark) => f.write_str(&outside::remark(remark)),
            What::MoreRemarks { more } => write!(f, "Der står mere uden for felterne end det, der er gengivet ({more} steder)."),
            What::Drawn { holds, stored, drawn } => {
                let taken = holds.taken();
                write!(f, "Feltet viser »{drawn}«, men det, der er gemt i det, er »{stored}«. Det gemte {taken}.")
            }
            What::Painted => f.write_str("I feltet er der tegnet andet end den tekst, der er gemt i det, eller noget ligger over teksten. Det gemte er taget som svar."),
            What::Marks => f.write_str("Afkrydsningen på siden viser ikke det, som er gemt. Se på siden, hvad der er krydset af."),
            What::Unseen { lines } => write!(f, "Feltet, eller det, der spørges om, er skjult eller står ikke på nogen side: {}.", outside::lines(lines)),
            What::Disguised { shown, held, .. } if held.is_empty() => {
                write!(f, "Cellens format viser »{shown}«, men der står ikke noget i cellen. Den er læst som tom.")
            }
            What::Disguised { shown, held, .. } => {
                write!(f, "Cellens format viser »{shown}«, men i cellen står »{held}«. Det, der står i cellen, er læst.")
            }
            What::Struck(holds) => {
                let (word, it) = (holds.word(), holds.pronoun());
                let made = if *holds == Holds::Description { "usynlig" } else { "usynligt" };
                write!(
                    f,
                    "{word}, eller en del af {it}, er streget over eller gjort {made}. {} er læst, som {it} står.",
                    danish::capitalised(it)
                )
            }
            What::FieldChanged { field, offers } if offers.is_empty() => {
                write!(f, "Feltet »{field}« er lavet om: Det er af en anden slags eller forekommer flere steder end i ordregivers skema.")
            }
            What::FieldChanged { field, offers } => {
                write!(f, "Feltet »{field}« er lavet om: Det giver mulighed for svar, som ikke er ordregivers: {}.", quoted(offers, "og"))
            }
            What::FieldMoved { field } => write!(f, "Feltet »{field}« står et andet sted på siden end i ordregivers skema."),
            What::OtherRow { holds, row } => {
                write!(f, "{} står i rækken »{row}«. Det er uvist, hvilket spørgsmål det gælder.", holds.field())
            }
            What::PagesChanged { pages } => {
                let noun = if pages.len() == 1 { "Side" } else { "Siderne" };
                write!(f, "{noun} {} er ikke, som ordregivers skema viser {}. Sammenhold ordlyden.", outside::lines(pages), if pages.len() == 1 { "den" } else { "dem" })
            }
            What::PagesAdded { pages } => {
                if *pages == 1 {
                    f.write_str("Filen har én side mere end ordregivers skema. Den er ikke læst.")
                } else {
                    write!(f, "Filen har {pages} sider mere end ordregivers skema. De er ikke læst.")
                }
            }
            What::SheetGone { sheet } => {
                write!(f, "Arket »{sheet}« i ordregivers skema mangler, er skjult eller siger noget andet.")
            }
            What::PassageGone { text } => write!(f, "Tekst i ordregivers skema mangler eller er ændret: »{text}«"),
            What::PagesRewritten => f.write_str("Siderne er skrevet om af et andet program og kan ikke sammenholdes med ordregivers skema. Sammenhold ordlyden."),
            What::Cut => f.write_str("Teksten er længere, end der læses, og er afkortet."),
            What::Draft => f.write_str("Svarskemaet er dannet af et udkast: Der er oplysninger, som ordregiver endnu ikke har afklaret."),
            What::FingerprintMissing => {
                f.write_str("Svarskemaets fingeraftryk mangler. Det kan ikke ses, hvilken version af udbuddet svarene gælder.")
            }
            What::FingerprintWrong { parts } if parts.is_empty() => {
                f.write_str("Svarskemaets fingeraftryk er et andet end profilens. Svarene kan gælde en anden version af udbuddet.")
            }
            What::FingerprintWrong { parts } => write!(
                f,
                "Svarskemaet er ikke lavet af den samme udgave af udbuddet. Det afviger i {}. Svarene kan gælde en anden version eller et andet udbud.",
                danish::list(parts.iter().map(|part| part.words()), "og")
            ),
            What::ProfileUnreadable => {
                f.write_str("Den profil, som svarskemaet medbringer, kan ikke læses. Svarene er gengivet, men ikke vurderet.")
            }
            What::OfNoRow => f.write_str(
                "Svarskemaet hører ikke til nogen af de udbud, som der samles ind til. Svarene er gengivet, men ikke vurderet.",
            ),
            What::OlderVersion { version, published, compared, since } => {
                f.write_str(&older(version.as_deref(), published.as_deref(), compared.as_deref(), since))
            }
            What::EarlierWording { asked, was, .. } if asked == was => f.write_str(
                "Kravet er besvaret, mens det havde en anden kravtype eller en anden frist, eller mens kravtypen havde en anden betydning eller andre svarmuligheder. Svaret regnes ikke som opfyldelse af kravet, som det gælder nu.",
            ),
            What::EarlierWording { version, asked, was } => write!(
                f,
                "Kravet er besvaret i den tidligere ordlyd{}, og svaret regnes ikke som opfyldelse af kravet, som det gælder nu. Nu: »{asked}« Tidligere: »{was}«",
                version.as_ref().map(|version| format!(" (version {version})")).unwrap_or_default()
            ),
            What::TextChanged { asked, shown: Some(shown) } => write!(
                f,
                "Kravets tekst er en anden i det returnerede svarskema end i udbuddet. Udbuddet: »{asked}« Skemaet: »{shown}«"
            ),
            What::TextChanged { asked, shown: None } => write!(
                f,
                "Kravets tekst er en anden i det returnerede svarskema end i udbuddet, eller den er helt eller delvist væk, skjult eller streget over. Udbuddet: »{asked}«"
            ),
            What::FieldMissing { holds: Holds::Entry, called } => {
                write!(f, "Feltet »{called}« mangler i det returnerede svarskema. Om det er udfyldt, kan ikke ses.")
            }
            What::FieldMissing { holds: Holds::Answer, called } if !called.is_empty() => {
                write!(f, "Feltet til svaret på oplysning {called} mangler i det returnerede svarskema. Om den er besvaret, kan ikke ses.")
            }
            What::FieldMissing { holds, .. } => {
                let about = if *holds == Holds::Answer { " Om kravet er besvaret, kan ikke ses." } else { "" };
                write!(f, "{} mangler i det returnerede svarskema.{about}", holds.field())
            }
            What::FieldAdded { field } => write!(f, "Feltet »{}« er ikke ordregivers. Der er set bort fra det.", outside::named(field)),
            What::FieldsAdded { more } => write!(f, "Filen har yderligere {more} felter, som ikke er ordregivers. Der er set bort fra dem."),
            What::OtherForm { file } => write!(
                f,
                "Svarskemaet er et andet end »{file}«, som sammenligningen er bygget på. Hvor ordlyden er en anden, er svaret ikke stillet op mod den."
            ),
            What::NameMissing => f.write_str("Leverandørens navn er ikke angivet."),
            What::CvrMissing => f.write_str("Leverandørens CVR-nummer er ikke angivet."),
            What::CvrInvalid { number, error } => {
                let why = match error {
                    CvrError::Digits => "Et CVR-nummer har otte cifre.",
                    CvrError::CheckDigit => "Kontrolcifferet passer ikke.",
                };
                write!(f, "»{number}« er ikke et dansk CVR-nummer. {why}")
            }
            What::SameName { name, file, numbers_differ: true } => write!(f, "Navnet kan ikke skelnes fra »{name}« i »{file}«, men CVR-nummeret er et andet."),
            What::SameName { name, file, numbers_differ: false } => write!(f, "Navnet kan ikke skelnes fra »{name}« i »{file}«, og CVR-nummeret er ikke oplyst i begge."),
            What::Blank { label } => write!(f, "Feltet »{label}« skal udfyldes, men er blankt."),
            What::Unsigned => f.write_str("Svarskemaet er ikke underskrevet."),
            What::SameSupplier { file, differing, of_two_formats } => {
                write!(f, "CVR-nummeret er det samme som i »{file}«.")?;
                match differing.is_empty() {
                    true => f.write_str(" Svarene er de samme.")?,
                    false => write!(f, " Svarene er forskellige: {}.", outside::lines(differing))?,
                }
                match of_two_formats {
                    true => f.write_str(" Er skemaet afleveret i flere formater, gælder det, som skemaets vejledning nævner først."),
                    false => Ok(()),
                }
            }
            What::FactUnanswered { number, question, moves, unknown } => {
                let moves = danish::list(moves, "og");
                match unknown {
                    Unknown::Blank => write!(f, "Leverandøren har ikke besvaret oplysning {number}, »{question}«.")?,
                    Unknown::Unclear => write!(f, "Svaret på oplysning {number}, »{question}«, er ikke entydigt.")?,
                    Unknown::NotAsked => write!(f, "Skemaet har ikke feltet til oplysning {number}, »{question}«.")?,
                }
                write!(f, " Svaret afgør {moves}.")
            }
            What::Applies { because } => write!(f, "Kravet gælder for leverandøren{}.", since(because)),
            What::LapsesIfAccepted { alternatives, any, answer, .. } => {
                let given = if answer.is_empty() { "ikke besvaret".to_owned() } else { format!("besvaret »{answer}«") };
                let alternatives = danish::list(alternatives, if *any { "eller" } else { "og" });
                write!(
                    f,
                    "Kravet er {given}. Det bortfalder, hvis det godtages, at {alternatives} opfyldes på anden vis; ellers er det ikke opfyldt."
                )
            }
            What::AnsweredThoughNot { answer, because } => {
                write!(f, "Kravet er besvaret »{answer}«, men leverandørens oplysninger medfører, at det ikke gælder{}.", since(because))
            }
            What::FactContradicted { holds, unused } => {
                write!(f, "Leverandøren har oplyst, at {holds}, men svarer, at {} ikke anvendes.", danish::list(unused, "og"))
            }
            What::FallsAway { because } => write!(f, "Kravet bortfalder for leverandøren{}.", since(because)),
            What::InvalidAnswer { answer, options } => {
                write!(f, "Svaret »{answer}« er ikke et af de mulige: {}.", quoted(options, "eller"))
            }
            What::Unanswered => f.write_str("Kravet er ikke besvaret."),
            What::MinimumUnanswered => f.write_str("Mindstekravet er ikke besvaret."),
            What::MinimumNotMet { answer } => write!(f, "Mindstekravet er besvaret »{answer}« og dermed ikke opfyldt."),
            What::MinimumUndecided { answer, questions, alternatives } => {
                let accepted = match alternatives.as_slice() {
                    [] => String::new(),
                    some => format!(", hvis det godtages, at {} opfyldes på anden vis", danish::list(some, "og")),
                };
                write!(
                    f,
                    "Mindstekravet er besvaret »{answer}«. Om det gælder{accepted}, afhænger af et svar, som mangler: {}.",
                    quoted(questions, "og")
                )?;
                if alternatives.is_empty() { Ok(()) } else { f.write_str(" Godtages det ikke, er kravet ikke opfyldt.") }
            }
            What::AlternativeClaimed { .. } => {
                write!(f, "Kravet er besvaret »{OTHERWISE}«. Beskrivelsen skal vurderes efter alternativets betingelse.")
            }
            What::Described { answer } => {
                write!(f, "Kravet er besvaret »{answer}« med en beskrivelse. Læs, om den indeholder et forbehold.")
            }
            What::NotDescribed { answer } => write!(f, "Kravet er besvaret »{answer}« uden en beskrivelse."),
            What::NotIrrelevant { holds: Applying::Certain, .. } => write!(
                f,
                "Kravet er besvaret »{NOT_RELEVANT}«, men det gælder for leverandøren. Det regnes derfor som ubesvaret."
            ),
            What::NotIrrelevant { holds: Applying::Waits { questions }, .. } => write!(
                f,
                "Kravet er besvaret »{NOT_RELEVANT}«. Om det gælder, afhænger af et svar, som mangler: {}. Indtil det er givet, regnes kravet som ubesvaret.",
                quoted(questions, "og")
            ),
            What::NotIrrelevant { holds: Applying::WhereUsed, .. } => write!(
                f,
                "Kravet er besvaret »{NOT_RELEVANT}«, men leverandørens svar udelukker ikke, at det gælder. Det regnes derfor som ubesvaret."
            ),
            What::UnreadableAnswer { answer, expected, .. } => write!(f, "Svaret »{answer}« er ikke {expected}."),
            What::AmbiguousNumber { answer, read, meant, .. } => {
                write!(f, "Svaret »{answer}« er læst som {read}, men {meant} kan være ment, og så bedømmes det anderledes.")
            }
            What::OutsideLimits { answer, limits, minimum: true } => {
                write!(f, "Svaret »{answer}« ligger uden for mindstekravets grænser: {}.", limits.trim_end_matches('.'))
            }
            What::OutsideLimits { answer, limits, minimum: false } => {
                write!(f, "Svaret »{answer}« ligger uden for kravets grænser: {}.", limits.trim_end_matches('.'))
            }
            What::AlternativeUnexplained { .. } => {
                write!(f, "Kravet er besvaret »{OTHERWISE}«, men det er ikke beskrevet, hvordan det opfyldes.")
            }
            What::Contradiction { used, answer, integration } => write!(
                f,
                "Svaret »{answer}« strider mod, at {} anvendes: {}",
                danish::list(used, "og"),
                if *integration { "Integrationen skal da også anvendes." } else { "Kravet skal da også opfyldes." }
            ),
        }
    }
}

/// A version as it is called: »version 1.1«
fn numbered(version: Option<&str>) -> String {
    version.map_or("en version uden nummer".to_owned(), |it| format!("version {it}"))
}

/// » Ændret siden: I-02.E1.«
fn which_changed(since: &Since) -> String {
    let lines = |lines: &[LineId]| danish::list(lines.iter().map(ToString::to_string), "og");
    let parts = [("Ændret siden", &since.changed), ("Kommet til", &since.came), ("Udgået", &since.gone)];
    let told = parts.iter().filter(|(_, which)| !which.is_empty());
    let lines: String = told.map(|(what, which)| format!(" {what}: {}.", lines(which))).collect();
    match since.parts.as_slice() {
        [] => lines,
        parts => format!("{lines} Også ændret: {}.", danish::list(parts.iter().map(|part| part.words()), "og")),
    }
}

/// Which version a form answers, and what changed since.
fn older(version: Option<&str>, published: Option<&str>, compared: Option<&str>, since: &Since) -> String {
    let date = published.and_then(|date| date.parse::<toml::value::Datetime>().ok()?.date).map(danish::date);
    let date = date.map(|date| format!(" (sendt ud den {date})")).unwrap_or_default();
    let mut said = format!(
        "Svarskemaet er lavet af {}{date}, og sammenligningen er lavet af {}.",
        numbered(version),
        numbered(compared)
    );
    said.push_str(&which_changed(since));
    if since.is_unknown {
        said.push_str(" Kravkataloget er et andet nu end dengang, så skemaets øvrige tekst er ikke kontrolleret.");
    }
    said.push_str(if since.changed.is_empty() {
        " Ingen af de krav, som er besvaret, er ændret siden."
    } else {
        " Svar på uændrede krav er taget med; de øvrige er givet i den tidligere ordlyd."
    });
    said
}

/// », fordi …«
fn since(because: &[String]) -> String {
    if because.is_empty() { String::new() } else { format!(", fordi {}", danish::list(because, "og")) }
}

/// Why a file was refused, in Danish.
fn reason(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Unreadable(_) => "den kan ikke åbnes",
        Refusal::TooLarge(_) => "den er større, end et svarskema kan være",
        Refusal::Bomb => "den er pakket, så den fylder urimeligt meget, når den pakkes ud",
        Refusal::Encrypted => "den er beskyttet med en adgangskode",
        Refusal::Damaged(_) => "den er beskadiget eller ikke fuldstændig",
        Refusal::Foreign(foreign) => match foreign {
            Foreign::Apple => "den er gemt i Apples eget format (Numbers eller Pages)",
            Foreign::Binary => "den er gemt i Excels binære format (.xlsb)",
            Foreign::OpenText => "den er et OpenDocument-dokument (.odt)",
            Foreign::OldWord => "den er gemt i Words gamle format (.doc)",
            Foreign::RichText => "den er gemt som Rich Text (.rtf)",
            Foreign::Mail => "den er en e-mail, som skemaet kan være vedhæftet",
            Foreign::FormData => {
                "den rummer kun det, der stod i skemaets felter (FDF eller XFDF), og ikke selve skemaet"
            }
            Foreign::Picture => "den er et billede",
            Foreign::Wrapped => {
                "den har ingen af svarskemaets felter, men er en PDF-fil med andre filer i sig; skemaet kan være en af dem"
            }
            Foreign::Packed => "den er en pakket fil (7z, RAR eller gzip), som først skal pakkes ud",
            Foreign::WebPage => "den er en webside, f.eks. en, der beder om at logge ind",
            Foreign::Comparison => "den er en sammenligning af svarskemaer og ikke et af dem",
        },
        Refusal::NotAForm => "den er hverken en PDF-fil, en Excel-fil (.xlsx) eller en Word-fil (.docx)",
        Refusal::NoFields | Refusal::Flattened(_) => {
            "den har ingen af svarskemaets felter; måske er skemaet udskrevet og scannet"
        }
        Refusal::TooSlow => "det tager for lang tid at læse den",
        Refusal::TooDemanding => "den kræver for meget hukommelse, eller den kan ikke læses sikkert",
    }
}

fn active_words(active: Active) -> &'static str {
    match active {
        Active::Script => "JavaScript",
        Active::Launch => "en handling, der starter et program",
        Active::Submit => "en handling, der sender eller henter formularens indhold",
        Active::OtherFile => "en handling, der åbner en anden fil",
        Active::Xfa => "en XFA-formular",
        Active::Media => "lyd, video eller andet, der afspilles",
        Active::Macro => "makroer",
        Active::ExternalLink => "henvisninger til data uden for filen",
        Active::Embedded => "indlejrede filer",
    }
}

/// »Ja« og »Nej«
fn quoted(words: &[String], last: &str) -> String {
    danish::list(words.iter().map(|word| format!("»{word}«")), last)
}
