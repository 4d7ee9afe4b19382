//! The overview: business integrations over prerequisites, a column for each chosen package.

use std::collections::{BTreeMap, BTreeSet};

use super::sentences::Sentences;
use crate::catalog::id::{IntegrationId, PackageId};
use crate::document::{Matrix, MatrixBusiness, MatrixCell, MatrixColumn, MatrixRow};
use crate::resolve::{ChosenOr, IntegrationLine, Level, Reason};
use crate::text::danish;

/// Fewer packages need no overview.
const FEWEST: usize = 3;

/// A package's chosen integrations lead to a carrier: for certain, or only in certain cases.
type Roots = BTreeMap<PackageId, bool>;

impl Sentences<'_> {
    /// The matrix of the packages that a buyer chose: what another reason makes idle is left out.
    pub fn matrix(&self) -> Matrix {
        self.matrix_with(|line, reason| self.tells(line, reason))
    }

    /// The matrix of packages that nobody chose yet: whichever is chosen, its own reasons count.
    pub fn matrix_of_all(&self) -> Matrix {
        self.matrix_with(|_, _| true)
    }

    fn matrix_with(&self, tells: impl Fn(&IntegrationLine, &Reason) -> bool) -> Matrix {
        let packages: Vec<&PackageId> = self.profile.packages.keys().collect();
        let columns: Vec<MatrixColumn> = packages.iter().map(|id| self.column(id)).collect();
        let mut rows: Vec<MatrixRow> = Vec::new();
        for line in &self.resolution.integrations {
            let cells = self.cells(line, |reason| tells(line, reason));
            if cells.is_empty() {
                continue;
            }
            let name = self.edition.integrations[&line.id].name.clone();
            let cells = packages.iter().map(|package| cells.get(*package).cloned()).collect();
            rows.push(MatrixRow { id: line.id.to_string(), name, cells });
        }
        // What most packages need stands first, so that it makes a line one can follow.
        rows.sort_by_key(|row| (std::cmp::Reverse(row.cells.iter().flatten().count()), row.id.clone()));
        let cells = || rows.iter().flat_map(|row| row.cells.iter().flatten());
        Matrix {
            has_conditional: cells().any(|cell| cell.conditional),
            has_derived: cells().any(|cell| cell.derived),
            drawn: columns.len() >= FEWEST,
            has_unchosen: columns.iter().any(|column| column.business.iter().any(|business| !business.chosen)),
            alt: alternative_text(&columns, &rows),
            columns,
            rows,
        }
    }

    fn column(&self, id: &PackageId) -> MatrixColumn {
        let package = &self.edition.packages[id];
        let chosen = &self.profile.packages[id].integrations;
        let business =
            package.business.iter().map(|id| MatrixBusiness { id: id.to_string(), chosen: chosen.contains(id) });
        MatrixColumn { package: id.to_string(), title: package.title.clone(), business: business.collect() }
    }

    /// Under which packages a target stands, and how.
    fn cells(&self, line: &IntegrationLine, tells: impl Fn(&Reason) -> bool) -> BTreeMap<PackageId, MatrixCell> {
        let (target, because) = (&line.id, &line.because);
        let mut cells: BTreeMap<PackageId, MatrixCell> = BTreeMap::new();
        let certain = because.iter().any(|reason| reason.at_least == Level::Required);
        let holding =
            because.iter().filter(|reason| reason.modality != ChosenOr::Chosen && reason.level > Level::Excluded);
        // Where a line is required anyway, what a package that was not chosen might add to it tells nobody anything.
        let idle = |reason: &Reason| {
            let adds = certain && reason.at_least < Level::Required;
            adds && !self.profile.packages.contains_key(&reason.package) || !tells(reason)
        };
        for reason in holding.filter(|reason| !idle(reason)) {
            for (package, certain) in self.columns_of(reason) {
                if self.profile.packages[&package].integrations.contains(target) {
                    continue;
                }
                let derived = package != reason.package;
                let conditional = !(certain && reason.at_least == Level::Required) || self.is_made_optional(target);
                let cell = cells.entry(package).or_insert(MatrixCell { conditional, derived });
                // The strongest way a package leads there is the one that is shown.
                if (conditional, derived) < (cell.conditional, cell.derived) {
                    *cell = MatrixCell { conditional, derived };
                }
            }
        }
        cells
    }

    /// The columns that a reason belongs in: its own package's when that is chosen, else those that led to its carrier.
    fn columns_of(&self, reason: &Reason) -> Roots {
        if self.profile.packages.contains_key(&reason.package) {
            return Roots::from([(reason.package.clone(), true)]);
        }
        let mut roots = Roots::new();
        if let Some(carrier) = &reason.carrier {
            self.roots(carrier, true, &mut BTreeSet::new(), &mut roots);
        }
        roots
    }

    fn roots(&self, id: &IntegrationId, certain: bool, seen: &mut BTreeSet<IntegrationId>, roots: &mut Roots) {
        if !seen.insert(id.clone()) {
            return;
        }
        let Some(line) = self.resolution.integration(id) else { return };
        for reason in line.because.iter().filter(|reason| reason.level > Level::Excluded) {
            let certain = certain && reason.at_least == Level::Required;
            if self.profile.packages.contains_key(&reason.package) {
                let known = roots.entry(reason.package.clone()).or_insert(certain);
                *known = *known || certain;
            } else if let Some(carrier) = &reason.carrier {
                self.roots(carrier, certain, seen, roots);
            }
        }
    }
}

/// The matrix in words, package by package.
pub(super) fn alternative_text(columns: &[MatrixColumn], rows: &[MatrixRow]) -> String {
    let of_profile = columns.iter().any(|column| column.business.iter().any(|business| business.chosen));
    let packages = if of_profile { "de valgte pakker" } else { "pakkerne" };
    let mut sentences = vec![format!("Overblik over {packages} og deres forudsætninger.")];
    for (at, column) in columns.iter().enumerate() {
        let shown = column.business.iter().filter(|business| business.chosen || !of_profile);
        let shown = danish::list(shown.map(|business| &business.id), "og");
        let under = |conditional: bool| -> Vec<String> {
            let cells =
                rows.iter().filter(|row| row.cells[at].as_ref().is_some_and(|cell| cell.conditional == conditional));
            cells.map(|row| row.id.clone()).collect()
        };
        let verb = if of_profile { "valgt " } else { "" };
        let mut sentence = format!("{} {}: {verb}{shown}", column.package, column.title);
        let (always, sometimes) = (under(false), under(true));
        if !always.is_empty() {
            sentence += &format!("; forudsætter {}", danish::list(always, "og"));
        }
        if !sometimes.is_empty() {
            sentence += &format!("; i visse tilfælde {}", danish::list(sometimes, "og"));
        }
        sentences.push(sentence + ".");
    }
    sentences.join(" ")
}
