//! Why a file was not read as a form, and what can be done about it.

use crate::both;
use crate::form::foreign::Foreign;
use crate::form::refusal::Refusal;
use crate::text::language::Both;

/// Why a returned form was refused.
pub(super) fn refused(refusal: &Refusal) -> Both {
    match refusal {
        Refusal::Unreadable(system) => system.words(),
        Refusal::TooLarge(bytes) => both!(
            "it has {bytes} bytes, more than a form can have",
            "den fylder {bytes} byte, og det er mere, end et svarskema kan fylde"
        ),
        Refusal::Bomb => {
            both!("it unpacks to more than a form can be", "den fylder mere end et svarskema, når den pakkes ud")
        }
        Refusal::Encrypted => both!("it is protected by a password", "den er beskyttet med en adgangskode"),
        Refusal::Damaged(why) => {
            both!("it is damaged or cut short: {why}", "den er beskadiget eller ikke hel (»{why}«)")
        }
        Refusal::NotAForm => {
            both!(
                "it is neither a PDF, a workbook (.xlsx) nor a Word document (.docx)",
                "den er hverken en PDF-fil, en Excel-fil (.xlsx) eller en Word-fil (.docx)"
            )
        }
        Refusal::Foreign(foreign) => match foreign {
            Foreign::Apple => both!(
                "it is kept in Apple's own format (Numbers or Pages)",
                "den er gemt i Apples eget format (Numbers eller Pages)"
            ),
            Foreign::Binary => {
                both!("it is kept in Excel's binary format (.xlsb)", "den er gemt i Excels binære format (.xlsb)")
            }
            Foreign::OpenText => {
                both!("it is an OpenDocument text (.odt)", "den er et OpenDocument-dokument (.odt)")
            }
            Foreign::OldWord => {
                both!("it is kept in Word's old format (.doc)", "den er gemt i Words gamle format (.doc)")
            }
            Foreign::RichText => both!("it is kept as Rich Text (.rtf)", "den er gemt som Rich Text (.rtf)"),
            Foreign::Mail => both!("it is an e-mail", "den er en e-mail"),
            Foreign::FormData => both!(
                "it holds what stood in the form's fields (FDF or XFDF), and not the form",
                "den rummer kun det, der stod i skemaets felter (FDF eller XFDF), og ikke selve skemaet"
            ),
            Foreign::Picture => both!("it is a picture", "den er et billede"),
            Foreign::Wrapped => both!(
                "it has none of the form's fields, and is a PDF with other files in it",
                "den har ingen af svarskemaets felter, men er en PDF-fil med andre filer i sig"
            ),
            Foreign::Packed => {
                both!("it is packed (7z, RAR or gzip)", "den er en pakket fil (7z, RAR eller gzip)")
            }
            Foreign::WebPage => both!("it is a page for a browser", "den er en webside"),
            Foreign::Comparison => both!("it is a comparison of forms", "den er en sammenligning af svarskemaer"),
        },
        Refusal::NoFields => both!("it has none of the form's fields", "den har ingen af svarskemaets felter"),
        Refusal::Flattened(fields) => both!(
            "the form was printed or flattened; its {fields} fields are gone",
            "formularen er udskrevet eller fladgjort; dens {fields} felter er væk"
        ),
        Refusal::TooSlow => both!("it takes too long to read", "det tager for lang tid at læse den"),
        Refusal::TooDemanding => both!(
            "it takes too much memory, or breaks its reader",
            "den kræver for meget hukommelse, eller den kan ikke læses sikkert"
        ),
    }
}

/// What to do about a form that was refused, whether a buyer or a supplier named it. Nobody is told to ask a tenderer:
/// whether that may be done is the buyer's to judge.
pub(super) fn way_out(refusal: &Refusal) -> Both {
    match refusal {
        Refusal::Unreadable(_) => both!(
            "look whether its path is right, and whether another program has it open",
            "se efter, om stien er rigtig, og om et andet program har filen åben"
        ),
        Refusal::NotAForm | Refusal::NoFields => {
            both!(
                "name the response form itself, as it was made or handed in",
                "angiv selve svarskemaet, som det er lavet eller afleveret"
            )
        }
        Refusal::Foreign(foreign) => match foreign {
            Foreign::Apple => both!(
                "export a copy to Excel or Word on a Mac or on icloud.com, and name that; keep what was handed in",
                "eksportér en kopi til Excel eller Word på en Mac eller på icloud.com, og angiv den; gem det afleverede"
            ),
            Foreign::OpenText | Foreign::OldWord | Foreign::RichText => both!(
                "save a copy as .docx in Word or LibreOffice, and name that; keep what was handed in",
                "gem en kopi som .docx i Word eller LibreOffice, og angiv den; gem det afleverede"
            ),
            Foreign::Binary => both!(
                "save a copy as .xlsx in Excel or LibreOffice, and name that; keep what was handed in",
                "gem en kopi som .xlsx i Excel eller LibreOffice, og angiv den; gem det afleverede"
            ),
            Foreign::Mail => both!(
                "save the form that is attached to it, and name that",
                "gem det skema, der er vedhæftet, og angiv det"
            ),
            Foreign::FormData => both!(
                "import it into a copy of the blank form in Acrobat, and name that; keep what was handed in",
                "importér den i en kopi af det tomme skema i Acrobat, og angiv kopien; gem det afleverede"
            ),
            Foreign::Picture => both!("its answers are to be read by hand", "svarene skal læses i hånden"),
            Foreign::Wrapped => both!(
                "look whether the form is one of the files in it; save that, and name it",
                "se efter, om skemaet er en af filerne i den; gem det, og angiv det"
            ),
            Foreign::Packed => both!("unpack it, and name the folder", "pak den ud, og angiv mappen"),
            Foreign::Comparison => both!(
                "name the forms that it was made of; an evaluator's workbook is for `bilag evaluate`",
                "angiv de svarskemaer, den er lavet af; en evaluators ark er til `bilag evaluate`"
            ),
            Foreign::WebPage => {
                both!("fetch the file anew from where it came", "hent filen på ny dér, hvor den kom fra")
            }
        },
        Refusal::Encrypted => both!(
            "save a copy without the password, if you have it, and name that",
            "gem en kopi uden adgangskode, hvis I har den, og angiv kopien"
        ),
        Refusal::Damaged(_) => {
            both!("fetch the file anew from where it came", "hent filen på ny dér, hvor den kom fra")
        }
        Refusal::Flattened(_) => both!(
            "look whether there is a copy with its fields; else its answers are to be read by hand",
            "se efter, om der er en kopi med felter; ellers skal svarene læses i hånden"
        ),
        Refusal::TooLarge(_) | Refusal::Bomb | Refusal::TooSlow | Refusal::TooDemanding => {
            both!("do not open it: no response form is made so", "åbn den ikke: sådan er intet svarskema lavet")
        }
    }
}
