//! A part of a run, for work that is spread over several machines.
//!
//! The profiles of a run, in their order, are cut into as many blocks as there are parts. Blocks differ by one profile
//! at most, neighbours stay together (they resemble each other, and then share most of their layout), and nothing but
//! the two numbers decides.

use std::fmt;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::str::FromStr;

/// The Kth of N parts, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    pub part: usize,
    pub of: usize,
}

impl Shard {
    /// Which of so many profiles belong to the part.
    pub fn range(self, profiles: usize) -> Range<usize> {
        // In 128 bits no product overflows.
        let cut = |part: usize| (part as u128 * profiles as u128 / self.of as u128) as usize;
        cut(self.part - 1)..cut(self.part)
    }

    fn new(part: usize, of: usize) -> Result<Self, ShardError> {
        if part == 0 || of == 0 || part > of { Err(ShardError::OutOfRange { part, of }) } else { Ok(Self { part, of }) }
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(written: &str) -> Result<Self, ShardError> {
        let malformed = || ShardError::Malformed(written.to_owned());
        let (part, of) = written.split_once('/').ok_or_else(malformed)?;
        Self::new(number(part).ok_or_else(malformed)?, number(of).ok_or_else(malformed)?)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

/// Digits only: `usize` would also read `+3`.
fn number(written: &str) -> Option<usize> {
    written.bytes().all(|byte| byte.is_ascii_digit()).then(|| written.parse().ok()).flatten()
}

/// What was asked for: a part, or that of the array scheduler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShardChoice {
    Exactly(Shard),
    /// The scheduler says which; the number of parts is given where it does not say that
    Auto(Option<NonZeroUsize>),
}

impl FromStr for ShardChoice {
    type Err = ShardError;

    fn from_str(written: &str) -> Result<Self, ShardError> {
        let malformed = || ShardError::Malformed(written.to_owned());
        match written.strip_prefix("auto") {
            Some("") => Ok(Self::Auto(None)),
            Some(of) => {
                let of = of.strip_prefix('/').and_then(number).ok_or_else(malformed)?;
                let of = NonZeroUsize::new(of).ok_or(ShardError::OutOfRange { part: 0, of })?;
                Ok(Self::Auto(Some(of)))
            }
            None => written.parse().map(Self::Exactly),
        }
    }
}

impl ShardChoice {
    /// The part that is meant. `environment` gives the value of a variable.
    pub fn choose(self, environment: &dyn Fn(&str) -> Option<String>) -> Result<Shard, ShardError> {
        match self {
            ShardChoice::Exactly(shard) => Ok(shard),
            ShardChoice::Auto(of) => from_environment(of.map(NonZeroUsize::get), environment),
        }
    }
}

/// The variable that names a part by itself, as `K/N`.
const OWN: &str = "BILAG_SHARD";

/// How an array scheduler tells a task which of them it is.
struct Scheduler {
    name: &'static str,
    index: &'static str,
    first: First,
    /// The distance between two indices, where it can be another than one
    step: Option<&'static str>,
    count: Count,
}

/// The index of the first task.
enum First {
    Always(usize),
    Variable(&'static str),
}

/// How many tasks there are.
enum Count {
    Unsaid,
    Variable(&'static str),
    /// The index of the last task
    Last(&'static str),
    /// Both: where the indices have gaps, they disagree
    VariableAndLast(&'static str, &'static str),
}

const SCHEDULERS: [Scheduler; 8] = [
    Scheduler {
        name: "Kubernetes",
        index: "JOB_COMPLETION_INDEX",
        first: First::Always(0),
        step: None,
        count: Count::Unsaid,
    },
    Scheduler {
        name: "Slurm",
        index: "SLURM_ARRAY_TASK_ID",
        first: First::Variable("SLURM_ARRAY_TASK_MIN"),
        step: Some("SLURM_ARRAY_TASK_STEP"),
        count: Count::VariableAndLast("SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MAX"),
    },
    Scheduler {
        name: "AWS Batch",
        index: "AWS_BATCH_JOB_ARRAY_INDEX",
        first: First::Always(0),
        step: None,
        count: Count::Variable("AWS_BATCH_JOB_ARRAY_SIZE"),
    },
    Scheduler {
        name: "Grid Engine",
        index: "SGE_TASK_ID",
        first: First::Variable("SGE_TASK_FIRST"),
        step: Some("SGE_TASK_STEPSIZE"),
        count: Count::Last("SGE_TASK_LAST"),
    },
    // Neither PBS says where its indices begin; most begin with 1, and one that begins with 0 is refused rather than
    // guessed.
    Scheduler { name: "PBS", index: "PBS_ARRAY_INDEX", first: First::Always(1), step: None, count: Count::Unsaid },
    Scheduler { name: "Torque", index: "PBS_ARRAYID", first: First::Always(1), step: None, count: Count::Unsaid },
    Scheduler {
        name: "Cloud Run",
        index: "CLOUD_RUN_TASK_INDEX",
        first: First::Always(0),
        step: None,
        count: Count::Variable("CLOUD_RUN_TASK_COUNT"),
    },
    Scheduler {
        name: "GitLab CI",
        index: "CI_NODE_INDEX",
        first: First::Always(1),
        step: None,
        count: Count::Variable("CI_NODE_TOTAL"),
    },
];

/// Which part the environment names. Where two name one, they must agree.
fn from_environment(of: Option<usize>, environment: &dyn Fn(&str) -> Option<String>) -> Result<Shard, ShardError> {
    let mut told: Option<(&'static str, Shard)> = None;
    let mut tell = |name: &'static str, shard: Shard| match told {
        Some((first, other)) if other != shard => {
            Err(ShardError::Disagree { first, first_shard: other, second: name, second_shard: shard })
        }
        _ => {
            told = Some((name, shard));
            Ok(())
        }
    };
    if let Some(written) = environment(OWN) {
        let shard: Shard =
            written.parse().map_err(|_| ShardError::Variable { variable: OWN, value: written.clone() })?;
        if let Some(of) = of.filter(|of| *of != shard.of) {
            return Err(ShardError::Count { name: OWN, given: of, told: shard.of });
        }
        tell(OWN, shard)?;
    }
    for scheduler in &SCHEDULERS {
        if let Some(shard) = scheduler.shard(of, environment)? {
            tell(scheduler.name, shard)?;
        }
    }
    told.map(|(_, shard)| shard).ok_or(ShardError::Untold)
}

impl Scheduler {
    /// The part that the scheduler names, if it runs this process as a task of an array.
    fn shard(
        &self,
        of: Option<usize>,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Option<Shard>, ShardError> {
        let read = |variable: &'static str| match environment(variable) {
            None => Ok(None),
            // Grid Engine says this of a job that is no array.
            Some(value) if value == "undefined" || value.is_empty() => Ok(None),
            Some(value) => number(&value).map(Some).ok_or(ShardError::Variable { variable, value }),
        };
        let Some(index) = read(self.index)? else { return Ok(None) };
        let first = match self.first {
            First::Always(first) => first,
            First::Variable(variable) => read(variable)?.ok_or(ShardError::Unset { name: self.name, variable })?,
        };
        let step = self.step.map(read).transpose()?.flatten().unwrap_or(1).max(1);
        let gaps = || ShardError::Gaps { name: self.name, index };
        let from_first = |index: usize| {
            let distance = index.checked_sub(first).ok_or(ShardError::TooLow { name: self.name, index, first })?;
            if distance % step == 0 { Ok(distance / step + 1) } else { Err(gaps()) }
        };
        // The last index need not be one that the step meets.
        let up_to = |last: usize| last.checked_sub(first).map(|distance| distance / step + 1).ok_or_else(gaps);
        let told = match self.count {
            Count::Unsaid => None,
            Count::Variable(count) => read(count)?,
            Count::Last(last) => read(last)?.map(up_to).transpose()?,
            Count::VariableAndLast(count, last) => {
                let (count, last) = (read(count)?, read(last)?.map(up_to).transpose()?);
                if count.is_some() && last.is_some() && count != last {
                    return Err(gaps());
                }
                count.or(last)
            }
        };
        let of = match (of, told) {
            (Some(given), Some(told)) if given != told => {
                return Err(ShardError::Count { name: self.name, given, told });
            }
            (Some(of), _) | (None, Some(of)) => of,
            (None, None) => return Err(ShardError::NoCount { name: self.name }),
        };
        Shard::new(from_first(index)?, of).map(Some)
    }
}

/// Why there is no such part: wrong usage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShardError {
    Malformed(String),
    OutOfRange { part: usize, of: usize },
    Untold,
    NoCount { name: &'static str },
    Count { name: &'static str, given: usize, told: usize },
    Disagree { first: &'static str, first_shard: Shard, second: &'static str, second_shard: Shard },
    Variable { variable: &'static str, value: String },
    Unset { name: &'static str, variable: &'static str },
    TooLow { name: &'static str, index: usize, first: usize },
    Gaps { name: &'static str, index: usize },
}

impl fmt::Display for ShardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShardError::Malformed(written) => {
                write!(f, "`{written}` names no part: expected `3/8`, `auto` or `auto/8`")
            }
            ShardError::OutOfRange { part: 0, of: 0 } => write!(f, "there are no parts: expected at least 1"),
            ShardError::OutOfRange { part, of } => write!(f, "there is no part {part} of {of}: expected 1 to {of}"),
            ShardError::Untold => write!(
                f,
                "no array scheduler says which part this is: set `{OWN}` to the part and their number, such as `3/8`"
            ),
            ShardError::NoCount { name } => {
                write!(f, "{name} does not say how many parts there are: write it behind, as in `--shard auto/8`")
            }
            ShardError::Count { name, given, told } => {
                write!(f, "`auto/{given}` was asked for, and {name} says that there are {told} parts")
            }
            ShardError::Disagree { first, first_shard, second, second_shard } => {
                write!(f, "{first} says part {first_shard}, and {second} says part {second_shard}: unset one of them")
            }
            ShardError::Variable { variable, value } => write!(f, "`{variable}` cannot be read: `{value}`"),
            ShardError::Unset { name, variable } => write!(f, "{name} has not set `{variable}`"),
            ShardError::TooLow { name, index, first } => {
                write!(f, "{name} names the task {index}, and its tasks are to be numbered from {first}")
            }
            ShardError::Gaps { name, index } => {
                write!(
                    f,
                    "the tasks of {name} are not numbered evenly (this is {index}): give them numbers without gaps"
                )
            }
        }
    }
}

impl std::error::Error for ShardError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_parts_are_disjoint_complete_in_order_and_even(profiles in 0usize..3_000, of in 1usize..200) {
            let mut next = 0;
            for part in 1..=of {
                let range = Shard { part, of }.range(profiles);
                prop_assert_eq!(range.start, next);
                prop_assert!(range.len() >= profiles / of && range.len() <= profiles.div_ceil(of));
                next = range.end;
            }
            prop_assert_eq!(next, profiles);
        }
    }

    /// What is written, the variables, and what comes of it.
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

    fn chosen(written: &str, environment: &[(&str, &str)]) -> Result<String, String> {
        let choice: ShardChoice = written.parse().map_err(|error: ShardError| error.to_string())?;
        let read = |name: &str| environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        choice.choose(&read).map(|shard| shard.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_part_is_named_or_told_by_the_scheduler() {
        let slurm = |id, min, max, count, step| {
            [
                ("SLURM_ARRAY_TASK_ID", id),
                ("SLURM_ARRAY_TASK_MIN", min),
                ("SLURM_ARRAY_TASK_MAX", max),
                ("SLURM_ARRAY_TASK_COUNT", count),
                ("SLURM_ARRAY_TASK_STEP", step),
            ]
        };
        let grid =
            |id| [("SGE_TASK_ID", id), ("SGE_TASK_FIRST", "1"), ("SGE_TASK_LAST", "9"), ("SGE_TASK_STEPSIZE", "3")];
        let kubernetes = [("JOB_COMPLETION_INDEX", "0")];
        let batch = [("AWS_BATCH_JOB_ARRAY_INDEX", "9"), ("AWS_BATCH_JOB_ARRAY_SIZE", "10")];
        let gitlab = [("CI_NODE_INDEX", "4"), ("CI_NODE_TOTAL", "4")];
        let cloud = [("CLOUD_RUN_TASK_INDEX", "4"), ("CLOUD_RUN_TASK_COUNT", "5")];
        let cases: [Case<'_>; 14] = [
            ("3/8", &[], "3/8"),
            ("3/8", &kubernetes, "3/8"),
            ("auto", &[("BILAG_SHARD", "2/5")], "2/5"),
            ("auto/8", &kubernetes, "1/8"),
            ("auto", &slurm("0", "0", "7", "8", "1"), "1/8"),
            ("auto/8", &slurm("17", "10", "17", "8", "1"), "8/8"),
            ("auto", &slurm("5", "1", "7", "4", "2"), "3/4"),
            ("auto", &batch, "10/10"),
            ("auto", &grid("4"), "2/3"),
            ("auto/8", &[("PBS_ARRAY_INDEX", "8")], "8/8"),
            ("auto/8", &[("PBS_ARRAYID", "1")], "1/8"),
            ("auto", &gitlab, "4/4"),
            ("auto", &cloud, "5/5"),
            ("auto/4", &[("CI_NODE_INDEX", "4"), ("CI_NODE_TOTAL", "4"), ("BILAG_SHARD", "4/4")], "4/4"),
        ];
        for (written, environment, shard) in cases {
            assert_eq!(chosen(written, environment).as_deref(), Ok(shard), "{written} {environment:?}");
        }
    }

    #[test]
    fn a_part_that_is_not_there_or_not_told_is_wrong_usage() {
        let listed = [
            ("SLURM_ARRAY_TASK_ID", "3"),
            ("SLURM_ARRAY_TASK_MIN", "1"),
            ("SLURM_ARRAY_TASK_MAX", "7"),
            ("SLURM_ARRAY_TASK_COUNT", "3"),
        ];
        let cases: [Case<'_>; 17] = [
            ("9/8", &[], "there is no part 9 of 8: expected 1 to 8"),
            ("0/8", &[], "there is no part 0 of 8: expected 1 to 8"),
            ("0/0", &[], "there are no parts: expected at least 1"),
            ("auto/0", &[], "there are no parts: expected at least 1"),
            ("3", &[], "`3` names no part: expected `3/8`, `auto` or `auto/8`"),
            ("+3/8", &[], "`+3/8` names no part: expected `3/8`, `auto` or `auto/8`"),
            ("automatic", &[], "`automatic` names no part: expected `3/8`, `auto` or `auto/8`"),
            ("auto/", &[], "`auto/` names no part: expected `3/8`, `auto` or `auto/8`"),
            (
                "auto/8",
                &[("SGE_TASK_ID", "undefined"), ("CI_NODE_TOTAL", "1")],
                "no array scheduler says which part this is: set `BILAG_SHARD` to the part and their number, such as `3/8`",
            ),
            (
                "auto",
                &[("JOB_COMPLETION_INDEX", "3")],
                "Kubernetes does not say how many parts there are: write it behind, as in `--shard auto/8`",
            ),
            ("auto/3", &[("JOB_COMPLETION_INDEX", "3")], "there is no part 4 of 3: expected 1 to 3"),
            ("auto/8", &[("PBS_ARRAY_INDEX", "0")], "PBS names the task 0, and its tasks are to be numbered from 1"),
            ("auto", &listed, "the tasks of Slurm are not numbered evenly (this is 3): give them numbers without gaps"),
            (
                "auto/5",
                &[("AWS_BATCH_JOB_ARRAY_INDEX", "0"), ("AWS_BATCH_JOB_ARRAY_SIZE", "4")],
                "`auto/5` was asked for, and AWS Batch says that there are 4 parts",
            ),
            (
                "auto/8",
                &[("JOB_COMPLETION_INDEX", "3"), ("BILAG_SHARD", "3/8")],
                "BILAG_SHARD says part 3/8, and Kubernetes says part 4/8: unset one of them",
            ),
            ("auto", &[("BILAG_SHARD", "fem")], "`BILAG_SHARD` cannot be read: `fem`"),
            ("auto", &[("SLURM_ARRAY_TASK_ID", "5")], "Slurm has not set `SLURM_ARRAY_TASK_MIN`"),
        ];
        for (written, environment, error) in cases {
            assert_eq!(chosen(written, environment), Err(error.to_owned()), "{written} {environment:?}");
        }
    }
}
