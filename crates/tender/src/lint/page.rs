//! A rule's page: what it looks for, why, how it looks wrong and right, and what in law or practice it rests on.

use std::fmt::Write as _;

use super::{Kind, Level, RULES, Rule};

/// What is told of a rule, in Danish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// As a heading
    pub title: &'static str,
    pub what: &'static str,
    pub why: &'static str,
    pub bad: &'static [Example],
    pub good: &'static [Example],
    /// In law or in practice
    pub ground: &'static str,
}

/// A requirement as it could stand in a tender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    pub kind: Kind,
    pub text: &'static str,
    /// Another requirement of the same tender, where the rule is about two
    pub beside: Option<&'static str>,
}

impl Example {
    pub(super) const fn minimum(text: &'static str) -> Self {
        Self { kind: Kind::Minimum, text, beside: None }
    }

    pub(super) const fn evaluated(text: &'static str) -> Self {
        Self { kind: Kind::Evaluated, text, beside: None }
    }

    pub(super) const fn beside(self, beside: &'static str) -> Self {
        Self { beside: Some(beside), ..self }
    }

    fn print(&self, out: &mut String) {
        let kind = match self.kind {
            Kind::Minimum => "",
            Kind::Evaluated => " (krav, der evalueres)",
            Kind::Optional => " (option)",
        };
        let _ = match self.beside {
            Some(beside) => writeln!(out, "> {}{kind}\n>\n> – og et andet krav: {beside}\n", self.text),
            None => writeln!(out, "> {}{kind}\n", self.text),
        };
    }
}

impl Rule {
    /// The rule's page as Markdown, below a heading of the second level.
    pub fn markdown(&self) -> String {
        let Page { title, what, why, bad, good, ground } = self.page;
        let level = match self.level {
            Level::Warning => "Advarsel",
            Level::Advice => "Råd",
        };
        let mut out =
            format!("## {title}\n\n`{}` · {} · {level}\n\n{what}\n\n**Hvorfor.** {why}\n\n", self.name, self.id);
        out.push_str("**Sådan ikke**\n\n");
        bad.iter().for_each(|example| example.print(&mut out));
        out.push_str("**Men sådan**\n\n");
        good.iter().for_each(|example| example.print(&mut out));
        let _ = writeln!(out, "**Grundlag.** {ground}");
        out
    }
}

/// The whole guide: how the linter is used, a table of all rules, and each rule's page.
pub fn guide() -> String {
    let mut out = String::from(INTRODUCTION);
    out.push_str("\n| Regel | Navn | Niveau |\n|---|---|---|\n");
    for rule in RULES {
        let level = match rule.level {
            Level::Warning => "advarsel",
            Level::Advice => "råd",
        };
        let _ = writeln!(out, "| {} | `{}` | {level} |", rule.page.title, rule.name);
    }
    for rule in RULES {
        out.push('\n');
        out.push_str(&rule.markdown());
    }
    out
}

const INTRODUCTION: &str = "# Bemærkninger til jeres egne krav

`bilag check` læser de krav, afvigelser og svar, som I selv har skrevet, og siger, hvad en grundig kollega ville \
sige. Katalogets egne \
tekster læses ikke; dem svarer kataloget for.

- En **advarsel** er noget, der ofte koster en klage, et ukonditionsmæssigt tilbud eller en misforståelse. Et \
**råd** er noget, I bør se på; programmet skriver `bemærkning` foran det.
- Intet af det standser noget. Dokumenterne dannes, uanset hvor mange bemærkninger der er.
- Hele kravet læses. »Hurtigt« i første sætning er i orden, når anden sætning siger »inden 2 sekunder«.
- Det, der står i »…«, er citeret og giver ingen bemærkninger.

Har I overvejet en bemærkning og vil lade teksten stå, skriver I det ved kravet med reglens navn og jeres begrundelse:

```toml
allow = [\"vague-word: målt i kravets bilag 2\"]
```

Begrundelsen trykkes i baggrundsnotatet, så den kan findes, hvis nogen spørger. En linje uden begrundelse er \
en fejl, og det er navnet på en regel, der ikke findes, også; en linje, \
der ikke tillader noget, får selv en bemærkning.

Reglerne er praktiske råd og ikke juridisk rådgivning. Hvor en regel nævner en afgørelse, så læs den, før I henviser \
til den.

## Reglerne
";
