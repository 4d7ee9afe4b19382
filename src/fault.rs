//! What is wrong with a run: with what it was asked for, and with what it would write.

use std::io;
use std::path::Path;

use strum::{IntoStaticStr, VariantNames};
use tender::both;
use tender::catalog::id::{EditionId, FactId};
use tender::complaint::words::{count, meant, names};
use tender::complaint::{Complaint, Fault, Saying};
use tender::document::DocumentKind;
use tender::input::fault::{Obstacle, System};
use tender::resolve::Pending;
use tender::say;
use tender::text::language::Both;

use crate::platform;

pub use self::other::OtherFile;
pub use self::report::NoReport;

mod other;
mod report;

/// What to do where the system does not let a file be written.
fn way_out(path: &str, why: &System) -> Option<Both> {
    if let Some(name) = platform::impossible_name(path) {
        return Some(both!(
            "Windows can have no file or folder named `{name}`: choose another name",
            "Windows kan ikke have en fil eller mappe, der hedder `{name}`: vælg et andet navn"
        ));
    }
    // Where somebody has a document open, Windows says that access is denied.
    matches!(why.obstacle, Obstacle::Denied | Obstacle::Busy).then(|| {
        both!(
            "close it if it is open in another program, or write to another folder",
            "luk den, hvis den er åben i et andet program, eller skriv til en anden mappe"
        )
    })
}

/// What is wrong with a run.
///
/// The name of a variant is its code: `PartsMissing` is printed as `parts-missing`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RunFault {
    /// What the run reads lies where it would write; `option` names that place
    OverInput {
        path: String,
        option: &'static str,
    },
    /// A file that no build tells of lies where it would write, and is not as it was written
    NotOurs {
        path: String,
        option: &'static str,
        /// Whether the command overwrites it when it is told to
        force: bool,
    },
    /// The report would take the place of a document
    OverDocument {
        path: String,
        profile: String,
    },
    NoProfiles {
        path: String,
        /// A file there that looks like one, but ends otherwise
        hidden: Option<String>,
    },
    /// A table or a document in the place of a profile
    NotForBuild {
        path: String,
        what: OtherFile,
    },
    NotAProfile {
        path: String,
    },
    /// The base profiles of a portfolio lie in a folder that is built
    PortfolioBases {
        portfolio: String,
        bases: Vec<String>,
    },
    SameOutput {
        output: String,
        first: String,
        second: String,
    },
    /// The documents of a profile would be hidden files
    HiddenOutput {
        path: String,
    },
    /// The names of the documents of a profile would be longer than systems allow
    NameTooLong {
        path: String,
        bytes: usize,
        most: usize,
    },
    Unwritable {
        path: String,
        why: System,
    },
    FileExists {
        path: String,
    },
    /// Neither a profile nor a checklist in which something is ticked
    NothingToStartFrom {
        /// It has none of a checklist's fields, not even without a tick
        bare: bool,
        path: String,
    },
    /// An output is not as it was written
    EditedOutput {
        path: String,
    },
    /// The outputs of another profile lie where those of a profile would go
    OutputsOfAnother {
        /// `bilag-ud/udbud-…`, or one of them
        outputs: String,
        other: String,
        /// Whether they can be overwritten: nothing of them was published
        force: bool,
    },
    /// Something else lies where a file is to be kept as it went out
    ArchiveTaken {
        path: String,
    },
    /// What suppliers have read of a tender is known by a lock that no profile has
    LockAlone {
        lock: String,
        /// A profile that is a link to the one whose lock it is
        link: Option<String>,
    },
    /// Outputs of earlier builds say what the profile does not say any more, and were not made anew
    LeftBehind {
        paths: Vec<String>,
    },
    /// An output would have to be overwritten that was not written by us
    ForeignOutput {
        path: String,
    },
    /// Only the svarskema can be written in this format
    NoSuchFormat {
        format: String,
        document: &'static str,
        /// What it can be written as
        known: Vec<&'static str>,
    },
    /// The program was built without the page
    NoPage,
    NotFinal {
        profile: String,
        /// It is not only asked for as final: the profile says that it is published
        published: bool,
        questions: Vec<FactId>,
        /// What else is left to settle
        pending: Vec<Pending>,
    },
    /// A profile takes its edition, or an answer that goes with the old one, from a file that was not named
    InheritedEdition {
        path: String,
        answer: bool,
    },
    /// A document was asked for that the tender has nothing to say in
    NothingToSay {
        kind: DocumentKind,
        /// The tender is withdrawn
        withdrawn: bool,
    },
    /// The edition stands in the cells of a workbook, which is not rewritten
    EditionInWorkbook {
        path: String,
        cells: usize,
        to: EditionId,
    },
    UnknownEntry {
        id: String,
        edition: EditionId,
        nearest: Option<String>,
    },
    /// `explain --code` was asked for a complaint that there is not
    UnknownCode {
        code: String,
        nearest: Option<String>,
    },
    /// A side of a comparison is neither an edition nor a file
    UnknownSide {
        name: String,
        editions: Vec<String>,
        nearest: Option<String>,
    },
    /// A folder that is to be compared holds no edition
    NotAnEdition {
        path: String,
    },
    /// An edition and a tender were to be compared
    UnlikeSides {
        edition: String,
        tender: String,
    },
    /// A rettelsesblad corrects what suppliers have read, and they have read nothing
    NothingPublished {
        name: String,
    },
    /// Files of several tenders would be called the same
    NamesClash {
        profile: String,
    },
    /// A rettelsesblad is made of the new profile
    NoNewProfile {
        name: String,
    },
    NotAReport {
        path: String,
        why: NoReport,
    },
    /// A report, but of a whole run
    NotAPart {
        path: String,
    },
    AnotherRun {
        path: String,
        first: String,
    },
    PartTwice {
        part: usize,
        of: usize,
        first: String,
        second: String,
    },
    #[strum(serialize = "part-missing")]
    PartsMissing {
        parts: Vec<usize>,
        of: usize,
    },
}

/// The codes of these faults.
pub const CODES: &[&str] = RunFault::VARIANTS;

/// The codes of all stages: everything that the program can complain of.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let stages = [
        tender::input::fault::CODES,
        tender::catalog::fault::CODES,
        tender::profile::fault::CODES,
        tender::portfolio::fault::CODES,
        tender::resolve::fault::CODES,
        tender::lint::fault::CODES,
        tender::compose::fault::CODES,
        tender::publication::fault::CODES,
        tender::print::fault::CODES,
        tender::form::fault::CODES,
        press::fault::CODES,
        CODES,
    ];
    stages.into_iter().flatten().copied()
}

impl Fault for RunFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn is_environment(&self) -> bool {
        matches!(self, Self::Unwritable { .. })
    }

    fn saying(&self) -> Saying {
        match self {
            Self::OverInput { path, option } => say!(
                "`{path}` is read in this run, which would write over it; it is left as it is",
                "`{path}` læses i denne kørsel, som ville overskrive den; den er ikke rørt"
            )
            .hint(both!("name another place with `{option}`", "angiv et andet sted med `{option}`")),
            Self::NotOurs { path, option, force } => {
                let said = say!(
                    "`{path}` is there already and may hold somebody's work; it is left as it is",
                    "`{path}` findes allerede og kan indeholde nogens arbejde; den er ikke overskrevet"
                );
                said.hint(if *force {
                    both!(
                        "move it away, name another place with `{option}`, or overwrite it with `--force`",
                        "flyt den, angiv et andet sted med `{option}`, eller overskriv den med `--force`"
                    )
                } else {
                    both!(
                        "move it away, or name another place with `{option}`",
                        "flyt den, eller angiv et andet sted med `{option}`"
                    )
                })
            }
            Self::OverDocument { path, profile } => say!(
                "the report would be written to `{path}`, where a document of `{profile}` goes",
                "rapporten ville blive skrevet til `{path}`, hvor et dokument til `{profile}` skal ligge"
            )
            .hint(both!("name another place with `--report`", "angiv et andet sted med `--report`")),
            Self::NoProfiles { path, hidden } => {
                say!("the folder `{path}` holds no profile", "mappen `{path}` indeholder ingen profil").hint(match hidden {
                    Some(file) => both!(
                        "`{file}` looks like one: rename it so that it ends in `.toml` (Windows may hide the last ending)",
                        "`{file}` ligner en: Omdøb den, så den slutter på `.toml` (Windows skjuler måske den sidste del af navnet)"
                    ),
                    None => both!(
                        "a profile is a `.toml` file with a `[tender]` table; `bilag init` writes one",
                        "en profil er en `.toml`-fil med en `[tender]`-tabel; `bilag init` skriver en"
                    ),
                })
            }
            Self::NotForBuild { path, what } => {
                let Both { en, da } = what.words();
                say!("`{path}` is {en}, and no profile", "`{path}` er {da} og ikke en profil").hint(what.way_out())
            }
            Self::NotAProfile { path } => say!(
                "`{path}` has no `[tender]` table and was passed over",
                "`{path}` har ingen `[tender]`-tabel og er sprunget over"
            ),
            Self::PortfolioBases { portfolio, bases } => {
                let list = names(bases);
                match bases.len() {
                    1 => say!(
                        "{list} is a base of `{portfolio}` and not built by itself",
                        "{list} er grundprofil i `{portfolio}` og bygges ikke for sig selv"
                    ),
                    _ => say!(
                        "{list} are bases of `{portfolio}` and not built by themselves",
                        "{list} er grundprofiler i `{portfolio}` og bygges ikke for sig selv"
                    ),
                }
            }
            Self::SameOutput { output, first, second } => say!(
                "`{first}` and `{second}` would both be written to `{output}`",
                "`{first}` og `{second}` ville begge blive skrevet til `{output}`"
            )
            .hint(both!(
                "name the folder they lie in, or give them different names",
                "angiv den mappe, de ligger i, eller giv dem forskellige navne"
            )),
            Self::HiddenOutput { path } => say!(
                "the documents of `{path}` would be hidden: their names would begin with a period",
                "dokumenterne til `{path}` ville blive skjult, da deres navne ville begynde med et punktum"
            )
            .hint(both!("name the file, such as `omsorg.toml`", "giv filen et navn, for eksempel `omsorg.toml`")),
            Self::NameTooLong { path, bytes, most } => say!(
                "the name of `{path}` has {bytes} bytes, and those of its documents would be too long",
                "navnet på `{path}` fylder {bytes} byte, så dokumenternes navne ville blive for lange"
            )
            .hint(both!(
                "give the file a name of at most {most} bytes",
                "giv filen et navn på højst {most} byte"
            )),
            Self::Unwritable { path, why } => {
                let Both { en, da } = why.words();
                say!("`{path}` cannot be written: {en}", "`{path}` kan ikke skrives: {da}").hints(way_out(path, why))
            }
            Self::FileExists { path } => {
                say!("`{path}` exists already and was left as it is", "`{path}` findes allerede og er ikke overskrevet")
            }
            Self::NothingToStartFrom { path, bare } => say!(
                "`{path}` is no profile, and nothing is ticked in it as in a checklist",
                "`{path}` er ikke en profil, og der er ikke krydset noget af i den som i en tjekliste"
            )
            .hint(both!(
                "name a checklist of ours (PDF, Word, HTML or Markdown) in which packages are ticked, or a tender's profile (`.toml`)",
                "angiv en tjekliste herfra (PDF, Word, HTML eller Markdown), hvor der er sat kryds, eller et udbuds profil (`.toml`)"
            ))
            .hints((*bare && path.to_lowercase().ends_with(".docx")).then(|| {
                both!(
                    "LibreOffice takes the names of a checklist's fields away when it saves a Word paper: save from Word, or fill in the PDF or the HTML page",
                    "LibreOffice fjerner navnene på en tjeklistes felter, når det gemmer i Words format: gem fra Word, eller udfyld PDF-filen eller HTML-siden"
                )
            })),
            Self::EditedOutput { path } => say!(
                "`{path}` was changed after it was written, and is left as it is",
                "`{path}` er ændret, efter at den blev skrevet, og er ikke overskrevet"
            )
            .hint(out_of_the_way()),
            Self::OutputsOfAnother { outputs, other, force } => {
                let said = say!(
                    "`{outputs}` was built of another profile, `{other}`, and is left as it is",
                    "`{outputs}` er bygget af en anden profil, `{other}`, og er ikke overskrevet"
                )
                .hint(both!(
                    "name another folder with `-o`, name the folder that both profiles lie in, or give one of them another name",
                    "angiv en anden mappe med `-o`, angiv den mappe, begge profiler ligger i, eller giv den ene profil et andet navn"
                ));
                if *force {
                    said.hint(both!(
                        "if the other profile is not used any more, delete it, or overwrite with `--force`",
                        "bruges den anden profil ikke mere, så slet den, eller overskriv med `--force`"
                    ))
                } else {
                    said
                }
            }
            Self::ArchiveTaken { path } => say!(
                "`{path}` is kept as it went out, and something else would take its place; it is left as it is",
                "`{path}` er gemt, som den blev sendt, og ville blive erstattet af noget andet; den er ikke overskrevet"
            )
            .hint(both!(
                "if it was sent, this is another tender or needs a higher `version`: raise it, or name another folder with `-o`",
                "er den sendt, er dette et andet udbud eller en ny version: hæv `version`, eller angiv en anden mappe med `-o`"
            ))
            .hint(both!(
                "if nothing was sent yet, or the file is not what was sent, move it away",
                "er intet sendt endnu, eller er filen ikke den, der blev sendt, så flyt den"
            )),
            Self::LockAlone { lock, link: None } => say!(
                "the lock `{lock}` tells what suppliers have read of a tender, and belongs to no profile and no row",
                "låsefilen `{lock}` siger, hvad leverandørerne har læst i et udbud, men hører ikke til nogen profil eller række"
            )
            .hint(both!(
                "if its profile or row got another name, give the lock the same name; else the next version goes out as the first",
                "har dens profil eller række fået et andet navn, så giv låsefilen samme navn; ellers sendes næste version som den første"
            )),
            Self::LockAlone { lock, link: Some(link) } => say!(
                "`{link}` is a link to a profile that was published, and does not have its lock, `{lock}`",
                "`{link}` er et link til en profil, der er offentliggjort, men har ikke dens låsefil, `{lock}`"
            )
            .hint(both!("build the profile that it leads to", "byg den profil, som det fører til")),
            Self::LeftBehind { paths } => {
                let list = names(paths);
                let said = match paths.len() {
                    1 => say!(
                        "{list} is of an earlier build and no longer follows from the profile",
                        "{list} er bygget tidligere, men svarer ikke længere til profilen"
                    ),
                    _ => say!(
                        "{list} are of earlier builds and no longer follow from the profile",
                        "{list} er bygget tidligere, men svarer ikke længere til profilen"
                    ),
                };
                said.hint(both!(
                    "build what is still wanted of it too (`--format`, `--document`), and delete the rest",
                    "byg det med, som stadig skal bruges (`--format`, `--document`), og slet resten"
                ))
            }
            Self::ForeignOutput { path } => say!(
                "`{path}` is there already, and no lock says that it was built; it is left as it is",
                "`{path}` findes i forvejen, og ingen låsefil siger, at programmet har skrevet den; den er ikke \
                 overskrevet"
            )
            .hint(out_of_the_way()),
            Self::NoPage => {
                say!("this program was built without the page", "programmet er bygget uden siden").hint(both!(
                    "`just page` makes `target/bilag.html`; `BILAG_PAGE=… cargo build --features page` takes it along",
                    "`just page` laver `target/bilag.html`; `BILAG_PAGE=… cargo build --features page` tager den med"
                ))
            }
            Self::NoSuchFormat { format, document, known } => {
                let of_build = DocumentKind::built().any(|kind| kind.file_name() == *document);
                let known = names(known);
                say!("`{document}` cannot be written as `{format}`", "`{document}` kan ikke skrives som `{format}`")
                    .hint(if of_build && format == "xlsx" {
                        both!(
                            "only `svarskema` can; name it with `--document svarskema`",
                            "det kan kun `svarskema`; angiv det med `--document svarskema`"
                        )
                    } else {
                        both!("it can be written as {known}", "det kan skrives som {known}")
                    })
            }
            Self::NotFinal { profile, published, questions, pending } => {
                let mut parts: Vec<Both> = Vec::new();
                if !questions.is_empty() {
                    let (en, da) = (count(questions.len(), "question"), questions.len());
                    let list = names(questions);
                    parts.push(both!("{en} to settle first ({list})", "{da} spørgsmål skal afklares først ({list})"));
                }
                parts.extend(pending.iter().map(Pending::words));
                let Both { en, da } = Both::joined(&parts, "; ");
                let said = if questions.is_empty() {
                    say!("`{profile}` is not final: {en}", "`{profile}` er ikke færdig: {da}")
                } else {
                    say!("`{profile}` is a draft: {en}", "`{profile}` er et udkast: {da}").hint(both!(
                        "answer under `[facts]` with `true`, `false` or \"supplier\"",
                        "svar under `[facts]` med `true`, `false` eller \"supplier\""
                    ))
                };
                said.hints(pending.iter().filter_map(Pending::way_out)).hint(if *published {
                    both!(
                        "or take `published` out until everything is settled",
                        "eller fjern `published`, indtil alt er afklaret"
                    )
                } else {
                    both!("or build a draft, without `--final`", "eller byg et udkast uden `--final`")
                })
            }
            Self::InheritedEdition { path, answer } => {
                let (en, da) = if *answer {
                    ("an answer that the new edition takes otherwise", "et svar, som den nye udgave ser anderledes på,")
                } else {
                    ("its edition", "sin udgave")
                };
                say!(
                    "a profile takes {en} from `{path}`, which was not named and is left as it is",
                    "en profil har {da} fra `{path}`, som ikke er angivet og derfor ikke er ændret"
                )
                .hint(both!(
                    "name `{path}` too, or the folder it lies in",
                    "angiv også `{path}` eller den mappe, den ligger i"
                ))
            }
            Self::NothingToSay { kind, withdrawn } => {
                let name = kind.file_name();
                let way_out = if *withdrawn {
                    Some(both!(
                        "the tender is withdrawn: nothing but the `aflysning` is built",
                        "udbuddet er aflyst: kun `aflysning` bygges"
                    ))
                } else if *kind == DocumentKind::Aflysning {
                    Some(both!(
                        "`cancelled` says on which day a tender is withdrawn",
                        "`cancelled` angiver den dag, udbuddet aflyses"
                    ))
                } else if *kind == DocumentKind::SpoergsmaalOgSvar {
                    Some(both!(
                        "it has the `[[question]]` entries that have an answer",
                        "det har de `[[question]]`, der er besvaret"
                    ))
                } else {
                    None
                };
                say!("there is nothing to say in `{name}`", "der er intet at sige i `{name}`").hints(way_out)
            }
            Self::EditionInWorkbook { path, cells, to } => {
                let (en, da) = match cells {
                    1 => ("1 cell".to_owned(), "1 celle".to_owned()),
                    _ => (format!("{cells} cells"), format!("{cells} celler")),
                };
                say!(
                    "the edition stands in {en} of the workbook `{path}`, which is the buyer's and is left as it is",
                    "udgaven står i {da} i projektmappen `{path}`, som er ordregivers egen og ikke bliver ændret"
                )
                .hint(both!(
                    "write `{to}` there and save it; or save the table as CSV, which is rewritten",
                    "skriv `{to}` der, og gem; eller gem tabellen som CSV, så bliver den rettet"
                ))
            }
            Self::UnknownEntry { id, edition, nearest } => {
                say!("edition `{edition}` has no entry `{id}`", "`{id}` findes ikke i udgave `{edition}`")
                    .hints(meant(nearest))
            }
            Self::UnknownCode { code, nearest } => {
                let list = || both!("`bilag explain --code` lists them all", "`bilag explain --code` viser dem alle");
                say!("there is no complaint `{code}`", "der er ingen meddelelse `{code}`")
                    .hint(meant(nearest).unwrap_or_else(list))
            }
            Self::UnknownSide { name, editions, nearest } => {
                let list = || {
                    let editions = names(editions);
                    both!(
                        "name an edition ({editions}), an edition's folder, a profile (`.toml`) or a lock \
                         (`.bilag-lock`)",
                        "angiv en udgave ({editions}), en udgaves mappe, en profil (`.toml`) eller en låsefil \
                         (`.bilag-lock`)"
                    )
                };
                say!("`{name}` is neither an edition nor a file", "`{name}` er hverken en udgave eller en fil")
                    .hint(meant(nearest).unwrap_or_else(list))
            }
            Self::NotAnEdition { path } => {
                say!("the folder `{path}` holds no edition", "mappen `{path}` indeholder ingen udgave").hint(both!(
                    "name the folder that its `edition.toml` lies in",
                    "angiv den mappe, hvor udgavens `edition.toml` ligger"
                ))
            }
            Self::UnlikeSides { edition, tender } => say!(
                "`{edition}` is an edition and `{tender}` a tender, which cannot be compared",
                "`{edition}` er en udgave og `{tender}` et udbud, og de kan ikke sammenlignes"
            )
            .hint(both!(
                "name two editions, or two of profiles and locks",
                "angiv to udgaver eller to udbud, det vil sige profiler eller låsefiler"
            )),
            Self::NothingPublished { name } => say!(
                "a rettelsesblad corrects what was published, and `{name}` was not",
                "et rettelsesblad retter det, der er offentliggjort, og det er `{name}` ikke"
            )
            .hint(both!(
                "`--format md` lists the changes of two drafts; `--document aendringsnotat` weighs them",
                "`--format md` viser ændringerne mellem to udkast; `--document aendringsnotat` viser, hvad de kan betyde"
            )),
            Self::NamesClash { profile } => say!(
                "files of several tenders would be called the same by `[output] name`, so `{profile}` stands in front",
                "filer fra flere udbud ville få samme navn efter `[output] name`, så `{profile}` er sat foran"
            )
            .hint(both!(
                "let the name say what tells them apart, such as `{{{{profil}}}}` or `{{{{ordregiver}}}}`",
                "lad navnet indeholde det, der skiller dem ad, for eksempel `{{{{profil}}}}` eller `{{{{ordregiver}}}}`"
            )),
            Self::NoNewProfile { name } => say!(
                "a rettelsesblad is made of a profile, and `{name}` is none",
                "et rettelsesblad laves ud fra en profil, og det er `{name}` ikke"
            )
            .hint(both!(
                "name the new version's profile (`.toml`) as the second; `--format md` lists the changes of \
                 editions and locks",
                "angiv den nye versions profil (`.toml`) som nummer to; `--format md` viser ændringerne mellem \
                 udgaver eller låsefiler"
            )),
            Self::NotAReport { path, why } => {
                let Both { en, da } = why.words();
                say!("`{path}` is not the report of a run: {en}", "`{path}` er ikke en rapport fra en kørsel: {da}")
            }
            Self::NotAPart { path } => say!(
                "`{path}` is the report of a whole run and no part of one",
                "`{path}` er rapporten fra en hel kørsel og ikke en del af en"
            )
            .hint(both!("only a run with `--shard` writes a part", "kun en kørsel med `--shard` skriver en del")),
            Self::AnotherRun { path, first } => {
                say!("`{path}` is of another run than `{first}`", "`{path}` er fra en anden kørsel end `{first}`").hint(
                    both!(
                        "the parts of one run have the same paths, options and number of parts, and the same program",
                        "delene af én kørsel har samme stier, samme tilvalg og samme antal dele og er lavet med \
                     samme program"
                    ),
                )
            }
            Self::PartTwice { part, of, first, second } => say!(
                "`{first}` and `{second}` are both part {part} of {of}",
                "`{first}` og `{second}` er begge del {part} af {of}"
            ),
            Self::PartsMissing { parts, of } => {
                let list = parts.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
                match parts.len() {
                    1 => say!("part {list} of {of} is missing", "del {list} af {of} mangler"),
                    _ => say!("parts {list} of {of} are missing", "delene {list} af {of} mangler"),
                }
            }
        }
    }
}

/// Complains of a place that cannot be written to.
pub fn unwritable(path: &Path, error: &io::Error) -> Complaint {
    Complaint::error(RunFault::Unwritable { path: path.display().to_string(), why: error.into() }, None)
}

/// A hint: what to do with a file that is not overwritten.
fn out_of_the_way() -> Both {
    both!(
        "move it away, or build with `--force` to overwrite it",
        "flyt den, eller byg med `--force` for at overskrive den"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_or_in_use_may_be_open_in_another_program() {
        let hints = |kind| {
            let why = io::Error::from(kind).into();
            RunFault::Unwritable { path: "ud/p-kravbilag.pdf".to_owned(), why }.saying().hints.len()
        };
        let kinds = [io::ErrorKind::PermissionDenied, io::ErrorKind::ResourceBusy, io::ErrorKind::StorageFull];
        assert_eq!(kinds.map(hints), [1, 1, 0]);
    }
}
