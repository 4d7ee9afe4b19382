//! A number with all that its format shows beside it: words in quotes, signs of their own, thousands left out.
//!
//! What is read of a cell is its number; where the format shows another, or adds words, that is told.

use super::{general, rounded, split_sections};

/// A piece of a format.
enum Piece {
    /// The place of a digit
    Digit(char),
    Point,
    Comma,
    Percent,
    Said(String),
    /// The number as it was typed
    General,
}

/// A number as its format shows it, with all that the format says beside it; nothing of a format of dates, shares of a
/// whole or powers, whose words alone are told by [`said`].
pub(super) fn whole(value: f64, format: &str) -> Option<String> {
    let (section, is_negative) = section_for(value, format);
    let pieces = pieces(section);
    let sign = if is_negative { "-" } else { "" };
    let literal = |piece: &Piece| match piece {
        Piece::Said(text) => text.clone(),
        Piece::Percent => "%".to_owned(),
        Piece::Digit(_) | Piece::Point | Piece::Comma | Piece::General => String::new(),
    };
    if section.is_empty() && !format.contains(';') || pieces.iter().any(|piece| matches!(piece, Piece::General)) {
        let shown = |piece: &Piece| match piece {
            Piece::General => general(value.abs()),
            other => literal(other),
        };
        let empty = if pieces.is_empty() { general(value.abs()) } else { String::new() };
        return Some(format!("{sign}{empty}{}", pieces.iter().map(shown).collect::<String>()));
    }
    if !pieces.iter().any(|piece| matches!(piece, Piece::Digit(_))) {
        return Some(format!("{sign}{}", pieces.iter().map(literal).collect::<String>()));
    }
    let point = pieces.iter().position(|piece| matches!(piece, Piece::Point)).unwrap_or(pieces.len());
    let (before, after) = pieces.split_at(point);
    let places = |pieces: &[Piece]| pieces.iter().filter(|piece| matches!(piece, Piece::Digit(_))).count();
    let last = before.iter().rposition(|piece| matches!(piece, Piece::Digit(_)));
    let is_comma = |piece: &&Piece| matches!(piece, Piece::Comma);
    let behind = |last: usize, pieces: &[Piece]| pieces[last..].iter().filter(is_comma).count();
    let last_after = after.iter().rposition(|piece| matches!(piece, Piece::Digit(_)));
    let thousands = last.map_or(0, |last| behind(last, before)) + last_after.map_or(0, |last| behind(last, after));
    let grouped = last.is_some_and(|last| before[..last].iter().any(|piece| is_comma(&piece)));
    let shares = pieces.iter().filter(|piece| matches!(piece, Piece::Percent)).count();
    let power = |base: f64, times: usize| base.powi(i32::try_from(times).unwrap_or(i32::MAX));
    let scaled = value.abs() * power(100.0, shares) / power(1000.0, thousands);
    let (places_before, decimals) = (places(before), places(after));
    let least = before.iter().filter(|piece| matches!(piece, Piece::Digit('0'))).count();
    let kept = after.iter().filter(|piece| matches!(piece, Piece::Digit('0'))).count();
    let written = rounded(scaled, decimals);
    let (digits, part) = written.split_once('.').unwrap_or((&written, ""));
    // Only a zero stands for a nought that counts for nothing.
    let digits = if digits == "0" { "" } else { digits };
    let digits: Vec<char> = format!("{digits:0>least$}").chars().collect();
    let part: Vec<char> = part.chars().collect();
    let used = part.iter().rposition(|digit| *digit != '0').map_or(0, |at| at + 1).max(kept);
    let mut out = sign.to_owned();
    let (mut place, mut next) = (0, 0);
    for piece in before {
        match piece {
            Piece::Digit(_) => {
                place += 1;
                // The first place takes all digits that have none of their own.
                let left = places_before - place;
                let until = digits.len().saturating_sub(left).max(next);
                for digit in &digits[next..until] {
                    out.push(*digit);
                    next += 1;
                    let behind = digits.len() - next;
                    if grouped && behind > 0 && behind.is_multiple_of(3) {
                        out.push('.');
                    }
                }
            }
            other => out += &literal(other),
        }
    }
    let mut at = 0;
    for (place, piece) in after.iter().enumerate() {
        match piece {
            Piece::Point if place > 0 => out.push('.'),
            Piece::Point if used > 0 => out.push(','),
            Piece::Digit(_) => {
                out.extend(part.get(at).filter(|_| at < used));
                at += 1;
            }
            other => out += &literal(other),
        }
    }
    Some(out)
}

/// The words and signs that a section shows by itself.
pub(super) fn said(section: &str) -> String {
    let said = pieces(section).into_iter().filter_map(|piece| match piece {
        Piece::Said(text) => Some(text),
        Piece::Digit(_) | Piece::Point | Piece::Comma | Piece::Percent | Piece::General => None,
    });
    said.collect()
}

/// The section of a format that shows a number, and whether the number's sign stands before it.
pub(super) fn section_for(value: f64, format: &str) -> (&str, bool) {
    let sections = split_sections(format);
    let conditions: Vec<Option<bool>> = sections.iter().map(|section| condition(section, value)).collect();
    let at = |at: usize| sections.get(at).copied().unwrap_or_default();
    if conditions.iter().any(Option::is_some) {
        let held = conditions.iter().position(|holds| *holds == Some(true));
        let free = conditions.iter().rposition(Option::is_none);
        return (at(held.or(free).unwrap_or(sections.len().saturating_sub(1))), value < 0.0);
    }
    match sections.len() {
        // The last is for texts.
        2 if sections[1].contains('@') => (at(0), value < 0.0),
        0 | 1 => (at(0), value < 0.0),
        _ if value < 0.0 => (at(1), false),
        2 => (at(0), false),
        _ if value == 0.0 => (at(2), false),
        _ => (at(0), false),
    }
}

/// Whether a condition such as `[>10]` holds; nothing where there is none.
fn condition(section: &str, value: f64) -> Option<bool> {
    let brackets = section.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    brackets.into_iter().find_map(|inside| {
        let number = inside.trim_start_matches(['<', '>', '=']);
        let limit: f64 = number.trim().parse().ok()?;
        match &inside[..inside.len() - number.len()] {
            "<" => Some(value < limit),
            ">" => Some(value > limit),
            "<=" => Some(value <= limit),
            ">=" => Some(value >= limit),
            "=" => Some(value == limit),
            "<>" => Some(value != limit),
            _ => None,
        }
    })
}

fn pieces(section: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = section;
    while let Some(c) = rest.chars().next() {
        if let Some(word) = ["general", "standard"]
            .into_iter()
            .find(|word| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
        {
            pieces.push(Piece::General);
            rest = &rest[word.len()..];
            continue;
        }
        let mut letters = rest.chars();
        letters.next();
        let after = letters.as_str();
        let (piece, left) = match c {
            '"' => {
                let (text, left) = after.split_once('"').unwrap_or((after, ""));
                (Some(Piece::Said(text.to_owned())), left)
            }
            '\\' | '!' => (letters.next().map(|c| Piece::Said(c.to_string())), letters.as_str()),
            // As wide as the letter that follows.
            '_' => {
                letters.next();
                (None, letters.as_str())
            }
            // What fills the cell.
            '*' => {
                let fill = letters.next().filter(|c| c.is_alphanumeric());
                (fill.map(|c| Piece::Said(c.to_string())), letters.as_str())
            }
            '[' => {
                let (inside, left) = after.split_once(']').unwrap_or((after, ""));
                // A currency is shown: `[$kr.-406]`.
                let money = inside.strip_prefix('$').map(|money| money.rsplit_once('-').map_or(money, |it| it.0));
                (money.filter(|money| !money.is_empty()).map(|money| Piece::Said(money.to_owned())), left)
            }
            '0' | '#' | '?' => (Some(Piece::Digit(c)), after),
            '.' => (Some(Piece::Point), after),
            // An exponent is a part of the number.
            'E' | 'e' if after.starts_with(['+', '-']) => (None, &after[1..]),
            ',' => (Some(Piece::Comma), after),
            '%' => (Some(Piece::Percent), after),
            '@' => (Some(Piece::General), after),
            other => (Some(Piece::Said(other.to_string())), after),
        };
        pieces.extend(piece);
        rest = left;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_with_all_that_its_format_says() {
        for (value, format, shown) in [
            (20.0, "0\" (dog 72)\"", "20 (dog 72)"),
            (20.0, "0\"00\"", "2000"),
            (20.0, "0\"0\"0", "200"),
            (20.0, "\\2\\0\\00", "20020"),
            (20.0, "0,", "0"),
            (4_000.0, "#,##0.0,", "4,0"),
            (4_500_000.0, "0.0,,", "4,5"),
            (20.0, "-0", "-20"),
            (20.0, "*90", "920"),
            (20.0, "[$7-406]0", "720"),
            (20.0, "[>10]\"200\";General", "200"),
            (5.0, "[>10]\"200\";General", "5"),
            (-5.0, "0;0", "5"),
            (0.0, "0;-0;", ""),
            (1_234.5, "#,##0.00", "1.234,50"),
            (20.0, "General\" dage\"", "20 dage"),
            (20.0, "0.##", "20"),
            (0.2, "0 %", "20 %"),
            (4.5, "0", "5"),
            (0.5, "#.##", ",5"),
            (1_150.0, "#,##0.00 kr.", "1.150,00 kr."),
            (-20.0, "", "-20"),
        ] {
            assert_eq!(whole(value, format).as_deref(), Some(shown), "{format}");
        }
    }
}
