//! The help in Danish: every command and every flag by its path, and what clap itself says around them.
//!
//! English stands where a flag is declared, Danish here; a test asks for the ones that are missing.

use std::io::{self, IsTerminal, Write};
use std::process;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use tender::text::danish;

/// What the program is, and each of its commands, by its path.
const COMMANDS: &[(&str, &str)] = &[
    ("", "Kravbilag og svarskemaer til offentlige udbud"),
    ("init", "Skriv en kommenteret profil at begynde med; i en terminal stiller den spørgsmål"),
    ("build", "Byg dokumenterne til profiler eller mapper med profiler"),
    ("watch", "Byg, og byg igen, hver gang noget af det, der er læst, ændrer sig"),
    (
        "check",
        "Kontrollér profiler: alt det, som build ville afvise eller advare om, og hvad der bør ses på i jeres egne krav",
    ),
    ("resolve", "Vis, hvad der følger af en profil"),
    ("explain", "Forklar, hvorfor en linje er med, ikke er med eller er åben, eller hvad en meddelelse betyder"),
    ("checklist", "Lav tjeklister til pakker eller til en profil"),
    ("report", "Saml rapporterne fra en kørsel, som flere maskiner var fælles om"),
    ("report merge", "Saml delene af en kørsel med `--shard` til en rapport over det hele"),
    ("update", "Vis, hvad en ny udgave ændrer i hvert udbud, og ret profilerne til den"),
    ("collect", "Læs leverandørernes udfyldte svarskemaer ind i én sammenligning"),
    ("evaluate", "Saml, hvad evaluatorerne har skrevet i de projektmapper, som collect lavede"),
    (
        "answer",
        "Leverandørens side: Udfyld svarskemaer fra et bibliotek af tidligere svar, eller lær af udfyldte skemaer",
    ),
    ("diff", "Sammenlign to udgaver eller to versioner af et udbud"),
    ("catalog", "Slå op i kataloget, kontrollér det, eller skriv det ud"),
    ("catalog list", "Vis udgaverne, pakkerne i den nyeste og ydelsesområderne"),
    (
        "catalog show",
        "Vis en pakke, integration, oplysning, fortolkning eller kravtype, et krav eller et ydelsesområde",
    ),
    ("catalog check", "Kontrollér, at alle udgaver er uden fejl"),
    ("catalog export", "Skriv katalog, skabeloner og skrifttyper ud, så I kan begynde med jeres egne"),
    ("page", "Skriv siden til en browser: én fil, der virker uden net"),
    ("schema", "Vis et JSON Schema, som editorer udfylder og forklarer filerne efter"),
    ("completions", "Vis et script, så skallen kan udfylde kommandoerne"),
    ("man", "Skriv man-sider til en mappe"),
    ("help", "Vis hjælp til en kommando"),
    ("report help", "Vis hjælp til en kommando"),
    ("catalog help", "Vis hjælp til en kommando"),
];

/// Every flag and argument by its command and its name; where the command is `*`, in any.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("*", "catalog", "En mappe med jeres eget katalog"),
    ("*", "templates", "En mappe med jeres egne skabeloner; det, den ikke har, tages fra vores"),
    ("*", "fonts", "En mappe med jeres egne skrifttyper"),
    ("*", "message_format", "Hvordan meddelelser skrives til stderr"),
    ("*", "language", "Sproget i hjælp og meddelelser; ellers systemets sprog"),
    ("*", "help", "Vis hjælp"),
    ("*", "version", "Vis versionen"),
    ("*", "paths", "Profiler, porteføljer eller mapper med dem; jokertegn såsom 'udbud/*.toml' kan bruges"),
    ("*", "output", "Den mappe, der skrives til"),
    (
        "*",
        "documents",
        "Et dokument, der skal bygges; kan gentages; ellers kravbilag, svarskema og det, der følger en offentliggørelse",
    ),
    ("*", "formats", "Et format, der skal skrives; kan gentages; ellers pdf, og for svarskemaet også xlsx"),
    ("checklist", "formats", "Et format, der skal skrives; kan gentages; ellers alle"),
    ("*", "no_drafts", "Afvis udkast: profiler, hvor noget afgørende er uafklaret"),
    ("*", "force", "Overskriv filer, der er rettet i hånden"),
    ("*", "explain", "Forklar, hvorfor hver profil bygges igen"),
    ("*", "theme", "En husstil til profiler uden deres egen: en fil med nøglerne fra `[theme]`"),
    ("*", "jobs", "Hvor mange profiler der bygges ad gangen; ellers en for hver kerne"),
    ("*", "shard", "Tag en del af profilerne: 3/8 er den tredje af otte dele; auto spørger jobsystemet"),
    ("*", "report", "Skriv som JSON, hvad der blev af hver profil"),
    ("*", "profile", "Profilen"),
    ("*", "format", "Formatet"),
    ("*", "edition", "Udgaven af kataloget; uden den bruges den nyeste"),
    ("*", "subcommand", "Kommandoen"),
    ("init", "file", "Den profil, der skrives"),
    ("init", "from", "En udfyldt tjekliste (PDF, DOCX, HTML eller Markdown) eller et tidligere udbuds profil"),
    ("init", "blank", "Stil ingen spørgsmål"),
    ("check", "output", "Den mappe, der bygges til"),
    ("explain", "id", "For eksempel SF1461 eller I-02.01"),
    ("explain", "code", "Sig, hvad en meddelelse betyder, og hvad der kan gøres ved den; uden KODE vises alle"),
    ("checklist", "packages", "Pakker, for eksempel I-02; uden dem alle"),
    ("checklist", "profile", "En profil, hvis valg og svar krydses af"),
    ("report merge", "parts", "Alle dele af én kørsel; jokertegn kan bruges"),
    ("report merge", "output", "Den fil, der skrives; ellers stdout"),
    ("update", "to", "Den udgave, der rettes til"),
    ("update", "output", "Den mappe, der bygges til"),
    ("update", "dry_run", "Vis kun, hvad der ville ændre sig"),
    (
        "update",
        "published",
        "Ret også profiler til udbud, der er offentliggjort; ellers nævnes de og bliver, som de er",
    ),
    (
        "collect",
        "forms",
        "Udfyldte svarskemaer, PDF, XLSX eller DOCX: filer, mapper, jokertegn eller en ZIP-fil med dem",
    ),
    (
        "collect",
        "profile",
        "Ordregivers profil, som svarene holdes op mod, dens låsefil eller en portefølje, hvor hvert svarskema finder sin række; uden den bruges den profil, hvert svarskema har med",
    ),
    (
        "collect",
        "formats",
        "Et format, der skal skrives; kan gentages; ellers det, som filens endelse siger, eller json",
    ),
    (
        "collect",
        "output",
        "Den fil, der skrives; ved flere formater får hver fil sin endelse; ellers json til stdout og andre til sammenligning.*",
    ),
    ("collect", "evaluators", "Navnet på en evaluator, som får sine egne kolonner i projektmappen; kan gentages"),
    (
        "evaluate",
        "workbooks",
        "Projektmapper, som collect lavede, og som evaluatorerne har skrevet i; jokertegn kan bruges",
    ),
    (
        "evaluate",
        "formats",
        "Et format, der skal skrives; kan gentages; ellers det, som filens endelse siger, eller json",
    ),
    (
        "evaluate",
        "output",
        "Den fil, der skrives; ved flere formater får hver fil sin endelse; ellers json til stdout og andre til evaluering.*",
    ),
    ("answer", "forms", "Svarskemaer, PDF, XLSX eller DOCX: filer, mapper, jokertegn eller en ZIP-fil med dem"),
    ("answer", "library", "Biblioteket med tidligere svar: JSON eller dets tvilling i Excel"),
    ("answer", "learn", "Lær af skemaer, der er udfyldt, og udfyld ingen"),
    ("answer", "accept_changed", "Brug også tidligere svar, hvor ordlyden er ændret siden"),
    ("answer", "output", "Mappen til de udfyldte skemaer og deres gennemgang"),
    ("build", "protect", "Lad kun svarene kunne ændres i et svarskema til Word"),
    ("watch", "protect", "Lad kun svarene kunne ændres i et svarskema til Word"),
    ("diff", "document", "Hvad der laves af et udbuds ændringer: rettelsesblad eller aendringsnotat"),
    ("diff", "old", "En udgave som 2023-04, en udgaves mappe, en profil (.toml) eller en låsefil"),
    ("diff", "new", "Det samme, men nyere"),
    ("diff", "output", "Den fil, der skrives; ellers stdout"),
    ("catalog show", "id", "For eksempel I-02, SF1461, R14, MK eller Y26"),
    ("catalog export", "dir", "Den mappe, der skrives til"),
    ("page", "output", "Den fil, der skrives"),
    ("schema", "of", "Det, som skemaet beskriver"),
    ("completions", "shell", "Skallen"),
    ("man", "dir", "Den mappe, der skrives til"),
];

/// What stands for a value in the help, and in Danish.
const VALUES: &[(&str, &str)] = &[
    ("FILE", "FIL"),
    ("DIR", "MAPPE"),
    ("PATHS", "STIER"),
    ("PROFILE", "PROFIL"),
    ("PACKAGES", "PAKKER"),
    ("FORM", "SVARSKEMA"),
    ("WORKBOOK", "PROJEKTMAPPE"),
    ("OLD", "GAMMEL"),
    ("NEW", "NY"),
    ("NAME", "NAVN"),
    ("CODE", "KODE"),
    ("EDITION", "UDGAVE"),
    ("DOCUMENT", "DOKUMENT"),
    ("LANGUAGE", "SPROG"),
    ("SHELL", "SKAL"),
    ("PART", "DEL"),
    ("OF", "HVAD"),
    // The same in both.
    ("FORMAT", "FORMAT"),
    ("ID", "ID"),
    ("N", "N"),
    ("K/N", "K/N"),
];

/// The order of a command's help, with Danish headings.
const TEMPLATE: &str = "{about-with-newline}\nBrug: {usage}\n\n{all-args}{after-help}";

/// The commands with all that is told of them in Danish.
pub fn told(mut command: Command) -> Command {
    // Clap's own arguments, such as `--help`, are there only when it is built.
    command.build();
    in_danish(command, "")
}

fn in_danish(command: Command, path: &str) -> Command {
    let about = COMMANDS.iter().find(|(known, _)| *known == path).map(|(_, about)| *about);
    let command = command.help_template(TEMPLATE).subcommand_help_heading("Kommandoer");
    let command = match about {
        Some(about) => command.about(about).long_about(None),
        None => command,
    };
    let command = command.mut_args(|argument| argument_in_danish(argument, path));
    command.mut_subcommands(|inner| {
        let path = format!("{path} {}", inner.get_name()).trim().to_owned();
        if path.starts_with("help ") { inner } else { in_danish(inner, &path) }
    })
}

fn argument_in_danish(argument: Arg, path: &str) -> Arg {
    let Some(words) = words_for(path, argument.get_id().as_str()) else { return argument };
    let heading = if argument.is_positional() { "Argumenter" } else { "Tilvalg" };
    let mut words = words.to_owned();
    if argument.get_action().takes_values() {
        let values = argument.get_possible_values();
        let names = values.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name());
        let names: Vec<&str> = names.collect();
        if !names.is_empty() {
            words += &format!(" [kan være: {}]", names.join(", "));
        }
        let defaults = argument.get_default_values().iter().map(|value| value.to_string_lossy());
        let defaults: Vec<_> = defaults.collect();
        if !defaults.is_empty() {
            words += &format!(" [ellers: {}]", defaults.join(", "));
        }
    }
    // Under a heading of their own clap would put arguments by their letters: the old behind the new.
    let argument = match argument.get_index() {
        Some(index) => argument.display_order(index),
        None => argument,
    };
    let names = argument.get_value_names().unwrap_or_default().iter().map(|name| value_in_danish(name.as_str()));
    let names: Vec<String> = names.collect();
    let argument = if names.is_empty() { argument } else { argument.value_names(names) };
    let argument = argument.help(words).long_help(None).help_heading(heading);
    argument.hide_possible_values(true).hide_default_value(true)
}

fn value_in_danish(name: &str) -> String {
    VALUES.iter().find(|(known, _)| *known == name).map_or(name, |(_, danish)| danish).to_owned()
}

fn words_for(path: &str, name: &str) -> Option<&'static str> {
    let of = |command: &str| ARGUMENTS.iter().find(|(known, argument, _)| *known == command && *argument == name);
    of(path).or_else(|| of("*")).map(|(.., words)| *words)
}

/// Prints what stands in the way of a run, or the help that was asked for, and ends.
pub fn exit(error: &clap::Error) -> ! {
    match error.kind() {
        ErrorKind::DisplayVersion => error.exit(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let help = error.render();
            let shows_colours =
                if error.use_stderr() { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
            let help = usage_in_danish(&if shows_colours { help.ansi().to_string() } else { help.to_string() });
            // A reader that has gone away, as `head` does, has had what it wanted.
            let _ = if error.use_stderr() { write!(io::stderr(), "{help}") } else { write!(io::stdout(), "{help}") };
            process::exit(error.exit_code());
        }
        _ => {
            let usage = match error.get(ContextKind::Usage) {
                Some(ContextValue::StyledStr(usage)) => {
                    let usage = usage.to_string();
                    format!("\n\nBrug: {}", usage.trim_start_matches("Usage: "))
                }
                Some(_) | None => String::new(),
            };
            let usage = usage_in_danish(&usage);
            // A stderr that is closed cannot be told.
            let _ = writeln!(io::stderr(), "fejl: {}{usage}\n\nSkriv `--help` for mere.", sentence(error));
            process::exit(error.exit_code());
        }
    }
}

/// The words of clap's own that stand in a line of usage.
fn usage_in_danish(usage: &str) -> String {
    usage.replace("[OPTIONS]", "[TILVALG]").replace("<COMMAND>", "<KOMMANDO>").replace("[COMMAND]", "[KOMMANDO]")
}

/// What is wrong with the usage, and what was probably meant.
fn sentence(error: &clap::Error) -> String {
    let said = |kind| {
        error.get(kind).map(|value| match value {
            ContextValue::String(text) => text.clone(),
            ContextValue::Strings(texts) => texts.join(", "),
            value => value.to_string(),
        })
    };
    let argument = said(ContextKind::InvalidArg).unwrap_or_default();
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    let meant = meant.into_iter().find_map(said);
    // The likeliest comes last.
    let meant = meant.map(|meant| danish::list(meant.rsplit(", ").map(|it| format!("`{it}`")), "eller"));
    let meant = meant.map(|meant| format!("\n\n  forslag: mente du {meant}?"));
    let known =
        said(ContextKind::ValidValue).filter(|known| !known.is_empty()).map(|known| format!("\n  kan være: {known}"));
    let what = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("der mangler en værdi efter `{argument}`"),
        ErrorKind::InvalidValue => format!("`{value}` kan ikke stå som `{argument}`"),
        ErrorKind::UnknownArgument => format!("`{argument}` er ikke et argument her"),
        ErrorKind::InvalidSubcommand => {
            format!("der er ingen kommando `{}`", said(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::ValueValidation => format!("`{value}` kan ikke læses som `{argument}`"),
        ErrorKind::ArgumentConflict => {
            let prior = said(ContextKind::PriorArg).unwrap_or_default();
            if prior.is_empty() || prior == argument {
                format!("`{argument}` er skrevet mere end én gang")
            } else {
                format!("`{argument}` kan ikke bruges sammen med `{prior}`")
            }
        }
        ErrorKind::MissingRequiredArgument => format!("der mangler: {argument}"),
        ErrorKind::MissingSubcommand => "der mangler en kommando".to_owned(),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("`{argument}` skal have et andet antal værdier")
        }
        ErrorKind::InvalidUtf8 => "et argument er ikke Unicode".to_owned(),
        // The kinds are clap's, and grow.
        _ => format!("systemet melder »{}«", error.to_string().trim()),
    };
    format!("{what}{}{}", known.unwrap_or_default(), meant.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Arguments;

    fn each(command: &Command, path: &str, visit: &mut dyn FnMut(&str, &Command)) {
        visit(path, command);
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
            each(inner, format!("{path} {}", inner.get_name()).trim(), visit);
        }
    }

    #[test]
    fn every_command_and_every_argument_has_danish_words_and_none_is_left_over() {
        let mut command = Arguments::command();
        command.build();
        let (mut missing, mut paths) = (Vec::new(), Vec::new());
        each(&command, "", &mut |path, command| {
            paths.push(path.to_owned());
            if !COMMANDS.iter().any(|(known, _)| *known == path) {
                missing.push(path.to_owned());
            }
            for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                let names = argument.get_value_names().unwrap_or_default();
                let foreign = |name: &&clap::builder::Str| !VALUES.iter().any(|(known, _)| known == &name.as_str());
                if argument.get_action().takes_values() {
                    missing.extend(names.iter().filter(foreign).map(|name| format!("{path} <{name}>")));
                }
                if words_for(path, argument.get_id().as_str()).is_none() {
                    missing.push(format!("{path} {}", argument.get_id()));
                }
            }
        });
        assert!(missing.is_empty(), "no Danish words for: {}", missing.join("; "));
        for (path, _) in COMMANDS.iter().filter(|(path, _)| !path.ends_with("help")) {
            assert!(paths.iter().any(|known| known == path), "there is no command `{path}`");
        }
    }

    #[test]
    fn help_and_faults_of_usage_are_told_in_danish() {
        let mut command = told(Arguments::command());
        let help = command.find_subcommand_mut("build").expect("there is one").render_help().to_string();
        for said in ["Byg dokumenterne", "Brug:", "Argumenter:", "Tilvalg:", "[ellers: bilag-ud]"] {
            assert!(help.contains(said), "{said}: {help}");
        }
        let diff = command.find_subcommand_mut("diff").expect("there is one").render_help().to_string();
        assert!(diff.find("<GAMMEL>") < diff.find("<NY>"), "{diff}");
        for path in ["report", "catalog"] {
            let help = command.find_subcommand_mut(path).expect("there is one").render_help().to_string();
            assert!(!help.contains("Print this message"), "{help}");
        }
        for said in ["Usage", "Options", "Arguments", "[default", "[possible"] {
            assert!(!help.contains(said), "{said}: {help}");
        }
        let fault = |arguments: &[&str]| {
            let error = told(Arguments::command()).try_get_matches_from(arguments).expect_err("it is wrong usage");
            sentence(&error)
        };
        assert_eq!(fault(&["bilag", "bild"]), "der er ingen kommando `bild`\n\n  forslag: mente du `build`?");
        assert_eq!(fault(&["bilag", "build"]), "der mangler: <STIER>...");
        assert_eq!(fault(&["bilag", "build", "p", "--jobs", "x"]), "`x` kan ikke læses som `--jobs <N>`");
        let wrong = fault(&["bilag", "resolve", "p", "--format", "pdf"]);
        assert!(wrong.starts_with("`pdf` kan ikke stå som `--format <FORMAT>`"), "{wrong}");
        let misspelt = fault(&["bilag", "build", "p", "--frce"]);
        assert_eq!(misspelt, "`--frce` er ikke et argument her\n\n  forslag: mente du `--force`?");
    }
}
