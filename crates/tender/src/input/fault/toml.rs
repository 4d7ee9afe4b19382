//! Slips in TOML: what its parser says of them, and what people meant.

use super::moment;
use crate::both;
use crate::complaint::words::quoted;
use crate::text::calendar::NoMoment;
use crate::text::language::Both;

/// What people write for what TOML expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    CurlyQuotes,
    DateForm,
    /// A date or an hour that there is not
    NoDate(NoMoment),
    OpenBracket,
    /// A path as Windows writes it, in a text in which `\` means something else
    Backslash,
    /// A paragraph with line ends in it
    SeveralLines,
    QuotesInside,
    /// A heading of a table as a key
    Heading,
    /// A date that TOML writes so
    DateAs(String),
    Comma,
    /// A number with a comma, as it is written with a point
    DecimalComma(String),
    /// A heading that stands there twice, of which there may be one
    HeadingTwice(String),
    /// A heading that stands there twice, each for an entry of its own
    Several(String),
    /// A value that is meant as a text
    Unquoted(String),
    /// A text in single quotes with one in it
    ApostropheInside,
    /// A text that begins with three quotes and does not end so
    ThreeQuotes,
    /// A text between three quotes with three in it
    ThreeQuotesInside,
    /// A key with nothing behind its `=`
    NoValue,
    /// A key that stands there twice
    KeyTwice,
    /// Something else that has got the ending of a profile
    Other(OtherFile),
    /// Of many complaints these were left out
    More(usize),
}

/// What a file is that is no profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherFile {
    /// Word's and Excel's packages
    Office,
    RichText,
    Pdf,
    Html,
    Json,
}

impl OtherFile {
    /// What a text begins like.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let begins = [
            ("PK\u{3}\u{4}", Self::Office),
            ("{\\rtf", Self::RichText),
            ("%PDF-", Self::Pdf),
            ("<!doctype", Self::Html),
            ("<html", Self::Html),
            ("<?xml", Self::Html),
            ("{", Self::Json),
        ];
        let start: String = text.chars().take(9).collect::<String>().to_lowercase();
        begins.iter().find(|(begin, _)| start.starts_with(&begin.to_lowercase())).map(|(_, kind)| *kind)
    }
}

impl Slip {
    /// What is wrong, where the parser cannot know it and says something else.
    fn headline(&self) -> Option<Both> {
        match self {
            Self::DecimalComma(_) => Some(both!("the number has a comma in it", "tallet er skrevet med komma")),
            Self::QuotesInside => Some(both!(
                "the text has quotes in it, and ends at the first",
                "teksten slutter ved det første anførselstegn i den"
            )),
            Self::ApostropheInside => Some(both!(
                "the text has an apostrophe in it, and ends there",
                "teksten slutter ved den apostrof, der står i den"
            )),
            Self::ThreeQuotesInside => Some(both!(
                "the text has three quotes in it, and ends there",
                "teksten slutter ved de tre anførselstegn, der står i den"
            )),
            Self::NoDate(why) => Some(moment::words(*why)),
            Self::NoValue => {
                Some(both!("the key has no value behind its `=`", "nøglen har ingen værdi efter lighedstegnet"))
            }
            Self::Other(_) => Some(both!("this is no profile", "det er ikke en profil")),
            Self::CurlyQuotes
            | Self::DateForm
            | Self::OpenBracket
            | Self::Backslash
            | Self::SeveralLines
            | Self::Heading
            | Self::DateAs(_)
            | Self::Comma
            | Self::HeadingTwice(_)
            | Self::Several(_)
            | Self::Unquoted(_)
            | Self::ThreeQuotes
            | Self::KeyTwice
            | Self::More(_) => None,
        }
    }

    /// The way out.
    pub fn hint(&self) -> Both {
        match self {
            Self::Backslash => both!(
                "write a path with `/` in place of `\\`, or between single quotes: 'C:\\mappe\\logo.png'",
                "skriv en sti med `/` i stedet for `\\`, eller sæt den i enkelte anførselstegn: 'C:\\mappe\\logo.png'"
            ),
            Self::SeveralLines => both!(
                "put a text of several lines between three quotes: \"\"\"…\"\"\"; one of a single line ends with a quote",
                "sæt en tekst på flere linjer mellem tre anførselstegn: \"\"\"…\"\"\"; en på én linje slutter med et anførselstegn"
            ),
            Self::QuotesInside => both!(
                "write the quotes inside the text as »…«, or put the whole text between single quotes: '…'",
                "skriv anførselstegnene inde i teksten som »…«, eller sæt hele teksten i enkelte anførselstegn: '…'"
            ),
            Self::Heading => both!(
                "put the heading in quotes: \"Fjernprint på\" = …",
                "sæt overskriften i anførselstegn: \"Fjernprint på\" = …"
            ),
            Self::DateAs(date) => both!("write the date as {date}", "skriv datoen som {date}"),
            Self::Comma => {
                both!("put a comma between the values of the list", "sæt et komma mellem værdierne i listen")
            }
            Self::Unquoted(value) => both!("put it in quotes: \"{value}\"", "sæt den i anførselstegn: \"{value}\""),
            Self::HeadingTwice(heading) => both!(
                "put all its keys below the first `[{heading}]`, and delete the second",
                "saml nøglerne under den første `[{heading}]`, og slet den anden"
            ),
            Self::Several(heading) => both!(
                "write the heading of each with two brackets: `[[{heading}]]`",
                "skriv overskriften over hver af dem med dobbelte kantede parenteser: `[[{heading}]]`"
            ),
            Self::DecimalComma(number) => both!(
                "write a number with a point: {number}; a version stands in quotes: \"{number}\"",
                "skriv et tal med punktum: {number}; en version står i anførselstegn: \"{number}\""
            ),
            Self::CurlyQuotes => {
                both!("write straight quotes: \"…\"", "skriv lige anførselstegn: \"…\"")
            }
            Self::DateForm => {
                both!("write a date as 2026-11-23: year, month, day", "skriv en dato som 2026-11-23: år, måned, dag")
            }
            Self::NoDate(why) => moment::way_out(*why),
            Self::OpenBracket => both!("close the bracket: `]`", "afslut den kantede parentes: `]`"),
            Self::ApostropheInside => both!(
                "put the whole text between double quotes: \"…\"",
                "sæt hele teksten i dobbelte anførselstegn: \"…\""
            ),
            Self::ThreeQuotes => both!(
                "the text begins with three quotes, and must end with three: \"\"\"",
                "teksten begynder med tre anførselstegn og skal også slutte med tre: \"\"\""
            ),
            Self::ThreeQuotesInside => both!(
                "write the quotes inside the text as »…«, or put the whole text between three single quotes: '''…'''",
                "skriv anførselstegnene inde i teksten som »…«, eller sæt hele teksten mellem tre enkelte \
                 anførselstegn: '''…'''"
            ),
            Self::NoValue => {
                both!("write a value behind the `=`, or delete the line", "skriv en værdi efter `=`, eller slet linjen")
            }
            Self::KeyTwice => both!("keep one of the two", "behold den ene af de to"),
            Self::Other(OtherFile::Office) => both!(
                "this is a document or a workbook, whatever its name ends with: a profile is plain text",
                "det er et dokument eller et regneark, uanset hvad navnet slutter på: en profil er ren tekst"
            ),
            Self::Other(OtherFile::RichText) => both!(
                "this is formatted text (RTF): save it as plain text",
                "det er formateret tekst (RTF): gem den som ren tekst"
            ),
            Self::Other(OtherFile::Pdf) => both!(
                "this is a PDF: a profile is plain text, and `bilag init --from` makes one of a filled checklist",
                "det er en PDF: en profil er ren tekst, og `bilag init --from` laver en ud fra en udfyldt tjekliste"
            ),
            Self::Other(OtherFile::Html) => both!(
                "this is a web page: save the profile as plain text",
                "det er en webside: gem profilen som ren tekst"
            ),
            Self::Other(OtherFile::Json) => both!(
                "this is JSON, and a profile is TOML: `key = value` on lines of their own",
                "det er JSON, og en profil er TOML: `nøgle = værdi` på hver sin linje"
            ),
            Self::More(more) => both!(
                "{more} more follow, perhaps only from these: look for a missing quote or bracket first",
                "der er {more} til, måske kun som følge af disse: se først efter et manglende anførselstegn \
                 eller en parentes"
            ),
        }
    }
}

/// What the parser says begins so, and means this.
const KNOWN: &[(&str, &str)] = &[
    (
        "invalid basic string",
        "en tekst er ikke afsluttet med anførselstegn, eller der står et tegn i den, som ikke må stå der",
    ),
    (
        "invalid multi-line basic string",
        "en tekst over flere linjer er ikke afsluttet med tre anførselstegn, eller der står et tegn i den, som \
         ikke må stå der",
    ),
    (
        "invalid literal string",
        "en tekst i enkelte anførselstegn er ikke afsluttet, eller der står et tegn i den, som ikke må stå der",
    ),
    ("invalid multi-line literal string", "en tekst over flere linjer i enkelte anførselstegn er ikke afsluttet"),
    ("invalid string", "teksten kan ikke læses"),
    ("string values must be quoted", "en tekst skal stå i anførselstegn"),
    ("missing opening quote", "anførselstegnet før teksten mangler"),
    ("missing escaped value", "efter `\\` i en tekst mangler et tegn"),
    ("too few unicode value digits", "efter `\\u` i en tekst mangler cifre"),
    ("carriage return must be followed by newline", "linjen er afsluttet på en måde, som ikke kan læses"),
    ("invalid unquoted key", "en nøgle må kun bestå af bogstaverne a-z, cifre, `-` og `_`"),
    ("unquoted keys cannot be empty", "der mangler en nøgle"),
    ("keys cannot be multi-line", "en nøgle skal stå på én linje"),
    ("missing key for inline table element", "der mangler en nøgle"),
    ("invalid key-value pair", "der skal stå en nøgle, et lighedstegn og en værdi"),
    ("unexpected key or value", "her står noget, der hverken er nøgle eller værdi; måske mangler et linjeskift"),
    ("unexpected content between comment and newline", "her står noget efter kommentaren"),
    ("unexpected content", "her står noget, der ikke hører til"),
    ("duplicate key", "nøglen står her for anden gang"),
    ("cannot extend value of type", "nøglen har allerede en værdi, så der kan ikke stå en nøgle under den"),
    ("key with no value", "nøglen har ingen værdi; den står efter et lighedstegn"),
    ("missing value", "nøglen har ingen værdi efter lighedstegnet"),
    ("missing assignment between key-value pairs", "lighedstegnet mellem nøgle og værdi mangler"),
    ("extra assignment between key-value pairs", "der er et lighedstegn for meget"),
    ("extra `=`", "der er et lighedstegn for meget"),
    ("unexpected `=` in array", "et lighedstegn kan ikke stå i en liste"),
    ("invalid value", "værdien kan ikke læses"),
    ("invalid boolean", "der skal stå `true` eller `false`"),
    ("invalid date-time", "datoen eller klokkeslættet kan ikke læses"),
    ("invalid datetime", "datoen eller klokkeslættet kan ikke læses"),
    ("invalid date", "datoen findes ikke eller er skrevet forkert"),
    ("invalid time", "klokkeslættet findes ikke eller er skrevet forkert"),
    ("invalid offset", "tidszonen kan ikke læses"),
    ("invalid float", "tallet kan ikke læses"),
    ("invalid integer number", "tallet kan ikke læses"),
    ("invalid mantissa", "tallet kan ikke læses"),
    ("invalid fraction", "tallet kan ikke læses"),
    ("invalid exponent", "tallet kan ikke læses"),
    ("invalid hexadecimal number", "tallet kan ikke læses"),
    ("invalid octal number", "tallet kan ikke læses"),
    ("invalid binary number", "tallet kan ikke læses"),
    ("unexpected leading zero", "et tal må ikke begynde med 0"),
    ("unexpected sign", "der står et fortegn for meget"),
    ("redundant numeric sign", "der står et fortegn for meget"),
    ("`_` may only go between digits", "`_` må kun stå mellem cifre"),
    ("unclosed array table", "overskriften mangler `]]` til sidst"),
    ("unclosed table", "overskriften mangler `]` til sidst"),
    ("missing table open", "overskriften mangler `[` først"),
    ("unclosed array", "listen mangler `]` til sidst"),
    ("missing array opening", "listen mangler `[` først"),
    ("missing comma between array elements", "der mangler et komma mellem to værdier i listen"),
    ("extra comma in array", "der er et komma for meget i listen"),
    ("unclosed inline table", "tabellen på linjen mangler `}` til sidst"),
    ("missing inline table opening", "tabellen på linjen mangler `{` først"),
    ("missing comma between key-value pairs", "der mangler et komma mellem to nøgler i tabellen på linjen"),
    ("extra comma in inline table", "der er et komma for meget i tabellen på linjen"),
    ("invalid inline table element", "tabellen på linjen kan ikke læses"),
    ("invalid comment character", "kommentaren indeholder et tegn, som ikke må stå der"),
    ("missing comment start", "kommentaren mangler `#` først"),
    ("cannot recurse further", "der er for mange niveauer inden i hinanden"),
];

/// What is wrong with a line, or with the file.
pub(super) fn headline(message: &str, slips: &[Slip]) -> Both {
    let Both { en, da } =
        slips.iter().find_map(Slip::headline).unwrap_or_else(|| Both { en: message.to_owned(), da: danish(message) });
    if slips.iter().any(|slip| matches!(slip, Slip::Other(_))) {
        both!("the file cannot be read: {en}", "filen kan ikke læses: {da}")
    } else {
        both!("the line cannot be read: {en}", "linjen kan ikke læses: {da}")
    }
}

/// What the parser says, for a Danish reader.
fn danish(message: &str) -> String {
    // The longest beginning is the one that is meant: `unclosed array table` is no `unclosed array`.
    let known = KNOWN.iter().filter(|(en, _)| message.starts_with(en)).max_by_key(|(en, _)| en.len());
    known.map_or_else(|| quoted(message), |(_, da)| (*da).to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::complaint::Complaints;
    use crate::input::table::Table;
    use crate::text::language::Language;
    use crate::text::source::Source;

    /// What the parser says of a slip, in Danish.
    fn said(text: &str) -> String {
        let mut complaints = Complaints::new();
        let source: Arc<Source> = Source::new("profil.toml", text);
        Table::parse(&source, &mut complaints);
        let complaint = complaints.iter().next().unwrap_or_else(|| panic!("{text:?} is sound TOML"));
        assert_eq!(complaint.fault.code(), "toml", "{text:?}");
        complaint.fault.saying().message.of(Language::Danish).to_owned()
    }

    #[test]
    fn frequent_slips_in_toml_are_told_in_danish() {
        let mut otherwise = Vec::new();
        for (text, da) in [
            ("title = \"Omsorg # nyt", "en tekst er ikke afsluttet med anførselstegn"),
            ("title = @Omsorg", "en tekst skal stå i anførselstegn"),
            ("title = 'Omsorg", "en tekst i enkelte anførselstegn er ikke afsluttet"),
            ("title", "nøglen har ingen værdi"),
            ("title =", "nøglen har ingen værdi efter lighedstegnet"),
            ("a = 1\na = 2", "nøglen står her for anden gang"),
            ("[a]\n[a]", "nøglen står her for anden gang"),
            ("a = [1, 2", "listen mangler `]` til sidst"),
            ("a = ['b' 'c']", "der mangler et komma"),
            ("[a}", "overskriften mangler `]`"),
            ("[[a}", "overskriften mangler `]]`"),
            ("a = { b = 1", "tabellen på linjen mangler `}`"),
            ("å! = 1", "en nøgle må kun bestå af"),
            ("a = 23.11.26", "tallet kan ikke læses"),
            ("a = 1\na.b = 2", "nøglen har allerede en værdi"),
            ("a = 2026-13-41", "datoen findes ikke, for et år har 12 måneder"),
            ("a = 31-11-2026", "datoen findes ikke, for november har 30 dage"),
            ("a = 29. februar 2027 kl. 12", "datoen findes ikke, for februar 2027 har 28 dage"),
            ("a = 2027-01-15T24:00:00", "klokkeslættet findes ikke, for et døgn slutter kl. 23.59"),
            ("version = 1,0", "tallet er skrevet med komma"),
            ("a = \"den \"nye\" løsning\"", "teksten slutter ved det første anførselstegn i den"),
            ("a = 'UUID'er'", "teksten slutter ved den apostrof, der står i den"),
            ("a = \"\"\"den \"\"\"nye\"\"\" løsning\"\"\"", "teksten slutter ved de tre anførselstegn"),
            ("a = \"\"\"den\n\"\"\" nye \"\"\" løsning\"\"\"", "teksten slutter ved de tre anførselstegn"),
            ("a = 2026-11-23T25:00:00", "klokkeslættet findes ikke"),
            ("a = 01", "et tal må ikke begynde med 0"),
        ] {
            let told = said(text);
            if !told.starts_with(&format!("linjen kan ikke læses: {da}")) {
                otherwise.push(format!("{text:?}: {told}"));
            }
        }
        assert!(otherwise.is_empty(), "{}", otherwise.join("\n"));
    }
}
