//! Words that say of no link where it leads, by language.

/// The words of each language, by the first part of its tag.
const WORDS: [(&str, &[&str]); 3] = [
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

/// Tells whether a link's words, in a language, say nothing of where it leads.
pub(super) fn is_vague(language: &str, words: &str) -> bool {
    let plain = plain(words);
    let known = WORDS.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language));
    known.is_some_and(|(_, words)| words.contains(&plain.as_str()))
}

/// Returns words in lower case, with single spaces and without signs at either end.
pub(super) fn plain(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_words_are_known_in_their_language() {
        for words in ["here", "Click  here", "Read more…", "“this page”", "→ more", "HERE."]
        {
            assert!(is_vague("en", words), "{words}");
            assert!(!is_vague("cy", words), "{words}");
        }

        for words in ["Read more about returns", "the agreement", "More or less", "10", "hereby"] {
            assert!(!is_vague("en", words), "{words}");
        }

        assert!(is_vague("cy", "Cliciwch yma"));
        assert!(is_vague("ar", "هنا"));
        assert!(is_vague("ar", "اضغط هنا."));
        assert!(!is_vague("fr", "ici"));
    }
}
