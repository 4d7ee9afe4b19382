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

/// Our face with the letters of Danish, so that the page looks like the papers wherever it is opened. It is Source Sans 3 cut down
/// (fonts/source-sans-3/OFL.txt), and by its licence no longer called so.
const FACES: [(u16, &[u8]); 2] =
    [(400, include_bytes!("html/regular.woff2")), (600, include_bytes!("html/semibold.woff2"))];

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
        let style = format!("\n{}{}{STYLE}", faces(), house_style(&it.front.theme));
        let script = format!("\n{SCRIPT}");
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
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
        if it.matrix.drawn {
            self.section("overblik", &it.overview);
            self.matrix(&it.matrix);
            self.line("</section>");
        }
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
            let of = front.theme.organisation.as_ref().unwrap_or(&front.buyer);
            let name = format!("{} {of}", self.words.get(Word::LogoOf));
            self.line(format!(
                "<img class=\"logo\" src=\"data:{};base64,{}\" alt=\"{}\">",
                picture_type(bytes),
                BASE64.encode(bytes),
                attribute(&name)
            ));
        }
        if front.draft {
            self.line(format!("<p class=\"draft\">{}</p>", self.word(Word::Draft)));
        }
        self.line(format!("<h1>{}</h1>", escaped(&front.name)));
        self.line(format!("<p class=\"title\">{}</p>", escaped(&front.title)));
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
        self.line(format!("<nav id=\"oversigt\" tabindex=\"-1\" aria-label=\"{name}\">"));
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
        self.line(format!(
            "<table class=\"matrix\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>",
            self.word(Word::Package),
            self.word(Word::Business)
        ));
        for row in &it.rows {
            let (id, name) = (escaped(&row.id), attribute(&row.name));
            self.line(format!("<th scope=\"col\" class=\"upright\" title=\"{name}\"><span>{id}</span></th>"));
        }
        self.line("</tr></thead><tbody>");
        for (at, column) in it.columns.iter().enumerate() {
            let ids = column.business.iter().map(|entry| match entry.chosen {
                true => format!("<span class=\"chosen\">{chosen} {}</span>", escaped(&entry.id)),
                false => format!("<span>{}</span>", escaped(&entry.id)),
            });
            let ids = ids.collect::<Vec<_>>().join(", ");
            let (id, title) = (escaped(&column.package), escaped(&column.title));
            self.line(format!(
                "<tr><th scope=\"row\"><span class=\"id\">{id}</span> {title}</th><td class=\"ids\">{ids}</td>"
            ));
            let cells = it.rows.iter().map(|row| {
                let Some(cell) = &row.cells[at] else { return "<td class=\"cell\"></td>".to_owned() };
                let shown = if cell.conditional { format!("({chosen})") } else { chosen.clone() };
                format!("<td class=\"cell\">{shown}{}</td>", if cell.derived { derived.as_str() } else { "" })
            });
            let cells: String = cells.collect();
            self.line(format!("{cells}</tr>"));
        }
        self.line("</tbody></table>");
        self.line("</div>");
        let mut signs = Vec::new();
        if it.columns.iter().any(|column| column.business.iter().any(|entry| entry.chosen)) {
            signs.push(format!("<span class=\"chosen\">{chosen} SF…</span>: {}", self.word(Word::LegendChosen)));
        }
        if it.has_unchosen {
            signs.push(format!("SF…: {}", self.word(Word::LegendNotChosen)));
        }
        if !it.rows.is_empty() {
            signs.push(format!("{chosen}: {}", self.word(Word::LegendAlways)));
        }
        if it.has_conditional {
            signs.push(format!("({chosen}): {}", self.word(Word::LegendConditional)));
        }
        if it.has_derived {
            signs.push(format!("{chosen}{derived}: {}", self.word(Word::LegendDerived)));
        }
        let signs: Vec<String> = signs.into_iter().map(|sign| format!("<span>{sign}</span>")).collect();
        self.line(format!("<p class=\"signs\">{}</p>", signs.join(" · ")));
        self.line("<ul class=\"names\">");
        for row in it.rows_by_id() {
            let (id, name) = (escaped(&row.id), escaped(&row.name));
            self.line(format!("<li><span class=\"id\">{id}</span> {name}</li>"));
        }
        self.line("</ul>");
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
        self.line(format!("<p class=\"back\"><a href=\"#oversigt\">{}</a></p>", self.word(Word::HtmlBack)));
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
        // Which integrations are chosen is one point, however many there are; each advice is one of its own.
        let class = if key == Word::Choices { " class=\"choices\"" } else { "" };
        self.line(format!("<fieldset{class}><legend><h3>{}</h3></legend>", self.word(key)));
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
        let name = attribute(&it.answer.name.to_string());
        let help = format!("{name}.hjaelp");
        let open = if it.open {
            format!(" · <strong class=\"open\">{}</strong>", self.word(Word::Open))
        } else {
            String::new()
        };
        self.line(format!(
            "<fieldset class=\"fact\" aria-describedby=\"{help}\"><legend><span class=\"id\">{}</span> {}</legend>",
            escaped(&it.number),
            escaped(&it.question)
        ));
        self.line("<div class=\"answers\">");
        for (at, option) in it.answer.options.iter().enumerate() {
            let ticked = if it.answer.chosen.as_ref() == Some(option) { " checked" } else { "" };
            self.line(format!(
                "<span class=\"answer\"><input type=\"radio\" id=\"{name}.{at}\" name=\"{name}\" value=\"{}\"{ticked}><label for=\"{name}.{at}\">{}</label></span>",
                attribute(option),
                escaped(option)
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
    format!(":root {{ --accent: {accent}; --light: color-mix(in srgb, {accent} 35%, #fff); --font: \"{font}\"; }}\n")
}

/// The faces as the style's own data.
fn faces() -> String {
    let face = |(weight, bytes): (u16, &[u8])| {
        let data = BASE64.encode(bytes);
        format!(
            "@font-face {{ font-family: \"Bilag Sans\"; font-weight: {weight}; font-display: swap; src: url(data:font/woff2;base64,{data}) format(\"woff2\"); }}\n"
        )
    };
    FACES.map(face).concat()
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
