//! Conditions over facts, and the three-valued logic in which they are judged.
//!
//! A condition is written as `opbygger-sortiment and not token-services`: `not` binds before `and`, `and` before `or`,
//! parentheses before all. It is judged in strong Kleene logic, so that what is unknown never turns into "no".

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::catalog::fault::Awaited;
use crate::catalog::id::FactId;
use crate::text::as_text::as_text;

/// Whether something holds, as far as is known. There is no conversion to `bool`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    False,
    Unknown,
    True,
}

impl Truth {
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Truth::True } else { Truth::False }
    }
}

/// An expression over facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Fact(FactId),
    Not(Box<Condition>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
}

impl Condition {
    /// Judges the condition with the facts as far as they are known.
    pub fn judge(&self, known: &dyn Fn(&FactId) -> Truth) -> Truth {
        match self {
            Condition::Fact(fact) => known(fact),
            Condition::Not(inner) => !inner.judge(known),
            Condition::And(left, right) => left.judge(known).and(right.judge(known)),
            Condition::Or(left, right) => left.judge(known).or(right.judge(known)),
        }
    }

    /// The facts it asks for.
    pub fn facts(&self) -> BTreeSet<FactId> {
        let mut facts = BTreeSet::new();
        self.collect(&mut facts);
        facts
    }

    /// Whether it asks for a fact.
    pub fn asks_for(&self, fact: &FactId) -> bool {
        match self {
            Condition::Fact(own) => own == fact,
            Condition::Not(inner) => inner.asks_for(fact),
            Condition::And(left, right) | Condition::Or(left, right) => left.asks_for(fact) || right.asks_for(fact),
        }
    }

    fn collect(&self, facts: &mut BTreeSet<FactId>) {
        match self {
            Condition::Fact(fact) => {
                facts.insert(fact.clone());
            }
            Condition::Not(inner) => inner.collect(facts),
            Condition::And(left, right) | Condition::Or(left, right) => {
                left.collect(facts);
                right.collect(facts);
            }
        }
    }

    /// Reads a condition. On failure, what is wrong and where, in bytes.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let mut parser = Parser { tokens: tokens(text)?, at: 0, end: text.len(), depth: 0 };
        let condition = parser.either()?;
        match parser.tokens.get(parser.at) {
            None => Ok(condition),
            Some(token) => Err(ConditionError { span: token.span.clone(), expected: Awaited::Operator }),
        }
    }
}

as_text!(Condition);

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// How tightly an expression holds together, to print only the parentheses that are needed.
        fn binding(condition: &Condition) -> u8 {
            match condition {
                Condition::Or(..) => 0,
                Condition::And(..) => 1,
                Condition::Not(..) => 2,
                Condition::Fact(..) => 3,
            }
        }
        fn part(f: &mut fmt::Formatter<'_>, condition: &Condition, at_least: u8) -> fmt::Result {
            if binding(condition) < at_least { write!(f, "({condition})") } else { write!(f, "{condition}") }
        }
        match self {
            Condition::Fact(fact) => write!(f, "{fact}"),
            Condition::Not(inner) => {
                f.write_str("not ")?;
                part(f, inner, 2)
            }
            Condition::And(left, right) => {
                part(f, left, 1)?;
                f.write_str(" and ")?;
                part(f, right, 2)
            }
            Condition::Or(left, right) => {
                part(f, left, 0)?;
                f.write_str(" or ")?;
                part(f, right, 1)
            }
        }
    }
}

/// Where a condition could not be read, and what would have been right there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    pub span: Range<usize>,
    pub expected: Awaited,
}

/// How many parentheses and `not`s may stand inside one another.
const DEPTH: usize = 64;

struct Token<'a> {
    text: &'a str,
    span: Range<usize>,
}

fn tokens(text: &str) -> Result<Vec<Token<'_>>, ConditionError> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_ascii_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_ascii_lowercase() {
            while let Some((_, next)) = rest.peek()
                && (next.is_ascii_lowercase() || next.is_ascii_digit() || *next == '-')
            {
                end += 1;
                rest.next();
            }
        } else if !matches!(first, '(' | ')') {
            return Err(ConditionError { span: start..end, expected: Awaited::Operand });
        }
        tokens.push(Token { text: &text[start..end], span: start..end });
    }
    Ok(tokens)
}

struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn next_is(&mut self, word: &str) -> bool {
        let found = self.tokens.get(self.at).is_some_and(|token| token.text == word);
        self.at += usize::from(found);
        found
    }

    fn either(&mut self) -> Result<Condition, ConditionError> {
        let mut left = self.both()?;
        while self.next_is("or") {
            left = Condition::Or(Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Condition, ConditionError> {
        let mut left = self.single()?;
        while self.next_is("and") {
            left = Condition::And(Box::new(left), Box::new(self.single()?));
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Condition, ConditionError> {
        let Some(token) = self.tokens.get(self.at) else {
            return Err(ConditionError { span: self.end..self.end, expected: Awaited::Fact });
        };
        let (text, span) = (token.text, token.span.clone());
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(ConditionError { span, expected: Awaited::Shallower });
        }
        self.at += 1;
        let condition = match text {
            "not" => Condition::Not(Box::new(self.single()?)),
            "(" => {
                let inner = self.either()?;
                if !self.next_is(")") {
                    let span = self.tokens.get(self.at).map_or(self.end..self.end, |token| token.span.clone());
                    return Err(ConditionError { span, expected: Awaited::Closing });
                }
                inner
            }
            "and" | "or" | ")" => return Err(ConditionError { span, expected: Awaited::Fact }),
            fact => Condition::Fact(FactId::new(fact)),
        };
        self.depth -= 1;
        Ok(condition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_binds_before_and_and_and_before_or() {
        for (written, printed) in [
            ("a or b and not c", "a or b and not c"),
            ("(a or b) and not c", "(a or b) and not c"),
            ("not (a and b)", "not (a and b)"),
            ("((a))", "a"),
            ("a and (b and c)", "a and (b and c)"),
            ("not not a", "not not a"),
            ("not (not a or b)", "not (not a or b)"),
            ("(a and b) and c or (d or e)", "a and b and c or (d or e)"),
            ("(a or b) or c and d", "a or b or c and d"),
        ] {
            let condition = Condition::parse(written).expect(written);
            assert_eq!(condition.to_string(), printed);
            assert_eq!(Condition::parse(printed), Ok(condition), "{written}");
        }
    }

    #[test]
    fn a_broken_condition_is_shown_at_its_place() {
        for (written, span) in
            [("", 0..0), ("a b", 2..3), ("a and", 5..5), ("(a", 2..2), ("a & b", 2..3), ("or", 0..2), ("æ", 0..2)]
        {
            assert_eq!(Condition::parse(written).map_err(|error| error.span), Err(span), "{written}");
        }
        assert!(Condition::parse(&"(".repeat(100_000)).is_err(), "deep nesting is refused, not overflown");
        assert!(Condition::parse(&"not ".repeat(100_000)).is_err());
        let nested = |deep: usize| Condition::parse(&format!("{}a", "not ".repeat(deep - 1)));
        assert!(nested(DEPTH).is_ok(), "as deep as it may be");
        assert_eq!(nested(DEPTH + 1).map_err(|error| error.expected), Err(Awaited::Shallower));
        let side_by_side = ["(a)"; 1_000].join(" and ");
        assert!(Condition::parse(&side_by_side).is_ok(), "what stands side by side is not deep");
    }

    #[test]
    fn unknown_never_turns_into_no() {
        let known = |fact: &FactId| match fact.as_str() {
            "t" => Truth::True,
            "f" => Truth::False,
            _ => Truth::Unknown,
        };
        for (written, truth) in [
            ("u", Truth::Unknown),
            ("not u", Truth::Unknown),
            ("not t", Truth::False),
            ("not f", Truth::True),
            ("u and t", Truth::Unknown),
            ("u and f", Truth::False),
            ("u or t", Truth::True),
            ("u or f", Truth::Unknown),
            ("u or not u", Truth::Unknown),
        ] {
            assert_eq!(Condition::parse(written).expect(written).judge(&known), truth, "{written}");
        }
    }
}
