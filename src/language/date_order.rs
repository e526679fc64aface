//! The order of a date's parts, where ICU4X's data differs from what CLDR publishes.
//!
//! In: a tag, and the parts of a date as ICU4X names them. Out: the date. Invariant: a language without an entry here is
//! written as ICU4X writes it.
//!
//! ICU4X 2.4 takes the date of the languages below from skeletons that its data generator derives, and not from
//! `dateFormats-long` of CLDR (48.2); some lose a full stop, some change the order, and Portuguese and Scottish Gaelic lose
//! the year of a month. `language/tests.rs` compares all with the published patterns.

use std::fmt;

use icu_datetime::parts;
use writeable::{Part, PartsWrite, Writeable};

use super::phrases;
use super::tag::LanguageTag;

/// Which form of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateForm {
    Day,
    ShortDay,
    Month,
    ShortMonth,
}

/// The published patterns, by tag; a tag without a region is that of all its regions.
const PUBLISHED: [(&str, DateForm, &str); 21] = [
    ("am", DateForm::Day, "{day} {month} {year}"),
    ("en-AE", DateForm::Day, "{day} {month} {year}"),
    ("et", DateForm::Day, "{day}. {month} {year}"),
    ("ga", DateForm::Day, "{day} {month} {year}"),
    ("gd", DateForm::Day, "{day}mh {month} {year}"),
    ("gd", DateForm::ShortDay, "{day}mh {month} {year}"),
    ("gd", DateForm::ShortMonth, "{month} {year}"),
    ("ha", DateForm::Day, "{day} {month}, {year}"),
    ("hi", DateForm::Day, "{day} {month} {year}"),
    ("hy", DateForm::Day, "{day} {month}, {year} թ."),
    ("kn", DateForm::Day, "{month} {day}, {year}"),
    ("ky", DateForm::Day, "{year}-ж., {day}-{month}"),
    ("lv", DateForm::Month, "{year}. g. {month}"),
    ("mk", DateForm::Day, "{day} {month} {year}\u{202f}г."),
    ("mt", DateForm::Day, "{day} ta’ {month} {year}"),
    ("ps", DateForm::Day, "{year} {month} {day}"),
    ("pt", DateForm::Month, "{month} de {year}"),
    ("ta", DateForm::Day, "{day} {month}, {year}"),
    ("te", DateForm::Day, "{day} {month}, {year}"),
    ("ti", DateForm::Day, "{month} {day}, {year}"),
    ("vi", DateForm::Day, "{day} {month}, {year}"),
];

/// Returns the published pattern of a form, where ICU4X has another.
pub(super) fn published(tag: &LanguageTag, form: DateForm) -> Option<&'static str> {
    let is_it = |named: &str| named == tag.as_str() || named == tag.base();
    let found = PUBLISHED.iter().find(|(named, of, _)| *of == form && is_it(named));
    found.map(|(_, _, pattern)| *pattern)
}

/// Writes the parts of a date in the order of a pattern; the year of a month that has none is that of `year`.
pub(super) fn reorder(pattern: &str, date: &impl Writeable, year: &str) -> Option<String> {
    let mut parts = DatePieces::default();
    date.write_to_parts(&mut parts).ok()?;

    let values = [("day", &*parts.day), ("month", parts.month.trim()), ("year", year)];
    Some(phrases::fill(pattern, &values))
}

/// Collects the parts of a date.
#[derive(Default)]
struct DatePieces {
    day: String,
    month: String,
    within: Option<Part>,
}

impl fmt::Write for DatePieces {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.within {
            Some(parts::DAY) => self.day.push_str(text),
            Some(parts::MONTH) => self.month.push_str(text),
            _ => {}
        }
        Ok(())
    }
}

impl PartsWrite for DatePieces {
    type SubPartsWrite = DatePieces;

    fn with_part(
        &mut self,
        part: Part,
        mut write: impl FnMut(&mut Self::SubPartsWrite) -> fmt::Result,
    ) -> fmt::Result {
        // A number within the day is a part of its own, of another category.
        let outer = self.within;
        if matches!(part, parts::DAY | parts::MONTH | parts::YEAR) {
            self.within = Some(part);
        }

        let result = write(self);
        self.within = outer;

        result
    }
}

#[cfg(test)]
mod tests {
    use crate::language::{LanguageTag, PhraseBook};
    use crate::value::Date;

    /// 14 July and July 2025 as CLDR 48.2 has them: `dateFormats-long`, and `yMMMM` of `availableFormats`.
    #[rustfmt::skip]
    const CLDR: &[(&str, &str, &str)] = &[
        ("af", "14 Julie 2025", "Julie 2025"),
        ("am", "14 ጁላይ 2025", "ጁላይ 2025"),
        ("ar", "14 يوليو 2025", "يوليو 2025"),
        ("az", "14 iyul 2025", "iyul 2025"),
        ("be", "14 ліпеня 2025 г.", "ліпень 2025"),
        ("bg", "14 юли 2025 г.", "юли 2025 г."),
        ("bn", "14 জুলাই, 2025", "জুলাই 2025"),
        ("bs", "14. juli 2025.", "juli 2025."),
        ("ca", "14 de juliol del 2025", "juliol del 2025"),
        ("cs", "14. července 2025", "červenec 2025"),
        ("cy", "14 Gorffennaf 2025", "Gorffennaf 2025"),
        ("da", "14. juli 2025", "juli 2025"),
        ("de", "14. Juli 2025", "Juli 2025"),
        ("el", "14 Ιουλίου 2025", "Ιούλιος 2025"),
        ("es", "14 de julio de 2025", "julio de 2025"),
        ("et", "14. juuli 2025", "juuli 2025"),
        ("eu", "2025(e)ko uztailaren 14(a)", "2025(e)ko uztaila"),
        ("fi", "14. heinäkuuta 2025", "heinäkuu 2025"),
        ("fil", "Hulyo 14, 2025", "Hulyo 2025"),
        ("fo", "14. juli 2025", "juli 2025"),
        ("fr", "14 juillet 2025", "juillet 2025"),
        ("ga", "14 Iúil 2025", "Iúil 2025"),
        ("gd", "14mh dhen Iuchar 2025", "An t-Iuchar 2025"),
        ("gl", "14 de xullo de 2025", "xullo de 2025"),
        ("gu", "14 જુલાઈ, 2025", "જુલાઈ 2025"),
        ("ha", "14 Yuli, 2025", "Yuli 2025"),
        ("he", "14 ביולי 2025", "יולי 2025"),
        ("hi", "14 जुलाई 2025", "जुलाई 2025"),
        ("hr", "14. srpnja 2025.", "srpanj 2025."),
        ("hu", "2025. július 14.", "2025. július"),
        ("hy", "14 հուլիսի, 2025 թ.", "2025 թ․ հուլիս"),
        ("id", "14 Juli 2025", "Juli 2025"),
        ("is", "14. júlí 2025", "júlí 2025"),
        ("it", "14 luglio 2025", "luglio 2025"),
        ("ja", "2025年7月14日", "2025年7月"),
        ("ka", "14 ივლისი, 2025", "ივლისი, 2025"),
        ("kk", "2025 ж. 14 шілде", "2025 ж. шілде"),
        ("km", "14 កក្កដា 2025", "កក្កដា 2025"),
        ("kn", "ಜುಲೈ 14, 2025", "ಜುಲೈ 2025"),
        ("ko", "2025년 7월 14일", "2025년 7월"),
        ("ky", "2025-ж., 14-июль", "2025-ж., июль"),
        ("lb", "14. Juli 2025", "Juli 2025"),
        ("lo", "14 ກໍລະກົດ 2025", "ກໍລະກົດ 2025"),
        ("lt", "2025 m. liepos 14 d.", "2025 m. liepa"),
        ("lv", "2025. gada 14. jūlijs", "2025. g. jūlijs"),
        ("mk", "14 јули 2025 г.", "јули 2025 г."),
        ("ml", "2025 ജൂലൈ 14", "2025 ജൂലൈ"),
        ("mn", "2025 оны долоодугаар сарын 14", "2025 оны долоодугаар сар"),
        ("mr", "14 जुलै, 2025", "जुलै 2025"),
        ("ms", "14 Julai 2025", "Julai 2025"),
        ("mt", "14 ta’ Lulju 2025", "Lulju 2025"),
        ("my", "2025 ဇူလိုင် 14", "2025 ဇူလိုင်"),
        ("nb", "14. juli 2025", "juli 2025"),
        ("ne", "2025 जुलाई 14", "2025 जुलाई"),
        ("nl", "14 juli 2025", "juli 2025"),
        ("nn", "14. juli 2025", "juli 2025"),
        ("pa", "14 ਜੁਲਾਈ 2025", "ਜੁਲਾਈ 2025"),
        ("pl", "14 lipca 2025", "lipiec 2025"),
        ("ps", "2025 جولای 14", "2025 جولای"),
        ("pt", "14 de julho de 2025", "julho de 2025"),
        ("ro", "14 iulie 2025", "iulie 2025"),
        ("ru", "14 июля 2025 г.", "июль 2025 г."),
        ("sk", "14. júla 2025", "júl 2025"),
        ("sl", "14. julij 2025", "julij 2025"),
        ("sq", "14 korrik 2025", "korrik 2025"),
        ("sr", "14. јул 2025.", "јул 2025."),
        ("sv", "14 juli 2025", "juli 2025"),
        ("sw", "14 Julai 2025", "Julai 2025"),
        ("ta", "14 ஜூலை, 2025", "ஜூலை 2025"),
        ("te", "14 జులై, 2025", "జులై 2025"),
        ("ti", "ሓምለ 14, 2025", "ሓምለ 2025"),
        ("tr", "14 Temmuz 2025", "Temmuz 2025"),
        ("uk", "14 липня 2025 р.", "липень 2025 р."),
        ("ur", "14 جولائی، 2025", "جولائی 2025"),
        ("uz", "14-iyul, 2025", "iyul, 2025"),
        ("vi", "14 tháng 7, 2025", "tháng 7 năm 2025"),
        ("zh", "2025年7月14日", "2025年7月"),
        ("zu", "Julayi 14, 2025", "Julayi 2025"),
        ("en-AE", "14 July 2025", "July 2025"),
        ("en-IE", "14 July 2025", "July 2025"),
        ("pt-PT", "14 de julho de 2025", "julho de 2025"),
    ];

    #[test]
    fn dates_are_those_that_cldr_publishes() {
        let book = PhraseBook::built_in();
        let latin = |text: String| -> String {
            // Arabic, Persian, Devanagari, Bengali and Burmese digits.
            const NOUGHTS: [u32; 5] = [0x660, 0x6f0, 0x966, 0x9e6, 0x1040];
            let digit = |it: char| {
                let steps = NOUGHTS.map(|nought| u32::from(it).wrapping_sub(nought));
                let digit = steps.into_iter().find_map(|step| char::from_digit(step, 10));
                digit.unwrap_or(it)
            };
            text.chars().map(digit).collect()
        };

        let mut wrong = Vec::new();
        for (tag, day, month) in CLDR {
            let language = book.language(&LanguageTag::parse(tag).expect(tag));
            let date = |text: &str| latin(language.date(Date::parse(text).expect("a date")));
            let written = (date("2025-07-14"), date("2025-07"));
            if written != ((*day).to_owned(), (*month).to_owned()) {
                wrong.push((tag, written, day, month));
            }
        }

        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
