//! Where a run talks: complaints and progress to stderr, data to stdout, each complaint once.

use std::collections::HashSet;
use std::io::{self, BufRead, IsTerminal, Write};

use crate::fault::RunFault;
use clap::ValueEnum;
use codespan_reporting::term::termcolor::{Buffer, BufferWriter, ColorChoice, StandardStream, WriteColor};
use tender::complaint::{Complaint, Complaints, Excerpts, Message};
use tender::text::language::{Both, Language};
use tender::text::terminal;

use crate::outcome::Outcome;
use crate::run::init::Ask;

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
    stderr: BufferWriter,
    format: MessageFormat,
    language: Language,
    /// Complaints that were told, so that what many profiles share is told once
    told: HashSet<String>,
}

impl Console {
    pub fn new(format: MessageFormat, language: Language) -> Self {
        let colour = if io::stderr().is_terminal() { ColorChoice::Auto } else { ColorChoice::Never };
        Self { stderr: BufferWriter::stderr(colour), format, language, told: HashSet::new() }
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

    /// Prints a complaint, unless just the same was printed before: what is wrong with a base or a template is wrong
    /// once, however many profiles use it.
    fn tell<'c>(&mut self, complaint: &'c Complaint, excerpts: &mut Excerpts<'c>) {
        let json = Message::of(complaint, self.language).to_json();
        if self.told.contains(&json) {
            return;
        }
        let (language, format) = (self.language, self.format);
        self.write(|stderr| match format {
            MessageFormat::Text => complaint.emit_within(language, talk_columns(), excerpts, stderr),
            MessageFormat::Json => writeln!(stderr, "{json}"),
        });
        self.told.insert(json);
    }

    /// Writes to stderr in one piece: systems take long for many small ones, and what another run says does not come in
    /// between.
    fn write(&self, text: impl FnOnce(&mut Buffer) -> io::Result<()>) {
        let mut piece = self.stderr.buffer();
        // A stderr that is closed cannot be talked to.
        let _ = text(&mut piece).and_then(|()| self.stderr.print(&piece));
    }

    /// Says a line to the person at the terminal, in the language that the run talks in.
    pub fn say(&mut self, line: &Both) {
        let line = line.of(self.language);
        self.write(|stderr| match self.format {
            MessageFormat::Text => writeln!(stderr, "{}", wrapped(&terminal::line(line), talk_columns())),
            MessageFormat::Json => writeln!(stderr, "{}", Message::info(line).to_json()),
        });
    }

    /// Whoever sits at the terminal and can be asked; nobody where input or messages go elsewhere.
    pub fn person(&self) -> Option<Person> {
        let there = self.format == MessageFormat::Text && io::stdin().is_terminal() && io::stderr().is_terminal();
        there.then_some(Person { language: self.language })
    }

    /// Forgets what was told: what comes next is of another state.
    pub fn forget(&mut self) {
        self.told.clear();
    }

    /// Whether people are talked to, and not programs.
    pub fn talks_to_people(&self) -> bool {
        self.format == MessageFormat::Text
    }

    /// Whether a person watches.
    pub fn is_watched(&self) -> bool {
        self.format == MessageFormat::Text && io::stderr().is_terminal()
    }

    /// Prints a text for people to stdout, with its headings in bold where a terminal shows it.
    pub fn show(&mut self, text: &str) -> Outcome {
        let text = wrapped(&terminal::lines(text), data_columns());
        if self.prints_colours() { self.print(&emboldened(&text)) } else { self.print(&text) }
    }

    /// Prints a text for people that is escaped and has its colours already.
    pub fn show_styled(&mut self, text: &str) -> Outcome {
        self.print(&wrapped(text, data_columns()))
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
/// Somebody at the terminal.
pub struct Person {
    language: Language,
}

impl Ask for Person {
    fn say(&mut self, line: &Both) {
        let line = wrapped(&terminal::lines(line.of(self.language)), talk_columns());
        // A stderr that is closed cannot be talked to.
        let _ = writeln!(io::stderr(), "{line}");
    }

    fn ask(&mut self, question: &Both) -> Option<String> {
        let _ = write!(io::stderr(), "{}: ", terminal::line(question.of(self.language)));
        let mut said = String::new();
        let read = io::stdin().lock().read_line(&mut said).ok()?;
        let said = said.trim();
        (read > 0 && !said.is_empty()).then(|| said.to_owned())
    }

    fn hears<'w>(&self, line: &'w Both) -> &'w str {
        line.of(self.language)
    }
}

/// How many columns the terminal has that talk goes to; none where it goes elsewhere.
fn talk_columns() -> Option<usize> {
    io::stderr().is_terminal().then(|| columns(terminal_size::terminal_size_of(io::stderr()))).flatten()
}

/// How many columns the terminal has that data goes to.
fn data_columns() -> Option<usize> {
    io::stdout().is_terminal().then(|| columns(terminal_size::terminal_size_of(io::stdout()))).flatten()
}

fn columns(size: Option<(terminal_size::Width, terminal_size::Height)>) -> Option<usize> {
    // Longer lines are hard to read.
    size.map(|(columns, _)| usize::from(columns.0).clamp(40, 100))
}

/// A text in lines that fit. What a line is wrapped to stands under its beginning; a word is never broken.
fn wrapped(text: &str, columns: Option<usize>) -> String {
    let Some(columns) = columns else { return text.to_owned() };
    let fit = |line: &str| {
        let indent = &line[..line.len() - line.trim_start().len()];
        let options = textwrap::Options::new(columns).subsequent_indent(indent).break_words(false);
        // An address or an id with hyphens stays whole, so that it can be copied.
        let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
        let options = options.word_separator(textwrap::WordSeparator::AsciiSpace);
        if line.chars().count() <= columns { line.to_owned() } else { textwrap::fill(line, options) }
    };
    text.split('\n').map(fit).collect::<Vec<_>>().join("\n")
}

/// A text with its headings in bold: lines at the left edge over lines that are indented.
fn emboldened(text: &str) -> String {
    const BOLD: &str = "\u{1b}[1m";
    const PLAIN: &str = "\u{1b}[0m";
    let lines: Vec<&str> = text.split('\n').collect();
    let indented = |at: usize| lines.get(at).is_some_and(|line| line.starts_with(' '));
    let shown = lines.iter().enumerate().map(|(at, line)| {
        let heads = !line.is_empty() && !line.starts_with(' ') && indented(at + 1);
        if heads { format!("{BOLD}{line}{PLAIN}") } else { (*line).to_owned() }
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_indented_ones_is_a_heading() {
        let text = "p.toml, edition 2024-01\n\nrequired\n  SF1514       Sikkerhed\n    moves SF1461\nplain\n";
        let shown = emboldened(text);
        assert_eq!(shown.replace("\u{1b}[1m", "").replace("\u{1b}[0m", ""), text);
        assert!(shown.contains("\n\u{1b}[1mrequired\u{1b}[0m\n  SF1514"), "{shown:?}");
        assert_eq!(shown.matches("\u{1b}[1m").count(), 1);
    }

    #[test]
    fn a_long_line_is_wrapped_under_its_beginning_and_a_short_one_stays() {
        let text = "I-02 Personoplysninger\n  Vælg pakken, når løsningen behandler oplysninger om personer fra CPR.\n";
        assert_eq!(wrapped(text, None), text);
        assert_eq!(
            wrapped(text, Some(40)),
            "I-02 Personoplysninger\n  Vælg pakken, når løsningen behandler\n  oplysninger om personer fra CPR.\n"
        );
        let address = "  https://digitaliseringskataloget.dk/integration/sf1461-og-meget-mere";
        assert_eq!(wrapped(address, Some(40)).trim_start(), address.trim_start(), "an address stays whole");
        let coloured = "      title: \u{1b}[31m[-2023-04-]\u{1b}[0m efter materiale af 11. april";
        let lines = "      title: \u{1b}[31m[-2023-04-]\u{1b}[0m efter\n      materiale af 11. april";
        assert_eq!(wrapped(coloured, Some(36)), lines, "colours take no room");
    }
}
