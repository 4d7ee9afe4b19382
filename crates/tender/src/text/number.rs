//! Numbers as people write them.

use crate::text::invisible::is_invisible;

/// A number as Danes and as programs write it: »1.234,5«, »1234.5«, »99,5 %«. Where one period could be either, three
/// digits behind it make it a thousand: »1.000«.
pub fn number(written: &str, unit: Option<&str>) -> Option<f64> {
    let bare = bare(written, unit);
    let sign = |c: char| if matches!(c, '−' | '–') { '-' } else { c };
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'');
    let bare: String = bare.chars().map(sign).collect();
    let negative = bare.starts_with('-');
    let unsigned = bare.strip_prefix('-').unwrap_or(&bare).trim_start();
    // A blank parts thousands and nothing else: »2 4« is no number.
    let whole = unsigned.split([',', '.']).next().unwrap_or_default();
    let groups: Vec<&str> = whole.split(blank).collect();
    let parted = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    if !parted || unsigned[whole.len()..].contains(blank) {
        return None;
    }
    let digits: String = unsigned.chars().filter(|c| !blank(*c)).collect();
    let digits = if negative { format!("-{digits}") } else { digits };
    let thousands = |whole: &str| {
        let mut groups = whole.trim_start_matches('-').split('.');
        let first = groups.next().unwrap_or_default();
        let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
        // No thousand begins with a nought: »0.125« is an eighth.
        is_digits(first)
            && first.len() <= 3
            && !first.starts_with('0')
            && groups.all(|group| group.len() == 3 && is_digits(group))
    };
    let plain = match digits.split_once(',') {
        Some((whole, part)) if !part.contains([',', '.']) && (!whole.contains('.') || thousands(whole)) => {
            format!("{}.{part}", whole.replace('.', ""))
        }
        Some(_) => return None,
        None if digits.contains('.') && thousands(&digits) => digits.replace('.', ""),
        None => digits,
    };
    let shape = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    plain.chars().all(shape).then(|| plain.parse().ok()).flatten()
}

/// The other number that was written, perhaps: of »98.500« that is not ninety-eight thousand and a half, the period of
/// programs. Nothing where only one can be meant.
pub fn otherwise(written: &str, unit: Option<&str>) -> Option<f64> {
    let read = number(written, unit)?;
    let bare = bare(written, unit);
    let decimal = number(&bare.replacen('.', ",", 1), None).filter(|_| bare.matches('.').count() == 1)?;
    (decimal != read).then_some(decimal)
}

/// What stands there without its unit, and without what cannot be seen.
fn bare(written: &str, unit: Option<&str>) -> String {
    let written: String = written.chars().filter(|c| !is_invisible(*c)).collect();
    let bare = written.trim();
    let bare = match unit {
        // Four hundredths are no hours.
        Some(unit) => strip_unit(bare, unit).unwrap_or(bare),
        None => bare.trim_end_matches('%'),
    };
    bare.trim().to_owned()
}

/// A number without its unit. Shares and kroner have several names, and those of kroner may stand before the amount.
fn strip_unit<'w>(written: &'w str, unit: &str) -> Option<&'w str> {
    const KRONER: [&str; 4] = ["kr.", "kr", "dkk", "kroner"];
    const SHARES: [&str; 4] = ["%", "pct.", "pct", "procent"];
    let unit = unit.trim().to_lowercase();
    let behind = |unit: &str| {
        let (number, behind) = written.split_at_checked(written.len().checked_sub(unit.len())?)?;
        (behind.to_lowercase() == unit).then_some(number)
    };
    let before = |unit: &str| {
        let (before, number) = written.split_at_checked(unit.len())?;
        (before.to_lowercase() == unit).then_some(number)
    };
    if KRONER.contains(&unit.as_str()) {
        return KRONER.into_iter().find_map(|unit| behind(unit).or_else(|| before(unit)));
    }
    // »procent af tiden« and »oppetid i %« are shares too.
    let is_share =
        unit.contains('%') || unit.split_whitespace().any(|word| SHARES.contains(&word) || word.starts_with("procent"));
    behind(&unit).or_else(|| SHARES.into_iter().filter(|_| is_share).find_map(behind))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_share_is_a_number_of_shares_alone() {
        let read = |written, unit| super::number(written, unit);
        for (written, unit, number) in [
            ("4 %", Some("%"), Some(4.0)),
            ("4 pct.", Some("%"), Some(4.0)),
            ("99,5%", Some("procent"), Some(99.5)),
            ("99 %", Some("procent af tiden"), Some(99.0)),
            ("99,9 %", Some("oppetid i %"), Some(99.9)),
            ("4 %", Some("procentpoint"), Some(4.0)),
            ("4 %", None, Some(4.0)),
            ("4 %", Some("timer"), None),
            ("4 kr.", Some("timer"), None),
            ("4 timer", Some("timer"), Some(4.0)),
        ] {
            assert_eq!(read(written, unit), number, "{written} in {unit:?}");
        }
    }

    #[test]
    fn three_digits_behind_one_period_may_be_a_fraction_too() {
        let other = |written, unit| super::otherwise(written, Some(unit));
        assert_eq!(
            (other("98.500 %", "%"), other("1.000", "kr."), other("98.500 pct.", "pct.")),
            (Some(98.5), Some(1.0), Some(98.5))
        );
        for plain in ["98,500", "98.5", "1.000.000", "1.000,5", "98500", "0.125", "halvfems"] {
            assert_eq!(other(plain, "%"), None, "{plain}");
        }
    }

    #[test]
    fn kroner_have_several_names_and_no_other_currency_is_kroner() {
        let read = |written, unit| super::number(written, Some(unit));
        for written in ["4.000 kr.", "kr. 4.000", "4.000 DKK", "4000 kroner", "4000", "kr 4000"] {
            assert_eq!((read(written, "kr."), read(written, "DKK")), (Some(4000.0), Some(4000.0)), "{written}");
        }
        assert_eq!(["4 €", "4 EUR", "4 SEK", "4 timer"].map(|written| read(written, "kr.")), [None; 4]);
        assert_eq!((read("4 kr.", "timer"), read("4 €", "€")), (None, Some(4.0)));
    }

    #[test]
    fn numbers_are_read_as_danes_and_as_programs_write_them() {
        for (written, number) in [
            ("99,5", Some(99.5)),
            ("99.5", Some(99.5)),
            ("99,5 timer", Some(99.5)),
            ("1.000", Some(1000.0)),
            ("1.234,5", Some(1234.5)),
            ("1 000", Some(1000.0)),
            ("4 Timer", Some(4.0)),
            ("-3", Some(-3.0)),
            ("1.23", Some(1.23)),
            ("0.125", Some(0.125)),
            ("0.500", Some(0.5)),
            ("-0.250 timer", Some(-0.25)),
            ("\u{200b}4\u{feff}", Some(4.0)),
            ("12.34,5", None),
            ("1,000.5", None),
            ("1 234 567,5", Some(1_234_567.5)),
            ("- 3", Some(-3.0)),
            ("2 4", None),
            ("12 34", None),
            ("1,2 3", None),
            ("ca. 5", None),
            ("", None),
            ("NaN", None),
            ("1e3", None),
        ] {
            assert_eq!(super::number(written, Some("timer")), number, "{written}");
        }
    }
}
