//! A returned form, judged against its reference.
//!
//! The facts come first, because they decide what is asked: the profile is resolved again with the supplier's own
//! answers, and an integration that is met »På anden vis«, or not used where it need not be, brings nothing along. Only
//! what then is required of *this* supplier is judged as a minimum requirement.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Applying, Finding, Holds, What};
use super::limits::Within;
use super::published::{Earlier, Since};
use super::remark::words;
use super::returned::{Made, Oddity, Returned, Shape};
use super::spelling::{is_seen, meant};
use super::way::Way;
use super::{Answer, Reference, Supplier, names, surroundings, word};
use crate::catalog::answer::{NO, NOT_RELEVANT, OTHERWISE, YES};
use crate::catalog::id::{FactId, IntegrationId, LineId, RequirementId, TypeId};
use crate::catalog::{Met, Modality, TypeKind};
use crate::document::name::{FieldName, Part, SupplierField};
use crate::document::words::Word;
use crate::document::{Field, FieldKind, FormLine, Tone};
use crate::form::asked::{BoundLine, form_lines};
use crate::form::binding::{Binding, BoundField};
use crate::form::workbook::layout::{Labels, cell, wording};
use crate::profile::cvr;
use crate::profile::{Answer as Fact, Profile};
use crate::resolve::{Carrying, ChosenOr, Interval, Level, Reason, Resolution, resolve_carrying};
use crate::text::line::one_line;
use crate::text::source::{Place, Source, Written};

/// A supplier's form with a verdict on each line.
pub struct Judged {
    pub supplier: Supplier,
    /// Empty when there was nothing to judge against
    pub verdicts: BTreeMap<LineId, Verdict>,
    /// The lines that the form words otherwise than the one that the comparison is made of
    pub apart: BTreeSet<LineId>,
}

/// What an answer comes to, in a word and a tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Nothing when the answer says it all
    pub word: Option<Word>,
    pub tone: Tone,
}

/// A verdict in a word.
const fn verdict(word: Word, tone: Tone) -> Verdict {
    Verdict { word: Some(word), tone }
}

/// A verdict that the answer says itself.
const fn plain(tone: Tone) -> Verdict {
    Verdict { word: None, tone }
}

/// Judges a returned form. `original` is the same form as it is made today, read as this one was; `bound` is the
/// binding that it carries, `verified` says that the reference is the buyer's own.
pub fn judge(
    file: &str,
    returned: &Returned,
    reference: &Reference,
    bound: Option<&Binding>,
    verified: bool,
    labels: &Labels<'_>,
    original: Option<&Returned>,
) -> Judged {
    let against = Against { reference, earlier: None, bound, verified, original };
    against.judge(file, returned, labels, &BTreeMap::new())
}

/// Judges a form of a version that was published before the buyer's. `original` is the form as it was made then, read
/// as this one was.
pub fn judge_earlier(
    file: &str,
    returned: &Returned,
    reference: &Reference,
    earlier: Earlier<'_>,
    bound: &Binding,
    labels: &Labels<'_>,
    original: Option<&Returned>,
) -> Judged {
    let against = Against { reference, earlier: Some(earlier), bound: Some(bound), verified: true, original };
    against.judge(file, returned, labels, &BTreeMap::new())
}

/// Judges answers again that were judged before, with the alternatives that the buyer has accepted or refused.
pub fn judge_again(
    supplier: &Supplier,
    reference: &Reference,
    labels: &Labels<'_>,
    decided: &BTreeMap<LineId, bool>,
) -> Judged {
    let returned = Returned::of_answers(supplier);
    let bound = Some(&reference.binding);
    let against = Against { reference, earlier: None, bound, verified: true, original: None };
    against.judge(&supplier.file, &returned, labels, decided)
}

/// What a form is held up against.
struct Against<'a> {
    reference: &'a Reference,
    /// The version that it was made of, where that is an earlier one
    earlier: Option<Earlier<'a>>,
    /// The binding that it carries
    bound: Option<&'a Binding>,
    verified: bool,
    original: Option<&'a Returned>,
}

impl Against<'_> {
    fn judge(self, file: &str, returned: &Returned, labels: &Labels<'_>, decided: &BTreeMap<LineId, bool>) -> Judged {
        let Self { reference, earlier, bound, verified, original } = self;
        // What the form shows is what was asked when it was made.
        let made_of = earlier.map_or(reference, |earlier| earlier.reference);
        let returned = &names::settled(&word::settled(returned, original), made_of);
        let mut judge = Judge {
            returned,
            reference,
            made_of,
            earlier: earlier.map(|earlier| (earlier.since(reference), earlier)),
            decided,
            ways: returned.ways.clone(),
            supplier: Supplier { file: file.to_owned(), ..Supplier::default() },
            verdicts: BTreeMap::new(),
        };
        if !verified {
            judge.tell(What::Unverified);
        }
        if reference.case.resolution.draft {
            judge.tell(What::Draft);
        }
        judge.version(bound);
        judge.oddities();
        judge.texts(bound, labels, original.is_some_and(|original| !original.cells.is_empty()));
        // Pages are drawn anew for another version, and then differ everywhere.
        let same = bound.is_some_and(|bound| bound.profile == made_of.binding.profile);
        let original = original.filter(|original| same || original.pages.is_empty());
        let around = surroundings::told(returned, original, &made_of.binding, same);
        judge.around(around);
        judge.fields();
        judge.supplier();
        judge.blanks();
        judge.answers();
        judge.ways();
        judge.lines(labels);
        Judged { supplier: judge.supplier, verdicts: judge.verdicts, apart: BTreeSet::new() }
    }
}

/// What a form says where there is nothing to judge it against.
pub fn unjudged(file: &str, returned: &Returned, what: What) -> Judged {
    let mut supplier = Supplier { file: file.to_owned(), ..Supplier::default() };
    supplier.findings = vec![Finding::form(what)];
    for (name, held) in &returned.values {
        let Ok(name) = name.parse() else { continue };
        let held = held.clone();
        match name {
            FieldName::Supplier(SupplierField::Name) => supplier.name = held.map(|name| one_line(&name)),
            FieldName::Supplier(SupplierField::Cvr) => supplier.cvr = held,
            FieldName::Supplier(SupplierField::Contact | SupplierField::Date) => {}
            FieldName::Fact(fact) => supplier.facts.extend(held.map(|answer| (fact, answer))),
            FieldName::Line(line, Part::Answer) => supplier.answers.entry(line).or_default().svar = held,
            FieldName::Line(line, Part::Description) => supplier.answers.entry(line).or_default().begrundelse = held,
            FieldName::Signature(_) | FieldName::Checklist(..) => {}
        }
    }
    supplier.findings.extend(oddities(returned, None));
    Judged { supplier, verdicts: BTreeMap::new(), apart: BTreeSet::new() }
}

/// What a field of no line is called: by its number, by its label, else by its name.
fn subject(field: &str, reference: Option<&Reference>) -> String {
    let known = reference.and_then(|reference| {
        let name: FieldName = field.parse().ok()?;
        if let Some(fact) = name.fact() {
            return Some(format!("Oplysning O-{}", reference.case.profile.edition.facts.get(fact)?.number));
        }
        let form = &reference.form;
        let signing = form.signature.iter().flat_map(|signature| &signature.fields);
        let asked = form.supplier.iter().chain(signing).find(|asked| asked.name == name)?;
        Some(format!("Feltet »{}«", one_line(&asked.label)))
    });
    known.unwrap_or_else(|| format!("Feltet »{field}«"))
}

/// The same in a list: »O-4«, »CVR-nummer«.
fn shown(field: &str, reference: &Reference) -> String {
    let subject = subject(field, Some(reference));
    subject.strip_prefix("Oplysning ").or(subject.strip_prefix("Feltet ")).unwrap_or(&subject).to_owned()
}

fn oddities(returned: &Returned, reference: Option<&Reference>) -> Vec<Finding> {
    // Only of a field that was asked is it known which line it answers.
    let about = |field: &str| {
        let name: FieldName = field.parse().ok()?;
        let asked = reference.is_none_or(|reference| reference.binding.field(&name).is_some());
        name.line().filter(|_| asked).cloned()
    };
    let named = |field: &str| about(field).map_or_else(|| field.to_owned(), |line| line.to_string());
    let mut findings = Vec::new();
    let (mut unseen, mut alike): (BTreeSet<String>, BTreeSet<String>) = (BTreeSet::new(), BTreeSet::new());
    for oddity in &returned.oddities {
        let (field, what) = match oddity {
            Oddity::Active(active) => (None, What::Active(*active)),
            Oddity::OtherBook(book) => (None, What::OtherBook(*book)),
            Oddity::TooManyFields => (None, What::TooManyFields),
            Oddity::Formula { field } => (Some(field), What::Formula(Holds::of(field))),
            Oddity::Ambiguous { field, said } => (Some(field), What::Ambiguous { said: said.clone() }),
            Oddity::Twice { field, taken, other: Some(other) } => {
                let taken = taken.clone().unwrap_or_default();
                (Some(field), What::Twice { field: field.clone(), taken, other: other.clone() })
            }
            Oddity::Twice { field, other: None, .. } => {
                alike.insert(named(field));
                continue;
            }
            Oddity::Unseen { field } => {
                unseen.insert(named(field));
                continue;
            }
            Oddity::Cut { field } => (Some(field), What::Cut),
            Oddity::Drawn { field, stored, drawn } => {
                let (stored, drawn) = (stored.clone(), drawn.clone());
                (Some(field), What::Drawn { holds: Holds::of(field), stored, drawn })
            }
            Oddity::Painted { field } => (Some(field), What::Painted),
            Oddity::Marks { field } => (Some(field), What::Marks),
            Oddity::Disguised { field, shown } => (Some(field), What::Disguised { shown: shown.clone() }),
            Oddity::Struck { field } => (Some(field), What::Struck(Holds::of(field))),
        };
        let requirement = field.and_then(|field| about(field));
        // A field of no line is named, for nothing else tells which it is.
        let what = match field.filter(|_| requirement.is_none() && !matches!(what, What::Twice { .. })) {
            Some(field) => What::OfField { subject: subject(field, reference), what: Box::new(what) },
            None => what,
        };
        findings.push(Finding { requirement, what });
    }
    if !alike.is_empty() {
        findings.push(Finding::form(What::TwiceAlike { lines: alike.into_iter().collect() }));
    }
    if !unseen.is_empty() {
        findings.push(Finding::form(What::Unseen { lines: unseen.into_iter().collect() }));
    }
    findings
}

/// How many fields that nobody asked for are told by name, and how much of a name.
const MOST_ADDED: usize = 20;
const LONGEST_NAME: usize = 100;

struct Judge<'a> {
    returned: &'a Returned,
    reference: &'a Reference,
    /// What the form was made of: another version, or the same
    made_of: &'a Reference,
    /// The version that it answers, and what changed since
    earlier: Option<(Since, Earlier<'a>)>,
    /// Whether the buyer has accepted the alternative of a line, where it has decided
    decided: &'a BTreeMap<LineId, bool>,
    ways: BTreeMap<Way, BTreeSet<String>>,
    supplier: Supplier,
    verdicts: BTreeMap<LineId, Verdict>,
}

impl<'a> Judge<'a> {
    fn tell(&mut self, what: What) {
        self.supplier.findings.push(Finding::form(what));
    }

    fn tell_line(&mut self, id: &LineId, what: What) {
        self.supplier.findings.push(Finding::line(id, what));
    }

    /// Tells which version of the tender the form was made of, if it is not the one in hand.
    fn version(&mut self, bound: Option<&Binding>) {
        if let Some((since, earlier)) = self.earlier.clone() {
            let version = earlier.version;
            self.tell(What::OlderVersion {
                version: version.version.clone(),
                published: version.published.clone(),
                compared: self.reference.case.profile.tender.version.clone(),
                since: Box::new(since),
            });
        }
        let own = &self.made_of.binding;
        match bound {
            None => match &self.returned.fingerprint {
                Some(fingerprint) if *fingerprint == own.fingerprint => {}
                Some(_) => self.tell(What::FingerprintWrong { parts: Vec::new() }),
                None => self.tell(What::FingerprintMissing),
            },
            // Of an earlier version it is known, and how to fill it in may be said otherwise today.
            Some(bound) if bound.fingerprint != own.fingerprint && self.earlier.is_none() => {
                self.tell(What::FingerprintWrong { parts: own.seals.differing(&bound.seals) });
            }
            Some(_) => {}
        }
    }

    fn oddities(&mut self) {
        let extension = self.supplier.file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        // Of another format is told what it is, whatever the name says.
        let told = self.returned.oddities.iter().any(|oddity| matches!(oddity, Oddity::OtherBook(_)));
        if extension.as_deref() != Some(self.returned.kind.extension()) && !told {
            self.tell(What::WrongType { kind: self.returned.kind, name: self.supplier.file.clone() });
        }
        self.supplier.findings.extend(oddities(self.returned, Some(self.made_of)));
    }

    /// Compares what was asked with what the form says was asked, and with what it shows.
    fn texts(&mut self, bound: Option<&Binding>, labels: &Labels<'_>, cells_compared: bool) {
        let asked = |line: &BoundLine| (line.kind.clone(), line.title.clone(), wording(line, labels));
        for line in &self.made_of.binding.lines {
            let answered = FieldName::Line(line.id.clone(), Part::Answer);
            let shown = self.returned.wordings.get(&answered.to_string());
            let shows_another =
                shown.is_some_and(|shown| !same(shown, &cell(&format!("{}\n{}", line.title, wording(line, labels)))));
            let was_another =
                bound.and_then(|bound| bound.line(&line.id)).is_some_and(|other| asked(other) != asked(line));
            // Where every cell is compared, the wording is one of them.
            if (shows_another && !cells_compared) || was_another {
                let was = bound.and_then(|bound| bound.line(&line.id)).filter(|_| was_another);
                let was = was.map(|other| format!("{}\n{}", other.title, wording(other, labels)));
                let shown = was.as_ref().or(shown).map(|text| words(text));
                let asked = words(&format!("{}\n{}", line.title, wording(line, labels)));
                self.tell_line(&line.id, What::TextChanged { asked, shown });
            }
        }
    }

    /// Takes up what the form shows around its answers, but for the words of a line that were told by what it carries.
    fn around(&mut self, found: Vec<Finding>) {
        let told: BTreeSet<LineId> = self
            .supplier
            .findings
            .iter()
            .filter(|it| matches!(it.what, What::TextChanged { .. }))
            .filter_map(|it| it.requirement.clone())
            .collect();
        let is_told = |it: &Finding| {
            matches!(it.what, What::TextChanged { .. }) && it.requirement.as_ref().is_some_and(|id| told.contains(id))
        };
        self.supplier.findings.extend(found.into_iter().filter(|it| !is_told(it)));
    }

    /// Tells of fields that are missing and of fields that nobody asked for. A signature is no answer.
    fn fields(&mut self) {
        let asked: Vec<(&BoundField, String)> =
            self.made_of.binding.fields.iter().map(|field| (field, field.name.to_string())).collect();
        let missing = asked
            .iter()
            .filter(|(field, name)| field.kind != FieldKind::Signature && !self.returned.values.contains_key(name));
        let missing = missing.map(|(field, name)| Finding {
            requirement: field.line.clone(),
            what: What::FieldMissing { field: name.clone() },
        });
        let names: BTreeSet<&str> = asked.iter().map(|(_, name)| name.as_str()).collect();
        let added = self.returned.values.keys().filter(|name| !names.contains(name.as_str()));
        let told = added.clone().take(MOST_ADDED).map(|name| {
            let field = match name.char_indices().nth(LONGEST_NAME) {
                Some((at, _)) => format!("{} […]", &name[..at]),
                None => name.clone(),
            };
            Finding::form(What::FieldAdded { field })
        });
        let more = added.count().saturating_sub(MOST_ADDED);
        let more = (more > 0).then(|| Finding::form(What::FieldsAdded { more }));
        self.supplier.findings.extend(missing.chain(told).chain(more));
    }

    /// What had to be filled in and was not, but for the name, the number and the answers, which are told by
    /// themselves.
    fn blanks(&mut self) {
        let told = [SupplierField::Name, SupplierField::Cvr].map(FieldName::Supplier);
        let own = self.reference.form.supplier.iter().filter(|field| !told.contains(&field.name));
        let signing = self.reference.form.signature.iter().flat_map(|signature| &signature.fields);
        let mut blank = Vec::new();
        for field in own.chain(signing).filter(|field| field.required) {
            // A field that is gone is missing, not blank.
            let Some(value) = self.returned.values.get(&field.name.to_string()) else { continue };
            if !value.as_deref().is_some_and(is_seen) {
                blank.push(match field.kind {
                    FieldKind::Signature => What::Unsigned,
                    _ => What::Blank { label: field.label.clone() },
                });
            }
        }
        blank.into_iter().for_each(|what| self.tell(what));
    }

    /// Tells which answers were not read in the plain way: of a few lines at each of them, of more once for the form.
    fn ways(&mut self) {
        const FEW: usize = 5;
        for (way, fields) in std::mem::take(&mut self.ways) {
            let asked: Vec<&BoundField> = fields.iter().filter_map(|name| self.reference.binding.named(name)).collect();
            let mut lines: BTreeSet<LineId> = asked.iter().filter_map(|field| field.line.clone()).collect();
            let others = asked.iter().filter(|field| field.line.is_none()).map(|field| field.name.to_string());
            let mut others: BTreeSet<String> = others.map(|name| shown(&name, self.reference)).collect();
            if lines.len() > FEW {
                others.extend(std::mem::take(&mut lines).iter().map(ToString::to_string));
            }
            lines.iter().for_each(|line| self.tell_line(line, What::ReadBy { way, lines: Vec::new() }));
            if !others.is_empty() {
                self.tell(What::ReadBy { way, lines: others.into_iter().collect() });
            }
        }
    }

    fn supplier(&mut self) {
        let form = &self.reference.form;
        // Where columns were moved, a field's own label may stand in its place: the form's words are nobody's answer.
        let is_label = |said: &str| form.supplier.iter().any(|field| one_line(&field.label) == said);
        let said = |field| {
            let said = self.returned.value(&FieldName::Supplier(field)).map(|said| one_line(&said));
            said.filter(|said| !is_label(said))
        };
        let (name, number) = (said(SupplierField::Name), said(SupplierField::Cvr));
        let number = number.filter(|number| !number.is_empty());
        // A name that cannot be seen is none.
        self.supplier.name = name.filter(|name| is_seen(name));
        if self.supplier.name.is_none() {
            self.tell(What::NameMissing);
        }
        match number {
            None => self.tell(What::CvrMissing),
            Some(number) => match cvr::check(&number) {
                Ok(bare) => self.supplier.cvr = Some(bare),
                Err(error) => {
                    self.tell(What::CvrInvalid { number: number.clone(), error });
                    self.supplier.cvr = Some(number);
                }
            },
        }
    }

    /// Collects the answers to the fields that were asked, as they were given.
    fn answers(&mut self) {
        let value = |name: &FieldName| self.returned.value(name);
        for line in form_lines(&self.reference.form) {
            let shape = self.returned.shapes.get(&line.answer.name.to_string());
            let svar = value(&line.answer.name).map(|svar| as_offered(svar, &line.answer, shape, &mut self.ways));
            let answer = Answer { svar, begrundelse: line.description.as_ref().and_then(|field| value(&field.name)) };
            self.supplier.answers.insert(line.line.id.clone(), answer);
        }
        let rows = self.reference.form.facts.iter().flat_map(|facts| &facts.rows);
        for row in rows {
            let Some((fact, answer)) = row.answer.name.fact().zip(value(&row.answer.name)) else { continue };
            let shape = self.returned.shapes.get(&row.answer.name.to_string());
            let answer = as_offered(answer.trim().to_owned(), &row.answer, shape, &mut self.ways);
            self.supplier.facts.insert(fact.clone(), answer);
        }
    }

    /// The answer to a line, if it is one of its options.
    fn chosen(&self, line: &FormLine) -> Option<String> {
        let answer = self.supplier.answers.get(&line.line.id)?.given()?;
        line.answer.options.iter().find(|option| option.as_str() == answer).cloned()
    }

    fn lines(&mut self, labels: &Labels<'_>) {
        let known = self.facts();
        let mut profile = self.reference.case.profile.clone();
        let place = Place::start(&Source::new(self.supplier.file.clone(), String::new()));
        profile.facts.extend(known.iter().map(|(fact, answer)| (fact.clone(), Written::new(*answer, place.clone()))));
        // An alternative that is claimed makes nothing lapse by itself: the buyer has not accepted it.
        let decided = |line: &FormLine| self.decided.get(&line.line.id).copied();
        let is_accepted = |line: &FormLine| decided(line) == Some(true);
        let claimed = self.integrations(|chosen, line| chosen == OTHERWISE && decided(line).is_none());
        let mut carrying = Carrying::default();
        carrying.nothing.extend(self.integrations(|chosen, line| chosen == OTHERWISE && is_accepted(line)));
        carrying.needs.extend(self.needs_met_otherwise(is_accepted));
        let first = resolve_carrying(&profile, &carrying);
        // What need not be used, by its rules or because the buyer said so, and is not used brings nothing along.
        let weakened: BTreeSet<IntegrationId> = profile.weakened().cloned().collect();
        let is_weakened = |id: &LineId| matches!(id, LineId::Integration(id) if weakened.contains(id));
        let is_free = |resolution: &Resolution, id: &LineId| {
            let at_most = interval(resolution, id).map(|interval| interval.at_most);
            at_most == Some(Level::Optional) || is_weakened(id) && at_most > Some(Level::Excluded)
        };
        let used = |chosen: &str, line: &FormLine| {
            let kind = profile.requirement_type(&TypeId::new(&line.line.type_id));
            kind.met(chosen).filter(|_| chosen != OTHERWISE).map(|met| met > Met::Not)
        };
        // What something that is used needs is not free: whoever says that it is not used contradicts himself.
        let mut using = carrying.clone();
        using.in_use =
            self.integrations(|chosen, line| used(chosen, line) == Some(true) && is_free(&first, &line.line.id));
        let needed = resolve_carrying(&profile, &using);
        let is_needed = |id: &LineId| interval(&needed, id).is_some_and(|it| it.at_least == Level::Required);
        let not_used = self.integrations(|chosen, line| {
            let id = &line.line.id;
            // What is free is met otherwise only by who would have to use it.
            let is_otherwise = chosen == OTHERWISE && (is_weakened(id) || decided(line) == Some(false));
            let is_unused = is_otherwise || chosen == NOT_RELEVANT || used(chosen, line) == Some(false);
            is_unused && is_free(&first, id) && (is_weakened(id) || !is_needed(id))
        });
        carrying.nothing.extend(not_used);
        let own = resolve_carrying(&profile, &carrying);
        // What need not be used and is used binds in what must come along with it.
        carrying.in_use =
            self.integrations(|chosen, line| used(chosen, line) == Some(true) && is_free(&own, &line.line.id));
        let bound = resolve_carrying(&profile, &carrying);
        // Of what need not be used, what nobody has said: each may bind if it is used.
        let silent = form_lines(&self.reference.form).filter(|line| self.chosen(line).is_none());
        let silent = silent.filter(|line| is_free(&own, &line.line.id));
        let silent: BTreeSet<IntegrationId> = silent.filter_map(integration_of).collect();
        let mut possible = carrying.clone();
        possible.in_use.extend(silent.iter().cloned());
        let possible = resolve_carrying(&profile, &possible);
        let mut accepted = carrying.clone();
        accepted.in_use = BTreeSet::new();
        accepted.nothing.extend(claimed.iter().cloned());
        accepted.needs.extend(self.needs_met_otherwise(|line| decided(line) != Some(false)));
        let accepted = resolve_carrying(&profile, &accepted);
        self.open_facts(&known, &own);
        self.contradicted_facts(&known, &carrying);
        let view = View { profile, known, claimed, silent, carrying, own, bound, possible, accepted };
        for line in form_lines(&self.reference.form) {
            self.line(line, &view);
        }
        self.earlier_wordings(labels);
    }

    /// What was answered to earlier words is no answer to those that hold now.
    fn earlier_wordings(&mut self, labels: &Labels<'_>) {
        let Some((since, earlier)) = self.earlier.take() else { return };
        let said = |reference: &Reference, id: &LineId| {
            let line = reference.binding.line(id)?;
            Some(words(&format!("{}\n{}", line.title, wording(line, labels))))
        };
        for id in &since.changed {
            let answered = self.supplier.answers.get(id).is_some_and(|answer| answer.given().is_some());
            let falls_away = |verdict: &Verdict| verdict.word == Some(Word::VerdictFallsAway);
            if !answered || self.verdicts.get(id).is_none_or(falls_away) {
                continue;
            }
            if let Some((asked, was)) = said(self.reference, id).zip(said(earlier.reference, id)) {
                let version = earlier.version.version.clone();
                self.tell_line(id, What::EarlierWording { version, asked, was });
                self.verdicts.insert(id.clone(), verdict(Word::VerdictEarlierWording, Tone::Bad));
            }
        }
        self.earlier = Some((since, earlier));
    }

    /// Tells of facts that say what the solution does through integrations which it does not use.
    fn contradicted_facts(&mut self, known: &BTreeMap<FactId, Fact>, carrying: &Carrying) {
        let facts = &self.reference.case.profile.edition.facts;
        let mut told = Vec::new();
        for (fact, _) in known.iter().filter(|(_, answer)| **answer == Fact::Yes) {
            let resolution = &self.reference.case.resolution;
            let reasons = resolution.integrations.iter().flat_map(|line| &line.because);
            let reasons = reasons.chain(resolution.requirements.iter().flat_map(|line| &line.because));
            let of_fact = reasons.filter(|reason| {
                reason.level > Level::Excluded && reason.when.as_ref().is_some_and(|when| when.facts().contains(fact))
            });
            let carriers: BTreeSet<Option<&IntegrationId>> = of_fact.map(|reason| reason.carrier.as_ref()).collect();
            let unused = carriers.iter().map(|carrier| carrier.filter(|carrier| carrying.nothing.contains(*carrier)));
            let unused: Option<Vec<String>> = unused.map(|carrier| carrier.map(ToString::to_string)).collect();
            if let Some(unused) = unused.filter(|unused| !unused.is_empty()) {
                told.push(What::FactContradicted { holds: facts[fact].holds.clone(), unused });
            }
        }
        told.into_iter().for_each(|what| self.tell(what));
    }

    /// The integrations whose line was answered in a certain way.
    fn integrations(&self, when: impl Fn(&str, &FormLine) -> bool) -> BTreeSet<IntegrationId> {
        let lines =
            form_lines(&self.reference.form).filter(|line| self.chosen(line).is_some_and(|chosen| when(&chosen, line)));
        lines.filter_map(integration_of).collect()
    }

    /// The buyer's needs of which it is said that they are met otherwise.
    fn needs_met_otherwise(&self, which: impl Fn(&FormLine) -> bool) -> BTreeSet<RequirementId> {
        let otherwise = form_lines(&self.reference.form)
            .filter(|line| which(line) && self.chosen(line).is_some_and(|chosen| chosen == OTHERWISE));
        let needs = otherwise.filter_map(|line| match &line.line.id {
            LineId::Requirement(id) if self.reference.case.profile.edition.fact_of_need(id).is_some() => {
                Some(id.clone())
            }
            _ => None,
        });
        needs.collect()
    }

    /// The facts that the supplier was asked and answered.
    fn facts(&mut self) -> BTreeMap<FactId, Fact> {
        let mut known = BTreeMap::new();
        let mut invalid = Vec::new();
        for row in self.reference.form.facts.iter().flat_map(|facts| &facts.rows) {
            let Some(fact) = row.answer.name.fact() else { continue };
            match self.supplier.facts.get(fact).map(String::as_str) {
                Some(YES) => drop(known.insert(fact.clone(), Fact::Yes)),
                Some(NO) => drop(known.insert(fact.clone(), Fact::No)),
                None | Some("") => {}
                Some(answer) => {
                    let what = What::InvalidAnswer { answer: answer.to_owned(), options: row.answer.options.clone() };
                    invalid.push(What::OfField { subject: format!("Oplysning {}", row.number), what: Box::new(what) });
                }
            }
        }
        invalid.into_iter().for_each(|what| self.tell(what));
        known
    }

    /// Tells of the facts that were asked, not answered, and would still move something for this supplier.
    fn open_facts(&mut self, known: &BTreeMap<FactId, Fact>, own: &Resolution) {
        for row in self.reference.form.facts.iter().flat_map(|facts| &facts.rows) {
            let Some(fact) = row.answer.name.fact().filter(|fact| !known.contains_key(*fact)) else { continue };
            let moves = own.questions.iter().find(|question| question.fact == *fact);
            if let Some(question) = moves {
                let moves = question.moves.iter().map(ToString::to_string).collect();
                let number = row.number.clone();
                self.tell(What::FactUnanswered { number, question: row.question.clone(), moves });
            }
        }
    }

    fn line(&mut self, line: &FormLine, view: &View) {
        let id = &line.line.id;
        let (Some(asked), Some(now)) = (interval(&self.reference.case.resolution, id), interval(&view.own, id)) else {
            return;
        };
        if now.at_most == Level::Excluded {
            let because = self.because(id, view);
            let given = self.supplier.answers.get(id).and_then(|answer| answer.svar.clone());
            if let Some(answer) = given.filter(|given| self.claims(line, given)) {
                self.tell_line(id, What::AnsweredThoughNot { answer, because });
            } else {
                self.tell_line(id, What::FallsAway { because });
            }
            self.verdicts.insert(id.clone(), verdict(Word::VerdictFallsAway, Tone::Away));
            return;
        }
        if asked.at_least < Level::Required && now.at_least == Level::Required {
            let because = self.because(id, view);
            self.tell_line(id, What::Applies { because });
        }
        let answered = self.supplier.answers.get(id).is_some_and(|answer| answer.given().is_some());
        if answered && self.earlier.as_ref().is_some_and(|(since, _)| since.changed.contains(id)) {
            // It answers what was asked then, and is told of with the others that do.
            self.verdicts.insert(id.clone(), verdict(Word::VerdictEarlierWording, Tone::Bad));
            return;
        }
        let verdict = if answered && self.supplier.is_reworded(id) {
            // What was answered to other words is no answer to these, whatever it says.
            verdict(Word::VerdictOtherWording, Tone::Bad)
        } else {
            self.answer(line, now, view)
        };
        self.verdicts.insert(id.clone(), verdict);
    }

    /// Whether an answer says that a line is met, be it in part or otherwise.
    fn claims(&self, line: &FormLine, answer: &str) -> bool {
        let kind = self.reference.case.profile.requirement_type(&TypeId::new(&line.line.type_id));
        let is_met = kind.met(answer).map_or(answer == OTHERWISE, |met| met > Met::Not);
        is_met && line.answer.options.iter().any(|option| option == answer)
    }

    /// Judges the answer to a line that holds for the supplier, or may hold.
    fn answer(&mut self, line: &FormLine, now: Interval, view: &View) -> Verdict {
        let id = &line.line.id;
        let kind = self.reference.case.profile.requirement_type(&TypeId::new(&line.line.type_id)).kind;
        let minimum = kind == TypeKind::Minimum;
        let required = now.at_least == Level::Required;
        // What comes along with what is used is binding, whoever was free to use it.
        let binds = interval(&view.bound, id).is_some_and(|interval| interval.at_least == Level::Required);
        let holds = required || binds;
        let given = self.supplier.answers.get(id).cloned().unwrap_or_default();
        let described = given.begrundelse.as_deref().is_some_and(is_seen);
        let lapses = interval(&view.accepted, id).is_some_and(|interval| interval.at_most == Level::Excluded);
        let Some(answer) = given.given() else {
            if lapses {
                return self.lapses(id, "", view);
            }
            // What is optional and has no word for that is not offered, unless somebody describes it.
            if !line.answer.required && !described {
                return plain(Tone::Plain);
            }
            let unanswered = if minimum && holds { What::MinimumUnanswered } else { What::Unanswered };
            self.tell_line(id, unanswered);
            return verdict(Word::VerdictUnanswered, if minimum && holds { Tone::Bad } else { Tone::Notable });
        };
        // What is answered in words, with a number or a date is the buyer's to judge.
        if line.answer.options.is_empty() {
            return self.written(line, answer, minimum, described);
        }
        if !line.answer.options.iter().any(|option| option == answer) {
            self.tell_line(id, What::InvalidAnswer { answer: answer.to_owned(), options: line.answer.options.clone() });
            return verdict(Word::VerdictInvalid, Tone::Bad);
        }
        if answer == OTHERWISE && line.line.alternative.is_some() {
            match self.decided.get(id) {
                Some(true) => return verdict(Word::VerdictAccepted, Tone::Fine),
                Some(false) if minimum && required => {
                    self.tell_line(id, What::MinimumNotMet { answer: answer.to_owned() });
                    return verdict(Word::VerdictNotMet, Tone::Bad);
                }
                // What is used needs it.
                Some(false) if minimum && binds => return self.contradicts(id, answer, view),
                Some(false) => return plain(Tone::Plain),
                None => {}
            }
            if !described {
                self.tell_line(id, What::AlternativeUnexplained);
                return verdict(Word::VerdictUnexplained, Tone::Bad);
            }
            self.tell_line(id, What::AlternativeClaimed);
            return verdict(Word::VerdictToAssess, Tone::Notable);
        }
        // The line holds for the supplier, or may: that it does not is no answer to it.
        if answer == NOT_RELEVANT && line.line.condition.is_some() {
            let questions = self.open_questions(id, &view.own);
            let applying = match (holds, questions.is_empty()) {
                (true, _) => Applying::Certain,
                (false, false) => Applying::Waits { questions },
                (false, true) => Applying::WhereUsed,
            };
            self.tell_line(id, What::NotIrrelevant { minimum: minimum && holds, holds: applying });
            return verdict(Word::VerdictNotIrrelevant, if minimum && holds { Tone::Bad } else { Tone::Notable });
        }
        let affirmed = line.answer.options.first().is_some_and(|first| first == answer);
        if minimum && affirmed && described {
            self.tell_line(id, What::Described { answer: answer.to_owned() });
        }
        if !described && line.description.as_ref().is_some_and(|field| field.is_needed_with(answer)) {
            self.tell_line(id, What::NotDescribed { answer: answer.to_owned() });
        }
        if minimum && !affirmed && !required && binds {
            return self.contradicts(id, answer, view);
        }
        match (minimum, affirmed) {
            (true, true) => verdict(Word::VerdictMet, Tone::Fine),
            (true, false) if lapses && now.at_most == Level::Required => self.lapses(id, answer, view),
            (true, false) if required => {
                self.tell_line(id, What::MinimumNotMet { answer: answer.to_owned() });
                verdict(Word::VerdictNotMet, Tone::Bad)
            }
            (true, false) if now.at_most == Level::Required => {
                let questions = self.open_questions(id, &view.own);
                self.tell_line(id, What::MinimumUndecided { answer: answer.to_owned(), questions });
                verdict(Word::VerdictUndecided, Tone::Notable)
            }
            // It would hold if something were used of which nothing is said, or by an answer that is missing.
            (true, false) if interval(&view.possible, id).is_some_and(|it| it.at_most == Level::Required) => {
                let mut questions = self.open_questions(id, &view.possible);
                if interval(&view.bound, id).is_none_or(|it| it.at_most < Level::Required) {
                    questions.extend(carriers(&view.possible, id, &view.silent));
                }
                self.tell_line(id, What::MinimumUndecided { answer: answer.to_owned(), questions });
                verdict(Word::VerdictUndecided, Tone::Notable)
            }
            (true, false) => plain(Tone::Plain),
            (false, true) if required => plain(Tone::Fine),
            (false, false) if required => plain(Tone::Notable),
            (false, _) => plain(Tone::Plain),
        }
    }

    /// Judges an answer in words, with a number or with a date. Within limits that the buyer set it is judged; else the
    /// buyer does.
    fn written(&mut self, line: &FormLine, answer: &str, minimum: bool, described: bool) -> Verdict {
        let id = &line.line.id;
        if !described && line.description.as_ref().is_some_and(|field| field.is_needed_with(answer)) {
            self.tell_line(id, What::NotDescribed { answer: answer.to_owned() });
        }
        let own = self.reference.case.profile.own.iter().find(|own| own.id.as_str() == id.as_str());
        if let Some((read, meant)) = own.and_then(|own| own.answer.ambiguous(answer)) {
            self.tell_line(id, What::AmbiguousNumber { answer: answer.to_owned(), read, meant, minimum });
        }
        match own.map_or(Within::Unlimited, |own| own.answer.judge(answer)) {
            Within::Unreadable { expected } => {
                self.tell_line(id, What::UnreadableAnswer { answer: answer.to_owned(), expected, minimum });
                verdict(Word::VerdictInvalid, Tone::Bad)
            }
            Within::Unlimited => verdict(Word::VerdictToAssess, Tone::Notable),
            Within::Met => verdict(Word::VerdictMet, Tone::Fine),
            Within::NotMet { limits } => {
                self.tell_line(id, What::OutsideLimits { answer: answer.to_owned(), limits, minimum });
                verdict(Word::VerdictNotMet, if minimum { Tone::Bad } else { Tone::Notable })
            }
        }
    }

    /// What must come along with something that is used, and does not.
    fn contradicts(&mut self, id: &LineId, answer: &str, view: &View) -> Verdict {
        let used = carriers(&view.bound, id, &view.carrying.in_use);
        let integration = matches!(id, LineId::Integration(_));
        self.tell_line(id, What::Contradiction { used, answer: answer.to_owned(), integration });
        verdict(Word::VerdictContradiction, Tone::Bad)
    }

    /// A line that is not met and would lapse if the alternatives that are claimed were accepted.
    fn lapses(&mut self, id: &LineId, answer: &str, view: &View) -> Verdict {
        let alternatives = view.claimed.iter().map(ToString::to_string).collect();
        self.tell_line(id, What::LapsesIfAccepted { alternatives, answer: answer.to_owned() });
        verdict(Word::VerdictLapses, Tone::Notable)
    }

    /// The questions about a line that nobody has answered.
    fn open_questions(&self, id: &LineId, own: &Resolution) -> Vec<String> {
        let facts = &self.reference.case.profile.edition.facts;
        let open = own.questions.iter().filter(|question| question.moves.contains(id));
        open.map(|question| facts[&question.fact].supplier_question.clone()).collect()
    }

    /// Why a line came to hold, or not to, for the supplier: the facts without which it would not, and what is not
    /// used.
    fn because(&self, id: &LineId, view: &View) -> Vec<String> {
        let facts = &self.reference.case.profile.edition.facts;
        let resolution = &self.reference.case.resolution;
        let moving = resolution.questions.iter().filter(|question| question.moves.contains(id));
        let now = interval(&view.own, id);
        let answered = moving.filter_map(|question| {
            let (clause, other) = match view.known.get(&question.fact)? {
                Fact::Yes => (&facts[&question.fact].holds, Fact::No),
                Fact::No => (&facts[&question.fact].fails, Fact::Yes),
                Fact::Supplier => return None,
            };
            // A fact is no reason for what would be the same with its other answer.
            let mut profile = view.profile.clone();
            let place = Place::start(&Source::new(self.supplier.file.clone(), String::new()));
            profile.facts.insert(question.fact.clone(), Written::new(other, place));
            let otherwise = interval(&resolve_carrying(&profile, &view.carrying), id);
            (otherwise != now).then(|| clause.clone())
        });
        let reasons = reasons(resolution, id).iter().filter(|reason| reason.level > Level::Excluded);
        let without: BTreeSet<&IntegrationId> = reasons
            .filter_map(|reason| reason.carrier.as_ref())
            .filter(|carrier| view.carrying.nothing.contains(*carrier))
            .collect();
        let without = without.into_iter().map(|carrier| format!("{carrier} ikke anvendes"));
        answered.chain(without).collect()
    }
}

/// What follows from the supplier's own answers, in the different cases.
struct View {
    /// The profile with the supplier's facts
    profile: Profile,
    known: BTreeMap<FactId, Fact>,
    /// The integrations of which it is said that they are met otherwise
    claimed: BTreeSet<IntegrationId>,
    carrying: Carrying,
    own: Resolution,
    /// The integrations that need not be used and of which nothing is said
    silent: BTreeSet<IntegrationId>,
    /// With what is used without need
    bound: Resolution,
    /// If those were used as well of which nothing is said
    possible: Resolution,
    /// If every alternative that is claimed were accepted
    accepted: Resolution,
}

/// The answer that was offered and is meant; what was written where it is none of them.
fn as_offered(
    written: String,
    field: &Field,
    shape: Option<&Shape>,
    ways: &mut BTreeMap<Way, BTreeSet<String>>,
) -> String {
    let (offered, way) = match meant(&written, &field.options) {
        Some((_, None)) => return written,
        Some((offered, Some(way))) => (offered, way),
        None => match shape.and_then(|shape| by_place(&written, field, shape)) {
            Some(offered) => (offered, Way::Index),
            None => return written,
        },
    };
    ways.entry(way).or_default().insert(field.name.to_string());
    offered.clone()
}

/// The answer in whose place a mark stands: editors of forms call the states of a group what they like.
fn by_place<'f>(written: &str, field: &'f Field, shape: &Shape) -> Option<&'f String> {
    let renamed = matches!(shape.made, Made::Radio | Made::Check)
        && shape.offers.len() == field.options.len()
        && shape.offers.iter().all(|offer| meant(offer, &field.options).is_none());
    let mut places = shape.offers.iter().zip(&field.options).filter(|(offer, _)| renamed && *offer == written);
    let (_, option) = places.next()?;
    places.next().is_none().then_some(option)
}

fn interval(resolution: &Resolution, id: &LineId) -> Option<Interval> {
    resolution.interval(id)
}

fn reasons<'r>(resolution: &'r Resolution, id: &LineId) -> &'r [Reason] {
    resolution.because(id)
}

/// Those of some integrations that bind a line; what binds through a third is told by all of them.
fn carriers(bound: &Resolution, id: &LineId, among: &BTreeSet<IntegrationId>) -> Vec<String> {
    let binding = reasons(bound, id).iter().filter(|reason| reason.modality == ChosenOr::from(Modality::Must));
    let binding = binding.filter(|reason| reason.level == Level::Required).filter_map(|reason| reason.carrier.as_ref());
    let used: BTreeSet<&IntegrationId> = binding.filter(|carrier| among.contains(*carrier)).collect();
    if used.is_empty() { among.iter().collect() } else { used }.into_iter().map(ToString::to_string).collect()
}

/// The integration that a line is about.
fn integration_of(line: &FormLine) -> Option<IntegrationId> {
    match &line.line.id {
        LineId::Integration(id) => Some(id.clone()),
        LineId::Requirement(_) => None,
    }
}

/// Whether two texts say the same: programs differ in how they keep blanks and line breaks.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
