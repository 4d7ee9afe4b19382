//! The dependency figure: which integration requires which, as boxes with places and lines with bends.
//!
//! Packages and prerequisites stand in layers from left to right, each to the right of what requires it. Between two
//! layers every target has one upright lane, and whatever requires it joins the lane with a dot: so a prerequisite that
//! fifteen packages need is one line that the eye can follow, and no two lines ever lie on one another. A lane that
//! leads further passes the next layer in a row of its own. What is drawn is the resolution's reasons and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::letters::{Weight, width};
use super::sentences::Sentences;
use crate::catalog::id::IntegrationId;
use crate::document::{Dependencies, FigureBox, FigureDot, FigureEdge, FigureLine, FigureRow};
use crate::resolve::{ChosenOr, IntegrationLine, Level, Reason};
use crate::text::danish;

/// As many packages it is drawn for: fewer need none, and more make a wiring diagram of which the overview says all.
const DRAWN: std::ops::RangeInclusive<usize> = 3..=7;

/// The height of a row.
const ROW: f64 = 10.5;
/// Between two boxes of a layer. Everything in a layer stands on multiples of it, and every other layer is shifted by
/// half of it, so that lines from either side of a channel never meet by chance.
const GAP: f64 = ROW / 2.0;
/// Between two lanes, and between a lane and a box.
const LANE: f64 = 8.6;
const AISLE: f64 = 14.0;
/// How large a package's name and all ids are written, and the names of prerequisites.
pub const SIZE: f64 = 8.5;
pub const SMALL_SIZE: f64 = 7.5;
const MARGIN: f64 = 10.0;
/// No box is wider: its name is set in several lines.
const WIDEST: f64 = 112.0;
/// What a box keeps free beside its words.
const INSET: f64 = 12.0;

/// Where a line leaves a box: a row, or the head when all of the box's integrations require the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Port<'a> {
    Head(usize),
    Row(usize, &'a str),
}

impl Port<'_> {
    fn of(self) -> usize {
        match self {
            Port::Head(at) | Port::Row(at, _) => at,
        }
    }
}

/// A stretch of a line, in hundredths of a point, and whether it is dashed.
type Span = (i64, i64, bool);

/// An edge before it has a way.
struct Link<'a> {
    reason: &'a Reason,
    port: Port<'a>,
    from: &'a str,
    to: &'a str,
    target: usize,
    /// It may be used, by its rule or because the buyer made it optional
    free: bool,
}

impl Sentences<'_> {
    /// The figure of everything that is in use.
    pub fn dependencies(&self) -> Dependencies {
        let mut boxes = self.boxes();
        let links = self.links(&boxes);
        let layers = layers(boxes.len(), &links);
        let alt = self.told(&boxes, &links);
        let mut plan = Plan::new(&mut boxes, &links, layers);
        plan.place();
        let edges: Vec<FigureEdge> = links.iter().map(|link| plan.edge(link)).collect();
        let (width, height) = (plan.width, plan.height);
        let (lines, dots) = (lines(&edges), dots(&edges, &links));
        let mut arrows: Vec<[f64; 2]> = edges.iter().filter_map(|edge| edge.points.last().copied()).collect();
        arrows.sort_by(|one, other| one.partial_cmp(other).expect("places are numbers"));
        arrows.dedup();
        Dependencies {
            width,
            height,
            row: ROW,
            drawn: DRAWN.contains(&self.profile.packages.len()),
            has_conditional: edges.iter().any(|edge| edge.conditional),
            has_derived: edges.iter().any(|edge| edge.derived),
            alt: format!("Figur over afhængighederne mellem integrationerne. {}", alt.join(" ")),
            sentences: alt,
            boxes,
            edges,
            lines,
            dots,
            arrows,
        }
    }

    /// A box for each chosen package with what is in use of it, and for every other integration that is in use.
    fn boxes(&self) -> Vec<FigureBox> {
        let used = |line: &&IntegrationLine| line.interval.at_most > Level::Excluded;
        let row = |line: &IntegrationLine| FigureRow {
            id: line.id.to_string(),
            name: self.edition.integrations[&line.id].name.clone(),
            y: 0.0,
            chosen: self.profile.chose(&line.id),
            conditional: line.interval.at_least < Level::Required,
            derived: line.because.iter().filter(|reason| reason.level > Level::Excluded).all(|reason| reason.derived),
        };
        let mut boxes = Vec::new();
        let mut shown = BTreeSet::new();
        for id in self.profile.packages.keys() {
            let package = &self.edition.packages[id];
            let lines = package.business.iter().filter_map(|id| self.resolution.integration(id)).filter(used);
            let rows: Vec<FigureRow> = lines.filter(|line| shown.insert(line.id.clone())).map(row).collect();
            boxes.push(empty(Some(id.to_string()), &package.title, rows));
        }
        for line in self.resolution.integrations.iter().filter(used).filter(|line| !shown.contains(&line.id)) {
            let row = row(line);
            boxes.push(empty(None, &row.name.clone(), vec![row]));
        }
        boxes
    }

    /// Every reason that holds, a choice of the buyer's excepted.
    fn links<'s>(&'s self, boxes: &[FigureBox]) -> Vec<Link<'s>> {
        let box_of = |id: &str| boxes.iter().position(|it| it.rows.iter().any(|row| row.id == id));
        let mut links = Vec::new();
        for line in &self.resolution.integrations {
            let told = |reason: &&Reason| reason.level > Level::Excluded && self.tells(line, reason);
            let holding = || line.because.iter().filter(told);
            for reason in holding().filter(|reason| reason.modality != ChosenOr::Chosen) {
                let Some(carrier) = &reason.carrier else { continue };
                let (from, to) = (carrier.as_str(), line.id.as_str());
                let (Some(source), Some(target)) = (box_of(from), box_of(to)) else { continue };
                let alike = holding().filter(|other| other.rule == reason.rule);
                let carriers: BTreeSet<&str> =
                    alike.filter_map(|other| other.carrier.as_ref()).map(IntegrationId::as_str).collect();
                let others: BTreeSet<&str> =
                    boxes[source].rows.iter().map(|row| row.id.as_str()).filter(|id| *id != to).collect();
                let whole = carriers == others && boxes[source].rows.len() > 1;
                let port = if whole { Port::Head(source) } else { Port::Row(source, from) };
                let free = reason.modality == ChosenOr::May || self.is_made_optional(&line.id);
                links.push(Link { reason, port, from, to, target, free });
            }
        }
        links.sort_by_key(|link| (link.port, link.to));
        links
    }

    /// The figure in words, a sentence for each place that lines leave.
    fn told(&self, boxes: &[FigureBox], links: &[Link<'_>]) -> Vec<String> {
        let mut ports: Vec<Port<'_>> = links.iter().map(|link| link.port).collect();
        ports.dedup();
        let sentences = |port: &Port<'_>| {
            let own = || links.iter().filter(|link| link.port == *port);
            let (within, beyond): (Vec<&Link<'_>>, Vec<&Link<'_>>) =
                own().partition(|link| link.target == port.of() && matches!(port, Port::Head(_)));
            let it = &boxes[port.of()];
            let subject = match (port, &it.package) {
                (Port::Head(_), Some(package)) => format!("Integrationerne i {package} {}", it.title),
                (Port::Row(_, id), Some(package)) => format!("{id} ({package})"),
                (Port::Head(_), None) => it.title.clone(),
                (Port::Row(_, id), None) => format!("{id}, som ikke selv er valgt,"),
            };
            let beyond = (!beyond.is_empty()).then(|| told_of(&subject, &beyond));
            // What the chosen ones of a package bring in of its others is theirs, and not the whole package's.
            let choosing: BTreeSet<&str> =
                within.iter().map(|link| link.from).filter(|id| self.profile.chose(&IntegrationId::new(id))).collect();
            let within: Vec<&Link<'_>> = within
                .into_iter()
                .filter(|link| choosing.is_empty() || choosing.contains(link.from) && !choosing.contains(link.to))
                .collect();
            let within = (!within.is_empty()).then(|| {
                let from: BTreeSet<&str> = within.iter().map(|link| link.from).collect();
                let package = it.package.iter().map(|package| format!(" ({package})")).collect::<String>();
                told_of(&format!("{}{package}", danish::list(from, "og")), &within)
            });
            beyond.into_iter().chain(within)
        };
        ports.iter().flat_map(sentences).collect()
    }
}

/// What something requires, in a sentence. What it requires for certain is not told again as a possibility.
fn told_of(subject: &str, links: &[&Link<'_>]) -> String {
    let ids = |keep: &dyn Fn(&Link<'_>) -> bool| -> Vec<&str> {
        let ids: BTreeSet<&str> = links.iter().filter(|link| keep(link)).map(|link| link.to).collect();
        ids.into_iter().collect()
    };
    let always = ids(&|link| !link.free && link.reason.at_least == Level::Required);
    let mut sometimes = ids(&|link| !link.free && link.reason.at_least < Level::Required);
    let mut may = ids(&|link| link.free);
    sometimes.retain(|id| !always.contains(id));
    may.retain(|id| !always.contains(id));
    let mut parts = Vec::new();
    for (verb, ids) in [("kræver", always), ("kræver i visse tilfælde", sometimes), ("kan anvende", may)] {
        if !ids.is_empty() {
            parts.push(format!("{verb} {}", danish::list(ids, "og")));
        }
    }
    format!("{subject} {}.", parts.join("; "))
}

fn empty(package: Option<String>, title: &str, rows: Vec<FigureRow>) -> FigureBox {
    let whole = package.iter().map(String::as_str).chain([title]).collect::<Vec<_>>().join(" ");
    let title = title.to_owned();
    let mut it = FigureBox { package, title, lines: Vec::new(), rows, x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
    it.lines = wrapped(&whole, |line| name_width(&it, line) <= WIDEST - INSET);
    it
}

/// How wide a line of a box's name is.
fn name_width(it: &FigureBox, line: &str) -> f64 {
    match it.package {
        Some(_) => width(line, Weight::Semibold, SIZE),
        None => width(line, Weight::Regular, SMALL_SIZE),
    }
}

/// How wide a row is, with every sign that it could bear.
fn row_width(row: &FigureRow) -> f64 {
    width(&format!("● ({})*", row.id), Weight::Semibold, SIZE)
}

/// A name in lines that fit; a word that does not has a line of its own.
fn wrapped(name: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The layer of each box: to the right of all that require it. What leads back in a circle is left out of the count.
fn layers(count: usize, links: &[Link<'_>]) -> Vec<usize> {
    let mut next: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); count];
    for link in links.iter().filter(|link| link.port.of() != link.target) {
        next[link.port.of()].insert(link.target);
    }
    // A box that leads to itself through others stays where it is.
    let mut done: Vec<usize> = Vec::new();
    let mut open = vec![false; count];
    fn visit(at: usize, next: &mut [BTreeSet<usize>], open: &mut [bool], done: &mut Vec<usize>) {
        open[at] = true;
        for to in next[at].clone() {
            if open[to] {
                next[at].remove(&to);
            } else if !done.contains(&to) {
                visit(to, next, open, done);
            }
        }
        open[at] = false;
        done.push(at);
    }
    for at in 0..count {
        if !done.contains(&at) {
            visit(at, &mut next, &mut open, &mut done);
        }
    }
    let mut layers = vec![0; count];
    for at in done.into_iter().rev() {
        for &to in &next[at] {
            layers[to] = layers[to].max(layers[at] + 1);
        }
    }
    layers
}

/// What stands in a layer: a box, or a line that passes on its way to a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Item<'a> {
    Box(usize),
    Passing(&'a str),
}

struct Plan<'a> {
    boxes: &'a mut Vec<FigureBox>,
    layers: Vec<usize>,
    /// For each target: its box, its first source's layer
    targets: BTreeMap<&'a str, (usize, usize)>,
    /// The sources of each target with their boxes
    sources: BTreeMap<&'a str, BTreeSet<usize>>,
    /// Where a target's lane stands in a channel
    lanes: BTreeMap<(&'a str, usize), f64>,
    /// Where a target's line passes a layer
    passing: BTreeMap<(&'a str, usize), f64>,
    /// The places of lines that lead back: the lane and the row below all boxes
    back: BTreeMap<&'a str, (f64, f64)>,
    left: Vec<f64>,
    right: Vec<f64>,
    width: f64,
    height: f64,
}

impl<'a> Plan<'a> {
    fn new(boxes: &'a mut Vec<FigureBox>, links: &[Link<'a>], layers: Vec<usize>) -> Self {
        let mut targets: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut sources: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut back = BTreeMap::new();
        for link in links {
            let source = link.port.of();
            if layers[source] < layers[link.target] {
                let first = targets.entry(link.to).or_insert((link.target, layers[source]));
                first.1 = first.1.min(layers[source]);
                sources.entry(link.to).or_default().insert(source);
            } else if source != link.target {
                back.insert(link.to, (0.0, 0.0));
            }
        }
        Self {
            boxes,
            layers,
            targets,
            sources,
            lanes: BTreeMap::new(),
            passing: BTreeMap::new(),
            back,
            left: Vec::new(),
            right: Vec::new(),
            width: 0.0,
            height: 0.0,
        }
    }

    /// Gives everything its place, layer by layer.
    fn place(&mut self) {
        let count = self.layers.iter().max().map_or(0, |last| last + 1);
        let mut x = MARGIN + AISLE / 2.0;
        for layer in 0..count {
            let width = self.layer_width(layer);
            self.left.push(x);
            self.right.push(x + width);
            self.place_layer(layer, x, width);
            x += width;
            let lanes = self.lanes_after(layer);
            x += AISLE;
            for target in lanes {
                self.lanes.insert((target, layer), x);
                x += LANE;
            }
            x += AISLE - LANE;
        }
        self.width = self.right.last().copied().unwrap_or(0.0) + MARGIN;
        self.height += MARGIN;
        let (mut lane, mut row) = (self.width, self.height);
        for place in self.back.values_mut() {
            *place = (lane, row);
            lane += LANE;
            row += LANE;
        }
        if !self.back.is_empty() {
            (self.width, self.height) = (lane + MARGIN, row + MARGIN);
        }
    }

    fn layer_width(&self, layer: usize) -> f64 {
        let own = self.boxes.iter().zip(&self.layers).filter(|(_, own)| **own == layer);
        let widths = own.map(|(it, _)| {
            let title = it.lines.iter().map(|line| name_width(it, line));
            it.rows.iter().map(row_width).chain(title).fold(0.0, f64::max) + INSET
        });
        widths.fold(60.0, f64::max)
    }

    /// Orders what stands in a layer by where it is required from, and stacks it.
    fn place_layer(&mut self, layer: usize, x: f64, width: f64) {
        let mut items: Vec<Item<'_>> =
            (0..self.boxes.len()).filter(|at| self.layers[*at] == layer).map(Item::Box).collect();
        let passes = self.targets.iter().filter(|(_, (at, first))| *first < layer && self.layers[*at] > layer);
        items.extend(passes.map(|(target, _)| Item::Passing(target)));
        if layer > 0 {
            let mut keyed: Vec<(f64, Item<'_>)> =
                items.into_iter().map(|item| (self.pull(item, layer), item)).collect();
            keyed.sort_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1)));
            items = keyed.into_iter().map(|(_, item)| item).collect();
        }
        let mut y = MARGIN + (layer % 2) as f64 * GAP / 2.0;
        for item in items {
            match item {
                Item::Box(at) => {
                    let it = &mut self.boxes[at];
                    let slots = it.rows.len() + it.lines.len();
                    (it.x, it.y, it.width, it.height) = (x, y, width, slots as f64 * ROW);
                    let first = if it.package.is_some() { it.lines.len() } else { 0 };
                    for (slot, row) in it.rows.iter_mut().enumerate() {
                        row.y = y + (slot + first) as f64 * ROW + ROW / 2.0;
                    }
                    y += it.height;
                }
                Item::Passing(target) => {
                    self.passing.insert((target, layer), y + ROW / 2.0);
                    y += ROW;
                }
            }
            y += GAP;
        }
        self.height = self.height.max(y);
    }

    /// The middle of what leads to an item from the layers before it.
    fn pull(&self, item: Item<'_>, layer: usize) -> f64 {
        let mut ys = Vec::new();
        let mut add = |target: &str| {
            for source in self.sources.get(target).into_iter().flatten().filter(|at| self.layers[**at] < layer) {
                ys.push(self.boxes[*source].y + self.boxes[*source].height / 2.0);
            }
        };
        match item {
            Item::Box(at) => self.boxes[at].rows.iter().for_each(|row| add(&row.id)),
            Item::Passing(target) => add(target),
        }
        if ys.is_empty() { 0.0 } else { ys.iter().sum::<f64>() / ys.len() as f64 }
    }

    /// The targets that a channel leads to, in the order of where they are required from.
    fn lanes_after(&self, layer: usize) -> Vec<&'a str> {
        let through = self.targets.iter().filter(|(_, (at, first))| *first <= layer && self.layers[*at] > layer);
        let mut lanes: Vec<(f64, &str)> =
            through.map(|(target, _)| (self.pull(Item::Passing(target), layer + 1), *target)).collect();
        lanes.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        lanes.into_iter().map(|(_, target)| target).collect()
    }

    /// An edge with its way.
    fn edge(&self, link: &Link<'_>) -> FigureEdge {
        let source = link.port.of();
        let it = &self.boxes[source];
        let start = match link.port {
            Port::Head(_) => it.y + ROW / 2.0,
            Port::Row(_, id) => row_of(it, id),
        };
        let goal = &self.boxes[link.target];
        let end = row_of(goal, link.to);
        let points = if source == link.target {
            let x = it.x - AISLE / 2.0;
            vec![[it.x, start], [x, start], [x, end], [it.x, end]]
        } else if self.layers[source] < self.layers[link.target] {
            let mut y = start;
            let mut points = vec![[it.x + it.width, y]];
            for layer in self.layers[source]..self.layers[link.target] {
                let lane = self.lanes[&(link.to, layer)];
                let out = self.passing.get(&(link.to, layer + 1)).copied().unwrap_or(end);
                points.extend([[lane, y], [lane, out]]);
                y = out;
            }
            points.push([goal.x, end]);
            points
        } else {
            let (lane, row) = self.back[link.to];
            let before = goal.x - AISLE / 4.0;
            vec![[it.x + it.width, start], [lane, start], [lane, row], [before, row], [before, end], [goal.x, end]]
        };
        FigureEdge {
            package: link.reason.package.clone(),
            rule: link.reason.rule.as_ref().map(ToString::to_string).unwrap_or_default(),
            from: link.from.to_owned(),
            to: link.to.to_owned(),
            conditional: link.reason.at_least < Level::Required,
            optional: link.free,
            derived: link.reason.derived,
            points,
        }
    }
}

fn row_of(it: &FigureBox, id: &str) -> f64 {
    it.rows.iter().find(|row| row.id == id).map_or(it.y, |row| row.y)
}

/// The straight pieces of all edges, each once: dashed only where every edge along it is derived.
fn lines(edges: &[FigureEdge]) -> Vec<FigureLine> {
    // By the line they lie on: along which axis, and where on the other.
    let mut pieces: BTreeMap<(bool, i64), Vec<Span>> = BTreeMap::new();
    let fixed = |value: f64| (value * 100.0).round() as i64;
    for edge in edges {
        for pair in edge.points.windows(2) {
            let ([x1, y1], [x2, y2]) = (pair[0], pair[1]);
            let upright = fixed(x1) == fixed(x2);
            let (at, from, to) = if upright { (x1, y1, y2) } else { (y1, x1, x2) };
            let (from, to) = (fixed(from.min(to)), fixed(from.max(to)));
            if from < to {
                pieces.entry((upright, fixed(at))).or_default().push((from, to, edge.derived));
            }
        }
    }
    let mut lines = Vec::new();
    for ((upright, at), spans) in pieces {
        let mut cuts: Vec<i64> = spans.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut run: Option<(i64, i64, bool)> = None;
        let mut end = |run: &mut Option<(i64, i64, bool)>| {
            if let Some((from, to, dashed)) = run.take() {
                let place = |value: i64| value as f64 / 100.0;
                let (from, to, at) = (place(from), place(to), place(at));
                let points = if upright { [[at, from], [at, to]] } else { [[from, at], [to, at]] };
                lines.push(FigureLine { points, dashed });
            }
        };
        for pair in cuts.windows(2) {
            let over: Vec<bool> =
                spans.iter().filter(|(from, to, _)| *from <= pair[0] && pair[1] <= *to).map(|span| span.2).collect();
            let dashed = over.iter().all(|derived| *derived);
            match &mut run {
                Some(run) if !over.is_empty() && run.1 == pair[0] && run.2 == dashed => run.1 = pair[1],
                _ => {
                    end(&mut run);
                    run = (!over.is_empty()).then_some((pair[0], pair[1], dashed));
                }
            }
        }
        end(&mut run);
    }
    lines
}

/// Where an edge joins its target's lane: filled when it always holds.
fn dots(edges: &[FigureEdge], links: &[Link<'_>]) -> Vec<FigureDot> {
    let mut dots: Vec<FigureDot> = Vec::new();
    for (edge, link) in edges.iter().zip(links) {
        // Inside a box the dot stands at the target, for several may share the way.
        let at = if link.port.of() == link.target { 2 } else { 1 };
        let [x, y] = edge.points[at];
        match dots.iter_mut().find(|dot| dot.x == x && dot.y == y) {
            Some(dot) => dot.open &= edge.conditional,
            None => dots.push(FigureDot { x, y, open: edge.conditional }),
        }
    }
    dots
}
