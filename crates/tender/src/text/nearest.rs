//! What somebody most likely meant who wrote a name that does not exist.

/// The name among `known` that `written` most likely meant.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Keys have no Danish letters, and who writes them means the key.
    let folded = |name: &str| name.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    let lower = folded(written);
    // Of two that are as like, the one that begins alike for longer: for `I-09.B1` rather `I-09.B2` than `I-09.01`.
    let begun_alike = |name: &str| lower.chars().zip(name.chars()).take_while(|(one, other)| one == other).count();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&lower, &folded(name)), begun_alike(&folded(name)), name))
        .filter(|(likeness, ..)| *likeness >= 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(b.2.cmp(a.2)))
        .map(|(.., name)| name.to_owned())
}

/// The id of the entry that `written` most likely meant, when a title was written or the id in other letters. Ids that
/// differ in a digit are told apart by nobody.
pub fn nearest_entry<'a>(written: &str, known: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let known: Vec<(&str, &str)> = known.into_iter().collect();
    let same = known.iter().find(|(id, _)| id.eq_ignore_ascii_case(written));
    let titled = || {
        let title = nearest(written, known.iter().map(|(_, title)| *title))?;
        known.iter().find(|(_, other)| *other == title)
    };
    same.or_else(titled).map(|(id, _)| (*id).to_owned())
}
