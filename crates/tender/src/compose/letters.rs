//! How wide a text is in our font, before anything lays it out. A drawing gives each of its texts that width, whatever font
//! it is shown in.

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Semibold,
}

/// The letters that the tables begin with and end at, in the order of Unicode.
const FIRST: char = ' ';

/// From the blank to the tilde, in thousandths of the text's size.
const REGULAR: [u16; 95] = [
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497, 497, 497,
    497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263, 479, 579, 486, 727,
    647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500, 542, 504, 553, 456, 555,
    496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303,
    241, 303, 497,
];

/// The same in the weight of names.
const SEMIBOLD: [u16; 95] = [
    200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344, 513, 513, 513, 513, 513, 513, 513,
    513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538, 510, 628, 663, 282, 494, 597, 502, 745,
    657, 674, 582, 674, 592, 545, 546, 655, 536, 800, 541, 501, 540, 324, 344, 324, 513, 500, 549, 516, 563, 462, 564,
    507, 317, 520, 558, 262, 263, 522, 271, 843, 560, 549, 564, 564, 373, 431, 361, 556, 495, 748, 481, 495, 443, 324,
    255, 324, 513,
];

/// Letters beyond those: in the one weight, and in the other.
const BEYOND: [(&str, u16, u16); 17] = [
    ("æ", 778, 780),
    ("Æ", 822, 834),
    ("øö", 542, 549),
    ("ØÖ", 664, 674),
    ("åä", 504, 516),
    ("ÅÄ", 544, 558),
    ("éë", 496, 507),
    ("É", 527, 538),
    ("ü", 544, 556),
    ("Ü", 645, 655),
    ("–", 480, 480),
    ("—", 800, 800),
    ("»«", 429, 455),
    ("§", 497, 513),
    ("●", 600, 600),
    ("’·", 249, 275),
    ("…", 948, 964),
];

/// How wide a text is in so many points.
pub fn width(text: &str, weight: Weight, size: f64) -> f64 {
    text.chars().map(|letter| f64::from(letter_width(letter, weight))).sum::<f64>() / 1000.0 * size
}

fn letter_width(letter: char, weight: Weight) -> u16 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Semibold => &SEMIBOLD,
    };
    let place = (letter as usize).checked_sub(FIRST as usize);
    if let Some(width) = place.and_then(|place| table.get(place)) {
        return *width;
    }
    let beyond = BEYOND.iter().find(|(letters, ..)| letters.contains(letter));
    // A letter that is none of these is as wide as any.
    beyond.map_or(1000, |(_, regular, semibold)| match weight {
        Weight::Regular => *regular,
        Weight::Semibold => *semibold,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_as_wide_as_in_our_font() {
        let faces = [
            (Weight::Regular, include_bytes!("../../../../fonts/source-sans-3/SourceSans3_400Regular.ttf").as_slice()),
            (Weight::Semibold, include_bytes!("../../../../fonts/source-sans-3/SourceSans3_600SemiBold.ttf")),
        ];
        for (weight, font) in faces {
            let face = ttf_parser::Face::parse(font, 0).expect("our font can be read");
            let beyond = BEYOND.iter().flat_map(|(letters, ..)| letters.chars());
            for letter in (FIRST..='~').chain(beyond) {
                let glyph = face.glyph_index(letter).unwrap_or_else(|| panic!("our font has {letter}"));
                let own = f64::from(face.glyph_hor_advance(glyph).expect("a letter has a width"));
                let own = own * 1000.0 / f64::from(face.units_per_em());
                assert!((f64::from(letter_width(letter, weight)) - own).abs() <= 0.5, "{letter} {weight:?}: {own}");
            }
        }
    }
}
