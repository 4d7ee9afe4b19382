//! A paper that somebody worked on in Word, held against the same paper as it is made today: what became of each line.
//!
//! Nothing is taken over: what is found is for the buyer to write into the profile, or to leave.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use similar::{DiffOp, TextDiff};

use super::read::comments;
use super::read::page::Page;
use super::read::walk::walk;
use crate::change::{Piece, pieces};
use crate::form::package::{self, Package};
use crate::form::refusal::Refusal;
use crate::input::xml::{Node, each};

/// What became of a line, or of what stands below a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reworked {
    /// The line's id; nothing where it is no line
    pub id: Option<String>,
    /// Its title, or the heading
    pub title: String,
    /// It is no part of the text, but what stands at the pages' heads and feet, in notes and in boxes
    pub beside: bool,
    /// It is gone from the paper, or struck out while Word kept track
    pub gone: bool,
    /// It stands elsewhere: behind what it stands now
    pub moved_behind: Option<String>,
    /// Each paragraph that is another now
    pub changes: Vec<Vec<Piece>>,
    /// Who changed it while Word kept track
    pub authors: BTreeSet<String>,
    pub comments: Vec<Comment>,
}

/// A comment in the margin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    pub author: String,
    pub text: String,
}

/// What kind of paper it is, as it says itself: »Kravbilag«.
pub fn kind_of(paper: &[u8]) -> Result<Option<String>, Refusal> {
    let package = package::check(paper, &mut BTreeSet::new())?;
    let (mut inside, mut kind) = (false, None);
    each(package.part("docprops/core.xml").unwrap_or_default(), |node| match node {
        Node::Open(element) => inside = element.name() == "subject",
        Node::Text(text) if inside => kind = Some(text.trim().to_owned()),
        Node::Text(_) | Node::Close(_) => {}
    });
    Ok(kind)
}

/// Compares a paper with the original, line by line in the original's order.
pub fn reworked(paper: &[u8], original: &[u8]) -> Result<Vec<Reworked>, Refusal> {
    let own = Paper::open(original)?;
    let heads: BTreeSet<String> =
        own.page.paras.iter().filter(|para| para.is_heading).map(|it| bare(&it.text)).collect();
    let paper = Paper::open(paper)?;
    let (before, after) = (own.parts(&heads), paper.parts(&heads));
    let places: BTreeMap<&Key, usize> = after.iter().enumerate().map(|(at, (key, _))| (key, at)).collect();
    let kept = in_order(&before.iter().filter_map(|(key, _)| places.get(key).copied()).collect::<Vec<_>>());
    let mut found = Vec::new();
    for (key, was) in &before {
        let at = places.get(key).copied();
        let is = at.map(|at| &after[at].1);
        let there = is.filter(|is| !is.struck);
        let moved = at.filter(|at| there.is_some() && *at > 0 && !kept.contains(at));
        let it = Reworked {
            id: was.id.clone(),
            title: was.title.clone(),
            beside: false,
            gone: there.is_none(),
            moved_behind: moved.map(|at| after[at - 1].1.called()),
            changes: changes(&was.texts, there.map_or(&[], |it| it.texts.as_slice())),
            authors: is.map(|is| is.authors.clone()).unwrap_or_default(),
            comments: is.map(|is| is.comments.clone()).unwrap_or_default(),
        };
        let is_told = it.gone || it.moved_behind.is_some() || !it.changes.is_empty();
        if is_told || !it.authors.is_empty() || !it.comments.is_empty() {
            found.push(it);
        }
    }
    let known: BTreeSet<&Key> = before.iter().map(|(key, _)| key).collect();
    for (_, part) in after.iter().filter(|(key, part)| !known.contains(key) && !part.struck) {
        found.push(Reworked {
            id: part.id.clone(),
            title: part.title.clone(),
            beside: false,
            gone: false,
            moved_behind: None,
            changes: changes(&[], &part.texts),
            authors: part.authors.clone(),
            comments: part.comments.clone(),
        });
    }
    let beside = changes(&own.beside.texts, &paper.beside.texts);
    if !beside.is_empty() || !paper.beside.authors.is_empty() {
        found.push(Reworked {
            id: None,
            title: String::new(),
            beside: true,
            gone: false,
            moved_behind: None,
            changes: beside,
            authors: paper.beside.authors,
            comments: Vec::new(),
        });
    }
    Ok(found)
}

/// The most of some places that stand in order: the others were moved.
fn in_order(places: &[usize]) -> BTreeSet<usize> {
    // For each length the run of that length that ends lowest; few parts are moved, so this is quick.
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for place in places {
        let length = runs.partition_point(|run| run.last() < Some(place));
        let mut run = length.checked_sub(1).map(|at| runs[at].clone()).unwrap_or_default();
        run.push(*place);
        if length < runs.len() {
            runs[length] = run;
        } else {
            runs.push(run);
        }
    }
    runs.pop().unwrap_or_default().into_iter().collect()
}

/// The most paragraphs of a paper: to compare twice as many takes four times as long.
const MOST: usize = 20_000;

/// A paper with what stands in its margin.
struct Paper {
    page: Page,
    /// By the number of the comment
    comments: BTreeMap<String, Comment>,
    /// What stands at the pages' heads and feet, in notes and in boxes
    beside: Part,
}

/// What a part is known by: its number or its heading, and how many of the same came before.
type Key = (String, usize);

/// A line, or what stands below a heading.
#[derive(Default)]
struct Part {
    id: Option<String>,
    title: String,
    /// Its heading was taken out while Word kept track
    struck: bool,
    texts: Vec<String>,
    authors: BTreeSet<String>,
    comments: Vec<Comment>,
}

impl Part {
    /// »I-02.01 Frasortering af data«, or the heading.
    fn called(&self) -> String {
        match &self.id {
            Some(id) if *id != self.title => format!("{id} {}", self.title),
            Some(_) | None => self.title.clone(),
        }
    }
}

impl Paper {
    fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        let package: Package = package::check(bytes, &mut BTreeSet::new())?;
        let main = package.main().ok_or(Refusal::NotAForm)?;
        let page = walk(package.part(&main).ok_or(Refusal::NotAForm)?).map_err(|()| Refusal::TooDemanding)?;
        if page.paras.len() > MOST {
            return Err(Refusal::TooDemanding);
        }
        let margins = package.relations(&main).into_iter().filter(|relation| relation.kind == "comments");
        let comments = margins.flat_map(|relation| comments(package.part(&relation.target).unwrap_or_default()));
        let comments = comments.map(|(id, author, text)| (id, Comment { author, text: text.trim().to_owned() }));
        let comments = comments.collect();
        let beside = beside(&package, &main, &page)?;
        Ok(Self { page, comments, beside })
    }

    /// The paper divided at its headings. Two with the same words are told apart by their order.
    fn parts(&self, heads: &BTreeSet<String>) -> Vec<(Key, Part)> {
        let mut parts: Vec<(String, Part)> = vec![Default::default()];
        for para in self.page.paras.iter().filter(|para| !para.generated) {
            // A heading that was struck out still tells what is gone.
            let gone = para.tracked.iter().filter(|(_, gone, _)| *gone).map(|(_, _, text)| text.as_str());
            let struck = Some(gone.collect::<String>()).filter(|_| para.text.trim().is_empty());
            let shown = struck.as_deref().unwrap_or(&para.text);
            let id = shown.split_once('\t').map(|(id, _)| id.trim().to_owned());
            // A line is known by its number, whatever became of its title.
            let known_id = id.clone().filter(|id| heads.iter().any(|head| head.starts_with(&format!("{id} "))));
            // One that the original has not was put in.
            let lone = heads.contains(&bare(shown)) || para.is_heading;
            if (known_id.is_some() || lone) && !shown.trim().is_empty() {
                let key = known_id.clone().unwrap_or_else(|| bare(shown));
                let title = shown.split_once('\t').map_or(shown, |(_, title)| title).trim();
                let id = known_id.or_else(|| id.filter(|id| is_id(id)));
                let id = id.or_else(|| is_id(title).then(|| title.to_owned()));
                let part = Part { title: title.to_owned(), id, struck: struck.is_some(), ..Part::default() };
                parts.push((key, part));
            }
            let Some((_, part)) = parts.last_mut() else { continue };
            part.authors.extend(para.tracked.iter().map(|(author, _, _)| author.clone()));
            part.comments.extend(para.comments.iter().filter_map(|id| self.comments.get(id)).cloned());
            let text = para.text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                part.texts.push(text);
            }
        }
        counted(moved_while_tracked(parts))
    }
}

/// What a paper says at the heads and feet of its pages, in notes and in boxes. What Word works out there is left out.
fn beside(package: &Package, main: &str, page: &Page) -> Result<Part, Refusal> {
    const PARTS: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];
    let mut beside = Part::default();
    beside.texts.extend(page.boxes.iter().map(|text| bare(text)));
    for relation in package.relations(main).iter().filter(|relation| PARTS.contains(&relation.kind.as_str())) {
        let Some(part) = package.part(&relation.target) else { continue };
        let other = walk(part).map_err(|()| Refusal::TooDemanding)?;
        beside.texts.extend(other.boxes.iter().map(|text| bare(text)));
        for para in &other.paras {
            beside.texts.extend(para.outside.split('\t').map(bare));
            beside.authors.extend(para.tracked.iter().map(|(author, _, _)| author.clone()));
        }
    }
    beside.texts.retain(|text| !text.is_empty());
    // Programs keep the same heads and feet in another order.
    beside.texts.sort();
    if beside.texts.len() > MOST {
        return Err(Refusal::TooDemanding);
    }
    Ok(beside)
}

/// A line that was moved while Word kept track stands there twice: struck out where it was, and put in where it is now.
/// Only where it is now counts.
fn moved_while_tracked(parts: Vec<(String, Part)>) -> Vec<(String, Part)> {
    let stands = |(key, part): &(String, Part)| (!part.struck && part.id.as_ref() == Some(key)).then(|| key.clone());
    let standing: BTreeSet<String> = parts.iter().filter_map(stands).collect();
    let (left, mut parts): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|(key, part)| part.struck && standing.contains(key));
    for (key, gone) in left {
        if let Some((_, part)) = parts.iter_mut().find(|(other, _)| *other == key) {
            part.authors.extend(gone.authors);
            part.comments.extend(gone.comments);
        }
    }
    parts
}

/// Each part with how many of the same came before it.
fn counted(parts: Vec<(String, Part)>) -> Vec<(Key, Part)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let count = |(key, part): (String, Part)| {
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        ((key, *count), part)
    };
    parts.into_iter().map(count).collect()
}

fn is_id(text: &str) -> bool {
    !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit())
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs that came, went, or have other words now.
fn changes(before: &[String], after: &[String]) -> Vec<Vec<Piece>> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.iter().map(String::as_str).collect(), after.iter().map(String::as_str).collect());
    let mut changes = Vec::new();
    for op in TextDiff::from_slices(&old, &new).ops() {
        let (gone, came) = match *op {
            DiffOp::Equal { .. } => continue,
            DiffOp::Delete { old_index, old_len, .. } => (old_index..old_index + old_len, 0..0),
            DiffOp::Insert { new_index, new_len, .. } => (0..0, new_index..new_index + new_len),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                (old_index..old_index + old_len, new_index..new_index + new_len)
            }
        };
        let (gone, came) = (&before[gone], &after[came]);
        for at in 0..gone.len().max(came.len()) {
            let text = |texts: &[String]| texts.get(at).cloned().unwrap_or_default();
            changes.push(pieces(&text(gone), &text(came)));
        }
    }
    changes
}
