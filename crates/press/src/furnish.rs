//! What an office paper needs besides its document: the logo and the figure as pictures, and the buyer's template.

use tender::compose::front::LOGO;
use tender::document::Document;
use tender::print::word::template::Template;
use tender::print::{Furnishing, Templates, svg};

use crate::{Assets, Press};

impl Press {
    /// Lays ready what an office paper of a document needs.
    pub fn furnished<T>(
        &self,
        document: &Document,
        assets: &Assets,
        templates: &Templates,
        print: impl FnOnce(&Furnishing<'_>) -> T,
    ) -> T {
        let front = document.front();
        let logo = front.theme.logo.as_ref().and_then(|_| self.picture(assets.picture(LOGO)?));
        let figure = match document {
            Document::Kravbilag(it) => it.dependencies.as_ref().filter(|figure| figure.drawn).and_then(|figure| {
                let title = tender::input::markdown::words(&it.dependencies_intro.title);
                self.picture(svg(figure, &title, &front.theme.accent, templates.words()).as_bytes())
            }),
            Document::Svarskema(_)
            | Document::Tjekliste(_)
            | Document::Sammenligning(_)
            | Document::Evaluering(_)
            | Document::Rettelsesblad(_)
            | Document::SpoergsmaalOgSvar(_)
            | Document::Aflysning(_)
            | Document::Baggrundsnotat(_)
            | Document::Aendringsnotat(_)
            | Document::Slides(_) => None,
        };
        // It was tried when it was read.
        let template = assets.template().and_then(|bytes| Template::read(bytes).ok());
        print(&Furnishing {
            words: templates.words(),
            logo: logo.as_ref(),
            figure: figure.as_ref(),
            template: template.as_ref(),
            protect: assets.protect,
        })
    }
}
