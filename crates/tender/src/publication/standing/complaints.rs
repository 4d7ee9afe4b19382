//! What is complained of where a tender stands otherwise than what suppliers have read of it allows.

use toml::value::Datetime;

use super::{NAMED, Publication, Standing, TELLING, sealed_alone, sealed_answer};
use crate::both;
use crate::case::Case;
use crate::catalog::fault::CatalogFault;
use crate::change::weighed_otherwise;
use crate::complaint::{Complaint, Complaints};
use crate::compose::{Became, is_of, minimum_requirements, of_all_minimum_requirements};
use crate::profile::days::{Bind, Told};
use crate::profile::{Asking, Tender};
use crate::publication::fault::PublicationFault;
use crate::publication::lock::FOLDER;
use crate::publication::release::{Published, Release};
use crate::publication::reweighed::Reweighed;
use crate::text::language::Both;
use crate::text::source::Place;

impl Publication {
    /// Complains of all that must not be. `lock` is what the lock is called, and `last` whether the tender is meant to
    /// go out as it is.
    pub fn complaints(&self, case: &Case, lock: &str, last: bool) -> Complaints {
        let mut complaints = Complaints::new();
        let version = case.version_place();
        for fault in self.changed(case, lock).into_iter().chain(self.dated_back()) {
            complaints.error(fault, version.clone());
        }
        if let Some(profile) = self.of_another.clone() {
            let fault = PublicationFault::LockOfAnother { lock: lock.to_owned(), profile };
            complaints.warn(fault, case.profile.tender.place.clone());
        }
        // Before the version goes out there is time to find it.
        if let Some(place) = self.lacks_lock(case) {
            let fault = PublicationFault::LockMissing { lock: lock.to_owned() };
            let goes_out = last || self.now.published.is_some();
            if goes_out { complaints.error(fault, place) } else { complaints.warn(fault, place) }
        }
        for own in case.profile.own.iter().filter(|own| self.retired.contains(own.id.as_str())) {
            complaints.error(CatalogFault::ReusedRequirement { id: own.id.clone() }, own.place.clone());
        }
        for (line, nearest, place) in &self.unknown {
            let fault = PublicationFault::NoSuchLine { line: line.clone(), nearest: nearest.clone() };
            complaints.warn(fault, place.clone());
        }
        self.changed_answers(case, &mut complaints);
        self.named_in_vain(case, &mut complaints);
        for asking in self.waiting(case) {
            let version = asking.version.clone().unwrap_or_default();
            let fault = PublicationFault::AnswerWaits { number: asking.number, version };
            complaints.push(Complaint::note(fault, asking.place.clone()));
        }
        if case.profile.tender.cancelled.is_some() && self.versions.is_empty() {
            complaints.warn(PublicationFault::WithdrawnUnpublished, case.profile.tender.place.clone());
        }
        if case.profile.tender.cancelled.is_some() && matches!(self.standing, Standing::Correcting(_)) {
            let changes = self.corrections.of_whose();
            if !changes.is_empty() {
                complaints.error(PublicationFault::WithdrawnOtherwise { changes }, case.profile.tender.place.clone());
            }
        }
        let is_settled = |number: &u32| self.answers.get(number).is_some_and(|sent| !sent.contains(TELLING));
        for asking in case.profile.questions.iter().filter(|asking| !is_settled(&asking.number)) {
            let clues = asking.clues();
            if !clues.is_empty() {
                let fault = PublicationFault::AskerTold { number: asking.number, clues };
                complaints.warn(fault, asking.place.clone());
            }
        }
        let cancelled = case.profile.tender.cancelled.map(|date| date.to_string());
        if let Some(before) = self.cancelled.as_ref().filter(|before| Some(*before) != cancelled.as_ref()) {
            let fault = PublicationFault::TakenBack { cancelled: before.clone() };
            complaints.error(fault, case.profile.tender.place.clone());
        }
        if case.profile.tender.cancelled.is_none() {
            self.told_loudly(case, &mut complaints);
            self.told_late(case, last, &mut complaints);
        }
        for fault in self.dated_the_same().into_iter().chain(self.deadline_shortened(&case.profile.tender)) {
            complaints.warn(fault, version.clone());
        }
        complaints
    }

    /// Where the profile says that this very version corrects one that was published, though nothing knows of one. What
    /// is prepared for a version to come needs no lock yet.
    fn lacks_lock(&self, case: &Case) -> Option<Place> {
        let version = self.now.version.as_ref().filter(|_| self.versions.is_empty())?;
        let settled = case.profile.corrections.iter().find(|settled| settled.version == *version);
        let led = case.profile.questions.iter().find(|asking| asking.version.as_ref() == Some(version));
        settled.map(|settled| settled.place.clone()).or_else(|| led.map(|asking| asking.place.clone()))
    }

    /// What is said of a change that the version does not make. Answers tell it to suppliers.
    fn named_in_vain(&self, case: &Case, complaints: &mut Complaints) {
        let Some(version) = self.now.version.as_ref().filter(|_| matches!(self.standing, Standing::Correcting(_)))
        else {
            return;
        };
        let asked = case.profile.questions.iter().filter(|asking| asking.answered.is_some());
        let asked = asked.filter(|asking| asking.version.as_ref() == Some(version));
        let asked = asked.map(|asking| (Some(asking.number), &asking.lines, &asking.place));
        let settled = case.profile.corrections.iter().filter(|settled| settled.version == *version);
        let settled = settled.map(|settled| (None, &settled.lines, &settled.place));
        for (question, lines, place) in asked.chain(settled) {
            let is_known = |line: &str| !self.unknown.iter().any(|(unknown, ..)| unknown == line);
            for about in lines.iter().filter(|about| is_known(&about.to_string())) {
                let is_reweighed = self.reweighed.lines.contains(&about.to_string());
                if !is_reweighed && !self.corrections.iter().any(|change| is_of(change, about)) {
                    let (line, version) = (about.to_string(), version.clone());
                    complaints.warn(PublicationFault::UnchangedLine { line, version, question }, place.clone());
                }
            }
        }
    }

    /// An answer that was sent says something else, or is gone.
    fn changed_answers(&self, case: &Case, complaints: &mut Complaints) {
        for (number, sent) in &self.answers {
            let asking = case.profile.questions.iter().find(|asking| asking.number == *number);
            let now = asking.and_then(sealed_answer);
            // Who is told that a question could tell who asked can still put it in other words; never the answer.
            let is_put_otherwise = match sent.split_once(TELLING) {
                Some((_, "")) => now.is_some(),
                Some((_, answer)) => asking.and_then(sealed_alone).as_deref() == Some(answer),
                None => false,
            };
            let whole = |seal: &str| seal.split(TELLING).next().map(str::to_owned);
            // What an answer led to may be known later than the answer.
            let as_sent = asking.map(|asking| Asking { version: None, ..asking.clone() });
            let is_added = as_sent.as_ref().and_then(sealed_answer).as_deref().and_then(whole) == whole(sent);
            if is_added {
                continue;
            }
            if now.as_deref().and_then(whole) != whole(sent) && !is_put_otherwise {
                let place = asking.map(|asking| asking.place.clone()).or_else(|| case.profile.tender.place.clone());
                complaints.error(PublicationFault::AnswerChanged { number: *number, gone: now.is_none() }, place);
            }
        }
    }

    /// That minimum requirements or weights are others than suppliers have read is told loudly, and never only in a
    /// paper.
    fn told_loudly(&self, case: &Case, complaints: &mut Complaints) {
        if !self.reweighed.is_empty() {
            let Reweighed { lines, types } = self.reweighed.clone();
            complaints.warn(PublicationFault::WeightsElsewhere { lines, types }, case.version_place());
        }
        if !matches!(self.standing, Standing::Correcting(_)) {
            return;
        }
        let of = |wanted: Became| -> Vec<String> {
            let lines = minimum_requirements(&self.corrections).into_iter();
            lines.filter(|(_, became)| *became == wanted).map(|(change, _)| change.subject.id.clone()).collect()
        };
        let (new, changed, removed) = (of(Became::New), of(Became::Changed), of(Became::Removed));
        let all = of_all_minimum_requirements(&self.corrections);
        if !(new.is_empty() && changed.is_empty() && removed.is_empty() && all.is_empty()) {
            complaints.warn(PublicationFault::MinimumChanged { new, changed, removed, all }, case.version_place());
        }
        let lines = weighed_otherwise(&self.corrections, case.profile.printed_weights());
        if !lines.is_empty() {
            complaints.warn(PublicationFault::WeightsChanged { lines }, case.version_place());
        }
    }

    /// What suppliers are told later than six whole days before the deadline. It is an error only where the days are a
    /// duty, the tender is meant to go out, and nothing says why they are not kept.
    fn told_late(&self, case: &Case, last: bool, complaints: &mut Complaints) {
        let tender = &case.profile.tender;
        if tender.late_because.is_some() || self.now.published.is_none() && self.standing == Standing::Open {
            return;
        }
        for late in case.profile.late(matches!(self.standing, Standing::Correcting(_)) && !self.corrections.is_empty())
        {
            let place = match &late.what {
                Told::Correction => case.version_place(),
                Told::Answer { number } => {
                    let asking = case.profile.questions.iter().find(|asking| asking.number == *number);
                    // One that was sent cannot be sent earlier any more.
                    if self.answers.contains_key(number) {
                        continue;
                    }
                    asking.map(|asking| asking.place.clone())
                }
            };
            let bind = tender.days_bind();
            let fault = PublicationFault::ToldLate { late, yardstick: bind == Bind::Yardstick };
            if last && bind == Bind::Duty { complaints.error(fault, place) } else { complaints.warn(fault, place) }
        }
    }

    /// What suppliers have read would change.
    fn changed(&self, case: &Case, lock: &str) -> Option<PublicationFault> {
        let was = &self.bound()?.release;
        let fields = [
            ("version", &was.version, &self.now.version),
            ("date", &was.date, &self.now.date),
            ("published", &was.published, &self.now.published),
        ];
        let shown = |value: &Option<String>| value.clone().map_or_else(|| both!("none", "ingen"), Both::same);
        let fields = fields.into_iter().filter(|(_, old, new)| old != new).map(|(key, old, new)| {
            let (old, new) = (shown(old), shown(new));
            Both { en: format!("{key}: {} → {}", old.en, new.en), da: format!("`{key}`: {} → {}", old.da, new.da) }
        });
        let changes: Vec<Both> = fields.chain(self.violations.told(NAMED)).collect();
        if changes.is_empty() {
            return None;
        }
        let folder = lock.rfind(['/', '\\']).map_or("", |end| &lock[..=end]);
        let of_row = folder.contains(FOLDER);
        let profile = (!of_row).then(|| format!("{folder}{}", case.profile.name));
        Some(PublicationFault::PublishedChanged {
            version: was.version.clone(),
            lock: lock.to_owned(),
            before: self.versions.iter().rev().nth(1).map(|before| before.version.clone()),
            profile,
            changes,
        })
    }

    /// A correction would be dated before the version that it corrects was published.
    fn dated_back(&self) -> Vec<PublicationFault> {
        let Standing::Correcting(Published { release: Release { published: Some(before), .. }, .. }) = &self.standing
        else {
            return Vec::new();
        };
        let dates = [("date", &self.now.date), ("published", &self.now.published)];
        // Dates are written so that they sort.
        let back = dates.into_iter().filter_map(|(key, date)| Some((key, date.clone().filter(|date| date < before)?)));
        back.map(|(key, date)| PublicationFault::DatedBack { key, date, before: before.clone() }).collect()
    }

    /// A correction is published with the dates of what it corrects.
    fn dated_the_same(&self) -> Option<PublicationFault> {
        let Standing::Correcting(Published { release: was, .. }) = &self.standing else { return None };
        let date =
            self.now.published.clone().filter(|_| (&was.published, &was.date) == (&self.now.published, &self.now.date));
        let (version, before) = (self.now.version.clone(), was.version.clone());
        date.map(|date| PublicationFault::SameDay { version, before, date })
    }

    /// A correction after which tenders are due before the moment that suppliers have read.
    fn deadline_shortened(&self, tender: &Tender) -> Option<PublicationFault> {
        let (now, before) = (tender.last_moment().filter(|_| tender.cancelled.is_none())?, self.deadline?);
        // A day without an hour lasts to its end.
        let end = |moment: &Datetime| (moment.date, moment.time.is_none(), moment.time);
        (end(&now) < end(&before)).then_some(PublicationFault::DeadlineShortened { now, before })
    }
}
