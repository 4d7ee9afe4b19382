//! The forms that `collect` is given: files, folders, wildcards, and the package that a portal hands out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::disk::Disk;
use tender::complaint::{Complaint, Complaints};
use tender::form::archive::is_leftover;
use tender::form::fault::{FormFault, Passed};
use tender::form::returned::Member;
use tender::input::fault::Thing;
use tender::input::files::{Files, Links};
use tender::input::wildcard;

/// A file that may be a form.
#[derive(Debug, Clone)]
pub struct Form {
    pub path: PathBuf,
    /// The file in the package that the path leads to, and in the package in that one
    pub inside: Vec<Member>,
    pub asked: Asked,
}

/// How somebody asked for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// By its own name
    Itself,
    /// It is matched by a wildcard, or lies in the very folder or package that was named
    Among,
    /// It lies deeper, or beside: what suppliers put into folders of their own
    Beside,
}

impl Asked {
    /// For a file of a folder or a package, by whether that is the very one that was named.
    fn of(is_among: bool) -> Self {
        if is_among { Self::Among } else { Self::Beside }
    }
}

impl Form {
    /// Which file it is in each package on the way.
    pub fn members(&self) -> Vec<usize> {
        self.inside.iter().map(|member| member.at).collect()
    }

    /// Its path as it was named, and on into the package.
    pub fn shown(&self) -> PathBuf {
        self.inside.iter().fold(self.path.clone(), |path, member| path.join(&member.name))
    }
}

/// Finds the forms, each once, in the order in which they were named. What is passed over is told.
pub fn find(named: &[PathBuf]) -> Result<(Vec<Form>, Complaints), Complaints> {
    let mut found = Vec::new();
    let (mut notes, mut complaints) = (Complaints::new(), Complaints::new());
    let here = Path::new("");
    for path in named {
        if wildcard::is_pattern(here, path, &Disk) {
            match Disk.expand(here, path, Thing::Form) {
                Ok(paths) => paths.iter().for_each(|path| one(path, Asked::Among, &mut found, &mut notes)),
                Err(complaint) => complaints.push(complaint),
            }
        } else {
            one(path, Asked::Itself, &mut found, &mut notes);
        }
    }
    if complaints.has_errors() {
        return Err(complaints);
    }
    let mut seen = BTreeSet::new();
    found.retain(|form: &Form| seen.insert(Disk.whole(&form.path)));
    Ok((found, notes))
}

fn one(path: &Path, asked: Asked, found: &mut Vec<Form>, notes: &mut Complaints) {
    if !path.is_dir() {
        let form = Form { path: path.to_owned(), inside: Vec::new(), asked };
        keep(form, notes, found);
        return;
    }
    let (files, unreadable) = Disk.folder(path, Links::Anywhere);
    notes.append(unreadable);
    // What a folder of ours keeps for itself is nobody's form.
    for file in files.into_iter().filter(|file| !file.components().any(|part| part.as_os_str() == ".bilag")) {
        let likely = likelihood(&file);
        let asked = Asked::of(file.parent() == Some(path) && likely == Likelihood::Form);
        if is_leftover(&file.to_string_lossy()) || likely != Likelihood::Other {
            keep(Form { path: file, inside: Vec::new(), asked }, notes, found);
        } else {
            notes.push(passed_over(&file, Passed::OtherKind));
        }
    }
}

/// The forms in a package.
pub fn of_package(package: &Form, members: Vec<Member>, notes: &mut Complaints) -> Vec<Form> {
    let mut found = Vec::new();
    for member in members {
        let name = PathBuf::from(&member.name);
        let likely = likelihood(&name);
        let is_among = package.inside.is_empty() && !member.name.contains('/') && likely == Likelihood::Form;
        let asked = Asked::of(is_among);
        let inside = package.inside.iter().cloned().chain([member]).collect();
        let form = Form { path: package.path.clone(), inside, asked };
        if is_leftover(&name.to_string_lossy()) || likely != Likelihood::Other {
            keep(form, notes, &mut found);
        } else {
            notes.push(passed_over(&form.shown(), Passed::OtherKind));
        }
    }
    found
}

fn keep(form: Form, notes: &mut Complaints, found: &mut Vec<Form>) {
    let shown = form.shown();
    if is_leftover(&shown.to_string_lossy()) {
        notes.push(passed_over(&shown, Passed::Leftover));
    } else {
        found.push(form);
    }
}

/// Says that a file was passed over.
pub fn passed_over(path: &Path, why: Passed) -> Complaint {
    Complaint::note(FormFault::PassedOver { path: path.display().to_string(), why }, None)
}

/// What a file's ending says of whether it is a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likelihood {
    /// Forms have it, or what programs save a form as, or what a form is packed into
    Form,
    /// It says nothing: `svar`, `svar.pdf.download`
    Unknown,
    /// It is another kind of file's
    Other,
}

fn likelihood(path: &Path) -> Likelihood {
    const FORMS: [&str; 27] = [
        "pdf", "xlsx", "xlsm", "xlsb", "xls", "xltx", "ods", "fods", "docx", "docm", "dotx", "doc", "odt", "rtf",
        "numbers", "pages", "fdf", "xfdf", "zip", "asice", "sce", "p7m", "7z", "rar", "gz", "msg", "eml",
    ];
    #[rustfmt::skip]
    const OTHERS: [&str; 46] = [
        "jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "svg", "heic", "webp", "ai", "eps", "psd", "mp3",
        "mp4", "mov", "avi", "wav", "m4a", "ppt", "pptx", "pps", "odp", "key", "vsdx", "mpp", "dwg", "txt",
        "md", "csv", "tsv", "json", "xml", "html", "htm", "css", "js", "toml", "log", "ini", "lnk", "url",
        "ics", "vcf", "exe", "bilag-lock",
    ];
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if FORMS.contains(&ending.as_str()) {
        Likelihood::Form
    } else if OTHERS.contains(&ending.as_str()) {
        Likelihood::Other
    } else {
        Likelihood::Unknown
    }
}

/// What to call each file: its bare name, or as much of its path as tells it apart from the others.
pub fn names(forms: &[PathBuf]) -> Vec<String> {
    let parts: Vec<Vec<String>> = forms
        .iter()
        .map(|path| path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect())
        .collect();
    let end = |parts: &Vec<String>, length: usize| parts[parts.len().saturating_sub(length)..].join("/");
    let name = |at: usize, own: &Vec<String>| {
        let lengths = 1..=own.len().max(1);
        let alone = |length: &usize| {
            let name = end(own, *length);
            parts.iter().enumerate().all(|(other, parts)| other == at || end(parts, *length) != name)
        };
        end(own, lengths.clone().find(alone).unwrap_or(own.len()))
    };
    parts.iter().enumerate().map(|(at, own)| name(at, own)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_as_much_of_its_path_as_tells_it_apart() {
        let paths = ["svar/alfa/skema.pdf", "svar/beta/skema.pdf", "svar/beta/andet.xlsx", "gamle/beta/skema.pdf"];
        let names = names(&paths.map(PathBuf::from));
        assert_eq!(names, ["alfa/skema.pdf", "svar/beta/skema.pdf", "andet.xlsx", "gamle/beta/skema.pdf"]);
    }
}
