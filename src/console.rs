//! Where a run talks: complaints and progress to stderr, data to stdout, each complaint once.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};

use crate::fault::RunFault;
use clap::ValueEnum;
use codespan_reporting::term::termcolor::{ColorChoice, StandardStream, WriteColor};
use tender::complaint::{Complaint, Complaints, Excerpts, Message};
use tender::text::language::{Both, Language};
use tender::text::terminal;

use crate::outcome::Outcome;

/// How a run talks.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people, with an excerpt of the place
    Text,
    /// For programs: one JSON object on each line
    Json,
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
    pub fn new(format: MessageFormat, language: Language) -> Self {
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

    /// Says a line to the person at the terminal, in the language that the run talks in.
    pub fn say(&mut self, line: &Both) {
        let line = line.of(self.language);
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
                let fault = RunFault::Unwritable { path: "stdout".to_owned(), why: error.into() };
                self.complain(&Complaint::error(fault, None).into())
            }
        }
    }
}
