//! Reads the notes of what was seen outside the catalog, and the addresses that they and integrations name.

use super::EditionReader;
use crate::catalog::id::{IntegrationId, PackageId};
use crate::catalog::{Note, Seen, Subject};
use crate::input::fault::{Expected, Found, InputFault, Thing};
use crate::input::table::Table;
use crate::text::source::Written;

impl<'a> EditionReader<'a> {
    pub(super) fn notes(&mut self) -> Vec<Note> {
        self.written.notes.0.iter().filter_map(|(id, table)| self.note(id, table)).collect()
    }

    fn note(&mut self, id: &str, table: &'a Table) -> Option<Note> {
        let mut reader = self.reader(table);
        reader.value("id");
        let (seen, text) = (reader.required_text("seen"), reader.required_text("text"));
        let mut list = |key| {
            let texts = reader.texts(key);
            if texts.is_none() && reader.key_place(key).is_none() {
                reader.missing(key);
            }
            texts
        };
        let (about, pages) = (list("about"), list("pages"));
        reader.finish();
        let seen = seen.and_then(|written| {
            let seen = Seen::parse(&written.value);
            if seen.is_none() {
                self.complaints
                    .error(InputFault::WrongKind { expected: Expected::Seen, found: Found::Text }, written.place);
            }
            seen
        });
        let about: Option<Vec<Subject>> = about?.into_iter().map(|subject| self.subject(subject)).collect();
        let pages: Vec<Option<String>> = pages?.into_iter().map(|page| self.page(page)).collect();
        Some(Note {
            id: id.to_owned(),
            seen: seen?,
            about: about?,
            pages: pages.into_iter().collect::<Option<_>>()?,
            text: text?.value,
            place: table.place.clone(),
        })
    }

    /// A package of the edition, or an integration of it.
    fn subject(&mut self, written: Written<String>) -> Option<Subject> {
        if let Some(id) = PackageId::parse(&written.value).filter(|id| self.written.packages.contains_key(id)) {
            return Some(Subject::Package(id));
        }
        let known = |id: &String| *id == written.value;
        if self.known.integrations.iter().any(known) {
            return Some(Subject::Integration(IntegrationId::new(&written.value)));
        }
        let packages = self.written.packages.keys().map(PackageId::as_str);
        let integrations: Vec<String> = self.known.integrations.iter().cloned().collect();
        self.unknown(Thing::IntegrationOrPackage, &written, integrations.iter().map(String::as_str).chain(packages));
        None
    }

    /// An address as it is printed: without scheme and without blanks.
    pub(super) fn page(&mut self, written: Written<String>) -> Option<String> {
        let address = &written.value;
        let host = address.split('/').next().unwrap_or_default();
        let well_formed = host.contains('.')
            && !host.starts_with('.')
            && !address.contains("//")
            && !address.contains(|c: char| c.is_whitespace() || c == ':');
        if well_formed {
            return Some(written.value);
        }
        let fault = InputFault::MalformedId { expected: Expected::Address, id: written.value };
        self.complaints.error(fault, written.place);
        None
    }
}
