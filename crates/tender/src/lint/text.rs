//! Danish text cut into tokens, sentences and clauses: what every rule reads.
//!
//! A sentence ends at a full stop, but not at that of an abbreviation (»jf.«, »kl.«) or an ordinal (»1. marts«). An
//! item of
//! a list is a sentence of its own. A clause runs from comma to comma; it is *subordinate* if its first word says so
//! (»der«,
//! »som«, »når«). That is enough to tell what a requirement demands from what it merely mentions, since a comma before
//! every
//! subordinate clause is what tenders are written with; where it is missing, the words that can be nothing else still
//! tell.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    /// With its periods: »bl.a.«
    Abbreviation,
    /// Digits, with their points and comma: »5.000«, »99,5«, »2.1«
    Number,
    /// Of an integration, a package or a line: »SF1320_A«, »I-02.01«
    Id,
    /// One character that is none of these
    Mark,
}

/// Whether a token stands in what is demanded or in what is said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clause {
    Main,
    Subordinate,
}

#[derive(Debug, Clone)]
pub struct Token<'t> {
    pub raw: &'t str,
    /// In small letters
    pub lower: Box<str>,
    pub span: Range<usize>,
    pub kind: Kind,
    pub clause: Clause,
    /// Stands inside »…« or another pair of quotes
    pub quoted: bool,
    /// Stands inside parentheses
    pub bracketed: bool,
    pub sentence: usize,
    /// From comma to comma, counted through the text
    pub segment: usize,
}

impl Token<'_> {
    pub fn is(&self, word: &str) -> bool {
        &*self.lower == word
    }

    pub fn one_of(&self, words: &[&str]) -> bool {
        words.contains(&&*self.lower)
    }

    /// Counts as a word of the text.
    pub fn is_word(&self) -> bool {
        !matches!(self.kind, Kind::Mark)
    }

    pub fn capital(&self) -> bool {
        self.raw.chars().next().is_some_and(char::is_uppercase)
    }
}

#[derive(Debug, Clone)]
pub struct Sentence {
    pub tokens: Range<usize>,
    /// An item of a list
    pub item: bool,
}

/// A text that was read.
#[derive(Debug)]
pub struct Text<'t> {
    pub source: &'t str,
    pub tokens: Vec<Token<'t>>,
    pub sentences: Vec<Sentence>,
    /// What many words of a sentence ask of it, found once
    informs: OnceCell<Vec<bool>>,
    measured: OnceCell<Vec<bool>>,
}

/// How many tokens away a word can still mean something to another.
const FAR: usize = 80;

/// Abbreviations with periods, and whether a sentence may end with one.
const ABBREVIATIONS: &[(&str, bool)] = &[
    ("a.m.b.a.", true),
    ("adm.", false),
    ("afd.", false),
    ("afs.", false),
    ("alm.", false),
    ("ang.", false),
    ("art.", true),
    ("bek.", false),
    ("bl.a.", false),
    ("ca.", false),
    ("cf.", false),
    ("cirk.", false),
    ("d.d.", true),
    ("d.v.s.", false),
    ("div.", false),
    ("dvs.", false),
    ("e.l.", true),
    ("ekskl.", false),
    ("eks.", false),
    ("etc.", true),
    ("evt.", false),
    ("f.eks.", false),
    ("ff.", true),
    ("fig.", false),
    ("fmd.", false),
    ("hhv.", false),
    ("hr.", false),
    ("ifbm.", false),
    ("ifm.", false),
    ("ift.", false),
    ("iht.", false),
    ("incl.", false),
    ("inkl.", false),
    ("jf.", false),
    ("jfr.", false),
    ("kap.", false),
    ("kl.", false),
    ("kr.", true),
    ("kvt.", true),
    ("lbk.", false),
    ("m.a.o.", false),
    ("m.fl.", true),
    ("m.h.p.", false),
    ("m.h.t.", false),
    ("m.m.", true),
    ("m.v.", true),
    ("maks.", false),
    ("max.", false),
    ("mdr.", true),
    ("mfl.", true),
    ("mhp.", false),
    ("mht.", false),
    ("mia.", false),
    ("min.", true),
    ("mio.", false),
    ("mm.", true),
    ("mv.", true),
    ("nr.", false),
    ("o.a.", true),
    ("o.l.", true),
    ("o.lign.", true),
    ("obl.", false),
    ("osv.", true),
    ("p.t.", false),
    ("pct.", true),
    ("pga.", false),
    ("pkt.", false),
    ("pr.", false),
    ("pt.", false),
    ("resp.", false),
    ("s.", false),
    ("sek.", true),
    ("stk.", false),
    ("tlf.", false),
    ("v.", false),
    ("vedr.", false),
    ("vha.", false),
    ("årl.", false),
];

/// Words that open a subordinate clause at its start.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "at", "da", "der", "efter", "end", "fordi", "forudsat", "før", "hvad", "hvem", "hver", "hverken", "hvilke",
    "hvilken", "hvilket", "hvis", "hvor", "hvoraf", "hvordan", "hvorefter", "hvorfor", "hvorfra", "hvori",
    "hvorledes", "hvormed", "hvornår", "hvorom", "hvorpå", "hvortil", "hvorunder", "hvorved", "hvorvidt", "idet",
    "imens", "inden", "indtil", "ligesom", "medmindre", "mens", "når", "om", "selv", "selvom", "siden", "skønt",
    "som", "så", "således", "såfremt", "til", "uanset", "uden",
];

/// Words that open one in the middle, where a writer left the comma out.
const OPENERS_ANYWHERE: &[&str] = &[
    "fordi",
    "hvem",
    "hvilke",
    "hvilken",
    "hvilket",
    "hvis",
    "hvor",
    "hvordan",
    "hvorledes",
    "hvornår",
    "hvorvidt",
    "medmindre",
    "når",
    "som",
    "såfremt",
];

/// Words that may stand before an opener.
#[rustfmt::skip]
const BEFORE_OPENER: &[&str] = &[
    "af", "altså", "både", "dog", "eller", "for", "fra", "hos", "i", "kun", "men", "med", "og", "også", "på", "samt",
    "ud", "ved",
];

const VERBS_FIRST: &[&str] = &["skal", "må", "bør", "kan", "vil", "er", "har", "ønskes", "kræves", "forventes"];

static ENDINGS: LazyLock<HashMap<&'static str, Vec<(&'static str, bool)>>> = LazyLock::new(|| {
    let mut by_letter: HashMap<&'static str, Vec<(&'static str, bool)>> = HashMap::new();
    for &(abbreviation, ends) in ABBREVIATIONS {
        let first = abbreviation.chars().next().map_or(0, char::len_utf8);
        by_letter.entry(&abbreviation[..first]).or_default().push((abbreviation, ends));
    }
    for list in by_letter.values_mut() {
        list.sort_by_key(|(abbreviation, _)| std::cmp::Reverse(abbreviation.len()));
    }
    by_letter
});

impl<'t> Text<'t> {
    pub fn read(source: &'t str) -> Self {
        let mut text = Self {
            source,
            tokens: Vec::with_capacity(source.len() / 5),
            sentences: Vec::new(),
            informs: OnceCell::new(),
            measured: OnceCell::new(),
        };
        let ends = text.cut();
        text.part(&ends);
        text.quotes();
        text.clauses();
        text
    }

    /// Cuts the source into tokens; gives the indices after which a sentence ends, and whether an item begins there.
    fn cut(&mut self) -> Vec<(usize, bool)> {
        let source = self.source;
        let mut ends = Vec::new();
        let mut at = 0;
        while let Some(letter) = source[at..].chars().next() {
            let rest = &source[at..];
            if letter == '\n' {
                let blank = rest.trim_start_matches([' ', '\t', '\r', '\n']);
                let skipped = &rest[..rest.len() - blank.len()];
                at += skipped.len();
                let item = bullet(blank);
                if item.is_some() || skipped.matches('\n').count() > 1 {
                    ends.push((self.tokens.len(), item.is_some()));
                }
                at += item.unwrap_or(0);
                continue;
            }
            if letter.is_whitespace() || letter == '\u{ad}' {
                at += letter.len_utf8();
                continue;
            }
            if self.tokens.is_empty()
                && let Some(marker) = bullet(rest)
            {
                at += marker;
                continue;
            }
            let (length, kind, may_end) = token(rest);
            let span = at..at + length;
            let raw = &source[span.clone()];
            at = span.end;
            self.tokens.push(Token {
                raw,
                lower: raw.to_lowercase().into_boxed_str(),
                span,
                kind,
                clause: Clause::Main,
                quoted: false,
                bracketed: false,
                sentence: 0,
                segment: 0,
            });
            let after = &source[at..];
            let ends_here = match kind {
                Kind::Mark => match letter {
                    '!' | '?' => true,
                    '.' => {
                        !self.ordinal(after)
                            && (after.is_empty() || after.starts_with([' ', '\n', '\t', '\r', '«', '"', '”', ')']))
                    }
                    _ => false,
                },
                Kind::Abbreviation => may_end && next_is_capital(after),
                Kind::Word | Kind::Number | Kind::Id => false,
            };
            if ends_here {
                ends.push((self.tokens.len(), false));
            }
        }
        ends
    }

    /// The full stop just cut belongs to a number such as in »1. marts«.
    fn ordinal(&self, after: &str) -> bool {
        let before = self.tokens.len().checked_sub(2).map(|at| &self.tokens[at]);
        before.is_some_and(|token| token.kind == Kind::Number && token.raw.len() <= 2)
            && after.trim_start().chars().next().is_some_and(char::is_lowercase)
    }

    fn part(&mut self, ends: &[(usize, bool)]) {
        let mut start = 0;
        let mut item = false;
        for &(end, next_is_item) in ends.iter().chain([&(self.tokens.len(), false)]) {
            if end > start {
                self.sentences.push(Sentence { tokens: start..end, item });
                start = end;
            }
            item = next_is_item;
        }
        for (number, sentence) in self.sentences.iter().enumerate() {
            for token in &mut self.tokens[sentence.tokens.clone()] {
                token.sentence = number;
            }
        }
    }

    fn quotes(&mut self) {
        let mut closing: Option<(char, usize)> = None;
        let mut depth = 0usize;
        for at in 0..self.tokens.len() {
            let letter = if self.tokens[at].kind == Kind::Mark { self.tokens[at].raw.chars().next() } else { None };
            match letter {
                Some('(' | '[') => depth += 1,
                Some(')' | ']') => depth = depth.saturating_sub(1),
                Some(_) | None => self.tokens[at].bracketed = depth > 0,
            }
            let Some(letter) = letter else { continue };
            if let Some((close, from)) = closing
                && letter == close
            {
                for token in &mut self.tokens[from..at] {
                    token.quoted = true;
                }
                closing = None;
            } else if closing.is_none() {
                let close = match letter {
                    '»' => '«',
                    '“' | '„' | '”' => '”',
                    '"' => '"',
                    '«' => '»',
                    _ => continue,
                };
                closing = Some((close, at + 1));
            }
        }
    }

    fn clauses(&mut self) {
        let mut segment = 0;
        for sentence in self.sentences.clone() {
            let mut start = sentence.tokens.start;
            for at in sentence.tokens.clone() {
                let cuts = self.tokens[at].kind == Kind::Mark && matches!(self.tokens[at].raw, "," | ";" | ":" | "–");
                if cuts || at + 1 == sentence.tokens.end {
                    self.clause(start..at + 1, start == sentence.tokens.start, segment);
                    segment += 1;
                    start = at + 1;
                }
            }
        }
    }

    /// Tells the main words of one segment from the subordinate ones.
    fn clause(&mut self, range: Range<usize>, opens_sentence: bool, segment: usize) {
        let tokens = &mut self.tokens[range.clone()];
        for token in tokens.iter_mut() {
            token.segment = segment;
        }
        let first = tokens.iter().take(4).position(|token| token.is_word() && !token.one_of(BEFORE_OPENER));
        let Some(first) = first else { return };
        let second = tokens.get(first + 1);
        let verb_next = second.is_some_and(|token| token.one_of(VERBS_FIRST));
        let word = &tokens[first];
        let after_og = first > 0 && tokens[first - 1].is("og");
        // »Der skal …« and »…, og der skal …« demand, and so does »så skal løsningen …«.
        let demand =
            verb_next && (word.is("der") && (opens_sentence || after_og) || word.one_of(&["så", "således", "da"]));
        // »Efter udløb skal …« and »Til brug for … skal …« are no clauses, but »Efter at …« is.
        let adverbial = opens_sentence
            && word.one_of(&["efter", "inden", "før", "til", "uden", "siden", "hver", "som"])
            && !second.is_some_and(|token| token.is("at"));
        // »…, inden 4 timer, skal …«
        let time = word.one_of(&["efter", "inden", "til", "uden", "hver"])
            && second.is_some_and(|token| token.kind == Kind::Number || token.one_of(&["en", "et"]));
        let opener = word.one_of(OPENERS) && !demand && !adverbial && !time;
        let mut subordinate = opener;
        let mut modals = 0;
        for (at, token) in tokens.iter_mut().enumerate() {
            if !subordinate && at > 0 && token.one_of(OPENERS_ANYWHERE) {
                subordinate = true;
            }
            if token.one_of(&["skal", "må"]) {
                modals += 1;
                // »Når X skal leveres skal løsningen …« without a comma: the second modal is the sentence's own.
                if opener && opens_sentence && modals == 2 {
                    subordinate = false;
                }
            }
            if subordinate {
                token.clause = Clause::Subordinate;
            }
        }
    }

    /// The tokens of a sentence.
    pub fn of(&self, sentence: usize) -> &[Token<'t>] {
        self.sentences.get(sentence).map_or(&[], |sentence| &self.tokens[sentence.tokens.clone()])
    }

    /// Whether the sentence informs, as `judge` finds it the first time.
    pub fn informs(&self, sentence: usize, judge: impl Fn(usize) -> bool) -> bool {
        let judged = self.informs.get_or_init(|| (0..self.sentences.len()).map(judge).collect());
        judged.get(sentence).copied().unwrap_or(false)
    }

    /// Whether the sentence holds a measure, as `judge` finds it the first time.
    pub fn measured(&self, sentence: usize, judge: impl Fn(usize) -> bool) -> bool {
        let judged = self.measured.get_or_init(|| (0..self.sentences.len()).map(judge).collect());
        judged.get(sentence).copied().unwrap_or(false)
    }

    /// Where a sentence stands in the text, without its list mark and the blanks around.
    pub fn place(&self, sentence: usize) -> Range<usize> {
        let tokens = self.of(sentence);
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.start..last.span.end,
            (None, _) | (_, None) => 0..0,
        }
    }

    /// The token `steps` words away in the same sentence, marks counted too.
    pub fn near(&self, at: usize, steps: isize) -> Option<&Token<'t>> {
        let other = self.tokens.get(at.checked_add_signed(steps)?)?;
        (other.sentence == self.tokens[at].sentence).then_some(other)
    }

    /// The words before it in its segment, nearest first; of a segment that never ends, the nearest.
    pub fn before(&self, at: usize) -> impl Iterator<Item = &Token<'t>> {
        let segment = self.tokens[at].segment;
        self.tokens[..at].iter().rev().take_while(move |token| token.segment == segment).take(FAR)
    }

    /// The words after it in its sentence; of a sentence that never ends, the nearest.
    pub fn after(&self, at: usize) -> impl Iterator<Item = &Token<'t>> {
        let sentence = self.tokens[at].sentence;
        self.tokens[at + 1..].iter().take_while(move |token| token.sentence == sentence).take(FAR)
    }

    /// The words that the text itself says: not those that it quotes.
    pub fn said(&self) -> impl Iterator<Item = (usize, &Token<'t>)> {
        self.tokens.iter().enumerate().filter(|(_, token)| !token.quoted)
    }

    pub fn has(&self, words: &[&str]) -> bool {
        self.said().any(|(_, token)| token.one_of(words))
    }
}

/// The length of a list mark at the start of a line, with the blanks after it.
fn bullet(line: &str) -> Option<usize> {
    let mark = if line.starts_with(['-', '–', '•', '*', '·', 'o']) {
        line.chars().next().map_or(0, char::len_utf8)
    } else {
        let label = line.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let short = (1..=2).contains(&label) && (line.as_bytes()[0].is_ascii_digit() || label == 1);
        if !short || !line[label..].starts_with([')', '.']) {
            return None;
        }
        label + 1
    };
    let rest = &line[mark..];
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (blank > 0).then_some(mark + blank)
}

fn next_is_capital(after: &str) -> bool {
    let rest = after.trim_start();
    rest.is_empty() || rest.len() < after.len() && rest.chars().next().is_some_and(char::is_uppercase)
}

/// The length and kind of the token at the start, and of an abbreviation whether it may end a sentence.
fn token(rest: &str) -> (usize, Kind, bool) {
    let Some(first) = rest.chars().next() else { return (0, Kind::Mark, false) };
    if first.is_ascii_digit() {
        return number(rest);
    }
    if !first.is_alphabetic() {
        return (first.len_utf8(), Kind::Mark, false);
    }
    let mut buffer = [0; 4];
    let small = first.to_lowercase().next().unwrap_or(first).encode_utf8(&mut buffer);
    for &(abbreviation, ends) in ENDINGS.get(&*small).into_iter().flatten() {
        if let Some(head) = rest.get(..abbreviation.len())
            && head.eq_ignore_ascii_case(abbreviation)
            && !rest[abbreviation.len()..].starts_with(char::is_alphanumeric)
        {
            // »min.« may be the end of »… er min.«; as a unit or a bound it is an abbreviation in any case.
            return (abbreviation.len(), Kind::Abbreviation, ends);
        }
    }
    if let Some(length) = id(rest) {
        return (length, Kind::Id, false);
    }
    (word(rest), Kind::Word, false)
}

fn word(rest: &str) -> usize {
    let mut letters = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '-' | '\'' | '’' | '_' | '\u{ad}' | '&' | '@')
            || letter == '.' && letters.peek().is_some_and(|(_, next)| next.is_lowercase() || next.is_ascii_digit());
        let goes_on =
            letter.is_alphanumeric() || joins && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !goes_on {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

fn number(rest: &str) -> (usize, Kind, bool) {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1) {
        end += 1;
    }
    // »24-timers«, »19c«, »2-faktor« are words.
    let tail = &rest[end..];
    let mut letters = tail.chars();
    let is_word = match letters.next() {
        Some('-') => letters.next().is_some_and(char::is_alphabetic),
        Some(letter) => letter.is_alphabetic(),
        None => false,
    };
    if is_word { (end + word_tail(tail), Kind::Word, false) } else { (end, Kind::Number, false) }
}

fn word_tail(tail: &str) -> usize {
    let hyphen = usize::from(tail.starts_with('-'));
    hyphen + word(&tail[hyphen..])
}

/// The length of an id: `SF1320_A`, `I-02`, `I-02.01`, `I-04.B1`, `I-02.E1`.
fn id(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length = if rest.starts_with("SF") && digits(2) == 4 {
        let mut end = 6;
        while bytes.get(end) == Some(&b'_') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1 + bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        }
        end
    } else if rest.starts_with("I-") && (1..=2).contains(&digits(2)) {
        let end = 2 + digits(2);
        let letter = usize::from(matches!(bytes.get(end + 1), Some(b'B' | b'E')));
        let line = if bytes.get(end) == Some(&b'.') { digits(end + 1 + letter) } else { 0 };
        if line > 0 { end + 1 + letter + line } else { end }
    } else {
        return None;
    };
    (!rest[length..].starts_with(char::is_alphanumeric)).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(source: &str) -> Vec<&str> {
        let text = Text::read(source);
        (0..text.sentences.len()).map(|at| &source[text.place(at)]).collect()
    }

    #[test]
    fn abbreviations_and_ordinals_end_no_sentence() {
        let source = "Løsningen skal, jf. bilag 2, stk. 3, være klar den 1. marts 2028 kl. 8. Den må bl.a. ikke fejle.";
        assert_eq!(sentences(source).len(), 2, "{:?}", sentences(source));
    }

    #[test]
    fn an_abbreviation_that_closes_a_list_ends_the_sentence_before_a_capital() {
        assert_eq!(sentences("Den skal vise navn, adresse m.v. Løsningen skal logge.").len(), 2);
        assert_eq!(sentences("Den skal vise navn, adresse m.v. på skærmen.").len(), 1);
    }

    #[test]
    fn each_item_of_a_list_is_a_sentence() {
        let source = "Løsningen skal vise:\n- navn\n- adresse\n1) noget\n\nOg så videre.";
        assert_eq!(sentences(source), ["Løsningen skal vise:", "navn", "adresse", "noget", "Og så videre."]);
    }

    #[test]
    fn a_number_keeps_its_points_and_commas_and_ids_are_whole() {
        let text = Text::read("Op til 5.000 sager, 99,5 %, via SF1590_B_02 og I-04.B1. Se I-02.");
        let kinds: Vec<_> =
            text.tokens.iter().filter(|t| matches!(t.kind, Kind::Number | Kind::Id)).map(|t| t.raw).collect();
        assert_eq!(kinds, ["5.000", "99,5", "SF1590_B_02", "I-04.B1", "I-02"]);
    }

    #[test]
    fn what_a_relative_clause_demands_is_not_demanded_by_the_sentence() {
        let main = |source: &str| {
            Text::read(source).tokens.iter().filter(|t| t.is("skal") && t.clause == Clause::Main).count()
        };
        assert_eq!(main("Løsningen skal vise de felter, der skal udfyldes."), 1);
        assert_eq!(main("Når borgeren skal til samtale, skal løsningen give besked."), 1);
        assert_eq!(main("Løsningen skal give besked når borgeren skal til samtale."), 1);
        assert_eq!(main("Løsningen skal logge, og leverandøren skal gemme loggen."), 2);
        assert_eq!(main("Den bruger, der skal godkende, skal have besked."), 1);
        assert_eq!(main("Løsningen skal logge, og der skal være en alarm."), 2);
    }

    #[test]
    fn spans_stand_on_character_boundaries_whatever_the_text() {
        for source in ["", "»", "æ\u{ad}ø", "1.", "- ", "🦀 5 🦀", "I-", "SF", "o\n\n", "a.b.c", "»a \"b« c\""]
        {
            for token in Text::read(source).tokens {
                assert_eq!(&source[token.span.clone()], token.raw);
            }
        }
    }
}
