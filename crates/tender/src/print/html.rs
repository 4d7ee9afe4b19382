//! The checklist as one page for a browser: no other file, no connection, every key of the keyboard.
//!
//! What was ticked and written stays in the browser's own memory, under the edition and the profile; only what differs from the
//! printed page is kept, so that a page made anew shows the buyer's newer choices. The page's policy allows its own style and
//! script by their fingerprints and nothing else: even if a text got past the escaping, it could not run.

mod text;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

pub(super) use self::text::escaped;
use self::text::{attribute, blocks, rich};
use crate::document::words::{Word, Words};
use crate::document::*;
use crate::print::templates::Templates;

/// What makes the page remember, count and clear.
const SCRIPT: &str = include_str!("html/tjekliste.js");

/// How it looks, on screen and on paper; the house style stands before it.
const STYLE: &str = include_str!("html/tjekliste.css");

/// Prints a checklist as HTML. The logo is put into the page.
pub fn html(document: &Tjekliste, templates: &Templates, logo: Option<&[u8]>) -> String {
    let mut page = Page { words: templates.words(), out: String::new() };
    page.document(document, logo);
    page.out
}

struct Page<'a> {
    words: &'a Words,
    out: String,
}

impl Page<'_> {
    fn word(&self, key: Word) -> String {
        escaped(self.words.get(key))
    }

    fn line(&mut self, html: impl AsRef<str>) {
        self.out.push_str(html.as_ref());
        self.out.push('\n');
    }

    fn document(&mut self, it: &Tjekliste, logo: Option<&[u8]>) {
        let style = format!("\n{}{STYLE}", house_style(&it.front.theme));
        let script = format!("\n{SCRIPT}");
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
            fingerprint(&style),
            fingerprint(&script)
        );
        self.line("<!DOCTYPE html>");
        self.line("<html lang=\"da\">");
        self.line("<head>");
        self.line("<meta charset=\"utf-8\">");
        self.line(format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", attribute(&policy)));
        self.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        self.line("<meta name=\"referrer\" content=\"no-referrer\">");
        self.line(format!("<meta name=\"generator\" content=\"bilag {}\">", env!("CARGO_PKG_VERSION")));
        self.line(format!("<title>{}</title>", escaped(&it.front.pdf_title)));
        self.line(format!("<style>{style}</style>"));
        self.line("</head>");
        self.line(format!("<body data-memory=\"{}\">", attribute(&it.memory)));
        self.line(format!("<a class=\"skip\" href=\"#indhold\">{}</a>", self.word(Word::HtmlSkip)));
        self.header(&it.front, logo);
        self.line("<div class=\"columns\">");
        self.contents(it);
        self.line("<main id=\"indhold\" tabindex=\"-1\">");
        self.section("intro", &it.intro);
        self.line("</section>");
        self.section("overblik", &it.overview);
        self.matrix(&it.matrix);
        self.line("</section>");
        for page in &it.pages {
            self.package(page);
        }
        self.line("</main>");
        self.line("</div>");
        self.line(format!("<footer><p>{}</p></footer>", escaped(&it.front.running)));
        self.line(format!("<script>{script}</script>"));
        self.line("</body>");
        self.line("</html>");
    }

    fn header(&mut self, front: &Front, logo: Option<&[u8]>) {
        self.line("<header>");
        if let (Some(_), Some(bytes)) = (&front.theme.logo, logo) {
            let name = front.theme.organisation.as_ref().unwrap_or(&front.buyer);
            self.line(format!(
                "<img class=\"logo\" src=\"data:{};base64,{}\" alt=\"{}\">",
                picture_type(bytes),
                BASE64.encode(bytes),
                attribute(name)
            ));
        }
        let appendix = front.appendix.as_ref().map_or(String::new(), |appendix| format!("{} · ", escaped(appendix)));
        let draft = if front.draft {
            format!(" <strong class=\"draft\">{}</strong>", self.word(Word::Draft))
        } else {
            String::new()
        };
        self.line(format!("<p class=\"kind\">{appendix}{}{draft}</p>", escaped(&front.kind_name)));
        self.line(format!("<h1>{}</h1>", escaped(&front.title)));
        self.line("<dl>");
        for entry in &front.entries {
            self.line(format!("<div><dt>{}</dt><dd>{}</dd></div>", escaped(&entry.label), escaped(&entry.value)));
        }
        self.line("</dl>");
        self.line("</header>");
    }

    /// The packages with how much of each is ticked, and the buttons.
    fn contents(&mut self, it: &Tjekliste) {
        let name = self.word(Word::Contents);
        self.line(format!("<nav aria-label=\"{name}\">"));
        self.line("<ol>");
        for page in &it.pages {
            let id = attribute(&page.package);
            self.line(format!(
                "<li><a href=\"#{id}\"><span class=\"id\">{id}</span> {} <span class=\"count\" data-count=\"{id}\" data-of=\"{}\"></span></a></li>",
                escaped(&page.title),
                self.word(Word::Of)
            ));
        }
        self.line("</ol>");
        self.line(format!("<button type=\"button\" id=\"print\">{}</button>", self.word(Word::HtmlPrint)));
        self.line(format!("<button type=\"button\" id=\"save\">{}</button>", self.word(Word::HtmlSave)));
        self.line(format!(
            "<button type=\"button\" id=\"clear\" data-sure=\"{}\" data-done=\"{}\">{}</button>",
            attribute(self.words.get(Word::HtmlSure)),
            attribute(self.words.get(Word::HtmlCleared)),
            self.word(Word::HtmlClear)
        ));
        self.line(format!(
            "<p id=\"memory\" role=\"status\" data-remembered=\"{}\" data-forgetful=\"{}\"></p>",
            attribute(self.words.get(Word::HtmlRemembered)),
            attribute(self.words.get(Word::HtmlForgetful))
        ));
        self.line("</nav>");
    }

    fn section(&mut self, id: &str, section: &Section) {
        self.line(format!("<section id=\"{id}\" aria-labelledby=\"{id}-navn\">"));
        self.line(format!("<h2 id=\"{id}-navn\">{}</h2>", rich(&section.title)));
        self.line(blocks(&section.blocks, 3));
    }

    fn matrix(&mut self, it: &Matrix) {
        let (chosen, derived) = (self.word(Word::SignChosen), self.word(Word::SignDerived));
        self.line(format!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">",
            self.word(Word::HtmlTable)
        ));
        self.line(format!("<table class=\"matrix\"><thead><tr><th scope=\"col\">{}</th>", self.word(Word::Package)));
        for column in &it.columns {
            self.line(format!(
                "<th scope=\"col\"><span class=\"id\">{}</span> {}</th>",
                escaped(&column.package),
                escaped(&column.title)
            ));
        }
        self.line(format!(
            "</tr></thead><tbody><tr class=\"business\"><th scope=\"row\">{}</th>",
            self.word(Word::Business)
        ));
        for column in &it.columns {
            let ids = column.business.iter().map(|entry| match entry.chosen {
                true => format!("<li class=\"chosen\">{chosen} {}</li>", escaped(&entry.id)),
                false => format!("<li>{}</li>", escaped(&entry.id)),
            });
            let ids: String = ids.collect();
            self.line(format!("<td><ul>{ids}</ul></td>"));
        }
        self.line("</tr>");
        for row in &it.rows {
            let id = escaped(&row.id);
            let cells = row.cells.iter().map(|cell| {
                let Some(cell) = cell else { return "<td></td>".to_owned() };
                let shown = if cell.conditional { format!("({id})") } else { id.clone() };
                if cell.derived { format!("<td><em>{shown}{derived}</em></td>") } else { format!("<td>{shown}</td>") }
            });
            let cells: String = cells.collect();
            let name = escaped(&row.name);
            self.line(format!("<tr><th scope=\"row\"><span class=\"id\">{id}</span> {name}</th>{cells}</tr>"));
        }
        self.line("</tbody></table>");
        self.line("</div>");
        let mut signs = Vec::new();
        if it.columns.iter().any(|column| column.business.iter().any(|entry| entry.chosen)) {
            signs.push(format!("{chosen}: {}", self.word(Word::LegendChosen)));
        }
        if it.has_unchosen {
            signs.push(self.word(Word::LegendUnchosen));
        }
        signs.push(format!("SF…: {}", self.word(Word::LegendAlways)));
        if it.has_conditional {
            signs.push(format!("(SF…): {}", self.word(Word::LegendConditional)));
        }
        if it.has_derived {
            signs.push(format!("<em>SF…{derived}</em>: {}", self.word(Word::LegendDerived)));
        }
        self.line(format!("<p class=\"signs\">{}</p>", signs.join(" · ")));
    }

    fn package(&mut self, it: &ChecklistPage) {
        let id = attribute(&it.package);
        self.line(format!("<section id=\"{id}\" class=\"package\" aria-labelledby=\"{id}-navn\">"));
        self.line(format!("<h2 id=\"{id}-navn\"><span class=\"id\">{id}</span> {}</h2>", escaped(&it.title)));
        self.line(blocks(&it.purpose, 3));
        if !it.guidance.is_empty() {
            self.heading(Word::Guidance);
            self.line(blocks(&it.guidance, 4));
        }
        self.ticks(Word::Choices, &it.choices);
        if !it.facts.is_empty() {
            self.heading(Word::Facts);
            for fact in &it.facts {
                self.fact(fact);
            }
        }
        if !it.follows.is_empty() {
            self.heading(Word::Follows);
            self.line("<ul>");
            for item in &it.follows {
                self.line(format!("<li>{}</li>", rich(&item.sentence)));
            }
            self.line("</ul>");
        }
        if !it.requirements.is_empty() {
            self.heading(Word::Requirements);
            self.line("<ul>");
            for line in &it.requirements {
                let (id, title) = (escaped(line.id.as_str()), escaped(&line.title));
                self.line(format!(
                    "<li><strong><span class=\"id\">{id}</span> {title}:</strong> {}</li>",
                    rich(&line.text)
                ));
            }
            self.line("</ul>");
        }
        self.ticks(Word::Advice, &it.advice);
        let (name, tip) = (attribute(&it.notes.name.to_string()), attribute(&it.notes.tip));
        self.line(format!("<div class=\"notes\"><label for=\"{name}\">{}</label>", escaped(&it.notes.label)));
        self.line(format!(
            "<textarea id=\"{name}\" name=\"{name}\" rows=\"{}\" aria-label=\"{tip}\"></textarea></div>",
            it.notes.lines
        ));
        self.line("</section>");
    }

    fn heading(&mut self, key: Word) {
        self.line(format!("<h3>{}</h3>", self.word(key)));
    }

    /// A box to tick with its name; what explains it is read after it.
    fn ticks(&mut self, key: Word, ticks: &[Tick]) {
        if ticks.is_empty() {
            return;
        }
        self.line(format!("<fieldset><legend><h3>{}</h3></legend>", self.word(key)));
        for tick in ticks {
            let name = attribute(&tick.field.name.to_string());
            let help = (!tick.text.is_empty()).then(|| format!("{name}.tekst"));
            self.line("<div class=\"tick\">");
            self.line(check(&tick.field, help.as_deref()));
            self.line(format!("<div><label for=\"{name}\">{}</label>", rich(&tick.title)));
            if let Some(help) = help {
                self.line(format!("<p id=\"{help}\">{}</p>", rich(&tick.text)));
            }
            self.line("</div></div>");
        }
        self.line("</fieldset>");
    }

    fn fact(&mut self, it: &ChecklistFact) {
        let help = it
            .answers
            .first()
            .map(|answer| format!("{}.hjaelp", attribute(&answer.name.to_string())))
            .unwrap_or_default();
        let open = if it.open {
            format!(" · <strong class=\"open\">{}</strong>", self.word(Word::Open))
        } else {
            String::new()
        };
        self.line(format!(
            "<fieldset class=\"fact\" aria-describedby=\"{help}\"><legend>{}</legend>",
            escaped(&it.question)
        ));
        self.line("<div class=\"answers\">");
        for answer in &it.answers {
            let name = attribute(&answer.name.to_string());
            self.line(format!(
                "<span class=\"answer\">{}<label for=\"{name}\">{}</label></span>",
                check(answer, None),
                escaped(&answer.label)
            ));
        }
        self.line(format!(
            "<span class=\"asked\">{}: {}{open}</span>",
            self.word(Word::AskedOf),
            escaped(&it.asked_of)
        ));
        self.line("</div>");
        let decides = it.decides.as_ref().map_or(String::new(), |decides| format!(" {}", rich(decides)));
        self.line(format!("<p id=\"{help}\">{}{decides}</p>", escaped(&it.help)));
        self.line("</fieldset>");
    }
}

fn check(field: &Field, help: Option<&str>) -> String {
    let name = attribute(&field.name.to_string());
    let ticked = if field.ticked { " checked" } else { "" };
    let help = help.map_or(String::new(), |help| format!(" aria-describedby=\"{help}\""));
    format!("<input type=\"checkbox\" id=\"{name}\" name=\"{name}\"{help}{ticked}>")
}

/// The buyer's colour and font as the style's own values.
fn house_style(theme: &Theme) -> String {
    let accent: String = theme.accent.chars().filter(|c| *c == '#' || c.is_ascii_hexdigit()).collect();
    let font: String = theme
        .font
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{:x} ", u32::from(c)) })
        .collect();
    format!(":root {{ --accent: {accent}; --font: \"{font}\"; }}\n")
}

/// The fingerprint by which the page's policy allows a style or script.
fn fingerprint(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text.as_bytes())))
}

/// The kind of a logo, by its beginning.
fn picture_type(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\x89PNG") {
        "image/png"
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        "image/jpeg"
    } else {
        "image/svg+xml"
    }
}
