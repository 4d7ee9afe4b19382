//! A way through a Word paper: its paragraphs, where each stands, and the controls among them.
//!
//! Words that were taken out while Word kept track are left out, those that were put in are read: that is what whoever
//! sent the file means.

use std::collections::BTreeSet;

use super::field::Field;
use super::hiding::{Hiding, INDENTED, LOWEST, NARROWEST, is_off_the_page, is_on, is_out_of_place, length};
use super::look::Look;
use super::page::{Control, Page, Para, Spot};
use crate::form::sight::{Colour, PAPER, colour};
use crate::input::xml::{Element, Node, each};

/// The deepest that elements stand in one another, and the most paragraphs and controls that are read.
const DEEPEST: usize = 300;
const MOST: usize = 100_000;

/// The most letters that are kept of one paragraph.
const LONGEST: usize = 200_000;

/// What the names of styles begin with that are those of headings.
const HEADINGS: [&str; 4] = ["heading", "overskrift", "bilagkrav", "bilagmellemrubrik"];

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
    /// How the run's words look
    look: Look,
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

    /// Whether what comes next stands right in such an element.
    fn is_in(&self, name: &str) -> bool {
        self.stack.last().is_some_and(|it| it == name)
    }

    /// The ground of what stands here.
    fn ground(&self) -> Colour {
        self.look.ground.or(self.grounds.last().map(|(_, colour)| *colour)).unwrap_or(PAPER)
    }

    /// Whether what is written here cannot be seen.
    fn is_away(&self, para: &Para) -> bool {
        let unseen = self.look.hidden || self.look.is_lost_on(self.ground(), self.hiding.pale);
        unseen || self.hiding.plain || para.hides || !self.away.is_empty()
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
        if self.skipped == 0 {
            if self.in_run_properties {
                self.look.take(&name, element, &self.stack, &self.hiding);
            }
            self.enter_block(&name, element);
            self.enter_control(&name, element);
            self.enter_words(&name, element);
            self.enter_beside(&name, element);
            self.put_out_of_sight(&name, element);
        }
        self.stack.push(name);
    }

    /// Tables, paragraphs and runs.
    fn enter_block(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "tbl" if self.boxes == 0 => {
                // Only the outermost table is one of ours.
                if self.tables.is_empty() {
                    self.count += 1;
                }
                self.tables.push(Spot { table: self.count, row: 0, cell: 0 });
            }
            "tblGrid" => self.columns.clear(),
            "gridCol" => {
                let width = element.attribute("w").and_then(|it| it.parse().ok()).unwrap_or(f64::MAX);
                self.columns.push(width);
            }
            "p" => self.open.push(Para { spot: self.spot(), ..Para::default() }),
            "pStyle" => {
                let style = element.attribute("val").unwrap_or_default();
                if let Some(para) = self.open.last_mut() {
                    para.hides |= self.hiding.styles.contains(&style);
                    let style = style.to_lowercase();
                    para.is_heading = HEADINGS.iter().any(|front| style.starts_with(front));
                }
            }
            "r" => self.look = Look::default(),
            "rPr" => self.in_run_properties = true,
            "ins" | "moveTo" => self.put_in.push(element.attribute("author").unwrap_or_default()),
            "del" | "moveFrom" => self.taken_out.push(element.attribute("author").unwrap_or_default()),
            _ => {}
        }
    }

    /// Controls, and what is said of them.
    fn enter_control(&mut self, name: &str, element: &Element<'_>) {
        if name == "sdt" {
            let control = Control { spot: self.spot(), para: self.page.paras.len(), ..Control::default() };
            self.page.controls.push(control);
            self.controls.push(self.page.controls.len() - 1);
            return;
        }
        if name == "docPartObj" {
            self.generated += 1;
        }
        let of_control = self.is_in("sdtPr");
        let of_box = self.is_in("checkbox");
        let of_prompt = self.is_in("placeholder");
        let Some(control) = self.controls.last().map(|at| &mut self.page.controls[*at]) else { return };
        let value = element.attribute("val");
        match name {
            "alias" if of_control => control.title = value,
            "tag" if of_control => control.tag = value,
            "dataBinding" if of_control => control.bound = true,
            "docPart" if of_prompt => control.prompt = value,
            "text" | "dropDownList" | "comboBox" | "date" | "richText" | "checkbox" if of_control => {
                control.kind = Some(name.to_owned());
            }
            "showingPlcHdr" => {
                control.is_waiting = value.is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"));
            }
            "listItem" => {
                let shown = element.attribute("displayText").or_else(|| element.attribute("value"));
                control.offers.extend(shown);
            }
            "checked" if of_box => control.ticked = Some(element.is_set("val")),
            "docPartObj" => control.is_generated = true,
            _ => {}
        }
    }

    /// Words, what stands for some, and what works them out.
    fn enter_words(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "t" | "delText" => self.in_text = true,
            "instrText" | "delInstrText" => self.in_code = true,
            "tab" if self.is_in("r") => self.text_of("\t"),
            "br" | "cr" => self.text_of("\n"),
            "noBreakHyphen" => self.text_of("-"),
            "sym" => self.text_of("\u{fffd}"),
            "fldChar" => match element.attribute("fldCharType").unwrap_or_default().as_str() {
                "begin" => self.fields.push(Field::default()),
                "separate" => self.fields.iter_mut().next_back().into_iter().for_each(|field| field.says = true),
                "end" => self.close_field(),
                _ => {}
            },
            "fldSimple" => {
                let code = element.attribute("instr").unwrap_or_default();
                self.fields.push(Field { code, says: true });
            }
            _ => {}
        }
    }

    /// What stands beside the text: comments, boxes, figures, and what older programs show instead.
    fn enter_beside(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "AlternateContent" => self.ways.push(Default::default()),
            "Fallback" => self.skipped = self.stack.len() + 1,
            "commentRangeStart" | "commentReference" => {
                if let Some(id) = element.attribute("id") {
                    let spot = self.spot();
                    self.page.comments.entry(id.clone()).or_insert(spot);
                    if let Some(para) = self.open.last_mut().filter(|para| !para.comments.contains(&id)) {
                        para.comments.push(id);
                    }
                }
            }
            "txbxContent" => {
                self.boxes += 1;
                self.page.boxes.push(String::new());
            }
            "drawing" | "pict" | "object" => {
                if let Some(at) = self.controls.last() {
                    self.page.controls[*at].pictures += 1;
                } else {
                    self.page.drawings += 1;
                    // What is drawn on the paper is told, if it is not the paper's own.
                    self.page.acts |= name == "object";
                }
            }
            // A watermark is drawn without a box.
            "textpath" => self.page.boxes.extend(element.attribute("string")),
            // A paragraph that stands by itself anywhere on the page may cover what stands there.
            "framePr" => self.page.drawings += 1,
            "altChunk" => self.page.acts = true,
            _ => {}
        }
    }

    /// What takes paragraphs, rows and tables out of sight, and the grounds that words stand on.
    fn put_out_of_sight(&mut self, name: &str, element: &Element<'_>) {
        let value = || element.attribute("val");
        match name {
            "ind" | "spacing" if self.is_in("pPr") && is_out_of_place(element) => {
                self.open.iter_mut().next_back().into_iter().for_each(|para| para.hides = true);
            }
            "tblInd" | "tblpPr" if is_off_the_page(element) => self.put_away(),
            _ if self.is_in("tcMar") && length(element, "w").is_some_and(|it| it > INDENTED) => {
                // The cell holds its properties, which hold its margins.
                self.away.push(self.stack.len().saturating_sub(3));
            }
            "tblStyle" if value().is_some_and(|style| self.hiding.styles.contains(&style)) => self.put_away(),
            "bdo" if value().is_some_and(|way| way == "rtl") => self.away.push(self.stack.len()),
            "hidden" if self.is_in("trPr") && is_on(element) => self.put_away(),
            "trHeight" => {
                let exact = element.attribute("hRule").is_some_and(|rule| rule == "exact");
                if exact && value().and_then(|it| it.parse::<f64>().ok()).is_some_and(|height| height < LOWEST) {
                    self.put_away();
                }
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
            "shd" if self.is_in("tcPr") || self.is_in("pPr") => {
                let fill = element.attribute("fill").as_deref().and_then(colour);
                self.grounds.extend(fill.map(|fill| (self.stack.len().saturating_sub(2), fill)));
            }
            "background" => {
                let paper = element.attribute("color").as_deref().and_then(colour);
                self.grounds.extend(paper.map(|paper| (0, paper)));
            }
            _ => {}
        }
    }

    /// Keeps what the innermost field does, now that all of its code is read.
    fn close_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
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
            "fldSimple" => self.close_field(),
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
        let text = &*self.look.stands.written(text);
        let generated = self.generated > 0 || self.fields.iter().any(|field| field.says && field.is_generated());
        let has_control = !self.controls.is_empty() && self.generated == 0;
        let (put_in, taken_out) = (self.put_in.last().cloned(), self.taken_out.last().cloned());
        for (newer, _) in &mut self.ways {
            newer.push_str(text);
        }
        let is_away = self.open.last().is_some_and(|para| self.is_away(para));
        let Some(para) = self.open.last_mut() else { return };
        let (struck, hidden) = (self.look.struck, is_away || self.look.only_on_paper);
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
