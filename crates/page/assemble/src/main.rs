//! Puts the page together: `bilag-page-assemble INTERFACE OUT ENGINE.wasm [PRESS.wasm]`.
//!
//! Everything stands in one file of HTML. What is shown first stands first, with what it asks for; then come the
//! modules, compressed and as text, in pieces: each is handed on as soon as it was read, so that an engine is being
//! unpacked and compiled while the rest of the file is still on its way. The page's policy names its scripts and its
//! styles by their hashes, and lets nothing be fetched from anywhere.
//!
//! The file is UTF-16: there a letter carries two bytes of a module (`tender::text::dense`), and a browser has less
//! than half as many letters to read as with Base64. Its byte order mark tells the encoding, whatever a server says.
#![forbid(unsafe_code)]

mod small;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use libdeflater::{CompressionLvl, Compressor};
use sha2::{Digest, Sha256};
use small::small;
use tender::print::html::faces;
use tender::text::dense::dense;
use wasm_bindgen_cli_support::Bindgen;

/// The scripts of the interface, in the order in which they stand in the page.
const SCRIPTS: [&str; 14] = [
    "start",
    "elements",
    "parts",
    "store",
    "files",
    "tender",
    "steps",
    "requirements",
    "documents",
    "issue",
    "answers",
    "supply",
    "room",
    "page",
];

/// What runs beside the page and holds the engine.
const WORKER: &str = "worker";

/// How many bytes of a module a piece holds: an even number, so that no letter but the last is shared.
const PIECE: usize = 1 << 18;

/// What stands behind each piece and hands it on.
const HAND_ON: &str = "bilag.take(document.currentScript.previousElementSibling)";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [interface, out, engine, press @ ..] = arguments.as_slice() else {
        return Err("usage: bilag-page-assemble INTERFACE OUT ENGINE.wasm [PRESS.wasm]".into());
    };
    let engine = Module::read(engine)?;
    let press = press.first().map(|press| Module::read(press)).transpose()?;
    let (page, own) = page(interface, &engine, press.as_ref())?;
    let page = utf16(&page);
    fs::write(out, &page)?;
    println!("{}: {} kB; scripts and style of the interface: {} kB", out.display(), page.len() / 1000, own / 1000);
    Ok(())
}

/// A module as a browser loads it.
struct Module {
    /// What calls it
    script: String,
    /// Compressed
    bytes: Vec<u8>,
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
        let module = output.wasm_mut().emit_wasm();
        let mut compressor = Compressor::new(CompressionLvl::best());
        let mut bytes = vec![0; compressor.gzip_compress_bound(module.len())];
        let length = compressor.gzip_compress(&module, &mut bytes).map_err(|error| format!("{error:?}"))?;
        bytes.truncate(length);
        Ok(Self { script, bytes })
    }

    /// The pieces, each in an element of its own that no browser runs, with what hands it on.
    fn elements(&self, name: &str) -> String {
        let pieces: Vec<&[u8]> = self.bytes.chunks(PIECE).collect();
        let last = pieces.len() - 1;
        let element = |(at, piece): (usize, &&[u8])| {
            let end = if at == last { " data-last" } else { "" };
            let (length, letters) = (piece.len(), dense(piece));
            format!(
                "<script type=\"text/plain\" data-of=\"{name}\" data-bytes=\"{length}\"{end}>{letters}</script>\
                 <script>{HAND_ON}</script>\n"
            )
        };
        pieces.iter().enumerate().map(element).collect()
    }
}

/// The page, and how many bytes of it are scripts and style that were written for it.
fn page(interface: &Path, engine: &Module, press: Option<&Module>) -> Result<(String, usize), Box<dyn Error>> {
    let read = |name: String| fs::read_to_string(interface.join(&name)).map_err(|error| format!("{name}: {error}"));
    let scripts = SCRIPTS.iter().map(|name| read(format!("{name}.js"))).collect::<Result<Vec<_>, _>>()?;
    let script =
        format!("\"use strict\";\nconst bilag = (() => {{\n{}\nreturn {{ take }};\n}})();\n", scripts.join("\n"));
    let (script, style) = (small(&script)?, read("page.css".to_owned())?);
    let worker = small(&read(format!("{WORKER}.js"))?)?;
    let own = script.len() + worker.len() + style.len();
    let style = faces() + &style;
    if ["</script", "<!--"].iter().any(|end| script.contains(end)) || style.contains("</style") {
        return Err("a script or a style of the interface ends its own element".into());
    }
    let policy = [
        "default-src 'none'",
        &format!("script-src '{}' '{}' 'wasm-unsafe-eval'", hash(&script), hash(HAND_ON)),
        &format!("style-src '{}'", hash(&style)),
        "worker-src blob:",
        "img-src blob: data:",
        "font-src data:",
        "connect-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
    ]
    .join("; ");
    let beside =
        |name: &str, text: &str| format!("<script type=\"text/plain\" id=\"{name}\">{}</script>\n", safe(text));
    let greeting = page::greeting()?;
    // In JSON every letter may be written by its number.
    let greeting = greeting.replace('<', "\\u003c");
    let parts = [
        ("<!-- policy -->", format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")),
        ("<!-- style -->", format!("<style>{style}</style>")),
        ("<!-- greeting -->", format!("<script type=\"text/plain\" id=\"greeting\">{greeting}</script>")),
        ("<!-- workers -->", {
            let press = press.map_or_else(String::new, |press| beside("press-script", &press.script));
            beside("worker-script", &worker) + &beside("engine-script", &engine.script) + &press
        }),
        ("<!-- script -->", format!("<script>{script}</script>")),
        ("<!-- engine -->", engine.elements("engine")),
        ("<!-- press -->", press.map_or_else(String::new, |press| press.elements("press"))),
    ];
    // What was put in is not looked through again: a text may hold what looks like a place.
    let mut filled = String::new();
    let mut rest = read("page.html".to_owned())?;
    for (place, part) in parts {
        let (before, after) = rest.split_once(place).ok_or(format!("page.html has no place {place}"))?;
        filled.push_str(before);
        filled.push_str(&part);
        rest = after.to_owned();
    }
    Ok((filled + &rest, own))
}

/// A text that cannot end the element that it stands in: a comment or a string of a script may hold anything.
fn safe(text: &str) -> String {
    text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
}

/// The hash by which the policy knows a script or a style.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The page as it is written, with the mark that tells its encoding.
fn utf16(page: &str) -> Vec<u8> {
    let letters = std::iter::once(0xfeff).chain(page.encode_utf16());
    letters.flat_map(u16::to_le_bytes).collect()
}
