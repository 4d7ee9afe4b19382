//! What several kinds of documents say alike: the cover, the legend, a line with what bears on it.

use super::body::{Body, Table};
use super::style::Style;
use crate::document::words::Word;
use crate::document::{Follow, Front, Legend, Line};
use crate::print::office::picture::Furnishing;

impl Body<'_> {
    /// What the paper is, of which tender, and from whom.
    pub fn front(&mut self, front: &Front, furnishing: &Furnishing<'_>) {
        if let Some(logo) = furnishing.logo {
            let owner = front.theme.organisation.as_deref().unwrap_or(&front.buyer);
            self.picture(logo, Style::Normal, "Logo", owner, (170, 56));
        }
        let said = [(front.internal, Word::Internal), (front.draft, Word::Draft)];
        let said: Vec<String> = said.into_iter().filter(|(is, _)| *is).map(|(_, key)| self.word(key)).collect();
        if !said.is_empty() {
            self.paragraph(Style::Kind, |it| it.plain(&said.join(" · ")));
        }
        self.paragraph(Style::Title, |it| it.plain(&front.name));
        self.paragraph(Style::Subtitle, |it| it.plain(&front.title));
        if let Some(organisation) = &front.theme.organisation {
            self.paragraph(Style::Normal, |it| it.plain(organisation));
        }
        for entry in &front.entries {
            self.labelled(Style::Labelled, &entry.label, |it| it.plain(&entry.value));
        }
        self.contents_here();
    }

    /// The requirement types and the words for a line's status.
    pub fn legend(&mut self, legend: &Legend) {
        if !legend.types.is_empty() {
            let title = self.word(Word::Types);
            self.minor_heading(&title);
            let table = Table::on_edge(&title, &[2000, 3995, 1800]);
            self.texts(&table, &[Word::Type, Word::Meaning, Word::Answers], &legend.types, |it, entry, at| match at {
                0 => {
                    it.strong(&entry.id);
                    it.plain(&format!(" {}", entry.name));
                }
                1 => it.plain(&entry.meaning),
                _ => it.plain(&entry.answers.join(" · ")),
            });
        }
        if !legend.statuses.is_empty() {
            let title = self.word(Word::Statuses);
            self.minor_heading(&title);
            let table = Table::on_edge(&title, &[2800, 4995]);
            self.texts(&table, &[Word::Statuses, Word::Meaning], &legend.statuses, |it, entry, at| match at {
                0 => it.plain(&entry.status.word),
                _ => it.plain(&entry.meaning),
            });
        }
    }

    /// A line with its conditions and its reasons. What is said of it in small type stays with it on a page.
    pub fn line(&mut self, level: u8, line: &Line) {
        self.line_heading(level, line.id.as_str(), &line.title);
        let reasons = line.why.iter().map(|why| (Word::Why, why));
        let small: Vec<_> = conditions(line).chain(reasons).collect();
        let Some(((key, last), before)) = small.split_last() else { return self.asked(line) };
        self.together(|it| {
            it.asked(line);
            before.iter().for_each(|(key, text)| it.fine(*key, |it| it.rich(text)));
        });
        self.fine(*key, |it| it.rich(last));
    }

    /// What a line is, where that is not what all lines are, what an integration does, and the requirement's words.
    fn asked(&mut self, line: &Line) {
        let standing = standing(line);
        self.together(|it| {
            if !standing.is_empty() {
                it.paragraph(Style::Small, |it| it.plain(&standing));
            }
            if let Some(meaning) = &line.meaning {
                it.paragraph(Style::Text, |it| it.plain(meaning));
            }
        });
        self.text(&line.text);
    }

    /// What holds of all lines, unless they say otherwise.
    pub fn standard(&mut self, said: Option<&str>) {
        if let Some(said) = said {
            self.paragraph(Style::Text, |it| it.plain(said));
        }
    }

    /// What follows from a choice.
    pub fn follows(&mut self, items: &[Follow]) {
        for item in items {
            self.bullets([item], |it, item| {
                it.rich(&item.sentence);
                if let Some(purpose) = &item.purpose {
                    let label = it.word(Word::Purpose);
                    it.plain(&format!("\n{label}: "));
                    it.rich(purpose);
                }
            });
        }
    }
}

/// »K · Krav · Kan anvendes«: what of a line is not as of most. Nothing where all is.
pub(crate) fn standing(line: &Line) -> String {
    let kind = line.other_type.then(|| format!("{} · {}", line.type_id, line.type_shown));
    let status = line.other_status.then(|| line.status.word.clone());
    kind.into_iter().chain(status).chain(line.changed.clone()).collect::<Vec<_>>().join(" · ")
}

/// The condition, the time and the alternative of a line, as far as it has them.
pub(crate) fn conditions(line: &Line) -> impl Iterator<Item = (Word, &crate::document::Rich)> {
    [(Word::Condition, &line.condition), (Word::Deferred, &line.deferred), (Word::Alternative, &line.alternative)]
        .into_iter()
        .filter_map(|(key, text)| text.as_ref().map(|text| (key, text)))
}
