//! The response form for Word. Its answers are content controls; all else is text that may be changed, and is held
//! against the original when it comes back.

use super::layout::{FIELD_WIDTHS, WIDTHS, tag, title};
use crate::document::words::Word;
use crate::document::{FactQuestions, Field, FieldKind, FormGroup, FormLine, Svarskema};
use crate::form::binding::Binding;
use crate::input::markdown::words;
use crate::print::office::Furnishing;
use crate::print::word::body::{Body, Cell, Table};
use crate::print::word::control::{Control, ControlKind};
use crate::print::word::lines::{conditions, standing};
use crate::print::word::paper::{Tie, paper, sheet};
use crate::print::word::style::Style;

/// From so many letters on a row may be divided between pages: it would leave too much of one empty.
const LONG: usize = 1_200;

/// Makes the response form's Word paper, bound to its profile.
pub fn docx(form: &Svarskema, binding: &Binding, furnishing: &Furnishing<'_>) -> Vec<u8> {
    let sheet = sheet(furnishing);
    let body = Body::written(furnishing.words, &sheet, |body| {
        body.front(&form.front, furnishing);
        body.section(&form.instruction);
        body.legend(&form.legend);
        body.standard(form.standard.as_deref());
        body.section_of_table(&form.supplier_intro);
        body.fields(&words(&form.supplier_intro.title), &form.supplier);
        // Whatever a program leaves of the file, this can still be read.
        let number = format!("{}: {}", body.word(Word::ControlNumber), binding.fingerprint);
        body.paragraph(Style::Tie, |it| it.plain(&number));
        if let Some(facts) = &form.facts {
            body.facts(facts);
        }
        let mut packages = false;
        for group in &form.groups {
            if group.package.is_some() && !std::mem::replace(&mut packages, true) {
                body.section(&form.packages_intro);
            }
            body.group(group);
        }
        if let Some(signature) = &form.signature {
            body.section_of_table(&signature.intro);
            body.fields(&words(&signature.intro.title), &signature.fields);
            body.gap();
        }
    });
    let tie = Tie { binding: &binding.to_json(), fingerprint: &binding.fingerprint };
    paper(&form.front, furnishing, body, Some(&tie))
}

impl Body<'_> {
    /// Fields one below the other, each beside its label.
    fn fields(&mut self, caption: &str, fields: &[Field]) {
        let table = Table::whole(caption, &FIELD_WIDTHS);
        let head = [Word::AboutSupplier, Word::Answer].map(|key| self.word(key));
        self.table(&table, |it| {
            it.head(&table, &head);
            for field in fields {
                it.row(true, |it| {
                    it.cell(Cell { width: FIELD_WIDTHS[0], ..Cell::default() }, |it| {
                        it.paragraph(Style::Cell, |it| it.strong(&field.label));
                        let duty = it.duty(field);
                        it.paragraph(Style::CellSmall, |it| it.plain(&duty));
                    });
                    it.cell(Cell { width: FIELD_WIDTHS[1], ..Cell::default() }, |it| {
                        it.paragraph(Style::Field, |it| it.answer(field, &field.label));
                    });
                });
            }
        });
    }

    fn facts(&mut self, facts: &FactQuestions) {
        self.section_of_table(&facts.intro);
        let caption = words(&facts.intro.title);
        let table = Table::whole(&caption, &WIDTHS);
        let head = [Word::Number, Word::Question, Word::Answer].map(|key| self.word(key));
        self.table(&table, |it| {
            it.head(&table, &head);
            for fact in &facts.rows {
                let (number, asked) = (fact.number.as_str(), fact.question.as_str());
                it.row(true, |it| {
                    it.cell(Cell { width: WIDTHS[0], ..Cell::default() }, |it| {
                        it.paragraph(Style::Cell, |it| it.strong(number));
                    });
                    it.cell(Cell { width: WIDTHS[1], ..Cell::default() }, |it| {
                        it.paragraph(Style::Cell, |it| it.strong(asked));
                        if !fact.help.trim().is_empty() {
                            it.paragraph(Style::Cell, |it| it.plain(&fact.help));
                        }
                        if let Some(decides) = &fact.decides {
                            it.paragraph(Style::CellSmall, |it| it.rich(decides));
                        }
                    });
                    it.cell(Cell { width: WIDTHS[2], ..Cell::default() }, |it| {
                        it.labelled_answer(&fact.answer, number);
                    });
                });
            }
        });
        self.gap();
    }

    fn group(&mut self, group: &FormGroup) {
        let caption = words(&group.intro.title);
        match group.package {
            Some(_) => self.together(|it| it.heading(2, None, &caption)),
            None => self.section_of_table(&group.intro),
        }
        let table = Table::whole(&caption, &WIDTHS);
        let head = [Word::IdAndType, Word::Requirement, Word::Answer].map(|key| self.word(key));
        self.table(&table, |it| {
            it.head(&table, &head);
            group.lines.iter().for_each(|line| it.form_line(line));
        });
        self.gap();
    }

    fn form_line(&mut self, form: &FormLine) {
        let line = &form.line;
        let length: usize = words(&line.text).chars().count()
            + conditions(line).map(|(_, text)| words(text).chars().count()).sum::<usize>();
        self.row(length < LONG, |it| {
            it.cell(Cell { width: WIDTHS[0], ..Cell::default() }, |it| {
                it.paragraph(Style::Cell, |it| it.place(line.id.as_str(), |it| it.strong(line.id.as_str())));
                let standing = standing(line);
                if !standing.is_empty() {
                    it.paragraph(Style::CellSmall, |it| it.plain(&standing));
                }
            });
            it.cell(Cell { width: WIDTHS[1], ..Cell::default() }, |it| {
                if !line.title.is_empty() {
                    it.paragraph(Style::Cell, |it| it.strong(&line.title));
                }
                if let Some(meaning) = &line.meaning {
                    it.paragraph(Style::Cell, |it| it.plain(meaning));
                }
                it.paragraph(Style::Cell, |it| it.rich(&line.text));
                for (key, text) in conditions(line) {
                    let label = it.word(key);
                    it.paragraph(Style::CellSmall, |it| {
                        it.plain(&format!("{label}: "));
                        it.rich(text);
                    });
                }
            });
            it.cell(Cell { width: WIDTHS[2], ..Cell::default() }, |it| {
                it.labelled_answer(&form.answer, line.id.as_str());
                if let Some(description) = &form.description {
                    it.labelled_answer(description, line.id.as_str());
                }
            });
        });
    }

    /// »otte cifre, Skal udfyldes«, »Skal udfyldes ved »På anden vis««
    fn duty(&self, field: &Field) -> String {
        let duty = match field.duty() {
            Some((lead, answers)) => format!("{} {answers}", self.word(lead)),
            None => self.word(if field.required { Word::MustFill } else { Word::MayFill }),
        };
        match &field.hint {
            Some(hint) => format!("{hint}, {duty}"),
            None => duty,
        }
    }

    /// A field below its label.
    fn labelled_answer(&mut self, field: &Field, row: &str) {
        let label = format!("{} ({})", field.label, self.duty(field));
        self.paragraph(Style::CellSmall, |it| it.plain(&label));
        self.paragraph(Style::Field, |it| it.answer(field, row));
    }

    /// The place to fill in.
    fn answer(&mut self, field: &Field, row: &str) {
        let kind = match field.kind {
            FieldKind::Text if field.is_date => ControlKind::Date,
            FieldKind::Text => ControlKind::Text,
            FieldKind::Multiline => ControlKind::Multiline,
            FieldKind::Radio | FieldKind::Choice => ControlKind::List(&field.options),
            FieldKind::Check => ControlKind::Check { ticked: field.ticked },
            FieldKind::Signature => ControlKind::Anything,
        };
        let placeholder = self.word(match kind {
            ControlKind::Date => Word::ChooseDate,
            ControlKind::List(_) => Word::ChooseAnswer,
            ControlKind::Text | ControlKind::Multiline | ControlKind::Check { .. } | ControlKind::Anything => {
                Word::WriteHere
            }
        });
        let (tag, title) = (tag(&field.name), title(&field.name, row, &field.label));
        self.control(&Control { tag: &tag, title: &title, kind, placeholder: &placeholder, said: None });
    }
}
