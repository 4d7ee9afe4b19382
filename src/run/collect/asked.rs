//! Questions that tell who asked: what the forms say of their suppliers is held up against the questions and answers.

use tender::complaint::Complaints;
use tender::form::Judged;
use tender::profile::Profile;
use tender::profile::discreet::Known;
use tender::publication::fault::PublicationFault;

/// Warns of each question of the profile that names a supplier whose form came in. It may be too late for those that
/// were sent, but not for the next.
pub fn tell(profile: &Profile, judged: &[Judged], warnings: &mut Complaints) {
    let known: Vec<Known<'_>> =
        judged.iter().map(|it| Known { name: it.supplier.name.as_deref(), cvr: it.supplier.cvr.as_deref() }).collect();
    for asking in &profile.questions {
        let clues = asking.clues_of(&known);
        if !clues.is_empty() {
            let fault = PublicationFault::AskerTold { number: asking.number, clues };
            warnings.warn(fault, asking.place.clone());
        }
    }
}
