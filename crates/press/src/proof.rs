//! What cannot be printed, told before anything is: a font or a character that no font has, a logo that is no picture.

use std::path::Path;

use crate::fault::PressFault;
use crate::logo::{self, TooMuch};
use tender::complaint::{Complaint, Complaints};
use tender::compose::front::LOGO;
use tender::input::files::Files;
use tender::input::table::{Kind, Table, Value};
use tender::print::fault::PrintFault;
use tender::print::word::template::Template;
use tender::profile::Theme;
use tender::text::nearest::nearest;

use crate::{Assets, Fonts, Press};

impl Press {
    /// Complains of what of a profile or a theme file cannot be printed, and puts the theme's logo among what is
    /// needed.
    pub fn proof(&self, table: &Table, theme: &Theme, files: &dyn Files, assets: &mut Assets) -> Complaints {
        let mut complaints = Complaints::new();
        // Every text of a profile is printed somewhere.
        check_characters(table, self.fonts(), &mut complaints);
        if let Some(font) = theme.font.as_ref().filter(|font| !self.fonts().has(&font.value)) {
            let known: Vec<String> = self.fonts().families().into_iter().map(str::to_owned).collect();
            let nearest = nearest(&font.value, known.iter().map(String::as_str));
            complaints
                .error(PressFault::UnknownFont { family: font.value.clone(), known, nearest }, font.place.clone());
        }
        if let Some(logo) = &theme.logo {
            match self.proof_logo(&logo.value, files) {
                Ok(picture) => assets.insert(LOGO, picture),
                Err(complaint) => complaints.push(complaint.named_at(logo.place.clone())),
            }
        }
        if let Some(template) = &theme.word {
            match files.read(&template.value) {
                Ok(bytes) => match Template::read(&bytes) {
                    Ok(_) => assets.set_template(bytes),
                    Err(flaw) => {
                        let path = template.value.display().to_string();
                        complaints.error(PrintFault::WordTemplate { path, flaw }, template.place.clone());
                    }
                },
                Err(complaint) => complaints.push(complaint.named_at(template.place.clone())),
            }
        }
        complaints
    }

    /// Reads a logo that can be printed, and in bounded time.
    fn proof_logo(&self, path: &Path, files: &dyn Files) -> Result<Vec<u8>, Complaint> {
        let picture = files.read(path)?;
        let path = path.display().to_string();
        let fault = match logo::measure(&picture) {
            Err(TooMuch::Size { width, height }) => PressFault::LogoTooLarge { path, width, height },
            Err(TooMuch::Effects) => PressFault::LogoWithEffects { path },
            Ok(()) if !is_picture(&picture) => PressFault::UnreadableImage { path, why: None },
            Ok(()) => match self.try_logo(&picture) {
                Ok(()) => return Ok(picture),
                Err(why) => PressFault::UnreadableImage { path, why: Some(why) },
            },
        };
        Err(Complaint::error(fault, None))
    }
}

fn check_characters(table: &Table, fonts: &Fonts, complaints: &mut Complaints) {
    for field in table.fields.values() {
        check_value(&field.value, fonts, complaints);
    }
}

fn check_value(value: &Value, fonts: &Fonts, complaints: &mut Complaints) {
    match &value.kind {
        Kind::Text(text) => {
            let missing = fonts.missing(text);
            if !missing.is_empty() {
                complaints.push(Complaint::error(PressFault::NoGlyph { characters: missing }, value.place.clone()));
            }
        }
        Kind::List(values) => values.iter().for_each(|value| check_value(value, fonts, complaints)),
        Kind::Table(table) => check_characters(table, fonts, complaints),
        Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) => {}
    }
}

/// SVG, PNG or JPEG, by their beginnings.
fn is_picture(bytes: &[u8]) -> bool {
    let svg = std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg"));
    svg || bytes.starts_with(b"\x89PNG\r\n") || bytes.starts_with(&[0xff, 0xd8, 0xff])
}
