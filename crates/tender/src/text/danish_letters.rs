//! The signs that a Danish text is written with.

/// A letter or a sign beyond ASCII that is usual in a text from a Danish office: the letters of Western Europe, quotes,
/// dashes and the signs of law and money.
pub fn is_usual(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Š' | 'š' | 'Ž' | 'ž'
        | '»' | '«' | '“' | '”' | '„' | '‘' | '’' | '‚' | '´' | '–' | '—' | '…' | '•' | '·'
        | '§' | '°' | '€' | '£' | '½' | '²' | '³' | 'µ' | '×' | '±' | '©' | '®' | '\u{a0}' | '\u{ad}')
}
