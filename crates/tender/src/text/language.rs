//! The two languages that the program talks in, and texts that exist in both.

/// The language of complaints and notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    #[default]
    English,
    Danish,
}

impl Language {
    /// The language of a locale such as `da_DK.UTF-8`: Danish where that is Danish.
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default().to_lowercase();
        // Windows and older systems also write the language's name.
        if matches!(language.as_str(), "da" | "dan" | "danish" | "dansk") { Self::Danish } else { Self::English }
    }

    /// The language that the variables of the environment ask for: the first that says something decides.
    pub fn of_variables(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let said = |name: &&str| variable(name).filter(|locale| !locale.is_empty());
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(said).map(|locale| Self::of_locale(&locale))
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both {
    pub en: String,
    pub da: String,
}

impl Both {
    /// What reads the same in both: names, numbers and code.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), da: text }
    }

    /// The text in one of them.
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Danish => &self.da,
        }
    }

    /// Texts behind one another, with the same mark between them.
    pub fn joined(texts: &[Both], between: &str) -> Self {
        let all = |language| texts.iter().map(|text| text.of(language)).collect::<Vec<_>>().join(between);
        Self { en: all(Language::English), da: all(Language::Danish) }
    }
}

/// A text in English and in Danish, each as `format!` takes it: `both!("unknown key `{key}`", "ukendt nøgle `{key}`")`.
#[macro_export]
macro_rules! both {
    ($en:literal, $da:literal $(,)?) => {
        $crate::text::language::Both { en: format_args!($en).to_string(), da: format_args!($da).to_string() }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_is_spoken_where_the_system_is_danish() {
        for locale in ["da", "da_DK", "da_DK.UTF-8", "da-DK", "DA", "Danish_Denmark.1252", "da_GL@euro"] {
            assert_eq!(Language::of_locale(locale), Language::Danish, "{locale}");
        }
        for locale in ["C", "POSIX", "en_DK.UTF-8", "en-US", "sv_SE", "", "dav_KE", "fo_DK"] {
            assert_eq!(Language::of_locale(locale), Language::English, "{locale}");
        }
    }

    #[test]
    fn the_first_variable_that_says_something_decides() {
        let of = |set: &[(&str, &str)]| {
            Language::of_variables(|name| {
                set.iter().find(|(known, _)| *known == name).map(|(_, locale)| (*locale).to_owned())
            })
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[("LANG", "da_DK.UTF-8")]), Some(Language::Danish));
        assert_eq!(of(&[("LC_ALL", ""), ("LC_MESSAGES", "da_DK"), ("LANG", "en_US")]), Some(Language::Danish));
        assert_eq!(of(&[("LC_ALL", "C"), ("LC_MESSAGES", "da_DK"), ("LANG", "da_DK")]), Some(Language::English));
    }
}
