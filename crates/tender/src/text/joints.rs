//! Where the field's long words may be broken over two lines: at the joints of their parts, and nowhere else.
//!
//! Patterns made for all of Danish break »tilbud-sfristen« and »fagsy-stemer«. Danish compounds are made of known
//! parts, so the parts are known here instead: one that a word can begin with, with the letter that binds it, and one
//! that can follow it. A word is broken only between two such parts, with three letters before and four after. What
//! begins with a capital letter is a name or begins a sentence, and stays whole.

use std::borrow::Cow;
use std::sync::LazyLock;

/// What says where a word may be broken; it is not seen unless it is.
pub const JOINT: char = '\u{ad}';

/// Letters that a word keeps before a joint, and after it.
const BEFORE: usize = 3;
const AFTER: usize = 4;

/// What a compound may begin with, or have in its middle, with the letter that binds it.
const FIRST: &str = "\
abonnements adgangs administrations advis afgiver afhængigheds aflønnings afsender aftale aktør anlægs anmodnings anvendelses arbejds
arbejdsmarkeds arkiv autorisations baggrunds barsels bedømmelses befordrings behandler behandlings beregnings beskæftigelses beskeds besvarelses
betalings bevillings bilags bogførings borger bruger brugs budget børne data databehandler debitor delegerings deltager
digitaliserings dokument dokumentations drifts ejendoms evaluerings fag faktura felt fil finans fjern forbrugs fordelings foredrags foreløbigheds
forløbs formåls fornyelses forretnings forretningsbærende forsynings forsørgelses fortolknings forudsætnings forvaltnings fravær frist fuldmagts funktionalitets
funktions fælles førtidspensions gebyr gennemførelses godkendelses grund gyldigheds handicap helbreds hjemmel hjælpe hoved hændelses
identifikations idriftsættelses indberetnings indholds indkøbs indsats infrastruktur instruktions integrations jobcenter jobfunktions journal
kalender kapacitets klager klassifikations klient klokke kommune kommunikations konkurrence konsekvens kontakt kontanthjælps konto kontrakt kontrol krav
kravs kunde lager lands leverandør leverings lokal lovgivnings lån løbe løn løsnings markeds masse materiale medarbejder meddelelses
metadata mind mindste miljø mini miniudbuds modtager moms myndigheds navne net nummer oms omkostnings område opgave opgørings oplysnings oprettelses
opsætnings ordregiver organisations overbliks overførsels overgangs parts partner patient pensions person personale plads plan planlægnings post praksis pris priser
produkt profil program projekt proces protokol rammeaftale ramme ramme redaktions regel register registrerings regnskabs rettelses rettigheds roller
rådgivnings samarbejds samling sags sagsbehandler sagsbehandlings samtykke service sektor selvbetjenings sikkerheds skema skole social sortiments sprog stam standard status
straks straf struktur styrings support svar sygedagpenge system systems tids tildelings tilbuds tilfælde tillægs tilslutnings tilpasnings tjek tjeneste transaktions
udbetalings udbuds udgave udgifts udlåns udsendelses udviklings understøttelses undervisnings uoverens valg vand varigheds vedligeholdelses vejlednings
velfærds versions videre virksomheds visnings vægtnings webinar web webinars ydelses økonomi økonomiposterings års årsags ændrings";

/// What may stand after a joint; endings follow it.
const LAST: &str = "\
abonnement adgang adresse aftale aktør anlæg anmodning ansvar ansvarlig anvisning arbejde areal arkitektur autorisation bedømmelse begivenhed begreb
behandler behandling beholdning beløb betaling beregning besked beskrivelse bestemmelse besvarelse betingelse bevis bevilling bilag blad blanket bog bogføring borger bruger bærende data dage dato
deling dialog dokument dokumentation drift ejendom ejer element emne enhed evaluering fejl felt figur fil filer flade flow fordeler fordeling foranstaltning forhold forløb
format formular forpligtelse forretning forsikring forsyning fortegnelse forvaltning fravær frist fristen funktion funktionalitet føring gang gebyr gennemgang giver giveren
godkendelse grad grundlag gruppe grænse grænseflade handling hjælp hjælps hændelse høring håndbog håndtering identifikation idriftsættelse indberetning indeks indhold
indhentning indkomst indsats indstilling information infrastruktur instans institution integration jobcenter journal kalender kapacitet katalog kendskab
klasse klassifikation klage knytning kode kommunal kommunale kommune kommuner komponent konfiguration konto kontoplan kontor kontrakt kontrol kopi kort krav kreds kunde kæde kørsel leverance leverandør levering
linje liste log login lov løsning løsningen maske mappe marked markedet materiale medarbejder meddelelse metode middel minimum miljø model modtager modul motor mulighed myndighed måde mål
navn navne niveau noget notat note nummer objekt område omfang omkostning ordning opgave opgørelse oplysning oplysninger opfølgning opslag organisation overblik oversigt overførsel pakke papir parameter
part partner periode person persondata plads plan plan planen platform politik portal post postering praksis pris proces produkt profil program projekt protokol prove punkt
rabat ramme rapport rettighed regel register registrering regnskab relation rejse reserve resultat rolle roller række række runde rådgivning samling sag sagen sager sagsbehandling samtale samtykke satser
segment selskab sikkerhed sikring side skema skemaet skik skrift skrivelse skrift sprog spørgsmål stam standard status stemmelse sted stilling struktur styrelse styring støtte svar system systemer
sætning søgning tabel tal tid tidspunkt tilbud tilfælde tilknytning tilladelse tilskud tilstand tjeneste token transport type typer udbud udbydelse udbetaling uddannelse udgave udgift udlån udtræk udveksling udvikling
understøttelse undersøgelse vejledning verden version versionering vilkår vejning virkning virksomhed visning vurdering vægt værdi ydelse ydelser zone økonomi ændring ændringer";

/// The text with its joints. Nothing is copied when it has none.
pub fn jointed(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for (start, word) in words(text) {
        for at in joints(word) {
            out.push_str(&text[copied..start + at]);
            out.push(JOINT);
            copied = start + at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// The words of letters alone, and where they begin. What holds a figure, or a mark of an address, is none.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_apart =
        |c: char| c.is_whitespace() || matches!(c, '»' | '«' | '(' | ')' | ',' | '.' | ';' | ':' | '?' | '!' | '–');
    let mut from = 0;
    text.split_inclusive(is_apart).filter_map(move |piece| {
        let start = from;
        from += piece.len();
        let word = piece.trim_end_matches(is_apart);
        let plain = word.chars().all(char::is_alphabetic) && word.chars().next().is_some_and(char::is_lowercase);
        plain.then_some((start, word))
    })
}

/// Where a word may be broken, in bytes.
fn joints(word: &str) -> Vec<usize> {
    static FIRSTS: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[FIRST]));
    // What follows may itself be the first of two.
    static FOLLOWING: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[LAST, FIRST]));
    // Most words are too short to be looked into.
    if word.len() < BEFORE + AFTER {
        return Vec::new();
    }
    let is_joint = |before: &str, after: &str| {
        let long = before.chars().count() >= BEFORE && after.chars().count() >= AFTER;
        long && beginnings(&FOLLOWING, after).next().is_some()
    };
    let mut found = Vec::new();
    let mut from = 0;
    let next = |from: usize| {
        let rest = &word[from..];
        beginnings(&FIRSTS, rest).find(|end| is_joint(&rest[..*end], &rest[*end..])).map(|end| from + end)
    };
    while let Some(at) = next(from) {
        found.push(at);
        from = at;
    }
    found
}

fn sorted(lists: &[&'static str]) -> Vec<&'static str> {
    let mut parts: Vec<&str> = lists.iter().flat_map(|list| list.split_whitespace()).collect();
    parts.sort_unstable();
    parts
}

/// Where the parts end that a word begins with. They are sorted, so that letter by letter fewer are left of them.
fn beginnings<'w>(parts: &'w [&'static str], word: &'w str) -> impl Iterator<Item = usize> + 'w {
    let mut left = parts;
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let begins = move |end: usize| {
        let begun = &word[..end];
        left = &left[left.partition_point(|part| *part < begun)..];
        left = &left[..left.partition_point(|part| part.starts_with(begun))];
        left.first().map(|part| (*part == begun).then_some(end))
    };
    ends.map_while(begins).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        jointed(text).replace(JOINT, "-")
    }

    #[test]
    fn the_fields_words_are_broken_at_their_joints() {
        for (word, joined) in [
            ("tilbudsfristen", "tilbuds-fristen"),
            ("ordregiver", "ordregiver"),
            ("integrationspakkerne", "integrations-pakkerne"),
            ("forudsætningsintegrationer", "forudsætnings-integrationer"),
            ("fagsystemer", "fag-systemer"),
            ("ydelsesindeks", "ydelses-indeks"),
            ("økonomiposteringer", "økonomi-posteringer"),
            ("rettelsesbladet", "rettelses-bladet"),
            ("udbudsbetingelserne", "udbuds-betingelserne"),
            ("sygedagpengeområdet", "sygedagpenge-området"),
            ("organisationsenheder", "organisations-enheder"),
            ("dokumentindeks", "dokument-indeks"),
            ("svarskemaet", "svar-skemaet"),
            ("debitorregistreringen", "debitor-registreringen"),
            ("offentliggørelsen", "offentliggørelsen"),
        ] {
            assert_eq!(shown(word), joined);
        }
    }

    /// Every word that a paper of the examples divides, where it does.
    const DIVIDED: &str = "arbejds-gange beskæftigelses-området bogførings-grundlaget bogførings-systemet \
        debitor-konto debitor-registrering debitor-system fag-kendskabet fag-systemer faktura-behandling \
        faktura-godkendelse fil-udveksling finans-posteringer forudsætnings-integration fælles-kommunale \
        hændelses-beskeder integrations-pakker jobcenter-løsninger jobcenter-sager jobfunktions-roller \
        kontanthjælps-området konto-planen konto-værdierne krav-bilaget krav-katalogets masse-leverancer \
        organisations-data pensions-system person-oplysninger post-komponentens praksis-sektoren ramme-aftalen \
        rettelses-bladene sags-behandlingen sags-bærende sags-dokumenter sikkerheds-model straks-leverancer \
        sygedagpenge-fravær system-token tids-punkter udbuds-lovens udbuds-materialet web-service \
        webinar-materiale økonomi-system";

    #[test]
    fn words_of_the_examples_are_divided_between_their_parts() {
        for divided in DIVIDED.split_whitespace() {
            assert_eq!(shown(&divided.replace('-', "")), divided);
        }
    }

    #[test]
    fn names_ids_and_addresses_stay_whole() {
        for text in [
            "Dokumentindeks",
            "Compliancetest og Organisationsdata",
            "SF1590_B_01",
            "udbudsafdelingen@eksempel.dk",
            "https://eksempel.dk/udbudsmateriale",
            "sags-og dokument",
        ] {
            assert_eq!(jointed(text), text);
        }
    }

    #[test]
    fn the_words_around_a_joint_stay_as_they_were() {
        let text = "Tilbud afgives (senest ved tilbudsfristen) i svarskemaet.";
        assert_eq!(shown(text), "Tilbud afgives (senest ved tilbuds-fristen) i svar-skemaet.");
        assert_eq!(jointed(text).replace(JOINT, ""), text);
    }
}
