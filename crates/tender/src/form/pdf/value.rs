//! What stands in one field.
//!
//! A text or a choice stands in /V. The answer of a button is the state of its mark, the kid whose /AS is not Off,
//! because that is what a person sees; only without a mark is it /V. Where two say different things, both are told.

use lopdf::{Dictionary, Document, Object};

use super::binding::resolved;
use super::field::{Field, Widget};
use super::sight;
use super::text::{name_text, text, untagged};
use super::{coverings, drawn};
use crate::catalog::answer::UNPRESSED;
use crate::form::returned::{Made, Oddity, Returned};
use crate::form::way::Way;

/// Flags of a field: a button that is pushed, one of a group.
pub(super) const RADIO: i64 = 1 << 15;
const PUSH: i64 = 1 << 16;

/// A text of which only dots are shown.
const PASSWORD: i64 = 1 << 13;

/// What a field is.
pub(super) fn made(field: &Field<'_>) -> Made {
    match field.kind {
        Some(b"Tx") => Made::Text,
        Some(b"Ch") => Made::Choice,
        Some(b"Btn") if field.flags & PUSH != 0 => Made::Other,
        Some(b"Btn") if field.flags & RADIO != 0 => Made::Radio,
        Some(b"Btn") => Made::Check,
        Some(b"Sig") => Made::Signature,
        _ => Made::Other,
    }
}

/// Reads what stands in a field.
pub(super) fn read(pdf: &Document, field: &Field<'_>, returned: &mut Returned) -> Option<String> {
    match field.kind {
        Some(b"Btn") => button(pdf, field, returned),
        Some(b"Tx") => written(pdf, field, returned),
        Some(b"Ch") => choice(pdf, field, returned),
        // A signature holds nothing to read, but whether there is one.
        Some(b"Sig") => field.value.and_then(|value| value.as_dict().ok()).map(|_| SIGNED.to_owned()),
        _ => None,
    }
}

/// What stands in a signature field that was signed.
const SIGNED: &str = "[underskrevet]";

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// A text, as it is stored; else as it is formatted; else as it is drawn.
fn written(pdf: &Document, field: &Field<'_>, returned: &mut Returned) -> Option<String> {
    let stored = field.value.and_then(text).filter(|stored| !is_blank(stored));
    let formatted = field.formatted.and_then(text).map(|text| untagged(&text)).filter(|text| !is_blank(text));
    let drawn = field.widgets.iter().find_map(|widget| {
        drawn::words(pdf, drawn::stream(pdf, widget.dictionary, None)?).filter(|drawn| !is_blank(drawn))
    });
    match (stored, formatted, drawn) {
        (Some(stored), formatted, drawn) => {
            let hides = |widget: &Widget<'_>| sight::hides_words(pdf, widget.dictionary);
            if field.flags & PASSWORD != 0 || !field.widgets.is_empty() && field.widgets.iter().all(hides) {
                returned.oddities.insert(Oddity::Struck { field: field.name.clone() });
            }
            if field.widgets.iter().any(|widget| coverings::beyond_text(pdf, widget.dictionary)) {
                returned.oddities.insert(Oddity::Painted { field: field.name.clone() });
            }
            if let Some(formatted) = formatted.filter(|formatted| drawn::differs(&stored, formatted)) {
                let said = vec![stored.clone(), formatted];
                returned.oddities.insert(Oddity::Ambiguous { field: field.name.clone(), said });
            }
            if let Some(drawn) = drawn.filter(|drawn| drawn::differs(&stored, drawn)) {
                returned.oddities.insert(Oddity::Drawn { field: field.name.clone(), stored: stored.clone(), drawn });
            }
            Some(stored)
        }
        (None, Some(formatted), _) => {
            returned.read_by(Way::Formatted, &field.name);
            Some(formatted)
        }
        (None, None, Some(drawn)) => {
            returned.read_by(Way::Drawn, &field.name);
            Some(drawn)
        }
        (None, None, None) => None,
    }
}

/// An answer of a list: what is stored, and what a person sees for it.
struct Offer {
    stored: String,
    shown: String,
}

/// The answers of a list. An entry is a text, or a pair of what is stored and what is shown.
fn offers(pdf: &Document, list: Option<&Object>) -> Vec<Offer> {
    /// More than any list of ours.
    const MOST: usize = 1_000;
    let list = list.and_then(|list| list.as_array().ok()).into_iter().flatten().take(MOST);
    let offer = |entry: &Object| match resolved(pdf, Some(entry))? {
        Object::Array(pair) => {
            let part = |at: usize| pair.get(at).and_then(|part| resolved(pdf, Some(part))).and_then(text);
            Some(Offer { stored: part(0)?, shown: part(1)? })
        }
        entry => text(entry).map(|entry| Offer { stored: entry.clone(), shown: entry }),
    };
    list.filter_map(offer).collect()
}

fn choice(pdf: &Document, field: &Field<'_>, returned: &mut Returned) -> Option<String> {
    let offers = offers(pdf, field.list);
    let several: Vec<String> = match field.value {
        Some(Object::Array(several)) => several.iter().filter_map(|one| text(resolved(pdf, Some(one))?)).collect(),
        value => value.and_then(text).into_iter().collect(),
    };
    let several: Vec<String> = several.into_iter().filter(|one| !is_blank(one)).collect();
    if several.len() > 1 {
        returned.oddities.insert(Oddity::Ambiguous { field: field.name.clone(), said: several.clone() });
    }
    let indices: Vec<usize> = match field.index {
        Some(Object::Array(indices)) => {
            indices.iter().filter_map(|at| usize::try_from(at.as_i64().ok()?).ok()).collect()
        }
        index => index.and_then(|at| usize::try_from(at.as_i64().ok()?).ok()).into_iter().collect(),
    };
    let answer = match several.into_iter().next() {
        Some(stored) => match offers.iter().find(|offer| offer.stored == stored && offer.shown != stored) {
            // A number stands for an answer and is none; two words are two answers.
            Some(offer) if stored.chars().all(|c| c.is_ascii_digit()) => {
                returned.read_by(Way::Shown, &field.name);
                Some(offer.shown.clone())
            }
            Some(offer) => {
                let said = vec![offer.shown.clone(), stored];
                returned.oddities.insert(Oddity::Ambiguous { field: field.name.clone(), said });
                Some(offer.shown.clone())
            }
            None => Some(stored),
        },
        None => indices.first().and_then(|at| offers.get(*at)).map(|offer| {
            returned.read_by(Way::Index, &field.name);
            offer.shown.clone()
        }),
    };
    let drawn = field.widgets.iter().find_map(|widget| {
        drawn::words(pdf, drawn::stream(pdf, widget.dictionary, None)?).filter(|drawn| !is_blank(drawn))
    });
    match (answer, drawn) {
        (Some(answer), Some(drawn)) if drawn::differs(&answer, &drawn) => {
            let field = field.name.clone();
            returned.oddities.insert(Oddity::Drawn { field, stored: answer.clone(), drawn });
            Some(answer)
        }
        (None, Some(drawn)) => {
            returned.read_by(Way::Drawn, &field.name);
            Some(drawn)
        }
        (answer, _) => answer,
    }
}

/// The answer of a button.
fn button(pdf: &Document, field: &Field<'_>, returned: &mut Returned) -> Option<String> {
    let offers = offers(pdf, field.list);
    let mut numbered = false;
    // Editors of forms number the states and put the answers into a list.
    let mut meant = |state: String| match state.parse::<usize>().ok().and_then(|at| offers.get(at)) {
        Some(offer) => {
            numbered = true;
            offer.shown.clone()
        }
        None => state,
    };
    let mut marked: Vec<String> = Vec::new();
    let mut odd = false;
    for widget in &field.widgets {
        let state = resolved(pdf, widget.dictionary.get(b"AS").ok()).and_then(text).and_then(answer);
        let Some(state) = state.filter(|state| shows(pdf, widget.dictionary, state)) else {
            odd |= looks_set(pdf, field, widget.dictionary);
            continue;
        };
        let stream = drawn::stream(pdf, widget.dictionary, Some(&state));
        odd |= stream.and_then(drawn::paints).is_some_and(|paints| !paints);
        odd |= stream.is_some_and(sight::is_framed_out);
        odd |= stream.is_some_and(|stream| coverings::covers_mark(pdf, stream));
        let answer = meant(state);
        if !marked.contains(&answer) {
            marked.push(answer);
        }
    }
    let stored = field.value.and_then(text).and_then(answer).map(&mut meant);
    if numbered {
        returned.read_by(Way::Numbered, &field.name);
    }
    if odd {
        returned.oddities.insert(Oddity::Marks { field: field.name.clone() });
    }
    match (marked.as_slice(), &stored) {
        ([], None) => {}
        ([], Some(_)) => returned.read_by(Way::ValueOnly, &field.name),
        ([_], None) => returned.read_by(Way::MarkOnly, &field.name),
        ([only], Some(stored)) if only == stored => {}
        (marked, stored) => {
            let more = stored.iter().filter(|stored| !marked.contains(stored));
            let said = marked.iter().chain(more).cloned().collect();
            returned.oddities.insert(Oddity::Ambiguous { field: field.name.clone(), said });
        }
    }
    marked.into_iter().next().or(stored)
}

/// Whether a widget that is off looks as one of its field does that is on.
fn looks_set(pdf: &Document, field: &Field<'_>, widget: &Dictionary) -> bool {
    let bytes =
        |stream: &lopdf::Stream| stream.decompressed_content_with_limit(1 << 16).unwrap_or(stream.content.clone());
    let Some(off) = drawn::stream(pdf, widget, Some(UNPRESSED)) else { return false };
    if drawn::paints(off) != Some(true) {
        return false;
    }
    let off = bytes(off);
    field.widgets.iter().any(|other| {
        states(pdf, other.dictionary)
            .iter()
            .filter_map(|state| drawn::stream(pdf, other.dictionary, Some(state)))
            .any(|on| bytes(on) == off)
    })
}

/// The states of a widget for which it has an appearance, Off left out.
fn states(pdf: &Document, widget: &Dictionary) -> Vec<String> {
    let appearances = resolved(pdf, widget.get(b"AP").ok()).and_then(|appearances| appearances.as_dict().ok());
    match appearances.and_then(|appearances| resolved(pdf, appearances.get(b"N").ok())) {
        Some(Object::Dictionary(states)) => {
            states.iter().map(|(name, _)| name_text(name)).filter(|state| state != UNPRESSED).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a widget has an appearance for a state: without one it shows nothing, whatever its state is called.
fn shows(pdf: &Document, widget: &Dictionary, state: &str) -> bool {
    let states = states(pdf, widget);
    states.is_empty() || states.iter().any(|other| other == state)
}

/// A state as an answer: some tools write the slash of a name into it, and Off is none.
fn answer(state: String) -> Option<String> {
    let bare = state.strip_prefix('/').unwrap_or(&state);
    (!bare.is_empty() && bare != UNPRESSED).then(|| bare.to_owned())
}

/// What a field offers, in its order.
pub(super) fn offered(pdf: &Document, field: &Field<'_>) -> Vec<String> {
    match field.kind {
        Some(b"Ch") => offers(pdf, field.list).into_iter().map(|offer| offer.shown).collect(),
        Some(b"Btn") => {
            let list = offers(pdf, field.list);
            let meant = |state: String| match state.parse::<usize>().ok().and_then(|at| list.get(at)) {
                Some(offer) => offer.shown.clone(),
                None => state,
            };
            field.widgets.iter().flat_map(|widget| states(pdf, widget.dictionary)).map(meant).collect()
        }
        _ => Vec::new(),
    }
}
