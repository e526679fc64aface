//! Link texts that do not say where the link leads, by language.
//!
//! In: a link's text. Out: whether it is one of them. Invariant: in a language that is not listed, none
//! is.

/// The texts by the code of their language, in lower case and without punctuation at either end.
const VAGUE_TEXTS: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "click",
            "click here",
            "click this link",
            "click on this link",
            "continue reading",
            "details",
            "download here",
            "find out more",
            "follow this link",
            "go",
            "go here",
            "go to page",
            "go to this page",
            "here",
            "in this link",
            "information",
            "info",
            "learn more",
            "link",
            "links",
            "more",
            "more details",
            "more here",
            "more info",
            "more information",
            "on this page",
            "read here",
            "read more",
            "read more here",
            "read on",
            "read this",
            "see here",
            "see more",
            "tap here",
            "the link",
            "this",
            "this link",
            "this page",
            "this site",
            "this web page",
            "this webpage",
            "this website",
            "view here",
            "view more",
            "visit here",
        ],
    ),
    (
        "cy",
        &[
            "clicio yma",
            "cliciwch yma",
            "cliciwch",
            "darllen mwy",
            "darllenwch fwy",
            "darllenwch mwy",
            "dolen",
            "dysgu mwy",
            "dysgwch fwy",
            "gwybodaeth",
            "manylion",
            "mwy",
            "mwy o fanylion",
            "mwy o wybodaeth",
            "rhagor",
            "rhagor o fanylion",
            "rhagor o wybodaeth",
            "y ddolen",
            "y ddolen hon",
            "y dudalen hon",
            "y wefan hon",
            "yma",
        ],
    ),
    (
        "ar",
        &[
            "اضغط هنا",
            "اضغطوا هنا",
            "اقرأ المزيد",
            "اقرأ أكثر",
            "اقرؤوا المزيد",
            "التفاصيل",
            "الرابط",
            "المزيد",
            "المزيد من المعلومات",
            "انقر هنا",
            "انقروا هنا",
            "رابط",
            "للمزيد",
            "مزيد",
            "مزيد من المعلومات",
            "من هنا",
            "هذا",
            "هذا الرابط",
            "هذا الموقع",
            "هذه الصفحة",
            "هنا",
        ],
    ),
];

/// Tells whether a link's text, in the language of a code, does not say where the link leads.
#[must_use]
pub fn is_vague_link_text(language: &str, text: &str) -> bool {
    let normalized = normalized(text);

    // An unknown language has no list, and no finding: a check that guesses raises false alarms.
    let listed = VAGUE_TEXTS.iter().find(|(code, _)| *code == language);
    listed.is_some_and(|(_, texts)| texts.contains(&normalized.as_str()))
}

/// Returns a text in lower case, with single spaces and without punctuation at either end.
fn normalized(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_texts_are_recognised_in_their_language() {
        for words in ["here", "Click  here", "Read more…", "“this page”", "→ more", "HERE."]
        {
            assert!(is_vague_link_text("en", words), "{words}");
            assert!(!is_vague_link_text("cy", words), "{words}");
        }

        for words in ["Read more about returns", "the agreement", "More or less", "10", "hereby"] {
            assert!(!is_vague_link_text("en", words), "{words}");
        }

        assert!(is_vague_link_text("cy", "Cliciwch yma"));
        assert!(is_vague_link_text("ar", "هنا"));
        assert!(is_vague_link_text("ar", "اضغط هنا."));
        assert!(!is_vague_link_text("fr", "ici"));
    }
}
