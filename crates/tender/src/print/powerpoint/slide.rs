//! A slide: a title, and text or a table below it.

use super::frame::{Layout, MARGIN, group};
use super::{WIDTH, spaces};
use crate::document::words::{Word, Words};
use crate::document::{ChecklistPage, Matrix, MatrixCell, MatrixRow, Section, Slides};
use crate::input::markdown::{Block, Inline, words};
use crate::print::office::xml::{Xml, printable};
use crate::print::office::{ALWAYS, CONDITIONAL, Furnishing, Picture};

/// A run of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub strong: bool,
}

pub(super) fn plain(text: impl Into<String>) -> Run {
    Run { text: text.into(), strong: false }
}

fn strong(text: impl Into<String>) -> Run {
    Run { text: text.into(), strong: true }
}

/// A slide before it is written.
pub(super) struct Slide {
    pub layout: Layout,
    title: String,
    text: Vec<Vec<Run>>,
    table: Option<Table>,
    /// What the table's signs mean, below it
    signs: Vec<Run>,
    pub notes: Vec<Vec<Run>>,
    pub has_logo: bool,
}

/// A table: its head, its rows, and the same in words.
struct Table {
    alt: String,
    widths: Vec<u64>,
    rows: Vec<Vec<Vec<Run>>>,
    /// The letters' size, in hundredths of a point
    size: u32,
    /// The head's ids stand upright
    upright: bool,
}

/// All slides in their order.
pub(super) struct Deck {
    pub slides: Vec<Slide>,
}

impl Deck {
    pub fn of(it: &Slides, furnishing: &Furnishing<'_>) -> Self {
        let said = |key: Word| furnishing.words.get(key).to_owned();
        let front = &it.front;
        let mut cover: Vec<Vec<Run>> = front
            .entries
            .iter()
            .map(|entry| vec![plain(format!("{}: ", entry.label)), plain(entry.value.clone())])
            .collect();
        if front.draft {
            cover.insert(0, vec![strong(said(Word::Draft))]);
        }
        let slide = |layout, title: String, text, notes| Slide {
            layout,
            title,
            text,
            table: None,
            signs: Vec::new(),
            notes,
            has_logo: false,
        };
        let mut slides = vec![Slide {
            has_logo: true,
            ..slide(Layout::Cover, front.title.clone(), cover, spoken(&it.welcome.blocks))
        }];
        let parts = parts(&it.matrix);
        for (at, part) in parts.iter().enumerate() {
            let named = match parts.len() {
                1 => title(&it.overview),
                count => format!("{} ({} {} {count})", title(&it.overview), at + 1, said(Word::Of)),
            };
            let notes = if at == 0 { spoken(&it.overview.blocks) } else { vec![vec![plain(title(&it.overview))]] };
            slides.push(Slide {
                table: Some(overview(part, furnishing.words)),
                signs: signs(part, furnishing.words),
                ..slide(Layout::Table, named, Vec::new(), notes)
            });
        }
        // What the numbers of the overview stand for, said to the slide that tells how it is read.
        for (at, part) in it.prerequisites.chunks(MOST_ROWS).enumerate() {
            let rows = part.iter().map(|it| vec![vec![strong(it.id.clone())], vec![plain(it.name.clone())]]);
            let head = vec![vec![strong(said(Word::Number))], vec![strong(said(Word::Title))]];
            let table = Table {
                alt: said(Word::Prerequisites),
                widths: vec![2_600_000, WIDTH - 2 * MARGIN - 2_600_000],
                rows: std::iter::once(head).chain(rows).collect(),
                size: LETTERS,
                upright: false,
            };
            let (title, notes) = match at {
                0 => (title(&it.legend), spoken(&it.legend.blocks)),
                _ => (said(Word::Prerequisites), vec![vec![plain(said(Word::Prerequisites))]]),
            };
            slides.push(Slide { table: Some(table), ..slide(Layout::Table, title, Vec::new(), notes) });
        }
        for it in &it.packages {
            let lines = it.lines.iter().map(|line| {
                let mut runs = vec![strong(format!("{}: ", line.label))];
                runs.extend(runs_of(&line.text, false));
                runs
            });
            let title = format!("{} {}", it.package, it.title);
            slides.push(slide(Layout::Text, title, lines.collect(), speech(&it.page, furnishing.words)));
        }
        let mut closing = spoken(&it.closing.blocks);
        if !it.open.is_empty() {
            closing.push(vec![strong(said(Word::OpenPoints))]);
            closing.extend(it.open.iter().map(|point| vec![plain(format!("– {point}"))]));
        }
        let mut next = Vec::new();
        flatten(&it.next.blocks, "", &mut next);
        slides.push(slide(Layout::Text, title(&it.next), next, closing));
        Self { slides }
    }
}

/// The most prerequisites on one slide.
const MOST_ROWS: usize = 10;

/// The letters of a table, in hundredths of a point: who sits in the last row reads them.
const LETTERS: u32 = 2_000;

/// The most packages of the overview on one slide, and the narrowest of its columns, with such letters.
const MOST_PACKAGES: usize = 7;
const NARROWEST: u64 = 410_000;

/// The overview over as many slides as it needs, each with the prerequisites that its packages have.
fn parts(it: &Matrix) -> Vec<Matrix> {
    let most = it.columns.len().max(1);
    let even = (1..=most).map(|count| most.div_ceil(count)).find_map(|size| {
        let parts: Vec<Matrix> = (0..most).step_by(size).map(|from| part(it, from, (from + size).min(most))).collect();
        let fits = |part: &Matrix| part.columns.len() <= MOST_PACKAGES && names_width(part) >= PACKAGES;
        parts.iter().all(fits).then_some(parts)
    });
    // One package with more prerequisites than fit stands alone.
    even.unwrap_or_else(|| (0..most).map(|from| part(it, from, from + 1)).collect())
}

/// The overview of some packages.
fn part(it: &Matrix, from: usize, to: usize) -> Matrix {
    let columns = it.columns.get(from..to).unwrap_or_default().to_vec();
    let rows = it
        .rows
        .iter()
        .map(|row| MatrixRow { cells: row.cells.get(from..to).unwrap_or_default().to_vec(), ..row.clone() });
    let rows: Vec<MatrixRow> = rows.filter(|row| row.cells.iter().any(Option::is_some)).collect();
    let occurs = |is: fn(&MatrixCell) -> bool| rows.iter().flat_map(|row| row.cells.iter().flatten()).any(is);
    Matrix {
        has_conditional: occurs(|cell| cell.conditional),
        has_derived: occurs(|cell| cell.derived),
        columns,
        rows,
        ..it.clone()
    }
}

/// What the columns of dots leave to the packages' names, at the least width of each.
fn names_width(it: &Matrix) -> u64 {
    (WIDTH - 2 * MARGIN).saturating_sub(NARROWEST * it.rows.len() as u64)
}

fn title(section: &Section) -> String {
    words(&section.title)
}

fn runs_of(text: &[Inline], is_strong: bool) -> Vec<Run> {
    let mut runs = Vec::new();
    for node in text {
        match node {
            Inline::Text { s } | Inline::Id { s } => runs.push(Run { text: s.clone(), strong: is_strong }),
            Inline::Strong { c } => runs.extend(runs_of(c, true)),
            Inline::Emph { c } | Inline::Link { c, .. } => runs.extend(runs_of(c, is_strong)),
            Inline::Break => runs.push(plain("\n")),
        }
    }
    runs
}

/// Blocks as paragraphs.
fn spoken(blocks: &[Block]) -> Vec<Vec<Run>> {
    let mut spoken = Vec::new();
    flatten(blocks, "– ", &mut spoken);
    spoken
}

fn flatten(blocks: &[Block], sign: &str, out: &mut Vec<Vec<Run>>) {
    for block in blocks {
        match block {
            Block::Paragraph { c } => out.push(runs_of(c, false)),
            Block::Heading { c, .. } => out.push(runs_of(c, true)),
            Block::Quote { blocks } => flatten(blocks, sign, out),
            Block::List { items, .. } => {
                for item in items {
                    let at = out.len();
                    flatten(item, sign, out);
                    if let Some(first) = out.get_mut(at)
                        && !sign.is_empty()
                    {
                        first.insert(0, plain(sign));
                    }
                }
            }
        }
    }
}

/// What is said to a package, in the order of its page.
fn speech(page: &ChecklistPage, said: &Words) -> Vec<Vec<Run>> {
    let mut notes = Vec::new();
    let mut part = |key: Word, paragraphs: Vec<Vec<Run>>| {
        if !paragraphs.is_empty() {
            notes.push(vec![strong(said.get(key))]);
            notes.extend(paragraphs);
        }
    };
    let item = |mut runs: Vec<Run>| {
        runs.insert(0, plain("– "));
        runs
    };
    part(Word::Purpose, spoken(&page.purpose));
    part(Word::Guidance, spoken(&page.guidance));
    let choices = page.choices.iter().map(|choice| {
        let mark = if choice.field.ticked { format!("{} ", said.get(Word::SignChosen)) } else { String::new() };
        let mut runs = vec![plain(mark)];
        runs.extend(runs_of(&choice.title, true));
        runs.push(plain(": "));
        runs.extend(runs_of(&choice.text, false));
        item(runs)
    });
    part(Word::Business, choices.collect());
    let questions = page.facts.iter().flat_map(|fact| {
        let open = if fact.open { format!(" · {}", said.get(Word::Open)) } else { String::new() };
        let asked = format!(" ({}: {}{open})", said.get(Word::AskedOf), fact.asked_of);
        let mut help = vec![plain(format!("{} ", fact.help))];
        help.extend(fact.decides.iter().flat_map(|decides| runs_of(decides, false)));
        let answer = fact.answer.chosen.as_ref();
        let answer = answer.map(|it| vec![plain(format!("{}: ", said.get(Word::Answer))), strong(it.clone())]);
        [Some(vec![strong(fact.question.clone()), plain(asked)]), Some(help), answer].into_iter().flatten()
    });
    part(Word::Question, questions.collect());
    let follows = page.follows.iter().map(|it| {
        let mut runs = runs_of(&it.sentence, false);
        if let Some(purpose) = &it.purpose {
            runs.push(plain(format!(" {}: ", said.get(Word::Purpose))));
            runs.extend(runs_of(purpose, false));
        }
        item(runs)
    });
    part(Word::Follows, follows.collect());
    let requirements = page.requirements.iter().map(|line| {
        let mut runs = vec![strong(format!("{} {}", line.id, line.title).trim_end().to_owned()), plain(": ")];
        runs.extend(runs_of(&line.text, false));
        item(runs)
    });
    part(Word::Requirements, requirements.collect());
    let advice = page.advice.iter().map(|it| {
        let mut runs = runs_of(&it.title, true);
        if !it.text.is_empty() {
            let closed = runs.last().is_some_and(|run| run.text.ends_with(['?', '.', '!', ':']));
            runs.push(plain(if closed { " " } else { ": " }));
            runs.extend(runs_of(&it.text, false));
        }
        item(runs)
    });
    part(Word::Advice, advice.collect());
    notes
}

/// What the packages' names need at least.
const PACKAGES: u64 = 3_900_000;

/// The overview: packages as rows, prerequisites as columns.
fn overview(it: &Matrix, said: &Words) -> Table {
    let count = it.rows.len().max(1) as u64;
    let column = (WIDTH - 2 * MARGIN).saturating_sub(PACKAGES) / count;
    let column = column.min(900_000);
    let mut widths = vec![WIDTH - 2 * MARGIN - column * count];
    widths.extend(it.rows.iter().map(|_| column));
    let mut head = vec![vec![strong(said.get(Word::Package))]];
    head.extend(it.rows.iter().map(|row| vec![strong(row.id.clone())]));
    let rows = it.columns.iter().enumerate().map(|(at, package)| {
        let mut cells = vec![vec![strong(package.package.clone()), plain(format!(" {}", package.title))]];
        cells.extend(it.rows.iter().map(|row| match row.cells.get(at).and_then(Option::as_ref) {
            Some(cell) => {
                let mark = if cell.derived { said.get(Word::SignDerived) } else { "" };
                vec![plain(format!("{}{mark}", if cell.conditional { CONDITIONAL } else { ALWAYS }))]
            }
            None => Vec::new(),
        }));
        cells
    });
    let rows = std::iter::once(head).chain(rows).collect();
    Table { alt: it.alt.clone(), widths, rows, size: LETTERS, upright: true }
}

/// What the signs of the overview mean.
fn signs(it: &Matrix, said: &Words) -> Vec<Run> {
    let mut signs = vec![(format!("{ALWAYS}: "), said.get(Word::LegendAlways))];
    signs.extend(it.has_conditional.then(|| (format!("{CONDITIONAL}: "), said.get(Word::LegendConditional))));
    let derived = format!("{}: ", said.get(Word::SignDerived));
    signs.extend(it.has_derived.then(|| (derived, said.get(Word::LegendDerived))));
    let separated = signs.into_iter().enumerate().flat_map(|(at, (sign, means))| {
        let sign = if at > 0 { format!("   {sign}") } else { sign };
        [strong(sign), plain(means)]
    });
    separated.collect()
}

/// A paragraph of runs, perhaps of one size.
pub(super) fn paragraph(xml: &mut Xml, runs: &[Run], size: Option<u32>) {
    xml.within("a:p", &[], |xml| {
        for run in runs.iter().filter(|run| !run.text.is_empty()) {
            for (at, line) in printable(&run.text).split('\n').enumerate() {
                if at > 0 {
                    xml.leaf("a:br", &[]);
                }
                if line.is_empty() {
                    continue;
                }
                xml.within("a:r", &[], |xml| {
                    let size = size.map(|size| size.to_string());
                    let mut attributes = vec![("lang", "da-DK")];
                    attributes.extend(size.as_deref().map(|size| ("sz", size)));
                    attributes.extend(run.strong.then_some(("b", "1")));
                    xml.leaf("a:rPr", &attributes);
                    xml.within("a:t", &[], |xml| xml.text(line));
                });
            }
        }
        // An empty cell is as high as its letters would be.
        if let (true, Some(size)) = (runs.iter().all(|run| run.text.is_empty()), size) {
            xml.leaf("a:endParaRPr", &[("lang", "da-DK"), ("sz", &size.to_string())]);
        }
    });
}

impl Slide {
    pub fn written(&self, logo: Option<(&Picture, String)>) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.within("p:sld", &spaces(), |xml| {
            xml.within("p:cSld", &[], |xml| {
                xml.within("p:spTree", &[], |xml| {
                    group(xml);
                    let (title, body) = match self.layout {
                        Layout::Cover => ("ctrTitle", Some("subTitle")),
                        Layout::Text => ("title", Some("body")),
                        Layout::Table => ("title", None),
                    };
                    let said = [plain(self.title.replace('\n', " "))];
                    shape(xml, 2, "Titel", title, None, std::slice::from_ref(&said.to_vec()));
                    if let Some(body) = body {
                        shape(xml, 3, "Tekst", body, Some("1"), &self.text);
                    }
                    if let Some(table) = &self.table {
                        table.write(xml);
                        if !self.signs.is_empty() {
                            below(xml, &self.signs);
                        }
                    }
                    if let Some((logo, relation)) = &logo {
                        picture(xml, logo, relation);
                    }
                });
            });
            xml.within("p:clrMapOvr", &[], |xml| xml.leaf("a:masterClrMapping", &[]));
        });
        xml.into_bytes()
    }
}

fn shape(xml: &mut Xml, id: u32, name: &str, kind: &str, index: Option<&str>, text: &[Vec<Run>]) {
    xml.within("p:sp", &[], |xml| {
        xml.within("p:nvSpPr", &[], |xml| {
            xml.leaf("p:cNvPr", &[("id", &id.to_string()), ("name", name)]);
            xml.within("p:cNvSpPr", &[], |xml| xml.leaf("a:spLocks", &[("noGrp", "1")]));
            xml.within("p:nvPr", &[], |xml| {
                let mut attributes = vec![("type", kind)];
                attributes.extend(index.map(|index| ("idx", index)));
                xml.leaf("p:ph", &attributes);
            });
        });
        xml.leaf("p:spPr", &[]);
        xml.within("p:txBody", &[], |xml| {
            xml.within("a:bodyPr", &[], |xml| xml.leaf("a:normAutofit", &[]));
            xml.leaf("a:lstStyle", &[]);
            match text {
                [] => paragraph(xml, &[], None),
                text => text.iter().for_each(|runs| paragraph(xml, runs, None)),
            }
        });
    });
}

impl Table {
    fn write(&self, xml: &mut Xml) {
        const TOP: u64 = 1_250_000;
        const ROOM: u64 = 4_950_000;
        const UPRIGHT: u64 = 2_000_000;
        const TABLE: &str = "http://schemas.openxmlformats.org/drawingml/2006/table";
        let head = if self.upright { UPRIGHT } else { 420_000 };
        let others = (self.rows.len().max(2) - 1) as u64;
        let height = ((ROOM - head) / others).min(420_000);
        let width: u64 = self.widths.iter().sum();
        xml.within("p:graphicFrame", &[], |xml| {
            xml.within("p:nvGraphicFramePr", &[], |xml| {
                xml.leaf("p:cNvPr", &[("id", "4"), ("name", "Tabel"), ("descr", &printable(&self.alt))]);
                xml.within("p:cNvGraphicFramePr", &[], |xml| xml.leaf("a:graphicFrameLocks", &[("noGrp", "1")]));
                xml.leaf("p:nvPr", &[]);
            });
            xml.within("p:xfrm", &[], |xml| {
                xml.leaf("a:off", &[("x", &MARGIN.to_string()), ("y", &TOP.to_string())]);
                let whole = head + height * others;
                xml.leaf("a:ext", &[("cx", &width.to_string()), ("cy", &whole.to_string())]);
            });
            xml.within("a:graphic", &[], |xml| {
                xml.within("a:graphicData", &[("uri", TABLE)], |xml| {
                    xml.within("a:tbl", &[], |xml| {
                        xml.leaf("a:tblPr", &[("firstRow", "1")]);
                        xml.within("a:tblGrid", &[], |xml| {
                            for width in &self.widths {
                                xml.leaf("a:gridCol", &[("w", &width.to_string())]);
                            }
                        });
                        for (at, row) in self.rows.iter().enumerate() {
                            let height = if at == 0 { head } else { height };
                            xml.within("a:tr", &[("h", &height.to_string())], |xml| {
                                for (column, runs) in row.iter().enumerate() {
                                    self.cell(xml, runs, (at == 0, column));
                                }
                            });
                        }
                    });
                });
            });
        });
    }

    fn cell(&self, xml: &mut Xml, runs: &[Run], (is_head, column): (bool, usize)) {
        let upright = is_head && self.upright && column > 0;
        xml.within("a:tc", &[], |xml| {
            xml.within("a:txBody", &[], |xml| {
                xml.leaf("a:bodyPr", &[]);
                xml.leaf("a:lstStyle", &[]);
                paragraph(xml, runs, Some(self.size));
            });
            let mut attributes =
                vec![("marL", "36000"), ("marR", "36000"), ("marT", "0"), ("marB", "0"), ("anchor", "ctr")];
            attributes.extend(upright.then_some(("vert", "vert270")));
            xml.within("a:tcPr", &attributes, |xml| {
                let tinted = !is_head && column > 0 && self.upright && !runs.is_empty();
                for side in ["a:lnL", "a:lnR"] {
                    xml.within(side, &[("w", "0")], |xml| xml.leaf("a:noFill", &[]));
                }
                let colour = if is_head { "accent1" } else { "accent6" };
                for side in ["a:lnT", "a:lnB"] {
                    let drawn = side == "a:lnB";
                    xml.within(side, &[("w", if drawn { "9525" } else { "0" })], |xml| match drawn {
                        true => xml.within("a:solidFill", &[], |xml| xml.leaf("a:schemeClr", &[("val", colour)])),
                        false => xml.leaf("a:noFill", &[]),
                    });
                }
                match tinted {
                    true => xml.within("a:solidFill", &[], |xml| xml.leaf("a:schemeClr", &[("val", "bg2")])),
                    false => xml.leaf("a:noFill", &[]),
                }
            });
        });
    }
}

/// A line of small letters at the bottom of a slide.
fn below(xml: &mut Xml, runs: &[Run]) {
    xml.within("p:sp", &[], |xml| {
        xml.within("p:nvSpPr", &[], |xml| {
            xml.leaf("p:cNvPr", &[("id", "6"), ("name", "Tegn")]);
            xml.leaf("p:cNvSpPr", &[("txBox", "1")]);
            xml.leaf("p:nvPr", &[]);
        });
        xml.within("p:spPr", &[], |xml| {
            xml.within("a:xfrm", &[], |xml| {
                xml.leaf("a:off", &[("x", &MARGIN.to_string()), ("y", "6250000")]);
                xml.leaf("a:ext", &[("cx", "9600000"), ("cy", "400000")]);
            });
            xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.leaf("a:avLst", &[]));
            xml.leaf("a:noFill", &[]);
        });
        xml.within("p:txBody", &[], |xml| {
            xml.leaf("a:bodyPr", &[("wrap", "square"), ("lIns", "0")]);
            xml.leaf("a:lstStyle", &[]);
            paragraph(xml, runs, Some(LETTERS));
        });
    });
}

fn picture(xml: &mut Xml, picture: &Picture, relation: &str) {
    const ROOM: (u64, u64) = (2_400_000, 900_000);
    let (width, height) = picture.fit(ROOM.0, ROOM.1);
    xml.within("p:pic", &[], |xml| {
        xml.within("p:nvPicPr", &[], |xml| {
            xml.leaf("p:cNvPr", &[("id", "5"), ("name", "Logo"), ("descr", "Logo")]);
            xml.within("p:cNvPicPr", &[], |xml| xml.leaf("a:picLocks", &[("noChangeAspect", "1")]));
            xml.leaf("p:nvPr", &[]);
        });
        xml.within("p:blipFill", &[], |xml| {
            xml.leaf("a:blip", &[("r:embed", relation)]);
            xml.within("a:stretch", &[], |xml| xml.leaf("a:fillRect", &[]));
        });
        xml.within("p:spPr", &[], |xml| {
            xml.within("a:xfrm", &[], |xml| {
                xml.leaf("a:off", &[("x", &MARGIN.to_string()), ("y", "600000")]);
                xml.leaf("a:ext", &[("cx", &width.to_string()), ("cy", &height.to_string())]);
            });
            xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.leaf("a:avLst", &[]));
        });
    });
}
