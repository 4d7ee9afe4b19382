//! `bilag diff kravbilag.docx PROFILE`: what somebody changed in Word, line by line, so that it can be written into the
//! profile.

use std::path::{Path, PathBuf};

use codespan_reporting::term::termcolor::{Buffer, Color, ColorSpec, WriteColor};
use serde::Serialize;

use super::{DiffFormat, Order, SCHEMA};
use crate::disk::lock_if_there;
use crate::fault::RunFault;
use crate::house::House;
use crate::run::original::Original;
use crate::run::output::Outputs;
use press::Assets;
use tender::both;
use tender::case::Case;
use tender::change::{Changes, Piece};
use tender::complaint::{Complaint, Complaints};
use tender::document::{DocumentKind, Format};
use tender::form::fault::FormFault;
use tender::form::refusal::Refusal;
use tender::form::word::{Reworked, kind_of, reworked};
use tender::input::files::Files;
use tender::profile::ProfileFile;
use tender::publication::Publication;
use tender::publication::lock::Lock;
use tender::text::language::{Both, Language};
use tender::text::terminal;

/// The largest paper that is read.
const LARGEST: u64 = 64 << 20;

/// What became of a paper.
pub struct Paper {
    pub lines: Vec<Reworked>,
    pub warnings: Complaints,
    /// What is printed, or the file that was written
    pub made: Made,
}

/// What was made of it.
pub enum Made {
    Text,
    Data(String),
    Written(PathBuf),
}

impl Order {
    /// Whether a paper of Word's is compared with a profile.
    pub fn is_of_paper(&self) -> bool {
        let ending = self.old.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| ["docx", "docm"].contains(&ending.as_str()))
    }
}

/// Compares a paper with what the profile says today.
pub fn diff(house: &House, order: &Order, language: Language) -> Result<Paper, Complaints> {
    let bytes = house.inputs.read_up_to(&order.old, LARGEST)?;
    let file = ProfileFile::open(&order.new, &house.inputs)?;
    let case = Case::read(&file, &house.catalog)?;
    let mut assets = Assets::new();
    let mut warnings = house.press.proof(&file.table, &case.profile.theme, &house.inputs, &mut assets);
    if warnings.has_errors() {
        return Err(warnings);
    }
    let refused = |refusal: Refusal| {
        let path = order.old.display().to_string();
        Complaints::from(Complaint::error(FormFault::RefusedForm { path, refusal }, None))
    };
    let named = kind_of(&bytes).map_err(refused)?;
    let has_paper = |kind: &&DocumentKind| kind.has(Format::Docx) && named.as_deref() == Some(kind.name());
    let kind = DocumentKind::ALL.iter().find(has_paper).copied().unwrap_or(DocumentKind::Kravbilag);
    // What went out of a later version tells of the earlier ones.
    let lock = lock_if_there(&Lock::path(&order.new))?;
    let publication = Publication::of(lock.as_ref(), &case, &house.say(&case, []).record);
    let Some(document) = publication.document(kind, &case, &house.texts) else {
        return Err(Complaint::error(RunFault::NoNewProfile { name: order.new.display().to_string() }, None).into());
    };
    let (original, told) = Original::new(&case, &document, &assets, &Changes::default()).print(house, Format::Docx)?;
    warnings.append(told);
    let lines = reworked(&bytes, &original).map_err(refused)?;
    let format = order.format.or_else(|| DiffFormat::of(order.output.as_deref()?)).unwrap_or(DiffFormat::Text);
    let bytes = match format {
        DiffFormat::Text if order.output.is_none() => return Ok(Paper { lines, warnings, made: Made::Text }),
        DiffFormat::Text => plain(&order.old, &lines, language),
        DiffFormat::Md => plain(&order.old, &lines, Language::Danish),
        DiffFormat::Json => json(&order.old, &lines),
        DiffFormat::Pdf => {
            let fault = RunFault::NoNewProfile { name: order.old.display().to_string() };
            return Err(Complaint::error(fault, None).into());
        }
    };
    let made = match &order.output {
        None => Made::Data(String::from_utf8_lossy(&bytes).into_owned()),
        Some(path) => {
            Outputs::over(&house.inputs).loose(&[(path.clone(), bytes)], order.force)?;
            Made::Written(path.clone())
        }
    };
    Ok(Paper { lines, warnings, made })
}

impl Paper {
    /// Writes what became of each line for a person to read.
    pub fn write_text(&self, path: &Path, out: &mut dyn WriteColor, language: Language) {
        write(out, path, &self.lines, language);
    }
}

fn plain(path: &Path, lines: &[Reworked], language: Language) -> Vec<u8> {
    let mut out = Buffer::no_color();
    write(&mut out, path, lines, language);
    out.into_inner()
}

fn write(out: &mut dyn WriteColor, path: &Path, lines: &[Reworked], language: Language) {
    try_write(out, path, lines, &|words| words.of(language).to_owned()).expect("writing to memory never fails");
}

fn try_write(
    out: &mut dyn WriteColor,
    path: &Path,
    lines: &[Reworked],
    say: &dyn Fn(Both) -> String,
) -> std::io::Result<()> {
    if lines.is_empty() {
        return writeln!(out, "{}", say(both!("no differences", "ingen forskelle")));
    }
    writeln!(out, "{}", terminal::line(&path.display().to_string()))?;
    for line in lines {
        let heading = match &line.id {
            None if line.beside => {
                say(both!("heads and feet of the pages, notes and boxes", "sidehoved, sidefod, noter og bokse"))
            }
            Some(id) if *id != line.title => format!("{id} {}", line.title),
            Some(_) | None if line.title.is_empty() => say(both!("cover", "forsiden")),
            Some(_) | None => line.title.clone(),
        };
        writeln!(out)?;
        coloured(out, ColorSpec::new().set_bold(true), &terminal::line(heading.trim()))?;
        match &line.moved_behind {
            Some(behind) => {
                let behind = terminal::line(behind);
                writeln!(out, " ({})", say(both!("moved behind {behind}", "flyttet; står nu efter {behind}")))?;
            }
            None if line.gone => writeln!(out, " ({})", say(both!("gone", "udgået")))?,
            None => writeln!(out)?,
        }
        for change in line.changes.iter().filter(|_| !line.gone) {
            write!(out, "  ")?;
            for piece in change {
                let (text, colour) = match piece {
                    Piece::Same(text) => (terminal::line(text).into_owned(), None),
                    Piece::Gone(text) => (format!("[-{}-]", terminal::line(text)), Some(Color::Red)),
                    Piece::Came(text) => (format!("{{+{}+}}", terminal::line(text)), Some(Color::Green)),
                };
                coloured(out, ColorSpec::new().set_fg(colour), &text)?;
            }
            writeln!(out)?;
        }
        let authors: Vec<String> = line.authors.iter().map(|it| terminal::line(it).into_owned()).collect();
        if !authors.is_empty() {
            let authors = authors.join(", ");
            let told = both!("tracked changes by {authors}", "ændret med ændringssporing af {authors}");
            writeln!(out, "  {}", say(told))?;
        }
        for comment in &line.comments {
            let (author, text) = (terminal::line(&comment.author), terminal::line(&comment.text));
            writeln!(out, "  {}", say(both!("comment by {author}: {text}", "kommentar fra {author}: {text}")))?;
        }
    }
    Ok(())
}

fn coloured(out: &mut dyn WriteColor, colour: &ColorSpec, text: &str) -> std::io::Result<()> {
    out.set_color(colour)?;
    write!(out, "{text}")?;
    out.reset()
}

fn json(path: &Path, lines: &[Reworked]) -> Vec<u8> {
    #[derive(Serialize)]
    struct Written<'a> {
        schema: u32,
        /// The bare file name
        paper: String,
        lines: &'a [Reworked],
    }
    let paper = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let written = Written { schema: SCHEMA, paper, lines };
    let mut json = serde_json::to_vec_pretty(&written).expect("it is plain data");
    json.push(b'\n');
    json
}
