//! CVR numbers, checked by modulus 11.

use crate::text::invisible::is_invisible;

/// Why a CVR number cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CvrError {
    /// It does not have eight digits
    Digits,
    /// Its check digit is wrong
    CheckDigit,
}

/// Checks a CVR number. It is taken with what people copy along from invoices and registers: `DK`, `CVR-nr.`, blanks of
/// any kind, hyphens and dots. Returns the bare digits.
pub fn check(written: &str) -> Result<String, CvrError> {
    const WEIGHTS: [u32; 8] = [2, 7, 6, 5, 4, 3, 2, 1];
    // A spreadsheet marks a number as a text, or gives it decimals.
    let written = written.trim().trim_start_matches("=\"").trim_start_matches('\'').trim_end_matches('"');
    let written = [",0", ",00", ".0", ".00"].iter().find_map(|end| written.strip_suffix(end)).unwrap_or(written);
    // Digits of full width, as some keyboards write them.
    let narrow = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        other => other,
    };
    let bare: String = written.chars().map(narrow).filter(|c| !is_filler(*c)).collect::<String>().to_lowercase();
    let bare =
        ["cvrnummer", "cvrnr", "cvr", "senr", "dk"].iter().fold(bare, |bare, front| match bare.strip_prefix(front) {
            Some(rest) => rest.to_owned(),
            None => bare,
        });
    let digits: Option<Vec<u32>> = bare.chars().map(|c| c.to_digit(10)).collect();
    let digits = digits.filter(|digits| digits.len() == WEIGHTS.len()).ok_or(CvrError::Digits)?;
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    if sum.is_multiple_of(11) && sum > 0 { Ok(bare) } else { Err(CvrError::CheckDigit) }
}

/// What stands between digits and says nothing.
fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '.' | ':' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}')
        || is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cvr_number_has_eight_digits_and_a_check_digit() {
        assert_eq!(check("12345674"), Ok("12345674".to_owned()));
        assert_eq!(check("12 34 56 74"), Ok("12345674".to_owned()));
        assert_eq!(check("12345678"), Err(CvrError::CheckDigit));
        assert_eq!(check("00000000"), Err(CvrError::CheckDigit));
        assert_eq!(check("1234567"), Err(CvrError::Digits));
        assert_eq!(check("SE556677889901"), Err(CvrError::Digits));
    }

    #[test]
    fn a_cvr_number_is_taken_as_people_copy_it() {
        for written in [
            "DK12345674",
            "DK-12345674",
            "dk 12 34 56 74",
            "12\u{a0}34\u{202f}56\u{a0}74",
            "CVR-nr. 12345674",
            "CVR: DK 12345674",
            "12-34-56-74",
            "12.34.56.74",
            "12345674\t",
            "12345674\u{200b}",
            "12345674,0",
            "'12345674",
            "=\"12345674\"",
            "１２３４５６７４",
        ] {
            assert_eq!(check(written), Ok("12345674".to_owned()), "{written}");
        }
        for wrong in ["SE12345674", "DKDK12345674", "12345674 DK", ""] {
            assert_eq!(check(wrong), Err(CvrError::Digits), "{wrong}");
        }
    }
}
