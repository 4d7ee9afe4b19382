//! The fields of a PDF: those of the form's own list, and those that only the pages know.
//!
//! Programs that print, split, merge or sign forms save what is on the pages and lose the list, or leave copies in it
//! that no page shows. So both are read, and of two fields of one name the one counts that can be seen.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::binding::resolved;
use super::field::{Field, Widget};
use super::pages::Pages;
use super::value;
use crate::form::binding::Binding;
use crate::form::returned::{MOST_FIELDS, Made, Oddity, Returned, Shape, Spot};
use crate::form::way::Way;
use crate::text::source::composed;

/// How deep the tree of fields may go.
const DEEPEST: usize = 16;

/// What a node of the tree has, or its parents have for it.
#[derive(Clone, Copy, Default)]
struct Inherited<'d> {
    kind: Option<&'d [u8]>,
    flags: Option<i64>,
    value: Option<&'d Object>,
    list: Option<&'d Object>,
    index: Option<&'d Object>,
}

impl<'d> Inherited<'d> {
    /// What a node has, else what stands above it.
    fn with(self, pdf: &'d Document, node: &'d Dictionary) -> Self {
        let get = |key: &[u8]| resolved(pdf, node.get(key).ok());
        Self {
            kind: get(b"FT").and_then(|kind| kind.as_name().ok()).or(self.kind),
            flags: get(b"Ff").and_then(|flags| flags.as_i64().ok()).or(self.flags),
            value: get(b"V").or(self.value),
            list: get(b"Opt").or(self.list),
            index: get(b"I").or(self.index),
        }
    }

    fn field(self, pdf: &'d Document, name: String, own: &'d Dictionary, widgets: Vec<Widget<'d>>) -> Field<'d> {
        Field {
            name,
            kind: self.kind,
            flags: self.flags.unwrap_or_default(),
            value: self.value,
            list: self.list,
            index: self.index,
            formatted: resolved(pdf, own.get(b"RV").ok()),
            widgets,
        }
    }
}

/// Reads every field once.
pub(super) fn read(pdf: &Document, pages: &Pages<'_>, returned: &mut Returned) {
    let (listed, known) = listed(pdf, pages, returned);
    let mut loose = loose(pdf, pages, &known);
    for field in listed {
        match loose.remove(&field.name) {
            // The list holds a copy that is on no page.
            Some(shown) if !field.is_seen() && shown.is_seen() => {
                let copy = value::read(pdf, &field, &mut Returned::new(returned.kind));
                keep(pdf, &shown, returned);
                returned.read_by(Way::Page, &shown.name);
                if let Some(copy) = copy.filter(|copy| returned.values.get(&shown.name) != Some(&Some(copy.clone()))) {
                    let said = returned.values.get(&shown.name).cloned().flatten().into_iter().chain([copy]).collect();
                    returned.oddities.insert(Oddity::Ambiguous { field: shown.name.clone(), said });
                }
            }
            Some(twice) => {
                keep(pdf, &field, returned);
                keep(pdf, &twice, returned);
            }
            None => keep(pdf, &field, returned),
        }
    }
    for shown in loose.into_values() {
        keep(pdf, &shown, returned);
        returned.read_by(Way::Page, &shown.name);
    }
}

/// Whether any of the fields that the form was made with is there, by whatever name a program has put before it.
pub(super) fn any_of(bound: &Binding, returned: &Returned) -> bool {
    // Long names first would make no difference: a name is looked for whole, behind a period.
    let of_line = |name: &str| bound.lines.iter().any(|line| name.split(':').next() == Some(&line.id.to_string()));
    returned.values.keys().any(|name| {
        if of_line(name) {
            return true;
        }
        let mut rest = name.as_str();
        loop {
            if bound.named(rest).is_some() || super::super::names::is_one_of(bound, rest) {
                return true;
            }
            let Some((_, after)) = rest.split_once('.') else { return false };
            rest = after;
        }
    })
}

/// A node of the tree that is still to be read.
struct Node<'d> {
    object: &'d Object,
    /// The names above it
    path: String,
    above: Inherited<'d>,
    depth: usize,
}

/// The fields of the form's list in their order, and the objects that belong to them.
fn listed<'d>(pdf: &'d Document, pages: &Pages<'d>, returned: &mut Returned) -> (Vec<Field<'d>>, BTreeSet<ObjectId>) {
    let form = pdf.catalog().ok().and_then(|catalog| resolved(pdf, catalog.get(b"AcroForm").ok())?.as_dict().ok());
    let roots = form.and_then(|form| resolved(pdf, form.get(b"Fields").ok())?.as_array().ok());
    let mut open: Vec<Node<'_>> = Vec::new();
    let roots = roots.into_iter().flatten().rev();
    open.extend(roots.map(|object| Node { object, path: String::new(), above: Inherited::default(), depth: 0 }));
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let mut fields = Vec::new();
    let mut nodes = 0;
    while let Some(node) = open.pop() {
        nodes += 1;
        let known = node.object.as_reference().is_ok_and(|id| !seen.insert(id));
        if nodes > MOST_FIELDS || node.depth > DEEPEST {
            returned.oddities.insert(Oddity::TooManyFields);
            continue;
        }
        if known {
            continue;
        }
        let Some(dictionary) = resolved(pdf, Some(node.object)).and_then(|object| object.as_dict().ok()) else {
            continue;
        };
        let own = node.above.with(pdf, dictionary);
        let path = match name(pdf, dictionary) {
            Some(name) if node.path.is_empty() => name,
            Some(name) => format!("{}.{name}", node.path),
            None => node.path,
        };
        let kids = resolved(pdf, dictionary.get(b"Kids").ok()).and_then(|kids| kids.as_array().ok());
        // Kids with a name are fields; those without are the field's widgets.
        let (below, widgets): (Vec<&Object>, Vec<&Object>) = kids.into_iter().flatten().partition(|kid| {
            resolved(pdf, Some(kid)).and_then(|kid| kid.as_dict().ok()).is_some_and(|kid| kid.has(b"T"))
        });
        if below.is_empty() {
            let at = |object: &Object| object.as_reference().ok().and_then(|id| pages.page_of(id));
            let mut shown: Vec<Widget<'_>> = Vec::new();
            if widgets.is_empty() || dictionary.has(b"Rect") {
                shown.push(Widget { dictionary, page: at(node.object) });
            }
            for kid in widgets {
                seen.extend(kid.as_reference().ok());
                if let Some(dictionary) = resolved(pdf, Some(kid)).and_then(|kid| kid.as_dict().ok()) {
                    shown.push(Widget { dictionary, page: at(kid) });
                }
            }
            fields.push(own.field(pdf, path, dictionary, shown));
        } else {
            let below = below.into_iter().rev();
            open.extend(below.map(|object| Node { object, path: path.clone(), above: own, depth: node.depth + 1 }));
        }
    }
    (fields, seen)
}

/// The fields that are on the pages and not in the form's list, by name.
fn loose<'d>(pdf: &'d Document, pages: &Pages<'d>, known: &BTreeSet<ObjectId>) -> BTreeMap<String, Field<'d>> {
    let mut fields: BTreeMap<String, Field<'d>> = BTreeMap::new();
    for shown in pages.widgets().filter(|shown| shown.id.is_none_or(|id| !known.contains(&id))) {
        let widget = Widget { dictionary: shown.annotation, page: Some(shown.page) };
        // From the widget upwards: what is nearer counts.
        let mut chain = vec![shown.annotation];
        while let Some(parent) = chain.last().and_then(|node| resolved(pdf, node.get(b"Parent").ok())?.as_dict().ok()) {
            if chain.len() > DEEPEST {
                break;
            }
            chain.push(parent);
        }
        let names: Vec<String> = chain.iter().rev().filter_map(|node| name(pdf, node)).collect();
        let own = chain.iter().rev().fold(Inherited::default(), |above, node| above.with(pdf, node));
        let states = resolved(pdf, shown.annotation.get(b"AP").ok())
            .and_then(|look| resolved(pdf, look.as_dict().ok()?.get(b"N").ok())?.as_dict().ok());
        let orphan = orphan(pdf, &chain, &names, states.is_some());
        let name = orphan.clone().unwrap_or_else(|| names.join("."));
        if name.is_empty() || fields.len() >= MOST_FIELDS {
            continue;
        }
        let own = Inherited { kind: own.kind.or(orphan.as_ref().and(states).map(|_| b"Btn".as_slice())), ..own };
        let own = if states.is_some() { Inherited { flags: own.flags.or(Some(value::RADIO)), ..own } } else { own };
        let holder = chain.iter().copied().find(|node| node.has(b"T")).unwrap_or(shown.annotation);
        match fields.entry(name) {
            std::collections::btree_map::Entry::Occupied(mut field) => {
                let field = field.get_mut();
                // Each widget of a group that was taken apart may hold the value.
                field.value = field.value.or(own.value);
                field.widgets.push(widget);
            }
            std::collections::btree_map::Entry::Vacant(place) => {
                let name = place.key().clone();
                place.insert(own.field(pdf, name, holder, vec![widget]));
            }
        }
    }
    fields
}

/// What a field is called that has lost all above it: the words that are read out to whoever cannot see it. Programs
/// that put pages together keep the widgets, and cut them off from the fields that they are of.
fn orphan(pdf: &Document, chain: &[&Dictionary], names: &[String], has_states: bool) -> Option<String> {
    /// The last part of a name of ours that has several.
    const LEAVES: [&str; 7] = ["svar", "begrundelse", "navn", "cvr", "kontakt", "dato", "underskrift"];
    let ([widget], [] | [_]) = (chain, names) else { return None };
    if names.first().is_some_and(|name| !LEAVES.contains(&name.as_str())) {
        return None;
    }
    let words = resolved(pdf, widget.get(b"TU").ok()).and_then(|words| lopdf::decode_text_string(words).ok())?;
    let words = composed(&words).into_owned();
    // Of one mark of several the words end with its answer.
    let question =
        if has_states { words.rsplit_once(": ").map_or(words.as_str(), |(question, _)| question) } else { &words };
    Some(question.to_owned())
}

fn name(pdf: &Document, node: &Dictionary) -> Option<String> {
    let name = resolved(pdf, node.get(b"T").ok()).and_then(|name| lopdf::decode_text_string(name).ok())?;
    Some(composed(&name).into_owned())
}

fn keep(pdf: &Document, field: &Field<'_>, returned: &mut Returned) {
    if field.kind.is_none() {
        return;
    }
    let value = value::read(pdf, field, returned);
    let is_group = matches!(value::made(field), Made::Radio | Made::Check);
    if value.is_some() && (!field.is_seen() || is_group && field.is_partly_unseen()) {
        returned.oddities.insert(Oddity::Unseen { field: field.name.clone() });
    }
    let offers = value::offered(pdf, field);
    let made = value::made(field);
    let spots = field.widgets.iter().enumerate().map(|(at, widget)| Spot {
        page: widget.page,
        rect: rect(pdf, widget.dictionary),
        answer: if matches!(made, Made::Radio | Made::Check) { offers.get(at).cloned() } else { None },
    });
    let shape = Shape { made, places: spots.collect(), offers };
    returned.shapes.entry(field.name.clone()).or_insert(shape);
    returned.keep(field.name.clone(), value);
}

/// Left, bottom, right, top, whichever corners were written.
fn rect(pdf: &Document, widget: &Dictionary) -> [i32; 4] {
    let numbers = resolved(pdf, widget.get(b"Rect").ok()).and_then(|rect| rect.as_array().ok());
    let number = |at: usize| {
        let number = numbers.and_then(|numbers| resolved(pdf, numbers.get(at))).and_then(|it| it.as_float().ok());
        number.unwrap_or_default().round() as i32
    };
    let [a, b, c, d] = [0, 1, 2, 3].map(number);
    [a.min(c), b.min(d), a.max(c), b.max(d)]
}
