//! Makes a script small.

use std::error::Error;

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A script that does the same in fewer letters: without comments and blanks, and with short names for what no other
/// script can see. Nothing is folded or moved, so that a mistake in it is found again in what was written.
///
/// # Errors
///
/// If the script cannot be read as JavaScript: with every complaint, each with its place in the script.
pub fn small(script: &str) -> Result<String, Box<dyn Error>> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::script()).parse();
    if !parsed.errors.is_empty() {
        let told = parsed.errors.into_iter().map(|error| format!("{:?}", error.with_source_code(script.to_owned())));
        return Err(told.collect::<Vec<_>>().join("\n").into());
    }
    let mut program = parsed.program;
    let options = MinifierOptions { mangle: Some(MangleOptions::default()), compress: None };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let codegen = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(minified.scoping);
    Ok(codegen.build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn what_others_call_keeps_its_name_and_a_mistake_is_told() {
        let script = "// For those who read.\nconst bilag = (() => { const takes = (piece) => piece + 1; return { takes }; })();";
        let small = small(script).expect("it is a script");
        assert!(small.contains("const bilag=") && small.contains("takes:"), "{small}");
        assert!(!small.contains("read") && !small.contains("piece"), "{small}");
        let told = super::small("const = 1;").expect_err("it is none").to_string();
        assert!(told.contains("Unexpected token"), "{told}");
    }
}
