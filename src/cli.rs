//! The command line: arguments become settings, and below the settings nobody looks at flags.

use std::collections::HashSet;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use codespan_reporting::term::termcolor::{ColorChoice, StandardStream, WriteColor};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, CatalogFiles};
use crate::complaint::{Complaint, Complaints, Excerpts, Fault, Message, Severity};
use crate::document::{DocumentKind, Texts};
use crate::language::Language;
use crate::profile::ThemeFile;
use crate::render::{Fonts, Templates};
use crate::run;
use crate::run::shard::{Shard, ShardChoice};
use crate::terminal;

/// Requirement appendices and response forms for Danish public tenders
#[derive(Parser)]
#[command(name = "bilag", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    house: House,
    /// How complaints and notices are written to stderr
    #[arg(long, global = true, value_enum, default_value = "text", value_name = "FORMAT")]
    message_format: MessageFormat,
    /// The language of complaints [default: the system's; Danish where that is Danish]
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
    language: Option<LanguageChoice>,
}

/// A language, as it is asked for.
#[derive(Clone, Copy, ValueEnum)]
enum LanguageChoice {
    /// Dansk
    Da,
    /// English
    En,
}

impl From<LanguageChoice> for Language {
    fn from(choice: LanguageChoice) -> Self {
        match choice {
            LanguageChoice::Da => Language::Danish,
            LanguageChoice::En => Language::English,
        }
    }
}

/// The language that the system is set to. Where no variable says it, Windows and macOS keep it elsewhere.
fn language_of_system() -> Language {
    let elsewhere = || sys_locale::get_locale().map(|locale| Language::of_locale(&locale));
    Language::of_variables(|name| env::var(name).ok()).or_else(elsewhere).unwrap_or_default()
}

/// How a run talks.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people, with an excerpt of the place
    Text,
    /// For programs: one JSON object on each line
    Json,
}

/// Where catalog, templates and fonts are taken from.
#[derive(Args)]
struct House {
    /// A folder with a catalog of your own
    #[arg(long, global = true, value_name = "DIR")]
    catalog: Option<PathBuf>,
    /// A folder with templates of your own; what it lacks is taken from ours
    #[arg(long, global = true, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// A folder with fonts of your own
    #[arg(long, global = true, value_name = "DIR")]
    fonts: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Write a commented profile to start from
    Init {
        #[arg(default_value = "udbud.toml")]
        file: PathBuf,
    },
    /// Build the documents of profiles, or of folders of profiles
    Build(Build),
    /// Complain of all that build would complain of, and write nothing
    Check {
        /// Profiles, portfolios, or folders of them; wildcards such as 'udbud/*.toml' are understood
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The folder that they are built to
        #[arg(short, long, default_value = "bilag-ud", value_name = "DIR")]
        output: PathBuf,
        #[command(flatten)]
        batch: Batch,
    },
    /// Print what follows from a profile
    Resolve {
        profile: PathBuf,
        #[arg(long, value_enum, default_value = "text")]
        format: ResolveFormat,
    },
    /// Tell why an integration or a requirement is in, out or open, or what a complaint means
    Explain(Explain),
    /// Make checklists of packages, or of a profile
    Checklist(Checklist),
    /// Join the reports of a run that several machines shared
    #[command(subcommand)]
    Report(ReportCommand),
    /// Tell what a new edition changes in each tender, and rewrite the profiles to it
    Update(Update),
    /// Read suppliers' filled forms into one comparison
    Collect(Collect),
    /// Compare two editions, or two versions of a tender
    Diff(Diff),
    /// Read one form and tell what stands in it, within bounds of memory and time
    #[command(name = crate::collect::child::COMMAND, hide = true)]
    ReadForm { form: PathBuf },
    /// Look into the catalog, check it, or write it out
    #[command(subcommand)]
    Catalog(CatalogCommand),
}

#[derive(Args)]
struct Build {
    /// Profiles, portfolios, or folders of them; wildcards such as 'udbud/*.toml' are understood
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The folder to write to
    #[arg(short, long, default_value = "bilag-ud", value_name = "DIR")]
    output: PathBuf,
    /// A document to build; may be repeated [default: kravbilag and svarskema]
    #[arg(long = "document", value_enum, value_name = "DOCUMENT")]
    documents: Vec<DocumentKind>,
    /// A format to write; may be repeated [default: pdf, and xlsx for the svarskema]
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    formats: Vec<run::Format>,
    /// Refuse drafts: profiles with questions that decide what is required
    #[arg(long = "final")]
    no_drafts: bool,
    /// Overwrite outputs that were edited by hand
    #[arg(long)]
    force: bool,
    /// Tell why each profile is built anew
    #[arg(long)]
    explain: bool,
    /// A house style for profiles without one: a file with the keys of `[theme]`
    #[arg(long, value_name = "FILE")]
    theme: Option<PathBuf>,
    /// How many profiles are built at once [default: one a core]
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    #[command(flatten)]
    batch: Batch,
}

/// What large runs need.
#[derive(Args)]
struct Batch {
    /// Take one part of the profiles: 3/8 is the third of eight parts; auto asks the array scheduler which, auto/8 where it does
    /// not say how many there are
    #[arg(long, value_name = "K/N")]
    shard: Option<ShardChoice>,
    /// Write what became of each profile as JSON [default for a part that is built: bilag-report-K-of-N.json in the output folder]
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

impl Batch {
    /// The part that is meant. Where there is none, the usage is wrong, and the process ends as it does for other wrong usage.
    fn shard(&self) -> Option<Shard> {
        let shard = self.shard?.choose(&|variable| std::env::var(variable).ok());
        Some(shard.unwrap_or_else(|error| {
            let message = format!("invalid value for '--shard <K/N>': {error}\n");
            Arguments::command().error(clap::error::ErrorKind::ValueValidation, message).exit()
        }))
    }
}

#[derive(Subcommand)]
enum ReportCommand {
    /// Join the parts of a run with `--shard` to the report of the whole; exits as the whole run would have
    Merge {
        /// Every part of one run; wildcards are understood
        #[arg(required = true, value_name = "PART")]
        parts: Vec<PathBuf>,
        /// The file to write [default: stdout]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum ResolveFormat {
    Text,
    Json,
    /// A picture of what requires what
    Svg,
    /// The same as a Mermaid flowchart
    Mermaid,
    /// The same for Graphviz
    Dot,
}

#[derive(Args)]
struct Explain {
    #[arg(required_unless_present = "code")]
    profile: Option<PathBuf>,
    /// Such as SF1461 or I-02.01
    #[arg(required_unless_present = "code")]
    id: Option<String>,
    /// Tell what a complaint means and what to do about it; without CODE, list the codes
    #[arg(long, value_name = "CODE", num_args = 0..=1, conflicts_with_all = ["profile", "id"])]
    code: Option<Option<String>>,
}

#[derive(Args)]
struct Checklist {
    /// Packages such as I-02 [default: all]
    #[arg(conflicts_with = "profile")]
    packages: Vec<String>,
    /// A profile whose choices and answers are ticked
    #[arg(long)]
    profile: Option<PathBuf>,
    /// The edition of the catalog [default: the newest]
    #[arg(long, conflicts_with = "profile")]
    edition: Option<String>,
    /// The folder to write to
    #[arg(short, long, default_value = "bilag-ud", value_name = "DIR")]
    output: PathBuf,
    /// A house style: a file with the keys of `[theme]`; a profile's own goes over it
    #[arg(long, value_name = "FILE")]
    theme: Option<PathBuf>,
    /// A format to write; may be repeated [default: all]
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    formats: Vec<run::checklist::ChecklistFormat>,
}

#[derive(Args)]
struct Update {
    /// Profiles, portfolios, or folders of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The edition to go to; without it, `--dry-run` tells what the next build would change
    #[arg(long, value_name = "EDITION", required_unless_present = "dry_run")]
    to: Option<String>,
    /// Tell what would change, and rewrite nothing
    #[arg(long)]
    dry_run: bool,
    /// The folder that they are built to, where their locks lie
    #[arg(short, long, default_value = "bilag-ud", value_name = "DIR")]
    output: PathBuf,
    #[arg(long, value_enum, default_value = "text")]
    format: run::update::ImpactFormat,
}

#[derive(Args)]
struct Collect {
    /// Filled forms, PDF or XLSX
    #[arg(required = true, value_name = "FORM")]
    forms: Vec<PathBuf>,
    /// The buyer's profile, to hold the forms up against; without it, the one that each form carries
    #[arg(long)]
    profile: Option<PathBuf>,
    /// A format to write; may be repeated [default: the ending of FILE, or json]
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    formats: Vec<run::collect::CollectFormat>,
    /// The file to write; of several formats each gets its own ending [default: json to stdout, others to sammenligning.*]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Args)]
struct Diff {
    /// An edition such as 2023-04, an edition's folder, a profile (.toml) or a lock (.bilag-lock.json)
    old: PathBuf,
    /// The same kind of thing, later
    new: PathBuf,
    /// The format to write; a PDF is the rettelsesblad of a tender [default: the ending of FILE, or text]
    #[arg(long, value_enum, value_name = "FORMAT", requires_if("pdf", "output"))]
    format: Option<run::diff::DiffFormat>,
    /// The file to write [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Subcommand)]
enum CatalogCommand {
    /// List the editions and the packages of the newest
    List {
        /// List another edition's packages
        #[arg(long)]
        edition: Option<String>,
    },
    /// Show a package, integration, requirement, fact or reading
    Show {
        id: String,
        /// [default: the newest]
        #[arg(long)]
        edition: Option<String>,
    },
    /// Prove that every edition is sound
    Check,
    /// Write catalog, templates and fonts out, to start your own from
    Export { dir: PathBuf },
}

/// What a run came to, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Done, perhaps with warnings
    Done,
    /// There were complaints about the input
    Refused,
    /// The environment failed: a disk is full, a folder is not writable
    Failed,
}

impl Outcome {
    /// What complaints make of a run.
    pub fn of(complaints: &Complaints) -> Self {
        let errors = complaints.iter().filter(|complaint| complaint.severity == Severity::Error);
        let outcome =
            |complaint: &Complaint| if complaint.fault.is_environment() { Self::Failed } else { Self::Refused };
        errors.map(outcome).max().unwrap_or(Self::Done)
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Refused => 1,
            Outcome::Failed => 3,
        })
    }
}

/// Where a run talks: complaints and progress to stderr, data to stdout.
pub struct Console {
    stderr: StandardStream,
    format: MessageFormat,
    language: Language,
    /// Complaints that were told, so that what many profiles share is told once
    told: HashSet<String>,
}

impl Console {
    fn new(format: MessageFormat, language: Language) -> Self {
        let colour = if io::stderr().is_terminal() { ColorChoice::Auto } else { ColorChoice::Never };
        Self { stderr: StandardStream::stderr(colour), format, language, told: HashSet::new() }
    }

    /// The language that the run talks in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Prints complaints. Returns what they make of the run.
    pub fn complain(&mut self, complaints: &Complaints) -> Outcome {
        let mut excerpts = Excerpts::default();
        for complaint in complaints.iter() {
            self.tell(complaint, &mut excerpts);
        }
        Outcome::of(complaints)
    }

    /// Prints a complaint, unless just the same was printed before: what is wrong with a base or a template is wrong once, however
    /// many profiles use it.
    fn tell<'c>(&mut self, complaint: &'c Complaint, excerpts: &mut Excerpts<'c>) {
        let json = Message::of(complaint, self.language).to_json();
        if self.told.contains(&json) {
            return;
        }
        // A stderr that is closed cannot be complained to.
        let _ = match self.format {
            MessageFormat::Text => complaint.emit(self.language, excerpts, &mut self.stderr),
            MessageFormat::Json => writeln!(self.stderr, "{json}"),
        };
        self.told.insert(json);
    }

    /// Says a line to the person at the terminal.
    pub fn say(&mut self, line: &str) {
        let _ = match self.format {
            MessageFormat::Text => writeln!(self.stderr, "{}", terminal::line(line)),
            MessageFormat::Json => writeln!(self.stderr, "{}", Message::info(line).to_json()),
        };
    }

    /// Whether a person watches.
    pub fn is_watched(&self) -> bool {
        self.format == MessageFormat::Text && io::stderr().is_terminal()
    }

    /// Prints a text for people to stdout.
    pub fn show(&mut self, text: &str) -> Outcome {
        self.print(&terminal::lines(text))
    }

    /// Whether stdout shows colours: it is a terminal, and nobody asked it not to.
    pub fn prints_colours(&self) -> bool {
        io::stdout().is_terminal() && StandardStream::stdout(ColorChoice::Auto).supports_color()
    }

    /// Writes data to stdout. A reader that has gone away, as `head` does, has had what it wanted.
    pub fn print(&mut self, data: &str) -> Outcome {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(data.as_bytes()).and_then(|()| stdout.flush()) {
            Ok(()) => Outcome::Done,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Done,
            Err(error) => {
                let fault = Fault::Unwritable { path: "stdout".to_owned(), why: error.into() };
                self.complain(&Complaint::error(fault, None).into())
            }
        }
    }
}

impl House {
    fn catalog_files(&self) -> Result<CatalogFiles, Complaints> {
        self.catalog.as_deref().map_or_else(|| Ok(CatalogFiles::embedded()), CatalogFiles::open)
    }

    fn catalog(&self) -> Result<Catalog, Complaints> {
        Catalog::read(&self.catalog_files()?)
    }

    fn templates(&self) -> Result<Templates, Complaints> {
        self.templates.as_deref().map_or_else(|| Ok(Templates::embedded()), Templates::open)
    }

    fn fonts(&self) -> Result<Fonts, Complaints> {
        self.fonts.as_deref().map_or_else(|| Ok(Fonts::embedded()), Fonts::open)
    }

    /// Everything that printing needs. Complaints of all three folders are collected.
    fn workshop(&self) -> Result<run::Workshop, Complaints> {
        let mut complaints = Complaints::new();
        let mut keep = |faults: Complaints| complaints.append(faults);
        let catalog = self.catalog().map_err(&mut keep).ok();
        let templates = self.templates().map_err(&mut keep).ok();
        let texts = templates
            .as_ref()
            .and_then(|templates| Texts::read(|name| Some(templates.text(name))).map_err(&mut keep).ok());
        let fonts = self.fonts().map_err(&mut keep).ok();
        match (catalog, templates, texts, fonts) {
            (Some(catalog), Some(templates), Some(texts), Some(fonts)) => {
                Ok(run::Workshop::new(catalog, templates, texts, Arc::new(fonts)))
            }
            _ => Err(complaints),
        }
    }
}

/// Runs the command that the process was called with.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => misused(error),
    };
    let language = arguments.language.map_or_else(language_of_system, Language::from);
    let mut console = Console::new(arguments.message_format, language);
    match dispatch(arguments, &mut console) {
        Ok(outcome) => outcome.into(),
        Err(complaints) => console.complain(&complaints).into(),
    }
}

/// Tells of a wrong usage, or of what was asked for with `--help`, and ends. Arguments that would steer the terminal are told
/// escaped.
fn misused(error: clap::Error) -> ! {
    let shows = |argument: &OsString| argument.to_string_lossy().chars().all(terminal::shows);
    if env::args_os().all(|argument| shows(&argument)) {
        error.exit();
    }
    let arguments = env::args_os().map(|argument| terminal::line(&argument.to_string_lossy()).into_owned());
    match Arguments::try_parse_from(arguments) {
        Err(error) => error.exit(),
        // Without the characters it would be right usage, so its words name no argument.
        Ok(_) => error.exit(),
    }
}

fn dispatch(arguments: Arguments, console: &mut Console) -> Result<Outcome, Complaints> {
    let house = &arguments.house;
    match arguments.command {
        Command::Init { file } => run::init::init(&house.catalog()?, &file, console),
        Command::Build(build) => {
            let order = run::build::Order {
                paths: build.paths,
                output: build.output,
                targets: run::targets(&build.documents, &build.formats)?,
                shard: build.batch.shard(),
                report: build.batch.report,
                no_drafts: build.no_drafts,
                force: build.force,
                explain: build.explain,
                jobs: build.jobs,
                theme: build.theme.as_deref().map(ThemeFile::open).transpose()?,
                write: true,
            };
            run::build::build(&house.workshop()?, order, console)
        }
        Command::Check { paths, output, batch } => {
            let order = run::build::Order {
                paths,
                output,
                targets: run::targets(&[], &[])?,
                shard: batch.shard(),
                report: batch.report,
                no_drafts: false,
                force: false,
                explain: false,
                jobs: None,
                theme: None,
                write: false,
            };
            run::build::build(&house.workshop()?, order, console)
        }
        Command::Resolve { profile, format } => {
            let shape = match format {
                ResolveFormat::Text => run::resolve::Shape::Text,
                ResolveFormat::Json => run::resolve::Shape::Json,
                ResolveFormat::Svg => run::resolve::Shape::Svg,
                ResolveFormat::Mermaid => run::resolve::Shape::Mermaid,
                ResolveFormat::Dot => run::resolve::Shape::Dot,
            };
            run::resolve::resolve(&house.catalog()?, &house.templates()?, &profile, shape, console)
        }
        Command::Explain(Explain { code: Some(None), .. }) => Ok(run::complaints::list(console)),
        Command::Explain(Explain { code: Some(Some(code)), .. }) => run::complaints::explain(&code, console),
        Command::Explain(Explain { profile, id, code: None }) => {
            let (profile, id) = profile.zip(id).expect("both are required without a code");
            run::resolve::explain(&house.catalog()?, &profile, &id, console)
        }
        Command::Checklist(checklist) => {
            let order = run::checklist::Order {
                packages: checklist.packages,
                profile: checklist.profile,
                edition: checklist.edition,
                output: checklist.output,
                theme: checklist.theme.as_deref().map(ThemeFile::open).transpose()?,
                formats: checklist.formats,
            };
            run::checklist::checklist(&house.workshop()?, order, console)
        }
        Command::Update(update) => {
            let order = run::update::Order {
                paths: update.paths,
                output: update.output,
                to: update.to,
                format: update.format,
                write: !update.dry_run,
            };
            run::update::update(&house.workshop()?, order, console)
        }
        Command::Collect(collect) => {
            let program = std::env::current_exe().map_err(|error| {
                let fault = Fault::Unreadable { path: "bilag".to_owned(), why: error.into() };
                Complaints::from(Complaint::error(fault, None))
            })?;
            let order = run::collect::Order {
                forms: collect.forms,
                profile: collect.profile,
                formats: collect.formats,
                output: collect.output,
                program,
            };
            run::collect::collect(&house.workshop()?, order, console)
        }
        Command::Diff(diff) => {
            let order = run::diff::Order { old: diff.old, new: diff.new, format: diff.format, output: diff.output };
            run::diff::diff(&house.workshop()?, order, console)
        }
        Command::Report(ReportCommand::Merge { parts, output }) => {
            run::merge::merge(&parts, output.as_deref(), console)
        }
        Command::ReadForm { form } => Ok(run::collect::read_form(&form, console)),
        Command::Catalog(CatalogCommand::List { edition }) => {
            run::catalog::list(&house.catalog()?, edition.as_deref(), console)
        }
        Command::Catalog(CatalogCommand::Show { id, edition }) => {
            run::catalog::show(&house.catalog()?, &id, edition.as_deref(), console)
        }
        Command::Catalog(CatalogCommand::Check) => run::catalog::check(&house.catalog()?, console),
        Command::Catalog(CatalogCommand::Export { dir }) => {
            run::catalog::export(&house.catalog_files()?, &house.templates()?, &dir, console)
        }
    }
}
