//! Which words changed.

use serde::Serialize;
use similar::{Algorithm, ChangeTag, TextDiff};

/// A run of words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", content = "s", rename_all = "kebab-case")]
pub enum Piece {
    Same(String),
    Gone(String),
    Came(String),
}

/// Two texts in one: what went stands before what came.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut gone, mut came) = (String::new(), String::new());
    let settle = |gone: &mut String, came: &mut String, pieces: &mut Vec<Piece>| {
        let (before, after) = shared_ends(gone, came);
        let (gone, came) = (std::mem::take(gone), std::mem::take(came));
        let inner = |text: &str| text[before..text.len() - after].to_owned();
        let runs = [
            Piece::Same(gone[..before].to_owned()),
            Piece::Gone(inner(&gone)),
            Piece::Came(inner(&came)),
            Piece::Same(gone[gone.len() - after..].to_owned()),
        ];
        runs.into_iter().for_each(|run| push(pieces, run));
    };
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_words(old, new);
    let changes: Vec<_> = diff.iter_all_changes().map(|change| (change.tag(), change.value())).collect();
    for (at, (tag, text)) in changes.iter().enumerate() {
        match tag {
            ChangeTag::Delete => gone.push_str(text),
            ChangeTag::Insert => came.push_str(text),
            ChangeTag::Equal => {
                // A lone space between two changed words would cut one change into many.
                let between = text.trim().is_empty() && !(gone.is_empty() && came.is_empty());
                let more = changes.get(at + 1).is_some_and(|(tag, _)| *tag != ChangeTag::Equal);
                if between && more {
                    gone.push_str(text);
                    came.push_str(text);
                    continue;
                }
                settle(&mut gone, &mut came, &mut pieces);
                push(&mut pieces, Piece::Same((*text).to_owned()));
            }
        }
    }
    settle(&mut gone, &mut came, &mut pieces);
    pieces
}

/// Appends a run, unless it is empty; words that stayed go on from one run to the next.
fn push(pieces: &mut Vec<Piece>, run: Piece) {
    match (pieces.last_mut(), run) {
        (_, Piece::Same(text) | Piece::Gone(text) | Piece::Came(text)) if text.is_empty() => {}
        (Some(Piece::Same(before)), Piece::Same(text)) => before.push_str(&text),
        (_, run) => pieces.push(run),
    }
}

/// How many bytes two texts begin and end with alike, in whole words at the beginning and in marks and blanks at the end:
/// the word before a comma that came did not change, nor did the full stop after one that did.
fn shared_ends(one: &str, other: &str) -> (usize, usize) {
    let alike = |(a, b): &(char, char)| a == b && !a.is_alphanumeric();
    let bytes = |shared: usize, (a, _): (char, char)| shared + a.len_utf8();
    let marks = one.chars().zip(other.chars()).take_while(alike).fold(0, bytes);
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).fold(0, bytes);
    // A mark in the middle of a word belongs to it: »12.30«, »og/eller«.
    let ends_word = |text: &str, at: usize| {
        let mut rest = text[at..].chars();
        let is_mark = |c: char| !c.is_alphanumeric();
        rest.next().is_none_or(is_mark) && rest.next().is_none_or(is_mark)
    };
    let is_end = |at: &usize| one.is_char_boundary(*at) && ends_word(one, *at) && ends_word(other, *at);
    let before = (marks..=same).rev().find(is_end).unwrap_or(marks);
    let rest = one[before..].chars().rev().zip(other[before..].chars().rev());
    (before, rest.take_while(alike).fold(0, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let show = |piece: &Piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::Gone(text) => format!("[-{text}-]"),
            Piece::Came(text) => format!("{{+{text}+}}"),
        };
        pieces(old, new).iter().map(show).collect()
    }

    #[test]
    fn changed_words_stand_together_and_the_rest_stays() {
        assert_eq!(
            shown("Løsningen skal sende beskeder.", "Løsningen skal kunne sende beskeder."),
            "Løsningen skal {+kunne +}sende beskeder."
        );
        assert_eq!(
            shown("senest ti dage efter", "senest fem hverdage efter"),
            "senest [-ti dage-]{+fem hverdage+} efter"
        );
        assert_eq!(shown("til (ti) dage.", "til (fem) dage, senest."), "til ([-ti) dage-]{+fem) dage, senest+}.");
        assert_eq!(shown("i ti.", "i fem."), "i [-ti-]{+fem+}.");
        assert_eq!(shown("Krav, vægt 60", "Krav"), "Krav[-, vægt 60-]");
        assert_eq!(shown("kl. 12.00.", "kl. 12.30."), "kl. [-12.00-]{+12.30+}.");
        assert_eq!(shown("og/eller", "og"), "[-og/eller-]{+og+}");
        assert_eq!(shown("kravet", "kravene"), "[-kravet-]{+kravene+}");
        assert_eq!(shown("", "ny"), "{+ny+}");
        assert_eq!(shown("uændret tekst", "uændret tekst"), "uændret tekst");
    }

    #[test]
    fn both_texts_can_be_read_out_of_the_pieces() {
        let (old, new) = ("a  b c\nd æ", "a b x c\n\nd ø æ");
        let of =
            |keep: fn(&Piece) -> Option<&String>| pieces(old, new).iter().filter_map(keep).cloned().collect::<String>();
        let was = of(|piece| match piece {
            Piece::Same(text) | Piece::Gone(text) => Some(text),
            Piece::Came(_) => None,
        });
        let is = of(|piece| match piece {
            Piece::Same(text) | Piece::Came(text) => Some(text),
            Piece::Gone(_) => None,
        });
        assert_eq!((was.as_str(), is.as_str()), (old, new));
    }
}
