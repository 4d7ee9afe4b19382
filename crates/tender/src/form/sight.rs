//! What can be read on white paper.

/// Whether a colour, written as `FFFFFF` or with its opacity before it, cannot be told from the paper.
pub(super) fn is_pale(colour: &str) -> bool {
    /// The darkest that each part of such a colour is.
    const DARKEST: u32 = 0xee;
    let digits = colour.trim().trim_start_matches('#');
    let last = digits.len().checked_sub(6).and_then(|at| digits.get(at..));
    let colour = last.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    colour.is_some_and(|colour| [16, 8, 0].into_iter().all(|shift| colour >> shift & 0xff >= DARKEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_white_cannot_be_read_and_a_light_colour_can() {
        for pale in ["FFFFFF", "ffffffff", "FFFEFEFE", "#fdfdf7"] {
            assert!(is_pale(pale), "{pale}");
        }
        for seen in ["000000", "FFFF00", "D9D9D9", "auto", "", "å", "FFF"] {
            assert!(!is_pale(seen), "{seen}");
        }
    }
}
