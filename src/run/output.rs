//! The only place where files are written, for every command.
//!
//! Nothing is written over a file that the run has read, and, but for what the user asked to have overwritten, nothing
//! over a file that is not ours. Which are ours is told by the lock of what `build` makes, by what stands in it of a
//! report, and of all else by the folder's list of loose files (`loose`).
//!
//! Files are written beside their place and then renamed, so that each is old or new and never half.
//!
//! What belongs together is renamed together: a disk that fills up leaves all the old ones. An interrupt waits until
//! nothing is being written, so that it leaves nothing behind.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;
use tender::input::fault::InputFault;

use serde::Deserialize;
use serde::de::IgnoredAny;
use tempfile::NamedTempFile;

use super::loose::Loose;
use super::report::RunReport;
use super::turn::Turn;
use crate::fault::{RunFault, unwritable};
use crate::inputs::Inputs;
use crate::platform;
use tender::complaint::{Complaint, Complaints};
use tender::text::seal::sha256;

/// How the name of a file begins that is still being written: `.bilag-omsorg-kravbilag.pdf.x7Gq2a`.
pub(super) const UNFINISHED: &str = ".bilag-";

/// What lies unfinished in some folders, with the output that each file should have become. It may be another run's,
/// which is still writing it: who removes it has the turn at that output.
pub fn unfinished<'f>(folders: impl IntoIterator<Item = &'f Path>) -> Vec<(PathBuf, PathBuf)> {
    let mut unfinished = Vec::new();
    for folder in folders {
        // A folder that is not there yet has nothing unfinished, and one that cannot be read is complained of on
        // writing.
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name();
            let Some(name) = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED)) else { continue };
            if let Some((output, _)) = name.rsplit_once('.') {
                unfinished.push((entry.path(), folder.join(output)));
            }
        }
    }
    unfinished
}

/// Removes what was left unfinished of a file, if nobody has written to it for some time.
pub fn remove_unfinished(path: &Path, since: Duration) {
    let old = |left: &Path| {
        let written = fs::metadata(left).and_then(|metadata| metadata.modified()).ok();
        written.is_some_and(|written| written.elapsed().is_ok_and(|elapsed| elapsed >= since))
    };
    for (left, _) in
        unfinished(path.parent()).into_iter().filter(|(left, output)| output.as_path() == path && old(left))
    {
        let _ = fs::remove_file(left);
    }
}

/// Shared by those who write; an interrupt takes it whole before it ends the program.
static WRITING: RwLock<()> = RwLock::new(());

/// Until something is written, an interrupt may come at any time.
static WATCHED: Once = Once::new();

/// What is said when an interrupt ends the program.
static PARTING: Mutex<Option<String>> = Mutex::new(None);

/// Where a run writes: nowhere over what it has read.
#[derive(Clone, Copy)]
pub struct Outputs<'a> {
    inputs: &'a Inputs,
}

impl<'a> Outputs<'a> {
    /// For a run that has read these.
    pub fn over(inputs: &'a Inputs) -> Self {
        Self { inputs }
    }

    /// Complains of a place where something lies that the run has read. `option` is how the place is named.
    pub fn spares_inputs(self, path: &Path, option: &'static str) -> Result<(), Complaint> {
        if self.inputs.holds(path) {
            let fault = RunFault::OverInput { path: path.display().to_string(), option };
            return Err(Complaint::error(fault, None));
        }
        Ok(())
    }

    /// Writes a file whole, with the folders it lies in. That what lies there is ours is known to who asks.
    pub fn write(self, path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
        self.together(&[(path.to_owned(), bytes)])
    }

    /// Writes files that belong together and, before they take their places, a file that tells of them. That one nothing
    /// could make again: it is on the disk when this returns, and a loss of power leaves the old one or the new. When
    /// one of them cannot be written, none is.
    pub fn told_by(
        self,
        lasting: Option<(&Path, Vec<u8>)>,
        files: &[(PathBuf, impl AsRef<[u8]>)],
    ) -> Result<(), Complaint> {
        let told = lasting.iter().map(|(path, _)| *path);
        files.iter().map(|(path, _)| path.as_path()).chain(told).try_for_each(|path| self.spares_inputs(path, "-o"))?;
        let _writing = writing();
        let staged = stage_all(files)?;
        let Some((path, bytes)) = lasting else { return replace(staged) };
        let before = there(path)?;
        lasting_file(path, &bytes)?;
        replace(staged).inspect_err(|_| {
            // It could just be written, so it can be again.
            let _ = match before {
                Some(before) => lasting_file(path, &before),
                None => fs::remove_file(path).map_err(|error| unwritable(path, &error)),
            };
        })
    }

    /// Writes files that belong together, with the same knowledge: when one cannot be written, none is.
    pub fn together(self, files: &[(PathBuf, impl AsRef<[u8]>)]) -> Result<(), Complaint> {
        files.iter().try_for_each(|(path, _)| self.spares_inputs(path, "-o"))?;
        together(files)
    }

    /// Removes a file of ours.
    pub fn remove(self, path: &Path) -> Result<(), Complaint> {
        self.spares_inputs(path, "-o")?;
        remove(path)
    }

    /// What stands in the way of files of one folder that no lock tells of. What lies there must be just what we wrote,
    /// or what we would write now, unless it is to be overwritten by `force`.
    pub fn in_the_way(self, files: &[(PathBuf, Vec<u8>)], force: bool) -> Complaints {
        let mut complaints = Complaints::new();
        let Some((first, _)) = files.first() else { return complaints };
        let loose = Loose::open(first.parent().unwrap_or(Path::new("")));
        for (path, bytes) in files {
            let is_ours = |hash: &String| *hash == sha256(bytes) || loose.knows(&name_of(path), hash);
            let free = self.spares_inputs(path, "-o").and_then(|()| match hash_of(path)? {
                Some(hash) if !force && !is_ours(&hash) => Err(not_ours(path, "-o", true)),
                Some(_) | None => Ok(()),
            });
            if let Err(complaint) = free {
                complaints.push(complaint);
            }
        }
        complaints
    }

    /// Writes files of one folder that belong together and that no lock tells of. Where anything stands in the way of
    /// one, none is written.
    pub fn loose(self, files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<(), Complaints> {
        let Some((first, _)) = files.first() else { return Ok(()) };
        let complaints = self.in_the_way(files, force);
        if complaints.has_errors() {
            return Err(complaints);
        }
        let folder = first.parent().unwrap_or(Path::new(""));
        // What runs beside this one noted since then stays in the list.
        let _turn = Turn::at_index(folder)?;
        let mut loose = Loose::open(folder);
        files.iter().for_each(|(path, bytes)| loose.note(name_of(path), sha256(bytes)));
        let list = loose.into_file();
        remove_unfinished(&list.0, Duration::ZERO);
        // The list goes with them, so that a run which is cut short leaves nothing that the next takes for another's.
        let list = (list.0, list.1.as_slice());
        let files = files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice()));
        Ok(together(&std::iter::once(list).chain(files).collect::<Vec<_>>())?)
    }

    /// Complains of a place that a report cannot be written to: what lies there was read, or is no report.
    pub fn takes_report(self, path: &Path, option: &'static str) -> Result<(), Complaint> {
        self.spares_inputs(path, option)?;
        match there(path)? {
            Some(bytes) if !is_report(&bytes) => Err(not_ours(path, option, false)),
            Some(_) | None => Ok(()),
        }
    }

    /// Writes the report of a run, over nothing but a report.
    pub fn report(self, path: &Path, report: &RunReport, option: &'static str) -> Result<(), Complaint> {
        self.takes_report(path, option)?;
        self.write(path, report.to_json().as_bytes())
    }
}

/// Whether a file is the report of a run, of whichever version.
fn is_report(bytes: &[u8]) -> bool {
    /// What every report holds.
    #[derive(Deserialize)]
    struct AnyReport {
        #[serde(rename = "schema")]
        _schema: u32,
        #[serde(rename = "run")]
        _run: String,
        #[serde(rename = "profiles")]
        _profiles: Vec<IgnoredAny>,
        #[serde(rename = "totals")]
        _totals: IgnoredAny,
    }
    serde_json::from_slice::<AnyReport>(bytes).is_ok()
}

fn not_ours(path: &Path, option: &'static str, force: bool) -> Complaint {
    Complaint::error(RunFault::NotOurs { path: path.display().to_string(), option, force }, None)
}

/// The file name of an output.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What lies at a place, if there is something.
fn there(path: &Path) -> Result<Option<Vec<u8>>, Complaint> {
    let absent = |error: &io::Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
    // A device or a pipe may have no end.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return Err(Complaint::error(InputFault::NotAFile { path: path.display().to_string() }, None));
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if absent(&error) => Ok(None),
        Err(error) => Err(unwritable(path, &error)),
    }
}

/// What lies at a place that is ours to read, if it is a file. In a folder that others write to there may be a pipe,
/// which has no end.
pub fn own(path: &Path) -> Option<Vec<u8>> {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file()).then(|| fs::read(path).ok()).flatten()
}

/// The hash of the file at a place, if there is one.
pub fn hash_of(path: &Path) -> Result<Option<String>, Complaint> {
    Ok(there(path)?.map(|bytes| sha256(&bytes)))
}

/// Writes files that belong together: when one cannot be written, none is.
fn together(files: &[(PathBuf, impl AsRef<[u8]>)]) -> Result<(), Complaint> {
    let _writing = writing();
    replace(stage_all(files)?)
}

/// Writes each file beside its place.
fn stage_all(files: &[(PathBuf, impl AsRef<[u8]>)]) -> Result<Vec<(&Path, NamedTempFile)>, Complaint> {
    let mut staged = Vec::new();
    for (path, bytes) in files {
        staged.push((path.as_path(), stage(path, bytes.as_ref()).map_err(|error| unwritable(path, &error))?));
    }
    Ok(staged)
}

/// Writes a file that is on the disk when this returns.
fn lasting_file(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    let written = stage(path, bytes).and_then(|staged| {
        staged.as_file().sync_all()?;
        staged.persist(path).map_err(|error| error.error)?;
        platform::sync_names(path.parent().unwrap_or(Path::new("")));
        Ok(())
    });
    written.map_err(|error| unwritable(path, &error))
}

/// Puts staged files into their places. When one cannot be put there, which a document that is open on Windows is
/// enough for, what was replaced until then is put back.
fn replace(staged: Vec<(&Path, NamedTempFile)>) -> Result<(), Complaint> {
    let several = staged.len() > 1;
    let mut replaced: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for (path, file) in staged {
        let before = if several { own(path) } else { None };
        if let Err(error) = file.persist(path) {
            for (path, before) in replaced.into_iter().rev() {
                // It could just be written, so it can be again; what cannot be is told by the lock at the next run.
                let _ = match before {
                    Some(bytes) => stage(path, &bytes).and_then(|file| Ok(file.persist(path).map(drop)?)),
                    None => fs::remove_file(path),
                };
            }
            return Err(unwritable(path, &error.error));
        }
        replaced.push((path, before));
    }
    Ok(())
}

/// Keeps an interrupt waiting until it is dropped.
fn writing() -> RwLockReadGuard<'static, ()> {
    watch();
    WRITING.read().unwrap_or_else(PoisonError::into_inner)
}

/// Has words said when an interrupt ends the program, until others take their place: for who has answered long and
/// would not know what became of it.
pub fn parting(words: Option<String>) {
    watch();
    *PARTING.lock().unwrap_or_else(PoisonError::into_inner) = words;
}

fn watch() {
    WATCHED.call_once(|| {
        platform::before_interrupt(|| {
            if let Some(words) = PARTING.lock().unwrap_or_else(PoisonError::into_inner).take() {
                // A stderr that is closed cannot be talked to.
                let _ = writeln!(io::stderr(), "\n{words}");
            }
            // Never given back: nobody begins to write any more.
            std::mem::forget(WRITING.write());
        });
    });
}

/// Writes a file beside its place. Dropped, it is gone.
///
/// It does not wait for the disk, which takes longer than printing: whatever becomes of the program, the system has the
/// bytes. After a loss of power the lock tells which output is not what was written.
fn stage(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let prefix = format!("{UNFINISHED}{}.", path.file_name().unwrap_or_default().to_string_lossy());
    // Made as any other file is, so that others may read it; a temporary file would be its owner's alone.
    let mut staged = tempfile::Builder::new().prefix(&prefix).make_in(folder, |path| File::create_new(path))?;
    // The file itself, because its errors are the system's own words.
    staged.as_file_mut().write_all(bytes)?;
    Ok(staged)
}

/// Writes a file anew that is the user's own: who may read and write it stays as it was.
///
/// Nothing could make it again, so this waits for the disk, before the new file takes the old one's place.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    let _writing = writing();
    let metadata = fs::metadata(path);
    let is_linked = metadata.as_ref().is_ok_and(platform::has_other_names);
    let permissions = metadata.map(|metadata| metadata.permissions());
    // Whoever protected the file meant it, though the folder would let another take its place.
    if permissions.as_ref().is_ok_and(|permissions| permissions.readonly()) {
        return Err(unwritable(path, &io::ErrorKind::PermissionDenied.into()));
    }
    let rewritten = stage(path, bytes).and_then(|staged| {
        staged.as_file().sync_all()?;
        staged.as_file().set_permissions(permissions?)?;
        if !is_linked {
            return staged.persist(path).map(drop).map_err(|error| error.error);
        }
        // Its other names are to stand for the same file. Until that is written the new one lies whole beside it.
        let over = || {
            let mut file = File::options().write(true).truncate(true).open(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        over().inspect_err(|_| drop(staged.keep()))
    });
    rewritten.map_err(|error| unwritable(path, &error))
}

/// Removes a file of ours.
pub fn remove(path: &Path) -> Result<(), Complaint> {
    let _writing = writing();
    fs::remove_file(path).map_err(|error| unwritable(path, &error))
}

/// Writes a file only where none lies.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    if path.exists() {
        return Err(Complaint::error(RunFault::FileExists { path: path.display().to_string() }, None));
    }
    together(&[(path.to_owned(), bytes)])
}

/// Writes what is made from the program itself, such as a schema for editors: nobody edits it, and it is ours to write
/// over.
pub fn write_made(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    together(&[(path.to_owned(), bytes)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_protected_is_not_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "1").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(rewrite(&path, b"2").unwrap_err().fault.code(), "unwritable");
        assert_eq!(fs::read_to_string(&path).unwrap(), "1");
    }

    const NONE: &[(PathBuf, Vec<u8>)] = &[];

    #[test]
    fn a_file_that_tells_of_others_is_as_it_was_when_they_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (lock, barred) = (path("omsorg.bilag-lock"), path("omsorg-kravbilag.pdf"));
        let inputs = Inputs::default();
        let write = |text: &str, to: &Path| {
            Outputs::over(&inputs).told_by(Some((&lock, text.into())), &[(path("a.pdf"), text), (to.to_owned(), text)])
        };
        fs::create_dir_all(barred.join("i")).unwrap();
        assert_eq!(write("1.0", &barred).unwrap_err().fault.code(), "unwritable");
        assert!(!lock.exists() && !path("a.pdf").exists());
        write("1.0", &path("b.pdf")).unwrap();
        assert_eq!(write("1.1", &barred).unwrap_err().fault.code(), "unwritable");
        assert_eq!([&lock, &path("a.pdf")].map(|path| fs::read_to_string(path).unwrap()), ["1.0"; 2]);
    }

    #[test]
    fn a_file_that_is_to_last_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("udbud/omsorg.bilag-lock");
        let inputs = Inputs::default();
        for text in ["1.0", "1.1"] {
            Outputs::over(&inputs).told_by(Some((&path, text.into())), NONE).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path().join("udbud")).unwrap().count(), 1);
        inputs.note(&path);
        let over = Outputs::over(&inputs).told_by(Some((&path, b"1.2".into())), NONE);
        assert_eq!(over.unwrap_err().fault.code(), "over-input");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_several_names_keeps_them() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["a.toml", "b.toml"].map(|name| folder.path().join(name));
        fs::write(&one, "det gamle, som er længere").unwrap();
        fs::hard_link(&one, &other).unwrap();
        rewrite(&one, "det nye".as_bytes()).unwrap();
        assert_eq!([&one, &other].map(|path| fs::read_to_string(path).unwrap()), ["det nye"; 2]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
    }

    #[test]
    fn what_was_replaced_is_put_back_when_a_file_cannot_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (old, new, barred) = (path("a-kravbilag.pdf"), path("a-rettelsesblad.pdf"), path("a-svarskema.xlsx"));
        fs::write(&old, "1.0").unwrap();
        let staged = [&old, &new, &barred].map(|path| (path.as_path(), stage(path, b"1.1").unwrap()));
        // Something that no file can take the place of, after all was staged.
        fs::create_dir_all(barred.join("i")).unwrap();
        assert_eq!(replace(staged.into()).unwrap_err().fault.code(), "unwritable");
        assert_eq!(fs::read_to_string(&old).unwrap(), "1.0");
        assert!(!new.exists());
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 2, "nothing unfinished is left behind");
    }
}
