//! The command line: arguments become settings, and below the settings nobody looks at flags.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use crate::console::{Console, MessageFormat};
use crate::house::House;
use crate::inputs::Inputs;
use crate::named;
use crate::outcome::Outcome;
use crate::run;
use crate::run::build::Order;
use crate::run::shard::{Shard, ShardChoice};
use crate::run::workers::Beside;
use crate::told;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use press::Fonts;
use tender::catalog::{Catalog, CatalogFiles};
use tender::complaint::{Complaint, Complaints};
use tender::compose::Texts;
use tender::document::{DocumentKind, Format};
use tender::input::fault::InputFault;
use tender::print::Templates;
use tender::text::language::Language;
use tender::text::terminal;

mod danish;
mod meant;

/// Requirement appendices and response forms for Danish public tenders
#[derive(Parser)]
#[command(name = "bilag", bin_name = "bilag", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    folders: Folders,
    /// How complaints and notices are written to stderr
    #[arg(long, global = true, value_enum, default_value = "text", value_name = "FORMAT")]
    message_format: MessageFormat,
    /// The language of all talk and of help [default: the system's; Danish where that is Danish]
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

/// Where catalog, templates and fonts are taken from.
#[derive(Args)]
struct Folders {
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
    /// Write a commented profile to start from; in a terminal it asks
    Init {
        #[arg(default_value = "udbud.toml")]
        file: PathBuf,
        /// A checklist that was filled in (PDF, DOCX, HTML or Markdown), or an earlier tender's profile
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
        /// Ask nothing
        #[arg(long)]
        blank: bool,
    },
    /// Build the documents of profiles, or of folders of profiles
    Build(Build),
    /// Build, and again whenever something that was read changes
    Watch(Build),
    /// Complain of all that build would complain of, remark on the buyer's own requirements, and write nothing
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
        format: told::resolve::Shape,
    },
    /// Tell why an integration or a requirement is in, out or open, or what a complaint means
    Explain(Explain),
    /// Make checklists of packages, or of a profile
    Checklist(run::checklist::Order),
    /// Join the reports of a run that several machines shared
    #[command(subcommand)]
    Report(ReportCommand),
    /// Tell what a new edition changes in each tender, and rewrite the profiles to it
    Update {
        #[command(flatten)]
        order: run::update::Order,
        #[arg(long, value_enum, default_value = "text")]
        format: told::update::ImpactFormat,
    },
    /// Read suppliers' filled forms into one comparison
    Collect(run::collect::Order),
    /// Put together what the evaluators wrote in the workbooks that collect made
    Evaluate(run::evaluate::Order),
    /// The supplier's side: fill forms in from a library of earlier answers, or learn from forms that were filled in
    Answer(run::answer::Order),
    /// Compare two editions, or two versions of a tender
    Diff(run::diff::Order),
    /// Read one form and tell what stands in it, within bounds of memory and time
    #[command(name = run::apart::COMMAND, hide = true)]
    ReadForm {
        form: PathBuf,
        /// The file in the package that is read; once more for one in a package in that
        #[arg(long = "member")]
        members: Vec<usize>,
    },
    /// Write the page for a browser: one file that asks, answers and prints, and works offline
    Page(run::page::Order),
    /// Look into the catalog, check it, or write it out
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// Print a JSON Schema, by which editors complete and explain what is written
    Schema {
        #[arg(value_enum)]
        of: run::schema::Of,
        /// The edition whose packages and facts it names [default: the newest]
        #[arg(long)]
        edition: Option<String>,
    },
    /// Print a script that completes the commands in a shell
    Completions { shell: clap_complete::Shell },
    /// Write man pages to a folder
    Man { dir: PathBuf },
}

#[derive(Args)]
struct Build {
    /// Profiles, portfolios, or folders of them; wildcards such as 'udbud/*.toml' are understood
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The folder to write to
    #[arg(short, long, default_value = "bilag-ud", value_name = "DIR")]
    output: PathBuf,
    /// A document to build; may be repeated [default: kravbilag and svarskema, and what follows a publication]
    #[arg(long = "document", value_parser = named::kinds(), value_name = "DOCUMENT")]
    documents: Vec<DocumentKind>,
    /// A format to write; may be repeated [default: pdf, and xlsx for the svarskema]
    #[arg(long = "format", value_parser = named::formats(), value_name = "FORMAT")]
    formats: Vec<Format>,
    /// Refuse drafts: profiles with questions that decide what is required
    #[arg(long = "final")]
    no_drafts: bool,
    /// Let nothing but the answers be changed in a response form for Word
    #[arg(long)]
    protect: bool,
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

impl Build {
    fn order(self) -> Order {
        let Self { paths, output, documents, formats, no_drafts, protect, force, explain: _, theme, jobs, batch } =
            self;
        let (shard, report) = (batch.shard(), batch.report);
        let usual = Order::default();
        Order { paths, output, documents, formats, no_drafts, protect, force, jobs, theme, shard, report, ..usual }
    }
}

/// What large runs need.
#[derive(Args)]
struct Batch {
    /// Take one part of the profiles: 3/8 is the third of eight parts; auto asks the array scheduler which, auto/8
    /// where it does not say how many there are
    #[arg(long, value_name = "K/N")]
    shard: Option<ShardChoice>,
    /// Write what became of each profile as JSON [default for a part that is built: bilag-report-K-of-N.json in the
    /// output folder]
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

impl Batch {
    /// The part that is meant. Where there is none, the usage is wrong, and the process ends as it does for other wrong
    /// usage.
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

impl Folders {
    /// Those that were given.
    fn given(&self) -> Vec<PathBuf> {
        [&self.catalog, &self.templates, &self.fonts].into_iter().flatten().cloned().collect()
    }

    fn catalog_files(&self, inputs: &Inputs) -> Result<CatalogFiles, Complaints> {
        let open = |folder| CatalogFiles::open(folder, inputs);
        self.catalog.as_deref().map_or_else(|| Ok(CatalogFiles::embedded()), open)
    }

    fn catalog(&self, inputs: &Inputs) -> Result<Catalog, Complaints> {
        Catalog::read(&self.catalog_files(inputs)?)
    }

    fn templates(&self, inputs: &Inputs) -> Result<Templates, Complaints> {
        let open = |folder| Templates::open(folder, inputs);
        self.templates.as_deref().map_or_else(|| Ok(Templates::embedded()), open)
    }

    fn fonts(&self, inputs: &Inputs) -> Result<Fonts, Complaints> {
        self.fonts.as_deref().map_or_else(|| Ok(Fonts::embedded()), |folder| Fonts::open(folder, inputs))
    }

    /// Everything that printing needs. Complaints of all three folders are collected, and what is odd about them is
    /// told.
    fn house(&self, console: &mut Console) -> Result<House, Complaints> {
        let inputs = Inputs::default();
        // A single tender need not wait for one after the other where cores are idle.
        let (catalog, templates, fonts) = thread::scope(|scope| {
            let catalog = Beside::begin(scope, || self.catalog(&inputs));
            let fonts = Beside::begin(scope, || self.fonts(&inputs));
            let templates = self.templates(&inputs).map(|templates| {
                let texts = Texts::read(|name| Some(templates.text(name)), templates.words());
                (templates, texts)
            });
            (catalog.done(), templates, fonts.done())
        });
        let mut complaints = Complaints::new();
        let mut keep = |faults: Complaints| complaints.append(faults);
        let catalog = catalog.map_err(&mut keep).ok();
        let templates = templates.map_err(&mut keep).ok().and_then(|(templates, texts)| {
            console.complain(templates.warnings());
            Some((templates, texts.map_err(&mut keep).ok()?))
        });
        let fonts = fonts.map_err(&mut keep).ok();
        match (catalog, templates, fonts) {
            (Some(catalog), Some((templates, texts)), Some(fonts)) => {
                Ok(House::new(catalog, templates, texts, Arc::new(fonts), inputs))
            }
            _ => Err(complaints),
        }
    }
}

/// Runs the command that the process was called with.
pub fn run() -> ExitCode {
    let language = asked_language(meant::arguments());
    let arguments = match parsed(meant::arguments(), language) {
        Ok(arguments) => arguments,
        Err(error) => misused(error, language),
    };
    let mut console = Console::new(arguments.message_format, language);
    match dispatch(arguments, language, &mut console) {
        Ok(outcome) => outcome.into(),
        Err(complaints) => console.complain(&complaints).into(),
    }
}

/// The language that help and faults of usage are told in: it must be known before the arguments are.
fn asked_language(arguments: impl Iterator<Item = OsString>) -> Language {
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned()).peekable();
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        let word = match argument.strip_prefix("--language") {
            Some("") => arguments.peek().cloned(),
            Some(word) => word.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        asked = word.and_then(|word| LanguageChoice::from_str(&word, true).ok()).or(asked);
    }
    asked.map_or_else(language_of_system, Language::from)
}

/// The commands as they are told in a language.
fn in_language(command: clap::Command, language: Language) -> clap::Command {
    match language {
        Language::English => command,
        Language::Danish => danish::told(command),
    }
}

fn parsed(
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    language: Language,
) -> Result<Arguments, clap::Error> {
    let matches = in_language(Arguments::command(), language).try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// Tells of a wrong usage, or of what was asked for with `--help`, and ends. Arguments that would steer the terminal
/// are told escaped.
fn misused(error: clap::Error, language: Language) -> ! {
    let shows = |argument: &OsString| argument.to_string_lossy().chars().all(terminal::shows);
    if meant::arguments().all(|argument| shows(&argument)) {
        ended(&error, language);
    }
    let arguments = meant::arguments().map(|argument| terminal::line(&argument.to_string_lossy()).into_owned());
    match parsed(arguments, language) {
        Err(error) => ended(&error, language),
        // Without the characters it would be right usage, so its words name no argument.
        Ok(_) => ended(&error, language),
    }
}

/// Prints what stands in the way of a run, or the help that was asked for, and ends.
fn ended(error: &clap::Error, language: Language) -> ! {
    match language {
        Language::English => error.exit(),
        Language::Danish => danish::exit(error),
    }
}

/// This program, which reads what strangers send in a process of its own.
fn program() -> Result<PathBuf, Complaints> {
    env::current_exe().map_err(|error| {
        let fault = InputFault::Unreadable { path: "bilag".to_owned(), why: error.into() };
        Complaints::from(Complaint::error(fault, None))
    })
}

fn dispatch(arguments: Arguments, language: Language, console: &mut Console) -> Result<Outcome, Complaints> {
    let folders = &arguments.folders;
    let inputs = Inputs::default();
    match arguments.command {
        Command::Init { file, from, blank } => {
            let (catalog, program) = (folders.catalog(&inputs)?, program()?);
            let mut person = console.person();
            let from = match (&from, &mut person) {
                (Some(source), _) => run::init::From::File { source, program: &program },
                (None, Some(person)) if !blank => run::init::From::Person(person),
                (None, Some(_) | None) => run::init::From::Nothing,
            };
            Ok(told::init::tell(&run::init::init(&catalog, &file, from)?, console))
        }
        Command::Watch(build) => {
            told::watch::tell(&|console| folders.house(console), &folders.given(), &build.order(), console)
        }
        Command::Schema { of, edition } => {
            Ok(console.print(&run::schema::schema(of, &folders.catalog(&inputs)?, edition.as_deref())?))
        }
        Command::Completions { shell } => {
            Ok(console.print(&run::shell::completions(shell, &mut in_language(Arguments::command(), language))))
        }
        Command::Man { dir } => {
            let pages = run::shell::man(in_language(Arguments::command(), language), &dir)?;
            Ok(told::init::wrote_all(&pages, console))
        }
        Command::Build(build) => {
            let why = build.explain;
            told::build::tell(&folders.house(console)?, &build.order(), why, console)
        }
        Command::Check { paths, output, batch } => {
            let (shard, report) = (batch.shard(), batch.report);
            let order = Order { paths, output, shard, report, write: false, ..Order::default() };
            told::build::tell(&folders.house(console)?, &order, false, console)
        }
        Command::Resolve { profile, format } => {
            let case = run::resolve::resolve(&folders.catalog(&inputs)?, &profile, &inputs)?;
            Ok(told::resolve::tell(&case, &folders.templates(&inputs)?, format, console))
        }
        Command::Explain(Explain { code: Some(None), .. }) => {
            Ok(told::complaints::list(&run::complaints::list(), console))
        }
        Command::Explain(Explain { code: Some(Some(code)), .. }) => {
            Ok(told::complaints::explain(&run::complaints::explain(&code, language)?, console))
        }
        Command::Explain(Explain { profile, id, code: None }) => {
            let (profile, id) = profile.zip(id).expect("both are required without a code");
            Ok(console.show(&run::resolve::explain(&folders.catalog(&inputs)?, &profile, &id, language, &inputs)?))
        }
        Command::Checklist(order) => {
            Ok(told::checklist::tell(&run::checklist::checklist(&folders.house(console)?, &order)?, console))
        }
        Command::Update { order, format } => {
            Ok(told::update::tell(&run::update::update(&folders.house(console)?, &order)?, format, console))
        }
        Command::Collect(order) => {
            let order = run::collect::Order { program: program()?, ..order };
            Ok(told::collect::tell(&run::collect::collect(&folders.house(console)?, &order)?, console))
        }
        Command::Diff(order) if order.is_of_paper() => {
            let paper = run::diff::paper::diff(&folders.house(console)?, &order, console.language())?;
            Ok(told::diff::tell_paper(&paper, &order.old, console))
        }
        Command::Answer(order) => {
            let order = run::answer::Order { program: program()?, ..order };
            Ok(told::answer::tell(&run::answer::answer(&folders.house(console)?, &order)?, console))
        }
        Command::Evaluate(order) => {
            Ok(told::evaluate::tell(&run::evaluate::evaluate(&folders.house(console)?, &order)?, console))
        }
        Command::Diff(order) => {
            Ok(told::diff::tell(&run::diff::diff(&folders.house(console)?, &order, language)?, console))
        }
        Command::Report(ReportCommand::Merge { parts, output }) => {
            Ok(told::merge::tell(&run::merge::merge(&parts, output.as_deref())?, console))
        }
        Command::ReadForm { form, members } => {
            Ok(told::collect::reading(&run::collect::read_form(&form, &members), console))
        }
        Command::Page(order) => {
            let own = [("catalog", &folders.catalog), ("templates", &folders.templates), ("fonts", &folders.fonts)];
            let own = own.map(|(name, folder)| (name, folder.as_deref()));
            Ok(told::page::tell(run::page::page(&folders.house(console)?, &own, &order)?, console))
        }
        Command::Catalog(CatalogCommand::List { edition }) => {
            let catalog = folders.catalog(&inputs)?;
            Ok(told::catalog::list(&catalog, &*run::catalog::list(&catalog, edition.as_deref())?, console))
        }
        Command::Catalog(CatalogCommand::Show { id, edition }) => {
            let edition = run::catalog::show(&folders.catalog(&inputs)?, &id, edition.as_deref())?;
            Ok(told::catalog::show(&edition, &id, console))
        }
        Command::Catalog(CatalogCommand::Check) => {
            let catalog = folders.catalog(&inputs)?;
            run::catalog::check(&catalog)?;
            Ok(told::catalog::sound(&catalog, console))
        }
        Command::Catalog(CatalogCommand::Export { dir }) => {
            let exported = run::catalog::export(&folders.catalog_files(&inputs)?, &folders.templates(&inputs)?, &dir);
            Ok(told::catalog::exported(&exported, console))
        }
    }
}
