//! The parts of a workbook, as a reader of nothing but values has to be given them.

use super::raised::written_out;

/// A part for a reader of values: it says where words stand beside their line, and not how large a sheet is, which is a
/// hint that programs get wrong and readers believe.
pub fn values(part: Vec<u8>) -> Vec<u8> {
    match str::from_utf8(&part) {
        Ok(text) => without_dimension(written_out(text).as_bytes()),
        Err(_) => without_dimension(&part),
    }
}

/// A part without the element in which a sheet says how large it is.
fn without_dimension(part: &[u8]) -> Vec<u8> {
    const NAME: &[u8] = b"dimension";
    let mut bare = Vec::with_capacity(part.len());
    let mut rest = part;
    while let Some(at) = memchr::memmem::find(rest, NAME) {
        let begin = memchr::memrchr(b'<', &rest[..at]).unwrap_or(at);
        // It may have a prefix, and an end of its own: `<x:dimension …></x:dimension>`
        let is_element = matches!(&rest[begin..at], [b'<'] | [b'<', b'/'] | [b'<', .., b':']);
        let end = if is_element {
            memchr::memchr(b'>', &rest[at..]).map_or(rest.len(), |end| at + end + 1)
        } else {
            at + NAME.len()
        };
        bare.extend_from_slice(if is_element { &rest[..begin] } else { &rest[..end] });
        rest = &rest[end..];
    }
    bare.extend_from_slice(rest);
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sheet_says_of_its_size_is_not_believed() {
        for (said, left) in [
            ("<a><dimension ref=\"B9:A1\"/><b/></a>", "<a><b/></a>"),
            ("<a><x:dimension ref=\"B9:A1\"></x:dimension></a>", "<a></a>"),
            ("<a>a dimension</a>", "<a>a dimension</a>"),
            ("<a><dimension", "<a>"),
            ("<a><dimension ref=\"A1\"/><dimension ref=\"B9:A1\"/></a>", "<a></a>"),
        ] {
            assert_eq!(without_dimension(said.as_bytes()), left.as_bytes());
        }
    }
}
