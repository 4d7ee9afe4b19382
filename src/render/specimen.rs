//! Documents to look at: made of sentences as long and as short as real ones, in every number of packages.

use crate::document::*;

struct Package {
    id: &'static str,
    title: &'static str,
    business: &'static [&'static str],
    /// Prerequisites; in parentheses when conditional
    needs: &'static [&'static str],
    requirements: &'static [&'static str],
}

const PACKAGES: [Package; 15] = [
    Package { id: "I-01", title: "Sundhedsoplysninger", business: &["SF0810", "SF0830"], needs: &["SF1514", "(SF1461)"], requirements: &["Filtrering af oplysninger", "Start og stop af udtræk"] },
    Package { id: "I-02", title: "Personoplysninger", business: &["SF1320_A", "SF1520", "SF1525"], needs: &["SF1514", "(SF1461)"], requirements: &["Filtrering af oplysninger", "Start og stop af abonnement"] },
    Package { id: "I-03", title: "Pensionsoplysninger", business: &["SF1411_A", "SF1411_B", "SF1411_D"], needs: &["SF1514", "(SFTP)", "(SF1461)"], requirements: &["Filtrering af oplysninger", "Start og stop af abonnement"] },
    Package { id: "I-04", title: "Sags- og Dokumentindeks", business: &["SF1470"], needs: &["SF1514", "SF1500", "SF1510", "(SF2900)"], requirements: &["Korrekte organisationsoplysninger", "Korrekt og aktuel klassifikation", "Anvisninger til indekset", "Compliancetest"] },
    Package { id: "I-05", title: "Ydelsesindeks", business: &["SF1490"], needs: &["SF1514", "SF1500", "SF1510"], requirements: &["Korrekte organisationsoplysninger", "Korrekt og aktuel klassifikation", "Anvisninger til indekset", "Compliancetest"] },
    Package { id: "I-06", title: "Organisation", business: &["SF1500"], needs: &["SF1514"], requirements: &["Anvisninger til organisationssystemet", "Compliancetest"] },
    Package { id: "I-07", title: "Klassifikation", business: &["SF1510"], needs: &["SF1514", "(SF1461)"], requirements: &["UUID sendes med", "Nyeste klassifikation"] },
    Package { id: "I-08", title: "Adgangsstyring for brugere", business: &["SF1511"], needs: &["SF1515", "(SF1500)"], requirements: &["Jobfunktionsroller", "Kommunens sikkerhedsniveau"] },
    Package { id: "I-09", title: "Økonomipostering", business: &["SF1590_A"], needs: &["SF1514", "(SF7002)", "(SF1500)", "(SF1510)", "(SFTP)"], requirements: &["Sporbarhed"] },
    Package { id: "I-10", title: "Debitorregistrering", business: &["SF1590_B_01", "SF1590_B_02", "SF1590_B_03"], needs: &["(SF1514)", "SF1461", "(SF1462)", "(SF1500)", "(SF7002)", "(SF1510)"], requirements: &["Verifikationstest"] },
    Package { id: "I-11", title: "Fakturagodkendelse", business: &["SF1590_D"], needs: &["(SF1514)", "(SF1500)", "(SF7002)", "(SF1510)"], requirements: &["Sporbarhed ved overdragelse af data"] },
    Package { id: "I-12", title: "NemKonto betalingsanmodning", business: &["SF1590_E"], needs: &["(SF1514)", "SF1590_B_01", "(SF1590_A)", "*SF1461", "(SF1500)", "(SF7002)", "(SF1510)"], requirements: &[] },
    Package { id: "I-13", title: "Beskæftigelsesoplysninger", business: &["SF1690", "SF1780", "SF2090", "SF2093", "SF2095", "SF2096"], needs: &["SF1514"], requirements: &[] },
    Package { id: "I-14", title: "Postkomponent", business: &["SF1601", "SF1606"], needs: &["SF1514", "SF1516", "SF1461"], requirements: &[] },
    Package { id: "I-15", title: "Fordelingskomponent", business: &["SF2900"], needs: &["SF1514", "(SFTP)"], requirements: &[] },
];

const NAMES: [(&str, &str); 33] = [
    ("SF0810", "Sygehusophold"), ("SF0830", "Sygesikringsudtræk"), ("SF1320_A", "CPR – Hændelser"), ("SF1520", "CPR replika opslag"),
    ("SF1525", "Persondata Samling Hent"), ("SF1411_A", "Hent tillægsprocent"), ("SF1411_B", "Hent helbredsprocent"), ("SF1411_D", "Besked om tillægsprocent"),
    ("SF1470", "Sags- og Dokumentindeks"), ("SF1490", "Ydelsesindeks"), ("SF1500", "Organisation"), ("SF1510", "Klassifikation"),
    ("SF1511", "Sikkerhed – Hent token fra Context Handler"), ("SF1590_A", "Afsend økonomipostering"), ("SF1590_B_01", "Afsend DebitorRegistrering"),
    ("SF1590_B_02", "Afsend DebitorForespørgsel"), ("SF1590_B_03", "Afsend DebitorIndbetaling"), ("SF1590_D", "Afsend Faktura til Godkendelse"),
    ("SF1590_E", "Afsend Betalingsanmodning til NemKonto"), ("SF1690", "Jobcenter – Kontanthjælp: Modtag jobcentersag"), ("SF1780", "Jobcenter – Kontanthjælp: Send bevilling til jobcentersag"),
    ("SF2090", "Jobcenter SDP – Hændelser vedr. sygedagpengefravær til jobcenter"), ("SF2093", "Jobcenter SDP – Afsend anmodning om forlængelse til jobcenter"),
    ("SF2095", "Jobcenter SDP – Afsend status på jobcentersag"), ("SF2096", "Jobcenter SDP – Opslag på sag og sagsresumé"), ("SF1601", "Afsend post"), ("SF1606", "Modtag post"),
    ("SF2900", "Fordelingskomponenten"), ("SF1514", "Sikkerhed – systemtoken"), ("SF1515", "Sikkerhed – brugervendte systemer"), ("SF1516", "Sikkerhed – SAML-token"),
    ("SF1461", "Beskedfordeler – modtag beskeder"), ("SF1462", "Beskedfordeler – afsend beskeder"),
];

/// The order of the overview's rows.
const PREREQUISITES: [&str; 12] =
    ["SF1514", "SF1515", "SF1516", "SF1461", "SF1462", "SF1500", "SF1510", "SF7002", "SFTP", "SF2900", "SF1590_A", "SF1590_B_01"];

fn name(id: &str) -> &'static str {
    match id {
        "SF7002" => "Overfør sortiment",
        "SFTP" => "Fælleskommunal Filudveksling",
        _ => NAMES.iter().find(|(known, _)| *known == id).map_or("Ukendt", |(_, name)| name),
    }
}

/// What to make a specimen of.
#[derive(Clone)]
pub struct Specimen {
    pub packages: Vec<usize>,
    pub draft: bool,
    pub deviations: bool,
    pub bare: bool,
    pub title: String,
}

impl Specimen {
    pub fn of(packages: &[usize]) -> Self {
        Self { packages: packages.to_vec(), draft: false, deviations: false, bare: false, title: "Fælles omsorgssystem".into() }
    }

    fn chosen(&self) -> impl Iterator<Item = &'static Package> + '_ {
        self.packages.iter().map(|number| &PACKAGES[number - 1])
    }

    fn front(&self, kind: DocumentKind, kind_name: &str) -> Front {
        let mut entries = vec![("Ordregiver", "Eksempel Kommune")];
        if !self.bare {
            entries.extend([
                ("CVR-nummer", "12345674"),
                ("Kontakt", "udbud@eksempel.dk"),
                ("Journalnummer", "2026-001234"),
                ("Ydelsesområde", "Y26 Social og omsorg"),
                ("Fremgangsmåde", "Miniudbud under SKI 02.19"),
                ("Version", "1.0"),
                ("Dato", "23. november 2026"),
                ("Offentliggjort", "24. november 2026"),
                ("Tilbudsfrist", "15. januar 2027"),
            ]);
        }
        entries.push(("Udgave", "SKI 02.19 (2023), ajourført efter KOMBITs integrationskatalog den 9. januar 2024. Redaktionel ajourføring, som hverken SKI eller KOMBIT har udgivet"));
        let entries = entries.into_iter().map(|(label, value)| FrontEntry { label: label.into(), value: value.into() }).collect();
        let appendix = (!self.bare).then(|| "Bilag 3.2".to_owned());
        let version = if self.bare { "" } else { " · version 1.0" };
        Front {
            kind,
            kind_name: kind_name.into(),
            title: self.title.clone(),
            running: format!("{}{kind_name} · {}{version}", appendix.as_ref().map_or(String::new(), |a| format!("{a} · ")), self.title),
            appendix,
            buyer: "Eksempel Kommune".into(),
            entries,
            draft: self.draft,
            pdf_title: format!("{kind_name} – {}", self.title),
            author: "Eksempel Kommune".into(),
            date: (2026, 11, 23),
            theme: Theme { accent: "#003865".into(), font: "Source Sans 3".into(), logo: None, organisation: (!self.bare).then(|| "Eksempel Kommune, Indkøb".into()) },
        }
    }

    fn integration(&self, id: &str) -> Line {
        let many = id == "SF1514";
        Line {
            id: id.into(),
            title: name(id).into(),
            type_id: if id == "SF2900" || id == "SF7002" { "O".into() } else { "MK".into() },
            type_name: if id == "SF2900" || id == "SF7002" { "Option".into() } else { "Mindstekrav".into() },
            status: if id == "SF2900" { status(StatusWord::Optional) } else if id == "SFTP" { status(StatusWord::Supplier) } else if self.draft && id == "SF1461" { status(StatusWord::Open) } else { status(StatusWord::Required) },
            text: rich(&format!("Løsningen skal anvende {id} {} i den version, der er i drift ved tilbudsfristen. Senere versioner håndteres efter kontraktens regler om ændringer.", name(id))),
            condition: (id == "SFTP").then(|| rich("Gælder, hvis løsningen sender masseleverancer, eller hvis leverandøren i svarskemaet svarer, at løsningen udveksler sagsdokumenter som filer.")),
            why: if many {
                self.chosen().map(|p| rich(&format!("{} kræver SF1514, fordi kald mellem systemer sker med et systemtoken.", p.id))).collect()
            } else {
                vec![rich("Kræves, fordi SF1320_A er valgt i pakke I-02.")]
            },
            alternative: id.starts_with("SF1520").then(|| rich("Leverandøren kan i stedet godtgøre, at kald til Datafordeleren giver den samme funktionalitet uden merudgifter for kommunen. Dokumentationen vedlægges tilbuddet.")),
            deferred: (id == "SF1461" && self.packages.contains(&7)).then(|| rich("Opfyldes, når den planlagte opdatering af SF1510 er taget i brug.")),
            source: "slide I-02; læsning R18".into(),
        }
    }

    fn requirement(&self, package: &Package, index: usize) -> Line {
        Line {
            id: format!("{}.{:02}", package.id, index + 1),
            title: package.requirements[index].into(),
            type_id: "MK".into(),
            type_name: "Mindstekrav".into(),
            status: if package.requirements[index] == "Compliancetest" { status(StatusWord::Supplier) } else { status(StatusWord::Required) },
            text: if index == 0 {
                rich("Løsningen skal frasortere de oplysninger, der ikke er relevante for den enkelte sag, inden de gemmes, så der hverken behandles flere eller andre personoplysninger end nødvendigt. Leverandøren skal kunne redegøre for, hvilke kriterier frasorteringen bygger på, og kommunen skal kunne ændre dem uden ny udvikling.")
            } else {
                rich("Løsningen skal kunne starte og stoppe abonnementet for den enkelte borger, når behovet opstår og ophører.")
            },
            condition: (package.requirements[index] == "Compliancetest").then(|| rich("Gælder, hvis løsningen skriver til indekset. Testen er gennemført senest ved idriftsættelse.")),
            why: vec![rich(&format!("Hører til pakke {}.", package.id))],
            alternative: None,
            deferred: None,
            source: format!("slide {}", package.id),
        }
    }

    fn matrix(&self) -> Matrix {
        let columns = self.chosen().map(|package| MatrixColumn {
            package: package.id.into(),
            title: package.title.into(),
            business: package.business.iter().enumerate().map(|(i, id)| MatrixBusiness { id: (*id).into(), chosen: i != 1 }).collect(),
        }).collect();
        let cell = |package: &Package, id: &str| {
            package.needs.iter().find(|need| need.trim_matches(['(', ')', '*']) == id).map(|need| MatrixCell { conditional: need.starts_with('('), derived: need.starts_with('*') })
        };
        let rows = PREREQUISITES.iter().filter_map(|id| {
            let cells: Vec<_> = self.chosen().map(|package| cell(package, id)).collect();
            cells.iter().any(Option::is_some).then(|| MatrixRow { id: (*id).into(), name: name(id).into(), cells })
        }).collect();
        Matrix { columns, rows, has_conditional: true, has_derived: self.packages.contains(&12), has_unchosen: true, alt: "I-02 Personoplysninger: SF1320_A og SF1525 er valgt; SF1514 kræves altid, SF1461 i visse tilfælde.".into() }
    }

    fn needed(&self) -> Vec<&'static str> {
        let mut ids: Vec<&str> = self.chosen().flat_map(|p| p.business.iter().enumerate().filter(|(i, _)| *i != 1).map(|(_, id)| *id)).collect();
        for id in PREREQUISITES {
            if !ids.contains(&id) && self.chosen().any(|p| p.needs.iter().any(|need| need.trim_matches(['(', ')', '*']) == id)) {
                ids.push(id);
            }
        }
        ids
    }

    fn follows(&self, package: &Package) -> Vec<Follow> {
        package.needs.iter().map(|need| {
            let id = need.trim_matches(['(', ')', '*']);
            let (key, sentence) = if need.starts_with('(') {
                (StatusWord::Supplier, format!("{id} {} – afhænger af leverandørens svar: kræves, hvis løsningen opbygger sortiment af kontoværdier.", name(id)))
            } else {
                (StatusWord::Required, format!("{id} {} – kræves, fordi {} er valgt.", name(id), package.business[0]))
            };
            Follow { id: id.into(), status: status(key), sentence: rich(&sentence), purpose: (id != "SFTP").then(|| rich("Bruges til at sikre, at kun godkendte systemer får adgang til oplysningerne.")) }
        }).collect()
    }

    pub fn kravbilag(&self) -> Document {
        Document::Kravbilag(Box::new(Kravbilag {
            front: self.front(DocumentKind::Kravbilag, "Kravbilag"),
            instruction: text("Instruktion til tilbudsgiver", &["Dette bilag fastlægger, hvilke af KOMBITs integrationspakker løsningen skal understøtte, og hvilke krav der følger af dem.", "Tilbudsgiver besvarer kravene i svarskemaet og ikke i dette bilag. Et forbehold over for et mindstekrav medfører, at tilbuddet ikke er konditionsmæssigt; spørgsmål stilles inden fristen for spørgsmål og svar."]),
            questions: self.draft.then(|| Questions {
                intro: text("Skal afklares inden offentliggørelse", &["Bilaget er et udkast, indtil ordregiver har svaret på spørgsmålene nedenfor."]),
                rows: vec![
                    QuestionRow { fact: "folger-personaendringer".into(), question: "Skal løsningen registrere ændringer i personoplysninger?".into(), help: "Svar ja, hvis løsningen skal følge med, når oplysninger om en person ændrer sig; så skal den modtage hændelser fra CPR. Svar nej, hvis det er nok, at løsningen slår oplysningerne op, når de skal bruges.".into(), moves: ids(&["SF1320_A", "SF1461", "I-02.02"]) },
                    QuestionRow { fact: "abonnerer-paa-klassifikation".into(), question: "Abonnerer løsningen på klassifikation?".into(), help: "".into(), moves: ids(&["SF1461"]) },
                ],
            }),
            reading_guide: text("Læsevejledning", &["Hvert krav har et nummer, som også bruges i svarskemaet. Under kravets ordlyd står, hvornår det gælder, og hvorfor det er stillet.", "En integration står én gang i den samlede liste, også når flere pakker kræver den."]),
            legend: legend(),
            overview: text("Overblik", &["Pakkerne står som kolonner med de forretningsbærende integrationer øverst og forudsætningsintegrationerne under stregen."]),
            matrix: self.matrix(),
            facts_intro: text("Oplysninger om løsningen", &["Nogle krav gælder kun under bestemte forudsætninger. Her står, hvad ordregiver har oplyst, og hvad leverandøren skal svare på."]),
            facts: self.facts(),
            packages_intro: text("Integrationspakker", &["Kapitlerne følger pakkernes numre."]),
            chapters: self.chosen().map(|package| Chapter {
                package: package.id.into(),
                title: package.title.into(),
                purpose: blocks(&[&format!("Pakken giver løsningen adgang til de oplysninger, som kommunens sagsbehandling bygger på, så de ikke skal indhentes hos borgeren én gang til ({}).", package.title)]),
                chosen: package.business.iter().enumerate().filter(|(i, _)| *i != 1).map(|(i, id)| Chosen { id: (*id).into(), name: name(id).into(), meaning: "Videregiver hændelser om personer fra CPR til kommunale fagsystemer.".into(), version: (i == 0).then(|| "version 2.0, i drift siden 8. september 2023".into()) }).collect(),
                follows: self.follows(package),
                requirements: (0..package.requirements.len()).map(|i| self.requirement(package, i)).collect(),
            }).collect(),
            derived: self.packages.contains(&12).then(|| Derived {
                intro: text("Integrationer fra pakker, der ikke er valgt", &["Integrationerne følger af regler i pakker, som ordregiver ikke har valgt."]),
                items: vec![Follow { id: "SF1461".into(), status: status(StatusWord::Required), sentence: rich("SF1461 Beskedfordeler – modtag beskeder – kræves, fordi SF1590_B_01 er i brug (I-10)."), purpose: None }],
                notes: vec![rich("Vælges I-10, følger også kravet I-10.01 med.")],
            }),
            integrations_intro: text("Samlet liste over integrationer", &["Listen har hver integration én gang."]),
            integrations: self.needed().iter().map(|id| self.integration(id)).collect(),
            deviations: self.deviations.then(|| Deviations {
                intro: text("Afvigelser fra kataloget", &["Ordregiver har udeladt disse krav."]),
                rows: vec![Deviation { id: "I-02.02".into(), title: "Start og stop af abonnement".into(), text: rich("Løsningen skal kunne starte og stoppe abonnementet for den enkelte borger."), reason: "Kommunen styrer selv abonnementer i en anden løsning.".into() }],
            }),
            annex: Annex {
                intro: text("Kilder", &["Kravene bygger på disse kilder."]),
                sources: vec![
                    SourceEntry { id: "overblik".into(), title: "KOMBIT, materiale til webinaret den 11. april 2023 om kravbilag i SKI 02.19 (2023), siden med overblikket over integrationer".into() },
                    SourceEntry { id: "slide I-02".into(), title: "KOMBIT, materiale til webinaret den 11. april 2023 om kravbilag i SKI 02.19 (2023), siden om I-02 Personoplysninger".into() },
                ],
                readings_intro: Some(text("Læsninger", &["Hvor kilderne ikke stemmer overens, står her, hvad kataloget har valgt og hvorfor."])),
                readings: vec![
                    ReadingEntry { id: "R14".into(), subject: "I-12".into(), matrix: "SF1590_A, altid".into(), slide: "SF1590_B_01 med sin fulde titel".into(), choice: rich("SF1590_B_01 er et mindstekrav; om SF1590_A er nødvendig, spørges der om."), why: rich("Detailsiden går forud for overblikket."), confidence: "uafklaret".into(), settled: Some("Bekræftet af KOMBIT den 3. december 2026".into()) },
                    ReadingEntry { id: "R18".into(), subject: "I-02, abonnement".into(), matrix: "–".into(), slide: "Punktet om SF1461 og start og stop kan kun læses delvist".into(), choice: rich("SF1461 og start/stop gælder for SF1320_A."), why: rich("Det er den eneste af de tre, der sender hændelser."), confidence: "sandsynlig".into(), settled: None },
                ],
            },
        }))
    }

    fn facts(&self) -> Vec<FactRow> {
        vec![
            FactRow { fact: "opbygger-sortiment".into(), label: "Sortiment".into(), question: "Opbygger løsningen sortiment af kontoværdier?".into(), answer: "Leverandøren svarer i svarskemaet".into(), asked_of: Asked::Supplier, packages: ids(&["I-09", "I-10", "I-11", "I-12"]), moves: ids(&["SF7002", "SF1500", "SF1510"]) },
            FactRow { fact: "folger-personaendringer".into(), label: "Registrering af personændringer".into(), question: "Skal løsningen registrere ændringer i personoplysninger?".into(), answer: if self.draft { "Afklares af ordregiver" } else { "Ja" }.into(), asked_of: Asked::Buyer, packages: ids(&["I-02"]), moves: ids(&["SF1320_A"]) },
        ]
    }

    pub fn svarskema(&self) -> Document {
        let form = |line: Line| {
            let base = line.id.replace('.', "-");
            let mut options = ids(if line.type_id == "O" { &["Anvendes", "Anvendes ikke"] } else { &["Ja", "Nej"] });
            if line.alternative.is_some() {
                options.push("På anden vis".into());
            }
            FormLine {
                answer: Field { options, ..field(&format!("{base}.svar"), "Svar", FieldKind::Radio, true) },
                description: Field { lines: 5, ..field(&format!("{base}.begrundelse"), "Beskrivelse", FieldKind::Multiline, line.alternative.is_some()) },
                line,
            }
        };
        let mut groups = vec![FormGroup { intro: text("Integrationer", &["Svar for hver integration, om løsningen anvender den som beskrevet."]), lines: self.needed().iter().map(|id| form(self.integration(id))).collect() }];
        for package in self.chosen().filter(|p| !p.requirements.is_empty()) {
            groups.push(FormGroup {
                intro: text(&format!("Krav til pakke {} {}", package.id, package.title), &["Svar på hvert krav."]),
                lines: (0..package.requirements.len()).map(|i| form(self.requirement(package, i))).collect(),
            });
        }
        Document::Svarskema(Box::new(Svarskema {
            front: self.front(DocumentKind::Svarskema, "Svarskema"),
            supplier_intro: text("Tilbudsgiver", &["Udfyld oplysningerne om tilbudsgiver."]),
            supplier: vec![
                field("leverandoer.navn", "Virksomhedens navn", FieldKind::Text, true),
                field("leverandoer.cvr", "CVR-nummer", FieldKind::Text, true),
                field("leverandoer.kontakt", "Kontaktperson, e-mail og telefon", FieldKind::Text, true),
                field("leverandoer.dato", "Dato", FieldKind::Text, false),
            ],
            instruction: text("Vejledning", &["Svar på hvert krav med ét kryds. Feltet »Skal udfyldes« viser, hvad der er nødvendigt, for at svaret er fuldstændigt.", "Et nej til et mindstekrav er et forbehold."]),
            legend: legend(),
            facts: Some(FactQuestions {
                intro: text("Oplysninger om løsningen", &["Svarene afgør, hvilke af de betingede krav der gælder."]),
                rows: vec![
                    FactQuestion { question: "Opbygger løsningen sortiment af kontoværdier?".into(), help: "Svar ja, hvis løsningen selv henter og gemmer et udvalg af kommunens kontoværdier.".into(), decides: Some(rich("Afgør SF7002, SF1500 og SF1510.")), answer: Field { options: ids(&["Ja", "Nej"]), ..field("fakta.opbygger-sortiment", "Svar", FieldKind::Radio, true) } },
                    FactQuestion { question: "Understøtter løsningen login med jobfunktionsroller?".into(), help: "".into(), decides: None, answer: Field { options: ids(&["Ja", "Nej"]), ..field("fakta.jobfunktionsroller", "Svar", FieldKind::Radio, true) } },
                ],
            }),
            groups,
            signature: (!self.bare).then(|| Signature { intro: text("Underskrift", &["Underskrives af en person, der kan forpligte tilbudsgiver."]), fields: vec![field("underskrift.navn", "Navn med blokbogstaver", FieldKind::Text, true), field("underskrift.underskrift", "Underskrift", FieldKind::Signature, true)] }),
        }))
    }

    pub fn tjekliste(&self) -> Document {
        Document::Tjekliste(Box::new(Tjekliste {
            front: self.front(DocumentKind::Tjekliste, "Tjekliste"),
            intro: text("Sådan bruges tjeklisten", &["Tjeklisten har én side for hver pakke. Gennemgå den sammen med fagområdet, sæt kryds ved det, der er afklaret, og skriv noter nederst."]),
            overview: text("Overblik", &["Pakkerne står som kolonner."]),
            matrix: self.matrix(),
            pages: self.chosen().map(|package| ChecklistPage {
                package: package.id.into(),
                title: package.title.into(),
                purpose: blocks(&["Pakken giver løsningen adgang til de oplysninger, som kommunens sagsbehandling bygger på, så de ikke skal indhentes hos borgeren én gang til. Løsningen får besked om betalinger og afskrivninger og om ændret kontostatus, og krav kan gå videre til Gældsstyrelsen (PSRM)."]),
                guidance: blocks(&["Vælg de integrationer, som opgaven kræver. Det er ordregiver og ikke leverandøren, der afgør, hvilke pakker der er relevante."]),
                choices: package.business.iter().map(|id| Tick { title: vec![Inline::Id { s: (*id).into() }, Inline::Text { s: format!(" {}", name(id)) }], text: rich("Videregiver hændelser om personer fra CPR til kommunale fagsystemer."), field: field(&format!("{}.valg.{id}", package.id), "Vælg", FieldKind::Check, false) }).collect(),
                facts: (0..package.needs.len().min(4)).map(|i| ChecklistFact {
                    question: ["Opbygger løsningen sortiment af kontoværdier?", "Kalder løsningen tjenester, der kræver et systemtoken?", "Afsender løsningen selv beskeder?", "Bogfører løsningen de betalinger, den bestiller?"][i].into(),
                    help: "Svar ja, hvis løsningen selv henter og gemmer et udvalg af kommunens kontoværdier; så må leverandøren bruge integrationen til sortimenter. Svar nej, hvis værdierne indlæses på en anden måde.".into(),
                    decides: Some(rich("Afgør SF7002, SF1500 og SF1510.")),
                    asked_of: "Leverandøren".into(),
                    answers: ["Ja", "Nej", "Leverandøren svarer"].iter().map(|word| field(&format!("{}.fakta.fakta-{i}.{}", package.id, word.replace(' ', "-")), word, FieldKind::Check, false)).collect(),
                }).collect(),
                follows: self.follows(package),
                requirements: (0..package.requirements.len()).map(|i| self.requirement(package, i)).collect(),
                advice: vec![
                    Tick { title: rich("Pakken er kompleks"), text: rich("Læs de detaljerede krav i integrationernes beskrivelser, og drøft dem med leverandøren. Bemærk reglerne for PSRM og Gældsstyrelsen."), field: field(&format!("{}.raad.kompleks", package.id), "Råd", FieldKind::Check, false) },
                    Tick { title: rich("Andre veje"), text: rich("Spørg, om kontoværdierne kan indlæses på en anden måde."), field: Field { ticked: true, ..field(&format!("{}.raad.andre-veje", package.id), "Råd", FieldKind::Check, false) } },
                ],
                notes: Field { lines: 5, ..field(&format!("{}.noter", package.id), "Noter", FieldKind::Multiline, false) },
            }).collect(),
        }))
    }
}

fn field(name: &str, label: &str, kind: FieldKind, required: bool) -> Field {
    Field { name: name.into(), label: label.into(), kind, options: Vec::new(), tip: label.into(), required, lines: 1, ticked: false }
}

fn status(key: StatusWord) -> Status {
    let word = match key {
        StatusWord::Required => "Kræves",
        StatusWord::Optional => "Kan anvendes",
        StatusWord::Open => "Afklares af ordregiver",
        StatusWord::Supplier => "Afhænger af leverandørens svar",
        StatusWord::Excluded => "Ikke relevant",
    };
    Status { key, word: word.into() }
}

fn legend() -> Legend {
    let entry = |id: &str, name: &str, meaning: &str, answers: &[&str]| TypeEntry { id: id.into(), name: name.into(), meaning: meaning.into(), answers: ids(answers) };
    Legend {
        types: vec![
            entry("MK", "Mindstekrav", "Skal opfyldes. Et tilbud, der ikke opfylder et mindstekrav, er ikke konditionsmæssigt.", &["Ja", "Nej"]),
            entry("K", "Krav", "Indgår i evalueringen efter graden af opfyldelse.", &["Opfyldt", "Delvist opfyldt", "Ikke opfyldt"]),
            entry("O", "Option", "Kan anvendes. Indgår ikke i evalueringen.", &["Anvendes", "Anvendes ikke"]),
        ],
        statuses: [
            (StatusWord::Required, "Kravet gælder."),
            (StatusWord::Optional, "Leverandøren kan anvende integrationen, men behøver det ikke."),
            (StatusWord::Supplier, "Kravet gælder, hvis leverandøren i svarskemaet svarer, at betingelsen er opfyldt."),
        ].into_iter().map(|(key, meaning)| StatusEntry { status: status(key), meaning: meaning.into() }).collect(),
    }
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// A text whose words that look like ids are ids.
pub fn rich(text: &str) -> Rich {
    let mut run = String::new();
    let mut nodes = Vec::new();
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            run.push(' ');
        }
        let bare = word.trim_end_matches(['.', ',', ';', ':', ')']);
        let is_id = (bare.starts_with("SF") || bare.starts_with("I-")) && bare.chars().any(|c| c.is_ascii_digit());
        if is_id {
            nodes.push(Inline::Text { s: std::mem::take(&mut run) });
            nodes.push(Inline::Id { s: bare.into() });
            run.push_str(&word[bare.len()..]);
        } else {
            run.push_str(word);
        }
    }
    nodes.push(Inline::Text { s: run });
    nodes.retain(|node| !matches!(node, Inline::Text { s } if s.is_empty()));
    nodes
}

fn blocks(paragraphs: &[&str]) -> Vec<Block> {
    paragraphs.iter().map(|paragraph| Block::Paragraph { c: rich(paragraph) }).collect()
}

fn text(title: &str, paragraphs: &[&str]) -> Section {
    Section { title: rich(title), blocks: blocks(paragraphs) }
}

/// `cargo test specimens -- --ignored` prints them to `scratch/`, with the templates as they are on disk.
#[test]
#[ignore = "for the eye"]
fn specimens() {
    use std::path::Path;
    use std::sync::Arc;

    use crate::render::{Assets, Fonts, Press, Templates, markdown};

    let all: Vec<usize> = (1..=15).collect();
    let long = "Indkøb, implementering, drift, vedligeholdelse og videreudvikling af en fælles, tværkommunal løsning til omsorg, sundhed, træning, hjælpemidler og myndighedsarbejde på social- og ældreområdet, herunder integrationer til den fælleskommunale infrastruktur og migrering af data fra de eksisterende fagsystemer m.v.";
    let four = Specimen::of(&[2, 4, 9, 12]);
    let cases = [
        ("en", Specimen { bare: true, ..Specimen::of(&[2]) }),
        ("fire", four.clone()),
        ("udkast", Specimen { draft: true, deviations: true, title: long.into(), ..Specimen::of(&[2, 7, 10, 12]) }),
        ("alle", Specimen { deviations: true, ..Specimen::of(&all) }),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let templates = Templates::open(&root.join("templates")).unwrap_or_else(|faults| panic!("{faults:?}"));
    let press = Press::new(&templates, Arc::new(Fonts::embedded()));
    for (case, specimen) in cases {
        for (kind, document) in [("kravbilag", specimen.kravbilag()), ("svarskema", specimen.svarskema()), ("tjekliste", specimen.tjekliste())] {
            let start = std::time::Instant::now();
            match press.pdf(&document, &Assets::new()) {
                Ok(pdf) => {
                    println!("{case}-{kind}: {} pages, {} kB, {:?}", pdf.pages, pdf.bytes.len() / 1000, start.elapsed());
                    pdf.warnings.iter().for_each(tell);
                    std::fs::write(root.join(format!("scratch/{case}-{kind}.pdf")), pdf.bytes).unwrap();
                }
                Err(complaints) => {
                    println!("{case}-{kind}:");
                    complaints.iter().for_each(tell);
                }
            }
            std::fs::write(root.join(format!("scratch/{case}-{kind}.md")), markdown(&document, &templates)).unwrap();
            std::fs::write(root.join(format!("scratch/{case}-{kind}.json")), serde_json::to_vec_pretty(&document).unwrap()).unwrap();
            Press::rest();
        }
    }
}

fn tell(complaint: &crate::complaint::Complaint) {
    let mut out = codespan_reporting::term::termcolor::Buffer::no_color();
    complaint.emit(&mut out).unwrap();
    println!("{}", String::from_utf8_lossy(out.as_slice()));
}
