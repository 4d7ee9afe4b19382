//! The dependency figure for other tools: SVG, Mermaid and Graphviz.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use maud::{Markup, html};

use crate::compose::figure::{SIZE, SMALL_SIZE};
use crate::compose::letters::{Weight, width as text_width};
use crate::document::words::{Word, Words};
use crate::document::{Dependencies, FigureBox, FigureEdge, FigureRow};
use crate::print::html::shown;
use crate::text::line::one_line;

/// A line of those below the figure, which explain its signs.
const LEGEND_LINE: f64 = 12.0;

/// How much larger than in print it is shown: 8.5 points can be read on paper.
const ON_SCREEN: f64 = 1.5;

/// How a line or a frame is drawn that says »only through something else«.
const DASHES: &str = "2.5 2";

/// A text is made narrower, letters and all, where a font is wider than ours.
const SQUEEZED: &str = "spacingAndGlyphs";

const INK: &str = "#1a1a1a";

/// Boxes are as wide as their words are in the first of these. In any other every text is drawn as wide as in that.
const FONTS: &str = "'Source Sans 3', Arial, 'Liberation Sans', Helvetica, sans-serif";

/// The figure as it is drawn in the kravbilag. Its description says the same in words.
pub fn svg(figure: &Dependencies, title: &str, accent: &str, words: &Words) -> String {
    let signs = signs(figure, accent, words);
    let (width, height) = (figure.width.max(260.0), figure.height + 8.0 + signs.len() as f64 * LEGEND_LINE);
    let drawn = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(width * ON_SCREEN) height=(height * ON_SCREEN) viewBox={ "0 0 " (width) " " (height) }
            lang="da" role="img" aria-labelledby="navn beskrivelse" {
            title id="navn" { (shown(title)) }
            desc id="beskrivelse" { (shown(&figure.alt)) }
            g font-family=(FONTS) font-size="8.5" fill=(INK) {
                rect width=(width) height=(height) fill="#fff" {}
                @for part in &figure.lines {
                    @let [[x1, y1], [x2, y2]] = part.points;
                    path d={ "M" (x1) " " (y1) "L" (x2) " " (y2) } stroke=(INK) stroke-width="0.7"
                        stroke-dasharray=[part.dashed.then_some(DASHES)] {}
                }
                @for it in &figure.boxes { (drawn_box(figure, it, accent, words)) }
                @for dot in &figure.dots { (circle(dot.x, dot.y, dot.open)) }
                @for [x, y] in &figure.arrows { path d={ "M" (x - 5.0) " " (y - 2.5) "l5 2.5l-5 2.5z" } {} }
                @for (at, (drawn, text)) in signs.iter().enumerate() {
                    g transform={ "translate(10 " (figure.height + 8.0 + at as f64 * LEGEND_LINE) ")" } {
                        (drawn)
                        text x="34" y="3" { (text) }
                    }
                }
            }
        }
    };
    drawn.into_string()
}

/// A package with what was chosen of it, or a prerequisite.
fn drawn_box(figure: &Dependencies, it: &FigureBox, accent: &str, words: &Words) -> Markup {
    let FigureBox { x, y, width, height, .. } = it;
    let chosen = it.package.is_some();
    let derived = !chosen && it.rows.iter().all(|row| row.derived);
    // A package's name stands over its rows, an integration's below its id.
    let first = if chosen { 0 } else { it.rows.len() };
    html! {
        g {
            @if chosen {
                rect x=(x) y=(y) width=(width) height=(height) rx="2" fill=(accent) fill-opacity="0.09" stroke=(accent) {}
            } @else {
                rect x=(x) y=(y) width=(width) height=(height) rx="2" fill="#fff" stroke=(INK) stroke-width="0.7"
                    stroke-dasharray=[derived.then_some(DASHES)] {}
            }
            @for (at, line) in it.lines.iter().enumerate() {
                @let y = y + (first + at) as f64 * figure.row + figure.row / 2.0 + 3.0;
                @if chosen {
                    text x=(x + 5.0) y=(y) font-weight="600" fill=(accent)
                        textLength=(drawn_width(line, Weight::Semibold, SIZE)) lengthAdjust=(SQUEEZED) { (shown(line)) }
                } @else {
                    text x=(x + 5.0) y=(y) font-size=(SMALL_SIZE)
                        textLength=(drawn_width(line, Weight::Regular, SMALL_SIZE)) lengthAdjust=(SQUEEZED) { (shown(line)) }
                }
            }
            @for row in &it.rows {
                @let line = row_line(row, words);
                text x=(x + 5.0) y=(row.y + 3.0) font-weight="600"
                    font-style=[(row.derived && !row.chosen).then_some("italic")]
                    textLength=(drawn_width(&line, Weight::Semibold, SIZE)) lengthAdjust=(SQUEEZED) {
                    (line)
                    title { (row.id) " " (shown(&row.name)) }
                }
            }
        }
    }
}

/// A row's id with its signs.
fn row_line(row: &FigureRow, words: &Words) -> String {
    let chosen = if row.chosen { format!("{} ", words.get(Word::SignChosen)) } else { String::new() };
    let id = if row.conditional { format!("({})", row.id) } else { row.id.clone() };
    let derived = if row.derived { words.get(Word::SignDerived) } else { "" };
    format!("{chosen}{id}{derived}")
}

/// How wide a text is drawn, in hundredths of a point.
fn drawn_width(text: &str, weight: Weight, size: f64) -> f64 {
    (text_width(text, weight, size) * 100.0).round() / 100.0
}

/// Every sign that occurs, as it is drawn, and what it means: the same as under the figure of the papers.
fn signs<'w>(figure: &Dependencies, accent: &str, words: &'w Words) -> Vec<(Markup, &'w str)> {
    let rows = || figure.boxes.iter().flat_map(|it| &it.rows);
    let mut signs = Vec::new();
    let mut sign = |drawn: Markup, key: Word| signs.push((drawn, words.get(key)));
    if rows().any(|row| row.chosen) {
        let drawn = html! { text y="3" font-weight="600" fill=(accent) { (words.get(Word::SignChosen)) " SF…" } };
        sign(drawn, Word::LegendChosen);
    }
    sign(circle(10.0, 0.0, false), Word::FigureAlways);
    if figure.has_conditional {
        sign(circle(10.0, 0.0, true), Word::FigureOpen);
    }
    if figure.has_derived {
        let drawn = html! { path d="M0 0h24" stroke=(INK) stroke-width="0.7" stroke-dasharray=(DASHES) {} };
        sign(drawn, Word::FigureDerived);
    }
    if rows().any(|row| row.conditional) {
        sign(html! { text y="3" font-weight="600" { "(SF…)" } }, Word::LegendConditional);
    }
    if rows().any(|row| row.derived) {
        let star = words.get(Word::SignDerived);
        sign(html! { text y="3" font-weight="600" font-style="italic" { "SF…" (star) } }, Word::LegendDerived);
    }
    signs
}

fn circle(x: f64, y: f64, open: bool) -> Markup {
    let fill = if open { "#fff" } else { INK };
    html! { circle cx=(x) cy=(y) r="2.2" fill=(fill) stroke=(INK) stroke-width="0.8" {} }
}

/// What a line of the figure says beside it, where a tool draws no open dots.
fn label(edge: &FigureEdge, words: &Words) -> Option<String> {
    match (edge.optional, edge.conditional) {
        (true, _) => Some(words.get(Word::FigureMay).to_owned()),
        (false, true) => Some(words.get(Word::FigureConditional).to_owned()),
        (false, false) => None,
    }
}

/// Every edge once: several rules may say the same of two integrations, and the strongest is shown.
fn distinct(figure: &Dependencies) -> Vec<&FigureEdge> {
    let mut edges: Vec<&FigureEdge> = figure.edges.iter().collect();
    edges.sort_by_key(|edge| (&edge.from, &edge.to, edge.optional, edge.conditional));
    let mut seen = BTreeSet::new();
    edges.retain(|edge| seen.insert((&edge.from, &edge.to)));
    edges
}

/// The figure as a Mermaid flowchart.
pub fn mermaid(figure: &Dependencies, words: &Words) -> String {
    let mut out = String::from("flowchart LR\n");
    // In a quoted label only the quotation mark and the signs of markup end or change anything; Mermaid knows them by
    // number.
    let quoted = |text: &str| {
        let escaped = text.chars().map(|c| match c {
            '"' | '<' | '>' | '&' | '#' | '`' | ';' | '\\' => format!("#{};", u32::from(c)),
            c if c.is_whitespace() => " ".to_owned(),
            c => c.to_string(),
        });
        format!("\"{}\"", escaped.collect::<String>())
    };
    // The tool's own words, such as `end`, are no names; a letter before them makes any id one.
    let name = |id: &str| {
        format!("n_{}", id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect::<String>())
    };
    let mut write = |line: String| writeln!(out, "{line}").expect("writing to a string never fails");
    for it in &figure.boxes {
        let indent = if it.package.is_some() { "    " } else { "  " };
        if let Some(package) = &it.package {
            write(format!("  subgraph {}[{}]", name(package), quoted(&format!("{package} {}", it.title))));
        }
        for row in &it.rows {
            let shown = if row.conditional { format!("({})", row.id) } else { row.id.clone() };
            let class = if row.chosen { ":::valgt" } else { "" };
            write(format!("{indent}{}[{}]{class}", name(&row.id), quoted(&format!("{shown} {}", row.name))));
        }
        if it.package.is_some() {
            write("  end".to_owned());
        }
    }
    for edge in distinct(figure) {
        let arrow = if edge.derived { "-.->" } else { "-->" };
        let label = label(edge, words).map_or(String::new(), |label| format!("|{}|", quoted(&label)));
        write(format!("  {} {arrow}{label} {}", name(&edge.from), name(&edge.to)));
    }
    write("  classDef valgt stroke-width:3px".to_owned());
    out
}

/// The figure for Graphviz.
pub fn dot(figure: &Dependencies, title: &str, words: &Words) -> String {
    let mut out = String::from("digraph bilag {\n");
    let quoted = |text: &str| format!("\"{}\"", one_line(text).replace('\\', "\\\\").replace('"', "\\\""));
    let mut write = |line: String| writeln!(out, "{line}").expect("writing to a string never fails");
    write(format!("  graph [rankdir=LR, label={}, fontname=\"sans-serif\"];", quoted(title)));
    write("  node [shape=box, fontname=\"sans-serif\"];".to_owned());
    write("  edge [fontname=\"sans-serif\", fontsize=10];".to_owned());
    for it in &figure.boxes {
        let indent = if it.package.is_some() { "    " } else { "  " };
        if let Some(package) = &it.package {
            write(format!("  subgraph {} {{", quoted(&format!("cluster_{package}"))));
            write(format!("    label={};", quoted(&format!("{package} {}", it.title))));
        }
        for row in &it.rows {
            let shown = if row.conditional { format!("({})", row.id) } else { row.id.clone() };
            let style = match (row.chosen, row.derived) {
                (true, _) => ", style=bold",
                (false, true) => ", style=dashed",
                (false, false) => "",
            };
            write(format!("{indent}{} [label={}{style}];", quoted(&row.id), quoted(&format!("{shown} {}", row.name))));
        }
        if it.package.is_some() {
            write("  }".to_owned());
        }
    }
    for edge in distinct(figure) {
        let mut look = Vec::new();
        look.extend(edge.derived.then(|| "style=dashed".to_owned()));
        look.extend(label(edge, words).map(|label| format!("label={}", quoted(&label))));
        let look = if look.is_empty() { String::new() } else { format!(" [{}]", look.join(", ")) };
        write(format!("  {} -> {}{look};", quoted(&edge.from), quoted(&edge.to)));
    }
    write("}".to_owned());
    out
}
