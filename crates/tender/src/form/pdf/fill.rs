//! Fills the fields of a PDF in: the value is stored, the mark is set, and what a text field shows is drawn anew with
//! the form's own font, so that every program shows it and none has to draw it first.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, text_string};

use super::binding::resolved;
use super::text::name_text;
use crate::catalog::answer::UNPRESSED;
use crate::form::filling::{Done, Filling, Unfillable};

/// How deep the tree of fields may go.
const DEEPEST: usize = 16;

/// The flag of a text field that takes more than one line.
const MULTILINE: i64 = 1 << 12;

/// The size that text is typed in where the form does not say.
const SIZE: f32 = 10.0;

/// The room between a field's edge and its text, in points.
const INSET: f32 = 2.0;

/// Fills a form in.
pub fn fill(bytes: &[u8], filling: &Filling) -> Result<Done, Unfillable> {
    let broken = |error: &dyn std::fmt::Display| Unfillable::Broken(error.to_string());
    let mut pdf = super::open(bytes).map_err(|error| broken(&error))?;
    let form = form_of(&pdf).ok_or_else(|| broken(&"no form"))?;
    let mut missed: BTreeSet<&String> = filling.keys().collect();
    for field in fields(&pdf, &form) {
        let Some(value) = filling.get(&field.name) else { continue };
        match field.kind.as_slice() {
            b"Btn" => press(&mut pdf, &field, value),
            b"Tx" | b"Ch" => write(&mut pdf, &field, &form, value),
            _ => continue,
        }
        missed.remove(&field.name);
    }
    let mut filled = Vec::new();
    pdf.save_to(&mut filled).map_err(|error| broken(&error))?;
    Ok(Done { bytes: filled, missed: missed.into_iter().cloned().collect() })
}

fn form_of(pdf: &Document) -> Option<Dictionary> {
    resolved(pdf, pdf.catalog().ok()?.get(b"AcroForm").ok())?.as_dict().ok().cloned()
}

/// A field that can be filled in.
struct Field {
    name: String,
    id: ObjectId,
    kind: Vec<u8>,
    flags: i64,
    widgets: Vec<ObjectId>,
}

/// Every field of the form's own list.
fn fields(pdf: &Document, form: &Dictionary) -> Vec<Field> {
    let roots = resolved(pdf, form.get(b"Fields").ok()).and_then(|roots| roots.as_array().ok());
    let references = |list: &[Object]| list.iter().filter_map(|it| it.as_reference().ok()).collect::<Vec<_>>();
    /// What a field hands down to those below it: its name, its kind, its flags, and how deep it lies.
    type Handed = (String, Option<Vec<u8>>, i64, usize);
    let mut open: Vec<(ObjectId, Handed)> = roots
        .map(|roots| references(roots))
        .unwrap_or_default()
        .into_iter()
        .map(|id| (id, (String::new(), None, 0, 0)))
        .collect();
    let mut fields = Vec::new();
    while let Some((id, (path, kind, flags, depth))) = open.pop() {
        let Ok(node) = pdf.get_dictionary(id) else { continue };
        let name = resolved(pdf, node.get(b"T").ok()).and_then(|name| lopdf::decode_text_string(name).ok());
        let path = match name {
            Some(name) if path.is_empty() => name,
            Some(name) => format!("{path}.{name}"),
            None => path,
        };
        let kind = node.get(b"FT").and_then(Object::as_name).map(<[u8]>::to_vec).ok().or(kind);
        let flags = node.get(b"Ff").and_then(Object::as_i64).unwrap_or(flags);
        let kids = resolved(pdf, node.get(b"Kids").ok()).and_then(|kids| kids.as_array().ok());
        let kids = kids.map(|kids| references(kids)).unwrap_or_default();
        let is_field = |id: &ObjectId| pdf.get_dictionary(*id).is_ok_and(|kid| kid.has(b"T"));
        let (below, widgets): (Vec<_>, Vec<_>) = kids.into_iter().partition(is_field);
        if below.is_empty() {
            let widgets = if widgets.is_empty() { vec![id] } else { widgets };
            fields.extend(kind.map(|kind| Field { name: path, id, kind, flags, widgets }));
        } else if depth < DEEPEST {
            open.extend(below.into_iter().map(|id| (id, (path.clone(), kind.clone(), flags, depth + 1))));
        }
    }
    fields
}

/// Presses the button of an answer and lets go of the others.
fn press(pdf: &mut Document, field: &Field, value: &str) {
    let mut pressed = None;
    for widget in &field.widgets {
        let Ok(dictionary) = pdf.get_dictionary(*widget) else { continue };
        let states = resolved(pdf, dictionary.get(b"AP").ok())
            .and_then(|it| it.as_dict().ok())
            .and_then(|it| resolved(pdf, it.get(b"N").ok()))
            .and_then(|it| it.as_dict().ok());
        let state = states.and_then(|states| states.iter().map(|(name, _)| name).find(|name| name_text(name) == value));
        let state = state.cloned();
        if let Some(state) = &state {
            pressed = Some(state.clone());
        }
        if let Ok(dictionary) = pdf.get_dictionary_mut(*widget) {
            dictionary.set("AS", Object::Name(state.unwrap_or_else(|| UNPRESSED.as_bytes().to_vec())));
        }
    }
    if let (Some(state), Ok(dictionary)) = (pressed, pdf.get_dictionary_mut(field.id)) {
        dictionary.set("V", Object::Name(state));
    }
}

/// Writes a text, and draws it.
fn write(pdf: &mut Document, field: &Field, form: &Dictionary, value: &str) {
    let text = value.replace("\r\n", "\n");
    for widget in &field.widgets {
        let Some(drawing) = drawn(pdf, *widget, form, &text, field.flags & MULTILINE != 0) else { continue };
        let drawing = pdf.add_object(drawing);
        if let Ok(dictionary) = pdf.get_dictionary_mut(*widget) {
            let mut looks = Dictionary::new();
            looks.set("N", Object::Reference(drawing));
            dictionary.set("AP", Object::Dictionary(looks));
        }
    }
    if let Ok(dictionary) = pdf.get_dictionary_mut(field.id) {
        // Programs store line breaks as the keyboard of the first typewriter did.
        dictionary.set("V", text_string(&text.replace('\n', "\r")));
        dictionary.remove(b"RV");
        dictionary.remove(b"I");
    }
}

/// What a widget shows of a text: as many lines as there is room for.
fn drawn(pdf: &Document, widget: ObjectId, form: &Dictionary, text: &str, several: bool) -> Option<Stream> {
    let dictionary = pdf.get_dictionary(widget).ok()?;
    let rect = resolved(pdf, dictionary.get(b"Rect").ok())?.as_array().ok()?;
    let number = |at: usize| resolved(pdf, rect.get(at)).and_then(|it| it.as_float().ok());
    let (width, height) = ((number(2)? - number(0)?).abs(), (number(3)? - number(1)?).abs());
    let typing = resolved(pdf, dictionary.get(b"DA").ok().or(form.get(b"DA").ok()))?.as_str().ok()?;
    let typing = String::from_utf8_lossy(typing).into_owned();
    let mut words = typing.split_ascii_whitespace();
    let font_name = words.next()?.strip_prefix('/')?.to_owned();
    let size = words.next().and_then(|size| size.parse::<f32>().ok()).filter(|size| *size > 0.0).unwrap_or(SIZE);
    let resources = resolved(pdf, form.get(b"DR").ok())?.as_dict().ok()?;
    let fonts = resolved(pdf, resources.get(b"Font").ok())?.as_dict().ok()?;
    let font = resolved(pdf, fonts.get(font_name.as_bytes()).ok())?.as_dict().ok()?;
    let measure = Measure::of(pdf, font, size);
    let room = width - 2.0 * INSET;
    let lines = if several { measure.lines(text, room) } else { vec![encoded(&text.replace('\n', " "))] };
    let leading = size * 1.2;
    let top = if several { height - INSET - size } else { (height - size) / 2.0 + size * 0.22 };
    let mut content =
        format!("/Tx BMC\nq\n0 0 {width:.2} {height:.2} re W n\nBT\n/{font_name} {size} Tf 0 g\n{INSET} {top:.2} Td\n")
            .into_bytes();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            content.extend(format!("0 {:.2} Td\n", -leading).bytes());
        }
        content.push(b'(');
        for byte in line {
            if matches!(byte, b'(' | b')' | b'\\') {
                content.push(b'\\');
            }
            content.push(*byte);
        }
        content.extend(b") Tj\n");
    }
    content.extend(b"ET\nQ\nEMC\n");
    let mut drawing = Dictionary::new();
    drawing.set("Type", Object::Name(b"XObject".to_vec()));
    drawing.set("Subtype", Object::Name(b"Form".to_vec()));
    drawing.set("BBox", vec![0.into(), 0.into(), width.into(), height.into()]);
    let mut own = Dictionary::new();
    own.set(font_name, fonts.get(font_name_bytes(&typing)?).ok()?.clone());
    let mut used = Dictionary::new();
    used.set("Font", Object::Dictionary(own));
    drawing.set("Resources", Object::Dictionary(used));
    Some(Stream::new(drawing, content))
}

/// The font's name in a default appearance, as bytes.
fn font_name_bytes(typing: &str) -> Option<&[u8]> {
    Some(typing.split_ascii_whitespace().next()?.strip_prefix('/')?.as_bytes())
}

/// A text in the letters of Windows-1252, which the form's font has; what it lacks is shown as a question mark and
/// stored as it is.
fn encoded(text: &str) -> Vec<u8> {
    text.chars().map(|c| super::drawn::byte(c).unwrap_or(b'?')).collect()
}

/// How wide letters are.
struct Measure {
    first: usize,
    /// In thousandths of the size
    widths: Vec<f32>,
    size: f32,
}

impl Measure {
    fn of(pdf: &Document, font: &Dictionary, size: f32) -> Self {
        let first = font.get(b"FirstChar").and_then(Object::as_i64).ok().and_then(|it| usize::try_from(it).ok());
        let widths = resolved(pdf, font.get(b"Widths").ok()).and_then(|widths| widths.as_array().ok());
        let width = |width: &Object| resolved(pdf, Some(width)).and_then(|it| it.as_float().ok()).unwrap_or_default();
        let widths = widths.map(|widths| widths.iter().map(width).collect()).unwrap_or_default();
        Self { first: first.unwrap_or_default(), widths, size }
    }

    fn width(&self, text: &[u8]) -> f32 {
        /// Of a letter that the font does not measure, in thousandths
        const USUAL: f32 = 500.0;
        let of = |byte: &u8| usize::from(*byte).checked_sub(self.first).and_then(|at| self.widths.get(at));
        text.iter().map(|byte| of(byte).copied().unwrap_or(USUAL)).sum::<f32>() * self.size / 1000.0
    }

    /// The lines of a text that is broken between words.
    fn lines(&self, text: &str, room: f32) -> Vec<Vec<u8>> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let mut line: Vec<u8> = Vec::new();
            for word in paragraph.split(' ') {
                let word = encoded(word);
                let mut longer = line.clone();
                if !line.is_empty() {
                    longer.push(b' ');
                }
                longer.extend(&word);
                if line.is_empty() || self.width(&longer) <= room {
                    line = longer;
                } else {
                    lines.push(std::mem::replace(&mut line, word));
                }
            }
            lines.push(line);
        }
        lines
    }
}
