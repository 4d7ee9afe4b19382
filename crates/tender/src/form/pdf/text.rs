//! Texts and names of a PDF, whichever way they were written.

use lopdf::Object;

/// The most that a text may unpack to.
const UNPACKED: usize = 1 << 20;

/// A text, whichever way it was written.
pub(super) fn text(value: &Object) -> Option<String> {
    match value {
        Object::Name(name) => Some(name_text(name)),
        Object::String(bytes, _) => Some(string_text(bytes)),
        Object::Stream(stream) => {
            let unpacked = match stream.dict.has(b"Filter") {
                true => stream.decompressed_content_with_limit(UNPACKED).ok()?,
                false => stream.content.clone(),
            };
            Some(string_text(&unpacked))
        }
        _ => None,
    }
}

/// A text string: UTF-16 or UTF-8 by its mark, else PDFDocEncoding.
fn string_text(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => lopdf::decode_text_string(&Object::string_literal(bytes))
            .unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// A name is UTF-8; an older tool may have written it in the encoding of text strings.
pub(super) fn name_text(name: &[u8]) -> String {
    String::from_utf8(name.to_vec()).unwrap_or_else(|_| string_text(name))
}

/// The words of a formatted text, without its tags.
pub(super) fn untagged(formatted: &str) -> String {
    let mut words = String::new();
    let mut rest = formatted;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else { return words };
        let is = |name: &str| tag.trim_start_matches('/').starts_with(name);
        if (is("p") || is("br") || is("div")) && !words.is_empty() && !words.ends_with('\n') {
            words.push('\n');
        }
        rest = after;
    }
    words.push_str(rest);
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#160;", " "), ("&amp;", "&")];
    let plain = signs.iter().fold(words, |words, (sign, plain)| words.replace(sign, plain));
    plain.trim().to_owned()
}
