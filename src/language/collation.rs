//! How a language sorts: the order of its letters, as a reader expects it in an index.
//!
//! In: a tag, and words. Out: a [`SortKey`]. Invariant: two words have one key only where they are the same text, so
//! that a sorted list does not depend on the order in which its items were read.
//!
//! The method is that of the Unicode Collation Algorithm (UTS #10): letters decide first, then accents, then capitals;
//! blanks and punctuation come before digits, and digits before letters. The letters of a language follow CLDR's
//! tailorings. ICU's own collator would add more than a megabyte to the program, mostly for Chinese and Japanese, which
//! are sorted by code point here; for the languages of the table the tests compare both.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{compose, is_combining_mark};

use super::tag::LanguageTag;

/// The place of a text in a sorted list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    letters: Vec<u32>,
    accents: Vec<u32>,
    capitals: Vec<bool>,
    text: Box<str>,
}

/// The order of a language's letters.
#[derive(Debug)]
pub(super) struct Collation {
    /// Letters that do not stand where Unicode's default order has them, longest first.
    letters: Vec<OwnLetter>,
    has_dotless_i: bool,
}

#[derive(Debug)]
struct OwnLetter {
    /// In lower case, decomposed.
    written: Vec<char>,
    letter: u32,
    /// Tells apart what sorts as one letter: the Swedish `ä` and `æ`.
    accent: u32,
}

/// The letters of languages that have some of their own, after CLDR 48 (`common/collation`).
///
/// Each group names a letter of the default order and those that follow it; a slash stands between two that differ as
/// accents do.
const TAILORINGS: &[(&[&str], &str)] = &[
    (&["cs"], "c č, h ch, r ř, s š, z ž"),
    (&["cy"], "c ch, d dd, f ff, g ng, l ll, p ph, r rh, t th"),
    (&["da", "nb", "nn", "no"], "d /đ/ð, t /þ, y /ü/ű, þ æ/ä ø/ö/ő/œ å/aa"),
    (&["es", "eu", "gl"], "n ñ"),
    (&["et"], "s š z ž, w õ ä ö ü"),
    (&["fi"], "d /đ, y /ü, þ å ä/æ ö/ø"),
    (&["hr", "bs"], "c č ć, d dž đ, l lj, n nj, s š, z ž"),
    (&["hu"], "c cs, d dz dzs, g gy, l ly, n ny, o ö/ő, s sz, t ty, u ü/ű, z zs"),
    (&["is"], "a á, d /đ ð, e é, i í, o ó, u ú, y ý, þ æ/ä ö/ø å"),
    (&["lt"], "c č, i /į/y, s š, z ž"),
    (&["lv"], "c č, g ģ, i y, k ķ, l ļ, n ņ, r ŗ, s š, z ž"),
    (&["mt"], "b ċ, f ġ, g għ, h ħ, y ż"),
    (&["pl"], "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż"),
    (&["ro"], "a ă â, i î, s ș/ş, t ț/ţ"),
    (&["sk"], "a ä, c č, h ch, o ô, r ř, s š, z ž"),
    (&["sl"], "c č ć, d đ, s š, z ž"),
    (&["sq"], "c ç, d dh, e ë, g gj, l ll, n nj, r rr, s sh, t th, x xh, z zh"),
    (&["sv"], "d /đ/ð, t /þ, y /ü, þ å ä/æ ö/ø/ő/œ"),
    (&["tr"], "c ç, g ğ, h ı, o ö, s ş, u ü"),
    (&["az"], "c ç, e ə, g ğ, h x ı, k q, o ö, s ş, u ü"),
    (&["ar"], "ت /ة, ي /ى"),
];

/// Letters outside the order of their code points, each group in the default order of Unicode.
const ALPHABETS: [&str; 2] = [
    "абвгґдђѓеєжзѕиіїйјклљмнњопрстћќуўфхцчџшщъыьэюя",
    "ءآابپةتٹثجچحخدڈذرڑزژسشصضطظعغفقکكگلمنںهھہوىیيے",
];

/// Marks before digits, in the order of CLDR; two kinds of one mark sort alike.
const MARKS: [&str; 24] = [
    "_",
    "-‐‑–—",
    ",،",
    ";؛",
    ":",
    "!",
    "?؟",
    ".",
    "'‘’ʼʻ",
    "\"“”«»",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "@",
    "*",
    "/",
    "\\",
    "&",
    "#",
    "%",
    "+",
];

/// Weights of the groups: blanks, marks, digits, letters.
const BLANK: u32 = 0;
const MARK: u32 = 1 << 29;
const DIGIT: u32 = 2 << 29;
const LETTER: u32 = 3 << 29;

/// The weight of a letter without an accent, and the first of those that differ as accents do.
const PLAIN: u32 = 1;

/// The weight of what Unicode takes for another letter with an accent; no combining mark has so small a code.
const JOINED: u32 = 2;

impl Collation {
    /// Finds the order of a language.
    pub(super) fn for_tag(tag: &LanguageTag) -> Collation {
        let own = TAILORINGS.iter().find(|(tags, _)| tags.contains(&tag.base()));
        let mut letters: Vec<OwnLetter> = own.map(|(_, rules)| parse(rules)).unwrap_or_default();

        // `dzs` is one letter, and not `dz` and `s`.
        letters.sort_by_key(|letter| std::cmp::Reverse(letter.written.len()));

        Collation { letters, has_dotless_i: matches!(tag.base(), "tr" | "az") }
    }

    /// Returns the place of a text in a sorted list.
    pub(super) fn key(&self, text: &str) -> SortKey {
        let mut key = SortKey {
            letters: Vec::with_capacity(text.len()),
            accents: Vec::with_capacity(text.len()),
            capitals: Vec::with_capacity(text.len()),
            text: text.into(),
        };

        // Elsewhere the dot of a capital is an accent.
        let text = if self.has_dotless_i { text.replace('İ', "i") } else { text.to_owned() };
        let written: Vec<char> = text.nfd().filter(|it| !is_ignored(*it)).collect();
        let lower: Vec<char> = written.iter().map(|&it| self.lower(it)).collect();
        let mut at = 0;

        while at < lower.len() {
            let is_capital = written[at] != lower[at];
            let own = self.letters.iter().find(|own| lower[at..].starts_with(&own.written));
            match own {
                Some(own) => {
                    key.push(own.letter, own.accent, is_capital);
                    at += own.written.len();
                }
                None => at += push_default(&mut key, &lower[at..], is_capital),
            }
        }

        key
    }

    fn lower(&self, letter: char) -> char {
        match letter {
            'I' if self.has_dotless_i => 'ı',
            letter => letter.to_lowercase().next().unwrap_or(letter),
        }
    }
}

impl SortKey {
    fn push(&mut self, letter: u32, accent: u32, is_capital: bool) {
        self.letters.push(letter);
        self.accents.push(accent);
        self.capitals.push(is_capital);
    }
}

/// Reads a tailoring: `z å ä/æ ö` has three letters after z.
fn parse(rules: &'static str) -> Vec<OwnLetter> {
    let group = |group: &'static str| {
        let mut letters = group.split_whitespace();
        let anchor = letters.next().and_then(|it| it.chars().next()).unwrap_or_default();
        let variants = move |(step, variants): (u32, &'static str)| {
            // A slash at the beginning: the anchor itself comes first, without an accent.
            let is_of_anchor = variants.starts_with('/');
            let letter = letter(anchor) + if is_of_anchor { 0 } else { step };
            let named = (PLAIN..).zip(variants.split('/')).filter(|(_, it)| !it.is_empty());
            named.map(move |(accent, it)| OwnLetter { written: it.nfd().collect(), letter, accent })
        };
        // The first step is that of a letter that the default order has there, such as `ð` after d.
        (2..).zip(letters).flat_map(variants)
    };

    rules.split(", ").flat_map(group).collect()
}

/// Adds the first letter of a text in Unicode's default order, or an accent of the letter before, and returns how many
/// signs it is written with.
fn push_default(key: &mut SortKey, lower: &[char], is_capital: bool) -> usize {
    let first = lower[0];
    if is_combining_mark(first) {
        // Behind every variant of a letter that a tailoring names.
        key.accents.push(u32::from(first));
        return 1;
    }

    // Й and ї are letters of their own there, whatever marks they are composed of.
    let composed = lower.get(1).and_then(|&mark| compose(first, mark));
    if let Some(composed) = composed.filter(|&it| place(it).is_some()) {
        key.push(letter(composed), PLAIN, is_capital);
        return 2;
    }

    // Letters that Unicode takes for another with an accent, or for two.
    let plain = |letters: &str, accent: u32, key: &mut SortKey| {
        for (at, it) in letters.chars().enumerate() {
            key.push(letter(it), if at == 0 { accent } else { PLAIN }, is_capital);
        }
    };

    match first {
        'ß' => plain("ss", JOINED, key),
        'æ' => plain("ae", JOINED, key),
        'œ' => plain("oe", JOINED, key),
        'ø' => plain("o", 0x338, key),
        'đ' => plain("d", JOINED, key),
        'ł' => plain("l", JOINED, key),
        'ħ' => plain("h", JOINED, key),
        'ς' => plain("σ", PLAIN, key),
        'ð' => key.push(letter('d') + 1, PLAIN, is_capital),
        'ə' => key.push(letter('e') + 1, PLAIN, is_capital),
        'ı' => key.push(letter('i') + 1, PLAIN, is_capital),
        first => key.push(letter(first), PLAIN, is_capital),
    }

    1
}

/// Returns the weight of a letter, a digit or a mark; a letter leaves room for others behind it.
fn letter(of: char) -> u32 {
    // The last letter of the default order of Latin, behind those of a language that follow z.
    const THORN: u32 = 8;

    if of.is_whitespace() {
        return BLANK;
    }

    if of == 'þ' {
        return letter('z') + THORN;
    }

    if let Some(digit) = of.to_digit(10) {
        return DIGIT + digit;
    }

    if !of.is_alphanumeric() || MARKS[8].contains(of) {
        let known = (1..).zip(MARKS).find(|(_, kinds)| kinds.contains(of));
        return MARK + known.map_or(u32::from(of) + 100, |(place, _)| place);
    }

    // Room for the letters of a language behind each.
    let code = |of: char| u32::from(of) << 4;

    LETTER
        + match place(of) {
            // Within the space of its script, which has more code points than letters in use.
            Some((first, place)) => code(first) + (place << 4),
            None => code(of),
        }
}

/// Returns the place of a letter in its alphabet, with the first letter of that.
fn place(of: char) -> Option<(char, u32)> {
    ALPHABETS.iter().find_map(|alphabet| {
        let (place, _) = (0..).zip(alphabet.chars()).find(|(_, it)| *it == of)?;
        Some((alphabet.chars().next()?, place))
    })
}

/// Tells whether a sign is not seen: soft hyphens, joiners, marks of direction.
fn is_ignored(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (sign.is_control() && !sign.is_whitespace())
}

#[cfg(test)]
mod tests {
    use icu_collator::options::CollatorOptions;

    use super::*;

    /// Sorts words as a language does, and as ICU does, and compares both.
    fn check(tag: &str, words: &str) {
        let tag = LanguageTag::parse(tag).expect("a tag");
        let collation = Collation::for_tag(&tag);
        let icu = icu_collator::Collator::try_new(tag.locale().into(), CollatorOptions::default());
        let icu = icu.expect("ICU has the root collation for every language");

        let mut ours: Vec<&str> = words.split_whitespace().collect();
        let mut theirs = ours.clone();
        ours.sort_by_key(|word| collation.key(word));
        theirs.sort_by(|one, other| icu.compare(one, other));

        assert_eq!(ours, theirs, "{tag}");
    }

    #[test]
    fn letters_stand_where_cldr_has_them() {
        let latin = "Zebra Ábel Abel Azul Ärm Arm Åbo Øst Ost Öst Æon Aeon Çelik Celik Cox Dahl Đuro \
                     Dzomba Džeko Éire Eire Eve Ghali Gjoka Għal Gyula Horák Chalupa Cibulka Ibrahim İnan Ionescu Îles Iles Jovanović \
                     Lee Llwyd Lloyd Łukasz Lukas Ljubo Müller Muller Mull Nagy Ñandú Njegoš Nzo Óg Ogden Őri Rees Rhys \
                     Řehoř Rizo Saad Šamal Szabó Şahin Smith Ștefan Strauß Strauss Straus Taylor Thomas Tyler Țepeş Úna Ulla Ünal \
                     Vík Wood Xavi Ýmir Yale Ždanov Zhou Zsolt Þór Ziya d'Arc darc O'Neill 7up Ffion Fox Phyl Pugh Ddu Dyer Ngaio Nia";
        for tag in [
            "en", "cy", "ga", "de", "fr", "it", "pt", "nl", "es", "sv", "fi", "et", "lt", "lv",
            "pl", "cs", "sk", "sl", "hr", "hu", "ro", "tr", "is", "sq", "mt", "nb", "da",
        ] {
            check(tag, latin);
        }
    }

    #[test]
    fn other_scripts_are_in_their_order() {
        check("el", "Ωμέγα Άλφα Αλέξης Βασίλης Έλλη Ελένη Ζωή Σοφία Χρήστος Ψαρρός Όμηρος Ορέστης");
        check(
            "ru",
            "Яна Ёлкин Елкин Ежов Йода Иванов Кузнецов Ильин Щукин Юрьев Эдуард Ырыс Борис Алексей",
        );
        check("uk", "Їжак Іван Йосип Ірина Зоя Єва Егор Ґудзь Гнат Дмитро Шевченко Щур Юрій Яків");
        check(
            "sr",
            "Ђорђе Драган Живко Зоран Јован Љубо Лазар Њего Никола Ћира Тома Урош Џон Чеда Шаца",
        );
        check(
            "ar",
            "محمد أحمد إبراهيم بدر توفيق ثامر جابر حسن خالد داود سعيد شريف عمر فهد كريم ليلى نور هند وليد يوسف آمال",
        );
        check("fa", "پرویز بهرام تقی چنگیز جواد ژاله زهرا سارا گلناز کاوه لاله یاسمن");
        check("he", "אברהם בנימין גדעון דוד שרה תמר רחל");
        check("ja", "あい うえ かき さし たち なに");
    }

    #[test]
    fn a_key_is_of_one_text() {
        let collation = Collation::for_tag(&LanguageTag::default());
        for (one, other) in
            [("Ann", "ann"), ("O'Hara", "O’Hara"), ("résumé", "resume"), ("a", "a ")]
        {
            assert_ne!(collation.key(one), collation.key(other));
        }
    }
}
