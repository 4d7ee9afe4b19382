//! The supplier's response form.

use super::front::front;
use super::kravbilag::{asked_of, number_of, values, values_of_answers};
use super::sentences::Sentences;
use super::standard::say_once;
use super::texts::{Texts, of_procedure};
use crate::catalog::TypeKind;
use crate::catalog::answer::{NO, NOT_RELEVANT, OTHERWISE, YES};
use crate::catalog::id::TypeId;
use crate::document::name::{FieldName, Part, SignatureField, SupplierField};
use crate::document::words::Word;
use crate::document::{
    Asked, DocumentKind, FactQuestion, FactQuestions, Field, FieldKind, FormGroup, FormLine, Line, Section, Signature,
    Svarskema,
};
use crate::input::markdown::plain;
use crate::profile::{AnswerKind, Describe, FormFormat, Profile};
use crate::resolve::{Question, Resolution};
use crate::text::danish;

/// The lines of a description that must be given, and of one that may be: it scrolls, and there is no limit.
const NEEDED_DESCRIPTION: u8 = 5;
const FREE_DESCRIPTION: u8 = 2;

/// How many answers stand side by side, and how long the longest of them may be; more or longer ones are a list.
const MOST_BUTTONS: usize = 5;
const LONGEST_BUTTON: usize = 24;

/// How many characters a number, a date and a CVR number take.
const NUMBER: u8 = 12;
const DATE: u8 = 18;
const CVR: u8 = 10;

/// An answer of the types of a kind that are used, as they call it: »Ja«; »Ja« eller »Accepteres«; nothing where none is.
pub(super) fn answers_of(
    profile: &Profile,
    kind: TypeKind,
    is_used: impl Fn(&str) -> bool,
    which: fn(&[String]) -> Option<&String>,
) -> String {
    let types = profile.types.iter().filter(|it| it.kind == kind && is_used(it.id.as_str()));
    let mut said: Vec<String> = Vec::new();
    for answer in types.filter_map(|it| which(&it.answers)) {
        let quoted = format!("»{answer}«");
        if !said.contains(&quoted) {
            said.push(quoted);
        }
    }
    danish::list(said, "eller")
}

/// Makes the response form of a resolved profile.
pub fn svarskema(profile: &Profile, resolution: &Resolution, texts: &Texts) -> Svarskema {
    let sentences = Sentences::new(profile, resolution);
    let values = values(profile);
    let section = |name: &str| texts.section(name, &values);
    let form_line = |line: Line| form_line(profile, texts, line);
    let integrations =
        resolution.integrations.iter().filter_map(|line| sentences.integration_line(line)).map(form_line);
    let mut groups =
        vec![FormGroup { package: None, intro: section("svarskema/integrationer.md"), lines: integrations.collect() }];
    for id in profile.packages.keys() {
        let lines: Vec<FormLine> = sentences.lines_of(id).into_iter().map(form_line).collect();
        if !lines.is_empty() {
            let title = plain(&format!("{id} {}", profile.edition.packages[id].title));
            groups.push(FormGroup {
                package: Some(id.to_string()),
                intro: Section { title, blocks: Vec::new() },
                lines,
            });
        }
    }
    let others: Vec<FormLine> = sentences.other_lines().into_iter().map(form_line).collect();
    if !others.is_empty() {
        groups.push(FormGroup { package: None, intro: section("svarskema/oevrige-krav.md"), lines: others });
    }
    let standard = say_once(groups.iter_mut().flat_map(|group| &mut group.lines).map(|line| &mut line.line));
    let legend = sentences.legend(groups.iter().flat_map(|group| &group.lines).map(|line| &line.line));
    Svarskema {
        front: front(DocumentKind::Svarskema, profile, resolution.draft, texts),
        supplier_intro: section(of_procedure("svarskema/leverandoer.md", profile.tender.procedure)),
        supplier: supplier_fields(texts),
        instruction: {
            let (guide, forms) = (guide(profile, &groups), forms(profile));
            let mut values = values.clone();
            values.insert("former", &forms);
            values.insert("senest", until(profile));
            values.extend(guide.iter().map(|told| (told.name, told.said.as_str())));
            let idle: Vec<&str> = guide.iter().filter(|told| !told.is_asked).map(|told| told.name).collect();
            texts.section_without(of_procedure("svarskema/vejledning.md", profile.tender.procedure), &values, &idle)
        },
        legend,
        standard,
        facts: facts(&sentences, texts).map(|rows| FactQuestions {
            intro: texts.section("svarskema/oplysninger.md", &values_of_answers(profile)),
            rows,
        }),
        packages_intro: section("svarskema/krav.md"),
        groups,
        signature: profile.tender.signature.then(|| Signature {
            intro: section("svarskema/underskrift.md"),
            fields: vec![
                field(
                    texts,
                    FieldName::Signature(SignatureField::Name),
                    Word::FieldSignatory,
                    FieldKind::Text,
                    "Navn og titel på den, der underskriver",
                ),
                field(
                    texts,
                    FieldName::Signature(SignatureField::Signature),
                    Word::FieldSignature,
                    FieldKind::Signature,
                    "Underskrift på vegne af leverandøren",
                ),
            ],
        }),
    }
}

/// Until when the form is returned in a direct award.
fn until(profile: &Profile) -> &'static str {
    if profile.tender.deadline.is_some() { "senest ved svarfristen" } else { "før leveringsaftalen indgås" }
}

/// Something that the guide tells of.
struct Told {
    /// Its placeholder
    name: &'static str,
    said: String,
    /// Whether the form has lines that it is about
    is_asked: bool,
}

/// What the guide says of the answers. It depends on which types the form has, and which of them are answered with words,
/// numbers or dates; what single lines have, such as a condition, is told of in any case.
fn guide(profile: &Profile, groups: &[FormGroup]) -> Vec<Told> {
    let lines = || groups.iter().flat_map(|group| &group.lines);
    let kind_of = |line: &FormLine| profile.requirement_type(&TypeId::new(&line.line.type_id)).kind;
    let answers = |name, kind, which: fn(&[String]) -> Option<&String>| {
        let is_used = |id: &str| lines().any(|line| !line.answer.options.is_empty() && line.line.type_id == id);
        let said = answers_of(profile, kind, is_used, which);
        match said.is_empty() {
            true => Told { name, said: answers_of(profile, kind, |_| true, which), is_asked: false },
            false => Told { name, said, is_asked: true },
        }
    };
    // How lines are answered that offer no words, each way once.
    let ways = |name, all: &[&str], is_meant: &dyn Fn(&FormLine, &AnswerKind) -> bool| {
        let own = |line: &FormLine| profile.own.iter().find(|own| own.id.as_str() == line.line.id.as_str());
        let meant = lines().filter_map(|line| Some((line, &own(line)?.answer)));
        let meant: Vec<&str> =
            meant.filter(|(line, kind)| is_meant(line, kind)).filter_map(|(_, kind)| way(kind)).collect();
        let is_asked = !meant.is_empty();
        let said = all.iter().filter(|way| !is_asked || meant.contains(*way));
        Told { name, said: danish::list(said, "eller"), is_asked }
    };
    let is_free = |line: &FormLine, _: &AnswerKind| kind_of(line) == TypeKind::Optional;
    vec![
        answers("ja", TypeKind::Minimum, <[String]>::first),
        answers("nej", TypeKind::Minimum, <[String]>::last),
        answers("opfyldt", TypeKind::Evaluated, <[String]>::first),
        ways("graenser", &[NUMBERED, DATED], &|_, kind| kind.is_limited()),
        answers("anvendes", TypeKind::Optional, <[String]>::first),
        answers("anvendes-ikke", TypeKind::Optional, <[String]>::last),
        ways("valgfrit-svar", &[WORDED, NUMBERED, DATED], &is_free),
    ]
}

/// With what a line is answered that offers no words.
fn way(kind: &AnswerKind) -> Option<&'static str> {
    match kind {
        AnswerKind::Choice => None,
        AnswerKind::Text => Some(WORDED),
        AnswerKind::Number(_) => Some(NUMBERED),
        AnswerKind::Date(_) => Some(DATED),
    }
}

const WORDED: &str = "ord";
const NUMBERED: &str = "et tal";
const DATED: &str = "en dato";

/// In which formats suppliers get the form, and which prevails where several come back: the first that the buyer named.
fn forms(profile: &Profile) -> String {
    let named = |form: &FormFormat| match form {
        FormFormat::Pdf => ("PDF", "PDF’en"),
        FormFormat::Xlsx => ("Excel-ark", "Excel-arket"),
        FormFormat::Docx => ("Word-dokument", "Word-dokumentet"),
    };
    let asked = &profile.tender.forms;
    let forms: Vec<_> = if asked.is_empty() { &[FormFormat::Pdf, FormFormat::Xlsx] } else { asked.as_slice() }
        .iter()
        .map(named)
        .collect();
    let list = danish::list(forms.iter().map(|(name, _)| format!("som {name}")), "og");
    match forms.as_slice() {
        [] | [_] => format!("Skemaet udleveres {list}."),
        [(_, first), ..] => format!(
            "Skemaet udleveres {list} med de samme felter; kun ét af dem afleveres. Afleveres flere, gælder {first}."
        ),
    }
}

/// A field of one line that must be filled in.
fn field(texts: &Texts, name: FieldName, label: Word, kind: FieldKind, tip: &str) -> Field {
    Field {
        name,
        label: texts.word(label),
        kind,
        options: Vec::new(),
        tip: tip.to_owned(),
        hint: None,
        characters: None,
        is_date: false,
        required: true,
        required_with: Vec::new(),
        required_unless: Vec::new(),
        lines: 1,
        ticked: false,
        chosen: None,
    }
}

fn supplier_fields(texts: &Texts) -> Vec<Field> {
    let field = |name, label, tip, hint: &str, characters| Field {
        hint: Some(hint.to_owned()).filter(|hint| !hint.is_empty()),
        characters,
        ..field(texts, FieldName::Supplier(name), label, FieldKind::Text, tip)
    };
    let contact = "Kontaktpersonens navn, telefonnummer og e-mailadresse";
    vec![
        field(SupplierField::Name, Word::FieldSupplier, "Leverandørens fulde navn", "", None),
        field(SupplierField::Cvr, Word::FieldCvr, "Leverandørens CVR-nummer, otte cifre", "otte cifre", Some(CVR)),
        field(SupplierField::Contact, Word::FieldContact, contact, "navn, telefonnummer og e-mailadresse", None),
        Field {
            is_date: true,
            ..field(
                SupplierField::Date,
                Word::FieldDate,
                "Dato for besvarelsen, dag, måned og år",
                "dag, måned og år",
                Some(DATE),
            )
        },
    ]
}

/// The facts that the supplier answers and that can move something.
fn facts(sentences: &Sentences<'_>, texts: &Texts) -> Option<Vec<FactQuestion>> {
    let rows: Vec<FactQuestion> = asked_of(sentences, Asked::Supplier)
        .into_iter()
        .map(|question| {
            let fact = &sentences.edition.facts[&question.fact];
            let answer = Field {
                options: [YES, NO].map(str::to_owned).to_vec(),
                ..field(
                    texts,
                    FieldName::Fact(question.fact.clone()),
                    Word::FieldAnswer,
                    FieldKind::Radio,
                    &format!("{} {}", number_of(fact), fact.supplier_question),
                )
            };
            FactQuestion {
                number: number_of(fact),
                question: fact.supplier_question.clone(),
                help: fact.supplier_help.clone(),
                decides: Some(plain(&decides(question))),
                answer,
            }
        })
        .collect();
    (!rows.is_empty()).then_some(rows)
}

/// What the answer to a question decides: »Svaret afgør SFTP. Godtages et alternativ, afgør det også SF1461.«
fn decides(question: &Question) -> String {
    let only_then = &question.moves_if_accepted;
    let always: Vec<_> = question.moves_always().collect();
    let then = danish::list(only_then, "og");
    match (always.is_empty(), only_then.is_empty()) {
        (_, true) => format!("Svaret afgør {}.", danish::list(always, "og")),
        (true, false) => format!("Svaret har kun betydning, hvis et alternativ godtages: Så afgør det {then}."),
        (false, false) => {
            format!("Svaret afgør {}. Godtages et alternativ, afgør det også {then}.", danish::list(always, "og"))
        }
    }
}

/// A line with its answer and its description.
fn form_line(profile: &Profile, texts: &Texts, line: Line) -> FormLine {
    let kind = profile.requirement_type(&TypeId::new(&line.type_id));
    let own = profile.own.iter().find(|own| own.id.as_str() == line.id.as_str());
    let mut options = kind.answers.clone();
    if line.alternative.is_some() && !options.iter().any(|option| option == OTHERWISE) {
        options.push(OTHERWISE.to_owned());
    }
    if line.condition.is_some() {
        options.push(NOT_RELEVANT.to_owned());
    }
    let name = |part| FieldName::Line(line.id.clone(), part);
    let named = format!("{} {}", line.id, line.title).trim_end().to_owned();
    // What is optional and not answered with a word that says so is left empty by who does not offer it.
    let is_free = kind.kind == TypeKind::Optional && own.is_some_and(|own| own.answer != AnswerKind::Choice);
    let answered = |kind, tip: &str| Field {
        required: !is_free,
        ..field(texts, name(Part::Answer), Word::FieldAnswer, kind, tip)
    };
    let label = |of: &str| format!("{} ({of})", texts.word(Word::FieldAnswer));
    let short = |option: &String| option.chars().count() <= LONGEST_BUTTON;
    let radio = options.len() <= MOST_BUTTONS && options.iter().all(short);
    let answer = match own.map(|own| &own.answer) {
        None | Some(AnswerKind::Choice) => Field {
            // What a button stands for is said of the button itself.
            tip: if radio { line.id.to_string() } else { format!("{named}: svar {}", danish::list(&options, "eller")) },
            options,
            ..answered(if radio { FieldKind::Radio } else { FieldKind::Choice }, "")
        },
        Some(AnswerKind::Text) => answered(FieldKind::Text, &format!("{named}: svar i ord")),
        Some(AnswerKind::Number(numbers)) => {
            let unit = numbers.unit.as_ref().map(|unit| format!(" i {unit}")).unwrap_or_default();
            Field {
                label: label(&format!("tal{unit}")),
                characters: Some(NUMBER),
                ..answered(FieldKind::Text, &format!("{named}: svar med et tal{unit}"))
            }
        }
        Some(AnswerKind::Date(_)) => Field {
            label: label("dato"),
            characters: Some(DATE),
            is_date: true,
            ..answered(FieldKind::Text, &format!("{named}: svar med en dato"))
        },
    };
    let describe = own.map_or(Describe::ByAnswer, |own| own.describe);
    let needed = describe == Describe::Required;
    // Of an evaluated requirement that is met in part one must know in which.
    let in_part = match (describe, kind.kind, kind.answers.as_slice()) {
        (Describe::ByAnswer, TypeKind::Evaluated, [_, between @ .., _]) if !answer.options.is_empty() => between,
        _ => &[],
    };
    let otherwise = line.alternative.is_some().then(|| OTHERWISE.to_owned());
    let needed_with: Vec<String> = in_part.iter().cloned().chain(otherwise).filter(|_| !needed).collect();
    let others: Vec<String> = answer.options.iter().filter(|option| !needed_with.contains(option)).cloned().collect();
    let duty = |field: &Field| match field.duty() {
        Some((lead, answers)) => format!(", {} {answers}", danish::uncapitalised(&texts.word(lead))),
        None if needed => ", skal udfyldes".to_owned(),
        None => String::new(),
    };
    let description = || {
        let mut description = Field {
            required: needed,
            lines: if needed || !needed_with.is_empty() { NEEDED_DESCRIPTION } else { FREE_DESCRIPTION },
            required_unless: if others.len() < needed_with.len() { others } else { Vec::new() },
            required_with: needed_with,
            ..field(texts, name(Part::Description), Word::FieldDescription, FieldKind::Multiline, "")
        };
        description.tip = format!("{}: beskrivelse{}", line.id, duty(&description));
        description
    };
    let description = (describe != Describe::None).then(description);
    FormLine { line, answer, description }
}
