//! A document as GitHub-flavoured Markdown: the same lines, in the same order and with the same words as the PDF.

mod papers;
mod text;

use self::text::{blocks, item_of, one_line, opening, plain, rich};
use crate::document::words::{Word, Words};
use crate::document::*;
use crate::print::templates::Templates;

/// Prints a document as Markdown.
pub fn markdown(document: &Document, templates: &Templates) -> String {
    let mut page = Page { words: templates.words(), out: String::new(), section: 0 };
    match document {
        Document::Kravbilag(kravbilag) => page.kravbilag(kravbilag),
        Document::Svarskema(svarskema) => page.svarskema(svarskema),
        Document::Tjekliste(tjekliste) => page.tjekliste(tjekliste),
        Document::Sammenligning(sammenligning) => page.sammenligning(sammenligning),
        Document::Evaluering(evaluering) => page.evaluering(evaluering),
        Document::Rettelsesblad(rettelsesblad) => page.rettelsesblad(rettelsesblad),
        Document::Aendringsnotat(notat) => page.aendringsnotat(notat),
        Document::Baggrundsnotat(notat) => page.baggrundsnotat(notat),
        Document::SpoergsmaalOgSvar(questions) => page.spoergsmaal_og_svar(questions),
        Document::Aflysning(aflysning) => page.aflysning(aflysning),
        Document::Slides(slides) => page.notes(slides),
    }
    page.out
}

/// Prints the changes between two editions, or two versions of a tender, as Markdown under a title.
pub fn markdown_of_changes(old: &str, new: &str, parts: &[CorrectionPart], templates: &Templates) -> String {
    let mut page = Page { words: templates.words(), out: String::new(), section: 0 };
    let (from, to) = (page.word(Word::ChangesOf), page.word(Word::ChangesTo));
    page.heading(1, &format!("{from} {} {to} {}", plain(old), plain(new)));
    if parts.is_empty() {
        let nothing = page.word(Word::NoChanges);
        page.block(nothing);
    }
    page.corrections(2, parts);
    page.out
}

/// What has been printed so far, one block after the other.
struct Page<'a> {
    words: &'a Words,
    out: String,
    section: usize,
}

impl Page<'_> {
    fn word(&self, key: Word) -> String {
        plain(self.words.get(key))
    }

    /// Prints a block, with a blank line before it.
    fn block(&mut self, text: impl AsRef<str>) {
        let text = text.as_ref().trim_end();
        if text.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.block(format!("{} {text}", "#".repeat(level)));
    }

    /// A numbered section.
    fn section(&mut self, section: &Section) {
        self.section += 1;
        let heading = format!("{} {}", self.section, one_line(&section.title));
        self.heading(2, &heading);
        self.block(blocks(&section.blocks, 2));
    }

    fn table(&mut self, head: &[String], rows: impl IntoIterator<Item = Vec<String>>) {
        let mut table = format!("| {} |\n|{}", head.join(" | "), " --- |".repeat(head.len()));
        for row in rows {
            table.push_str(&format!("\n| {} |", row.join(" | ")));
        }
        self.block(table);
    }

    fn front(&mut self, front: &Front) {
        self.heading(1, &plain(&front.title));
        let mut kind = opening(&front.name);
        if front.internal {
            kind.push_str(&format!(" · **{}**", self.word(Word::Internal)));
        }
        if front.draft {
            kind.push_str(&format!(" · **{}**", self.word(Word::Draft)));
        }
        self.block(kind);
        if let Some(organisation) = &front.theme.organisation {
            self.block(opening(organisation));
        }
        let entries = front.entries.iter().map(|entry| format!("- {}: {}", opening(&entry.label), plain(&entry.value)));
        self.block(entries.collect::<Vec<_>>().join("\n"));
    }

    fn kravbilag(&mut self, it: &Kravbilag) {
        self.front(&it.front);
        self.section(&it.instruction);
        if let Some(questions) = &it.questions {
            self.section(&questions.intro);
            for (i, row) in questions.rows.iter().enumerate() {
                let mut lines =
                    vec![format!("**{} {}**", plain(&row.number), plain(&row.question)), opening(&row.help)];
                lines.push(format!("{}: {}", self.word(Word::InProfile), plain(&row.fact)));
                lines.push(format!("{}: {}", self.word(Word::Decides), ids(&row.moves)));
                lines.retain(|line| !line.is_empty());
                self.block(item_of(&format!("{}. ", i + 1), &lines.join("\\\n")));
            }
        }
        self.section(&it.reading_guide);
        self.legend(&it.legend);
        self.standard(it.standard.as_deref());
        if it.matrix.drawn {
            self.section(&it.overview);
            self.matrix(&it.matrix);
        }
        if let Some(figure) = it.dependencies.as_ref().filter(|figure| figure.drawn) {
            self.heading(3, &one_line(&it.dependencies_intro.title));
            let sentences = figure.sentences.iter().map(|sentence| item_of("- ", &plain(sentence)));
            self.block(sentences.collect::<Vec<_>>().join("\n"));
        }
        if !it.facts.is_empty() {
            self.section(&it.facts_intro);
            let head = [Word::Packages, Word::Fact, Word::Answer, Word::Decides].map(|key| self.word(key));
            let rows = it.facts.iter().map(|row| {
                let question = format!("{} {}", plain(&row.number), plain(&row.question));
                let always = (!row.moves.is_empty()).then(|| ids(&row.moves));
                let then = row.moves_if_accepted.as_deref().map(plain);
                let decides = always.into_iter().chain(then).collect::<Vec<_>>().join("; ");
                vec![ids(&row.packages), question, plain(&row.answer), decides]
            });
            self.table(&head, rows);
        }
        self.section(&it.packages_intro);
        for chapter in &it.chapters {
            self.chapter(chapter);
        }
        if let Some(derived) = &it.derived {
            self.section(&derived.intro);
            self.follows(&derived.items);
            for note in &derived.notes {
                self.block(rich(note));
            }
        }
        self.section(&it.integrations_intro);
        for line in &it.integrations {
            self.line(3, line);
        }
        if let Some(others) = &it.others {
            self.section(&others.intro);
            for line in &others.requirements {
                self.line(3, line);
            }
        }
        it.deviations.iter().for_each(|deviations| self.deviations(deviations));
        // There are no pages here: the numbers alone stand together.
        self.section(&it.register);
        let numbers: Vec<String> = it.lines().map(|line| line.id.to_string()).collect();
        self.block(ids(&numbers));
        // Last, so that every other chapter keeps its number from version to version.
        if let Some(versions) = &it.versions {
            self.versions(versions);
        }
    }

    fn deviations(&mut self, it: &Deviations) {
        self.section(&it.intro);
        for row in &it.rows {
            self.heading(3, &format!("{} {}", plain(&row.id), plain(&row.title)));
            self.block(rich(&row.text));
            self.block(format!("- {}: {}", self.word(Word::Reason), plain(&row.reason)));
        }
    }

    fn versions(&mut self, it: &Versions) {
        self.section(&it.intro);
        let head = [Word::Version, Word::VersionDate, Word::VersionChanges].map(|key| self.word(key));
        let row = |row: &VersionRow| {
            let what = row.what.as_str().to_owned();
            let what = row.notice.iter().fold(what, |what, notice| format!("{what} {notice}."));
            vec![plain(&row.version), plain(&row.date), plain(&what)]
        };
        self.table(&head, it.rows.iter().map(row));
    }

    fn chapter(&mut self, it: &Chapter) {
        self.heading(3, &format!("{} {}", plain(&it.package), plain(&it.title)));
        self.block(blocks(&it.purpose, 3));
        if !it.chosen.is_empty() {
            self.heading(4, &self.word(Word::Chosen));
            let chosen = it.chosen.iter().map(|entry| {
                let version = entry.version.as_ref().map_or(String::new(), |version| format!(" ({})", plain(version)));
                format!("- **{} {}**{version}", plain(&entry.id), plain(&entry.name))
            });
            self.block(chosen.collect::<Vec<_>>().join("\n"));
        }
        if !it.follows.is_empty() {
            self.heading(4, &self.word(Word::Follows));
            self.follows(&it.follows);
        }
        if !it.requirements.is_empty() {
            self.heading(4, &self.word(Word::Requirements));
            for line in &it.requirements {
                self.line(5, line);
            }
        }
    }

    fn follows(&mut self, items: &[Follow]) {
        let items = items.iter().map(|item| {
            let mut text = rich(&item.sentence);
            if let Some(purpose) = &item.purpose {
                text.push_str(&format!("\\\n{}: {}", self.word(Word::Purpose), rich(purpose)));
            }
            item_of("- ", &text)
        });
        let items = items.collect::<Vec<_>>().join("\n");
        self.block(items);
    }

    /// A line of small type in the PDF: what it is, and the words.
    fn fine(&self, key: Word, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        item_of("- ", &format!("{}: {text}", self.word(key)))
    }

    /// Prints the items of a list, without the empty ones.
    fn lines(&mut self, items: &[String]) {
        let items: Vec<&str> = items.iter().map(String::as_str).filter(|item| !item.is_empty()).collect();
        self.block(items.join("\n"));
    }

    /// Type and status, where they are not those of most lines.
    fn standing(line: &Line) -> String {
        let kind = line.other_type.then(|| format!("{} · {}", plain(&line.type_id), plain(&line.type_shown)));
        let status = line.other_status.then(|| plain(&line.status.word));
        let changed = line.changed.as_ref().map(|changed| format!("**{}**", plain(changed)));
        kind.into_iter().chain(status).chain(changed).collect::<Vec<_>>().join(" · ")
    }

    /// What holds of all lines, unless they say otherwise.
    fn standard(&mut self, said: Option<&str>) {
        self.block(said.map(plain).unwrap_or_default());
    }

    /// What a line asks: what the integration does, and the requirement's words.
    fn asked(&mut self, line: &Line) {
        self.block(Self::standing(line));
        self.block(line.meaning.as_deref().map(opening).unwrap_or_default());
        self.block(rich(&line.text));
    }

    fn conditions(&self, line: &Line) -> Vec<String> {
        [(Word::Condition, &line.condition), (Word::Deferred, &line.deferred), (Word::Alternative, &line.alternative)]
            .into_iter()
            .filter_map(|(key, text)| text.as_ref().map(|text| self.fine(key, &rich(text))))
            .collect()
    }

    /// A requirement with its conditions and its reasons.
    fn line(&mut self, level: usize, line: &Line) {
        self.heading(level, format!("{} {}", plain(line.id.as_str()), plain(&line.title)).trim_end());
        self.asked(line);
        let mut fine = self.conditions(line);
        fine.extend(line.why.iter().map(|why| self.fine(Word::Why, &rich(why))));
        self.lines(&fine);
    }

    fn legend(&mut self, it: &Legend) {
        if !it.types.is_empty() {
            self.heading(3, &self.word(Word::Types));
            let head = [Word::Type, Word::Meaning, Word::Answers].map(|key| self.word(key));
            let rows = it.types.iter().map(|entry| {
                vec![
                    format!("**{}** {}", plain(&entry.id), plain(&entry.name)),
                    plain(&entry.meaning),
                    list(&entry.answers, " · "),
                ]
            });
            self.table(&head, rows);
        }
        if !it.statuses.is_empty() {
            self.heading(3, &self.word(Word::Statuses));
            let head = [Word::Statuses, Word::Meaning].map(|key| self.word(key));
            self.table(&head, it.statuses.iter().map(|entry| vec![plain(&entry.status.word), plain(&entry.meaning)]));
        }
    }

    /// The packages, and how each needs the prerequisites: a dot, in parentheses, with a star.
    fn matrix(&mut self, it: &Matrix) {
        let dot = self.word(Word::SignChosen);
        let derived = self.word(Word::SignDerived);
        let mut head = vec![self.word(Word::Package), self.word(Word::Business)];
        head.extend(it.rows.iter().map(|row| plain(&row.id)));
        let sign = |cell: &MatrixCell| {
            let shown = if cell.conditional { format!("({dot})") } else { dot.clone() };
            if cell.derived { format!("{shown}{derived}") } else { shown }
        };
        let rows = it.columns.iter().enumerate().map(|(at, column)| {
            let ids = column.business.iter().map(|entry| match entry.chosen {
                true => format!("{dot} **{}**", plain(&entry.id)),
                false => plain(&entry.id),
            });
            let mut cells = vec![format!("**{}** {}", plain(&column.package), plain(&column.title))];
            cells.push(ids.collect::<Vec<_>>().join(", "));
            cells.extend(it.rows.iter().map(|row| row.cells[at].as_ref().map_or(String::new(), sign)));
            cells
        });
        self.table(&head, rows);
        let mut signs = Vec::new();
        if it.columns.iter().any(|column| column.business.iter().any(|entry| entry.chosen)) {
            signs.push(format!("{dot} **SF…**: {}", self.word(Word::LegendChosen)));
        }
        if it.has_unchosen {
            signs.push(format!("SF…: {}", self.word(Word::LegendNotChosen)));
        }
        if !it.rows.is_empty() {
            signs.push(format!("{dot}: {}", self.word(Word::LegendAlways)));
        }
        if it.has_conditional {
            signs.push(format!("({dot}): {}", self.word(Word::LegendConditional)));
        }
        if it.has_derived {
            signs.push(format!("{dot}{derived}: {}", self.word(Word::LegendDerived)));
        }
        self.block(signs.join(" · "));
        let names = it.rows_by_id().into_iter().map(|row| format!("- {} {}", plain(&row.id), plain(&row.name)));
        self.block(names.collect::<Vec<_>>().join("\n"));
    }

    fn svarskema(&mut self, it: &Svarskema) {
        self.front(&it.front);
        self.section(&it.instruction);
        self.legend(&it.legend);
        self.standard(it.standard.as_deref());
        self.section(&it.supplier_intro);
        for field in &it.supplier {
            self.field(field);
        }
        if let Some(facts) = &it.facts {
            self.section(&facts.intro);
            for row in &facts.rows {
                self.heading(3, &format!("{} {}", plain(&row.number), plain(&row.question)));
                self.block(opening(&row.help));
                if let Some(decides) = &row.decides {
                    self.block(rich(decides));
                }
                self.field(&row.answer);
            }
        }
        let mut packages = false;
        for group in &it.groups {
            let level = if group.package.is_some() {
                if !std::mem::replace(&mut packages, true) {
                    self.section(&it.packages_intro);
                }
                self.heading(3, &one_line(&group.intro.title));
                4
            } else {
                self.section(&group.intro);
                3
            };
            for form in &group.lines {
                let line = &form.line;
                self.heading(level, format!("{} {}", plain(line.id.as_str()), plain(&line.title)).trim_end());
                self.asked(line);
                self.lines(&self.conditions(line));
                self.field(&form.answer);
                form.description.iter().for_each(|description| self.field(description));
            }
        }
        if let Some(signature) = &it.signature {
            self.section(&signature.intro);
            for field in &signature.fields {
                self.field(field);
            }
        }
    }

    fn field(&mut self, field: &Field) {
        let duty = match field.duty() {
            Some((lead, answers)) => format!("{} {}", self.word(lead), plain(&answers)),
            None => self.word(if field.required { Word::MustFill } else { Word::MayFill }),
        };
        let hint = field.hint.as_ref().map_or(String::new(), |hint| format!("{}, ", plain(hint)));
        let label = format!("**{}** ({hint}{duty})", plain(&field.label));
        match field.kind {
            FieldKind::Check => self.block(tick(field, &plain(&field.label))),
            FieldKind::Radio | FieldKind::Choice => {
                let options = field.options.iter().map(|option| format!("- [ ] {}", plain(option)));
                let options = options.collect::<Vec<_>>().join("\n");
                self.block(format!("{label}:\n\n{options}"));
            }
            FieldKind::Text | FieldKind::Multiline | FieldKind::Signature => self.block(format!("{label}:")),
        }
    }

    fn tjekliste(&mut self, it: &Tjekliste) {
        self.front(&it.front);
        self.section(&it.intro);
        if it.matrix.drawn {
            self.section(&it.overview);
            self.matrix(&it.matrix);
        }
        for page in &it.pages {
            self.checklist(page);
        }
        if let Some(others) = &it.others {
            self.section(&others.intro);
            self.short_lines(&others.requirements);
        }
    }

    fn checklist(&mut self, it: &ChecklistPage) {
        self.heading(2, &format!("{} {}", plain(&it.package), plain(&it.title)));
        self.block(blocks(&it.purpose, 2));
        if !it.guidance.is_empty() {
            self.heading(3, &self.word(Word::Guidance));
            self.block(blocks(&it.guidance, 3));
        }
        self.ticks(Word::Choices, &it.choices);
        if !it.facts.is_empty() {
            self.heading(3, &self.word(Word::Facts));
            for fact in &it.facts {
                self.question(fact);
                let answers = fact.answer.options.iter().map(|option| {
                    let mark = if fact.answer.chosen.as_ref() == Some(option) { "x" } else { " " };
                    format!("- [{mark}] {}", plain(option))
                });
                self.block(answers.collect::<Vec<_>>().join("\n"));
                let mut help = opening(&fact.help);
                if let Some(decides) = &fact.decides {
                    help.push_str(&format!(" {}", rich(decides)));
                }
                self.block(help);
            }
        }
        self.consequences(&it.follows, &it.requirements);
        self.ticks(Word::Advice, &it.advice);
        if let Some(seen) = &it.seen {
            self.heading(3, &one_line(&seen.intro.title));
            self.block(blocks(&seen.intro.blocks, 3));
            self.seen(4, &seen.rows);
        }
        self.heading(3, &plain(&it.notes.label));
    }

    /// »**Skal løsningen …?** (Svares af: Ordregiver · Åbent)«
    fn question(&mut self, fact: &ChecklistFact) {
        let open = if fact.open { format!(" · **{}**", self.word(Word::Open)) } else { String::new() };
        let (question, asked_of) = (plain(&fact.question), plain(&fact.asked_of));
        self.block(format!("**{} {question}** ({}: {asked_of}{open})", plain(&fact.number), self.word(Word::AskedOf)));
    }

    /// What the speaker says to each slide.
    fn notes(&mut self, it: &Slides) {
        self.front(&it.front);
        let cover = self.word(Word::Cover);
        self.slide(&cover, &it.welcome);
        for section in [&it.overview, &it.legend] {
            self.slide(&one_line(&section.title), section);
        }
        for slide in &it.packages {
            self.section += 1;
            let heading = format!("{}. {} {}", self.section, plain(&slide.package), plain(&slide.title));
            self.heading(2, &heading);
            self.heading(3, &self.word(Word::OnScreen));
            let lines =
                slide.lines.iter().map(|line| item_of("- ", &format!("{}: {}", plain(&line.label), rich(&line.text))));
            self.block(lines.collect::<Vec<_>>().join("\n"));
            self.speech(&slide.page);
        }
        self.slide(&one_line(&it.next.title), &it.closing);
        if !it.open.is_empty() {
            self.heading(3, &self.word(Word::OpenPoints));
            self.block(it.open.iter().map(|point| item_of("- ", &plain(point))).collect::<Vec<_>>().join("\n"));
        }
    }

    fn slide(&mut self, title: &str, said: &Section) {
        self.section += 1;
        let heading = format!("{}. {title}", self.section);
        self.heading(2, &heading);
        self.block(blocks(&said.blocks, 2));
    }

    /// What is said to a package: purpose, guidance, what is to choose, questions, what follows, advice.
    fn speech(&mut self, it: &ChecklistPage) {
        self.heading(3, &self.word(Word::Purpose));
        self.block(blocks(&it.purpose, 3));
        if !it.guidance.is_empty() {
            self.heading(3, &self.word(Word::Guidance));
            self.block(blocks(&it.guidance, 3));
        }
        if !it.choices.is_empty() {
            self.heading(3, &self.word(Word::Business));
            let choices = it.choices.iter().map(|choice| {
                let mark =
                    if choice.field.ticked { format!("{} ", self.word(Word::SignChosen)) } else { String::new() };
                item_of("- ", &format!("{mark}**{}**: {}", one_line(&choice.title), rich(&choice.text)))
            });
            self.block(choices.collect::<Vec<_>>().join("\n"));
        }
        if !it.facts.is_empty() {
            self.heading(3, &self.word(Word::Question));
            for fact in &it.facts {
                self.question(fact);
                let mut help = opening(&fact.help);
                if let Some(decides) = &fact.decides {
                    help.push_str(&format!(" {}", rich(decides)));
                }
                self.block(help);
                if let Some(answer) = &fact.answer.chosen {
                    self.block(format!("{}: **{}**", self.word(Word::Answer), plain(answer)));
                }
            }
        }
        self.consequences(&it.follows, &it.requirements);
        if !it.advice.is_empty() {
            self.heading(3, &self.word(Word::Advice));
            let advice = it.advice.iter().map(|advice| item_of("- ", &explained(advice)));
            self.block(advice.collect::<Vec<_>>().join("\n"));
        }
    }

    /// What follows from a choice, and the requirements that come along.
    fn consequences(&mut self, follows: &[Follow], requirements: &[Line]) {
        if !follows.is_empty() {
            self.heading(3, &self.word(Word::Follows));
            self.follows(follows);
        }
        if !requirements.is_empty() {
            self.heading(3, &self.word(Word::Requirements));
            self.short_lines(requirements);
        }
    }

    /// Requirements by id, title and text
    fn short_lines(&mut self, lines: &[Line]) {
        let lines = lines.iter().map(|line| {
            let head = [line.id.as_str(), &line.title].map(plain).join(" ");
            item_of("- ", &format!("**{}**: {}", head.trim_end(), rich(&line.text)))
        });
        self.block(lines.collect::<Vec<_>>().join("\n"));
    }

    fn ticks(&mut self, key: Word, ticks: &[Tick]) {
        if ticks.is_empty() {
            return;
        }
        self.heading(3, &self.word(key));
        let ticks = ticks.iter().map(|entry| tick(&entry.field, &explained(entry)));
        self.block(ticks.collect::<Vec<_>>().join("\n"));
    }
}

/// »Sporbarhed: Løsningen …«, but no colon after a question
fn explained(entry: &Tick) -> String {
    let title = one_line(&entry.title);
    let colon = if title.ends_with(['?', '.', '!', ':']) { "" } else { ":" };
    if entry.text.is_empty() { title } else { format!("{title}{colon} {}", rich(&entry.text)) }
}

fn tick(field: &Field, text: &str) -> String {
    item_of("- ", &format!("[{}] {text}", if field.ticked { 'x' } else { ' ' }))
}

fn ids(ids: &[String]) -> String {
    list(ids, ", ")
}

fn list(items: &[String], separator: &str) -> String {
    items.iter().map(|item| plain(item)).collect::<Vec<_>>().join(separator)
}

impl Page<'_> {
    /// What the answers come to, the answers side by side, then what was found.
    fn sammenligning(&mut self, it: &Sammenligning) {
        self.heading(1, &plain(&it.front.pdf_title));
        self.section(&it.result);
        let head = [
            Word::Supplier,
            Word::TallyMet,
            Word::TallyNotMet,
            Word::TallyUnanswered,
            Word::TallyOtherwise,
            Word::TallyUnsettled,
        ];
        let head: Vec<String> = head.into_iter().map(|key| self.word(key)).collect();
        let rows = it.suppliers.iter().map(|supplier| {
            let tally = supplier.tally.as_ref().map(|it| {
                [it.met, it.not_met, it.unanswered, it.otherwise, it.unsettled].map(|count| count.to_string())
            });
            std::iter::once(plain(&supplier.name)).chain(tally.into_iter().flatten()).collect()
        });
        self.table(&head, rows.collect::<Vec<_>>());
        self.section(&it.answers);
        let names = it.suppliers.iter().map(|supplier| plain(&supplier.name));
        let head: Vec<String> =
            [self.word(Word::Number), self.word(Word::Requirement)].into_iter().chain(names).collect();
        let facts = ComparedGroup {
            title: crate::input::markdown::plain(self.words.get(Word::ComparedFacts)),
            rows: it.facts.clone(),
        };
        for group in std::iter::once(&facts).chain(&it.groups).filter(|group| !group.rows.is_empty()) {
            self.heading(3, &one_line(&group.title));
            let rows = group.rows.iter().map(|row| {
                let answers = row.cells.iter().map(|cell| plain(format!("{} {}", cell.answer, cell.word).trim()));
                let id = row.id.as_ref().map(ToString::to_string).unwrap_or_default();
                [plain(&id), plain(&row.title)].into_iter().chain(answers).collect()
            });
            self.table(&head, rows.collect::<Vec<_>>());
        }
        self.section(&it.findings);
        for group in &it.found {
            self.heading(3, &plain(&group.title));
            for part in &group.parts {
                let line = |row: &FindingRow| {
                    let about = row.requirement.as_ref().map(|id| format!("{id}: ")).unwrap_or_default();
                    format!("- {}", plain(&format!("{about}{}", row.message)))
                };
                let lines: Vec<String> = part.rows.iter().map(line).collect();
                let name = it.suppliers.get(part.supplier).map(|supplier| plain(&supplier.name)).unwrap_or_default();
                self.block(format!("**{name}**\n\n{}", lines.join("\n")));
            }
        }
    }
}

impl Page<'_> {
    /// The totals, the alternatives, then line by line.
    fn evaluering(&mut self, it: &Evaluering) {
        self.front(&it.front);
        self.section(&it.result);
        let head = [
            Word::Supplier,
            Word::TallyMet,
            Word::TallyNotMet,
            Word::TallyUnanswered,
            Word::TallyOtherwise,
            Word::TallyUnsettled,
            Word::EvaluatedTotal,
            Word::EvaluatedOpen,
        ];
        let names = it.evaluators.iter().map(|name| plain(name));
        let head: Vec<String> = head.into_iter().map(|key| self.word(key)).chain(names).collect();
        let rows = it.suppliers.iter().map(|supplier| {
            let tally = supplier.tally.clone().unwrap_or_default();
            let counts = [tally.met, tally.not_met, tally.unanswered, tally.otherwise, tally.unsettled];
            let points = format!("{} / {}", supplier.total, supplier.of);
            let counted = counts.into_iter().map(|count| count.to_string()).chain([points, supplier.open.to_string()]);
            let own = supplier.by_evaluator.iter().cloned();
            let failing: Vec<String> = tally.failing.iter().map(ToString::to_string).collect();
            let failing = if failing.is_empty() {
                String::new()
            } else {
                format!(" ({}: {})", self.word(Word::TallyFailing), list(&failing, ", "))
            };
            std::iter::once(plain(&supplier.name) + &failing).chain(counted).chain(own).collect::<Vec<_>>()
        });
        self.table(&head, rows.collect::<Vec<_>>());
        if let Some(intro) = &it.alternatives_intro {
            self.section(intro);
            for alternative in &it.alternatives {
                let EvaluatedAlternative { line, title, supplier, verdict, lapses, .. } = alternative;
                let lapses: Vec<String> = lapses.iter().map(ToString::to_string).collect();
                let lapsing =
                    if lapses.is_empty() { String::new() } else { format!(" Bortfalder: {}.", list(&lapses, ", ")) };
                self.block(format!("- {line} {} – {}: {verdict}.{lapsing}", plain(title), plain(supplier)));
            }
        }
        self.section(&it.lines_intro);
        for line in &it.lines {
            self.heading(3, &plain(&format!("{} {}", line.id, line.title)));
            self.block(one_line(&line.text));
            let head = [Word::Supplier, Word::Answer, Word::EvaluatedPoints, Word::EvaluatedReason];
            let head: Vec<String> = head.into_iter().map(|key| self.word(key)).collect();
            let rows = line.cells.iter().map(|cell| {
                let said = cell.sayings.iter().map(|saying| {
                    let words = [one_line(&saying.reason), one_line(&saying.note)];
                    let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
                    let said = [saying.points.clone(), words.join(" – ")];
                    let said: Vec<String> = said.into_iter().filter(|said| !said.is_empty()).collect();
                    format!("{}: {}", plain(&saying.evaluator), said.join(" – "))
                });
                let said: Vec<String> =
                    [cell.agreement.clone()].into_iter().filter(|it| !it.is_empty()).chain(said).collect();
                let answer = [plain(&cell.answer), one_line(&cell.description)];
                let answer: Vec<String> = answer.into_iter().filter(|it| !it.is_empty()).collect();
                vec![plain(&cell.supplier), answer.join(": "), cell.points.clone(), said.join("; ")]
            });
            self.table(&head, rows.collect::<Vec<_>>());
        }
    }
}
