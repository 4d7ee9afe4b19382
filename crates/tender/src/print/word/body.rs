//! What stands on a Word paper, one paragraph after the other.
//!
//! A kind of document is laid out with the few words of this file: a section, a heading, a text beside its label, a
//! list, a table. What Word needs besides (ids that no two places share, bookmarks, lists that begin anew, pictures) is
//! kept here.

use std::collections::{BTreeMap, BTreeSet};

use super::style::{COLUMN, Letters, Sheet, Style, WIDTH};
use crate::document::Section;
use crate::document::words::{Word, Words};
use crate::input::markdown::{Block, Inline};
use crate::print::office::package::Relations;
use crate::print::office::picture::Picture;
use crate::print::office::xml::{Xml, printable};
use crate::text::link::is_harmless;

/// The lists that every paper has: the numbers of its sections, and bullets. Numbered lists come after them, each its
/// own.
pub(super) const SECTIONS: u32 = 1;
pub(super) const BULLETS: u32 = 2;

/// What takes a paragraph out of its style's list.
const NO_LIST: u32 = 0;

/// Where a paragraph stands, besides what its style says.
#[derive(Debug, Clone, Copy, Default)]
struct Placed {
    /// A list, and the depth in it
    list: Option<(u32, usize)>,
    /// On the text's edge, where its style begins in the left column
    on_edge: bool,
    on_new_page: bool,
}

/// Dots on the paper as Word measures pictures.
const EMU_PER_POINT: u64 = 12_700;

/// A heading of the table of contents.
pub(super) struct Entry {
    pub level: u8,
    pub number: Option<String>,
    pub title: String,
    pub bookmark: String,
}

/// A picture that the paper carries.
pub(super) struct Media {
    pub path: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// What has been written so far.
pub(crate) struct Body<'a> {
    pub(super) xml: Xml,
    words: &'a Words,
    pub(super) sheet: &'a Sheet,
    /// What stands before the table of contents, once it is known where that stands
    pub(super) before_contents: Option<Vec<u8>>,
    pub(super) contents: Vec<Entry>,
    pub(super) relations: Relations,
    pub(super) media: Vec<Media>,
    /// What fields show until they are filled in
    pub(super) placeholders: BTreeSet<String>,
    /// The bookmark of each line, by its id: what is named elsewhere leads there
    places: BTreeMap<String, String>,
    /// The ids that have a place
    met: BTreeSet<String>,
    /// The bookmarks that are set already: a name stands for one place
    set: BTreeSet<String>,
    /// The number of the last thing that needs one of its own
    last_id: u32,
    section: usize,
    /// How many numbered lists there are
    pub(super) numbered: u32,
    look: Look,
    /// Paragraphs stay on the page of the next
    kept: bool,
    /// The deepest heading of the table of contents
    pub(super) deepest: u8,
}

/// How the letters are that come next.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    strong: bool,
    emphatic: bool,
    struck: bool,
    letters: Option<Letters>,
}

/// The bookmark of a line.
pub(crate) fn bookmark(id: &str) -> String {
    /// Word takes no longer names.
    const LONGEST: usize = 40;
    let name = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    "krav_".chars().chain(name).take(LONGEST).collect()
}

impl<'a> Body<'a> {
    /// Writes a paper. It is written twice, because only then is it known which of the ids that are named have a place
    /// to lead to.
    pub fn written(words: &'a Words, sheet: &'a Sheet, write: impl Fn(&mut Self)) -> Self {
        let mut first = Self::new(words, sheet, BTreeSet::new());
        write(&mut first);
        let mut body = Self::new(words, sheet, first.met);
        write(&mut body);
        body
    }

    fn new(words: &'a Words, sheet: &'a Sheet, lines: BTreeSet<String>) -> Self {
        Self {
            xml: Xml::piece(),
            words,
            sheet,
            before_contents: None,
            contents: Vec::new(),
            relations: Relations::default(),
            media: Vec::new(),
            placeholders: BTreeSet::new(),
            places: lines.into_iter().map(|id| (bookmark(&id), id)).map(|(place, id)| (id, place)).collect(),
            met: BTreeSet::new(),
            set: BTreeSet::new(),
            last_id: 0,
            section: 0,
            numbered: 0,
            look: Look::default(),
            kept: false,
            deepest: 2,
        }
    }

    pub fn word(&self, key: Word) -> String {
        self.words.get(key).to_owned()
    }

    /// A number that nothing else on the paper has.
    pub(super) fn next_id(&mut self) -> String {
        self.last_id += 1;
        self.last_id.to_string()
    }

    // Paragraphs

    /// A paragraph with whatever is written inside.
    pub fn paragraph(&mut self, style: Style, inside: impl FnOnce(&mut Self)) {
        self.placed(style, Placed::default(), inside);
    }

    /// A paragraph of a list: the list's number and the depth in it.
    fn listed(&mut self, style: Style, list: Option<(u32, usize)>, inside: impl FnOnce(&mut Self)) {
        self.placed(style, Placed { list, ..Placed::default() }, inside);
    }

    fn placed(&mut self, style: Style, placed: Placed, inside: impl FnOnce(&mut Self)) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.value("w:pStyle", self.sheet.id(style));
        if self.kept {
            self.xml.leaf("w:keepNext", &[]);
        }
        if placed.on_new_page {
            self.xml.leaf("w:pageBreakBefore", &[]);
        }
        if let Some((list, depth)) = placed.list {
            self.xml.open("w:numPr", &[]);
            self.xml.value("w:ilvl", &depth.min(8).to_string());
            let number = if list == NO_LIST { 0 } else { self.sheet.lists_from + list };
            self.xml.value("w:numId", &number.to_string());
            self.xml.close("w:numPr");
        }
        if placed.on_edge {
            self.xml.leaf("w:ind", &[("w:left", &COLUMN.to_string()), ("w:firstLine", "0")]);
        }
        self.xml.close("w:pPr");
        inside(self);
        self.xml.close("w:p");
    }

    /// Running text on the text's edge.
    pub fn text(&mut self, text: &[Inline]) {
        if !text.is_empty() {
            self.paragraph(Style::Text, |it| it.rich(text));
        }
    }

    /// The same of plain words.
    pub fn words(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.paragraph(Style::Text, |it| it.plain(text));
        }
    }

    /// A text with its label in the left column.
    pub fn labelled(&mut self, style: Style, label: &str, inside: impl FnOnce(&mut Self)) {
        self.paragraph(style, |it| {
            it.label(label);
            it.tab();
            inside(it);
        });
    }

    /// What a line says besides, in small type.
    pub fn fine(&mut self, key: Word, inside: impl FnOnce(&mut Self)) {
        let label = self.word(key);
        self.labelled(Style::SmallLabelled, &label, inside);
    }

    /// A heading that is found again by an id, with that id in the left column.
    pub fn heading(&mut self, level: u8, id: Option<&str>, title: &str) {
        self.headed(Style::Heading(level), level, id, title, None, false);
    }

    /// A small heading below a section's own.
    pub fn minor_heading(&mut self, title: &str) {
        self.headed(Style::Minor, 9, None, title, None, false);
    }

    /// A heading of the first level that has an id for a number, on a new page.
    pub fn page_heading(&mut self, id: &str, title: &str) {
        self.headed(Style::Heading(1), 1, Some(id), title, None, true);
    }

    /// The heading of a line: it looks the same on every level.
    pub fn line_heading(&mut self, level: u8, id: &str, title: &str) {
        self.headed(Style::Line(level), 9, Some(id), title, None, false);
    }

    /// A numbered section with its text.
    pub fn section(&mut self, section: &Section) {
        self.section_heading(&crate::input::markdown::words(&section.title).replace('\n', " "));
        let write = |it: &mut Self| it.blocks(&section.blocks, Style::Text, 2);
        // A heading with a sentence below it says nothing where a page ends.
        if let [_] = section.blocks.as_slice() {
            self.together(write);
        } else {
            write(self);
        }
    }

    /// The same before a table, on the page where it begins.
    pub fn section_of_table(&mut self, section: &Section) {
        self.together(|it| it.section(section));
    }

    /// What stays on one page with what comes next.
    pub fn together(&mut self, inside: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.kept, true);
        inside(self);
        self.kept = before;
    }

    fn section_heading(&mut self, title: &str) {
        self.section += 1;
        self.headed(Style::Heading(1), 1, None, title, Some(self.section), false);
    }

    fn headed(
        &mut self,
        style: Style,
        level: u8,
        id: Option<&str>,
        title: &str,
        number: Option<usize>,
        on_new_page: bool,
    ) {
        // A buyer's headings may have numbers of their own; else ours do where ours stand.
        let list = match number {
            Some(_) => (!self.sheet.numbered).then_some((SECTIONS, 0)),
            None => (style == Style::Heading(1)).then_some((NO_LIST, 0)),
        };
        let on_edge = id.is_none() && style == Style::Heading(2);
        let in_contents = level <= self.deepest && self.before_contents.is_some();
        let own = id.and_then(|id| self.place_of(id));
        let listed = in_contents.then(|| format!("_Toc{:08}", self.contents.len() + 1));
        if let Some(bookmark) = &listed {
            let number = number.map(|number| number.to_string()).or_else(|| id.map(str::to_owned));
            self.contents.push(Entry { level, number, title: title.to_owned(), bookmark: bookmark.clone() });
        }
        self.placed(style, Placed { list, on_edge, on_new_page }, |it| {
            let marks: Vec<String> = own.iter().chain(&listed).cloned().collect();
            it.marked(&marks, |it| {
                let head = |text: &str| text.replace('\n', " ");
                match id {
                    Some(id) if title.is_empty() => it.plain(&head(id)),
                    Some(id) => {
                        it.plain(&head(id));
                        it.tab();
                        it.plain(&head(title));
                    }
                    None => it.plain(&head(title)),
                }
            });
        });
    }

    /// Sets bookmarks round something.
    fn marked(&mut self, names: &[String], inside: impl FnOnce(&mut Self)) {
        let ids: Vec<String> = names.iter().map(|_| self.next_id()).collect();
        for (name, id) in names.iter().zip(&ids) {
            self.xml.leaf("w:bookmarkStart", &[("w:id", id), ("w:name", name)]);
        }
        inside(self);
        for id in ids.iter().rev() {
            self.xml.leaf("w:bookmarkEnd", &[("w:id", id)]);
        }
    }

    /// Sets the bookmark of a line that stands in a table.
    pub fn place(&mut self, id: &str, inside: impl FnOnce(&mut Self)) {
        let place = self.place_of(id);
        self.marked(place.as_slice(), inside);
    }

    /// The bookmark of an id that is met for the first time.
    fn place_of(&mut self, id: &str) -> Option<String> {
        self.met.insert(id.to_owned());
        self.places.get(id).cloned().filter(|place| self.set.insert(place.clone()))
    }

    /// Blocks of running text; headings in them stand below a level.
    pub fn blocks(&mut self, blocks: &[Block], style: Style, level: u8) {
        for block in blocks {
            match block {
                Block::Paragraph { c } => self.paragraph(style, |it| it.rich(c)),
                Block::List { ordered, items } => self.list(*ordered, items, 0, level),
                Block::Heading { level: own, c } => {
                    let title = crate::input::markdown::words(c);
                    self.heading((level + own.saturating_sub(1).max(1)).min(4), None, &title);
                }
                Block::Quote { blocks } => self.blocks(blocks, Style::Quote, level),
            }
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>], depth: usize, level: u8) {
        let (style, list) = if ordered {
            self.numbered += 1;
            (Style::Number, BULLETS + self.numbered)
        } else {
            (Style::Bullet, BULLETS)
        };
        for item in items {
            let mut first = true;
            for block in item {
                match block {
                    Block::Paragraph { c } => {
                        let list = first.then_some((list, depth));
                        self.listed(style, list, |it| it.rich(c));
                    }
                    Block::List { ordered, items } => self.list(*ordered, items, depth + 1, level),
                    Block::Heading { .. } | Block::Quote { .. } => {
                        self.blocks(std::slice::from_ref(block), style, level);
                    }
                }
                first = false;
            }
        }
    }

    /// A list of lines that are written one by one.
    pub fn bullets<T>(&mut self, items: impl IntoIterator<Item = T>, mut inside: impl FnMut(&mut Self, T)) {
        for item in items {
            self.listed(Style::Bullet, Some((BULLETS, 0)), |it| inside(it, item));
        }
    }

    /// The same, numbered from one.
    pub fn numbers<T>(&mut self, items: impl IntoIterator<Item = T>, mut inside: impl FnMut(&mut Self, T)) {
        self.numbered += 1;
        let list = BULLETS + self.numbered;
        for item in items {
            self.listed(Style::Number, Some((list, 0)), |it| inside(it, item));
        }
    }

    // Letters

    /// A run of plain words. What names a line leads to it.
    pub fn plain(&mut self, text: &str) {
        let text = printable(text);
        if text.is_empty() {
            return;
        }
        self.xml.open("w:r", &[]);
        self.letters();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.xml.leaf("w:br", &[]);
            }
            for (at, part) in line.split('\t').enumerate() {
                if at > 0 {
                    self.xml.leaf("w:tab", &[]);
                }
                if !part.is_empty() {
                    self.xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(part));
                }
            }
        }
        self.xml.close("w:r");
    }

    fn letters(&mut self) {
        let Look { strong, emphatic, struck, letters } = self.look;
        if !(strong || emphatic || struck) && letters.is_none() {
            return;
        }
        self.xml.open("w:rPr", &[]);
        if let Some(letters) = letters {
            self.xml.value("w:rStyle", self.sheet.letters(letters));
        }
        for (is, name) in
            [(strong, "w:b"), (strong, "w:bCs"), (emphatic, "w:i"), (emphatic, "w:iCs"), (struck, "w:strike")]
        {
            if is {
                self.xml.leaf(name, &[]);
            }
        }
        self.xml.close("w:rPr");
    }

    fn looking(&mut self, change: impl FnOnce(&mut Look), inside: impl FnOnce(&mut Self)) {
        let before = self.look;
        change(&mut self.look);
        inside(self);
        self.look = before;
    }

    pub fn strong(&mut self, text: &str) {
        self.looking(|look| look.strong = true, |it| it.plain(text));
    }

    pub fn emphatic(&mut self, text: &str) {
        self.looking(|look| look.emphatic = true, |it| it.plain(text));
    }

    pub fn struck(&mut self, text: &str) {
        self.looking(|look| look.struck = true, |it| it.plain(text));
    }

    pub(super) fn with_letters(&mut self, letters: Letters, inside: impl FnOnce(&mut Self)) {
        self.looking(|look| look.letters = Some(letters), inside);
    }

    pub fn label(&mut self, text: &str) {
        self.with_letters(Letters::Label, |it| it.plain(text));
    }

    pub fn tab(&mut self) {
        self.xml.within("w:r", &[], |xml| xml.leaf("w:tab", &[]));
    }

    /// Running text.
    pub fn rich(&mut self, text: &[Inline]) {
        for node in text {
            match node {
                Inline::Text { s } => self.plain(s),
                Inline::Id { s } => self.named(s),
                Inline::Strong { c } => self.looking(|look| look.strong = true, |it| it.rich(c)),
                Inline::Emph { c } => self.looking(|look| look.emphatic = true, |it| it.rich(c)),
                Inline::Break => self.plain("\n"),
                Inline::Link { url, c } if is_harmless(url) => {
                    let id = self.relations.outside("hyperlink", &printable(url));
                    self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
                    self.with_letters(Letters::Link, |it| it.rich(c));
                    self.xml.close("w:hyperlink");
                }
                Inline::Link { c, .. } => self.rich(c),
            }
        }
    }

    /// An id, which leads to its line where the paper has it.
    pub fn named(&mut self, id: &str) {
        match self.places.get(id).cloned() {
            Some(place) if self.look.letters.is_none() => {
                self.xml.open("w:hyperlink", &[("w:anchor", &place), ("w:history", "1")]);
                self.with_letters(Letters::Link, |it| it.plain(id));
                self.xml.close("w:hyperlink");
            }
            Some(_) | None => self.plain(id),
        }
    }

    /// Ids in a row: »SF1461, I-02.01«.
    pub fn ids(&mut self, ids: &[String]) {
        for (at, id) in ids.iter().enumerate() {
            if at > 0 {
                self.plain(", ");
            }
            self.named(id);
        }
    }

    // Tables

    /// A width on our paper, on the template's.
    fn scaled(&self, width: u32) -> u32 {
        width * self.sheet.width.min(WIDTH) / WIDTH
    }

    /// A table. Its rows are written inside.
    pub fn table(&mut self, table: &Table<'_>, inside: impl FnOnce(&mut Self)) {
        self.xml.open("w:tbl", &[]);
        let width: u32 = table.widths.iter().map(|width| self.scaled(*width)).sum();
        let indent = self.scaled(table.indent);
        self.xml.open("w:tblPr", &[]);
        self.xml.value("w:tblStyle", self.sheet.table());
        self.xml.leaf("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        self.xml.leaf("w:tblInd", &[("w:w", &indent.to_string()), ("w:type", "dxa")]);
        self.xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
        self.xml.leaf(
            "w:tblLook",
            &[
                ("w:val", "0620"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "0"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
        self.xml.value("w:tblCaption", &printable(table.caption));
        self.xml.value("w:tblDescription", &printable(table.description));
        self.xml.close("w:tblPr");
        self.xml.open("w:tblGrid", &[]);
        for width in table.widths {
            self.xml.leaf("w:gridCol", &[("w:w", &self.scaled(*width).to_string())]);
        }
        self.xml.close("w:tblGrid");
        inside(self);
        self.xml.close("w:tbl");
    }

    /// What two tables in a row need between them: else they would become one.
    pub fn gap(&mut self) {
        self.paragraph(Style::Gap, |_| {});
    }

    /// The head of a table: it is repeated on every page.
    pub fn head(&mut self, table: &Table<'_>, words: &[String]) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.leaf("w:cantSplit", &[]);
        self.xml.leaf("w:tblHeader", &[]);
        self.xml.close("w:trPr");
        for (width, word) in table.widths.iter().zip(words) {
            self.cell(Cell { width: *width, ..Cell::default() }, |it| {
                it.paragraph(Style::CellHead, |it| it.plain(word));
            });
        }
        self.xml.close("w:tr");
    }

    /// A row that stays whole on a page, unless it is a long one.
    pub fn row(&mut self, whole: bool, inside: impl FnOnce(&mut Self)) {
        self.xml.open("w:tr", &[]);
        if whole {
            self.xml.open("w:trPr", &[]);
            self.xml.leaf("w:cantSplit", &[]);
            self.xml.close("w:trPr");
        }
        inside(self);
        self.xml.close("w:tr");
    }

    /// A row of a head whose cells are written one by one.
    pub fn head_row(&mut self, height: u32, inside: impl FnOnce(&mut Self)) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.leaf("w:cantSplit", &[]);
        self.xml.leaf("w:trHeight", &[("w:val", &height.to_string()), ("w:hRule", "atLeast")]);
        self.xml.leaf("w:tblHeader", &[]);
        self.xml.close("w:trPr");
        inside(self);
        self.xml.close("w:tr");
    }

    pub fn cell(&mut self, cell: Cell, inside: impl FnOnce(&mut Self)) {
        self.xml.open("w:tc", &[]);
        self.xml.open("w:tcPr", &[]);
        self.xml.leaf("w:tcW", &[("w:w", &self.scaled(cell.width).to_string()), ("w:type", "dxa")]);
        if let Some(tint) = cell.tint {
            self.xml.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", tint)]);
        }
        if cell.upright {
            self.xml.value("w:textDirection", "btLr");
        }
        self.xml.close("w:tcPr");
        inside(self);
        self.xml.close("w:tc");
    }

    /// A table of plain texts.
    pub fn texts<T>(
        &mut self,
        table: &Table<'_>,
        head: &[Word],
        rows: impl IntoIterator<Item = T>,
        mut cell: impl FnMut(&mut Self, &T, usize),
    ) {
        let head: Vec<String> = head.iter().map(|key| self.word(*key)).collect();
        self.table(table, |it| {
            it.head(table, &head);
            for row in rows {
                it.row(true, |it| {
                    for (at, width) in table.widths.iter().enumerate() {
                        it.cell(Cell { width: *width, ..Cell::default() }, |it| {
                            it.paragraph(Style::Cell, |it| cell(it, &row, at));
                        });
                    }
                });
            }
        });
        self.gap();
    }

    // Pictures

    /// A picture in its own paragraph, with its words for who cannot see it. The box is in points.
    pub fn picture(&mut self, picture: &Picture, style: Style, name: &str, alt: &str, room: (u64, u64)) {
        let path = format!("media/billede{}.{}", self.media.len() + 1, picture.ending());
        let relation = self.relations.to("image", &path);
        self.media.push(Media {
            path: format!("word/{path}"),
            media_type: picture.media_type(),
            bytes: picture.bytes.clone(),
        });
        let (width, height) = picture.fit(room.0 * EMU_PER_POINT, room.1 * EMU_PER_POINT);
        let (width, height, id) = (width.to_string(), height.to_string(), self.next_id());
        let (name, alt) = (printable(name), printable(alt));
        self.paragraph(style, |it| {
            let xml = &mut it.xml;
            xml.open("w:r", &[]);
            xml.open("w:drawing", &[]);
            xml.within("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")], |xml| {
                xml.leaf("wp:extent", &[("cx", &width), ("cy", &height)]);
                xml.leaf("wp:docPr", &[("id", &id), ("name", &name), ("descr", &alt)]);
                xml.within("a:graphic", &[("xmlns:a", super::A)], |xml| {
                    xml.within("a:graphicData", &[("uri", super::PIC)], |xml| {
                        xml.within("pic:pic", &[("xmlns:pic", super::PIC)], |xml| {
                            xml.within("pic:nvPicPr", &[], |xml| {
                                xml.leaf("pic:cNvPr", &[("id", &id), ("name", &name), ("descr", &alt)]);
                                xml.leaf("pic:cNvPicPr", &[]);
                            });
                            xml.within("pic:blipFill", &[], |xml| {
                                xml.leaf("a:blip", &[("r:embed", &relation)]);
                                xml.within("a:stretch", &[], |xml| xml.leaf("a:fillRect", &[]));
                            });
                            xml.within("pic:spPr", &[], |xml| {
                                xml.within("a:xfrm", &[], |xml| {
                                    xml.leaf("a:off", &[("x", "0"), ("y", "0")]);
                                    xml.leaf("a:ext", &[("cx", &width), ("cy", &height)]);
                                });
                                xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.leaf("a:avLst", &[]));
                            });
                        });
                    });
                });
            });
            xml.close("w:drawing");
            xml.close("w:r");
        });
    }

    /// How deep the table of contents goes.
    pub fn contents_to(&mut self, level: u8) {
        self.deepest = level;
    }

    /// From here on headings stand in the table of contents, and here it stands.
    pub fn contents_here(&mut self) {
        let before = std::mem::replace(&mut self.xml, Xml::piece());
        self.before_contents = Some(before.into_bytes());
    }
}

/// What a table is and how wide its columns are.
pub(crate) struct Table<'t> {
    /// What a screen reader says of it
    pub caption: &'t str,
    pub description: &'t str,
    pub widths: &'t [u32],
    pub indent: u32,
}

impl<'t> Table<'t> {
    /// A table that begins on the text's edge.
    pub fn on_edge(caption: &'t str, widths: &'t [u32]) -> Self {
        Self { caption, description: caption, widths, indent: COLUMN }
    }

    /// A table as wide as the paper's text with its left column.
    pub fn whole(caption: &'t str, widths: &'t [u32]) -> Self {
        Self { caption, description: caption, widths, indent: 0 }
    }
}

/// How a cell is made.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cell {
    pub width: u32,
    /// The text runs from below
    pub upright: bool,
    pub tint: Option<&'static str>,
}
