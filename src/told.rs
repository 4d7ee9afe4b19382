//! What came of a command, in words for whoever sits at the terminal: one file a command.
//!
//! The commands themselves give values, so that a page or a test can ask them too; only here and where the command line
//! is read is a [`Console`] known. What a person is told stands here in both languages, what a program reads in one.

use std::path::PathBuf;

use tender::both;
use tender::text::language::Both;

use crate::console::Console;

pub mod answer;
pub mod build;
pub mod catalog;
pub mod checklist;
pub mod collect;
pub mod complaints;
pub mod diff;
pub mod evaluate;
pub mod init;
pub mod merge;
pub mod page;
pub mod resolve;
pub mod update;
pub mod watch;

/// What is counted: its word for one, and in Danish also for several.
struct Noun {
    en: &'static str,
    da: [&'static str; 2],
}

const ANSWER: Noun = Noun { en: "answer", da: ["svar", "svar"] };
const DRAFT: Noun = Noun { en: "draft", da: ["udkast", "udkast"] };
const EVALUATOR: Noun = Noun { en: "evaluator", da: ["evaluator", "evaluatorer"] };
const FILE: Noun = Noun { en: "file", da: ["fil", "filer"] };
const FINDING: Noun = Noun { en: "finding", da: ["bemærkning", "bemærkninger"] };
const FORM: Noun = Noun { en: "form", da: ["svarskema", "svarskemaer"] };
const PART: Noun = Noun { en: "part", da: ["del", "dele"] };
const PROFILE: Noun = Noun { en: "profile", da: ["profil", "profiler"] };
const SUPPLIER: Noun = Noun { en: "supplier", da: ["leverandør", "leverandører"] };
const WARNING: Noun = Noun { en: "warning", da: ["advarsel", "advarsler"] };

impl Noun {
    /// »1 profile«, »3 profiler«
    fn counted(&self, number: usize) -> Both {
        self.after(number, &Both::same(number.to_string()))
    }

    /// The noun after its number, however that is written.
    fn after(&self, number: usize, written: &Both) -> Both {
        let (en, plural) = (&written.en, if number == 1 { "" } else { "s" });
        let da = self.da[usize::from(number != 1)];
        Both { en: format!("{en} {}{plural}", self.en), da: format!("{} {da}", written.da) }
    }
}

/// A number with its thousands set apart: `1,372` in English, `1.372` in Danish.
fn thousands(number: usize) -> Both {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<&str> = groups.map(|group| str::from_utf8(group).expect("digits are ASCII")).collect();
    Both { en: groups.join(","), da: groups.join(".") }
}

/// Names the files that were written.
fn wrote(files: &[PathBuf], console: &mut Console) {
    for path in files {
        let path = path.display();
        console.say(&both!("wrote {path}", "{path} er skrevet"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart_as_each_language_does() {
        let english = [0, 37, 999, 1_372, 1_000_000].map(|number| thousands(number).en);
        assert_eq!(english, ["0", "37", "999", "1,372", "1,000,000"]);
        assert_eq!(thousands(1_000_000).da, "1.000.000");
    }

    #[test]
    fn counts_agree_with_their_nouns_in_both_languages() {
        let told = |number| {
            let Both { en, da } = WARNING.counted(number);
            format!("{en} | {da}")
        };
        assert_eq!(
            [0, 1, 2].map(told),
            ["0 warnings | 0 advarsler", "1 warning | 1 advarsel", "2 warnings | 2 advarsler"]
        );
        assert_eq!(DRAFT.counted(2).da, "2 udkast");
    }
}
