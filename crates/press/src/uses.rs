//! Which files of the template folder a document is printed with, so that it is not printed anew when another changed.
//!
//! A template is followed to what it imports by looking at it, without running it. Where that does not tell, because a
//! path is computed or a file is read as text, every file counts: rather too much is printed than too little.

use std::collections::{BTreeMap, BTreeSet};

use typst::syntax::ast::{Expr, ModuleImport, ModuleInclude};
use typst::syntax::{FileId, SyntaxKind, SyntaxNode, VirtualPath};

use crate::world::{id, parsed};
use tender::document::DocumentKind;
use tender::document::words::{Word, asked};
use tender::print::templates::{TEXTS, Templates};

/// Functions by which a template can get at another one, or at a fixed text, in ways that cannot be followed.
const BACK_DOORS: [&str; 2] = ["read", "eval"];

/// The files that decide how a document of a kind looks, by their paths in the folder. Fixed texts are not among them,
/// unless a template reads them by itself: they are part of what a document says.
pub fn used_for(templates: &Templates, kind: DocumentKind) -> BTreeMap<&str, &[u8]> {
    let mut files: BTreeMap<&str, &[u8]> = templates.files().collect();
    if let Some(reached) = reached(&files, kind.about().template) {
        let is_text = |name: &str| name.strip_prefix(TEXTS).is_some_and(|below| below.starts_with('/'));
        let is_template = |name: &str| name.ends_with(".typ");
        files.retain(|name, _| if is_template(name) { reached.contains(*name) } else { !is_text(name) });
    }
    files
}

/// The small words that documents of some kinds are printed with: all but those that only the templates of others ask
/// for, and those that a document says itself.
pub fn words_of(templates: &Templates, kinds: &[DocumentKind]) -> BTreeMap<String, String> {
    let used: BTreeMap<&str, &[u8]> = kinds.iter().flat_map(|kind| used_for(templates, *kind)).collect();
    let asked = |ours: bool| -> BTreeSet<String> {
        let files = templates.files().filter(|(name, _)| name.ends_with(".typ") && used.contains_key(name) == ours);
        files.flat_map(|(_, bytes)| asked(&String::from_utf8_lossy(bytes))).collect()
    };
    let (ours, others) = (asked(true), asked(false));
    let said: BTreeSet<&str> = Word::ALL.iter().filter(|word| word.is_said()).map(|word| word.key()).collect();
    let is_ours = |key: &str| ours.contains(key) || !(others.contains(key) || said.contains(key));
    let words = templates.words().iter().filter(|(key, _)| is_ours(key));
    words.map(|(key, word)| (key.clone(), word.clone())).collect()
}

/// The templates that one leads to, and itself; `None` if that cannot be told.
fn reached(files: &BTreeMap<&str, &[u8]>, template: &str) -> Option<BTreeSet<String>> {
    let mut reached = BTreeSet::new();
    let mut open = vec![VirtualPath::new(template).ok()?];
    while let Some(path) = open.pop() {
        let name = path.get_without_slash();
        // What is not there is complained of on printing.
        let Some(bytes) = files.get(name) else { continue };
        if reached.insert(name.to_owned()) {
            let folder = path.parent()?;
            for target in targets(id(name)?, std::str::from_utf8(bytes).ok()?)? {
                open.push(folder.join(&target).ok()?);
            }
        }
    }
    Some(reached)
}

/// The paths that a template leads to, as it writes them; `None` if it may lead anywhere.
#[comemo::memoize]
fn targets(template: FileId, text: &str) -> Option<Vec<String>> {
    let mut targets = Vec::new();
    follow(parsed(template, text).root(), &mut targets)?;
    Some(targets)
}

/// Adds the paths that a part of a template leads to; `None` if it may lead anywhere.
fn follow(node: &SyntaxNode, targets: &mut Vec<String>) -> Option<()> {
    let source = match node.kind() {
        SyntaxKind::ModuleImport => Some(node.cast::<ModuleImport<'_>>()?.source()),
        SyntaxKind::ModuleInclude => Some(node.cast::<ModuleInclude<'_>>()?.source()),
        SyntaxKind::Ident | SyntaxKind::MathIdent if BACK_DOORS.contains(&node.leaf_text().as_str()) => return None,
        _ => None,
    };
    if let Some(source) = source {
        let Expr::Str(target) = source else { return None };
        targets.push(target.get().to_string());
    }
    node.children().try_for_each(|child| follow(child, targets))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::templates_with;

    /// The templates for the form, with some files laid over ours.
    fn used(over: &[(&str, &str)]) -> Vec<String> {
        used_for(&templates_with(over), DocumentKind::Svarskema).into_keys().map(str::to_owned).collect()
    }

    #[test]
    fn a_document_uses_what_its_template_imports_and_what_is_no_template() {
        let ours = ["blocks.typ", "ord.toml", "svar.typ", "svarskema.typ", "theme.typ"];
        assert_eq!(used(&[]), ours);
        let over = [
            ("svarskema.typ", "#import \"dele/a.typ\": x\n#include \"/dele/c.typ\""),
            ("dele/a.typ", "#let x = { import \"b.typ\": y; y }"),
            ("dele/b.typ", "#let y = image(\"/logo.png\")"),
            ("dele/c.typ", "= C"),
            ("dele/d.typ", "= D"),
            ("logo.png", ""),
        ];
        assert_eq!(used(&over), ["dele/a.typ", "dele/b.typ", "dele/c.typ", "logo.png", "ord.toml", "svarskema.typ"]);
    }

    #[test]
    fn a_template_that_cannot_be_followed_uses_every_file() {
        for template in [
            "#let name = \"del\"\n#import \"/\" + name + \".typ\": *",
            "#let name = \"/del.typ\"\n#include name",
            "#read(\"/tekster/kravbilag/pakker.md\")",
            "#let r = std.read\n#r(\"/del.typ\")",
            "$ eval(1) $",
        ] {
            let used = used(&[("svarskema.typ", template), ("del.typ", "")]);
            assert!(used.contains(&"kravbilag.typ".to_owned()), "{template}");
            assert!(used.contains(&"tekster/kravbilag/pakker.md".to_owned()), "{template}");
        }
    }

    #[test]
    fn the_words_of_a_tender_are_those_that_its_documents_ask_for() {
        let words = words_of(&Templates::embedded(), &[DocumentKind::Kravbilag, DocumentKind::Svarskema]);
        assert_eq!(words["must-fill"], "Skal udfyldes");
        assert!(words.contains_key("follows") && words.contains_key("workbook-waiting"));
        assert!(!words.contains_key("compared-facts"));
    }

    #[test]
    fn a_ring_of_imports_and_an_import_of_nothing_come_to_an_end() {
        let over = [
            ("svarskema.typ", "#import \"a.typ\": *\n#import \"nowhere.typ\": *"),
            ("a.typ", "#import \"svarskema.typ\": *"),
        ];
        assert_eq!(used(&over), ["a.typ", "ord.toml", "svarskema.typ"]);
    }
}
