//! What a field's appearance shows, as far as it can be told without drawing it.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, Stream};

use super::binding::resolved;
use super::text::name_text;

/// The most that an appearance may unpack to.
const UNPACKED: usize = 1 << 20;

/// Operators that leave something on the page.
const PAINT: [&str; 14] = ["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "Tj", "TJ", "sh", "EI"];

/// The normal appearance of a widget, or of one of its states.
pub(super) fn stream<'d>(pdf: &'d Document, widget: &'d Dictionary, state: Option<&str>) -> Option<&'d Stream> {
    let appearances = resolved(pdf, widget.get(b"AP").ok())?.as_dict().ok()?;
    match (resolved(pdf, appearances.get(b"N").ok())?, state) {
        (Object::Stream(stream), None) => Some(stream),
        (Object::Dictionary(states), Some(state)) => {
            let (_, stream) = states.iter().find(|(name, _)| name_text(name) == state)?;
            resolved(pdf, Some(stream))?.as_stream().ok()
        }
        _ => None,
    }
}

/// What is drawn, in the operators' own order; nothing where it cannot be unpacked.
pub(super) fn content(stream: &Stream) -> Option<Content> {
    let bytes = match stream.dict.has(b"Filter") {
        true => stream.decompressed_content_with_limit(UNPACKED).ok()?,
        false => stream.content.clone(),
    };
    Content::decode(&bytes).ok()
}

/// Whether anything is left on the page.
pub(super) fn paints(stream: &Stream) -> Option<bool> {
    Some(content(stream)?.operations.iter().any(|operation| PAINT.contains(&operation.operator.as_str())))
}

/// The text that an appearance draws; nothing where its font has an encoding that only a renderer knows.
pub(super) fn words(pdf: &Document, stream: &Stream) -> Option<String> {
    let composite = |font: &Dictionary| {
        font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0")
            || resolved(pdf, font.get(b"Encoding").ok()).is_some_and(|encoding| encoding.as_dict().is_ok())
    };
    let fonts = resolved(pdf, stream.dict.get(b"Resources").ok())
        .and_then(|resources| resources.as_dict().ok())
        .and_then(|resources| resolved(pdf, resources.get(b"Font").ok()))
        .and_then(|fonts| fonts.as_dict().ok());
    let mut fonts = fonts.into_iter().flat_map(Dictionary::iter);
    if fonts.any(|(_, font)| resolved(pdf, Some(font)).and_then(|font| font.as_dict().ok()).is_some_and(composite)) {
        return None;
    }
    let mut words = String::new();
    for operation in content(stream)?.operations {
        match operation.operator.as_str() {
            "Tj" | "TJ" => operation.operands.iter().for_each(|shown| collect(shown, &mut words)),
            // A new line begins.
            "T*" | "Td" | "TD" | "Tm" | "'" | "\"" => {
                if !words.is_empty() && !words.ends_with('\n') {
                    words.push('\n');
                }
                if matches!(operation.operator.as_str(), "'" | "\"") {
                    operation.operands.iter().for_each(|shown| collect(shown, &mut words));
                }
            }
            _ => {}
        }
    }
    Some(words.trim().to_owned())
}

fn collect(shown: &Object, words: &mut String) {
    match shown {
        Object::String(bytes, _) => words.extend(bytes.iter().map(|byte| windows(*byte))),
        Object::Array(pieces) => pieces.iter().for_each(|piece| {
            if let Object::String(bytes, _) = piece {
                words.extend(bytes.iter().map(|byte| windows(*byte)));
            }
        }),
        _ => {}
    }
}

/// The letters of Windows-1252 that are not where Latin-1 has them, from 0x80 on.
const MIDDLE: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte of a letter in Windows-1252, if it has it.
pub(super) fn byte(letter: char) -> Option<u8> {
    let middle = MIDDLE.iter().position(|known| *known == letter).and_then(|at| u8::try_from(at + 0x80).ok());
    let plain = u8::try_from(u32::from(letter)).ok().filter(|byte| !(0x80..=0x9f).contains(byte) && *byte >= 0x20);
    middle.or(plain)
}

/// A letter of Windows-1252, which fonts of forms are encoded in.
fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => MIDDLE[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

/// Whether something is drawn that is not stored. Programs break lines, leave signs out that their font lacks, and draw
/// as much as there is room for; so what is drawn must stand in what is stored, letter by letter.
pub(super) fn differs(stored: &str, drawn: &str) -> bool {
    let bare = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    !bare(stored).contains(&bare(drawn))
}
