//! The engine as the page asks it: from an empty profile to documents.

use serde_json::{Value, json};

use crate::Engine;

fn engine() -> Engine {
    Engine::new(&[]).unwrap()
}

fn ask(engine: &Engine, question: &Value) -> Value {
    serde_json::from_str(&engine.ask(&question.to_string())).unwrap()
}

fn edited(engine: &Engine, text: &str, edits: Value) -> Value {
    let answer = ask(engine, &json!({ "ask": "edit", "text": text, "edits": edits }));
    assert_eq!(answer["refused"], Value::Null, "{answer}");
    answer
}

/// A tender that chose I-14 and has not said whether letters are printed.
fn undecided(engine: &Engine) -> String {
    let start = ask(engine, &json!({ "ask": "start" }));
    let edits = json!([
        { "do": "set", "path": ["tender", "title"], "value": "Post" },
        { "do": "set", "path": ["tender", "buyer"], "value": "Eksempel Kommune" },
        { "do": "set", "path": ["packages", "I-14"], "value": ["SF1606"] },
    ]);
    edited(engine, start["text"].as_str().unwrap(), edits)["text"].as_str().unwrap().to_owned()
}

fn line<'a>(reading: &'a Value, id: &str) -> &'a Value {
    let lines = reading["follows"]["lines"].as_array().unwrap();
    lines.iter().find(|line| line["id"] == id).unwrap()
}

#[test]
fn questions_are_asked_before_the_tender_has_a_name() {
    let engine = engine();
    let text = "edition = \"2024-01\"\n[tender]\ntitle = \"\"\nbuyer = \"\"\n[packages]\nI-14 = [\"SF1606\"]\n";
    let reading = ask(&engine, &json!({ "ask": "read", "text": text }));
    assert!(reading["errors"].as_u64().unwrap() > 0, "{reading}");
    let facts = reading["follows"]["facts"].as_array().unwrap();
    assert!(facts.iter().any(|fact| fact["id"] == "sender-fjernprint" && fact["open"] == true), "{facts:?}");
}

#[test]
fn what_an_answer_brings_is_what_then_comes_of_it() {
    let engine = engine();
    let text = undecided(&engine);
    let prospects = ask(&engine, &json!({ "ask": "prospects", "text": text, "facts": ["sender-fjernprint"] }));
    for (word, value) in [("yes", json!(true)), ("no", json!(false)), ("supplier", json!("supplier"))] {
        let edits = json!([{ "do": "set", "path": ["facts", "sender-fjernprint"], "value": value }]);
        let came = edited(&engine, &text, edits);
        // What is only supposed is not told as what somebody said.
        let told = |changes: &Value| changes.to_string().replace("fordi du har svaret", "hvis du svarer");
        assert_eq!(told(&came["changes"]), told(&prospects["sender-fjernprint"][word]));
        assert!(!prospects["sender-fjernprint"][word].to_string().contains("du har svaret"));
        assert!(!came["changes"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_change_is_told_with_its_reason() {
    let engine = engine();
    let text = undecided(&engine);
    let set = |value: bool| json!([{ "do": "set", "path": ["facts", "sender-fjernprint"], "value": value }]);
    let texts = |answer: &Value| -> Vec<String> {
        let changes = answer["changes"].as_array().unwrap().iter();
        changes.map(|change| change["text"].as_str().unwrap().to_owned()).collect()
    };
    let yes = edited(&engine, &text, set(true));
    let no = edited(&engine, &text, set(false));
    assert_eq!(line(&yes["reading"], "SF1601")["status"], "required");
    assert_eq!(line(&no["reading"], "SF1601")["status"], "excluded");
    let of = |answer: &Value| texts(answer).into_iter().find(|text| text.starts_with("SF1601")).unwrap();
    assert_eq!(
        of(&yes),
        "SF1601 Afsend post kræves, fordi SF1606 er valgt, og løsningen skal sende post til fjernprint."
    );
    assert_eq!(of(&no), "SF1601 Afsend post gælder ikke, fordi løsningen ikke skal sende post til fjernprint.");
}

#[test]
fn every_complaint_of_a_field_leads_to_the_field() {
    let engine = engine();
    let text = "edition = \"2024-01\"\n[tender]\ntitle = \"A\"\nbuyer = \"B\"\ncvr = \"1234\"\n[packages]\nI-14 = [\"SF1606\"]\n\n\
                [[requirement]]\nid = \"E1\"\ntype = \"XX\"\ntext = \"Løsningen skal …\"\n";
    let reading = ask(&engine, &json!({ "ask": "read", "text": text }));
    let paths: Vec<&Value> =
        reading["complaints"].as_array().unwrap().iter().map(|complaint| &complaint["path"]).collect();
    assert!(paths.contains(&&json!(["tender", "cvr"])), "{paths:?}");
    assert!(paths.contains(&&json!(["requirement", "0", "type"])), "{paths:?}");
}

#[test]
fn one_wrong_field_silences_nothing() {
    let engine = engine();
    let set = json!([{ "do": "set", "path": ["tender", "cvr"], "value": "12345678" }]);
    let broken = edited(&engine, &undecided(&engine), set);
    let text = broken["text"].as_str().unwrap();
    assert_eq!(broken["reading"]["errors"], 1);
    let said = &broken["reading"]["complaints"][0];
    assert_eq!((&said["code"], &said["path"]), (&json!("cvr"), &json!(["tender", "cvr"])));
    assert_eq!(said["said"], "»12345678« er ikke et CVR-nummer.");
    assert_eq!(said["ways"], json!(["Kontrolcifferet passer ikke."]));
    let prospects = ask(&engine, &json!({ "ask": "prospects", "text": text, "facts": ["sender-fjernprint"] }));
    assert!(!prospects["sender-fjernprint"]["yes"].as_array().unwrap().is_empty(), "{prospects}");
    let answer = json!([{ "do": "set", "path": ["facts", "sender-fjernprint"], "value": true }]);
    let came = edited(&engine, text, answer);
    assert!(came["changes"].as_array().unwrap().iter().any(|change| change["id"] == "SF1601"), "{came}");
    for id in ["SF1601", "I-14"] {
        assert_eq!(ask(&engine, &json!({ "ask": "why", "text": text, "id": id }))["id"], id);
    }
    assert!(ask(&engine, &json!({ "ask": "figure", "text": text }))["svg"].is_string());
    assert_eq!(ask(&engine, &json!({ "ask": "legible", "text": text, "kind": "kravbilag" })), Value::Null);
    // Of a text that is none nothing is claimed.
    let torn = ask(&engine, &json!({ "ask": "changed", "before": text, "text": "[tender" }));
    assert_eq!(torn["changes"], Value::Null);
}

#[test]
fn people_read_no_words_of_the_program() {
    let engine = engine();
    let edits = json!([
        { "do": "set", "path": ["packages", "I-04"], "value": "all" },
        { "do": "set", "path": ["facts", "udveksler-sagsdokumenter"], "value": "supplier" },
        { "do": "add", "list": "requirement", "entry": [["id", "E1"], ["type", "K"], ["text", ""]] },
        { "do": "add", "list": "leave-out", "entry": [["requirement", "I-04.01"]] },
        { "do": "add", "list": "leave-out", "entry": [["requirement", ""], ["reason", ""]] },
        { "do": "add", "list": "line", "entry": [["id", "SF1606"], ["type", "K"], ["reason", "Aftalt"]] },
    ]);
    let reading = edited(&engine, &undecided(&engine), edits)["reading"].clone();
    let complaints = reading["complaints"].as_array().unwrap();
    let said = |code: &str| complaints.iter().find(|it| it["code"] == code).map(|it| (&it["said"], &it["path"]));
    assert_eq!(said("missing-key"), Some((&json!("Skriv en begrundelse."), &json!(["leave-out", "0", "reason"]))));
    for complaint in complaints {
        let told = format!("{}{}", complaint["said"], complaint["ways"]);
        for word in ["nøgle", "true", "false", "`", "[[", "TOML", "udveksler-sagsdokumenter", "procedure", "deadline"]
        {
            assert!(!told.contains(word), "»{word}« in {complaint}");
        }
    }
    let whole = json!([
        { "do": "set", "path": ["packages", "I-04"], "value": "all" },
        { "do": "set", "path": ["facts", "udveksler-sagsdokumenter"], "value": "supplier" },
        { "do": "add", "list": "requirement", "entry": [["id", "E1"], ["type", "K"], ["text", "Løsningen skal kunne sortere sager."]] },
    ]);
    let reading = edited(&engine, &undecided(&engine), whole)["reading"].clone();
    assert_eq!(reading["errors"], 0, "{reading}");
    let complaints = reading["complaints"].as_array().unwrap();
    let knows = complaints.iter().find(|it| it["code"] == "buyer-knows").unwrap();
    assert_eq!(knows["ways"], json!(["Svar ja eller nej: Det er ordregiver, der ved, hvad der er behov for."]));
    for complaint in complaints {
        let told = format!("{}{}", complaint["said"], complaint["ways"]);
        for word in ["nøgle", "true", "false", "`", "[[", "udveksler-sagsdokumenter", "procedure", "deadline"] {
            assert!(!told.contains(word), "»{word}« in {complaint}");
        }
    }
    let review = reading["review"].as_array().unwrap();
    let evaluation = review.iter().find(|table| table["title"] == "Evaluering").unwrap();
    assert_eq!(evaluation["rows"][0]["value"], "Ikke udfyldt", "no weight stands anywhere");
}

#[test]
fn what_must_be_known_before_a_package_is_chosen_stands_at_it() {
    let engine = engine();
    let guide = ask(&engine, &json!({ "ask": "guide", "edition": null }));
    let cautions = |package: &str| -> String {
        let packages = guide["packages"].as_array().unwrap();
        packages.iter().find(|it| it["id"] == package).unwrap()["cautions"].to_string()
    };
    assert!(cautions("I-01").contains("MedCom"), "{}", cautions("I-01"));
    assert!(cautions("I-02").contains("lukket for nye anvendere"), "{}", cautions("I-02"));
    let choose = |chosen: Value| {
        let edits = json!([{ "do": "set", "path": ["packages", "I-02"], "value": chosen }]);
        edited(&engine, &undecided(&engine), edits)["reading"]["follows"]["cautions"].to_string()
    };
    assert!(choose(json!(["SF1520"])).contains("lukket for nye anvendere"));
    assert!(!choose(json!(["SF1525"])).contains("lukket for nye anvendere"), "it was not chosen");
}

#[test]
fn a_form_of_an_earlier_version_is_told_of_once_and_its_own_words_are_nobodys_remark() {
    let mut engine = engine();
    let add = |text: &str, engine: &Engine| {
        let edits = json!([{ "do": "add", "list": "requirement", "entry":
            [["id", "E1"], ["type", "MK"], ["text", text]] }]);
        edited(engine, &undecided(engine), edits)["text"].as_str().unwrap().to_owned()
    };
    let dated = |engine: &Engine, text: &str, version: &str, day: &str| {
        let edits = json!([
            { "do": "set", "path": ["tender", "procedure"], "value": "mini-tender" },
            { "do": "set", "path": ["tender", "deadline"], "value": { "date": "2027-03-15" } },
            { "do": "set", "path": ["tender", "version"], "value": version },
            { "do": "set", "path": ["tender", "date"], "value": { "date": day } },
            { "do": "set", "path": ["tender", "published"], "value": { "date": day } },
            { "do": "set", "path": ["facts", "sender-fjernprint"], "value": true },
        ]);
        edited(engine, text, edits)["text"].as_str().unwrap().to_owned()
    };
    let first = add("Løsningen skal svare inden for 2 sekunder.", &engine);
    let first = dated(&engine, &first, "1.0", "2027-01-04");
    let second = first.replace("2 sekunder", "3 sekunder").replace("\"1.0\"", "\"1.1\"").replace("01-04", "01-11");
    let forms: Vec<Vec<u8>> = vec![
        engine.print(&first.replace("\"1.0\"", "\"0.1\"").replace("published = 2027-01-04\n", ""), "svarskema", "xlsx"),
        engine.print(&first, "svarskema", "xlsx"),
    ]
    .into_iter()
    .map(|form| form.unwrap().unwrap())
    .collect();
    let lock = engine.publish(&first, "[]", &[], &[]).unwrap().unwrap();
    engine.lay_lock(Some(lock)).unwrap();
    let lock = engine.publish(&second, "[]", &[], &[]).unwrap().unwrap();
    engine.lay_lock(Some(lock)).unwrap();
    for (form, told) in forms.iter().zip(["version 0.1", "version 1.0"]) {
        engine.clear_forms();
        engine.take_form("a.xlsx", &Engine::read_form(form)).unwrap();
        let compared: Value = serde_json::from_str(&engine.compare(Some(second.clone()))).unwrap();
        let report = &compared["report"];
        let notes = report["suppliers"][0]["notes"].to_string();
        assert!(notes.contains(told) && notes.contains("version 1.1"), "{notes}");
        assert!(notes.contains("Skemaet er ikke udfyldt"), "{notes}");
        let found = report["found"].to_string();
        assert!(!found.contains("ikke besvaret"), "a form that was not filled in says so once: {found}");
        assert!(!found.contains("Svarskemaet er lavet af"), "told twice: {found}");
        assert!(found.matches("Løsningen skal svare inden for 2 sekunder").count() <= 1, "told twice: {found}");
        assert!(!found.contains("Version 0.1") && !found.contains("Version 1.0"), "its own words: {found}");
        assert!(!found.contains("04. januar") && !found.contains("4. januar 2027"), "its own words: {found}");
    }
}

#[test]
fn a_number_that_changed_is_not_let_through_as_clarifying() {
    let mut engine = engine();
    let (text, _) = published(&mut engine);
    let with = |text: &str, seconds: u8| {
        format!(
            "{text}\n[[requirement]]\nid = \"E1\"\ntype = \"MK\"\ntext = \"Løsningen skal svare inden for {seconds} sekunder.\"\n"
        )
    };
    let lock = engine.publish(&with(&text, 2), "[]", &[], &[]).unwrap().unwrap();
    engine.lay_lock(Some(lock)).unwrap();
    let settled = "\n[[correction]]\nversion = \"1.1\"\nlines = [\"E1\"]\ncause = \"Præciseret\"\nweight = \"clarifying\"\nreason = \"Aftalt\"\n";
    let caution = |text: String| {
        let text = text.replace("\"1.0\"", "\"1.1\"").replace("2027-01-04", "2027-01-11");
        let reading = ask(&engine, &json!({ "ask": "read", "text": text }));
        let changes = reading["issue"]["changes"].as_array().unwrap_or_else(|| panic!("{reading}"));
        changes.iter().find(|change| change["id"] == "E1").unwrap()["caution"].clone()
    };
    let three = with(&text, 3);
    assert!(caution(three.clone() + settled).is_string());
    assert_eq!(caution(three + &settled.replace("clarifying", "material")), Value::Null);
}

#[test]
fn a_line_says_why_it_is_out_and_what_would_bring_it_in() {
    let engine = engine();
    let text = undecided(&engine);
    for id in ["SF1601", "SF1514", "SF0810", "I-14", "I-02.01"] {
        let why = ask(&engine, &json!({ "ask": "why", "text": text, "id": id }));
        assert_eq!(why["id"], id, "{why}");
        assert!(why["kind"] == "package" || !why["why"].as_array().unwrap().is_empty(), "{why}");
    }
    assert_eq!(ask(&engine, &json!({ "ask": "why", "text": text, "id": "SF9999" })), Value::Null);
}

#[test]
fn what_a_buyer_writes_is_never_markup() {
    let engine = engine();
    let hostile = "</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) <b>";
    let edits = json!([{ "do": "set", "path": ["tender", "title"], "value": hostile }]);
    let text = edited(&engine, &undecided(&engine), edits)["text"].clone();
    for kind in ["kravbilag", "svarskema", "tjekliste"] {
        let page = ask(&engine, &json!({ "ask": "legible", "text": text, "kind": kind }));
        let html = page["html"].as_str().unwrap();
        assert!(!html.contains("<img") && !html.contains("<b>") && !html.contains("href=\"javascript"), "{html}");
    }
}

#[test]
fn forms_are_read_judged_and_compared() {
    let mut engine = engine();
    let text = undecided(&engine);
    let form = engine.print(&text, "svarskema", "xlsx").unwrap().unwrap();
    assert!(Engine::profile_in(&form).unwrap().contains("title = \"Post\""));
    engine.take_form("a.xlsx", &Engine::read_form(&form)).unwrap();
    engine.take_form("b.pdf", &Engine::read_form(b"no form")).unwrap();
    for ground in [None, Some(text.clone())] {
        let compared: Value = serde_json::from_str(&engine.compare(ground.clone())).unwrap();
        assert_eq!(compared["report"]["suppliers"].as_array().unwrap().len(), 2, "{compared}");
        assert!(engine.comparison(ground, "xlsx", Vec::new()).unwrap().starts_with(b"PK"));
    }
}

#[test]
fn a_house_of_its_own_takes_the_place_of_ours() {
    let ours = engine();
    let files = ["templates/ord.toml", "theme.toml"];
    let words = include_str!("../../../templates/ord.toml").replace("\"Tilbudsfrist\"", "\"Frist for tilbud\"");
    let theme = "accent = \"#7a0019\"\norganisation = \"Indkøb\"\n";
    let lengths = [words.len() as u32, theme.len() as u32];
    let names = serde_json::to_string(&files).unwrap();
    let house = ours.pack(&names, &lengths, format!("{words}{theme}").as_bytes()).unwrap();
    let theirs = Engine::new(&house).unwrap();
    let edits = json!([{ "do": "set", "path": ["tender", "deadline"], "value": { "date": "2027-01-15T12:00:00" } }]);
    let text = edited(&ours, &undecided(&ours), edits)["text"].clone();
    let page = |engine: &Engine| {
        let page = ask(engine, &json!({ "ask": "legible", "text": text, "kind": "kravbilag" }));
        page["html"].as_str().unwrap().to_owned()
    };
    assert!(page(&theirs).contains("Frist for tilbud") && page(&theirs).contains("Indkøb"), "{}", page(&theirs));
    assert!(!page(&ours).contains("Frist for tilbud") && !page(&ours).contains("Indkøb"));
    assert!(Engine::new(b"no package").is_err());
}

#[test]
fn the_same_files_are_packed_alike() {
    let engine = engine();
    let pack = || engine.pack(r#"["a.toml","b.pdf"]"#, &[3, 2], b"abcde").unwrap();
    assert_eq!(pack(), pack());
    assert!(engine.pack(r#"["a"]"#, &[9], b"abc").is_err());
}

#[test]
fn a_profile_of_mistakes_is_told_in_bounds() {
    let engine = engine();
    let text = format!(
        "edition = \"2024-01\"\n[tender]\ntitle = \"A\"\nbuyer = \"B\"\n{}",
        "x = 1\n".repeat(3) + &(0..20_000).map(|n| format!("fejl-{n} = 1\n")).collect::<String>()
    );
    let reading = ask(&engine, &json!({ "ask": "read", "text": text.replace("x = 1\nx = 1\n", "") }));
    assert!(reading["count"].as_u64().unwrap() >= 20_000, "{}", reading["count"]);
    assert!(reading["complaints"].as_array().unwrap().len() <= 200);
}

/// The tender, published as version 1.0, and its lock.
fn published(engine: &mut Engine) -> (String, String) {
    let edits = json!([
        { "do": "set", "path": ["tender", "procedure"], "value": "mini-tender" },
        { "do": "set", "path": ["tender", "deadline"], "value": { "date": "2027-03-15" } },
        { "do": "set", "path": ["tender", "version"], "value": "1.0" },
        { "do": "set", "path": ["tender", "published"], "value": { "date": "2027-01-04" } },
        { "do": "set", "path": ["facts", "sender-fjernprint"], "value": true },
    ]);
    let undecided = undecided(engine);
    let text = edited(engine, &undecided, edits)["text"].as_str().unwrap().to_owned();
    let form = engine.print(&text, "svarskema", "xlsx").unwrap().unwrap();
    let lock = engine.publish(&text, r#"["profil-svarskema.xlsx"]"#, &[form.len() as u32], &form).unwrap().unwrap();
    (text, lock)
}

#[test]
fn what_suppliers_have_read_stays_and_a_new_version_tells_what_it_changed() {
    let mut engine = engine();
    let (text, lock) = published(&mut engine);
    let told: Value = serde_json::from_str(&Engine::lock_in(lock.as_bytes()).unwrap()).unwrap();
    assert_eq!(told["versions"], json!(["1.0"]));
    assert_eq!(told["profile"], "profil.toml");
    engine.lay_lock(Some(lock)).unwrap();
    let read = |engine: &Engine, text: &str| ask(engine, &json!({ "ask": "read", "text": text }));
    assert_eq!(read(&engine, &text)["issue"]["standing"], "bound");
    // The same again is nothing new.
    let form = engine.print(&text, "svarskema", "xlsx").unwrap().unwrap();
    let names = r#"["profil-svarskema.xlsx"]"#;
    assert_eq!(engine.publish(&text, names, &[form.len() as u32], &form), Ok(None));
    let change = json!([{ "do": "set", "path": ["facts", "sender-fjernprint"], "value": false }]);
    let changed = edited(&engine, &text, change);
    let codes = |reading: &Value| -> Vec<String> {
        let complaints = reading["complaints"].as_array().unwrap().iter();
        complaints.map(|complaint| complaint["code"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert!(codes(&changed["reading"]).contains(&"published-changed".to_owned()), "{:?}", codes(&changed["reading"]));
    let text = changed["text"].as_str().unwrap();
    assert!(engine.print(text, "svarskema", "xlsx").is_err(), "what suppliers have read stays as they have it");
    let raise = json!([
        { "do": "set", "path": ["tender", "version"], "value": "1.1" },
        { "do": "set", "path": ["tender", "published"], "value": { "date": "2027-01-11" } },
    ]);
    let corrected = edited(&engine, text, raise);
    let issue = &corrected["reading"]["issue"];
    assert_eq!((&issue["standing"], &issue["notice"]), (&json!("correcting"), &json!(1)));
    let of = |id: &str| issue["changes"].as_array().unwrap().iter().any(|change| change["id"] == id);
    assert!(of("SF1601"), "{issue}");
    let text = corrected["text"].as_str().unwrap();
    let outputs = ask(&engine, &json!({ "ask": "outputs", "text": text }));
    let kinds: Vec<&str> =
        outputs["documents"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"rettelsesblad") && kinds.contains(&"aendringsnotat"), "{kinds:?}");
    let sheet = ask(&engine, &json!({ "ask": "legible", "text": text, "kind": "rettelsesblad" }));
    assert!(sheet["html"].as_str().unwrap().contains("SF1601"), "{sheet}");
    let lock = engine.publish(text, "[]", &[], &[]).unwrap().unwrap();
    let told: Value = serde_json::from_str(&Engine::lock_in(lock.as_bytes()).unwrap()).unwrap();
    assert_eq!(told["versions"], json!(["1.0", "1.1"]));
    assert!(engine.lay_lock(Some("{}".to_owned())).is_err());
}

#[test]
fn a_correction_does_not_go_out_without_the_lock_of_what_it_corrects() {
    let mut engine = engine();
    let (text, lock) = published(&mut engine);
    let edits = json!([
        { "do": "set", "path": ["tender", "version"], "value": "1.1" },
        { "do": "set", "path": ["tender", "published"], "value": { "date": "2027-01-11" } },
        { "do": "set", "path": ["facts", "sender-fjernprint"], "value": false },
        { "do": "add", "list": "correction", "entry": [["version", "1.1"], ["lines", ["SF1601"]], ["cause", "Efter spørgsmål"]] },
    ]);
    let answer = edited(&engine, &text, edits);
    let text = answer["text"].as_str().unwrap();
    let complaints = answer["reading"]["complaints"].as_array().unwrap();
    let missing = complaints.iter().find(|complaint| complaint["code"] == "lock-missing").unwrap();
    assert_eq!(missing["severity"], "error");
    assert!(engine.publish(text, "[]", &[], &[]).unwrap_err().contains("profil.bilag-lock"));
    assert!(engine.print(text, "svarskema", "xlsx").is_err());
    engine.lay_lock(Some(lock)).unwrap();
    assert!(engine.publish(text, "[]", &[], &[]).unwrap().is_some());
}

#[test]
fn a_question_is_open_just_where_it_keeps_the_tender_a_draft() {
    let engine = engine();
    for chosen in ["I-02", "I-04", "I-09", "I-12", "I-14", "I-15"] {
        let edits = json!([{ "do": "set", "path": ["packages", chosen], "value": "all" }]);
        let reading = edited(&engine, &undecided(&engine), edits)["reading"].clone();
        let facts = reading["follows"]["facts"].as_array().unwrap();
        let open = facts.iter().filter(|fact| fact["open"] == true).count();
        assert!(open > 0 && reading["follows"]["draft"] == true, "{chosen}");
        assert!(facts.iter().all(|fact| fact["open"] == false || fact["answer"].is_null()), "{facts:?}");
    }
}

#[test]
fn an_answer_to_a_question_goes_into_the_lock_and_cannot_be_changed() {
    let mut engine = engine();
    let (text, lock) = published(&mut engine);
    engine.lay_lock(Some(lock)).unwrap();
    let ask_of = |answer: &str| {
        json!([{ "do": "add", "list": "question", "entry": [
            ["number", 1], ["received", { "date": "2027-01-11" }], ["answered", { "date": "2027-01-12" }],
            ["question", "Skal løsningen også modtage post?"], ["answer", answer],
        ] }])
    };
    let answered = edited(&engine, &text, ask_of("Ja, jf. I-14."));
    let lock = engine.publish(answered["text"].as_str().unwrap(), "[]", &[], &[]).unwrap().unwrap();
    engine.lay_lock(Some(lock)).unwrap();
    let reading = ask(&engine, &json!({ "ask": "read", "text": answered["text"] }));
    assert_eq!(reading["issue"]["sent"], json!([1]));
    let other = edited(&engine, &text, ask_of("Nej."));
    let complaints = other["reading"]["complaints"].as_array().unwrap();
    assert!(complaints.iter().any(|complaint| complaint["code"] == "answer-changed"), "{complaints:?}");
}

#[test]
fn the_linter_speaks_at_the_requirement_and_its_remark_can_be_weighed() {
    let engine = engine();
    let add = json!([{ "do": "add", "list": "requirement", "entry":
        [["id", "E1"], ["type", "MK"], ["text", "Løsningen skal være hurtig."]] }]);
    let said = edited(&engine, &undecided(&engine), add);
    let remarks = |reading: &Value| -> Vec<Value> {
        let complaints = reading["complaints"].as_array().unwrap().iter();
        complaints.filter(|complaint| !complaint["rule"].is_null()).cloned().collect()
    };
    let found = remarks(&said["reading"]);
    assert!(!found.is_empty(), "{}", said["reading"]["complaints"]);
    assert_eq!(found[0]["path"], json!(["requirement", "0", "text"]));
    let reasons: Vec<String> =
        found.iter().map(|remark| format!("{}: målt i bilag 2", remark["code"].as_str().unwrap())).collect();
    let allow = json!([{ "do": "change", "list": "requirement", "at": 0, "key": "allow", "value": reasons }]);
    let weighed = edited(&engine, said["text"].as_str().unwrap(), allow);
    assert!(remarks(&weighed["reading"]).is_empty(), "{:?}", remarks(&weighed["reading"]));
}

#[test]
fn another_edition_says_what_it_changes_and_keeps_what_it_does_not_ask_for_as_a_comment() {
    let engine = engine();
    let text = "edition = \"2023-04\"\n[tender]\ntitle = \"A\"\nbuyer = \"B\"\n[packages]\nI-09 = \"all\"\n\n[facts]\n\
                straksleverancer = true # aftalt\n";
    let answer = ask(&engine, &json!({ "ask": "edition", "text": text, "edition": "2024-01" }));
    assert_eq!(answer["refused"], Value::Null, "{answer}");
    let updated = answer["text"].as_str().unwrap();
    assert!(updated.contains("edition = \"2024-01\""), "{updated}");
    assert_eq!(answer["gone"], json!(["straksleverancer"]));
    assert!(updated.contains("# straksleverancer = true # aftalt"), "{updated}");
    assert!(!answer["changes"].as_array().unwrap().is_empty());
}

#[test]
fn a_library_learns_from_a_form_and_answers_another() {
    let mut engine = engine();
    let text = undecided(&engine);
    let form = engine.print(&text, "svarskema", "xlsx").unwrap().unwrap();
    let filling = [("SF1606.svar".to_owned(), "Ja".to_owned()), ("leverandoer.navn".to_owned(), "Alfa A/S".to_owned())];
    let filled = tender::form::fill::fill(tender::form::returned::Kind::Xlsx, &form, &filling.into()).unwrap();
    engine.open_library(&[]).unwrap();
    assert_eq!(engine.learn("alfa.xlsx", &filled), Ok(Some(1)));
    assert_eq!(engine.learn("alfa.xlsx", &filled), Ok(None));
    let library = engine.library("json").unwrap();
    engine.open_library(&engine.library("xlsx").unwrap()).unwrap();
    assert_eq!(engine.library("json").unwrap(), library, "the workbook says the same");
    let answered = engine.answer("ny.xlsx", &form, false).unwrap();
    let told: Value = serde_json::from_str(&answered.told).unwrap();
    assert_eq!(told["same"], 1, "{told}");
    let read: Value = serde_json::from_str(&Engine::read_form(&answered.form)).unwrap();
    assert_eq!(read["form"]["values"]["SF1606.svar"], "Ja");
    assert!(answered.review.contains("SF1606"));
    assert!(engine.answer("x.pdf", b"%PDF-1.7", false).is_err());
}

#[test]
fn a_checklist_that_was_filled_in_begins_a_tender() {
    let engine = engine();
    let fields = json!([
        { "name": "I-14.valg.SF1606", "ticked": true },
        { "name": "I-14.valg.SF1601", "ticked": false },
        { "name": "I-14.fakta.sender-fjernprint", "ticked": true, "text": "Nej" },
        { "name": "I-14.fakta.sender-fjernprint", "ticked": false, "text": "" },
        { "name": "I-14.valg.SF9999", "ticked": true },
        { "name": "I-14.noter", "text": "</script>" },
    ]);
    let begun: Value = serde_json::from_str(&engine.of_checklist(Some(fields.to_string()), &[]).unwrap()).unwrap();
    let text = begun["profile"].as_str().unwrap();
    assert!(begun["left"][0].as_str().unwrap().contains("I-14 SF9999"), "{begun}");
    assert!(text.contains("I-14 = [\"SF1606\"]") && text.contains("sender-fjernprint = false"), "{text}");
    assert_eq!(engine.of_checklist(Some(json!([{ "name": "navn", "text": "x" }]).to_string()), &[]), None);
}

/// With the press the same is asked of what it makes.
#[cfg(feature = "press")]
mod printed {
    use super::*;

    #[test]
    fn every_document_is_made_in_each_of_its_formats() {
        let engine = engine();
        let text = undecided(&engine);
        let outputs = ask(&engine, &json!({ "ask": "outputs", "text": text }));
        let mut made = 0;
        for document in outputs["documents"].as_array().unwrap() {
            let kind = document["kind"].as_str().unwrap();
            for file in document["files"].as_array().unwrap() {
                let format = file["format"].as_str().unwrap();
                let bytes = engine.print(&text, kind, format).unwrap();
                assert!(bytes.is_some_and(|bytes| !bytes.is_empty()), "{kind}.{format}");
                made += 1;
            }
        }
        assert!(made >= 18, "{made}");
    }

    #[test]
    fn a_page_is_a_picture_with_the_places_of_its_lines() {
        let engine = engine();
        let text = undecided(&engine);
        let first = engine.picture(&text, "kravbilag", 1).unwrap();
        assert!(first.pages > 1 && first.svg.starts_with(b"<svg"));
        let marks = (1..=first.pages).map(|page| engine.picture(&text, "kravbilag", page).unwrap().marks);
        assert!(marks.collect::<String>().contains("SF1606"));
    }

    #[test]
    fn the_papers_of_a_correction_are_printed() {
        let mut engine = engine();
        let (text, lock) = published(&mut engine);
        engine.lay_lock(Some(lock)).unwrap();
        let edits = json!([
            { "do": "set", "path": ["tender", "version"], "value": "1.1" },
            { "do": "set", "path": ["tender", "published"], "value": { "date": "2027-01-11" } },
            { "do": "set", "path": ["facts", "sender-fjernprint"], "value": false },
        ]);
        let text = edited(&engine, &text, edits)["text"].as_str().unwrap().to_owned();
        for kind in ["rettelsesblad", "aendringsnotat", "kravbilag"] {
            assert!(engine.print(&text, kind, "pdf").unwrap().unwrap().starts_with(b"%PDF"), "{kind}");
        }
    }
}

#[test]
fn the_fuzzer_takes_every_room_of_the_page() {
    let rooms = include_str!("lib.rs").lines().filter(|line| line.starts_with("mod ") && *line != "mod tests;");
    let target = include_str!("../../../fuzz/targets/page.rs");
    let missing: Vec<&str> = rooms.filter(|room| !target.lines().any(|line| line == *room)).collect();
    assert!(missing.is_empty(), "fuzz/targets/page.rs lacks {missing:?}");
}
