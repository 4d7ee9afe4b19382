//! CVR numbers, checked by modulus 11.

/// Why a CVR number cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CvrError {
    /// It does not have eight digits
    Digits,
    /// Its check digit is wrong
    CheckDigit,
}

/// Checks a CVR number; `DK` before the digits, and blanks, dots and hyphens between them are allowed. Returns the bare digits.
pub fn check(written: &str) -> Result<String, CvrError> {
    const WEIGHTS: [u32; 8] = [2, 7, 6, 5, 4, 3, 2, 1];
    let number = written.trim();
    let number = ["DK", "Dk", "dk"].iter().find_map(|land| number.strip_prefix(land)).unwrap_or(number);
    let bare: String = number.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '.' | '-')).collect();
    let digits: Option<Vec<u32>> = bare.chars().map(|c| c.to_digit(10)).collect();
    let digits = digits.filter(|digits| digits.len() == WEIGHTS.len()).ok_or(CvrError::Digits)?;
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    if sum.is_multiple_of(11) && sum > 0 { Ok(bare) } else { Err(CvrError::CheckDigit) }
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
        for slip in ["DK12345674", "dk 12 34 56 74", "DK-12.34.56.74", " 12345674 "] {
            assert_eq!(check(slip), Ok("12345674".to_owned()), "{slip}");
        }
        for wrong in ["SE12345674", "DKDK12345674", "12345674 DK", ""] {
            assert_eq!(check(wrong), Err(CvrError::Digits), "{wrong}");
        }
    }
}
