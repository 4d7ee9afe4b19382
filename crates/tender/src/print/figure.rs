//! The dependency figure for other tools: SVG, Mermaid and Graphviz.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::document::words::{Word, Words};
use crate::document::{Dependencies, FigureBox, FigureEdge};
use crate::print::html::escaped;
use crate::text::line::one_line;

/// A line of those below the figure, which explain its signs.
const LEGEND_LINE: f64 = 12.0;

/// How much larger than in print it is shown.
const ON_SCREEN: f64 = 1.5;

/// The figure as it is drawn in the kravbilag. Its description says the same in words.
pub fn svg(figure: &Dependencies, title: &str, accent: &str, words: &Words) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let signs = signs(figure, accent, words);
    let (width, height) = (figure.width.max(260.0), figure.height + 8.0 + signs.len() as f64 * LEGEND_LINE);
    // Drawn for print, where 8.5 points can be read; on a screen it is half as large again.
    let (shown_width, shown_height) = (width * ON_SCREEN, height * ON_SCREEN);
    line(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{shown_width}\" height=\"{shown_height}\" viewBox=\"0 0 {width} {height}\" lang=\"da\" role=\"img\" aria-labelledby=\"navn beskrivelse\">"
    ));
    line(format!("<title id=\"navn\">{}</title>", escaped(title)));
    line(format!("<desc id=\"beskrivelse\">{}</desc>", escaped(&figure.alt)));
    line(
        "<g font-family=\"'Source Sans 3', 'Segoe UI', Arial, sans-serif\" font-size=\"8.5\" fill=\"#1a1a1a\">".into(),
    );
    line(format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"));
    for part in &figure.lines {
        let [[x1, y1], [x2, y2]] = part.points;
        let dashed = if part.dashed { " stroke-dasharray=\"2.5 2\"" } else { "" };
        line(format!("<path d=\"M{x1} {y1}L{x2} {y2}\" stroke=\"#1a1a1a\" stroke-width=\"0.7\"{dashed}/>"));
    }
    for it in &figure.boxes {
        line("<g>".into());
        let FigureBox { x, y, width, height, .. } = it;
        let chosen = it.package.is_some();
        let derived = !chosen && it.rows.iter().all(|row| row.derived);
        let look = match (chosen, derived) {
            (true, _) => format!("fill=\"{accent}\" fill-opacity=\"0.09\" stroke=\"{accent}\""),
            (false, true) => {
                "fill=\"#fff\" stroke=\"#1a1a1a\" stroke-width=\"0.7\" stroke-dasharray=\"2.5 2\"".to_owned()
            }
            (false, false) => "fill=\"#fff\" stroke=\"#1a1a1a\" stroke-width=\"0.7\"".to_owned(),
        };
        line(format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\" {look}/>"));
        let named = match &it.package {
            Some(_) => "font-weight=\"600\" fill=\"{accent}\"".replace("{accent}", accent),
            None => "font-size=\"7.5\"".to_owned(),
        };
        let first = if chosen { 0 } else { it.rows.len() };
        for (at, text) in it.lines.iter().enumerate() {
            let y = y + (first + at) as f64 * figure.row + figure.row / 2.0 + 3.0;
            line(format!("<text x=\"{}\" y=\"{y}\" {named}>{}</text>", x + 5.0, escaped(text)));
        }
        for row in &it.rows {
            let id = if row.conditional { format!("({})", row.id) } else { row.id.clone() };
            let (sign, style) = match (row.chosen, row.derived) {
                (true, _) => (format!("{} ", words.get(Word::SignChosen)), ""),
                (false, true) => (String::new(), " font-style=\"italic\""),
                (false, false) => (String::new(), ""),
            };
            let mark = if row.derived { words.get(Word::SignDerived) } else { "" };
            line(format!(
                "<text x=\"{}\" y=\"{}\" font-weight=\"600\"{style}>{}{}{}<title>{} {}</title></text>",
                x + 5.0,
                row.y + 3.0,
                escaped(&sign),
                escaped(&id),
                escaped(mark),
                escaped(&row.id),
                escaped(&row.name)
            ));
        }
        line("</g>".into());
    }
    for dot in &figure.dots {
        line(circle(dot.x, dot.y, dot.open));
    }
    for [x, y] in &figure.arrows {
        line(format!("<path d=\"M{} {}l5 2.5l-5 2.5z\"/>", x - 5.0, y - 2.5));
    }
    for (at, (drawn, text)) in signs.iter().enumerate() {
        let y = figure.height + 8.0 + at as f64 * LEGEND_LINE;
        line(format!("<g transform=\"translate(10 {y})\">{drawn}<text x=\"34\" y=\"3\">{}</text></g>", escaped(text)));
    }
    line("</g>".into());
    line("</svg>".into());
    out
}

/// Every sign that occurs, as it is drawn, and what it means: the same as under the figure of the papers.
fn signs(figure: &Dependencies, accent: &str, words: &Words) -> Vec<(String, String)> {
    let rows = || figure.boxes.iter().flat_map(|it| &it.rows);
    let text = |shown: &str, look: &str| format!("<text y=\"3\" {look}>{}</text>", escaped(shown));
    let (dot, star) = (words.get(Word::SignChosen), words.get(Word::SignDerived));
    let mut signs = Vec::new();
    let mut sign = |drawn: String, key: Word| signs.push((drawn, words.get(key).to_owned()));
    if rows().any(|row| row.chosen) {
        sign(text(&format!("{dot} SF…"), &format!("font-weight=\"600\" fill=\"{accent}\"")), Word::LegendChosen);
    }
    sign(circle(10.0, 0.0, false), Word::FigureAlways);
    if figure.has_conditional {
        sign(circle(10.0, 0.0, true), Word::FigureOpen);
    }
    if figure.has_derived {
        let dashed = "<path d=\"M0 0h24\" stroke=\"#1a1a1a\" stroke-width=\"0.7\" stroke-dasharray=\"2.5 2\"/>";
        sign(dashed.to_owned(), Word::FigureDerived);
    }
    if rows().any(|row| row.conditional) {
        sign(text("(SF…)", "font-weight=\"600\""), Word::LegendConditional);
    }
    if rows().any(|row| row.derived) {
        sign(text(&format!("SF…{star}"), "font-weight=\"600\" font-style=\"italic\""), Word::LegendDerived);
    }
    signs
}

fn circle(x: f64, y: f64, open: bool) -> String {
    let fill = if open { "#fff" } else { "#1a1a1a" };
    format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"2.2\" fill=\"{fill}\" stroke=\"#1a1a1a\" stroke-width=\"0.8\"/>")
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
    // In a quoted label only the quotation mark and the signs of markup end or change anything; Mermaid knows them by number.
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
