//! A way through a Word paper: its paragraphs, where each stands, and the controls among them.
//!
//! Words that were taken out while Word kept track are left out, those that were put in are read: that is what whoever
//! sent the file means.

use std::collections::{BTreeMap, BTreeSet};

use super::hiding::{
    Hiding, INDENTED, LOWEST, NARROWEST, filling, is_off_the_page, is_on, is_out_of_place, is_out_of_shape,
    is_transparent, length, named_colour, palest,
};
use crate::form::sight::{Colour, PAPER, alike, colour, draws_signs};
use crate::input::raised::Stands;
use crate::input::xml::{Element, Node, each};

/// The deepest that elements stand in one another, and the most paragraphs and controls that are read.
const DEEPEST: usize = 300;
const MOST: usize = 100_000;

/// The most letters that are kept of one paragraph.
const LONGEST: usize = 200_000;

/// A cell of a table, each number counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub table: usize,
    pub row: usize,
    pub cell: usize,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(crate) struct Para {
    pub text: String,
    /// What of it stands in no control
    pub outside: String,
    pub spot: Option<Spot>,
    /// Who put something in, or took it out, while Word kept track
    pub tracked: Vec<(String, bool, String)>,
    /// All of it is worked out by Word
    pub generated: bool,
    /// Its style is one of headings, as far as its name tells
    pub is_heading: bool,
    /// The comments on it
    pub comments: Vec<String>,
    /// Its style takes its words out of sight
    hides: bool,
}

/// A content control.
#[derive(Debug, Default)]
pub(crate) struct Control {
    pub tag: Option<String>,
    pub title: Option<String>,
    pub kind: Option<String>,
    pub offers: Vec<String>,
    pub text: String,
    /// It shows what it shows until it is filled in
    pub is_waiting: bool,
    pub ticked: Option<bool>,
    pub spot: Option<Spot>,
    /// The paragraph that it begins in, counted from zero
    pub para: usize,
    pub struck: bool,
    pub hidden: bool,
    pub pictures: usize,
    /// It holds what Word works out by itself, such as the table of contents
    pub is_generated: bool,
    /// Word shows a part of the file in its place, and not the text in it
    pub bound: bool,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub paras: Vec<Para>,
    pub controls: Vec<Control>,
    /// The words in boxes
    pub boxes: Vec<String>,
    /// Where each comment stands
    pub comments: BTreeMap<String, Option<Spot>>,
    /// How many pictures and figures stand in no control, with words or without
    pub drawings: usize,
    /// Something in it would fetch or run something
    pub acts: bool,
}

/// A field of Word's that is being read.
#[derive(Default)]
struct Field {
    code: String,
    says: bool,
}

impl Field {
    /// Word writes it anew by itself.
    fn is_generated(&self) -> bool {
        let word = self.code.split_whitespace().next().unwrap_or_default().to_uppercase();
        ["PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "STYLEREF", "DATE", "TIME", "FILENAME", "PAGEREF"]
            .contains(&word.as_str())
    }

    /// Word puts other words in its place as soon as it works it out.
    fn turns(&self) -> bool {
        const STAY: [&str; 10] =
            ["HYPERLINK", "REF", "NOTEREF", "SEQ", "XE", "TC", "FORMTEXT", "FORMDROPDOWN", "FORMCHECKBOX", "SECTION"];
        let word = self.code.split_whitespace().next().unwrap_or_default().to_uppercase();
        !word.is_empty() && !STAY.contains(&word.as_str()) && !self.is_generated() && !self.acts()
    }

    fn acts(&self) -> bool {
        let word = self.code.split_whitespace().next().unwrap_or_default().to_uppercase();
        ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "MACROBUTTON", "DATABASE"]
            .contains(&word.as_str())
    }
}

#[derive(Default)]
struct Walk {
    page: Page,
    stack: Vec<String>,
    /// The tables that are open, the outermost first
    tables: Vec<Spot>,
    count: usize,
    /// The paragraphs that are open: a box has paragraphs within one
    open: Vec<Para>,
    controls: Vec<usize>,
    fields: Vec<Field>,
    /// Who put in, and who took out, what comes next
    put_in: Vec<String>,
    taken_out: Vec<String>,
    /// The run's properties
    struck: bool,
    hidden: bool,
    letters: Option<Colour>,
    /// What newer programs fill the letters with, whatever their colour
    filling: Option<Colour>,
    ground: Option<Colour>,
    stands: Stands,
    /// Hidden where Word shows pages as a browser would: what stands on paper is seen
    only_on_paper: bool,
    /// Grounds and rows out of sight, from the outermost element to the innermost, each with how deep it stands
    grounds: Vec<(usize, Colour)>,
    away: Vec<usize>,
    /// How wide the columns of the open table are
    columns: Vec<f64>,
    in_run_properties: bool,
    in_text: bool,
    in_code: bool,
    /// Left out: what older programs would show instead
    skipped: usize,
    boxes: usize,
    generated: usize,
    too_much: bool,
    /// What newer programs show, and what older ones do in its place
    ways: Vec<(String, String)>,
    /// The styles that take words out of sight
    hiding: Hiding,
}

/// Goes through a part. It is an error to have more in it than any form has.
pub(crate) fn walk(part: &str) -> Result<Page, ()> {
    walk_in(part, Hiding::default())
}

/// The same, with the styles that take words out of sight.
pub(super) fn walk_in(part: &str, hiding: Hiding) -> Result<Page, ()> {
    let mut walk = Walk { hiding, ..Walk::default() };
    each(part, |node| match node {
        _ if walk.too_much => {}
        Node::Open(element) => walk.enter(&element),
        Node::Close(name) => walk.leave(&name),
        Node::Text(text) => walk.text(&text),
    });
    if walk.too_much { Err(()) } else { Ok(walk.page) }
}

impl Walk {
    fn spot(&self) -> Option<Spot> {
        self.tables.first().copied()
    }

    fn control(&mut self) -> Option<&mut Control> {
        self.controls.last().map(|at| &mut self.page.controls[*at])
    }

    /// The ground of what stands here.
    fn ground(&self) -> Colour {
        self.ground.or(self.grounds.last().map(|(_, colour)| *colour)).unwrap_or(PAPER)
    }

    /// Whether what is written here cannot be seen.
    fn is_away(&self, para: &Para) -> bool {
        let ground = self.ground();
        let is_dark = ground.iter().all(|part| *part < 0x60);
        let unseen = match (self.letters, self.filling) {
            // Letters are dark where nothing else is said.
            (None, None) => is_dark || self.hiding.pale,
            // Not every program knows of fillings.
            (letters, filling) => letters.into_iter().chain(filling).any(|colour| alike(colour, ground)),
        };
        self.hidden || self.hiding.plain || para.hides || unseen || !self.away.is_empty()
    }

    /// Whether this tells what the letters of a run are filled with.
    fn is_filling(&self) -> bool {
        self.in_run_properties && self.stack.iter().rev().take(6).any(|name| name == "textFill")
    }

    /// Puts everything in the element that holds this property out of sight.
    fn put_away(&mut self) {
        // The properties of a row or a table stand in an element of their own.
        self.away.push(self.stack.len().saturating_sub(2));
    }

    fn enter(&mut self, element: &Element<'_>) {
        let name = element.name();
        self.too_much |=
            self.stack.len() >= DEEPEST || self.page.paras.len() >= MOST || self.page.controls.len() >= MOST;
        let value = || element.attribute("val");
        let parent_is = |parent: &str, stack: &[String]| stack.last().is_some_and(|it| it == parent);
        match name.as_str() {
            _ if self.skipped > 0 => {}
            "AlternateContent" => self.ways.push(Default::default()),
            "Fallback" => self.skipped = self.stack.len() + 1,
            "tbl" if self.boxes == 0 => {
                // Only the outermost table is one of ours.
                if self.tables.is_empty() {
                    self.count += 1;
                }
                self.tables.push(Spot { table: self.count, row: 0, cell: 0 });
            }
            "p" => self.open.push(Para { spot: self.spot(), ..Para::default() }),
            "sdt" => {
                let control = Control { spot: self.spot(), para: self.page.paras.len(), ..Control::default() };
                self.page.controls.push(control);
                self.controls.push(self.page.controls.len() - 1);
            }
            "pStyle" => {
                let style = value().unwrap_or_default();
                let hides = self.hiding.styles.contains(&style);
                let style = style.to_lowercase();
                let heading = ["heading", "overskrift", "bilagkrav", "bilagmellemrubrik"];
                let is_heading = heading.iter().any(|front| style.starts_with(front));
                self.open
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|para| (para.is_heading, para.hides) = (is_heading, para.hides || hides));
            }
            "alias" if parent_is("sdtPr", &self.stack) => {
                let title = value();
                self.control().into_iter().for_each(|it| it.title.clone_from(&title));
            }
            "tag" if parent_is("sdtPr", &self.stack) => {
                let tag = value();
                self.control().into_iter().for_each(|it| it.tag.clone_from(&tag));
            }
            "showingPlcHdr" => {
                let waiting = value().is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"));
                self.control().into_iter().for_each(|it| it.is_waiting = waiting);
            }
            kind @ ("text" | "dropDownList" | "comboBox" | "date" | "richText" | "checkbox")
                if parent_is("sdtPr", &self.stack) =>
            {
                self.control().into_iter().for_each(|it| it.kind = Some(kind.to_owned()));
            }
            "dataBinding" if parent_is("sdtPr", &self.stack) => {
                self.control().into_iter().for_each(|it| it.bound = true);
            }
            "listItem" => {
                let shown = element.attribute("displayText").or_else(|| element.attribute("value"));
                self.control().into_iter().for_each(|it| it.offers.extend(shown.clone()));
            }
            "checked" if parent_is("checkbox", &self.stack) => {
                let ticked = element.is_set("val");
                self.control().into_iter().for_each(|it| it.ticked = Some(ticked));
            }
            "docPartObj" => {
                self.generated += 1;
                self.control().into_iter().for_each(|it| it.is_generated = true);
            }
            "ins" | "moveTo" => self.put_in.push(element.attribute("author").unwrap_or_default()),
            "del" | "moveFrom" => self.taken_out.push(element.attribute("author").unwrap_or_default()),
            "r" => {
                (self.struck, self.hidden, self.only_on_paper) = (false, false, false);
                (self.letters, self.filling, self.ground) = (None, None, None);
                self.stands = Stands::OnTheLine;
            }
            "rPr" => self.in_run_properties = true,
            "strike" | "dstrike" if self.in_run_properties => self.struck = is_on(element),
            "vanish" | "specVanish" if self.in_run_properties => self.hidden |= is_on(element),
            "webHidden" if self.in_run_properties => self.only_on_paper |= is_on(element),
            "rStyle" if self.in_run_properties => {
                let style = value().unwrap_or_default();
                self.hidden |= self.hiding.styles.contains(&style);
                self.stands = self.hiding.stands.get(&style).copied().unwrap_or(self.stands);
            }
            "vertAlign" if self.in_run_properties => {
                self.stands = value().map_or(self.stands, |value| Stands::aligned(&value));
            }
            "color" if self.in_run_properties => self.letters = named_colour(element),
            "rFonts" if self.in_run_properties => {
                let fonts = ["ascii", "hAnsi"].into_iter().filter_map(|name| element.attribute(name));
                self.hidden |= fonts.into_iter().any(|font| draws_signs(&font));
            }
            "sz" | "w" | "position" | "spacing" if self.in_run_properties => {
                self.hidden |= is_out_of_shape(element);
                if name == "position" {
                    self.stands = length(element, "val").map_or(self.stands, Stands::moved);
                }
            }
            "noFill" if parent_is("textFill", &self.stack) => self.hidden = true,
            "srgbClr" | "schemeClr" if self.is_filling() => self.filling = palest(self.filling, filling(element)),
            "alpha" if self.is_filling() => self.hidden |= is_transparent(element),
            "ind" | "spacing" if parent_is("pPr", &self.stack) && is_out_of_place(element) => {
                self.open.iter_mut().next_back().into_iter().for_each(|para| para.hides = true);
            }
            "tblInd" | "tblpPr" if is_off_the_page(element) => self.put_away(),
            _ if parent_is("tcMar", &self.stack) && length(element, "w").is_some_and(|it| it > INDENTED) => {
                // The cell holds its properties, which hold its margins.
                self.away.push(self.stack.len().saturating_sub(3));
            }
            "highlight" if self.in_run_properties => {
                let black = ["black", "darkBlue", "darkRed", "darkGreen", "darkMagenta", "darkCyan", "darkGray"];
                self.ground = value().filter(|it| black.contains(&it.as_str())).map(|_| [0; 3]).or(self.ground);
            }
            "shd" => {
                let fill = element.attribute("fill").as_deref().and_then(colour);
                if self.in_run_properties {
                    self.ground = fill.or(self.ground);
                } else if let (Some(fill), Some("tcPr" | "pPr")) = (fill, self.stack.last().map(String::as_str)) {
                    self.grounds.push((self.stack.len().saturating_sub(2), fill));
                }
            }
            "background" => {
                let paper = element.attribute("color").as_deref().and_then(colour);
                self.grounds.extend(paper.map(|paper| (0, paper)));
            }
            "bdo" if value().is_some_and(|way| way == "rtl") => self.away.push(self.stack.len()),
            "hidden" if parent_is("trPr", &self.stack) && is_on(element) => self.put_away(),
            "trHeight" => {
                let exact = element.attribute("hRule").is_some_and(|rule| rule == "exact");
                if exact && value().and_then(|it| it.parse::<f64>().ok()).is_some_and(|height| height < LOWEST) {
                    self.put_away();
                }
            }
            "tblGrid" => self.columns.clear(),
            "gridCol" => {
                let width = element.attribute("w").and_then(|it| it.parse().ok()).unwrap_or(f64::MAX);
                self.columns.push(width);
            }
            "tcW" => {
                let is_length = element.attribute("type").is_none_or(|kind| kind == "dxa");
                let width = element.attribute("w").and_then(|it| it.parse::<f64>().ok()).filter(|_| is_length);
                let at = self.tables.last().map_or(0, |spot| spot.cell);
                let width = width.filter(|width| *width > 0.0).or_else(|| self.columns.get(at).copied());
                if width.is_some_and(|width| width < NARROWEST) {
                    self.put_away();
                }
            }
            "tblStyle" if value().is_some_and(|style| self.hiding.styles.contains(&style)) => self.put_away(),
            "t" | "delText" => self.in_text = true,
            "instrText" | "delInstrText" => self.in_code = true,
            "tab" if parent_is("r", &self.stack) => self.text_of("\t"),
            "br" | "cr" => self.text_of("\n"),
            "noBreakHyphen" => self.text_of("-"),
            "sym" => self.text_of("\u{fffd}"),
            "fldChar" => match element.attribute("fldCharType").unwrap_or_default().as_str() {
                "begin" => self.fields.push(Field::default()),
                "separate" => self.fields.iter_mut().next_back().into_iter().for_each(|field| field.says = true),
                "end" => {
                    if let Some(field) = self.fields.pop() {
                        self.close(field);
                    }
                }
                _ => {}
            },
            "fldSimple" => {
                let code = element.attribute("instr").unwrap_or_default();
                self.fields.push(Field { code, says: true });
            }
            "commentRangeStart" | "commentReference" => {
                if let Some(id) = element.attribute("id") {
                    let spot = self.spot();
                    self.page.comments.entry(id.clone()).or_insert(spot);
                    self.open.iter_mut().next_back().into_iter().for_each(|para| {
                        if !para.comments.contains(&id) {
                            para.comments.push(id.clone());
                        }
                    });
                }
            }
            "txbxContent" => {
                self.boxes += 1;
                self.page.boxes.push(String::new());
            }
            "drawing" | "pict" | "object" => {
                let inside = self.control().map(|it| it.pictures += 1).is_some();
                self.page.drawings += usize::from(!inside);
                // What is drawn on the paper is told, if it is not the paper's own.
                if !inside && name == "object" {
                    self.page.acts = true;
                }
            }
            // A watermark is drawn without a box.
            "textpath" => self.page.boxes.extend(element.attribute("string")),
            // A paragraph that stands by itself anywhere on the page may cover what stands there.
            "framePr" => self.page.drawings += 1,
            "altChunk" => self.page.acts = true,
            _ => {}
        }
        self.stack.push(name);
    }

    /// Keeps what a field of Word's does, now that all of its code is read.
    fn close(&mut self, field: Field) {
        self.page.acts |= field.acts();
        if field.turns() && self.page.boxes.len() < MOST {
            self.page.boxes.push(field.code);
        }
    }

    fn leave(&mut self, name: &str) {
        self.stack.pop();
        let depth = self.stack.len();
        // What holds a ground or a row has ended.
        self.grounds.retain(|(at, _)| *at < depth || *at == 0);
        self.away.retain(|at| *at < depth);
        if self.skipped > 0 {
            if self.stack.len() < self.skipped {
                self.skipped = 0;
            }
            return;
        }
        match name {
            "tbl" if self.boxes == 0 => drop(self.tables.pop()),
            "tr" if self.boxes == 0 => {
                self.tables.iter_mut().next_back().into_iter().for_each(|at| (at.row, at.cell) = (at.row + 1, 0))
            }
            "tc" if self.boxes == 0 => self.tables.iter_mut().next_back().into_iter().for_each(|at| at.cell += 1),
            "p" => {
                let Some(para) = self.open.pop() else { return };
                if self.boxes > 0 {
                    let text = format!("{}\n", para.text);
                    self.page.boxes.iter_mut().next_back().into_iter().for_each(|it| it.push_str(&text));
                } else {
                    // A field may hold several paragraphs.
                    self.controls.iter().for_each(|at| self.page.controls[*at].text.push('\n'));
                    let generated = para.generated && para.outside.trim().is_empty() || self.generated > 0;
                    self.page.paras.push(Para { generated, ..para });
                }
            }
            "sdt" => {
                if let Some(at) = self.controls.pop() {
                    let control = &mut self.page.controls[at];
                    let length = control.text.trim_end_matches('\n').len();
                    control.text.truncate(length);
                }
                if self.controls.is_empty() {
                    self.generated = 0;
                }
            }
            "ins" | "moveTo" => drop(self.put_in.pop()),
            "del" | "moveFrom" => drop(self.taken_out.pop()),
            "rPr" => self.in_run_properties = false,
            "t" | "delText" => self.in_text = false,
            "instrText" | "delInstrText" => self.in_code = false,
            "fldSimple" => {
                if let Some(field) = self.fields.pop() {
                    self.close(field);
                }
            }
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "AlternateContent" => {
                let bare = |text: &str| text.split_whitespace().collect::<String>();
                let ways =
                    self.ways.pop().filter(|(newer, older)| !bare(older).is_empty() && bare(newer) != bare(older));
                // Which of them is shown is the program's to say: both are told.
                self.page.boxes.extend(ways.map(|(_, older)| older));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            if let Some((_, older)) = self.ways.last_mut().filter(|_| self.stack.last().is_some_and(|it| it == "t")) {
                older.push_str(text);
            }
        } else if self.in_code {
            self.fields.iter_mut().next_back().into_iter().for_each(|field| field.code.push_str(text));
        } else if self.in_text {
            self.text_of(text);
        }
    }

    fn text_of(&mut self, text: &str) {
        let text = &*self.stands.written(text);
        let generated = self.generated > 0 || self.fields.iter().any(|field| field.says && field.is_generated());
        let has_control = !self.controls.is_empty() && self.generated == 0;
        let (put_in, taken_out) = (self.put_in.last().cloned(), self.taken_out.last().cloned());
        for (newer, _) in &mut self.ways {
            newer.push_str(text);
        }
        let is_away = self.open.last().is_some_and(|para| self.is_away(para));
        let Some(para) = self.open.last_mut() else { return };
        let (struck, hidden) = (self.struck, is_away || self.only_on_paper);
        for (author, gone) in [(put_in, false), (taken_out.clone(), true)] {
            let Some(author) = author else { continue };
            match para.tracked.last_mut() {
                Some((by, was, words)) if *by == author && *was == gone => words.push_str(text),
                _ => para.tracked.push((author, gone, text.to_owned())),
            }
        }
        if taken_out.is_some() || para.text.len() > LONGEST {
            return;
        }
        // Of what the form says itself, words that nobody can see are as good as taken out.
        if !has_control && !generated && (is_away || struck) {
            return;
        }
        para.text.push_str(text);
        para.generated |= generated;
        if !has_control && !generated {
            para.outside.push_str(text);
        }
        if generated && para.outside.trim().is_empty() {
            // It is known again by all of its words.
            para.generated = true;
        }
        // What stands in a control within a control belongs to both.
        for at in &self.controls {
            let control = &mut self.page.controls[*at];
            if control.text.len() <= LONGEST {
                control.text.push_str(text);
            }
            control.struck |= struck && !text.trim().is_empty();
            control.hidden |= hidden && !control.is_waiting && !text.trim().is_empty();
        }
    }
}

/// What is written before paragraphs that are counted or listed, if it is words.
pub(crate) fn labels(numbering: &str) -> BTreeSet<String> {
    let mut labels = BTreeSet::new();
    each(numbering, |node| {
        if let Node::Open(element) = node
            && element.name() == "lvlText"
            && let Some(text) = element.attribute("val")
            && text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1)
            && labels.len() < 1_000
        {
            labels.insert(text);
        }
    });
    labels
}
