//! The fixed Danish texts: Markdown files with named placeholders, ours or the user's.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::complaint::Complaints;
use crate::compose::fault::ComposeFault;
use crate::document::words::{Word, Words};
use crate::document::{Block, Inline, Rich, Section};
use crate::input::braces;
use crate::input::fault::{InputFault, Why};
use crate::input::markdown;
use crate::profile::Procedure;
use crate::text::source::{Place, Source};

/// Placeholders that every text may use.
const EVERYWHERE: &[&str] = &["titel", "ordregiver", "udgave", "opfyldelse"];

/// Placeholders of the texts that name both versions of a tender.
const OF_VERSIONS: &[&str] = &["hidtil", "nu"];

/// The placeholders of the texts that say who joins in, a sentence, and nothing where nobody does, and what it means to
/// meet a minimum requirement.
const OF_BUYERS: &[&str] = &["oevrige", "ja"];

/// Those of the guide to the response form: how it may be returned and until when, and what may be answered, as the
/// tender's types call it. A point of a list that tells only of what the form does not ask falls away.
const OF_GUIDE: &[&str] =
    &["former", "senest", "ja", "nej", "opfyldt", "graenser", "anvendes", "anvendes-ikke", "valgfrit-svar"];

/// The placeholders of the texts on what suppliers tell of their solution: that it is not evaluated, nothing where nothing
/// is, and what it holds for, »kontraktens«.
const OF_EVALUATION: &[&str] = &["evaluering", "aftalens"];

/// A fixed text: its file, the placeholders of its own, and those that must be in it.
struct TextFile {
    name: &'static str,
    own: &'static [&'static str],
    required: &'static [&'static str],
}

const fn text(name: &'static str, required: &'static [&'static str]) -> TextFile {
    TextFile { name, own: &[], required }
}

/// Every fixed text, by its path below `templates/tekster`.
const TEXTS: &[TextFile] = &[
    TextFile { name: "kravbilag/instruktion.md", own: OF_BUYERS, required: &["ordregiver"] },
    TextFile { name: "kravbilag/instruktion-miniudbud.md", own: OF_BUYERS, required: &["ordregiver"] },
    TextFile { name: "kravbilag/instruktion-direkte-tildeling.md", own: OF_BUYERS, required: &["ordregiver"] },
    text("kravbilag/afklaring.md", &[]),
    text("kravbilag/laesevejledning.md", &[]),
    text("kravbilag/overblik.md", &[]),
    text("kravbilag/afhaengigheder.md", &[]),
    text("kravbilag/oplysninger.md", &[]),
    TextFile { name: "kravbilag/oplysninger-leverandoer.md", own: OF_EVALUATION, required: &[] },
    text("kravbilag/oplysninger-andre-pakker.md", &[]),
    text("kravbilag/oplysninger-bortfald.md", &[]),
    text("kravbilag/pakker.md", &[]),
    text("kravbilag/foelger.md", &[]),
    text("kravbilag/integrationer.md", &[]),
    text("kravbilag/afvigelser.md", &[]),
    text("kravbilag/oevrige-krav.md", &[]),
    text("kravbilag/numre.md", &[]),
    text("kravbilag/versioner.md", &[]),
    text("svarskema/leverandoer.md", &[]),
    text("svarskema/leverandoer-direkte-tildeling.md", &[]),
    TextFile { name: "svarskema/vejledning.md", own: OF_GUIDE, required: &["ordregiver", "former"] },
    TextFile { name: "svarskema/vejledning-direkte-tildeling.md", own: OF_GUIDE, required: &["ordregiver", "former"] },
    TextFile { name: "svarskema/oplysninger.md", own: OF_EVALUATION, required: &[] },
    text("svarskema/integrationer.md", &[]),
    text("svarskema/krav.md", &[]),
    text("svarskema/oevrige-krav.md", &[]),
    text("svarskema/underskrift.md", &[]),
    text("tjekliste/indledning.md", &["udgave"]),
    text("tjekliste/overblik.md", &[]),
    text("tjekliste/noter.md", &[]),
    text("sammenligning/indledning.md", &["ordregiver"]),
    text("sammenligning/resultat.md", &[]),
    text("sammenligning/svar.md", &[]),
    text("sammenligning/fund.md", &[]),
    text("evaluering/resultat.md", &["ordregiver"]),
    text("evaluering/alternativer.md", &[]),
    text("evaluering/krav.md", &[]),
    TextFile { name: "rettelsesblad/om.md", own: OF_VERSIONS, required: &["ordregiver", "hidtil", "nu"] },
    TextFile {
        name: "rettelsesblad/om-direkte-tildeling.md",
        own: OF_VERSIONS,
        required: &["ordregiver", "hidtil", "nu"],
    },
    text("rettelsesblad/laesevejledning.md", &[]),
    text("rettelsesblad/aendringer.md", &[]),
    TextFile { name: "rettelsesblad/uden-aendringer.md", own: OF_VERSIONS, required: &["hidtil", "nu"] },
    TextFile { name: "aflysning/om.md", own: &["dato"], required: &["ordregiver", "dato"] },
    TextFile { name: "aflysning/om-miniudbud.md", own: &["dato"], required: &["ordregiver", "dato"] },
    TextFile { name: "aflysning/om-direkte-tildeling.md", own: &["dato"], required: &["ordregiver", "dato"] },
    TextFile { name: "aendringsnotat/om.md", own: OF_VERSIONS, required: &["ordregiver", "hidtil", "nu"] },
    text("aendringsnotat/sammenfatning.md", &[]),
    text("aendringsnotat/mindstekrav.md", &[]),
    text("aendringsnotat/mindstekrav-direkte-tildeling.md", &[]),
    TextFile { name: "aendringsnotat/uden-aendringer.md", own: OF_VERSIONS, required: &["hidtil", "nu"] },
    text("aendringsnotat/grundlaeggende.md", &[]),
    text("aendringsnotat/grundlaeggende-direkte-tildeling.md", &[]),
    text("aendringsnotat/vaesentlige.md", &[]),
    text("aendringsnotat/vaesentlige-miniudbud.md", &[]),
    text("aendringsnotat/vaesentlige-direkte-tildeling.md", &[]),
    text("aendringsnotat/praeciserende.md", &[]),
    text("aendringsnotat/redaktionelle.md", &[]),
    text("aendringsnotat/frist-udbud.md", &[]),
    text("aendringsnotat/frist-miniudbud.md", &[]),
    text("baggrundsnotat/om.md", &["ordregiver"]),
    text("baggrundsnotat/begrundelser.md", &[]),
    text("baggrundsnotat/afvigelser.md", &[]),
    text("baggrundsnotat/kilder.md", &["udgave"]),
    text("baggrundsnotat/fortolkninger.md", &[]),
    text("baggrundsnotat/noter.md", &[]),
    text("baggrundsnotat/bemaerkninger.md", &[]),
    text("spoergsmaal-og-svar/om.md", &["ordregiver"]),
    text("slides/velkommen.md", &["udgave"]),
    text("slides/overblik.md", &[]),
    text("slides/tegn.md", &[]),
    text("slides/naeste-skridt.md", &[]),
    text("slides/afslutning.md", &[]),
];

/// The text of a name in its wording for a procedure, where it has one of its own: what a paper is part of, what prevails
/// over it and what an answer leads to depend on how the contract is awarded.
pub fn of_procedure(name: &str, procedure: Option<Procedure>) -> &'static str {
    let ending = match procedure {
        Some(Procedure::DirectAward) => "-direkte-tildeling",
        Some(Procedure::MiniTender) => "-miniudbud",
        Some(Procedure::OwnTender) | None => "",
    };
    let known = |name: &str| TEXTS.iter().map(|text| text.name).find(|known| *known == name);
    let own = format!("{}{ending}.md", name.trim_end_matches(".md"));
    known(&own).or_else(|| known(name)).expect("every text that a document names is among TEXTS")
}

/// The fixed texts, read and checked, with their placeholders still open.
#[derive(Debug, Clone)]
pub struct Texts {
    sections: BTreeMap<&'static str, Section>,
    words: Words,
}

/// What the placeholders stand for.
pub type Values<'a> = BTreeMap<&'static str, &'a str>;

impl Texts {
    /// Reads every text that `find` finds by its name. The labels of what is said are taken from the words.
    pub fn read(find: impl Fn(&str) -> Option<Arc<Source>>, words: &Words) -> Result<Self, Complaints> {
        let mut complaints = Complaints::new();
        let mut sections = BTreeMap::new();
        for text in TEXTS {
            let Some(source) = find(text.name) else {
                complaints.error(InputFault::Unreadable { path: text.name.to_owned(), why: Why::NoText }, None);
                continue;
            };
            check_placeholders(text, &source, &mut complaints);
            let mut blocks = markdown::parse(&source, &mut complaints);
            if let Some(Block::Heading { level: 1, c }) = blocks.first().cloned() {
                blocks.remove(0);
                sections.insert(text.name, Section { title: c, blocks });
            } else {
                complaints.error(ComposeFault::MissingTitle, Place::start(&source));
            }
        }
        if complaints.has_errors() { Err(complaints) } else { Ok(Self { sections, words: words.clone() }) }
    }

    /// A word of the documents.
    pub fn word(&self, word: Word) -> String {
        self.words.get(word).to_owned()
    }

    /// A text with its placeholders filled in.
    pub fn section(&self, name: &str, values: &Values<'_>) -> Section {
        self.section_without(name, values, &[])
    }

    /// The same without the points of its lists that tell of nothing but some placeholders.
    pub fn section_without(&self, name: &str, values: &Values<'_>, idle: &[&str]) -> Section {
        let section = self.sections.get(name).expect("every text that a document names is among TEXTS");
        Section {
            title: fill(&section.title, values),
            blocks: section.blocks.iter().map(|block| fill_block(block, values, idle)).collect(),
        }
    }
}

/// Complains of placeholders that nobody fills in, and of those that are missing.
fn check_placeholders(text: &TextFile, source: &Arc<Source>, complaints: &mut Complaints) {
    let known: Vec<&str> = EVERYWHERE.iter().chain(text.own).copied().collect();
    braces::check(&source.text, &known, |at| Place::new(source, at), complaints);
    let found: Vec<&str> = braces::placeholders(&source.text).map(|(_, name)| name).collect();
    for name in text.required {
        if !found.contains(name) {
            complaints.error(ComposeFault::MissingPlaceholder { name: (*name).to_owned() }, Place::start(source));
        }
    }
}

fn fill_block(block: &Block, values: &Values<'_>, idle: &[&str]) -> Block {
    let blocks = |blocks: &[Block]| blocks.iter().map(|block| fill_block(block, values, idle)).collect();
    match block {
        Block::Paragraph { c } => Block::Paragraph { c: fill(c, values) },
        Block::Heading { level, c } => Block::Heading { level: *level, c: fill(c, values) },
        Block::List { ordered, items } => {
            let told = items.iter().filter(|item| !is_idle(item, idle));
            Block::List { ordered: *ordered, items: told.map(|item| blocks(item)).collect() }
        }
        Block::Quote { blocks: inner } => Block::Quote { blocks: blocks(inner) },
    }
}

/// Whether a point of a list tells of some placeholders, and of idle ones alone.
fn is_idle(item: &[Block], idle: &[&str]) -> bool {
    let said = item.iter().filter_map(|block| match block {
        Block::Paragraph { c } | Block::Heading { c, .. } => Some(markdown::words(c)),
        Block::List { .. } | Block::Quote { .. } => None,
    });
    let said = said.collect::<Vec<_>>().join("\n");
    let mut told = braces::placeholders(&said).map(|(_, name)| name).peekable();
    told.peek().is_some() && told.all(|name| idle.contains(&name))
}

fn fill(rich: &[Inline], values: &Values<'_>) -> Rich {
    let mut filled = Rich::new();
    for inline in rich {
        match inline {
            Inline::Text { s } => fill_text(s, values, &mut filled),
            Inline::Strong { c } => filled.push(Inline::Strong { c: fill(c, values) }),
            Inline::Emph { c } => filled.push(Inline::Emph { c: fill(c, values) }),
            Inline::Link { url, c } => filled.push(Inline::Link { url: url.clone(), c: fill(c, values) }),
            Inline::Id { .. } | Inline::Break => filled.push(inline.clone()),
        }
    }
    filled
}

/// A value is put in as text: what stands in it is never read as Markdown.
fn fill_text(text: &str, values: &Values<'_>, filled: &mut Rich) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { break };
        let Some(value) = values.get(name.trim()) else { break };
        // Where nothing is put in, no blank is left over.
        let before = if value.is_empty() { before.strip_suffix(' ').unwrap_or(before) } else { before };
        if !before.is_empty() {
            filled.push(Inline::Text { s: before.to_owned() });
        }
        filled.extend(markdown::plain(value));
        // The full stop of »m.fl.« ends a sentence too.
        rest = if value.trim_end().ends_with('.') { after.strip_prefix('.').unwrap_or(after) } else { after };
    }
    if !rest.is_empty() {
        filled.push(Inline::Text { s: rest.to_owned() });
    }
}
