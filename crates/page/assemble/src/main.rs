//! Puts the page together: `bilag-page-assemble INTERFACE OUT ENGINE.wasm [PRESS.wasm]`.
//!
//! Everything stands in one file of HTML. The modules travel compressed and as text, in pieces, since some browsers read a long
//! one slowly; the first stands before the second, so that questions can be asked while the rest is still being read. The page's
//! policy names its scripts and its styles by their hashes, and lets nothing be fetched from anywhere.
#![forbid(unsafe_code)]

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

/// The scripts of the interface, in the order in which they stand in the page.
const SCRIPTS: [&str; 9] = ["start", "elements", "store", "parts", "tender", "steps", "documents", "answers", "page"];

/// What runs beside the page and holds the engine.
const WORKER: &str = "worker";

/// How long a piece of a module is, in characters.
const PIECE: usize = 1 << 18;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [interface, out, engine, press @ ..] = arguments.as_slice() else {
        return Err("usage: bilag-page-assemble INTERFACE OUT ENGINE.wasm [PRESS.wasm]".into());
    };
    let engine = Module::read(engine)?;
    let press = press.first().map(|press| Module::read(press)).transpose()?;
    let page = page(interface, &engine, press.as_ref())?;
    fs::write(out, &page)?;
    println!("{}: {} kB", out.display(), page.len() / 1000);
    Ok(())
}

/// A module as a browser loads it.
struct Module {
    /// What calls it
    script: String,
    /// Compressed, as text
    text: String,
}

impl Module {
    fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let mut output = Bindgen::new()
            .input_path(path)
            .no_modules(true)?
            .typescript(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            .omit_default_module_path(true)
            .generate_output()?;
        let script = output.js().to_owned();
        let mut compressed = GzEncoder::new(Vec::new(), Compression::best());
        compressed.write_all(&output.wasm_mut().emit_wasm())?;
        Ok(Self { script, text: STANDARD.encode(compressed.finish()?) })
    }

    /// The pieces, each in an element of its own that no browser runs.
    fn elements(&self, name: &str) -> String {
        let mut elements = String::new();
        let mut rest = self.text.as_str();
        while !rest.is_empty() {
            let (piece, others) = rest.split_at(PIECE.min(rest.len()));
            elements.push_str(&format!("<script type=\"text/plain\" class=\"{name}\">{piece}</script>\n"));
            rest = others;
        }
        elements
    }
}

fn page(interface: &Path, engine: &Module, press: Option<&Module>) -> Result<String, Box<dyn Error>> {
    let read = |name: String| fs::read_to_string(interface.join(&name)).map_err(|error| format!("{name}: {error}"));
    let scripts = SCRIPTS.iter().map(|name| read(format!("{name}.js"))).collect::<Result<Vec<_>, _>>()?;
    let script = format!("\"use strict\";\n(() => {{\n{}\n}})();\n", scripts.join("\n"));
    let style = read("page.css".to_owned())?;
    let worker = read(format!("{WORKER}.js"))?;
    let policy = [
        "default-src 'none'",
        &format!("script-src '{}' 'wasm-unsafe-eval'", hash(&script)),
        &format!("style-src '{}'", hash(&style)),
        "worker-src blob:",
        "img-src blob: data:",
        "connect-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
    ]
    .join("; ");
    let beside =
        |name: &str, text: &str| format!("<script type=\"text/plain\" id=\"{name}\">{}</script>\n", safe(text));
    let filled = read("page.html".to_owned())?
        .replace("<!-- policy -->", &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"))
        .replace("<!-- style -->", &format!("<style>{style}</style>"))
        .replace(
            "<!-- engine -->",
            &format!(
                "{}{}{}",
                beside("worker-script", &worker),
                beside("engine-script", &engine.script),
                engine.elements("engine")
            ),
        )
        .replace("<!-- script -->", &format!("<script>{script}</script>"))
        .replace(
            "<!-- press -->",
            &press.map_or_else(String::new, |press| {
                format!("{}{}", beside("press-script", &press.script), press.elements("press"))
            }),
        );
    if script.contains("</script") || style.contains("</style") {
        return Err("a script or a style of the interface ends its own element".into());
    }
    Ok(filled)
}

/// A text that cannot end the element that it stands in: a comment or a string of a script may hold anything.
fn safe(text: &str) -> String {
    text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
}

/// The hash by which the policy knows a script or a style.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
