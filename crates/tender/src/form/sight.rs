//! What can be read: letters on a ground of another colour, drawn in a font that has letters.

/// How much red, green and blue a colour has.
pub(super) type Colour = [u8; 3];

pub(super) const PAPER: Colour = [0xff; 3];
pub(super) const INK: Colour = [0; 3];

/// A colour that is written as `FFFFFF`, or with its opacity before it.
pub(super) fn colour(written: &str) -> Option<Colour> {
    let digits = written.trim().trim_start_matches('#');
    let last = digits.len().checked_sub(6).and_then(|at| digits.get(at..))?;
    let [_, red, green, blue] = u32::from_str_radix(last, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

/// Whether one colour cannot be told from another.
pub(super) fn alike(one: Colour, other: Colour) -> bool {
    /// The most that each part of two such colours differs.
    const NEAR: u8 = 0x11;
    one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= NEAR)
}

/// Whether a colour cannot be told from the paper.
pub(super) fn is_pale(written: &str) -> bool {
    colour(written).is_some_and(|colour| alike(colour, PAPER))
}

/// Whether a font draws signs in the place of letters.
pub(super) fn draws_signs(font: &str) -> bool {
    const FONTS: [&str; 7] =
        ["wingdings", "webdings", "symbol", "marlett", "zapf", "itc zapf dingbats", "bookshelf symbol"];
    let font = font.trim().to_lowercase();
    FONTS.iter().any(|name| font.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_of_signs_is_known_by_its_name() {
        assert!(draws_signs("Wingdings 2") && draws_signs(" Symbol"));
        assert!(!draws_signs("Calibri") && !draws_signs("Segoe UI Symbol"));
    }

    #[test]
    fn what_is_nearly_white_cannot_be_read_and_a_light_colour_can() {
        for pale in ["FFFFFF", "ffffffff", "FFFEFEFE", "#fdfdf7"] {
            assert!(is_pale(pale), "{pale}");
        }
        assert!(alike([0x1a; 3], [0x10, 0x20, 0x2b]) && !alike([0x1a; 3], [0x1a, 0x1a, 0x2c]));
        for seen in ["000000", "FFFF00", "D9D9D9", "auto", "", "å", "FFF"] {
            assert!(!is_pale(seen), "{seen}");
        }
    }
}
