//! Words that stand above or below their line: the mark of a note, an exponent. As plain words »4¹« would be 41.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

/// Where words stand beside their line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stands {
    #[default]
    OnTheLine,
    Above,
    Below,
}

impl Stands {
    /// By a `vertAlign` of Word's or Excel's: `superscript`.
    pub fn aligned(value: &str) -> Self {
        match value {
            "superscript" => Self::Above,
            "subscript" => Self::Below,
            _ => Self::OnTheLine,
        }
    }

    /// By how far they are moved, in half points; less than a point and a half is no more than a look.
    pub fn moved(half_points: f64) -> Self {
        const SEEN: f64 = 3.0;
        match half_points {
            up if up >= SEEN => Self::Above,
            down if down <= -SEEN => Self::Below,
            _ => Self::OnTheLine,
        }
    }

    /// By a `text-position` of OpenDocument's: `super 58%`, `-33% 58%`.
    pub fn positioned(value: &str) -> Self {
        let place = value.split_whitespace().next().unwrap_or_default();
        match (place, place.trim_end_matches('%').parse::<f64>()) {
            ("super", _) => Self::Above,
            ("sub", _) => Self::Below,
            (_, Ok(up)) if up > 0.0 => Self::Above,
            (_, Ok(down)) if down < 0.0 => Self::Below,
            _ => Self::OnTheLine,
        }
    }

    /// The words with the figures and signs that stand so even as plain words; letters stay as they are.
    pub fn written(self, words: &str) -> Cow<'_, str> {
        const PLAIN: &str = "0123456789+-−=()";
        let signs = match self {
            Self::OnTheLine => return Cow::Borrowed(words),
            Self::Above => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾",
            Self::Below => "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎",
        };
        let sign = |letter: char| PLAIN.chars().zip(signs.chars()).find(|(plain, _)| *plain == letter);
        words.chars().map(|letter| sign(letter).map_or(letter, |(_, sign)| sign)).collect::<String>().into()
    }
}

/// A part of a workbook whose runs of words say by themselves where they stand, for a reader that knows of no runs.
pub fn written_out(part: &str) -> Cow<'_, str> {
    if !part.contains("vertAlign") {
        return Cow::Borrowed(part);
    }
    rewritten(part).map_or(Cow::Borrowed(part), Cow::Owned)
}

/// Nothing where it is no XML.
fn rewritten(part: &str) -> Option<String> {
    let mut reader = Reader::from_str(part);
    let mut out = Writer::new(Vec::new());
    let (mut stands, mut in_words) = (Stands::OnTheLine, false);
    let aligned = |element: &BytesStart<'_>| {
        let value = element.try_get_attribute("val").ok().flatten();
        value.map_or(Stands::OnTheLine, |value| Stands::aligned(&value.value))
    };
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Eof => return String::from_utf8(out.into_inner()).ok(),
            Event::Start(element) => match element.local_name().as_ref() {
                "r" => stands = Stands::OnTheLine,
                "vertAlign" => stands = aligned(element),
                "t" => in_words = true,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "vertAlign" => stands = aligned(element),
            Event::End(element) => match element.local_name().as_ref() {
                "r" => stands = Stands::OnTheLine,
                "t" => in_words = false,
                _ => {}
            },
            Event::Text(words) if in_words && stands != Stands::OnTheLine => {
                let words = stands.written(words).into_owned();
                out.write_event(Event::Text(BytesText::from_escaped(words))).ok()?;
                continue;
            }
            Event::GeneralRef(name) if in_words && stands != Stands::OnTheLine => {
                let sign = format!("&{};", &**name);
                let words = unescape(&sign).map(|sign| stands.written(&sign).into_owned()).ok()?;
                out.write_event(Event::Text(BytesText::new(&words))).ok()?;
                continue;
            }
            _ => {}
        }
        out.write_event(event).ok()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_above_and_below_their_line_are_no_figures_on_it() {
        assert_eq!(Stands::Above.written("30 m2 (1)"), "³⁰ m² ⁽¹⁾");
        assert_eq!(Stands::Below.written("CO2"), "CO₂");
        assert_eq!(Stands::OnTheLine.written("2"), "2");
    }

    #[test]
    fn each_program_says_in_its_way_where_words_stand() {
        use Stands::{Above, Below, OnTheLine};
        assert_eq!(["superscript", "subscript", "baseline"].map(Stands::aligned), [Above, Below, OnTheLine]);
        assert_eq!([6.0, 2.0, -6.0].map(Stands::moved), [Above, OnTheLine, Below]);
        let positions = ["super 58%", "33% 58%", "sub 58%", "-33% 58%", "0% 100%", "auto"];
        assert_eq!(positions.map(Stands::positioned), [Above, Above, Below, Below, OnTheLine, OnTheLine]);
    }

    #[test]
    fn only_the_runs_that_stand_so_are_written_out() {
        let run = |how: &str, words: &str| format!("<r><rPr>{how}</rPr><t>{words}</t></r>");
        let part = |two: &str| format!("<si>{}{two}<r><t>1 &amp; 1</t></r></si>", run("", "4"));
        let above = r#"<vertAlign val="superscript"/>"#;
        assert_eq!(written_out(&part(&run(above, "1"))), part(&run(above, "¹")));
        assert_eq!(written_out(&part(&run(above, "&#49;&amp;"))), part(&run(above, "¹&amp;")));
        let prefixed = "<x:r><x:rPr><x:vertAlign val=\"subscript\"></x:vertAlign></x:rPr><x:t>2</x:t></x:r>";
        assert_eq!(written_out(prefixed), prefixed.replace(">2<", ">₂<"));
        for whole in [part(""), part(&run(r#"<vertAlign val="baseline"/>"#, "1")), "<vertAlign".to_owned()] {
            assert_eq!(written_out(&whole), whole);
        }
    }
}
